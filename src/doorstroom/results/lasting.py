"""Who is still at work after 3, 6 and 12 months: the estimate of Kaplan and Meier (1958), with its interval.

Time is counted in whole months and days of the calendar, so that a contract of six months ends at six months whichever
months those are. Somebody still at work on the day asked has been followed up to that day and no further.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt
from typing import Any, NamedTuple

from doorstroom.choices import Choice
from doorstroom.dates import Length, length
from doorstroom.i18n import N_
from doorstroom.model.choices import Stage
from doorstroom.model.register import stage_of
from doorstroom.report import Bar, Field, Report, Sentence
from doorstroom.results import cells
from doorstroom.results.careers import Career, Stretch, stretches_of_work
from doorstroom.results.shape import Member, hidden_note, members, named

MONTHS = (3, 6, 12)
_NORMAL_95 = 1.959963984540054


class Point(NamedTuple):
    """The estimate from a moment on: how many were followed until then, how many stopped then, what share goes on.

    ``low`` and ``high`` are the bounds of 95% by Greenwood's formula on the log-log scale; None where there are none.
    """

    time: Any
    at_risk: int
    stopped: int
    share: float
    low: float | None
    high: float | None


def kaplan_meier(followed: Iterable[tuple[Any, bool]]) -> list[Point]:
    """The estimate at each moment on which somebody stopped.

    ``followed`` gives for each person how long they were followed, in anything that can be ordered, and whether they
    stopped then; who did not was still there.
    """
    everybody = list(followed)
    stops = Counter(time for time, stopped in everybody if stopped)
    leaving = Counter(time for time, _ in everybody)
    at_risk, share, greenwood = len(everybody), 1.0, 0.0
    points = []
    for time in sorted(leaving):
        if stopped := stops[time]:
            share *= 1 - stopped / at_risk
            if at_risk > stopped:
                greenwood += stopped / (at_risk * (at_risk - stopped))
            points.append(Point(time, at_risk, stopped, share, *_interval(share, greenwood)))
        at_risk -= leaving[time]
    return points


def _interval(share: float, greenwood: float) -> tuple[float | None, float | None]:
    """The bounds of 95% on the log-log scale, on which they stay between 0 and 1."""
    if not 0 < share < 1:
        return None, None
    width = _NORMAL_95 * sqrt(greenwood) / abs(log(share))
    return share ** exp(width), share ** exp(-width)


class By(Choice):
    """What the estimate is parted by."""

    EMPLOYER = "employer", N_("employer")
    KIND = "kind", N_("kind of contract")
    PROGRAMME = "programme", N_("programme")


class Still(NamedTuple):
    """What share of a group is still at work after so many months, in per cent; None when nobody was followed so long."""

    group: str | Choice | None
    months: int
    people: int
    stopped: int
    at_risk: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Lasting:
    """The estimates of a day: of everybody first, then of each group, the largest in front."""

    as_of: date
    by: By | None
    rows: tuple[Still, ...]
    people: tuple[Member, ...]


class _Followed(NamedTuple):
    """Somebody who was placed, how long they were followed, and whether they had stopped by then."""

    career: Career
    stretch: Stretch
    time: Length
    stopped: bool


def lasting(
    careers: Iterable[Career],
    *,
    as_of: date,
    by: By | None = None,
    employer: int | None = None,
    listed: bool = False,
) -> Lasting:
    """Who was still at work how long after being placed; jobs that follow within a month are one stretch of work.

    Trial placements and tracks to learn are no work yet. A stretch counts with the group of its first job, and with
    ``employer`` only those that began there do. The people are only named when they are ``listed``.
    """
    groups: dict[str | Choice | None, list[tuple[Length, bool]]] = {None: []}
    people = []
    for career in careers:
        if career.who.is_mistake(as_of):
            continue
        for one in _followed(career, as_of):
            if employer not in (None, one.stretch.first.employer):
                continue
            for group in (None,) if by is None else (None, _group(one, by)):
                groups.setdefault(group, []).append((one.time, one.stopped))
            if listed:
                people.append(one)
    ordered = sorted(groups.items(), key=lambda item: (item[0] is not None, -len(item[1]), str(item[0])))
    rows = [row for group, found in ordered for row in _rows(group, found)]
    return Lasting(as_of, by, tuple(rows), tuple(_people(people, by)))


def _followed(career: Career, as_of: date) -> Iterator[_Followed]:
    placed = [job for job in career.begun(as_of) if stage_of(job.kind) is Stage.PLACED]
    for stretch in stretches_of_work(placed):
        stopped = stretch.is_over(as_of)
        until = stretch.last_day if stopped and stretch.last_day else as_of
        yield _Followed(career, stretch, length(stretch.first.starts_on, until), stopped)


def _group(one: _Followed, by: By) -> str | Choice:
    job = one.stretch.first
    if by is By.KIND:
        return job.kind
    return job.employer_name if by is By.EMPLOYER else one.career.who.programme_name or ""


def _rows(group: str | Choice | None, found: Sequence[tuple[Length, bool]]) -> Iterator[Still]:
    points = kaplan_meier(found)
    for months in MONTHS:
        moment = (months, 0)
        at_risk = sum(time >= moment for time, _stopped in found)
        passed = [point for point in points if point.time <= moment]
        stopped = sum(point.stopped for point in passed)
        # Beyond the last person who was followed nothing is known, unless by then nobody was left.
        is_known = at_risk > 0 or (bool(passed) and passed[-1].share == 0)
        if not is_known:
            yield Still(group, months, len(found), stopped, at_risk, None, None, None)
        elif not passed:
            yield Still(group, months, len(found), 0, at_risk, 100.0, None, None)
        else:
            last = passed[-1]
            shares = (_per_cent(last.share), _per_cent(last.low), _per_cent(last.high))
            yield Still(group, months, len(found), stopped, at_risk, *shares)


def _per_cent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _people(found: Sequence[_Followed], by: By | None) -> Iterator[Member]:
    for one in sorted(
        found, key=lambda one: (one.career.who.sort_name, one.career.who.id, one.stretch.first.starts_on)
    ):
        first = one.stretch.first
        group = None if by is None else str(_group(one, by))
        work = Work.STOPPED if one.stopped else Work.GOES_ON
        yield Member.of(one.career.who, work, group, first.starts_on, first.employer_name)


class Work(Choice):
    """Whether somebody who was placed is still at work."""

    GOES_ON = "goes-on", N_("still at work")
    STOPPED = "stopped", N_("stopped")


def report(answer: Lasting, *, min_cell: int = 0) -> Report[Still]:
    """The estimates as a report; a group of fewer than ``min_cell`` people is hidden, and what would give it away."""
    kept_back = cells.hidden(_counts(answer.rows), _sums(answer.rows), min_cell)
    rows = [
        Still(row.group, row.months, -1, -1, -1, None, None, None) if kept_back & set(_counts([row])) else row
        for row in answer.rows
    ]
    return Report(
        title=_title(answer),
        fields=LASTING if answer.by else [field for field in LASTING if field.key != "group"],
        rows=rows,
        notes=hidden_note(min_cell, [row for row in rows if row.people < 0]),
        about={"as_of": answer.as_of, "by": answer.by},
        chart=[
            Bar(Sentence.counted("{n} month", "{n} months", n=row.months), row.share, N_("{n}%"))
            for row in rows
            if row.group is None and row.share is not None
        ],
    )


def _counts(rows: Sequence[Still]) -> dict[Hashable, int]:
    """The numbers of people in these rows."""
    return {
        key: count
        for row in rows
        for key, count in zip(_keys(row), (row.people, row.stopped, row.at_risk), strict=True)
    }


def _sums(rows: Sequence[Still]) -> Iterator[cells.Sum]:
    """What a reader could subtract: earlier stops from later ones, and the groups from the whole."""
    groups = list(dict.fromkeys(row.group for row in rows))
    for group in groups:
        for place, months in enumerate(MONTHS):
            yield cells.Sum((group, 0, "people"), ((group, months, "stopped"),))
            yield cells.Sum((group, 0, "people"), ((group, months, "at risk"),))
            for earlier in MONTHS[:place]:
                yield cells.Sum((group, months, "stopped"), ((group, earlier, "stopped"),))
                yield cells.Sum((group, earlier, "at risk"), ((group, months, "at risk"),))
    for key in {key[1:] for row in rows for key in _keys(row)}:
        yield cells.Sum((None, *key), tuple((group, *key) for group in groups if group is not None))


def _keys(row: Still) -> list[tuple[Any, ...]]:
    return [(row.group, 0, "people"), (row.group, row.months, "stopped"), (row.group, row.months, "at risk")]


def _title(answer: Lasting) -> Sentence:
    return Sentence.of(N_("Still at work after being placed, by {day}"), day=answer.as_of)


def list_of(answer: Lasting) -> Report[Member]:
    """Who was placed, since when, and whether they are still at work."""
    return members(_title(answer), answer.people, answer.as_of)


def _shown(number: int) -> int | None:
    return None if number < 0 else number


LASTING: tuple[Field[Still], ...] = (
    Field("group", N_("Group"), lambda row: named(row.group)),
    Field("months", N_("After months"), lambda row: row.months),
    Field("people", N_("Placed"), lambda row: _shown(row.people)),
    Field("stopped", N_("Stopped"), lambda row: _shown(row.stopped)),
    Field("at_risk", N_("Followed so long"), lambda row: _shown(row.at_risk)),
    Field("share", N_("% still at work"), lambda row: row.share),
    Field("low", N_("At least"), lambda row: row.low),
    Field("high", N_("At most"), lambda row: row.high),
)
