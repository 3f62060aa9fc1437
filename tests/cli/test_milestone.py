"""Milestones: those noted by hand, and those that follow by themselves and move along."""

import pytest

from doorstroom.model.choices import Stage


@pytest.fixture
def placed(run, caseload):
    """Somebody with a contract."""
    run("add-candidate 'Fatima el Idrissi' --registered 2026-01-05")
    run("add-employer Stadstram")
    run("add-contract K1 W1 --start 2026-02-01 --months 12")
    return caseload


def reached(run):
    told = run("show K1 --json").json["milestones"]
    return [(one["stage"], one["reached_on"], one["follows_from"]) for one in told]


FROM_THE_START = [("registered", "2026-01-05", "registration"), ("placed", "2026-02-01", "C1")]


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_can_be_noted(run, placed, stage):
    run(f"milestone K1 {stage} --on 2026-01-20")
    assert reached(run)[1] == (stage, "2026-01-20", None)


def test_a_milestone_is_said_back_and_noted_once(run, placed):
    assert run("milestone K1 screened --on 20-01-2026").stdout == (
        "K1 Fatima el Idrissi: stage “screened” reached on 2026-01-20.\n"
    )
    before = placed.read_bytes()
    assert "was known already" in run("milestone K1 screened --on 2026-01-20").stdout
    assert "was known already" in run("milestone K1 placed --on 2026-02-01").stdout
    assert placed.read_bytes() == before


def test_a_milestone_is_of_today_unless_a_day_is_given(run, placed):
    assert run("milestone K1 aftercare --json").json == {
        "ref": "K1",
        "stage": "aftercare",
        "reached_on": "2026-11-21",
        "follows_from": None,
    }


@pytest.mark.parametrize(
    ("day", "note"),
    [
        ("2026-01-04", "note: 2026-01-04 lies before K1 was registered, on 2026-01-05.\n"),
        ("2026-01-05", ""),
        ("2026-11-21", ""),
        ("2026-11-22", "note: 2026-11-22 is still to come.\n"),
    ],
)
def test_an_odd_day_is_noted_and_kept_all_the_same(run, placed, day, note):
    assert run(f"milestone K1 screened --on {day}").stderr == note
    assert ("screened", day, None) in reached(run)


def test_a_day_after_the_case_was_closed_is_noted(run, placed):
    run("close-candidate K1 --on 2026-11-01 --reason left")
    assert "lies after the case of K1 was closed, on 2026-11-01" in run("milestone K1 aftercare --on 2026-11-02").stderr


