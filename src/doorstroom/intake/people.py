"""Who a row is about: somebody an earlier row named, somebody who is known, or somebody new."""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Protocol

from doorstroom import doubles
from doorstroom.doubles import Shared
from doorstroom.i18n import N_
from doorstroom.intake.change import Change, Judged, differences, from_nothing, made, more, spoken
from doorstroom.intake.ledger import Ledger, Spot
from doorstroom.intake.row import Given, IncomingRow, Refused
from doorstroom.model import Candidate
from doorstroom.names import Likeness, Name, bare, fold, name_of, resembles
from doorstroom.report import Sentence

_NAME = ("first_name", "infix", "last_name")
_EMPTY = (None, "", ())
_SHARED = tuple(Shared)
# A first and a last name.
_PARTS = 2
_THINGS = 1 + len(_SHARED) * _PARTS
_CHAINS, _NONE = 1 << 18, -1
# Earlier rows with the same name, or a part of it and something else, that one is compared with.
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

    Kept small, for a list can be long: a line with the name of each, and numbers that stand for all else. Those numbers lie
    in chains of which the last is known.
    """

    def __init__(self) -> None:
        self._entries = array("q")
        self._names: list[str] = []
        self._traces = array("q")
        self._last = array("i", [_NONE]) * _CHAINS
        self._before = array("i")

    def add(self, entry: int, person: Candidate) -> None:
        """Write down the person of this entry."""
        self._entries.append(entry)
        self._names.append("\t".join(name_of(person)))
        for trace in self._traces_of(person):
            chain = trace % _CHAINS
            self._before.append(self._last[chain] if trace else _NONE)
            if trace:
                self._last[chain] = len(self._traces)
            self._traces.append(trace)

    def like(self, person: Candidate) -> tuple[list[tuple[int, Likeness, list[Shared]]], bool]:
        """The entries of people with a name like this, how and what they share; whether there were too many to look at.

        Who has the same name is in it anyway; who has a name that only resembles it when they share something.
        """
        found, is_cut = defaultdict[int, dict[Shared, None]](dict), False
        for thing, trace in enumerate(self._traces_of(person)):
            for left, place in enumerate(self._with(thing, trace)):
                if left == _MOST_COMPARED:
                    is_cut = True
                    break
                found[place] |= {_SHARED[(thing - 1) // _PARTS]: None} if thing else {}
        name = name_of(person)
        alike = [(place, resembles(Name(*self._names[place].split("\t")), name)) for place in sorted(found)]
        return [
            (self._entries[place], likeness, list(found[place]))
            for place, likeness in alike
            if likeness is Likeness.SAME or (likeness and found[place])
        ], is_cut

    def _with(self, thing: int, trace: int) -> Iterator[int]:
        """The people of whom this number stands for this thing, the last one first."""
        spot = self._last[trace % _CHAINS] if trace else _NONE
        while spot != _NONE:
            place, of_what = divmod(spot, _THINGS)
            if of_what == thing and self._traces[spot] == trace:
                yield place
            spot = self._before[spot]

    @staticmethod
    def _traces_of(person: Candidate) -> Iterator[int]:
        """Numbers that stand for the name as doubles are compared, and for each thing to share with each part of the name."""
        name = bare(name_of(person))
        yield hash(name)
        # Two names that resemble each other have one of these in common, be it an empty one.
        parts = sorted({name.first, name.last})
        for fact in _SHARED:
            compared = doubles.as_compared(getattr(person, fact))
            for number in range(_PARTS):
                yield hash((fact, *compared, parts[number])) if compared and number < len(parts) else 0


def _check_name(row: IncomingRow, person: Candidate) -> None:
    """Refuse a client number that somebody else has, as far as names can tell."""
    given = row.candidate
    if not any(given.get(part) for part in _NAME):
        return
    theirs, said = name_of(person), Name(*(given.get(part, "") for part in _NAME))
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
