"""A cell as people fill it in: tidied, known or unknown, and read as text.

A reader takes what stands in a cell (text, number, day or boolean) and gives a value, or raises BadInput with a
sentence that names what stands there. Nothing is swapped or guessed: what could mean two things is refused.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import partial
from typing import Any

from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.names import Name, fold, split
from doorstroom.privacy import has_controls

LONGEST_CELL = 32_767
"""What fits in a cell of Excel."""
LONGEST_TEXT = 2000
LONGEST_NAME = 200


class Special(Enum):
    """What a cell can hold besides a value."""

    NOT_CALCULATED = "not calculated"
    """A formula whose outcome was never stored in the file."""
    FOR_GOOD = "for good"
    """No last day, because the contract has none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reader must know besides the cell: which day it is, and from which day the sheet counts its days."""

    today: date
    is_1904: bool = False


Reader = Callable[[Any, Setting], Any]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A soft hyphen only says where a word may be broken, and a file may begin with a mark of its encoding.
_UNMEANT = {"\xad": None, "\ufeff": None}
_SPACES = str.maketrans({**_UNMEANT, "\xa0": " ", "\u202f": " ", "\u2007": " ", "\u2028": "\n", "\u2029": "\n"})
_DASHES = frozenset("-–—")
_SIGNS = r"[\s?!.,;:_*/\\#–—-]*"
_UNKNOWN = re.compile(
    rf"{_SIGNS}(?:n\W?n\W?b|n\W?b|n\W?t\W?b|n\W?v\W?t|n\W?v\W?a|(?:nog )?(?:niet |on)bekend|nader te bepalen"
    r"|niet van toepassing|niet ingevuld|leeg|unknown|not known|tbd|not applicable|n/a)?" + _SIGNS,
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\s*(?:example|voorbeeld)\s*:", re.IGNORECASE)
_ERRORS = frozenset(
    {
        *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"),
        *("#N/B", "#VERW!", "#WAARDE!", "#DEEL/0!", "#NAAM?", "#LEEG!", "#GETAL!", "#OVERLOPEN!", "#BEREKENEN!"),
    }
)


def tidy(text: str) -> str:
    """The text of a cell in NFC without spaces around it; new lines stay, for they part lists.

    Raises BadInput for the errors of a spreadsheet and for characters that nobody sees.
    """
    if len(text) > LONGEST_CELL:
        raise BadInput(N_("It is longer than {n} characters."), n=LONGEST_CELL)
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
    return _UNKNOWN.fullmatch(text) is not None


def is_example(raw: Any) -> bool:
    """Whether this is the name in the example row of a template, in either language."""
    return raw.__class__ is str and _EXAMPLE.match(raw) is not None


def key(text: str) -> str:
    """The letters and digits of a text, without accents, capitals, spaces and signs, to compare words by."""
    return fold(text).replace(" ", "")


def shown(raw: Any) -> str:
    """What stands in a cell, short enough for a sentence."""
    given = plain(raw)
    return given if len(given) <= 40 else given[:39] + "…"


def plain(raw: Any) -> str:
    """A cell as text: 36.0 is 36, a day is ISO."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, datetime) and raw.time() == time():
        raw = raw.date()
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    return str(raw)


def line(raw: Any, longest: int = LONGEST_TEXT) -> str:
    """A cell as text on one line; raises BadInput when that is longer than so many characters."""
    given = " ".join(plain(raw).split())
    if len(given) > longest:
        raise BadInput(N_("It is longer than {n} characters."), n=longest)
    return given


