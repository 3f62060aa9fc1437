"""A caseload somebody works in, and the commands that are killed, starved and cut off while they change it."""

import io
import json
import os
import pickle
import shutil
import sqlite3
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from processes import words
from sqlite_utils import Database
from watched import Disk, Fails, Killed, Step

from doorstroom import backups, checks, connection, engine, names, schema, sealing
from doorstroom.cli import main
from doorstroom.errors import DoorstroomError

TODAY = date(2026, 11, 21)
OLD_SHEET = "Naam;Werkgever;Startdatum;Einddatum;Eigenaar\n" + "".join(
    f"Persoon {letter}{letter.lower()}ma;Stadstram;2026-02-01;2026-12-{10 + n};Noor\n"
    for n, letter in enumerate("ABCDEFG")
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A command line, which file it changes, and which file it writes beside it."""

    name: str
    line: str
    database: str = "caseload.db"
    target: str = ""
    is_repeatable: bool = False  # a second time finds nothing left to do


SCENES = (
    Scene("add", "add-contract K2 W1 --start 2027-01-01 --months 7"),
    Scene("import", "import sheet.csv", is_repeatable=True),
    Scene("apply", "apply agenda.xlsx --yes", is_repeatable=True),
    Scene("undo", "undo 2"),
    Scene("merge", "merge K3 K4 --yes"),
    Scene("forget", "forget K5 --anyway --yes"),
    Scene("upgrade", "candidates", database="older.db", is_repeatable=True),
    Scene("export", "export new.xlsx", target="new.xlsx"),
    Scene("export over", "export list.xlsx --force", target="list.xlsx"),
    Scene("dossier", "dossier K1 held.html", target="held.html"),
    Scene("calendar", "deadlines --ics dates.ics", target="dates.ics"),
    Scene("backup", "backup copy.db", target="copy.db"),
    Scene("restore", "restore earlier.db --yes"),
    Scene("init", "init new.db", database="new.db"),
)

# What else there is to do with a file that is encrypted.
WITH_A_KEY = (
    Scene("rekey", "rekey"),
    Scene("decrypt", "decrypt --yes"),
)
KEY, NEW_KEY = "8f" * 32, "f8" * 32

State = dict[str, list[tuple[Any, ...]]]


# --- running -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, what it said, and the steps it took on the disk where they were watched."""

    exit: int
    said: str
    steps: list[Step] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


def begin(
    folder: Path,
    line: str | Sequence[str],
    *,
    database: str = "caseload.db",
    watched: bool = False,
    fault: Killed | Fails | None = None,
    before: Callable[[], None] | None = None,
) -> int:
    """Start a command in a process of its own; its number. What it says and does comes beside the folder."""
    sys.stdout.flush()
    if child := os.fork():
        return child
    code = 99
    try:
        os.chdir(folder)
        said = os.open(f"{folder}.said", os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(said, 1)
        os.dup2(said, 2)
        sys.stdin, sys.stdout, sys.stderr = open(0, closefd=False), open(1, "w"), open(2, "w")  # noqa: SIM115
        disk = Disk(folder, fault)
        if watched or fault:
            disk.watch()
        if before:
            before()
        try:
            main(["--db", str(folder / database), *words(line)])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        sys.stdout.flush()
        sys.stderr.flush()
        taken, unseen = list(disk.steps), list(disk.unseen)
        # Whole or not at all: it may be killed here too.
        Path(f"{folder}.begun").write_bytes(pickle.dumps((taken, unseen)))
        Path(f"{folder}.begun").replace(f"{folder}.steps")
    finally:
        os._exit(code)


def end(folder: Path, process: int) -> Done:
    """Wait for a command."""
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    said, begun, steps = (Path(f"{folder}.{name}") for name in ("said", "begun", "steps"))
    # Only what this program itself wrote is read back.
    taken, unseen = pickle.loads(steps.read_bytes()) if steps.exists() else ([], [])
    done = Done(status, said.read_text() if said.exists() else "", taken, unseen)
    for file in (said, begun, steps):
        file.unlink(missing_ok=True)
    return done


def run(folder: Path, line: str | Sequence[str], **how: Any) -> Done:
    """Run a command in a process of its own, to its end."""
    return end(folder, begin(folder, line, **how))


# --- the beginning -----------------------------------------------------------------------------------------------


def build(folder: Path, *, encrypted: bool = False) -> None:
    """A folder in which somebody has worked for a while, with all that the scenes need; its caseload files ``encrypted``."""
    folder.mkdir()

    def must(line: str, exit: int = 0) -> None:
        done = run(folder, line)
        assert done.exit == exit, (line, done)

    must("init")
    must("add-employer Stadstram --policy-months 23")
    for name in ("Fatima el Idrissi", "Jan van der Berg", "Özlem Yıldız", "Ozlem Yildiz", "Piet Puk", "Ada Bos"):
        must(f"add-candidate '{name}' --owner Noor --phone 0612345678 --anyway")
    for number in range(1, 7):
        must(f"add-contract K{number} W1 --start 2026-01-15 --end 2026-12-{20 + number}")
    must("note K5 'belde over de rit'")
    (folder / "places.csv").write_text("postcode;lat;lon\n3511;52,09;5,12\n2771;52,07;4,65\n", encoding="utf-8")
    must("import places.csv --as postcodes")
    must("backup earlier.db")
    must("edit-candidate K1 --town Zeist")
    must("edit-candidate K2 --town Bunnik")
    must("export agenda.xlsx --for 2026-11-23")
    _fill_in(folder / "agenda.xlsx")
    must("export list.xlsx")
    (folder / "sheet.csv").write_text(OLD_SHEET, encoding="utf-8")
    _older(folder / "older.db")
    for file in folder.rglob("*.db") if encrypted else ():
        sealing.rewrite(file, KEY)


def _fill_in(file: Path) -> None:
    """Write decisions in an agenda, as people do."""
    book = load_workbook(file)
    page = book["Agenda"]
    for row in range(2, 6):
        page.cell(row, 6, "extend")
        page.cell(row, 8, "Bellen")
    book.save(file)


def _older(path: Path) -> None:
    """A caseload of an earlier version, with people in it."""
    with closing(sqlite3.connect(path)) as old:
        old.execute("pragma journal_mode = delete")
        old.execute(f"pragma application_id = {connection.APPLICATION_ID}")
        schema.migrations.apply(Database(old), stop_before="m009_agreement")
        old.execute("pragma user_version = 8")
        old.execute("insert into event (made_at, who, command) values ('2026-01-01T09:00:00+00:00', 'noor', 'test')")
        for number in range(1, 31):
            values = {"first_name": "Jan", "infix": "", "last_name": f"Bos{number}"}
            named = {"sort_name": names.sort_key(*values.values()), "folded": f"jan bos{number}"}
            columns = {"id": number, **values, **named, "registered_on": "2025-12-01"}
            _with_log(old, "candidate", columns)
            old.execute("insert into likeness (key, candidate) values ('bos', ?)", (number,))
        old.commit()


def _with_log(old: sqlite3.Connection, table: str, columns: dict[str, Any]) -> None:
    marks = ", ".join(f":{name}" for name in columns)
    old.execute(f"insert into {table} ({', '.join(columns)}) values ({marks})", columns)
    cursor = old.execute(f"select * from {table} where id = :id", columns)
    row = dict(zip((one[0] for one in cursor.description), cursor.fetchone(), strict=True))
    number = old.execute(
        "insert into change (event, record, record_id) values (1, ?, ?)", (table, columns["id"])
    ).lastrowid
    text = json.dumps({key: value for key, value in row.items() if value is not None}, separators=(",", ":"))
    old.execute("insert into change_value (change, after) values (?, ?)", (number, text))


# --- looking -----------------------------------------------------------------------------------------------------


def state(path: Path) -> State:
    """All that a file says but for the moments at which it was said."""
    with closing(engine.connect(path)) as opened:
        opened.row_factory = opened.row_factory or sqlite3.Row
        tables = [row[0] for row in opened.execute("select name from sqlite_schema where type = 'table' order by name")]
        return {
            table: sorted(
                (
                    tuple(row[key] for key in row.keys() if not key.endswith("_at"))  # noqa: SIM118
                    for row in opened.execute(f"select * from {table}")
                    # A mark that every file draws for itself, and the seal on those moments.
                    if table != "setting" or row["key"] not in ("caseload", "log")
                ),
                key=repr,
            )
            for table in tables
        }


@dataclass(frozen=True, slots=True)
class Known:
    """What a scene makes of the folder: what the file says before and after, and what is written beside it."""

    scene: Scene
    where: Path  # where the steps were taken
    before: State
    after: State
    written: Path | None
    steps: list[Step]
    seconds: float


def learn(scene: Scene, start: Path, folder: Path) -> Known:
    """Do a scene once without a fault, and remember what came of it."""
    shutil.copytree(start, folder)
    database = folder / scene.database
    before = _opened(folder.with_name(folder.name + "-before"), start, scene)
    began = time.monotonic()
    done = run(folder, scene.line, database=scene.database)
    seconds = time.monotonic() - began
    assert done.exit == 0, (scene, done)
    watched = folder.with_name(folder.name + "-watched")
    shutil.copytree(start, watched)
    seen = run(watched, scene.line, database=scene.database, watched=True)
    assert (seen.exit, seen.unseen) == (0, []), (scene, seen.said, seen.unseen)
    return Known(
        scene=scene,
        where=watched,
        before=before,
        after=state(database),
        written=folder / scene.target if scene.target else None,
        steps=seen.steps,
        seconds=seconds,
    )


def _opened(folder: Path, start: Path, scene: Scene) -> State:
    """What a file says once it was opened, which brings an older one up to date; nothing when it is still to be made."""
    shutil.copytree(start, folder)
    if not (folder / scene.database).exists():
        return {}
    checks.look_at(folder / scene.database, day=TODAY)
    return state(folder / scene.database)


LOST, HALF, DAMAGED, WRONG_EXIT, CHANGED = "lost", "half", "damaged", "wrong exit", "failed and changed"


def wrong(folder: Path, known: Known, start: Path, *, said_done: bool, failed: bool = False) -> list[str]:
    """What is not as promised in a folder after a fault: after what was ``said_done``, or after a command that failed."""
    scene, database = known.scene, folder / known.scene.database
    try:
        if not database.exists():
            found: State = {}
        else:
            if any(finding.code == checks.DAMAGED for finding in checks.look_at(database, day=TODAY)):
                return [DAMAGED]
            found = state(database)
    except engine.refusals("Error", DoorstroomError) as problem:
        return [f"{DAMAGED}: {problem}"]
    faults = []
    if said_done and found != known.after:
        faults.append(LOST)
    elif found not in (known.before, known.after):
        faults.append(HALF)
    elif failed and found != known.before:
        faults.append(CHANGED)
    for file in sorted(folder.rglob("*")):
        if (
            file.is_file()
            and file != database
            and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        ):
            faults += _wrong_beside(file, folder, known, start, must_be=said_done and file.name == scene.target)
    if said_done and scene.target and not (folder / scene.target).exists():
        faults.append(f"{LOST}: {scene.target}")
    return faults


def _wrong_beside(file: Path, folder: Path, known: Known, start: Path, *, must_be: bool) -> list[str]:
    """A file that is neither what it was nor what it should become."""
    was = start / file.relative_to(folder)
    content = file.read_bytes()
    if file.name.endswith("-journal") and content[:1] in (b"", b"\0"):
        # Begun and never in force: the next command that writes puts its own in the place.
        return []
    if not must_be and was.exists() and was.read_bytes() == content:
        return []
    if file.suffix == ".db":
        try:
            backups.verify(file)
            whole = state(file) in (known.before, known.after, state(was) if was.exists() else None) or (
                known.scene.database == "older.db"
            )
        except engine.refusals("Error", DoorstroomError):
            whole = False
    elif known.written is not None and file.name == known.written.name:
        whole = _is_like(content, known.written)
    else:
        whole = False
    return [] if whole else [f"{HALF}: {file.name}"]


def _is_like(content: bytes, wanted: Path) -> bool:
    """Whether a file is whole: the same as one that was written without a fault, but for the moment."""
    if wanted.suffix != ".xlsx":
        return len(content) == wanted.stat().st_size
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(wanted) as other:
            return book.testzip() is None and book.namelist() == other.namelist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        return False
