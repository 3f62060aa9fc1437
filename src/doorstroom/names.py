"""Dutch names: split into first name, tussenvoegsel and last name, sorted, folded for search, and compared.

A name is read the way Dutch lists write it. What cannot be known is not guessed: without a tussenvoegsel or a comma the
last word is the last name, and capitals stay as they were typed. The result is shown back, so people can correct it.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from doorstroom.choices import Choice
from doorstroom.i18n import N_

_APOSTROPHES = "'’‘‛`´ʼʻʹʾʿ′＇"
_ARTICLES = frozenset({"de", "den", "der", "het", "'t", "'s", "te", "ten", "ter"})
_CERTAIN = _ARTICLES | {"van", "vande", "vanden", "vander", "von", "vom", "zu", "zum", "zur", "af", "av"}
# These are first names or last names too (Ben, Al, Di, Le): where they stand decides.
_DOUBTFUL = frozenset({"el", "al", "ben", "bin", "bint", "ibn"}) | {
    *("da", "das", "do", "dos", "dal", "dalla", "di", "del", "dela", "della", "degli"),
    *("du", "des", "d'", "la", "las", "le", "les", "los"),
}
# These begin a tussenvoegsel only before an article: "in 't Veld", but "Kim In Soo".
_PREPOSITIONS = frozenset({"in", "op", "aan", "uit", "uijt", "over", "onder", "bij", "voor", "tot", "boven", "achter"})
# "vd Berg" may be "van den Berg" in full; nobody can tell from the letters, and lists sort the same either way.
_ABBREVIATIONS = {
    "v": "van",
    "vd": "van der",
    "vde": "van de",
    "vden": "van den",
    "vder": "van der",
    "vh": "van het",
    "v't": "van 't",
}

_OTHER_APOSTROPHES = f"[{_APOSTROPHES}]"
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ə": "e"}
)
_NO_APOSTROPHES = {ord(mark): None for mark in _APOSTROPHES}
_NOT_A_LETTER = re.compile(r"[\W_]+")
# Every ASCII byte as search compares it: small letters and digits; all else parts words.
_ASCII = bytes(ord(chr(byte).lower()) if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256))
_NUMBER = re.compile(r"[0-9]+")


class Name(NamedTuple):
    """A name in the three parts that Dutch lists keep apart; a part that is not there is empty."""

    first: str = ""
    infix: str = ""
    last: str = ""

    @property
    def full(self) -> str:
        """As people say it: first name, tussenvoegsel, last name."""
        return " ".join(filter(None, self))


class Named(Protocol):
    """Whoever has a name in three parts."""

    @property
    def first_name(self) -> str:
        """First name."""

    @property
    def infix(self) -> str:
        """Tussenvoegsel."""

    @property
    def last_name(self) -> str:
        """Last name."""


def name_of(somebody: Named) -> Name:
    """The name of somebody in its three parts."""
    return Name(somebody.first_name, somebody.infix, somebody.last_name)


def split(text: str) -> Name:
    """The parts of a name written as "Fatima el Idrissi" or as "Idrissi, Fatima el".

    Every letter that was typed is in the result, in NFC; spaces are made single. Only the tussenvoegsel is rewritten:
    any apostrophe of 't becomes the plain one, and v.d., v/d and vd become "van der". A single name is a first name.
    """
    surname, comma, rest = _tidy(text).partition(",")
    surname_words, rest_words = _words(surname), _words(rest.replace(",", " "))
    if comma and surname_words:
        return _split_formal(surname_words, rest_words)
    return _split_spoken(surname_words + rest_words)


def sort_key(first: str, infix: str, last: str) -> str:
    """A text that puts names in Dutch order when compared byte by byte: last name, then tussenvoegsel, then first name.

    Accents and capitals do not count; numbers sort by value. Who has no last name is sorted by first name.
    """
    # A tab comes before every character that a folded name can hold, so "Meer" comes before "Meer-Jansen".
    return "\t".join(_NUMBER.sub(lambda n: n[0].zfill(6), fold(part)) for part in (last or first, infix, first))


# A list says the same first names, towns and employers over and over.
@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text as search compares it: no capitals, accents, apostrophes or punctuation, and single spaces.

    Covers what NFKD leaves alone: ı, ł, ø, đ, ß, æ, œ, þ, ð. Folding twice changes nothing.
    """
    if text.isascii():
        return _fold_ascii(text)
    # Most words have no accents, and those that have come again and again.
    return " ".join(
        folded for word in text.split() if (folded := _fold_ascii(word) if word.isascii() else _fold_letters(word))
    )


