"""Spreadsheets from outside as sheets of raw rows, trusting nothing: a bad file ends in one sentence, never in a crash.

Nothing in a file is run or followed: no macros, no links, no formulas. Of a formula the stored outcome counts.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from doorstroom import postings
from doorstroom.errors import BadFile, NotFound
from doorstroom.i18n import N_
from doorstroom.incoming import Merged, RawRow, Sheet
from doorstroom.incoming.cells import Special
from doorstroom.report import Sentence
from doorstroom.workbook import EXPLAINS, OURS, delimited, guard, locked
from doorstroom.workbook.guard import SheetFacts

_MOST_ROWS = 250_000
_MOST_COLUMNS = 500
_TEXT_SUFFIXES = (".csv", ".txt", ".tsv", ".tab")
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


@contextmanager
def open(path: Path, *, password: str | None = None) -> Iterator[Sequence[Sheet]]:
    """The sheets of an .xlsx, .xlsm or CSV file, to be read while this is open; with its password where it has one.

    Raises NotFound without a file and BadFile for one that cannot be read, also while its rows are read.
    """
    if not path.is_file():
        raise NotFound(N_("There is no file {file}."), hint=N_("Look at how its name is written."), file=path)
    beginning = beginning_of(path)
    if beginning.startswith(b"PK\x03\x04") or (password is not None and locked.is_locked(path)):
        with _workbook(path, password) as sheets:
            yield sheets
    elif path.suffix.lower() in postings.SUFFIXES:
        yield [_postings(path)]
    else:
        _refuse_others(path, beginning)
        yield [delimited.sheet(path)]


def _postings(path: Path) -> Sheet:
    """The vacancies of a saved page or of JSON, as a sheet with the names of our fields above it."""
    if path.stat().st_size > postings.MOST_BYTES:
        raise guard.too_large(path.name)
    found = postings.read(path.read_bytes(), path.name)
    rows = [RawRow(number, cells) for number, cells in enumerate([postings.HEADINGS, *found], start=1)]
    return Sheet(name=path.stem, rows=lambda: iter(rows), expected_rows=len(rows))


def beginning_of(path: Path) -> bytes:
    """The first bytes of a file, which say what it is; BadFile when there are none or they cannot be read."""
    try:
        with path.open("rb") as file:
            beginning = file.read(512)
    except OSError as error:
        raise BadFile(
            N_("{file} cannot be read."),
            hint=N_("Close it elsewhere, or ask for the right to read it."),
            file=path.name,
        ) from error
    if not beginning.strip():
        raise BadFile(N_("{file} is empty."), hint=N_("Save the list again and import that."), file=path.name)
    return beginning


def _refuse_others(path: Path, beginning: bytes) -> None:
    """Refuse what is no workbook and no text: by what is in the file, whatever it is called."""
    if locked.is_locked(path):
        raise locked.refused(path)
    if beginning.startswith(locked.OLD_OR_LOCKED):
        raise BadFile(
            N_("{file} is locked with a password, or an old .xls workbook."),
            hint=N_("Open it in Excel, save it as .xlsx without a password and import that."),
            file=path.name,
        )
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"%pdf", b"{\\rtf", b"pk")):
        raise BadFile(
            N_("{file} is not a spreadsheet, whatever its name says."),
            hint=N_("Open it in Excel or LibreOffice, save it as .xlsx and import that."),
            file=path.name,
        )
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        raise BadFile(
            N_("{file} is neither a workbook nor a CSV file."),
            hint=N_("Save the list as .xlsx or .csv; if it is text, let its name end in .csv."),
            file=path.name,
        )
    if path.stat().st_size > delimited.MOST_BYTES:
        raise guard.too_large(path.name)


@contextmanager
def _workbook(path: Path, password: str | None) -> Iterator[list[Sheet]]:
    # openpyxl warns of what it cannot keep; nothing is kept here.
    with locked.opened(path, password) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        facts = guard.inspect(file, path.name)
        with explained(path.name):
            book = _load(file)
            _refuse_ours(book, path.name)
            explaining = _explaining(book)
            sheets = [sheet for sheet in book.worksheets if sheet.title not in explaining]
        try:
            yield [_sheet(path.name, sheet, facts, is_1904=_is_1904(book)) for sheet in sheets]
        finally:
            book.close()


@contextmanager
def explained(name: str) -> Iterator[None]:
    """One sentence for whatever goes wrong in a file that is not whole: openpyxl has no errors of its own."""
    try:
        yield
    except BadFile:
        raise
    except Exception as error:
        raise guard.damaged(name) from error


def _load(file: BinaryIO) -> Any:
    from openpyxl import load_workbook

    return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _refuse_ours(book: Any, name: str) -> None:
    """Raise BadFile for a workbook that was made from a caseload: its lists are no news."""
    if OURS in (book.properties.keywords or "").split():
        raise BadFile(
            N_("{file} was made by doorstroom from a caseload; there is nothing new in it."),
            hint=N_("Import a spreadsheet of your own, or what `doorstroom candidates --csv` gives."),
            file=name,
        )


def _explaining(book: Any) -> set[str]:
    """The sheets of a template that only explain it, whatever they are called."""
    return {
        sheet
        for name, defined in book.defined_names.items()
        if name.startswith(EXPLAINS)
        for sheet, _cells in defined.destinations
    }


def _is_1904(book: Any) -> bool:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    return bool(book.epoch == CALENDAR_MAC_1904)


def _sheet(file: str, sheet: Any, facts: dict[str, SheetFacts], *, is_1904: bool) -> Sheet:
    # The only way to tell which part of the workbook a sheet is.
    about = facts.get(sheet._worksheet_path, SheetFacts())
    remarks = []
    if about.hidden_rows:
        remarks.append(
            Sentence.counted(
                "{sheet}: {n} hidden row was read too.",
                "{sheet}: {n} hidden rows were read too.",
                n=about.hidden_rows,
                sheet=sheet.title,
            )
        )
    if about.hidden_columns:
        remarks.append(Sentence.of(N_("{sheet}: hidden columns were read too."), sheet=sheet.title))
    return Sheet(
        name=sheet.title,
        rows=lambda: _rows(file, sheet, about),
        expected_rows=about.last_row,
        is_1904=is_1904,
        is_hidden=sheet.sheet_state != "visible",
        merged=tuple(_merged(block) for block in sorted(about.merged)),
        remarks=tuple(remarks),
    )


def _rows(file: str, sheet: Any, about: SheetFacts) -> Iterator[RawRow]:
    """The rows in which something stands, up to the last of them: a coloured column may go on for a million more."""
    # A sheet may lie about its size.
    sheet.reset_dimensions()
    not_calculated = _by_row(about.not_calculated)
    _check_bounds(file, about.last_row, ())
    with explained(file):
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number in not_calculated:
                cells = _with_formulas(cells, not_calculated[number])
            if cells.count(None) < len(cells):
                _check_bounds(file, number, cells)
                yield RawRow(number, cells[:_MOST_COLUMNS])
            if number == about.last_row:
                return


def _check_bounds(file: str, number: int, cells: Sequence[Any]) -> None:
    """Refuse what lies farther than a list can reach."""
    if number > _MOST_ROWS or (len(cells) > _MOST_COLUMNS and any(cell is not None for cell in cells[_MOST_COLUMNS:])):
        raise BadFile(
            N_("{file} has something below row {rows} or beyond column {columns}."),
            hint=N_("Delete what stands far from the list, or split the list."),
            file=file,
            rows=_MOST_ROWS,
            columns=_MOST_COLUMNS,
        )


def _with_formulas(cells: Sequence[Any], columns: Sequence[int]) -> Sequence[Any]:
    filled = [*cells, *[None] * (max(columns) + 1 - len(cells))]
    for index in columns:
        filled[index] = Special.NOT_CALCULATED
    return filled


def _by_row(addresses: set[str]) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for address in addresses:
        row, column = _position(address)
        rows.setdefault(row, []).append(column)
    return rows


def _merged(block: str) -> Merged:
    (top, left), (bottom, right) = (_position(corner) for corner in block.split(":"))
    return Merged(top, bottom, left, right)


def _position(address: str) -> tuple[int, int]:
    """The row of a cell, counted from 1, and its column, counted from 0."""
    match = _CELL.fullmatch(address)
    assert match, address
    column = 0
    for char in match[1]:
        column = column * 26 + ord(char) - 64
    return int(match[2]), column - 1
