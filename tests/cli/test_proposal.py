"""Proposals: what they reach stays reached, what was a mistake counts nowhere, and a filled seat closes the rest."""

import pytest


@pytest.fixture
def open_vacancy(region, run):
    """The region with V1, a kitchen help at W2 with one seat."""
    run("add-vacancy Keukenhulp groenbeheer --start 2027-01-04 --town Utrecht --licence B")
    return region


def milestones(run, candidate, **filters):
    return [(one["stage"], one["reached_on"]) for one in run(f"show {candidate} --json").json["milestones"]]


def states(run):
    return [(one["ref"], one["state"]) for one in run("proposals --json").json]


def test_somebody_is_proposed_with_what_stands_in_the_way_and_what_to_ask(open_vacancy, run):
    result = run("propose K5 keukenhulp --note 'belt morgen' --on 2026-11-20")
    assert result.stdout.splitlines() == [
        "P1: Amal de Wit proposed for Keukenhulp at Groenbeheer Vecht on 2026-11-20.",
        "Ask: How many hours a week is the work?",
        "Ask: Does Amal have a driving licence B?",
        "Ask: The work is in Utrecht: where does Amal live?",
        "Ask: What can Amal do, and want?",
    ]
    assert result.stderr == ""
    assert ("proposed", "2026-11-20") in milestones(run, "K5")
    assert run("show P1 --json").json["note"] == "belt morgen"
    in_the_way = run("propose K2 V1").stderr
    assert in_the_way == "note: Start: Jan is free from 2027-05-01, 117 days after the work starts.\n"


def test_nothing_is_blocked_but_all_of_it_is_said(open_vacancy, run):
    run("propose K1 V1")
    run("progress P1 placed")
    said = run("propose K7 V1 --on 2026-12-01").stderr
    assert "note: V1 Keukenhulp is not open any more on 2026-12-01." in said
    assert "note: V1 Keukenhulp has no seat left." in said
    assert "note: The case of K7 Piet Jansen is closed since 2026-09-01." in said


def test_the_same_pair_twice_is_a_clash_until_it_stopped(open_vacancy, run):
    run("propose K1 V1")
    before = open_vacancy.read_bytes()
    assert run("propose K1 V1", exit=4).stderr == (
        "error: Fatima el Idrissi is proposed for Keukenhulp already: P1, since 2026-11-21.\n"
        "hint: `doorstroom progress P1` tells how it goes on.\n"
    )
    run("propose K1 V1 --again", exit=4)
    assert open_vacancy.read_bytes() == before
    run("progress P1 declined --by candidate --reason hours")
    assert "was proposed for Keukenhulp before: P1, declined on 2026-11-21." in run("propose K1 V1", exit=4).stderr
    run("propose K1 V1 --again")
    assert states(run) == [("P1", "declined"), ("P2", "proposed")]


def test_a_refusal_later_never_erases_an_interview(open_vacancy, run):
    run("propose K1 V1 --on 2026-11-01")
    run("progress P1 interview --on 2026-11-05")
    run("progress P1 declined --on 2026-11-10 --by employer --reason skills --note 'zoekt een kok'")
    assert milestones(run, "K1")[-2:] == [("proposed", "2026-11-01"), ("interview", "2026-11-05")]
    shown = run("show P1 --json").json
    assert {
        key: shown[key] for key in ("state", "interview_on", "stopped_on", "stopped_by", "reason", "reason_note")
    } == {
        "state": "declined",
        "interview_on": "2026-11-05",
        "stopped_on": "2026-11-10",
        "stopped_by": "employer",
        "reason": "skills",
        "reason_note": "zoekt een kok",
    }
    assert run("proposals --as-of 2026-11-06 --json").json[0]["state"] == "interview"


def test_a_stage_of_before_it_stopped_can_be_entered_late_and_one_of_after_it_cannot(open_vacancy, run):
    run("propose K1 V1 --on 2026-11-01")
    run("progress P1 withdrawn --on 2026-11-10 --by wsp --reason other-job")
    run("progress P1 interview --on 2026-11-05")
    assert ("interview", "2026-11-05") in milestones(run, "K1")
    assert "P1 stopped on 2026-11-10 (withdrawn)." in run("progress P1 interview --on 2026-11-12", exit=6).stderr
    assert "`doorstroom propose K1 V1 --again`" in run("progress P1 placed --on 2026-11-05", exit=6).stderr
    run("progress P1 declined --by candidate --reason other", exit=6)
    assert "lies before the day of the proposal" in run("progress P1 interview --on 2026-10-31", exit=2).stderr


def test_who_and_why_are_asked_when_it_stops(open_vacancy, run, on_a_terminal):
    run("propose K1 V1")
    assert run("progress P1 declined", exit=2).stderr.startswith("error: --by is missing.")
    assert run("progress P1 declined --by employer", exit=2).stderr.startswith("error: --reason is missing.")
    assert run("progress P1 interview --by employer", exit=2).stderr.startswith("error: Only what stops has a reason.")
    on_a_terminal("progress P1 declined", {"By whom": "employer", "Why": "skills"})
    assert states(run) == [("P1", "declined")]


def test_the_last_seat_closes_the_vacancy_and_the_rest_of_the_proposals(open_vacancy, run):
    run("propose K1 V1")
    run("propose K3 V1")
    run("propose K5 V1")
    run("progress P3 withdrawn --by wsp --reason other")
    assert run("progress P1 placed --on 2026-12-01").stdout.splitlines() == [
        "P1: Fatima el Idrissi for Keukenhulp at Groenbeheer Vecht: placed on 2026-12-01.",
        "Keukenhulp is filled and closed.",
        "1 other proposal for it was closed: P2 Özlem Yıldız.",
        "Record the contract next: `doorstroom add-contract K1 W2 --start 2027-01-04 --months N`.",
    ]
    assert run("proposals --as-of 2026-12-01 --json").json[1]["state"] == "filled"
    assert run("show V1 --json").json["closed_reason"] == "filled"
    assert run("check", exit=None).exit in (0, 6)


