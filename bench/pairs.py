"""Time whole commands in interleaved rounds and print medians and ratios.

    python bench/pairs.py -n 15 empty="python -c pass" ours="doorstroom --version"

In each round every command runs once, each round beginning with another, so that a machine whose speed drifts moves
all of them alike. A ratio is the median of the ratios round by round, of CPU time (user and system together).
"""

import argparse
import math
import os
import pty
import shlex
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Command:
    """A command line; ``terminal`` gives it a terminal to write on, ``before`` is done first each time, uncounted.

    ``exits`` are the exit codes of a run that went as it should.
    """

    argv: Sequence[str]
    env: Mapping[str, str] | None = None
    terminal: bool = False
    before: Callable[[], object] | None = None
    exits: Sequence[int] = (0,)


@dataclass
class Timing:
    """What the runs of one command took: seconds, seconds, and the most memory of any run in MB."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak: float = 0.0
    failed: int = 0

    def ratio(self, other: "Timing") -> float:
        """How many times the CPU of another command, round by round; not a number when one of them failed."""
        if self.failed or other.failed:
            return math.nan
        return statistics.median(mine / theirs for mine, theirs in zip(self.cpu, other.cpu, strict=True))


def timings(commands: Mapping[str, Command], rounds: int, *, warm_up: int = 1) -> dict[str, Timing]:
    """What each of these commands takes, in so many rounds that count."""
    found = {name: Timing() for name in commands}
    order = list(commands.items())
    for number in range(warm_up + rounds):
        turn = number % len(order)
        for name, command in order[turn:] + order[:turn]:
            run(command, found[name] if number >= warm_up else Timing())
    return found


def run(command: Command, timing: Timing) -> None:
    """Run a command once and add what it took."""
    if command.before:
        command.before()
    with_terminal = _Terminal() if command.terminal else None
    target = with_terminal.far_end if with_terminal else subprocess.DEVNULL
    since = time.perf_counter()
    process = subprocess.Popen(
        command.argv, stdin=subprocess.DEVNULL, stdout=target, stderr=subprocess.DEVNULL, env=command.env
    )
    _, status, used = os.wait4(process.pid, 0)
    timing.wall.append(time.perf_counter() - since)
    # Popen must not wait for it a second time.
    process.returncode = os.waitstatus_to_exitcode(status)
    if with_terminal:
        with_terminal.close()
    timing.cpu.append(used.ru_utime + used.ru_stime)
    timing.peak = max(timing.peak, used.ru_maxrss / 1024)
    timing.failed += process.returncode not in command.exits


class _Terminal:
    """A terminal of which somebody reads what is written."""

    def __init__(self) -> None:
        self.near_end, self.far_end = pty.openpty()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        try:
            while os.read(self.near_end, 65536):
                pass
        except OSError:  # the way Linux says that the other end is closed
            pass

    def close(self) -> None:
        os.close(self.far_end)
        self._reader.join()
        os.close(self.near_end)


def table(found: Mapping[str, Timing]) -> str:
    """The timings in columns; the ratio is to the first."""
    first = next(iter(found.values()))
    lines = [f"{'command':24} {'cpu ms':>9} {'wall ms':>9} {'ratio':>7} {'peak MB':>8}  failed"]
    for name, timing in found.items():
        cpu, wall = (statistics.median(seconds) * 1000 for seconds in (timing.cpu, timing.wall))
        ratio = timing.ratio(first)
        lines.append(f"{name:24} {cpu:9.1f} {wall:9.1f} {ratio:7.2f} {timing.peak:8.0f}  {timing.failed or ''}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--rounds", type=int, default=15)
    parser.add_argument("commands", nargs="+", metavar="NAME=COMMAND")
    given = parser.parse_args()
    named = (text.partition("=") for text in given.commands)
    print(table(timings({name: Command(shlex.split(line)) for name, _, line in named}, given.rounds)))


if __name__ == "__main__":
    sys.exit(main())
