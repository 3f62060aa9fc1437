"""Try every hostile thing and print the figures: ``python tests/hostile``, with ``--long`` each in a process of its own."""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

import pytest  # noqa: E402
from hostile import trying  # noqa: E402
from hostile.here import runs_here  # noqa: E402
from processes import environment  # noqa: E402

# Enough to see that a command in a process of its own does the same.
ONE_IN = 130


@dataclass(slots=True)
class Figures:
    """What became of the things that were tried by one way."""

    tried: int = 0
    exits: Counter[int] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[int, str] = (0, "")
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    """Try what was asked for; 1 when something was not as promised."""
    asked = argparse.ArgumentParser(prog="python tests/hostile")
    asked.add_argument("--long", action="store_true", help="each in a process of its own, which takes an hour")
    asked.add_argument("--some", action="store_true", help="a few of them, in processes of their own")
    asked.add_argument("--ways", nargs="*")
    given = asked.parse_args()
    began = time.monotonic()
    around = Path(tempfile.mkdtemp())
    found: dict[str, Figures] = {}
    patch = pytest.MonkeyPatch()
    try:
        here = trying.begin(lambda folder: runs_here(folder, patch), around)
        apart = trying.elsewhere(here.folder, environment()) if given.long or given.some else here.run
        ready = trying.Trying(here.folder, here.begun, apart)
        for number, trial in enumerate(trying.trials(ready.begun)):
            if (not given.ways or trial.way in given.ways) and trial.can_be_typed:
                if given.some and number % ONE_IN:
                    continue
                _take_down(found.setdefault(trial.way, Figures()), ready, trial, None if given.some else here.run)
    finally:
        patch.undo()
        shutil.rmtree(around)
    _print(found, time.monotonic() - began)
    return 1 if any(one.wrong for one in found.values()) else 0


def _take_down(figures: Figures, ready: trying.Trying, trial: trying.Trial, here: trying.Runs | None) -> None:
    """Try one thing, and make every export ``here`` when it was taken."""
    done, wrong = ready.one(trial)
    if here and done.exit == 0 and trial.way not in ("rules", "restore", "caseload"):
        wrong += ready.exported(here)
    figures.tried += 1
    figures.exits[done.exit] += 1
    figures.slowest = max(figures.slowest, (done.seconds, trial.name))
    figures.largest = max(figures.largest, (done.kilobytes, trial.name))
    figures.wrong += [f"{trial.called}: {one}" for one in wrong]


def _print(found: dict[str, Figures], seconds: float) -> None:
    """The figures as a table, then what was not as promised."""
    lines = [f"{seconds:.0f} s", "", "| way | tried | refused | taken | slowest | largest | wrong |", "|---" * 7 + "|"]
    for way, one in found.items():
        taken = one.exits[0]
        cells = (way, one.tried, one.tried - taken, taken, f"{one.slowest[0]:.1f} s ({one.slowest[1]})")
        more = (f"{one.largest[0] // 1024} MB ({one.largest[1]})", len(one.wrong))
        lines.append(f"| {' | '.join(str(cell) for cell in (*cells, *more))} |")
    lines += [wrong for one in found.values() for wrong in one.wrong]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
