"""A connection to a caseload file: how it is set up, and what is refused before anything is read or written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from doorstroom import FINDABLE, engine, rulebook
from doorstroom.errors import BadFile, DoorstroomError, NewerFile, NotFound, Unavailable
from doorstroom.i18n import N_

Connection = sqlite3.Connection

APPLICATION_ID = 0x646F6F72  # "door"
VERSION = 13

# A reader of a larger file would wait longer for the check than for its answer, and it changes nothing.
_CHECKED_WHEN_READ = 2 * 1024 * 1024
# What SQLite says of a drive on which locking itself goes wrong.
_LOCKING = {
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_IOERR_LOCK,
    sqlite3.SQLITE_IOERR_UNLOCK,
    sqlite3.SQLITE_IOERR_RDLOCK,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
}


def connect(path: Path, *, writes: bool, damaged_too: bool = False) -> sqlite3.Connection:
    """A connection to a caseload file that is whole, ours and up to date; one that does not write cannot.

    Raises NotFound without a file, BadFile for one that is foreign or, unless ``damaged_too``, damaged, and NewerFile for
    one from a newer doorstroom. Whoever asks closes it.
    """
    if not path.is_file():
        raise NotFound(
            N_("There is no caseload file {file}."),
            hint=N_("Make one with `doorstroom init`, or name yours with --db."),
            file=path,
        )
    connection = opened(path)
    try:
        _refuse_foreign(connection, path)
        if not damaged_too:
            _refuse_damage(connection, path, writes=writes)
            _bring_up_to_date(connection, path)
        elif _is_older(connection) and _is_whole(connection):
            _bring_up_to_date(connection, path)
        if not writes:
            connection.execute("pragma query_only = on")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for questions about one moment, which load no facts; raises what ``store.open`` raises."""
    with explained(path), closing(connect(path, writes=False)) as connection:
        connection.execute("begin")
        yield connection


def opened(path: Path, *, key: str | None = None) -> sqlite3.Connection:
    """A connection to a file as it is, or to a new one that gets a ``key``, with the settings of every connection."""
    connection = engine.connect(path) if key is None else engine.new(path, key)
    try:
        _set_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def peek(path: Path, key: str) -> str | None:
    """A setting of a caseload file that need not exist or be whole; None where there is nothing to read without asking."""
    try:
        connection = engine.connect(path, mode="ro", timeout=1, asks=False)
        try:
            row = connection.execute("select value from setting where key = :key", {"key": key}).fetchone()
        finally:
            connection.close()
    except engine.refusals("Error", BadFile, OSError, UnicodeError):
        return None
    return row[0] if row else None


def _set_up(connection: sqlite3.Connection) -> None:
    """The settings of every connection."""
    # Rows of SQLCipher are of its own kind.
    if connection.row_factory is None:
        connection.row_factory = sqlite3.Row
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma temp_store = memory")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma secure_delete = on")
    # FULL lost the last save in some simulated power cuts; EXTRA in none.
    connection.execute("pragma synchronous = extra")


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raise BadFile for a file that is not ours, and NewerFile for one that this program is too old for."""
    if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        raise _foreign(path)
    if connection.execute("pragma user_version").fetchone()[0] > VERSION:
        raise NewerFile(
            N_("{file} was made by a newer doorstroom."), hint=N_("Update doorstroom on this machine."), file=path
        )
    refuse_code(connection, path)


def refuse_code(connection: sqlite3.Connection, path: Path) -> None:
    """Raise BadFile for a file in which somebody put code that SQLite would run: doorstroom's own have none."""
    if connection.execute("select 1 from sqlite_schema where type in ('trigger', 'view')").fetchone():
        raise BadFile(
            N_("{file} holds code that doorstroom did not put there, so it is not opened."),
            hint=N_("Go back to a backup: `doorstroom restore --list` lists what there is."),
            file=path,
        )


def _refuse_damage(connection: sqlite3.Connection, path: Path, *, writes: bool) -> None:
    """Raise BadFile for a file whose pages are not whole."""
    if (writes or path.stat().st_size <= _CHECKED_WHEN_READ) and not _is_whole(connection):
        raise _damaged(path)


