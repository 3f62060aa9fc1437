"""The chain: contracts for a fixed term between the same parties that count together by law (BW 7:668a)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from doorstroom.dates import DAY, Gap, Length, Term, add_months, is_at_least, judge_gap, length, term, term_end
from doorstroom.i18n import N_
from doorstroom.limits.career import Career
from doorstroom.limits.run import last_day_of, run_of
from doorstroom.model import Choice, Contract, ContractKind
from doorstroom.rules import ChainException, ChainExclusion, ChainRule

STATUTORY = "chain.statutory"
AFTER_PENSION = "chain.aow"
TAIL = "chain.tail_after_36"
BBL = "chain.excluded.bbl"
MINOR = "chain.excluded.minor"


class Counting(Choice):
    """Whether a contract counts in a chain, and if not, why."""

    COUNTS = "counts", N_("counts")
    IN_DOUBT = "in-doubt", N_("counted, but look at it by hand")
    UNPAID = "unpaid", N_("no employment contract")
    PERMANENT = "permanent", N_("not for a fixed term")
    AGENCY = "agency", N_("agency contracts have rules of their own")
    BBL = "bbl", N_("BBL contracts do not count")
    MINOR = "minor", N_("under age, few hours")
    PENSION = "pension", N_("on the other side of state pension age")
    OTHER_CHAIN = "other-chain", N_("parted from this chain by a gap")

    @property
    def counts(self) -> bool:
        """Whether it is one of the contracts of the chain."""
        return self in (Counting.COUNTS, Counting.IN_DOUBT)


_UNCOUNTED_KINDS = {
    ContractKind.PERMANENT: Counting.PERMANENT,
    ContractKind.AGENCY: Counting.AGENCY,
    ContractKind.TRIAL: Counting.UNPAID,
    ContractKind.WORK_EXPERIENCE: Counting.UNPAID,
    ContractKind.LEARNING: Counting.UNPAID,
}


class Outcome(Choice):
    """What a chain amounts to."""

    WITHIN = "within", N_("within the limits")
    EXCEEDED = "exceeded", N_("over a limit")
    INSUFFICIENT_DATA = "insufficient-data", N_("not enough is known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Contracts that count together, and how far they may go.

    ``until`` is the last day on which none of them is permanent by law; None when too little is known. ``other_reading``
    is the day after it, where the months can be counted in two ways. ``converts_on`` is the day from which the contract
    then running is permanent by law; one without a last day is so if it still runs then. ``rule`` sets the limit.
    """

    contracts: tuple[Contract, ...]
    gaps: tuple[Gap, ...]
    rule: ChainRule
    until: date | None
    other_reading: date | None
    converts_on: date | None
    outcome: Outcome

    @property
    def first_day(self) -> date:
        """The day from which its months are counted."""
        return self.contracts[0].starts_on

    @property
    def reached(self) -> Length | None:
        """How long it lasts as recorded, gaps included; None while a contract is open."""
        last_day = last_day_of(self.contracts)
        return None if last_day is None else length(self.first_day, last_day)

    @property
    def contracts_left(self) -> int:
        """How many more contracts fit in it."""
        return max(0, self.rule.max_contracts - len(self.contracts))


def chain_of(contract: Contract, career: Career) -> Chain | None:
    """The chain that a contract is part of; None when it does not count in any."""
    if not counting(contract, contract, career).counts:
        return None
    rules = rules_for(contract, career)
    same_parties = career.same_parties(contract)
    contracts, gaps = run_of(
        contract,
        [other for other in same_parties if counting(other, contract, career).counts],
        lambda day: rule_on(day, rules).gap_months,
    )
    limits = [_limit(contracts[: n + 1], rules, career) for n in range(len(contracts))]
    passed = [limit for limit, its in zip(limits, contracts, strict=True) if limit.is_passed_by(its)]
    decisive = min(passed, key=lambda limit: limit.until) if passed else limits[-1]
    is_known = not _has_unknown_past(contracts, same_parties, rules)
    return Chain(
        contracts=contracts,
        gaps=gaps,
        rule=decisive.rule,
        until=decisive.until if is_known else None,
        other_reading=decisive.other_reading if is_known else None,
        converts_on=decisive.until + DAY if passed and is_known else None,
        outcome=Outcome.INSUFFICIENT_DATA if not is_known else Outcome.EXCEEDED if passed else Outcome.WITHIN,
    )


