"""The list of who must leave: everybody in exactly one place, in order, and nobody silently missing."""

from datetime import date

import pytest
from factories import a_contract, a_permanent_contract, an_employer, day
from people import a_person

from doorstroom import exports
from doorstroom.choices import Because
from doorstroom.dates import add_months, window_end
from doorstroom.model.choices import ContractKind
from doorstroom.reports import (
    Band,
    Expiring,
    Filter,
    Leaving,
    LeftOut,
    Person,
    expiring,
    expiring_report,
    place,
    standing,
)

TODAY = day("2026-11-21")


def at(employer: int, start: str, end: str | None, **fields):
    return a_contract(start, end, employer=employer, **fields)


def until(end: str, **fields) -> Person:
    """Somebody whose contract runs up to and including this day."""
    return a_person(a_contract(str(add_months(day(end), -6)), end), **fields)


def answer(*people: Person, as_of: date = TODAY, months: int = 6, wanted: Filter | None = None) -> Expiring:
    return expiring(people, as_of=as_of, months=months, wanted=wanted)


# --- on the list or not ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "months", "first_day"),
    [
        ("2026-03-31", 6, "2025-09-30"),
        ("2027-05-21", 6, "2026-11-21"),
        ("2027-03-21", 4, "2026-11-21"),
        ("2027-02-28", 6, "2026-08-28"),
        ("2028-02-29", 6, "2027-08-29"),
        ("2026-08-31", 6, "2026-02-28"),
        ("2026-12-31", 1, "2026-11-30"),
    ],
)
def test_somebody_is_on_the_list_from_the_day_that_lies_so_many_months_before_leaving(end, months, first_day):
    who, since = until(end), day(first_day)
    standing_then = place(who, since, months)
    assert isinstance(standing_then, Leaving)
    assert standing_then.warn_from == since
    assert place(who, date.fromordinal(since.toordinal() - 1), months) is LeftOut.LATER


@pytest.mark.parametrize(
    ("end", "band", "days_left"),
    [
        ("2026-11-20", Band.PAST, -1),
        ("2026-11-21", Band.ONE, 0),
        ("2026-12-21", Band.ONE, 30),
        ("2026-12-22", Band.THREE, 31),
        ("2027-02-21", Band.THREE, 92),
        ("2027-02-22", Band.SIX, 93),
        ("2027-05-21", Band.SIX, 181),
        ("2027-05-22", Band.LATER, 182),
    ],
)
def test_a_band_says_within_how_many_months(end, band, days_left):
    row = place(until(end), TODAY, 12)
    assert (row.band, row.days_left) == (band, days_left)


@pytest.mark.parametrize(
    ("as_of", "leaves_on", "band"),
    [
        ("2026-11-30", "2027-02-28", Band.THREE),
        ("2026-11-30", "2027-03-01", Band.SIX),
        ("2026-11-28", "2027-02-28", Band.THREE),
        ("2026-11-27", "2027-02-28", Band.SIX),
        ("2026-08-31", "2027-02-28", Band.SIX),
        ("2026-08-31", "2027-03-01", Band.LATER),
        ("2027-01-31", "2027-02-28", Band.ONE),
        ("2027-01-31", "2027-03-01", Band.THREE),
        ("2027-02-28", "2027-03-28", Band.ONE),
        ("2027-02-28", "2027-03-29", Band.ONE),
        ("2027-02-28", "2027-03-31", Band.ONE),
        ("2027-02-28", "2027-04-01", Band.THREE),
        ("2027-08-31", "2028-02-29", Band.SIX),
        ("2027-08-31", "2028-03-01", Band.LATER),
    ],
)
def test_bands_at_month_ends_are_counted_back_from_the_day_of_leaving(as_of, leaves_on, band):
    assert Band.of(day(leaves_on), day(as_of)) is band


def test_who_left_and_has_nothing_after_is_past_until_the_case_is_closed():
    row = place(until("2026-10-31"), TODAY, 6)
    assert (row.band, row.line.because, row.leaves_on) == (Band.PAST, Because.ENDED, day("2026-10-31"))
    assert place(until("2026-10-31", closed_on="2026-11-21"), TODAY, 6) is LeftOut.CLOSED


def test_a_case_is_closed_from_the_day_of_closing_on():
    who = until("2026-12-31", closed_on="2026-11-22")
    assert isinstance(place(who, TODAY, 6), Leaving)
    assert place(who, day("2026-11-22"), 6) is LeftOut.CLOSED


def test_who_runs_on_beyond_a_limit_is_past_because_of_it():
    who = a_person(at(1, "2025-06-01", "2026-12-31"), employers={1: an_employer(policy_months=12)})
    row = place(who, TODAY, 6)
    assert (row.band, row.line.because, row.leaves_on) == (Band.PAST, Because.POLICY_LIMIT, day("2026-05-31"))


def test_who_moves_on_to_a_job_that_ends_inside_the_window_is_on_the_list_for_that_job():
    who = a_person(at(1, "2026-01-01", "2026-12-31"), at(2, "2027-01-01", "2027-03-31"))
    row = place(who, TODAY, 6)
    assert (row.leaves_on, row.job.employer) == (day("2027-03-31"), 2)


