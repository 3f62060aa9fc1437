"""Programs that answer a like question about 1,000 records: todoman, khal and beets, where they are installed."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from pairs import Command

RECORDS = 1000
_CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:bench\r\n{entry}END:VCALENDAR\r\n"
_TODO = (
    "BEGIN:VTODO\r\nUID:{n}\r\nSUMMARY:Contract {n}\r\nDTSTAMP:20260101T000000Z\r\nDUE;VALUE=DATE:{day:%Y%m%d}\r\n"
    "END:VTODO\r\n"
)
_EVENT = (
    "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Contract {n}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\n"
    "END:VEVENT\r\n"
)
_KHAL = """[calendars]
[[contracts]]
path = {folder}/events
type = calendar
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
_SONGS = """
import sys
from beets.library import Item, Library
library = Library(sys.argv[1])
with library.transaction():
    for n in range(int(sys.argv[2])):
        library.add(Item(title=f"title {n}", artist=f"artist {n % 50}", year=2000 + n % 30, path=b"/%d" % n))
"""


def commands(folder: Path, today: date) -> Iterator[tuple[str, Command | None]]:
    """Each peer with its command, or with None where it is not installed."""
    for name, program, prepare in (("todoman", "todo", _todoman), ("khal", "khal", _khal), ("beets", "beet", _beets)):
        found = shutil.which(program)
        yield name, Command(prepare(found, folder, today)) if found else None


def _todoman(program: str, folder: Path, today: date) -> list[str]:
    _write_entries(folder / "todos", _TODO, today)
    config = folder / "todoman.py"
    config.write_text(f"path = '{folder}/todos'\ncache_path = '{folder}/todoman.db'\n")
    return [program, "--config", str(config), "list", "--due", str(24 * 181)]


def _khal(program: str, folder: Path, today: date) -> list[str]:
    _write_entries(folder / "events", _EVENT, today)
    config = folder / "khal.conf"
    config.write_text(_KHAL.format(folder=folder))
    return [program, "-c", str(config), "list", f"{today}", "181d"]


def _beets(program: str, folder: Path, _today: date) -> list[str]:
    config, library = folder / "beets.yaml", folder / "beets.db"
    config.write_text(f"directory: {folder}/music\nlibrary: {library}\nplugins: []\n")
    python = Path(program).resolve().with_name("python")
    subprocess.run([str(python), "-c", _SONGS, str(library), str(RECORDS)], check=True, capture_output=True)
    return [program, "-c", str(config), "ls", "year:2026..2029"]


def _write_entries(folder: Path, entry: str, today: date) -> None:
    folder.mkdir()
    draw = random.Random(3)
    for n in range(RECORDS):
        day = today + timedelta(days=draw.randrange(-300, 1700))
        (folder / f"{n}.ics").write_text(_CALENDAR.format(entry=entry.format(n=n, day=day)), newline="")
