"""What can stand on a disk after the power went: what was synced is there, the rest may be, in part or in another order.

A model of a disk that tells the truth about ``fsync`` and of a file system that keeps its names in order: content that
was not synced is dropped, kept, kept in part or torn; of the names that were given since their folder was last synced the
first few are there. Nothing is taken to be synced that no step said so of.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from watched import Step

Disk = Mapping[str, bytes]
_SECTOR = 512


class _Content:
    """What a file holds for certain, and what may have reached it."""

    def __init__(self, content: bytes = b"") -> None:
        self.certain = content
        self.waiting: list[Step] = []

    def after(self, random: Random, how: str) -> bytes:
        """What it holds when the power is back."""
        content = bytearray(self.certain)
        for number, step in enumerate(self.waiting):
            is_last = number == len(self.waiting) - 1
            if how == "dropped" or (how == "in part" and random.random() < 0.5):
                continue
            torn = how == "torn" and (is_last or random.random() < 0.2)
            _do(content, step, random.randrange(len(step.content) // _SECTOR + 1) * _SECTOR if torn else None)
        return bytes(content)

    def settle(self) -> None:
        """All that was waiting is on the disk."""
        content = bytearray(self.certain)
        for step in self.waiting:
            _do(content, step, None)
        self.certain, self.waiting = bytes(content), []


def _do(content: bytearray, step: Step, length: int | None) -> None:
    """Write or cut, or as much of a write as was done."""
    if step.what == "truncate":
        del content[step.offset :]
        content.extend(bytes(step.offset - len(content)))
        return
    part = step.content if length is None else step.content[:length]
    if part:
        content.extend(bytes(max(0, step.offset - len(content))))
        content[step.offset : step.offset + len(part)] = part


WAYS = ("dropped", "kept", "in part", "torn")


def after_the_cut(before: Disk, steps: list[Step], random: Random, how: str) -> Disk:
    """The files, by path, when the power goes after these steps."""
    certain = {path: _Content(content) for path, content in before.items()}
    now = dict(certain)
    waiting: list[tuple[Step, _Content | None]] = []
    for step in steps:
        match step.what:
            case "write" | "truncate":
                now[step.path].waiting.append(step)
            case "sync":
                now[step.path].settle()
            case "sync-folder":
                for done, content in waiting:
                    _name(certain, done, content)
                waiting = []
            case _:
                content = _Content() if step.what == "create" else now[step.path]
                _name(now, step, content)
                waiting.append((step, content))
    so_many = {"dropped": 0, "kept": len(waiting)}.get(how, random.randint(0, len(waiting)))
    for done, content in waiting[:so_many]:
        _name(certain, done, content)
    return {path: content.after(random, how) for path, content in certain.items()}


def _name(names: dict[str, _Content], step: Step, content: _Content | None) -> None:
    """Give or take a name."""
    if step.what in ("unlink", "rename"):
        names.pop(step.path, None)
    if step.what != "unlink" and content is not None:
        names[step.other or step.path] = content


def cuts(before: Disk, steps: list[Step], random: Random, at_most: int) -> Iterator[tuple[bool, Disk]]:
    """So many disks after a cut somewhere in these steps; whether all were done, so that the command had said so.

    Half of them are where it matters: right before or after a sync or a change of a name, and at the end.
    """
    places = [n for n, step in enumerate(steps) if step.what not in ("write", "truncate")]
    for number in range(at_most):
        how = WAYS[number % len(WAYS)]
        if number < len(WAYS):
            place = len(steps)
        elif places and random.random() < 0.7:
            place = random.choice(places) + random.randint(0, 1)
        else:
            place = random.randint(0, len(steps))
        yield place == len(steps), after_the_cut(before, steps[:place], random, how)


def read(folder: Path) -> Disk:
    """What stands in a folder, all of it synced."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(disk: Disk, source: Path, folder: Path) -> None:
    """Put a disk down in another folder."""
    for path, content in disk.items():
        target = folder / Path(path).relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
