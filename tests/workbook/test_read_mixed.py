"""A list as coordinators keep it for years: 300 rows, a person with employer and contract on each, and every kind of dirt."""

from datetime import date, datetime, time, timedelta

import pytest
from outside import TODAY, Caseload, as_csv, write_workbook

from doorstroom.incoming import read
from doorstroom.model.choices import ContractKind, Distance, Licence, Transport
from doorstroom.names import Name
from doorstroom.wording import sentence
from doorstroom.workbook import read as spreadsheet

HEADINGS = [
    *(
        "Naam medewerker",
        "Geb. datum",
        "BSN",
        "Tel.nr.",
        "Postcode",
        "Woonplaats",
        "Werkgever",
        "Inlener",
        "Startdatum",
    ),
    *("Einddatum contract", "Uren p/w", "Soort contract", "Bruto loon", "Rijbewijs", "Vervoer", "Jobcoach", "Afstand"),
    *("Toestemming", "Opmerkingen", "Schoenmaat"),
]
ABOVE = [["Overzicht kandidaten"], ["bijgewerkt door Ria"], []]
FIRST = len(ABOVE) + 2
FIRST_NAMES = ["Fatima", "Jan", "Yıldız", "Zoë", "Łukasz", "Maria Elena", "Nguyen", "Ömer"]
INFIXES = ["", "el", "van der", "", "de", "van 't", "", "ten"]
LAST_NAMES = ["Idrissi", "Özdemir", "Jansen", "Smit-Bakker", "Kowalski", "Hart", "Vos", "Öztürk", "Visser"]
EMPLOYERS = ["Stadstram", "Zorggroep De Linde", "Klimpark", "Smit, Bos & Zn", "Werkbedrijf Zuid"]
KINDS = [("bepaalde tijd", ContractKind.FIXED_TERM), ("Proefplaatsing", ContractKind.TRIAL), ("BBL", ContractKind.BBL)]
# Where something stands that nobody can read, the heading of its column, and what it should have been.
WRONG = {
    17: ("Einddatum contract", "30-02-2027"),
    42: ("Uren p/w", "veel"),
    61: ("Geb. datum", "13/31/1980"),
    88: ("Rijbewijs", "Z9"),
    120: ("Startdatum", "#N/B"),
    155: ("Einddatum contract", "1-1-1999"),
    199: ("Werkgever", ""),
    230: ("Toestemming", "misschien"),
    271: ("Naam medewerker", "Jan\u202eBos"),
}


def fact(number):
    """Who stands on a row and what is true of them; every fifteenth row is a second contract of the person before."""
    person = number - 1 if number % 15 == 14 else number
    start = date(2025, 1, 1) + timedelta(days=number * 3)
    return {
        "name": Name(
            FIRST_NAMES[person % 8], INFIXES[person % 8], f"{LAST_NAMES[person % 9]}{'abcdefghij'[person % 10]}"
        ),
        "born": date(1960, 1, 1) + timedelta(days=person * 41),
        "phone": f"06{10_000_000 + person}",
        "postcode": f"{1000 + person} AB",
        "employer": EMPLOYERS[number % 5],
        "start": start,
        "end": start + timedelta(days=364),
        "hours": (32.0, 24.5, 36.0)[number % 3],
        "kind": KINDS[number % 3],
        "cents": 220050 + number,
        "person": person,
    }


def as_people_write_it(number):
    """The row, each time in another way."""
    is_so = fact(number)
    person = is_so["person"]
    first, infix, last = is_so["name"]
    abbreviated = infix.replace("van der", "vd")
    euros = f"{is_so['cents'] // 100:,}".replace(",", ".")
    return [
        [is_so["name"].full, f"{last}, {first} {abbreviated}".strip(), f" {is_so['name'].full.replace(' ', '  ')} "][
            number % 3
        ],
        a_day(is_so["born"], number),
        123456782,
        [int(is_so["phone"]), is_so["phone"], is_so["phone"][1:]][number % 3],
        [is_so["postcode"], is_so["postcode"].replace(" ", "").lower()][number % 2],
        ["NNB", "Onbekend", "??", "n.v.t.", None, "?"][number % 6],
        [is_so["employer"], is_so["employer"].upper()][number % 2],
        ["", "Gemeente Noord; Klimpark", None][number % 3],
        a_day(is_so["start"], number + 1),
        a_day(is_so["end"], number + 2),
        [f"{is_so['hours']:g}".replace(".", ",") + " uur", is_so["hours"], f"{is_so['hours']:g}u"][number % 3],
        is_so["kind"][0],
        [f"€ {euros},{is_so['cents'] % 100:02}", is_so["cents"] / 100][number % 2],
        ["A,B", "A; B", "B en A"][number % 3] if person % 2 else "geen",
        ["Fiets, OV", "fiets/ov", "OV; Fiets"][number % 3],
        "Henk Vermeer",
        ["groot", "Groot", "large"][number % 3],
        ["Ja", "J", "x"][number % 3],
        ["belt terug", "let op: 123456782", "twee\nregels"][number % 3],
        41,
    ]


