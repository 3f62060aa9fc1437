"""What leaves the tool for employers, partners and the municipality, and what never does."""

import csv
import io
import sqlite3
import zipfile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from doorstroom import store
from doorstroom.sharing import Audience, hidden_from
from doorstroom.workbook import parts

HIDDEN = {
    "number": "KL-20934",
    "phone": "06 1234 5678",
    "email": "fatima@voorbeeld.example",
    "postcode": "3511 AB",
    "birth": "1990-03-04",
    "pitfall": "raakt van slag bij haast",
    "need": "een vaste begeleider",
    "benefit": "bijstand",
}


@pytest.fixture
def region(caseload, run):
    """Somebody of whom everything is known, somebody who does not agree to be shared, and somebody who was never asked."""
    run("add-employer Stadstram")
    run(
        [
            *("add-candidate", "Fatima el Idrissi", "--number", HIDDEN["number"], "--phone", HIDDEN["phone"]),
            *("--email", HIDDEN["email"], "--postcode", HIDDEN["postcode"], "--birth-date", HIDDEN["birth"]),
            *("--pitfall", HIDDEN["pitfall"], "--need", HIDDEN["need"], "--benefit", HIDDEN["benefit"]),
            *("--target-group", "wajong", "--talent", "precies", "--wish", "werken met planten", "--owner", "Noor"),
        ]
    )
    run("add-candidate 'Jan Bakker' --talent handig --owner Noor")
    run("add-candidate 'Wil Liever-Niet' --owner Noor --number KL-30003")
    for number in (1, 2, 3):
        run(f"add-contract K{number} W1 --start 2026-01-15 --end 2026-12-3{number % 2}")
    return caseload


@pytest.fixture
def unwilling(region, run, tmp_path):
    """The same, with the answers about sharing brought in from a spreadsheet."""
    list_ = tmp_path / "toestemming.csv"
    list_.write_text(
        "Klantnummer;Naam;Toestemming delen\nKL-30003;Wil Liever-Niet;nee\nKL-20934;Fatima el Idrissi;ja\n",
        encoding="utf-8",
    )
    found = run(["import", str(list_), "--as", "candidates", "--json"]).json
    assert found["problem"] == [], found
    return region


def exported(run, tmp_path, audience, ending="xlsx", exit=0):
    file = tmp_path / f"voor-{audience}.{ending}"
    run(["export", str(file), "--for-whom", audience, "--force"], exit=exit)
    return file


def every_text(file):
    return "\n".join(text for _part, text in parts.texts(file.read_bytes())).casefold()


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_employers_see_a_code_a_first_name_and_what_somebody_is_good_at(region, run, tmp_path, ending):
    text = every_text(exported(run, tmp_path, "employer", ending))
    for shown in ("k1", "fatima", "precies", "werken met planten"):
        assert shown in text
    for hidden in (*HIDDEN.values(), "idrissi", "wajong", "stadstram", "04-03-1990"):
        assert hidden.casefold() not in text


def test_partners_see_names_and_jobs_and_nothing_sensitive(region, run, tmp_path):
    text = every_text(exported(run, tmp_path, "partner"))
    assert "idrissi" in text
    assert "stadstram" in text
    for hidden in (*HIDDEN.values(), "wajong"):
        assert hidden.casefold() not in text


def test_the_municipality_sees_whom_it_pays_and_no_judgement(region, run, tmp_path):
    text = every_text(exported(run, tmp_path, "municipality", "json"))
    for shown in (HIDDEN["number"], HIDDEN["postcode"], HIDDEN["birth"], HIDDEN["benefit"], "wajong"):
        assert shown.casefold() in text
    for hidden in (HIDDEN["pitfall"], HIDDEN["need"], HIDDEN["phone"], HIDDEN["email"]):
        assert hidden.casefold() not in text


def test_who_does_not_agree_is_left_out_and_counted(unwilling, run, tmp_path):
    file = tmp_path / "voor.csv"
    said = run(["export", str(file), "--for-whom", "employer"]).stdout
    assert "1 person was left out, who does not agree to be shared." in said
    assert "Of 1 person nobody wrote down whether they agree to be shared." in said
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [row["ref"] for row in rows] == ["K2", "K1"]


