"""Measure doorstroom against its targets for speed and memory.

    python bench/run.py            a minute or two: 1,000 and 10,000 people
    python bench/run.py --long     much longer: 100,000 people, more rounds
    python bench/run.py S2 Q       only these targets

Nothing here is a test: a figure says what this machine did now. What is slow is found by comparing, in one run.
"""

import argparse
import math
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import peers
from pairs import Command, timings

TODAY = date(2026, 11, 21)
HERE = Path(__file__).parent
HEAVY = ("pydantic", "rich", "openpyxl", "xlsxwriter", "sqlite_utils", "jinja2", "dateutil.parser")
SMALL = 1_000


@dataclass(frozen=True)
class Figure:
    """One figure beside its bound; ``what`` says over what it is a ratio."""

    target: str
    what: str
    value: float
    bound: float | None = None
    unit: str = "×"

    def __str__(self) -> str:
        bound, verdict = "", ""
        if self.bound is not None:
            bound, verdict = f"{self.bound:g}", "yes" if self.value <= self.bound else "NO"
        if math.isnan(self.value):
            verdict = "a command failed"
        return f"{self.target:4} {self.what:80} {self.value:9.2f} {self.unit:3} {bound:>6}  {verdict}"


@dataclass(frozen=True)
class Remark:
    """What could not be measured, and why."""

    target: str
    what: str

    def __str__(self) -> str:
        return f"{self.target:4} {self.what}"


