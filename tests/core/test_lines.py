"""Lines of work: the sentences of ``docs/rules.md`` about who goes from which job to which, one by one."""

from datetime import date, timedelta

import pytest
from factories import a_contract, a_permanent_contract, an_employer, day
from people import jobs_of

from doorstroom.choices import Because
from doorstroom.lines import Line, lines
from doorstroom.model.choices import ContractKind

TODAY = day("2026-11-21")


def only_line(*contracts, as_of: date = TODAY, **more) -> Line:
    (line,) = lines(jobs_of(*contracts, **more), as_of)
    return line


def at(employer: int, start: str, end: str | None, **fields):
    return a_contract(start, end, employer=employer, **fields)


def test_without_contracts_there_is_no_line():
    assert lines((), TODAY) == []


def test_one_running_job_is_a_line_that_ends_with_it():
    line = only_line(at(1, "2026-01-01", "2026-12-31"))
    assert (line.leaves_on, line.because, line.next) == (day("2026-12-31"), Because.CONTRACT_END, None)


def test_who_goes_from_december_to_march_leaves_in_march():
    line = only_line(at(1, "2026-01-01", "2026-12-31"), at(2, "2027-01-01", "2027-03-31"))
    assert line.leaves_on == day("2027-03-31")
    assert line.last.employer == 2


def test_a_line_goes_on_over_several_jobs():
    line = only_line(
        at(1, "2026-01-01", "2026-12-31"), at(2, "2027-01-15", "2027-03-31"), at(1, "2027-04-10", "2027-09-30")
    )
    assert [job.employer for job in line.jobs] == [1, 2, 1]
    assert line.leaves_on == day("2027-09-30")


@pytest.mark.parametrize(
    ("start", "leaves_on", "gap_days"),
    [
        ("2027-01-01", "2027-06-30", None),
        ("2027-01-31", "2027-06-30", None),  # 31 days after the last day
        ("2027-02-01", "2026-12-31", 31),  # 32 days after it: 31 days without work lie between
        ("2027-02-02", "2026-12-31", 32),
    ],
)
def test_a_job_follows_when_it_starts_at_most_31_days_after_the_day_of_leaving(start, leaves_on, gap_days):
    line = only_line(at(1, "2026-01-01", "2026-12-31"), at(2, start, "2027-06-30"))
    assert (line.leaves_on, line.gap_days) == (day(leaves_on), gap_days)


def test_the_days_are_counted_from_the_day_of_leaving_not_from_the_agreed_end():
    employers = {1: an_employer(policy_months=12), 2: an_employer(id=2)}
    first = at(1, "2026-01-01", "2027-06-30")
    line = only_line(first, at(2, "2027-01-31", "2027-12-31"), employers=employers)
    assert line.leaves_on == day("2027-12-31")
    assert only_line(first, at(2, "2027-02-01", "2027-12-31"), employers=employers).leaves_on == day("2026-12-31")


def test_a_job_that_ends_earlier_does_not_follow():
    line = only_line(at(1, "2026-01-01", "2027-06-30"), at(2, "2027-01-01", "2027-03-31"))
    assert (line.last.employer, line.leaves_on) == (1, day("2027-06-30"))


def test_of_several_jobs_that_follow_the_one_that_reaches_furthest_is_taken():
    line = only_line(
        at(1, "2026-01-01", "2026-12-31"), at(2, "2027-01-01", "2027-03-31"), at(3, "2027-01-02", "2027-12-31")
    )
    assert line.last.employer == 3


def test_a_permanent_job_reaches_furthest_of_all():
    line = only_line(
        at(1, "2026-01-01", "2026-12-31"),
        at(2, "2027-01-01", "2027-12-31"),
        a_permanent_contract("2027-01-05", employer=3),
    )
    assert line.is_permanent
    assert (line.leaves_on, line.because) == (None, None)


def test_a_permanent_job_is_a_line_without_an_end():
    line = only_line(a_permanent_contract("2026-01-01"))
    assert line.is_permanent
    assert line.leaves_on is None


def test_a_permanent_job_that_ended_all_the_same_is_a_line_that_ended():
    line = only_line(a_permanent_contract("2026-01-01", ended_on=day("2026-10-31")))
    assert (line.is_permanent, line.leaves_on, line.because) == (False, day("2026-10-31"), Because.ENDED)


def test_a_job_of_which_nobody_knows_the_end_is_a_line_without_an_end_that_is_not_permanent():
    line = only_line(at(1, "2026-01-01", None, kind=ContractKind.WORK_EXPERIENCE))
    assert (line.leaves_on, line.is_permanent) == (None, False)


