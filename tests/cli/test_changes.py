"""What changed since the last meeting, or since a day: net of the log, in sentences and for programs."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture
def held(run, caseload, monkeypatch) -> Path:
    """Three people with jobs, a vacancy, and a meeting that was closed."""
    monkeypatch.setenv("LOGNAME", "noor")
    run("add-employer Stadstram")
    for number in (1, 2, 3):
        run(f"add-candidate 'Persoon van Test{number}' --owner Noor --benefit bijstand --anyway")
        run(f"add-contract K{number} W1 --start 2026-01-15 --end 2026-12-31")
    run("add-vacancy Keukenhulp W1")
    run("outcome K1 talk --for 2026-11-19")
    run("hold")
    return caseload


def sql(path: Path, text: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(text)
        connection.commit()


def told(run, line: str = "") -> dict[str, list[str]]:
    """The sentences under each heading; without the title and the sum."""
    found: dict[str, list[str]] = {}
    for part in run(f"changes {line}").stdout.split("\n\n")[1:-1]:
        heading, *said = part.splitlines()
        found[heading] = [one.strip() for one in said]
    return found


def rows(run, line: str = "") -> list[dict]:
    return run(f"changes --json {line}").json["rows"]


EVERYTHING = [
    "edit-contract C1 --end 2027-02-28",
    "end-contract C2 --on 2026-11-20 --reason dropped-out",
    "close-candidate K2 --reason dropped-out --on 2026-11-20",
    "add-candidate 'Piet Nieuw' --anyway",
    "add-contract K4 W1 --start 2026-12-01 --months 7",
    "propose K1 V1",
    "propose K3 V1",
    "progress P1 declined --by candidate --reason travel",
    "progress P2 interview",
    "progress P2 placed",
    "outcome K1 extend --due 2026-12-01",
    "add-vacancy Tuin W1 --seats 2",
    "step K3 'Bellen'",
    "settings organisation Werkpunt",
]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_screen_is_as_it_was_approved(held, run, golden, language):
    for line in EVERYTHING:
        run(line)
    result = run(f"--lang {language} changes")
    golden(f"changes.{language}", f"$ doorstroom changes\n{result.stdout}{result.stderr}")


def test_closing_the_meeting_is_no_news_to_the_next(held, run):
    assert run("changes").stdout == "Changes since M1 of 2026-11-19\nNothing changed.\n"
    assert run("changes --json").json == {
        "since": "2026-11-19",
        "meeting": "M1",
        "records": 0,
        "forgotten": 0,
        "rows": [],
    }


def test_only_the_sum_of_what_was_done_is_told(held, run, monkeypatch):
    run("edit-contract C1 --end 2027-01-31")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("edit-contract C1 --end 2027-02-28")
    monkeypatch.setenv("LOGNAME", "samira")
    run("edit-contract C1 --note 'op papier'")
    assert told(run) == {
        "Last day moved": [
            "C1 of K1 Persoon van Test1 at W1 Stadstram: Agreed last day 2026-12-31 → 2027-02-28 (ruben)."
        ]
    }
    (row,) = rows(run)
    assert (row["ref"], row["groups"], row["done"], row["who"]) == ("C1", ["moved"], "changed", "ruben")
    assert {"field": "ends_on", "before": "2026-12-31", "after": "2027-02-28"} in row["changes"]


@pytest.mark.parametrize(
    "lines",
    [
        ["edit-contract C1 --end 2027-01-31", "edit-contract C1 --end 2026-12-31"],
        ["edit-contract C1 --end 2027-01-31", "undo"],
        ["add-candidate 'Piet Nieuw'", "undo"],
        ["close-candidate K1 --reason left --on 2026-11-20", "undo", "redo", "undo"],
        ["step K1 'Bellen'", "drop-step S2"],
        ["settings organisation Werkpunt", "settings organisation -"],
    ],
)
def test_what_is_again_what_it_was_is_no_change(held, run, lines):
    for line in lines:
        run(line)
    assert rows(run) == []
    assert "Nothing changed." in run("changes").stdout


def test_what_was_done_again_counts_and_is_of_whoever_did_it(held, run):
    for line in ("edit-contract C1 --end 2027-01-31", "undo", "redo"):
        run(line)
    (row,) = rows(run)
    assert (row["command"], row["changes"][0]["after"]) == ("edit-contract", "2027-01-31")


def test_what_was_done_before_the_meeting_and_taken_back_after_it_is_a_change(held, run, monkeypatch):
    run("edit-contract C1 --end 2027-01-31")
    monkeypatch.setenv("LOGNAME", "ruben")
    run("outcome K2 talk --for 2026-11-20")
    run("hold M2")
    monkeypatch.setenv("LOGNAME", "noor")
    run("undo")
    (row,) = rows(run)
    assert (row["ref"], row["command"]) == ("C1", "undo")
    assert row["changes"] == [{"field": "ends_on", "before": "2027-01-31", "after": "2026-12-31"}]
    run("redo")
    assert rows(run) == []


def test_a_case_that_was_reopened_and_an_end_that_was_corrected_are_told(held, run):
    run("close-candidate K2 --reason left --on 2026-11-20")
    run("end-contract C3 --on 2026-11-20 --reason other")
    run("outcome K3 talk --for 2026-11-20")
    run("hold M2")
    run("reopen-candidate K2")
    run("edit-contract C3 --ended 2026-11-18")
    assert told(run) == {
        "Last day moved": ["C3 of K3 Persoon van Test3 at W1 Stadstram: Ended on 2026-11-20 → 2026-11-18 (noor)."],
        "Cases opened again": ["K2 Persoon van Test2 (noor)."],
    }


def test_somebody_who_was_merged_says_into_whom(held, run):
    run("merge K1 K2 --yes")
    assert told(run)["No longer in the file"] == ["K2 Persoon van Test2 merged into K1 Persoon van Test1 (noor)."]


def test_whoever_was_forgotten_is_counted_and_has_no_name(held, run):
    run("edit-candidate K1 --talent snel")
    run("edit-contract C2 --end 2027-01-31")
    run("forget K2 --anyway --yes")
    for form in ("", "--json", "--csv"):
        said = run(f"changes {form}").stdout
        assert "Test2" not in said
        assert "C2" not in said
    assert told(run)["Besides"][0] == "1 person was forgotten and has no name here."
    found = run("changes --json").json
    assert (found["forgotten"], [row["ref"] for row in found["rows"]]) == (1, ["K1"])


def test_a_day_begins_in_amsterdam_and_ends_there(held, run):
    run("add-candidate 'Een Eerder'")
    run("add-candidate 'Twee Later'")
    run("add-candidate 'Drie Laatst'")
    with closing(sqlite3.connect(held)) as connection:
        last = connection.execute("select max(id) from event").fetchone()[0]
    sql(held, f"update event set made_at = '2026-03-31T21:59:59+00:00' where id <= {last - 2}")
    sql(held, f"update event set made_at = '2026-03-31T22:00:00+00:00' where id = {last - 1}")
    sql(held, f"update event set made_at = '2026-04-01T22:00:00+00:00' where id = {last}")

    def people(line):
        return [row["ref"] for row in rows(run, line) if row["record"] == "candidate"]

    assert people("--since 2026-04-01") == ["K5", "K6"]
    assert people("--since 1-4-2026 --as-of 2026-04-01") == ["K5"]
    assert people("--since 2026-04-03") == []
    assert people("--since 2026-01-01 --as-of 2026-03-31") == ["K1", "K2", "K3", "K4"]


def test_without_a_closed_meeting_a_day_is_asked_for(run, caseload):
    before = caseload.read_bytes()
    result = run("changes", exit=6)
    assert result.stderr == (
        "error: No meeting was closed yet.\nhint: Give a day with --since, or close a meeting with `doorstroom hold`.\n"
    )
    assert "Nothing changed." in run("changes --since 2026-01-01").stdout
    assert caseload.read_bytes() == before


def test_the_meeting_is_the_one_that_was_closed_last_on_that_day(held, run):
    run("outcome K2 talk --for 2026-11-20")
    assert run("changes --json").json["meeting"] == "M1"
    run("hold M2")
    assert run("changes --since LAST-MEETING --json").json["meeting"] == "M2"
    assert "No meeting was closed yet." in run("changes --as-of 2026-11-18", exit=6).stderr


@pytest.mark.parametrize("value", ["31-02-2026", "gisteren", "last", "''"])
def test_a_moment_that_is_none_is_refused(held, run, value):
    assert run(f"changes --since {value}", exit=2).stderr.startswith("error: ")


def test_what_does_not_fit_on_the_screen_is_counted_and_programs_get_all(held, run):
    for number in range(5):
        run(f"add-candidate 'Persoon Nummer{number}' --anyway")
    said = told(run, "--limit 3")["New people"]
    assert (len(said), said[-1]) == (4, "And 2 more; --limit shows them.")
    assert len([row for row in rows(run) if row["groups"] == ["new-people"]]) == 5


def test_every_record_stands_once_for_programs_or_in_a_count_for_people(held, run):
    for line in EVERYTHING:
        run(line)
    found = run("changes --json").json
    assert len(found["rows"]) == found["records"]
    assert [row["groups"] for row in found["rows"] if row["record"] == "setting"] == [["other"]]
    lines = list(csv.DictReader(io.StringIO(run("changes --csv").stdout), delimiter=";"))
    assert [line["ref"] for line in lines] == [row["ref"] or "" for row in found["rows"]]


def test_sensitive_values_leave_only_when_they_are_asked_for(held, run):
    run("edit-candidate K1 --benefit WIA")
    assert "WIA" not in run("changes --json").stdout + run("changes --csv").stdout + run("changes").stdout
    assert "WIA" in run("changes --json --with sensitive").stdout


def test_a_name_that_looks_like_markup_or_a_formula_is_only_a_name(held, run):
    run(["add-candidate", "[/] =1+1"])
    assert "[/]" in told(run)["New people"][0]
    assert "=1+1" in run("changes --csv").stdout


def test_looking_changes_nothing(held, run):
    before = held.read_bytes()
    run("changes")
    assert held.read_bytes() == before
