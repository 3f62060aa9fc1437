"""Relays: work in one season that follows on work in another."""

from typing import Annotated

from doorstroom import output, pairing, settings
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import AsCsv, AsJson, AsOf, AtEmployer
from doorstroom.i18n import N_
from doorstroom.registers import relay as columns


@listed(*columns.RELAY)
def relay(
    ctx: Ctx,
    gap: Annotated[
        int, option(N_("At most so many days in between; 31 by default."), "--gap", metavar="N", min=0, max=366)
    ] = 31,
    employer: AtEmployer = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """Seasons that follow each other, there and back."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = pairing.relays(caseload, day, most_days=gap, employer=caseload.employer_id(employer))
    output.show(view.of(columns.relays(found, day)))
