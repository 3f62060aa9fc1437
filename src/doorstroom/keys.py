"""Keys of encrypted caseload files and passwords of workbooks: where they come from, and where they are kept for one run.

Each is asked for on a terminal, or given by the environment or a file descriptor. None is ever a value on the command line,
where it would stay in the history of the shell and stand in the list of processes. What the environment gives is taken out
of it at once, so that no process that doorstroom starts gets it too.
"""

import os
import unicodedata
from collections.abc import Callable, MutableMapping
from enum import StrEnum

from doorstroom.errors import BadInput
from doorstroom.i18n import N_

# More than anybody has, and less than what a wrong descriptor could pour out.
_LONGEST = 4096
# Shorter ones are found by trying.
SHORTEST = 8


class Sort(StrEnum):
    """What is secret, called as its variable in the environment."""

    KEY = "DOORSTROOM_KEY"
    NEW_KEY = "DOORSTROOM_NEW_KEY"
    OLD_KEY = "DOORSTROOM_OLD_KEY"
    PASSWORD = "DOORSTROOM_PASSWORD"  # noqa: S105 - the name, not the word


class _Kept:
    """The secrets of this run. They are in no representation of it."""

    def __init__(self) -> None:
        self.given: dict[Sort, str] = {}
        self.asked: list[str] = []
        self.ask: Callable[[str], str] | None = None


_kept = _Kept()


def begin(environ: MutableMapping[str, str] = os.environ) -> None:
    """Take the secrets that this run is given out of the environment."""
    global _kept
    _kept = _Kept()
    for sort in Sort:
        if text := environ.pop(sort, ""):
            _kept.given[sort] = text


def hand_in(sort: Sort, descriptor: int | None) -> None:
    """Read a secret from an open file descriptor, to its end or that of its line; BadInput when there is nothing to read."""
    if descriptor is None:
        return
    try:
        # Not a byte more than its line: what comes after it on standard input is for the command.
        with open(descriptor, "rb", buffering=0, closefd=descriptor > 2) as file:
            line = file.readline(_LONGEST).rstrip(b"\r\n")
    except (OSError, OverflowError):
        line = b""
    if not line:
        raise BadInput(
            N_("There is nothing to read from file descriptor {number}."),
            hint=N_("Open it for doorstroom, as in `--key-fd 3 3< FILE`."),
            number=descriptor,
        )
    _kept.given[sort] = os.fsdecode(line)


def asking(ask: Callable[[str], str] | None) -> None:
    """Have what is not given asked for in this way: a function that gets the name of a file; None when nobody is there."""
    _kept.ask = ask


def given(sort: Sort) -> str | None:
    """What the environment or a descriptor gave, if anything."""
    return _kept.given.get(sort)


def known() -> list[str]:
    """The keys that may open a file, the likeliest first, without asking."""
    return [*_kept.asked, *(_kept.given[sort] for sort in (Sort.KEY, Sort.OLD_KEY) if sort in _kept.given)]


def was_asked() -> bool:
    """Whether somebody typed a key in this run."""
    return bool(_kept.asked)


def asked_for(file: str) -> str | None:
    """The key that somebody types for a file; None where nobody can be asked."""
    return _kept.ask(file) if _kept.ask else None


def remember(text: str) -> None:
    """Know a key for the rest of this run, before all others."""
    _kept.asked.insert(0, text)


def in_one_form(text: str) -> bytes:
    """A secret as bytes: letters with accents count the same however a keyboard makes them."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogateescape")
