"""How far people got: the stages that were reached by a day, cumulative, with shares, target and median days.

A stage counts who reached it themselves, on whatever way: whoever was placed without an interview has had none. Only
the first stage follows from any other, for nobody reaches one who was not registered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from doorstroom.choices import Choice
from doorstroom.i18n import N_
from doorstroom.model.choices import Stage
from doorstroom.model.programme import Programme
from doorstroom.report import Bar, Field, Report, Sentence
from doorstroom.results import cells
from doorstroom.results.careers import Journey, Someone
from doorstroom.results.shape import Member, hidden_note, median, members, named, per_cent

# What everybody passes on the way to another job; the others are helps on it, or ends of it.
_MAIN = (
    Stage.REGISTERED,
    Stage.SCREENED,
    Stage.PROPOSED,
    Stage.INTERVIEW,
    Stage.PLACED,
    Stage.AFTERCARE,
    Stage.MOVED_ON,
)
_ENDS = (Stage.DROPPED_OUT, Stage.LEFT)


class By(Choice):
    """What the funnel is parted by."""

    SOURCE = "source", N_("source")
    DISTANCE = "distance", N_("distance")
    OWNER = "owner", N_("owner")
    PROGRAMME = "programme", N_("programme")


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of a group reached a stage, out of whom, and how long that took from registration.

    ``of_previous`` is out of the nearest main stage before it that at least as many reached: not everybody passes every
    stage, and a part cannot be more than the whole.
    """

    group: str | None
    stage: Stage
    count: int | None
    share: float | None
    of_previous: float | None
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The stages of a day: everybody first, then each group where there are groups.

    ``unknown`` counts who is in the file without any day, so that nobody is silently missing.
    """

    as_of: date
    by: By | None
    rows: tuple[Reached, ...]
    people: tuple[Member, ...]
    unknown: int
    programme: Programme | None = None

    @property
    def registered(self) -> int:
        """Everybody in it."""
        return self.rows[0].count or 0

    @property
    def placed(self) -> int:
        """Who was placed."""
        return next(row.count or 0 for row in self.rows if row.stage is Stage.PLACED)


def funnel(
    journeys: Iterable[Journey],
    *,
    as_of: date,
    by: By | None = None,
    programme: Programme | None = None,
    listed: bool = False,
) -> Funnel:
    """Who reached which stage by a day; what was entered by mistake counts nowhere.

    The people are only named when they are ``listed``.
    """
    groups: dict[str | None, dict[Stage, list[int]]] = {None: {}}
    people: list[Member] = []
    unknown = 0
    for journey in journeys:
        if journey.who.is_mistake(as_of):
            continue
        first_days = journey.first_days(as_of)
        if not first_days:
            unknown += not journey.reached and journey.who.registered_on is None
            continue
        for group in (None,) if by is None else (None, group_of(journey.who, by)):
            stages = groups.setdefault(group, {})
            for stage, day in first_days.items():
                stages.setdefault(stage, []).append((day - first_days[Stage.REGISTERED]).days)
        if listed:
            people += _people(journey.who, by, first_days)
    ordered = sorted(groups.items(), key=lambda item: (item[0] is not None, item[0] == "", item[0]))
    rows = [row for group, stages in ordered for row in _rows(group, stages)]
    people.sort(key=lambda one: (_PLACE[one.figure], one.group or "", one.sort_name, one.id))
    return Funnel(as_of, by, tuple(rows), tuple(people), unknown, programme)


_PLACE: Mapping[object, int] = {stage: place for place, stage in enumerate(Stage)}


def group_of(who: Someone, by: By) -> str:
    """The group somebody is in; empty when that is not known."""
    found = {
        By.SOURCE: who.source,
        By.DISTANCE: who.distance,
        By.OWNER: who.owner,
        By.PROGRAMME: who.programme_name,
    }
    return found[by] or ""


def _people(who: Someone, by: By | None, first_days: Mapping[Stage, date]) -> Iterator[Member]:
    group = None if by is None else group_of(who, by)
    for stage, day in first_days.items():
        yield Member.of(who, stage, group, day)


def _rows(group: str | None, stages: Mapping[Stage, list[int]]) -> Iterator[Reached]:
    """Every stage of a group, also those that nobody reached."""
    registered = len(stages.get(Stage.REGISTERED, ()))
    passed: list[int] = []
    for stage in Stage:
        days = stages.get(stage, [])
        count = len(days)
        before = next((number for number in reversed(passed) if number >= count), 0)
        of_previous = None if stage in _ENDS else per_cent(count, before)
        yield Reached(group, stage, count, per_cent(count, registered), of_previous, median(days))
        if stage in _MAIN and count:
            passed.append(count)


def report(answer: Funnel, *, min_cell: int = 0) -> Report[Reached]:
    """The funnel as a report; numbers below ``min_cell`` are hidden."""
    counts = {(row.group, row.stage): row.count or 0 for row in answer.rows}
    kept_back = cells.hidden(counts, _sums(answer), min_cell)
    rows = [_hidden(row) if (row.group, row.stage) in kept_back else row for row in answer.rows]
    everybody = [row for row in rows if row.group is None]
    is_hidden = (None, Stage.PLACED) in kept_back
    unknown = None if 0 < answer.unknown < min_cell else answer.unknown
    return Report(
        title=_title(answer),
        fields=FUNNEL if answer.by else [field for field in FUNNEL if field.key != "group"],
        rows=rows,
        notes=(*_notes(answer, is_hidden, unknown), *hidden_note(min_cell, list(kept_back))),
        about={"as_of": answer.as_of, "by": answer.by, "unknown": unknown, **_aim(answer, is_hidden)},
        chart=[Bar(row.stage, row.count) for row in everybody if row.count],
    )


def _sums(answer: Funnel) -> Iterator[cells.Sum]:
    """What a reader could subtract: a stage from everybody registered, and the groups from the whole."""
    groups = dict.fromkeys(row.group for row in answer.rows)
    for group in groups:
        for stage in Stage:
            if stage is not Stage.REGISTERED:
                yield cells.Sum((group, Stage.REGISTERED), ((group, stage),))
    if answer.by is not None:
        for stage in Stage:
            yield cells.Sum((None, stage), tuple((group, stage) for group in groups if group is not None))


def _hidden(row: Reached) -> Reached:
    # The number is kept out of everything that is shown, not only out of its own column.
    return Reached(row.group, row.stage, None, None, None, None)


def _aim(answer: Funnel, is_hidden: bool) -> dict[str, object]:
    programme = answer.programme
    if programme is None:
        return {}
    placed = None if is_hidden else answer.placed
    return {
        "programme": programme.ref,
        "programme_name": programme.name,
        "target": programme.target,
        "reached": placed,
        "of_target": None if placed is None or not programme.target else per_cent(placed, programme.target),
        "deadline": programme.deadline,
    }


def _title(answer: Funnel) -> Sentence:
    if answer.programme:
        return Sentence.of(
            N_("How far people got in {programme} by {day}"), programme=answer.programme.name, day=answer.as_of
        )
    return Sentence.of(N_("How far people got by {day}"), day=answer.as_of)


def _notes(answer: Funnel, is_hidden: bool, unknown: int | None) -> Iterator[Sentence]:
    programme = answer.programme
    if programme and programme.target and not is_hidden:
        yield Sentence.of(
            N_("Placed {placed} of the target of {target}: {share}%."),
            placed=answer.placed,
            target=programme.target,
            share=per_cent(answer.placed, programme.target),
        )
    if programme and programme.deadline:
        yield Sentence.of(N_("The deadline is {day}."), day=programme.deadline)
    if unknown:
        yield Sentence.counted(
            "{n} person has no day of registration and reached nothing: not counted.",
            "{n} people have no day of registration and reached nothing: not counted.",
            n=unknown,
        )


def list_of(answer: Funnel) -> Report[Member]:
    """Who reached which stage."""
    return members(_title(answer), answer.people, answer.as_of)


FUNNEL: tuple[Field[Reached], ...] = (
    Field("group", N_("Group"), lambda row: named(row.group)),
    Field("stage", N_("Stage"), lambda row: row.stage),
    Field("count", N_("People"), lambda row: row.count),
    Field("share", N_("% of registered"), lambda row: row.share),
    Field("of_previous", N_("% of stage before"), lambda row: row.of_previous),
    Field("median_days", N_("Median days"), lambda row: row.median_days),
)
