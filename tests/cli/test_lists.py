"""What every list can do, and how a long one is read on a terminal."""

import sys

import pytest
from factories import a_candidate

from doorstroom import store

LISTS = ["candidates", "employers", "contracts", "expiring"]

# A pager that shows what it was given in brackets, so that it can be told from the terminal.
BRACKETS = f"{sys.executable} -c \"import sys; print('[' + sys.stdin.read() + ']')\""


@pytest.fixture
def many(caseload):
    """More people than fit on a screen."""
    with store.open(caseload, command="test") as opened:
        for number in range(60):
            opened.register(a_candidate(id=0, first_name="Bo", infix="", last_name=f"Aak{number:02}"))
    return caseload


def names(result):
    return [one["name"] for one in result.json]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_sorted_cut_and_searched(region, run, name):
    rows = run(f"{name} --json").json
    rows = rows["rows"] if name == "expiring" else rows
    cut = run(f"{name} --limit 1 --sort -{'name' if name != 'contracts' else 'ref'} --json")
    assert len(cut.json["rows"] if name == "expiring" else cut.json) == 1
    assert f"1 of {len(rows)} rows are shown." in cut.stderr


def test_a_list_is_sorted_by_any_of_its_fields(region, run):
    assert names(run("candidates --sort town --sort -name --json"))[:2] == ["Fatima el Idrissi", "Jan van der Berg"]
    assert names(run("candidates --sort -name --limit 2 --json")) == ["Özlem Yıldız", "Tomasz Wójcik"]
    rows = run("expiring --sort -leaves_on --json").json["rows"]
    assert rows == sorted(rows, key=lambda row: row["leaves_on"], reverse=True)


def test_the_sum_of_the_list_stays_that_of_the_day(region, run):
    whole, cut = run("expiring --json").json, run("expiring --limit 1 --json").json
    assert cut["left_out"] == whole["left_out"]
    assert "candidates must leave by" in run("expiring --limit 1").stdout


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("candidates --closed", ["Piet Jansen"]),
        ("candidates --open --search jan", ["Jan van der Berg"]),
        ("candidates --running --employer klimpark", ["Maria Elena de Jong"]),
        ("candidates --not-running --open", ["Thi Nguyễn", "Amal de Wit"]),
        ("candidates --open --as-of 2026-08-31 --search jansen", ["Piet Jansen"]),
        ("candidates --closed --as-of 2026-08-31", []),
    ],
)
def test_candidates_are_filtered(region, run, line, found):
    assert names(run(f"{line} --json")) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("contracts --not-subsidised", ["C5"]),
        ("contracts --not-running --candidate K3", ["C4"]),
        ("contracts --search conducteur", ["C1"]),
    ],
)
def test_contracts_are_filtered(region, run, line, found):
    assert [one["ref"] for one in run(f"{line} --json").json] == found


def test_only_who_is_in_a_programme(region, run):
    from doorstroom.model.programme import Programme

    with store.open(region, command="test") as opened:
        opened.add(Programme(name="Tram 500"))
    run("edit-candidate K2 --programme G1")
    assert names(run("candidates --programme tram --json")) == ["Jan van der Berg"]


@pytest.mark.parametrize("name", LISTS)
def test_a_field_that_a_list_does_not_have_is_refused_with_those_that_it_has(region, run, name):
    said = run(f"{name} --sort nosuch", exit=2).stderr.splitlines()
    assert said[0] == "error: This list has no field nosuch."
    assert said[1].startswith("hint: Sort by one of: ")


@pytest.mark.parametrize("limit", ["0", "-1", "x"])
def test_a_limit_is_one_or_more(region, run, limit):
    run(f"candidates --limit {limit}", exit=2)


def test_fields_to_sort_by_are_completed(region, spawn):
    asked = {
        "_DOORSTROOM_COMPLETE": "complete_bash",
        "COMP_WORDS": "doorstroom candidates --sort to",
        "COMP_CWORD": "3",
    }
    assert spawn("", **asked).stdout.split() == ["town"]


# --- the pager ---------------------------------------------------------------------------------------------------


def test_what_does_not_fit_on_the_terminal_goes_to_the_pager(many, on_a_terminal):
    screen = on_a_terminal("candidates", PAGER=BRACKETS)
    assert screen.startswith("[")
    assert screen.rstrip().endswith("]")
    assert "Aak59" in screen


@pytest.mark.parametrize("line", ["find aak --limit 60", "expiring", "candidates --search aak"])
def test_every_long_answer_does(many, on_a_terminal, line):
    screen = on_a_terminal(line, PAGER=BRACKETS)
    assert screen.startswith("[") == ("expiring" not in line)


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("candidates --limit 5", {}),
        ("candidates --no-pager", {}),
        ("candidates --json", {}),
        ("candidates --csv", {}),
        ("candidates --sort nosuch", {}),
        ("candidates", {"PAGER": ""}),
        ("candidates", {"PAGER": "cat"}),
        ("candidates", {"PAGER": "no-such-pager"}),
        ("candidates", {"PAGER": '"'}),
    ],
)
def test_what_fits_is_for_programs_or_is_not_to_be_paged_stands_there_at_once(many, on_a_terminal, line, more):
    screen = on_a_terminal(line, exit=2 if "nosuch" in line else 0, **{"PAGER": BRACKETS} | more)
    assert not screen.startswith("[\x1b")
    assert not screen.startswith("[Can")
    assert "Aak" in screen or "nosuch" in screen


def test_a_pipe_is_never_paged(many, spawn):
    assert not spawn("candidates", PAGER=BRACKETS).stdout.startswith("[")


def test_less_is_left_with_q_and_ctrl_c_only_wakes_it(many, on_a_terminal):
    screen = on_a_terminal("candidates", {"Aak30": "\x03", ":": "q"}, PAGER="less", LESS="RX")
    assert "Traceback" not in screen
    assert "error" not in screen


def test_a_pager_that_leaves_at_once_is_no_error(many, on_a_terminal):
    assert "Traceback" not in on_a_terminal("candidates", PAGER="true")


def test_without_colour_the_pager_gets_none(many, on_a_terminal):
    assert "\x1b" not in on_a_terminal("candidates", PAGER=BRACKETS, NO_COLOR="1")


def test_the_exit_code_of_the_list_is_kept(region, on_a_terminal):
    on_a_terminal("expiring --exit-code", exit=10, PAGER=BRACKETS)


def test_a_pipe_gets_every_column_unless_somebody_says_how_wide_it_may_be(region, run, monkeypatch):
    lists = ("candidates", "contracts", "expiring", "employers", "attention", "rules")
    wide = {line: run(line).stdout for line in lists}
    monkeypatch.setenv("COLUMNS", "80")
    narrow = {line: run(line).stdout for line in lists}
    assert max(len(line) for line in "\n".join(wide.values()).splitlines()) > 100
    for line, text in narrow.items():
        rows = text.split("\n\n")[1]
        assert max(len(row) for row in rows.splitlines()) <= 80, line


def test_a_long_list_on_a_terminal_folds_too(many, on_a_terminal, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    screen = on_a_terminal("contracts --no-pager", PAGER="")
    assert max(len(line) for line in screen.splitlines()) <= 60


@pytest.mark.parametrize("line", ["employers", "find jan", "check", "candidates", "programmes", "steps"])
def test_every_list_can_be_asked_for_a_day(region, run, line):
    run(f"{line} --as-of 2026-11-01", exit=None)
    assert run(f"{line} --as-of 2026-13-01", exit=2).stderr.startswith("error: 2026-13-01 is not a date.")
