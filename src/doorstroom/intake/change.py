"""What a row does to one record, and the steps that people, employers and contracts share in finding that out."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.intake.ledger import Ledger, Spot
from doorstroom.intake.row import Given, IncomingRow, Refused
from doorstroom.intake.worked import WorkedContract
from doorstroom.model import Candidate, Employer
from doorstroom.model.matching import Vacancy
from doorstroom.model.programme import Programme
from doorstroom.model.support import Support
from doorstroom.report import Sentence

Fact = TypeVar("Fact", Candidate, Employer, WorkedContract, Programme, Support, Vacancy)


@dataclass(frozen=True, slots=True)
class Change(Generic[Fact]):
    """What a row does to one record: make it (``new``), change fields of it (before and after), or nothing.

    A negative ``id`` stands for a record that this import makes, on this row or an earlier one.
    """

    id: int
    new: Fact | None = None
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged(Generic[Fact]):
    """A change, and what the ledger is to remember of it once the whole row is found good.

    ``entry`` is that of a record that an earlier row named; ``double`` says whom somebody new resembles.
    """

    change: Change[Fact]
    said: Given
    entry: int | None = None
    keys: tuple[Hashable, ...] = ()
    name: str = ""
    double: Sentence | None = None
    fingerprint: str | None = None

    def remember(self, ledger: Ledger, spot: Spot) -> int:
        """Write it in the ledger; its entry there."""
        if self.entry is None:
            return ledger.enter(self.change.id, spot, self.said, *self.keys, name=self.name)
        ledger.add(self.entry, self.said)
        return self.entry


def made(kind: type[Fact], row: IncomingRow, part: str, given: Given) -> Fact:
    """A record with these fields; what the model refuses is a problem of the row."""
    try:
        return kind(**given)
    except BadInput as error:
        raise _refusal(error, row, part, given) from None


def differences(known: Fact, row: IncomingRow, part: str, given: Given) -> dict[str, tuple[Any, Any]]:
    """The fields that a row would change in a record that is known, before and after."""
    changed = {name: (before, value) for name, value in given.items() if (before := getattr(known, name)) != value}
    if changed:
        try:
            replace(known, **{name: after for name, (_, after) in changed.items()})
        except BadInput as error:
            raise _refusal(error, row, part, given) from None
    return changed


def more(ledger: Ledger, entry: int, row: IncomingRow, part: str, given: Given) -> dict[str, Any]:
    """What a row says more about a record than the earlier rows that named it; it may not contradict them."""
    comparison = ledger.compare(entry, given)
    for name in comparison.differs:
        raise Refused(
            row.problem(
                Sentence.of(N_("Row {row} says otherwise."), row=spoken(ledger.spot(entry), row)),
                f"{part}.{name}",
            )
        )
    return comparison.added


def from_nothing(added: Given) -> dict[str, tuple[Any, Any]]:
    """What a later row adds to a record that is to be made, as fields before and after."""
    return {name: (None, value) for name, value in added.items()}


def spoken(spot: Spot, row: IncomingRow) -> str:
    """A row as another row's message names it: its number, with the sheet where that is another one."""
    return str(spot.row) if spot.sheet == row.sheet else f"{spot.sheet}!{spot.row}"


def _refusal(error: BadInput, row: IncomingRow, part: str, given: Given) -> Refused:
    """The problem that a refusal by the model is, with the last cell that the model complains of."""
    named = {f"{value:g}" if isinstance(value, float) else value for value in error.fields.values()}
    culprits = [name for name, value in given.items() if _as_named(value) in named]
    return Refused(row.problem(Sentence(error.message, error.fields), f"{part}.{culprits[-1]}" if culprits else ""))


def _as_named(value: Any) -> Any:
    return f"{value:g}" if isinstance(value, float) else value
