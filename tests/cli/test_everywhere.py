"""What holds for every command: one line and a hint for what is wrong, nothing changed, and text for any console."""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from factories import a_candidate, an_employer
from processes import Result, words

from doorstroom import store

BSN = "123456782"


@pytest.fixture(scope="module")
def three_people_in_a_file(empty, tmp_path_factory) -> Path:
    """Two people whose names look alike, one with a client number, and two employers."""
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("three")))
    with store.open(path, command="test") as caseload:
        caseload.register(a_candidate(id=0, number="2041", phone="0612345678"))
        caseload.register(a_candidate(id=0, first_name="Fatma", infix="", last_name="Yıldız"))
        caseload.register(a_candidate(id=0, first_name="Jan", infix="van der", last_name="Berg", number="K-77"))
        caseload.add(an_employer(id=0, policy_months=23))
        caseload.add(an_employer(id=0, name="Groen & Zorg", kvk="12345678"))
    return path


@pytest.fixture
def three_people(three_people_in_a_file, tmp_path) -> Path:
    """The same where commands look for it."""
    return Path(shutil.copy(three_people_in_a_file, tmp_path / "caseload.db"))


def error_of(result: Result) -> str:
    """The sentence of an error that is told as it should be: one line, one hint, nothing else."""
    lines = result.stderr.splitlines()
    assert len(lines) == 2, result
    assert re.fullmatch(r"error: .*\.", lines[0]), result
    assert re.fullmatch(r"hint: .+", lines[1]), result
    assert result.stdout == ""
    return lines[0].removeprefix("error: ")


