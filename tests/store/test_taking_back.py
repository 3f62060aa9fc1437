"""Undo and redo over whole caseloads: whatever was done, all of it goes back, and all of it comes again."""

import inspect
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from factories import a_candidate, a_contract, an_employer, day
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from processes import words

from doorstroom import checks, journal, store
from doorstroom.cli import COMMANDS
from doorstroom.model.following import Contact, Step
from doorstroom.model.matching import Proposal, Vacancy
from doorstroom.model.meeting import Meeting
from doorstroom.model.programme import Programme
from doorstroom.model.support import Assignment, Support, SupportKind
from doorstroom.model.workplace import Workplace

TODAY = day("2026-11-21")
LOG = {"event", "change", "change_value", "export", "sqlite_sequence", "_sqlite_migrations"}
# What makes a file, looks at one, or leaves it: there is nothing to take back.
NOTHING_TO_TAKE_BACK = {"init", "demo", "export", "undo", "redo", "restore", "bench", "forget", "retention"}


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


def changing() -> list[str]:
    """The commands that open the caseload to change it, as their sources say; new ones come in by themselves."""
    return [
        name
        for name in COMMANDS
        if name not in NOTHING_TO_TAKE_BACK and any(".change(" in one for one in sources(name))
    ]


def sources(name: str) -> Iterator[str]:
    """The source of a command, and of what it calls in its own module."""
    module, function = COMMANDS[name].target.split(":")
    text = inspect.getsource(import_module(f"doorstroom.commands.{module}"))
    bodies = dict(re.findall(r"^def (\w+)(\(.*?)(?=^def |^@|\Z)", text, re.MULTILINE | re.DOTALL))
    todo, done = [function], set()
    while todo:
        body = bodies[called := todo.pop()]
        done.add(called)
        yield body
        todo += [one for one in bodies if one not in done | set(todo) and re.search(rf"\b{one}\(", body)]


# --- what people type --------------------------------------------------------------------------------------------

NUMBERS = st.integers(1, 4)
DAYS = st.dates(day("2025-01-01"), day("2028-12-31")).map(str)
NAMES = st.sampled_from(
    ["Fatima el Idrissi", "Idrissi, Fatma", "F. Idrissi", "Jan van der Berg", "[/]", "Özlem Yıldız"]
)
TEXTS = st.sampled_from(["Noor", "Samira", "=1+1", "een 'gewone' zin"])


@st.composite
def add_candidate(draw: st.DrawFn) -> list[str]:
    return ["add-candidate", draw(NAMES), "--owner", draw(TEXTS), *draw(st.sampled_from([["--anyway"], []]))]


@st.composite
def edit_candidate(draw: st.DrawFn) -> list[str]:
    how = draw(
        st.sampled_from(
            [
                ["--name", draw(NAMES), "--anyway"],
                ["--owner", draw(TEXTS), "--talent", draw(TEXTS)],
                ["--number", str(draw(NUMBERS))],
                ["--birth-date", "1960-02-28", "--hours-max", "24,5", "--licence", "B"],
                ["--owner", "-", "--number", "-", "--talent", "-"],
            ]
        )
    )
    return ["edit-candidate", f"K{draw(NUMBERS)}", *how]


@st.composite
def add_contract(draw: st.DrawFn) -> list[str]:
    length = draw(st.sampled_from([["--months", "7"], ["--permanent"], ["--months", "23", "--workplace", "W1"]]))
    return ["add-contract", f"K{draw(NUMBERS)}", f"W{draw(NUMBERS)}", "--start", draw(DAYS), *length]


@st.composite
def edit_contract(draw: st.DrawFn) -> list[str]:
    how = draw(st.sampled_from([["--start", draw(DAYS)], ["--end", draw(DAYS)], ["--not-subsidised"], ["--note", "-"]]))
    return ["edit-contract", f"C{draw(NUMBERS)}", *how]


@st.composite
def edit_employer(draw: st.DrawFn) -> list[str]:
    how = draw(
        st.sampled_from(
            [
                ["--policy-months", "6"],
                ["--successor-of", f"W{draw(NUMBERS)}"],
                ["--successor-of", "-"],
                ["--name", "Ω"],
            ]
        )
    )
    return ["edit-employer", f"W{draw(NUMBERS)}", *how]


@st.composite
def brought_in(draw: st.DrawFn) -> list[str]:
    rows = draw(st.lists(st.tuples(NAMES, NUMBERS, st.sampled_from(["Hal 3", "Stadstram"]), DAYS), max_size=4))
    text = "\n".join(f"{name};{number};{place};{start};2029-12-31" for name, number, place, start in rows)
    return ["import", f"Wie;Nummer;Werkgever;Startdatum;Einddatum\n{text}\n", "--map", "Wie=name", "--skip-problems"]


