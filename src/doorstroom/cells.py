"""What people put in a cell, as values: Dutch days, decimal commas, lost zeros, lists and words.

Each reader takes the raw cell (text, number, day or boolean) and gives a value, or raises BadInput with a sentence that
names what stands there. Nothing is swapped or guessed: what could mean two things is refused.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from doorstroom.dates import parse_day
from doorstroom.errors import BadDay, BadInput
from doorstroom.i18n import N_
from doorstroom.model import Choice
from doorstroom.names import fold
from doorstroom.privacy import has_controls

LONGEST_TEXT = 2000
LONGEST_NAME = 200


class Special(Enum):
    """What a cell can hold besides a value."""

    CLEAR = "clear"
    """A single dash: what was known must go."""
    NOT_CALCULATED = "not calculated"
    """A formula whose outcome was never stored in the file."""
    FOR_GOOD = "for good"
    """No last day, because the contract has none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reader must know besides the cell: the day it is and the day from which the sheet counts its days."""

    today: date
    is_1904: bool = False


@dataclass(frozen=True, slots=True)
class Partly:
    """A list of choices of which some words have no counterpart here; they are known, and named rather than refused."""

    value: tuple[Any, ...]
    left_out: tuple[str, ...]


Reader = Callable[[Any, Setting], Any]
Chosen = TypeVar("Chosen", bound=Choice)

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACES = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2007": " ", "\u2028": "\n", "\u2029": "\n"})
_DASHES = frozenset("-–—")
_ONLY_SIGNS = re.compile(r"[\s?!.,;:_*/\\#–—-]*")
_UNKNOWN = frozenset(
    ("nnb", "onbekend", "nietbekend", "nogonbekend", "nognietbekend", "nvt", "nietvantoepassing", "nb")
    + ("nietingevuld", "leeg", "unknown", "notknown", "tbd", "ntb", "nadertebepalen", "nva", "notapplicable")
)
_ERRORS = frozenset(
    ("#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!", "#NAME?", "#NAAM?", "#NULL!")
    + ("#LEEG!", "#NUM!", "#GETAL!", "#SPILL!", "#OVERLOPEN!", "#CALC!", "#BEREKENEN!", "#GETTING_DATA")
)


def tidy(text: str) -> str:
    """The text of a cell in NFC without spaces around it; new lines stay, for they part lists.

    Raises BadInput for the errors of a spreadsheet and for characters that nobody sees.
    """
    if "_x" in text:
        # Excel writes a carriage return as _x000D_, and openpyxl leaves it so.
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_SPACES))
    text = text.strip()
    if not text.isprintable() and has_controls(text):
        raise BadInput(N_("It holds characters that cannot be seen; type it again."))
    if text in _ERRORS:
        raise BadInput(N_("It holds the error {text} instead of a value."), text=text)
    return text


def is_dash(text: str) -> bool:
    """Whether this is the single dash that clears what was known."""
    return text in _DASHES


def is_unknown(text: str) -> bool:
    """Whether this is a word for "we do not know": NNB, onbekend, n.v.t., ?? and the like; it counts as blank."""
    return len(text) <= 24 and (key(text) in _UNKNOWN or _ONLY_SIGNS.fullmatch(text) is not None)


def key(text: str) -> str:
    """The letters and digits of a text without accents, capitals, spaces and signs, to compare words and headings by."""
    return fold(text).replace(" ", "")


# --- text --------------------------------------------------------------------------------------------------------


def text(raw: Any, setting: Setting, longest: int = LONGEST_TEXT) -> str:
    """A text on one line; a number as Excel shows it."""
    given = " ".join(raw.split()) if isinstance(raw, str) else _plain(raw)
    if len(given) > longest:
        raise BadInput(N_("It is longer than {n} characters."), n=longest)
    return given


name = partial(text, longest=LONGEST_NAME)


def texts(raw: Any, setting: Setting) -> tuple[str, ...]:
    """A list, parted by commas, semicolons, bullets or new lines; each item once."""
    return _items(raw, setting, r"[,;•|\n\r]+")


def organisations(raw: Any, setting: Setting) -> tuple[str, ...]:
    """Names of organisations, parted by semicolons or new lines: a comma may stand in a name."""
    return _items(raw, setting, r"[;|\n\r]+")


def client_number(raw: Any, setting: Setting) -> str:
    """A number by which somebody is known elsewhere, as text; refused when Excel has lost its last digits."""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) >= 1e15:
        raise BadInput(N_("A number of more than 15 digits has lost its end in Excel; make the column text."))
    return text(raw, setting, longest=60)


def phone(raw: Any, setting: Setting) -> str:
    """A telephone number as written; the zero or plus that a number cell loses comes back."""
    given = text(raw, setting, longest=60)
    digits = given if given.isascii() and given.isdigit() else ""
    if len(digits) == 9:
        return "0" + digits
    if len(digits) == 11 and digits.startswith("31"):
        return "+" + digits
    if not 6 <= sum(char.isdigit() for char in given) <= 40:
        raise BadInput(N_("{text} is no telephone number."), text=shown(raw))
    return given


def email(raw: Any, setting: Setting) -> str:
    """An e-mail address."""
    given = text(raw, setting, longest=254).removeprefix("mailto:")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", given):
        raise BadInput(N_("{text} is no e-mail address."), text=shown(raw))
    return given


def postcode(raw: Any, setting: Setting) -> str:
    """A postcode; a Dutch one as "1234 AB"."""
    given = text(raw, setting, longest=20).upper()
    if dutch := re.fullmatch(r"([0-9]{4})\s?([A-Z]{2})", given):
        return f"{dutch[1]} {dutch[2]}"
    return given


def kvk(raw: Any, setting: Setting) -> str:
    """A number of the Chamber of Commerce: eight digits, of which a number cell loses the first zeros."""
    given = re.sub(r"[\s.]", "", text(raw, setting, longest=20))
    if not (given.isascii() and given.isdigit() and 6 <= len(given) <= 8):
        raise BadInput(N_("{text} is no KvK number: that has eight digits."), text=shown(raw))
    return given.zfill(8)


# --- days --------------------------------------------------------------------------------------------------------

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan januari january",
            "feb februari february febr",
            "mrt maart mar march mrtt",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_WORDED = re.compile(r"(\d{1,2})[\s./-]*([^\W\d_]{3,})[\s.,/'’-]*(\d{4}|\d{2})", re.ASCII | re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\d)", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})", re.ASCII)
_SHORT_YEAR = re.compile(r".*\D\d{2}", re.ASCII)
# Below lie years typed without a day, above lies the year 2200.
_SERIALS = range(10_000, 109_576)
_DAY_ZERO, _DAYS_FROM_1900_TO_1904 = date(1899, 12, 30), 1462
_FOR_GOOD = frozenset(
    "onbepaald onbepaaldetijd vast vastcontract vastdienstverband onbeperkt permanent indefinite geeneinddatum".split()
)


def day(raw: Any, setting: Setting) -> date:
    """A day: a real one, Excel's number for it, or Dutch text such as 31-12-2026, 31/12/26 or 31 dec 2026.

    The time of day is dropped. Raises BadDay for anything else; the month never comes first.
    """
    if isinstance(raw, datetime):
        return _within(raw.date(), raw)
    if isinstance(raw, date):
        return _within(raw, raw)
    if isinstance(raw, str):
        return _written_day(raw, setting)
    if isinstance(raw, bool | time | timedelta):
        raise BadDay(shown(raw))
    return _serial_day(raw, setting)


def birth_day(raw: Any, setting: Setting) -> date:
    """A day of birth, which lies in the past: 12-03-45 is 1945."""
    born = day(raw, setting)
    if born > setting.today and isinstance(raw, str) and _SHORT_YEAR.fullmatch(raw):
        try:
            born = born.replace(year=born.year - 100)
        except ValueError:
            raise BadDay(shown(raw)) from None
    if born > setting.today:
        raise BadInput(N_("Somebody born on {day} has yet to be born."), day=born)
    return born


def last_day(raw: Any, setting: Setting) -> date | Special:
    """The last day of a contract, or that it is for good ("onbepaalde tijd")."""
    if isinstance(raw, str) and key(raw) in _FOR_GOOD:
        return Special.FOR_GOOD
    return day(raw, setting)


def _written_day(given: str, setting: Setting) -> date:
    bare = _TIME_OF_DAY.sub("", _WEEKDAY.sub("", " ".join(given.split()), count=1))
    if worded := _WORDED.fullmatch(bare):
        month = _MONTHS.get(worded[2].lower())
        if month is None:
            raise BadDay(shown(given))
        bare = f"{worded[1]}-{month}-{worded[3]}"
    elif dotted := _DOTTED.fullmatch(bare):
        bare = "-".join(dotted.groups())
    elif len(bare) == 5 and bare.isascii() and bare.isdigit():
        return _serial_day(int(bare), setting)
    try:
        return parse_day(bare)
    except BadDay:
        raise BadDay(shown(given)) from None


def _serial_day(number: float, setting: Setting) -> date:
    """The day that Excel means by a number of days."""
    if number != number or int(number) not in _SERIALS:
        raise BadDay(shown(number))
    shift = _DAYS_FROM_1900_TO_1904 if setting.is_1904 else 0
    return _DAY_ZERO + timedelta(days=int(number) + shift)


def _within(parsed: date, raw: Any) -> date:
    """The day, unless it lies outside 1900-2199: then a number was taken for a day."""
    if not 1900 < parsed.year < 2200:
        raise BadDay(shown(raw))
    return parsed


# --- numbers -----------------------------------------------------------------------------------------------------

_DECIMAL = re.compile(r"(\d+|\d{1,3}(?:[. ]\d{3})+)(?:,(\d+))?", re.ASCII)
_ENGLISH = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)\.(\d{1,2})", re.ASCII)
_HOURS = re.compile(r"\s*(?:u|uur|uren|h|hr|hrs|hours?)?\.?\s*(?:(?:p|per|/|\.|\s)*(?:w|wk|week))?\.?", re.IGNORECASE)
_KILOMETRES = re.compile(r"\s*(?:km|kilometer|kilometers|kms)?\.?", re.IGNORECASE)
_MONTHS_LONG = re.compile(r"\s*(?:m|mnd|maand|maanden|months?)?\.?", re.IGNORECASE)
_EUROS = re.compile(r"\s*(?:€|eur|euro)?(?:\s*(?:p|per|/|\.|\s)*(?:m|mnd|maand))?\.?", re.IGNORECASE)
_RANGE = re.compile(r"(\d+(?:,\d+)?)\s*(?:-|–|—|/|tot|t/m|to|à)\s*(\d+(?:,\d+)?)\s*(.*)", re.ASCII | re.IGNORECASE)


def hours(raw: Any, setting: Setting) -> float:
    """Hours a week: 32, "32 uur", "36u", "24,5"."""
    return _number(raw, _HOURS, N_("{text} is no number of hours a week."))


def hours_range(raw: Any, setting: Setting) -> tuple[float | None, float]:
    """The least and the most hours a week: "24-32"; one number is the most."""
    if isinstance(raw, str) and (given := _RANGE.fullmatch(raw)) and _HOURS.fullmatch(given[3]):
        return hours(given[1], setting), hours(given[2], setting)
    return None, hours(raw, setting)


def kilometres(raw: Any, setting: Setting) -> float:
    """A distance: 15 or "15 km"."""
    return _number(raw, _KILOMETRES, N_("{text} is no distance in kilometres."))


def months(raw: Any, setting: Setting) -> int:
    """A whole number of months: 23 or "23 maanden"."""
    number = _number(raw, _MONTHS_LONG, N_("{text} is no number of months."))
    if not number.is_integer():
        raise BadInput(N_("{text} is no number of months."), text=shown(raw))
    return int(number)


def cents(raw: Any, setting: Setting) -> int:
    """An amount in euro cents: "€ 2.200,50", 2200.5."""
    bare = re.sub(r"^(?:€|eur|euro)\s*|(?<=\d),-+$", "", raw, flags=re.IGNORECASE) if isinstance(raw, str) else raw
    return round(_number(bare, _EUROS, N_("{text} is no amount in euros.")) * 100)


def _number(raw: Any, unit: re.Pattern[str], refusal: str) -> float:
    """A number that is not negative, as Dutch people write it, with or without its unit."""
    if isinstance(raw, str):
        given = re.match(r"[\d., ]*\d", raw, re.ASCII)
        if given and unit.fullmatch(raw, given.end()):
            if dutch := _DECIMAL.fullmatch(given[0]):
                return float(re.sub(r"[. ]", "", dutch[1]) + "." + (dutch[2] or "0"))
            if english := _ENGLISH.fullmatch(given[0]):
                return float(english[1].replace(",", "") + "." + english[2])
    elif isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw < 1e9:
        return float(raw)
    raise BadInput(refusal, text=shown(raw))


# --- words -------------------------------------------------------------------------------------------------------

_YES = frozenset("ja j yes y waar true x v akkoord 1".split()) | {"✓", "✔", "☑"}
_NO = frozenset("nee n no nietakkoord neen onwaar false geen 0".split())


def flag(raw: Any, setting: Setting) -> bool:
    """Yes or no."""
    said = raw if isinstance(raw, bool) else _word(raw)
    if said is True or said in _YES or raw in _YES:
        return True
    if said is False or said in _NO:
        return False
    raise BadInput(N_("{text} is neither yes nor no."), text=shown(raw))


def flag_or_two(raw: Any, setting: Setting) -> bool:
    """Yes or no, where 1 is yes and 2 is no, as the national client system writes it."""
    return False if _word(raw) == "2" else flag(raw, setting)


def choice(kind: type[Chosen], words: Mapping[str, Chosen | None]) -> Reader:
    """A reader of one value of a fixed list, by its value, its label or another word for it (None: no counterpart)."""
    meanings = _meanings(kind, words)

    def read(raw: Any, setting: Setting) -> Chosen | Partly:
        word = _word(raw)
        if word not in meanings:
            raise _not_one_of(raw, kind)
        meant = meanings[word]
        return Partly((), (shown(raw),)) if meant is None else meant

    return read


def choices(kind: type[Chosen], words: Mapping[str, Chosen | None]) -> Reader:
    """A reader of a list of values of a fixed list; each comes once, in the order of the list."""
    meanings = _meanings(kind, words)

    def read(raw: Any, setting: Setting) -> tuple[Chosen, ...] | Partly:
        meant, left_out = set(), []
        for item in _items(raw, setting, r"[,;/•|\n\r]+|\s+(?:en|and|&|\+)\s+"):
            word = _word(item)
            if word in _NO and word not in meanings:
                continue
            if word not in meanings:
                raise _not_one_of(item, kind)
            found = meanings[word]
            if found is None:
                left_out.append(item)
            else:
                meant.add(found)
        ordered = tuple(member for member in kind if member in meant)
        return Partly(ordered, tuple(left_out)) if left_out else ordered

    return read


def _meanings(kind: type[Chosen], words: Mapping[str, Chosen | None]) -> dict[str, Chosen | None]:
    known: dict[str, Chosen | None] = {_word(word): meant for word, meant in words.items()}
    for member in kind:
        known[_word(member.label)] = known[_word(member.value)] = member
    return known


def _not_one_of(raw: Any, kind: type[Choice]) -> BadInput:
    return BadInput(
        N_("{text} is not one of {choices}."), text=shown(raw), choices=", ".join(member.value for member in kind)
    )


def _word(raw: Any) -> str:
    """A word as lists of words have it; the plus of licence B+ counts."""
    given = raw if isinstance(raw, str) else _plain(raw)
    return key(given) + ("+" if given.rstrip().endswith("+") else "")


def _items(raw: Any, setting: Setting, separators: str) -> tuple[str, ...]:
    given = raw if isinstance(raw, str) else _plain(raw)
    items = (text(item.strip().lstrip("-*").lstrip(), setting, LONGEST_NAME) for item in re.split(separators, given))
    return tuple(dict.fromkeys(item for item in items if not is_unknown(item)))


# --- showing -----------------------------------------------------------------------------------------------------


def shown(raw: Any) -> str:
    """What stands in a cell, short enough for a sentence."""
    given = raw if isinstance(raw, str) else _plain(raw)
    return given if len(given) <= 40 else given[:39] + "…"


def _plain(raw: Any) -> str:
    """A cell that is no text as text: 36.0 is 36, a day is ISO."""
    if isinstance(raw, datetime) and raw.time() == time():
        raw = raw.date()
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    return str(raw)