WRONG = [
    # what is typed, the exit code, the code for programs
    ("nosuchcommand", 2, "usage"),
    ("candidatse", 2, "usage"),
    ("candidates --nosuch", 2, "usage"),
    ("candidates --ownr Noor", 2, "usage"),
    ("add-candidate 'Jan Jansen' --owner", 2, "usage"),
    ("candidates K1 K2", 2, "usage"),
    ("candidates --csv=yes", 2, "usage"),
    ("candidates --as-of", 2, "usage"),
    ("show", 2, "usage"),
    ("add-candidate", 2, "usage"),
    ("add-candidate ''", 2, "usage"),
    ("add-candidate '   '", 2, "usage"),
    ("add-candidate ,", 2, "usage"),
    ("add-candidate 'Jan Jansen' --birth-date 31-02-1990", 2, "bad_date"),
    ("add-candidate 'Jan Jansen' --birth-date 1990", 2, "bad_date"),
    ("add-candidate 'Jan Jansen' --hours-min 20 --hours-max 10", 2, "usage"),
    ("add-candidate 'Jan Jansen' --hours-max 90", 2, "usage"),
    ("add-candidate 'Jan Jansen' --hours-max veel", 2, "usage"),
    ("add-candidate 'Jan Jansen' --hours-max=-3", 2, "usage"),
    ("add-candidate 'Jan Jansen' --hours-max nan", 2, "usage"),
    ("add-candidate 'Jan Jansen' --max-km 20000", 2, "usage"),
    ("add-candidate 'Jan Jansen' --licence Z", 2, "usage"),
    ("add-candidate 'Jan Jansen' --transport plane", 2, "usage"),
    ("add-candidate 'Jan Jansen' --distance far", 2, "usage"),
    ("add-candidate 'Jan Jansen' --language-level D1", 2, "usage"),
    ("add-candidate 'Jan Jansen' --target-group nobody", 2, "usage"),
    ("add-candidate 'Jan Jansen' --programme G9", 3, "not_found"),
    ("add-candidate 'Jan Jansen' --number 2041", 4, "clash"),
    ("add-candidate 'Fatima Idrissi'", 4, "clash"),
    ("add-candidate 'Jan Jansen' --from file.json", 2, "usage"),
    (f"add-candidate 'Jan Jansen' --talent 'bsn {BSN}'", 6, "refused"),
    (f"add-candidate 'Jan {BSN}'", 6, "refused"),
    ("add-candidate 'Jan \x1b[31mJansen'", 2, "usage"),
    ("add-candidate 'Jan \u202eJansen'", 2, "usage"),
    ("add-employer", 2, "usage"),
    ("add-employer Stadstram", 4, "clash"),
    ("add-employer stadstrám", 4, "clash"),
    ("add-employer Hal3 --policy-months 0", 2, "usage"),
    ("add-employer Hal3 --policy-months 23.5", 2, "usage"),
    ("add-employer Hal3 --policy-months 99999999999999999999", 2, "usage"),
    ("add-employer Hal3 --kvk 123", 2, "usage"),
    ("add-employer Hal3 --season winter", 2, "usage"),
    ("add-employer Hal3 --season 10-32..12-01", 2, "usage"),
    ("add-employer Hal3 --kind club", 2, "usage"),
    ("add-employer Hal3 --successor-of W9", 3, "not_found"),
    ("add-contract", 2, "usage"),
    ("add-contract K1", 2, "usage"),
    ("add-contract K1 W1", 2, "usage"),
    ("add-contract K1 W1 --start 2026-12-01", 2, "usage"),
    ("add-contract K1 W1 --start 2026-12-01 --end 2027-05-31 --months 6", 2, "usage"),
    ("add-contract K1 W1 --start 2026-12-01 --months 6 --permanent", 2, "usage"),
    ("add-contract K1 W1 --start 2026-12-01 --end 2026-11-30", 2, "ends_before_start"),
    ("add-contract K1 W1 --start 2026-02-30 --months 6", 2, "bad_date"),
    ("add-contract K1 W1 --start 2026-12-01 --months 0", 2, "usage"),
    ("add-contract K1 W1 --start 2026-12-01 --months 999", 2, "usage"),
    ("add-contract K1 W1 --start 2026-12-01 --months 6 --kind slavery", 2, "usage"),
    ("add-contract K1 W1 --start 2026-12-01 --end 2027-05-31 --kind permanent", 2, "usage"),
    ("add-contract K1 W1 --start 2026-12-01 --months 6 --wage-month veel", 2, "usage"),
    ("add-contract K9 W1 --start 2026-12-01 --months 6", 3, "not_found"),
    ("add-contract K1 W9 --start 2026-12-01 --months 6", 3, "not_found"),
    ("add-contract K1 W1 --start 2026-12-01 --months 6 --workplace W9", 3, "not_found"),
    ("add-contract fat W1 --start 2026-12-01 --months 6", 4, "ambiguous"),
    (f"add-contract K1 W1 --start 2026-12-01 --months 6 --note 'BSN {BSN}'", 6, "refused"),
    ("show K9", 3, "not_found"),
    ("show K0", 3, "not_found"),
    ("show K99999999999999999999", 3, "not_found"),
    ("show ''", 3, "not_found"),
    ("show %", 3, "not_found"),
    ("show _____", 3, "not_found"),
    ('show "\' or 1=1 --"', 3, "not_found"),
    ("show fat", 4, "ambiguous"),
    ("show K1 --as-of gisteren", 2, "bad_date"),
    ("explain K9", 3, "not_found"),
    ("explain fat", 4, "ambiguous"),
    ("explain K1 --months 6", 2, "usage"),
    ("expiring --months 0", 2, "usage"),
    ("expiring --months -1", 2, "usage"),
    ("expiring --months half", 2, "usage"),
    ("expiring --months", 2, "usage"),
    ("expiring --as-of 2026-13-01", 2, "bad_date"),
    ("expiring --employer W9", 3, "not_found"),
    ("expiring --employer r", 4, "ambiguous"),
    ("candidates --employer W9", 3, "not_found"),
    ("candidates --stage happy", 2, "usage"),
    ("contracts --candidate fat", 4, "ambiguous"),
    ("settings nosuch", 2, "usage"),
    ("settings lang fr", 2, "usage"),
    ("settings meeting-days someday", 2, "usage"),
]


