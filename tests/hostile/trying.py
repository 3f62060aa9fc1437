"""Every hostile thing there is to try, on one small caseload, and how each is tried in this process or in one of its own."""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hostile import agendas, lists, others
from hostile.agendas import Back
from hostile.trials import (
    EXPORTS,
    MOST_KILOBYTES,
    MOST_SECONDS,
    Done,
    Trial,
    empty,
    faults,
    formulas,
    most_of,
    snapshot,
)

Runs = Callable[[Sequence[str], bytes], Done]
"""Runs a command line about the caseload in the folder it is in, with this on its standard input."""

AGENDA, DAY = "overleg.xlsx", "2026-11-23"
ENVIRONMENT = {"DOORSTROOM_TODAY": "2026-11-21", "DOORSTROOM_LANG": "en"}
_EXITS = {"refused": frozenset({5}), "problems": frozenset({5}), "read": frozenset({0}), "either": frozenset({0, 5})}


@dataclass(frozen=True, slots=True)
class Start:
    """A small caseload, with the agenda that was made of it and what its page saves."""

    caseload: bytes
    agenda: bytes
    saved: dict[str, Any]


def start(run: Runs, folder: Path) -> Start:
    """Make the caseload in an empty folder."""
    for line in (
        "init caseload.db",
        "add-employer Stadstram --policy-months 23",
        "add-candidate 'Fatima el Idrissi' --owner Noor --number 2041",
        "add-candidate 'Jan van der Berg' --owner Noor",
        "add-contract K1 W1 --start 2026-01-15 --end 2026-12-21",
        "add-contract K2 W1 --start 2026-01-15 --end 2026-12-28",
        "add-vacancy Hovenier W1 --start 2027-01-04",
        f"export {AGENDA} --for {DAY}",
    ):
        done = run(shlex.split(line), b"")
        assert done.exit == 0, done
    settings = json.loads(run(["settings", "--json"], b"").stdout)
    base = dict.fromkeys(agendas.COLUMNS)
    saved = {
        "format": 1,
        "meeting": DAY,
        "caseload": _mark(folder / "caseload.db", settings),
        "rows": [{"ref": "K1", "name": "Fatima el Idrissi", "base": base, "decision": "talk", "note": "belt terug"}],
    }
    return Start((folder / "caseload.db").read_bytes(), (folder / AGENDA).read_bytes(), saved)


def _mark(caseload: Path, _settings: Any) -> str:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(caseload)) as opened:
        return opened.execute("select value from setting where key = 'caseload'").fetchone()[0]


def trials(begun: Start, only: str | None = None) -> Iterator[Trial]:
    """All of them, way by way, or ``only`` one way."""
    ways: dict[str, Callable[[], Iterator[Trial]]] = {
        "import": _imports,
        "apply": lambda: _applies("apply", agendas.workbooks(begun.agenda)),
        "page": lambda: _applies("page", agendas.saved_pages(begun.saved)),
        **others.ways(begun.caseload),
    }
    for way, every in ways.items():
        if only in (None, way):
            yield from every()


def _imports() -> Iterator[Trial]:
    for bad in lists.corpus():
        yield Trial(
            way="import",
            name=bad.name,
            line=["import", bad.name],
            files={bad.name: bad.content},
            exits=_EXITS[bad.becomes],
        )


def _applies(way: str, every: Iterator[Back]) -> Iterator[Trial]:
    for back in every:
        yield Trial(
            way=way, name=back.name, line=["apply", back.name], files={back.name: back.content}, exits=back.exits
        )


@dataclass(slots=True)
class Trying:
    """Tries one thing after the other in a folder, each on the caseload as it was made, and takes down what goes wrong."""

    folder: Path
    begun: Start
    run: Runs

    def one(self, trial: Trial) -> tuple[Done, list[str]]:
        """Try it: how it ended, and everything that was not as it must be."""
        empty(self.folder)
        (self.folder / "caseload.db").write_bytes(self.begun.caseload)
        trial.set_up(self.folder)
        before = snapshot(self.folder)
        done = self.run(trial.line, trial.stdin)
        return done, faults(trial, done, before, snapshot(self.folder))

    def exported(self, run: Runs | None = None) -> list[str]:
        """What is wrong with the exports that can be made now."""
        found = []
        for line in EXPORTS:
            done = (run or self.run)(line, b"")
            name = line[1] if line[0] == "export" else "list.csv"
            if done.exit != 0:
                found.append(f"{shlex.join(line)}: exit {done.exit}: {done.stderr[-300:]}")
                continue
            content = (self.folder / name).read_bytes() if line[0] == "export" else done.stdout.encode()
            found += [f"a formula in {name}: {cell!r}" for cell in formulas(name, content)]
            if line[0] == "export":
                (self.folder / name).unlink()
        return found


