"""Encrypting a caseload file, giving it another key, and making it plain again: a new file takes the place of the old one.

The new file grows beside the old one, which nobody else can open meanwhile, and is read to its end and compared row by row
before it takes over. Whatever goes wrong before that step, the old file is there as it was. Then the bytes of the old one are
overwritten, as far as the disk lets a program do that.
"""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from itertools import zip_longest
from pathlib import Path

from doorstroom import backups, engine, files, keys, turns
from doorstroom.connection import explained
from doorstroom.errors import BadFile, Refused, Unavailable
from doorstroom.i18n import N_

_CHUNK = 1024 * 1024
_PRAGMAS = ("application_id", "user_version")


def rewrite(
    caseload: Path, key: str | None, *, who: str | None = None, begin: Callable[[Path], object] = lambda _path: None
) -> None:
    """Encrypt a caseload file with a key, whether it had one or not; or make it plain, without a key.

    ``who`` is told to those who wait; ``begin`` gets the new file before it takes over, to write down what was done. Raises
    Unavailable when somebody else has the file open, or the disk is full or read-only; then nothing was changed.
    """
    path = caseload.resolve()
    with explained(path), files.explained(path):
        files.clear(path.parent)
        grown = files.unfinished(path)
        try:
            with closing(_opened(path)) as source, turns.taken(path, who) if who else nullcontext():
                # Nobody else may read or write until the other file is there: the lock stays until this is closed.
                source.execute("pragma main.locking_mode = exclusive")
                source.execute("begin exclusive")
                source.execute("commit")
                _grow(source, grown, key)
                if key is not None:
                    keys.remember(key)
                _compare(source, grown, key)
                begin(grown)
                backups.verify(grown)
                grown.chmod(path.stat().st_mode & 0o777)
                backups.sync(grown)
                _take_over(source, grown, path)
        finally:
            for part in (grown, *backups.companions(grown)):
                part.unlink(missing_ok=True)


@contextmanager
def as_is(backup: Path, caseload: Path) -> Iterator[Path]:
    """A copy of a backup that may be written in, encrypted as the caseload file in whose place it will come; gone afterwards.

    Without such a file it stays as it is. Raises WrongKey when the one or the other does not open.
    """
    with backups.copied(backup, caseload) as ready:
        if caseload.exists():
            wanted = _key_of(caseload, or_of=ready)
            if wanted != engine.unlock(ready):
                rewrite(ready, wanted)
        yield ready


def _key_of(caseload: Path, *, or_of: Path) -> str | None:
    """The key of a caseload file. That of its backup where it does not open itself, for it may be damaged."""
    try:
        return engine.unlock(caseload)
    except BadFile:
        if not engine.is_encrypted(or_of):
            # A plain one would take the place of an encrypted one unseen.
            raise
        return engine.unlock(or_of)


def refuse_same(caseload: Path, *, encrypted: bool) -> None:
    """Raise Refused for a file that is encrypted already, or not at all."""
    if engine.is_encrypted(caseload) is not encrypted:
        return
    if encrypted:
        raise Refused(
            N_("{file} is encrypted already."), hint=N_("`doorstroom rekey` gives it another key."), file=caseload
        )
    raise Refused(N_("{file} is not encrypted."), hint=N_("`doorstroom encrypt` encrypts it."), file=caseload)


def plain_backups(caseload: Path) -> list[Path]:
    """The backups of a caseload file that anybody can read who can read the file."""
    return [one.path for one in backups.listed(caseload) if not engine.is_encrypted(one.path)]


def exports(connection: sqlite3.Connection) -> int:
    """How many lists left the file, as workbooks and the like, which lie somewhere as they were made."""
    return int(connection.execute("select count(*) from export").fetchone()[0])


def ready() -> None:
    """Raise Unavailable when what encrypts is not installed."""
    try:
        from doorstroom import encrypted  # noqa: F401
    except ModuleNotFoundError as error:
        raise Unavailable(N_("This doorstroom cannot encrypt."), hint=engine.INSTALL) from error


