"""What became of people whose job ended, on any day."""

import pytest
from factories import day
from hypothesis import given
from hypothesis import strategies as st
from lives import TODAY, career, job

from doorstroom.model.choices import ClosingReason, ContractKind, EndReason
from doorstroom.results.onward import Fate, Figure, departures, list_of, onward, report

FOR_GOOD = {"kind": ContractKind.PERMANENT}


def the_one(*jobs, as_of=TODAY, **fields):
    (found,) = departures([career(*jobs, **fields)], as_of)
    return found


def numbers(*careers, as_of=TODAY, **asked):
    total = onward(careers, as_of=as_of, **asked).rows[0]
    return {figure: total.count(figure) for figure in Figure if total.count(figure)}


@pytest.mark.parametrize(
    ("start", "days", "counted"),
    [
        ("2026-07-01", 0, {Figure.WITHIN_0, Figure.WITHIN_30, Figure.WITHIN_90}),
        ("2026-07-02", 1, {Figure.WITHIN_30, Figure.WITHIN_90}),
        ("2026-07-31", 30, {Figure.WITHIN_30, Figure.WITHIN_90}),
        ("2026-08-01", 31, {Figure.WITHIN_90}),
        ("2026-09-29", 90, {Figure.WITHIN_90}),
        ("2026-09-30", 91, set()),
    ],
)
def test_the_days_without_work_lie_between_the_two_jobs(start, days, counted):
    jobs = job("2026-01-01", "2026-06-30"), job(start, "2027-06-30", employer=2)
    assert the_one(*jobs).days_without == days
    within = {Figure.WITHIN_0, Figure.WITHIN_30, Figure.WITHIN_90}
    assert within & set(numbers(career(*jobs))) == counted


def test_an_extension_is_no_end():
    assert numbers(career(job("2026-01-01", "2026-06-30"), job("2026-07-01", "2027-06-30"))) == {}


def test_a_job_for_good_at_the_same_employer_is_a_way_on():
    kept = career(job("2026-01-01", "2026-06-30"), job("2026-07-01", **FOR_GOOD))
    assert numbers(kept)[Figure.PERMANENT] == 1
    early = the_one(job("2026-01-01", "2026-12-31"), job("2026-10-01", **FOR_GOOD))
    assert (early.ended_on, early.days_without, early.is_permanent) == (day("2026-09-30"), 0, True)


def test_a_second_job_that_goes_on_leaves_no_day_without_work():
    both = the_one(job("2026-01-01", "2026-06-30"), job("2026-03-01", "2027-02-28", employer=2))
    assert (both.fate, both.days_without) == (Fate.MOVED_ON, 0)


@pytest.mark.parametrize(
    ("reason", "fate"),
    [
        (EndReason.MOVED_ON, Fate.MOVED_ON),
        (EndReason.PERMANENT, Fate.MOVED_ON),
        (EndReason.DROPPED_OUT, Fate.DROPPED_OUT),
        (EndReason.ILLNESS, Fate.DROPPED_OUT),
        (EndReason.SEASON, Fate.OPEN),
        (None, Fate.OPEN),
    ],
)
def test_without_a_next_job_the_reason_tells(reason, fate):
    found = the_one(job("2026-01-01", "2026-06-30", end_reason=reason))
    assert (found.fate, found.days_without) == (fate, None)


@pytest.mark.parametrize(
    ("reason", "fate"),
    [
        (ClosingReason.MOVED_ON, Fate.MOVED_ON),
        (ClosingReason.DROPPED_OUT, Fate.DROPPED_OUT),
        (ClosingReason.LEFT, Fate.LEFT),
    ],
)
def test_the_case_that_was_closed_tells_too_from_that_day_on(reason, fate):
    closed = {"closed_on": day("2026-08-01"), "closed_reason": reason}
    ended = job("2026-01-01", "2026-06-30")
    assert the_one(ended, **closed).fate is fate
    assert the_one(ended, as_of=day("2026-07-31"), **closed).fate is Fate.OPEN