@pytest.mark.parametrize(("line", "exit", "code"), WRONG, ids=[line for line, _, _ in WRONG])
def test_what_is_wrong_is_said_in_one_line_with_a_hint_and_nothing_changes(three_people, run, line, exit, code):
    before = three_people.read_bytes()
    assert error_of(run(line, exit=exit))
    assert three_people.read_bytes() == before


@pytest.mark.parametrize(("line", "exit", "code"), WRONG, ids=[line for line, _, _ in WRONG])
def test_programs_get_the_same_error_as_json(three_people, run, line, exit, code):
    command, *rest = words(line)
    as_words, as_json = run(line, exit=exit), run([command, "--json", *rest], exit=exit)
    error = as_json.json["error"]
    assert as_json.stderr == as_words.stderr == f"error: {error['message']}\nhint: {error['hint']}\n"
    assert error["code"] == code


# --- naming a record ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["K3", "k3", " K3 ", "K-77", "jan", "Jan van der Berg", "BERG", "van der berg", "berg jan", "Berg, Jan van der"],
)
def test_a_candidate_is_named_by_ref_number_or_part_of_a_name(three_people, run, text):
    assert run(["show", text, "--json"]).json["ref"] == "K3"


@pytest.mark.parametrize("text", ["yildiz", "Yıldız", "YILDIZ", "fatma", "FATMA  YILDIZ"])
def test_accents_and_case_do_not_matter_in_a_name(three_people, run, text):
    assert run(["show", text, "--json"]).json["ref"] == "K2"


@pytest.mark.parametrize("text", ["W2", "w2", "groen", "zorg", "groen & zorg", "12345678"])
def test_an_employer_is_named_by_ref_name_or_kvk_number(three_people, run, text):
    assert run(["show", text, "--json"]).json["ref"] == "W2"


def test_a_bare_number_is_a_ref_where_the_kind_is_clear(three_people, run):
    assert run("add-contract 3 2 --start 2026-12-01 --months 6 --json").json["candidate"] == "K3"


def test_a_bare_number_is_no_ref_where_it_could_be_of_several_kinds(three_people, run):
    run("show 3", exit=3)


def test_a_client_number_that_is_also_somebodys_ref_fits_both(three_people, run):
    run("add-candidate 'Noor Visser' --number 3")
    said = run("add-contract 3 W1 --start 2026-12-01 --months 6", exit=4).stderr
    assert "K3 Jan van der Berg" in said
    assert "K4 Noor Visser" in said


def test_a_whole_name_wins_from_longer_names_that_hold_it(three_people, run):
    run("add-candidate 'Jan van der Bergen'")
    assert run(["show", "Jan van der Berg", "--json"]).json["ref"] == "K3"
    assert run("show 'jan van'", exit=4).stderr.startswith("error: jan van fits several: ")


def test_several_that_fit_are_listed_with_their_refs(three_people, run):
    assert run("show fat", exit=4).stderr == (
        "error: fat fits several: K1 Fatima el Idrissi, K2 Fatma Yıldız.\nhint: Use the REF of the one you mean.\n"
    )


# --- days --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["2026-12-01", "1-12-2026", "01-12-2026", "01/12/2026", "1/12/2026", "01-12-26"])
def test_a_day_is_read_in_every_form_that_people_type(three_people, run, written):
    made = run(["add-contract", "K1", "W1", "--start", written, "--months", "6", "--json"]).json
    assert (made["starts_on"], made["ends_on"]) == ("2026-12-01", "2027-05-31")


@pytest.mark.parametrize(
    "written", ["12-31-2026", "31-02-2026", "2026-2-30", "morgen", "2026", "1 december 2026", "01.12.2026", "0-1-2026"]
)
def test_a_day_that_does_not_exist_is_refused_with_both_forms(three_people, run, written):
    said = run(["add-contract", "K1", "W1", "--start", written, "--months", "6"], exit=2).stderr
    assert written in said
    assert "2026-11-21" in said
    assert "21-11-2026" in said


