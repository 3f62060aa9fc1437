"""Rows that come in, met with what the file holds: who and what is known already, and writing what a plan says."""

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from doorstroom import search
from doorstroom.choices import Kind
from doorstroom.intake import Change, Verdict, WorkedContract
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.matching import Vacancy
from doorstroom.model.programme import Programme
from doorstroom.model.support import Support
from doorstroom.model.workplace import Workplace
from doorstroom.store import Store
from doorstroom.tables import matching
from doorstroom.tables import programme as programmes
from doorstroom.tables import workplace as workplaces
from doorstroom.tables.support import schemes

Fact = TypeVar("Fact", Candidate, Employer, Contract, Programme, Support, Vacancy)

# Verdicts that are carried out at once.
_TOGETHER = 500
# What a row can make.
_KINDS = (Candidate, Employer, Contract, Programme, Support, Vacancy)
# A new record is given with all that it has.
_ALL = ("programme", "joined_on")


class Arrivals:
    """What an import must know of an open caseload, and how it writes there.

    Records that the plan makes have negative numbers; here they get their own.
    """

    def __init__(self, caseload: Store, *, today: date) -> None:
        self._caseload = caseload
        self._today = today
        # For each kind the numbers that -2, -3 and so on got, in that order; kept small, for a list can be long.
        self._made: dict[type, array[int]] = {kind: array("q") for kind in _KINDS}

    # --- what is known -------------------------------------------------------------------------------------------

    def candidate_by_number(self, number: str) -> Candidate | None:
        """Who has this client number."""
        return self._caseload.one(Candidate, number=number)

    def candidate_by_fingerprint(self, fingerprint: str) -> Candidate | None:
        """Who was last imported from a row that said exactly this."""
        return self._caseload.one(Candidate, fingerprint=fingerprint)

    def doubles_of(self, candidate: Candidate) -> Sequence[Candidate]:
        """Who could be the same person by name, of those who were there before: the plan knows its own."""
        made = self._made[Candidate]
        return self._caseload.resembling(candidate, before=made[0] if made else None)

    def employer_by_kvk(self, kvk: str) -> Employer | None:
        """Which employer has this KvK number."""
        return self._caseload.one(Employer, kvk=kvk)

    def employers_named(self, folded: str) -> Sequence[Employer]:
        """Which employers have this folded name."""
        return self._caseload.employers_called(folded)

    def programme_by_ref(self, ref: str) -> Programme | None:
        """The programme with this REF."""
        found = search.resolve_or_none(self._caseload.connection, ref, Kind.PROGRAMME)
        return self._caseload.by_id(Programme, found.id) if found else None

    def programmes_named(self, folded: str) -> Sequence[Programme]:
        """Which programmes have this folded name."""
        return programmes.called(self._caseload, folded)

    def contracts_of(self, candidate: int) -> Sequence[WorkedContract]:
        """The contracts of a candidate, with where they are worked."""
        contracts = self._caseload.contracts_of(candidate)
        places: dict[int, list[Workplace]] = {one.id: [] for one in contracts}
        for posting in workplaces.of_candidate(self._caseload, candidate) if contracts else ():
            places[posting.contract.id].append(posting.workplace)
        return [
            WorkedContract.of(
                contract,
                [place.employer for place in places[contract.id]],
                [place.employer for place in places[contract.id] if place.ends_on is not None],
            )
            for contract in contracts
        ]

    def same_reference(self, vacancy: Vacancy) -> Vacancy | None:
        """Which vacancy has the same outside reference."""
        return matching.same_reference(self._caseload, vacancy)

    def vacancies_at(self, employer: int) -> Sequence[Vacancy]:
        """The vacancies of an employer."""
        return matching.vacancies_at(self._caseload, employer)

    def supports_of(self, contract: int) -> Sequence[Support]:
        """The schemes on a contract."""
        return [one.support for one in schemes(self._caseload.connection, contract=contract)]

    def remembered_columns(self, headings: str) -> dict[str, str]:
        """What the user said before of the columns under this row of headings."""
        row = self._caseload.connection.execute(
            "select fields from column_map where headings = :headings", {"headings": headings}
        ).fetchone()
        return dict(json.loads(row["fields"])) if row else {}

    # --- what is written -----------------------------------------------------------------------------------------

    def taking(self, verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
        """Do what verdicts say, many at a time, while they go by; one with problems says nothing."""
        waiting: list[Verdict] = []
        for verdict in verdicts:
            waiting.append(verdict)
            if len(waiting) == _TOGETHER:
                self._take(waiting)
                waiting.clear()
            yield verdict
        self._take(waiting)

    def _take(self, verdicts: Sequence[Verdict]) -> None:
        """Employers and people before the contracts that name them, and what is new before it changes."""
        self._write(Employer, [employer for verdict in verdicts for employer in verdict.employers])
        self._write(Programme, [verdict.programme for verdict in verdicts if verdict.programme])
        people = [(verdict.candidate, verdict.fingerprint) for verdict in verdicts]
        self._write(Candidate, [_with_fingerprint(change, trace) for change, trace in people if change])
        self._write_contracts([verdict.contract for verdict in verdicts if verdict.contract])
        self._write(Support, [support for verdict in verdicts for support in verdict.supports])
        self._write(Vacancy, [verdict.vacancy for verdict in verdicts if verdict.vacancy])

    def remember_columns(self, headings: str, fields: Mapping[str, str]) -> None:
        """Keep what the user says of the columns under this row of headings."""
        self._caseload.keep("column_map", headings, json.dumps(dict(fields), ensure_ascii=False))

    def _write(self, kind: type[Fact], changes: Sequence[Change[Any]]) -> None:
        """Make the new records of a kind, then change those that are known by then, in the order of the rows."""
        made = [change for change in changes if change.new is not None]
        assert all(-change.id - 2 == place for place, change in enumerate(made, start=len(self._made[kind])))
        numbers = self._add(kind, [self._renumbered(self._joined(change.new, _ALL), 0) for change in made])
        self._made[kind].extend(numbers)
        for change in changes:
            if change.new is None and change.fields:
                known = self._caseload.by_id(kind, self._number(kind, change.id))
                values = {name: after for name, (_before, after) in change.fields.items()}
                changed = self._joined(replace(known, **values), values)
                self._caseload.save(self._renumbered(changed, known.id))

    def _write_contracts(self, changes: Sequence[Change[WorkedContract]]) -> None:
        """Make or change contracts and, apart from them, where they are worked."""
        self._write(Contract, [_without_hirers(change) for change in changes])
        for change in changes:
            hirers = change.new.hirers or None if change.new else change.fields.get("hirers", (None, None))[1]
            if hirers is not None:
                employers = [self._number(Employer, hirer) for hirer in hirers]
                workplaces.whole(self._caseload, self._number(Contract, change.id), employers)

    def _add(self, kind: type[Fact], facts: Sequence[Any]) -> list[int]:
        if kind is Candidate:
            return self._caseload.register_all(facts)
        return self._caseload.place_all(facts) if kind is Contract else self._caseload.add_all(facts)

    def _joined(self, fact: Any, given: Collection[str]) -> Any:
        """Somebody whom the row puts in a programme is in it from the day it says, else of registration, else today."""
        if not isinstance(fact, Candidate) or "programme" not in given:
            return fact
        since = fact.joined_on if "joined_on" in given else None
        return fact.join(fact.programme, since or (fact.registered_on if fact.id <= 0 else None) or self._today)

    def _renumbered(self, fact: Any, number: int) -> Any:
        """The fact with this number, and with the real numbers of the records that this import made."""
        match fact:
            case Candidate():
                return replace(fact, id=number, programme=fact.programme and self._number(Programme, fact.programme))
            case WorkedContract():
                return fact.agreed(
                    candidate=self._number(Candidate, fact.candidate), employer=self._number(Employer, fact.employer)
                )
            case Contract():
                return replace(
                    fact,
                    id=number,
                    candidate=self._number(Candidate, fact.candidate),
                    employer=self._number(Employer, fact.employer),
                )
            case Support():
                return replace(fact, id=number, contract=self._number(Contract, fact.contract))
            case Vacancy():
                return replace(fact, id=number, employer=self._number(Employer, fact.employer))
            case _:
                return replace(fact, id=number)

    def _number(self, kind: type, number: int) -> int:
        """The real number of a record that this import made; that of any other is its own."""
        return self._made[kind][-number - 2] if number < 0 else number


def _without_hirers(change: Change[WorkedContract]) -> Change[WorkedContract]:
    if "hirers" not in change.fields:
        return change
    return replace(change, fields={name: values for name, values in change.fields.items() if name != "hirers"})


def _with_fingerprint(change: Change[Candidate], fingerprint: str | None) -> Change[Candidate]:
    """What a row does to a person, and by what it will recognise them next time."""
    if fingerprint is None:
        return change
    return replace(change, fields={**change.fields, "fingerprint": (None, fingerprint)})
