"""A sheet with a heading row and a row for each fact, written one by one so that memory does not grow with them."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, TypeVar

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_pixel_width
from xlsxwriter.worksheet import Worksheet

from doorstroom.errors import BadInput
from doorstroom.i18n import N_, _
from doorstroom.wording import words
from doorstroom.workbook.layout import Column, Holds, Sheet
from doorstroom.workbook.style import Styles

Row = TypeVar("Row")
Put = Callable[[int, int, Any], object]

_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_000
_DAY_ZERO = date(1899, 12, 30).toordinal()
# The first rows decide the widths: measuring takes about as long as writing, and what is longer goes on on a next line.
_MEASURED_ROWS = 500
_LINE, _ROOMY = 12.0, 28.0


def write_table(page: Worksheet, styles: Styles, sheet: Sheet[Row], rows: Iterable[Row], *, sensitive: bool) -> None:
    """Write the facts of a sheet below its headings, ready to read, filter and print.

    Raises BadInput when there are more rows than a sheet can hold.
    """
    columns = sheet.columns_for(sensitive=sensitive)
    rows = iter(rows)
    first_rows = list(islice(rows, _MEASURED_ROWS))
    widths = [_width(column, first_rows) for column in columns]
    for number, width in enumerate(widths):
        page.set_column(number, number, width)
    _write_headings(page, styles, columns, widths)
    puts = [_put(page, styles, column) for column in columns]
    last = 0
    for last, row in enumerate(chain(first_rows, rows), 1):
        if last >= _MOST_ROWS:
            raise BadInput(
                N_("Sheet {sheet} would hold more than {most} rows."),
                hint=N_("Choose fewer people, or --format csv."),
                sheet=_(sheet.name),
                most=_MOST_ROWS,
            )
        if sheet.roomy:
            height = _height([words(column.field.value(row)) for column in columns], widths)
            page.set_row(last, max(_ROOMY, height))
        for number, (column, put) in enumerate(zip(columns, puts, strict=True)):
            put(last, number, column.field.value(row))
    if not last:
        page.write_string(1, 0, _(sheet.nothing), styles.remark)
    page.autofilter(0, 0, max(last, 1), len(columns) - 1)
    page.freeze_panes(1, sheet.kept)
    page.repeat_rows(0)
    # Client numbers are text on purpose: Excel need not mark each of them.
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def serial_day(day: date) -> int:
    """The number by which a workbook knows a day, from March 1900 on."""
    return day.toordinal() - _DAY_ZERO


def _write_headings(page: Worksheet, styles: Styles, columns: Sequence[Column[Any]], widths: Sequence[float]) -> None:
    headings = [_(column.field.heading) for column in columns]
    # A line to spare: the button of the filter takes the place of some letters.
    page.set_row(0, _height(headings, widths) + _LINE)
    for number, (column, heading) in enumerate(zip(columns, headings, strict=True)):
        look = styles.number_heading if column.holds is Holds.NUMBER else styles.heading
        page.write_string(0, number, heading, look)


def _put(page: Worksheet, styles: Styles, column: Column[Any]) -> Put:
    """How a value gets into a cell of this column; without a value the cell only has its line."""

    def put_day(row: int, number: int, day: date | None, look: Format = styles.day) -> None:
        if day is None:
            page.write_blank(row, number, None, styles.text)
        else:
            page.write_number(row, number, serial_day(day), look)

    def put_month(row: int, number: int, month: date) -> None:
        put_day(row, number, month, styles.month)

    def put_day_and_month(row: int, number: int, day: date | None) -> None:
        put_day(row, number, day, styles.day_and_month)

    def put_number(row: int, number: int, value: float | None) -> None:
        if value is None:
            page.write_blank(row, number, None, styles.text)
        else:
            page.write_number(row, number, value, styles.number)

    def put_band(row: int, number: int, band: Any) -> None:
        page.write_string(row, number, words(band), styles.bands[band])

    def put_text(row: int, number: int, value: object) -> None:
        text = safe(words(value))
        if not text:
            page.write_blank(row, number, None, styles.text)
        else:
            page.write_string(row, number, text, styles.quoted if text[0] in "=+-@" else styles.text)

    return {
        Holds.TEXT: put_text,
        Holds.DAY: put_day,
        Holds.MONTH: put_month,
        Holds.DAY_AND_MONTH: put_day_and_month,
        Holds.NUMBER: put_number,
        Holds.BAND: put_band,
    }[column.holds]


def safe(text: str) -> str:
    """A text, cleaned before, that a cell can hold and that XlsxWriter takes for text."""
    if len(text) > _MOST_CHARACTERS:
        text = text[:_MOST_CHARACTERS] + "…"
    # XlsxWriter takes <r>…</r> for markup of its own and would write it unescaped.
    return f"{text} " if text.startswith("<r>") else text


def _width(column: Column[Row], rows: Sequence[Row]) -> float:
    """How wide a column must be for these rows and for the longest word of its heading."""
    if column.holds is Holds.DAY:
        return column.least
    heading = max(_characters(word) for word in _(column.field.heading).split()) * 1.05
    content = max((_characters(words(column.field.value(row))) for row in rows), default=0.0)
    return min(max(column.least, heading, content), max(column.most, heading)) + 1


def _height(texts: Iterable[str], widths: Sequence[float]) -> float:
    """The height of a row in which these texts fit in columns of these widths."""
    lines = (math.ceil(_characters(text) / (width - 2)) for text, width in zip(texts, widths, strict=True))
    return _LINE * max(lines) + 4


def _characters(text: str) -> float:
    """How wide a text is at 9 points, in the digits by which widths are counted."""
    return xl_pixel_width(text) / 7.4
