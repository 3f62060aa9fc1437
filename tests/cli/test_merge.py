"""Likely doubles over the whole file: named with reasons, a no remembered, two records made one."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from factories import a_candidate, a_contract, an_employer, day

from doorstroom import checks, store
from doorstroom.model import Milestone
from doorstroom.model.choices import ClosingReason, Stage
from doorstroom.model.following import Contact, Step
from doorstroom.model.matching import Proposal, Vacancy
from doorstroom.model.not_same import NotSame
from doorstroom.model.support import Support, SupportKind

TODAY = day("2026-11-21")


@pytest.fixture(scope="module")
def twice_in_a_file(empty, tmp_path_factory) -> Path:
    """Fatima who is in the file twice, with all that can hang on a person on the second record."""
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("twice")))
    with store.open(path, command="test", who="somebody else") as caseload:
        caseload.add(an_employer(id=0))
        caseload.register(
            a_candidate(id=0, owner="Noor", talents=("snel",), hours_max=20.0, registered_on=day("2026-01-05"))
        )
        caseload.register(a_candidate(id=0, first_name="Jan", infix="", last_name="Visser"))
        caseload.register(
            a_candidate(
                id=0,
                first_name="Fatma",
                infix="",
                number="77",
                phone="06 1234 5678",
                owner="Samira",
                talents=("lief", "snel"),
                hours_min=24.0,
                registered_on=day("2026-01-05"),
                closed_on=day("2026-02-01"),
                closed_reason=ClosingReason.LEFT,
            )
        )
        caseload.place(a_contract(candidate=1, employer=1))
        caseload.place(a_contract("2027-01-01", "2027-06-30", candidate=3, employer=1))
        caseload.add(Vacancy(employer=1, title="Conducteur", opened_on=TODAY))
        caseload.add(Proposal(candidate=3, vacancy=1, proposed_on=TODAY))
        caseload.add(Milestone(candidate=3, stage=Stage.PROPOSED, reached_on=TODAY, proposal=1))
        caseload.add(Contact(candidate=3, contract=2, held_on=TODAY, text="belde"))
        caseload.add(Step(candidate=3, text="Bel terug", agreed_on=TODAY))
        caseload.add(Support(contract=2, kind=SupportKind.LKS, starts_on=day("2027-01-01")))
        caseload.add(NotSame(candidate=3, other=2))
    return path


@pytest.fixture
def twice(twice_in_a_file, tmp_path) -> Path:
    """The same where commands look for it."""
    return Path(shutil.copy(twice_in_a_file, tmp_path / "caseload.db"))


def rows(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


# --- duplicates --------------------------------------------------------------------------------------------------


def test_likely_doubles_are_listed_with_their_reasons(run, twice):
    run("edit-candidate K1 --phone 0612345678")
    assert run("duplicates --json").json == [
        {
            "ref": "K1",
            "name": "Fatima el Idrissi",
            "other": "K3",
            "other_name": "Fatma Idrissi",
            "reasons": ["typo", "phone"],
        }
    ]
    said = run("duplicates").stdout
    assert "one letter different, same phone number" in said
    assert "`doorstroom merge K1 K3`" in said


def test_somebody_who_came_later_is_no_double_on_an_earlier_day(run, twice):
    run("add-candidate 'Jan Visser' --registered 2026-03-01 --anyway")
    assert len(run("duplicates --json").json) == 1
    assert run("duplicates --json --as-of 2026-02-28").json == []


def test_a_no_is_remembered_and_can_be_taken_back(run, twice):
    run("add-candidate 'Jan Visser' --anyway")
    assert "K4 Jan Visser and K2 Jan Visser are two people" in run("duplicates --not-same K4 K2").stdout
    assert run("duplicates --json").json == []
    before = twice.read_bytes()
    run("duplicates --not-same K2 K4")
    assert twice.read_bytes() == before
    run("undo")
    assert len(run("duplicates --json").json) == 1


@pytest.mark.parametrize(
    ("line", "exit"),
    [
        ("duplicates --not-same K1 K1", 2),
        ("duplicates --not-same K1 K9", 3),
        ("duplicates --not-same K1", 2),
        ("merge K1 K1 --yes", 2),
        ("merge K1 K9 --yes", 3),
        ("merge K1 fat --yes", 4),
        ("merge K1 K3", 6),
        ("merge K1", 2),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(run, twice, line, exit):
    before = twice.read_bytes()
    run(line, exit=exit)
    assert twice.read_bytes() == before


def test_who_was_said_not_to_be_the_same_is_not_warned_of_again(run, twice):
    run("add-candidate 'Jan Vis'")
    assert run("edit-candidate K4 --name 'Jan Visser'", exit=4).stderr.startswith(
        "error: Jan Visser may be in the file"
    )
    run("duplicates --not-same K2 K4")
    run("edit-candidate K4 --name 'Jan Visser'")
    run("close-candidate K4 --reason left")
    assert run("reopen-candidate K4").stderr == ""


def test_a_case_that_is_opened_again_is_looked_at_for_doubles(run, twice):
    run("close-candidate K2 --reason left")
    run("add-candidate 'Jan Visser' --anyway")
    said = run("reopen-candidate K2").stderr
    assert said == (
        "note: K2 Jan Visser may be the same person as K4 Jan Visser (same name): `doorstroom merge K2 K4`.\n"
    )


def test_json_from_elsewhere_is_looked_at_for_doubles_too(run, twice):
    person = '{"first_name": "Jan", "last_name": "Visser"}'
    assert "may be in the file already" in run("add-candidate --from -", stdin=person, exit=4).stderr


# --- merge -------------------------------------------------------------------------------------------------------


def test_a_merge_shows_what_will_happen_before_it_asks(run, twice, on_a_terminal):
    shown = run("merge K1 K3", exit=6).stdout
    assert shown.splitlines() == [
        "K3 Fatma Idrissi becomes part of K1 Fatima el Idrissi.",
        "Filled in: Client number 77, Phone 06 1234 5678.",
        "Added to lists: Talents lief, snel.",
        "Different, and kept as it was: Name Fatima el Idrissi (K3: Fatma Idrissi), Hours from empty (K3: 24),"
        " Owner Noor (K3: Samira), Closed on empty (K3: 2026-02-01), Closed because empty (K3: left).",
        "Moves along: note: 1, contract: 1, milestone: 3, “not the same”: 1, proposal: 1, step: 1.",
        "Is there already and goes: milestone: 1.",
    ]
    before = twice.read_bytes()
    on_a_terminal("merge K1 K3", {"Merge them?": "n"}, exit=6)
    assert twice.read_bytes() == before
    assert "K3 merged into K1" in on_a_terminal("merge K1 K3", {"Merge them?": "y"})


def test_everything_moves_to_who_stays_and_the_other_is_gone(run, twice):
    merged = run("merge K1 K3 --yes --json").json
    assert (merged["ref"], merged["number"], merged["owner"]) == ("K1", "77", "Noor")
    assert (merged["talents"], merged["hours_max"], merged["hours_min"]) == (["snel", "lief"], 20.0, None)
    assert merged["closed_on"] is None
    for table in ("contract", "proposal", "contact", "step", "milestone", "stay"):
        assert rows(twice, f"select count(*) from {table} where candidate <> 1 and candidate <> 2") == [(0,)], table
    assert rows(twice, "select candidate, other from not_same") == [(1, 2)]
    assert rows(twice, "select count(*) from milestone where stage = 'registered' and candidate = 1") == [(1,)]
    assert run("show K1 --as-of 2026-06-01").stdout.count("Stadstram") > 1
    assert checks.look_at(twice, day=TODAY) == []


def test_the_ref_that_is_gone_says_into_whom_it_was_merged(run, twice):
    run("merge K1 K3 --yes")
    for line in ("show K3", "edit-candidate K3 --town Zeist", "merge K2 K3 --yes"):
        assert run(line, exit=3).stderr == (
            "error: K3 was merged into K1 Fatima el Idrissi.\nhint: `doorstroom show K1` shows that one.\n"
        )
    run("undo")
    run("redo")
    assert "merged into K1" in run("show K3", exit=3).stderr
    assert "K3 Fatma Idrissi merged into K1 Fatima el Idrissi." in run("history K3").stdout


def test_a_merge_without_anything_to_fill_in_is_remembered_too(run, twice):
    run("add-candidate 'Jan Visser' --anyway")
    run("merge K2 K4 --yes")
    assert "K4 was merged into K2" in run("show K4", exit=3).stderr


def test_people_who_were_said_not_to_be_the_same_can_still_be_merged_and_it_is_said(run, twice):
    run("duplicates --not-same K1 K3")
    said = run("merge K1 K3 --yes").stdout
    assert "Somebody said that these two are not the same person." in said
    assert rows(twice, "select candidate, other from not_same") == [(1, 2)]


def test_a_merge_is_one_command_to_take_back(run, twice):
    def everything():
        tables = ("candidate", "contract", "milestone", "not_same", "stay", "likeness", "contact", "proposal", "step")
        return {table: sorted(rows(twice, f"select * from {table}"), key=repr) for table in tables}

    before = everything()
    run("merge K3 K1 --yes")
    after = everything()
    run("undo")
    assert everything() == before
    run("redo")
    assert everything() == after
    assert checks.look_at(twice, day=TODAY) == []
