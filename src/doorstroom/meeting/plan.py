"""What a filled-in agenda would change, row by row: compared with what was exported and with what is there now.

A cell counts as filled in when it is not what was exported. What was changed on both sides since is a conflict, which is
shown and never overwritten; a blank leaves what is there, a dash clears it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doorstroom.choices import Choice
from doorstroom.i18n import N_
from doorstroom.report import Sentence

# What a meeting fills in, in the order of the sheet.
FILLED_IN = ("decision", "vacancy", "action", "owner", "due_on", "note")

Values = Mapping[str, Any]


class Verdict(Choice):
    """What a row of a filled-in agenda comes to."""

    NEW = "new", N_("new")
    CHANGED = "changed", N_("changed")
    UNCHANGED = "unchanged", N_("unchanged")
    CONFLICT = "conflict", N_("changed in both")
    UNKNOWN = "unknown", N_("not in the file")
    PROBLEM = "problem", N_("problem")


class Clear(Choice):
    """What was typed to empty a cell."""

    CLEAR = "-", N_("empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIn:
    """A row as it came back: whose, what stands in it now and what stood in it when it was exported.

    ``base`` is None for a row that was not exported: somebody added it. ``cells`` says where each value stands.
    """

    candidate: int | None
    name: str
    values: Values
    base: Values | None
    cells: Mapping[str, str]
    row: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell, and where it stands: ``Agenda!D7``."""

    cell: str
    message: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A row with what it comes to: the fields that change (old, new), or those that clash (exported, now, sheet)."""

    row: FilledIn
    verdict: Verdict
    changes: Mapping[str, tuple[Any, Any]]
    clashes: Mapping[str, tuple[Any, Any, Any]]

    def result(self, now: Values) -> dict[str, Any]:
        """What the outcome becomes when the changes are made to what is there now."""
        return {**now, **{name: new for name, (_old, new) in self.changes.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a filled-in agenda would do."""

    rows: tuple[Judged, ...]
    problems: tuple[Trouble, ...]

    def of(self, verdict: Verdict) -> tuple[Judged, ...]:
        """The rows that come to this."""
        return tuple(row for row in self.rows if row.verdict is verdict)

    @property
    def changing(self) -> tuple[Judged, ...]:
        """The rows that would be written."""
        return tuple(row for row in self.rows if row.verdict in (Verdict.NEW, Verdict.CHANGED))


def plan(rows: Sequence[FilledIn], now: Mapping[int, Values], problems: Iterable[Trouble] = ()) -> Plan:
    """Sort the rows of a filled-in agenda; ``now`` has the present outcome of each candidate of this meeting."""
    return Plan(
        rows=tuple(judge(row, now.get(row.candidate or 0, {})) for row in rows),
        problems=tuple(problems),
    )


def judge(row: FilledIn, now: Values) -> Judged:
    """What one row comes to, field by field; one clash makes the whole row a conflict."""
    if row.candidate is None:
        return Judged(row=row, verdict=Verdict.UNKNOWN, changes={}, clashes={})
    changes: dict[str, tuple[Any, Any]] = {}
    clashes: dict[str, tuple[Any, Any, Any]] = {}
    for name in FILLED_IN:
        base = (row.base or {}).get(name)
        typed = row.values.get(name)
        present = now.get(name)
        meant = None if typed is Clear.CLEAR else typed
        if typed is None or meant in (base, present):
            continue
        if present != base:
            clashes[name] = (base, present, meant)
        else:
            changes[name] = (present, meant)
    if clashes:
        verdict = Verdict.CONFLICT
    elif not changes:
        verdict = Verdict.UNCHANGED
    else:
        verdict = Verdict.CHANGED if now.get("decision") is not None else Verdict.NEW
    return Judged(row=row, verdict=verdict, changes={} if clashes else changes, clashes=clashes)
