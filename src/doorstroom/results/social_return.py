"""Social return: what is owed on each order, what placements are worth by a region's building blocks, what is left.

The blocks differ from region to region and stand in the rules as data, each with how sure it is. A block is a value for
a year of full-time work; hours and time are taken in proportion, and nothing is added that a region may add besides.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, cast

from doorstroom.amounts import months_of, rounded
from doorstroom.choices import Choice
from doorstroom.dates import add_months
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model.choices import ContractKind, TargetGroup
from doorstroom.model.support import Assignment
from doorstroom.report import Amount, Bar, Field, Report, Sentence
from doorstroom.results import cells
from doorstroom.results.careers import Career, Job, Someone, Spell
from doorstroom.results.shape import hidden_note, per_cent
from doorstroom.rules import Confidence, InformationRule, Rules

_BLOCKS = "sroi.blocks."
_USUAL = "sroi.default_percentage"
_UNPAID = {ContractKind.TRIAL, ContractKind.WORK_EXPERIENCE}
# By what names the regions call the groups of people that this tool knows.
_NAMES: Mapping[TargetGroup, tuple[str, ...]] = {
    TargetGroup.BANENAFSPRAAK: ("banenafspraak", "doelgroepregister"),
    TargetGroup.PARTICIPATIEWET: ("participatiewet",),
    TargetGroup.WAJONG: ("wajong",),
    TargetGroup.WW: ("ww",),
    TargetGroup.WIA: ("wia_wao", "wia"),
    TargetGroup.NUG: ("nug",),
}
_BY_YEARS = re.compile(r"(.+)_(lt|gt)_(\d+)y", re.ASCII)


class Doubt(Choice):
    """Why a placement has no value, or one to look at by hand."""

    NO_REGION = "no-region", N_("no region given")
    NO_BLOCK = "no-block", N_("no block for this group")
    NO_HOURS = "no-hours", N_("no hours recorded")
    NO_SINCE = "no-since", N_("unknown since when on benefit")
    SEVERAL = "several", N_("counts for another order too")
    UNSURE = "unsure", N_("value of the region unsure")


class Eligible(NamedTuple):
    """Somebody with what a block asks: the group they belong to, and since when they are on benefit."""

    career: Career
    group: TargetGroup | None
    benefit_since: date | None


@dataclass(frozen=True, slots=True)
class Worth:
    """A placement on an order: what it is worth by the day asked, and by its last day, in cents.

    ``block`` names the building block.
    """

    who: Someone
    job: Job
    block: str | None
    reached: int | None
    expected: int | None
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """An order: what is owed, what placements bring by the day asked and by their last days, in cents."""

    assignment: Assignment
    employer: str
    rule: InformationRule | None
    placements: tuple[Worth, ...]

    @property
    def reached(self) -> int:
        """What the placements are worth so far."""
        return sum(one.reached or 0 for one in self.placements)

    @property
    def expected(self) -> int:
        """What they will be worth when they last as agreed."""
        return sum(one.expected or 0 for one in self.placements)

    @property
    def left(self) -> int | None:
        """What is left to do, as agreed; None while nobody knows what is owed."""
        return None if self.assignment.owed is None else max(0, self.assignment.owed - self.expected)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What to look at by hand."""
        found = {doubt for one in self.placements for doubt in one.doubts}
        if self.rule is None:
            found.add(Doubt.NO_REGION)
        elif self.rule.confidence is Confidence.LOW:
            found.add(Doubt.UNSURE)
        return tuple(doubt for doubt in Doubt if doubt in found)


@dataclass(frozen=True, slots=True)
class SocialReturn:
    """All orders on a day."""

    as_of: date
    rows: tuple[Owed, ...]


def social_return(
    assignments: Sequence[tuple[Assignment, str]], people: Iterable[Eligible], rules: Rules, *, as_of: date
) -> SocialReturn:
    """What is owed and what is done: contracts at the employer of an order, or worked there, within its days.

    A contract counts once: for the order it was set down for, else for the first that it can count for.
    """
    orders = [assignment for assignment, _ in assignments]
    by_employer: dict[int, list[Assignment]] = {}
    for order in orders:
        by_employer.setdefault(order.employer, []).append(order)
    regions = {order.id: _region(order, rules, as_of) for order in orders}
    found: dict[int, list[Worth]] = {order.id: [] for order in orders}
    # Without an order nobody need be read.
    for one in people if orders else ():
        if one.career.who.is_mistake(as_of):
            continue
        for job in one.career.begun(as_of):
            employers = dict.fromkeys(spell.employer for spell in job.spells())
            possible = [order for employer in employers for order in by_employer.get(employer, ())]
            chosen, is_one_of_several = _order_of(job, possible)
            if chosen is not None:
                found[chosen.id].append(_worth(one, job, chosen, regions[chosen.id], as_of, is_one_of_several))
    return SocialReturn(
        as_of,
        tuple(Owed(order, employer, regions[order.id], tuple(found[order.id])) for order, employer in assignments),
    )