DRAWN = {
    "add-candidate": add_candidate(),
    "edit-candidate": edit_candidate(),
    "add-contract": add_contract(),
    "edit-contract": edit_contract(),
    "edit-employer": edit_employer(),
    "import": brought_in(),
    "duplicates": st.tuples(NUMBERS, NUMBERS).map(lambda two: ["duplicates", "--not-same", f"K{two[0]}", f"K{two[1]}"]),
    "merge": st.tuples(NUMBERS, NUMBERS).map(lambda two: ["merge", f"K{two[0]}", f"K{two[1]}", "--yes"]),
    "extend-contract": st.tuples(st.just("extend-contract"), NUMBERS.map("C{}".format), st.just("--months=7")).map(
        list
    ),
    "milestone": st.tuples(NUMBERS, st.sampled_from(["placed", "registered", "left", "screened"]), DAYS).map(
        lambda told: ["milestone", f"K{told[0]}", told[1], "--on", told[2]]
    ),
    "transfer": st.tuples(TEXTS, TEXTS).map(lambda two: ["transfer", "--from", two[0], "--to", two[1]]),
    "close-candidate": st.tuples(
        st.just("close-candidate"), NUMBERS.map("K{}".format), st.sampled_from(["--reason=moved-on", "--reason=left"])
    ).map(list),
}


def example(name: str) -> st.SearchStrategy[list[str]]:
    """The example of a command, about records that may be there."""
    _program, *typed = words(COMMANDS[name].example)
    places = [place for place, word in enumerate(typed) if re.fullmatch(r"[A-Z]\d+", word)]

    def about(numbers: list[int]) -> list[str]:
        line = [*typed, *asked(name)]
        for place, number in zip(places, numbers, strict=True):
            line[place] = f"{typed[place][0]}{number}"
        return line

    return st.lists(NUMBERS, min_size=len(places), max_size=len(places)).map(about)


def asked(name: str) -> list[str]:
    """What answers a command that asks."""
    return ["--yes"] if any("agreed(yes" in one for one in sources(name)) else []


# What came back in a workbook is taken back in the tests of that.
WITH_A_FILE = {"apply"}
# What must have been done before the example of a command can do anything.
FIRST = {
    "edit-workplace": ["add-workplace C1 W1"],
    "reopen-candidate": ["close-candidate K1 --reason left"],
}

LINES = st.one_of(*(DRAWN[name] if name in DRAWN else example(name) for name in changing()))


def typed(run: Any, caseload: Path, line: list[str]) -> Any:
    """Give a command, whatever it thinks of it; never with a mistake of ours."""
    if line[0] == "import":
        sheet = caseload.with_name("sheet.csv")
        sheet.write_text(line[1], encoding="utf-8")
        line = ["import", str(sheet), *line[2:]]
    result = run(["--db", str(caseload), *line], exit=None)
    assert result.exit in (0, 2, 3, 4, 5, 6), result
    return result


@pytest.fixture(scope="module")
def one_of_each(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of every kind, to begin with."""
    path = tmp_path_factory.mktemp("each") / "caseload.db"
    path.write_bytes(empty.read_bytes())
    with store.open(path, command="init", who="somebody else") as caseload:
        for name in ("Streekvervoer", "Groenbeheer"):
            caseload.add(an_employer(id=0, name=name, policy_months=23))
        caseload.add(Programme(name="Doorstroom", target=500, partners=(2,)))
        for last in ("Idrissi", "Visser", "Vissers"):
            caseload.register(a_candidate(id=0, infix="", last_name=last, registered_on=TODAY))
        caseload.place(a_contract(candidate=1, employer=1))
        caseload.add(Workplace(contract=1, employer=2, hours=12.0))
        caseload.place(a_contract(candidate=2, employer=2))
        caseload.add(Vacancy(employer=2, title="Conducteur", opened_on=TODAY))
        caseload.add(Proposal(candidate=2, vacancy=1, proposed_on=TODAY))
        caseload.add(Contact(candidate=1, held_on=TODAY, text="belde"))
        caseload.add(Step(candidate=1, text="Bel terug", agreed_on=TODAY))
        caseload.add(Support(contract=1, kind=SupportKind.LKS, starts_on=day("2026-01-01")))
        caseload.add(Meeting(day=TODAY))
        caseload.add(Assignment(employer=1, name="Bestek 4", percent=5.0))
    return path


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


@pytest.mark.parametrize("name", [name for name in changing() if name not in DRAWN and name not in WITH_A_FILE])
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
