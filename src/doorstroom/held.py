"""What the file holds about one person: every record that is theirs, in whatever table it lies, and what the log knows.

Which tables these are follows from the keys between them, so that a new one is never left out: a record is somebody's when
it names the person, or a contract or other record that is theirs.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from doorstroom.records import Table, every_table
from doorstroom.references import Pointer, pointers

CANDIDATE = "candidate"
Key = tuple[str, int]


class Holding(NamedTuple):
    """The records of somebody in one table, by number."""

    table: Table[Any]
    facts: list[Any]


def of(connection: sqlite3.Connection, candidate: int) -> list[Holding]:
    """All records of a candidate, table by table: the person first; tables without any are not in it."""
    tables = every_table()
    ways = _ways(connection)
    order = sorted(ways, key=lambda name: (name != CANDIDATE, list(tables).index(name)))
    found = []
    for name in order:
        rows = connection.execute(
            f"select * from {name} where {_condition(name, ways)} order by id",  # noqa: S608 - names from our own tables
            {"id": candidate},
        )
        if facts := [tables[name].fact(row) for row in rows]:
            found.append(Holding(tables[name], facts))
    return found


def once(connection: sqlite3.Connection, keys: set[Key]) -> set[Key]:
    """The records, as (table, id), that were theirs and are gone: those that the log still knows the words of.

    Also somebody whom a merge made one with this person. What was taken out and came back is whose it says now.
    """
    ways = _ways(connection)
    gone: dict[Key, list[Mapping[str, Any]]] = {}
    merged: dict[int, set[Key]] = {}
    for row in connection.execute(
        """select event, command, record, record_id, before from change
            join change_value on change_value.change = change.id join event on event.id = change.event
            where (record, record_id) in (
                select record, record_id from change join change_value on change_value.change = change.id
                    where before is not null and after is null)
            order by change.id"""
    ):
        if row["record"] in ways:
            key = (row["record"], row["record_id"])
            gone.setdefault(key, []).append(json.loads(row["before"] or "{}"))
            if row["command"] == "merge" and row["record"] == CANDIDATE:
                merged.setdefault(row["event"], set()).add(key)
    for key in [key for key in gone if _is_there(connection, key)]:
        del gone[key]
    found = {
        key for event, people in merged.items() if _touches(connection, event, keys) for key in people if key in gone
    }
    while True:
        more = {
            key
            for key, values in gone.items()
            if key not in found and any(_names_one(ways[key[0]], one, keys | found) for one in values)
        }
        if not more:
            return found - keys
        found |= more


def tables(connection: sqlite3.Connection) -> set[str]:
    """The names of the tables of facts in which something can be somebody's."""
    return set(_ways(connection))


def _ways(connection: sqlite3.Connection) -> dict[str, list[Pointer]]:
    """For each table in which records are somebody's, the columns by which they are."""
    known = pointers(connection)
    found: dict[str, list[Pointer]] = {CANDIDATE: []}
    while True:
        more = {pointer.table for pointer in known if pointer.to in found and not pointer.is_list} - found.keys()
        if not more:
            break
        found |= {name: [] for name in more}
    for pointer in known:
        if pointer.to in found and pointer.table in found and pointer.table != CANDIDATE and not pointer.is_list:
            found[pointer.table].append(pointer)
    return found


def _condition(table: str, ways: Mapping[str, list[Pointer]], seen: frozenset[str] = frozenset()) -> str:
    """What must hold for a row of a table to be theirs."""
    if table == CANDIDATE:
        return "id = :id"
    parts = []
    for pointer in ways[table]:
        if pointer.to == CANDIDATE:
            parts.append(f"{pointer.column} = :id")
        elif pointer.to not in seen and pointer.to != table:
            inner = _condition(pointer.to, ways, seen | {table})
            parts.append(f"{pointer.column} in (select id from {pointer.to} where {inner})")  # noqa: S608
    return f"({' or '.join(parts)})" if parts else "0 = 1"


def _touches(connection: sqlite3.Connection, event: int, keys: set[Key]) -> bool:
    """Whether an event had to do with one of these records."""
    rows = connection.execute("select record, record_id from change where event = :event", {"event": event})
    return any((row["record"], row["record_id"]) in keys for row in rows)


def _is_there(connection: sqlite3.Connection, key: Key) -> bool:
    """Whether a record is in the file now."""
    name, number = key
    return connection.execute(f"select 1 from {name} where id = ?", (number,)).fetchone() is not None  # noqa: S608


def _names_one(ways: list[Pointer], values: Mapping[str, Any], keys: set[Key]) -> bool:
    return any((pointer.to, values.get(pointer.column)) in keys for pointer in ways)


def log(connection: sqlite3.Connection, keys: set[Key]) -> Iterator[sqlite3.Row]:
    """What the log holds of these records: each change with its moment, command and values, the oldest first."""
    for record, number in sorted(keys):
        yield from connection.execute(
            """select change.id, event, made_at, who, command, record, record_id, before, after
                from change join event on event.id = change.event
                left join change_value on change_value.change = change.id
                where record = :record and record_id = :number order by change.id""",
            {"record": record, "number": number},
        )
