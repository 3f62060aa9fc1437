"""Rows in columns as text: plain lines for wherever they go, and a table with colour for a terminal."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, repeat, zip_longest
from typing import NamedTuple

# Above cells that are shorter still a heading gets this much room before it goes on on a next line.
_LEAST_HEADING = 8
# A column of text is not made narrower than its longest word, as long as that is no longer than this.
_WORD = 20
# Where that does not help, it is not made narrower than this.
_LEAST_TEXT = 8
_GAP = "  "


class Column(NamedTuple):
    """A column of a table in words; a whole one is never broken over lines."""

    heading: str
    cells: Sequence[str]
    is_number: bool
    is_whole: bool
    is_marked: bool


def plain(shown: Sequence[Column], wide: int | None = None) -> Iterator[str]:
    """The heading and the rows as lines: as wide as they need, or folded so as to fit in so many columns."""
    widths = _widths(shown, wide)
    if wide is None:
        # Where a column is as wide as it needs nothing folds.
        for line in zip(*map(_laid, shown, widths), strict=True):
            yield _GAP.join(line).rstrip()
        return
    for line in zip(*((column.heading, *column.cells) for column in shown), strict=True):
        for part in zip_longest(*map(_folded, line, widths), fillvalue=""):
            laid = (
                padded(text, size, right=column.is_number)
                for text, size, column in zip(part, widths, shown, strict=True)
            )
            yield _GAP.join(laid).rstrip()


def _laid(column: Column, size: int) -> Iterator[str]:
    """The heading and the cells of a column, each with the spaces that fill it."""
    texts = chain([column.heading], column.cells)
    if _is_plain(column.cells) and column.heading.isascii():
        return map(str.rjust if column.is_number else str.ljust, texts, repeat(size))
    return (padded(text, size, right=column.is_number) for text in texts)


def _is_plain(cells: Sequence[str]) -> bool:
    """Whether every letter of them is one column wide, as in most columns: then a long list is laid in no time."""
    return all(map(str.isascii, cells))


def fit(shown: Sequence[Column], wide: int) -> bool:
    """Whether these columns can stand in so much room without a word being broken."""
    return _too_much([_folding_words(column) for column in shown], wide) <= 0


def _widths(shown: Sequence[Column], wide: int | None) -> list[int]:
    """How wide each column is: what it needs, unless together that is more than there is; then texts are folded.

    What must stay whole stays so; its heading may fold. Texts give way from the widest down, first between words only.
    """
    widths = [max(_needed(column), width(column.heading)) for column in shown]
    if wide is not None:
        for floor in (_folding_heading, _folding_words, _folding_letters):
            _give_way(widths, [floor(column) for column in shown], _too_much(widths, wide))
    return widths


def _too_much(widths: Sequence[int], wide: int) -> int:
    """How much wider these columns are together than there is room."""
    return sum(widths) + len(_GAP) * (len(widths) - 1) - wide


def _needed(column: Column) -> int:
    """How wide a column is with every cell on one line."""
    return max(map(len if _is_plain(column.cells) else width, column.cells), default=0)


def _folding_heading(column: Column) -> int:
    """How narrow a column can be when its heading folds."""
    return max(_needed(column), _longest_word(column.heading), _LEAST_HEADING)


def _folding_words(column: Column) -> int:
    """How narrow it can be when its cells fold between words too."""
    if column.is_whole:
        return _folding_heading(column)
    words = max((length for text in column.cells if (length := _longest_word(text)) <= _WORD), default=0)
    return min(_folding_heading(column), max(_longest_word(column.heading), words))


def _folding_letters(column: Column) -> int:
    """How narrow it can be when long words are broken."""
    if column.is_whole:
        return _folding_heading(column)
    return min(_folding_heading(column), max(_longest_word(column.heading), _LEAST_TEXT))


def _longest_word(text: str) -> int:
    return max((width(word) for word in text.split()), default=0)


def _give_way(widths: list[int], floors: Sequence[int], too_much: int) -> None:
    """Make columns narrower by so much together, the widest first, none narrower than its floor."""
    for _ in range(too_much):
        widest = max((i for i in range(len(widths)) if widths[i] > floors[i]), key=widths.__getitem__, default=None)
        if widest is None:
            return
        widths[widest] -= 1


def _folded(text: str, size: int) -> list[str]:
    """A text in lines of at most so many columns; one that fits is left as it is."""
    return [text] if width(text) <= size else textwrap.wrap(text, size, break_on_hyphens=False) or [""]


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


# What makes text on a terminal bold, red and so on.
_CODES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33"}


def coloured(
    shown: Sequence[Column], styles: Sequence[str], *, wide: int, has_colour: bool, encoding: str = "utf-8"
) -> Iterator[str]:
    """The table in lines for a terminal of so many columns, with a style for each row, such as "bold red".

    A line is drawn below the headings, and between the columns too where the encoding has only plain characters for it.
    """
    widths = _widths(shown, wide)
    # Behind every column but the last.
    gaps = [" "] * (len(shown) - 1) + [""]
    between, rule, crossing = (" ", "─", "─") if encoding.lower().startswith("utf") else ("|", "-", "+")

    def painted(text: str, style: str) -> str:
        if not (text and style and has_colour):
            return text
        return f"\x1b[{';'.join(_CODES[one] for one in style.split())}m{text}\x1b[0m"

    headings = [_folded(column.heading, size) for column, size in zip(shown, widths, strict=True)]
    high = max(map(len, headings))
    for part in zip(*([None] * (high - len(lines)) + lines for lines in headings), strict=True):
        yield between.join(
            painted(" " * size + gap, "bold")
            if text is None
            else painted(padded(text, size, right=column.is_number), "bold") + painted(gap, "bold")
            for text, size, gap, column in zip(part, widths, gaps, shown, strict=True)
        )
    yield crossing.join(rule * (size + len(gap)) for size, gap in zip(widths, gaps, strict=True))
    for style, *texts in zip(styles, *(column.cells for column in shown), strict=True):
        folded = [_folded(text, size) for text, size in zip(texts, widths, strict=True)]
        for part in zip_longest(*folded):
            yield between.join(
                " " * size + gap
                if text is None
                else painted(padded(text, size, right=column.is_number), style if column.is_marked else "") + gap
                for text, size, gap, column in zip(part, widths, gaps, shown, strict=True)
            )


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, columns: int, *, right: bool) -> str:
    """A text with the spaces that fill its column."""
    if text.isascii():
        return text.rjust(columns) if right else text.ljust(columns)
    space = " " * (columns - width(text))
    return space + text if right else text + space
