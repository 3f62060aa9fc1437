"""Looking whether a caseload file is whole: the pages, every record against the event log, and all that is derived."""

import shlex
import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from doorstroom import engine, findable, journal, rulebook, sealing, stays, store, surroundings
from doorstroom.choices import Kind
from doorstroom.connection import outdated, path_of
from doorstroom.errors import DoorstroomError
from doorstroom.i18n import N_
from doorstroom.model.choices import ContractKind
from doorstroom.records import KEPT_BY_KEY, every_table
from doorstroom.registers import Finding
from doorstroom.report import Sentence
from doorstroom.tables import matching

DAMAGED = "damaged"
# What stands among the settings without anybody setting it, so that no log tells.
_SEALS = {journal.SEAL, matching.SEAL}
_UNLOGGED = {*_SEALS, "caseload", "rules", "findable"}


def look_at(path: Path, *, day: date) -> list[Finding]:
    """Everything that is not as it should be, the worst first; an empty list when all is well.

    Raises what ``store.open`` raises, but for damage, which is what this looks for.
    """
    with store.open(path, damaged_too=True) as caseload:
        connection = caseload.connection
        # A rule file that cannot be right is refused by name, and is no damage of the caseload.
        rulebook.of(path)
        try:
            found = [*_pages(connection), *_schema(connection), *_references(connection)] or [
                *_log(connection),
                *_records(connection),
                *_derived(connection),
                *_incomplete(connection, day),
                *_agreements(connection, day),
            ]
        except engine.refusals("DatabaseError", ValueError, TypeError, KeyError, DoorstroomError) as problem:
            if isinstance(problem, engine.refusals("OperationalError")):
                raise
            found = [_damage(N_("The file cannot be read to its end."))]
    return [*found, *_surroundings(path)]


def exit_code(findings: list[Finding]) -> int:
    """0 when all is well, 5 for damage, 6 for what is only incomplete."""
    if not findings:
        return 0
    return 5 if any(finding.code == DAMAGED for finding in findings) else 6


def _damage(text: str, **fields: object) -> Finding:
    return Finding(DAMAGED, Sentence(text, fields))


