"""The sheet with what it achieved: of each report its picture as a chart, its figures and what is said of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from doorstroom.i18n import N_, _
from doorstroom.report import Bar, Field, Report, Sentence
from doorstroom.wording import sentence, words
from doorstroom.workbook.layout import Sheet
from doorstroom.workbook.style import CHART, FONT, INK, PER_CENT, QUIET, Styles
from doorstroom.workbook.table import line_count, needs_quote, row_height, safe, serial_day

RESULTS: Sheet[Report[Any]] = Sheet(
    name=N_("Results"),
    purpose=N_(
        "What it achieved by that day: how far people got, what followed, who stayed, which employers take part."
    ),
    nothing=N_("There is nothing to tell yet."),
    columns=(),
)

# In characters: the first column holds the longest words, and a page as wide as A4 holds this many beside it.
_FIRST, _OTHERS, _MOST = 28, 12.5, 13
# A chart needs so many rows of so many points, however few bars it has, and one row more for each bar.
_ROW, _LEAST_ROWS = 15, 8
# A row of text across the sheet.
_ACROSS = _FIRST + _OTHERS * (_MOST - 1)


def write_results(page: Worksheet, book: Workbook, styles: Styles, reports: Sequence[Report[Any]]) -> None:
    """Write each report below the one before it: title, what is said of it, chart with its numbers, table."""
    page.hide_gridlines(2)
    page.set_column(0, 0, _FIRST)
    page.set_column(1, _MOST - 1, _OTHERS)
    block = _Block(page, book, styles)
    breaks = []
    for report in reports:
        if block.row:
            breaks.append(block.row)
        block.title(sentence(report.title))
        for note in report.notes:
            block.note(sentence(note))
        block.picture(report)
        block.table([field for field in report.fields if _is_shown(field)], report.rows)
    if not reports:
        block.note(_(RESULTS.nothing))
    page.set_h_pagebreaks(breaks)


def _is_shown(field: Field[Any]) -> bool:
    """REFs say nothing here, and what is sensitive belongs on no sheet of figures."""
    return field.table and not field.sensitive and field.key != "ref"


class _Block:
    """The sheet as it grows downwards; rows are written once, from the top."""

    def __init__(self, page: Worksheet, book: Workbook, styles: Styles) -> None:
        self.row = 0
        self._page, self._book, self._styles = page, book, styles

    def title(self, text: str) -> None:
        """What the report is about and of which day."""
        self._page.set_row(self.row, 26)
        look = self._styles.of(font_size=13, bold=True, valign="vcenter")
        self._page.write_string(self.row, 0, safe(text), look)
        self.row += 1

    def note(self, text: str) -> None:
        """A sentence below the title; long ones are broken by hand, for what flows over a cell is cut off on paper."""
        look = self._styles.of(font_size=9, font_color=QUIET, text_wrap=True, valign="top")
        self._page.set_row(self.row, row_height(line_count(text, _ACROSS)))
        self._page.merge_range(self.row, 0, self.row, _MOST - 1, "", look)
        self._page.write_string(self.row, 0, safe(text), look)
        self.row += 1

    def picture(self, report: Report[Any]) -> None:
        """The numbers of the picture on the left, and beside them the chart that is drawn from them."""
        bars = list(report.chart)
        if not bars:
            return
        self.row += 1
        first, high = self.row, max(_LEAST_ROWS, len(bars) + 2)
        for number in range(high):
            self._page.set_row(first + number, _ROW)
            if number < len(bars):
                self._page.write_string(first + number, 0, safe(words(bars[number].label)), self._styles.one_line)
                look = self._number(bars[number])
                self._page.write_number(first + number, 1, bars[number].size, look)
            if number == 0:
                self._page.insert_chart(first, 2, self._chart(report, bars, first, high), _object(report, bars))
        self.row += high + 1

    def _number(self, bar: Bar) -> Format:
        """How the number of a bar is shown: a share with its sign."""
        return self._styles.per_cent if bar.said else self._styles.number

    def _chart(self, report: Report[Any], bars: Sequence[Bar], first: int, high: int) -> Any:
        chart = self._book.add_chart({"type": "bar"})
        last = first + len(bars) - 1
        name = self._page.get_name()
        chart.add_series(
            {
                "name": sentence(report.title),
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 1, last, 1],
                # Rows that wait on disk cannot be looked up for the copy that a chart keeps of its numbers.
                "categories_data": [words(bar.label) for bar in bars],
                "values_data": [bar.size for bar in bars],
                "fill": {"color": CHART},
                "gap": 35,
                "data_labels": {
                    "value": True,
                    "num_format": PER_CENT if bars[0].said else "0",
                    "font": {"name": FONT, "size": 9, "color": INK},
                },
            }
        )
        chart.set_legend({"none": True})
        chart.set_title({"none": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_y_axis(
            {
                # The first bar stands on top, as in the list beside it.
                "reverse": True,
                "num_font": {"name": FONT, "size": 9, "color": QUIET},
                "line": {"color": QUIET},
                "major_tick_mark": "none",
            }
        )
        chart.set_chartarea({"border": {"none": True}})
        # A point is 4/3 of a pixel.
        chart.set_size({"width": 700, "height": high * _ROW * 4 // 3})
        return chart

    def table(self, fields: Sequence[Field[Any]], rows: Sequence[Any]) -> None:
        """All figures of the report; words take two columns of the sheet, a number one."""
        numeric = [any(_is_number(field.value(row)) for row in rows) for field in fields]
        spans = [1 if at == 0 or is_number else 2 for at, is_number in enumerate(numeric)]
        starts = [sum(spans[:at]) for at in range(len(spans))]
        cells = [
            _Cells(field, start, span, is_number)
            for field, start, span, is_number in zip(fields, starts, spans, numeric, strict=True)
            if start + span <= _MOST
        ]
        headings = [_(one.field.heading) for one in cells]
        lines = max(line_count(text, one.width) for text, one in zip(headings, cells, strict=True))
        self._page.set_row(self.row, max(row_height(lines), 22))
        for one, heading in zip(cells, headings, strict=True):
            look = self._styles.number_heading if one.is_number else self._styles.heading
            self._put(one, heading, look)
        self.row += 1
        for row in rows:
            values = [one.field.value(row) for one in cells]
            high = max(line_count(words(value), one.width) for one, value in zip(cells, values, strict=True))
            self._page.set_row(self.row, row_height(high))
            for one, value in zip(cells, values, strict=True):
                self._put(one, value, self._look(one, value))
            self.row += 1
        self.row += 1

    def _look(self, one: "_Cells", value: Any) -> Format:
        if one.is_number:
            return self._styles.number
        if isinstance(value, date):
            return self._styles.day
        return self._styles.quoted if needs_quote(words(value)) else self._styles.text

    def _put(self, one: "_Cells", value: Any, look: Format) -> None:
        if one.span > 1:
            self._page.merge_range(self.row, one.start, self.row, one.start + one.span - 1, "", look)
        if _is_number(value):
            self._page.write_number(self.row, one.start, value, look)
        elif isinstance(value, date):
            self._page.write_number(self.row, one.start, serial_day(value), look)
        elif text := words(value):
            self._page.write_string(self.row, one.start, safe(text), look)
        else:
            self._page.write_blank(self.row, one.start, None, look)


class _Cells(NamedTuple):
    """Where a field of a table stands on the sheet: from which column on, and over how many."""

    field: Field[Any]
    start: int
    span: int
    is_number: bool

    @property
    def width(self) -> float:
        """In characters."""
        return _FIRST if self.start == 0 else _OTHERS * self.span


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _object(report: Report[Any], bars: Sequence[Bar]) -> dict[str, Any]:
    """What a screen reader says in place of the chart."""
    said = "; ".join(f"{words(bar.label)}: {words(bar.number)}" for bar in bars)
    text = sentence(report.title) if isinstance(report.title, Sentence) else words(report.title)
    return {"description": f"{text}. {said}", "object_position": 2, "x_offset": 12}
