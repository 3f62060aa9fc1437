"""Completion, asked as a shell asks it: through the environment."""

import os
import subprocess

import pytest
from factories import a_candidate, an_employer

from doorstroom import store
from doorstroom.cli import COMMANDS


@pytest.fixture(autouse=True)
def known(caseload):
    with store.open(caseload, command="test") as opened:
        opened.register(a_candidate(id=0))
        opened.register(a_candidate(id=0, first_name="Fatma", infix="", last_name="Yıldız"))
        opened.register(a_candidate(id=0, first_name="Kees", infix="'t", last_name="Hart"))
        opened.add(an_employer(id=0))
        for number in range(10):
            opened.add(an_employer(id=0, name=f"Hal {number}"))
    return caseload


@pytest.fixture
def completed(spawn):
    """What is offered for the last word of a command line."""

    def completed(line: str, **more: str) -> list[str]:
        words = line.split(" ")
        asked = {"_DOORSTROOM_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        result = spawn("", **asked, **more)
        assert result.stderr == ""
        return result.stdout.split()

    return completed


def test_commands_are_completed(completed):
    assert completed("doorstroom ") == list(COMMANDS)
    assert completed("doorstroom add-c") == ["add-candidate", "add-contract"]


def test_options_and_their_values_are_completed(completed):
    assert "--as-of" in completed("doorstroom expiring --")
    assert completed("doorstroom add-candidate Noor --distance ") == ["small", "medium", "large"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("K", ["K1", "K2", "K3", "Kees-t-hart"]),
        ("k", ["k1", "k2", "k3", "kees-t-hart"]),
        ("W1", ["W1", "W10", "W11"]),
        ("K9", []),
        ("fat", ["fatima-el-idrissi", "fatma-yildiz"]),
        ("Fati", ["Fatima-el-idrissi"]),
        ("FATIMA-", ["FATIMA-el-idrissi"]),
        ("Yıl", ["Yıldiz"]),
        ("el-i", ["el-idrissi"]),
        ("drissi", []),
        ("stads", ["stadstram"]),
    ],
)
def test_a_record_is_completed_by_its_ref_or_the_beginning_of_a_name(completed, typed, offered):
    assert completed(f"doorstroom show {typed}") == offered


@pytest.mark.parametrize("typed", ["fat", "K", "w1", "yıl", "stads", "el"])
def test_what_is_completed_begins_with_what_was_typed_and_is_found(completed, run, typed):
    for offered in completed(f"doorstroom show {typed}"):
        assert offered.startswith(typed)
        assert offered.replace("-", "").isalnum()
        run(["show", offered])


def test_only_records_of_the_kind_that_is_asked_for_are_offered(completed):
    assert completed("doorstroom expiring --employer s") == ["stadstram"]
    assert completed("doorstroom expiring --employer K") == []


def test_a_shell_that_shows_more_gets_the_name_with_the_ref(spawn):
    asked = {"_DOORSTROOM_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "doorstroom show K1"}
    assert spawn("", **asked).stdout.split("\n")[0] == '_arguments \'*: :(("K1":"Fatima el Idrissi"))\''


def test_another_caseload_on_the_line_is_the_one_that_is_asked(completed, known, tmp_path):
    elsewhere = known.rename(tmp_path / "elsewhere.db")
    assert completed("doorstroom show K1") == []
    assert completed(f"doorstroom --db {elsewhere} show K1") == ["K1"]


@pytest.mark.parametrize(
    "spoil", [os.remove, lambda path: path.write_text("no caseload")], ids=["no file", "no caseload"]
)
def test_where_nothing_can_be_read_nothing_is_offered_and_nothing_is_said(completed, known, spoil):
    spoil(known)
    assert completed("doorstroom show K") == []


def test_the_script_for_a_shell_is_given(spawn):
    script = spawn("--show-completion bash").stdout
    assert "_DOORSTROOM_COMPLETE=complete_bash" in script
    subprocess.run(["bash", "-n"], input=script.encode(), check=True)
