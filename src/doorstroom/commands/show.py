"""Everything about one record on one screen."""

from typing import Annotated

from doorstroom import output, screens, settings
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsJson, AsOf, NoPager, ref
from doorstroom.i18n import N_


def show(
    ctx: Ctx,
    record: Annotated[str, ref(N_("A REF, client number or part of a name."), *screens.SHOWN)],
    as_of: AsOf = None,
    as_json: AsJson = False,
    no_pager: NoPager = False,
) -> None:
    """Everything about one record."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = caseload.find(record, *screens.SHOWN)
        screen = screens.screen(caseload, found.kind, found.id, day)
    with output.paged(not no_pager):
        output.dossier(screen.fields, screen.fact, said=screen.said, parts=screen.parts, picture=screen.picture)
