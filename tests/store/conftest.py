"""A file with a record of every kind, for tests that do whatever comes up."""

from pathlib import Path

import pytest
from factories import a_candidate, a_contract, an_employer, day

from doorstroom import store
from doorstroom.model.following import Contact, Step
from doorstroom.model.matching import Proposal, Vacancy
from doorstroom.model.meeting import Meeting
from doorstroom.model.programme import Programme
from doorstroom.model.support import Assignment, Support, SupportKind
from doorstroom.model.workplace import Workplace

TODAY = day("2026-11-21")


@pytest.fixture(scope="module")
def one_of_each(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of every kind, to begin with."""
    path = tmp_path_factory.mktemp("each") / "caseload.db"
    path.write_bytes(empty.read_bytes())
    with store.open(path, command="init", who="somebody else") as caseload:
        for name in ("Streekvervoer", "Groenbeheer"):
            caseload.add(an_employer(id=0, name=name, policy_months=23))
        caseload.add(Programme(name="Doorstroom", target=500, partners=(2,)))
        for last in ("Idrissi", "Visser", "Vissers"):
            caseload.register(a_candidate(id=0, infix="", last_name=last, registered_on=TODAY))
        caseload.place(a_contract(candidate=1, employer=1))
        caseload.add(Workplace(contract=1, employer=2, hours=12.0))
        caseload.place(a_contract(candidate=2, employer=2))
        caseload.add(Vacancy(employer=2, title="Conducteur", opened_on=TODAY))
        caseload.add(Proposal(candidate=2, vacancy=1, proposed_on=TODAY))
        caseload.add(Contact(candidate=1, held_on=TODAY, text="belde"))
        caseload.add(Step(candidate=1, text="Bel terug", agreed_on=TODAY))
        caseload.add(Support(contract=1, kind=SupportKind.LKS, starts_on=day("2026-01-01")))
        caseload.add(Meeting(day=TODAY))
        caseload.add(Assignment(employer=1, name="Bestek 4", percent=5.0))
    return path
