"""What stands around a caseload file and can spoil it: copies that grew apart, and a drive that does not lock."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from doorstroom.connection import peek

# What Dropbox, Nextcloud, Seafile, Syncthing, OneDrive, Google Drive and iCloud put behind the name of one of two versions.
_CONFLICT = re.compile(
    r"""\ \([^)]*(?i:conflict)[^)]*\)
        | \.sync-conflict-[\w-]+
        | -(?:DESKTOP|LAPTOP|PC|WIN|MAC|NB|WS)[\w-]*
        | \ \(\d+\)
        | \ \d+""",
    re.VERBOSE,
)
_TRY = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], uri=True, timeout=0)
try:
    other.execute("begin exclusive")
except sqlite3.OperationalError:
    sys.exit(3)
"""
_REFUSED = 3
_PATIENCE = 10


def conflict_copies(caseload: Path) -> Iterator[Path]:
    """Files beside this one that a synchronised folder made of another version of it."""
    mark = peek(caseload, "caseload")
    for path in sorted(caseload.resolve().parent.glob(f"*{caseload.suffix}")):
        added = path.name.removesuffix(caseload.suffix).removeprefix(caseload.stem)
        is_named_so = path.name.startswith(caseload.stem) and _CONFLICT.fullmatch(added)
        # One that cannot be read may be one too; that of another caseload is none.
        if is_named_so and path.is_file() and peek(path, "caseload") in (mark, None):
            yield path


def locks(folder: Path, *, vfs: str = "") -> bool:
    """Whether files in a folder can be locked, so that two people cannot write at once; True where that cannot be tried.

    Tried with a file that is gone afterwards, and another process. ``vfs`` is the way in which SQLite speaks to the disk.
    """
    try:
        with TemporaryDirectory(dir=folder.resolve(), prefix=".doorstroom-", ignore_cleanup_errors=True) as own:
            name = f"{Path(own, 'try.db').as_uri()}{'?vfs=' + vfs if vfs else ''}"
            with closing(sqlite3.connect(name, uri=True, isolation_level=None, timeout=0)) as first:
                first.execute("begin exclusive")
                done = subprocess.run(  # noqa: S603 - our own code, and a name of our own
                    [sys.executable, "-I", "-c", _TRY, name], capture_output=True, timeout=_PATIENCE, check=False
                )
    except (OSError, subprocess.TimeoutExpired):
        return True
    except sqlite3.OperationalError:
        return False
    return done.returncode == _REFUSED
