"""What must be known before a command line is read: the language of its help, and the keys that this run was given."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from doorstroom import engine, i18n, keys, output, settings
from doorstroom.connection import peek
from doorstroom.errors import DoorstroomError
from doorstroom.i18n import N_
from doorstroom.report import Sentence

_ROOT_OPTIONS = ("--db", "--lang", "--key-fd")
_GIVES_A_KEY = ("encrypt", "init")


def settle(arguments: Sequence[str]) -> None:
    """Take the keys out of the environment and choose the language, for a command line or one that a shell completes."""
    before = _before_the_command(arguments or _line_so_far())
    keys.begin()
    # What is wrong with a descriptor is said when the options are read.
    if (descriptor := before.get("--key-fd", "")).isdecimal():
        with suppress(DoorstroomError):
            keys.hand_in(keys.Sort.KEY, int(descriptor))
    i18n.choose(_language(before))


def ask_for_keys(descriptor: int | None, caseload: Path, command: str | None) -> None:
    """Ask for the key of an encrypted file where nothing gives it and somebody is there.

    Says so when a key was given for a file that is not encrypted. Raises BadInput for an empty descriptor.
    """
    if descriptor is not None and keys.given(keys.Sort.KEY) is None:
        keys.hand_in(keys.Sort.KEY, descriptor)
    if output.can_ask():
        keys.asking(_ask)
    if keys.given(keys.Sort.KEY) and command not in _GIVES_A_KEY and engine.is_plain(caseload):
        from doorstroom.registers.key import not_needed

        output.warn(not_needed(caseload))


def _ask(file: str) -> str:
    from doorstroom.commands._secrets import ask

    return ask(Sentence.of(N_("Key of {file}"), file=file))


def _line_so_far() -> list[str]:
    """The words after the program's name on a line that a shell asks to complete, which it does not give as arguments."""
    return (os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS") or "").split()[1:]


def _language(before: dict[str, str]) -> str:
    """``--lang``, else ``DOORSTROOM_LANG``, else what the caseload says, else the locale's, else English."""
    for chosen in (before.get("--lang"), settings.language_asked_for()):
        if chosen in i18n.LANGUAGES:
            return chosen
    kept = peek(settings.database(before.get("--db")), "lang")
    return kept if kept in i18n.LANGUAGES else i18n.from_environment()


def _before_the_command(arguments: Sequence[str]) -> dict[str, str]:
    """The root options as given; help is built before Typer reads them, so they are looked at here first."""
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-"):
            break
        name, equals, value = argument.partition("=")
        if name in _ROOT_OPTIONS:
            found[name] = value if equals else next(rest, "")
    return found
