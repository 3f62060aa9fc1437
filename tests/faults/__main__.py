"""Run the campaign and print its figures: ``python tests/faults``, with ``--long`` at its full length.

At the end each of the measures that keep the promises is switched off in turn, and the campaign must notice.
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

import scenes  # noqa: E402
import sections  # noqa: E402
from measures import MEASURES  # noqa: E402
from sections import Campaign, Tally  # noqa: E402

from doorstroom import keys  # noqa: E402

PROOF = "proof"
Part = Callable[[Campaign, Callable[[], None] | None], Tally]

SHORT: dict[str, Part] = {
    "kills": lambda campaign, off: sections.kills(campaign, at_steps=3, at_random=6, before=off),
    "power cuts": lambda campaign, off: sections.power_cuts(campaign, for_each=8, before=off),
    "full": lambda campaign, off: sections.full_disks(campaign, for_each=2, before=off),
    "damage": lambda campaign, off: sections.damage(campaign, files=6, before=off),
    "writers": lambda campaign, off: sections.crowds(campaign, sizes=(3,), changes=4, before=off),
    "clocks": lambda campaign, off: sections.clocks(campaign, zones=sections.ZONES[:2], before=off),
}
LONG: dict[str, Part] = {
    "kills": lambda campaign, off: sections.kills(campaign, at_steps=40, at_random=160, before=off),
    "power cuts": lambda campaign, off: sections.power_cuts(campaign, for_each=50, before=off),
    "full": lambda campaign, off: sections.full_disks(campaign, for_each=8, before=off),
    "damage": lambda campaign, off: sections.damage(campaign, files=300, before=off),
    "writers": lambda campaign, off: sections.crowds(campaign, sizes=(2, 4, 8, 16), changes=40, before=off),
    "clocks": lambda campaign, off: sections.clocks(campaign, before=off),
}
# With a measure off: enough to see it.
ENOUGH: dict[str, Part] = SHORT | {
    "kills": lambda campaign, off: sections.kills(campaign, at_steps=50, at_random=0, before=off),
    "power cuts": lambda campaign, off: sections.power_cuts(campaign, for_each=24, before=off),
    "full": lambda campaign, off: sections.full_disks(campaign, for_each=3, before=off),
    "writers": lambda campaign, off: sections.crowds(campaign, sizes=(4,), changes=6, before=off),
}


def main() -> int:
    """Run what was asked for; 1 when something was not as promised, or a measure that was off was not missed."""
    asked = argparse.ArgumentParser(prog="python tests/faults")
    asked.add_argument("--long", action="store_true")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--parts", nargs="*", choices=[*SHORT, PROOF], default=[*SHORT, PROOF])
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--encrypted", action="store_true", help="the same with files that only open with a key")
    given = asked.parse_args()
    for name in [name for name in os.environ if name.startswith("DOORSTROOM_")]:
        del os.environ[name]
    os.environ |= {"DOORSTROOM_TODAY": "2026-11-21", "DOORSTROOM_LANG": "en"}
    if given.encrypted:
        # Who looks at what came of it knows both keys; the commands have them from the environment.
        keys.remember(scenes.NEW_KEY)
        keys.remember(scenes.KEY)
        os.environ |= {
            keys.Sort.KEY: scenes.KEY,
            keys.Sort.OLD_KEY: scenes.NEW_KEY,
            keys.Sort.NEW_KEY: scenes.NEW_KEY,
        }
        # The measures are switched off in Python's own SQLite.
        given.parts = [part for part in given.parts if part != PROOF]
    began = time.monotonic()
    # In memory where that is possible: what is synced is told by the steps, not by this disk.
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))
    try:
        campaign = Campaign(folder, given.seed, encrypted=given.encrypted)
        parts = LONG if given.long else SHORT
        tallies = [part(campaign, None) for name, part in parts.items() if name in given.parts]
        noticed = _noticed(campaign) if PROOF in given.parts else {}
    finally:
        shutil.rmtree(folder)
    if given.json:
        print(json.dumps({"parts": [asdict(one) for one in tallies], "noticed": noticed}))  # noqa: T201
    else:
        _print(tallies, noticed, given.seed, time.monotonic() - began)
    return 1 if any(one.violations for one in tallies) or not all(noticed.values()) else 0


def _noticed(campaign: Campaign) -> dict[str, int]:
    """How often the campaign says that something is wrong with each of the measures off."""
    noticed = {}
    for name, (off, part, where) in MEASURES.items():
        with campaign.only(where):
            noticed[name] = len(ENOUGH[part](campaign, off).violations)
    return noticed


def _print(tallies: list[Tally], noticed: dict[str, int], seed: int, seconds: float) -> None:
    """The figures as tables, then what was not as promised."""
    lines = [f"seed {seed}, {seconds:.0f} s", ""]
    lines += ["| part | runs | faults | lost | half or damaged | wrong exit | else | figures |", "|---" * 8 + "|"]
    for one in tallies:
        lost, half, codes = one.count("lost"), one.count("half", "damaged"), one.count("wrong exit")
        more = ", ".join(f"{key} {value}" for key, value in one.more.items())
        cells = (one.name, one.runs, one.faults, lost, half, codes, len(one.violations) - lost - half - codes, more)
        lines.append(f"| {' | '.join(str(cell) for cell in cells)} |")
    if noticed:
        lines += ["", "| measure switched off | noticed |", "|---|---|"]
        lines += [f"| {name} | {times} × |" for name, times in noticed.items()]
    lines += [violation for one in tallies for violation in one.violations]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
