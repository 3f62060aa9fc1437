"""Words for yes and no, and for the values of a fixed list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from doorstroom.choices import Choice
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.incoming.cells import Reader, Setting, items, key, plain, shown

Chosen = TypeVar("Chosen", bound=Choice)
Words = Mapping[Chosen | None, str]
"""Other words for the values of a fixed list, parted by ``|``; those under None are known and have no value here."""

_YES = frozenset({"ja", "j", "yes", "y", "waar", "true", "x", "v", "akkoord", "1"})
_NO = frozenset({"nee", "neen", "n", "no", "onwaar", "false", "nietakkoord", "geen", "none", "0"})
_TICKS = frozenset("✓✔☑")


@dataclass(frozen=True, slots=True)
class Partly:
    """What could be read of a choice, and the words that have no value here: they are named, not refused."""

    value: Any
    left_out: tuple[str, ...]


_NOT_THERE = frozenset({"geen", "geheim", "heeftniet", "heeftgeen", "nietaanwezig", "none", "secret"})


def if_any(read: Reader) -> Reader:
    """A reader of what somebody may not have: "geen" and "geheim" are named, and say nothing."""

    def what_there_is(raw: Any, setting: Setting) -> Any:
        return Partly(None, (shown(raw),)) if key(plain(raw)) in _NOT_THERE else read(raw, setting)

    return what_there_is


def flag(raw: Any, _: Setting) -> bool:
    """Yes or no."""
    word = _word(raw)
    if word in _YES or raw in _TICKS:
        return True
    if word in _NO:
        return False
    raise BadInput(N_("{text} is neither yes nor no."), text=shown(raw))


def flag_or_two(raw: Any, setting: Setting) -> bool:
    """Yes or no, where 1 is yes and 2 is no, as the national client system writes it."""
    return False if _word(raw) == "2" else flag(raw, setting)


def choice(kind: type[Chosen], words: Words[Chosen]) -> Reader:
    """A reader of one value of a fixed list, by its value, its label or another word for it."""
    meanings = _meanings(kind, words)

    def read(raw: Any, _: Setting) -> Chosen | Partly:
        word = _word(raw)
        if word not in meanings:
            raise _not_one_of(raw, kind)
        return meanings[word] or Partly(None, (shown(raw),))

    return read


def choices(kind: type[Chosen], words: Words[Chosen]) -> Reader:
    """A reader of values of a fixed list: each comes once, in the order of that list; "geen" is none of them."""
    meanings = _meanings(kind, words)

    def read(raw: Any, _: Setting) -> tuple[Chosen, ...] | Partly:
        meant, left_out = set(), []
        for item in items(raw, r"[,;/•|\n\r]+|\s+(?:en|and|&)\s+"):
            word = _word(item)
            if word in meanings:
                meant.add(meanings[word])
                left_out += [] if meanings[word] else [item]
            elif word not in _NO:
                raise _not_one_of(item, kind)
        ordered = tuple(member for member in kind if member in meant)
        return Partly(ordered or None, tuple(left_out)) if left_out else ordered

    return read


def _meanings(kind: type[Chosen], words: Words[Chosen]) -> dict[str, Chosen | None]:
    known = {_word(word): meant for meant, alternatives in words.items() for word in alternatives.split("|")}
    for member in kind:
        known[_word(member.label)] = known[_word(member.value)] = member
    return known


def _not_one_of(raw: Any, kind: type[Choice]) -> BadInput:
    # As they stand in the drop-downs, in the language of whoever reads it.
    return BadInput(N_("{text} is not one of {choices}."), text=shown(raw), choices=tuple(kind))


def _word(raw: Any) -> str:
    """A word as lists of words have it; the plus of licence B+ counts."""
    given = plain(raw)
    return key(given) + ("+" if given.rstrip().endswith("+") else "")
