"""Which way imports point, as ``docs/architecture.md`` tells it, read from the sources themselves."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import doorstroom

SOURCE = Path(doorstroom.__file__).parent

# What answers questions, and knows no file, screen, clock or language. A package stands for all that is in it.
CORE = [
    *(
        "errors",
        "choices",
        "check",
        "model",
        "names",
        "dates",
        "privacy",
        "report",
        "lines",
        "parting",
        "aftercare",
        "notice",
        "reports",
        "registers",
        "doubles",
        "spelling",
        "arranging",
        "retention",
    ),
    *("timeline", "preparation", "explaining", "rules", "limits", "matching", "proposing", "intake", "demo", "meeting"),
    *("attention", "dashboard", "merging", "sharing", "schemes", "amounts", "deadlines", "results"),
]

# What touches the world, and which others of them each may use.
STORE = [
    *(
        "store",
        "stays",
        "leaving",
        "milestones",
        "moving",
        "search",
        "schema",
        "definitions",
        "journal",
        "records",
        "damage",
        "connection",
        "checks",
        "arrivals",
        "tables",
    ),
    *("writing", "likeness", "followed", "loose_ends", "pairing"),
    *("derived", "references", "netting", "since", "chronicle", "reversal", "backups", "joining"),
    *("findable", "finding", "held", "forgetting", "subject"),
    *("turns", "surroundings"),
    *("engine", "encrypted", "sealing"),
]
EDGES = {
    "screens": {*STORE, "rulebook"},
    **{name: {*STORE, "rulebook", "files", "clock", "keys"} for name in STORE},
    "rules.load": set(),
    "rulebook": {"rules.load"},
    "incoming": set(),
    "clock": set(),
    "keys": set(),
    "settings": {"clock"},
    "files": set(),
    "wording": set(),
    "exports": {"wording"},
    "calendars": {"wording"},
    "postings": {"incoming"},
    "postcodes": {"workbook", "incoming"},
    "workbook": {"wording", "incoming", "postings"},
    "papers": {"wording", "exports"},
    "page": {"wording"},
    "tabular": set(),
    "grid": {"wording", "tabular"},
    "paging": {"tabular"},
    "output": {"wording", "exports", "grid", "tabular", "paging"},
}

# The rest of the standard library is for the edges.
PURE = {
    *("array", "bisect", "calendar", "collections", "dataclasses", "datetime", "enum", "functools", "hashlib", "heapq"),
    *("fractions", "itertools", "math", "random", "re", "typing", "unicodedata"),
}

TABLE_OF_COMMANDS = {"cli", "__main__"}


class Import(NamedTuple):
    """One name that a module takes from another: of ours without ``doorstroom.``, of others as it is."""

    module: str
    name: str
    is_ours: bool
    only_for_types: bool


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of ours, as its name and its tree; a package is called as its folder."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__"), ast.parse(path.read_text(encoding="utf-8"))


MODULES = {name for name, _ in sources()}


def for_types(tree: ast.Module) -> set[ast.AST]:
    """The parts of a module that only a type checker reads."""
    guarded = (node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
    return {inner for node in guarded for inner in ast.walk(node)}


@cache
def imports() -> dict[str, list[Import]]:
    """What each module of ours imports, wherever it stands."""
    found: dict[str, list[Import]] = {}
    for name, tree in sources():
        typed = for_types(tree)
        here = found.setdefault(name, [])
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                here += [Import(alias.name, "", False, node in typed) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] != "doorstroom":
                here += [Import(node.module or ".", alias.name, False, node in typed) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                package = (node.module or "").removeprefix("doorstroom").removeprefix(".")
                for alias in node.names:
                    whole = f"{package}.{alias.name}".removeprefix(".")
                    here.append(Import(whole if whole in MODULES else package, alias.name, True, node in typed))
    return found


def stands_for(module: str, names: dict[str, set[str]] | list[str]) -> str | None:
    """The entry that a module belongs to: itself, else its package."""
    return next((name for name in (module, module.split(".")[0]) if name in names), None)


def is_core(module: str) -> bool:
    return stands_for(module, EDGES) is None and stands_for(module, CORE) is not None


def is_command(module: str) -> bool:
    return module.startswith("commands.")


def ours() -> Iterator[tuple[str, Import]]:
    yield from ((name, one) for name, found in imports().items() for one in found if one.is_ours)


def test_every_module_has_its_place():
    known = {"", "i18n", "commands", *TABLE_OF_COMMANDS}
    assert [
        name
        for name in MODULES
        if not (name in known or is_command(name) or is_core(name)) and stands_for(name, EDGES) is None
    ] == []


def test_the_core_knows_only_the_core():
    assert [
        (name, one.module)
        for name, one in ours()
        if is_core(name) and not is_core(one.module) and one.module not in ("", "i18n")
    ] == []


def test_the_core_marks_sentences_and_never_translates_them():
    assert [
        (name, one.name) for name, one in ours() if is_core(name) and one.module == "i18n" and one.name != "N_"
    ] == []


def test_the_core_needs_only_what_touches_nothing():
    assert [
        (name, one.module)
        for name, found in imports().items()
        for one in found
        if is_core(name) and not one.is_ours and one.module.split(".")[0] not in PURE
    ] == []


def test_an_edge_knows_the_core_and_only_the_edges_that_it_stands_on():
    for name, one in ours():
        edge, other = stands_for(name, EDGES), stands_for(one.module, EDGES)
        if edge is not None and not one.only_for_types:
            allowed = {*EDGES[edge], edge}
            assert other in allowed or is_core(one.module) or one.module in ("", "i18n"), f"{name} → {one.module}"


def test_a_command_knows_no_other_command():
    assert [
        (name, one.module)
        for name, one in ours()
        if is_command(name) and is_command(one.module) and not one.module.startswith("commands._")
    ] == []


def test_nothing_knows_a_command_but_the_table():
    assert [
        (name, one.module)
        for name, one in ours()
        if one.module.startswith("commands") and not is_command(name) and name not in TABLE_OF_COMMANDS
    ] == []


def test_modules_do_not_import_each_other_in_a_ring_when_they_are_loaded():
    at_the_top = {
        name: {
            target
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("doorstroom")
            for one in imports()[name]
            if one.is_ours and (target := one.module) and one.name in {alias.name for alias in node.names}
        }
        for name, tree in sources()
    }
    while free := {name for name, needed in at_the_top.items() if not needed & at_the_top.keys() - {name}}:
        at_the_top = {name: needed for name, needed in at_the_top.items() if name not in free}
    assert at_the_top == {}


# --- who may do what ---------------------------------------------------------------------------------------------


def calls(*, among: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every call of one of these, by a bare name or on anything, as the module and what is called."""
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called.rpartition(".")[2] in among:
                    yield name, called


