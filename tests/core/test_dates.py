"""Days, months and windows; T-numbers are the worked cases of docs/rules.md."""

from datetime import date, timedelta

import holidays
import pytest
from dateutil.relativedelta import relativedelta
from factories import day
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.dates import (
    DAY,
    Gap,
    Length,
    Term,
    add_months,
    is_at_least,
    judge_gap,
    length,
    notice_deadline,
    parse_day,
    public_holidays,
    term,
    term_end,
    warn_from,
    window_end,
    working_day,
)
from doorstroom.errors import BadDay

EVERY_DAY = [date(2023, 1, 1) + n * DAY for n in range((date(2030, 1, 1) - date(2023, 1, 1)).days)]
DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))
MONTHS = st.integers(0, 240)


def test_months_are_added_as_dateutil_adds_them():
    for start in EVERY_DAY:
        for months in (-48, -12, -6, -4, -1, 0, 1, 3, 6, 11, 12, 23, 24, 36, 48):
            assert add_months(start, months) == start + relativedelta(months=months)


@given(DAYS, st.integers(-600, 600))
def test_any_number_of_months_is_added_as_dateutil_adds_it(start, months):
    assert add_months(start, months) == start + relativedelta(months=months)


TERMS = [
    ("T01", "2026-01-01", 23, "2027-11-30", None),
    ("T02", "2026-01-15", 23, "2027-12-14", None),
    ("T03", "2025-01-31", 23, "2026-12-30", None),
    ("T04", "2024-03-31", 23, "2026-02-27", "2026-02-28"),
    ("T05", "2026-03-31", 23, "2028-02-28", "2028-02-29"),
    ("T06", "2024-02-29", 12, "2025-02-27", "2025-02-28"),
    ("T07", "2027-02-28", 12, "2028-02-27", None),
    ("T08", "2025-12-01", 6, "2026-05-31", None),
    ("T10", "2026-08-31", 6, "2027-02-27", "2027-02-28"),
    ("T13", "2024-04-01", 36, "2027-03-31", None),
    ("T14", "2024-02-29", 36, "2027-02-27", "2027-02-28"),
]


@pytest.mark.parametrize(("case", "start", "months", "end", "other"), TERMS, ids=[case for case, *_ in TERMS])
def test_a_term_ends_on_its_last_day(case, start, months, end, other):
    assert term(day(start), months) == Term(day(end), day(other) if other else None)


def test_a_term_is_ambiguous_only_when_a_shorter_month_ends_it():
    for start in EVERY_DAY:
        for months in (1, 6, 12, 23, 36):
            found = term(start, months)
            ends_in_shorter_month = (start + relativedelta(months=months)).day < start.day
            assert (found.other_reading is not None) == ends_in_shorter_month
            assert found.last_day == start + relativedelta(months=months) - DAY
            assert found.other_reading in (None, found.last_day + DAY)


@given(DAYS, MONTHS, MONTHS)
def test_a_longer_term_ends_later(start, months, more):
    assert term_end(start, months + more + 1) > term_end(start, months)


@given(DAYS, MONTHS)
def test_a_later_start_never_ends_a_term_earlier(start, months):
    assert term_end(start + DAY, months) >= term_end(start, months)


NOTICE = [
    ("T36", "2026-12-31", "2026-11-30"),
    ("T37", "2027-03-31", "2027-02-28"),
    ("T38", "2028-03-31", "2028-02-29"),
    ("T39", "2027-04-30", "2027-03-30"),
    ("T40", "2027-02-28", "2027-01-28"),
    ("T41", "2028-02-29", "2028-01-29"),
    ("T42", "2026-12-30", "2026-11-29"),
    ("T43", "2026-12-20", "2026-11-20"),
]


@pytest.mark.parametrize(("case", "end", "by"), NOTICE, ids=[case for case, *_ in NOTICE])
def test_notice_is_due_a_month_before_the_end(case, end, by):
    assert notice_deadline(day(end)) == day(by)


def test_notice_given_a_day_after_the_deadline_is_a_day_late():
    assert day("2026-11-21") - notice_deadline(day("2026-12-20")) == timedelta(days=1)  # T43


def leaves_a_month(by: date, end: date) -> bool:
    """Whether a month lies between notice and end, counted from the last day and from the moment after it."""
    return by + relativedelta(months=1) <= end and by + DAY + relativedelta(months=1) <= end + DAY


def test_notice_leaves_a_month_in_both_readings_and_hardly_more():
    for end in EVERY_DAY:
        by = notice_deadline(end)
        assert leaves_a_month(by, end)
        # Counted back from a short month, which is what the law asks, up to three days more are left.
        assert not leaves_a_month(by + 4 * DAY, end)


