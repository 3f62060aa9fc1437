"""Asking before something is done that is not easily put right."""

from typing import Annotated

import typer

from doorstroom import output
from doorstroom.commands._options import flag
from doorstroom.errors import Refused
from doorstroom.i18n import N_, _
from doorstroom.report import Sentence
from doorstroom.wording import sentence

Yes = Annotated[bool, flag(N_("Do it without asking."), "--yes")]

# Whatever the language on the screen, people answer in their own.
_AGREED = {"y", "yes", "j", "ja"}


def agree(question: Sentence, *, yes: bool) -> None:
    """Go on when ``--yes`` was given or somebody on the terminal says so.

    Raises Refused where there is nobody to ask, and when the answer is no.
    """
    if yes:
        return
    if not output.can_ask():
        raise Refused(
            N_("This is not done without being asked for."),
            hint=N_("Add --yes when that is what you want, or run it on a terminal."),
        )
    answer = typer.prompt(f"{sentence(question)} {_('[y/N]')}", default="", show_default=False, err=True)
    if answer.strip().casefold() not in _AGREED:
        raise Refused(N_("Nothing was changed."), hint=N_("You said no."))
