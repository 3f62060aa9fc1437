"""What became of people whose job at an employer ended: moved on in time, for good, dropped out, or still open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from doorstroom.choices import Choice, Kind
from doorstroom.i18n import N_
from doorstroom.model.choices import ClosingReason, EndReason
from doorstroom.report import Bar, Field, Report, Sentence
from doorstroom.results import cells
from doorstroom.results.careers import Career, Job, Stretch, stretches_at_employers
from doorstroom.results.shape import Member, hidden_note, members, named, per_cent

WITHIN = (0, 30, 90)


class Fate(Choice):
    """What became of somebody whose job ended."""

    MOVED_ON = "moved-on", N_("moved on")
    DROPPED_OUT = "dropped-out", N_("dropped out")
    LEFT = "left", N_("left")
    OPEN = "open", N_("still open")


class Departure(NamedTuple):
    """A job at an employer that ended, and what followed by the day asked.

    ``days_without`` are the days between it and the next job; None where that next job is not in the file.
    """

    career: Career
    stretch: Stretch
    fate: Fate
    days_without: int | None
    is_permanent: bool

    @property
    def ended_on(self) -> date:
        """The last day."""
        return self.stretch.last_day or self.stretch.first.starts_on


def departures(
    careers: Iterable[Career], as_of: date, *, since: date | None = None, employer: int | None = None
) -> Iterator[Departure]:
    """Every job that was over by a day, and not before ``since``, with what followed by that day; of one employer or all."""
    for career in careers:
        if career.who.is_mistake(as_of):
            continue
        for stretch in stretches_at_employers(career, as_of):
            is_asked = employer in (None, stretch.last.employer) and (stretch.last_day or date.min) >= (
                since or date.min
            )
            if is_asked and stretch.is_over(as_of):
                yield _departure(career, stretch, as_of)


def _departure(career: Career, stretch: Stretch, as_of: date) -> Departure:
    end = stretch.last_day or date.max
    following = [
        (max(0, (job.starts_on - end).days - 1), not job.is_permanent, job)
        for job in career.begun(as_of)
        if job not in stretch.jobs and (job.last_day is None or job.last_day > end)
    ]
    if following:
        days, _, job = min(following, key=lambda one: one[:2])
        return Departure(career, stretch, Fate.MOVED_ON, days, job.is_permanent)
    fate, is_permanent = _without_a_next_job(career, stretch.last, end, as_of)
    return Departure(career, stretch, fate, None, is_permanent)


def _without_a_next_job(career: Career, last: Job, end: date, as_of: date) -> tuple[Fate, bool]:
    """What the reasons say that were given for the end of the job or the case."""
    who = career.who
    closed = who.closed_reason if who.is_closed(as_of) and who.closed_on and who.closed_on >= end else None
    if closed in _CLOSED:
        return _CLOSED[closed], closed is ClosingReason.PERMANENT
    if last.end_reason in _ENDED:
        return _ENDED[last.end_reason], last.end_reason is EndReason.PERMANENT
    return Fate.OPEN, False


_CLOSED: dict[ClosingReason | None, Fate] = {
    ClosingReason.MOVED_ON: Fate.MOVED_ON,
    ClosingReason.PERMANENT: Fate.MOVED_ON,
    ClosingReason.DROPPED_OUT: Fate.DROPPED_OUT,
    ClosingReason.LEFT: Fate.LEFT,
}
_ENDED: dict[EndReason | None, Fate] = {
    EndReason.MOVED_ON: Fate.MOVED_ON,
    EndReason.PERMANENT: Fate.MOVED_ON,
    EndReason.DROPPED_OUT: Fate.DROPPED_OUT,
    EndReason.ILLNESS: Fate.DROPPED_OUT,
}


class Figure(Choice):
    """The numbers of this report, each counting some of those that ended."""

    ENDED = "ended", N_("ended")
    WITHIN_0 = "within_0", N_("no day without work")
    WITHIN_30 = "within_30", N_("within 30 days")
    WITHIN_90 = "within_90", N_("within 90 days")
    MOVED_ON = "moved_on", N_("moved on")
    PERMANENT = "permanent", N_("for good")
    DROPPED_OUT = "dropped_out", N_("dropped out")
    LEFT = "left", N_("left")
    OPEN = "open", N_("still open")


def _figures(one: Departure) -> Iterator[Figure]:
    """The numbers in which somebody's departure counts."""
    yield Figure.ENDED
    yield {
        Fate.MOVED_ON: Figure.MOVED_ON,
        Fate.DROPPED_OUT: Figure.DROPPED_OUT,
        Fate.LEFT: Figure.LEFT,
        Fate.OPEN: Figure.OPEN,
    }[one.fate]
    if one.is_permanent:
        yield Figure.PERMANENT
    if one.days_without is not None:
        for figure, most in zip((Figure.WITHIN_0, Figure.WITHIN_30, Figure.WITHIN_90), WITHIN, strict=True):
            if one.days_without <= most:
                yield figure


@dataclass(frozen=True, slots=True)
class AtEmployer:
    """What became of the people of an employer; of everybody where ``employer`` is None."""

    employer: int | None
    name: str | None
    counts: dict[Figure, int | None]

    def count(self, figure: Figure) -> int | None:
        """How many; None where that is hidden."""
        return self.counts.get(figure, 0)

    def share(self, figure: Figure) -> float | None:
        """How many of those that ended, in per cent."""
        part, whole = self.count(figure), self.count(Figure.ENDED)
        return None if part is None or whole is None else per_cent(part, whole)


