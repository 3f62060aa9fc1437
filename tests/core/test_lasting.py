"""Survival: against a published example, against a library, and in the months that people mean."""

import warnings

import pytest
from factories import day
from hypothesis import given
from hypothesis import strategies as st
from lives import TODAY, career, job
from scipy.stats import CensoredData, ecdf

from doorstroom.model.choices import ContractKind
from doorstroom.results.lasting import By, kaplan_meier, lasting, list_of, report

# Freireich and others (Blood 21, 1963): weeks in remission with 6-MP; a minus sign marks who was still in it.
REMISSION = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]
# As Kleinbaum and Klein (Survival Analysis) print it: at risk, failed, and the estimate after each failure.
PRINTED = {
    6: (21, 3, 0.857),
    7: (17, 1, 0.807),
    10: (15, 1, 0.753),
    13: (12, 1, 0.690),
    16: (11, 1, 0.627),
    22: (7, 1, 0.538),
    23: (6, 1, 0.448),
}


def test_the_published_example_comes_out_as_printed():
    found = kaplan_meier((abs(weeks), weeks > 0) for weeks in REMISSION)
    assert {point.time: (point.at_risk, point.stopped, round(point.share, 3)) for point in found} == PRINTED


def test_the_interval_is_the_one_on_the_log_log_scale():
    found = {point.time: point for point in kaplan_meier((abs(weeks), weeks > 0) for weeks in REMISSION)}
    # As R prints for survfit(..., conf.type = "log-log").
    assert (round(found[6].low, 3), round(found[6].high, 3)) == (0.620, 0.952)
    assert (round(found[23].low, 3), round(found[23].high, 3)) == (0.188, 0.680)


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=40))
def test_the_estimate_is_that_of_a_library(followed):
    found = kaplan_meier(followed)
    stopped = [time for time, has_stopped in followed if has_stopped]
    still = [time for time, has_stopped in followed if not has_stopped]
    if not stopped:
        assert found == []
        return
    expected = ecdf(CensoredData(uncensored=stopped, right=still)).sf
    with warnings.catch_warnings():
        # It warns where there is no interval, at 0 and 1.
        warnings.simplefilter("ignore")
        interval = expected.confidence_interval(method="log-log")
    for point in found:
        assert point.share == pytest.approx(float(expected.evaluate(point.time)), abs=1e-9)
        if point.low is None:
            assert point.share == 0
        else:
            assert point.low == pytest.approx(float(interval.low.evaluate(point.time)), abs=1e-9)
            assert point.high == pytest.approx(float(interval.high.evaluate(point.time)), abs=1e-9)


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), max_size=40))
def test_the_estimate_only_falls_and_stays_within_its_interval(followed):
    found = kaplan_meier(followed)
    shares = [1.0, *(point.share for point in found)]
    assert shares == sorted(shares, reverse=True)
    for point in found:
        if point.low is not None:
            assert 0 < point.low <= point.share <= point.high < 1


def still_after(careers, months, **asked):
    answer = lasting(careers, as_of=asked.pop("as_of", TODAY), **asked)
    return {row.group: row for row in answer.rows if row.months == months}


@pytest.mark.parametrize(
    ("start", "end"), [("2025-01-01", "2025-06-30"), ("2025-07-01", "2025-12-31"), ("2024-08-31", "2025-02-27")]
)
def test_a_contract_of_six_months_has_ended_after_six_months_whichever_those_are(start, end):
    assert still_after([career(job(start, end))], 6)[None].share == 0


def test_a_day_more_than_six_months_is_still_there_after_six():
    assert still_after([career(job("2025-01-01", "2025-07-01"))], 6)[None].share == 100


def test_a_next_job_within_a_month_goes_on_and_a_later_one_begins_anew():
    on = career(job("2025-01-01", "2025-06-30"), job("2025-07-31", "2026-06-30", employer=2))
    row = still_after([on], 12)[None]
    assert (row.people, row.share) == (1, 100)
    apart = career(job("2025-01-01", "2025-06-30"), job("2025-08-01", "2026-07-31", employer=2))
    row = still_after([apart], 6)[None]
    assert (row.people, row.stopped, row.share) == (2, 1, 50)


def test_who_is_still_at_work_is_followed_up_to_the_day_asked():
    row = still_after([career(job("2026-08-22", "2027-08-21"))], 3)[None]
    assert (row.stopped, row.at_risk, row.share) == (0, 1, 100)
    row = still_after([career(job("2026-08-22", "2027-08-21"))], 6)[None]
    assert (row.at_risk, row.share) == (0, None)


def test_a_trial_placement_is_no_work_yet():
    trial = job("2025-01-01", "2025-02-28", kind=ContractKind.TRIAL)
    assert still_after([career(trial)], 3)[None].people == 0


def test_groups_are_those_of_the_first_job():
    found = [career(job("2025-01-01", "2025-12-31"), job("2026-01-01", None, employer=2), programme_name="Pilot")]
    assert set(still_after(found, 3, by=By.EMPLOYER)) == {None, "Werkgever 1"}
    assert set(still_after(found, 3, by=By.KIND)) == {None, ContractKind.FIXED_TERM}
    assert set(still_after(found, 3, by=By.PROGRAMME)) == {None, "Pilot"}


def test_only_who_began_at_an_employer_when_that_is_asked():
    found = [career(job("2025-01-01", "2025-12-31")), career(job("2025-01-01", "2025-12-31", employer=2), number=2)]
    assert still_after(found, 3, employer=2)[None].people == 1


def test_a_day_in_the_past_does_not_know_what_came_after_it():
    on = career(job("2025-01-01", "2025-06-30"), job("2025-07-10", "2026-06-30", employer=2))
    assert still_after([on], 3, as_of=day("2025-07-05"))[None].stopped == 0
    assert lasting([on], as_of=day("2025-07-05"), listed=True).people[0].figure == "stopped"


def test_small_groups_are_hidden_and_not_given_away():
    big = [career(job("2024-01-01", "2025-12-31"), number=n) for n in range(1, 31)]
    small = [career(job("2024-01-01", "2025-12-31", employer=2), number=n) for n in range(31, 34)]
    rows = report(lasting([*big, *small], as_of=TODAY, by=By.EMPLOYER), min_cell=5).records()
    people = {str(row["group"]): row["people"] for row in rows}
    assert people["Werkgever 2"] is None
    assert None in (people["all"], people["Werkgever 1"])


def test_the_people_behind_it_are_listed():
    found = [career(job("2025-01-01", "2025-12-31")), career(job("2026-01-01"), number=2)]
    rows = list_of(lasting(found, as_of=TODAY, listed=True)).rows
    assert [(one.id, str(one.figure)) for one in rows] == [(1, "stopped"), (2, "goes-on")]