def test_a_vacancy_with_more_seats_stays_open(open_vacancy, run):
    run("edit-vacancy V1 --seats 2")
    run("propose K1 V1")
    run("propose K3 V1")
    assert "Keukenhulp has 1 seat left." in run("progress P1 placed").stdout
    assert states(run) == [("P1", "placed"), ("P2", "proposed")]
    assert "P1 is placed already, since 2026-11-21." in run("progress P1 placed", exit=6).stderr


def test_one_more_than_there_are_seats_is_said_and_kept(open_vacancy, run):
    run("propose K1 V1")
    run("progress P1 placed")
    run("propose K3 V1")
    assert "Keukenhulp had no seat left; this is one more." in run("progress P2 placed").stdout


def test_a_mistake_leaves_nothing_behind_and_what_it_ended_goes_on(open_vacancy, run):
    run("propose K1 V1")
    run("propose K3 V1")
    run("progress P1 interview --on 2026-11-21")
    run("progress P1 placed")
    said = run("progress P1 by-mistake").stdout
    assert said.splitlines() == [
        "P1: Fatima el Idrissi for Keukenhulp was entered by mistake and counts nowhere.",
        "Keukenhulp has a seat again and is open.",
        "1 proposal that had been closed for it is open again: P2 Özlem Yıldız.",
    ]
    assert milestones(run, "K1") == [("placed", "2025-02-01")]
    assert states(run) == [("P2", "proposed")]
    assert [one["ref"] for one in run("proposals --state by-mistake --json").json] == ["P1"]
    run("propose K1 V1")


def test_a_stage_that_a_contract_reaches_too_stays_when_the_proposal_was_a_mistake(open_vacancy, run):
    run("propose K6 V1")
    run("progress P1 placed --on 2026-12-01")
    run("add-contract K6 W2 --start 2026-12-01 --months 6")
    assert milestones(run, "K6") == [("proposed", "2026-11-21"), ("placed", "2026-12-01")]
    run("progress P1 by-mistake")
    assert milestones(run, "K6") == [("placed", "2026-12-01")]


def test_a_stage_that_a_contract_reached_first_is_the_same_milestone(open_vacancy, run):
    run("add-contract K6 W2 --start 2026-12-01 --months 6")
    run("propose K6 V1")
    run("progress P1 placed --on 2026-12-01")
    assert milestones(run, "K6") == [("proposed", "2026-11-21"), ("placed", "2026-12-01")]
    assert run("show P1 --as-of 2026-12-01 --json").json["state"] == "placed"
    run("progress P1 by-mistake")
    assert milestones(run, "K6") == [("placed", "2026-12-01")]


def test_who_falls_through_after_being_placed_gives_the_seat_back(open_vacancy, run):
    run("propose K1 V1")
    run("progress P1 placed")
    said = run("progress P1 withdrawn --by candidate --reason other-job").stdout
    assert "Keukenhulp has a seat again and is open." in said
    assert ("placed", "2026-11-21") in milestones(run, "K1")
    assert run("vacancies --open --free --json").json[0]["seats_left"] == 1


@pytest.mark.parametrize(
    ("line", "refs"),
    [
        ("proposals", ["P1", "P2"]),
        ("proposals --open", ["P1"]),
        ("proposals --candidate K3", ["P2"]),
        ("proposals --vacancy keuken", ["P1", "P2"]),
        ("proposals --employer W1", []),
        ("proposals --owner noor", ["P1"]),
        ("proposals --state declined", ["P2"]),
        ("proposals --as-of 2026-11-01", []),
    ],
)
def test_a_list_of_proposals_is_as_long_as_was_asked(open_vacancy, run, line, refs):
    run("propose K1 V1")
    run("propose K3 V1")
    run("progress P2 declined --by employer --reason no-show")
    assert [one["ref"] for one in run(f"{line} --json").json] == refs


def test_a_candidate_and_a_vacancy_are_shown_with_their_proposals(open_vacancy, run):
    run("propose K1 V1")
    for ref in ("K1", "V1"):
        assert [one["ref"] for one in run(f"show {ref} --json").json["proposals"]] == ["P1"]


WRONG = [
    ("propose K9 V9", 3, "not_found"),
    ("propose K99 V1", 3, "not_found"),
    ("propose jan V1", 4, "ambiguous"),
    ("propose K1", 2, "usage"),
    ("propose K1 V1 --on morgen", 2, "bad_date"),
    ("propose K1 V1 --note 'BSN 123456782'", 6, "refused"),
    ("progress P9 interview", 3, "not_found"),
    ("progress P1 hired", 2, "usage"),
    ("progress P1", 2, "usage"),
    ("progress P1 declined --by boss --reason other", 2, "usage"),
    ("progress P1 declined --by wsp --reason bored", 2, "usage"),
    ("proposals --state happy", 2, "usage"),
    ("proposals --vacancy V9", 3, "not_found"),
    ("show P9", 3, "not_found"),
]


@pytest.mark.parametrize(("line", "exit", "code"), WRONG, ids=[line for line, _, _ in WRONG])
def test_what_is_wrong_with_a_proposal_is_said_and_changes_nothing(open_vacancy, run, line, exit, code):
    run("propose K4 V1")
    before = open_vacancy.read_bytes()
    command, _, rest = line.partition(" ")
    result = run(f"{command} --json {rest}", exit=exit)
    assert result.json["error"]["code"] == code
    assert len(result.stderr.splitlines()) == 2
    assert open_vacancy.read_bytes() == before