@pytest.mark.parametrize(
    ("start", "end", "answer"),
    [
        ("2025-12-01", "2026-05-31", True),  # T08
        ("2026-12-01", "2027-05-30", False),  # T09
        ("2026-08-31", "2027-02-27", True),  # T10
        ("2026-08-31", "2027-02-26", False),
    ],
)
def test_exactly_six_months_is_at_least_six_months(start, end, answer):
    assert is_at_least(day(start), day(end), 6) is answer


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("2027-02-26", "2027-02-26"),
        ("2027-02-27", "2027-02-26"),
        ("2027-02-28", "2027-02-26"),  # T37
        ("2027-03-01", "2027-03-01"),
        ("2027-03-29", "2027-03-25"),  # Easter Monday: Good Friday before it counts as a holiday too
        ("2027-12-26", "2027-12-24"),
        ("2027-01-01", "2026-12-31"),
        ("2025-04-26", "2025-04-25"),  # King's Day is a day early when 27 April is a Sunday
    ],
)
def test_the_working_day_of_a_weekend_or_holiday_is_the_one_before_it(asked, answer):
    assert working_day(day(asked)) == day(answer)


def test_the_holidays_are_those_that_a_library_of_holidays_knows():
    known = holidays.country_holidays("NL", years=range(1982, 2101), categories=("public", "optional"))
    assert {day for year in range(1982, 2101) for day in public_holidays(year)} == set(known)


GAPS = [
    ("T19", "2026-01-31", 6, "2026-08-01", Gap.CONTINUES),
    ("T20", "2026-01-31", 6, "2026-08-02", Gap.BREAKS),
    ("T21", "2025-12-31", 6, "2026-07-01", Gap.CONTINUES),
    ("T21", "2025-12-31", 6, "2026-07-02", Gap.BREAKS),
    ("T22", "2026-06-30", 6, "2026-12-31", Gap.CONTINUES),
    ("T23", "2026-06-30", 6, "2027-01-01", Gap.UNCLEAR),
    ("T24", "2026-06-30", 6, "2027-01-02", Gap.BREAKS),
    ("T25", "2026-02-28", 6, "2026-08-29", Gap.CONTINUES),
    ("T25", "2026-02-28", 6, "2026-08-30", Gap.UNCLEAR),
    ("T25", "2026-02-28", 6, "2026-09-01", Gap.UNCLEAR),
    ("T25", "2026-02-28", 6, "2026-09-02", Gap.BREAKS),
    ("T26", "2025-08-30", 6, "2026-02-28", Gap.CONTINUES),
    ("T26", "2025-08-30", 6, "2026-03-01", Gap.UNCLEAR),
    ("T26", "2025-08-30", 6, "2026-03-02", Gap.BREAKS),
    ("T27", "2026-01-31", 3, "2026-05-01", Gap.CONTINUES),
    ("T27", "2026-01-31", 3, "2026-05-02", Gap.BREAKS),
]


@pytest.mark.parametrize(
    ("case", "end", "months", "start", "verdict"), GAPS, ids=[f"{case} {start}" for case, _, _, start, _ in GAPS]
)
def test_a_gap_of_exactly_so_many_months_continues(case, end, months, start, verdict):
    assert judge_gap(day(end), day(start), months) is verdict


def test_a_longer_gap_never_brings_a_chain_back():
    order = [Gap.CONTINUES, Gap.UNCLEAR, Gap.BREAKS]
    for end in EVERY_DAY:
        verdicts = [order.index(judge_gap(end, end + n * DAY, 6)) for n in range(178, 190)]
        assert verdicts == sorted(verdicts)
        assert verdicts[0] == 0
        assert verdicts[-1] == 2


def test_contracts_that_touch_or_overlap_have_no_gap():
    for end in EVERY_DAY:
        assert {judge_gap(end, end + n * DAY, 0) for n in (-30, 0, 1)} == {Gap.CONTINUES}
        assert judge_gap(end, end + 2 * DAY, 0) is Gap.BREAKS


@pytest.mark.parametrize(
    ("as_of", "months", "until"),
    [
        ("2026-11-21", 6, "2027-05-21"),  # T44
        ("2026-11-21", 4, "2027-03-21"),  # T44
        ("2026-08-31", 6, "2027-02-28"),  # T45
        ("2027-08-31", 6, "2028-02-29"),  # T45
        ("2026-02-28", 6, "2026-08-31"),
    ],
)
def test_the_window_closes_on_the_last_day_that_is_on_the_list(as_of, months, until):
    assert window_end(day(as_of), months) == day(until)


def test_who_leaves_at_the_end_of_march_is_on_the_list_from_the_end_of_september():
    assert warn_from(day("2026-03-31"), 6) == day("2025-09-30")


