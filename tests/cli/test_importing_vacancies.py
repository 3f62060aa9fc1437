"""Vacancies from outside: spreadsheets, saved web pages and JSON; the same again changes nothing, and text stays text."""

import json
from datetime import date

import pytest
from factories import a_vacancy, an_employer, an_opening, day
from hypothesis import given
from hypothesis import strategies as st
from outside import as_csv, write_workbook

from doorstroom import postings
from doorstroom.model.choices import Distance, LanguageLevel, Licence

DUTCH = (
    "Vacature",
    "Werkgever",
    "Uren",
    "Startdatum",
    "Sluitingsdatum",
    "Aantal plekken",
    "Plaats",
    "Eisen",
    "Vacaturenummer",
)
ROW = (
    "Keukenhulp",
    "De Pleisterplaats",
    "16-24",
    date(2027, 1, 4),
    "31-12-2026",
    "2 plekken",
    "Arnhem",
    "HACCP; VCA",
    "HW-1",
)


def page(*found, before="", script='<script type="application/ld+json">'):
    # As sites write it: a script ends at the first </script, also in a text.
    told = [json.dumps(one).replace("</", "<\\/") for one in found]
    blocks = "".join(f"{script}{one}</script>" for one in told)
    return f"<!doctype html><html><head>{before}{blocks}</head><body><p>Vacatures</p></body></html>"


def posting(title="Keukenhulp", **fields):
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title,
        "hiringOrganization": {"@type": "Organization", "name": "De Pleisterplaats"},
        **fields,
    }


@pytest.fixture
def bring(caseload, tmp_path, run):
    """Import what stands in a file of this name; the plan as JSON."""

    def bring(content, name="page.html", *, exit=0, options=""):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run(f"import {file} {options} --json", exit=exit).json

    return bring


# --- spreadsheets ------------------------------------------------------------------------------------------------


def test_a_dutch_sheet_of_vacancies_is_recognised_and_read(caseload, tmp_path, run):
    sheet = write_workbook(tmp_path / "lijst.xlsx", {"Blad1": [DUTCH, ROW]})
    run(f"import {sheet}")
    found = run("show V1 --json").json
    assert {
        key: found[key] for key in ("title", "employer_name", "hours_min", "hours_max", "starts_on", "closes_on")
    } == {
        "title": "Keukenhulp",
        "employer_name": "De Pleisterplaats",
        "hours_min": 16.0,
        "hours_max": 24.0,
        "starts_on": "2027-01-04",
        "closes_on": "2026-12-31",
    }
    assert (found["seats"], found["town"], found["must"], found["source_ref"]) == (
        2,
        "Arnhem",
        ["HACCP", "VCA"],
        "HW-1",
    )
    before = caseload.read_bytes()
    again = run(f"import {sheet} --json").json
    assert (again["new"], again["changed"], again["unchanged"]) == ([], [], 1)
    assert caseload.read_bytes() == before
    assert run("check").stdout == ""


def test_the_same_reference_is_updated_and_what_is_blank_stays(caseload, tmp_path, run):
    run(f"import {write_workbook(tmp_path / 'a.xlsx', {'Vacatures': [DUTCH, ROW]})}")
    changed = ("Kok", "De Pleisterplaats", "", "", "-", 1, "", "", "HW-1")
    plan = run(f"import {write_workbook(tmp_path / 'b.xlsx', {'Vacatures': [DUTCH, changed]})} --json").json
    assert {one["field"]: (one["before"], one["after"]) for one in plan["changed"][0]["fields"]} == {
        "title": ("Keukenhulp", "Kok"),
        "closes_on": ("2026-12-31", None),
        "seats": (2, 1),
    }
    assert run("show V1 --json").json["must"] == ["HACCP", "VCA"]


def test_without_a_reference_employer_title_and_first_day_tell(caseload, tmp_path, run):
    headings = ("Functie", "Werkgever", "Startdatum", "Uren")
    rows = [
        ("Kok", "A", "1-1-2027", 24),
        ("kok", "A", "1-1-2027", ""),
        ("Kok", "A", "1-2-2027", 24),
        ("Kok", "B", "1-1-2027", 24),
    ]
    sheet = write_workbook(tmp_path / "a.xlsx", {"Blad1": [headings, *rows]})
    plan = run(f"import {sheet} --as vacancies --json").json
    assert (len(plan["new"]), plan["unchanged"], len(plan["double"])) == (3, 1, 1)
    assert run(f"import {sheet} --as vacancies --json").json["unchanged"] == 4


