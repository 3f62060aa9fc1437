"""Months, terms and windows over plain days. There is no clock here: every day comes in as an argument.

The conventions C1 to C7 are those of ``docs/rules.md``: last days are included, and a month is added once, from the
first day, clamped to the last day of a shorter month.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from doorstroom.errors import BadDay, BadInput
from doorstroom.i18n import N_

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2199
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_DUTCH = r"(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})"


# A caseload of any size has few different days, and a sum that is known costs a fifth.
_known = lru_cache(maxsize=1 << 14)


@_known
def add_months(day: date, months: int) -> date:
    """The same day so many months on (or back), or the last day of that month when it is shorter (HR 1-9-2017)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= 28:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_in_month(day: date) -> int:
    """How many days its month has."""
    return monthrange(day.year, day.month)[1]


class Term(NamedTuple):
    """The last day of a term, and the other defensible last day when the months at its two ends differ in length."""

    last_day: date
    other_reading: date | None = None


@_known
def term(start: date, months: int) -> Term:
    """When a term of so many months from ``start`` ends, last day included (C1); the earlier reading counts."""
    clamped = add_months(start, months)
    return Term(clamped - DAY, clamped if clamped.day != start.day else None)


def term_end(start: date, months: int) -> date:
    """The last day of a term of so many months that begins on ``start`` (C1)."""
    return term(start, months).last_day


def is_at_least(start: date, end: date, months: int) -> bool:
    """Whether a period, both days included, lasts at least so many months (C1: the short reading is enough)."""
    return end >= term_end(start, months)


class Length(NamedTuple):
    """How long something lasts: whole months and the days over."""

    months: int
    days: int


def length(first_day: date, last_day: date) -> Length:
    """How long a period lasts, both days included: the longest term (C1) that fits in it, and the days over."""
    months = (last_day.year - first_day.year) * 12 + last_day.month - first_day.month + 1
    while months and term_end(first_day, months) > last_day:
        months -= 1
    return Length(months, (last_day - term_end(first_day, months)).days)


@_known
def notice_deadline(end: date, months: int = 1) -> date:
    """The last day to give notice before a contract that ends on ``end`` (C3, BW 7:668(1)).

    It is not moved for weekends (ATW 1(2)); of two defensible days the earlier one counts.
    """
    return min(add_months(end, -months), add_months(end + DAY, -months) - DAY)


class Gap(Enum):
    """What the law makes of the time between two contracts."""

    CONTINUES = "continues"
    UNCLEAR = "unclear"
    BREAKS = "breaks"


def judge_gap(previous_end: date, start: date, months: int) -> Gap:
    """Whether a contract from ``start`` continues a chain that stood still after ``previous_end`` (C4, BW 7:668a(1)).

    Exactly ``months`` continues; one day more breaks. At month ends two readings differ: then it is unclear.
    """
    days = (start - previous_end).days
    if days <= 28 * months + 1:
        return Gap.CONTINUES
    if days > 31 * months + 1:
        return Gap.BREAKS
    # Only in between does it matter which months they are.
    by_event_day = add_months(previous_end, months) + DAY
    by_calendar = add_months(previous_end + DAY, months)
    if start <= min(by_event_day, by_calendar):
        return Gap.CONTINUES
    return Gap.BREAKS if start > max(by_event_day, by_calendar) else Gap.UNCLEAR


def working_day(day: date) -> date:
    """This day when it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= DAY
    return day


def is_working_day(day: date) -> bool:
    """Whether it lies in a week from Monday to Friday and is no public holiday."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of the Netherlands, with Good Friday, which counts as one (ATW 3).

    5 May is one every year, though not everybody is free: a day on which somebody must be reached is better too early.
    """
    easter = _easter(year)
    moving = (easter + days * DAY for days in (-2, 0, 1, 39, 49, 50))
    fixed = (date(year, month, day) for month, day in ((1, 1), (5, 5), (12, 25), (12, 26)))
    return frozenset((*moving, *fixed, _kings_day(year)))


def _easter(year: int) -> date:
    """Easter Sunday, by the sum of Butcher (1876) for the Gregorian calendar."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _kings_day(year: int) -> date:
    """27 April since 2014, 30 April before; the day before when that is a Sunday."""
    day = date(year, 4, 27 if year >= 2014 else 30)
    return day - DAY if day.weekday() == 6 else day


def warn_from(leaves_on: date, months: int) -> date:
    """The day from which somebody who leaves on ``leaves_on`` is on the list of so many months (C5)."""
    return add_months(leaves_on, -months)


def window_end(as_of: date, months: int) -> date:
    """The last ``leaves_on`` that is on the list of so many months on ``as_of``, this day included (C5)."""
    end = add_months(as_of, months)
    while warn_from(end + DAY, months) <= as_of:
        end += DAY
    return end


def agreed_end(start: date, *, end: date | None, months: int | None, for_good: bool) -> date | None:
    """The agreed last day, included, from the one way in which it was given; None for good.

    Raises BadInput when it was given in no way or in several.
    """
    if (end is not None) + (months is not None) + for_good != 1:
        raise BadInput(
            N_("A contract needs one end: --end, --months or --permanent."),
            hint=N_("Give exactly one; --end is the last day of work."),
        )
    return term_end(start, months) if months is not None else end


def next_end(start: date, until: date | None, months: int | None) -> date:
    """The last day, included, of what goes on from ``start``, from the one way in which it was given.

    Raises BadInput when it was given in no way or in both.
    """
    if until is not None and months is None:
        return until
    if until is None and months is not None:
        return term_end(start, months)
    raise BadInput(N_("Say how long: --until or --months."), hint=N_("Give exactly one of the two."))


def parse_day(text: str) -> date:
    """A day as people type it: 2026-11-21, 21-11-2026, 21/11/2026 or 21-11-26; never the month first.

    Raises BadDay for anything else, also for a day that does not exist or lies outside 1900-2199.
    """
    text = text.strip()
    if match := re.fullmatch(_ISO, text, re.ASCII):
        year, month, day = (int(part) for part in match.groups())
    elif match := re.fullmatch(_DUTCH, text, re.ASCII):
        day, month = int(match[1]), int(match[3])
        year = int(match[4]) if len(match[4]) == 4 else full_year(int(match[4]))
    else:
        raise BadDay(text)
    try:
        parsed = date(year, month, day)
    except ValueError:
        raise BadDay(text) from None
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        raise BadDay(text, hint=N_("Days lie from 1900 up to and including 2199."))
    return parsed


def parse_birth_day(text: str, today: date) -> date:
    """A day of birth as people type it, which is not later than ``today``: 12-03-45 is 1945. Raises BadInput and BadDay."""
    written = re.fullmatch(_DUTCH, text.strip(), re.ASCII)
    return past_birth_day(parse_day(text), is_short=written is not None and len(written[4]) == 2, today=today)


def past_birth_day(born: date, *, is_short: bool, today: date) -> date:
    """A day of birth, in the century before when a year of two digits would else lie ahead. Raises BadInput for one ahead."""
    if born > today and is_short:
        born = add_months(born, -1200)
    if born > today:
        raise BadInput(
            N_("A day of birth cannot lie in the future, as {day} does."),
            hint=N_("Write the year in four digits."),
            day=born,
        )
    return born


def full_year(two_digits: int) -> int:
    """The year that people mean by two digits: 00-68 lie in this century, 69-99 in the last, as C and POSIX have it."""
    return two_digits + (2000 if two_digits <= 68 else 1900)
