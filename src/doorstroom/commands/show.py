"""Everything about one record on one screen."""

from typing import Annotated

from doorstroom import output, settings
from doorstroom.commands import _shown
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsJson, AsOf, NoPager, ref
from doorstroom.i18n import N_


def show(
    ctx: Ctx,
    record: Annotated[str, ref(N_("A REF, client number or part of a name."), *_shown.SHOWN)],
    as_of: AsOf = None,
    as_json: AsJson = False,
    no_pager: NoPager = False,
) -> None:
    """Everything about one record."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = caseload.find(record, *_shown.SHOWN)
        screen = _shown.screen(caseload, found.kind, found.id, day)
    with output.paged(not no_pager):
        output.dossier(screen.fields, screen.fact, said=screen.said, parts=screen.parts, picture=screen.picture)
