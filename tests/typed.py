"""Command lines as people type them, about records that may be there: for tests that do whatever comes up."""

import inspect
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

from factories import day
from hypothesis import strategies as st
from processes import words

from doorstroom.cli import COMMANDS

# What makes a file, looks at one, or leaves it: there is nothing to take back.
NOTHING_TO_TAKE_BACK = {"init", "demo", "export", "undo", "redo", "restore", "bench", "forget", "retention"}


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
def edit_support(draw: st.DrawFn) -> list[str]:
    how = draw(
        st.sampled_from(
            [
                ["--kind", "jobcoach", "--provider", draw(TEXTS)],
                ["--to", draw(DAYS), "--granted", draw(DAYS)],
                ["--ended", draw(DAYS)],
                ["--ended", "-", "--to", "-", "--review", draw(DAYS)],
            ]
        )
    )
    return ["edit-support", f"R{draw(NUMBERS)}", *how]


@st.composite
def edit_assignment(draw: st.DrawFn) -> list[str]:
    how = draw(
        st.sampled_from(
            [["--counts", f"C{draw(NUMBERS)}"], ["--drop-counts", f"C{draw(NUMBERS)}"], ["--obligation", "500"]]
        )
    )
    return ["edit-assignment", f"A{draw(NUMBERS)}", *how]


@st.composite
def brought_in(draw: st.DrawFn) -> list[str]:
    rows = draw(st.lists(st.tuples(NAMES, NUMBERS, st.sampled_from(["Hal 3", "Stadstram"]), DAYS), max_size=4))
    text = "\n".join(f"{name};{number};{place};{start};2029-12-31" for name, number, place, start in rows)
    return ["import", f"Wie;Nummer;Werkgever;Startdatum;Einddatum\n{text}\n", "--map", "Wie=name", "--skip-problems"]


@st.composite
def brought_back(draw: st.DrawFn) -> list[str]:
    rows = st.fixed_dictionaries(
        {"ref": NUMBERS.map("K{}".format), "decision": st.sampled_from(["talk", "extend", "not-now", "closed"])},
        optional={"note": TEXTS, "owner": TEXTS, "due_on": DAYS, "vacancy": NUMBERS.map("V{}".format)},
    )
    return ["apply", json.dumps(draw(st.lists(rows, max_size=3, unique_by=lambda row: row["ref"]))), "--yes"]


DRAWN = {
    "apply": brought_back(),
    "add-candidate": add_candidate(),
    "edit-candidate": edit_candidate(),
    "add-contract": add_contract(),
    "edit-contract": edit_contract(),
    "edit-employer": edit_employer(),
    "edit-support": edit_support(),
    "edit-assignment": edit_assignment(),
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


LINES = st.one_of(*(DRAWN[name] if name in DRAWN else example(name) for name in changing()))


def typed(run: Any, caseload: Path, line: list[str]) -> Any:
    """Give a command, whatever it thinks of it; never with a mistake of ours."""
    if line[0] == "import":
        sheet = caseload.with_name("sheet.csv")
        sheet.write_text(line[1], encoding="utf-8")
        line = ["import", str(sheet), *line[2:]]
    if line[0] == "apply":
        page = caseload.with_name("page.json")
        page.write_text(json.dumps(_saved(caseload, json.loads(line[1]))), encoding="utf-8")
        line = ["apply", str(page), *line[2:]]
    result = run(["--db", str(caseload), *line], exit=None)
    assert result.exit in (0, 2, 3, 4, 5, 6), result
    return result


def _saved(caseload: Path, rows: list[dict[str, str]]) -> dict[str, Any]:
    """What the page of a meeting saves when these rows were filled in."""
    with closing(sqlite3.connect(caseload)) as connection:
        (mark,) = connection.execute("select value from setting where key = 'caseload'").fetchone()
    return {"format": 1, "meeting": "2026-11-23", "caseload": mark, "rows": rows}