_AS_ABOVE = frozenset(("idem", "dito", "ditto", "zieboven", "zelfde", "dezelfde"))
_LETTER = re.compile(r"[^\W\d_]")
_TELEPHONE = re.compile(r"(?:[^0-9]*[0-9]){6,40}[^0-9]*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTCODE = re.compile(r"([0-9]{4})\s?([A-Z]{2})")

# --- readers -----------------------------------------------------------------------------------------------------


def text(raw: Any, _: Setting) -> str:
    """A text on one line."""
    return line(raw)


def name(raw: Any, _: Setting) -> str:
    """What somebody or something is called; the name in an example row is nobody's."""
    if is_example(raw):
        raise BadInput(N_("“{text}” belongs to the example; put the right name in its place."), text=shown(raw))
    given = line(raw, LONGEST_NAME)
    if key(given) in _AS_ABOVE:
        raise BadInput(N_("“{text}” stands for what is above it; write that out."), text=shown(raw))
    if not _LETTER.search(given):
        raise BadInput(N_("{text} is no name."), text=shown(raw))
    return given


def label(raw: Any, _: Setting) -> str:
    """A few words, or a number that stands for them."""
    return line(raw, LONGEST_NAME)


_SALUTATION = re.compile(r"(^|,\s*)(?:de heer|dhr|hr|mevrouw|mevr|mej|mw)\b\.?\s*(?=[^\W_]|['’])", re.IGNORECASE)


def full_name(raw: Any, setting: Setting) -> Name:
    """The parts of a name in one cell, written either way round; how somebody is addressed is no part of it."""
    written = name(raw, setting)
    bare = _SALUTATION.sub(r"\1", written)
    parts = split(bare)
    # "Mw. Jansen" says no first name.
    return Name(last=parts.first) if bare != written and not parts.last else parts


def _list(separators: str, raw: Any, _: Setting) -> tuple[str, ...]:
    return items(raw, separators)


texts: Reader = partial(_list, r"[,;•|\n\r]+")
"""A list, parted by commas, semicolons, bullets or new lines; each item once."""

organisations: Reader = partial(_list, r"[;|\n\r]+")
"""Names of organisations, parted by semicolons or new lines: a comma may stand in a name."""


def items(raw: Any, separators: str) -> tuple[str, ...]:
    """The items of a list, each once and without the bullet before it."""
    parts = (line(part.strip().lstrip("-*").strip(), LONGEST_NAME) for part in re.split(separators, plain(raw)))
    return tuple(dict.fromkeys(part for part in parts if not is_unknown(part)))


def client_number(raw: Any, _: Setting) -> str:
    """A number by which somebody is known elsewhere, as text; refused when Excel has lost its last digits."""
    if isinstance(raw, int | float) and abs(raw) >= 1e15:
        raise BadInput(N_("A number of more than 15 digits has lost its end in Excel; make the column text."))
    return line(raw, longest=60)


def phone(raw: Any, _: Setting) -> str:
    """A telephone number as written; the zero or plus that a number cell loses comes back."""
    given = line(raw, longest=60)
    if given.isascii() and given.isdigit():
        if len(given) == 9:
            return "0" + given
        if len(given) == 11 and given.startswith("31"):
            return "+" + given
    if not _TELEPHONE.fullmatch(given):
        raise BadInput(N_("{text} is no telephone number."), text=shown(raw))
    return given


def email(raw: Any, _: Setting) -> str:
    """An e-mail address."""
    given = line(raw, longest=254).removeprefix("mailto:")
    if not _EMAIL.fullmatch(given):
        raise BadInput(N_("{text} is no e-mail address."), text=shown(raw))
    return given


def postcode(raw: Any, _: Setting) -> str:
    """A postcode; a Dutch one as "1234 AB"."""
    given = line(raw, longest=20).upper()
    if dutch := _POSTCODE.fullmatch(given):
        return f"{dutch[1]} {dutch[2]}"
    return given


def kvk(raw: Any, _: Setting) -> str:
    """A number of the Chamber of Commerce: eight digits, of which a number cell loses the first zeros."""
    given = re.sub(r"[\s.]", "", line(raw, longest=20))
    if not (given.isascii() and given.isdigit() and 6 <= len(given) <= 8):
        raise BadInput(N_("{text} is no KvK number: that has eight digits."), text=shown(raw))
    return given.zfill(8)
