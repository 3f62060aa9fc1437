"""The chain: contracts for a fixed term between the same parties that count together by law (BW 7:668a)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from doorstroom.choices import Choice
from doorstroom.dates import DAY, Gap, Length, Term, judge_gap, length, term, term_end
from doorstroom.i18n import N_
from doorstroom.limits.agreement import chain_rules
from doorstroom.limits.career import Career
from doorstroom.limits.counting import counting
from doorstroom.limits.run import Run, runs
from doorstroom.model import Contract
from doorstroom.rules import ChainException, ChainRule

AFTER_PENSION = "chain.aow"
TAIL = "chain.tail_after_36"


class Outcome(Choice):
    """What a chain amounts to."""

    WITHIN = "within", N_("within the limits")
    EXCEEDED = "exceeded", N_("over a limit")
    INSUFFICIENT_DATA = "insufficient-data", N_("not enough is known")


class Chain(NamedTuple):
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
    def is_passed_by_one(self) -> bool:
        """Whether its first contract goes over the limit by itself, before another begins."""
        first, *following = self.contracts
        return (
            self.until is not None
            and _runs_on(first, self.until)
            and all(contract.starts_on > self.until for contract in following)
        )

    @property
    def contracts_left(self) -> int:
        """How many more contracts fit in it."""
        return max(0, self.rule.max_contracts - len(self.contracts))


def chains(career: Career) -> Iterator[Chain]:
    """Every chain of a career: its counted contracts between the same parties, parted by the gaps that break them.

    From state pension age on other limits hold, and only contracts from then on count (BW 7:668a(12)).
    """
    counted: dict[tuple[int, bool], list[Contract]] = {}
    for contract in career.contracts:
        if counting(contract, career).counts:
            parties = career.party(contract.employer), career.is_after_pension(contract)
            counted.setdefault(parties, []).append(contract)
    for (_, is_after_pension), contracts in counted.items():
        rules = (
            career.rules.history(AFTER_PENSION, ChainRule)
            if is_after_pension
            # Of employers that follow each other the present one's agreement counts.
            else chain_rules(career.rules, career.employers[contracts[-1].employer])
        )
        for run in _runs(contracts, rules):
            yield _chain(run, rules, career)


def _runs(contracts: Sequence[Contract], rules: Sequence[ChainRule]) -> list[Run]:
    """Counted contracts between the same parties, parted where the rule of the day says so."""

    def longest_gap(day: date) -> int:
        # Before the oldest rule that is known there was another; its gap is the best guess.
        return next((rule for rule in reversed(rules) if rule.since <= day), rules[0]).gap_months

    return runs(contracts, longest_gap)


class _Limit(NamedTuple):
    """The last day on which one contract of a chain is not permanent by law, and the rule that says so."""

    until: date
    other_reading: date | None
    rule: ChainRule

    def is_passed_by(self, contract: Contract) -> bool:
        """Whether the contract runs on beyond it, or may."""
        return _runs_on(contract, self.until)


def _runs_on(contract: Contract, until: date) -> bool:
    """Whether a contract runs on beyond a day, or may."""
    return contract.last_day is None or contract.last_day > until


def _chain(run: Run, rules: Sequence[ChainRule], career: Career) -> Chain:
    """A run of counted contracts under these rules, oldest first."""
    terms = [(rule, term(run.first_day, rule.max_months)) for rule in rules if rule.until >= run.first_day]
    limits = [_limit(run.contracts, place, terms, career) for place in range(len(run.contracts))]
    passed = [limit for limit, its in zip(limits, run.contracts, strict=True) if limit.is_passed_by(its)]
    decisive = min(passed, key=lambda limit: limit.until) if passed else limits[-1]
    is_known = not _has_unknown_past(run.contracts, decisive.rule, career)
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


def _limit(
    contracts: Sequence[Contract], place: int, terms: Sequence[tuple[ChainRule, Term]], career: Career
) -> _Limit:
    """How far the contract in this place, counted from 0, may go under each rule and the term it gives to the chain.

    A rule counts from its own first day on, also for contracts that began before: it came with immediate effect.
    """
    contract = contracts[place]
    for rule, whole in terms:
        if place >= rule.max_contracts:
            allowed = Term(contract.starts_on - DAY)
        elif place == 1 and contract.ends_on and _is_tail(contract, contracts[0], whole, career):
            allowed = Term(contract.ends_on)
        else:
            allowed = whole
        first_day_over = max(allowed.last_day + DAY, contract.starts_on, rule.since)
        if first_day_over <= rule.until:
            break
    until = first_day_over - DAY
    return _Limit(until, allowed.other_reading if until == allowed.last_day else None, rule)


def _is_tail(contract: Contract, first: Contract, whole: Term, career: Career) -> bool:
    """Whether a short contract comes right after one that took up the whole term: it may end by itself (BW 7:668a(3)).

    It counts for how long it was agreed, not for how long it really lasted. A successor is another party: it has no tail.
    """
    if contract.employer != first.employer:
        return False
    if first.last_day is None or first.last_day < whole.last_day or contract.starts_on != first.last_day + DAY:
        return False
    tail = career.rules.find(TAIL, contract.starts_on, ChainException)
    return bool(tail and contract.ends_on and contract.ends_on <= term_end(contract.starts_on, tail.duration_months))


def _has_unknown_past(contracts: Sequence[Contract], rule: ChainRule, career: Career) -> bool:
    """Whether contracts that are not in the file may belong to these, before the first one or in between."""
    first_day, last_start = contracts[0].starts_on, contracts[-1].starts_on
    return any(
        contract.earlier_unknown
        and contract.starts_on <= last_start
        and career.party(contract.employer) == career.party(contracts[0].employer)
        and judge_gap(contract.starts_on - DAY, first_day, rule.gap_months) is not Gap.BREAKS
        for contract in career.contracts
    )
