"""Asking for what nobody may see: keys and passwords, on a terminal that does not show what is typed."""

from pathlib import Path
from typing import Annotated

import typer

from doorstroom import keys, output, wording
from doorstroom.commands._app import option
from doorstroom.errors import BadInput, Refused
from doorstroom.i18n import N_
from doorstroom.keys import Sort
from doorstroom.report import Sentence
from doorstroom.workbook import locked

NewKeyFd = Annotated[int | None, option(N_("Read the new key from this descriptor."), "--new-key-fd", metavar="N")]
PasswordFd = Annotated[
    int | None, option(N_("Read the password of the workbook from this descriptor."), "--password-fd", metavar="N")
]
NewPasswordFd = Annotated[
    int | None, option(N_("Lock it with the password from this descriptor."), "--password-fd", metavar="N")
]


def ask(question: Sentence) -> str:
    """What somebody types without it being shown."""
    import getpass

    try:
        # What Typer asks for itself is shown for as long as it takes to switch that off.
        return getpass.getpass(f"{wording.sentence(question)}: ")
    except EOFError:
        raise typer.Abort from None


def password_of(workbook: Path, descriptor: int | None) -> str | None:
    """The password of a workbook that has one, given or asked for; None where there is none or nobody to ask."""
    keys.hand_in(Sort.PASSWORD, descriptor)
    if not locked.is_locked(workbook):
        return None
    if (given := keys.given(Sort.PASSWORD)) is None and output.can_ask():
        return ask(Sentence.of(N_("Password of {file}"), file=workbook.name))
    return given


def new_password(wanted: bool, descriptor: int | None, *, is_workbook: bool) -> str | None:
    """The password for a workbook that is to be made, given or asked for twice; None where none is wanted.

    Raises BadInput for what is no workbook.
    """
    if not wanted and descriptor is None:
        return None
    if not is_workbook:
        raise BadInput(N_("Only a workbook can have a password."), hint=N_("Leave out --password, or choose xlsx."))
    locked.ready()
    return chosen(
        Sort.PASSWORD,
        descriptor,
        Sentence.of(N_("A password for the workbook")),
        how=N_("Run it on a terminal, or give the password in DOORSTROOM_PASSWORD or with --password-fd."),
    )


def new_key() -> str:
    """The key for a caseload that is to be encrypted, given or asked for twice."""
    return chosen(
        Sort.KEY,
        None,
        Sentence.of(N_("The key for this caseload")),
        how=N_("Run it on a terminal, or give the key in DOORSTROOM_KEY or with --key-fd."),
    )


def chosen(sort: Sort, descriptor: int | None, question: Sentence, *, how: str) -> str:
    """A new secret: given in the environment or by a descriptor, else asked for twice; ``how`` tells how to give it.

    Raises BadInput for one that is too short, and Refused where there is nobody to ask.
    """
    keys.hand_in(sort, descriptor)
    if (given := keys.given(sort)) is not None:
        return _long_enough(given)
    if not output.can_ask():
        raise Refused(N_("{what} is missing, and there is nobody to ask."), hint=how, what=question)
    while True:
        first = _long_enough(ask(question))
        if ask(Sentence.of(N_("Once more"))) == first:
            return first
        output.warn(Sentence.of(N_("These are not the same.")))


def _long_enough(text: str) -> str:
    if len(text) < keys.SHORTEST:
        raise BadInput(
            N_("That is too short: it is found by trying."),
            hint=N_("Take {least} characters or more; a sentence of some words is best."),
            least=keys.SHORTEST,
        )
    return text