def _fold_ascii(text: str) -> str:
    return " ".join(text.encode().translate(_ASCII, b"'`").decode().split())


@lru_cache(maxsize=4096)
def _fold_letters(word: str) -> str:
    # A ligature such as ŉ holds an apostrophe that only shows when it is taken apart.
    word = unicodedata.normalize("NFKD", word.translate(_NO_APOSTROPHES)).translate(_NO_APOSTROPHES)
    word = "".join(char for char in word if unicodedata.category(char)[0] != "M")
    return _NOT_A_LETTER.sub(" ", word.casefold().translate(_LETTERS)).strip()


class Likeness(Choice):
    """Why two names may be one person's."""

    SAME = "same", N_("same name")
    SWAPPED = "swapped", N_("first and last name swapped")
    INITIALS = "initials", N_("initials fit the first name")
    TYPO = "typo", N_("one letter different")


def resembles(a: Name, b: Name) -> Likeness | None:
    """Why these two may name one person, or None; accents, capitals, spaces and tussenvoegsel do not count.

    A typo is one letter more, less, other or swapped with its neighbour, in a part of at least five letters.
    """
    one, other = bare(a), bare(b)
    if not any(one) or not any(other):
        return None
    if one == other:
        return Likeness.SAME
    if (one.last, one.first) == (other.first, other.last):
        return Likeness.SWAPPED
    if one.last == other.last and _initials_fit(fold(a.first).split(), fold(b.first).split()):
        return Likeness.INITIALS
    for same, left, right in (
        (one.first == other.first, one.last, other.last),
        (one.last == other.last, one.first, other.first),
    ):
        if same and _is_one_typo_apart(left, right):
            return Likeness.TYPO
    return None


def double_keys(name: Name) -> set[str]:
    """Keys to find likely doubles by: two names that resemble each other share at least one. At most four.

    Sharing a key proves nothing, ask ``resembles``. The keys hold parts of the name, so they are personal data.
    """
    first, _, last = bare(name)
    if not (first or last):
        return set()
    # One part is always the same, and a typo in five letters or more spares the first letter or the last three.
    return {f"{whole}|{end}" for whole, part in ((first, last), (last, first)) for end in (part[:1], f"…{part[-3:]}")}


def _tidy(text: str) -> str:
    """The text in NFC, with plain hyphens, 't and single spaces, and initials apart from what follows them."""
    text = unicodedata.normalize("NFC", text).translate({ord(dash): "-" for dash in "‐‑–"})
    text = " ".join(text.split())
    for pattern, in_its_place in _uneven():
        text = pattern.sub(in_its_place, text)
    return text


@cache
def _uneven() -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    """What lists write in more ways than one, with the one way in its place; compiled when a name is first split."""
    short_t = rf"(?<![^\s,-])(van|in|op|aan|uit|over|onder|bij|voor)?[{_APOSTROPHES}]([ts])(?![^\s,])"
    return (
        (re.compile(r"\s+-\s*|\s*-\s+"), "-"),
        (re.compile(short_t, re.IGNORECASE), lambda t: f"{t[1]} '{t[2]}" if t[1] else f"'{t[2]}"),
        (re.compile(r"(?<![^\s,])((?:[^\W\d_]\.)+)(?=[^\W\d_]{2})"), r"\1 "),
        (re.compile(r"(?<![^\s,])((?:[A-Z]\.)+)(?=v[dh]?\b)"), r"\1 "),
    )


def _words(text: str) -> list[str]:
    """The words of a part, with the abbreviations of a tussenvoegsel written out."""
    words = []
    for position, word in enumerate(text.split()):
        words += _written_out(word, is_first=position == 0).split()
    return words


def _written_out(word: str, *, is_first: bool) -> str:
    """``v.d.`` as "van der"; capitals may be initials: at the start "V.D." is, and "V." is everywhere."""
    short = word.replace(".", "").replace("/", "")
    is_initials = not short.islower() and (len(short) == 1 or (is_first and "/" not in word))
    return word if is_initials else _ABBREVIATIONS.get(short.lower(), word)


