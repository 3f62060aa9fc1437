"""Backups: whole, verified copies of a caseload file in the folder ``backups`` beside it, and putting one back.

Each is made by SQLite itself, so that it is whole even while others work, and counts only after it was opened and read
to its end. Those that doorstroom makes by itself have ``before-…`` in their name; the last ones of these are kept.
"""

import errno
import os
import re
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from doorstroom import engine, files
from doorstroom.clock import AMSTERDAM
from doorstroom.connection import APPLICATION_ID, VERSION, explained, in_use, refuse_code
from doorstroom.errors import BadFile, BadInput, NewerFile, NotFound, Unavailable
from doorstroom.i18n import N_

if TYPE_CHECKING:
    from doorstroom.store import Store

FOLDER = "backups"
# So many automatic backups are kept; those that somebody made are never deleted.
KEPT = 20
# As long as any command waits for another.
_PATIENCE = engine.PATIENCE
_STAMP = "%Y-%m-%d-%H%M%S"
_COMPANIONS = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its name tells it: when it was made, on the clock in Amsterdam, and before what, if by itself."""

    path: Path
    made_at: datetime
    before: str | None

    @property
    def is_automatic(self) -> bool:
        """Whether doorstroom made it by itself."""
        return self.before is not None


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a caseload file: how many people and contracts, and by whom each command was, by number and moment."""

    people: int
    contracts: int
    commands: Mapping[tuple[int, str], str]

    def without(self, other: "Contents") -> dict[str, int]:
        """How many commands each account gave that the other does not have."""
        return dict(Counter(who for key, who in sorted(self.commands.items()) if key not in other.commands))


def listed(caseload: Path) -> list[Backup]:
    """The backups in the folder beside a caseload file, the latest first, by their names alone: none is opened."""
    pattern = re.compile(
        rf"{re.escape(caseload.stem)}-(\d{{4}}-\d\d-\d\d-\d{{6}})(?:-before-([a-z]+))?(?:-\d+)?{re.escape(caseload.suffix)}"
    )
    found = []
    with suppress(FileNotFoundError, NotADirectoryError):
        for path in folder_of(caseload).iterdir():
            if (named := pattern.fullmatch(path.name)) and path.is_file():
                with suppress(ValueError):
                    found.append(Backup(path, datetime.strptime(named[1], _STAMP).replace(tzinfo=AMSTERDAM), named[2]))
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


def folder_of(caseload: Path) -> Path:
    """Where the backups of a caseload file lie."""
    return caseload.parent / FOLDER


def find(caseload: Path, text: str) -> Path:
    """The file that a path or the bare name of a listed backup means; NotFound without one."""
    given = Path(text).expanduser()
    for path in (given, folder_of(caseload) / text):
        if path.is_file():
            if caseload.exists() and path.samefile(caseload):
                raise BadInput(N_("{file} is the caseload itself."), hint=N_("Name a backup of it."), file=path)
            return path
    raise NotFound(
        N_("There is no backup {file}."), hint=N_("`doorstroom restore --list` lists what there is."), file=text
    )


# --- making ------------------------------------------------------------------------------------------------------


def make(caseload: Path, target: Path | None = None, *, before: str | None = None) -> Path:
    """Make a verified backup, readable by its owner only; where it lies.

    Without a target it gets a dated name in the folder of backups, which tells ``before`` what it was made, if by itself.
    Raises what ``files.check`` raises for a target, and Unavailable when the disk is full, leaving nothing behind.
    """
    with _explained(caseload):
        if target is None:
            # Its name is the first free one, also when a colleague takes one meanwhile.
            folder_of(caseload).mkdir(mode=0o700, exist_ok=True)
        else:
            files.check(target, never=caseload)
        wanted = target or _dated(caseload, before=before)
        files.clear(wanted.parent)
        unfinished = files.unfinished(wanted)
        try:
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with closing(_opened(caseload)) as source:
                # One moment for the copy and the counts, whoever writes meanwhile.
                source.execute("begin")
                counted = _counts(source)
                with closing(engine.beside(source, unfinished)) as copy:
                    _copy(source, copy, caseload)
            _verify(unfinished, counted)
            sync(unfinished)
            made = _named(unfinished, wanted, or_beside=target is None)
        finally:
            for leftover in (unfinished, *companions(unfinished)):
                leftover.unlink(missing_ok=True)
    return made


def _named(finished: Path, wanted: Path, *, or_beside: bool) -> Path:
    """Give a backup its name, or the first free one ``or_beside`` it: a colleague may have made one in the same second."""
    while True:
        made = files.free_name(wanted) if or_beside else wanted
        try:
            files.name(finished, made)
        except FileExistsError:
            if not or_beside:
                files.check(made)
        else:
            return made


@contextmanager
def safeguard(caseload: "Store", before: str, *, unless: bool = False) -> Iterator[None]:
    """A backup around something that changes much in a caseload that is open for it, when nobody else can write any more.

    It goes again when that fails or changes nothing; else the oldest automatic ones make place for it. None is made
    ``unless`` it is needed: for a dry run, which opens the caseload only to read.
    """
    if unless:
        yield
        return
    made = make(caseload.path, before=before)
    try:
        yield
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    if caseload.log.is_empty:
        made.unlink(missing_ok=True)
    else:
        prune(caseload.path)


def prune(caseload: Path) -> None:
    """Delete automatic backups but for the last ones."""
    for one in [backup for backup in listed(caseload) if backup.is_automatic][KEPT:]:
        # One that cannot go, such as one that is open elsewhere, goes the next time.
        with suppress(OSError):
            for part in (*companions(one.path), one.path):
                part.unlink(missing_ok=True)