def _order_of(job: Job, possible: Sequence[Assignment]) -> tuple[Assignment | None, bool]:
    """The order that a contract counts for, and whether it could have been another."""
    for order in possible:
        if job.id in order.placements:
            return order, False
    fitting = [order for order in possible if not order.placements and _spells(job, order, date.max)]
    fitting.sort(key=lambda order: (order.starts_on or date.min, order.id))
    return (fitting[0], len({order.id for order in fitting}) > 1) if fitting else (None, False)


def _spells(job: Job, order: Assignment, until: date) -> list[Spell]:
    """The days on which the employer of an order has somebody for it under a contract, up to a day."""
    first, last = order.starts_on or date.min, min(order.ends_on or date.max, until)
    within = [
        Spell(one.employer, max(one.first_day, first), min(one.last_day or date.max, last), one.hours)
        for one in job.spells()
        if one.employer == order.employer
    ]
    return [one for one in within if one.first_day <= (one.last_day or date.max)]


def _worth(
    one: Eligible, job: Job, order: Assignment, rule: InformationRule | None, as_of: date, is_one_of_several: bool
) -> Worth:
    doubts = [Doubt.SEVERAL] if is_one_of_several else []
    if rule is None:
        return Worth(one.career.who, job, None, None, None, tuple(doubts))
    block, a_month, doubt = _block(one, job, rule)
    # A contract without a last day is worth what it brought so far.
    until = max(job.last_day or order.ends_on or as_of, as_of)
    spells = _spells(job, order, until)
    if doubt is None and a_month is not None and any(a_month(spell.hours) is None for spell in spells):
        doubt = Doubt.NO_HOURS
    doubts += [doubt] if doubt else []

    def worth(spells: Iterable[Spell]) -> int | None:
        if doubt is not None or a_month is None:
            return None
        months = ((spell, months_of(spell.first_day, spell.last_day or until)) for spell in spells)
        return rounded(sum(((a_month(spell.hours) or 0) * length for spell, length in months), Fraction()))

    return Worth(one.career.who, job, block, worth(_spells(job, order, as_of)), worth(spells), tuple(doubts))


def _block(
    one: Eligible, job: Job, rule: InformationRule
) -> tuple[str | None, Callable[[float | None], Fraction | None] | None, Doubt | None]:
    """The block of a placement, what a month of so many hours is worth in cents, and why it has none."""
    if job.kind in _UNPAID:
        monthly = cast(Mapping[str, int], rule.values.get("euro_per_month", {}))
        first = next(iter(monthly), None)
        if first is None:
            return None, None, Doubt.NO_BLOCK
        return first, lambda _hours: Fraction(monthly[first] * 100), None
    yearly = cast(Mapping[str, int], rule.values.get("euro_per_year", {}))
    name, doubt = _named(one, job, yearly)
    if name is None:
        return None, None, doubt
    full_time = cast(float | None, rule.values.get("full_time_hours"))

    def a_month(hours: float | None) -> Fraction | None:
        if hours is None or full_time is None:
            return None
        return yearly[name] * 100 * min(Fraction(1), Fraction(str(hours)) / Fraction(str(full_time))) / 12

    return name, a_month, None


def _named(one: Eligible, job: Job, yearly: Mapping[str, int]) -> tuple[str | None, Doubt | None]:
    """The block for somebody's group: the plain one, or the one for how long they are on benefit."""
    for name in _NAMES.get(one.group, ()) if one.group else ():
        if name in yearly:
            return name, None
        by_years = [found for found in map(_BY_YEARS.fullmatch, yearly) if found and found[1] == name]
        if by_years and one.benefit_since is None:
            return None, Doubt.NO_SINCE
        for found in by_years:
            is_longer = job.starts_on >= add_months(cast(date, one.benefit_since), 12 * int(found[3]))
            if is_longer is (found[2] == "gt"):
                return found[0], None
    if job.kind is ContractKind.BBL and "bbl" in yearly:
        return "bbl", None
    return None, Doubt.NO_BLOCK


def _region(order: Assignment, rules: Rules, day: date) -> InformationRule | None:
    return rules.find(_BLOCKS + order.region, day, InformationRule) if order.region else None


def refuse_unknown_region(region: object, rules: Rules) -> None:
    """Refuse a region without building blocks."""
    known = [rule.key.removeprefix(_BLOCKS) for rule in rules if rule.key.startswith(_BLOCKS)]
    if isinstance(region, str) and region != "-" and region not in known:
        raise BadInput(
            N_("There are no building blocks of {region}."),
            hint=N_("Known are: {known}. docs/rules.md says how to add your own."),
            region=region,
            known=", ".join(known),
        )


