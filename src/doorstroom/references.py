"""Which records point to which: what stands in the way when one goes, and what moves along when two become one."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from doorstroom.records import every_table


class Pointer(NamedTuple):
    """A column of a table of facts that holds the number of a record in another table, or a list of them."""

    table: str
    column: str
    to: str
    is_list: bool

    def holds(self, kept: object, number: int) -> bool:
        """Whether a value of this column names that record."""
        if self.is_list and isinstance(kept, str):
            return number in json.loads(kept)
        return kept == number


def pointers(connection: sqlite3.Connection) -> list[Pointer]:
    """Every column that names records, as the foreign keys and the declared lists have it."""
    found = []
    for table in every_table().values():
        keys = connection.execute(f"pragma foreign_key_list({table.name})").fetchall()
        found += [Pointer(table.name, key["from"], key["table"], is_list=False) for key in keys]
        found += [Pointer(table.name, column, to, is_list=True) for column, to in table.lists_of_records.items()]
    return found


def pointing_at(connection: sqlite3.Connection, table: str, number: int) -> Iterator[tuple[Pointer, int]]:
    """Every record that names this one, by the column in which it does."""
    for pointer in pointers(connection):
        if pointer.to == table:
            yield from ((pointer, one) for one in _naming(connection, pointer, number))


def pointing_at_added(connection: sqlite3.Connection, pointer: Pointer, event: int) -> Iterator[tuple[int, int]]:
    """Records that name in this column what an event added, as (the one that points, the one pointed at)."""
    sought = added_by(connection, event, pointer.to)
    rows = _filled_rows(connection, pointer) if sought and pointer.is_list else ()
    if sought and not pointer.is_list:
        # The names are from our own tables.
        rows = connection.execute(
            f"""select id, {pointer.column} as kept from {pointer.table} where {pointer.column} in (
                    select record_id from change join change_value on change_value.change = change.id
                        where event = :event and record = :to and before is null)
                order by id""",  # noqa: S608
            {"event": event, "to": pointer.to},
        )
    for row in rows:
        named = set(json.loads(row["kept"])) if pointer.is_list else {row["kept"]}
        yield from ((row["id"], number) for number in sorted(named & sought))


def unique_columns(connection: sqlite3.Connection, table: str) -> list[list[str]]:
    """The columns that together only one record of a table can have, besides its number."""
    indexes = connection.execute(f"pragma index_list({table})").fetchall()
    return [
        [column["name"] for column in connection.execute(f"pragma index_info({index['name']})")]
        for index in indexes
        if index["unique"] and index["origin"] == "u"
    ]


def added_by(connection: sqlite3.Connection, event: int, table: str) -> set[int]:
    """The records of a table that an event added."""
    rows = connection.execute(
        """select record_id from change join change_value on change_value.change = change.id
            where event = :event and record = :table and before is null""",
        {"event": event, "table": table},
    )
    return {row["record_id"] for row in rows}


def set_by(connection: sqlite3.Connection, event: int, pointer: Pointer) -> set[int]:
    """The records that an event added, or in which it changed this column."""
    rows = connection.execute(
        """select record_id, before from change join change_value on change_value.change = change.id
            where event = :event and record = :table""",
        {"event": event, "table": pointer.table},
    )
    return {row["record_id"] for row in rows if row["before"] is None or pointer.column in json.loads(row["before"])}


def _filled_rows(connection: sqlite3.Connection, pointer: Pointer) -> Iterable[sqlite3.Row]:
    """The records in which a list is not empty."""
    return connection.execute(
        f"select id, {pointer.column} as kept from {pointer.table} where {pointer.column} <> '[]' order by id"  # noqa: S608
    )


def _naming(connection: sqlite3.Connection, pointer: Pointer, number: int) -> Iterator[int]:
    """The records that name this one in a column."""
    if pointer.is_list:
        yield from (row["id"] for row in _filled_rows(connection, pointer) if number in json.loads(row["kept"]))
        return
    sql = f"select id from {pointer.table} where {pointer.column} = :number order by id"  # noqa: S608
    yield from (row["id"] for row in connection.execute(sql, {"number": number}).fetchall())