def _split_spoken(words: list[str]) -> Name:
    """First name, tussenvoegsel, last name; without a tussenvoegsel the last word is the last name."""
    if len(words) < 2:
        return Name(first=" ".join(words))
    if len(words) > 2 and words[-1][0] == "(" and words[-1][-1] == ")":
        # "P. Jansen (Piet)" says how somebody is called.
        name = _split_spoken(words[:-1])
        return name._replace(first=" ".join(filter(None, (name.first, words[-1]))))
    start = next((i for i in range(len(words) - 1) if _begins_surname(words, i)), len(words) - 1)
    end = _infix_end(words, start)
    return Name(" ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:]))


def _split_formal(surname: list[str], rest: list[str]) -> Name:
    """Last name before the comma, first name after it, and the tussenvoegsel on either side of either."""
    end = _infix_end(surname, 0)
    if end:
        return Name(" ".join(rest), " ".join(surname[:end]), " ".join(surname[end:]))
    start = _infix_start(surname, at_least=1)
    if start < len(surname) and _key(surname[-1]) in _CERTAIN:
        return Name(" ".join(rest), " ".join(surname[start:]), " ".join(surname[:start]))
    last = " ".join(surname)
    if rest and _is_surely_infix(rest, 0, last):
        end = 1
        while end < len(rest) and _is_surely_infix(rest, end, last):
            end += 1
        return Name(" ".join(rest[end:]), " ".join(rest[:end]), last)
    start = _infix_start(rest, at_least=1)
    return Name(" ".join(rest[:start]), " ".join(rest[start:]), last)


def _begins_surname(words: list[str], i: int) -> bool:
    """Whether the surname starts at this word: with a tussenvoegsel, or as a double name such as "Jansen-de Vries"."""
    _, hyphen, tail = words[i].rpartition("-")
    if hyphen and _key(_written_out(tail, is_first=False).partition(" ")[0]) in _CERTAIN:
        return True
    return _is_surely_infix(words, 0, words[-1]) if i == 0 else _is_infix(words, i)


def _infix_end(words: list[str], start: int) -> int:
    """Where the tussenvoegsel that starts here ends; a word is always left for the last name."""
    end = start
    while end < len(words) - 1 and _is_infix(words, end):
        end += 1
    return end


def _infix_start(words: list[str], at_least: int) -> int:
    """Where the tussenvoegsel at the end of these words starts."""
    start = len(words)
    while start > at_least and _is_infix(words, start - 1):
        start -= 1
    return start


def _is_infix(words: list[str], i: int) -> bool:
    """Whether this word belongs to a tussenvoegsel, seen what follows it."""
    word = _key(words[i])
    following = _key(words[i + 1]) if i + 1 < len(words) else ""
    if word in _PREPOSITIONS:
        return following in _ARTICLES
    # "Jan Ben de Vries" has two first names.
    return word in _CERTAIN or (word in _DOUBTFUL and following not in _CERTAIN)


def _is_surely_infix(words: list[str], i: int, last: str) -> bool:
    """Whether this word is a tussenvoegsel even where a first name is expected: "el Idrissi", but "Ben Ali"."""
    is_sure = _key(words[i]) not in _DOUBTFUL or (words[i].islower() and not last.islower())
    return is_sure and _is_infix(words, i)


def _key(word: str) -> str:
    """The word as the lists of tussenvoegsels have it."""
    return re.sub(_OTHER_APOSTROPHES, "'", word.lower())


@lru_cache(maxsize=4096)
def bare(name: Name) -> Name:
    """The name as doubles are compared: folded, without spaces, without tussenvoegsel wherever it was written."""
    words = fold(f"{name.infix} {name.last}").split()
    bare = [word for word in words if word not in _FOLDED_INFIXES] or words
    return Name(first=fold(name.first).replace(" ", ""), last="".join(bare))


_FOLDED_INFIXES = frozenset(fold(word) for word in _CERTAIN | _DOUBTFUL | _PREPOSITIONS)


def _initials_fit(one: list[str], other: list[str]) -> bool:
    """Whether one of these first names is only initials, and they are those of the other as far as both go."""
    if not (one and other):
        return False
    has_initials = any(all(len(word) == 1 for word in words) for words in (one, other))
    return has_initials and all(a[0] == b[0] for a, b in zip(one, other, strict=False))


def _is_one_typo_apart(one: str, other: str) -> bool:
    """Whether one letter was added, left out, changed or swapped with its neighbour, in five letters or more."""
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or len(long) - len(short) > 1 or not (short + long).isalpha():
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    is_swapped = short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    return is_swapped or short[same + 1 :] == long[same + 1 :]
