"""Where the law or the file leaves doubt about a chain: what to check, found beside the sum itself."""

from collections.abc import Iterator

from doorstroom.check import Check
from doorstroom.dates import Gap, add_months
from doorstroom.limits.agreement import STATUTORY
from doorstroom.limits.career import Career
from doorstroom.limits.chain import AFTER_PENSION, Chain, Outcome
from doorstroom.limits.counting import Counting, counting
from doorstroom.limits.run import between
from doorstroom.model import Contract
from doorstroom.model.choices import ContractKind
from doorstroom.rules import ChainRule

_BEFORE = {ContractKind.AGENCY: Check.AGENCY, ContractKind.PERMANENT: Check.AFTER_PERMANENT}


def doubts(chain: Chain, career: Career) -> set[Check]:
    """What to look at by hand about a chain."""
    found = set()
    if Gap.UNCLEAR in chain.gaps:
        found.add(Check.CHAIN_GAP)
    if chain.outcome is Outcome.INSUFFICIENT_DATA:
        found.add(Check.EARLIER_UNKNOWN)
    if any(counting(contract, career) is Counting.IN_DOUBT for contract in chain.contracts):
        found.add(Check.MINOR)
    if career.born_on and not career.pension_on and _is_near_pension(chain.contracts[-1], career):
        found.add(Check.PENSION)
    if _is_after_announced_rule(chain, career):
        found.add(Check.ANNOUNCED_RULE)
    found.update(_about_agreement(chain, career))
    if any(career.places(contract) or contract.kind in _BEFORE for contract in career.contracts):
        found.update(_about_earlier(chain, career))
    return found


def _about_agreement(chain: Chain, career: Career) -> Iterator[Check]:
    """The doubts about a collective agreement: whether it holds for this work, and whether it is known at all."""
    agreement = career.employers[chain.contracts[-1].employer].cao
    if agreement is None:
        return
    if not career.rules.deviations(agreement):
        yield Check.AGREEMENT_UNKNOWN
    elif chain.rule.is_by_agreement and chain.rule.condition:
        yield Check.AGREEMENT


def _is_near_pension(contract: Contract, career: Career) -> bool:
    """Whether a contract reaches the age from which the day of state pension must be known."""
    rule = career.rules.find(AFTER_PENSION, contract.starts_on, ChainRule)
    if rule is None or rule.ask_from_age is None or career.born_on is None:
        return False
    return (contract.last_day or contract.starts_on) >= add_months(career.born_on, 12 * rule.ask_from_age)


def _is_after_announced_rule(chain: Chain, career: Career) -> bool:
    """Whether it reaches the day of an announced law, with other contracts between the same parties before that one."""
    last = chain.contracts[-1]
    if not any(rule.effective_from <= last.starts_on for rule in career.rules.announced(STATUTORY)):
        return False
    return any(
        earlier.starts_on < last.starts_on
        and career.party(earlier.employer) == career.party(last.employer)
        and counting(earlier, career).counts
        for earlier in career.contracts
    )


def _about_earlier(chain: Chain, career: Career) -> Iterator[Check]:
    """The doubts that earlier contracts of other kinds, or with other parties, cast on those of a chain."""
    for contract in chain.contracts:
        for earlier in career.contracts:
            if earlier.starts_on >= contract.starts_on:
                break
            if between(earlier.last_day, contract.starts_on, chain.rule.gap_months) is Gap.BREAKS:
                continue
            if career.party(earlier.employer) == career.party(contract.employer):
                if earlier.kind in _BEFORE:
                    yield _BEFORE[earlier.kind]
            elif _shares_workplace(contract, earlier, career):
                yield Check.SUCCESSOR


def _shares_workplace(contract: Contract, earlier: Contract, career: Career) -> bool:
    """Whether the work can have been done in one place for two employers; for whom an agency worked may be unknown."""
    if earlier.kind is ContractKind.AGENCY and not career.places(earlier):
        return True
    return not _workplaces(contract, career).isdisjoint(_workplaces(earlier, career))


def _workplaces(contract: Contract, career: Career) -> set[int]:
    """The employer of a contract, and those where it is worked."""
    return {career.party(employer) for employer in (contract.employer, *career.places(contract))}
