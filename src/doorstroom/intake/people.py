"""Who a row is about: somebody an earlier row named, somebody who is known, or somebody new."""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Protocol

from doorstroom import doubles
from doorstroom.doubles import Shared, name_of
from doorstroom.i18n import N_
from doorstroom.intake.change import Change, Judged, differences, from_nothing, made, more, spoken
from doorstroom.intake.ledger import Ledger, Spot
from doorstroom.intake.row import Given, IncomingRow, Refused
from doorstroom.model import Candidate
from doorstroom.names import Likeness, Name, bare, fold, resembles
from doorstroom.report import Sentence

_NAME = ("first_name", "infix", "last_name")
_EMPTY = (None, "", ())
_SHARED = tuple(Shared)
_THINGS = 1 + len(_SHARED)
# Earlier rows with the same name, or the same of something else, that one is compared with: nobody lives with so many.
_MOST_COMPARED = 200


class KnownPeople(Protocol):
    """The candidates in the caseload."""

    def candidate_by_number(self, number: str) -> Candidate | None:
        """Who has this client number."""

    def candidate_by_fingerprint(self, fingerprint: str) -> Candidate | None:
        """Who was last imported from a row that said exactly this."""

    def doubles_of(self, candidate: Candidate) -> Sequence[Candidate]:
        """Who could be the same person by name."""


def fingerprint(given: Given) -> str:
    """What a row says about a person, as 32 characters that show nothing of it.

    The order of the columns and capitals do not matter. What may not be kept, such as a BSN, never gets as far as this.
    """
    said = [f"{field}={_plain(given[field])}" for field in _in_order(tuple(given)) if given[field] not in _EMPTY]
    return blake2b("\n".join(said).casefold().encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=256)
def _in_order(fields: tuple[str, ...]) -> list[str]:
    return sorted(fields)


class People:
    """The people of a file, recognised by client number, else by the fingerprint of their row."""

    def __init__(self, known: KnownPeople) -> None:
        self.ledger = Ledger()
        self._alike = _Alike()
        self._known = known

    def remember(self, judged: Judged[Candidate], spot: Spot) -> None:
        """Write down what a row that was found good says of a person."""
        entry = judged.remember(self.ledger, spot)
        if judged.change.new:
            self._alike.add(entry, judged.change.new)

    def judge(self, row: IncomingRow, programme: int | None = None) -> Judged[Candidate]:
        """Who this row is about, and what it changes; ``programme`` is the one that it names. Raises Refused."""
        number = row.candidate.get("number")
        trace = None if number else fingerprint(row.candidate)
        if "programme" in row.candidate:
            row = replace(row, candidate={**row.candidate, "programme": programme})
        key: Hashable = ("number", number) if number else ("row", trace)
        entry = self.ledger.find(key)
        if entry is None and row.refers:
            entry = self._named(row)
        if entry is not None:
            return self._again(row, entry)
        # Most rows of a long list name somebody again, and got their answer above.
        trace = trace or fingerprint(row.candidate)
        name = _full_name(row)
        known = self._known
        person = known.candidate_by_number(number) if number else known.candidate_by_fingerprint(trace)
        if person is None:
            return self._new(row, key, name, trace)
        _check_name(row, person)
        # Who is only named is not described; and a row that says what it said last time leaves what was changed since.
        is_told = not row.refers and person.fingerprint != trace
        fields = differences(person, row, "candidate", row.candidate) if is_told else {}
        return Judged(
            Change(person.id, fields=fields),
            row.candidate,
            keys=(key,),
            name=name,
            fingerprint=trace if is_told else None,
        )

    def _new(self, row: IncomingRow, key: Hashable, name: str, trace: str) -> Judged[Candidate]:
        given = {"first_name": "", **row.candidate, "id": self.ledger.next_id(), "fingerprint": trace}
        person = made(Candidate, row, "candidate", given)
        double = self._double_in_file(row, person) or self._double_of_known(person)
        return Judged(Change(person.id, new=person), row.candidate, keys=(key,), name=name, double=double)

    def _again(self, row: IncomingRow, entry: int) -> Judged[Candidate]:
        """Somebody whom an earlier row named: what this row says more."""
        number = self.ledger.id(entry)
        given = row.candidate
        if row.refers:
            given = {field: value for field, value in given.items() if field not in _NAME}
        added = more(self.ledger, entry, row, "candidate", given)
        fields = from_nothing(added)
        if number > 0 and added:
            # Only a client number can lead to somebody known with something to add: a fingerprint leaves nothing.
            known = self._known.candidate_by_number(row.candidate.get("number", ""))
            fields = differences(known, row, "candidate", added) if known else {}
        double = None
        if not row.refers and row.candidate.keys() <= set(_NAME):
            where = spoken(self.ledger.spot(entry), row)
            double = Sentence.of(N_("Taken for the same person as row {row}: only the name says so."), row=where)
        return Judged(Change(number, fields=fields), added, entry=entry, double=double)

    def _named(self, row: IncomingRow) -> int | None:
        """Whom a row means that only gives a name, among the people of this file."""
        born = row.candidate.get("birth_date")
        entries = [
            entry
            for entry in self.ledger.namesakes(_full_name(row))
            if self.ledger.says(entry, "birth_date", born) is not False
        ]
        if len(entries) > 1:
            rows = tuple(spoken(self.ledger.spot(entry), row) for entry in entries)
            message = Sentence.of(N_("This name is that of several people, on rows {rows}; give a number."), rows=rows)
            raise Refused(row.problem(message, "candidate.last_name"))
        return entries[0] if entries else None

    # --- likeness ------------------------------------------------------------------------------------------------

    def _double_in_file(self, row: IncomingRow, person: Candidate) -> Sentence | None:
        """Which earlier row seems to be about the same person, and why: judged as ``doubles.likely`` judges."""
        found, is_cut = self._alike.like(person)
        for entry, likeness, shared in found:
            if self.ledger.says(entry, "birth_date", person.birth_date) is not False:
                where = spoken(self.ledger.spot(entry), row)
                return Sentence.of(N_("Looks like row {row}: {why}."), row=where, why=(likeness, *shared))
        if is_cut:
            return Sentence.of(
                N_("More than {n} rows have something in common with it; it was compared with the last of them."),
                n=_MOST_COMPARED,
            )
        return None

    def _double_of_known(self, person: Candidate) -> Sentence | None:
        """Who in the caseload seems to be the same person, and why."""
        for double in doubles.likely(person, self._known.doubles_of(person)):
            who = f"{double.candidate.ref} {double.candidate.name}"
            return Sentence.of(N_("Looks like {who}: {why}."), who=who, why=double.reasons)
        return None