def _opened(path: Path) -> sqlite3.Connection:
    """The file as it is, in the hands of SQLCipher, which alone can write the one from the other."""
    ready()
    from doorstroom import encrypted

    connection = engine.connect(path, timeout=engine.PATIENCE) if engine.is_encrypted(path) else encrypted.unkeyed(path)
    for statement in ("trusted_schema = off", "temp_store = memory", "foreign_keys = off"):
        connection.execute(f"pragma {statement}")
    return connection


def _grow(source: sqlite3.Connection, grown: Path, key: str | None) -> None:
    """Write everything into a new file, which only its owner can read."""
    from doorstroom import encrypted

    os.close(os.open(grown, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    literal = encrypted.literal(key, secrets.token_bytes(encrypted.SALT)) if key is not None else ""
    source.execute("attach database ? as grown key ?", (engine.address(grown, "rw"), literal))
    # Of the old file it only reads: a commit to two files would put a journal beside them that names both.
    source.execute("begin")
    source.execute("select sqlcipher_export('grown')").fetchall()
    for pragma in _PRAGMAS:
        source.execute(f"pragma grown.{pragma} = {source.execute(f'pragma main.{pragma}').fetchone()[0]}")
    source.execute("commit")
    source.execute("detach database grown")


def _compare(source: sqlite3.Connection, grown: Path, key: str | None) -> None:
    """Raise BadFile unless a file is encrypted or plain as it should be, whole, and holds what the other one does."""
    backups.verify(grown)
    if engine.is_encrypted(grown) is (key is None):
        raise _unlike(grown)
    declared = "select type, name, tbl_name, sql from sqlite_schema order by type, name"
    with closing(engine.connect(grown)) as copy:
        if _rows(source, declared) != _rows(copy, declared):
            raise _unlike(grown)
        for (table,) in _rows(source, "select name from sqlite_schema where type = 'table' order by name"):
            every = f'select * from "{table}"'  # noqa: S608 - names of our own tables
            for mine, other in zip_longest(source.execute(every), copy.execute(every)):
                if mine is None or other is None or tuple(mine) != tuple(other):
                    raise _unlike(grown)
        if any(_rows(source, f"pragma {one}") != _rows(copy, f"pragma {one}") for one in _PRAGMAS):
            raise _unlike(grown)


def _rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(sql)]


def _unlike(path: Path) -> BadFile:
    return BadFile(
        N_("{file} did not become what it was made from."),
        hint=N_("Nothing was changed. Look at the disk, and try again."),
        file=path,
    )


def _take_over(source: sqlite3.Connection, grown: Path, path: Path) -> None:
    """Give the new file the name of the old one, in a step that a power cut leaves done or undone; overwrite the old one."""
    if os.name == "posix":
        # Until it is closed this file is there without a name, and SQLite's lock on it stays.
        old = os.open(path, os.O_RDWR)
        try:
            grown.replace(path)
            files.sync_folder(path.parent)
            _overwrite(old)
        finally:
            os.close(old)
        return
    # A file that is open, by us too, cannot be replaced there.
    source.close()
    aside = grown.with_suffix(".old")
    os.link(path, aside)
    try:
        grown.replace(path)
        old = os.open(aside, os.O_RDWR | getattr(os, "O_BINARY", 0))
        _overwrite(old)
        os.close(old)
    finally:
        aside.unlink()


def _overwrite(old: int) -> None:
    """Put nothing in the place of all that stood in the old file, which has lost its name.

    Who opened it before and still waits finds no caseload in it, rather than write where nobody looks.
    """
    with suppress(OSError):
        size = os.lseek(old, 0, os.SEEK_END)
        os.lseek(old, 0, os.SEEK_SET)
        for start in range(0, size, _CHUNK):
            os.write(old, bytes(min(_CHUNK, size - start)))
        os.fsync(old)
