"""The rows of a table, cell by cell: every value read, every problem collected, nothing stored that may not be."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.incoming.cells import Setting, Special, is_dash, is_unknown, tidy
from doorstroom.incoming.headings import Register, letter
from doorstroom.incoming.sheets import Merged, RawRow, Table
from doorstroom.incoming.vocabulary import Part, Place
from doorstroom.incoming.words import Partly
from doorstroom.intake.row import IncomingRow, Problem
from doorstroom.model import ContractKind, TargetGroup
from doorstroom.names import split
from doorstroom.privacy import MASK, is_bsn, mask_bsn
from doorstroom.report import Sentence

_BLANK, _CLEARED, _UNREAD = object(), object(), object()
_MOST_REMEMBERED = 5000
_TOTALS = frozenset({"totaal", "total", "subtotaal", "subtotal", "totalen", "totals", "eindtotaal", "aantal"})
_DAYS = ("starts_on", "ends_on", "ended_on")
_REFERENCE = frozenset({"number", "name", "first_name", "infix", "last_name", "birth_date"})


@dataclass(slots=True)
class Remarks:
    """What was left out or read in a special way while rows went by, counted by sheet and column."""

    counted: Counter[tuple[str, str, str, str, str]] = field(default_factory=Counter)
    bare: set[tuple[str, int]] = field(default_factory=set)
    """Columns with cells but without a heading."""

    def count(self, one: str, many: str, sheet: str, column: str = "", word: str = "") -> None:
        """One more of these; both sentences may use ``n``, ``sheet``, ``column`` and ``word``."""
        self.counted[one, many, sheet, column, word] += 1

    def sentences(self) -> list[Sentence]:
        """A sentence about each kind."""
        return [
            Sentence.counted(one, many, n=n, sheet=sheet, column=column, word=word)
            for (one, many, sheet, column, word), n in self.counted.items()
        ]


def read_rows(table: Table, setting: Setting, remarks: Remarks, *, refers: bool) -> Iterator[IncomingRow]:
    """The rows below the headings; with ``refers`` people are only named here, and described on another sheet."""
    reader = _RowReader(table, setting, remarks, refers=refers)
    for raw in table.sheet.rows():
        if raw.number > table.heading_row and (row := reader.read(raw)):
            yield row


def only_names(table: Table) -> bool:
    """Whether a table says no more of people than who they are."""
    personal = {place.name for place in table.columns.places.values() if place.part is Part.CANDIDATE}
    return table.columns.register is Register.CONTRACTS and personal <= _REFERENCE


class _Column:
    """One column: reads its cells, and remembers texts that it has read before."""

    def __init__(self, table: Table, index: int, place: Place, setting: Setting, remarks: Remarks) -> None:
        self.index, self.place = index, place
        self.heading = table.headings[index]
        self._sheet = table.sheet.name
        self._setting, self._remarks = setting, remarks
        self._read_before: dict[str, Any] = {}

    def read(self, raw: Any) -> Any:
        """The value of a cell, ``_BLANK`` or ``_CLEARED``; raises BadInput."""
        if raw.__class__ is not str:
            return self._read_other(raw)
        value = self._read_before.get(raw, _UNREAD)
        return self._read_text(raw) if value is _UNREAD else value

    def _read_text(self, raw: str) -> Any:
        text = tidy(raw)
        if is_dash(text):
            value: Any = _CLEARED
        elif is_unknown(text):
            value = _BLANK
        else:
            bare = self._without_bsn(text) if self.place.is_free_text else text
            if not bare:
                return _BLANK
            value = self.place.read(bare, self._setting)
            if isinstance(value, Partly):
                return self._partly(value)
            if bare is not text:
                return value
        if len(self._read_before) >= _MOST_REMEMBERED:
            self._read_before.clear()
        self._read_before[raw] = value
        return value

    def _read_other(self, raw: Any) -> Any:
        if raw is Special.NOT_CALCULATED:
            raise BadInput(N_("The formula has no stored outcome; open the file in Excel, save it and try again."))
        if self.place.is_free_text and is_bsn(raw):
            self._tell_of_bsn()
            return _BLANK
        value = self.place.read(raw, self._setting)
        return self._partly(value) if isinstance(value, Partly) else value

    def _without_bsn(self, text: str) -> str:
        """The text with a mark for every BSN in it; nothing when there is nothing else in it."""
        masked, found = mask_bsn(text)
        if not found:
            return text
        self._tell_of_bsn()
        return "" if masked == MASK else masked

    def _tell_of_bsn(self) -> None:
        self._remarks.count(
            N_("Sheet {sheet}, column {column}: {n} BSN was left out."),
            N_("Sheet {sheet}, column {column}: {n} BSNs were left out."),
            self._sheet,
            self.heading,
        )

    def _partly(self, value: Partly) -> Any:
        for word in value.left_out:
            self._remarks.count(
                N_("Sheet {sheet}, column {column}: “{word}” has no counterpart here and was left out {n} time."),
                N_("Sheet {sheet}, column {column}: “{word}” has no counterpart here and was left out {n} times."),
                self._sheet,
                self.heading,
                word,
            )
        return _BLANK if value.value is None else value.value


class _RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, setting: Setting, remarks: Remarks, *, refers: bool) -> None:
        self._sheet, self._headings, self._letters = table.sheet.name, table.headings, table.letters
        self._remarks, self._refers = remarks, refers
        self._columns = [_Column(table, index, place, setting, remarks) for index, place in table.columns.places.items()]
        self._without_heading = [index for index, text in enumerate(table.headings) if not text]
        self._has_contracts = table.columns.register is Register.CONTRACTS
        self._titles = {merged.first_row for merged in table.sheet.merged if _is_title(merged)}
        self._tall = _by_first_row(table)

    def read(self, raw: RawRow) -> IncomingRow | None:
        """What a row says, or None for one that says nothing: blank, a title, a total, the headings again."""
        cells, width = raw.cells, len(raw.cells)
        self._look_beyond(cells)
        parts: dict[Part, dict[str, Any]] = {Part.CANDIDATE: {}, Part.EMPLOYER: {}, Part.CONTRACT: {}}
        problems = list(self._tall.get(raw.number, ()))
        for column in self._columns:
            if column.index >= width:
                break
            given = cells[column.index]
            if given is None or given == "":
                continue
            try:
                value = column.read(given)
            except BadInput as error:
                cell = f"{letter(column.index)}{raw.number}"
                problems.append(Problem(self._sheet, raw.number, cell, Sentence(error.message, error.fields)))
                continue
            if value is not _BLANK:
                parts[column.place.part][column.place.name] = column.place.empty if value is _CLEARED else value
        if not problems and self._says_nothing(raw, parts):
            return None
        candidate, employer, contract = parts.values()
        _unfold(candidate)
        row = IncomingRow(
            sheet=self._sheet,
            number=raw.number,
            candidate=candidate,
            employer=employer,
            contract=self._contract(candidate, employer, contract),
            letters=self._letters,
            values=cells,
            refers=self._refers,
            problems=tuple(problems),
        )
        return row