def test_a_known_limit_is_the_end_of_a_job_without_one():
    line = only_line(at(1, "2026-01-01", None), employers={1: an_employer(policy_months=23)})
    assert (line.leaves_on, line.because) == (day("2027-11-30"), Because.POLICY_LIMIT)


def test_the_last_day_itself_is_a_working_day():
    assert only_line(at(1, "2026-01-01", "2026-11-21")).because is Because.CONTRACT_END
    assert only_line(at(1, "2026-01-01", "2026-11-20")).because is Because.ENDED


def test_where_nothing_runs_the_line_starts_from_the_job_that_ended_last():
    line = only_line(at(1, "2026-01-01", "2026-09-30"), at(2, "2025-01-01", "2026-10-31"))
    assert (line.last.employer, line.leaves_on, line.because) == (2, day("2026-10-31"), Because.ENDED)


def test_a_line_that_ended_ended_on_its_real_last_day():
    line = only_line(at(1, "2026-01-01", "2027-06-30", ended_on=day("2026-11-13")))
    assert (line.leaves_on, line.because) == (day("2026-11-13"), Because.ENDED)


def test_a_limit_that_passed_long_ago_does_not_move_the_day_on_which_a_job_really_ended():
    employers = {1: an_employer(policy_months=12)}
    line = only_line(at(1, "2025-01-01", "2026-10-31"), employers=employers)
    assert (line.leaves_on, line.because) == (day("2026-10-31"), Because.ENDED)


def test_a_job_that_ended_is_followed_by_one_that_starts_within_31_days_of_it():
    line = only_line(at(1, "2026-01-01", "2026-11-13"), at(2, "2026-12-14", "2027-06-30"))
    assert (line.leaves_on, line.because) == (day("2027-06-30"), Because.CONTRACT_END)


def test_who_ended_and_starts_again_later_keeps_the_gap():
    line = only_line(at(1, "2026-01-01", "2026-11-13"), at(2, "2026-12-15", "2027-06-30"))
    assert (line.leaves_on, line.because, line.gap_days) == (day("2026-11-13"), Because.ENDED, 31)


def test_where_nothing_has_begun_the_line_starts_with_the_first_to_come():
    line = only_line(at(2, "2027-03-01", "2027-12-31"), at(1, "2027-01-01", "2027-02-28"))
    assert [job.employer for job in line.jobs] == [1, 2]


def test_what_was_agreed_but_never_begins_before_the_day_asked_is_no_running_job():
    line = only_line(at(1, "2026-11-22", "2027-05-31"))
    assert (line.leaves_on, line.because) == (day("2027-05-31"), Because.CONTRACT_END)


def test_a_running_job_beyond_its_limit_leaves_on_that_limit():
    employers = {1: an_employer(policy_months=12)}
    line = only_line(at(1, "2025-06-01", "2026-12-31"), employers=employers)
    assert (line.leaves_on, line.because) == (day("2026-05-31"), Because.POLICY_LIMIT)


def test_two_jobs_at_once_have_a_line_each_and_the_one_that_ends_first_stands_in_front():
    found = lines(jobs_of(at(1, "2026-01-01", "2027-12-31"), at(2, "2026-02-01", "2027-03-31")), TODAY)
    assert [(line.last.employer, line.leaves_on) for line in found] == [
        (2, day("2027-03-31")),
        (1, day("2027-12-31")),
    ]


def test_two_lines_that_lead_to_the_same_job_are_one():
    line = only_line(
        at(1, "2026-01-01", "2026-12-20"), at(2, "2026-02-01", "2026-12-31"), at(3, "2027-01-04", "2027-12-31")
    )
    assert line.last.employer == 3


def test_a_line_without_a_known_end_comes_last_and_a_permanent_one_behind_it():
    found = lines(
        jobs_of(
            a_permanent_contract("2026-01-01", employer=1),
            at(2, "2026-02-01", None, kind=ContractKind.TRIAL),
            at(3, "2026-03-01", "2027-12-31"),
        ),
        TODAY,
    )
    assert [line.last.employer for line in found] == [3, 2, 1]


def test_contracts_that_follow_directly_at_one_employer_are_one_job():
    line = only_line(at(1, "2026-01-01", "2026-06-30"), at(1, "2026-07-01", "2026-12-31"))
    assert len(line.jobs) == 1
    assert line.last.first_day == day("2026-01-01")
    assert line.last.starts_on == day("2026-07-01")


@pytest.mark.parametrize("shift", range(-45, 46, 5))
def test_the_gap_is_the_days_without_work(shift):
    end = day("2026-12-31")
    start = end + timedelta(days=100 + shift)
    line = only_line(at(1, "2026-01-01", str(end)), at(2, str(start), str(start + timedelta(days=90))))
    without = [end + timedelta(days=n) for n in range(1, 400) if end + timedelta(days=n) < start]
    assert line.gap_days == len(without)
