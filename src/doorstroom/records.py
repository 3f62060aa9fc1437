"""How the facts of ``model`` lie in rows: a table each, with what has to be turned into text or numbers and back."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache, lru_cache
from importlib import import_module
from operator import attrgetter, itemgetter
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar

from doorstroom.damage import NOT_AS_WRITTEN, DamagedRecord

Fact = TypeVar("Fact")
Values = dict[str, Any]
Convert = Callable[[Any], Any]


class Numbered(Protocol):
    """A fact of ``model``: a frozen dataclass with a number."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> int:
        """Its number in the file; 0 while it has none."""


class Column(NamedTuple):
    """How one field goes into its column and comes out again; None stays None both ways.

    ``points_to`` is the table whose numbers a list holds, which no foreign key can say.
    """

    store: Convert
    load: Convert
    points_to: str = ""


_as_json = json.JSONEncoder(ensure_ascii=False).encode

DAY = Column(date.isoformat, date.fromisoformat)
FLAG = Column(int, bool)


def choice(kind: Callable[[str], Any]) -> Column:
    """A column that holds the value of a fixed choice."""
    return Column(str, cache(kind))


def many(kind: Callable[[Any], Any] = str, *, points_to: str = "") -> Column:
    """A column that holds several values, in order, as a JSON array; numbers of records say of which table."""

    # Lists that many have, such as one driving licence, are read once.
    @lru_cache(maxsize=1 << 12)
    def load(text: str) -> tuple[Any, ...]:
        return () if text == "[]" else tuple(kind(value) for value in json.loads(text))

    return Column(lambda values: _as_json(values) if values else "[]", load, points_to)


class Table(Generic[Fact]):
    """One table: facts into rows and back.

    ``derived`` columns stand in the row for searching and sorting only. ``restays`` says whose leave dates follow from a
    fact, where the store itself does not know.
    """

    def __init__(
        self,
        name: str,
        kind: type[Fact],
        columns: Mapping[str, Column],
        derived: Callable[[Fact], Values] = lambda _fact: {},
        restays: Callable[[sqlite3.Connection, Fact], set[int]] = lambda _connection, _fact: set(),
    ) -> None:
        self.name = name
        self.kind = kind
        self.names = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
        self.columns = dict(columns)
        self.restays = restays
        self._values = attrgetter(*self.names)
        self._derived = derived
        self._pickers: dict[tuple[str, ...], Callable[[Sequence[Any]], tuple[Any, ...]]] = {}

    def row(self, fact: Fact) -> Values:
        """The row of a fact, without its id while it has none."""
        row: Values = dict(zip(self.names, self._values(fact), strict=True))
        for name, column in self.columns.items():
            value = row[name]
            if value is not None:
                row[name] = column.store(value)
        if not row["id"]:
            del row["id"]
        return row | self._derived(fact)

    def fact(self, row: sqlite3.Row) -> Fact:
        """The fact of a row; it checks itself again. Raises DamagedRecord when it cannot be."""
        columns = tuple(row.keys())
        try:
            pick = self._pickers.get(columns) or self._picker(columns)
            values = dict(zip(self.names, pick(row), strict=True))
            for name, column in self.columns.items():
                value = values[name]
                if value is not None:
                    values[name] = column.load(value)
            return self.kind(**values)
        except NOT_AS_WRITTEN as error:
            raise DamagedRecord from error

    def _picker(self, columns: tuple[str, ...]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
        """What picks the columns of a fact from rows such as these: a row looks each name up from its beginning."""
        pick = self._pickers[columns] = itemgetter(*(columns.index(name) for name in self.names))
        return pick

    def revived(self, values: Mapping[str, Any]) -> Fact:
        """The fact as the log tells it, where what it did not have is left out. Raises DamagedRecord when it cannot be."""
        try:
            return self.kind(**{name: self.value(name, values.get(name)) for name in self.names})
        except NOT_AS_WRITTEN as error:
            raise DamagedRecord from error

    def value(self, name: str, kept: Any) -> Any:
        """What a field holds when its column holds this."""
        column = self.columns.get(name)
        return kept if kept is None or column is None else column.load(kept)

    @property
    def lists_of_records(self) -> dict[str, str]:
        """The columns that hold numbers of other records as a list, each with their table."""
        return {name: column.points_to for name, column in self.columns.items() if column.points_to}


# Tables that hold a text for a key and are no facts: the names of their two columns. In the log their record is 0.
KEPT_BY_KEY = {"setting": ("key", "value"), "column_map": ("headings", "fields")}


def table_of(kind: type[Fact]) -> Table[Fact]:
    """The table in which facts of this kind lie: those of ``model/step.py`` are declared in ``tables/step.py``."""
    declared = import_module(f"doorstroom.tables.{kind.__module__.rpartition('.')[2]}")
    found = declared.TABLES[kind]
    assert isinstance(found, Table)
    return found


def every_table() -> dict[str, Table[Any]]:
    """Every table that holds facts, by its name, for who looks at the whole file."""
    from pkgutil import iter_modules

    from doorstroom import tables

    # The others point to those of the register.
    names = dict.fromkeys(["register", *(module.name for module in iter_modules(tables.__path__))])
    modules = [import_module(f"{tables.__name__}.{name}") for name in names]
    return {table.name: table for module in modules for table in module.TABLES.values()}
