"""Text in plain characters: how wide it is, in columns, and numbers as bars."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

FINE, PLAIN = "█", "="
"""What bars are drawn with, and with what where a console lacks that."""

_LEAST_ROOM = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table in words; a whole one is never broken over lines."""

    heading: str
    cells: Sequence[str]
    is_number: bool
    is_whole: bool
    is_marked: bool


class Labelled(NamedTuple):
    """A bar with what stands before and behind it, in words."""

    label: str
    size: float
    number: str


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """A text with space behind it, or before it, to fill so many columns."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def table(shown: Sequence[Column]) -> Iterator[str]:
    """The lines of a table, its headings first."""
    widths = [max(width(text) for text in (column.heading, *column.cells)) for column in shown]
    for line in zip(*((column.heading, *column.cells) for column in shown), strict=True):
        cells = (
            padded(text, size, right=column.is_number) for text, size, column in zip(line, widths, shown, strict=True)
        )
        yield "  ".join(cells).rstrip()


def bars(found: Sequence[Labelled], *, columns: int, glyph: str) -> Iterator[str]:
    """A line at most ``columns`` wide for each bar; the longest takes all the room there is.

    A number above nothing gets at least one character, so that it is seen.
    """
    margin = max((width(one.label) for one in found), default=0) + 2
    behind = max((width(one.number) for one in found), default=0) + 1
    longest = max((one.size for one in found), default=0)
    room = max(columns - margin - behind, _LEAST_ROOM)
    for one in found:
        length = 0 if longest <= 0 or one.size <= 0 else max(1, round(one.size * room / longest))
        yield f"{padded(one.label, margin)}{glyph * length} {one.number}"
