"""Numbers as Dutch people write them: a decimal comma, a unit behind them, a sign of the euro before them."""

import re
from datetime import time, timedelta
from typing import Any

from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.incoming.cells import Setting, shown

_DUTCH = re.compile(r"(\d+|\d{1,3}(?:[. ]\d{3})+)(?:,(\d+))?", re.ASCII)
_ENGLISH = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)\.(\d{1,2})", re.ASCII)
_DIGITS = re.compile(r"\d(?:[\d., ]*\d)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?", re.ASCII)
_RANGE = re.compile(r"(\d+(?:,\d+)?)\s*(?:-|–|—|/|tot|t/m|to|à)\s*(\d+(?:,\d+)?.*)", re.ASCII | re.IGNORECASE)
_EUROS_AROUND = re.compile(r"^(?:€|eur|euro)\s*|(?<=\d),-+$", re.IGNORECASE)


def _unit(words: str, per: str = "") -> re.Pattern[str]:
    """What may stand behind a number: a unit, "p/w" for an amount a week, or nothing."""
    times = rf"(?:[\s./]*(?:(?:p|per|a)[\s./]*)?(?:{per}))?" if per else ""
    return re.compile(rf"\s*(?:{words})?\.?{times}\.?", re.IGNORECASE)


_HOURS = _unit("u|uur|uren|h|hr|hrs|hours?", per="w|wk|week")
_KILOMETRES = _unit("km|kms|kilometers?|kilometres?")
_MONTHS = _unit("m|mnd|mnden|maand|maanden|months?")
_THINGS = _unit("x|stuks?|plek|plekken|plaats|plaatsen|personen|persoon|seats?|places?")
_EUROS = _unit("€|eur|euro", per="m|mnd|maand|month")
_A_MONTH = re.compile(r"\d\W*(?:€|eur|euro)?[\s./]*(?:(?:p|per|a)[\s./]*)?m", re.IGNORECASE)
_LEAST_A_MONTH = 5000


def hours(raw: Any, _: Setting) -> float:
    """Hours a week: 32, "32 uur", "36u p/w", "24,5"; in hours and minutes too: "28:30", or a cell that keeps them so."""
    if isinstance(raw, timedelta) and raw >= timedelta(0):
        return round(raw / timedelta(hours=1), 2)
    said = str(raw) if isinstance(raw, time) else raw
    if isinstance(said, str) and (clock := _CLOCK.match(said)) and _HOURS.fullmatch(said, clock.end()):
        return round(int(clock[1]) + int(clock[2]) / 60, 2)
    number = _number(raw, _HOURS, N_("{text} is no number of hours a week."))
    if 0 < number < 1:
        # 0.8 is what is in a cell that shows 80%, and in a column of parts of full time.
        raise BadInput(N_("{text} looks like a part of full time; give the hours a week."), text=shown(raw))
    return number


def hours_range(raw: Any, setting: Setting) -> tuple[float | None, float]:
    """The least and the most hours a week: "24-32"; one number is the most."""
    if isinstance(raw, str) and (given := _RANGE.fullmatch(raw)):
        return hours(given[1], setting), hours(given[2], setting)
    return None, hours(raw, setting)


def kilometres(raw: Any, _: Setting) -> float:
    """A distance: 15 or "15 km"."""
    return _number(raw, _KILOMETRES, N_("{text} is no distance in kilometres."))


def months(raw: Any, _: Setting) -> int:
    """A whole number of months: 23 or "23 maanden"."""
    refusal = N_("{text} is no whole number of months.")
    number = _number(raw, _MONTHS, refusal)
    if not number.is_integer():
        raise BadInput(refusal, text=shown(raw))
    return int(number)


def count(raw: Any, _: Setting) -> int:
    """A whole number of things: 3 or "3 plekken"."""
    refusal = N_("{text} is no whole number.")
    number = _number(raw, _THINGS, refusal)
    if not number.is_integer():
        raise BadInput(refusal, text=shown(raw))
    return int(number)


def cents(raw: Any, _: Setting) -> int:
    """An amount in euro cents: "€ 2.200,50", "2200,-", 2200.5."""
    bare = _EUROS_AROUND.sub("", raw) if isinstance(raw, str) else raw
    return round(_number(bare, _EUROS, N_("{text} is no amount in euros.")) * 100)


def wage_month(raw: Any, setting: Setting) -> int:
    """A wage a month in euro cents; an amount that can only be that of an hour is refused."""
    amount = cents(raw, setting)
    if 0 < amount < _LEAST_A_MONTH and not (isinstance(raw, str) and _A_MONTH.search(raw)):
        raise BadInput(N_("{text} looks like a wage an hour; give the wage a month."), text=shown(raw))
    return amount


def _number(raw: Any, unit: re.Pattern[str], refusal: str) -> float:
    """A number that is not negative, with or without its unit.

    A point before three digits parts thousands, as in Dutch; before one or two it is an English decimal point.
    """
    if isinstance(raw, str):
        digits = _DIGITS.match(raw)
        if digits and unit.fullmatch(raw, digits.end()):
            if dutch := _DUTCH.fullmatch(digits[0]):
                return float(re.sub(r"[. ]", "", dutch[1]) + "." + (dutch[2] or "0"))
            if english := _ENGLISH.fullmatch(digits[0]):
                return float(english[1].replace(",", "") + "." + english[2])
    elif isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw < 1e9:
        return float(raw)
    raise BadInput(refusal, text=shown(raw))