def _pages(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What SQLite itself finds wrong."""
    for row in connection.execute("pragma integrity_check(20)"):
        if row[0] != "ok":
            yield _damage(N_("The database is not whole: {what}."), what=str(row[0]).splitlines()[0])


def _schema(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tables that are declared otherwise than they were made, by which SQLite would read their rows wrong."""
    from doorstroom import schema

    declared = {row["name"]: row["sql"] for row in connection.execute("select name, sql from sqlite_schema")}
    counted = [row["name"] for row in connection.execute("select name from sqlite_sequence")]
    for name, sql in [*schema.declarations().items(), *((one, "") for one in counted if one not in declared)]:
        if declared.get(name) != sql:
            yield _damage(N_("What {name} holds is not declared as it was."), name=name)


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Records that point to others that are not there."""
    for row in connection.execute("pragma foreign_key_check"):
        yield _damage(N_("Record {number} of {table} points to one that is not there."), table=row[0], number=row[1])


def _log(connection: sqlite3.Connection) -> Iterator[Finding]:
    """An event log that contradicts itself, or says something else of who did what and when than it did."""
    if not journal.is_sealed(connection):
        yield _damage(N_("What the log says of who did what and when is not what it was."))
    for table, number in journal.contradictions(connection):
        yield _damage(
            N_("What the log says that record {number} of {table} was is not what it was."), table=table, number=number
        )


def _records(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Records that are not what the event log says they should be: a byte that changed is found here."""
    for table in every_table().values():
        logged = _logged(connection, table.name)
        rows = connection.execute(f"select * from {table.name} order by id")  # noqa: S608 - names from our own tables
        nothing = {column: None for column, *_ in rows.description}
        for row in rows:
            # A row looks each name up from its beginning.
            kept = dict(zip(nothing, row, strict=True))
            expected = logged.pop(kept["id"], {})
            if kept != nothing | expected or kept != table.row(table.fact(row)):
                yield _damage(
                    N_("Record {number} of {table} is not what the log says."), table=table.name, number=kept["id"]
                )
        for number in logged:
            yield _damage(N_("Record {number} of {table} is gone."), table=table.name, number=number)
    for name, (key, holds) in KEPT_BY_KEY.items():
        logged_texts = _logged(connection, name).get(0, {})
        kept_texts = dict(tuple(row) for row in connection.execute(f"select {key}, {holds} from {name}"))  # noqa: S608
        for kept_key, value in logged_texts.items():
            if kept_texts.get(kept_key) != value:
                yield _damage(N_("{key} of {table} is not what the log says."), key=kept_key, table=name)
        # A seal under another name would be taken for one that was never put.
        if name == "setting" and not kept_texts.keys() >= _SEALS:
            for strange in sorted(kept_texts.keys() - logged_texts.keys() - _UNLOGGED):
                yield _damage(N_("{key} of {table} is not what the log says."), key=strange, table=name)


def _logged(connection: sqlite3.Connection, record: str) -> dict[int, dict[str, Any]]:
    """What the records of one table should be by the log, each by its number: of all tables at once it would not fit."""
    rows = connection.execute(
        """select record, record_id, after from change left join change_value on change_value.change = change.id
            where record = :record order by change.id""",
        {"record": record},
    )
    return {number: values for (_, number), values in journal.replay(map(tuple, rows)).items()}


def _derived(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Leave dates that are not what the contracts and the rules make them, and doubles that would not be seen."""
    # What is of an older version is derived anew as soon as somebody works with the file.
    old = outdated(connection, path_of(connection))
    for kept, right in zip_longest(stays.stored(connection), stays.computed(connection)) if "rules" not in old else ():
        if kept != right:
            candidate = (right or kept).candidate
            yield Finding(
                DAMAGED,
                Sentence.of(N_("The stored leave dates are not what the contracts make them.")),
                ref=Kind.CANDIDATE.ref(candidate),
            )
            return
    if not matching.points_are_whole(connection):
        yield _damage(N_("Where postcode areas lie is not what was loaded."))
    wrong = connection.execute(
        """select candidate.id from candidate left join likeness on likeness.candidate = candidate.id
            group by candidate.id having count(likeness.key) = 0 and folded <> ''"""
    ).fetchone()
    if wrong:
        yield _damage(N_("Doubles of record {number} cannot be found."), number=wrong["id"])
    if "findable" in old:
        return
    right = (found for kind in findable.SORTS for found in findable.computed(connection, kind))
    if any(kept != found for kept, found in zip_longest(findable.stored(connection), right)) or not (
        findable.counts_add_up(connection)
    ):
        yield _damage(N_("What `find` looks through is not what the records say."))


def _agreements(connection: sqlite3.Connection, day: date) -> Iterator[Finding]:
    """Employers that go by a collective agreement of which the rules say nothing, or nothing any more."""
    rows = connection.execute("select id, cao from employer where cao is not null order by id").fetchall()
    known = rulebook.of(path_of(connection)) if rows else None
    for row in rows:
        ref = Kind.EMPLOYER.ref(row["id"])
        found = known.deviations(row["cao"]) if known else ()
        if not found:
            yield Finding(
                "agreement-unknown",
                Sentence.of(
                    N_("No rule is about the collective agreement {key}; the law is counted with."), key=row["cao"]
                ),
                ref=ref,
                mend=f"doorstroom edit-employer {ref} --cao KEY",
            )
        elif found[-1].until < day:
            yield Finding(
                "agreement-ended",
                Sentence.of(
                    N_("The rule about the collective agreement {key} held up to and including {day}."),
                    key=row["cao"],
                    day=found[-1].until,
                ),
                ref=ref,
                mend=f"doorstroom rules show {found[-1].key}",
            )


def _surroundings(path: Path) -> Iterator[Finding]:
    """Copies that a synchronised folder made, and a drive on which two people can write at once."""
    for copy in surroundings.conflict_copies(path):
        yield Finding(
            "conflict-copy",
            Sentence.of(
                N_("{file} is another version of this caseload, made by a synchronised folder."), file=copy.name
            ),
            mend=f"doorstroom --db {shlex.quote(str(copy))} history",
        )
    if engine.is_encrypted(path):
        for backup in sealing.plain_backups(path):
            yield Finding(
                "plain-backup",
                Sentence.of(N_("{file} is a backup that can be read without the key."), file=backup.name),
                mend="doorstroom encrypt --backups",
            )
    if not surroundings.locks(path.parent):
        yield Finding(
            "no-locks",
            Sentence.of(N_("The drive of this caseload does not lock files: two people at once would spoil it.")),
        )


def _incomplete(connection: sqlite3.Connection, day: date) -> Iterator[Finding]:
    """Running contracts whose end nobody knows, so that nothing can warn of it."""
    for row in connection.execute(
        """select contract.id from contract join candidate on candidate.id = contract.candidate
            where ends_on is null and ended_on is null and kind <> :permanent and starts_on <= :day
                and coalesce(closed_on, '9999-12-31') > :day
            order by contract.id""",
        {"permanent": str(ContractKind.PERMANENT), "day": day.isoformat()},
    ):
        ref = Kind.CONTRACT.ref(row["id"])
        yield Finding(
            "no-end-date",
            Sentence.of(N_("The last day of this contract is not known.")),
            ref=ref,
            mend=f"doorstroom edit-contract {ref} --end DATE",
        )
