"""Looking back: who changed what, taking it back, and doing it again."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture
def placed(run, caseload, monkeypatch) -> Path:
    """What Noor did: a person, an employer and a contract."""
    monkeypatch.setenv("LOGNAME", "noor")
    run("add-candidate 'Fatima el Idrissi' --owner Noor --benefit bijstand")
    run("add-employer Stadstram")
    run("add-contract K1 W1 --start 2026-01-01 --months 7")
    return caseload


def sql(path: Path, text: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(text)
        connection.commit()


# --- history -----------------------------------------------------------------------------------------------------


def test_what_changed_is_told_old_and_new_with_names_and_headings(run, placed):
    run("edit-candidate K1 --owner Samira --talent snel")
    said = run("history K1 --limit 1").stdout
    assert "noor: edit-candidate" in said
    assert "K1 Fatima el Idrissi changed: Talents empty → snel, Owner Noor → Samira." in said
    assert "The last of 3 commands; --limit shows more." in said


def test_the_history_of_a_person_holds_what_belongs_to_that_person_even_when_it_was_taken_back(run, placed):
    assert "C1 of K1 Fatima el Idrissi added: Employer W1 Stadstram" in run("history K1").stdout
    run("undo")
    said = run("history K1").stdout
    assert "Taken back since, by noor" in said
    assert "C1 of K1 Fatima el Idrissi added" in said
    assert run("history C1").stdout.count("add-contract") == 2


def test_a_workplace_is_told_as_part_of_its_contract(run, placed):
    run("add-employer Groenbeheer")
    run("add-workplace C1 W2 --hours 20")
    assert "workplace of C1 added: Employer W2 Groenbeheer, Hours a week 20." in run("history C1").stdout


def test_a_record_that_is_gone_has_a_history_and_says_what_became_of_it(run, placed):
    run("undo 3")
    assert "K1 Fatima el Idrissi added" in run("history k1").stdout
    said = run("show K1", exit=3).stderr
    assert said.startswith("error: K1 is gone since 20")
    assert said.endswith("undo by noor.\nhint: `doorstroom history K1` shows what it was.\n")


def test_history_is_asked_by_day_and_by_account(run, placed, monkeypatch):
    sql(placed, "update event set made_at = '2026-03-31T21:59:59+00:00' where id = 1")
    sql(placed, "update event set made_at = '2026-03-31T22:00:00+00:00' where id = 2")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("edit-candidate K1 --owner Ruben")

    def commands(line):
        return [row["command"] for row in run(f"history --json {line}").json if row["record"] != "milestone"]

    assert commands("--who NOOR") == ["add-contract", "add-employer", "add-candidate"]
    assert commands("--as-of 2026-03-31") == ["add-candidate"]
    assert commands("--since 2026-04-01 --as-of 1-4-2026") == ["add-employer"]
    assert commands("--who nobody") == []


def test_programs_get_a_row_for_each_record_with_refs_and_values(run, placed):
    run("edit-contract C1 --end 2026-12-31")
    (row,) = run("history C1 --json --limit 1").json
    assert (row["ref"], row["record"], row["done"], row["who"]) == ("C1", "contract", "changed", "noor")
    assert row["changes"] == [{"field": "ends_on", "before": "2026-07-31", "after": "2026-12-31"}]
    (added,) = [row for row in run("history C1 --json").json if (row["record"], row["done"]) == ("contract", "added")]
    assert {"field": "candidate", "before": None, "after": "K1"} in added["changes"]


def test_sensitive_values_leave_only_when_they_are_asked_for(run, placed):
    assert "bijstand" not in run("history --json").stdout + run("history --csv").stdout
    assert "bijstand" in run("history --json --with sensitive").stdout
    assert "bijstand" in run("history K1").stdout


def test_the_history_is_a_sheet_too(run, placed):
    rows = list(csv.DictReader(io.StringIO(run("history --csv").stdout), delimiter=";"))
    assert [row["command"] for row in rows if row["ref"]] == ["add-contract", "add-employer", "add-candidate"]


def test_a_command_that_changed_very_many_records_is_told_by_their_number(run, placed, tmp_path):
    rows = "".join(f"Persoon Nummer{n};Groenbeheer;2026-01-01\n" for n in range(12))
    (tmp_path / "sheet.csv").write_text("Naam;Werkgever;Startdatum\n" + rows)
    run(["import", str(tmp_path / "sheet.csv")])
    said = run("history --limit 1").stdout
    assert "candidate: 12 added." in said
    assert "Nummer3" not in said
    assert len(run("history --json --limit 1").json) == 12 * 3 + 1


def test_what_was_erased_is_said_to_be_erased_and_cannot_come_back(run, placed):
    run("edit-candidate K1 --owner Samira")
    sql(placed, "delete from change_value where change = (select max(id) from change)")
    assert "K1 Fatima el Idrissi: what was changed has been erased." in run("history K1").stdout
    before = placed.read_bytes()
    assert "what was there before has been erased" in run("undo", exit=6).stderr
    assert placed.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "exit"), [("history K9", 3), ("history M2", 3), ("history nobody", 3), ("history --limit 0", 2)]
)
def test_a_history_of_nothing_is_refused(run, placed, line, exit):
    assert run(line, exit=exit).stderr.startswith("error: ")


def test_an_empty_file_has_an_empty_history(run, caseload):
    assert run("history").stdout == "0 commands.\n"
    assert run("history --json").json == []


def test_text_that_drives_a_terminal_is_made_safe(run, placed):
    sql(placed, "update event set who = 'no\x1b[31mor' where id = 1")
    assert "\x1b" not in run("history").stdout


# --- undo and redo -----------------------------------------------------------------------------------------------


def test_undo_and_redo_say_in_one_sentence_what_they_did(run, placed):
    said = run("undo").stdout
    assert said.startswith("Taken back: add-contract of 20")
    assert said.endswith(" (C1 of K1 Fatima el Idrissi).\n")
    assert run("redo").stdout.startswith("Done again: add-contract of 20")
    assert run("show C1 --json").json["candidate"] == "K1"
    assert run("undo 2 --json").json["events"][1]["refs"] == ["W1"]


def test_a_number_that_was_given_is_never_given_again(run, placed):
    run("undo")
    run("add-contract K1 W1 --start 2026-02-01 --months 7")
    assert run("show C2 --json").json["starts_on"] == "2026-02-01"
    run("show C1", exit=3)


def test_a_dry_run_shows_what_would_go_and_changes_nothing(run, placed):
    before = placed.read_bytes()
    said = run("undo 2 --dry-run")
    assert "C1 of K1 Fatima el Idrissi added" in said.stdout
    assert said.stderr == "Nothing was changed: this was only the plan.\n"
    run("redo --dry-run", exit=3)
    assert placed.read_bytes() == before


def test_a_new_change_after_an_undo_leaves_nothing_to_do_again(run, placed):
    run("undo")
    run("edit-candidate K1 --owner Samira")
    before = placed.read_bytes()
    assert run("redo", exit=3).stderr.startswith("error: There is nothing of yours to do again.")
    assert placed.read_bytes() == before


def test_an_export_between_them_is_no_change(run, placed, tmp_path):
    run("undo")
    run(["export", str(tmp_path / "list.csv")])
    assert "What left the file with export cannot be called back." in run("undo").stderr
    run("redo 2")
    run("show C1")


def test_more_than_there_is_is_refused_whole(run, placed):
    before = placed.read_bytes()
    assert run("undo 4", exit=3).stderr.startswith("error: You can take back 3 at most.")
    assert placed.read_bytes() == before
    run("undo 3")
    assert run("undo", exit=3).stderr.startswith("error: There is nothing of yours to take back.")


def test_the_making_of_a_file_is_not_taken_back(run, tmp_path):
    run(["--db", str(tmp_path / "new.db"), "init", "--lang", "en", str(tmp_path / "new.db")])
    assert run(["--db", str(tmp_path / "new.db"), "undo"], exit=6).stderr.startswith("error: init made the file;")


def test_only_your_own_commands_go_back(run, placed, monkeypatch):
    monkeypatch.setenv("LOGNAME", "ruben")
    run("undo", exit=3)
    run("add-employer Groenbeheer")
    run("undo")
    assert [row["name"] for row in run("employers --json").json] == ["Stadstram"]


def test_what_others_changed_since_is_named_with_who_and_when_and_nothing_changes(run, placed, monkeypatch):
    run("edit-candidate K1 --town Zeist")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("edit-candidate K1 --owner Ruben")
    monkeypatch.setenv("LOGNAME", "noor")
    before = placed.read_bytes()
    said = run("undo", exit=4).stderr
    assert "changed since: K1 Fatima el Idrissi by ruben on 20" in said
    assert run("undo --dry-run", exit=4).stderr == said
    assert placed.read_bytes() == before


def test_what_others_took_back_themselves_is_no_conflict(run, placed, monkeypatch):
    monkeypatch.setenv("LOGNAME", "ruben")
    run("edit-contract C1 --end 2026-12-31")
    run("undo")
    monkeypatch.setenv("LOGNAME", "noor")
    run("undo 3")
    assert run("candidates --json").json == []


def test_what_others_hung_on_it_since_is_a_conflict(run, placed, monkeypatch):
    run("add-employer Groenbeheer")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("add-contract K1 W1 --start 2027-01-01 --months 7 --workplace W2")
    monkeypatch.setenv("LOGNAME", "noor")
    assert "W2 Groenbeheer by ruben" in run("undo", exit=4).stderr


def test_what_would_point_to_something_gone_is_a_conflict(run, placed, monkeypatch):
    run("add-employer Groenbeheer")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("edit-contract C1 --workplace W2")
    run("undo")
    monkeypatch.setenv("LOGNAME", "noor")
    run("undo")
    monkeypatch.setenv("LOGNAME", "ruben")
    before = placed.read_bytes()
    assert "W2 Groenbeheer by noor" in run("redo", exit=4).stderr
    assert placed.read_bytes() == before


def test_a_client_number_that_was_given_away_meanwhile_does_not_come_back(run, placed, monkeypatch):
    run("edit-candidate K1 --number 2041")
    run("edit-candidate K1 --number 2042")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("add-candidate 'Jan Visser' --number 2041")
    monkeypatch.setenv("LOGNAME", "noor")
    before = placed.read_bytes()
    assert run("undo", exit=4).stderr.startswith("error: That client number is somebody else's.")
    assert placed.read_bytes() == before


def test_a_no_that_somebody_else_said_again_is_in_the_way_of_mine(run, placed, monkeypatch):
    run("add-candidate 'Fatma Idrissi'")
    run("duplicates --not-same K1 K2")
    run("undo")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("duplicates --not-same K1 K2")
    monkeypatch.setenv("LOGNAME", "noor")
    assert "by ruben" in run("redo", exit=4).stderr


def test_settings_go_back_each_on_its_own(run, placed, monkeypatch):
    run("settings organisation Werkpunt")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("settings meeting-days mon")
    monkeypatch.setenv("LOGNAME", "noor")
    run("undo")
    kept = {row["ref"]: row["value"] for row in run("settings --json").json}
    assert (kept["organisation"], kept["meeting-days"]) == (None, "mon")
    run("redo")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("settings organisation Anders")
    monkeypatch.setenv("LOGNAME", "noor")
    assert "setting by ruben" in run("undo", exit=4).stderr


def test_what_an_import_remembered_of_columns_goes_back_with_it(run, placed, tmp_path):
    (tmp_path / "sheet.csv").write_text("Poppetje;Werkgever;Startdatum\nPiet Puk;Stadstram;2026-01-01\n")
    run(["import", str(tmp_path / "sheet.csv"), "--map", "Poppetje=name"])
    assert "columns of a spreadsheet" in run("history --limit 1").stdout
    run("undo")
    with closing(sqlite3.connect(placed)) as connection:
        assert connection.execute("select * from column_map").fetchall() == []
    run("check", exit=None)
    run("redo")
    run(["import", str(tmp_path / "sheet.csv"), "--dry-run"])
