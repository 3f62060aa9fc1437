"""What it achieved: one command for all reports, each with its own questions."""

from datetime import date
from typing import Annotated, Any

import typer

from doorstroom import dates, output, settings
from doorstroom.choices import Kind
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    AtEmployer,
    NoPager,
    OfOwner,
    Profile,
    WithSensitive,
    day,
    flag,
    record,
)
from doorstroom.commands._results import ANSWERS, About, Asked, refuse_what_does_not_belong
from doorstroom.errors import BadInput
from doorstroom.i18n import N_


def report(
    ctx: Ctx,
    about: Annotated[About, typer.Argument(help=N_("What it is about."), metavar="|".join(About), show_default=False)],
    days: Annotated[
        list[Any] | None,
        typer.Argument(
            help=N_("For compare: the two days."), parser=dates.parse_day, metavar=N_("[DATE DATE]"), show_default=False
        ),
    ] = None,
    by: Annotated[
        str | None,
        option(N_("Parted by this."), "--by", metavar="source|distance|owner|programme|employer|kind"),
    ] = None,
    programme: Annotated[str | None, record(N_("Only of this programme."), "--programme", Kind.PROGRAMME)] = None,
    partner: Annotated[
        str | None, record(N_("Only people this partner has to do with."), "--partner", Kind.EMPLOYER)
    ] = None,
    employer: AtEmployer = None,
    owner: OfOwner = None,
    since: Annotated[date | None, day(N_("Only what ended on or after this day."), "--since")] = None,
    people: Annotated[bool, flag(N_("List the people behind the numbers."), "--list")] = False,
    min_cell: Annotated[
        int | None, option(N_("Hide numbers of people below this."), "--min-cell", metavar="N", min=2, max=1000)
    ] = None,
    with_: WithSensitive = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    no_pager: NoPager = False,
) -> None:
    """What it achieved, on any day."""
    asked = Asked(
        by=by,
        programme=programme,
        partner=partner,
        employer=employer,
        owner=owner,
        since=since,
        days=tuple(days) if days else None,
        listed=people,
    )
    refuse_what_does_not_belong(about, asked)
    if people and min_cell:
        raise BadInput(N_("--list names people, and --min-cell hides them."), hint=N_("Leave out one of the two."))
    with ctx.obj.read() as caseload:
        of_numbers, of_people = ANSWERS[about](caseload, asked, as_of or settings.today())
        answer = of_people() if people else of_numbers(min_cell or 0)
    with output.paged(not no_pager):
        output.show(answer, sensitive=Profile.SENSITIVE in (with_ or ()))
