"""A sheet with a heading row and a row for each fact, written one by one so that memory does not grow with them."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import Any, TypeVar

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from doorstroom.errors import BadInput
from doorstroom.i18n import N_, _
from doorstroom.wording import words
from doorstroom.workbook.layout import Column, Holds, Sheet
from doorstroom.workbook.rows import Cell, Rows
from doorstroom.workbook.style import Styles

Row = TypeVar("Row")

_ALLOWED = dict.fromkeys(
    ("sort", "autofilter", "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows"), True
)
_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_000
_DAY_ZERO = date(1899, 12, 30).toordinal()
# The first rows decide the widths: measuring takes about as long as writing, and what is longer goes on on a next line.
_MEASURED_ROWS = 250
_BREAKS = re.compile("(?<=[ -])")
# So many different values of a column are remembered: those that come back are few, or lie near each other.
_REMEMBERED = 1_000
# A text that begins so is kept as text by a quote too, also after somebody edits its cell.
_FORMULA = frozenset("=+-@")
# A cell keeps its edges free, and text that just fits stands a little apart from the next column. A column may grow so
# much beyond its most for a single long word.
_EDGES, _APART, _STRETCH = 0.9, 0.4, 1.4
# In points: a line of text, the air around it, a row with room to write by hand, and the most Excel allows.
_LINE, _AIR, _ROOMY, _HIGHEST = 11.5, 5.0, 28.0, 409.0


def write_table(page: Worksheet, styles: Styles, sheet: Sheet[Row], rows: Iterable[Row], *, sensitive: bool) -> None:
    """Write the facts of a sheet below its headings, ready to read, filter and print.

    Raises BadInput when there are more rows than a sheet can hold.
    """
    columns = sheet.columns_for(sensitive=sensitive)
    rows = iter(rows)
    first_rows = list(islice(rows, _MEASURED_ROWS))
    widths = [_width(column, first_rows) for column in columns]
    for number, (column, width) in enumerate(zip(columns, widths, strict=True)):
        page.set_column(number, number, width, None, {"hidden": True} if column.out_of_sight else {})
    _write_headings(page, styles, columns, widths)
    whole = Rows(page, len(columns))
    shown = [
        (column.field.value, _shown(whole, styles, column, width))
        for column, width in zip(columns, widths, strict=True)
    ]
    last = 0
    for last, row in enumerate(chain(first_rows, rows), 1):
        if last >= _MOST_ROWS:
            raise BadInput(
                N_("Sheet {sheet} would hold more than {most} rows."),
                hint=N_("Choose fewer people, or --format csv."),
                sheet=_(sheet.name),
                most=_MOST_ROWS,
            )
        cells = [show(value(row)) for value, show in shown]
        lines = max([cell.lines for cell in cells])
        # LibreOffice does not make a row higher by itself for text that goes on on a next line.
        height = max(row_height(lines), _ROOMY if sheet.roomy else 0) if lines > 1 or sheet.roomy else None
        whole.write(last, cells, height=height)
    if not last:
        page.write_string(1, 0, _(sheet.nothing), styles.remark)
    page.autofilter(0, 0, max(last, 1), len(columns) - 1)
    if sheet.is_filled_in:
        # Without a password: it keeps a hand from slipping, nobody out.
        page.protect("", _ALLOWED)
    page.freeze_panes(1, sheet.kept)
    page.repeat_rows(0)
    # Client numbers are text on purpose: Excel need not mark each of them.
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def serial_day(day: date) -> int:
    """The number by which a workbook knows a day, from March 1900 on."""
    return day.toordinal() - _DAY_ZERO


def safe(text: str) -> str:
    """A text, cleaned before, that a cell can hold and that XlsxWriter takes for text."""
    if len(text) > _MOST_CHARACTERS // 2:
        # Letters such as 🚲 count twice.
        counted = text.encode("utf-16-le", "surrogatepass")
        if len(counted) > 2 * _MOST_CHARACTERS:
            text = counted[: 2 * _MOST_CHARACTERS].decode("utf-16-le", "ignore") + "…"
    # XlsxWriter takes <r>…</r> for markup of its own and would write it unescaped.
    return f"{text} " if text.startswith("<r>") else text


def needs_quote(text: str) -> bool:
    """Whether a text is kept as text by a quote too, because a spreadsheet would take it for a formula."""
    return text[:1] in _FORMULA


def _write_headings(page: Worksheet, styles: Styles, columns: Sequence[Column[Any]], widths: Sequence[float]) -> None:
    headings = [_(column.field.heading) for column in columns]
    lines = max(line_count(heading, width) for heading, width in zip(headings, widths, strict=True))
    page.set_row(0, max(row_height(lines), _ROOMY))
    for number, (column, heading) in enumerate(zip(columns, headings, strict=True)):
        look = {Holds.NUMBER: styles.number_heading, Holds.BAND: styles.band_heading}.get(column.holds, styles.heading)
        page.write_string(0, number, heading, look)


def _shown(rows: Rows, styles: Styles, column: Column[Any], width: float) -> Callable[[Any], Cell]:
    """How a value stands in a cell of this column; without a value the cell only has its line, or its box."""
    plain, quoted, dated, no_day = (
        (styles.entry, styles.quoted_entry, styles.entry_day, styles.entry_day)
        if column.filled_in
        else (styles.text, styles.quoted, styles.day, styles.text)
    )

    def of_text(text: str) -> Cell:
        text = safe(text)
        if not text:
            return rows.blank(plain)
        lines = sum([line_count(line, width) for line in text.split("\n")])
        return rows.text(text, quoted if needs_quote(text) else plain, lines)

    def of_band(band: Any) -> Cell:
        text = words(band)
        return rows.text(text, styles.bands[band], line_count(text, width))

    def of_number(value: float | None) -> Cell:
        return rows.blank(styles.text) if value is None else rows.number(value, styles.number)

    def of_day_as(look: Format) -> Callable[[date | None], Cell]:
        return lambda day: rows.blank(no_day) if day is None else rows.number(serial_day(day), look)

    remembered = lru_cache(maxsize=_REMEMBERED, typed=True)
    match column.holds:
        case Holds.TEXT:
            return remembered(lambda value: of_text(words(value)))
        case Holds.LINES:
            joined = remembered(of_text)
            return lambda values: joined("\n".join([words(value) for value in values]))
        case Holds.BAND:
            return remembered(of_band)
        case Holds.NUMBER:
            return remembered(of_number)
        case Holds.DAY:
            return remembered(of_day_as(dated))
        case Holds.DAY_AND_MONTH:
            return remembered(of_day_as(styles.day_and_month))
        case Holds.MONTH:
            return remembered(of_day_as(styles.month))


def _width(column: Column[Row], rows: Sequence[Row]) -> float:
    """How wide a column must be for these rows and for the longest word of its heading."""
    values = map(column.field.value, rows)
    texts = {words(one) for value in values for one in (value if column.holds is Holds.LINES else (value,))}
    least = max(column.least, _longest(_BREAKS.split(_(column.field.heading))))
    width = _longest(texts)
    if width > column.most:
        word = _longest(part for text in texts for part in _BREAKS.split(text))
        width = max(column.most, min(word, column.most * _STRETCH))
    return max(least, width)


def _longest(texts: Iterable[str]) -> float:
    """The width of a column in which each of these texts stands on one line."""
    return max(map(_characters, texts), default=0.0) + _EDGES + _APART


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    room = width - _EDGES
    if len(text) <= room:
        return 1
    lines, used = 1, 0.0
    for part in _BREAKS.split(text):
        length = _characters(part)
        if used and used + length - _LETTERS[" "] > room:
            lines, used = lines + 1, 0.0
        # A word that is longer than a line is broken off.
        lines += int(length // room)
        used += length % room
    return lines


def row_height(lines: int) -> float:
    """How high a row must be for so many lines of text, in points."""
    return min(lines * _LINE + _AIR, _HIGHEST)


def _characters(text: str) -> float:
    """How wide a text is in the typeface of the workbook, in the digits by which the widths of columns are counted."""
    return sum(map(_LETTERS.__getitem__, text))


class _Letters(dict[str, float]):
    """The widths of the letters of Arial at 9 points, in digits of 10 points, by which columns are measured.

    Headings are as wide: bold, but at 8 points.
    """

    def __missing__(self, letter: str) -> float:
        return self.setdefault(letter, 1.25 if letter.isupper() else 0.95)


_LETTERS = _Letters(
    {
        letter: width
        for width, letters in {
            0.38: "ijl'|’",
            0.48: "ftI .,:;!/[]",
            0.57: "r-()",
            0.86: "ckvxyszJ",
            1.14: "ABEKPSVXY",
            1.24: "w",
            1.43: "mMGOQ",
            1.62: "W%@—…",
        }.items()
        for letter in letters
    }
)
