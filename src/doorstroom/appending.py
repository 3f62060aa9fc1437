"""New rows at the end of a table, many of them in one go."""

import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import Any


def append(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """Put rows, of which there is at least one, in a table; the number of the first, which the others follow.

    Only a transaction that writes may ask, so that nobody else takes these numbers meanwhile.
    """
    first, *others = rows
    number = connection.execute(_insert(table, tuple(columns)), first).lastrowid
    assert number is not None
    if others:
        numbered = ((following, *row) for following, row in enumerate(others, start=number + 1))
        connection.executemany(_insert(table, ("id", *columns)), numbered)
    return number


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"insert into {table} ({', '.join(columns)}) values ({marks})"  # noqa: S608 - names from our own tables
