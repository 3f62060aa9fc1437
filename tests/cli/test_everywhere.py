"""What holds for every command: one line and a hint for what is wrong, nothing changed, and text for any console."""

import json
import sqlite3
from pathlib import Path

import pytest
from processes import Result

BSN = "123456782"


@pytest.fixture
def three_people(caseload, run) -> Path:
    """A caseload with two people whose names look alike, one with a client number, and two employers."""
    run("add-candidate 'Fatima el Idrissi' --number 2041 --phone 0612345678")
    run("add-candidate 'Fatma Yıldız'")
    run("add-candidate 'Jan van der Berg' --number K-77")
    run("add-employer Stadstram --policy-months 23")
    run("add-employer 'Groen & Zorg' --kvk 12345678")
    return caseload


def error_of(result: Result) -> str:
    """The sentence of an error that is told as it should be: one line, one hint, nothing else."""
    lines = result.stderr.splitlines()
    assert len(lines) == 2, result
    assert lines[0].startswith("error: ") and lines[0].endswith("."), result
    assert lines[1].startswith("hint: ") and len(lines[1]) > len("hint: "), result
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    return lines[0].removeprefix("error: ")


WRONG = [
    # what is typed, the exit code, the code for programs
    ("nosuchcommand", 2, "usage"),
    ("candidatse", 2, "usage"),
    ("--nosuch candidates", 2, "usage"),
    ("candidates --nosuch", 2, "usage"),
    ("candidates --ownr Noor", 2, "usage"),
    ("candidates --owner", 2, "usage"),
    ("candidates K1", 2, "usage"),
    ("--lang fr candidates", 2, "usage"),
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
    ("show \"' or 1=1 --\"", 3, "not_found"),
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
    ("expiring --employer t", 4, "ambiguous"),
    ("candidates --employer W9", 3, "not_found"),
    ("candidates --stage happy", 2, "usage"),
    ("contracts --candidate fat", 4, "ambiguous"),
    ("settings nosuch", 2, "usage"),
    ("settings lang fr", 2, "usage"),
    ("settings meeting-days someday", 2, "usage"),
    ("init", 4, "clash"),
    ("init --lang fr", 2, "usage"),
]


@pytest.mark.parametrize(("line", "exit", "code"), WRONG, ids=[line for line, _, _ in WRONG])
def test_what_is_wrong_is_said_in_one_line_with_a_hint_and_nothing_changes(three_people, run, line, exit, code):
    before = three_people.read_bytes()
    told = error_of(run(line, exit=exit))
    as_json = run(f"{line} --json", exit=exit)
    if "--json" in run("--help").stdout or as_json.stdout:
        assert as_json.json["error"].keys() == {"code", "message", "hint"}
        if "No such option" not in as_json.stdout and as_json.json["error"]["code"] != "usage":
            assert as_json.json["error"]["code"] == code
            assert as_json.json["error"]["message"] == told
    assert three_people.read_bytes() == before
