"""An empty workbook to fill in and import: lists to choose from, real days, an example row and a sheet that explains."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from doorstroom.choices import Choice
from doorstroom.errors import BadInput
from doorstroom.i18n import N_, _
from doorstroom.incoming import Register
from doorstroom.wording import words
from doorstroom.workbook import EXPLAINS
from doorstroom.workbook.form import Asked, Form, Takes
from doorstroom.workbook.style import FONT, HAIRLINE, HEADING, INK, QUIET, Styles
from doorstroom.workbook.table import line_count, row_height, serial_day

LAST_ROW = 1000
"""The last row with lists to choose from and checks, as a spreadsheet counts them."""

_A4 = 9
_EXAMPLE = N_("Example: {name}")
_LONGEST_TITLE = 32
_FIRST_DAY, _LAST_DAY = date(1901, 1, 1), date(2199, 12, 31)
_BOUNDS: Mapping[Takes, tuple[float, float]] = {
    Takes.HOURS: (0.5, 60),
    Takes.MONTHS: (1, 240),
    Takes.KILOMETRES: (0, 1000),
    Takes.EUROS: (0, 100_000),
}
_FORMATS = {Takes.CODE: "@", Takes.TEXT: "General", Takes.EUROS: "#,##0.00"}


def target(file: Path) -> Path:
    """Where a template goes: this file, whose name ends in .xlsx or has no ending yet; BadInput for any other."""
    if not file.name:
        raise BadInput(N_("{file} is a folder."), hint=N_("Give the name of a file in it."), file=file)
    if file.suffix.casefold() not in ("", ".xlsx"):
        raise BadInput(
            N_("{file} does not end in .xlsx."),
            hint=N_("A template is a workbook: call it {name}."),
            file=file,
            name=file.with_suffix(".xlsx").name,
        )
    return file.with_suffix(".xlsx")


def content(forms: Sequence[Form]) -> bytes:
    """The workbook with these sheets to fill in, in the language in use."""
    file = BytesIO()
    # Only the drop-downs and the colour of the example hold formulas; no cell does.
    book = Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": 10, "font_color": INK},
        },
    )
    # The same template is the same file, whenever it is made.
    book.set_properties({"title": _("A caseload to fill in"), "created": datetime.combine(date(2026, 1, 1), time())})
    _Template(book, forms).write()
    book.close()
    return file.getvalue()


class _Template:
    """The workbook as it grows."""

    def __init__(self, book: Workbook, forms: Sequence[Form]) -> None:
        self._book = book
        self._forms = forms
        self._styles = Styles(book)
        self._explanation = book.add_worksheet(_("Explanation"))
        self._pages = {form.register: book.add_worksheet(_(form.name)) for form in forms}
        self._choices = _Choices(book, self._styles)

    def write(self) -> None:
        """Write every sheet."""
        for form in self._forms:
            self._fill(self._pages[form.register], form)
        _Explanation(self._explanation, self._styles).write(self._forms)
        self._choices.close()
        for number, page in enumerate((self._explanation, self._choices.page), start=1):
            self._book.define_name(f"{EXPLAINS}{number}", f"={_quoted(page)}!$A$1")
        self._explanation.activate()

    def _fill(self, page: Worksheet, form: Form) -> None:
        """A sheet to fill in: headings, the example, and what each column takes."""
        marked = {form.asked[0].field.key, *(("employer_name",) if form.register is Register.CONTRACTS else ())}
        headings = [_(asked.field.heading) for asked in form.asked]
        lines = max(line_count(text, asked.width) for text, asked in zip(headings, form.asked, strict=True))
        page.set_row(0, max(row_height(lines), 28))
        for number, (asked, heading) in enumerate(zip(form.asked, headings, strict=True)):
            look = self._look(asked)
            page.set_column(number, number, asked.width, look)
            page.write_string(0, number, heading, self._styles.heading)
            page.data_validation(1, number, LAST_ROW - 1, number, self._check(asked, heading))
            _write_example(page, number, asked, look, is_marked=asked.field.key in marked)
        mark = _mark()
        page.conditional_format(
            1,
            0,
            LAST_ROW - 1,
            len(form.asked) - 1,
            {
                "type": "formula",
                "criteria": f'=LEFT($A2,{len(mark)})="{mark}"',
                "format": self._book.add_format({"italic": True, "font_color": QUIET, "bg_color": "#F1F4F6"}),
            },
        )
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.repeat_columns(0)
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        _set_page(page, form.pages_wide)

    def _look(self, asked: Asked) -> Any:
        """How the cells of a column look, also those that are still empty."""
        formats = {**_FORMATS, Takes.DAY: self._styles.day_format}
        is_number = asked.takes in _BOUNDS
        return self._styles.of(
            font_size=10,
            text_wrap=asked.takes is Takes.TEXT,
            valign="top",
            align="right" if is_number else "left",
            indent=int(is_number),
            border=1,
            border_color=HAIRLINE,
            num_format=formats.get(asked.takes, "General"),
        )

    def _check(self, asked: Asked, heading: str) -> dict[str, Any]:
        """What a spreadsheet offers and refuses in a column, with what to fill in beside the cell."""
        told = {"input_title": heading[:_LONGEST_TITLE], "input_message": _(asked.about)}
        if asked.choice is not None:
            return told | self._one_of(self._choices.range_of(asked.choice), is_free=asked.several)
        if asked.takes is Takes.YES_OR_NO:
            return told | self._one_of([words(True), words(False)], is_free=False)
        if asked.chosen_from in self._pages:
            return told | self._one_of(_names_on(self._pages[asked.chosen_from]), is_free=True)
        if asked.takes is Takes.DAY:
            return told | {
                "validate": "date",
                "criteria": "between",
                "minimum": _FIRST_DAY,
                "maximum": _LAST_DAY,
                "error_title": _("This is no day"),
                "error_message": _("Write a day as {day}, or leave the cell empty.").format(
                    day=words(date(2026, 12, 31))
                ),
            }
        if bounds := _BOUNDS.get(asked.takes):
            low, high = bounds
            return told | {
                "validate": "integer" if asked.takes is Takes.MONTHS else "decimal",
                "criteria": "between",
                "minimum": low,
                "maximum": high,
                "error_title": _("This is no number that fits"),
                "error_message": _("Give a number from {low} to {high}, or leave the cell empty.").format(
                    low=words(low), high=words(high)
                ),
            }
        return told | {"validate": "any"}

    @staticmethod
    def _one_of(source: Any, *, is_free: bool) -> dict[str, Any]:
        """A list to choose from; a free one lets other text stand, such as several values."""
        return {
            "validate": "list",
            "source": source,
            "show_error": not is_free,
            "error_title": _("This is not on the list"),
            "error_message": _("Choose from the list, or leave the cell empty."),
        }


def _mark() -> str:
    """How the name in an example row begins."""
    return _(_EXAMPLE).format(name="").strip()


def _write_example(page: Worksheet, column: int, asked: Asked, look: Any, *, is_marked: bool) -> None:
    """The cell of the example row; one by whose name the row is known is marked as an example."""
    match asked.example:
        case None:
            page.write_blank(1, column, None, look)
        case Choice() | bool() | tuple() as value:
            page.write_string(1, column, _spoken(value), look)
        case int() | float() as value:
            page.write_number(1, column, value, look)
        case date() as day:
            page.write_number(1, column, serial_day(day), look)
        case str() as text:
            page.write_string(1, column, _(_EXAMPLE).format(name=text) if is_marked else _(text), look)


def _spoken(value: Any) -> str:
    """A value or several in the language in use; the words of the example itself are translated too."""
    if isinstance(value, tuple):
        return ", ".join(_spoken(part) for part in value)
    return _(value) if type(value) is str else words(value)


def _names_on(page: Worksheet) -> str:
    """The names in the first column of a sheet as far as they go, without the empty cells below them."""
    sheet = _quoted(page)
    return f"=OFFSET({sheet}!$A$2,0,0,MAX(1,COUNTA({sheet}!$A$2:$A${LAST_ROW})),1)"


def _quoted(page: Worksheet) -> str:
    name = page.get_name().replace("'", "''")
    return f"'{name}'"


def _set_page(page: Worksheet, pages_wide: int) -> None:
    """A4 landscape, with what it is above and the page number below."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(pages_wide, 0)
    page.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.6)
    page.set_header(f'&L&"{FONT},Bold"&11{page.get_name()}', {"margin": 0.35})
    pages = _("Page {page} of {pages}").format(page="&P", pages="&N")
    page.set_footer(f'&R&"{FONT}"&8{pages}', {"margin": 0.3})


