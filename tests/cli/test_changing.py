"""Changing what is known: edit, extend, end, close and reopen."""

import json

import pytest


@pytest.fixture
def placed(run, caseload):
    """A person with one contract at an employer with a limit of its own."""
    run("add-candidate 'Fatima el Idrissi' --talent precise --hours-max 24")
    run("add-employer Stadstram --policy-months 23")
    run("add-contract K1 W1 --start 2026-01-01 --months 7")
    return caseload


def candidate(run, ref="K1"):
    return json.loads(run(f"show {ref} --json").stdout)


def test_a_field_is_set_another_cleared_and_a_list_changed_in_one_go(run, placed):
    said = run("edit-candidate K1 --talent quick --drop-talent precise --hours-max - --town Utrecht").stdout
    assert said == "K1 changed: Town empty → Utrecht, Hours to 24 → empty, Talents precise → quick.\n"
    known = candidate(run)
    assert (known["town"], known["hours_max"], known["talents"]) == ("Utrecht", None, ["quick"])


def test_a_list_option_adds_once(run, placed):
    run("edit-candidate K1 --talent precise --talent quick")
    assert candidate(run)["talents"] == ["precise", "quick"]


def test_a_dash_empties_a_list(run, placed):
    run("edit-candidate K1 --talent -")
    assert candidate(run)["talents"] == []


def test_what_is_not_in_a_list_cannot_be_dropped_from_it(run, placed):
    before = placed.read_bytes()
    assert run("edit-candidate K1 --drop-talent slow", exit=2).stderr.startswith(
        "error: slow is not in the list.\nhint: "
    )
    assert placed.read_bytes() == before


def test_an_edit_that_changes_nothing_says_so_and_leaves_no_event(run, placed):
    before = placed.read_bytes()
    assert run("edit-candidate K1 --talent precise").stdout == "K1: nothing is different.\n"
    assert placed.read_bytes() == before


def test_a_new_name_is_split_and_doubles_are_looked_for(run, placed):
    run("add-candidate 'Jan Bos'")
    assert run("edit-candidate K2 --name 'Idrissi, Fatima el'", exit=4).stderr.startswith("error: ")
    run("edit-candidate K2 --name 'Bosch, Jan van den'")
    known = candidate(run, "K2")
    assert (known["first_name"], known["infix"], known["last_name"]) == ("Jan", "van den", "Bosch")


@pytest.mark.parametrize("line", ["edit-candidate K1 --name -", "edit-employer W1 --name -"])
def test_nobody_is_left_without_a_name(run, placed, line):
    before = placed.read_bytes()
    assert run(line, exit=2).stderr.startswith("error: A name cannot be cleared.\nhint: ")
    assert placed.read_bytes() == before


@pytest.mark.parametrize("line", ["edit-candidate K1 --distance far", "edit-employer W1 --kind shop"])
def test_a_value_outside_a_fixed_list_is_refused_with_the_list(run, placed, line):
    assert "Choose one of: " in run(line, exit=2).stderr


def test_an_employer_without_its_own_limit_lets_people_stay_longer(run, placed):
    assert json.loads(run("expiring --json --months 240").stdout)["rows"][0]["policy_until"] == "2027-11-30"
    assert run("edit-employer W1 --policy-months -").stdout == "W1 changed: Own limit in months 23 → empty.\n"
    assert json.loads(run("expiring --json --months 240").stdout)["rows"][0]["policy_until"] is None


def test_the_next_contract_starts_the_day_after_on_the_same_terms(run, placed):
    said = json.loads(run("extend-contract C1 --months 8 --json").stdout)
    assert (said["ref"], said["starts_on"], said["ends_on"]) == ("C2", "2026-08-01", "2027-03-31")
    assert "16 months left" not in run("extend-contract C2 --until 2027-11-30").stdout


@pytest.mark.parametrize("line", ["extend-contract C1", "extend-contract C1 --until 2026-09-30 --months 2"])
def test_an_extension_has_one_end(run, placed, line):
    assert run(line, exit=2).stderr.startswith("error: Say how long: --until or --months.\nhint: ")


def test_an_extension_that_ends_before_it_starts_is_refused(run, placed):
    assert run("extend-contract C1 --until 2026-07-15", exit=2).stderr.startswith("error: The last day 2026-07-15 lies")


def test_the_agreed_end_stays_when_a_contract_really_ends(run, placed):
    run("end-contract C1 --on 2026-06-15 --reason illness")
    (contract,) = candidate(run)["contracts"]
    assert (contract["ends_on"], contract["ended_on"], contract["end_reason"]) == (
        "2026-07-31",
        "2026-06-15",
        "illness",
    )
    (row,) = json.loads(run("expiring --json").stdout)["rows"]
    assert (row["because"], row["leaves_on"], row["ends_on"]) == ("ended", "2026-06-15", "2026-07-31")


def test_a_contract_ends_once(run, placed):
    run("end-contract C1 --on 2026-06-15 --reason illness")
    assert run("end-contract C1 --on 2026-06-16 --reason other", exit=6).stderr.startswith(
        "error: C1 has ended already"
    )


def test_ending_an_unknown_contract_says_so(run, placed):
    assert run("end-contract C8 --on 2026-05-31 --reason moved-on", exit=3).stderr.startswith(
        "error: There is no contract C8.\nhint: "
    )


def test_a_closed_case_is_off_the_list_until_it_is_opened_again(run, placed):
    run("close-candidate K1 --on 2026-11-01 --reason dropped-out --note 'moved away'")
    assert json.loads(run("expiring --json").stdout)["left_out"]["closed"] == 1
    assert json.loads(run("expiring --json --as-of 2026-10-31").stdout)["left_out"]["closed"] == 0
    assert {"stage": "dropped-out", "reached_on": "2026-11-01", "follows_from": "closing"} in candidate(run)[
        "milestones"
    ]
    assert run("close-candidate K1 --reason left", exit=6).stderr.startswith("error: The case of K1 is closed already")
    run("reopen-candidate K1")
    assert json.loads(run("expiring --json").stdout)["left_out"]["closed"] == 0
    assert run("reopen-candidate K1", exit=6).stderr.startswith("error: The case of K1 is open.")


def test_what_was_entered_by_mistake_reaches_nothing(run, placed):
    stages = [one["stage"] for one in candidate(run)["milestones"]]
    run("close-candidate K1 --reason by-mistake")
    assert [one["stage"] for one in candidate(run)["milestones"]] == stages


def test_the_file_is_whole_after_every_change(run, placed):
    for line in (
        "edit-candidate K1 --hours-min 8 --licence B",
        "edit-contract C1 --end 2026-08-31 --function postbode --not-subsidised",
        "extend-contract C1 --months 6",
        "edit-employer W1 --name 'Stadstram Zuid' --kvk 12345678",
        "end-contract C2 --on 2026-10-01 --reason moved-on",
        "close-candidate K1 --reason permanent",
    ):
        run(line)
        assert run("check").stdout == ""
