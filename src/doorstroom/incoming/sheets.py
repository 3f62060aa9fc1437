"""A sheet before and after its headings are understood: raw rows from a file, and where each column goes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from doorstroom.i18n import N_
from doorstroom.incoming.cells import key
from doorstroom.incoming.headings import Columns, Meant, Register, count_known, letter, recognise
from doorstroom.incoming.vocabulary import PLACES, Part
from doorstroom.intake.row import Problem
from doorstroom.report import Sentence

_ROWS_BEFORE_HEADINGS = 30
_LONGEST_HEADING = 200


_NEEDED = {
    "starts_on": N_("No column gives the first day of contracts; add it, or name it with --map Kolom=starts_on."),
    "employer": N_("No column gives the employer of contracts; add it, or name it with --map Kolom=employer."),
}


_NO_LAST_DAY = N_("{sheet}: no column gives the last day of contracts, so none gets one; --map Kolom=ends_on names it.")
_NO_EMPLOYER = N_("No column gives the employer of vacancies; add it, or name it with --map Kolom=employer.")


_LAST_DAYS = {PLACES["ends_on"], PLACES["ended_on"]}
# Fewer may stand in a title or above a group of columns; what is chosen above a list has its value beside each.
_HEADINGS_OF_A_LIST = 2


class RawRow(NamedTuple):
    """The cells of a row, and its number as the spreadsheet shows it."""

    number: int
    cells: Sequence[Any]


class Merged(NamedTuple):
    """A block of cells that were made into one: first and last row and column, columns counted from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def is_title(self) -> bool:
        """Whether it looks like a title over the columns: one row high and three columns wide or more."""
        return self.first_row == self.last_row and self.last_column - self.first_column >= 2

    def __str__(self) -> str:
        return f"{letter(self.first_column)}{self.first_row}:{letter(self.last_column)}{self.last_row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a CSV file: ``rows`` reads it anew each time. ``remarks`` tell how it was read.

    ``expected_rows`` is a guess for showing progress.
    """

    name: str
    rows: Callable[[], Iterator[RawRow]]
    expected_rows: int = 0
    is_1904: bool = False
    is_hidden: bool = False
    merged: tuple[Merged, ...] = ()
    remarks: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose headings are understood: on which row they stand, and which column is which field."""

    sheet: Sheet
    heading_row: int
    headings: tuple[str, ...]
    columns: Columns
    meant: Meant
    earlier_headings: int | None = None
    """A row above with headings of its own, and with a list below it that these headings do not fit."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the headings: two that say the same, those of two lists, contracts without employer or days."""
        problems = [
            self._problem(
                Sentence.of(
                    N_("Columns {first} and {second} are both headed “{one}”; give each a heading of its own.")
                    if key(one.text) == key(other.text)
                    else N_("The columns “{one}” and “{other}” both give {field}; leave one out with --map."),
                    one=str(one),
                    other=str(other),
                    first=one.letter,
                    second=other.letter,
                    field=self.columns.places[one.index].key,
                ),
                other.letter,
            )
            for one, other in self.columns.twice
        ]
        if self.columns.register is Register.CONTRACTS:
            held = set(self.columns.places.values())
            problems += [self._problem(Sentence.of(text)) for name, text in _NEEDED.items() if PLACES[name] not in held]
        if self.columns.register is Register.VACANCIES and not any(
            place.part is Part.EMPLOYER for place in self.columns.places.values()
        ):
            problems.append(self._problem(Sentence.of(_NO_EMPLOYER)))
        if self.earlier_headings:
            message = N_("Row {row} has headings too; put what stands below it on a sheet of its own.")
            problems.append(self._problem(Sentence.of(message, row=self.earlier_headings)))
        return tuple(problems)

    @property
    def remarks(self) -> tuple[Sentence, ...]:
        """How the sheet was read, and which known columns are left out."""
        without_days = N_("{sheet}, column {column}: left out, for no column says when a contract begins and ends.")
        bsn = N_("{sheet}, column {column}: left out; a BSN is never kept.")
        left_out = [(bsn, column) for column in self.columns.bsn]
        left_out += [(without_days, column) for column in self.columns.unfit]
        sentences = [Sentence.of(text, sheet=self.sheet.name, column=str(column)) for text, column in left_out]
        sentences += [
            Sentence.of(
                N_("{sheet}, column {column}: left out, for {other} says how somebody is called."),
                sheet=self.sheet.name,
                column=str(column),
                other=str(better),
            )
            for column, better in self.columns.outdone
        ]
        is_contracts = self.columns.register is Register.CONTRACTS
        if is_contracts and self.columns.unknown and not _LAST_DAYS & set(self.columns.places.values()):
            sentences.append(Sentence.of(_NO_LAST_DAY, sheet=self.sheet.name))
        return (*self.sheet.remarks, *sentences)

    @property
    def headings_key(self) -> str:
        """What this row of headings is known by, whatever the sheet is called."""
        return headings_key(self.headings)

    @property
    def letters(self) -> Mapping[str, str]:
        """In which column each field of the model stands, as ``contract.ends_on``."""
        return {
            f"{place.part}.{field}": letter(index)
            for index, place in self.columns.places.items()
            for field in place.fields
        }

    def _problem(self, message: Sentence, column: str = "") -> Problem:
        cell = f"{column}{self.heading_row}" if column else None
        return Problem(self.sheet.name, self.heading_row, cell, message)


def understand(
    sheet: Sheet, meant: Meant, remembered: Callable[[str], Mapping[str, str]], register: Register | None
) -> Table | None:
    """The sheet with its row of headings, which may have titles above it; None when no row looks like one.

    ``remembered`` gives what was said of these headings before; ``meant``, what is said now, goes first.
    """
    best: tuple[int, int, tuple[str, ...], dict[str, str]] | None = None
    above: dict[int, tuple[str, ...]] = {}
    lists: list[int] = []
    filled: list[int] = []
    for row in islice(sheet.rows(), _ROWS_BEFORE_HEADINGS):
        texts = _texts(row, sheet.merged, above)
        above[row.number] = texts
        said = {**remembered(headings_key(texts)), **meant}
        known = count_known(texts, said, register)
        cells = sum(cell not in (None, "") for cell in row.cells)
        if known >= _HEADINGS_OF_A_LIST and known * 2 > cells:
            lists.append(row.number)
        elif cells >= _HEADINGS_OF_A_LIST:
            filled.append(row.number)
        if known and (best is None or known > best[0]):
            best = known, row.number, texts, said
    if best is None:
        return None
    _, number, texts, said = best
    columns = recognise(texts, said, register=register, title=sheet.name)
    words = {key(text) for text in texts}
    meant_here = {word: field for word, field in said.items() if word in words}
    earlier = next((one for one in lists if any(one < row < number for row in filled)), None)
    return Table(sheet, number, texts, columns, meant_here, earlier) if columns.is_identifying else None


def headings_key(headings: Sequence[str]) -> str:
    """What a row of headings is known by."""
    return "|".join(key(heading) for heading in headings)


def _texts(row: RawRow, merged: Sequence[Merged], above: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The texts of a row; a heading that is merged over several rows counts on the last of them."""
    texts = [
        " ".join(cell.split()) if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING else "" for cell in row.cells
    ]
    for block in merged:
        if block.first_row < row.number == block.last_row:
            before = above.get(block.first_row, ())
            if block.first_column < min(len(before), len(texts)) and not texts[block.first_column]:
                texts[block.first_column] = before[block.first_column]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
