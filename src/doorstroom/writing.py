"""Rows into tables: new ones at the end, many in one go, and old ones replaced."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import Any

from doorstroom import engine
from doorstroom.errors import Clash
from doorstroom.i18n import N_

Row = Mapping[str, Any]


def append(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> list[int]:
    """Put rows with the same columns in a table; their numbers, which follow each other where none has its own.

    Only a transaction that writes may ask, so that nobody else takes these numbers meanwhile. Raises Clash for a client
    number that somebody else has.
    """
    if not rows:
        return []
    columns = tuple(rows[0])
    with _numbers_unique():
        if "id" in columns:
            connection.executemany(_insert(table, columns), [tuple(row.values()) for row in rows])
            return [row["id"] for row in rows]
        first, *others = (tuple(row.values()) for row in rows)
        number = connection.execute(_insert(table, columns), first).lastrowid
        assert number is not None
        numbered = ((following, *row) for following, row in zip(count(number + 1), others, strict=False))
        connection.executemany(_insert(table, ("id", *columns)), numbered)
        return list(range(number, number + len(rows)))


def replace(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Replace the row with this ``id``; raises Clash for a client number that somebody else has."""
    with _numbers_unique():
        connection.execute(_update(table, tuple(row)), row)


def keep(connection: sqlite3.Connection, table: str, named: str, holds: str, row: tuple[str, str]) -> None:
    """Put a text under its key, the columns ``holds`` and ``named``, in place of what was kept there."""
    connection.execute(
        f"""insert into {table} ({named}, {holds}) values (?, ?)
            on conflict ({named}) do update set {holds} = excluded.{holds}""",  # noqa: S608 - names from our own tables
        row,
    )


def marks(values: Collection[object]) -> str:
    """As many places for values in a statement as there are values."""
    return ", ".join("?" * len(values))


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"insert into {table} ({', '.join(columns)}) values ({marks(columns)})"  # noqa: S608 - names from our own tables


@cache
def _update(table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f"{column} = :{column}" for column in columns if column != "id")
    return f"update {table} set {values} where id = :id"  # noqa: S608 - names from our own tables


@contextmanager
def _numbers_unique() -> Iterator[None]:
    """Say it in words when a client number is somebody else's."""
    try:
        yield
    except engine.refusals("IntegrityError") as error:
        if "candidate.number" not in str(error):
            raise
        raise Clash(
            N_("That client number is somebody else's."), hint=N_("`doorstroom show NUMBER` shows whose.")
        ) from None
