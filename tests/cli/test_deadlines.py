"""Every date that matters, on the screen and in a calendar."""

import re
import subprocess
import sys
from datetime import date
from functools import partial

import icalendar
import pytest

from doorstroom import store
from doorstroom.model.choices import Stage
from doorstroom.model.following import Contact, Party, Step
from doorstroom.model.matching import Vacancy
from doorstroom.model.programme import Programme
from doorstroom.model.support import Assignment

ON_1_NOVEMBER = date(2026, 11, 1)
step = partial(Step, agreed_on=ON_1_NOVEMBER)


def dates_of(run, line=""):
    return [(row["day"], row["kind"], row["ref"]) for row in run(f"deadlines --json {line}").json["rows"]]


def test_the_dates_of_the_region_come_by_day(region, run):
    answer = run("deadlines --json").json
    assert (answer["as_of"], answer["months"], answer["until"]) == ("2026-11-21", 6, "2027-05-21")
    assert dates_of(run)[0] == ("2026-11-08", "aftercare", "C10")
    assert [one for one in dates_of(run) if one[1] != "aftercare"][:5] == [
        ("2026-11-30", "notice", "C1"),
        ("2026-11-30", "notice", "C7"),
        ("2026-11-30", "notice", "C3"),
        ("2026-12-30", "four-months", "C2"),
        ("2026-12-31", "contract-end", "C1"),
    ]
    assert answer["counts"]["season-start"] == 1


def test_a_row_says_whom_it_is_about_who_acts_and_by_which_rule(region, run):
    row = run("deadlines --json --kind notice").json["rows"][0]
    assert {key: row[key] for key in ("candidate", "name", "employer", "employer_ref", "who", "rule", "source")} == {
        "candidate": "K1",
        "name": "Fatima el Idrissi",
        "employer": "Stadstram",
        "employer_ref": "W1",
        "who": "employer",
        "rule": "notice.aanzegging",
        "source": "BW7 668(1)-(3); ATW 1(2)",
    }
    assert row["working_day"] == "2026-11-30"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("--employer klimpark --kind contract-end", ["C8"]),
        ("--owner ruben --kind contract-end", ["C7", "C3", "C8"]),
        ("--coach sven --kind contract-end", ["C1"]),
        ("--kind season-start --kind season-stop --months 12", ["W3", "W3"]),
        ("--owner niemand", []),
        ("--as-of 2026-09-01 --kind contract-end --coach sven", ["C6", "C1"]),
    ],
)
def test_the_list_can_be_narrowed(region, run, line, expected):
    assert [ref for _day, _kind, ref in dates_of(run, line)] == expected


@pytest.mark.parametrize(
    "line", ["", "--kind notice", "--kind aftercare --kind season-start", "--owner ruben", "--sort -day"]
)
def test_the_first_dates_are_those_of_the_whole_list_with_all_counted(region, run, line):
    run("note K1 'Gaat goed' --with candidate --on 2026-11-20")
    whole = run(f"deadlines --json {line}")
    for limit in range(1, len(whole.json["rows"])):
        cut = run(f"deadlines --json {line} --limit {limit}")
        assert cut.json == {**whole.json, "rows": whole.json["rows"][:limit]}
        assert cut.stderr == whole.stderr + f"{limit} of {len(whole.json['rows'])} rows are shown.\n"


def test_a_calendar_has_all_dates_whatever_the_limit_of_the_list(region, run, calendar):
    assert calendar("--limit 1") == calendar()


def test_whose_case_is_closed_has_no_dates(region, run):
    run("close-candidate K1 --reason moved-on")
    assert "C1" not in [ref for *_, ref in dates_of(run)]


def test_what_people_agreed_stands_between_what_the_law_wants(region, run):
    with store.open(region, command="test") as caseload:
        caseload.add(step(candidate=1, text="call", owner="Samira", due_on=date(2026, 11, 20)))
        caseload.add(step(text="later", due_on=date(2027, 2, 1), not_before=date(2027, 1, 1)))
        caseload.add(
            Contact(candidate=2, held_on=ON_1_NOVEMBER, text="x", party=Party.CANDIDATE, next_on=date(2026, 12, 1))
        )
        caseload.add(Contact(candidate=3, held_on=date(2026, 10, 1), text="x", next_on=date(2026, 11, 10)))
        caseload.add(Contact(candidate=3, held_on=date(2026, 11, 10), text="spoken"))
        caseload.add(Vacancy(employer=3, title="gastheer", closes_on=date(2026, 12, 15), owner="Ruben Visser"))
        caseload.add(Vacancy(employer=3, title="closed", closes_on=date(2026, 12, 15), closed_on=ON_1_NOVEMBER))
        caseload.add(Programme(name="Pilot", target=500, deadline=date(2027, 3, 31)))
        caseload.add(Assignment(employer=2, name="Groen", ends_on=date(2027, 4, 30)))
    asked = "--kind step --kind conversation --kind vacancy --kind programme --kind assignment"
    assert dates_of(run, asked) == [
        ("2026-11-20", "step", "S1"),
        ("2026-12-01", "conversation", "K2"),
        ("2026-12-15", "vacancy", "V1"),
        ("2027-03-31", "programme", "G1"),
        ("2027-04-30", "assignment", "A1"),
    ]
    assert dates_of(run, f"{asked} --as-of 2027-01-01 --months 2")[:2] == [
        ("2026-11-20", "step", "S1"),
        ("2026-12-01", "conversation", "K2"),
    ]


