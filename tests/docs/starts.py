"""What a reader of the pages has at hand: a small caseload with the REFs that the pages name, and files to import."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from factories import a_candidate, a_contract, an_employer, day
from outside import write_workbook
from processes import spawn

from doorstroom import schema, sealing, settings, store
from doorstroom.model import Employer
from doorstroom.model.choices import ClosingReason, Distance, EmployerKind, LanguageLevel, Licence, Transport
from doorstroom.model.following import Contact, Party, Step, Topic
from doorstroom.model.matching import Proposal, Vacancy
from doorstroom.model.meeting import Meeting
from doorstroom.model.programme import Programme
from doorstroom.model.support import Assignment, Support, SupportKind
from doorstroom.model.workplace import Workplace

TODAY = "2026-11-21"
KEY = "vier stoelen en een tafel"

NAMES = [
    ("Jan", "van der", "Berg"),
    ("Özlem", "", "Yıldız"),
    ("Kees", "'t", "Hart"),
    ("Thi", "", "Nguyễn"),
    ("Tomasz", "", "Wójcik"),
    ("Maria Elena", "de", "Jong"),
    ("Piet", "", "Jansen"),
    ("Sanne", "", "Visser"),
    ("Youssef", "", "Amrani"),
    ("Lotte", "", "Bos"),
    ("Fatma", "", "Yılmaz"),
    ("Amal", "de", "Wit"),
    ("Joris", "", "Prins"),
    ("Naima", "", "Ziani"),
    ("Emal", "de", "Wit"),
]
OWNERS = ("Noor Bakker", "Samira Haddad", "Ruben Visser")

EMPLOYERS = [
    an_employer(name="Groenbeheer Vecht", kind=EmployerKind.SOCIAL_ENTERPRISE, town="Maarssen", owner="Samira Haddad"),
    an_employer(name="Hotel De Gracht", town="Utrecht"),
    an_employer(name="Stadstram", policy_months=23, town="Utrecht", contact="Marloes Prins", owner="Noor Bakker"),
    an_employer(name="WerkPlus", kind=EmployerKind.AGENCY, kvk="12345678"),
    an_employer(name="Klimpark", season="04-01..10-31", hosts=(Distance.MEDIUM, Distance.LARGE), town="Zeist"),
    an_employer(name="Payroll Vecht", kind=EmployerKind.AGENCY),
    an_employer(name="Kwekerij De Linde", town="Boskoop"),
    an_employer(name="Werkplein Vecht", kind=EmployerKind.MUNICIPALITY),
]

CONTRACTS = [
    a_contract("2025-06-01", "2026-12-31", id=40, candidate=1, employer=3, hours=32.0),
    a_contract("2026-03-01", "2027-02-28", id=41, candidate=2, employer=1, hours=24.0),
    a_contract("2026-04-01", "2026-10-31", id=42, candidate=3, employer=5),
    a_contract("2025-01-01", "2027-12-31", id=43, candidate=4, employer=2),
    a_contract("2025-02-01", "2025-12-31", id=44, candidate=12, employer=3, function="conductor", hours=24.0),
    a_contract("2026-01-01", "2026-12-31", id=45, candidate=12, employer=3, function="conductor", hours=24.0),
    a_contract("2026-09-01", "2027-03-31", id=46, candidate=14, employer=2, hours=28.0),
    a_contract("2026-06-01", "2027-01-31", id=47, candidate=11, employer=3, hours=20.0),
    a_contract("2026-05-01", "2027-04-30", id=48, candidate=8, employer=4),
]

# What a caseload gathers beside the register, under the numbers that the pages name.
FOLLOWING = [
    Meeting(id=1, day=day("2026-11-16"), held_on=day("2026-11-16")),
    Meeting(id=2, day=day("2026-11-19")),
    Vacancy(id=7, employer=1, title="Gardener", starts_on=day("2027-01-04"), seats=2, hours_max=28.0, town="Maarssen"),
    Proposal(id=9, candidate=8, vacancy=7, proposed_on=day("2026-11-16")),
    Contact(
        id=7, candidate=12, held_on=day("2026-11-19"), party=Party.CANDIDATE, topic=Topic.END, text="Likes the tram"
    ),
    Step(
        id=4,
        candidate=12,
        text="Ask about a day off",
        owner="Noor Bakker",
        agreed_on=day("2026-11-16"),
        due_on=day("2026-12-01"),
    ),
    Assignment(id=2, employer=3, name="Parks 2026", obligation=12_500_00, region="utrecht", ends_on=day("2026-12-31")),
    Support(id=8, contract=45, kind=SupportKind.LKS, starts_on=day("2026-01-01"), ends_on=day("2026-12-31")),
    Workplace(id=1, contract=48, employer=7, hours=16.0),
    Programme(id=1, name="Met de tram vooruit", target=20, deadline=day("2027-12-31")),
]

FILES = {
    "caseload.xlsx": {
        "Caseload": [
            ("Naam", "Klantnummer", "Werkgever", "Eerste dag", "Laatste dag", "Uren per week"),
            ("Nadia Bakali", "3001", "Stadstram", date(2026, 2, 1), date(2026, 12, 31), 28),
            ("Vliet, Wim van", "3002", "Hotel De Gracht", date(2026, 6, 1), date(2027, 2, 28), 24),
        ],
    },
    "vacatures.xlsx": {
        "Vacatures": [("Vacature", "Werkgever", "Startdatum"), ("Hovenier", "Groenbeheer Vecht", date(2027, 2, 1))],
    },
    # Headings that nobody else has.
    "running.xlsx": {
        "Lopend": [
            ("Wie", "Werkgever", "Eerste dag", "Laatste dag", "Kleur"),
            ("Karim Haddou", "Klimpark", date(2026, 4, 1), date(2026, 10, 31), "groen"),
        ],
    },
}


TEXTS = {
    "new-employers.csv": "Werkgever;Plaats;Beleidsgrens\nBakkerij Zonder Haast;Bunnik;12\n",
    "vacatures.csv": "Titel;Werkgever;Startdatum;Plaats\nTuinder;Kwekerij De Linde;1-3-2027;Boskoop\n",
    "postcodes.csv": "postcode;lat;lon\n3511;52.09;5.12\n2771;52.07;4.65\n",
    "opgeslagen-pagina.html": """<html><script type="application/ld+json">
        {"@context": "https://schema.org", "@type": "JobPosting", "title": "Kok", "datePosted": "2026-11-02",
         "hiringOrganization": {"@type": "Organization", "name": "Hotel De Gracht"}}
        </script></html>""",
}


def make(start: str, folder: Path) -> None:
    """Put everything in a new folder: the files, and the caseload where commands look for it."""
    folder.mkdir()
    for name, sheets in FILES.items():
        write_workbook(folder / name, sheets)
    for name, text in TEXTS.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    path = folder / "caseload.db"
    if start != "nothing":
        schema.create(path)
    if start == "encrypted":
        sealing.rewrite(path, KEY)
    if start in ("docs", "returned", "undone"):
        with store.open(path, command="import", who="docs") as caseload:
            caseload.fill(_numbered(EMPLOYERS), _candidates(), CONTRACTS, *([fact] for fact in FOLLOWING))
        # What the reader did last, to take back.
        for number, town in enumerate(("Bunnik", "Zeist", "De Bilt", "Driebergen", "Odijk"), start=4):
            with store.open(path, command="edit-employer", who=settings.who()) as caseload:
                caseload.save(replace(caseload.by_id(Employer, number), town=town))
        path.with_name("backups").mkdir()
        shutil.copy(path, path.with_name("backups") / "caseload-2026-11-21-140312-before-import.db")
    if start == "undone":
        spawn(f"--db {path} undo")
    if start == "returned":
        # A workbook that came back from a meeting.
        spawn(f"--db {path} export {folder / 'doorstroom-2026-11-30.xlsx'} --for 2026-11-30", DOORSTROOM_TODAY=TODAY)


def _numbered(employers: list) -> list:
    return [replace(employer, id=number) for number, employer in enumerate(employers, start=1)]


def _candidates() -> list:
    """Fifteen people, the twelfth of whom the pages tell about."""
    people = []
    for number, (first, infix, last) in enumerate(NAMES, start=1):
        known = {
            "id": number,
            "number": str(2000 + number),
            "first_name": first,
            "infix": infix,
            "last_name": last,
            "owner": OWNERS[number % 3] if number != 12 else OWNERS[0],
            "registered_on": day("2025-01-06"),
        }
        if number == 7:
            known |= {"closed_on": day("2026-09-01"), "closed_reason": ClosingReason.MOVED_ON}
        if number == 12:
            known |= {
                "coach": "Sven Dekker",
                "town": "Utrecht",
                "hours_min": 16.0,
                "hours_max": 24.0,
                "language_level": LanguageLevel.B1,
                "licences": (Licence.B,),
                "transports": (Transport.BIKE,),
                "talents": ("quick", "patient with children"),
                "wishes": ("work with plants",),
            }
        people.append(a_candidate(**known))
    return people
