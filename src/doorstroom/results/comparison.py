"""The same figures on two days, side by side: how many there are, how many more or fewer, and what that is in per cent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from doorstroom.choices import Choice
from doorstroom.i18n import N_
from doorstroom.model.choices import Stage
from doorstroom.report import Bar, Field, Report, Sentence
from doorstroom.results import cells
from doorstroom.results.careers import Career, Journey
from doorstroom.results.shape import Member, hidden_note, members


class Figure(Choice):
    """What is counted on a day."""

    REGISTERED = "registered", N_("registered so far")
    OPEN = "open", N_("open cases")
    BENEFIT = "benefit", N_("open cases on benefit")
    WORKING = "working", N_("at work")
    SUBSIDISED = "subsidised", N_("at work with subsidy")
    NOT_WORKING = "not_working", N_("open cases without work")
    PLACED = "placed", N_("placed so far")
    MOVED_ON = "moved_on", N_("moved on so far")
    DROPPED_OUT = "dropped_out", N_("dropped out so far")
    CLOSED = "closed", N_("closed so far")


class Life(NamedTuple):
    """Somebody with all that happened to them."""

    journey: Journey
    career: Career


def figures_of(life: Life, day: date) -> frozenset[Figure]:
    """In which figures somebody counts on a day."""
    who = life.journey.who
    reached = life.journey.first_days(day)
    if who.is_mistake(day) or not reached:
        return frozenset()
    running = [job for job in life.career.jobs if job.is_running(day)]
    is_open = not who.is_closed(day)
    is_on_benefit = who.on_benefit and (who.benefit_since is None or who.benefit_since <= day)
    holds = {
        Figure.REGISTERED: True,
        Figure.OPEN: is_open,
        Figure.BENEFIT: is_open and is_on_benefit,
        Figure.WORKING: bool(running),
        Figure.SUBSIDISED: any(job.subsidised for job in running),
        Figure.NOT_WORKING: is_open and not running,
        Figure.PLACED: Stage.PLACED in reached,
        Figure.MOVED_ON: Stage.MOVED_ON in reached,
        Figure.DROPPED_OUT: Stage.DROPPED_OUT in reached,
        Figure.CLOSED: not is_open,
    }
    return frozenset(figure for figure, is_so in holds.items() if is_so)


class Line(NamedTuple):
    """A figure on both days; None where it is hidden."""

    figure: Figure
    first: int | None
    second: int | None

    @property
    def difference(self) -> int | None:
        """How many more on the second day; negative for fewer."""
        return None if self.first is None or self.second is None else self.second - self.first

    @property
    def per_cent(self) -> float | None:
        """The difference in per cent of the first day; None of nothing."""
        return None if self.difference is None or not self.first else round(self.difference * 100 / self.first, 1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of two days, the earlier one first."""

    first_day: date
    second_day: date
    rows: tuple[Line, ...]
    people: tuple[Member, ...]


def compare(lives: Iterable[Life], one: date, other: date, *, listed: bool = False) -> Comparison:
    """The figures of two days; in whatever order they are given, the later is compared with the earlier.

    The people are only named when they are ``listed``.
    """
    first_day, second_day = sorted((one, other))
    counts = {day: dict.fromkeys(Figure, 0) for day in (first_day, second_day)}
    people = []
    for life in lives:
        for day in counts:
            for figure in figures_of(life, day):
                counts[day][figure] += 1
                if listed:
                    people.append(Member.of(life.journey.who, figure, day.isoformat()))
    order = list(Figure)
    people.sort(key=lambda one: (order.index(Figure(one.figure)), one.group or "", one.sort_name, one.id))
    rows = tuple(Line(figure, counts[first_day][figure], counts[second_day][figure]) for figure in Figure)
    return Comparison(first_day, second_day, rows, tuple(people))


def report(answer: Comparison, *, min_cell: int = 0) -> Report[Line]:
    """The figures as a report; numbers below ``min_cell`` are hidden."""
    counts = {(row.figure, day): n or 0 for row in answer.rows for day, n in ((1, row.first), (2, row.second))}
    sums = [cells.Sum((whole, day), tuple((part, day) for part in parts)) for whole, parts in _PARTS for day in (1, 2)]
    # The difference of two days is a number of people too.
    sums += [cells.Sum((row.figure, day), ((row.figure, 3 - day),)) for row in answer.rows for day in (1, 2)]
    kept_back = cells.hidden(counts, sums, min_cell)
    rows = [
        Line(
            row.figure,
            None if (row.figure, 1) in kept_back else row.first,
            None if (row.figure, 2) in kept_back else row.second,
        )
        for row in answer.rows
    ]
    return Report(
        title=_title(answer),
        fields=LINE,
        rows=rows,
        notes=hidden_note(min_cell, list(kept_back)),
        about={"as_of": answer.second_day, "first": answer.first_day, "second": answer.second_day},
        chart=list(_bars(answer, rows)),
    )


_PARTS: tuple[tuple[Figure, tuple[Figure, ...]], ...] = (
    (Figure.REGISTERED, (Figure.OPEN, Figure.CLOSED)),
    (Figure.OPEN, (Figure.BENEFIT,)),
    (Figure.OPEN, (Figure.NOT_WORKING,)),
    (Figure.WORKING, (Figure.SUBSIDISED,)),
    (Figure.REGISTERED, (Figure.WORKING,)),
    *((Figure.REGISTERED, (part,)) for part in (Figure.PLACED, Figure.MOVED_ON, Figure.DROPPED_OUT)),
)


def _title(answer: Comparison) -> Sentence:
    return Sentence.of(N_("{first} beside {second}"), first=answer.first_day, second=answer.second_day)


def _bars(answer: Comparison, rows: Iterable[Line]) -> Iterator[Bar]:
    """Of each figure that says something its two numbers, below each other."""
    for row in rows:
        if row.first or row.second:
            for day, number in ((answer.first_day, row.first), (answer.second_day, row.second)):
                if number is not None:
                    yield Bar(Sentence.of(N_("{figure} on {day}"), figure=row.figure, day=day), number)


def list_of(answer: Comparison) -> Report[Member]:
    """Who counts in which figure on which day."""
    return members(_title(answer), answer.people, answer.second_day)


_first: Callable[[Line], int | None] = lambda row: row.first  # noqa: E731

LINE: tuple[Field[Line], ...] = (
    Field("figure", N_("Figure"), lambda row: row.figure),
    Field("first", N_("First"), _first),
    Field("second", N_("Second"), lambda row: row.second),
    Field("difference", N_("Difference"), lambda row: row.difference),
    Field("percent", N_("%"), lambda row: row.per_cent),
)
