"""A small region with somebody in every situation, for the screens of all commands."""

import shutil
from pathlib import Path

import pytest
from factories import a_candidate, a_contract, a_note, a_permanent_contract, a_step, an_employer, day

from doorstroom import store
from doorstroom.model.choices import (
    ClosingReason,
    ContractKind,
    Distance,
    EmployerKind,
    LanguageLevel,
    Licence,
    TargetGroup,
    Transport,
)
from doorstroom.model.following import Interest, Party, Topic
from doorstroom.model.workplace import Workplace

EMPLOYERS = [
    an_employer(id=0, policy_months=23, town="Utrecht", contact="Marloes Prins", owner="Noor Bakker"),
    an_employer(id=0, name="Groenbeheer Vecht", kind=EmployerKind.SOCIAL_ENTERPRISE, town="Maarssen"),
    an_employer(id=0, name="Klimpark Noord", season="04-01..10-31", hosts=(Distance.MEDIUM, Distance.LARGE)),
    an_employer(id=0, name="WerkPlus", kind=EmployerKind.AGENCY, kvk="12345678"),
]

CANDIDATES = [
    a_candidate(
        id=0,
        number="2041",
        birth_date=day("1990-05-17"),
        phone="06 0000 0001",
        town="Utrecht",
        target_group=TargetGroup.BANENAFSPRAAK,
        benefit="bijstand",
        distance=Distance.MEDIUM,
        hours_min=24.0,
        hours_max=32.0,
        language_level=LanguageLevel.B1,
        licences=(Licence.AM, Licence.B),
        transports=(Transport.BIKE, Transport.PUBLIC),
        talents=("geduldig met kinderen", "vroeg op"),
        needs=("een vaste begeleider",),
        owner="Noor Bakker",
        coach="Sven Dekker",
    ),
    a_candidate(id=0, first_name="Jan", infix="van der", last_name="Berg", owner="Noor Bakker", town="Zeist"),
    a_candidate(id=0, first_name="Özlem", infix="", last_name="Yıldız", owner="Ruben Visser"),
    a_candidate(id=0, first_name="Kees", infix="'t", last_name="Hart", owner="Ruben Visser"),
    a_candidate(id=0, first_name="Amal", infix="de", last_name="Wit", owner="Noor Bakker", coach="Sven Dekker"),
    a_candidate(id=0, first_name="Thi", infix="", last_name="Nguyễn"),
    a_candidate(
        id=0,
        first_name="Piet",
        infix="",
        last_name="Jansen",
        closed_on=day("2026-09-01"),
        closed_reason=ClosingReason.MOVED_ON,
    ),
    a_candidate(id=0, first_name="Maria Elena", infix="de", last_name="Jong", owner="Ruben Visser"),
    a_candidate(id=0, first_name="Tomasz", infix="", last_name="Wójcik", owner="Noor Bakker"),
    a_candidate(id=0, first_name="Lina", infix="", last_name="Haddad", owner="Noor Bakker"),
]

CONTRACTS = [
    a_contract(
        "2025-02-01", "2026-12-31", candidate=1, employer=1, hours=28.0, wage_month=215000, function="conducteur"
    ),
    a_contract("2025-06-01", "2027-06-30", candidate=2, employer=1),
    a_contract("2026-01-01", "2026-12-31", candidate=3, employer=2),
    a_contract("2027-01-01", "2027-12-31", candidate=3, employer=1),
    a_permanent_contract("2026-02-01", candidate=4, employer=2, subsidised=False),
    a_contract("2026-04-01", "2026-10-31", candidate=5, employer=3, function="gastheer"),
    a_contract("2026-01-01", "2026-12-31", candidate=8, employer=2, hours=12.0),
    a_contract("2026-03-01", "2027-02-28", candidate=8, employer=3, hours=16.0),
    a_contract("2026-11-01", None, candidate=9, employer=4, kind=ContractKind.WORK_EXPERIENCE),
    a_contract("2026-11-01", "2027-10-31", candidate=10, employer=1),
]


NOTES = [
    a_note("2026-06-15", topic=Topic.PROGRESS, text="Gaat goed, wil graag meer uren."),
    a_note("2026-10-05", topic=Topic.END, text="Weet dat het contract afloopt.", next_on=day("2026-11-16")),
    a_note(
        "2026-10-07", party=Party.EMPLOYER, topic=Topic.END, text="Verlengen zit er niet in.", employer=1, candidate=1
    ),
    a_note("2026-11-10", candidate=8, party=Party.COACH, text="Twee banen valt zwaar."),
    a_note("2026-11-12", employer=3, party=Party.EMPLOYER, text="Twee plekken.", interest=Interest.INTERESTED),
]

STEPS = [
    a_step("2026-11-13", text="Bellen over een dag meer", owner="Noor Bakker"),
    a_step("2026-12-04", text="Proefdag plannen", owner="Noor Bakker"),
    a_step("2027-02-15", text="Nazorg afspreken", owner="Sven Dekker", not_before=day("2027-01-05")),
    a_step("2026-11-20", text="Referentie vragen", done_on=day("2026-11-09"), done_note="Gekregen", candidate=8),
    a_step("2026-11-30", text="Profielen sturen", owner="Noor Bakker", employer=3),
]


@pytest.fixture(scope="session")
def region_file(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region, to copy."""
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("region")))
    with store.open(path, command="test") as caseload:
        for employer in EMPLOYERS:
            caseload.add(employer)
        for candidate in CANDIDATES:
            caseload.register(candidate)
        for contract in CONTRACTS:
            caseload.place(contract)
        caseload.add(Workplace(contract=3, employer=1))
    return path


@pytest.fixture
def region(region_file: Path, tmp_path: Path) -> Path:
    """The region where commands look for it."""
    return Path(shutil.copy(region_file, tmp_path / "caseload.db"))


@pytest.fixture
def followed_region(region: Path) -> Path:
    """The region with conversations and steps."""
    with store.open(region, command="test") as caseload:
        caseload.set("meeting-days", "mon,thu")
        for fact in (*NOTES, *STEPS):
            caseload.add(fact)
    return region
