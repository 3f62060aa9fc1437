"""Where the caseload lies, who is working and which day it is: options, environment, then a default."""

import os
import re
from datetime import date, datetime
from pathlib import Path

from doorstroom.choices import Choice
from doorstroom.dates import parse_day
from doorstroom.errors import BadInput
from doorstroom.i18n import LANGUAGES, N_
from doorstroom.meeting.rhythm import WEEKDAYS


class Setting(Choice):
    """What a caseload file keeps for everybody who works with it."""

    LANG = "lang", N_("language: nl or en")
    ORGANISATION = "organisation", N_("whose caseload this is")
    MEETING_DAYS = "meeting-days", N_("days of the matching meeting, as mon,thu")
    STALLED_AFTER = (
        "stalled-after",
        N_("days without a real step before somebody is on the agenda again; 30 by default"),
    )


def checked(setting: Setting, value: str) -> str:
    """A value that this setting can have, in its one spelling; BadInput for any other."""
    match setting:
        case Setting.LANG if value not in LANGUAGES:
            raise BadInput(N_("{value} is no language of doorstroom."), hint=N_("Choose nl or en."), value=value)
        case Setting.MEETING_DAYS:
            days = [day.strip().casefold() for day in value.split(",")]
            if not set(days) <= set(WEEKDAYS):
                raise BadInput(
                    N_("{value} is no list of days."),
                    hint=N_("Use mon, tue, wed, thu, fri, sat, sun, with commas between them."),
                    value=value,
                )
            return ",".join(day for day in WEEKDAYS if day in days)
        case Setting.STALLED_AFTER:
            if not re.fullmatch(r"[1-9]\d{0,2}", value, re.ASCII):
                raise BadInput(N_("{value} is no number of days."), hint=N_("Give 1 to 999."), value=value)
            return value
        case _:
            return value


def database(option: str | None) -> Path:
    """The caseload file: ``--db``, else ``DOORSTROOM_DB``, else one file in the user's data folder."""
    if chosen := option or os.environ.get("DOORSTROOM_DB"):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("doorstroom", appauthor=False) / "caseload.db"


def language_asked_for() -> str | None:
    """``DOORSTROOM_LANG``."""
    return os.environ.get("DOORSTROOM_LANG")


def today() -> date:
    """``DOORSTROOM_TODAY``, else the day it is in Amsterdam, wherever this machine thinks it is."""
    if pinned := os.environ.get("DOORSTROOM_TODAY"):
        return parse_day(pinned)
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def who() -> str:
    """The name under which changes are logged: the account on this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
