"""The tools of this suite bite: they run what they say they run, and forbid what they say they forbid."""

import socket
from pathlib import Path

import pytest
from processes import python


def test_a_socket_is_refused_in_the_suite():
    with pytest.raises(AssertionError, match="forbidden"):
        socket.socket(socket.AF_INET)


def test_a_socket_is_refused_in_the_processes_it_starts():
    said = python(
        "import socket\ntry: socket.getaddrinfo('example.org', 80)\nexcept AssertionError as refusal: print(refusal)"
    )
    assert "forbidden" in said


def test_the_same_command_says_the_same_in_this_process_in_another_and_on_a_terminal(run, spawn, on_a_terminal):
    here = run("--version")
    assert spawn("--version") == here
    assert on_a_terminal("--version") == here.stdout


def test_the_home_folder_is_a_folder_of_the_test(tmp_path):
    assert Path.home().is_relative_to(tmp_path)


def test_an_answer_is_typed_when_the_question_is_there(caseload, run, on_a_terminal):
    screen = on_a_terminal("add-candidate", {"Name": "Fatima el Idrissi"})
    assert "K1 added: Fatima el Idrissi" in screen
    assert run("candidates --json").json[0]["name"] == "Fatima el Idrissi"