def test_headings_mean_what_a_list_of_people_means_unless_it_is_one_of_vacancies(caseload, tmp_path, run):
    headings, row = ("Functie", "Werkgever", "Startdatum"), ("Kok", "A", "1-1-2027")
    file = tmp_path / "a.csv"
    file.write_text(as_csv([headings, row]), encoding="utf-8")
    run(f"import {file}", exit=5)
    run(f"import {file} --as vacancies")
    assert run("vacancies --json").json[0]["title"] == "Kok"


def test_what_our_own_list_gives_changes_nothing_when_it_comes_back(caseload, tmp_path, run):
    run("add-employer 'De Pleisterplaats' --town Arnhem")
    run(
        "add-vacancy Kok W1 --hours-min 16 --hours-max 24,5 --start 2027-01-04 --until 2027-06-30 --closes 2026-12-31"
        " --seats 3 --postcode '6811 AB' --distance medium --language-level A2 --licence AM --licence B --must HACCP"
        " --must VCA --nice rustig --offer 'vaste begeleider' --season 04-01..10-31 --source HalloWerk --source-ref HW-1"
        " --owner Noor --note 'bel eerst' --not-subsidised"
    )
    run("add-vacancy Hulp W1")
    (tmp_path / "own.csv").write_text(run("vacancies --csv").stdout, encoding="utf-8")
    plan = run(f"import {tmp_path / 'own.csv'} --json").json
    assert (plan["new"], plan["problem"], plan["unchanged"]) == ([], [], 2), plan["changed"]
    run(f"vacancies --job-postings {tmp_path / 'own.json'}")
    plan = run(f"import {tmp_path / 'own.json'} --dry-run --json").json
    assert (plan["new"], plan["problem"]) == ([], [])


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("", "A", "", "", "", "", "", "", ""), "A2"),
        (("Kok", "", "", "", "", "", "", "", ""), "B2"),
        (("Kok", "A", "veel", "", "", "", "", "", ""), "C2"),
        (("Kok", "A", "", "31-02-2027", "", "", "", "", ""), "D2"),
        (("Kok", "A", "", "", "", "0", "", "", ""), "F2"),
        (("Kok", "A", "", "", "", "2,5", "", "", ""), "F2"),
    ],
)
def test_a_row_that_cannot_be_is_a_problem_with_its_cell(caseload, tmp_path, run, row, cell):
    before = caseload.read_bytes()
    plan = run(f"import {write_workbook(tmp_path / 'a.xlsx', {'Blad1': [DUTCH, row]})} --json", exit=5).json
    assert [problem.get("cell") for problem in plan["problem"]] == [cell]
    assert caseload.read_bytes() == before


def test_a_list_of_vacancies_without_employers_says_so(caseload, tmp_path, run):
    sheet = write_workbook(tmp_path / "a.xlsx", {"Blad1": [("Vacature", "Uren"), ("Kok", 24)]})
    assert "No column gives the employer of vacancies" in run(f"import {sheet}", exit=5).stdout


def test_a_bsn_in_a_vacancy_is_left_out(caseload, tmp_path, run):
    rows = [("Vacature", "Werkgever", "Opmerking"), ("Kok", "A", "voor 123456782 bedoeld")]
    run(f"import {write_workbook(tmp_path / 'a.xlsx', {'Blad1': rows})}")
    assert "123456782" not in run("show V1").stdout


# --- saved pages and JSON ----------------------------------------------------------------------------------------


