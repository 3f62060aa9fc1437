"""Whose turn it is to write: a name beside the caseload file, for who has to wait.

SQLite's own lock decides who may write; the name is only told. It is put down after the lock was got and taken away before
it is let go, so that nobody takes away that of another. What a crash leaves is written over by whoever writes next.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

_LONGEST = 1000  # bytes: a name, a machine and a moment


class Turn(NamedTuple):
    """Who writes, and since when."""

    who: str
    since: datetime  # on the clock in Amsterdam
    is_of_today: bool


@contextmanager
def taken(caseload: Path, who: str) -> Iterator[None]:
    """Let others know who is writing in a caseload file for as long as it lasts; without the right to, nobody is told."""
    note = _note(caseload)
    with suppress(OSError):
        mode = caseload.stat().st_mode & 0o666
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(note, flags, mode), "wb") as file:
            file.write(json.dumps([who, datetime.now(UTC).isoformat(), _machine(), os.getpid()]).encode())
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)


def told(caseload: Path) -> Turn | None:
    """Who says to be writing; None when nobody does, or who did is known to have crashed."""
    try:
        with _note(caseload).open("rb") as file:
            who, since, machine, process = json.loads(file.read(_LONGEST))
        since = datetime.fromisoformat(since)
        is_over = machine == _machine() and not _runs(int(process))
        if is_over or since.tzinfo is None:
            return None
        from doorstroom.clock import AMSTERDAM

        here = since.astimezone(AMSTERDAM)
    except (OSError, ValueError, TypeError, OverflowError, RecursionError):
        # It may hold anything: whoever may write in the folder may write it.
        return None
    return Turn(str(who), here, here.date() == datetime.now(here.tzinfo).date())


def _note(caseload: Path) -> Path:
    whole = caseload.resolve()
    return whole.with_name(f".{whole.name}.in-use")


def _machine() -> str:
    if sys.platform == "win32":
        return ""
    return os.uname().nodename


def _runs(process: int) -> bool:
    """Whether a process of this machine is there still; where asking is not safe, it is."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
