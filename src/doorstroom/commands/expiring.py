"""The list of who must leave soon."""

from typing import Annotated

import typer

from doorstroom import followed, leaving, output, reports, settings
from doorstroom.commands._app import Ctx
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    AtEmployer,
    IsSubsidised,
    OfCoach,
    OfOwner,
    Within,
    employer_meant,
    flag,
)
from doorstroom.i18n import N_


@listed(*reports.EXPIRING)
def expiring(
    ctx: Ctx,
    within: Within = 6,
    employer: AtEmployer = None,
    owner: OfOwner = None,
    coach: OfCoach = None,
    subsidised: IsSubsidised = None,
    exit_code: Annotated[bool, flag(N_("Exit with 10 when somebody is on the list."), "--exit-code")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """The list of who must leave soon, and who is left off it."""
    day = as_of or settings.today()
    with ctx.obj.ask() as caseload:
        wanted = reports.Filter(
            employer=employer_meant(caseload, employer), owner=owner, coach=coach, subsidised=subsidised
        )
        found = leaving.people(
            caseload,
            day=day,
            months=within,
            everybody=wanted.is_set,
            first=view.seen,
        )
        answer = reports.expiring(
            found.people, as_of=day, months=within, others=found.others, unread=found.unread, wanted=wanted
        )
        answer = answer.with_followed(
            followed.of(caseload, view.first(answer.on_it), day),
            waiting=followed.waiting(caseload, answer.on_it, day),
        )
    output.show(view.of(reports.expiring_report(answer)))
    if exit_code and answer.rows:
        raise typer.Exit(10)
