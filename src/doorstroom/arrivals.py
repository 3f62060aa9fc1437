"""Rows that come in, met with what the file holds: who and what is known already, and writing what a plan says."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from doorstroom import search
from doorstroom.choices import Kind
from doorstroom.intake import Change, Verdict, WorkedContract
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.matching import Vacancy
from doorstroom.model.programme import Programme
from doorstroom.store import Store
from doorstroom.tables import matching
from doorstroom.tables import programme as programmes
from doorstroom.tables import workplace as workplaces

Fact = TypeVar("Fact", Candidate, Employer, Contract, Programme, Vacancy)


class Arrivals:
    """What an import must know of an open caseload, and how it writes there.

    Records that the plan makes have negative numbers; here they get their own.
    """

    def __init__(self, caseload: Store, *, today: date) -> None:
        self._caseload = caseload
        self._today = today
        self._made: dict[tuple[type, int], int] = {}

    # --- what is known -------------------------------------------------------------------------------------------

    def candidate_by_number(self, number: str) -> Candidate | None:
        """Who has this client number."""
        return self._caseload.one(Candidate, number=number)

    def candidate_by_fingerprint(self, fingerprint: str) -> Candidate | None:
        """Who was last imported from a row that said exactly this."""
        return self._caseload.one(Candidate, fingerprint=fingerprint)

    def doubles_of(self, candidate: Candidate) -> Sequence[Candidate]:
        """Who could be the same person by name."""
        return self._caseload.resembling(candidate)

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
        places = (
            [posting.workplace for posting in workplaces.of_candidate(self._caseload, candidate)] if contracts else []
        )
        return [
            WorkedContract.of(
                contract,
                [place.employer for place in places if place.contract == contract.id],
                [place.employer for place in places if place.contract == contract.id and place.ends_on is not None],
            )
            for contract in contracts
        ]

    def same_reference(self, vacancy: Vacancy) -> Vacancy | None:
        """Which vacancy has the same outside reference."""
        return matching.same_reference(self._caseload, vacancy)

    def vacancies_at(self, employer: int) -> Sequence[Vacancy]:
        """The vacancies of an employer."""
        return matching.vacancies_at(self._caseload, employer)

    def remembered_columns(self, headings: str) -> dict[str, str]:
        """What the user said before of the columns under this row of headings."""
        row = self._caseload.connection.execute(
            "select fields from column_map where headings = :headings", {"headings": headings}
        ).fetchone()
        return dict(json.loads(row["fields"])) if row else {}

    # --- what is written -----------------------------------------------------------------------------------------

    def take(self, verdict: Verdict) -> None:
        """Do what a verdict says; one with problems says nothing."""
        for employer in verdict.employers:
            self._write(Employer, employer.id, employer.new, employer.fields)
        if programme := verdict.programme:
            self._write(Programme, programme.id, programme.new, programme.fields)
        if verdict.candidate:
            candidate = _with_fingerprint(verdict.candidate, verdict.fingerprint)
            self._write(Candidate, candidate.id, candidate.new, candidate.fields)
        if verdict.contract:
            self._write_contract(verdict.contract)
        if vacancy := verdict.vacancy:
            self._write(Vacancy, vacancy.id, vacancy.new, vacancy.fields)

    def remember_columns(self, headings: str, fields: Mapping[str, str]) -> None:
        """Keep what the user says of the columns under this row of headings."""
        self._caseload.keep("column_map", headings, json.dumps(dict(fields), ensure_ascii=False))

    def _write(self, kind: type[Fact], number: int, new: Fact | None, fields: Mapping[str, tuple[Any, Any]]) -> None:
        """Make one record, or change fields of it."""
        if new is not None:
            self._made[kind, number] = self._add(self._renumbered(new)).id
        elif fields:
            known = self._caseload.by_id(kind, self._number(kind, number))
            values = {name: after for name, (_before, after) in fields.items()}
            self._caseload.save(self._renumbered(self._joined(replace(known, **values), values)))

    def _write_contract(self, change: Change[WorkedContract]) -> None:
        """Make or change a contract and, apart from it, where it is worked."""
        changed = dict(change.fields)
        _before, hirers = changed.pop("hirers", (None, None))
        agreed = None
        if change.new is not None:
            agreed, hirers = change.new.agreed, change.new.hirers or None
        self._write(Contract, change.id, agreed, changed)
        if hirers is not None:
            employers = [self._number(Employer, hirer) for hirer in hirers]
            workplaces.whole(self._caseload, self._number(Contract, change.id), employers)

    def _add(self, fact: Any) -> Any:
        match fact:
            case Candidate():
                return self._caseload.register(self._joined(fact, {"programme": fact.programme}))
            case Contract():
                return self._caseload.place(fact)
            case _:
                return self._caseload.add(fact)

    def _joined(self, fact: Any, given: Mapping[str, Any]) -> Any:
        """Somebody whom the row puts in a programme is in it from the day it says, else of registration, else today."""
        if "programme" not in given or given.get("joined_on"):
            return fact
        of_old = None if fact.id > 0 else fact.joined_on or fact.registered_on
        return fact.join(fact.programme, of_old or self._today)

    def _renumbered(self, fact: Any) -> Any:
        """The fact with the real numbers of the records that this import made, and none while it has none itself."""
        fact = replace(fact, id=max(fact.id, 0))
        match fact:
            case Candidate():
                return replace(fact, programme=fact.programme and self._number(Programme, fact.programme))
            case Contract():
                return replace(
                    fact,
                    candidate=self._number(Candidate, fact.candidate),
                    employer=self._number(Employer, fact.employer),
                )
            case Vacancy():
                return replace(fact, employer=self._number(Employer, fact.employer))
            case _:
                return fact

    def _number(self, kind: type, number: int) -> int:
        """The real number of a record that this import may have made."""
        return self._made.get((kind, number), number)


def _with_fingerprint(change: Change[Candidate], fingerprint: str | None) -> Change[Candidate]:
    """What a row does to a person, and by what it will recognise them next time."""
    if fingerprint is None:
        return change
    if change.new is not None:
        return replace(change, new=replace(change.new, fingerprint=fingerprint))
    return replace(change, fields={**change.fields, "fingerprint": (None, fingerprint)})
