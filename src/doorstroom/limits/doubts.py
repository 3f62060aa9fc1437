"""Where the law or the file leaves doubt about a chain: what to check, found beside the sum itself."""

from collections.abc import Iterator

from doorstroom.dates import Gap, add_months
from doorstroom.limits.career import Career
from doorstroom.limits.chain import AFTER_PENSION, STATUTORY, Chain, Counting, Outcome, counting
from doorstroom.limits.check import Check
from doorstroom.limits.run import between
from doorstroom.model import Contract, ContractKind
from doorstroom.rules import ChainRule

_BEFORE = {ContractKind.AGENCY: Check.AGENCY, ContractKind.PERMANENT: Check.AFTER_PERMANENT}


def doubts(chain: Chain, career: Career) -> set[Check]:
    """What to look at by hand about a chain."""
    return {*_about_itself(chain, career), *_about_earlier_contracts(chain, career)}


def _about_itself(chain: Chain, career: Career) -> Iterator[Check]:
    """The doubts in the sum."""
    if Gap.UNCLEAR in chain.gaps:
        yield Check.CHAIN_GAP
    if chain.outcome is Outcome.INSUFFICIENT_DATA:
        yield Check.EARLIER_UNKNOWN
    if any(counting(contract, career) is Counting.IN_DOUBT for contract in chain.contracts):
        yield Check.MINOR
    if _is_near_pension(chain.contracts[-1], career):
        yield Check.PENSION


def _is_near_pension(contract: Contract, career: Career) -> bool:
    """Whether a contract reaches the age from which the day of state pension must be known, and it is not."""
    if career.born_on is None or career.pension_on is not None:
        return False
    rule = career.rules.find(AFTER_PENSION, contract.starts_on, ChainRule)
    if rule is None or rule.ask_from_age is None:
        return False
    return (contract.last_day or contract.starts_on) >= add_months(career.born_on, 12 * rule.ask_from_age)


def _about_earlier_contracts(chain: Chain, career: Career) -> Iterator[Check]:
    """The doubts that contracts before those of a chain cast on them."""
    announced = career.rules.announced(STATUTORY)
    for contract in chain.contracts:
        for earlier in career.contracts:
            if earlier.starts_on >= contract.starts_on:
                break
            if career.party(earlier.employer) != career.party(contract.employer):
                if _shares_workplace(contract, earlier, career) and _follows(contract, earlier, chain):
                    yield Check.SUCCESSOR
            elif counting(earlier, career).counts:
                if any(rule.effective_from <= contract.starts_on for rule in announced):
                    yield Check.ANNOUNCED_RULE
            elif earlier.kind in _BEFORE and _follows(contract, earlier, chain):
                yield _BEFORE[earlier.kind]


def _follows(contract: Contract, earlier: Contract, chain: Chain) -> bool:
    """Whether so little time lies between two contracts that they could be of one chain."""
    return between(earlier.last_day, contract.starts_on, chain.rule.gap_months) is not Gap.BREAKS


def _shares_workplace(contract: Contract, earlier: Contract, career: Career) -> bool:
    """Whether the work can have been done in one place for two employers; for whom an agency worked may be unknown."""
    if earlier.kind is ContractKind.AGENCY and not earlier.hirers:
        return True
    return not _workplaces(contract, career).isdisjoint(_workplaces(earlier, career))


def _workplaces(contract: Contract, career: Career) -> set[int]:
    """The employer and the hirers of a contract."""
    return {career.party(employer) for employer in (contract.employer, *contract.hirers)}
