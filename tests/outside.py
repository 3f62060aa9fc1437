"""Files and rows as they come from outside, and a caseload in memory to import them into."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from doorstroom.incoming import RawRow, Reading, Sheet, read
from doorstroom.intake import IncomingRow, Verdict, WorkedContract, plan
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.programme import Programme
from doorstroom.model.support import Support
from doorstroom.names import fold

TODAY = date(2026, 11, 21)
Row = Sequence[Any]


def a_sheet(*rows: Row, name: str = "Blad1", **about: Any) -> Sheet:
    """A sheet with these rows; an empty one leaves a row blank."""
    numbered = [
        RawRow(number, cells) for number, cells in enumerate(rows, start=1) if any(cell is not None for cell in cells)
    ]
    return Sheet(name=name, rows=lambda: iter(numbered), expected_rows=len(rows), **about)


def reading(*rows: Row, **asked: Any) -> Reading:
    """How one sheet with these rows is read."""
    return read([a_sheet(*rows)], today=TODAY, **asked)


def rows_of(*rows: Row, **asked: Any) -> list[IncomingRow]:
    """The typed rows of one sheet."""
    return list(reading(*rows, **asked).rows())


def write_workbook(path: Path, sheets: dict[str, Iterable[Row]]) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def as_csv(rows: Iterable[Row], delimiter: str = ";") -> str:
    """The rows as the text of a CSV file, with Dutch days and numbers."""
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue()


def _as_text(cell: Any) -> Any:
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


class Caseload:
    """What a caseload file would know, kept in memory."""

    def __init__(self) -> None:
        self.candidates: dict[int, Candidate] = {}
        self.employers: dict[int, Employer] = {}
        self.contracts: dict[int, WorkedContract] = {}
        self.programmes: dict[int, Programme] = {}
        self.supports: dict[int, Support] = {}
        self._numbers: dict[tuple[type, int], int] = {}

    def bring_in(self, rows: Iterable[IncomingRow], *, at_once: bool = False) -> list[Verdict]:
        """Plan these rows and do what the plan says: row by row, or ``at_once`` after all of them are judged."""
        verdicts = []
        self._numbers = {}
        for verdict in list(plan(rows, self)) if at_once else plan(rows, self):
            verdicts.append(verdict)
            self._take(verdict)
        return verdicts

    # --- what is known -------------------------------------------------------------------------------------------

    def candidate_by_number(self, number: str) -> Candidate | None:
        return next((one for one in self.candidates.values() if one.number == number), None)

    def candidate_by_fingerprint(self, fingerprint: str) -> Candidate | None:
        return next((one for one in self.candidates.values() if one.fingerprint == fingerprint), None)

    def doubles_of(self, candidate: Candidate) -> list[Candidate]:
        return [one for one in self.candidates.values() if fold(one.last_name) == fold(candidate.last_name)]

    def employer_by_kvk(self, kvk: str) -> Employer | None:
        return next((one for one in self.employers.values() if one.kvk == kvk), None)

    def employers_named(self, folded: str) -> list[Employer]:
        return [one for one in self.employers.values() if fold(one.name) == folded]

    def programme_by_ref(self, ref: str) -> Programme | None:
        return self.programmes.get(int(ref[1:]))

    def programmes_named(self, folded: str) -> list[Programme]:
        return [one for one in self.programmes.values() if fold(one.name) == folded]

    def contracts_of(self, candidate: int) -> list[WorkedContract]:
        return [one for one in self.contracts.values() if one.candidate == candidate]

    def supports_of(self, contract: int) -> list[Support]:
        return [one for one in self.supports.values() if one.contract == contract]

    # --- what is written -----------------------------------------------------------------------------------------

    def _take(self, verdict: Verdict) -> None:
        for change in verdict.employers:
            self._write(self.employers, Employer, change)
        if verdict.programme:
            self._write(self.programmes, Programme, verdict.programme)
        if verdict.candidate:
            number = self._write(self.candidates, Candidate, verdict.candidate)
            if verdict.fingerprint:
                self.candidates[number] = replace(self.candidates[number], fingerprint=verdict.fingerprint)
        if verdict.contract:
            self._write(self.contracts, Contract, verdict.contract)
        for support in verdict.supports:
            number = self._write(self.supports, Support, support)
            contract = self.supports[number].contract
            self.supports[number] = replace(
                self.supports[number], contract=self._numbers.get((Contract, contract), contract)
            )

    def _write(self, kept: dict[int, Any], kind: type, change: Any) -> int:
        number = self._numbers.get((kind, change.id), change.id)
        if change.new:
            number = self._numbers[kind, change.id] = len(kept) + 1
            kept[number] = replace(change.new, id=number)
        if change.fields:
            kept[number] = replace(kept[number], **{field: after for field, (_, after) in change.fields.items()})
        if kind is Contract and (change.new or change.fields):
            kept[number] = self._with_real_numbers(kept[number])
        if kind is Candidate and kept[number].programme:
            programme = kept[number].programme
            kept[number] = replace(kept[number], programme=self._numbers.get((Programme, programme), programme))
        return number

    def _with_real_numbers(self, contract: WorkedContract) -> WorkedContract:
        return replace(
            contract,
            candidate=self._numbers.get((Candidate, contract.candidate), contract.candidate),
            employer=self._numbers.get((Employer, contract.employer), contract.employer),
            hirers=tuple(self._numbers.get((Employer, hirer), hirer) for hirer in contract.hirers),
        )
