"""A caseload file as an earlier version wrote it."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from doorstroom import RULES, connection, schema

Values = dict[str, Any]


class OldFile:
    """A caseload as version 4 wrote it: records and log by hand."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute(f"pragma application_id = {connection.APPLICATION_ID}")
        schema.migrations.apply(Database(self._db), stop_before="m005_meetings")
        self._db.execute("pragma user_version = 4")
        self._db.execute("insert into setting (key, value) values ('rules', ?)", (RULES,))

    def command(self) -> None:
        """Begin the next event."""
        self._db.execute(
            "insert into event (made_at, who, command) values ('2026-01-01T09:00:00+00:00', 'noor', 'test')"
        )

    def add(self, table: str, **values: Any) -> int:
        """Put a record in, and in the log."""
        marks = ", ".join(f":{name}" for name in values)
        number = self._db.execute(f"insert into {table} ({', '.join(values)}) values ({marks})", values).lastrowid
        self._log(table, number or 0, None, {"id": number, **self._filled(table, number or 0)})
        return number or 0

    def change(self, table: str, number: int, **values: Any) -> None:
        """Change a record, and write that in the log."""
        before = self._filled(table, number)
        for name, value in values.items():
            self._db.execute(f"update {table} set {name} = ? where id = ?", (value, number))
        self._log(table, number, {name: before.get(name) for name in values}, values)

    def close(self) -> None:
        self._db.commit()
        self._db.close()

    def _filled(self, table: str, number: int) -> Values:
        cursor = self._db.execute(f"select * from {table} where id = ?", (number,))
        names = [column[0] for column in cursor.description]
        return {name: value for name, value in zip(names, cursor.fetchone(), strict=True) if value is not None}

    def _log(self, table: str, number: int, before: Values | None, after: Values) -> None:
        change = self._db.execute(
            "insert into change (event, record, record_id) select max(id), ?, ? from event", (table, number)
        ).lastrowid
        texts = [values and json.dumps(values, ensure_ascii=False, separators=(",", ":")) for values in (before, after)]
        self._db.execute("insert into change_value (change, before, after) values (?, ?, ?)", (change, *texts))
