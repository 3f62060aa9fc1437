"""What asks for attention, the most urgent first."""

from typing import Annotated

import typer

from doorstroom import attention as core
from doorstroom import output, settings
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import AsCsv, AsJson, AsOf, AtEmployer, OfCoach, OfOwner, Within, flag
from doorstroom.commands._watching import watch, working_at
from doorstroom.i18n import N_
from doorstroom.registers.attention import ATTENTION, attention_report


@listed(*ATTENTION)
def attention(
    ctx: Ctx,
    reason: Annotated[
        list[core.Reason] | None, option(N_("Only for this reason; repeat for more."), "--reason")
    ] = None,
    employer: AtEmployer = None,
    owner: OfOwner = None,
    coach: OfCoach = None,
    within: Within = 6,
    exit_code: Annotated[bool, flag(N_("Exit with 10 when anything asks for attention."), "--exit-code")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """What asks for attention, with the command that mends it."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        at = caseload.employer_id(employer)
        part = core.Part(
            owner=owner, coach=coach, employer=at, at=working_at(caseload, at, day), reasons=tuple(reason or ())
        )
        found = watch(caseload, day, within, part).matters
    output.show(view.of(attention_report(found, day)))
    if exit_code and found:
        raise typer.Exit(10)