# --- looking -----------------------------------------------------------------------------------------------------


def contents(path: Path) -> Contents:
    """What stands in a caseload file. Raises BadFile for one that is foreign or damaged and NewerFile for a newer one."""
    with _explained(path), closing(_opened(path)) as connection:
        _refuse(connection, path)
        tables = _counts(connection)
        commands = connection.execute("select id, made_at, who from event") if "event" in tables else ()
        return Contents(
            people=tables.get("candidate", 0),
            contracts=tables.get("contract", 0),
            commands={(number, moment): who for number, moment, who in commands},
        )


def verify(path: Path) -> None:
    """Read a caseload file to its end. Raises BadFile for one that is foreign or damaged and NewerFile for a newer one."""
    with _explained(path), closing(_opened(path)) as connection:
        _refuse(connection, path)
        if connection.execute("pragma integrity_check(1)").fetchone()[0] != "ok":
            raise _damaged(path)


# --- putting back ------------------------------------------------------------------------------------------------


def restore(backup: Path, caseload: Path) -> Path | None:
    """Put a backup in the place of a caseload file, after a copy of what is there now; where that copy lies, if anything was.

    Raises BadFile for a backup that is foreign or damaged, NewerFile, and Unavailable; then nothing was changed.
    """
    verify(backup)
    if not caseload.exists():
        _bring_in(backup, caseload)
        return None
    try:
        verify(caseload)
        kept = make(caseload, before="restore")
    except BadFile:
        kept = _put_aside(caseload)
        _bring_in(backup, caseload)
    else:
        with _explained(caseload), closing(_opened(backup)) as source, closing(_opened(caseload)) as target:
            target.execute("pragma synchronous = extra")
            # Into the file itself, so that others who have it open see what is in it from then on.
            _copy(source, target, caseload)
    prune(caseload)
    return kept


@contextmanager
def copied(backup: Path, caseload: Path) -> Iterator[Path]:
    """A copy of a backup that may be written in, in the folder of the caseload file; gone afterwards."""
    ready = files.unfinished(caseload)
    caseload.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _bring_in(backup, ready)
        yield ready
    finally:
        for part in (*companions(ready), ready):
            part.unlink(missing_ok=True)


def _put_aside(damaged: Path) -> Path:
    """A copy, byte for byte, of a file that SQLite cannot read, with what stands beside it."""
    with _explained(damaged):
        folder_of(damaged).mkdir(mode=0o700, exist_ok=True)
        kept = _dated(damaged, before="restore")
        for part, copy in ((damaged, kept), *zip(companions(damaged), companions(kept), strict=True)):
            if part.exists():
                files.write_whole(copy, lambda out, part=part: out.write(part.read_bytes()))  # type: ignore[misc]
    return kept


def _bring_in(backup: Path, caseload: Path) -> None:
    """A copy of a backup under the name of a caseload file, in one step."""
    caseload.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for companion in companions(caseload):
        # A journal of the file that goes would be played back into the one that comes.
        companion.unlink(missing_ok=True)

    def copy(out: BinaryIO) -> None:
        with backup.open("rb") as content:
            shutil.copyfileobj(content, out, 1024 * 1024)

    files.write_whole(caseload, copy, overwrite=True)


# --- plumbing ----------------------------------------------------------------------------------------------------


def _dated(caseload: Path, *, before: str | None) -> Path:
    """A free name for a backup that is made now."""
    # No colons: Windows has none in file names.
    stamp = f"{datetime.now(AMSTERDAM):{_STAMP}}" + (f"-before-{before}" if before else "")
    return files.free_name(folder_of(caseload) / f"{caseload.stem}-{stamp}{caseload.suffix}")


def _opened(path: Path) -> sqlite3.Connection:
    connection = engine.connect(path, timeout=_PATIENCE)
    connection.execute("pragma trusted_schema = off")
    return connection


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """All pages of one file into the other; Unavailable when it stays busy for longer than any command waits."""
    until = time.monotonic() + _PATIENCE

    def impatient(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise in_use(path)

    source.backup(target, progress=impatient)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = [row[0] for row in connection.execute("select name from sqlite_schema where type = 'table' order by name")]
    return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in names}  # noqa: S608


def _verify(path: Path, counted: dict[str, int]) -> None:
    """Raise BadFile unless a copy is whole, ours, and has as many rows as there were."""
    verify(path)
    with closing(_opened(path)) as connection:
        if _counts(connection) != counted:
            raise _damaged(path)


def _refuse(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        raise BadFile(
            N_("{file} is no doorstroom caseload."),
            hint=N_("`doorstroom restore --list` lists the backups of this one."),
            file=path,
        )
    if connection.execute("pragma user_version").fetchone()[0] > VERSION:
        raise NewerFile(
            N_("{file} was made by a newer doorstroom."), hint=N_("Update doorstroom on this machine."), file=path
        )
    refuse_code(connection, path)


def _damaged(path: Path) -> BadFile:
    return BadFile(
        N_("{file} is damaged."), hint=N_("`doorstroom restore --list` shows which backups are whole."), file=path
    )


def companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in _COMPANIONS]


def sync(path: Path) -> None:
    """Let the content survive a power cut before its name does."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system refuse into an error that says what to do."""
    try:
        with explained(path):
            yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EFBIG):
            raise Unavailable(
                N_("The disk is full."), hint=N_("Make room and try again; nothing was changed.")
            ) from None
        raise Unavailable(
            N_("{folder} cannot be written."),
            hint=N_("Ask for the right to change it, or name another file."),
            folder=folder_of(path),
        ) from None
