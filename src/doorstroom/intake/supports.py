"""Which scheme a column such as "loonkostensubsidie t/m" is about: one that is known on that contract, or a new one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from doorstroom.errors import BadInput
from doorstroom.intake.change import Change, Judged, from_nothing, more
from doorstroom.intake.ledger import Ledger
from doorstroom.intake.row import Given, IncomingRow, Refused
from doorstroom.model.support import Support, SupportKind
from doorstroom.report import Sentence

UNTIL: Mapping[str, SupportKind] = {f"{kind.replace('-', '_')}_until": kind for kind in SupportKind}
"""The last days of schemes that the row of a contract can say, by their names among its fields."""


class KnownSupports(Protocol):
    """The schemes in the caseload."""

    def supports_of(self, contract: int) -> Sequence[Support]:
        """The schemes on a contract, by first day."""


@dataclass(frozen=True, slots=True)
class OnContract:
    """The contract that a row is about: its number, negative while it is to be made, and its first day."""

    id: int
    starts_on: date


def without_schemes(said: Given) -> dict[str, Any]:
    """What a row says of the contract itself."""
    return {name: value for name, value in said.items() if name not in UNTIL}


class Supports:
    """The schemes of a file, recognised by contract and kind."""

    def __init__(self, known: KnownSupports) -> None:
        self.ledger = Ledger()
        self._known = known

    def judge(self, row: IncomingRow, contract: OnContract) -> Iterator[Judged[Support]]:
        """What a row says of the schemes on its contract; one that is not known begins with it. Raises Refused."""
        said = {name: day for name, day in (row.contract or {}).items() if name in UNTIL}
        made = 0
        for name, day in said.items():
            kind = UNTIL[name]
            key = (contract.id, kind)
            entry, known = self.ledger.find(key), self._recognised(contract, kind)
            if entry is not None and not more(self.ledger, entry, row, "contract", {name: day}):
                continue
            if known:
                changed = {"ends_on": (known.ends_on, day)} if known.ends_on != day else {}
                self._check(row, name, known.contract, kind, known.starts_on, day)
                yield Judged(Change(known.id, fields=changed), {name: day}, entry=entry, keys=(key,))
            elif entry is not None:
                yield Judged(Change(self.ledger.id(entry), fields=from_nothing({"ends_on": day})), {name: day}, entry)
            elif day is not None:
                new = self._check(row, name, contract.id, kind, contract.starts_on, day)
                number = self.ledger.next_id(made)
                made += 1
                yield Judged(Change(number, new=new), {name: day}, keys=(key,))

    def _check(
        self, row: IncomingRow, name: str, contract: int, kind: SupportKind, start: date, end: date | None
    ) -> Support:
        """The scheme that would be; what the model refuses is a problem of that cell."""
        try:
            return Support(contract=contract, kind=kind, starts_on=start, ends_on=end)
        except BadInput as error:
            raise Refused(row.problem(Sentence(error.message, error.fields), f"contract.{name}")) from None

    def _recognised(self, contract: OnContract, kind: SupportKind) -> Support | None:
        """The last scheme of this kind on a contract in the caseload, if any."""
        if contract.id < 0:
            return None
        known = [one for one in self._known.supports_of(contract.id) if one.kind is kind]
        return known[-1] if known else None