def a_day(day, number):
    """A day in one of the ways that a list has."""
    months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    return [
        datetime.combine(day, time()),
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day:%y}",
        f"{day.day} {months[day.month - 1]} {day.year}",
        day.isoformat(),
        (day - date(1899, 12, 30)).days,
    ][number % 6]


def the_list(*, mended):
    """The whole sheet: titles, headings, rows, the headings again halfway and a total."""
    rows = [as_people_write_it(number) for number in range(300)]
    if not mended:
        for number, (heading, written) in WRONG.items():
            rows[number][HEADINGS.index(heading)] = written
    rows.insert(150, HEADINGS)
    return [*ABOVE, HEADINGS, *rows, ["Totaal", None, None, None, None, None, None, None, None, None, 9600]]


@pytest.fixture(params=["xlsx", "utf-8-sig", "utf-16", "cp1252"])
def write(request, tmp_path):
    """Write a list as a workbook, or as CSV in an encoding."""

    def write(rows):
        if request.param == "xlsx":
            return write_workbook(tmp_path / "lijst.xlsx", {"Lijst": rows})
        text = as_csv(rows)
        if request.param == "cp1252":
            # These letters are not in it.
            text = text.translate(str.maketrans("ıŁź\u202e", "iLz\u200b"))
        path = tmp_path / "lijst.csv"
        path.write_bytes(text.encode(request.param, errors="replace"))
        return path

    return write


def bring_in(path, caseload):
    """Import a file: how it was read, and what became of the rows."""
    with spreadsheet.open(path) as sheets:
        reading = read(sheets, today=TODAY)
        return reading, caseload.bring_in(reading.rows())


def test_the_plan_names_every_cell_to_mend_and_no_other(tmp_path):
    path = write_workbook(tmp_path / "lijst.xlsx", {"Lijst": the_list(mended=False)})
    _, verdicts = bring_in(path, Caseload())
    refused = {(problem.row, problem.cell) for verdict in verdicts for problem in verdict.problems}
    expected = set()
    for number, (heading, _) in WRONG.items():
        row = FIRST + number + (number >= 150)
        expected.add((row, f"{chr(65 + HEADINGS.index(heading))}{row}"))
    assert refused == expected


def test_after_mending_only_that_every_row_comes_in_as_it_is_meant(write, request):
    caseload = Caseload()
    _, verdicts = bring_in(write(the_list(mended=True)), caseload)
    assert [verdict.outcome for verdict in verdicts] == ["new"] * 300
    assert len(caseload.candidates) == 280
    contracts = list(caseload.contracts.values())
    assert len(contracts) == 300
    for number, contract in enumerate(contracts):
        is_so, person = fact(number), caseload.candidates[contract.candidate]
        assert (person.birth_date, person.phone, person.postcode) == (is_so["born"], is_so["phone"], is_so["postcode"])
        assert (contract.starts_on, contract.ends_on) == (is_so["start"], is_so["end"])
        assert (contract.hours, contract.kind, contract.wage_month) == (
            is_so["hours"],
            is_so["kind"][1],
            is_so["cents"],
        )
        assert caseload.employers[contract.employer].name.casefold() == is_so["employer"].casefold()
        assert person.licences == ((Licence.A, Licence.B) if is_so["person"] % 2 else ())
        assert person.transports == (Transport.BIKE, Transport.PUBLIC)
        assert (person.distance, person.may_share, person.coach) == (Distance.LARGE, True, "Henk Vermeer")
        assert (person.town, person.number) == (None, None)


def test_names_are_split_as_people_say_them(tmp_path):
    caseload = Caseload()
    bring_in(write_workbook(tmp_path / "lijst.xlsx", {"Lijst": the_list(mended=True)}), caseload)
    for number, contract in enumerate(caseload.contracts.values()):
        person = caseload.candidates[contract.candidate]
        assert Name(person.first_name, person.infix, person.last_name) == fact(number)["name"]


def test_no_bsn_comes_through_and_each_is_said(write):
    caseload = Caseload()
    reading, _ = bring_in(write(the_list(mended=True)), caseload)
    assert "123456782" not in repr((caseload.candidates, caseload.contracts))
    said = [sentence(remark) for remark in reading.remarks]
    assert any("column BSN: left out" in remark for remark in said)
    assert any("column Opmerkingen: 100 BSNs were left out" in remark for remark in said)
    assert [column["heading"] for column in reading.unknown] == ["Schoenmaat"]


def test_the_same_list_a_second_time_changes_nothing(write):
    caseload = Caseload()
    path = write(the_list(mended=True))
    bring_in(path, caseload)
    _, verdicts = bring_in(path, caseload)
    assert [verdict.outcome for verdict in verdicts] == ["unchanged"] * 300


def test_a_list_that_grew_brings_only_what_is_new(tmp_path):
    caseload = Caseload()
    rows = the_list(mended=True)
    bring_in(write_workbook(tmp_path / "november.xlsx", {"Lijst": rows[:200]}), caseload)
    _, verdicts = bring_in(write_workbook(tmp_path / "december.xlsx", {"Lijst": rows}), caseload)
    assert [verdict.outcome for verdict in verdicts] == ["unchanged"] * 195 + ["new"] * 105
