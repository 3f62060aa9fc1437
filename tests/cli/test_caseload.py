"""The caseload file itself: making one, trying an invented one, looking whether it is whole, and its settings."""

import sqlite3
from contextlib import closing

import pytest
from openpyxl import load_workbook

from doorstroom.cli import COMMANDS

# --- init --------------------------------------------------------------------------------------------------------


def test_a_new_caseload_is_made_where_commands_look_for_it(tmp_path, run):
    said = run("init").stdout
    assert said.startswith(f"A new caseload: {tmp_path / 'caseload.db'}.\n")
    assert run("candidates --json").json == []


def test_a_new_caseload_is_made_where_it_is_wanted(tmp_path, run):
    elsewhere = tmp_path / "a new folder" / "het bestand.db"
    run(["init", str(elsewhere)])
    assert elsewhere.stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "caseload.db").exists()


def test_without_any_wish_it_lies_in_the_folder_of_the_user(tmp_path, run, monkeypatch):
    monkeypatch.delenv("DOORSTROOM_DB")
    run("init")
    assert [path.name for path in (tmp_path / "home").rglob("*.db")] == ["caseload.db"]
    assert run("candidates --json").json == []


def test_a_new_caseload_keeps_what_is_told_of_it(caseload, tmp_path, run):
    new = tmp_path / "new.db"
    run(f"init {new} --lang nl --organisation Werkpunt --meeting-days thu,mon")
    told = run(f"--db {new} settings --json").json
    assert {one["ref"]: one["value"] for one in told if one["value"]} == {
        "lang": "nl",
        "organisation": "Werkpunt",
        "meeting-days": "mon,thu",
    }


def test_the_first_answer_is_in_the_language_of_the_new_caseload(tmp_path, run):
    assert run(f"init {tmp_path / 'nieuw.db'} --lang nl").stdout.startswith("Nieuw caseloadbestand gemaakt: ")


@pytest.mark.parametrize("wrong", ["--lang fr", "--meeting-days someday", "--organisation 'bsn 123456782'"])
def test_nothing_is_made_when_something_is_wrong(tmp_path, run, wrong):
    assert run(f"init {wrong}", exit=None).exit in (2, 6)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_is_not_made_anew(caseload, run):
    before = caseload.read_bytes()
    assert run("init", exit=4).stderr.startswith("error: ")
    assert caseload.read_bytes() == before


def test_a_folder_is_no_caseload(tmp_path, run):
    (tmp_path / "caseload.db").mkdir()
    assert run("init", exit=None).exit in (2, 4)
    assert list((tmp_path / "caseload.db").iterdir()) == []


# --- settings ----------------------------------------------------------------------------------------------------


def test_a_setting_is_kept_shown_and_cleared(caseload, run):
    run("settings organisation 'Werkpunt Vecht'")
    assert run("settings organisation --json").json == [
        {"ref": "organisation", "value": "Werkpunt Vecht", "about": "whose caseload this is"}
    ]
    run("settings organisation -")
    assert run("settings organisation --json").json[0]["value"] is None


def test_days_of_the_meeting_are_kept_in_one_spelling(caseload, run):
    run("settings meeting-days ' THU, mon'")
    assert run("settings meeting-days --json").json[0]["value"] == "mon,thu"


def test_a_change_of_a_setting_is_in_the_log(caseload, run):
    run("settings lang nl")
    with closing(sqlite3.connect(caseload)) as connection:
        found = connection.execute(
            "select command, record, after from event join change on change.event = event.id"
            " join change_value on change_value.change = change.id"
        ).fetchall()
    assert found == [("settings", "setting", '{"lang":"nl"}')]


# --- check -------------------------------------------------------------------------------------------------------


def test_a_good_file_is_answered_with_silence(caseload, run):
    run("add-candidate 'Fatima el Idrissi'")
    result = run("check")
    assert (result.stdout, result.stderr) == ("", "")
    assert run("check --json").json == []


def test_what_is_incomplete_is_told_with_what_mends_it(region, run):
    (finding,) = run("check --json", exit=6).json
    assert (finding["ref"], finding["code"]) == ("C9", "no-end-date")
    assert finding["mend"].split()[1] in COMMANDS


def test_damage_is_told_and_ends_with_five(region, run):
    with closing(sqlite3.connect(region)) as connection, connection:
        connection.execute("update candidate set town = 'Zeist' where id = 1")
    found = run("check --json", exit=5).json
    assert "damaged" in [one["code"] for one in found]


def test_looking_changes_nothing(region, run):
    before = region.read_bytes()
    run("check", exit=6)
    assert region.read_bytes() == before


# --- demo --------------------------------------------------------------------------------------------------------


@pytest.fixture
def in_a_folder(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def test_a_demo_makes_a_file_a_list_and_a_workbook(in_a_folder, run):
    said = run("demo").stdout
    assert said.startswith("Leaving within 6 months of 2026-11-21\n")
    assert sorted(path.name for path in in_a_folder.iterdir()) == ["doorstroom-demo.db", "doorstroom-demo.xlsx"]
    answer = run("--db doorstroom-demo.db expiring --json").json
    assert 20 <= len(answer["rows"]) <= 40
    assert run("--db doorstroom-demo.db check", exit=None).exit in (0, 6)
    book = load_workbook(in_a_folder / "doorstroom-demo.xlsx")
    assert len(book.sheetnames) >= 5


def test_a_demo_is_made_again_over_itself(in_a_folder, run):
    run("demo")
    run("demo --as-of 2027-03-01")
    assert run("--db doorstroom-demo.db expiring --as-of 2027-03-01 --json").json["rows"]


def test_a_demo_never_takes_the_place_of_a_real_caseload_or_of_another_file(in_a_folder, run):
    run("init real.db")
    (in_a_folder / "notes.db").write_text("mine")
    for name in ("real.db", "notes.db"):
        before = (in_a_folder / name).read_bytes()
        run(f"demo {name}", exit=4)
        assert (in_a_folder / name).read_bytes() == before


def test_a_workbook_of_somebody_else_is_not_written_over_by_a_demo(in_a_folder, run):
    (in_a_folder / "doorstroom-demo.xlsx").write_text("mine")
    run("demo", exit=4)
    assert [path.name for path in in_a_folder.iterdir()] == ["doorstroom-demo.xlsx"]
    assert (in_a_folder / "doorstroom-demo.xlsx").read_text() == "mine"


def test_a_demo_cannot_be_its_own_workbook(in_a_folder, run):
    run("demo people.xlsx", exit=6)
    assert list(in_a_folder.iterdir()) == []


# --- bench -------------------------------------------------------------------------------------------------------


def test_the_speed_is_measured_on_an_invented_caseload_that_is_gone_afterwards(tmp_path, run):
    told = run("bench --people 5 --json").json
    assert {one["ref"] for one in told} >= {"expiring", "export", "import"}
    assert all(one["seconds"] > 0 for one in told)
    assert list(tmp_path.iterdir()) == []
