"""What a stretch of the event log comes down to: each record as it was before and as it is after, whatever lay between.

What was taken back, and what became again what it was, is no change.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from doorstroom.clock import AMSTERDAM

Values = Mapping[str, Any]
Key = tuple[str, int]

_BETWEEN = """select event, record, record_id, before, after, change_value.change is null as is_erased
    from change left join change_value on change_value.change = change.id
    where event > :after and event <= :until order by change.id"""


@dataclass(slots=True)
class Net:
    """A record before a stretch of the log and after it: None while it was not there, else what differs or all of it.

    ``touched`` holds each event that had to do with it, with the fields in which it did.
    """

    before: Values | None
    after: Values | None
    is_erased: bool
    touched: list[tuple[int, Collection[str]]] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        """Whether the record is not what it was; what was erased since cannot be told, and counts."""
        if self.is_erased or self.before is None or self.after is None:
            return self.is_erased or self.before is not self.after
        return any(self.before.get(name) != self.after.get(name) for name in {*self.before, *self.after})

    def by(self, fields: Collection[str]) -> int:
        """The last event that touched one of these fields; of any field, when none did."""
        return next((event for event, names in reversed(self.touched) if set(names) & set(fields)), self.touched[-1][0])


def netted(rows: Iterable[sqlite3.Row]) -> dict[Key, Net]:
    """Changes in their order, added up record by record."""
    found: dict[Key, Net] = {}
    for row in rows:
        before, after = (row[name] and json.loads(row[name]) for name in ("before", "after"))
        net = found.get((row["record"], row["record_id"]))
        if net is None:
            net = found[row["record"], row["record_id"]] = Net(before, after, bool(row["is_erased"]))
        else:
            net.before = net.before if net.before is None or before is None else {**before, **net.before}
            net.after = after if after is None or net.after is None else {**net.after, **after}
            net.is_erased = net.is_erased or bool(row["is_erased"])
        net.touched.append((row["event"], (after or before or {}).keys()))
    return found


def between(connection: sqlite3.Connection, after: int, until: int) -> dict[Key, Net]:
    """What the events after one, up to and including another, made of each record, in the order of the log.

    An event that was taken back within the stretch, and what took it back, have touched nothing.
    """
    given_up = _given_up(connection, after, until)
    changes = netted(connection.execute(_BETWEEN, {"after": after, "until": until}))
    for net in changes.values():
        net.touched = [one for one in net.touched if one[0] not in given_up] or net.touched
    return {key: net for key, net in changes.items() if net.is_change}


def _given_up(connection: sqlite3.Connection, after: int, until: int) -> set[int]:
    """The events of a stretch that were taken back in it, with those that did so, from the last to the first."""
    rows = connection.execute(
        """select id, takes_back from event
            where id > :after and id <= :until and takes_back > :after order by id desc""",
        {"after": after, "until": until},
    )
    found: set[int] = set()
    for row in rows:
        if row["id"] not in found:
            found |= {row["id"], row["takes_back"]}
    return found


def before_day(connection: sqlite3.Connection, day: date) -> int:
    """The number of the last event before a day begins in Amsterdam; 0 when there is none."""
    row = connection.execute("select min(id) from event where made_at >= :from", {"from": midnight(day)}).fetchone()
    return last(connection) if row[0] is None else int(row[0]) - 1


def up_to(connection: sqlite3.Connection, day: date | None) -> int:
    """The number of the last event up to and including a day; the last of all without a day."""
    return last(connection) if day is None else before_day(connection, day + timedelta(days=1))


def last(connection: sqlite3.Connection) -> int:
    """The number of the last event; 0 in an empty log."""
    return connection.execute("select max(id) from event").fetchone()[0] or 0


def midnight(day: date) -> str:
    """The moment at which a day begins in Amsterdam, as the log writes it."""
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC).isoformat(timespec="seconds")