def counting(contract: Contract, judged: Contract, career: Career) -> Counting:
    """Whether a contract counts in a chain with the judged one, gaps left aside."""
    if reason := _UNCOUNTED_KINDS.get(contract.kind):
        return reason
    if contract.kind is ContractKind.BBL and career.rules.find(BBL, contract.starts_on, ChainExclusion):
        return Counting.BBL
    if _is_after_pension(contract, career) != _is_after_pension(judged, career):
        return Counting.PENSION
    return _counting_of_minors(contract, career)


def rules_for(contract: Contract, career: Career) -> tuple[ChainRule, ...]:
    """The chain rules that hold for this contract, oldest first: others from state pension age on (BW 7:668a(12))."""
    return career.rules.history(AFTER_PENSION if _is_after_pension(contract, career) else STATUTORY, ChainRule)


def rule_on(day: date, rules: Sequence[ChainRule]) -> ChainRule:
    """The rule of that day; the oldest one for days before all."""
    return next((rule for rule in reversed(rules) if rule.since <= day), rules[0])


class _Limit(NamedTuple):
    """The last day on which one contract of a chain is not permanent by law, and the rule that says so."""

    until: date
    other_reading: date | None
    rule: ChainRule

    def is_passed_by(self, contract: Contract) -> bool:
        return contract.last_day is None or contract.last_day > self.until


def _limit(contracts: Sequence[Contract], rules: Sequence[ChainRule], career: Career) -> _Limit:
    """How far the last of these contracts may go, as one of a chain with those before it.

    A rule counts from its own first day on, also for contracts that began before it: it came with immediate effect.
    """
    *earlier, contract = contracts
    for rule in rules:
        if len(contracts) > rule.max_contracts:
            allowed = Term(contract.starts_on - DAY)
        elif earlier and _is_tail(contract, earlier[-1], rule, career):
            allowed = Term(contract.ends_on or contract.starts_on)
        else:
            allowed = term(contracts[0].starts_on, rule.max_months)
        first_day_over = max(allowed.last_day + DAY, contract.starts_on, rule.since)
        if rule.effective_to is None or first_day_over <= rule.effective_to:
            break
    until = first_day_over - DAY
    return _Limit(until, allowed.other_reading if until == allowed.last_day else None, rule)


def _is_tail(contract: Contract, before: Contract, rule: ChainRule, career: Career) -> bool:
    """Whether it is a short contract right after one as long as a whole chain, which may end by itself (BW 7:668a(3)).

    It counts for how long it was agreed, not how long it really lasted.
    """
    tail = career.rules.find(TAIL, contract.starts_on, ChainException)
    if tail is None or contract.ends_on is None or before.last_day is None:
        return False
    return (
        contract.starts_on == before.last_day + DAY
        and contract.ends_on <= term_end(contract.starts_on, tail.duration_months)
        and is_at_least(before.starts_on, before.last_day, rule.max_months)
    )


def _is_after_pension(contract: Contract, career: Career) -> bool:
    """Whether it began on or after the day of state pension."""
    return career.pension_on is not None and contract.starts_on >= career.pension_on


def _counting_of_minors(contract: Contract, career: Career) -> Counting:
    """Contracts of people under age with few hours do not count; one that passes the birthday is in doubt."""
    rule = career.rules.find(MINOR, contract.starts_on, ChainExclusion)
    if rule is None or rule.max_age_exclusive is None or rule.max_hours_per_week is None or career.born_on is None:
        return Counting.COUNTS
    of_age = add_months(career.born_on, 12 * rule.max_age_exclusive)
    if contract.starts_on >= of_age or (contract.hours is not None and contract.hours > rule.max_hours_per_week):
        return Counting.COUNTS
    if contract.hours is None or contract.last_day is None or contract.last_day >= of_age:
        return Counting.IN_DOUBT
    return Counting.MINOR


def _has_unknown_past(
    contracts: Sequence[Contract], same_parties: Sequence[Contract], rules: Sequence[ChainRule]
) -> bool:
    """Whether contracts that are not in the file may belong to the chain, before its first one or in between."""
    first_day, last_start = contracts[0].starts_on, contracts[-1].starts_on
    gap_months = rule_on(first_day, rules).gap_months
    return any(
        contract.earlier_unknown
        and contract.starts_on <= last_start
        and judge_gap(contract.starts_on - DAY, first_day, gap_months) is not Gap.BREAKS
        for contract in same_parties
    )
