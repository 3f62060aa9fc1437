"""What changed since the last meeting, or since a day."""

from datetime import date
from typing import Annotated, Any

from doorstroom import dates, output, since
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import AsCsv, AsJson, AsOf, Profile, WithSensitive
from doorstroom.i18n import N_
from doorstroom.registers import since as register
from doorstroom.since import Asked
from doorstroom.tables import meeting as meetings_in

_LAST_MEETING = "last-meeting"
_MOST = 30


def _moment(text: str) -> date | str:
    """A day, or the word for the last meeting that was closed."""
    return _LAST_MEETING if text.strip().casefold() == _LAST_MEETING else dates.parse_day(text)


def changes(
    ctx: Ctx,
    since_: Annotated[
        Any,
        option(
            N_("From this day on; since the last closed meeting by default."),
            "--since",
            parser=_moment,
            metavar=N_("DATE|last-meeting"),
        ),
    ] = _LAST_MEETING,
    limit: Annotated[
        int | None, option(N_("At most so many of each kind; 30 on a screen."), "--limit", metavar="N", min=1)
    ] = None,
    with_: WithSensitive = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What changed since the last meeting, or since a day."""
    for_programs = as_json or as_csv
    with ctx.obj.read() as caseload:
        meeting = meetings_in.last_closed(caseload, as_of) if since_ == _LAST_MEETING else None
        asked = Asked(
            meeting=meeting,
            day=meeting.day if meeting else since_,
            until=as_of,
            most=limit or (None if for_programs else _MOST),
            for_programs=for_programs,
            sensitive=Profile.SENSITIVE in (with_ or ()),
        )
        found = since.changed(caseload.connection, asked)
    output.narrate(register.report(found), register.sections(found))
