"""Which employers a row names: the formal one, and those where the person works."""

from collections.abc import Hashable, Sequence
from typing import Protocol

from doorstroom.i18n import N_
from doorstroom.intake.change import Change, Judged, differences, from_nothing, made, more
from doorstroom.intake.ledger import Ledger
from doorstroom.intake.row import Given, IncomingRow, Refused
from doorstroom.model import Employer
from doorstroom.names import fold
from doorstroom.report import Sentence

# The last words of a folded name that only say the form of an organisation.
_FORMS = frozenset(("bv", "b", "v", "nv", "n", "vof", "cv"))


class KnownEmployers(Protocol):
    """The employers in the caseload."""

    def employer_by_kvk(self, kvk: str) -> Employer | None:
        """Which employer has this KvK number."""

    def employers_named(self, folded: str) -> Sequence[Employer]:
        """Which employers have this name, as ``names.fold`` writes it."""


class Employers:
    """The employers of a file, recognised by KvK number, else by name."""

    def __init__(self, known: KnownEmployers) -> None:
        self.ledger = Ledger()
        self._known = known
        self._spellings: dict[str, str] = {}

    def judge(self, row: IncomingRow, given: Given, *, beside: Sequence[Judged[Employer]] = ()) -> Judged[Employer]:
        """Which employer is meant, and what the row changes; ``beside`` are those on the same row. Raises Refused."""
        kvk, name = given.get("kvk"), fold(given.get("name", ""))
        keys: tuple[Hashable, ...] = (*([("kvk", kvk)] if kvk else ()), *([("name", name)] if name else ()))
        for other in beside:
            if other.name == name:
                return other
        entry = self.ledger.find(*keys)
        if entry is not None:
            return self._again(row, entry, given, name)
        employer = self._recognised(row, kvk, name)
        if employer:
            told = _told(given, employer.name)
            fields = differences(employer, row, "employer", told)
            self._spellings.setdefault(_bare(name), employer.name)
            return Judged(Change(employer.id, fields=fields), told, keys=keys, name=name)
        number = self.ledger.next_id(skip=sum(other.change.id < 0 and other.entry is None for other in beside))
        new = made(Employer, row, "employer", {"name": "", **given, "id": number})
        other_way = self._spellings.setdefault(_bare(name), new.name)
        double = None
        if name and fold(other_way) != name:
            message = N_("The employer {name} looks like {other}; with the same name they are one.")
            double = Sentence.of(message, name=new.name, other=other_way)
        return Judged(Change(number, new=new), _told(given, new.name), keys=keys, name=name, double=double)

    def _again(self, row: IncomingRow, entry: int, given: Given, name: str) -> Judged[Employer]:
        """An employer that an earlier row named: what this row says more."""
        number = self.ledger.id(entry)
        told = {field: value for field, value in given.items() if field != "name"}
        added = more(self.ledger, entry, row, "employer", told) if told else told
        fields = from_nothing(added)
        if number > 0 and added:
            employer = self._recognised(row, given.get("kvk"), name)
            fields = differences(employer, row, "employer", added) if employer else {}
        return Judged(Change(number, fields=fields), added, entry=entry, name=name)

    def _recognised(self, row: IncomingRow, kvk: str | None, name: str) -> Employer | None:
        """The employer in the caseload that is meant, if any."""
        if kvk and (employer := self._known.employer_by_kvk(kvk)):
            return employer
        found = [one for one in self._known.employers_named(name) if not (kvk and one.kvk)] if name else []
        if len(found) > 1:
            message = Sentence.of(
                N_("This name is that of several employers: {refs}; give a KvK number."),
                refs=tuple(one.ref for one in found),
            )
            raise Refused(row.problem(message, "employer.name"))
        return found[0] if found else None


def _bare(folded: str) -> str:
    """A folded name without its spaces and the form of the organisation: "post nl b v" is "postnl"."""
    words = folded.split()
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return "".join(words)


def _told(given: Given, name: str) -> Given:
    """What is told about an employer; another way to write its name is nothing new."""
    is_same = fold(given.get("name", "")) == fold(name)
    return {field: value for field, value in given.items() if not (field == "name" and is_same)}