# --- in a process of its own -------------------------------------------------------------------------------------

# Its own memory is told by the process itself: what the system tells holds that of who started it.
_LIMITED = f"""
import atexit, pathlib, resource, sys
@atexit.register
def tell():
    pathlib.Path(sys.argv[1]).write_text(pathlib.Path("/proc/self/status").read_text())
resource.setrlimit(resource.RLIMIT_CPU, ({MOST_SECONDS * 3}, {MOST_SECONDS * 3}))
resource.setrlimit(resource.RLIMIT_AS, ({MOST_KILOBYTES * 1024 * 8}, {MOST_KILOBYTES * 1024 * 8}))
from doorstroom.cli import main
main(sys.argv[2:])
"""


def elsewhere(folder: Path, environment: dict[str, str]) -> Runs:
    """Runs commands each in a process of its own, with what they took measured by the system."""
    temporary = Path(tempfile.mkdtemp(dir=folder.parent))

    def run(line: Sequence[str], stdin: bytes) -> Done:
        out, err, given, status_of = (temporary / name for name in ("out", "err", "in", "status"))
        given.write_bytes(stdin)
        status_of.unlink(missing_ok=True)
        with given.open("rb") as reads, out.open("wb") as writes, err.open("wb") as complains:
            process = subprocess.Popen(
                [sys.executable, "-c", _LIMITED, str(status_of), "--db", "caseload.db", *line],
                cwd=folder,
                env={**environment, **ENVIRONMENT, "TMPDIR": str(folder)},
                stdin=reads,
                stdout=writes,
                stderr=complains,
            )
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        return Done(
            process.returncode,
            out.read_text(encoding="utf-8", errors="surrogateescape"),
            err.read_text(encoding="utf-8", errors="surrogateescape"),
            used.ru_utime + used.ru_stime,
            most_of(status_of) if status_of.exists() else used.ru_maxrss,
        )

    return run


def begin(run_in: Callable[[Path], Runs], around: Path) -> Trying:
    """Everything ready in a new folder."""
    folder = around / "tried"
    folder.mkdir()
    run = run_in(folder)
    return Trying(folder, start(run, folder), run)


# --- does it bite? -----------------------------------------------------------------------------------------------


def _guard_off(patch: Any) -> None:
    from doorstroom.workbook import guard

    patch.setattr(guard, "inspect", lambda _file, _name: {})


def _cleaning_off(patch: Any) -> None:
    from doorstroom import privacy

    patch.setattr(privacy, "_unseen", lambda: re.compile(r"(?!)"))


def _apostrophe_off(patch: Any) -> None:
    from doorstroom import exports

    patch.setattr(exports, "_FORMULA", re.compile(r"(?!)"))


def _bounds_of_json_off(patch: Any) -> None:
    from doorstroom import postings

    patch.setattr(postings, "from_json", json.loads)


def _plan_off(patch: Any) -> None:
    from doorstroom import backups

    patch.setattr(backups, "safeguard", lambda caseload, before, unless=False: _kept(caseload, before))


@contextmanager
def _kept(caseload: Any, before: str) -> Iterator[None]:
    from doorstroom import backups

    backups.make(caseload.path, before=before)
    yield


def _links_followed(patch: Any) -> None:
    from doorstroom import files

    patch.setattr(files, "check", lambda *_args, **_more: None)


Switched = tuple[Callable[[Any], None], str, tuple[str, ...]]
MEASURES: dict[str, Switched] = {
    "workbooks are looked at before they are parsed": (_guard_off, "import", ("dtd-", "name-twice", "overlap")),
    "what is shown is cleaned": (_cleaning_off, "asked", ("escape as show", "right-to-left as find", "half as show")),
    "formulas in CSV are made text": (_apostrophe_off, "typed", ("formula as talent", "at as talent")),
    "numbers in JSON are bounded": (_bounds_of_json_off, "postings", ("title-huge",)),
    "a backup that was not needed goes": (_plan_off, "apply", ("decision-formula",)),
    "targets are looked at": (_links_followed, "targets", ("template over to a link", "export over to a link")),
}