def test_every_posting_of_a_page_is_read(bring, run):
    found = posting(
        datePosted="2026-11-01",
        validThrough="2026-12-31T23:59:59+01:00",
        jobStartDate="2027-01-04",
        workHours="16 tot 24 uur per week",
        totalJobOpenings="2",
        jobLocation=[{"@type": "Place", "address": {"addressLocality": "Arnhem", "postalCode": "6811AB"}}],
        identifier={"@type": "PropertyValue", "name": "HalloWerk", "value": 77},
        qualifications=["HACCP", "Rijbewijs B"],
        skills="<ul><li>rustig</li><li>op tijd</li></ul>",
        jobBenefits="vaste begeleider",
        description="&lt;p&gt;Kom je &lt;b&gt;werken&lt;/b&gt;?&lt;/p&gt;",
    )
    plan = bring(
        page({"@graph": [{"@type": "WebSite"}, found]}, [posting("Hovenier", url="https://banen.example/v/12")])
    )
    assert [one["name"] for one in plan["new"]] == ["Keukenhulp", "Hovenier"]
    first, second = (run(f"show V{number} --json").json for number in (1, 2))
    assert {key: first[key] for key in ("hours_min", "hours_max", "seats", "opened_on", "closes_on", "postcode")} == {
        "hours_min": 16.0,
        "hours_max": 24.0,
        "seats": 2,
        "opened_on": "2026-11-01",
        "closes_on": "2026-12-31",
        "postcode": "6811 AB",
    }
    assert (first["must"], first["nice"], first["offers"]) == (
        ["HACCP", "Rijbewijs B"],
        ["rustig", "op tijd"],
        ["vaste begeleider"],
    )
    assert (first["source"], first["source_ref"], first["note"]) == ("HalloWerk", "77", "Kom je werken?")
    assert (second["source"], second["source_ref"]) == ("banen.example", "https://banen.example/v/12")
    assert run("check").stdout == ""


def test_the_same_page_again_changes_nothing_and_a_newer_one_updates(bring, run):
    bring(page(posting(identifier="A1", totalJobOpenings=1)))
    assert bring(page(posting(identifier="A1", totalJobOpenings=1)))["unchanged"] == 1
    assert len(bring(page(posting("Kok", identifier="A1", totalJobOpenings=3)))["changed"]) == 1
    assert [(one["title"], one["seats"]) for one in run("vacancies --json").json] == [("Kok", 3)]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(posting()),
        json.dumps([posting()]),
        json.dumps({"@graph": [posting()]}),
        json.dumps({"itemListElement": [{"item": posting()}]}),
        "\ufeff" + json.dumps(posting()),
        json.dumps({**posting(), "@type": ["Thing", "https://schema.org/JobPosting"]}),
    ],
)
def test_a_posting_is_found_however_the_json_is_built(bring, content):
    assert [one["name"] for one in bring(content, "vacatures.json")["new"]] == ["Keukenhulp"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_page_is_read_in_the_encoding_it_was_saved_in(bring, run, encoding):
    text = page(posting("Conciërge")).replace("\\u00eb", "ë")
    bring(text.encode(encoding))
    assert run("vacancies --json").json[0]["title"] == "Conciërge"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("24-32 uur per week", 24.0, 32.0),
        ("24 t/m 32", 24.0, 32.0),
        ("32 uur", None, 32.0),
        ("minimaal 24 uur", 24.0, None),
        ("maximaal 24,5 uur", None, 24.5),
        ("36", None, 36.0),
        ("8:00-17:00", None, None),
        ("in overleg, sinds 2024", None, None),
        ("fulltime", None, None),
    ],
)
def test_hours_are_taken_from_a_text_only_when_it_names_them(bring, run, text, least, most):
    bring(page(posting(workHours=text)))
    found = run("show V1 --json").json
    assert (found["hours_min"], found["hours_max"]) == (least, most)


EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>[bold]=cmd|' /C calc'!A0"


def test_text_from_outside_is_never_markup_anywhere(bring, tmp_path, run):
    bring(page(posting(EVIL, description=EVIL, qualifications=[EVIL], hiringOrganization=EVIL)))
    for line in ("vacancies", "show V1", "vacancies --csv", "vacancies --json"):
        said = run(line).stdout
        assert "<" not in said
        assert "onerror" not in said
    run(f"vacancies --job-postings {tmp_path / 'out.json'}")
    assert "<" not in (tmp_path / "out.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", "<html><body>Wij zoeken een kok!</body></html>"),
        ("page.html", "<script type=application/ld+json>{" + "[" * 50_000),
        ("page.html", "<script type='application/ld+json'>" + "[" * 50_000 + "]" * 50_000 + "</script>"),
        ("page.html", "<script" * 200_000),
        ("page.html", "<script type='application/ld+json'>" * 50_000),
        ("page.html", "<!--" * 200_000),
        ("page.html", page({"@type": "Person", "name": "Noor"})),
        ("page.html", b"\x00\xff\xfe" * 1000),
        ("vacatures.json", "{"),
        ("vacatures.json", "[]"),
        ("vacatures.json", "9" * 10_000),
        ("vacatures.json", '{"a":' * 100_000),
        ("vacatures.json", json.dumps({"@type": 7, "x": [None, True, {"@type": [None, 3]}]})),
        ("vacatures.json", json.dumps([posting() for _ in range(2001)])),
        ("vacatures.json", b" " * (5 * 1024 * 1024 + 1) + b"{}"),
    ],
)
def test_a_page_without_vacancies_or_that_was_made_to_hurt_is_refused_in_one_line(
    caseload, tmp_path, run, name, content
):
    before = caseload.read_bytes()
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run(f"import {file}", exit=5)
    assert len(result.stderr.splitlines()) == 2
    assert caseload.read_bytes() == before


