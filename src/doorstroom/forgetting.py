"""Forgetting somebody: name, details and words go, from the records and the log; days, stages and outcomes stay as counts.

What goes is what a field does not say in figures: every text, unless it names an employee of ours. A new field of any
record that is somebody's therefore goes too, without anybody having to think of it.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

from doorstroom import backups, engine, findable, held
from doorstroom.choices import Kind
from doorstroom.connection import connect, explained
from doorstroom.errors import BadFile, Refused
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.model.choices import ClosingReason
from doorstroom.model.following import Step
from doorstroom.model.matching import Proposal, Stopped
from doorstroom.names import fold
from doorstroom.records import Table, every_table
from doorstroom.registers.forgotten import Erasure
from doorstroom.store import Store

# What stands in place of a text that cannot be left out.
NOBODY = "—"
# Of the person only this stays: whose case it was, and what figures of the past are asked by.
_KEPT_OF_THE_PERSON = {
    *("id", "programme", "joined_on", "distance", "owner", "coach"),
    *("registered_on", "closed_on", "closed_reason", "forgotten_on"),
}
# Texts that say nothing about the person, and figures that do.
_KEPT_TEXTS = {"owner", "coach", "made_by", "rule"}
_ERASED_FIGURES = {"wage_month", "next_on"}
# The source stays where so many others came from there.
_OTHERS = 4
# What means nothing once nobody knows who it was.
_REMOVED = {"not_same"}


def look(caseload: Store, candidate: Candidate, day: date) -> Erasure:
    """What forgetting this candidate would do; nothing is changed. Raises Refused for somebody who was forgotten already."""
    candidate.refuse_forgotten()
    holdings = held.of(caseload.connection, candidate.id)
    counts = {holding.table.name: len(holding.facts) for holding in holdings if holding.table.name != held.CANDIDATE}
    return Erasure(
        candidate=candidate,
        is_running=any(
            contract.last_day is None or contract.last_day >= day for contract in caseload.contracts_of(candidate.id)
        ),
        kept={name: count for name, count in counts.items() if name not in _REMOVED},
        removed={name: count for name, count in counts.items() if name in _REMOVED},
        changes=sum(
            row["before"] is not None or row["after"] is not None
            for row in held.log(caseload.connection, _worded(_keys(caseload, candidate.id)))
        ),
        mentioned_in=_mentions(caseload.connection, candidate, holdings),
    )


def refuse_open(erasures: Iterable[Erasure]) -> None:
    """Raise Refused for somebody who is still being helped."""
    for erasure in erasures:
        ref = erasure.candidate.ref
        if erasure.is_open:
            raise Refused(
                N_("The case of {ref} is open."),
                hint=N_("Close it first with `doorstroom close-candidate {ref}`, or add --anyway."),
                ref=ref,
            )
        if erasure.is_running:
            raise Refused(
                N_("{ref} has a contract that has not ended."),
                hint=N_("End it first with `doorstroom end-contract`, or add --anyway."),
                ref=ref,
            )


def erase(caseload: Store, candidate: Candidate, day: date) -> None:
    """Forget a candidate: blank every record, and let the log begin anew with what is left of each."""
    keys = _worded(_keys(caseload, candidate.id))
    shared = _shared(caseload.connection, candidate)
    filled = _filled_from(caseload, candidate)
    keys |= {(held.CANDIDATE, other.id) for other in filled}
    remaining: list[tuple[Table[Any], Any]] = [(every_table()[held.CANDIDATE], other) for other in filled]
    for holding in held.of(caseload.connection, candidate.id):
        for fact in holding.facts:
            if holding.table.name in _REMOVED:
                caseload.remove(fact)
            else:
                remaining.append((holding.table, caseload.save(_blank(fact, day, shared))))
    caseload.connection.executemany(
        "delete from change_value where change in (select id from change where record = ? and record_id = ?)",
        sorted(keys),
    )
    for table, fact in remaining:
        if (table.name, fact.id) in keys:
            caseload.log.record(table.name, fact.id, before=None, after={"id": fact.id, **table.row(fact)})


def sweep(path: Path) -> None:
    """Write a caseload file anew, so that no byte of what was erased is left in it between the records.

    What goes is overwritten when it goes, but when SQLite moves records from page to page copies can stay behind.
    """
    with explained(path), closing(connect(path, writes=True)) as connection:
        connection.execute("vacuum")


def copies(caseload: Path, candidates: Sequence[Candidate]) -> list[Path]:
    """The backups of a caseload file in which one of these people can still be found, or that cannot be read."""
    return [backup.path for backup in backups.listed(caseload) if _holds(backup.path, candidates)]


def exports_since(connection: sqlite3.Connection, candidates: Sequence[Candidate]) -> int:
    """How many lists left the file since the first of these people was in it."""
    marks = ", ".join("?" * len(candidates))
    row = connection.execute(
        f"""select count(*) from export where event >= (
                select min(event) from change where record = 'candidate' and record_id in ({marks}))""",  # noqa: S608
        [candidate.id for candidate in candidates],
    ).fetchone()
    return int(row[0])


def _keys(caseload: Store, candidate: int) -> set[held.Key]:
    """Every record of somebody that the log knows, those that are gone included."""
    now = {
        (holding.table.name, fact.id) for holding in held.of(caseload.connection, candidate) for fact in holding.facts
    }
    return now | held.once(caseload.connection, now)


def _filled_from(caseload: Store, candidate: Candidate) -> list[Candidate]:
    """Those into whom this person was merged until that was taken back: their log holds what it filled in from here."""
    rows = caseload.connection.execute(
        """select distinct other.record_id from change as other
            join event on event.id = other.event and event.command = 'merge'
            join change as gone on gone.event = other.event and gone.record = other.record
            join change_value on change_value.change = gone.id and change_value.after is null
            where gone.record = 'candidate' and gone.record_id = :id and other.record_id <> :id
                and other.record_id in (select id from candidate)""",
        {"id": candidate.id},
    )
    return [caseload.by_id(Candidate, row[0]) for row in rows]


def _worded(keys: set[held.Key]) -> set[held.Key]:
    """Those records of which the log can hold words; a milestone, say, is only figures."""
    tables = every_table()
    worded = {
        name
        for name, table in tables.items()
        if any(not _stays(table.kind, field, hint, set()) for field, hint in get_type_hints(table.kind).items())
    }
    return {key for key in keys if key[0] in worded | _REMOVED}


def _shared(connection: sqlite3.Connection, candidate: Candidate) -> set[str]:
    """What of the person may stay because it is true of others too: figures of the past are asked by the source."""
    row = connection.execute(
        "select count(*) from candidate where source = ? and id <> ?", (candidate.source, candidate.id)
    ).fetchone()
    return {"source"} if row[0] >= _OTHERS else set()


def _blank(fact: Any, day: date, shared: set[str]) -> Any:
    """A record of somebody as it stays: figures, days and choices, and nothing that is open any more."""
    hints = get_type_hints(type(fact))
    values = {
        name: _empty(fact, name, hints[name])
        for name in (field.name for field in fields(fact))
        if not _stays(type(fact), name, hints[name], shared)
    }
    blank = replace(fact, **values)
    match blank:
        case Candidate():
            return replace(
                blank,
                forgotten_on=day,
                closed_on=blank.closed_on or day,
                closed_reason=blank.closed_reason or ClosingReason.LEFT,
            )
        case Step(is_open=True):
            return replace(blank, done_on=day)
        case Proposal(is_open=True):
            return replace(blank, stopped_on=day, stopped=Stopped.WITHDRAWN)
        case _:
            return blank


def _stays(kind: type, name: str, hint: Any, shared: set[str]) -> bool:
    if kind is Candidate:
        return name in _KEPT_OF_THE_PERSON or name in shared
    return name in _KEPT_TEXTS or (name not in _ERASED_FIGURES and not _is_text(hint))


def _is_text(hint: Any) -> bool:
    """Whether a field holds words: a text or a list of texts; a choice from a list is none."""
    return hint is str or any(_is_text(part) for part in get_args(hint))


def _empty(fact: Any, name: str, hint: Any) -> Any:
    """What a field holds of which nothing is known; the texts that a record cannot do without say that."""
    if getattr(fact, name) in (None, "", ()):
        return getattr(fact, name)
    if isinstance(getattr(fact, name), tuple):
        return ()
    if type(None) in get_args(hint):
        return None
    return "" if isinstance(fact, Candidate) and name != "first_name" else NOBODY


def _mentions(connection: sqlite3.Connection, candidate: Candidate, holdings: Iterable[held.Holding]) -> list[str]:
    """Where else the whole name stands: the REFs of records of others whose words hold it."""
    words = fold(candidate.name).split()
    if len(words) < 2:
        return []
    own = {(holding.table.name, fact.id) for holding in holdings for fact in holding.facts}
    rows = connection.execute(
        f"""select kind, record, name from findable where {" and ".join(["words like ?"] * len(words))}
            order by kind, record""",  # noqa: S608 - only the marks
        [f"% {word} %" for word in words],
    )
    found = [
        Kind(row["kind"]).ref(row["record"])
        for row in rows
        if (findable.SORTS[row["kind"]].table, row["record"]) not in own
        # Somebody of the same name is somebody else.
        and not all(f" {word} " in row["name"] for word in words)
    ]
    return list(dict.fromkeys(found))


def _holds(backup: Path, candidates: Sequence[Candidate]) -> bool:
    """Whether somebody can be found in a copy of the file; one that cannot be read may hold anybody."""
    try:
        with closing(engine.connect(backup, mode="ro", asks=False)) as connection:
            return any(
                connection.execute(
                    "select 1 from candidate where id = ? and folded = ?", (candidate.id, fold(candidate.name))
                ).fetchone()
                for candidate in candidates
            )
    except engine.refusals("Error", BadFile, UnicodeDecodeError):
        return True
