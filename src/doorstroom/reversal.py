"""Undo and redo: an event taken back by another that does the reverse, change by change, from the last to the first.

Every state on the way back was there on the way out, so nothing points to a record that is gone and no number is taken
twice, as long as nobody changed the same records meanwhile; who did is asked first, and named.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doorstroom import engine
from doorstroom.chronicle import IN_FORCE, Chronicle
from doorstroom.errors import Clash, NotFound, Refused
from doorstroom.i18n import N_
from doorstroom.records import KEPT_BY_KEY, every_table
from doorstroom.references import Pointer, pointers, pointing_at_added, set_by
from doorstroom.registers.history import Moment, Told
from doorstroom.report import Sentence
from doorstroom.store import Store

# What cannot be taken back, each with why.
LASTING = {
    "init": N_("{command} made the file; to begin anew, make another one."),
    "demo": N_("{command} made the file; to begin anew, give `doorstroom demo` once more."),
    "export": N_("What left the file with {command} cannot be called back."),
    "restore": N_("{command} put a backup in place; the file from before it is among the backups."),
    "encrypt": N_("{command} changed nothing but the key; `doorstroom decrypt` makes the file readable without one."),
    "rekey": N_("{command} changed nothing but the key; `doorstroom rekey` gives the file another one."),
    "decrypt": N_("{command} changed nothing but the key; `doorstroom encrypt` encrypts the file again."),
    "forget": N_("What {command} erased is gone for good."),
    "retention": N_("What {command} erased is gone for good."),
}
_MAKES_THE_FILE = ("init", "demo")
_NAMED = 8
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Reversal:
    """Commands to take back, or to do again, the latest first, and what was stepped over because it lasts."""

    told: Sequence[Told]
    passed: Sequence[Sentence]


def to_undo(caseload: Store, *, who: str, count: int) -> Reversal:
    """The last commands of this person that hold, so many of them.

    What left no trace in the records, such as an export, is stepped over. Raises NotFound where there are not so many,
    and Refused where the file itself began or where values have been erased.
    """
    rows = caseload.connection.execute(
        f"select * from event where who = :who and takes_back is null and {IN_FORCE} order by id desc",  # noqa: S608
        {"who": who},
    )
    chronicle = Chronicle(caseload.connection)
    found: list[Told] = []
    passed: list[Sentence] = []
    for row in rows:
        if len(found) == count:
            break
        if row["command"] in _MAKES_THE_FILE and not found:
            raise Refused(LASTING[row["command"]], hint=_LOOK, command=row["command"])
        if row["command"] in _MAKES_THE_FILE:
            break
        if row["command"] in LASTING or not _changes_something(caseload.connection, row["id"]):
            passed.append(Sentence.of(LASTING.get(row["command"], _NOTHING), command=row["command"]))
            continue
        found.append(chronicle.event(row["id"]))
    nothing, too_many = N_("There is nothing of yours to take back."), N_("You can take back {n} at most.")
    return Reversal(_as_many(found, count, nothing, too_many), passed)


def to_redo(caseload: Store, *, who: str, count: int) -> Reversal:
    """The commands of this person that were taken back last and nothing was changed after, so many of them.

    Raises NotFound where there are not so many.
    """
    rows = caseload.connection.execute(
        f"""select * from event where who = :who and command = 'undo' and {IN_FORCE}
            and not exists (
                select 1 from event as later where later.who = :who and later.takes_back is null
                    and later.id > event.id and exists (select 1 from change where change.event = later.id))
            order by id desc limit :count""",  # noqa: S608
        {"who": who, "count": count},
    )
    chronicle = Chronicle(caseload.connection)
    found = [chronicle.event(row["id"]) for row in rows]
    nothing, too_many = N_("There is nothing of yours to do again."), N_("You can do {n} again at most.")
    return Reversal(_as_many(found, count, nothing, too_many), ())


_LOOK = N_("`doorstroom history` shows who did what.")
_NOTHING = N_("{command} changed no record.")


def _as_many(found: list[Told], count: int, nothing: str, too_many: str) -> list[Told]:
    if not found:
        raise NotFound(nothing, hint=_LOOK)
    if len(found) < count:
        raise NotFound(too_many, hint=_LOOK, n=len(found))
    return found


def _changes_something(connection: sqlite3.Connection, event: int) -> bool:
    return (
        connection.execute("select 1 from change where event = :event limit 1", {"event": event}).fetchone() is not None
    )


def refuse_conflicts(caseload: Store, plan: Reversal) -> None:
    """Raise Clash with everything that others changed since, and Refused where what was there before has been erased."""
    events = [told.moment.event for told in plan.told]
    chronicle = Chronicle(caseload.connection)
    for told in plan.told:
        _refuse_erased(caseload.connection, told.moment)
        in_the_way = [*_changed_since(caseload, chronicle, told.moment.event, events)]
        in_the_way += _pointing_here(caseload, chronicle, told.moment.event, events)
        if in_the_way:
            raise _clash(told.moment, in_the_way)


def carry_out(caseload: Store, plan: Reversal) -> None:
    """Take back each of these in turn, every one with an event of its own; raises what ``refuse_conflicts`` raises."""
    refuse_conflicts(caseload, plan)
    for told in plan.told:
        caseload.log.take_back(told.moment.event)
        _WayBack(caseload, told.moment).go()
        caseload.finish()


# --- what stands in the way --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A record that another command changed or that points to what would go: what it is called, by whom and when."""

    what: str
    moment: Moment | None