def test_a_job_is_over_on_the_day_after_its_last():
    ended = career(job("2026-01-01", "2026-06-30"))
    assert numbers(ended, as_of=day("2026-06-30")) == {}
    assert numbers(ended, as_of=day("2026-07-01")) == {Figure.ENDED: 1, Figure.OPEN: 1}


def test_only_what_ended_since_a_day_or_at_an_employer_when_that_is_asked():
    two = [
        career(job("2025-01-01", "2025-06-30")),
        career(job("2026-01-01", "2026-06-30", employer=2), number=2),
    ]
    assert numbers(*two, since=day("2026-06-30"))[Figure.ENDED] == 1
    assert numbers(*two, since=day("2026-07-01")) == {}
    assert numbers(*two, employer=1)[Figure.ENDED] == 1


def test_employers_stand_below_everybody_and_add_up():
    rows = onward(
        [career(job("2026-01-01", "2026-06-30", employer=n % 3 + 1), number=n) for n in range(1, 8)], as_of=TODAY
    ).rows
    assert [row.name for row in rows] == [None, "Werkgever 2", "Werkgever 1", "Werkgever 3"]
    assert rows[0].count(Figure.ENDED) == sum(row.count(Figure.ENDED) for row in rows[1:]) == 7


_jobs = st.lists(
    st.tuples(st.dates(day("2024-01-01"), day("2026-12-31")), st.integers(1, 400), st.integers(1, 3)), max_size=5
).map(
    lambda found: [
        job(str(start), str(start.fromordinal(start.toordinal() + days)), employer=employer)
        for start, days, employer in sorted(found)
    ]
)


@given(st.lists(_jobs, max_size=5), st.dates(day("2024-06-01"), day("2026-12-31")))
def test_everybody_who_left_counts_in_one_fate_and_shorter_waits_are_part_of_longer(found, as_of):
    careers = [career(*jobs, number=n) for n, jobs in enumerate(found, start=1)]
    for row in onward(careers, as_of=as_of).rows:
        fates = (Figure.MOVED_ON, Figure.DROPPED_OUT, Figure.LEFT, Figure.OPEN)
        assert row.count(Figure.ENDED) == sum(row.count(fate) for fate in fates)
        waits = [row.count(f) for f in (Figure.WITHIN_0, Figure.WITHIN_30, Figure.WITHIN_90, Figure.MOVED_ON)]
        assert waits == sorted(waits)


@given(_jobs, _jobs, st.dates(day("2024-06-01"), day("2026-12-31")))
def test_jobs_that_begin_after_the_day_change_nothing(jobs, later, as_of):
    more = [one for one in later if one.starts_on > as_of]
    both = sorted([*jobs, *more], key=lambda one: one.starts_on)
    assert numbers(career(*jobs), as_of=as_of) == numbers(career(*both), as_of=as_of)


def test_the_people_of_every_number_are_listed():
    found = [career(job("2026-01-01", "2026-06-30", end_reason=EndReason.DROPPED_OUT), number=n) for n in (1, 2)]
    answer = onward(found, as_of=TODAY, listed=True)
    rows = list_of(answer).rows
    assert [(str(one.figure), one.id) for one in rows] == [
        ("ended", 1),
        ("ended", 2),
        ("dropped_out", 1),
        ("dropped_out", 2),
    ]


def test_small_numbers_are_hidden_with_their_shares():
    found = [career(job("2026-01-01", "2026-06-30"), number=n) for n in range(1, 12)]
    found += [career(job("2026-01-01", "2026-06-30"), job("2026-07-01", employer=2), number=n) for n in (12, 13)]
    (total, *_) = report(onward(found, as_of=TODAY), min_cell=5).records()
    assert (total["ended"], total["within_0"], total["share_90"], total["open"]) == (13, None, None, None)