REASONS = {
    LeftOut.FOLLOWS: a_person(at(1, "2026-01-01", "2026-12-31"), at(2, "2027-01-01", "2027-12-31")),
    LeftOut.LATER: a_person(at(1, "2026-01-01", "2027-05-22")),
    LeftOut.PERMANENT: a_person(a_permanent_contract("2026-01-01")),
    LeftOut.NO_END_DATE: a_person(at(1, "2026-01-01", None, kind=ContractKind.TRIAL)),
    LeftOut.NO_CONTRACT: a_person(),
    LeftOut.CLOSED: a_person(at(1, "2026-01-01", "2026-12-31"), closed_on="2026-11-01"),
}


@pytest.mark.parametrize(("reason", "who"), REASONS.items(), ids=str)
def test_who_is_not_on_the_list_is_left_off_it_for_a_reason(reason, who):
    assert place(who, TODAY, 6) is reason


def test_a_permanent_job_that_follows_a_job_that_ends_soon_is_a_next_contract():
    who = a_person(at(1, "2026-01-01", "2026-12-31"), a_permanent_contract("2027-01-01", employer=2))
    assert place(who, TODAY, 6) is LeftOut.FOLLOWS


def test_a_next_job_counts_as_following_only_when_the_present_one_ends_inside_the_window():
    who = a_person(at(1, "2026-01-01", "2027-05-22"), at(2, "2027-06-01", "2028-05-31"))
    assert place(who, TODAY, 6) is LeftOut.LATER
    assert place(who, day("2026-11-22"), 6) is LeftOut.FOLLOWS


def test_a_next_job_that_starts_too_late_leaves_somebody_on_the_list_with_the_gap():
    row = place(a_person(at(1, "2026-01-01", "2026-12-31"), at(2, "2027-02-01", "2027-12-31")), TODAY, 6)
    assert (row.leaves_on, row.line.gap_days) == (day("2026-12-31"), 31)


def test_two_jobs_at_once_give_one_row_for_the_one_that_ends_first_which_names_the_other():
    who = a_person(at(1, "2026-01-01", "2027-12-31"), at(2, "2026-02-01", "2027-03-31"))
    row = place(who, TODAY, 6)
    assert (row.leaves_on, row.job.employer) == (day("2027-03-31"), 2)
    (record,) = expiring_report(answer(who)).records()
    assert record["also"] == ({"employer": "Werkgever 1", "contract": "C1", "leaves_on": day("2027-12-31")},)


def test_an_open_end_beside_a_job_that_ends_later_is_not_hidden_behind_it():
    who = a_person(at(1, "2026-01-01", None, kind=ContractKind.TRIAL), at(2, "2026-02-01", "2027-12-31"))
    assert place(who, TODAY, 6) is LeftOut.NO_END_DATE


def test_a_contract_for_a_fixed_term_without_an_end_leaves_on_a_limit_that_is_known():
    row = place(a_person(at(1, "2024-06-01", None)), TODAY, 12)
    assert (row.leaves_on, row.line.because) == (day("2027-05-31"), Because.CHAIN_LIMIT)


# --- the whole list ----------------------------------------------------------------------------------------------


def test_the_list_is_ordered_by_day_of_leaving_and_then_by_last_name_in_dutch_order():
    people = [
        until("2027-01-31", id=1, first_name="Anna", infix="van der", last_name="Zee"),
        until("2027-01-31", id=2, first_name="Bart", infix="", last_name="Özdemir"),
        until("2027-01-31", id=3, first_name="Cees", infix="van", last_name="Aalst"),
        until("2026-12-31", id=4, first_name="Dirk", infix="", last_name="Zwart"),
        until("2027-01-31", id=5, first_name="Evi", infix="de", last_name="Zee"),
        until("2026-10-31", id=6, first_name="Finn", infix="", last_name="Yilmaz"),
    ]
    assert [row.person.name for row in answer(*people).rows] == [
        "Finn Yilmaz",
        "Dirk Zwart",
        "Cees van Aalst",
        "Bart Özdemir",
        "Evi de Zee",
        "Anna van der Zee",
    ]


def test_everybody_is_counted_once():
    people = [who._replace(id=number) for number, who in enumerate(REASONS.values(), start=1)]
    found = answer(*people, until("2026-12-31", id=20))
    assert found.left_out == dict.fromkeys(REASONS, 1)
    assert [row.person.id for row in found.rows] == [20]
    assert found.candidates == len(people) + 1


def test_people_who_were_only_counted_are_counted_along():
    found = expiring([until("2026-12-31")], as_of=TODAY, months=6, others={LeftOut.LATER: 3, LeftOut.CLOSED: 2})
    assert found.left_out[LeftOut.LATER] == 3
    assert found.candidates == 6


def test_every_reason_is_named_also_when_nobody_has_it():
    assert set(answer().left_out) == set(LeftOut) - {LeftOut.FILTERED}


