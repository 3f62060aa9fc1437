"""Programmes: how far each is on the way to its target, and how fast it must go to get there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from doorstroom.dates import length
from doorstroom.i18n import N_
from doorstroom.model.choices import Stage
from doorstroom.model.programme import Programme
from doorstroom.report import Bar, Field, Report, Sentence
from doorstroom.results import cells
from doorstroom.results.careers import Journey
from doorstroom.results.shape import Member, hidden_note, members, per_cent


class Progress(NamedTuple):
    """A programme with who is in it and who was placed by a day; numbers are None where they are hidden."""

    programme: Programme
    people: int | None
    placed: int | None
    as_of: date

    @property
    def of_target(self) -> float | None:
        """Who was placed in per cent of the target."""
        target = self.programme.target
        return None if self.placed is None or not target else per_cent(self.placed, target)

    @property
    def to_go(self) -> int | None:
        """How many are still to be placed."""
        target = self.programme.target
        return None if self.placed is None or target is None else max(0, target - self.placed)

    @property
    def days_left(self) -> int | None:
        """Days to the deadline, that day included; negative when it has passed."""
        deadline = self.programme.deadline
        return None if deadline is None else (deadline - self.as_of).days

    @property
    def a_month(self) -> float | None:
        """How many must be placed each month from now on; None after the deadline or without one."""
        deadline = self.programme.deadline
        if self.to_go is None or deadline is None or deadline < self.as_of:
            return None
        months = length(self.as_of, deadline)
        return round(self.to_go / max(1, months.months + months.days / 30), 1)


@dataclass(frozen=True, slots=True)
class Programmes:
    """All programmes on a day."""

    as_of: date
    rows: tuple[Progress, ...]
    people: tuple[Member, ...]


def progress(programmes: Sequence[Programme], journeys: Iterable[Journey], *, as_of: date) -> Programmes:
    """How many people each programme has and how many of them were placed by a day."""
    inside: dict[int, list[tuple[Journey, dict[Stage, date]]]] = {}
    for journey in journeys if programmes else ():
        if journey.who.programme is None:
            continue
        first_days = journey.first_days(as_of)
        if first_days and not journey.who.is_mistake(as_of):
            inside.setdefault(journey.who.programme, []).append((journey, first_days))
    rows, people = [], []
    for programme in programmes:
        found = inside.get(programme.id, [])
        rows.append(Progress(programme, len(found), sum(Stage.PLACED in days for _, days in found), as_of))
        for journey, days in found:
            for stage in (Stage.REGISTERED, Stage.PLACED):
                if stage in days:
                    people.append(Member.of(journey.who, stage, programme.name, days[stage]))
    people.sort(key=lambda one: (one.group or "", one.figure, one.sort_name, one.id))
    return Programmes(as_of, tuple(rows), tuple(people))


def report(answer: Programmes, *, min_cell: int = 0) -> Report[Progress]:
    """The programmes as a report; numbers below ``min_cell`` are hidden."""
    counts = {
        (row.programme.id, what): n or 0
        for row in answer.rows
        for what, n in (("people", row.people), ("placed", row.placed))
    }
    sums = [cells.Sum((row.programme.id, "people"), ((row.programme.id, "placed"),)) for row in answer.rows]
    kept_back = cells.hidden(counts, sums, min_cell)
    rows = [
        row._replace(
            people=None if (row.programme.id, "people") in kept_back else row.people,
            placed=None if (row.programme.id, "placed") in kept_back else row.placed,
        )
        for row in answer.rows
    ]
    return Report(
        title=_title(answer),
        fields=PROGRESS,
        rows=rows,
        notes=hidden_note(min_cell, list(kept_back)),
        about={"as_of": answer.as_of},
        chart=[Bar(row.programme.name, row.of_target, N_("{n}%")) for row in rows if row.of_target is not None],
    )


def _title(answer: Programmes) -> Sentence:
    return Sentence.of(N_("Programmes on {day}"), day=answer.as_of)


def list_of(answer: Programmes) -> Report[Member]:
    """Who is in which programme, and who was placed."""
    return members(_title(answer), answer.people, answer.as_of)


PROGRESS: tuple[Field[Progress], ...] = (
    Field("ref", N_("REF"), lambda row: row.programme.ref),
    Field("programme", N_("Programme"), lambda row: row.programme.name),
    Field("people", N_("People"), lambda row: row.people),
    Field("reached", N_("Placed"), lambda row: row.placed),
    Field("target", N_("Target"), lambda row: row.programme.target),
    Field("of_target", N_("% of target"), lambda row: row.of_target),
    Field("to_go", N_("To go"), lambda row: row.to_go),
    Field("deadline", N_("Deadline"), lambda row: row.programme.deadline),
    Field("days_left", N_("Days left"), lambda row: row.days_left),
    Field("a_month", N_("Needed a month"), lambda row: row.a_month),
)
