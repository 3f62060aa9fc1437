"""The matching meeting from the command line: agenda, outcome, hold, meetings."""

import pytest


@pytest.fixture
def three_leave(caseload, run):
    """Three people whose jobs end within six months, and one whose job does not."""
    run("add-employer Stadstram")
    for number, end in enumerate(("2026-12-31", "2027-01-31", "2027-02-28", "2028-12-31"), start=1):
        run(f"add-candidate 'Persoon van der Test{number}' --owner Noor --anyway")
        run(f"add-contract K{number} W1 --start 2026-01-15 --end {end}")
    return caseload


def on_agenda(run, day="2026-11-23"):
    """Who is still to be discussed."""
    rows = run(f"agenda --for {day} --json").json["rows"]
    return [row["ref"] for row in rows if row["section"] != "decided"]


def test_the_agenda_has_everybody_who_leaves_without_a_step(three_leave, run):
    assert on_agenda(run) == ["K1", "K2", "K3"]


def test_the_agenda_is_of_the_next_meeting_day(three_leave, run):
    run("settings meeting-days mon,thu")
    assert run("agenda --json").json["as_of"] == "2026-11-23"


def test_the_sum_below_the_agenda_is_everybody_who_leaves(three_leave, run):
    assert "3 must leave: 3 on the agenda." in run("agenda --for 2026-11-23").stdout


def test_the_agenda_changes_nothing(three_leave, run):
    before = three_leave.read_bytes()
    run("agenda --for 2026-11-23")
    assert three_leave.read_bytes() == before


def test_who_has_an_outcome_with_a_step_is_off_the_agenda_until_it_is_due(three_leave, run):
    run("outcome K1 extend --due 2026-12-01 --for 2026-11-23")
    assert on_agenda(run) == ["K2", "K3"]
    assert on_agenda(run, "2026-12-01") == ["K1", "K2", "K3"]


def test_who_was_decided_about_stays_in_sight_at_this_meeting_and_comes_last(three_leave, run):
    run("outcome K1 extend --due 2026-12-01 --for 2026-11-23")
    rows = run("agenda --for 2026-11-23 --json").json["rows"]
    assert [(row["ref"], row["section"]) for row in rows][-1] == ("K1", "decided")


def test_a_promise_that_was_not_kept_says_how_late_it_is(three_leave, run):
    run("outcome K1 extend --action 'Stadstram bellen' --due 2026-12-01 --for 2026-11-23")
    said = run("agenda --for 2026-12-03").stdout
    assert "Promised: Stadstram bellen (S1, Noor) by 2026-12-01: 2 days late." in said


def test_an_outcome_makes_a_step_for_the_owner_of_the_candidate(three_leave, run):
    answer = run("outcome K1 talk --for 2026-11-23 --json").json
    assert (answer["ref"], answer["meeting"], answer["decision"], answer["step"]) == ("K1", "M1", "talk", "S1")
    assert "S1 is for Noor; no day agreed." in run("outcome K2 talk").stdout.replace("S2", "S1")


def test_an_outcome_without_a_day_goes_to_the_meeting_that_is_open(three_leave, run):
    run("outcome K1 talk --for 2026-11-19")
    assert run("outcome K2 talk --json").json["meeting"] == "M1"


def test_not_now_needs_a_day_and_holds_up_to_it(three_leave, run):
    refused = run("outcome K1 not-now", exit=2)
    assert "needs a day to come back to it" in refused.stderr
    run("outcome K1 not-now --until 2026-12-10 --for 2026-11-23")
    assert on_agenda(run, "2026-12-10") == ["K2", "K3"]
    assert on_agenda(run, "2026-12-11") == ["K1", "K2", "K3"]
    assert "1 not now, as a meeting decided" in run("agenda --for 2026-12-10").stdout


def test_a_second_outcome_of_a_meeting_takes_the_place_of_the_first(three_leave, run):
    run("outcome K1 extend --due 2026-12-01 --for 2026-11-23")
    run("outcome K1 not-now --until 2026-12-24 --for 2026-11-23")
    assert run("meetings --json").json[0]["outcomes"] == 1
    assert on_agenda(run, "2026-12-20") == ["K2", "K3"]


def test_proposing_needs_a_vacancy(three_leave, run):
    before = three_leave.read_bytes()
    assert "a vacancy is needed" in run("outcome K1 proposed", exit=2).stderr
    assert three_leave.read_bytes() == before


def test_an_unknown_outcome_names_those_there_are(three_leave, run):
    assert "proposed, talk, extend" in run("outcome K1 maybe", exit=2).stderr


def test_an_outcome_for_nobody_is_refused(three_leave, run):
    assert "There is no candidate K9." in run("outcome K9 talk", exit=3).stderr


def test_who_was_not_discussed_comes_back_and_says_how_often(three_leave, run, monkeypatch):
    run("outcome K1 extend --due 2026-12-10 --for 2026-11-21")
    closed = run("hold M1").stdout
    assert "1 person was discussed." in closed
    assert "2 people were not, and come back at the next meeting." in closed
    rows = {row["ref"]: row["missed"] for row in run("agenda --for 2026-11-23 --json").json["rows"]}
    assert rows == {"K2": 1, "K3": 1}
    run("outcome K2 talk --due 2026-11-24 --for 2026-11-23")
    monkeypatch.setenv("DOORSTROOM_TODAY", "2026-11-23")
    run("hold")
    rows = {row["ref"]: row["missed"] for row in run("agenda --for 2026-11-26 --json").json["rows"]}
    assert rows == {"K2": 0, "K3": 2}


def test_an_outcome_that_comes_in_after_the_meeting_was_closed_counts_as_discussed(three_leave, run):
    run("outcome K1 extend --due 2026-12-10 --for 2026-11-21")
    run("hold M1")
    run("outcome K2 extend --due 2026-12-10 --for 2026-11-21")
    assert run("meetings --json").json[0]["carried_over"] == 1


def test_a_meeting_is_closed_once(three_leave, run):
    run("outcome K1 talk --for 2026-11-21")
    run("hold M1")
    assert "was closed already" in run("hold M1", exit=6).stderr


def test_a_meeting_that_is_still_to_come_is_not_closed(three_leave, run):
    run("outcome K1 talk --for 2026-11-23")
    assert "cannot be closed before that" in run("hold M1", exit=6).stderr


def test_without_an_open_meeting_there_is_nothing_to_close(three_leave, run):
    assert "No meeting is open." in run("hold", exit=6).stderr


def test_who_came_in_after_the_last_meeting_is_new(three_leave, run):
    run("outcome K1 talk --for 2026-11-21")
    run("hold M1")
    run("add-candidate 'Nieuw Gezicht' --owner Noor")
    rows = {row["ref"]: row["section"] for row in run("agenda --for 2026-11-23 --json").json["rows"]}
    assert rows["K5"] == "new"


def test_nobody_is_new_before_a_first_meeting_was_closed(three_leave, run):
    assert "new" not in {row["section"] for row in run("agenda --json").json["rows"]}


def test_meetings_are_listed_with_their_figures(three_leave, run):
    run("outcome K1 talk --for 2026-11-21")
    run("hold M1")
    (row,) = run("meetings --json").json
    assert row == {
        "ref": "M1",
        "day": "2026-11-21",
        "held_on": "2026-11-21",
        "outcomes": 1,
        "on_agenda": 3,
        "carried_over": 2,
    }


def test_an_empty_file_has_an_empty_agenda(caseload, run):
    assert run("agenda --json").json["rows"] == []
    assert "0 must leave: nobody." in run("agenda").stdout
