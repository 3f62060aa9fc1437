"""The caseload at a glance; also what `doorstroom` shows on a terminal when no command is given."""

from doorstroom import dashboard as core
from doorstroom import output, settings
from doorstroom.attention import Part
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsJson, AsOf
from doorstroom.commands._watching import watch
from doorstroom.meeting import rhythm
from doorstroom.settings import Setting


def dashboard(ctx: Ctx, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """The caseload at a glance."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        watched, kept = watch(caseload, day, 6, Part()), caseload.settings()
    meeting_days = kept.get(Setting.MEETING_DAYS)
    output.explanation(
        core.dashboard(
            watched.expiring,
            watched.matters,
            organisation=kept.get(Setting.ORGANISATION),
            next_meeting=rhythm.next_day(meeting_days, day) if meeting_days else None,
        )
    )


def greet(ctx: Ctx) -> None:
    """What somebody sees who types no command: the caseload at a glance, or what to do while there is none."""
    if ctx.obj.database.exists():
        dashboard(ctx)
    else:
        output.explanation(core.without_file(ctx.obj.database))
