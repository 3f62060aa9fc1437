"""Undo and redo over whole caseloads: whatever was done, all of it goes back, and all of it comes again."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from factories import day
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from processes import words
from typed import DRAWN, LINES, NOTHING_TO_TAKE_BACK, asked, changing, typed

from doorstroom import checks, journal
from doorstroom.cli import COMMANDS

TODAY = day("2026-11-21")
LOG = {"event", "change", "change_value", "export", "sqlite_sequence", "_sqlite_migrations"}


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the log, in order; what seals the log goes on with it."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("select name from sqlite_schema where type = 'table'")]
        return {
            name: sorted(
                (row for row in connection.execute(f"select * from {name}") if row[0] != journal.SEAL), key=repr
            )
            for name in names
            if name not in LOG
        }


# What must have been done before the example of a command can do anything.
FIRST = {
    "edit-workplace": ["add-workplace C1 W1"],
    "reopen-candidate": ["close-candidate K1 --reason left"],
}


def events_of_mine(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        sql = """select count(*) from event where takes_back is null and who <> 'somebody else'
            and exists (select 1 from change where event = event.id)"""
        return int(connection.execute(sql).fetchone()[0])


def damage(path: Path) -> list[Any]:
    return [one for one in checks.look_at(path, day=TODAY) if one.code == checks.DAMAGED]


@given(lines=st.lists(LINES, min_size=1, max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_all_that_was_done_goes_back_and_all_of_it_comes_again(one_of_each, tmp_path_factory, run, lines):
    caseload = tmp_path_factory.mktemp("back") / "caseload.db"
    shutil.copy(one_of_each, caseload)
    db = ["--db", str(caseload)]
    before = content(caseload)

    for line in lines:
        typed(run, caseload, line)
    assert damage(caseload) == []
    after, done = content(caseload), events_of_mine(caseload)
    if done == 0:
        assert after == before
        return

    run([*db, "undo", str(done)])
    assert content(caseload) == before
    assert damage(caseload) == []
    run([*db, "redo", str(done)])
    assert content(caseload) == after
    assert damage(caseload) == []
    for _ in range(done):
        run([*db, "undo"])
    assert content(caseload) == before
    assert damage(caseload) == []


@given(turns=st.lists(st.tuples(st.sampled_from(["noor", "samira"]), LINES), min_size=2, max_size=8))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_two_did_in_turn_goes_back_from_the_last_to_the_first(
    one_of_each, tmp_path_factory, run, monkeypatch, turns
):
    caseload = tmp_path_factory.mktemp("turns") / "caseload.db"
    shutil.copy(one_of_each, caseload)
    before, did = content(caseload), []
    for who, line in turns:
        monkeypatch.setenv("LOGNAME", who)
        known = changing_events(caseload)
        typed(run, caseload, line)
        did += [who] * (changing_events(caseload) - known)
    for who in reversed(did):
        monkeypatch.setenv("LOGNAME", who)
        run(["--db", str(caseload), "undo"])
    assert content(caseload) == before
    assert damage(caseload) == []


def changing_events(path: Path) -> int:
    """How many commands of anybody changed something."""
    with closing(sqlite3.connect(path)) as connection:
        sql = "select count(*) from event where exists (select 1 from change where event = event.id)"
        return int(connection.execute(sql).fetchone()[0])


@pytest.mark.parametrize("name", [name for name in changing() if name not in DRAWN])
def test_the_example_of_a_command_changes_something_that_goes_back_and_comes_again(
    one_of_each, caseload, run, monkeypatch, name
):
    """Fails for a new command whose example does nothing here: put the record it needs in ``one_of_each``."""
    monkeypatch.chdir(caseload.parent)
    shutil.copy(one_of_each, caseload)
    for line in FIRST.get(name, ()):
        run(line)
    before = content(caseload)
    line = [re.sub(r"^([A-Z])\d+$", r"\g<1>1", word) for word in words(COMMANDS[name].example)[1:]]
    run([*line, *asked(name)])
    after = content(caseload)
    assert after != before
    run("undo")
    assert content(caseload) == before
    run("redo")
    assert content(caseload) == after
    assert damage(caseload) == []


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - set(changing()) - NOTHING_TO_TAKE_BACK))
def test_a_command_that_is_not_known_to_change_anything_changes_nothing(
    one_of_each, caseload, run, monkeypatch, tmp_path, name
):
    """So that none of those that do is missing among the ones above."""
    shutil.copy(one_of_each, caseload)
    monkeypatch.chdir(tmp_path)
    before = caseload.read_bytes()
    line = [re.sub(r"^([A-Z])\d+$", r"\g<1>1", word) for word in words(COMMANDS[name].example)[1:]]
    assert run(line, exit=None).exit in (0, 3, 4, 6)
    assert caseload.read_bytes() == before
