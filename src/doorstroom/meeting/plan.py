"""What a filled-in agenda would change, row by row: compared with what was exported and with what is there now.

A cell counts as filled in when it is not what was exported. What was changed on both sides since is a conflict, which is
shown and never overwritten; a blank leaves what is there, a dash clears it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import Any

from doorstroom.choices import Kind
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model.meeting import Decision, Outcome
from doorstroom.report import Section, Sentence

# What a meeting fills in, in the order of the sheet.
FILLED_IN = ("decision", "vacancy", "action", "owner", "due_on", "note")

Values = Mapping[str, Any]


def values_of(outcome: Outcome | None) -> dict[str, Any]:
    """What a sheet shows of an outcome, by column; of none nothing."""
    if outcome is None:
        return dict.fromkeys(FILLED_IN)
    return {
        "decision": outcome.decision,
        "vacancy": outcome.vacancy,
        "action": outcome.action,
        "owner": outcome.owner,
        "due_on": outcome.comes_back_on,
        "note": outcome.note,
    }


def outcome_from(values: Values, *, meeting: int, candidate: int) -> Outcome:
    """The outcome that these values make: the day is until when for "not now" and by when for all else.

    Raises BadInput when they make none.
    """
    decision, day = values["decision"], values["due_on"]
    if decision is None:
        raise BadInput(N_("An outcome is missing."), hint=N_("Choose one from the list of the cell."))
    waits = decision is Decision.NOT_NOW
    return Outcome(
        meeting=meeting,
        candidate=candidate,
        decision=decision,
        vacancy=values["vacancy"],
        action=values["action"],
        owner=values["owner"],
        due_on=None if waits else day,
        until_on=day if waits else None,
        note=values["note"],
    )


class Verdict(StrEnum):
    """What a row of a filled-in agenda comes to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"
    PROBLEM = "problem"


class Clear(Enum):
    """What was typed to empty a cell."""

    CLEAR = "-"


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


def plan(rows: Sequence[FilledIn], now: Mapping[int, Outcome], problems: Iterable[Trouble] = ()) -> Plan:
    """Sort the rows of a filled-in agenda; ``now`` has the present outcome of each candidate of this meeting.

    A row whose values make no outcome is a problem, beside those that were found while the sheet was read.
    """
    judged, troubles = [], list(problems)
    unread = {one.cell for one in troubles}
    for row in rows:
        there = values_of(now.get(row.candidate or 0))
        one = judge(row, there)
        if one.changes:
            try:
                outcome_from(one.result(there), meeting=0, candidate=row.candidate or 0)
            except BadInput as problem:
                # A cell that cannot be read is named already.
                if (cell := row.cells.get("decision", "")) not in unread:
                    troubles.append(Trouble(cell, Sentence(problem.message, problem.fields)))
                one = replace(one, verdict=Verdict.PROBLEM, changes={})
        judged.append(one)
    return Plan(rows=tuple(judged), problems=tuple(troubles))


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


# --- in words and figures ----------------------------------------------------------------------------------------

_HEADINGS = {
    "decision": N_("Outcome"),
    "vacancy": N_("Vacancy"),
    "action": N_("Action"),
    "owner": N_("Who does it"),
    "due_on": N_("Due"),
    "note": N_("Note"),
}