def test_the_municipality_sees_its_own_people_whether_they_agree_or_not(unwilling, run, tmp_path):
    assert "liever-niet" in every_text(exported(run, tmp_path, "municipality"))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("--wish", "bij tante el Idrissi in de zaak"),
        ("--talent", "bel 0612345678"),
        ("--talent", "bel +31 6 12 34 56 78"),
        ("--talent", "mail fatima@voorbeeld.example"),
        ("--wish", "dicht bij 3511AB"),
        ("--skill", "klantnummer KL 20934"),
        ("--drive", "weg uit de bijstand"),
    ],
)
def test_a_hidden_value_in_a_free_text_keeps_the_whole_file_from_being_written(region, run, tmp_path, field, text):
    run(["edit-candidate", "K1", field, text])
    file = tmp_path / "voor.xlsx"
    refused = run(["export", str(file), "--for-whom", "employer"], exit=6)
    assert "of K1" in refused.stderr
    assert text not in refused.stderr
    assert not file.exists()


def test_the_details_of_somebody_else_in_a_text_are_found_too(region, run, tmp_path):
    run(["edit-candidate", "K2", "--wish", "samen met Fatima el Idrissi"])
    refused = run(["export", str(tmp_path / "voor.xlsx"), "--for-whom", "employer"], exit=6)
    assert "K1" in refused.stderr


def test_a_last_name_that_is_a_trade_may_stand_in_the_text_of_others(region, run, tmp_path):
    run(["edit-candidate", "K1", "--wish", "bakker worden"])
    assert exported(run, tmp_path, "employer").exists()


def test_a_colleague_may_have_the_same_last_name(region, run, tmp_path):
    run(["edit-candidate", "K1", "--owner", "Samira el Idrissi"])
    assert "samira el idrissi" in every_text(exported(run, tmp_path, "employer"))


def test_a_colleague_who_is_called_as_the_person_in_full_is_not_named(region, run, tmp_path):
    run(["edit-candidate", "K1", "--owner", "Fatima el Idrissi"])
    run(["export", str(tmp_path / "voor.xlsx"), "--for-whom", "employer"], exit=6)


@pytest.mark.parametrize("number", ["2006", "2027", "46388", "202701", "20270101"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_client_number_that_is_a_year_or_a_day_too_stops_no_list(region, run, tmp_path, number, ending):
    run(["edit-candidate", "K1", "--number", number, "--available-from", "2027-01-01"])
    run(["export", str(tmp_path / f"voor.{ending}"), "--for-whom", "employer"])


def test_a_short_client_number_in_a_text_of_its_own_person_is_found(region, run, tmp_path):
    run(["edit-candidate", "K1", "--number", "2006", "--wish", "zie 2006"])
    refused = run(["export", str(tmp_path / "voor.xlsx"), "--for-whom", "employer"], exit=6)
    assert "Client number of K1" in refused.stderr


def test_what_was_refused_leaves_no_trace_in_the_file_or_the_folder(region, run, tmp_path):
    run(["edit-candidate", "K1", "--wish", "bel 0612345678"])
    before, files = region.read_bytes(), sorted(tmp_path.iterdir())
    run(["export", str(tmp_path / "voor.xlsx"), "--for-whom", "employer"], exit=6)
    assert (region.read_bytes(), sorted(tmp_path.iterdir())) == (before, files)


def test_a_value_anywhere_in_a_workbook_is_found(region, run, tmp_path):
    """In a comment, a hidden sheet, a property, a header or the copy that a chart keeps."""
    file = exported(run, tmp_path, "employer")
    book = load_workbook(file)
    book.properties.subject = "06-1234 5678"
    book.create_sheet("verborgen").append(["fatima@voorbeeld.example"])
    book["verborgen"].sheet_state = "veryHidden"
    book.active["A1"].comment = Comment("KL-20934", "x")
    book.active.oddHeader.left.text = "Fatima el Idrissi"
    book.save(file)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/charts/chart1.xml", "<c:strCache><c:v>3511 AB</c:v></c:strCache>")
    with store.open(region) as opened:
        hidden = hidden_from(Audience.EMPLOYER, opened.candidates())
    found = {leak.field for part, text in parts.texts(file.read_bytes()) for leak in hidden.leaks(part, text)}
    assert found == {"Phone", "E-mail", "Client number", "Name", "Postcode"}


def test_the_page_is_for_the_meeting_only(region, run, tmp_path):
    refused = run(["export", str(tmp_path / "p.html"), "--for-whom", "employer"], exit=2)
    assert "for the meeting only" in refused.stderr


def test_the_default_name_says_for_whom_it_is(region, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("export --for-whom partner")
    assert (tmp_path / "doorstroom-2026-11-21-partner.xlsx").exists()


def test_it_is_kept_that_a_list_left_and_for_whom(region, run, tmp_path):
    exported(run, tmp_path, "partner")
    with sqlite3.connect(region) as connection:
        assert connection.execute("select profile from export").fetchall() == [("partner",)]