def test_who_had_no_day_of_registration_has_one_from_then_on(run, caseload, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Naam;Woonplaats\nJan Bos;Utrecht", encoding="utf-8")
    run(["import", str(file)])
    run("milestone K1 registered --on 2026-03-01")
    told = run("show K1 --json").json
    assert told["registered_on"] == "2026-03-01"
    assert reached(run) == [("registered", "2026-03-01", "registration")]


def test_what_was_noted_by_mistake_can_be_taken_away(run, placed):
    run("milestone K1 screened --on 2026-01-20")
    run("milestone K1 screened --on 2026-01-20 --drop")
    assert reached(run) == FROM_THE_START
    assert run("check").stdout == ""


@pytest.mark.parametrize(
    ("line", "exit"),
    [
        ("milestone K1 placed --on 2026-02-01 --drop", 6),
        ("milestone K1 registered --on 2026-01-05 --drop", 6),
        ("milestone K1 screened --on 2026-02-01 --drop", 3),
        ("milestone K1 promoted", 2),
        ("milestone K1", 2),
        ("milestone K1 screened --on 2026-02-30", 2),
        ("milestone K9 screened", 3),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(run, placed, line, exit):
    before = placed.read_bytes()
    result = run(line, exit=exit)
    assert result.stderr.startswith("error: ")
    assert "\nhint: " in result.stderr
    assert placed.read_bytes() == before


# --- what follows by itself ------------------------------------------------------------------------------------------


def test_the_day_of_being_placed_moves_with_the_first_day_of_the_contract(run, placed):
    run("edit-contract C1 --start 2026-02-15")
    assert reached(run) == [FROM_THE_START[0], ("placed", "2026-02-15", "C1")]


def test_the_stage_moves_with_the_kind_of_the_contract(run, placed):
    run("edit-contract C1 --kind trial")
    assert reached(run) == [FROM_THE_START[0], ("trial", "2026-02-01", "C1")]


def test_of_two_contracts_from_one_day_each_has_its_own_milestone(run, placed):
    run("add-contract K1 W1 --start 2026-02-01 --months 6 --anyway")
    run("edit-contract C1 --start 2026-03-01")
    assert reached(run) == [
        FROM_THE_START[0],
        ("placed", "2026-02-01", "C2"),
        ("placed", "2026-03-01", "C1"),
    ]


def test_what_was_noted_by_hand_becomes_that_of_the_contract_that_is_entered_after_it(run, placed):
    run("milestone K1 placed --on 2027-02-01")
    run("extend-contract C1 --months 6")
    run("edit-contract C2 --start 2027-02-02")
    assert reached(run) == [*FROM_THE_START, ("placed", "2027-02-02", "C2")]


def test_what_was_noted_by_hand_stays_where_it_is(run, placed):
    run("milestone K1 placed --on 2026-01-31")
    run("edit-contract C1 --start 2026-02-15")
    assert ("placed", "2026-01-31", None) in reached(run)


def test_a_reopened_case_never_left(run, placed):
    run("close-candidate K1 --on 2026-11-01 --reason moved-on")
    assert reached(run)[-1] == ("moved-on", "2026-11-01", "closing")
    run("reopen-candidate K1")
    assert reached(run) == FROM_THE_START
    run("close-candidate K1 --on 2026-11-10 --reason dropped-out")
    assert reached(run) == [*FROM_THE_START, ("dropped-out", "2026-11-10", "closing")]
    assert run("check").stdout == ""


def test_the_day_of_registration_moves_along(run, placed):
    run("edit-candidate K1 --registered 2026-01-03")
    assert reached(run)[0] == ("registered", "2026-01-03", "registration")


def test_an_import_that_changes_a_contract_takes_its_milestone_along(run, caseload, tmp_path):
    file = tmp_path / "list.csv"
    rows = "Klantnummer;Naam;Werkgever;Startdatum;Soort contract\n11;Jan Bos;Stadstram;01-02-2026;{}"
    file.write_text(rows.format("proefplaatsing"), encoding="utf-8")
    run(["import", str(file)])
    assert reached(run) == [("trial", "2026-02-01", "C1")]
    file.write_text(rows.format("tijdelijk"), encoding="utf-8")
    run(["import", str(file)])
    assert reached(run) == [("placed", "2026-02-01", "C1")]


def test_of_two_records_that_become_one_the_registration_is_that_of_the_one_that_stays(run, placed):
    run("add-candidate 'Fatma Idrissi' --registered 2025-05-01")
    run("milestone K2 screened --on 2025-05-08")
    run("add-contract K2 W1 --start 2025-06-01 --months 6")
    run("close-candidate K2 --on 2025-12-01 --reason left")
    run("merge K1 K2 --yes")
    assert reached(run) == [
        ("screened", "2025-05-08", None),
        ("placed", "2025-06-01", "C2"),
        *FROM_THE_START,
    ]
    run("undo")
    assert run("check").stdout == ""
    assert reached(run) == FROM_THE_START


def test_an_undo_puts_milestones_back_as_they_were(run, placed):
    run("edit-contract C1 --start 2026-02-15 --kind trial")
    run("close-candidate K1 --on 2026-11-01 --reason left")
    run("reopen-candidate K1")
    run("undo")
    assert reached(run)[1:] == [("trial", "2026-02-15", "C1"), ("left", "2026-11-01", "closing")]
    run("undo")
    run("undo")
    assert reached(run) == FROM_THE_START
    run("redo")
    assert reached(run)[1:] == [("trial", "2026-02-15", "C1")]


def test_what_a_proposal_reached_stays_when_the_contract_that_followed_moves(run, placed):
    run("add-candidate 'Jan Bos' --registered 2026-01-05")
    run("add-vacancy Conducteur W1")
    run("propose K2 V1 --on 2026-11-01")
    run("progress P1 placed --on 2026-12-01")
    run("add-contract K2 W1 --start 2026-12-01 --months 6")
    run("edit-contract C2 --start 2026-12-08")
    told = run("show K2 --json").json["milestones"]
    assert [(one["stage"], one["reached_on"], one["follows_from"]) for one in told] == [
        ("registered", "2026-01-05", "registration"),
        ("proposed", "2026-11-01", "P1"),
        ("placed", "2026-12-01", "P1"),
        ("placed", "2026-12-08", "C2"),
    ]
    assert run("check").stdout == ""
