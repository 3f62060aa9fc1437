"""What an import would do as a whole: how many rows become what, and a line about each of them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from doorstroom.choices import Kind
from doorstroom.intake.change import Change
from doorstroom.intake.plan import Outcome, Verdict
from doorstroom.intake.row import IncomingRow, Problem
from doorstroom.report import Sentence

Line = dict[str, Any]

# The fields that hold the numbers of other records.
_OTHERS = {"hirers": Kind.EMPLOYER, "programme": Kind.PROGRAMME}


@dataclass(slots=True)
class Tally:
    """Counts over the verdicts of an import, and of each kind of line the first ``most`` (None: all of them).

    Every row has one line in ``new`` or ``changed``, or counts as unchanged, or has a line in ``problem`` for each of
    its problems; ``double`` names rows again that may be doubles. A line has ``sheet`` and ``row``; a ``message`` is a
    sentence. ``programmes`` are the names of those that this import makes.
    """

    most: int | None = None
    rows: Counter[Outcome] = field(default_factory=Counter)
    doubles: int = 0
    problems: int = 0
    programmes: list[str] = field(default_factory=list)
    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    double: list[Line] = field(default_factory=list)
    problem: list[Line] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """How many rows say nothing that is not known."""
        return self.rows[Outcome.UNCHANGED]

    @property
    def taken(self) -> int:
        """How many rows make or change something."""
        return self.rows[Outcome.NEW] + self.rows[Outcome.CHANGED]

    def add(self, verdict: Verdict) -> None:
        """Count a row, and keep its line."""
        row, outcome = verdict.row, verdict.outcome
        self.rows[outcome] += 1
        if verdict.programme and verdict.programme.new:
            self.programmes.append(verdict.programme.new.name)
        match outcome:
            case Outcome.NEW if self._has_room(self.new):
                self._keep(self.new, row, name=_name(row), made=_made(verdict), fields=_fields(verdict))
            case Outcome.CHANGED if self._has_room(self.changed):
                self._keep(self.changed, row, name=_name(row), fields=_fields(verdict))
            case _:
                for problem in verdict.problems:
                    self.refuse(problem)
        if verdict.double:
            self.doubles += 1
            if self._has_room(self.double):
                self._keep(self.double, row, name=_name(row), message=verdict.double)

    def refuse(self, problem: Problem) -> None:
        """Keep a problem that no row has, such as one with the headings."""
        where: Line = {"sheet": problem.sheet, "row": problem.row}
        if problem.cell:
            where["cell"] = problem.cell
        self.problems += 1
        if self._has_room(self.problem):
            self.problem.append({**where, "message": problem.message})

    def _has_room(self, lines: list[Line]) -> bool:
        return self.most is None or len(lines) < self.most

    def _keep(self, lines: list[Line], row: IncomingRow, **said: str | list[Any] | Sentence) -> None:
        lines.append({"sheet": row.sheet, "row": row.number, **said})


def _name(row: IncomingRow) -> str:
    """Whom a row is about, as it says."""
    given = row.candidate
    name = " ".join(part for key in ("first_name", "infix", "last_name") if (part := given.get(key)))
    return name or given.get("number") or (row.vacancy or {}).get("title") or row.employer.get("name", "")


def _changes(verdict: Verdict) -> list[tuple[Kind, Change[Any]]]:
    changes: list[tuple[Kind, Change[Any] | None]] = [
        (Kind.CANDIDATE, verdict.candidate),
        *((Kind.EMPLOYER, employer) for employer in verdict.employers),
        (Kind.CONTRACT, verdict.contract),
        (Kind.PROGRAMME, verdict.programme),
        (Kind.VACANCY, verdict.vacancy),
        *((Kind.SUPPORT, support) for support in verdict.supports),
    ]
    return [(kind, change) for kind, change in changes if change]


def _made(verdict: Verdict) -> list[str]:
    """The kinds of record that a row makes."""
    return [kind.name.lower() for kind, change in _changes(verdict) if change.new]


def _fields(verdict: Verdict) -> list[Line]:
    """The fields that a row changes, with the record (no REF while this import makes it) and both values."""
    return [
        {
            "kind": kind.name.lower(),
            "ref": _ref(kind, change.id),
            "field": name,
            "before": _told(verdict, name, old),
            "after": _told(verdict, name, new),
        }
        for kind, change in _changes(verdict)
        for name, (old, new) in change.fields.items()
    ]


def _told(verdict: Verdict, field: str, value: Any) -> Any:
    """A value as people read it: other records by their REF, or by name while this import makes them."""
    kind = _OTHERS.get(field)
    if kind is None or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(_ref(kind, number) or verdict.called.get((kind, number)) for number in value)
    return _ref(kind, value) or verdict.called.get((kind, value))


def _ref(kind: Kind, number: int) -> str | None:
    return kind.ref(number) if number > 0 else None
