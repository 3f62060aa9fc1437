"""The event log: every change appended in the transaction that makes it, with the values before and after.

One command is one event. An event holds changes; a change names a record and keeps its values beside it, where they can
be erased without breaking the line. History, undo and revision numbers all read from here.
"""

import heapq
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from doorstroom.writing import append, keep

Values = Mapping[str, Any]

# Where the seal of the log is kept, among the settings.
SEAL = "log"
# Before the number of one that is about more than the events, as it was at first.
_SEALS_ALL = "all:"

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
        self._found: str | None = None

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

    def seal(self) -> None:
        """Keep the number for all that the log says by now."""
        if self._first is None:
            return
        # What was kept before this transaction, however often it is sealed.
        self._found = kept = self._found or _sealed(self._connection)
        number: int | None = None
        if kept is None or kept == str(_seal_of_events(self._connection, until=self._first - 1)):
            number = _seal(self._connection)
        elif kept.startswith(_SEALS_ALL) and (begun := kept.removeprefix(_SEALS_ALL)).isdecimal():
            number = _seal(self._connection, after=self._first - 1, begun=int(begun))
        # A damaged number must stay wrong.
        if number is not None:
            keep(self._connection, "setting", "key", "value", (SEAL, f"{_SEALS_ALL}{number}"))

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


def is_sealed(connection: sqlite3.Connection) -> bool:
    """Whether the log says what it said when its seal was kept; so it is in a file that has none yet."""
    kept = _sealed(connection)
    return kept is None or kept in (_SEALS_ALL + str(_seal(connection)), str(_seal_of_events(connection)))


def _seal(connection: sqlite3.Connection, *, after: int = 0, begun: int | None = None) -> int:
    """A number for all that stands nowhere else, which is another when a byte of it is: the mark of the caseload, and for
    each event who did what and when, which changes are its own and what it exported.

    Of the events ``after`` one, going on from what was ``begun`` with those before.
    """
    if begun is None:
        row = connection.execute("select value from setting where key = 'caseload'").fetchone()
        begun = zlib.crc32(str(row and row[0]).encode())
    told = (
        "select id, made_at, who, command, takes_back from event where id > :after order by id",
        "select event, count(*), min(id), max(id) from change where event > :after group by event order by event",
        "select event, export.* from export where event > :after order by event, id",
    )
    rows = (connection.execute(sql, {"after": after}) for sql in told)
    for row in heapq.merge(*rows, key=itemgetter(0)):
        begun = _another(row, begun)
    return begun


def _seal_of_events(connection: sqlite3.Connection, *, until: int | None = None) -> int:
    """The number that was kept before: for who did what and when."""
    begun = 0
    sql = "select id, made_at, who, command, takes_back from event where id <= coalesce(:until, id) order by id"
    for row in connection.execute(sql, {"until": until}):
        begun = _another(row, begun)
    return begun


def _another(row: Iterable[Any], begun: int) -> int:
    return zlib.crc32("\x1f".join(map(str, row)).encode(), begun)


def _sealed(connection: sqlite3.Connection) -> str | None:
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
