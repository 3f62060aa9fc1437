"""The dated rules: which hold on a day, everything about one, and whether they are still true."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from doorstroom import output, rulebook, settings
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsCsv, AsJson, AsOf
from doorstroom.errors import BadInput, DoorstroomError
from doorstroom.i18n import N_
from doorstroom.registers import rule as register
from doorstroom.rules import saying
from doorstroom.rules.review import exit_code, review


class Asked(StrEnum):
    """What can be asked about the rules besides the list."""

    SHOW = "show"
    CHECK = "check"


def _keys(ctx: Any, incomplete: str) -> Iterator[str]:
    """Completion of the key of a rule."""
    try:
        known = rulebook.of(settings.database(ctx.find_root().params.get("db")))
    except DoorstroomError:
        return
    yield from (rule.key for rule in known if rule.key.startswith(incomplete))


def rules(
    ctx: Ctx,
    asked: Annotated[
        Asked | None,
        typer.Argument(help=N_("Tell about one, or look what needs care."), metavar="[show|check]", show_default=False),
    ] = None,
    key: Annotated[
        str | None,
        typer.Argument(
            help=N_("Which rule to show: its key or part of its name."),
            metavar=N_("RULE"),
            show_default=False,
            autocompletion=_keys,
        ),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The rules that hold on a day, each with its source."""
    day = as_of or settings.today()
    if (asked is Asked.SHOW) != (key is not None):
        raise BadInput(
            N_("Say what to see: `doorstroom rules show KEY` tells about one rule."),
            hint=N_("`doorstroom rules` lists the keys, `doorstroom rules check` looks what needs care."),
        )
    _ANSWERS[asked](ctx, key, day)


def _in_force(ctx: Ctx, _key: str, day: date) -> None:
    known = rulebook.of(ctx.obj.database)
    output.show(register.in_force(known, day, str(rulebook.folder(ctx.obj.database))))


def _show(ctx: Ctx, key: str, day: date) -> None:
    known = rulebook.of(ctx.obj.database)
    rule = known.called(key, day)
    sourced = register.sourced(rule, known)
    output.dossier(
        register.RULE,
        sourced,
        said=(*saying.in_words(rule, day), *saying.titles(sourced.titles)),
        parts=(register.history(rule, known),),
    )


def _check(ctx: Ctx, _key: str, day: date) -> None:
    found = review(*rulebook.examine(ctx.obj.database), day)
    output.show_if_any(register.findings(found))
    raise typer.Exit(exit_code(found))


_ANSWERS: dict[Asked | None, Any] = {None: _in_force, Asked.SHOW: _show, Asked.CHECK: _check}
