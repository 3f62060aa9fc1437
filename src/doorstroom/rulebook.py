"""Which rules hold for a caseload: those of doorstroom, and those in the folder ``rules`` beside the caseload file.

Beside it, and not with the person who asks: a team that shares a caseload must get the same answers from it.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from doorstroom import RULES
from doorstroom.i18n import N_

if TYPE_CHECKING:
    from doorstroom.rules import Rules
    from doorstroom.rules.load import Examined

FOLDER = "rules"


def folder(caseload: Path) -> Path:
    """Where the rules of one's own lie that go with a caseload file; it need not be there."""
    # ``Path.resolve`` gives up on links that lead to themselves.
    return Path(os.path.realpath(caseload)).parent / FOLDER


def of(caseload: Path) -> "Rules":
    """The rules that hold for a caseload; BadFile, naming file and rule, for a file that cannot be right."""
    return _read(folder(caseload), version(caseload))


# A change asks for them twice: for what it says and for what it keeps. Another version means that a file is another.
@lru_cache(maxsize=1)
def _read(own: Path, _version: str) -> "Rules":
    from doorstroom.rules import load

    return load.load(own)


def examine(caseload: Path) -> "Examined":
    """The same, with everything that is wrong in those files beside it."""
    from doorstroom.rules import load

    return load.examine(folder(caseload))


def check_agreement(caseload: Path, agreement: str | None) -> None:
    """Refuse a collective agreement that no rule is about; NoRule names those that there are."""
    if agreement is None:
        return
    from doorstroom.rules import ChainDeviation, NoRule

    known = of(caseload)
    if not known.deviations(agreement):
        raise NoRule(
            agreement,
            hint=N_("These are collective agreements: {keys}. Rules of your own go into {folder}."),
            keys=tuple(dict.fromkeys(rule.family for rule in known if isinstance(rule, ChainDeviation))),
            folder=folder(caseload),
        )


def version(caseload: Path) -> str:
    """What stored leave dates carry: the version of doorstroom's rules, and a trace of the rules of one's own.

    It differs as soon as one of those files does. Every command asks for it, so nothing is loaded without such files.
    """
    own = folder(caseload)
    if not own.is_dir():
        return RULES
    # The names count too: they stand in what is told of a rule.
    found = sorted((file.name, file.read_bytes()) for file in own.glob("*.toml") if file.is_file())
    if not found:
        return RULES
    from hashlib import sha256

    return f"{RULES}+{sha256(repr(found).encode()).hexdigest()[:12]}"
