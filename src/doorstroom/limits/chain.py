"""The chain: contracts for a fixed term between the same parties that count together by law (BW 7:668a)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from doorstroom.dates import DAY, Gap, Length, Term, add_months, is_at_least, judge_gap, length, term, term_end
from doorstroom.i18n import N_
from doorstroom.limits.career import Career
from doorstroom.limits.run import Run, by_key, runs
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
    OTHER_CHAIN = "other-chain", N_("counts, in another chain")

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

    ``last_day`` is when they end as recorded; None while one is open. ``until`` is the last day on which none of them
    is permanent by law; None when too little is known. ``other_reading`` is the day after it, where the months can be
    counted in two ways. ``converts_on`` is the day from which the contract then running is permanent by law; one
    without a last day is so if it still runs then. ``rule`` sets the limit.
    """

    contracts: tuple[Contract, ...]
    gaps: tuple[Gap, ...]
    last_day: date | None
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
        return None if self.last_day is None else length(self.first_day, self.last_day)

    @property
    def contracts_left(self) -> int:
        """How many more contracts fit in it."""
        return max(0, self.rule.max_contracts - len(self.contracts))


def chains(career: Career) -> Iterator[Chain]:
    """Every chain of a career: its counted contracts between the same parties, parted by the gaps that break them.

    From state pension age on other limits hold, and only contracts from then on count (BW 7:668a(12)).
    """
    counted = [contract for contract in career.contracts if counting(contract, career).counts]
    sides = by_key(counted, lambda contract: (career.party(contract.employer), career.is_after_pension(contract)))
    for (_, is_after_pension), contracts in sides.items():
        yield from _chains_of(contracts, AFTER_PENSION if is_after_pension else STATUTORY, career)


def _chains_of(contracts: Sequence[Contract], family: str, career: Career) -> Iterator[Chain]:
    """The chains of counted contracts between the same parties under one family of rules."""
    rules = career.rules.history(family, ChainRule)
    for run in runs(contracts, lambda day: rule_on(day, rules).gap_months):
        yield _chain(run, rules, career)


def _chain(run: Run, rules: Sequence[ChainRule], career: Career) -> Chain:
    """A run of counted contracts under these rules."""
    limits = [_limit(run.contracts, place, rules, career) for place in range(len(run.contracts))]
    passed = [limit for limit, its in zip(limits, run.contracts, strict=True) if limit.is_passed_by(its)]
    decisive = min(passed, key=lambda limit: limit.until) if passed else limits[-1]
    is_known = not _has_unknown_past(run.contracts, rules, career)
    return Chain(
        contracts=tuple(run.contracts),
        gaps=tuple(run.gaps),
        last_day=run.last_day,
        rule=decisive.rule,
        until=decisive.until if is_known else None,
        other_reading=decisive.other_reading if is_known else None,
        converts_on=decisive.until + DAY if passed and is_known else None,
        outcome=Outcome.INSUFFICIENT_DATA if not is_known else Outcome.EXCEEDED if passed else Outcome.WITHIN,
    )


def counting(contract: Contract, career: Career) -> Counting:
    """Whether a contract counts in a chain at all."""
    if reason := _UNCOUNTED_KINDS.get(contract.kind):
        return reason
    if contract.kind is ContractKind.BBL and career.rules.find(BBL, contract.starts_on, ChainExclusion):
        return Counting.BBL
    return _counting_of_minors(contract, career)


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


def _limit(contracts: Sequence[Contract], place: int, rules: Sequence[ChainRule], career: Career) -> _Limit:
    """How far the contract in this place, counted from nought, may go as one of these.

    A rule counts from its own first day on, also for contracts that began before it: it came with immediate effect.
    """
    contract = contracts[place]
    for rule in rules:
        if place >= rule.max_contracts:
            allowed = Term(contract.starts_on - DAY)
        elif place and _is_tail(contract, contracts[place - 1], rule, career):
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


def _has_unknown_past(contracts: Sequence[Contract], rules: Sequence[ChainRule], career: Career) -> bool:
    """Whether contracts that are not in the file may belong to these, before the first one or in between."""
    first_day, last_start = contracts[0].starts_on, contracts[-1].starts_on
    return any(
        contract.earlier_unknown
        and contract.starts_on <= last_start
        and career.party(contract.employer) == career.party(contracts[0].employer)
        and judge_gap(contract.starts_on - DAY, first_day, rule_on(first_day, rules).gap_months) is not Gap.BREAKS
        for contract in career.contracts
    )
