"""Bringing in a spreadsheet: the plan first, then all of it or nothing, and the same file again changes nothing."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from outside import as_csv, write_workbook

HEADINGS = ("Naam", "Klantnummer", "Werkgever", "Eerste dag", "Laatste dag", "Uren per week")
ROWS = [
    HEADINGS,
    ("Fatima el Idrissi", "2041", "Stadstram", date(2025, 2, 1), date(2026, 12, 31), 28),
    ("Berg, Jan van der", "2042", "Groenbeheer", date(2026, 1, 1), date(2026, 12, 31), 24.5),
    ("Berg, Jan van der", "2042", "Stadstram", date(2027, 1, 1), date(2027, 12, 31), 24.5),
]
KEYS = {"new", "changed", "conflict", "unknown", "double", "problem", "unchanged"}


@pytest.fixture
def sheet(tmp_path) -> Path:
    return write_workbook(tmp_path / "caseload.xlsx", {"Blad1": ROWS})


def spoilt(tmp_path) -> Path:
    """The same with two rows that cannot be: a day that does not exist, and a contract that ends before it starts."""
    wrong = [
        ("Özlem Yıldız", "2043", "Stadstram", "31-02-2026", date(2026, 12, 31), 24),
        ("Kees 't Hart", "2044", "Stadstram", date(2026, 6, 1), date(2026, 1, 31), 24),
    ]
    return write_workbook(tmp_path / "caseload.xlsx", {"Blad1": [*ROWS, *wrong]})


def test_a_spreadsheet_becomes_people_employers_and_contracts(caseload, sheet, run):
    run(f"import {sheet}")
    assert [(one["name"], one["number"]) for one in run("candidates --json").json] == [
        ("Jan van der Berg", "2042"),
        ("Fatima el Idrissi", "2041"),
    ]
    assert [one["name"] for one in run("employers --json").json] == ["Groenbeheer", "Stadstram"]
    assert [(one["candidate_name"], one["ends_on"], one["hours"]) for one in run("contracts --json").json] == [
        ("Jan van der Berg", "2026-12-31", 24.5),
        ("Jan van der Berg", "2027-12-31", 24.5),
        ("Fatima el Idrissi", "2026-12-31", 28.0),
    ]
    assert run("check").stdout == ""


def test_the_plan_is_shown_and_nothing_changes_when_only_that_is_asked(caseload, sheet, run):
    before = caseload.read_bytes()
    planned = run(f"import {sheet} --dry-run --json").json
    assert planned.keys() >= KEYS
    assert (len(planned["new"]), planned["problem"]) == (3, [])
    assert "Fatima el Idrissi" in run(f"import {sheet} --dry-run").stdout
    assert caseload.read_bytes() == before


def test_the_plan_is_what_is_done(caseload, sheet, run):
    planned = run(f"import {sheet} --dry-run --json").json
    assert run(f"import {sheet} --json").json == planned


def test_the_plan_and_what_is_done_warn_of_the_same_doubles_within_a_long_file(caseload, tmp_path, run):
    """Rows are written hundreds at a time: whether an earlier one is in the file by then makes no difference."""
    people = [(f"Noor {chr(97 + n % 26) * 3}{chr(97 + n // 26) * 3}berg", f"0612{n:06}") for n in range(600)]
    alike = [("Noor bbxxxberg", "0612000599"), ("Noor bbaaaberg", "0612000001")]
    file = tmp_path / "people.csv"
    file.write_text(as_csv([("Naam", "Telefoon"), *people, *alike]))
    planned = run(f"import {file} --dry-run --json").json
    assert [(one["name"], one["message"]) for one in planned["double"][-2:]] == [
        ("Noor bbxxxberg", "Looks like row 601: one letter different, same phone number."),
        ("Noor bbaaaberg", "Looks like row 3: one letter different, same phone number."),
    ]
    assert run(f"import {file} --json").json == planned


def test_all_likely_doubles_are_counted_and_the_first_of_them_named(caseload, tmp_path, run):
    """The heading of each part of the plan has the whole number, however few lines follow it."""
    file = tmp_path / "people.csv"
    people = [("Noor Vogel", "0612345678", f"{n} talen") for n in range(41)]
    file.write_text(as_csv([("Naam", "Telefoon", "Talenten"), *people]))
    told = run(f"import {file} --dry-run").stdout
    assert "41 rows are new" in told
    assert "40 rows may be doubles" in told
    named = told.count("Looks like row")
    assert 1 < named < 40
    assert f"… and {40 - named} more; --json gives all." in told


def test_a_file_of_people_who_all_look_alike_is_bounded_and_says_so(caseload, tmp_path, run):
    """The same house and almost the same name: looking at everybody with everybody would never end."""
    rows = [(f"Noor Vandenberg{chr(97 + n % 26)}{chr(97 + n // 26)}xyz", "1234 AB") for n in range(260)]
    file = tmp_path / "people.csv"
    file.write_text(as_csv([("Naam", "Postcode"), *rows, ("Noor Vogelxyz", "1234 AB")]))
    planned = run(f"import {file} --dry-run --json").json
    last = planned["double"][-1]
    assert (last["name"], last["message"]) == (
        "Noor Vogelxyz",
        "More than 200 rows have something in common with it; it was compared with the last of them.",
    )
    assert run(f"import {file} --json").json == planned


def test_the_same_file_again_changes_nothing(caseload, sheet, run):
    run(f"import {sheet}")
    before = caseload.read_bytes()
    again = run(f"import {sheet} --json").json
    assert (again["new"], again["changed"], again["unchanged"]) == ([], [], 3)
    assert caseload.read_bytes() == before


def test_a_list_longer_than_is_written_at_once_keeps_everybody_with_their_own_employer_and_contracts(
    caseload, tmp_path, run
):
    """Each person has two rows, and each tells more: on the next row, or hundreds of rows later."""
    people = [(f"Persoon Nummer{number}", str(number), f"Werkgever {number % 40}") for number in range(1, 601)]
    near, far = people[:300], people[300:]
    first = [(*one, date(2025, 1, 1), date(2025, 12, 31), None) for one in people]
    second = [(*one, date(2026, 1, 1), date(2026, 12, 31), 24) for one in people]
    told = [*(row for pair in zip(first[:300], second[:300], strict=True) for row in pair), *first[300:], *second[300:]]
    towns = [None if row[5] is None else f"Plaats {row[1]}" for row in told]
    file = tmp_path / "long.csv"
    file.write_text(as_csv([(*HEADINGS, "Woonplaats"), *((*row, town) for row, town in zip(told, towns, strict=True))]))
    run(f"import {file}")
    assert {(one["name"], one["number"], one["town"]) for one in run("candidates --json").json} == {
        (name, number, f"Plaats {number}") for name, number, _employer in (*near, *far)
    }
    assert {
        (one["candidate_name"], one["employer_name"], one["starts_on"]) for one in run("contracts --json").json
    } == {(row[0], row[2], row[3].isoformat()) for row in told}
    assert run("check").stdout == ""
    before = caseload.read_bytes()
    assert run(f"import {file} --json").json["unchanged"] == len(told)
    assert caseload.read_bytes() == before


def test_what_is_blank_stays_as_it_is_and_what_differs_is_changed(caseload, sheet, tmp_path, run):
    run(f"import {sheet}")
    run(
        f"import {write_workbook(tmp_path / 'next.xlsx', {'Blad1': [HEADINGS, (*ROWS[1][:4], date(2027, 1, 31), None)]})}"
    )
    contract = run("contracts --candidate 2041 --json").json[0]
    assert (contract["ends_on"], contract["hours"]) == ("2027-01-31", 28.0)


def test_one_wrong_row_refuses_the_whole_file_and_every_wrong_cell_is_named(caseload, tmp_path, run):
    before = caseload.read_bytes()
    result = run(f"import {spoilt(tmp_path)} --json", exit=5)
    problems = result.json["problem"]
    assert [(one["sheet"], one["cell"]) for one in problems] == [("Blad1", "D5"), ("Blad1", "E6")]
    assert all(one["message"] for one in problems)
    assert caseload.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*to-mend*")] == []


def test_the_good_rows_can_be_taken_and_the_others_put_aside(caseload, tmp_path, run):
    run(f"import {spoilt(tmp_path)} --skip-problems")
    assert len(run("candidates --json").json) == 2
    aside = (tmp_path / "caseload-to-mend.csv").read_text(encoding="utf-8-sig")
    assert "Özlem Yıldız" in aside
    assert "31-02-2026" in aside
    assert "Fatima" not in aside


def test_whatever_stands_in_a_refused_row_can_be_put_aside(caseload, tmp_path, run):
    row = (2099, "=1+1", "Bakkerij", time(9, 30), timedelta(hours=30), datetime(2026, 1, 1, 9, 15))
    run(f"import {write_workbook(tmp_path / 'odd.xlsx', {'Blad1': [HEADINGS, row]})} --skip-problems")
    aside = (tmp_path / "odd-to-mend.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert aside.startswith("2099;;Bakkerij;09:30:00;")


def test_rows_that_were_mended_come_in_with_what_was_put_aside(caseload, tmp_path, run):
    run(f"import {spoilt(tmp_path)} --skip-problems")
    aside = tmp_path / "caseload-to-mend.csv"
    mended = (
        aside.read_text(encoding="utf-8-sig").replace("31-02-2026", "28-02-2026").replace("31-01-2026", "31-01-2027")
    )
    aside.write_text(mended.replace("2026-01-31", "2027-01-31"), encoding="utf-8-sig")
    run(f"import {aside}")
    assert len(run("candidates --json").json) == 4


def test_a_csv_file_says_the_same_as_a_workbook(caseload, sheet, tmp_path, run):
    (tmp_path / "caseload.csv").write_text(as_csv(ROWS), encoding="utf-8-sig")
    planned = run(f"import {tmp_path / 'caseload.csv'} --dry-run --json").json
    assert len(planned["new"]) == 3
    run(f"import {sheet}")
    assert run(f"import {tmp_path / 'caseload.csv'} --json").json["unchanged"] == 3


def test_a_column_under_a_name_of_ones_own_is_mapped_and_remembered(caseload, tmp_path, run):
    rows = [("Wie dan", *HEADINGS[1:]), *ROWS[1:]]
    path = write_workbook(tmp_path / "own.xlsx", {"Blad1": rows})
    assert run(f"import {path}", exit=None).exit != 0
    run(["import", str(path), "--map", "Wie dan=name"])
    assert len(run("candidates --json").json) == 2
    assert run(f"import {path} --json").json["unchanged"] == 3


def test_a_column_that_is_not_known_is_named_and_not_kept(caseload, tmp_path, run):
    rows = [(*row, extra) for row, extra in zip(ROWS, ["Schoenmaat", "43", "44", "45"], strict=True)]
    path = write_workbook(tmp_path / "extra.xlsx", {"Blad1": rows})
    assert "Schoenmaat" in str(run(f"import {path} --json").json["unknown"])
    assert b"Schoenmaat" not in caseload.read_bytes()


def test_a_column_of_bsns_is_never_read(caseload, tmp_path, run):
    rows = [(*row, extra) for row, extra in zip(ROWS, ["BSN", "123456782", "111222333", "111222333"], strict=True)]
    path = write_workbook(tmp_path / "bsn.xlsx", {"Blad1": rows})
    result = run(f"import {path}", exit=None)
    assert "123456782" not in result.stdout + result.stderr
    assert b"123456782" not in caseload.read_bytes()


def test_only_the_sheet_that_is_named_is_read(caseload, tmp_path, run):
    path = write_workbook(tmp_path / "two.xlsx", {"Nu": ROWS, "Oud": [HEADINGS, ("Piet Jansen", "1", *ROWS[1][2:])]})
    run(f"import {path} --sheet Oud")
    assert [one["name"] for one in run("candidates --json").json] == ["Piet Jansen"]
    assert run(f"import {path} --sheet Nergens", exit=3).stderr.startswith("error: ")


def test_somebody_who_may_be_in_the_file_already_is_named(caseload, tmp_path, run):
    run("add-candidate 'Fatima el Idrissi' --phone 0600000001")
    path = write_workbook(
        tmp_path / "double.xlsx", {"Blad1": [("Naam", "Telefoon"), ("Fatima el Idrissi", "06 0000 0001")]}
    )
    (double,) = run(f"import {path} --dry-run --json").json["double"]
    assert "K1" in str(double)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old excel", b"%PDF-1.7", b"<html></html>"], ids=str
)
def test_a_file_that_is_no_spreadsheet_is_refused(caseload, tmp_path, run, content):
    before = caseload.read_bytes()
    (tmp_path / "file.xlsx").write_bytes(content)
    lines = run(f"import {tmp_path / 'file.xlsx'}", exit=5).stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == ["error", "hint"]
    assert caseload.read_bytes() == before


def test_a_file_that_is_not_there_or_a_folder_is_refused(caseload, tmp_path, run):
    assert run(f"import {tmp_path / 'nothing.xlsx'}", exit=None).exit in (2, 3)
    assert run(f"import {tmp_path}", exit=None).exit in (2, 3, 5)
    assert run(f"import {caseload}", exit=5).stderr.startswith("error: ")


def test_an_import_without_a_caseload_is_told_so(tmp_path, sheet, run):
    run(f"import {sheet}", exit=3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["caseload.xlsx"]


def test_a_workbook_that_was_made_here_is_not_taken_for_a_list_of_people(caseload, tmp_path, run):
    run("add-candidate 'Fatima el Idrissi'")
    run(f"export {tmp_path / 'meeting.xlsx'}")
    before = caseload.read_bytes()
    said = run(f"import {tmp_path / 'meeting.xlsx'}", exit=5).stderr
    assert said.startswith("error: meeting.xlsx was made by doorstroom from a caseload")
    assert caseload.read_bytes() == before


def test_the_register_comes_back_from_its_own_csv_as_it_was(caseload, tmp_path, run):
    run("add-candidate 'Berg, Jan van den' --number 0012 --hours-min 8 --talent precise --talent quick --licence B")
    register = tmp_path / "register.csv"
    register.write_text(run("candidates --csv").stdout, encoding="utf-8")
    again = run(f"import {register} --dry-run --json").json
    assert (again["new"], again["changed"], again["problem"], again["unchanged"]) == ([], [], [], 1)
