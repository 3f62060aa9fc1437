"""A file from outside, from its sheets to typed rows: which sheets are read, how, and what is left out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from doorstroom.errors import BadFile, BadInput, NotFound
from doorstroom.i18n import N_
from doorstroom.incoming.cells import Setting, Special, key
from doorstroom.incoming.headings import Heading, Meant, Register, meant_by
from doorstroom.incoming.remarks import Remarks
from doorstroom.incoming.rows import RowReader
from doorstroom.incoming.sheets import Sheet, Table, understand
from doorstroom.incoming.vocabulary import Part
from doorstroom.intake.row import IncomingRow, Problem
from doorstroom.privacy import is_bsn, mask_bsn
from doorstroom.report import Sentence

Remembered = Callable[[str], Mapping[str, str]]
"""What was said of a row of headings before, by ``Table.headings_key``."""

_REFERENCE = frozenset({"number", "name", "first_name", "infix", "last_name", "birth_date"})
# Who a contract is of must be known before the contract.
_ORDER = (Register.CANDIDATES, Register.EMPLOYERS, Register.CONTRACTS, Register.VACANCIES)


@dataclass(slots=True)
class Reading:
    """The sheets of a file that can be read; what it left out is complete once its rows have gone by."""

    tables: tuple[Table, ...]
    today: date
    skipped: tuple[Sentence, ...] = ()
    _counted: Remarks = field(default_factory=Remarks)
    _beside: dict[str, set[int]] = field(default_factory=dict)

    def rows(self) -> Iterator[IncomingRow]:
        """Every row that says something: people first, then employers, then contracts.

        The rows of a table whose headings are a problem are left out.
        """
        has_people = any(table.columns.register is Register.CANDIDATES for table in self.tables)
        for table in self.tables:
            if table.problems:
                continue
            setting = Setting(self.today, is_1904=table.sheet.is_1904)
            reader = RowReader(table, setting, self._counted, refers=has_people and _only_names(table))
            self._beside[table.sheet.name] = reader.seen_beside
            yield from reader.rows()

    @property
    def expected_rows(self) -> int:
        """About how many rows there are, for showing progress."""
        return sum(table.sheet.expected_rows for table in self.tables)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the headings."""
        return tuple(problem for table in self.tables for problem in table.problems)

    @property
    def remarks(self) -> tuple[Sentence, ...]:
        """What was left out or read in a special way."""
        return (
            *self.skipped,
            *(remark for table in self.tables for remark in table.remarks),
            *self._counted.sentences(),
        )

    @property
    def unknown(self) -> tuple[dict[str, str], ...]:
        """The columns that were not read because nobody knows what they hold: sheet, letter and heading of each."""
        return tuple(
            {"sheet": table.sheet.name, "column": heading.letter, "heading": heading.text}
            for table in self.tables
            for heading in sorted(
                (*table.columns.unknown, *(Heading(index, "") for index in self._beside.get(table.sheet.name, ()))),
                key=lambda heading: heading.index,
            )
        )

    @property
    def to_remember(self) -> dict[str, Meant]:
        """What the user said of headings, by ``Table.headings_key``: to be given as ``remembered`` next time."""
        return {table.headings_key: table.meant for table in self.tables if table.meant}

    def to_mend(self, row: IncomingRow) -> tuple[Sequence[str], list[Any]]:
        """The headings and cells of a row as they were, for a file to mend; without any BSN."""
        table = next(table for table in self.tables if table.sheet.name == row.sheet)
        bsn = {heading.index for heading in table.columns.bsn}
        cells = [None if index in bsn else _to_mend(cell) for index, cell in enumerate(row.values)]
        return table.headings, cells


def read(
    sheets: Sequence[Sheet],
    *,
    today: date,
    register: Register | None = None,
    maps: Sequence[str] = (),
    only: str | None = None,
    remembered: Remembered = lambda _: {},
) -> Reading:
    """Find out which sheets can be read and how; the rows are read later.

    ``register`` says what the rows are where that is known, ``maps`` are options such as "Kolom=field", ``only`` names
    the one sheet to read. Raises BadFile when no sheet has headings that are known, NotFound for a sheet that is not
    there, BadInput for an option that fits no field or no column.
    """
    if only is not None:
        sheets = [sheet for sheet in sheets if key(sheet.name) == key(only)] or _no_sheet(only, sheets)
    meant = meant_by(maps)
    tables, skipped = [], []
    for sheet in sheets:
        if sheet.is_hidden and only is None:
            skipped.append(Sentence.of(N_("{sheet} is hidden and was left out; --sheet reads it."), sheet=sheet.name))
        elif table := understand(sheet, meant, remembered, register):
            tables.append(table)
        else:
            skipped.append(
                Sentence.of(N_("{sheet} has no headings that are known and was left out."), sheet=sheet.name)
            )
    if not tables:
        raise BadFile(
            N_("No row of headings was found that names people or employers."),
            hint=N_('Name the columns, for example Naam, Werkgever, Startdatum, Einddatum; or use --map "Kolom=name".'),
        )
    _check_maps(maps, meant, tables)
    return Reading(tuple(sorted(tables, key=lambda table: _ORDER.index(table.columns.register))), today, tuple(skipped))


def _only_names(table: Table) -> bool:
    """Whether a table says no more of people than who they are."""
    personal = {place.name for place in table.columns.places.values() if place.part is Part.CANDIDATE}
    return table.columns.register is Register.CONTRACTS and personal <= _REFERENCE


def _no_sheet(name: str, sheets: Sequence[Sheet]) -> list[Sheet]:
    raise NotFound(
        N_("There is no sheet {name}."),
        hint=N_("The file has these: {sheets}."),
        name=name,
        sheets=tuple(sheet.name for sheet in sheets),
    )


def _check_maps(maps: Sequence[str], meant: Meant, tables: Sequence[Table]) -> None:
    """Refuse an option about a column that no sheet has: a typing error there would read the file otherwise."""
    found = {key(heading) for table in tables for heading in table.headings}
    for option, heading in zip(maps, meant, strict=False):
        if heading not in found:
            raise BadInput(
                N_("No sheet has the column of --map {option}."),
                hint=N_("The columns are: {columns}."),
                option=option,
                columns=tuple(heading for table in tables for heading in table.headings if heading),
            )


def _to_mend(cell: Any) -> Any:
    """A cell as it can stand in a file to mend: a plain value, without a BSN."""
    match cell:
        case str():
            return mask_bsn(cell)[0]
        case datetime() if cell.time() == time():
            return cell.date()
        case None | bool() | float() | date() | int():
            return None if is_bsn(cell) else cell
        case Special():
            return None
        case _:
            return str(cell)
