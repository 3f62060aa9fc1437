"""What an import would do, row by row: decided here from the rows and what is known, and done by nobody yet.

A person is recognised by own client number, else by the fingerprint of the row, that is by everything it says of them.
Who only looks like another is new, and the likeness is reported: nobody is merged. An employer is recognised by KvK
number or name, a contract by its candidate, employer and first day, a vacancy by its outside reference, else by employer,
title and first day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.intake.change import Change, Judged, spoken
from doorstroom.intake.contracts import Contracts, KnownContracts
from doorstroom.intake.employers import Employers, KnownEmployers
from doorstroom.intake.ledger import Spot
from doorstroom.intake.people import KnownPeople, People
from doorstroom.intake.programmes import KnownProgrammes, Programmes
from doorstroom.intake.row import IncomingRow, Problem, Refused
from doorstroom.intake.supports import KnownSupports, OnContract, Supports
from doorstroom.intake.vacancies import KnownVacancies, Vacancies
from doorstroom.intake.worked import WorkedContract
from doorstroom.model import Candidate, Employer
from doorstroom.model.matching import Vacancy
from doorstroom.model.programme import Programme
from doorstroom.model.support import Support
from doorstroom.report import Sentence


class Known(KnownPeople, KnownEmployers, KnownContracts, KnownProgrammes, KnownSupports, KnownVacancies, Protocol):
    """What is in the caseload; it does not matter whether that includes what this import has written so far."""


class Outcome(StrEnum):
    """What becomes of a row: exactly one of these."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would become of one row; with a problem nothing of it is imported.

    ``employers`` are those that the row makes or changes: the formal employer and hirers; ``supports`` the schemes on the
    contract. ``double`` says of whom, or of which row, this is likely a double. ``fingerprint`` is to be kept with a
    candidate who is known, in place of the one of an earlier row. ``called`` has the names that the row gives to where
    the work is and to the programme, by the kind and the number that stands for each.
    """

    row: IncomingRow
    candidate: Change[Candidate] | None = None
    employers: tuple[Change[Employer], ...] = ()
    contract: Change[WorkedContract] | None = None
    programme: Change[Programme] | None = None
    supports: tuple[Change[Support], ...] = ()
    double: Sentence | None = None
    fingerprint: str | None = None
    called: Mapping[tuple[Kind, int], str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    vacancy: Change[Vacancy] | None = None

    @property
    def outcome(self) -> Outcome:
        """What becomes of the row as a whole."""
        if self.problems:
            return Outcome.PROBLEM
        changes: list[Change[Any]] = [
            change
            for change in (
                self.candidate,
                self.contract,
                self.programme,
                self.vacancy,
                *self.employers,
                *self.supports,
            )
            if change
        ]
        if any(change.new for change in changes):
            return Outcome.NEW
        return Outcome.CHANGED if any(change.fields for change in changes) else Outcome.UNCHANGED


def plan(rows: Iterable[IncomingRow], known: Known) -> Iterator[Verdict]:
    """What each row would do, one at a time and in their order."""
    planner = _Planner(known)
    return (planner.judge(row) for row in rows)


class _Planner:
    """Judges rows one by one, and remembers what they said."""

    def __init__(self, known: Known) -> None:
        self._people, self._employers, self._contracts = People(known), Employers(known), Contracts(known)
        self._programmes = Programmes(known)
        self._supports = Supports(known)
        self._vacancies = Vacancies(known)

    def judge(self, row: IncomingRow) -> Verdict:
        """What becomes of one row; one with a problem leaves no trace."""
        if row.problems:
            return Verdict(row, problems=row.problems)
        try:
            return self._judge(row)
        except Refused as refused:
            return Verdict(row, problems=(refused.problem,))

    def _judge(self, row: IncomingRow) -> Verdict:
        programme = self._programmes.judge(row)
        person = self._people.judge(row, programme.change.id if programme else None) if row.candidate else None
        employer = self._employers.judge(row, row.employer) if row.employer else None
        organisations = [employer] if employer else []
        hirers = []
        for name in (row.contract or {}).get("hirers", ()):
            hirer = self._employers.judge(row, {"name": name}, beside=organisations)
            hirers.append(hirer.change.id)
            organisations += [] if any(hirer is one for one in organisations) else [hirer]
        contract = self._contract(row, person, employer, hirers) if row.contract is not None else None
        schemes = list(self._schemes(row, contract)) if contract else []
        vacancy = self._vacancy(row, employer) if row.vacancy is not None else None
        spot = Spot(row.sheet, row.number)
        verdict = Verdict(
            row,
            candidate=person.change if person else None,
            employers=tuple(one.change for one in organisations if one.change.new or one.change.fields),
            contract=contract.change if contract else None,
            programme=programme.change if programme and programme.change.new else None,
            supports=tuple(one.change for one in schemes if one.change.new or one.change.fields),
            vacancy=vacancy.change if vacancy else None,
            double=(None if schemes else self._repeats(row, person, employer, contract, vacancy))
            or (person.double if person else None)
            or next((one.double for one in organisations if one.double), None),
            fingerprint=person.fingerprint if person else None,
            called=_called(row, hirers, programme),
        )
        if person:
            self._people.remember(person, spot)
        for organisation in organisations:
            organisation.remember(self._employers.ledger, spot)
        if contract:
            contract.remember(self._contracts.ledger, spot)
        if programme:
            programme.remember(self._programmes.ledger, spot)
        for scheme in schemes:
            scheme.remember(self._supports.ledger, spot)
        if vacancy:
            vacancy.remember(self._vacancies.ledger, spot)
        return verdict

    def _contract(
        self,
        row: IncomingRow,
        person: Judged[Candidate] | None,
        employer: Judged[Employer] | None,
        hirers: Sequence[int],
    ) -> Judged[WorkedContract]:
        if person is None:
            raise Refused(row.problem(Sentence.of(N_("The row does not say whom it is about.")), "candidate.last_name"))
        if employer is None:
            raise Refused(row.problem(Sentence.of(N_("A contract needs an employer.")), "employer.name"))
        return self._contracts.judge(row, person.change.id, employer.change.id, hirers)

    def _schemes(self, row: IncomingRow, contract: Judged[WorkedContract]) -> Iterator[Judged[Support]]:
        """What the row says of schemes on its contract."""
        starts_on = (row.contract or {})["starts_on"]
        return self._supports.judge(row, OnContract(contract.change.id, starts_on))

    def _vacancy(self, row: IncomingRow, employer: Judged[Employer] | None) -> Judged[Vacancy]:
        if employer is None:
            raise Refused(row.problem(Sentence.of(N_("A vacancy needs an employer.")), "employer.name"))
        return self._vacancies.judge(row, employer.change.id)

    def _repeats(
        self,
        row: IncomingRow,
        person: Judged[Candidate] | None,
        employer: Judged[Employer] | None,
        contract: Judged[WorkedContract] | None,
        vacancy: Judged[Vacancy] | None,
    ) -> Sentence | None:
        """Which earlier row says everything that this one says."""
        said: Spot | None = None
        for ledger, judged in (
            (self._employers.ledger, employer),
            (self._people.ledger, person),
            (self._contracts.ledger, contract),
            (self._vacancies.ledger, vacancy),
        ):
            if judged is not None:
                if judged.entry is None or judged.change.fields:
                    return None
                said = ledger.spot(judged.entry)
        return Sentence.of(N_("Says the same as row {row} and adds nothing."), row=spoken(said, row)) if said else None


def _called(
    row: IncomingRow, hirers: Sequence[int], programme: Judged[Programme] | None
) -> dict[tuple[Kind, int], str]:
    """What the row calls the employers where the work is, and the programme."""
    called = {
        (Kind.EMPLOYER, hirer): name
        for hirer, name in zip(hirers, (row.contract or {}).get("hirers", ()), strict=False)
    }
    if programme:
        called[Kind.PROGRAMME, programme.change.id] = row.candidate["programme"]
    return called