def test_only_the_store_and_its_neighbours_speak_sql():
    asked = {name for name, _ in calls(among=("execute", "executemany", "executescript", "query"))}
    assert {name.split(".")[0] for name in asked} <= set(STORE)


def test_only_the_store_opens_a_database():
    opened = {
        name for name, found in imports().items() for one in found if one.module.startswith(("sqlite3", "sqlite_utils"))
    }
    assert {name.split(".")[0] for name in opened} <= {*STORE}


def test_no_sql_that_only_sqlite_understands_or_that_loses_rows():
    spoken = {
        (name, word)
        for name, tree in sources()
        if stands_for(name, STORE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for word in ("rowid", "insert or ", "julianday", "date('now'", "group_concat", "pragma_", "glob ")
        if word in node.value.lower().replace("lastrowid", "")
    }
    assert spoken == set()


def test_nothing_transforms_a_table():
    assert list(calls(among=("transform",))) == []


def test_only_output_prints():
    printed = {
        (name, called)
        for name, called in calls(among=("print", "print_exception", "echo", "secho", "write", "pprint"))
        if called in ("print", "pprint", "typer.echo", "typer.secho") or called.startswith(("sys.std", "traceback."))
    }
    # Typer's own words, help and version.
    typers = {("cli", "typer.echo")}
    assert {(name, called) for name, called in printed if name != "output"} == typers


def test_only_the_settings_ask_what_day_it_is():
    # The other times are a stamp in the log, in the name of a copy, beside a file in use and in a workbook's properties,
    # and never an answer.
    asked = {name for name, called in calls(among=("now", "today", "utcnow")) if called.startswith(("date", "time"))}
    assert asked <= {"settings", "journal", "backups", "turns"}


def test_click_is_left_to_typer():
    """Typer carries a copy of its own; what comes from another is not what it knows."""
    foreign = [
        (name, one.module)
        for name, found in imports().items()
        for one in found
        if one.module.split(".")[0] == "click" or one.module.startswith("typer._")
    ]
    assert foreign == []


@pytest.mark.parametrize("name", sorted(MODULES - {""}))
def test_a_module_is_a_noun_that_fits_in_a_few_screens(name):
    assert not {"utils", "util", "helpers", "helper", "manager", "data", "info", "misc", "common"} & set(
        name.split(".")
    )
    path = SOURCE.joinpath(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400


def test_what_is_imported_by_name_is_installed_or_ours():
    allowed = {
        "typer",
        "rich",
        "sqlite_utils",
        "pydantic",
        "openpyxl",
        "xlsxwriter",
        "dateutil",
        "platformdirs",
        "jinja2",
        # Only on Windows.
        "colorama",
        # Only where they are installed: the extra with which files are encrypted.
        "sqlcipher3",
        "msoffcrypto",
    }
    others = {one.module.split(".")[0] for found in imports().values() for one in found if not one.is_ours}
    assert others - set(sys.stdlib_module_names) <= allowed
