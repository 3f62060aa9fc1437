"""The event log told: what each command did to each record, with the words of the registers and the names of people."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from doorstroom import names, registers
from doorstroom.choices import Kind
from doorstroom.clock import AMSTERDAM
from doorstroom.netting import Net, Values, midnight, netted
from doorstroom.records import KEPT_BY_KEY, every_table
from doorstroom.references import Pointer, pointers
from doorstroom.registers.history import LISTED, UNSEEN, Difference, Done, Moment, Told, Touched, heading
from doorstroom.report import Field

# What a record is called, in the order in which it is looked for.
_NAMES = ("name", "title", "text")
# The columns in euro cents.
_MONEY = {("contract", "wage_month"), ("assignment", "value"), ("assignment", "obligation")}

# An event that was taken back, unless what took it back was taken back itself: an undo of it, without a redo.
IN_FORCE = """not exists (select 1 from event as undo where undo.takes_back = event.id
    and not exists (select 1 from event as redo where redo.takes_back = undo.id))"""

_EVENTS = """select event.*, (select max(undo.id) from event as undo where undo.takes_back = event.id
        and not exists (select 1 from event as redo where redo.takes_back = undo.id)) as taken_back
    from event where {where} order by event.id desc"""

_EVENT = "select * from event where id = :id"

_CHANGES = """select event, record, record_id, before, after, change_value.change is null as is_erased
    from change left join change_value on change_value.change = change.id
    where event = :event order by change.id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which part of the history is wanted: days with both ends included, by whom, and about which records."""

    since: date | None = None
    until: date | None = None
    who: str | None = None
    about: tuple[str, int] | None = None


class Chronicle:
    """The event log of one open caseload."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tables = every_table()
        self._pointers = {(one.table, one.column): one for one in pointers(connection)}
        self._called: dict[tuple[str, int], str] = {}

    # --- which events --------------------------------------------------------------------------------------------

    def told(self, asked: Asked, *, most: int | None = None, for_programs: bool) -> tuple[list[Told], int]:
        """The commands that were asked for, the latest first, at most so many, and how many there are in all.

        A command that touched more records than anybody reads is told by their number; programs get every one, and REFs
        without names.
        """
        concerns = self._about(*asked.about) if asked.about else None
        where, values = self._where(asked)
        events = self._connection.execute(_EVENTS.format(where=where), values).fetchall()
        if concerns is not None:
            kept = {event for record, ids in concerns.items() for event in self._events_of(record, ids)}
            events = [event for event in events if event["id"] in kept]
        return [self._told(event, concerns, for_programs=for_programs) for event in events[:most]], len(events)

    def event(self, number: int) -> Told:
        """One command."""
        (event,) = self._connection.execute(_EVENTS.format(where="event.id = :id"), {"id": number}).fetchall()
        return self._told(event, None, for_programs=False)

    def _where(self, asked: Asked) -> tuple[str, dict[str, Any]]:
        where, values = ["1 = 1"], {}
        if asked.since is not None:
            where.append("event.made_at >= :since")
            values["since"] = midnight(asked.since)
        if asked.until is not None:
            where.append("event.made_at < :until")
            values["until"] = midnight(asked.until + timedelta(days=1))
        if asked.who is not None:
            where.append("lower(event.who) = lower(:who)")
            values["who"] = asked.who
        return " and ".join(where), values

    def _about(self, record: str, number: int) -> dict[str, set[int]]:
        """A record and all that belongs to it now, or did until it was taken back; by kind."""
        found: dict[str, set[int]] = {record: {number}}
        belonging = [one for one in self._pointers.values() if one.to == record and not one.is_list]
        for pointer in belonging:
            # The names are from our own tables.
            rows = self._connection.execute(
                f"select id from {pointer.table} where {pointer.column} = :number",  # noqa: S608
                {"number": number},
            )
            found.setdefault(pointer.table, set()).update(row["id"] for row in rows)
        gone = self._connection.execute(
            """select record, record_id, before from event
                join change on change.event = event.id join change_value on change_value.change = change.id
                where takes_back is not null and after is null"""
        )
        for row in gone:
            for pointer in belonging:
                if row["record"] == pointer.table and json.loads(row["before"]).get(pointer.column) == number:
                    found.setdefault(pointer.table, set()).add(row["record_id"])
        return found

    def _events_of(self, record: str, numbers: Collection[int]) -> Iterator[int]:
        for number in numbers:
            rows = self._connection.execute(
                "select event from change where record = :record and record_id = :id", {"record": record, "id": number}
            )
            yield from (row["event"] for row in rows)

    # --- one event -----------------------------------------------------------------------------------------------

    def _told(self, event: sqlite3.Row, concerns: Mapping[str, Collection[int]] | None, *, for_programs: bool) -> Told:
        moment = moment_of(event)
        counts: Sequence[tuple[str, Done, int]] = ()
        touched: list[Touched] = []
        if not for_programs and concerns is None and self._size(event["id"]) > LISTED:
            counts = self._counts(event["id"])
        else:
            touched = [
                self._touched(record, number, net, event=event, for_programs=for_programs)
                for (record, number), net in netted(self._connection.execute(_CHANGES, {"event": event["id"]})).items()
                if concerns is None or number in concerns.get(record, ())
            ]
        return Told(
            moment=moment,
            touched=[one for one in touched if one.done is not Done.MENTIONED],
            counts=counts,
            takes_back=self._moment(event["takes_back"]),
            taken_back=self._moment(event["taken_back"]),
            original=moment_of(self._root(event)) if event["takes_back"] else None,
        )

    def _root(self, event: sqlite3.Row) -> sqlite3.Row:
        """The command that this event took back or did again; itself where it did neither."""
        while event["takes_back"] is not None:
            event = self._connection.execute(_EVENT, {"id": event["takes_back"]}).fetchone()
        return event

    def _moment(self, event: int | None) -> Moment | None:
        row = self._connection.execute(_EVENT, {"id": event}).fetchone()
        return moment_of(row) if row else None

    def _size(self, event: int) -> int:
        sql = "select count(*) from (select 1 from change where event = :event limit :most) as some"
        return int(self._connection.execute(sql, {"event": event, "most": 4 * LISTED}).fetchone()[0])

    def _counts(self, event: int) -> list[tuple[str, Done, int]]:
        """How many records of each kind an event added, changed and took out."""
        rows = self._connection.execute(
            """select record, min(done) as done, count(*) as n from (
                    select record, record_id,
                        min(case when before is null then 0 when after is null then 2 else 1 end) as done
                    from change join change_value on change_value.change = change.id
                    where event = :event group by record, record_id) as each_record
                group by record, done order by record, done""",
            {"event": event},
        )
        ways = (Done.ADDED, Done.CHANGED, Done.REMOVED)
        return [(row["record"], ways[row["done"]], row["n"]) for row in rows]

    def _touched(
        self,
        record: str,
        number: int,
        net: Net,
        *,
        event: sqlite3.Row,
        for_programs: bool,
    ) -> Touched:
        done = done_to(net)
        ref = ref_of(record, number)
        name = self.name(record, number) if ref else ""
        known = self._known(record, number, net)
        return Touched(
            record=record,
            ref=ref,
            name=name,
            of="" if name else self._belongs_to(record, known),
            done=done,
            differences=[]
            if net.is_erased
            else self._differences(record, net.before or {}, net.after or {}, for_programs=for_programs),
            merged_into=self._merged_into(record, number, event) if done is Done.REMOVED else "",
        )

    def summed_up(
        self, record: str, number: int, net: Net, fields: Collection[str], *, for_programs: bool
    ) -> tuple[Told, Values]:
        """What several commands made of a record, as if the last that touched one of these fields had done it all.

        With it what the record says, as people read it.
        """
        event = self._connection.execute(_EVENT, {"id": net.by(fields)}).fetchone()
        touched = self._touched(record, number, net, event=event, for_programs=for_programs)
        says = self.stated(record, self._known(record, number, net))
        return Told(moment=moment_of(event), touched=[touched]), {one.field: one.after for one in says}

    def _known(self, record: str, number: int, net: Net) -> Values:
        return {**self._last_known(record, number), **(net.before or {}), **(net.after or {})}

    def stated(self, record: str, values: Values) -> list[Difference]:
        """What a record says, field by field as people read it; what it does not say is left out."""
        return [one for one in self._differences(record, {}, values, for_programs=False) if one.after not in ("", ())]

    def _differences(self, record: str, before: Values, after: Values, *, for_programs: bool) -> list[Difference]:
        fields = fields_of(record)
        known = self._tables[record].names if record in self._tables else tuple({**before, **after})
        named = ref_of if for_programs else self.called
        return [
            Difference(
                field=name,
                heading=heading(name, fields.get(name)),
                before=self._value(record, name, before.get(name), named),
                after=self._value(record, name, after.get(name), named),
                sensitive=name in fields and fields[name].sensitive,
            )
            for name in known
            if name not in UNSEEN and before.get(name) != after.get(name)
        ]

    def _value(self, record: str, name: str, kept: Any, named: Callable[[str, int], str | None]) -> Any:
        """A value as people read it: records by REF and name, money in euros, the rest as the model has it."""
        if kept is None:
            return None
        if record in KEPT_BY_KEY:
            return _remembered(kept) if record == "column_map" else kept
        value = self._tables[record].value(name, kept)
        if pointer := self._pointers.get((record, name)):
            return tuple(named(pointer.to, one) for one in value) if pointer.is_list else named(pointer.to, value)
        return value / 100 if (record, name) in _MONEY else value

    def _merged_into(self, record: str, number: int, event: sqlite3.Row) -> str:
        """Into whom somebody was merged by this event, or by the one that it did again."""
        root = self._root(event)
        if root["command"] != "merge":
            return ""
        row = self._connection.execute(
            "select record_id from change where event = :event and record = :record and record_id <> :id order by id",
            {"event": root["id"], "record": record, "id": number},
        ).fetchone()
        return self.called(record, row["record_id"]) if row else ""

    # --- names ---------------------------------------------------------------------------------------------------

    def called(self, record: str, number: int) -> str:
        """A record by REF and name."""
        return f"{ref_of(record, number) or ''} {self.name(record, number)}".strip()

    def name(self, record: str, number: int) -> str:
        """What people call a record, as it is or was last; empty where it has no name or that has been erased."""
        key = (record, number)
        if key not in self._called:
            self._called[key] = _name(self._last_known(record, number))
        return self._called[key]

    def knows(self, record: str, number: int) -> bool:
        """Whether anything was ever written down about a record."""
        sql = "select 1 from change where record = :record and record_id = :id limit 1"
        return self._connection.execute(sql, {"record": record, "id": number}).fetchone() is not None

    def gone(self, record: str, number: int) -> Told | None:
        """The command by which a record went, when it is in the log and no more in the file."""
        row = self._connection.execute(
            """select event from change left join change_value on change_value.change = change.id
                where record = :record and record_id = :id and after is null order by change.id desc limit 1""",
            {"record": record, "id": number},
        ).fetchone()
        if row is None or record not in self._tables or self._row(record, number) is not None:
            return None
        (event,) = self._connection.execute(_EVENTS.format(where="event.id = :id"), {"id": row["event"]}).fetchall()
        return self._told(event, {record: {number}}, for_programs=True)

    def _last_known(self, record: str, number: int) -> Values:
        """The values of a record as they are, or as they were when it went."""
        if record not in self._tables:
            return {}
        if row := self._row(record, number):
            return dict(row)
        row = self._connection.execute(
            """select before from change join change_value on change_value.change = change.id
                where record = :record and record_id = :id and after is null order by change.id desc limit 1""",
            {"record": record, "id": number},
        ).fetchone()
        return json.loads(row["before"]) if row else {}

    def is_there(self, record: str, number: int) -> bool:
        """Whether a record is in the file."""
        return self._row(record, number) is not None

    def _row(self, record: str, number: int) -> sqlite3.Row | None:
        sql = f"select * from {record} where id = :id"  # noqa: S608 - one of our own tables
        found: sqlite3.Row | None = self._connection.execute(sql, {"id": number}).fetchone()
        return found

    def _belongs_to(self, record: str, values: Values) -> str:
        """The record of which one without a name is a part: the person, else the contract, else what it points to first."""
        mine = [one for (table, _), one in self._pointers.items() if table == record and values.get(one.column)]
        mine.sort(key=lambda one: (one.to != "candidate", one.to != "contract"))
        return self._named(mine[0], values) if mine else ""

    def _named(self, pointer: Pointer, values: Values) -> str:
        return self.called(pointer.to, values[pointer.column])


