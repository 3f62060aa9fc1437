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


# --- once is enough ----------------------------------------------------------------------------------------------


def test_a_contract_is_not_extended_twice_unless_it_is_another_job(run, placed):
    run("extend-contract C1 --months 6")
    before = placed.read_bytes()
    assert run("extend-contract C1 --months 6", exit=4).stderr == (
        "error: C1 is followed by C2 already, from 2026-08-01.\n"
        "hint: `doorstroom extend-contract C2` goes on from there; --anyway when it is another job.\n"
    )
    assert placed.read_bytes() == before
    said = run("extend-contract C1 --months 6 --anyway")
    assert said.stdout.startswith("C3 added")
    assert said.stderr == "note: C2 runs with the same employer in the same days; is that another job?\n"


def test_the_next_contract_can_start_later_than_the_one_that_is_extended_ends(run, placed):
    run("add-contract K1 W1 --start 2027-06-01 --months 6")
    assert run("extend-contract C1 --months 7").stdout.startswith("C3 added")
    assert run("extend-contract C3 --until 2027-06-01", exit=4).stderr.startswith("error: C3 is followed by C2 already")


def test_the_same_contract_is_not_added_twice_unless_it_is_another_job(run, placed):
    before = placed.read_bytes()
    assert run("add-contract K1 W1 --start 2026-01-01 --months 12", exit=4).stderr == (
        "error: C1 with this employer starts on 2026-01-01 too.\n"
        "hint: Look with `doorstroom show C1`; add with --anyway when it is another job.\n"
    )
    assert placed.read_bytes() == before
    run("add-contract K1 W1 --start 2026-01-01 --months 12 --anyway")


def test_a_contract_in_the_days_of_another_is_noted(run, placed):
    said = run("add-contract K1 W1 --start 2026-07-31 --months 6").stderr
    assert said == "note: C1 runs with the same employer in the same days; is that another job?\n"
    assert run("add-contract K1 W1 --start 2027-02-01 --months 6").stderr == ""


# --- what a dash clears ------------------------------------------------------------------------------------------


def test_an_end_that_was_entered_by_mistake_is_taken_back_with_its_reason(run, placed):
    run("end-contract C1 --on 2026-06-30 --reason dropped-out")
    said = run("edit-contract C1 --ended -").stdout.splitlines()[0]
    assert said == "C1 changed: Ended on 2026-06-30 → empty, Ended because dropped out → empty."


def test_the_agreed_last_day_and_the_day_of_registration_can_be_cleared(run, placed):
    assert run("edit-contract C1 --end - --json").json["ends_on"] is None
    assert run("edit-candidate K1 --registered - --json").json["registered_on"] is None


def test_a_dash_clears_a_part_of_a_name_but_never_all_of_it(run, placed):
    assert run("edit-candidate K1 --infix -").stdout == (
        "K1 changed: Name Fatima el Idrissi → Fatima Idrissi, Infix el → empty.\n"
    )
    before = placed.read_bytes()
    assert run("edit-candidate K1 --first - --last -", exit=2).stderr.startswith("error: A candidate needs a name.")
    assert placed.read_bytes() == before


def test_what_cannot_be_cleared_is_named_as_it_was_typed(run, placed):
    run("note K1 'belde'")
    assert run("edit-note N1 --on -", exit=2).stderr.startswith("error: --on cannot be cleared.\n")


@pytest.mark.parametrize("born", ["2030-01-01", "01-01-2030"])
def test_nobody_is_born_tomorrow(run, placed, born):
    before = placed.read_bytes()
    for line in (f"edit-candidate K1 --birth-date {born}", f"add-candidate 'Jan Bos' --birth-date {born}"):
        assert run(line, exit=2).stderr.startswith(
            "error: A day of birth cannot lie in the future, as 2030-01-01 does."
        )
    described = json.dumps({"name": "Jan Bos", "birth_date": born})
    assert run("add-candidate --from -", stdin=described, exit=2).stderr.startswith("error: A day of birth cannot lie")
    assert placed.read_bytes() == before


def test_a_year_of_birth_in_two_digits_lies_behind_us(run, placed):
    assert run("edit-candidate K1 --birth-date 12-03-45 --json").json["birth_date"] == "1945-03-12"


# --- a closed case -----------------------------------------------------------------------------------------------


def test_closing_says_what_is_still_open_and_what_to_do_about_it(run, placed):
    run("step K1 'Bel de werkgever' --due 2026-12-01 --owner Noor")
    run("step K1 'Al gedaan' --due 2026-12-01 --owner Noor")
    run("done S2")
    run("add-vacancy Conducteur W1 --seats 2")
    run("propose K1 V1")
    run("extend-contract C1 --months 12")
    said = run("close-candidate K1 --reason dropped-out")
    assert said.stdout == "K1 Fatima el Idrissi: case closed on 2026-11-21 (dropped out).\n"
    assert said.stderr.splitlines() == [
        "note: Step S1 is still open (Bel de werkgever): `doorstroom done S1`, or `doorstroom drop-step S1`.",
        "note: Proposal P1 for Conducteur is still open: `doorstroom progress P1 withdrawn` stops it.",
        "note: C2 at Stadstram still runs: `doorstroom end-contract C2 --on DATE` ends it.",
    ]


def test_whoever_moved_on_may_go_on_in_the_job(run, placed):
    run("extend-contract C1 --months 12")
    assert run("close-candidate K1 --reason moved-on").stderr == ""


def test_an_odd_day_of_closing_is_noted(run, placed):
    run("edit-candidate K1 --registered 2026-01-05")
    assert run("close-candidate K1 --on 2026-01-01 --reason left").stderr.startswith(
        "note: 2026-01-01 lies before K1 was registered, on 2026-01-05.\n"
    )
    run("reopen-candidate K1")
    assert run("close-candidate K1 --on 2027-01-01 --reason moved-on").stderr == (
        "note: 2027-01-01 is still to come.\n"
    )


def test_work_for_somebody_whose_case_is_closed_is_noted(run, placed):
    run("close-candidate K1 --reason moved-on")
    note = (
        "note: The case of K1 was closed on 2026-11-21, so no list warns: `doorstroom reopen-candidate K1` opens it.\n"
    )
    assert run("extend-contract C1 --months 7").stderr == note
    assert run("add-contract K1 W1 --start 2025-01-01 --months 2").stderr == ""
