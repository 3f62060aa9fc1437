"""Which contract a row is: one that an earlier row named, one that is known, or a new one."""

from collections.abc import Sequence
from typing import Protocol

from doorstroom.i18n import N_
from doorstroom.intake.change import Change, Judged, differences, from_nothing, made, more
from doorstroom.intake.ledger import Ledger
from doorstroom.intake.row import IncomingRow, Refused
from doorstroom.intake.supports import without_schemes
from doorstroom.intake.worked import WorkedContract
from doorstroom.report import Sentence


class KnownContracts(Protocol):
    """The contracts in the caseload."""

    def contracts_of(self, candidate: int) -> Sequence[WorkedContract]:
        """The contracts of a candidate."""


class Contracts:
    """The contracts of a file, recognised by candidate, employer and first day."""

    def __init__(self, known: KnownContracts) -> None:
        self.ledger = Ledger()
        self._known = known

    def judge(self, row: IncomingRow, candidate: int, employer: int, hirers: Sequence[int]) -> Judged[WorkedContract]:
        """Which contract this is, and what the row changes; negative numbers are records to be made. Raises Refused."""
        said = without_schemes(row.contract or {})
        first_day = said.get("starts_on")
        if first_day is None:
            raise Refused(row.problem(Sentence.of(N_("A contract needs its first day.")), "contract.starts_on"))
        given = {**said, **({"hirers": tuple(dict.fromkeys(hirers))} if "hirers" in said else {})}
        parties = {"candidate": candidate, "employer": employer, "id": self.ledger.next_id()}
        new = made(WorkedContract, row, "contract", {**given, **parties})
        key = (candidate, employer, first_day)
        entry, known = self.ledger.find(key), self._recognised(new)
        if known and "hirers" in given:
            given["hirers"] = known.worked_at(hirers)
        if entry is not None:
            added = more(self.ledger, entry, row, "contract", given)
            changed = differences(known, row, "contract", added) if known else from_nothing(added)
            return Judged(Change(self.ledger.id(entry), fields=changed), added, entry=entry)
        if known:
            return Judged(Change(known.id, fields=differences(known, row, "contract", given)), given, keys=(key,))
        return Judged(Change(new.id, new=new), given, keys=(key,))

    def _recognised(self, new: WorkedContract) -> WorkedContract | None:
        """The contract in the caseload with the same parties and first day, if any."""
        if new.candidate < 0 or new.employer < 0:
            return None
        for known in self._known.contracts_of(new.candidate):
            if (known.employer, known.starts_on) == (new.employer, new.starts_on):
                return known
        return None
