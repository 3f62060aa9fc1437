"""Pages as a reader follows them: every command in a ``console`` block, in order, with what the page says it shows.

A page says in comments, which nobody sees, what its reader has at hand:

    <!-- start: docs -->       from here on: a fresh folder with the files of ``starts.FILES`` and a caseload (the default),
                               or ``empty`` for a caseload without anybody, or ``nothing`` for no caseload at all;
                               ``returned`` has the workbook of a meeting beside it, ready to be applied; in ``undone``
                               the last command was taken back; ``encrypted`` opens with the key of ``starts.KEY``;
                               ``not here`` is for `bench`, which takes too long and has tests of its own
    <!-- file: x.csv -->      the next block is a file of this name that the reader saves
    <!-- exit: 6 -->           the commands of the next block end with this code
    <!-- answers: Name = Ada Vos; … -->   the commands of the next block are typed on a terminal, with these answers
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Programs of others that pages tell people to use; they are not run here.
OTHERS = {"pip", "pipx", "py", "python3", "uv", "pybabel", ".venv/bin/python", ".venv/bin/ruff", "sh"}

_COMMENT = re.compile(r"\s*<!-- (start|exit|answers): (.*?) -->\s*")
_FILE = re.compile(r"^<!-- file: (\S+) -->\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STARTS = {"docs", "returned", "undone", "empty", "nothing", "encrypted", "not here"}


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a page: where it stands, what it is, what the page shows of it, and what is to be ready before it."""

    line: int
    command: str
    shown: tuple[str, ...]
    start: str | None = None
    exit: int = 0
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """The words of the command line."""
        return shlex.split(self.command, comments=True)

    @property
    def is_ours(self) -> bool:
        """Whether it is a command of doorstroom; a program that nobody knows fails."""
        program = self.words[0]
        assert program in {"doorstroom", *OTHERS}, f"line {self.line}: nobody knows the program {program}"
        return program == "doorstroom"


def steps(page: Path) -> Iterator[Step]:
    """The commands of a page in order; a comment that is not understood fails."""
    lines = page.read_text(encoding="utf-8").splitlines()
    said: dict[str, str] = {"start": "docs"}
    block: list[tuple[int, str]] | None = None
    for number, line in enumerate(lines, start=1):
        if block is not None:
            if line.strip() == "```":
                for step in _block(block, said):
                    yield step
                    said.pop("start", None)
                said.pop("exit", None)
                said.pop("answers", None)
                block = None
            else:
                block.append((number, line))
        elif line.strip() == "```console":
            block = []
        elif comment := _COMMENT.fullmatch(line):
            said[comment[1]] = comment[2]
            assert comment[1] != "start" or comment[2] in _STARTS, f"line {number}: {comment[2]} is no start"
    assert block is None, "a block is not closed"
    assert not {"exit", "answers"} & said.keys(), "a comment about a next block is the last of its page"


def files(page: Path) -> dict[str, str]:
    """What the reader of a page saves in files, by name."""
    return dict(_FILE.findall(page.read_text(encoding="utf-8")))


def _block(lines: list[tuple[int, str]], said: dict[str, str]) -> Iterator[Step]:
    """The commands of one block: a line after $, with all lines that end in a backslash; what follows is what it shows."""
    found: list[tuple[int, str, list[str]]] = []
    for number, line in lines:
        goes_on = bool(found) and found[-1][1].endswith("\\") and not found[-1][2]
        if line.startswith("$ "):
            found.append((number, line[2:], []))
        elif goes_on:
            found[-1] = (found[-1][0], found[-1][1][:-1] + line.strip(), [])
        elif line.startswith("> "):
            # A terminal of Windows, where nothing of ours differs.
            continue
        else:
            assert found, f"line {number}: a block begins with a command after “$ ”"
            found[-1][2].append(line)
    for place, (number, command, shown) in enumerate(found):
        answers = dict(re.split(r"\s*=\s*", one, maxsplit=1) for one in said.get("answers", "").split("; ") if one)
        yield Step(
            line=number,
            command=command,
            shown=tuple(shown),
            start=said.get("start") if place == 0 else None,
            exit=int(said.get("exit", 0)),
            answers=answers,
        )


def differs(shown: tuple[str, ...], said: str) -> str | None:
    """How what a page shows differs from what was said; a line with … alone stands for any lines."""
    wanted = [line.rstrip() for line in shown]
    while wanted and not wanted[-1]:
        wanted.pop()
    if not wanted:
        return None
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line) + r"\n" for line in wanted)
    text = "".join(line.rstrip() + "\n" for line in said.splitlines())
    return None if re.fullmatch(pattern, text) else f"it says:\n{text}"