class Ground:
    """Where it is measured: a folder of its own, made as it is needed, and the sizes of this run."""

    def __init__(self, folder: Path, *, long: bool) -> None:
        self.folder = folder
        self.rounds = 15 if long else 5
        self.big = 100_000 if long else 10_000
        self.sheet_rows = 100_000 if long else 3_000
        # A workbook of 21,000 people has about 100,000 rows.
        self.exported = 21_000 if long else 2_000
        paths = [str(HERE.parent / "src"), os.environ.get("PYTHONPATH", "")]
        # As it is installed: compiled, not anew every time, and written as whole screens.
        unusual = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
        self.env = {name: value for name, value in os.environ.items() if name not in unusual} | {
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "DOORSTROOM_TODAY": f"{TODAY}",
            "DOORSTROOM_LANG": "en",
        }

    def python(self, *words: Any, **more: Any) -> Command:
        """A run of this Python."""
        return Command([sys.executable, *map(str, words)], **({"env": self.env} | more))

    def doorstroom(self, people: int, *words: Any, **more: Any) -> Command:
        """A run of doorstroom on a caseload of so many people."""
        return self.python("-m", "doorstroom", "--db", self.caseload(people), *words, **more)

    def ask(self, *words: Any, env: dict[str, str] | None = None) -> str:
        """What a script prints, also where it complains."""
        argv = [sys.executable, *map(str, words)]
        done = subprocess.run(argv, env=self.env | (env or {}), capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    def caseload(self, people: int) -> Path:
        return self._made(self.folder / f"{people}.db", "make.py", "caseload", people)

    def sheet(self, ending: str, *, bad: bool = False) -> Path:
        name = f"sheet{'-bad' if bad else ''}.{ending}"
        return self._made(self.folder / name, "make.py", "sheet", self.sheet_rows, *(["--bad"] if bad else []))

    def _made(self, file: Path, script: str, what: str, *size: Any) -> Path:
        # In a process of its own: what this one held would be counted as the memory of all it starts.
        if not file.exists():
            subprocess.run([sys.executable, HERE / script, what, file, *map(str, size)], env=self.env, check=True)
        return file


Found = Iterator[Figure | Remark]


def expiring(ground: Ground) -> Found:
    """S1-S3: the list of 1,000 people."""
    ours = ["-m", "doorstroom", "--db", ground.caseload(SMALL), "expiring"]
    loaded = ground.ask(HERE / "inside.py", "loaded", *HEAVY, "--", *ours[2:]).splitlines()[-1].split()
    yield Figure("S1", f"heavy modules loaded by `expiring`: {', '.join(loaded) or 'none'}", len(loaded), 0, "")
    sql = "select * from candidate join stay on stay.candidate = candidate.id where leaves_on <= '2027-05-21' limit 100"
    found = timings(
        {
            "nothing": ground.python("-c", "pass"),
            "floor": ground.python(HERE / "floor.py", ground.caseload(SMALL), "--as-of", TODAY),
            "piped": ground.python(*ours),
            "terminal": ground.python(*ours, terminal=True),
            "sqlite-utils": ground.python("-m", "sqlite_utils", "query", ground.caseload(SMALL), sql),
        },
        ground.rounds,
    )
    yield Figure("S2", "`expiring` on 1,000 people, piped / floor.py", found["piped"].ratio(found["floor"]), 3)
    yield Figure("S2", "… / sqlite-utils query", found["piped"].ratio(found["sqlite-utils"]), 0.65)
    yield Figure("S2", "… / an empty Python", found["piped"].ratio(found["nothing"]))
    yield Figure("S3", "the same on a terminal / piped", found["terminal"].ratio(found["piped"]), 2)


def beside_peers(ground: Ground) -> Found:
    """S2: the same beside finished programs."""
    with tempfile.TemporaryDirectory(prefix="doorstroom-peers-") as folder:
        for name, command in peers.commands(Path(folder), TODAY):
            if command is None:
                yield Remark("S2", f"{name} is not installed, so it was not compared with")
                continue
            found = timings({"ours": ground.doorstroom(SMALL, "expiring"), "peer": command}, ground.rounds, warm_up=2)
            yield Figure("S2", f"`expiring` on 1,000 people / {name}", found["ours"].ratio(found["peer"]), 0.5)


def starting(ground: Ground) -> Found:
    """S4 and S5: many commands, help, completion."""
    inside, question = HERE / "inside.py", ["--db", ground.caseload(SMALL), "expiring"]
    # As a shell asks while somebody types.
    words = "doorstroom show fat"
    completing = {"_DOORSTROOM_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "2"}
    completing["DOORSTROOM_DB"] = str(ground.caseload(10_000))
    answers = len(ground.ask("-m", "doorstroom", env=completing).split())
    found = timings(
        {
            "nothing": ground.python("-c", "pass"),
            "3": ground.python(inside, "registered", 3, *question),
            "60": ground.python(inside, "registered", 60, *question),
            "help": ground.python(inside, "registered", 60, "--help"),
            "expiring": ground.doorstroom(SMALL, "expiring"),
            "complete": ground.python("-m", "doorstroom", env=ground.env | completing),
        },
        ground.rounds,
    )
    yield Figure("S4", "`expiring` with 60 commands in the table / with 3", found["60"].ratio(found["3"]), 1.15)
    yield Figure("S4", "`--help` with 60 commands / an empty Python", found["help"].ratio(found["nothing"]), 9)
    completion = f"completing “{words}” among 10,000 ({answers} answers) / `expiring` on 1,000"
    yield Figure("S5", completion, found["complete"].ratio(found["expiring"]), 1.2)


def big_file(ground: Ground) -> Found:
    """Q1-Q5: the same questions to a big caseload, and what asks for attention in it."""
    big = f"{ground.big:,}"
    asked = (
        ("Q1", ["expiring", "--limit", "50"], 3.0),
        ("Q1", ["expiring", "--json", "--limit", "50"], 3.0),
        ("Q1", ["expiring", "--json"], 3.0),
        ("Q3", ["show", "K1"], 1.5),
        ("Q3", ["show", "DS00077"], 1.5),
        ("Q3", ["explain", "K1"], 1.5),
        ("Q3", ["find", "fatma"], 1.5),
        ("Q3", ["find", "rijn", "kassa"], 1.5),
    )
    sizes = (SMALL, ground.big)
    attention = ["attention", "--json"]
    found = timings(
        {f"{size} {words}": ground.doorstroom(size, *words) for _, words, _ in asked for size in sizes}
        | {"attention": ground.doorstroom(ground.big, *attention)},
        ground.rounds,
    )
    for target, words, bound in asked:
        small, large = (found[f"{size} {words}"] for size in sizes)
        yield Figure(target, f"`{' '.join(words)}` on {big} people / on 1,000", large.ratio(small), bound)
    steps = ground.ask(HERE / "inside.py", "plans", ground.caseload(ground.big)).splitlines()
    slow = [step for step in steps if "SCAN" in step or "TEMP B-TREE FOR ORDER BY" in step]
    yield Figure("Q2", f"steps of its query plan that look at everything ({len(steps)} in all)", len(slow), 0, "")
    yield from (Remark("", f"  {step}") for step in slow)
    seconds, same = ground.ask(HERE / "inside.py", "recomputed", ground.caseload(ground.big)).split()
    yield Figure(
        "Q5",
        f"`{' '.join(attention)}` on {big} people / `expiring --json` on them",
        found["attention"].ratio(found[f"{ground.big} {['expiring', '--json']}"]),
        1.5,
    )
    bound = 1.5 * ground.big / 100_000
    yield Figure("Q4", f"recomputing the stays of {big} people; all the same: {same}", float(seconds), bound, "s")


def changing(ground: Ground) -> Found:
    """W1: one change."""
    base, copy = ground.caseload(SMALL), ground.folder / "changed.db"
    words = ["add-contract", "K1", "W20", "--start", "2027-06-01", "--months", "7"]
    found = timings(
        {
            "ask": ground.doorstroom(SMALL, "expiring"),
            "change": ground.python(
                "-m", "doorstroom", "--db", copy, *words, before=lambda: copy.write_bytes(base.read_bytes())
            ),
        },
        ground.rounds,
    )
    yield Figure("W1", "`add-contract`, CPU / `expiring` on 1,000", found["change"].ratio(found["ask"]), 1.5)


def with_a_key(ground: Ground) -> Found:
    """E1: the list from an encrypted file."""
    keys = {"raw": "8f" * 32, "passphrase": "vier stoelen en een tafel"}
    files = {}
    for name, key in keys.items():
        files[name] = ground.folder / f"{name}.db"
        files[name].write_bytes(ground.caseload(SMALL).read_bytes())
        said = ground.ask("-m", "doorstroom", "--db", files[name], "encrypt", env={"DOORSTROOM_KEY": key})
        if "is encrypted now" not in said:
            yield Remark("E1", said)
            return
    found = timings(
        {"plain": ground.doorstroom(SMALL, "expiring")}
        | {
            name: ground.python(
                "-m", "doorstroom", "--db", files[name], "expiring", env=ground.env | {"DOORSTROOM_KEY": key}
            )
            for name, key in keys.items()
        },
        ground.rounds,
    )
    for name, bound in (("raw", 1.2), ("passphrase", 2.6)):
        what = {"raw": "with a raw key", "passphrase": "with a passphrase"}[name]
        yield Figure(
            "E1", f"`expiring` on 1,000 people, encrypted, {what} / plain", found[name].ratio(found["plain"]), bound
        )


def importing(ground: Ground) -> Found:
    """I1-I3: a big spreadsheet."""
    rows = f"{ground.sheet_rows:,} rows × 20"
    empty, target = ground.folder / "empty.db", ground.folder / "imported.db"
    if not empty.exists():
        ground.ask("-m", "doorstroom", "init", empty)
    ours = ("-m", "doorstroom", "--db", target, "import")
    fresh: dict[str, Callable[[], object]] = {"before": lambda: target.write_bytes(empty.read_bytes())}
    xlsx, sheet, bad = ground.sheet("xlsx"), ground.sheet("csv"), ground.sheet("csv", bad=True)
    found = timings(
        {
            "read": ground.python(HERE / "baselines.py", "read", xlsx),
            "xlsx": ground.python(*ours, xlsx, "--dry-run", **fresh),
            "insert": ground.python(HERE / "baselines.py", "csv", sheet, ground.folder / "rows.db"),
            "csv": ground.python(*ours, sheet, **fresh),
            "clean": ground.python(*ours, sheet, "--dry-run", **fresh),
            # A plan with problems is refused.
            "bad": ground.python(*ours, bad, "--dry-run", **fresh, exits=(0, 5, 6)),
        },
        rounds=1,
        warm_up=0,
    )
    yield Figure(
        "I1", f"`import --dry-run`, xlsx, {rows} / openpyxl reading it", found["xlsx"].ratio(found["read"]), 1.5
    )
    yield Figure("I1", "… most memory", found["xlsx"].peak, 150, "MB")
    yield Figure("I2", f"`import`, csv, {rows} / csv.reader + executemany", found["csv"].ratio(found["insert"]), 4)
    yield Figure("I2", "… most memory", found["csv"].peak, 80, "MB")
    yield Figure("I3", "`import --dry-run` with 1 % bad rows / without", found["bad"].ratio(found["clean"]), 1.2)


def exporting(ground: Ground) -> Found:
    """X1 and X2: the workbook."""
    for target, people, bound in (("X1", SMALL, 1.0), ("X2", ground.exported, 0.7)):
        book, cells = ground.folder / "ours.xlsx", ground.folder / "cells"
        said = ground.ask(*ground.doorstroom(people, "export", book, "--force").argv[1:])
        if not book.exists():
            yield Remark(target, said)
            continue
        rows = ground.ask(HERE / "baselines.py", "cells", book, cells).strip()
        found = timings(
            {
                "ours": ground.doorstroom(people, "export", book, "--force"),
                "openpyxl": ground.python(HERE / "baselines.py", "write", cells, ground.folder / "theirs.xlsx"),
            },
            rounds=1,
            warm_up=0,
        )
        what = f"`export` of {people:,} people ({rows} rows) / openpyxl writing the same cells"
        yield Figure(target, what, found["ours"].ratio(found["openpyxl"]), bound)
        yield Figure(target, "… most memory", found["ours"].peak, 120 if target == "X2" else None, "MB")


PARTS: tuple[tuple[str, Callable[[Ground], Found]], ...] = (
    ("S1 S2 S3", expiring),
    ("S2 peers", beside_peers),
    ("S4 S5", starting),
    ("Q1 Q2 Q3 Q4 Q5", big_file),
    ("W1", changing),
    ("E1", with_a_key),
    ("I1 I2 I3", importing),
    ("X1 X2", exporting),
)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="only these, such as S2 or Q; all by default")
    parser.add_argument("--long", action="store_true", help="at 100,000 people, with more rounds")
    parser.add_argument("--keep", type=Path, help="a folder in which the files made stay for a next run")
    given = parser.parse_args(arguments)
    wanted = [part for names, part in PARTS if not given.targets or any(word in names for word in given.targets)]
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores, {sys.platform}"
    )
    print(f"{'':4} {'':80} {'figure':>9} {'':3} {'bound':>6}  within")
    with tempfile.TemporaryDirectory(prefix="doorstroom-bench-") as passing:
        folder = given.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        ground = Ground(folder, long=given.long)
        for part in wanted:
            for line in part(ground):
                print(line, flush=True)


if __name__ == "__main__":
    main()