def said_of(assignment: Assignment, rules: Rules) -> tuple[Sentence, ...]:
    """What is owed, in a sentence; where that is not said, what part is usual."""
    if assignment.owed is not None:
        return (Sentence.of(N_("Owed: € {amount}."), amount=Amount(assignment.owed)),)
    usual = next((rule for rule in rules if rule.key == _USUAL and isinstance(rule, InformationRule)), None)
    if usual is None:
        return ()
    return (
        Sentence.of(
            N_("What is owed is not known yet: give --percent ({percent}% is usual, {source}) or --obligation."),
            percent=usual.values["percentage"],
            source=usual.source,
        ),
    )


# --- as a report -------------------------------------------------------------------------------------------------


def report(answer: SocialReturn, *, min_cell: int = 0) -> Report[Owed]:
    """The orders as a report; an order with fewer than ``min_cell`` placements says nothing of what they are worth."""
    counts = {row.assignment.id: len(row.placements) for row in answer.rows}
    kept_back = cells.hidden(counts, (), min_cell)
    hidden = {number for number in kept_back if isinstance(number, int)}
    return Report(
        title=_title(answer),
        fields=_fields(hidden),
        rows=answer.rows,
        notes=(*_total(answer, bool(hidden)), *hidden_note(min_cell, list(hidden))),
        about={"as_of": answer.as_of},
        chart=[
            Bar(row.assignment.name, per_cent(row.expected, row.assignment.owed or 0) or 0, N_("{n}%"))
            for row in answer.rows
            if row.assignment.id not in hidden
        ],
    )


def _fields(hidden: set[int]) -> tuple[Field[Owed], ...]:
    def shown(value: Any) -> Any:
        return lambda row: None if row.assignment.id in hidden else value(row)

    return (
        Field("ref", N_("REF"), lambda row: row.assignment.ref),
        Field("assignment", N_("Assignment"), lambda row: row.assignment.name),
        Field("employer", N_("Employer"), lambda row: row.employer),
        Field("owed", N_("Owed in euros"), lambda row: _euros(row.assignment.owed)),
        Field("region", N_("Region"), lambda row: row.assignment.region),
        Field("placements", N_("Placements"), shown(lambda row: len(row.placements))),
        Field("reached", N_("So far in euros"), shown(lambda row: _euros(row.reached))),
        Field("expected", N_("As agreed in euros"), shown(lambda row: _euros(row.expected))),
        Field("left", N_("Left in euros"), shown(lambda row: _euros(row.left))),
        Field("until", N_("Until"), lambda row: row.assignment.ends_on),
        Field("check", N_("Check by hand"), lambda row: row.doubts, columns=110),
        Field("rule", N_("Rule"), lambda row: row.rule.key if row.rule else None, table=False),
        Field("source", N_("Source"), lambda row: row.rule.source if row.rule else None, table=False),
        Field("sure", N_("Sure"), lambda row: row.rule.confidence if row.rule else None, table=False),
    )


def _total(answer: SocialReturn, is_hidden: bool) -> Iterator[Sentence]:
    if is_hidden or not answer.rows:
        return
    yield Sentence.of(
        N_("Owed € {owed}, so far € {reached}, left as agreed € {left}."),
        owed=Amount(sum(row.assignment.owed or 0 for row in answer.rows)),
        reached=Amount(sum(row.reached for row in answer.rows)),
        left=Amount(sum(row.left or 0 for row in answer.rows)),
    )


def _title(answer: SocialReturn) -> Sentence:
    return Sentence.of(N_("Social return on {day}"), day=answer.as_of)


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def list_of(answer: SocialReturn) -> Report[tuple[Owed, Worth]]:
    """The placements behind each order, with what each is worth."""
    rows = [(row, one) for row in answer.rows for one in row.placements]
    total = Sentence.counted("{n} line.", "{n} lines.", n=len(rows))
    return Report(title=_title(answer), fields=WORTH, rows=rows, notes=(total,), about={"as_of": answer.as_of})


WORTH: tuple[Field[tuple[Owed, Worth]], ...] = (
    Field("assignment", N_("Assignment"), lambda one: one[0].assignment.ref),
    Field("ref", N_("REF"), lambda one: f"K{one[1].who.id}"),
    Field("name", N_("Name"), lambda one: one[1].who.name),
    Field("contract", N_("Contract"), lambda one: f"C{one[1].job.id}"),
    Field("starts_on", N_("First day"), lambda one: one[1].job.starts_on),
    Field("last_day", N_("Last day"), lambda one: one[1].job.last_day),
    Field("hours", N_("Hours a week"), lambda one: one[1].job.hours, columns=100),
    Field("reached", N_("So far in euros"), lambda one: _euros(one[1].reached)),
    Field("expected", N_("As agreed in euros"), lambda one: _euros(one[1].expected)),
    # The block says what group somebody belongs to.
    Field("block", N_("Building block"), lambda one: one[1].block, table=False, sensitive=True),
    Field("check", N_("Check by hand"), lambda one: one[1].doubts, columns=110),
)
