"""A sheet before and after its headings are understood: raw rows from a file, and where each column goes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from doorstroom.i18n import N_
from doorstroom.incoming.cells import key
from doorstroom.incoming.headings import Columns, Heading, Meant, Register, count_known, letter, recognise
from doorstroom.incoming.vocabulary import Part
from doorstroom.intake.row import Problem
from doorstroom.report import Sentence

_ROWS_BEFORE_HEADINGS = 30


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

    @property
    def headings_key(self) -> str:
        """What this row of headings is known by, whatever the sheet is called."""
        return headings_key(self.headings)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Columns that say the same thing."""
        return tuple(
            self._problem(
                other,
                Sentence.of(
                    N_("{one} and {other} are both {field}; leave one out with --map \"{other}=\"."),
                    one=str(one),
                    other=str(other),
                    field=self.columns.places[one.index].key,
                ),
            )
            for one, other in self.columns.twice
        )

    @property
    def letters(self) -> Mapping[str, str]:
        """In which column each field of the model stands, as ``contract.ends_on``."""
        letters: dict[str, str] = {}
        for index, place in self.columns.places.items():
            for name in place.fields:
                letters[f"{place.part}.{name}"] = letter(index)
        return letters

    def _problem(self, heading: Heading, message: Sentence) -> Problem:
        return Problem(self.sheet.name, self.heading_row, f"{heading.letter}{self.heading_row}", message)


def headings_key(headings: Sequence[str]) -> str:
    """What a row of headings is known by."""
    return "|".join(key(heading) for heading in headings).strip("|")


def understand(
    sheet: Sheet, meant: Meant, remembered: Callable[[str], Mapping[str, str]], register: Register | None
) -> Table | None:
    """The sheet with its row of headings, which may have titles above it; None when no row looks like one.

    ``remembered`` gives what was said of these headings before; ``meant``, what is said now, goes first.
    """
    best: tuple[int, RawRow, Meant] | None = None
    for row in islice(sheet.rows(), _ROWS_BEFORE_HEADINGS):
        texts = _headings(row)
        if not any(texts):
            continue
        said = {**remembered(headings_key(texts)), **meant}
        known = count_known(texts, said)
        if known and (best is None or known > best[0]):
            best = known, row, said
    if best is None:
        return None
    _, row, said = best
    columns = recognise(_headings(row), said, register=register, title=sheet.name)
    if not columns.is_identifying:
        return None
    return Table(sheet, row.number, _headings(row), columns, said)


def _headings(row: RawRow) -> tuple[str, ...]:
    texts = [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in row.cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
