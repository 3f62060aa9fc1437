"""Milestones that somebody notes by hand."""

from datetime import date
from typing import Annotated

import typer

from doorstroom import milestones, output, registers, settings
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsJson, day, flag, needed, ref
from doorstroom.i18n import N_
from doorstroom.model import Milestone
from doorstroom.model.choices import Stage


def milestone(
    ctx: Ctx,
    candidate: Annotated[str, ref(N_("The candidate: REF, client number or name."), Kind.CANDIDATE)],
    stage: Annotated[
        Stage | None, typer.Argument(help=N_("Which stage was reached."), metavar=N_("STAGE"), show_default=False)
    ] = None,
    on: Annotated[date | None, day(N_("Reached on this day; today by default."), "--on")] = None,
    drop: Annotated[bool, flag(N_("Take it away: it was noted by mistake."), "--drop")] = False,
    as_json: AsJson = False,
) -> None:
    """Note by hand that somebody reached a stage."""
    stage = needed(stage, N_("STAGE"), N_("Stage"), _fields.one_of(Stage, "STAGE"))
    reached = on or settings.today()
    with ctx.obj.change("milestone") as caseload:
        who = caseload.candidate(candidate)
        write = milestones.dropped if drop else milestones.noted
        said = write(caseload, who, stage, reached)
    for one in [] if drop else milestones.doubts(who, reached, settings.today()):
        output.warn(one)
    told = Milestone(candidate=who.id, stage=stage, reached_on=reached)
    output.record(registers.MILESTONE_OF, told, said)
