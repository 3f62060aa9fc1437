"""No error, whatever it is about, tells what the file knows of anybody; and no command asks the network for anything."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from processes import words

from docs import starts
from doorstroom import engine, store, turns
from doorstroom.cli import COMMANDS

# Quicker ones than those that are shown.
SHORTER = {"bench": "bench --people 10", "demo": "demo demo.db", "init": "init new.db", "export": "export"}


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    """A folder with a caseload in which there is something of everything."""
    folder = tmp_path_factory.mktemp("quiet") / "begun"
    starts.make("docs", folder)
    return folder


@pytest.fixture
def folder(begun, tmp_path, monkeypatch) -> Path:
    """A copy of it, where commands are given."""
    copy = Path(shutil.copytree(begun, tmp_path / "work"))
    monkeypatch.chdir(copy)
    monkeypatch.setenv("DOORSTROOM_DB", str(copy / "caseload.db"))
    monkeypatch.setenv("TMPDIR", str(copy))
    monkeypatch.setenv("DOORSTROOM_DEBUG", "1")
    return copy


def secrets(caseload: Path) -> set[str]:
    """What the file knows of its people: names, numbers, and what was noted of them."""
    with closing(sqlite3.connect(caseload)) as connection:
        names = connection.execute(
            "select iif(length(last_name) > 3, last_name, null), number from candidate"
        ).fetchall()
        noted = connection.execute("select text from contact union all select text from step").fetchall()
        lists = connection.execute("select talents, wishes from candidate").fetchall()
    items = [item for row in lists for kept in row for item in json.loads(kept)]
    return {text for row in [*names, *noted] for text in row if text} | {item for item in items if len(item) > 8}


def told(result, known: set[str], line: list[str]) -> list[str]:
    """The secrets in what an error says that were not typed; who fits several, or is double, can only be named."""
    if result.exit in (0, 4):
        return []
    said = "\n".join(
        part for part in result.stderr.splitlines() if not part.startswith(("  ", "note: ")) or "File" in part
    )
    return sorted(word for word in known if re.search(rf"\b{re.escape(word)}\b", said) and word not in " ".join(line))


def lines(name: str) -> list[list[str]]:
    """A command as its example gives it, and wrong in every way that its words allow."""
    _program, *typed = words(f"doorstroom {SHORTER[name]}" if name in SHORTER else COMMANDS[name].example)
    typed = typed[2:] if typed[0] == "--lang" else typed
    nobody = [re.sub(r"^([A-Z])\d+$", r"\g<1>999", word) for word in typed]
    return [typed, nobody, typed[:1], [*typed, "--nosuch"], [*typed, "te", "veel"], [*typed, "--as-of", "2026-02-30"]]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_error_of_a_command_tells_of_anybody_and_none_asks_the_network(folder, run, name):
    known, before = secrets(folder / "caseload.db"), {path.name for path in folder.iterdir()}
    whole = (folder / "caseload.db").read_bytes()
    assert {"Yılmaz", "2012", "Likes the tram", "work with plants"} <= known
    wrong = []
    for line in lines(name):
        result = run(line, exit=None)
        # What forbids the network would end in a mistake of ours.
        assert result.exit != 1, result
        wrong += told(result, known, line)
        (folder / "caseload.db").write_bytes(whole)
    assert wrong == []
    assert not [made for path in folder.rglob("*") if (made := path.name) not in before and known & set(made.split())]


@pytest.mark.parametrize("name", COMMANDS)
def test_neither_damage_nor_a_mistake_of_ours_does(folder, run, name, monkeypatch):
    caseload = folder / "caseload.db"
    known, whole = secrets(caseload), caseload.read_bytes()
    line = lines(name)[0]
    caseload.write_bytes(whole[: len(whole) // 2])
    assert told(run(line, exit=None), known, line) == []
    caseload.write_bytes(whole)

    def broken(*_given, **_named):
        raise RuntimeError("Yılmaz 2012 Likes the tram")

    monkeypatch.setattr(store, "open", broken)
    result = run(line, exit=None)
    assert result.exit in (0, 1, 2, 3, 4, 5, 7)
    assert told(result, known, line) == []
    assert "RuntimeError" in result.stderr or result.exit != 1


@pytest.mark.parametrize("name", COMMANDS)
def test_nor_does_a_file_that_somebody_else_holds(folder, run, name, monkeypatch):
    caseload = folder / "caseload.db"
    known, whole = secrets(caseload), caseload.read_bytes()
    monkeypatch.setitem(engine.connect.__kwdefaults__, "timeout", 0.05)
    line = lines(name)[0]
    with closing(sqlite3.connect(caseload, isolation_level=None)) as other, turns.taken(caseload, "Petra"):
        other.execute("begin exclusive")
        result = run(line, exit=None)
    assert result.exit in (0, 2, 3, 4, 7)
    assert told(result, known, line) == []
    assert result.exit != 7 or "Petra" in result.stderr
    assert caseload.read_bytes() == whole