@dataclass(frozen=True, slots=True)
class Onward:
    """What became of everybody, then of the people of each employer, those with most departures first."""

    as_of: date
    since: date | None
    rows: tuple[AtEmployer, ...]
    people: tuple[Member, ...]


def onward(
    careers: Iterable[Career],
    *,
    as_of: date,
    since: date | None = None,
    employer: int | None = None,
    listed: bool = False,
) -> Onward:
    """What became of everybody whose job had ended by a day; the numbers within so many days are cumulative.

    The people are only named when they are ``listed``.
    """
    counts: dict[int | None, dict[Figure, int | None]] = {None: {}}
    names: dict[int | None, str | None] = {None: None}
    people = []
    for one in departures(careers, as_of, since=since, employer=employer):
        job = one.stretch.last
        names[job.employer] = job.employer_name
        figures = list(_figures(one))
        for which in (None, job.employer):
            row = counts.setdefault(which, {})
            for figure in figures:
                row[figure] = (row.get(figure) or 0) + 1
        if listed:
            people += [
                Member.of(one.career.who, figure, job.employer_name, one.ended_on, job.employer_name)
                for figure in figures
            ]
    rows = [AtEmployer(employer, names[employer], row) for employer, row in counts.items()]
    rows.sort(key=lambda row: (row.employer is not None, -(row.count(Figure.ENDED) or 0), row.name or ""))
    order = list(Figure)
    people.sort(key=lambda one: (order.index(Figure(one.figure)), one.day or date.min, one.sort_name, one.id))
    return Onward(as_of, since, tuple(rows), tuple(people))


def report(answer: Onward, *, min_cell: int = 0) -> Report[AtEmployer]:
    """The departures as a report; numbers below ``min_cell`` are hidden."""
    counts = {(row.employer, figure): row.count(figure) or 0 for row in answer.rows for figure in Figure}
    kept_back = cells.hidden(counts, _sums(answer), min_cell)
    rows = [
        replace(row, counts={f: None if (row.employer, f) in kept_back else row.count(f) for f in Figure})
        for row in answer.rows
    ]
    total = rows[0]
    return Report(
        title=_title(answer),
        fields=ONWARD,
        rows=rows,
        notes=hidden_note(min_cell, list(kept_back)),
        about={"as_of": answer.as_of, "since": answer.since},
        chart=[Bar(figure, count) for figure in Figure if (count := total.count(figure))],
    )


def _sums(answer: Onward) -> Iterator[cells.Sum]:
    """What a reader could subtract: fates from those that ended, shorter waits from longer ones, employers from all."""
    employers = [row.employer for row in answer.rows]
    for employer in employers:
        fates = (Figure.MOVED_ON, Figure.DROPPED_OUT, Figure.LEFT, Figure.OPEN)
        yield cells.Sum((employer, Figure.ENDED), tuple((employer, fate) for fate in fates))
        for whole, part in (
            *((Figure.ENDED, fate) for fate in fates),
            (Figure.MOVED_ON, Figure.WITHIN_90),
            (Figure.WITHIN_90, Figure.WITHIN_30),
            (Figure.WITHIN_30, Figure.WITHIN_0),
            (Figure.MOVED_ON, Figure.WITHIN_0),
            (Figure.MOVED_ON, Figure.WITHIN_30),
            (Figure.WITHIN_90, Figure.WITHIN_0),
            (Figure.MOVED_ON, Figure.PERMANENT),
        ):
            yield cells.Sum((employer, whole), ((employer, part),))
    for figure in Figure:
        yield cells.Sum((None, figure), tuple((employer, figure) for employer in employers if employer is not None))


def _title(answer: Onward) -> Sentence:
    if answer.since:
        return Sentence.of(
            N_("What became of people whose job ended from {since} up to {day}"), since=answer.since, day=answer.as_of
        )
    return Sentence.of(N_("What became of people whose job had ended by {day}"), day=answer.as_of)


def list_of(answer: Onward) -> Report[Member]:
    """Who is behind each number."""
    return members(_title(answer), answer.people, answer.as_of)


def _number(figure: Figure, **more: int) -> Field[AtEmployer]:
    return Field(str(figure), figure.label, lambda row: row.count(figure), **more)  # type: ignore[arg-type]


ONWARD: tuple[Field[AtEmployer], ...] = (
    Field("employer", N_("Employer"), lambda row: named(row.name)),
    Field("ref", N_("REF"), lambda row: None if row.employer is None else Kind.EMPLOYER.ref(row.employer), table=False),
    _number(Figure.ENDED),
    _number(Figure.WITHIN_0),
    _number(Figure.WITHIN_30),
    _number(Figure.WITHIN_90),
    Field("share_90", N_("% within 90 days"), lambda row: row.share(Figure.WITHIN_90)),
    _number(Figure.MOVED_ON, columns=90),
    _number(Figure.PERMANENT),
    _number(Figure.DROPPED_OUT),
    _number(Figure.LEFT, columns=90),
    _number(Figure.OPEN),
)
