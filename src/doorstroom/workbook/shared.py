"""The workbook for others: one sheet with what an audience may see, and above it what it is and is not."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from doorstroom.i18n import N_, _
from doorstroom.report import Field, Report
from doorstroom.wording import sentence
from doorstroom.workbook.layout import Column, Holds, Sheet
from doorstroom.workbook.style import Styles
from doorstroom.workbook.table import write_table
from doorstroom.workbook.write import new_workbook, set_page

_DAYS = {"leaves_on", "free_from", "notice_by", "birth_date", "benefit_since"}
_NUMBERS = {"hours_min", "hours_max"}


def write_shared(report: Report[Any], file: BinaryIO, *, near: Path, organisation: str) -> None:
    """Write a report for others as a workbook; rows pass through a private folder in ``near`` that is gone at the end."""
    sheet: Sheet[Any] = Sheet(
        name=N_("Candidates"),
        purpose="",
        nothing=N_("Nobody can be shared."),
        columns=tuple(_column(field) for field in report.fields),
        kept=2,
    )
    with (
        TemporaryDirectory(dir=near, prefix=".doorstroom-", ignore_cleanup_errors=True) as private,
        new_workbook(file, private) as book,
    ):
        book.set_properties({"title": sentence(report.title), "company": organisation})
        styles = Styles(book)
        page = book.add_worksheet(_(sheet.name))
        write_table(page, styles, sheet, report.rows, sensitive=True)
        set_page(page, organisation=organisation, as_of=(report.about or {})["as_of"])
        notes = book.add_worksheet(_("About this list"))
        notes.set_column(0, 0, 110)
        for number, note in enumerate((report.title, *report.notes)):
            notes.write_string(number, 0, sentence(note), styles.text)
        set_page(notes, organisation=organisation, as_of=(report.about or {})["as_of"])


def _column(field: Field[Any]) -> Column[Any]:
    if field.key in _DAYS:
        return Column(field, Holds.DAY, least=9.5, most=9.5)
    if field.key in _NUMBERS:
        return Column(field, Holds.NUMBER, least=5.5, most=9)
    return Column(field, most=26)