def test_schemes_have_dates_of_their_own(region, run):
    run("add-support C1 lks --from 2026-10-01 --review 2026-12-05")
    run("add-support C1 certificate --to 2027-01-10")
    run("add-support C6 lks --to 2026-12-31")
    run("end-support R3 --on 2026-10-31")
    asked = "--kind support-end --kind review --kind application --kind certificate"
    assert dates_of(run, asked) == [
        ("2026-12-05", "review", "R1"),
        ("2027-01-10", "certificate", "R2"),
        ("2027-03-31", "support-end", "R1"),
        ("2027-03-31", "application", "R1"),
    ]


def test_after_a_start_the_moments_to_speak_are_there_until_they_were_held(region, run):
    run("add-candidate 'Noor Winter' --owner Ruben")
    run("add-contract 'Noor Winter' W2 --start 2026-11-02 --months 12")
    asked = "--kind aftercare --employer W2"

    def told():
        rows = run(f"deadlines --json {asked}").json["rows"]
        return [(row["day"], row["to_do"], row["source"], row["acts"]) for row in rows if row["name"] == "Noor Winter"]

    assert told()[0] == (
        "2026-11-09",
        "1 week after the start at Groenbeheer Vecht: speak with candidate and employer.",
        "own rhythm of after-care",
        "Ruben",
    )
    assert [day for day, *_ in told()[1:]] == ["2026-12-02", "2027-02-02", "2027-05-02"]
    run("note 'Noor Winter' 'Gaat goed' --with candidate --on 2026-11-20")
    assert [to_do for _, to_do, *_ in told()[:2]] == [
        "1 week after the start at Groenbeheer Vecht: speak with the employer.",
        "1 month after the start at Groenbeheer Vecht: speak with the employer.",
    ]
    run("note 'Noor Winter' 'Tevreden' --with employer --on 2026-11-21")
    assert [day for day, *_ in told()] == ["2027-02-02", "2027-05-02"]
    run("settings aftercare 2m")
    assert [day for day, *_ in told()] == ["2027-01-02"]
    run("settings aftercare none")
    assert told() == []


def test_until_when_a_closed_file_may_be_kept_is_there_once_a_period_is_set(region, run):
    run("close-candidate K1 --on 2026-06-01 --reason left")
    assert dates_of(run, "--kind retention") == []
    run("settings retention-closed '3 Selectielijst 2020, 9.2'")
    (row,) = run("deadlines --json --kind retention").json["rows"]
    assert (row["ref"], row["day"], row["name"], row["source"]) == (
        "K1",
        "2027-03-31",
        "Fatima el Idrissi",
        "Selectielijst 2020, 9.2",
    )
    run("settings retention-closed 3")
    asked = "--kind retention --as-of 2027-04-02"
    (row,) = run(f"deadlines --json {asked}").json["rows"]
    assert (row["is_late"], row["source"]) == (True, "own choice: 3 months")
    assert dates_of(run, "--kind retention --as-of 2026-12-01 --months 3") == []


def test_notice_that_was_given_is_no_date_any_more(region, run):
    assert ("2026-11-30", "notice", "C1") in dates_of(run)
    run("note K1 'Contract stopt' --about end --on 2026-11-10")
    assert ("2026-11-30", "notice", "C1") not in dates_of(run)
    assert ("2026-11-30", "notice", "C1") in dates_of(run, "--as-of 2026-11-09")


def test_an_empty_file_has_no_dates(caseload, run):
    assert run("deadlines --json").json["rows"] == []
    assert run("deadlines").stdout.endswith("0 dates up to and including 2027-05-21, 0 late.\n")


@pytest.mark.parametrize(
    ("line", "exit"),
    [
        ("deadlines --kind nothing", 2),
        ("deadlines --months 0", 2),
        ("deadlines --employer nergens", 3),
        ("deadlines --ics caseload.db", 6),
        ("deadlines --ics nowhere/at/all.ics", 2),
        ("deadlines --as-of 11/21/2026", 2),
    ],
)
def test_what_cannot_be_is_refused(region, run, monkeypatch, line, exit):
    monkeypatch.chdir(region.parent)
    before = region.read_bytes()
    result = run(line, exit=exit)
    assert (result.stdout, len(result.stderr.splitlines())) == ("", 2)
    assert region.read_bytes() == before


