"""The tables of the caseload file, as numbered steps that are only ever added to.

``user_version`` counts the steps, so that an older doorstroom recognises a newer file without loading this module.
Every table is STRICT; days are ISO text, booleans 0 or 1, lists JSON arrays, money cents. The SQL is kept to what
PostgreSQL also understands, so that a team's server can come behind the same seam.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from doorstroom import FINDABLE, RULES, backups, definitions, files, moving
from doorstroom.connection import APPLICATION_ID, VERSION, derive, explained, opened
from doorstroom.errors import Clash
from doorstroom.i18n import N_

migrations = Migrations("doorstroom")


@migrations()
def m001_register(db: Database) -> None:
    """Candidates, employers, contracts with their stays, milestones, the export record and the event log."""
    for statement in definitions.REGISTER:
        db.execute(statement)


@migrations()
def m002_following(db: Database) -> None:
    """Conversations and steps; programmes with a target; what an event took back; two people who are not the same."""
    for statement in definitions.FOLLOWING:
        db.execute(statement)


@migrations()
def m003_matching(db: Database) -> None:
    """Vacancies and proposals; the milestones that a proposal reached; where postcode areas lie."""
    for statement in definitions.MATCHING:
        db.execute(statement)


@migrations()
def m004_support(db: Database) -> None:
    """Support on contracts, and what employers owe in social return."""
    for statement in definitions.SUPPORT:
        db.execute(statement)


@migrations()
def m005_meetings(db: Database) -> None:
    """Meetings, what they decided and who stood on their agendas; for which meeting a workbook was made."""
    for statement in definitions.MEETINGS:
        db.execute(statement)
    # By this mark a workbook that comes back is known to be from this file.
    db.execute("insert into setting (key, value) values ('caseload', :mark)", {"mark": uuid4().hex})


@migrations()
def m006_attention(db: Database) -> None:
    """What asks for attention is found without looking at everybody: talks that were planned, jobs without an end."""
    for statement in definitions.ATTENTION:
        db.execute(statement)


@migrations()
def m007_taking_back(db: Database) -> None:
    """What undo, merge and history look up: what takes an event back, and what points to a record that is to go."""
    for statement in definitions.TAKING_BACK:
        db.execute(statement)


@migrations()
def m008_findable(db: Database) -> None:
    """What `find` looks through, with the words it knows; who was forgotten and when."""
    for statement in definitions.FINDABLE:
        db.execute(statement)


@migrations()
def m009_agreement(db: Database) -> None:
    """Which collective agreement an employer goes by, where that says something else of the chain than the law."""
    for statement in definitions.AGREEMENT:
        db.execute(statement)


@migrations()
def m010_workplaces(db: Database) -> None:
    """Where a contract is worked, with hours and days, in place of a list of hirers."""
    moving.hirers_to_workplaces(db.conn)


@migrations()
def m011_milestones_follow(db: Database) -> None:
    """What each milestone follows from, so that it moves along; since when somebody is in a programme."""
    moving.milestones_to_what_they_follow(db.conn)


@migrations()
def m012_schemes(db: Database) -> None:
    """When a scheme was granted; by whose building blocks an order with social return counts, and which contracts."""
    for statement in definitions.SCHEMES:
        db.execute(statement)


@migrations()
def m013_aftercare(db: Database) -> None:
    """Who began somewhere not long ago, and with whom dropping out was spoken of, is found without reading all."""
    for statement in definitions.AFTERCARE:
        db.execute(statement)


def create(path: Path, begin: Callable[[Path], object] = lambda _path: None, *, key: str | None = None) -> None:
    """Make a new, empty caseload file at ``path``, readable by its owner only, in a folder likewise if that is new.

    With a ``key`` it is encrypted from its first byte on.

    The file is there whole or not at all, with what ``begin`` puts in it. Raises Clash when it exists, Unavailable when the
    disk is full and OSError when the folder cannot be written.
    """
    if path.exists() or path.is_symlink():
        raise _exists(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.clear(path.parent)
    unfinished = files.unfinished(path)
    try:
        _create_private(unfinished)
        with explained(path):
            with closing(opened(unfinished, key=key)) as connection:
                connection.execute("pragma journal_mode = delete")
                connection.execute("begin immediate")
                connection.execute(f"pragma application_id = {APPLICATION_ID}")
                _apply(connection)
                derived = [("rules", RULES), ("findable", FINDABLE)]
                connection.executemany("insert into setting (key, value) values (?, ?)", derived)
                connection.execute("commit")
            begin(unfinished)
        files.name(unfinished, path)
    except FileExistsError:
        raise _exists(path) from None
    finally:
        unfinished.unlink(missing_ok=True)


def upgrade(path: Path) -> None:
    """Bring an older caseload file up to this version, after a backup of it unless it is a copy on its way itself.

    All steps are taken or none, with what follows from them; who comes second finds them taken.
    """
    if not (is_copy := path.name.startswith(files.GROWING)):
        backups.make(path, before="upgrade")
    with closing(opened(path)) as connection:
        connection.execute("begin immediate")
        _apply(connection)
        derive(connection, path)
        connection.execute("commit")
    if not is_copy:
        backups.prune(path)


def declarations() -> dict[str, str | None]:
    """How everything in a caseload file of this version is declared, by name."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrations.apply(Database(connection, execute_plugins=False))
        # The note of the steps that were taken is declared by the library that takes them.
        rows = connection.execute("select name, sql from sqlite_schema where tbl_name <> '_sqlite_migrations'")
        return dict(rows.fetchall())


def _create_private(path: Path) -> None:
    """An empty file that only its owner can read; SQLite gives its journal the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise _exists(path) from None


def _exists(path: Path) -> Clash:
    return Clash(N_("{file} exists already."), hint=N_("Use it with --db, or choose another name."), file=path)


def _apply(connection: sqlite3.Connection) -> None:
    """Take every step that this file has not taken yet."""
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"pragma user_version = {VERSION}")
