"""Rows that come in, met with what the file holds: who and what is known already, and writing what a plan says."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from doorstroom.intake import Change, Verdict
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.matching import Vacancy
from doorstroom.model.support import Support
from doorstroom.store import Store
from doorstroom.tables import matching
from doorstroom.tables.support import schemes

Fact = TypeVar("Fact", Candidate, Employer, Contract, Support, Vacancy)


class Arrivals:
    """What an import must know of an open caseload, and how it writes there.

    Records that the plan makes have negative numbers; here they get their own.
    """

    def __init__(self, caseload: Store) -> None:
        self._caseload = caseload
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

    def contracts_of(self, candidate: int) -> Sequence[Contract]:
        """The contracts of a candidate."""
        return self._caseload.contracts_of(candidate)

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

    def take(self, verdict: Verdict) -> None:
        """Do what a verdict says; one with problems says nothing."""
        for employer in verdict.employers:
            self._write(Employer, employer)
        if verdict.candidate:
            self._write(Candidate, _with_fingerprint(verdict.candidate, verdict.fingerprint))
        if verdict.contract:
            self._write(Contract, verdict.contract)
        for support in verdict.supports:
            self._write(Support, support)
        if verdict.vacancy:
            self._write(Vacancy, verdict.vacancy)

    def remember_columns(self, headings: str, fields: Mapping[str, str]) -> None:
        """Keep what the user says of the columns under this row of headings."""
        self._caseload.keep("column_map", headings, json.dumps(dict(fields), ensure_ascii=False))

    def _write(self, kind: type[Fact], change: Change[Any]) -> None:
        """Make or change the one record that a change is about."""
        if change.new is not None:
            self._made[kind, change.id] = self._add(self._renumbered(change.new)).id
        elif change.fields:
            known = self._caseload.by_id(kind, self._made.get((kind, change.id), change.id))
            values = {name: after for name, (_before, after) in change.fields.items()}
            self._caseload.save(self._renumbered(replace(known, **values)))

    def _add(self, fact: Any) -> Any:
        match fact:
            case Candidate():
                return self._caseload.register(fact)
            case Contract():
                return self._caseload.place(fact)
            case _:
                return self._caseload.add(fact)

    def _renumbered(self, fact: Any) -> Any:
        """The fact with the real numbers of the records that this import made, and none while it has none itself."""
        number = max(fact.id, 0)
        if isinstance(fact, Support):
            return replace(fact, id=number, contract=self._made.get((Contract, fact.contract), fact.contract))
        if isinstance(fact, Vacancy):
            return replace(fact, id=number, employer=self._made.get((Employer, fact.employer), fact.employer))
        if not isinstance(fact, Contract):
            return replace(fact, id=number)
        return replace(
            fact,
            id=number,
            candidate=self._made.get((Candidate, fact.candidate), fact.candidate),
            employer=self._made.get((Employer, fact.employer), fact.employer),
            hirers=tuple(self._made.get((Employer, hirer), hirer) for hirer in fact.hirers),
        )


def _with_fingerprint(change: Change[Candidate], fingerprint: str | None) -> Change[Candidate]:
    """What a row does to a person, and by what it will recognise them next time."""
    if fingerprint is None:
        return change
    if change.new is not None:
        return replace(change, new=replace(change.new, fingerprint=fingerprint))
    return replace(change, fields={**change.fields, "fingerprint": (None, fingerprint)})