class _Choices:
    """A hidden sheet with a column of values for each fixed choice: a list in a cell may hold no commas."""

    def __init__(self, book: Workbook, styles: Styles) -> None:
        self.page = book.add_worksheet(_("Choices"))
        self._styles = styles
        self._ranges: dict[type[Choice], str] = {}

    def range_of(self, kind: type[Choice]) -> str:
        """Where the values of a choice stand, written down when they are asked for first."""
        if kind not in self._ranges:
            column = len(self._ranges)
            for row, value in enumerate(kind):
                self.page.write_string(row, column, words(value), self._styles.text)
            letter = xl_col_to_name(column)
            self._ranges[kind] = f"={_quoted(self.page)}!${letter}$1:${letter}${len(kind)}"
        return self._ranges[kind]

    def close(self) -> None:
        """Put it out of sight."""
        self.page.hide()


class _Explanation:
    """The first sheet: how to fill in the others, column by column."""

    _WIDTHS = (30, 66, 66)

    def __init__(self, page: Worksheet, styles: Styles) -> None:
        self._page = page
        self._styles = styles
        self._row = 0

    def write(self, forms: Sequence[Form]) -> None:
        """Write it from the top."""
        self._page.hide_gridlines(2)
        for number, width in enumerate(self._WIDTHS):
            self._page.set_column(number, number, width)
        self._page.set_row(0, 34)
        self._put(0, _("A caseload to fill in"), font_size=20, bold=True, valign="vcenter")
        self._row += 2
        for number, said in enumerate(_steps(), start=1):
            self._put(0, f"{number}. {said}", font_size=10)
            self._row += 1
        for form in forms:
            self._about(form)
        _set_page(self._page, 1)

    def _about(self, form: Form) -> None:
        """A table of the columns of one sheet."""
        self._row += 1
        self._put(0, _(form.name), font_size=12, bold=True)
        self._put(1, _(form.purpose), font_size=10, font_color=QUIET)
        self._row += 1
        for column, text in enumerate((_("Column"), _("What to fill in"), _("Choose from"))):
            self._put(column, text, bold=True, bg_color=HEADING, bottom=1, bottom_color=QUIET)
        self._row += 1
        for asked in form.asked:
            texts = (_(asked.field.heading), _(asked.about), _to_choose(asked))
            lines = max(line_count(text, width) for text, width in zip(texts, self._WIDTHS, strict=True))
            self._page.set_row(self._row, row_height(lines))
            for column, text in enumerate(texts):
                self._put(column, text, text_wrap=True, valign="top", bottom=1, bottom_color=HAIRLINE)
            self._row += 1

    def _put(self, column: int, text: str, **look: Any) -> None:
        self._page.write_string(self._row, column, text, self._styles.of(**look))


def _steps() -> tuple[str, ...]:
    """How to go about it, in the order in which it is done."""
    return (
        _("Fill in the other sheets from their second row on; leave the headings as they are."),
        _(
            "The grey row is an example: it is never read while its name begins with “{mark}”. Delete it, or type over all"
            " of it."
        ).format(mark=_mark()),
        _(
            "Choose from the list where there is one. Days are real dates; a last day is a day of work and counts along."
        ),
        _(
            "Leave empty what you do not know. In a later import an empty cell leaves what was known, and a single -"
            " clears it."
        ),
        _("Write no BSN, no diagnosis and nothing about offences; write what work must offer instead."),
        _(
            "Save it, and give `doorstroom import FILE --dry-run` to see what would happen; without --dry-run it is done."
        ),
    )


def _to_choose(asked: Asked) -> str:
    """What can be chosen in a column, or how it is written."""
    if asked.choice is not None:
        return " · ".join(words(value) for value in asked.choice)
    match asked.takes:
        case Takes.YES_OR_NO:
            return " · ".join((words(True), words(False)))
        case Takes.DAY:
            return words(date(2026, 12, 31))
        case _:
            return ""