@pytest.mark.parametrize(
    "found",
    [
        posting(title=None),
        posting(title=7, hiringOrganization=None),
        posting(hiringOrganization=[]),
        posting(validThrough="binnenkort"),
        posting(totalJobOpenings="veel"),
        posting(jobLocation="Arnhem", identifier=[[]], description={"@value": "x"}, workHours=[1, [2]]),
        posting(url="http://[", skills=[None, {"name": "rustig"}, 3, "x" * 500], datePosted={"a": 1}),
        posting("x" * 5000),
    ],
)
def test_a_posting_of_odd_things_is_read_or_named_as_a_problem(caseload, tmp_path, run, found):
    file = tmp_path / "page.html"
    file.write_text(page(found), encoding="utf-8")
    result = run(f"import {file} --json", exit=None)
    assert result.exit in (0, 5)
    assert result.exit == 0 or result.json["problem"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "@value", "name", "value", "address", "title"]), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = (
    "title",
    "hiringOrganization",
    "jobLocation",
    "identifier",
    "url",
    "workHours",
    "skills",
    "validThrough",
    "description",
)


@given(st.dictionaries(st.sampled_from(FIELDS), json_values))
def test_whatever_a_posting_holds_becomes_cells_of_plain_text(fields):
    content = json.dumps([{"@type": "JobPosting", **fields}]).encode()
    for row in postings.read(content, "x.json"):
        assert len(row) == len(postings.HEADINGS)
        assert all(cell is None or (isinstance(cell, str) and "\r" not in cell) for cell in row)


texts = st.lists(st.sampled_from(["HACCP", "VCA basis", "rustig", "oog voor <detail>"]), unique=True, max_size=3).map(
    tuple
)
maybe_days = st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1))


@given(
    texts,
    texts,
    maybe_days,
    st.sampled_from([(None, None), (16.0, None), (None, 24.5), (16.0, 24.0)]),
    st.integers(1, 9),
)
def test_what_is_written_as_postings_is_read_back_the_same(must, offers, closes_on, hours, seats):
    opening = an_opening(
        must=must,
        offers=offers,
        closes_on=closes_on,
        hours_min=hours[0],
        hours_max=hours[1],
        seats=seats,
        town="Elst",
        source="HalloWerk",
        source_ref="HW-1",
    )
    (row,) = postings.read(postings.written([opening]), "x.json")
    found = dict(zip(postings.HEADINGS, row, strict=True))
    kept = [text for text in must if "<" not in text]
    assert [text for text in (found["must"] or "").split("\n") if text in kept] == kept
    assert found["closes_on"] == (closes_on and closes_on.isoformat())
    assert [float(text.replace(",", ".")) if text else None for text in (found["hours_min"], found["hours_max"])] == [
        *hours
    ]
    assert (found["seats"], found["town"], found["source"], found["source_ref"]) == (
        str(seats),
        "Elst",
        "HalloWerk",
        "HW-1",
    )


def test_everything_of_a_vacancy_has_its_place_in_a_posting():
    opening = an_opening(
        employer=an_employer(town="Elst", postcode="6661 AA"),
        starts_on=day("2027-01-04"),
        distance=Distance.LARGE,
        language_level=LanguageLevel.A2,
        licences=(Licence.B,),
        note="bel eerst",
        owner="Noor",
    )
    text = postings.written([opening]).decode()
    assert "6661 AA" in text
    assert "Noor" not in text
    assert "bel eerst" not in text
    assert a_vacancy().title in text
