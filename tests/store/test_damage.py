"""Damage is found and never spread: one wrong bit in a file of thirty people, again and again in another place."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from factories import day

from doorstroom import checks, demo, schema, store
from doorstroom.errors import BadFile

TODAY = day("2026-11-21")
FLIPS = 30


@pytest.fixture(scope="module")
def thirty_people(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A caseload of thirty invented people, as bytes."""
    path = tmp_path_factory.mktemp("damage") / "caseload.db"
    invented = demo.caseload(TODAY, people=30)
    schema.create(path)
    with store.open(path, command="test") as caseload:
        caseload.fill(*invented.facts)
    return path.read_bytes()


def with_one_wrong_bit(content: bytes, seed: int) -> bytes:
    """The same bytes but for a bit somewhere in a page; what was never written, which is all noughts, is let be."""
    random, spoilt = Random(seed), bytearray(content)
    place = random.choice([place for place, byte in enumerate(content) if byte and place >= 100])
    spoilt[place] ^= 1 << random.randrange(8)
    return bytes(spoilt)


# With a bit wrong a moment of the log can still be a moment: nothing tells it from the right one.
COLUMNS = {"event": "id, who, command, takes_back"}


def tables(path: Path) -> object:
    """All that stands in a file, or that it cannot be read."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        try:
            names = [
                row[0].decode() for row in connection.execute("select name from sqlite_schema where type = 'table'")
            ]
            return {
                name: connection.execute(f"select {COLUMNS.get(name, '*')} from {name} order by 1, 2").fetchall()
                for name in names
            }
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return "unreadable"


def found_damaged(path: Path) -> bool:
    try:
        return any(finding.code == checks.DAMAGED for finding in checks.look_at(path, day=TODAY))
    except BadFile:
        return True


def test_a_good_file_has_nothing_wrong_with_it(caseload, thirty_people):
    caseload.write_bytes(thirty_people)
    assert not found_damaged(caseload)


def test_check_finds_every_bit_that_changes_what_the_file_says(caseload, thirty_people):
    caseload.write_bytes(thirty_people)
    whole = tables(caseload)
    changed, missed = 0, []
    for seed in range(FLIPS):
        caseload.write_bytes(with_one_wrong_bit(thirty_people, seed))
        if tables(caseload) != whole:
            changed += 1
            missed += [] if found_damaged(caseload) else [seed]
    assert changed > FLIPS / 2
    assert missed == []


@pytest.fixture
def worked_in(caseload, run):
    """A file in which somebody worked for a while, so that its log has many events."""
    run("add-candidate 'Jan Bos' --owner Noor")
    run("add-employer Stadstram")
    run("add-contract K1 W1 --start 2026-01-01 --months 11")
    for town in ("Zeist", "Utrecht", "Bunnik", "Zeist"):
        run(f"edit-candidate K1 --town {town}")
    run("undo 2")
    return caseload


@pytest.mark.parametrize(
    "spoil",
    [
        "update event set who = 'noot' where id = 3",
        "update event set command = 'add-contracu' where id = 3",
        "update event set made_at = '2026-11-21T09:00:01+00:00' where id = 2",
        "update event set takes_back = 5 where takes_back = 6",
        "delete from event where id = (select max(id) from event)",
        "update change_value set before = replace(before, 'Zeist', 'Zeisu') where before like '%Zeist%'",
        "update setting set value = value + 1 where key = 'log'",
        "update setting set value = 'x' where key = 'log'",
    ],
)
def test_check_finds_a_log_that_says_something_else_of_who_did_what(worked_in, run, spoil):
    assert run("check").stdout == ""
    with closing(sqlite3.connect(worked_in)) as connection:
        assert connection.execute(spoil).rowcount
        connection.commit()
    assert found_damaged(worked_in)
    # Who works on all the same does not cover it up.
    run("edit-candidate K1 --district Oost", exit=None)
    assert found_damaged(worked_in)


def test_a_log_without_a_seal_is_sealed_by_the_next_change(worked_in, run):
    with closing(sqlite3.connect(worked_in)) as connection:
        connection.execute("delete from setting where key = 'log'")
        connection.commit()
    assert run("check").stdout == ""
    run("edit-candidate K1 --district Oost")
    with closing(sqlite3.connect(worked_in)) as connection:
        connection.execute("update event set who = 'noot' where id = 3")
        connection.commit()
    assert found_damaged(worked_in)


def test_no_command_takes_damage_for_a_mistake_of_its_own_or_makes_it_worse(caseload, thirty_people, run):
    for seed in range(FLIPS // 2):
        spoilt = with_one_wrong_bit(thirty_people, seed)
        caseload.write_bytes(spoilt)
        for line in ("candidates --json", "expiring", "show K1", "contracts", "explain K3"):
            assert run(line, exit=None).exit in (0, 3, 5)
        assert caseload.read_bytes() == spoilt


def test_what_refuses_to_write_in_a_damaged_file_leaves_it_as_it_was(caseload, thirty_people, run):
    refused = 0
    for seed in range(FLIPS * 4):
        spoilt = with_one_wrong_bit(thirty_people, seed)
        caseload.write_bytes(spoilt)
        if run("add-contract K3 W1 --start 2027-01-01 --months 6", exit=None).exit == 5:
            refused += 1
            assert caseload.read_bytes() == spoilt
        # Which bits are hit differs from file to file, for each has a mark and moments of its own.
        if refused == 3:
            break
    assert refused > 0
