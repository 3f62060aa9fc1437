"""The options that commands share: how a day, a number, a text or a record is asked for, completed and refused."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import typer

from doorstroom import connection, dates, output, privacy, settings
from doorstroom.choices import Kind
from doorstroom.commands._app import option
from doorstroom.errors import BadInput, DoorstroomError, Refused
from doorstroom.i18n import N_, _
from doorstroom.report import Sentence

T = TypeVar("T")


class Profile(StrEnum):
    """What a list or workbook may hold besides the ordinary."""

    SENSITIVE = "sensitive"


def as_number(text: str) -> float:
    """A number as people type it; BadInput for anything else."""
    try:
        if not re.fullmatch(r"\d{1,9}(?:[.,]\d{1,4})?", text, re.ASCII):
            raise ValueError(text)
        return float(text.replace(",", "."))
    except ValueError:
        raise BadInput(N_("{text} is not a number."), hint=N_("Write it as 24 or 25,5."), text=text or "''") from None


def as_cents(text: str) -> int:
    """An amount in euros as cents; BadInput for anything else."""
    return round(as_number(text) * 100)


def months_in(text: str) -> int:
    """A whole number of months; BadInput for anything else."""
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or not 1 <= int(text) <= 240:
        raise BadInput(N_("{text} is no number of months."), hint=N_("Give 1 to 240 months."), text=text or "''")
    return int(text)


def people_in(text: str) -> int:
    """A whole number of people; BadInput for anything else."""
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII):
        raise BadInput(N_("{n} is no number of people."), hint=N_("Give 1 or more."), n=text or "''")
    return int(text)


def whole_number(text: str) -> int:
    """A whole number; BadInput for anything else."""
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        raise BadInput(N_("{text} is not a number."), hint=N_("Give a whole number."), text=text or "''")
    return int(text)


def guarded(text: str) -> str:
    """A text without a BSN, with a warning when it may say what should not be kept."""
    text = privacy.without_bsn(text)
    if found := privacy.sensitive_words(text):
        output.warn(
            Sentence.of(
                N_("“{words}” may be about health or offences; write what work must offer instead (--need)."),
                words=found,
            )
        )
    return text


def called(text: str) -> str:
    """A name; BadInput for a dash, since nobody is without one."""
    if text.strip() == "-":
        raise BadInput(N_("A name cannot be cleared."), hint=N_("Give another name."))
    return guarded(text)


def complete(*kinds: Kind) -> Callable[[Any, str], Iterator[tuple[str, str]]]:
    """Completion of a REF or the beginning of a name, each with who it is."""

    def suggestions(ctx: Any, incomplete: str) -> Iterator[tuple[str, str]]:
        from doorstroom import search

        try:
            with connection.reading(settings.database(ctx.find_root().params.get("db"))) as caseload:
                yield from search.suggestions(caseload, incomplete, *kinds)
        except DoorstroomError:
            # A shell that completes has nowhere to show what is wrong; the command itself will say it.
            return

    return suggestions


def employer_meant(caseload: connection.Connection, text: str | None) -> int | None:
    """The number of the employer that ``--employer`` means; None where nothing was asked."""
    if text is None:
        return None
    from doorstroom import search

    return search.resolve(caseload, text, Kind.EMPLOYER).id


def ref(help: str, *kinds: Kind, metavar: str = "REF") -> Any:
    """An argument that names a record."""
    return typer.Argument(help=help, metavar=metavar, autocompletion=complete(*kinds), show_default=False)


AsJson = Annotated[bool, typer.Option("--json", help=N_("Print JSON, for other programs."))]
AsCsv = Annotated[bool, typer.Option("--csv", help=N_("Print CSV, for spreadsheets."))]

NoPager = Annotated[bool, typer.Option("--no-pager", help=N_("Show it at once, however long it is."))]


def day(help: str, *names: str) -> Any:
    """An option that takes a day."""
    return option(help, *names, parser=dates.parse_day, metavar=N_("DATE"))


def number(help: str, *names: str) -> Any:
    """An option that takes a number, with a decimal comma or point."""
    return option(help, *names, parser=as_number, metavar="N")


def record(help: str, name: str, *kinds: Kind) -> Any:
    """An option that names a record, by its REF or part of its name."""
    return option(help, name, metavar="REF", autocompletion=complete(*kinds))


def months(help: str, *names: str) -> Any:
    """An option that takes a number of months."""
    return option(help, *names, metavar="N", min=1, max=240)


def text(help: str, *names: str) -> Any:
    """An option that takes a text on one line."""
    return option(help, *names, parser=guarded, metavar=N_("TEXT"))


def code(help: str, *names: str) -> Any:
    """An option that takes a number or address that only identifies, which may look like anything."""
    return option(help, *names, parser=privacy.one_line, metavar=N_("TEXT"))


def flag(help: str, *names: str) -> Any:
    """An option without a value."""
    return option(help, *names)


def argument(help: str, metavar: str) -> Any:
    """An argument that takes a text on one line."""
    return typer.Argument(help=help, metavar=metavar, parser=guarded, show_default=False)


AsOf = Annotated[date | None, day(N_("Answer as it stands on this day."), "--as-of")]

# Whose part of the caseload a list is about.
OfOwner = Annotated[str | None, text(N_("Only with this owner."), "--owner")]
OfCoach = Annotated[str | None, text(N_("Only with this coach."), "--coach")]
AtEmployer = Annotated[str | None, record(N_("Only at this employer."), "--employer", Kind.EMPLOYER)]
IsSubsidised = Annotated[
    bool | None, flag(N_("Only in subsidised contracts, or only in others."), "--subsidised/--not-subsidised")
]
Within = Annotated[int, months(N_("Who leaves within so many months; 6 by default."), "--months")]
WithSensitive = Annotated[
    list[Profile] | None, option(N_("“sensitive”: with target group, benefit and the like."), "--with")
]


Yes = Annotated[bool, flag(N_("Do it without asking."), "--yes")]


def agreed(yes: bool, question: str) -> None:
    """Go on when the user agrees, with ``--yes`` or when asked on a terminal; ``question`` is marked with ``N_``.

    Raises Refused when they do not, or where there is nobody to ask.
    """
    if yes:
        return
    if not output.can_ask():
        raise Refused(N_("This needs a yes."), hint=N_("Give --yes, or run it on a terminal. Nothing was changed."))
    answers = _("[y/N]")
    answer = typer.prompt(f"{_(question)} {answers}", default="", show_default=False, err=True)
    # Whatever the language on the screen, people answer in their own.
    if answer.strip().casefold() not in ("y", "yes", "j", "ja"):
        raise Refused(N_("Nothing was changed."), hint=N_("You did not agree."))


def needed(value: T | None, name: str, question: str, parse: Callable[[str], T]) -> T:
    """A value that a command cannot do without: asked for on a terminal, so that it need not stand in the history.

    ``question`` is marked with ``N_``, and so is a ``name`` that is not an option's. Raises BadInput where there is nobody
    to ask.
    """
    if value is not None:
        return value
    if not output.can_ask():
        raise BadInput(
            N_("{name} is missing."),
            hint=N_("Give it on the command line, or run this on a terminal."),
            name=Sentence.of(name),
        )
    while True:
        try:
            return parse(typer.prompt(_(question), err=True))
        except DoorstroomError as problem:
            output.error(problem)