def _clash(moment: Moment, found: Sequence[Obstacle]) -> Clash:
    told: list[Sentence | str] = [
        Sentence.of(N_("{what} by {who} on {day} {time}"), what=one.what, who=by.who, day=by.day, time=by.time)
        if (by := one.moment)
        else one.what
        for one in found[:_NAMED]
    ]
    more = [Sentence.of(N_("{n} more"), n=len(found) - _NAMED)] if len(found) > _NAMED else []
    return Clash(
        N_("{command} of {day} cannot go back: changed since: {changes}."),
        hint=N_("`doorstroom history` shows what; put it right by hand, or ask them to undo theirs first."),
        command=moment.command,
        day=moment.day,
        changes=(*told, *more),
    )


def _refuse_erased(connection: sqlite3.Connection, moment: Moment) -> None:
    erased = connection.execute(
        """select 1 from change left join change_value on change_value.change = change.id
            where event = :event and change_value.change is null limit 1""",
        {"event": moment.event},
    ).fetchone()
    if erased:
        raise Refused(
            N_("{command} of {day} cannot go back: what was there before has been erased."),
            hint=_LOOK,
            command=moment.command,
            day=moment.day,
        )


def _changed_since(caseload: Store, chronicle: Chronicle, event: int, going: Sequence[int]) -> Iterator[Obstacle]:
    """The records of an event that a later command changed, if what it did still holds and is not going back too."""
    rows = caseload.connection.execute(
        f"""select record, record_id, max(event) as event from change
            where event > :event and event not in ({_listed(going)})
                and (record, record_id) in (select record, record_id from change where event = :event)
                and event in (select id from event where takes_back is null and {IN_FORCE})
            group by record, record_id order by record, record_id""",  # noqa: S608 - numbers of our own
        {"event": event},
    )
    for row in rows.fetchall():
        if row["record"] in KEPT_BY_KEY and not _same_keys(caseload.connection, row["record"], event, going):
            continue
        what = chronicle.called(row["record"], row["record_id"]) if row["record_id"] else row["record"]
        yield Obstacle(what, chronicle.event(row["event"]).moment)


def _same_keys(connection: sqlite3.Connection, record: str, event: int, going: Sequence[int]) -> bool:
    """Whether a later command changed one of the keys of this event: all settings share one record."""
    rows = connection.execute(
        f"""select event, after from change join change_value on change_value.change = change.id
            where record = :record and (event = :event or event > :event and event not in ({_listed(going)})
                and event in (select id from event where takes_back is null and {IN_FORCE}))""",  # noqa: S608
        {"record": record, "event": event},
    )
    keys: dict[bool, set[str]] = {True: set(), False: set()}
    for row in rows:
        keys[row["event"] == event] |= set(json.loads(row["after"]))
    return bool(keys[True] & keys[False])


