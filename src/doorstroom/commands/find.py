"""Find anybody or anything by some words."""

from typing import Annotated

import typer

from doorstroom import finding, output
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import AsCsv, AsJson, AsOf, NoPager
from doorstroom.i18n import N_
from doorstroom.registers import found


def find(
    ctx: Ctx,
    text: Annotated[
        list[str],
        typer.Argument(help=N_("Words in any order, or parts of words."), metavar=N_("TEXT"), show_default=False),
    ],
    limit: Annotated[int, option(N_("So many of each kind; 20 by default."), "--limit", metavar="N", min=1)] = 20,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    no_pager: NoPager = False,
) -> None:
    """Find people, employers, vacancies, notes and steps by some words."""
    with ctx.obj.read() as caseload:
        answer = finding.find(caseload.connection, " ".join(text), most=limit, until=as_of)
    with output.paged(not no_pager):
        output.show(found.report(answer))