def test_today_is_the_day_asked_else_the_pinned_day(three_people, run, monkeypatch):
    assert run("expiring --json").json["as_of"] == "2026-11-21"
    monkeypatch.setenv("DOORSTROOM_TODAY", "1-2-2027")
    assert run("expiring --json").json["as_of"] == "2027-02-01"
    assert run("expiring --as-of 3-3-2027 --json").json["as_of"] == "2027-03-03"


def test_a_pinned_day_that_does_not_exist_is_refused(three_people, run, monkeypatch):
    monkeypatch.setenv("DOORSTROOM_TODAY", "yesterday")
    assert error_of(run("expiring", exit=2)) == "yesterday is not a date."


# At every moment it is another day in one of these than in Amsterdam.
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_today_is_the_day_in_amsterdam_wherever_the_machine_stands(three_people, spawn, monkeypatch, zone):
    monkeypatch.delenv("DOORSTROOM_TODAY")
    before = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    as_of = spawn("expiring --json", TZ=zone).json["as_of"]
    assert str(before) <= as_of <= str(datetime.now(ZoneInfo("Europe/Amsterdam")).date())


# --- what may not be kept ----------------------------------------------------------------------------------------

TEXTS = (
    "infix",
    "town",
    "district",
    "benefit",
    "talent",
    "pitfall",
    "drive",
    "skill",
    "wish",
    "need",
    "owner",
    "coach",
)


@pytest.mark.parametrize("option", [f"--{name}" for name in TEXTS])
def test_a_bsn_is_refused_in_every_text_of_a_candidate(three_people, run, option):
    before = three_people.read_bytes()
    told = error_of(run(["add-candidate", "Noor Visser", option, f"1234.56.782 is {BSN}"], exit=6))
    assert BSN not in told
    assert three_people.read_bytes() == before


def test_a_word_about_health_is_only_warned_about(three_people, run):
    result = run("add-candidate 'Noor Visser' --need 'rustige plek, heeft autisme'")
    assert result.stdout.startswith("K4 added")
    assert result.stderr.startswith("note: “autisme” may be about health")


# --- the log -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "add-candidate 'Noor Visser'",
        "add-employer Klimpark",
        "add-contract K1 W1 --start 2026-12-01 --months 6",
        "settings organisation Werkpunt",
    ],
)
def test_every_change_is_one_event_under_the_name_of_its_command(three_people, run, monkeypatch, line):
    monkeypatch.setenv("LOGNAME", "noor")
    run(line)
    with closing(sqlite3.connect(three_people)) as connection:
        found = connection.execute("select who, command from event order by id").fetchall()
    assert found[1:] == [("noor", words(line)[0])]


# --- mistakes ----------------------------------------------------------------------------------------------------


def test_there_is_no_traceback_unless_it_is_asked_for(three_people, run, monkeypatch):
    assert "Traceback" not in run("show K9", exit=3).stderr
    monkeypatch.setenv("DOORSTROOM_DEBUG", "1")
    assert "Traceback" in run("show K9", exit=3).stderr


def test_a_number_that_is_too_low_is_refused_with_the_lowest(three_people, run):
    assert run("history --limit 0", exit=2).stderr == (
        "error: --limit does not take 0.\nhint: Give a whole number from 1 on.\n"
    )


@pytest.mark.parametrize(
    ("line", "listing"),
    [
        ("show C9", "contracts"),
        ("extend-contract fatima --months 6", "contracts"),
        ("show V9", "vacancies"),
        ("show P9", "proposals"),
        ("done S9", "steps"),
        ("show nobody", "find"),
        ("add-contract nobody W1 --start 2026-12-01 --months 6", "candidates"),
        ("add-contract K3 nobody --start 2026-12-01 --months 6", "employers"),
    ],
)
def test_what_is_not_there_comes_with_the_list_of_what_is(three_people, run, line, listing):
    assert f"hint: `doorstroom {listing}" in run(line, exit=3).stderr