def sections(found: Plan) -> Iterator[Section]:
    """What would be written, row by row, what clashes, and what cannot be read."""
    yield from _section(
        Sentence.counted("{n} row is new", "{n} rows are new", n=len(found.of(Verdict.NEW))),
        [_changes(row) for row in found.of(Verdict.NEW)],
    )
    yield from _section(
        Sentence.counted("{n} row changes something", "{n} rows change something", n=len(found.of(Verdict.CHANGED))),
        [_changes(row) for row in found.of(Verdict.CHANGED)],
    )
    yield from _section(
        Sentence.counted(
            "{n} row was changed in both and stays as it is",
            "{n} rows were changed in both and stay as they are",
            n=len(found.of(Verdict.CONFLICT)),
        ),
        [one for row in found.of(Verdict.CONFLICT) for one in _clashes(row)],
    )
    yield from _section(
        Sentence.counted(
            "{n} row is about nobody in the file",
            "{n} rows are about nobody in the file",
            n=len(found.of(Verdict.UNKNOWN)),
        ),
        [_unknown(row) for row in found.of(Verdict.UNKNOWN)],
    )
    yield from _section(
        Sentence.counted("{n} thing to mend first", "{n} things to mend first", n=len(found.problems)),
        [Sentence.of(N_("{cell}: {message}"), cell=one.cell, message=one.message) for one in found.problems],
    )
    unchanged = len(found.of(Verdict.UNCHANGED))
    if unchanged:
        yield Section(Sentence.counted("{n} row changes nothing", "{n} rows change nothing", n=unchanged), [])


def figures(found: Plan) -> dict[str, Any]:
    """The same for other programs."""
    return {
        "new": [_figure(row) for row in found.of(Verdict.NEW)],
        "changed": [_figure(row) for row in found.of(Verdict.CHANGED)],
        "conflict": [
            {
                **_who(row),
                "fields": {
                    name: {"exported": _plain(name, base), "now": _plain(name, now), "sheet": _plain(name, sheet)}
                    for name, (base, now, sheet) in row.clashes.items()
                },
            }
            for row in found.of(Verdict.CONFLICT)
        ],
        "unknown": [_who(row) for row in found.of(Verdict.UNKNOWN)],
        "double": [],
        "problem": [
            {"sheet": one.cell.rpartition("!")[0], "cell": one.cell.rpartition("!")[2], "message": one.message}
            for one in found.problems
        ],
        "unchanged": len(found.of(Verdict.UNCHANGED)),
    }


def _section(heading: Sentence, said: Sequence[Sentence]) -> Iterator[Section]:
    if said:
        yield Section(heading, said)


def _changes(row: Judged) -> Sentence:
    said = tuple(
        Sentence.of(
            N_("{field} {before} → {after}"),
            field=Sentence.of(_HEADINGS[name]),
            before=_shown(name, old),
            after=_shown(name, new),
        )
        for name, (old, new) in row.changes.items()
    )
    return Sentence.of(N_("{ref} {name}: {changes}."), ref=_ref(row), name=row.row.name, changes=said)


def _clashes(row: Judged) -> Iterator[Sentence]:
    for name, (base, now, sheet) in row.clashes.items():
        yield Sentence.of(
            N_("{ref} {name}, {field}: was {base} when exported, is {now} now, and {sheet} in {cell}."),
            ref=_ref(row),
            name=row.row.name,
            field=Sentence.of(_HEADINGS[name]),
            base=_shown(name, base),
            now=_shown(name, now),
            sheet=_shown(name, sheet),
            cell=row.row.cells.get(name, ""),
        )


def _unknown(row: Judged) -> Sentence:
    return Sentence.of(N_("Row {row}: {name}"), row=row.row.row, name=row.row.name or _ref(row))


def _shown(name: str, value: Any) -> Any:
    return Sentence.of(N_("empty")) if value is None else _plain(name, value)


def _plain(name: str, value: Any) -> Any:
    return Kind.VACANCY.ref(value) if name == "vacancy" and value is not None else value


def _ref(row: Judged) -> str:
    return "" if row.row.candidate is None else Kind.CANDIDATE.ref(row.row.candidate)


def _who(row: Judged) -> dict[str, Any]:
    return {"ref": _ref(row) or None, "name": row.row.name, "row": row.row.row}


def _figure(row: Judged) -> dict[str, Any]:
    return {
        **_who(row),
        "fields": {name: [_plain(name, old), _plain(name, new)] for name, (old, new) in row.changes.items()},
    }