def test_the_window_closes_on_the_last_day_of_leaving_that_is_on_the_list():
    found = answer(as_of=day("2026-08-31"))
    assert found.until == window_end(day("2026-08-31"), 6) == day("2027-02-28")


WHO_ASKED = {
    "employer": (Filter(employer=2), at(2, "2026-01-01", "2026-12-31"), at(1, "2026-01-01", "2026-12-31")),
    "subsidised": (
        Filter(subsidised=True),
        at(1, "2026-01-01", "2026-12-31"),
        at(1, "2026-01-01", "2026-12-31", subsidised=False),
    ),
    "not subsidised": (
        Filter(subsidised=False),
        at(1, "2026-01-01", "2026-12-31", subsidised=False),
        at(1, "2026-01-01", "2026-12-31"),
    ),
}


@pytest.mark.parametrize(("wanted", "inside", "outside"), WHO_ASKED.values(), ids=WHO_ASKED)
def test_a_filter_keeps_its_own_people_and_counts_the_others(wanted, inside, outside):
    found = answer(a_person(inside, id=1), a_person(outside, id=2), wanted=wanted)
    assert [row.person.id for row in found.rows] == [1]
    assert found.left_out[LeftOut.FILTERED] == 1
    assert found.candidates == 2


@pytest.mark.parametrize("field", ["owner", "coach"])
def test_a_filter_on_a_person_responsible_needs_only_part_of_a_name(field):
    people = [until("2026-12-31", id=1, **{field: "Noor Öztürk"}), until("2026-12-31", id=2, **{field: None})]
    found = answer(*people, wanted=Filter(**{field: "ozt"}))
    assert [row.person.id for row in found.rows] == [1]


def test_a_filter_finds_somebody_by_any_job_of_the_line():
    who = a_person(at(1, "2026-01-01", "2026-12-31"), at(2, "2027-01-01", "2027-03-31"))
    assert len(answer(who, wanted=Filter(employer=1)).rows) == 1
    assert len(answer(who, wanted=Filter(employer=2)).rows) == 1


# --- how it is told ----------------------------------------------------------------------------------------------


def test_a_row_has_the_keys_that_programs_rely_on():
    (record,) = expiring_report(answer(until("2026-12-31", number="A-17", owner="Noor", coach="Sven"))).records()
    assert record == {
        "candidate": "K1",
        "name": "Fatima el Idrissi",
        "number": "A-17",
        "employer": "Werkgever 1",
        "employer_ref": "W1",
        "contract": "C1",
        "starts_on": day("2026-06-30"),
        "ends_on": day("2026-12-31"),
        "leaves_on": day("2026-12-31"),
        "because": "contract-end",
        "warn_from": day("2026-06-30"),
        "days_left": 40,
        "band": "3",
        "notice_by": day("2026-11-30"),
        "policy_until": None,
        "chain_until": day("2029-06-29"),
        "chain_contracts": 1,
        "check": (),
        "spoken": {"candidate": None, "employer": None, "wsp": None},
        "next_step": None,
        "next_step_owner": None,
        "next_step_due": None,
        "proposals": (),
        "also": (),
        "gap_days": None,
        "owner": "Noor",
        "coach": "Sven",
    }


def test_the_report_is_an_object_with_the_day_the_window_and_who_is_left_out():
    report = expiring_report(answer(until("2026-12-31"), REASONS[LeftOut.LATER]._replace(id=2)))
    assert report.about == {
        "as_of": TODAY,
        "months": 6,
        "until": day("2027-05-21"),
        "left_out": {
            "follows": 0,
            "later": 1,
            "permanent": 0,
            "no_end_date": 0,
            "no_contract": 0,
            "closed": 0,
        },
    }


@pytest.mark.parametrize("as_text", [exports.to_json, exports.to_csv])
def test_every_row_can_be_written_down(as_text):
    who = a_person(at(1, "2026-01-01", "2027-12-31"), at(2, "2026-02-01", "2027-03-31"))
    assert "K1" in as_text(expiring_report(answer(who, until("2026-10-31", id=2))))


SAID = [
    (a_person(), "No contract is recorded."),
    (until("2026-12-31", closed_on="2026-11-01"), "This case was closed on {day}."),
    (until("2026-12-31"), "Leaves {employer} on {day} ({because})."),
    (until("2026-10-31"), "Left {employer} on {day}; nothing follows."),
    (REASONS[LeftOut.PERMANENT], "Works at {employer} for good."),
    (REASONS[LeftOut.NO_END_DATE], "Works at {employer}; nobody knows until when."),
    (
        a_person(at(1, "2026-01-01", "2026-12-31"), at(2, "2027-02-01", "2027-12-31")),
        "Leaves {employer} on {day} ({because}); then {gap} without work.",
    ),
    (
        a_person(at(1, "2026-01-01", "2026-10-31"), at(2, "2027-01-01", "2027-12-31")),
        "Left {employer} on {day}; then {gap} without work.",
    ),
]


@pytest.mark.parametrize(("who", "text"), SAID, ids=[text for _, text in SAID])
def test_where_somebody_stands_is_said_in_a_sentence(who, text):
    assert [said.text for said in standing(who, TODAY)] == [text]
