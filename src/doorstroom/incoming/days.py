"""Days as they stand in a spreadsheet: real days, Excel's numbers for them, and Dutch text; never the month first."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from doorstroom.dates import FIRST_YEAR, LAST_YEAR, parse_day, past_birth_day
from doorstroom.errors import BadDay
from doorstroom.incoming.cells import Setting, Special, key, line, shown

_MONTH_NAMES = (
    *("jan januari january", "feb febr februari february", "mrt maart mar march", "apr april", "mei may"),
    *("jun juni june", "jul juli july", "aug augustus august", "sep sept september", "okt oktober oct october"),
    *("nov november", "dec december"),
)
_MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}

_WORDED = re.compile(r"(\d{1,2})e?[\s./-]*([^\W\d_]{3,})[\s.,/'’-]*(\d{4}|\d{2})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.ASCII)
_BY_HAND = re.compile(r"(\d{1,2})(?: ?- ?| ?/ ?)(\d{1,2})(?: ?- ?| ?/ ?)['’‘]?(\d{4}|\d{2})\.?", re.ASCII)
_DASHES = str.maketrans("‐‑‒–—", "-----")
_FROM = re.compile(r"(?:per|vanaf|m\.?i\.?v\.?|met ingang van|from|as of)\s+(?=\d)", re.IGNORECASE)
_THROUGH = re.compile(r"(?:t\s?/\s?m|tot en met|through)\s+(?=\d)", re.IGNORECASE)
_NO_LAST_YEAR = 9999
_WEEKDAY = re.compile(r"^(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\d)", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
_SHORT_YEAR = re.compile(r"(?!\d{4}\D).*\D\d{2}", re.ASCII)
_SEASON = re.compile(
    r"(?:(\d{1,2})\s+)?([^\W\d_]{3,})\s*(?:-|–|t/m|tot en met|to)\s*(?:(\d{1,2})\s+)?([^\W\d_]{3,})", re.ASCII
)
# Below lie years that were typed without a day, above lies the year 2200.
_SERIALS = range(10_000, 109_576)
_DAY_ZERO = date(1899, 12, 30)
_FROM_1900_TO_1904 = 1462
_FOR_GOOD = frozenset(
    {
        *(
            "onbepaald",
            "onbepaaldetijd",
            "onbtijd",
            "vast",
            "vastcontract",
            "vastdienstverband",
            "onbeperkt",
            "geeneinddatum",
        ),
        *("permanent", "indefinite"),
        *("31129999", "99991231"),
    }
)


def day(raw: Any, setting: Setting) -> date:
    """A day such as 31-12-2026, 31/12/26, 31 dec 2026 or 46387, without its time; raises BadDay for anything else."""
    if isinstance(raw, date):
        found = raw.date() if isinstance(raw, datetime) else raw
        if not FIRST_YEAR < found.year <= LAST_YEAR:
            raise BadDay(shown(raw))
        return found
    if isinstance(raw, str):
        return _written(raw, setting)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _counted(raw, setting)
    raise BadDay(shown(raw))


def birth_day(raw: Any, setting: Setting) -> date:
    """A day of birth, which lies in the past: 12-03-45 is 1945."""
    is_short = isinstance(raw, str) and _SHORT_YEAR.fullmatch(raw) is not None
    return past_birth_day(day(raw, setting), is_short=is_short, today=setting.today)


def first_day(raw: Any, setting: Setting) -> date:
    """The first day of a contract: "per 1 mei 2026" is that day."""
    return day(_FROM.sub("", raw, count=1) if isinstance(raw, str) else raw, setting)


def last_day(raw: Any, setting: Setting) -> date | Special:
    """The last day of a contract, or that it is for good: "onbepaalde tijd", or the year 9999 of systems for staff."""
    if isinstance(raw, str):
        if key(raw) in _FOR_GOOD:
            return Special.FOR_GOOD
        raw = _THROUGH.sub("", raw, count=1)
    if isinstance(raw, date) and raw.year == _NO_LAST_YEAR:
        return Special.FOR_GOOD
    return day(raw, setting)


def season(raw: Any, _: Setting) -> str:
    """The part of the year in which there is work, as 04-01..10-31; "april t/m oktober" is understood."""
    given = line(raw, longest=60)
    if written := _SEASON.fullmatch(given.lower()):
        first, last = _MONTHS.get(written[2]), _MONTHS.get(written[4])
        if first and last:
            # In a leap year February is as long as it gets.
            end = int(written[3] or monthrange(2024, last)[1])
            return f"{first:02}-{int(written[1] or 1):02}..{last:02}-{end:02}"
    return given


def _written(given: str, setting: Setting) -> date:
    try:
        return parse_day(given)
    except BadDay:
        return _written_otherwise(given, setting)


def _written_otherwise(given: str, setting: Setting) -> date:
    """A day with the name of its month or weekday, with points, with a time, or as the number that Excel has for it."""
    bare = _TIME_OF_DAY.sub("", _WEEKDAY.sub("", " ".join(given.translate(_DASHES).split()), count=1))
    if bare.isdigit() and bare.isascii() and len(bare) == 5:
        return _counted(int(bare), setting)
    if (worded := _WORDED.fullmatch(bare.lower())) and worded[2] in _MONTHS:
        bare = f"{worded[1]}-{_MONTHS[worded[2]]}-{worded[3]}"
    elif parts := _DOTTED.fullmatch(bare) or _BY_HAND.fullmatch(bare) or _YEAR_FIRST.fullmatch(bare):
        bare = "-".join(parts.groups())
    elif len(bare) == 8 and bare.isascii() and bare.isdigit():
        # Only one of the two ways has a year that can be.
        year_first = FIRST_YEAR <= int(bare[:4]) <= LAST_YEAR and int(bare[4:6]) <= 12
        bare = f"{bare[:4]}-{bare[4:6]}-{bare[6:]}" if year_first else f"{bare[:2]}-{bare[2:4]}-{bare[4:]}"
    try:
        return parse_day(bare)
    except BadDay:
        raise BadDay(shown(given)) from None


def _counted(number: float, setting: Setting) -> date:
    """The day that Excel means by a number of days since 1900 or 1904."""
    shift = _FROM_1900_TO_1904 if setting.is_1904 else 0
    if 19_000_101 <= number <= 21_991_231 and number == int(number):
        # 20261231, as systems write a day.
        return _written(str(int(number)), setting)
    # Infinity and "no number" fit no range and no whole number.
    if not 0 < number < _SERIALS.stop or int(number) + shift not in _SERIALS:
        raise BadDay(shown(number))
    return _DAY_ZERO + timedelta(days=int(number) + shift)
