"""Which programme a row puts somebody in: one that is known by this name, else a new one."""

import re
from collections.abc import Sequence
from typing import Protocol

from doorstroom.i18n import N_
from doorstroom.intake.change import Change, Judged, made
from doorstroom.intake.ledger import Ledger
from doorstroom.intake.row import IncomingRow, Refused
from doorstroom.model.programme import Programme
from doorstroom.names import fold
from doorstroom.report import Sentence

# What the tool itself writes in this column.
_REF = re.compile(r"[Gg]\d{1,12}", re.ASCII)


class KnownProgrammes(Protocol):
    """The programmes in the caseload."""

    def programme_by_ref(self, ref: str) -> Programme | None:
        """The programme with this REF."""

    def programmes_named(self, folded: str) -> Sequence[Programme]:
        """Which programmes have this name, as ``names.fold`` writes it."""


class Programmes:
    """The programmes of a file, recognised by name."""

    def __init__(self, known: KnownProgrammes) -> None:
        self.ledger = Ledger()
        self._known = known

    def judge(self, row: IncomingRow) -> Judged[Programme] | None:
        """Which programme the row names, a new one where nobody knows it; None where it names none. Raises Refused."""
        said = row.candidate.get("programme")
        if not said:
            return None
        key = fold(said)
        entry = self.ledger.find(key)
        if entry is not None:
            return Judged(Change(self.ledger.id(entry)), {}, entry=entry, name=key)
        if _REF.fullmatch(said):
            return Judged(Change(self._by_ref(row, said).id), {}, keys=(key,), name=key)
        known = self._known.programmes_named(key)
        if len(known) > 1:
            message = Sentence.of(
                N_("This name is that of several programmes: {refs}."), refs=tuple(one.ref for one in known)
            )
            raise Refused(row.problem(message, "candidate.programme"))
        if known:
            return Judged(Change(known[0].id), {}, keys=(key,), name=key)
        new = made(Programme, row, "candidate", {"name": said, "id": self.ledger.next_id()})
        return Judged(Change(new.id, new=new), {}, keys=(key,), name=key)

    def _by_ref(self, row: IncomingRow, ref: str) -> Programme:
        known = self._known.programme_by_ref(ref)
        if known is None:
            message = Sentence.of(N_("There is no programme {ref}."), ref=ref)
            raise Refused(row.problem(message, "candidate.programme"))
        return known
