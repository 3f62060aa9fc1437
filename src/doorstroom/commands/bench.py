"""Figures for this machine: how long the daily commands take on an invented caseload."""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from doorstroom import output, schema, settings, store
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import AsCsv, AsJson
from doorstroom.demo import caseload
from doorstroom.i18n import N_
from doorstroom.report import Field, Report, Sentence

_ROUNDS = 3
_DOORSTROOM = (sys.executable, "-m", "doorstroom")


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a command took at best, against a Python that does nothing."""

    what: str
    seconds: float
    ratio: float


TIMING: tuple[Field[Timing], ...] = (
    Field("ref", N_("Command"), lambda one: one.what),
    Field("seconds", N_("Seconds"), lambda one: round(one.seconds, 3)),
    Field("ratio", N_("Times an empty Python"), lambda one: round(one.ratio, 1)),
)


def bench(
    ctx: Ctx,
    people: Annotated[
        int, option(N_("So many invented people; 1000 by default."), "--people", metavar="N", min=1, max=1_000_000)
    ] = 1000,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Measure the daily commands on an invented caseload, which is gone afterwards."""
    with TemporaryDirectory(prefix="doorstroom-") as folder:
        place = Path(folder)
        file, book, sheet = place / "bench.db", place / "bench.xlsx", place / "bench.csv"
        _make(file, people)
        sheet.write_bytes(_run([*_DOORSTROOM, "--db", str(file), "candidates", "--csv"]))
        commands = {
            "--version": ["--version"],
            "expiring": ["expiring", "--json"],
            "explain": ["explain", "K1"],
            "export": ["export", str(book), "--force"],
            "import": ["import", str(sheet), "--dry-run"],
        }
        nothing = _best([sys.executable, "-c", "pass"])
        timings = []
        for name, words in commands.items():
            output.progress(Sentence.of(N_("measuring {command} …"), command=name))
            seconds = _best([*_DOORSTROOM, "--db", str(file), *words])
            timings.append(Timing(name, seconds, seconds / nothing))
    output.show(
        Report(
            title=Sentence.of(N_("On this machine, with {people} invented people"), people=people),
            fields=TIMING,
            rows=timings,
        )
    )


def _make(file: Path, people: int) -> None:
    invented = caseload(settings.today(), people=people)
    schema.create(file)
    with store.open(file, command="bench", who="bench") as filled:
        filled.fill(*invented.facts)


def _run(command: Sequence[str]) -> bytes:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - our own program


def _best(command: Sequence[str]) -> float:
    """The shortest of a few runs in seconds: what disturbs a run only makes it longer."""
    taken = []
    for _ in range(_ROUNDS):
        before = time.perf_counter()
        _run(command)
        taken.append(time.perf_counter() - before)
    return min(taken)
