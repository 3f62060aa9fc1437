"""Write the meeting workbook with XlsxWriter, in the language in use, without a formula in it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from doorstroom.i18n import _
from doorstroom.preparation import Month, Preparation
from doorstroom.wording import words
from doorstroom.workbook import OURS, layout
from doorstroom.workbook.agenda import AGENDA, write_agenda
from doorstroom.workbook.cover import write_cover
from doorstroom.workbook.layout import Sheet
from doorstroom.workbook.results import RESULTS, write_results
from doorstroom.workbook.style import CHART, FONT, INK, QUIET, Styles
from doorstroom.workbook.table import serial_day, write_table

_A4 = 9


def write(preparation: Preparation, file: BinaryIO, *, near: Path) -> None:
    """Write the workbook of a meeting into an open file.

    Rows pass through a folder that only its owner can read, made in the folder ``near`` and gone at the end; nothing
    goes through the system's temporary folder. Raises BadInput when there are more rows than a sheet can hold.
    """
    with (
        TemporaryDirectory(dir=near, prefix=".doorstroom-", ignore_cleanup_errors=True) as private,
        new_workbook(file, private) as book,
    ):
        _describe(book, preparation)
        styles = Styles(book)
        contents = _contents(preparation)
        cover = book.add_worksheet(_("Cover"))
        handed_out = [AGENDA] if preparation.handout else []
        told = [RESULTS] if preparation.results else []
        write_cover(cover, styles, preparation, [*handed_out, *(sheet for sheet, _rows in contents), *told])
        _set_page(cover, preparation)
        if preparation.handout:
            page = book.add_worksheet(_(AGENDA.name))
            write_agenda(page, book, styles, preparation.handout)
            _set_page(page, preparation)
        for sheet, rows in contents:
            page = book.add_worksheet(_(sheet.name))
            write_table(page, styles, sheet, rows, sensitive=preparation.sensitive)
            _set_page(page, preparation)
            if sheet is layout.MONTHS:
                page.insert_chart("D2", *_chart(book, page, styles, preparation.months))
        if preparation.results:
            page = book.add_worksheet(_(RESULTS.name))
            write_results(page, book, styles, preparation.results)
            _set_page(page, preparation)


def _contents(preparation: Preparation) -> list[tuple[Sheet[Any], Iterable[Any]]]:
    """The sheets after the cover, in order, each with its rows."""
    listed: list[tuple[Sheet[Any], Iterable[Any]]] = [
        (layout.LEAVING, preparation.expiring.rows),
        (layout.LEFT_OFF, preparation.left_off),
    ]
    vacancies: list[tuple[Sheet[Any], Iterable[Any]]] = [(layout.VACANCIES, preparation.vacancies)]
    if preparation.handout:
        # What the agenda is filled in with lies beside it.
        contents = [*vacancies, (layout.MATCHES, preparation.handout.matches), *listed]
    else:
        contents = [*listed, *(vacancies if preparation.vacancies else ())]
    contents += [
        (layout.CANDIDATES, preparation.candidates),
        (layout.CONTRACTS, preparation.placements),
        (layout.EMPLOYERS, preparation.hosts),
        (layout.DEADLINES, preparation.dates),
        (layout.MONTHS, preparation.months),
    ]
    if preparation.sensitive:
        contents += [(layout.SCHEMES, preparation.schemes), (layout.SENSITIVE, preparation.candidates)]
    return contents


@contextmanager
def new_workbook(file: BinaryIO, private: str) -> Iterator[Workbook]:
    """An empty workbook that goes into the file at the end; its rows wait in the private folder, not in memory."""
    outlet = _Outlet(file)
    book = Workbook(
        outlet,
        {
            "constant_memory": True,
            "tmpdir": private,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": 10, "font_color": INK},
        },
    )
    try:
        yield book
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    finally:
        outlet.is_deaf = True
        # XlsxWriter closes these only when all went well, and Windows does not delete a file that is open.
        for page in book.worksheets():
            with suppress(OSError):
                page._opt_close()


class _Outlet:
    """The file as ZipFile sees it; deaf in the end, for a ZipFile that failed writes again when it is thrown away."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.is_deaf = False

    def write(self, content: bytes) -> int:
        return len(content) if self.is_deaf else self._file.write(content)

    def tell(self) -> int:
        return 0 if self.is_deaf else self._file.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self.is_deaf else self._file.seek(offset, whence)

    def flush(self) -> None:
        if not self.is_deaf:
            self._file.flush()


def _describe(book: Workbook, preparation: Preparation) -> None:
    """The properties of the document; nobody's name is among them."""
    day = preparation.expiring.as_of
    book.set_properties(
        {
            "title": _("Matching meeting, {day}").format(day=words(day)),
            "company": words(preparation.organisation),
            "keywords": OURS,
            # The day of the list, not the moment of writing: the same caseload gives the same file.
            "created": datetime.combine(day, time()),
        }
    )


def _set_page(page: Worksheet, preparation: Preparation) -> None:
    set_page(page, organisation=preparation.organisation, as_of=preparation.expiring.as_of)


def set_page(page: Worksheet, *, organisation: str, as_of: date) -> None:
    """A4 landscape, one page wide, with what it is above and the day of the list and the page number below."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.6)
    name, whose = _in_margin(page.get_name()), _in_margin(organisation)
    page.set_header(f'&L&"{FONT},Bold"&11{name}&R&"{FONT}"&9{whose}', {"margin": 0.35})
    said = _("As of {day}").format(day=words(as_of))
    pages = _("Page {page} of {pages}").format(page="&P", pages="&N")
    page.set_footer(f'&L&"{FONT}"&8{_in_margin(said)}&R&"{FONT}"&8{pages}', {"margin": 0.3})


def _in_margin(text: str) -> str:
    """A text for a header or footer, where & begins a command and a size swallows digits that follow it."""
    # XlsxWriter takes &G for a picture even where the & is doubled.
    short = words(text)[:80].replace("&G", "& G").replace("&", "&&")
    return f" {short}" if short[:1].isdigit() else short


def _chart(book: Workbook, page: Worksheet, styles: Styles, months: Sequence[Month]) -> tuple[Any, dict[str, Any]]:
    """A column for each month, with its number on it."""
    last = len(months)
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": _("People who must leave"),
            "categories": [page.get_name(), 1, 0, last, 0],
            "values": [page.get_name(), 1, 1, last, 1],
            # Rows that wait on disk cannot be looked up for the copy that a chart keeps of its numbers.
            "categories_data": [serial_day(month.first_day) for month in months],
            "values_data": [month.leaving for month in months],
            "fill": {"color": CHART},
            "gap": 45,
            "data_labels": {"value": True, "num_format": "0;;", "font": {"name": FONT, "size": 10, "color": INK}},
        }
    )
    chart.set_title(
        {
            "name": _("People who must leave, per month"),
            "overlay": False,
            "name_font": {"name": FONT, "size": 12, "color": INK},
        }
    )
    chart.set_legend({"none": True})
    chart.set_x_axis(
        {
            "text_axis": True,
            "num_format": styles.month_format.replace("mmmm yyyy", "mmm yy"),
            "num_font": {"name": FONT, "size": 9, "color": QUIET},
            "line": {"color": QUIET},
            "major_tick_mark": "none",
        }
    )
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 820, "height": 360})
    alternative = "; ".join(f"{words(month.first_day)}: {month.leaving}" for month in months)
    return chart, {"description": alternative, "object_position": 3}
