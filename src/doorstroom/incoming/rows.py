"""The rows of a table, read one by one: every problem is collected, and what is for the eye only is left out."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.incoming import remarks
from doorstroom.incoming.cells import Setting, Special, is_example, key, shown
from doorstroom.incoming.column import BLANK, UNREAD, Column
from doorstroom.incoming.headings import IDENTIFYING, Heading, Register, count_known, letter
from doorstroom.incoming.remarks import Remark, Remarks
from doorstroom.incoming.sheets import RawRow, Table
from doorstroom.incoming.vocabulary import MEANINGS, Part
from doorstroom.intake.row import IncomingRow, Problem
from doorstroom.intake.supports import UNTIL
from doorstroom.model.choices import ContractKind, TargetGroup
from doorstroom.names import split
from doorstroom.privacy import mask_bsn
from doorstroom.report import Sentence

_TOTALS = frozenset({"totaal", "total", "subtotaal", "subtotal", "totalen", "totals", "eindtotaal", "aantal"})
# What people write between the rows of a list, and nobody is called: Bron, Laatst and N.B. Jansen are people.
_NOTE = re.compile(
    r"(?:team|afdeling|regio|aantal|peildatum|legenda|toelichting|gemiddeld\w*|let op|stand per|bijgewerkt|department|"
    r"average|uitgestroomd\w*|lopende?|afge(?:rond|lopen)\w*|gestopt|geplaatst\w*|wachtlijst|archief|in bemiddeling)\b"
    r"|[^:]*\S{2}:(?:\s|$)|(?:\S+\s+){7}",
    re.IGNORECASE,
)
_A_FEW = 2
_LONGEST_HEADING = 60
_DAYS = ("starts_on", "ends_on", "ended_on")
Said = dict[str, Any]


class RowReader:
    """Reads the rows of one table; with ``refers`` people are only named there, and described on another sheet."""

    def __init__(self, table: Table, setting: Setting, remarks: Remarks, *, refers: bool) -> None:
        self.seen_beside: set[int] = set()
        """Columns without a heading in which something stands."""
        self._table, self._sheet, self._refers, self._remarks = table, table.sheet.name, refers, remarks
        self._letters = table.letters
        self._columns = [
            Column(self._sheet, Heading(index, table.headings[index]), place, setting, remarks)
            for index, place in table.columns.places.items()
        ]
        self._reading = [(column.index, column.remembered, column) for column in self._columns]
        self._first = next(column for column in self._columns if column.place in IDENTIFYING)
        own = Part.EMPLOYER if table.columns.register is Register.EMPLOYERS else Part.CANDIDATE
        self._naming = [
            column.index for column in self._columns if column.place in IDENTIFYING and column.place.part is own
        ]
        self._bare = [index for index, text in enumerate(table.headings) if not text]
        self._until = {
            column.name: column.heading for column in self._columns if column.name in UNTIL and _is_open(column.heading)
        }
        # The row of other headings below which the list stands that is being read, if any.
        self._others: int | None = None
        self._titles = {merged.first_row for merged in table.sheet.merged if merged.is_title}
        self._merged = _problems_of_merging(table)

    def rows(self) -> Iterator[IncomingRow]:
        """The rows below the headings that say something."""
        for raw in self._table.sheet.rows():
            if raw.number > self._table.heading_row and (row := self._row(raw)):
                yield row

    def _row(self, raw: RawRow) -> IncomingRow | None:
        if why := self._under_other_headings(raw):
            return self._refused(raw, why)
        if note := self._note(raw.cells):
            self._remarks.count(remarks.NOTE, self._sheet, word=mask_bsn(shown(note))[0])
            return None
        if remark := self._for_the_eye(raw):
            self._remarks.count(remark, self._sheet)
            return None
        if self._bare or len(raw.cells) > len(self._table.headings):
            self._look_beside(raw.cells)
        candidate: Said = {}
        employer: Said = {}
        contract: Said = {}
        vacancy: Said = {}
        problems = self._read(raw, (candidate, employer, contract, vacancy))
        if not (candidate or employer or contract or vacancy or problems):
            if any(cell not in (None, "") for cell in raw.cells):
                self._remarks.count(remarks.UNKNOWN_ONLY, self._sheet)
            return None
        _unfold(candidate)
        _unfold_hours(vacancy, "hours")
        if not employer.get("name", True):
            del employer["name"]
        agreed = self._contract(raw, employer, contract, problems)
        wanted = vacancy if self._table.columns.register is Register.VACANCIES else None
        if not (candidate or employer or agreed or wanted or problems):
            return None
        return IncomingRow(
            sheet=self._sheet,
            number=raw.number,
            candidate=candidate,
            employer=employer,
            contract=agreed,
            vacancy=wanted,
            letters=self._letters,
            values=raw.cells,
            refers=self._refers,
            problems=tuple(problems),
        )

    def _for_the_eye(self, raw: RawRow) -> Remark | None:
        """Why a row is only there to be looked at, if it is."""
        cells = raw.cells
        if raw.number in self._titles and sum(cell not in (None, "") for cell in cells) == 1:
            return remarks.TITLE
        if self._first.index < len(cells) and cells[self._first.index] == self._first.heading:
            return remarks.HEADINGS
        if any(is_example(cells[index]) for index in self._naming if index < len(cells)):
            return remarks.EXAMPLE
        first = next((cell for cell in cells if cell), None)
        return remarks.TOTAL if first.__class__ is str and first.strip(" :").lower() in _TOTALS else None

    def _note(self, cells: Sequence[Any]) -> str | None:
        """The one text that a row of a list holds, where it reads like a remark or a group and not like a name."""
        if len(self._columns) <= _A_FEW or len(cells) - cells.count(None) - cells.count("") != 1:
            return None
        text = next(cell for cell in cells if cell not in (None, ""))
        return text if isinstance(text, str) and _NOTE.match(text) else None

    def _under_other_headings(self, raw: RawRow) -> Sentence | None:
        """Why a row cannot be read by the headings above: it has, or stands below, others."""
        cell = raw.cells[self._first.index] if self._first.index < len(raw.cells) else None
        if cell.__class__ is str and len(cell) < _LONGEST_HEADING and key(cell) in MEANINGS:
            texts = [" ".join(text.split()) if isinstance(text, str) else "" for text in raw.cells]
            said = [index for index in self._table.columns.places if index < len(texts) and texts[index]]
            if cell == self._first.heading and all(texts[index] == self._table.headings[index] for index in said):
                self._others = None
                return None
            if count_known(texts, self._table.meant) > 1:
                self._others = raw.number
                return Sentence.of(
                    N_("These headings are others than those above; put this list on a sheet of its own.")
                )
            if len(self._columns) == 1 and sum(map(bool, raw.cells)) > 1:
                return Sentence.of(
                    N_("“{text}” is a heading; headings must stand beside one another, above the list."),
                    text=shown(cell),
                )
        if self._others and any(raw.cells):
            return Sentence.of(N_("It stands below the other headings of row {row}."), row=self._others)
        return None

    def _refused(self, raw: RawRow, why: Sentence) -> IncomingRow:
        return IncomingRow(
            sheet=self._sheet,
            number=raw.number,
            candidate={},
            employer={},
            contract=None,
            letters=self._letters,
            values=raw.cells,
            problems=(Problem(self._sheet, raw.number, None, why),),
        )

    def _look_beside(self, cells: Sequence[Any]) -> None:
        for index in (*self._bare, *range(len(self._table.headings), len(cells))):
            if index < len(cells) and cells[index] not in (None, ""):
                self.seen_beside.add(index)

    def _read(self, raw: RawRow, said: Sequence[Said]) -> list[Problem]:
        """Read every cell of a row; one that cannot be read is a problem, and the others are read all the same."""
        problems = list(self._merged.get(raw.number, ()))
        cells, width = raw.cells, len(raw.cells)
        for index, remembered, column in self._reading:
            if index >= width:
                break
            # Nearly every cell says what one above it said.
            value = remembered.get(cells[index], UNREAD)
            if value is UNREAD:
                try:
                    value = column.read(cells[index])
                except BadInput as error:
                    problems.append(self._problem(raw, column.letter, Sentence(error.message, error.fields)))
                    continue
            if value is not BLANK:
                said[column.slot][column.name] = value
        return problems

    def _contract(self, raw: RawRow, employer: Said, contract: Said, problems: list[Problem]) -> Said | None:
        """What a row says of a contract; None where it has none."""
        if self._table.columns.register is not Register.CONTRACTS:
            return None
        if not (employer or contract.get("hirers") or any(contract.get(day) for day in _DAYS)):
            if contract and not problems:
                self._remarks.count(remarks.NO_CONTRACT, self._sheet)
            return None
        for name in self._until.keys() & contract.keys():
            self._remarks.count(remarks.UNTIL, self._sheet, self._until[name])
        if contract.get("ends_on") is Special.FOR_GOOD:
            del contract["ends_on"]
            if contract.setdefault("kind", ContractKind.PERMANENT) is not ContractKind.PERMANENT:
                message = Sentence.of(N_("This says that the contract is permanent; its kind says that it is not."))
                problems.append(self._problem(raw, self._letters["contract.ends_on"], message))
        return contract

    def _problem(self, raw: RawRow, column: str, message: Sentence) -> Problem:
        return Problem(self._sheet, raw.number, f"{column}{raw.number}", message)


def _is_open(heading: str) -> bool:
    """Whether a heading leaves open if the day itself counts: "tot" does, "tot en met" does not."""
    return key(heading).endswith(("tot", "until"))


def _unfold(candidate: Said) -> None:
    """Put what one column says of several fields in each of those fields."""
    if name := candidate.pop("name", None):
        candidate |= {"first_name": name.first, "infix": name.infix, "last_name": name.last}
    elif " " in (last := candidate.get("last_name") or "") and not candidate.get("infix"):
        # "van den Berg" in a column for last names.
        name = split(f"{last}, {candidate.get('first_name', '')}")
        candidate |= {"infix": name.infix, "last_name": name.last}
    if not candidate.get("first_name", True):
        del candidate["first_name"]
    _unfold_hours(candidate, "available_hours")
    if candidate.pop("jobs_agreement", None):
        candidate.setdefault("target_group", TargetGroup.BANENAFSPRAAK)


def _unfold_hours(said: Said, column: str) -> None:
    """Put hours from and to that stand in one column in their two fields."""
    if column in said:
        low, high = said.pop(column) or (None, None)
        said |= {"hours_max": high} if low is None and high is not None else {"hours_min": low, "hours_max": high}


def _problems_of_merging(table: Table) -> dict[int, list[Problem]]:
    """A problem for each block of cells that hides values of known columns, by the first of its rows."""
    problems: dict[int, list[Problem]] = {}
    for merged in table.sheet.merged:
        used = [index for index in table.columns.places if merged.first_column <= index <= merged.last_column]
        if used and merged.first_row > table.heading_row and merged.last_row > merged.first_row:
            cell = f"{letter(merged.first_column)}{merged.first_row}"
            message = Sentence.of(
                N_("{block} is merged into one cell; split it and fill in every row."), block=str(merged)
            )
            problems.setdefault(merged.first_row, []).append(Problem(table.sheet.name, merged.first_row, cell, message))
    return problems
