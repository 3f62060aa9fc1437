"""Rows in columns as text: plain lines for wherever they go, and a table with colour for a terminal."""

import io
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Above cells that are shorter still a heading gets this much room before it goes on on a next line.
_LEAST_HEADING = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table in words; a whole one is never broken over lines."""

    heading: str
    cells: Sequence[str]
    is_number: bool
    is_whole: bool
    is_marked: bool


def plain(shown: Sequence[Column]) -> Iterator[str]:
    """The heading and the rows as lines, as wide as they need."""
    widths = [max(width(text) for text in (column.heading, *column.cells)) for column in shown]
    for line in zip(*((column.heading, *column.cells) for column in shown), strict=True):
        laid = (
            padded(text, size, right=column.is_number) for text, size, column in zip(line, widths, shown, strict=True)
        )
        yield "  ".join(laid).rstrip()


FINE, PLAIN = "█", "="
"""What bars are drawn with, and with what where a console lacks that."""

_LEAST_ROOM = 8


class Labelled(NamedTuple):
    """A bar with what stands before and behind it, in words."""

    label: str
    size: float
    number: str


def bars(found: Sequence[Labelled], *, wide: int, glyph: str) -> Iterator[str]:
    """A line at most so many columns wide for each bar; the longest takes all the room there is.

    A number above nothing gets at least one character, so that it is seen.
    """
    margin = max((width(one.label) for one in found), default=0) + 2
    behind = max((width(one.number) for one in found), default=0) + 1
    longest = max((one.size for one in found), default=0)
    room = max(wide - margin - behind, _LEAST_ROOM)
    for one in found:
        length = 0 if longest <= 0 or one.size <= 0 else max(1, round(one.size * room / longest))
        yield f"{padded(one.label, margin, right=False)}{glyph * length} {one.number}"


class _Screen(io.StringIO):
    """Text for a screen of some encoding: the lines of a table are drawn with what that has."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the screen."""
        return self._encoding


def coloured(
    shown: Sequence[Column], styles: Sequence[str], *, wide: int, has_colour: bool, encoding: str = "utf-8"
) -> str:
    """The table as a terminal of so many columns shows it, with a style for each row."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), safe_box=True)
    for column in shown:
        words_wide = max(width(word) for word in column.heading.split())
        needed = max(words_wide, _LEAST_HEADING, *(width(cell) for cell in column.cells))
        # Rich breaks no heading above cells that must stay whole; a long heading would take their room.
        heading = textwrap.fill(column.heading, needed) if column.is_whole else column.heading
        table.add_column(
            Text(heading),
            min_width=words_wide,
            justify="right" if column.is_number else "left",
            no_wrap=column.is_whole,
            overflow="fold",
        )
    for style, *texts in zip(styles, *(column.cells for column in shown), strict=True):
        cells = zip(texts, shown, strict=True)
        table.add_row(*(Text(text, style=style if column.is_marked else "") for text, column in cells))
    drawn = _Screen(encoding)
    screen = Console(
        file=drawn,
        width=wide,
        force_terminal=True,
        color_system="auto" if has_colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    screen.print(table)
    return drawn.getvalue()


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, columns: int, *, right: bool) -> str:
    """A text with the spaces that fill its column."""
    space = " " * (columns - width(text))
    return space + text if right else text + space
