"""JSON as others write it: read within bounds, and without the numbers that no cell can hold."""

import json
from typing import Any

# A spreadsheet keeps so many digits of a number; more of them are the digits of a code.
_MOST_DIGITS = 15


def from_json(text: str) -> Any:
    """The value that a text in JSON stands for; a number that is too long, too large or none at all stays as it is written.

    Raises ValueError for what is no JSON or is nested too deep.
    """
    try:
        return json.loads(text, strict=False, parse_int=_whole, parse_float=_fraction, parse_constant=str)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _fraction(digits: str) -> float | str:
    number = float(digits)
    return number if abs(number) < 10**_MOST_DIGITS else digits