def _pointing_here(caseload: Store, chronicle: Chronicle, event: int, going: Sequence[int]) -> Iterator[Obstacle]:
    """The records that point to one that this event added, and that do not go with it."""
    for pointer in pointers(caseload.connection):
        found = list(pointing_at_added(caseload.connection, pointer, event))
        own = {one for other in going for one in set_by(caseload.connection, other, pointer)} if found else set()
        for one, named in found:
            if one not in own:
                what = chronicle.called(pointer.table, one) or chronicle.called(pointer.to, named)
                yield Obstacle(what, _last(caseload, chronicle, pointer.table, one))


def _listed(events: Sequence[int]) -> str:
    return ", ".join(str(int(event)) for event in events)


def _last(caseload: Store, chronicle: Chronicle, record: str, number: int) -> Moment | None:
    """The command that last changed a record."""
    row = caseload.connection.execute(
        "select max(event) as event from change where record = :record and record_id = :id",
        {"record": record, "id": number},
    ).fetchone()
    return chronicle.event(row["event"]).moment if row["event"] else None


# --- the way back ------------------------------------------------------------------------------------------------


class _WayBack:
    """The reverse of one event."""

    def __init__(self, caseload: Store, moment: Moment) -> None:
        self._caseload = caseload
        self._moment = moment
        self._tables = every_table()
        self._chronicle = Chronicle(caseload.connection)
        self._pointers: dict[str, list[Pointer]] = {}
        for pointer in pointers(caseload.connection):
            self._pointers.setdefault(pointer.table, []).append(pointer)
        self._missing: list[Obstacle] = []

    def go(self) -> None:
        """Undo each change, the last one first. Raises Clash when something new has come in the place of something old."""
        for row in _backwards(self._caseload.connection, self._moment.event):
            before, after = (row[name] and json.loads(row[name]) for name in ("before", "after"))
            try:
                self._undo(row["record"], row["record_id"], before, after)
            except engine.refusals("IntegrityError") as error:
                self._missing += self._in_its_place(row["record"], before or {}, str(error))
                break
        if self._missing:
            raise _clash(self._moment, self._missing)

    def _undo(self, record: str, number: int, before: Any, after: Any) -> None:
        if record in KEPT_BY_KEY:
            for key, value in before.items():
                self._caseload.keep(record, key, value)
            return
        table = self._tables[record]
        if before is None:
            self._caseload.remove(self._caseload.by_id(table.kind, number))
        elif before and not self._lacks(record, before):
            known = {} if after is None else table.row(self._caseload.by_id(table.kind, number))
            change = self._caseload.add if after is None else self._caseload.save
            change(table.revived({**known, **before}))

    def _lacks(self, record: str, values: Mapping[str, Any]) -> bool:
        """Whether a record would point to one that is gone, which is written down as standing in the way."""
        found = []
        for pointer in self._pointers.get(record, ()):
            kept = values.get(pointer.column)
            numbers = json.loads(kept) if pointer.is_list and kept else [kept] if kept else []
            found += [self._gone(pointer.to, one) for one in numbers if not self._chronicle.is_there(pointer.to, one)]
        self._missing += found
        return bool(found)

    def _gone(self, record: str, number: int) -> Obstacle:
        told = self._chronicle.gone(record, number)
        return Obstacle(self._chronicle.called(record, number), told.moment if told else None)

    def _in_its_place(self, record: str, values: Mapping[str, Any], said: str) -> list[Obstacle]:
        """What holds the values that only one record can have, as SQLite names their columns."""
        columns = re.findall(rf"\b{record}\.(\w+)", said)
        where = " and ".join(f"{column} = :{column}" for column in columns) or "1 = 0"
        row = self._caseload.connection.execute(f"select id from {record} where {where}", dict(values)).fetchone()  # noqa: S608
        number = row["id"] if row else 0
        moment = _last(self._caseload, self._chronicle, record, number)
        return [Obstacle(self._chronicle.called(record, number) or record, moment)]


def _backwards(connection: sqlite3.Connection, event: int) -> Iterator[sqlite3.Row]:
    """The changes of an event from the last to the first, a part at a time, for there can be very many."""
    below: int | None = None
    while rows := connection.execute(
        """select change.id, record, record_id, before, after
            from change join change_value on change_value.change = change.id
            where event = :event and (:below is null or change.id < :below)
            order by change.id desc limit :most""",
        {"event": event, "below": below, "most": _AT_ONCE},
    ).fetchall():
        yield from rows
        below = rows[-1]["id"]
