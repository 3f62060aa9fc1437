"""Answers on any console, in any pipe and on a terminal; and what a key or a closed pipe does to them."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

NAME = "Zoë Yıldız-Łukasz"


@pytest.fixture
def zoe(caseload, run):
    """A caseload with somebody whose name few consoles can show, who leaves within a month."""
    run(["add-candidate", NAME, "--owner", "Noor"])
    run("add-employer Stadstram --policy-months 23")
    run("add-contract K1 W1 --start 2026-06-15 --end 2026-12-14")
    return caseload


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "latin-1"])
@pytest.mark.parametrize("line", ["candidates", "expiring", "show K1"])
def test_a_console_that_lacks_letters_shows_others_in_their_place(zoe, run, encoding, line):
    assert "Y?ld?z-?ukasz" in run(line, encoding=encoding).stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("line", ["--help", "explain K1", "settings", "check", "show C1", "contracts", "employers"])
def test_every_screen_can_be_shown_on_every_console(zoe, run, encoding, line):
    assert run(line, encoding=encoding).stderr == ""


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_an_error_can_be_read_on_every_console(zoe, run, encoding):
    said = run(["show", "Ødegård"], exit=3, encoding=encoding).stderr
    assert re.fullmatch(r"error: .* is not in the file\.", said.splitlines()[0])


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_what_programs_read_is_utf_8_whatever_the_console_is(zoe, spawn, encoding, form):
    assert NAME in spawn(f"candidates {form}", PYTHONIOENCODING=encoding).stdout


def test_a_pipe_gets_plain_text(zoe, spawn):
    assert "\x1b" not in spawn("expiring").stdout
    assert "\x1b" not in spawn("show K1", FORCE_COLOR="1").stdout


def test_a_terminal_shows_headings_and_warnings_in_colour(zoe, on_a_terminal):
    screen = on_a_terminal("expiring")
    assert "\x1b[1mLeaving within 6 months of 2026-11-21\x1b[0m" in screen
    assert NAME in screen


@pytest.mark.parametrize("off", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_switched_off(zoe, on_a_terminal, off):
    for line in ("expiring", "show K1", "candidates", "explain K1"):
        assert "\x1b" not in on_a_terminal(line, **off)


def test_an_answer_for_programs_has_no_colour_on_a_terminal_either(zoe, on_a_terminal):
    assert "\x1b" not in on_a_terminal("expiring --json")


@pytest.mark.parametrize(
    "line", ["candidates", "expiring", "show K1", "contracts", "candidates --csv", "candidates --json"]
)
def test_nothing_in_a_file_can_drive_a_terminal_or_turn_a_text_round(zoe, run, line):
    with closing(sqlite3.connect(zoe)) as connection, connection:
        connection.execute("update candidate set last_name = ?", ("Vis\x1b[31mser\u202e\x9b2J",))
    shown = run(line).stdout
    assert "Vis" in shown
    assert not set(shown) & {"\x1b", "\u202e", "\x9b"}


def test_a_name_that_looks_like_markup_is_shown_as_it_is(caseload, run, on_a_terminal):
    run(["add-candidate", "--first", "[bold]Jan[/]", "--last", "Bos [vervanger]"])
    assert "[bold]Jan[/] Bos [vervanger]" in on_a_terminal("candidates")


# --- who reads along ---------------------------------------------------------------------------------------------


READ = ["candidates", "expiring --json", "candidates --csv", "show K1", "--help", "--version"]


@pytest.mark.parametrize("line", READ)
def test_a_pipe_that_is_closed_early_is_no_error(zoe, spawn, line):
    near, far = os.pipe()
    os.close(near)
    try:
        assert spawn(line, stdout=far).stderr == ""
    finally:
        os.close(far)


@pytest.mark.parametrize("line", READ)
def test_a_full_disk_behind_an_answer_is_told(zoe, spawn, line):
    with Path("/dev/full").open("wb") as full:
        said = spawn(line, stdout=full.fileno(), exit=7).stderr
    assert "error: The system refused: No space left on device.\nhint: Check the disk and your rights.\n" in said
    assert "Traceback" not in said


# --- a person on a terminal --------------------------------------------------------------------------------------


def test_what_is_needed_is_asked_for_on_a_terminal(zoe, run, on_a_terminal):
    screen = on_a_terminal("add-contract K1 W1 --months 6", {"First day": "1-1-2027"})
    assert "C2 added" in screen
    assert run("contracts --json").json[1]["starts_on"] == "2027-01-01"


def test_a_wrong_answer_is_asked_for_again(zoe, run, on_a_terminal):
    screen = on_a_terminal("add-contract K1 W1 --months 6", {"First day": "31-2-2027", "2026-11-21": "1-1-2027"})
    assert "31-2-2027 is not a date." in screen
    assert run("contracts --json").json[1]["starts_on"] == "2027-01-01"


def test_nobody_is_asked_anything_without_a_terminal(zoe, run):
    said = run("add-candidate", exit=2, stdin="Fatima el Idrissi\n").stderr
    assert said.startswith("error: NAME is missing.")


def test_an_interrupted_question_changes_nothing_and_ends_with_130(zoe, on_a_terminal):
    before = zoe.read_bytes()
    on_a_terminal("add-candidate", {"Name": "\x03"}, exit=130)
    on_a_terminal("add-candidate", {"Name": "\x04"}, exit=130)
    assert zoe.read_bytes() == before