def test_dates_as_csv_for_a_spreadsheet(region, run):
    lines = run("deadlines --csv --kind notice").stdout.splitlines()
    assert lines[0].startswith("ref;day;days_left;kind;candidate;name;employer;")
    assert lines[1].startswith("C1;2026-11-30;9;notice;K1;Fatima el Idrissi;Stadstram;W1;employer;")


# --- the calendar ------------------------------------------------------------------------------------------------


@pytest.fixture
def calendar(run, tmp_path):
    """Write the dates to the same file as before; the events in it, by their keys."""

    def write(line=""):
        file = tmp_path / "dates.ics"
        run(["deadlines", "--force", "--ics", str(file), *line.split()])
        return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")}

    return write


def test_a_calendar_has_every_date_of_the_list_once(region, run, calendar):
    found = calendar()
    assert len(found) == len(run("deadlines --json").json["rows"])


def test_a_calendar_of_the_same_file_is_the_same_byte_for_byte(region, run, tmp_path):
    files = [tmp_path / "one.ics", tmp_path / "two.ics"]
    for file in files:
        run(["deadlines", "--ics", str(file)])
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "line",
    [
        "edit-contract C1 --end 2027-01-31",
        "extend-contract C1 --months 1",
        "edit-contract C1 --start 2025-01-01 --end 2027-01-31",
    ],
)
def test_what_moves_keeps_its_key_and_gets_a_later_edition(region, run, calendar, line):
    before = calendar()
    (key,) = [uid for uid in before if uid.startswith("contract-end-C1@")]
    run(line)
    after = calendar()
    assert (before[key]["DTSTART"].dt, after[key]["DTSTART"].dt) == (date(2026, 12, 31), date(2027, 1, 31))
    assert after[key]["SEQUENCE"] > before[key]["SEQUENCE"]


def test_no_last_name_nor_anything_typed_freely_leaves_in_a_calendar(region, run, tmp_path):
    run("add-support C1 lks --from 2026-10-01 --provider 'Mevrouw Idrissi' --note 'Idrissi belt'")
    with store.open(region, command="test") as caseload:
        caseload.add(step(candidate=1, text="Bel Idrissi", owner="Bakker", due_on=date(2026, 12, 1)))
        caseload.reach(1, Stage.SCREENED, date(2026, 1, 1))
    file = tmp_path / "dates.ics"
    for language in ("en", "nl"):
        run(["--lang", language, "deadlines", "--force", "--ics", str(file)])
        content = re.sub(r"\r\n ", "", file.read_text(encoding="utf-8"))
        people = run("candidates --json").json
        assert "Fatima K1" in content
        for person in people:
            assert person["last_name"] not in content
        for owner in ("Bakker", "Visser", "Dekker", "belt"):
            assert owner not in content


def test_a_calendar_is_not_written_over_another_file_unless_forced(region, run, tmp_path):
    file = tmp_path / "dates.ics"
    file.write_text("mine")
    result = run(["deadlines", "--ics", str(file)], exit=4)
    assert "exists already" in result.stderr
    assert file.read_text() == "mine"
    told = run(["deadlines", "--ics", str(file), "--force", "--json"]).json
    assert told["dates"] == len(run("deadlines --json").json["rows"])


KHAL = """
[calendars]
[[work]]
path = {folder}/work
type = calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = work
"""


@pytest.fixture
def khal(tmp_path):
    """A calendar program with a calendar of its own."""
    (tmp_path / "work").mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(KHAL.format(folder=tmp_path))

    def khal(*words):
        done = subprocess.run(
            [sys.executable, "-m", "khal", "-c", str(config), *words], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return khal


def test_a_calendar_program_finds_each_date_once_also_after_it_moved(region, run, khal, tmp_path):
    file = str(tmp_path / "dates.ics")
    shown = ("list", "--day-format", "", "--format", "{start-date} {title}", "2026-11-01", "400d")
    run(["deadlines", "--ics", file])
    khal("import", "--batch", "-a", "work", file)
    first = khal(*shown).split("\n")
    assert first.count("2026-12-31 contract ends: Fatima K1 (C1)") == 1
    run("extend-contract C1 --months 1")
    run(["deadlines", "--ics", file, "--force"])
    khal("import", "--batch", "-a", "work", file)
    second = khal(*shown).split("\n")
    ends = [line for line in second if "contract ends: Fatima" in line]
    assert ends == ["2027-01-31 contract ends: Fatima K1 (C11)"]
    assert len(second) == len(first)