def ref_of(record: str, number: int) -> str | None:
    """The REF of a record; None for a kind that has none."""
    kind = Kind.of_table(record)
    return kind and kind.ref(number)


def record_of(ref: str) -> tuple[str, int] | None:
    """The kind of record and the number that a REF names, whether it is there or not."""
    letter, digits = ref[:1].upper(), ref[1:]
    if letter not in [str(kind) for kind in Kind] or not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
        return None
    return Kind(letter).table, int(digits)


@cache
def fields_of(record: str) -> dict[str, Field[Any]]:
    """The columns of the register of this kind of record, wherever it is declared."""
    found = iter_modules(registers.__path__, f"{registers.__name__}.")
    for module in [registers, *(import_module(one.name) for one in found)]:
        if fields := getattr(module, record.upper(), None):
            return {field.key: field for field in fields}
    return {}


def done_to(net: Net) -> Done:
    """What happened to a record, in a word."""
    if net.is_erased:
        return Done.ERASED
    if net.before is None:
        return Done.ADDED
    if net.after is None:
        return Done.REMOVED
    return Done.CHANGED if net.before or net.after else Done.MENTIONED


def _name(values: Values) -> str:
    if "last_name" in values:
        return names.Name(*(values.get(part) or "" for part in ("first_name", "infix", "last_name"))).full
    return next((values[key] for key in _NAMES if values.get(key)), "")


def _remembered(kept: str) -> str:
    """What the user said of columns, in words."""
    return ", ".join(f"{column} = {meaning}" for column, meaning in json.loads(kept).items())


def moment_of(event: sqlite3.Row) -> Moment:
    made_at = datetime.fromisoformat(event["made_at"]).astimezone(AMSTERDAM)
    return Moment(
        event=event["id"],
        who=event["who"],
        command=event["command"],
        day=made_at.date(),
        time=f"{made_at:%H:%M}",
    )
