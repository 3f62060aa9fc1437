"""One hostile thing tried on a caseload: what was typed, what must come of it, and whatever is not as it must be.

A refusal is one line and a hint, the right exit code, and everything as it was: the caseload byte for byte, no file more and
none less. What is taken is kept as harmless text: nothing of it is shown raw, and no export made afterwards holds a formula.
"""

import csv
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

from doorstroom.exports import _FORMULA as BEGINS_A_FORMULA
from doorstroom.privacy import _unseen

# Taken before anything is switched off to see whether it is missed.
UNSEEN = _unseen()
MOST_SECONDS = 10
MOST_KILOBYTES = 300 * 1024
REFUSED = frozenset({2, 4, 5})
SECRET = "geheimvanbuiten"
"""What stands in a file that hostile files point to."""

# What stands in a file of the user's own that must never be in a refusal.
Content = bytes | Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Something hostile: files in the folder of the caseload, a command line, and the exit codes that are right."""

    way: str
    name: str
    line: Sequence[str]
    exits: frozenset[int]
    files: Mapping[str, Content] = field(default_factory=dict)
    prepare: Callable[[Path], object] | None = None
    stdin: bytes = b""
    may_write: frozenset[str] = frozenset()
    """Files that may be there afterwards, when it is taken."""
    private: tuple[str, ...] = ()
    """What stands in its cells and must not be in a refusal."""

    @property
    def called(self) -> str:
        """How it is named in what is reported."""
        return f"{self.way}: {self.name}"

    @property
    def can_be_typed(self) -> bool:
        """Whether a system passes these words on to a program."""
        try:
            return b"\0" not in os.fsencode("".join(self.line))
        except UnicodeEncodeError:
            return False

    def set_up(self, folder: Path) -> None:
        """Put its files down."""
        folder.joinpath("secret.txt").write_text(SECRET, encoding="utf-8")
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content())
        if self.prepare:
            self.prepare(folder)


@dataclass(frozen=True, slots=True)
class Done:
    """How it ended: what it said and what it took."""

    exit: int
    stdout: str
    stderr: str
    seconds: float = 0.0
    kilobytes: int = 0
    started: tuple[str, ...] = ()
    """Programs that it started and files of others that it opened, where that is watched."""


Snapshot = dict[str, bytes]


def snapshot(folder: Path) -> Snapshot:
    """Everything in a folder, with its content; of a link where it points to."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if name == "backups":
            # A backup that turned out not to be needed goes again; its folder may stay.
            continue
        if path.is_symlink():
            found[name] = b"-> " + str(path.readlink()).encode()
        elif path.is_file():
            found[name] = path.read_bytes() if path.stat().st_size < 1 << 20 else _as_it_is(path)
        else:
            found[name] = b"/"
    return found


def _as_it_is(path: Path) -> bytes:
    """A large file without reading it: its size and when it was last written."""
    about = path.stat()
    return f"{about.st_size} {about.st_mtime_ns} {about.st_mode}".encode()


def faults(trial: Trial, done: Done, before: Snapshot, after: Snapshot) -> list[str]:
    """Everything that is not as promised; an empty list when all is."""
    found = []
    if done.exit not in trial.exits:
        found.append(f"wrong exit: {done.exit}, not {sorted(trial.exits)}: {done.stderr[-300:]}")
    if done.seconds > MOST_SECONDS:
        found.append(f"slow: {done.seconds:.1f} s")
    if done.kilobytes > MOST_KILOBYTES:
        found.append(f"large: {done.kilobytes // 1024} MB")
    found += [f"started or opened: {one}" for one in done.started]
    found += _said_badly(trial, done)
    if done.exit == 0:
        new = set(after) - set(before) - trial.may_write
        if left := {name for name in new if not name.startswith("backups/")}:
            found.append(f"left behind: {sorted(left)}")
    elif after != before:
        names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        found.append(f"changed though refused: {names}")
    return found


def _said_badly(trial: Trial, done: Done) -> list[str]:
    """What is wrong with how it was told."""
    found = []
    if "Traceback" in done.stderr:
        found.append(f"a traceback: {done.stderr[-300:]}")
    for said in (done.stdout, done.stderr):
        if UNSEEN.search(said):
            found.append(f"shown raw: {said[:200]!r}")
        if SECRET in said:
            found.append("told what stands in another file")
    if done.exit != 0:
        lines = done.stderr.splitlines()
        is_error = len(lines) == 2 and lines[0].startswith("error: ") and lines[1].startswith("hint: ")
        is_plan = done.exit == 5 and lines[-1:] and lines[-1].startswith("note: Nothing was ")
        if not (is_error or is_plan):
            found.append(f"not one line and a hint: {done.stderr[:300]!r}")
        if told := [private for private in trial.private if private in done.stderr]:
            found.append(f"told what is private: {told}")
    return found


# --- what is made afterwards -------------------------------------------------------------------------------------

EXPORTS = (
    ["export", "after.xlsx", "--for", "2026-11-30", "--with", "sensitive"],
    ["export", "after.csv", "--with", "sensitive"],
    ["export", "after.json", "--with", "sensitive"],
    ["candidates", "--csv"],
    ["employers", "--csv"],
    ["contracts", "--csv"],
    ["vacancies", "--csv"],
)
_FORMULA_IN_A_SHEET = re.compile(rb"<(?:\w+:)?f[\s>/]")


def formulas(name: str, content: bytes) -> list[str]:
    """The cells of an export that a spreadsheet would compute, and the links that it would follow."""
    if name.endswith(".xlsx"):
        return _in_workbook(content)
    if name.endswith(".json"):
        return []
    text = content.decode("utf-8-sig")
    cells = (cell for row in csv.reader(StringIO(text, newline=""), delimiter=";") for cell in row)
    return [cell for cell in cells if BEGINS_A_FORMULA.match(cell)]


def _in_workbook(content: bytes) -> list[str]:
    import io

    found = []
    with ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            inside = archive.read(part)
            if part.startswith("xl/worksheets/sheet") and _FORMULA_IN_A_SHEET.search(inside):
                found.append(part)
            if b'TargetMode="External"' in inside or part.startswith(("xl/externalLinks", "xl/vbaProject")):
                found.append(part)
    return found


# --- what it takes -----------------------------------------------------------------------------------------------


def begin_to_measure() -> int:
    """Start looking at the memory of this process anew; what it has now, in kilobytes. 0 where that cannot be done."""
    if not sys.platform.startswith("linux"):
        return 0
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return 0
    return _told(_OWN, "VmRSS")


def most_since(begun: int) -> int:
    """How much more memory this process has had since then, in kilobytes."""
    return max(most_of(_OWN) - begun, 0) if begun else 0


def most_of(status: Path) -> int:
    """The most memory that a process had by its status, in kilobytes."""
    return _told(status, "VmHWM")


_OWN = Path("/proc/self/status")


def _told(status: Path, what: str) -> int:
    for line in status.read_text(encoding="ascii").splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1])
    return 0


# What starts a program or asks a machine for something.
_STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "webbrowser.open")
started: list[str] = []
"""Programs that were started, and files of others that were opened, since this was last emptied."""


@cache
def watch() -> None:
    """Take down every program that is started from now on, and every look at the secret file."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in _STARTS or event.startswith("urllib"):
            started.append(f"{event} {arguments[:1]}")
        elif event == "open" and str(arguments[0]).endswith("secret.txt") and str(arguments[1]).startswith("r"):
            started.append(f"open {arguments[0]}")

    sys.addaudithook(hook)


def empty(folder: Path) -> None:
    """Take everything out of a folder."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
