"""Draw docs/expiring.svg: the beginning of the demo's list as a terminal shows it. Needs a system with terminals."""

import io
import os
import pty
import re
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS = 100
ROWS = 22
COMMAND = "expiring --months 6"
# As rich draws it, without the letters that it would fetch from the network.
WITHOUT_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def on_a_terminal(words: list[str], folder: str) -> str:
    """What doorstroom shows on a terminal of its own."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ |= {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "DOORSTROOM_TODAY": "2026-11-21"}
        # Nobody is there to leave a pager.
        os.environ |= {"DOORSTROOM_LANG": "en", "PAGER": "cat"}
        for name in ("COLORTERM", "NO_COLOR", "DOORSTROOM_DB"):
            os.environ.pop(name, None)
        os.execv(sys.executable, [sys.executable, "-m", "doorstroom", *words])
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    os.waitpid(child, 0)
    return shown.decode().replace("\r\n", "\n")


def picture() -> str:
    """The picture as it should be."""
    with tempfile.TemporaryDirectory() as folder:
        on_a_terminal(["demo"], folder)
        shown = on_a_terminal(["--db", "doorstroom-demo.db", *COMMAND.split()], folder)
    lines = shown.rstrip().splitlines()
    # Whoever is not on the list is counted below it, from the last empty line on.
    below = len(lines) - lines[::-1].index("")
    table, sums = lines[: ROWS - len(lines[below:])], lines[below:]
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for line in [*table, "…", "", *sums]:
        console.print(Text.from_ansi(line))
    return WITHOUT_FONTS.sub("", console.export_svg(title=f"doorstroom {COMMAND}", unique_id="expiring"))


if __name__ == "__main__":
    Path(__file__).with_name("expiring.svg").write_text(picture(), encoding="utf-8")
