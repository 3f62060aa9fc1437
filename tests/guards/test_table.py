"""The table of commands: every entry is there, is explained in a sentence, and its example can be typed."""

import inspect
import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

import doorstroom
from doorstroom.cli import COMMANDS
from doorstroom.commands._app import build

DOCS = Path(doorstroom.__file__).parents[2] / "docs"
EACH = pytest.mark.parametrize("name", COMMANDS)
SENTENCE = re.compile(r"[A-Z“][^.]*(?:\.[a-z][^.]*)*[.?]")


# What stands for a record in the help where REF alone would not say which.
NAMES = {"CANDIDATE", "EMPLOYER", "KEPT", "GONE"}


def built(name):
    return build(name, COMMANDS[name])


def options(command):
    return [parameter for parameter in command.params if parameter.name != "help"]


@EACH
def test_every_entry_is_a_function_that_typer_accepts(name):
    module, function = COMMANDS[name].target.split(":")
    assert inspect.isfunction(getattr(import_module(f"doorstroom.commands.{module}"), function))
    assert built(name).name == name


@EACH
def test_every_example_can_be_typed(name):
    program, *typed = shlex.split(COMMANDS[name].example)
    assert program == "doorstroom"
    built(name).make_context(name, typed[typed.index(name) + 1 :])


@EACH
def test_a_command_is_explained_in_one_short_sentence(name):
    sentence = COMMANDS[name].sentence
    assert SENTENCE.fullmatch(sentence), sentence
    assert len(sentence) <= 60


@EACH
def test_every_option_is_explained_in_one_short_sentence(name):
    wrong = [
        (parameter.name, parameter.help)
        for parameter in options(built(name))
        if not SENTENCE.fullmatch(parameter.help) or len(parameter.help) > 60
    ]
    assert wrong == []


@EACH
def test_no_option_is_declared_twice(name):
    typed = [text for parameter in options(built(name)) for text in (*parameter.opts, *parameter.secondary_opts)]
    assert len(typed) == len(set(typed))


@EACH
def test_every_record_that_is_named_can_be_completed(name):
    """Whoever types half a REF or name gets the rest, with who it is: `_options.ref`, `record` or `complete`."""
    assert [
        parameter.name
        for parameter in options(built(name))
        if (parameter.metavar in NAMES or "REF" in (parameter.metavar or ""))
        and parameter._custom_shell_complete is None
    ] == []


# Lists that are no registers: each is cut or ordered in its own way.
OWN_ORDER = {
    *("agenda", "bench", "changes", "duplicates", "find", "history", "match"),
    *("report", "restore", "retention", "rules"),
}


@EACH
def test_every_list_can_be_searched_sorted_cut_and_paged(name):
    """`_lists.listed` above a command gives it all of these."""
    typed = {text for parameter in options(built(name)) for text in parameter.opts}
    if "--csv" in typed and name not in OWN_ORDER:
        assert {"--search", "--sort", "--limit", "--no-pager"} <= typed


@EACH
def test_every_list_can_be_read_by_programs(name):
    typed = {text for parameter in options(built(name)) for text in parameter.opts}
    assert "--json" in typed or name in ("init", "demo")
    if "--csv" in typed:
        assert "--json" in typed


@EACH
def test_every_command_has_an_example_in_the_docs(name):
    examples = re.compile(rf"^\$ doorstroom (?:--\S+ \S+ )*{name}\b", re.MULTILINE)
    assert any(examples.search(page.read_text(encoding="utf-8")) for page in DOCS.glob("*.md"))


def test_the_commands_are_named_as_people_type_them():
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in COMMANDS)