def _is_whole(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("pragma quick_check(1)").fetchone()[0] == "ok")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Take the steps of the schema that this file lacks, and what is derived anew when that is of an older kind."""
    if _is_older(connection):
        from doorstroom import schema

        schema.upgrade(path)
    if outdated(connection, path):
        connection.execute("begin immediate")
        derive(connection, path)
        connection.execute("commit")


def derive(connection: sqlite3.Connection, path: Path) -> None:
    """Derive from the whole file what is of an older kind, in the transaction that is open, and note by which version."""
    from doorstroom import writing

    for key, version in outdated(connection, path).items():
        if key == "rules":
            from doorstroom import stays

            stays.rewrite(connection)
        else:
            from doorstroom import findable

            findable.rewrite(connection)
        writing.keep(connection, "setting", "key", "value", (key, version))


def outdated(connection: sqlite3.Connection, path: Path) -> dict[str, str]:
    """What was derived by an older version of the rules or of the program, with the version of now."""
    kept = dict(connection.execute("select key, value from setting where key in ('rules', 'findable')").fetchall())
    wanted = {"rules": rulebook.version(path), "findable": FINDABLE}
    return {key: version for key, version in wanted.items() if kept.get(key) != version}


def path_of(connection: sqlite3.Connection) -> Path:
    """The caseload file that a connection is open on."""
    return Path(connection.execute("pragma database_list").fetchone()["file"])


def _is_older(connection: sqlite3.Connection) -> bool:
    """Whether there are steps of the schema that this file lacks."""
    return bool(connection.execute("pragma user_version").fetchone()[0] < VERSION)


def _foreign(path: Path) -> BadFile:
    return BadFile(
        N_("{file} is no doorstroom caseload."),
        hint=N_("Name your caseload with --db; spreadsheets come in with `doorstroom import`."),
        file=path,
    )


def _damaged(path: Path) -> BadFile:
    return BadFile(
        N_("{file} is damaged."),
        hint=N_("Keep it as it is, run `doorstroom check` to see what is left, and go back to a backup."),
        file=path,
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite refuses into an error that says what to do."""
    before = _which(path)
    try:
        yield
    except engine.refusals() as error:
        if before not in (None, _which(path)):
            raise Unavailable(
                N_("{file} was replaced meanwhile."), hint=N_("Try again; nothing was changed."), file=path
            ) from error
        raise _explanation(error, path) from error
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged schema in its complaint, and Python cannot read that as text.
        raise _damaged(path) from error


def _which(path: Path) -> int | None:
    """What tells a file from another that takes its name."""
    try:
        return path.stat().st_ino
    except (OSError, ValueError):
        return None


def in_use(path: Path) -> Unavailable:
    """That a caseload file is busy, and with whom where that is known."""
    from doorstroom import turns

    turn = turns.told(path)
    if turn is None:
        return Unavailable(N_("{file} is in use by another program."), hint=N_("Try again in a moment."), file=path)
    return Unavailable(
        N_("{file} is in use by {who} since {time}.")
        if turn.is_of_today
        else N_("{file} is in use by {who} since {day}, {time}."),
        hint=N_("Try again when that is done. If nobody is at work there, doorstroom still runs on that computer."),
        file=path,
        who=turn.who,
        day=turn.since.date(),
        time=f"{turn.since.hour}:{turn.since:%M}",
    )


def _explanation(error: Exception, path: Path) -> DoorstroomError:
    code = engine.code_of(error)
    if code in _LOCKING:
        return Unavailable(
            N_("The drive of {file} does not lock files."),
            hint=N_("Put it on a disk of this computer: two people at once would spoil it here."),
            file=path,
        )
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return in_use(path)
        case sqlite3.SQLITE_FULL:
            return Unavailable(N_("The disk is full."), hint=N_("Make room and try again; nothing was changed."))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return Unavailable(
                N_("{file} cannot be written."), hint=N_("Ask for the right to change it and its folder."), file=path
            )
        case sqlite3.SQLITE_IOERR:
            return Unavailable(
                N_("{file} could not be read or written."), hint=N_("Check the disk or the network drive."), file=path
            )
        case sqlite3.SQLITE_NOTADB:
            return _foreign(path)
        case _:
            return _damaged(path)
