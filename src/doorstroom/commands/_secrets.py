"""Asking for what nobody may see: keys and passwords, on a terminal that does not show what is typed."""

from typing import Annotated

import typer

from doorstroom import keys, output, wording
from doorstroom.commands._app import option
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.keys import Sort
from doorstroom.report import Sentence

NewKeyFd = Annotated[int | None, option(N_("Read the new key from this descriptor."), "--new-key-fd", metavar="N")]
PasswordFd = Annotated[
    int | None, option(N_("Read the password of the workbook from this descriptor."), "--password-fd", metavar="N")
]


def ask(question: Sentence) -> str:
    """What somebody types without it being shown."""
    answer: str = typer.prompt(wording.sentence(question), hide_input=True, err=True, default="", show_default=False)
    return answer


def chosen(sort: Sort, descriptor: int | None, question: Sentence, *, how: str) -> str:
    """A new secret: given in the environment or by a descriptor, else asked for twice; ``how`` tells how to give it.

    Raises BadInput for one that is too short, and where there is nobody to ask.
    """
    keys.hand_in(sort, descriptor)
    if (given := keys.given(sort)) is not None:
        return _long_enough(given)
    if not output.can_ask():
        raise BadInput(N_("There is nobody to ask for it here: {what}."), hint=how, what=question)
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
