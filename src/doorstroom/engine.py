"""Which SQLite opens a file: that of Python or, for an encrypted one, SQLCipher. Nowhere else the two are told apart."""

import os
import sqlite3
import sys
from pathlib import Path

from doorstroom import keys
from doorstroom.errors import BadFile, KeyNeeded, WrongKey
from doorstroom.i18n import N_

PATIENCE = 10.0
"""Seconds for which whoever comes second waits."""

_MAGIC = b"SQLite format 3\0"
_PAGE = 4096
_SALT = 16
# Of 256 values, some four thousand random bytes have nearly all; text, and a page of a file that is not encrypted, far fewer.
_RANDOM = 240

_IN_WORDS = {
    "database or disk is full": sqlite3.SQLITE_FULL,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "database is locked": sqlite3.SQLITE_BUSY,
    "database table is locked": sqlite3.SQLITE_LOCKED,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
    "file is not a database": sqlite3.SQLITE_NOTADB,
}

INSTALL = N_("Install it with `pip install 'doorstroom[encrypted]'`.")


class _Open:
    """A file that this process has open: how often, and its salt where it is encrypted."""

    def __init__(self, salt: bytes | None) -> None:
        self.times = 0
        self.salt = salt


# Reading the first bytes of a file that is open would let go of its locks: closing any descriptor of a file does, says POSIX.
_open: dict[tuple[int, int], _Open] = {}


class Plain(sqlite3.Connection):
    """A connection of Python's own SQLite that is counted as long as it is open."""

    file: tuple[int, int] | None = None

    def close(self) -> None:
        """Close it, and count it no more."""
        super().close()
        closed(self.file)
        self.file = None


def connect(path: Path, *, mode: str = "rw", timeout: float = PATIENCE, asks: bool = True) -> sqlite3.Connection:
    """A connection to a file that is there, without a transaction; the key is asked for where that is allowed and needed.

    Raises KeyNeeded, WrongKey, and BadFile where what opens encrypted files is not installed.
    """
    salt = salt_of(path)
    if salt is not None:
        return _unlocked(path, salt, mode=mode, timeout=timeout, asks=asks and not keys.known())[0]
    connection = sqlite3.connect(address(path, mode), uri=True, timeout=timeout, isolation_level=None, factory=Plain)
    connection.file = counted(path, None)
    return connection


def unlock(path: Path) -> str | None:
    """The key that opens a file, asked for when none that is known does; None for a file that is not encrypted."""
    salt = salt_of(path)
    if salt is None:
        return None
    connection, key = _unlocked(path, salt, mode="rw", timeout=PATIENCE, asks=True)
    connection.close()
    return key


def new(path: Path, key: str) -> sqlite3.Connection:
    """A connection to a new, empty file that will be encrypted with this key, which is known from then on."""
    from doorstroom import encrypted

    keys.remember(key)
    return encrypted.new(path, key, os.urandom(_SALT))


def beside(source: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A connection to a new, empty file that will be as another: encrypted with the same key, or not at all."""
    if isinstance(source, sqlite3.Connection):
        return sqlite3.connect(address(path, "rw"), uri=True, isolation_level=None)
    from doorstroom import encrypted

    return encrypted.beside(source, path)


def is_encrypted(path: Path) -> bool:
    """Whether a file is encrypted, as far as can be seen without its key; one that is not there is not."""
    return salt_of(path) is not None


def is_plain(path: Path) -> bool:
    """Whether a file is one of SQLite that opens without a key; one that is open in this process is not looked at."""
    try:
        status = path.stat()
        if known := _open.get((status.st_dev, status.st_ino)):
            return known.salt is None
        with path.open("rb") as file:
            return file.read(_SALT) == _MAGIC
    except (OSError, ValueError):
        # Not there, or of a name that no file can have.
        return False


def salt_of(path: Path) -> bytes | None:
    """The first bytes of an encrypted file, which belong to its key; None for one that is empty, plain or something else."""
    try:
        status = path.stat()
        if known := _open.get((status.st_dev, status.st_ino)):
            return known.salt
        with path.open("rb") as file:
            beginning = file.read(_SALT)
            if beginning == _MAGIC or len(beginning) < _SALT or beginning.startswith(b"PK"):
                return None
            return beginning if len(set(file.read(_PAGE - _SALT))) >= _RANDOM else None
    except (OSError, ValueError):
        # Not there, or of a name that no file can have.
        return None


def refusals(name: str = "DatabaseError", *more: type[Exception]) -> tuple[type[Exception], ...]:
    """What SQLite raises under this name, and ``more``, to be caught together.

    That of SQLCipher has the same names and codes, but is no kin of Python's.
    """
    both = (sqlite3, sys.modules.get("sqlcipher3.dbapi2"))
    return *(getattr(one, name) for one in both if one is not None), *more


def code_of(refusal: Exception) -> int:
    """By which number SQLite refused; SQLCipher tells it in words alone where a copy is made. 0 where it is not known."""
    return getattr(refusal, "sqlite_errorcode", 0) or _IN_WORDS.get(str(refusal), 0)


def address(path: Path, mode: str) -> str:
    """A file as SQLite is told of it."""
    # ``Path.resolve`` gives up on links that lead to themselves.
    return f"{Path(os.path.realpath(path)).as_uri()}?mode={mode}"


def counted(path: Path, salt: bytes | None) -> tuple[int, int]:
    """Note that this process has a file open."""
    status = path.stat()
    file = (status.st_dev, status.st_ino)
    _open.setdefault(file, _Open(salt)).times += 1
    return file


def closed(file: tuple[int, int] | None) -> None:
    """Note that this process has closed it once."""
    if file is not None and (known := _open.get(file)):
        known.times -= 1
        if not known.times:
            del _open[file]


def _unlocked(path: Path, salt: bytes, *, mode: str, timeout: float, asks: bool) -> tuple[sqlite3.Connection, str]:
    """A connection with the first key that fits, and that key."""
    try:
        from doorstroom import encrypted
    except ModuleNotFoundError as error:
        raise not_installed(path) from error
    tried = keys.known()
    for key in tried:
        if (connection := encrypted.opened(path, key, salt, mode=mode, timeout=timeout)) is not None:
            return connection, key
    asked = keys.asked_for(os.fspath(path)) if asks else None
    if asked is None:
        raise _wrong(path) if tried else _needed(path)
    connection = encrypted.opened(path, asked, salt, mode=mode, timeout=timeout)
    if connection is None:
        # Of a list of files not each is asked for.
        keys.asking(None)
        raise _wrong(path)
    keys.remember(asked)
    return connection, asked


def not_installed(path: Path) -> BadFile:
    """That a file is encrypted and this doorstroom came without what opens it."""
    return BadFile(N_("{file} is encrypted, and this doorstroom cannot open that."), hint=INSTALL, file=path)


def _needed(path: Path) -> KeyNeeded:
    return KeyNeeded(
        N_("{file} does not open without a key."),
        hint=N_(
            "Run it on a terminal to be asked for it, or give it in DOORSTROOM_KEY or with --key-fd. If it was never "
            "encrypted, it is damaged: `doorstroom restore --list`."
        ),
        file=path,
    )


def _wrong(path: Path) -> WrongKey:
    return WrongKey(
        N_("{file} does not open with this key."),
        hint=N_(
            "Give the right one. A file that is damaged at its beginning looks the same: if you are sure of the key, see "
            "`doorstroom restore --list`."
        ),
        file=path,
    )
