"""Connections to encrypted files, through SQLCipher; the library is loaded here and only when there is such a file.

A key of 64 hexadecimal digits is the key itself. Anything else is a passphrase, from which the key is derived as SQLCipher
does, so that its own tools open the file too; that takes a tenth of a second, and is done once for all files of a run that
have the same salt.
"""

import hashlib
import re
import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import cast

from sqlcipher3 import dbapi2

from doorstroom import engine, keys

_RAW = re.compile(r"(?:x')?([0-9a-f]{64})'?", re.IGNORECASE)
_ROUNDS = 256_000  # of SQLCipher 4
_BYTES = 32
SALT = 16


class Encrypted(dbapi2.Connection):  # type: ignore[misc]
    """A connection of SQLCipher that is counted as long as it is open, and knows the key of its file."""

    file: tuple[int, int] | None = None
    statement: str = ""

    def close(self) -> None:
        """Close it, and count it no more."""
        super().close()
        engine.closed(self.file)
        self.file = None


def opened(path: Path, key: str, salt: bytes, *, mode: str, timeout: float) -> sqlite3.Connection | None:
    """A connection to a file that this key opens; None when it does not."""
    connection = _keyed(path, _literal(key, salt), mode=mode, timeout=timeout)
    try:
        connection.execute("select count(*) from sqlite_schema")
    except dbapi2.DatabaseError as error:
        connection.close()
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        return None
    connection.file = engine.counted(path, salt)
    return cast("sqlite3.Connection", connection)


def beside(source: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A connection to a new, empty file with the key and the salt of another."""
    return cast("sqlite3.Connection", _keyed(path, cast("Encrypted", source).statement, mode="rw"))


def new(path: Path, key: str, salt: bytes) -> sqlite3.Connection:
    """A connection to a new, empty file with this key and this salt."""
    connection = _keyed(path, _literal(key, salt), mode="rw")
    connection.file = engine.counted(path, salt)
    return cast("sqlite3.Connection", connection)


def unkeyed(path: Path) -> sqlite3.Connection:
    """A connection of SQLCipher to a file that is not encrypted, which can write a copy of it that is."""
    connection = _set_up(
        dbapi2.connect(engine.address(path, "rw"), uri=True, timeout=engine.PATIENCE, factory=Encrypted)
    )
    connection.file = engine.counted(path, None)
    return cast("sqlite3.Connection", connection)


def literal(key: str, salt: bytes) -> str:
    """A key as ``attach`` takes it."""
    return _literal(key, salt)


def _keyed(path: Path, literal: str, *, mode: str, timeout: float = engine.PATIENCE) -> Encrypted:
    connection = _set_up(dbapi2.connect(engine.address(path, mode), uri=True, timeout=timeout, factory=Encrypted))
    connection.statement = literal
    # Digits only: nothing of what somebody typed is in it.
    connection.execute(f'pragma key = "{literal}"')
    return connection


def _set_up(connection: Encrypted) -> Encrypted:
    connection.isolation_level = None
    connection.row_factory = dbapi2.Row
    # What it finds wrong is told by us, once.
    connection.execute("pragma cipher_log_level = none")
    return connection


@lru_cache(maxsize=16)
def _literal(key: str, salt: bytes) -> str:
    """The key itself and the salt, as SQLCipher takes them when it need not derive anything."""
    if given := _RAW.fullmatch(key):
        return f"x'{given[1].lower()}{salt.hex()}'"
    derived = hashlib.pbkdf2_hmac("sha512", keys.in_one_form(key), salt, _ROUNDS, _BYTES)
    return f"x'{derived.hex()}{salt.hex()}'"