def test_the_window_holds_exactly_the_days_whose_warning_has_come():
    for as_of in EVERY_DAY:
        for months in (1, 4, 6):
            until = window_end(as_of, months)
            assert warn_from(until, months) <= as_of < warn_from(until + DAY, months)


@given(DAYS, MONTHS)
def test_nobody_is_warned_of_after_they_leave(leaves_on, months):
    assert warn_from(leaves_on, months) <= leaves_on


@pytest.mark.parametrize(
    ("first", "last", "lasts"),
    [
        ("2026-09-01", "2027-03-31", Length(7, 0)),
        ("2025-05-01", "2027-03-31", Length(23, 0)),
        ("2026-09-01", "2026-09-01", Length(0, 1)),
        ("2026-09-01", "2027-04-10", Length(7, 10)),
        ("2026-01-31", "2026-02-27", Length(1, 0)),
        ("2024-02-29", "2025-02-26", Length(11, 29)),
    ],
)
def test_a_length_is_whole_months_and_the_days_over(first, last, lasts):
    assert length(day(first), day(last)) == lasts


@given(DAYS, st.integers(0, 4000))
def test_a_length_says_exactly_where_a_period_ends(first, days):
    last = first + days * DAY
    months, over = length(first, last)
    assert term_end(first, months) + over * DAY == last
    assert term_end(first, months) <= last < term_end(first, months + 1)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_in_each_way_it_is_written(written):
    for text in (
        f"{written:%Y-%m-%d}",
        f"{written:%d-%m-%Y}",
        f"{written:%d/%m/%Y}",
        f" {written.day}-{written.month}-{written.year} ",
    ):
        assert parse_day(text) == written


@pytest.mark.parametrize(
    ("text", "year"), [("21-11-26", 2026), ("21/11/68", 2068), ("21-11-69", 1969), ("21-11-99", 1999)]
)
def test_two_digits_of_a_year_mean_this_century_or_the_last(text, year):
    assert parse_day(text) == date(year, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31-02-2026",
        "11/21/2026",
        "2026-13-01",
        "21-11/2026",
        "21.11.2026",
        "1-1-1899",
        "2200-01-01",
        "morgen",
        "٢١-١١-٢٠٢٦",
    ],
)
def test_what_is_no_day_is_refused_as_it_was_written(text):
    with pytest.raises(BadDay) as refusal:
        parse_day(text)
    assert refusal.value.fields["text"] == (text or "''")


@pytest.mark.parametrize(
    ("end", "continues_to", "unclear_to"),
    [
        ("2026-08-27", "2027-02-28", "2027-02-28"),
        ("2026-08-28", "2027-02-28", "2027-03-01"),
        ("2026-08-29", "2027-02-28", "2027-03-01"),
        ("2026-08-30", "2027-02-28", "2027-03-01"),
        ("2026-08-31", "2027-03-01", "2027-03-01"),
        ("2023-08-29", "2024-02-29", "2024-03-01"),
        ("2023-08-31", "2024-03-01", "2024-03-01"),
        ("2026-09-30", "2027-03-31", "2027-04-01"),
        ("2026-11-30", "2027-05-31", "2027-06-01"),
        ("2026-12-31", "2027-07-01", "2027-07-01"),
        ("2027-02-28", "2027-08-29", "2027-09-01"),
        ("2028-02-29", "2028-08-30", "2028-09-01"),
    ],
)
def test_at_the_end_of_any_month_a_gap_of_six_months_is_judged_to_the_day(end, continues_to, unclear_to):
    last_of_chain, last_unclear = day(continues_to), day(unclear_to)
    for n in range(-1, 6):
        start = last_of_chain + n * DAY
        expected = Gap.CONTINUES if n <= 0 else Gap.UNCLEAR if start <= last_unclear else Gap.BREAKS
        assert judge_gap(day(end), start, 6) is expected


@pytest.mark.parametrize(
    ("end", "by"),
    [
        ("2027-05-31", "2027-04-30"),
        ("2026-12-01", "2026-11-01"),
        ("2027-06-30", "2027-05-30"),
        ("2027-03-30", "2027-02-27"),
        ("2027-03-29", "2027-02-27"),
        ("2027-03-28", "2027-02-27"),
        ("2027-03-27", "2027-02-27"),
        ("2028-03-30", "2028-02-28"),
        ("2027-01-31", "2026-12-31"),
    ],
)
def test_around_the_end_of_a_month_notice_is_due_on_the_earlier_of_two_days(end, by):
    assert notice_deadline(day(end)) == day(by)


@pytest.mark.parametrize("text", ["31-12-1899", "2200-01-01"])
def test_a_day_too_far_off_is_told_how_far_days_go(text):
    with pytest.raises(BadDay) as refused:
        parse_day(text)
    assert "2199" in refused.value.hint
