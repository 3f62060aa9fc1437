"""Run the campaign and print its figures: ``python tests/faults``, with ``--long`` at its full length.

``--without MEASURE`` switches off one of the measures that keep the promises; then it must find something.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

import sections  # noqa: E402
from measures import MEASURES  # noqa: E402
from sections import Campaign, Tally  # noqa: E402

Part = Callable[[Campaign, Callable[[], None] | None], Tally]

SHORT: dict[str, Part] = {
    "kills": lambda campaign, off: sections.kills(campaign, at_steps=3, at_random=6, before=off),
    "power cuts": lambda campaign, off: sections.power_cuts(campaign, for_each=8, before=off),
    "full": lambda campaign, off: sections.full_disks(campaign, for_each=2, before=off),
    "damage": lambda campaign, off: sections.damage(campaign, files=10, before=off),
    "writers": lambda campaign, off: sections.crowds(campaign, sizes=(3,), changes=4, before=off),
    "clocks": lambda campaign, off: sections.clocks(campaign, zones=sections.ZONES[:2], before=off),
}
LONG: dict[str, Part] = {
    "kills": lambda campaign, off: sections.kills(campaign, at_steps=30, at_random=120, before=off),
    "power cuts": lambda campaign, off: sections.power_cuts(campaign, for_each=50, before=off),
    "full": lambda campaign, off: sections.full_disks(campaign, for_each=12, before=off),
    "damage": lambda campaign, off: sections.damage(campaign, files=300, before=off),
    "writers": lambda campaign, off: sections.crowds(campaign, sizes=(2, 4, 8, 16), changes=40, before=off),
    "clocks": lambda campaign, off: sections.clocks(campaign, before=off),
}
# With a measure off: enough to see it.
ENOUGH: dict[str, Part] = SHORT | {
    "kills": lambda campaign, off: sections.kills(campaign, at_steps=14, at_random=0, before=off),
    "power cuts": lambda campaign, off: sections.power_cuts(campaign, for_each=30, before=off),
    "full": lambda campaign, off: sections.full_disks(campaign, for_each=6, before=off),
    "writers": lambda campaign, off: sections.crowds(campaign, sizes=(4,), changes=6, before=off),
}


def main() -> int:
    """Run what was asked for; 1 when something was not as promised."""
    asked = argparse.ArgumentParser(prog="python tests/faults")
    asked.add_argument("--long", action="store_true")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--without", choices=list(MEASURES))
    asked.add_argument("--parts", nargs="*", choices=list(SHORT))
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    for name in [name for name in os.environ if name.startswith("DOORSTROOM_")]:
        del os.environ[name]
    os.environ |= {"DOORSTROOM_TODAY": "2026-11-21", "DOORSTROOM_LANG": "en"}
    began = time.monotonic()
    # In memory where that is possible: what is synced is told by the steps, not by this disk.
    memory = Path("/dev/shm")  # noqa: S108
    folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))
    try:
        tallies = _tallies(folder / "campaign", given)
    finally:
        shutil.rmtree(folder)
    if given.json:
        print(json.dumps([asdict(one) for one in tallies]))  # noqa: T201
    else:
        _print(tallies, given.seed, time.monotonic() - began)
    return 1 if any(one.violations for one in tallies) else 0


def _tallies(folder: Path, given: argparse.Namespace) -> list[Tally]:
    folder.mkdir()
    if given.without:
        off, part, scenes = MEASURES[given.without]
        return [ENOUGH[part](Campaign(folder, given.seed, scenes), off)]
    parts = LONG if given.long else SHORT
    campaign = Campaign(folder, given.seed)
    return [part(campaign, None) for name, part in parts.items() if not given.parts or name in given.parts]


def _print(tallies: list[Tally], seed: int, seconds: float) -> None:
    """The figures as a table, then what was not as promised."""
    print(f"seed {seed}, {seconds:.0f} s\n")  # noqa: T201
    print("| part | runs | faults | lost | half or damaged | wrong exit | else | figures |")  # noqa: T201
    print("|---|---|---|---|---|---|---|---|")  # noqa: T201
    for one in tallies:
        lost, half = one.count("lost"), one.count("half", "damaged")
        codes = one.count("wrong exit")
        more = ", ".join(f"{key} {value}" for key, value in one.more.items())
        cells = (one.name, one.runs, one.faults, lost, half, codes, len(one.violations) - lost - half - codes, more)
        print(f"| {' | '.join(str(cell) for cell in cells)} |")  # noqa: T201
    for one in tallies:
        for violation in one.violations:
            print(violation)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
