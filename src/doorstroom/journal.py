"""The event log: every change appended in the transaction that makes it, with the values before and after.

One command is one event. An event holds changes; a change names a record and keeps its values beside it, where they can
be erased without breaking the line. History, undo and revision numbers all read from here.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from doorstroom.writing import append, keep

Values = Mapping[str, Any]

# Where the seal of the log is kept, among the settings.
SEAL = "log"

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class Journal:
    """What one command changes; the event is written with its first change, so a command without changes leaves none."""

    def __init__(self, connection: sqlite3.Connection, *, command: str, who: str) -> None:
        self._connection = connection
        self._command = command
        self._who = who
        self._event: int | None = None
        self._takes_back: int | None = None
        self._first: int | None = None

    @property
    def event(self) -> int:
        """The number of this command's event."""
        if self._event is None:
            self._event = self._connection.execute(
                """insert into event (made_at, who, command, takes_back)
                    values (:made_at, :who, :command, :takes_back)""",
                {
                    "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "who": self._who,
                    "command": self._command,
                    "takes_back": self._takes_back,
                },
            ).lastrowid
            assert self._event is not None
            self._first = self._first or self._event
            _seal(self._connection, self._event)
        return self._event

    @property
    def is_taking_back(self) -> bool:
        """Whether this command does the reverse of another, of which everything that followed is in the log."""
        return self._takes_back is not None

    @property
    def first(self) -> int | None:
        """The number of the first event of this command, which has several when it takes back several; None without any."""
        return self._first

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed so far."""
        return self._event is None

    def begin(self) -> int:
        """Write the event down even when it comes to change no record; its number."""
        return self.event

    def take_back(self, event: int) -> int:
        """Begin an event that takes back this one; its number. It is there even when it comes to change nothing."""
        self._event, self._takes_back = None, event
        return self.begin()

    def mention(self, record: str, record_id: int) -> None:
        """Note that a record had a part in this without being changed."""
        self._note(record, [(record_id, {}, {})])

    def record(self, record: str, record_id: int, *, before: Values | None, after: Values | None) -> None:
        """Note what a record was and has become: no before when it is new, no after when it goes, else what differs.

        What a new record does not have is left out of its values.
        """
        if before is not None and after is not None:
            changed = [key for key in after if before[key] != after[key]]
            if not changed:
                return
            before = {key: before[key] for key in changed}
            after = {key: after[key] for key in changed}
        else:
            before, after = _filled(before), _filled(after)
        self._note(record, [(record_id, before, after)])

    def record_new(self, record: str, rows: Sequence[Values]) -> None:
        """Note many new records of one kind, each with its ``id``; in the log they are as if noted one by one."""
        self._note(record, [(row["id"], None, _filled(row)) for row in rows])

    def _note(self, record: str, changed: Sequence[tuple[int, Values | None, Values | None]]) -> None:
        event = self.event
        changes = append(
            self._connection,
            "change",
            [{"event": event, "record": record, "record_id": number} for number, _, _ in changed],
        )
        self._connection.executemany(
            "insert into change_value (change, before, after) values (?, ?, ?)",
            [(one, _text(before), _text(after)) for one, (_, before, after) in zip(changes, changed, strict=True)],
        )


def replay(changes: Iterable[tuple[str, int, str | None]]) -> dict[tuple[str, int], dict[str, Any]]:
    """What every record should be by the log: changes in order, as (record, id, values after or None when it went).

    Raises ValueError when the values are not what a log holds.
    """
    records: dict[tuple[str, int], dict[str, Any]] = {}
    for record, record_id, after in changes:
        if after is None:
            records.pop((record, record_id), None)
        else:
            records.setdefault((record, record_id), {}).update(json.loads(after))
    return records


def seal(connection: sqlite3.Connection, *, after: int = 0, begun: int = 0) -> int:
    """A number for all that the events say, which is another when a byte of it is: of those ``after`` one, going on from
    what was ``begun`` with those before.
    """
    sql = "select id, made_at, who, command, takes_back from event where id > :after order by id"
    for row in connection.execute(sql, {"after": after}):
        begun = zlib.crc32("\x1f".join(map(str, row)).encode(), begun)
    return begun


def _seal(connection: sqlite3.Connection, event: int) -> None:
    """Keep the number for all events, of which this one is the last and new."""
    kept = sealed(connection)
    # Begun anew only in a file that never had one: a damaged number must stay wrong.
    begun = int(kept) if kept and kept.isdecimal() else 0
    number = seal(connection, after=0 if kept is None else event - 1, begun=begun)
    keep(connection, "setting", "key", "value", (SEAL, str(number)))


def sealed(connection: sqlite3.Connection) -> str | None:
    """The number that is kept for all events; None in a file from before there was one, until something is changed in it."""
    row = connection.execute("select value from setting where key = :key", {"key": SEAL}).fetchone()
    return row[0] if row else None


def contradictions(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Records of which the log says that they were something else before a change than it had made of them."""
    rows = connection.execute(
        """select record, record_id, before, after from change join change_value on change_value.change = change.id
            where (record, record_id) in (
                select record, record_id from change join change_value on change_value.change = change.id
                    where before is not null)
            order by change.id"""
    )
    was: dict[tuple[str, int], dict[str, Any]] = {}
    for record, record_id, before, after in rows:
        values = was.setdefault((record, record_id), {})
        said, made = json.loads(before or "{}"), json.loads(after or "{}")
        # A change says of the same fields what they were and what they became.
        if any(values.get(key) != value for key, value in said.items()) or (
            before is not None and after is not None and said.keys() != made.keys()
        ):
            yield record, record_id
        if after is None:
            values.clear()
        else:
            values.update(made)


def _text(values: Values | None) -> str | None:
    return None if values is None else _encode(values)


def _filled(values: Values | None) -> Values | None:
    return values and {key: value for key, value in values.items() if value is not None}
