"""A pager for answers that do not fit on the terminal: ``PAGER``, else ``less`` where that is at hand."""

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from doorstroom.tabular import width

_ESCAPES = "\x1b["


class Sheet(io.StringIO):
    """What will stand on a terminal of some encoding, kept until it is known whether it fits."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the terminal."""
        return self._encoding

    def isatty(self) -> bool:
        """It will be read on one."""
        return True


def command() -> Sequence[str] | None:
    """The pager to use; None where there is none, or ``PAGER`` is empty or ``cat``. On Windows only a ``PAGER`` counts."""
    chosen = os.environ.get("PAGER")
    if chosen is None:
        return ["less"] if os.name == "posix" and shutil.which("less") else None
    import shlex

    try:
        words = shlex.split(chosen, posix=os.name == "posix")
    except ValueError:
        return None
    return words if words and words != ["cat"] and shutil.which(words[0]) else None


def is_longer(text: str, lines: int, columns: int) -> bool:
    """Whether a text takes more lines than a terminal has, the line of the prompt left free."""
    taken = 0
    for line in text.splitlines():
        taken += max(1, -(-width(_without_colour(line)) // max(columns, 1)))
        if taken >= lines:
            return True
    return False


def show(text: str, pager: Sequence[str]) -> bool:
    """Show a text in a pager until the reader has seen enough; False when that cannot be started."""
    # As git does: colours shown, one screen only printed, and what was read stays on the screen.
    environment = {"LESS": "FRX", "LV": "-c"} | os.environ
    try:
        process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the user's own pager
    except OSError:
        return False
    # Ctrl-C is the pager's business while it is there.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(OSError):
            # Who leaves early has seen enough.
            process.communicate(text.encode(sys.__stdout__.encoding if sys.__stdout__ else "utf-8", "replace"))
        process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def _without_colour(line: str) -> str:
    """A line without what only colours it."""
    first, *others = line.split(_ESCAPES)
    return first + "".join(part.partition("m")[2] for part in others)