class _Alike:
    """The people that a file makes, by what could make two of them one: the name, else what they have in common.

    Kept small, for a list can be long: of each the name, and for each such thing the one before who had the same.
    """

    def __init__(self) -> None:
        self._entries = array("q")
        self._names: list[Name] = []
        self._latest: dict[int, int] = {}
        self._before = array("q")

    def add(self, entry: int, person: Candidate) -> None:
        """Write down the person of this entry."""
        place = len(self._entries)
        self._entries.append(entry)
        self._names.append(name_of(person))
        for trace in self._traces(person):
            self._before.append(self._latest.get(trace, -1) if trace else -1)
            if trace:
                self._latest[trace] = place

    def like(self, person: Candidate) -> tuple[list[tuple[int, Likeness, list[Shared]]], bool]:
        """The entries of people with a name like this, how and what they share; whether there were too many to look at.

        Who has the same name is in it anyway; who has a name that only resembles it when they share something.
        """
        name, found, is_cut = name_of(person), defaultdict[int, list[Shared]](list), False
        for thing, trace in enumerate(self._traces(person)):
            place, left = self._latest.get(trace, -1) if trace else -1, _MOST_COMPARED
            while place >= 0 and left:
                found[place] += [] if thing == 0 else [_SHARED[thing - 1]]
                place, left = self._before[place * _THINGS + thing], left - 1
            is_cut = is_cut or place >= 0
        alike = ((place, resembles(self._names[place], name), found[place]) for place in sorted(found))
        return [
            (self._entries[place], likeness, shared)
            for place, likeness, shared in alike
            if likeness is Likeness.SAME or (likeness and shared)
        ], is_cut

    @staticmethod
    def _traces(person: Candidate) -> Iterator[int]:
        """Numbers that stand for the name as doubles are compared and for what can be shared; 0 for what is not there."""
        yield hash(bare(name_of(person)))
        for fact in _SHARED:
            yield hash((fact, *compared)) if (compared := doubles.as_compared(getattr(person, fact))) else 0


def _check_name(row: IncomingRow, person: Candidate) -> None:
    """Refuse a client number that somebody else has, as far as names can tell."""
    given = row.candidate
    if not any(given.get(part) for part in _NAME):
        return
    theirs, said = (
        Name(person.first_name, person.infix, person.last_name),
        Name(*(given.get(part, "") for part in _NAME)),
    )
    has_same_part = {fold(part) for part in (theirs.first, theirs.last)} & {fold(said.first), fold(said.last)} - {""}
    if not has_same_part and not resembles(theirs, said):
        message = Sentence.of(
            N_("Number {number} is that of {who}; this row has another name."),
            number=person.number,
            who=f"{person.ref} {person.name}",
        )
        raise Refused(row.problem(message, "candidate.number"))


def _full_name(row: IncomingRow) -> str:
    get = row.candidate.get
    return fold(f"{get('first_name', '')} {get('infix', '')} {get('last_name', '')}")


def _plain(value: Any) -> str:
    return "; ".join(map(str, value)) if value.__class__ is tuple else str(value)
