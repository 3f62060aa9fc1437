"""Where the caseload lies, who is working and which day it is: options, environment, then a default."""

import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from doorstroom.choices import Choice
from doorstroom.dates import parse_day
from doorstroom.errors import BadInput
from doorstroom.i18n import LANGUAGES, N_


class Setting(Choice):
    """What a caseload file keeps for everybody who works with it."""

    LANG = "lang", N_("language: nl or en")
    ORGANISATION = "organisation", N_("whose caseload this is")
    MEETING_DAYS = "meeting-days", N_("days of the matching meeting, as mon,thu")
    CONTACT_MONTHS = "contact-months", N_("months without contact that ask for attention; 3 by default")
    NOTICE_WEEKS = "notice-weeks", N_("weeks before notice is due that it asks for attention; 4 by default")
    AFTERCARE = "aftercare", N_("when to speak after a start, as 1w,1m,3m,6m,12m (the default), or none")
    STALLED_AFTER = (
        "stalled-after",
        N_("days without a real step before somebody is on the agenda again; 30 by default"),
    )
    MISSED_MEETINGS = (
        "missed-meetings",
        N_("meetings in a row at which somebody was not discussed that ask for attention; 2 by default"),
    )
    RETENTION_CLOSED = "retention-closed", N_("months to keep a closed file, and where that was laid down")
    RETENTION_UNPLACED = "retention-unplaced", N_("the same, for who never got work")
    RETENTION_MISTAKE = "retention-mistake", N_("the same, for who was entered by mistake")


def checked(setting: Setting, value: str) -> str:
    """A value that this setting can have, in its one spelling; BadInput for any other."""
    match setting:
        case Setting.LANG if value not in LANGUAGES:
            raise BadInput(N_("{value} is no language of doorstroom."), hint=N_("Choose nl or en."), value=value)
        case Setting.MEETING_DAYS:
            from doorstroom.meeting.rhythm import WEEKDAYS

            days = [day.strip().casefold() for day in value.split(",")]
            if not set(days) <= set(WEEKDAYS):
                raise BadInput(
                    N_("{value} is no list of days."),
                    hint=N_("Use mon, tue, wed, thu, fri, sat, sun, with commas between them."),
                    value=value,
                )
            return ",".join(day for day in WEEKDAYS if day in days)
        case Setting.CONTACT_MONTHS | Setting.NOTICE_WEEKS | Setting.MISSED_MEETINGS:
            if not (value.isascii() and value.isdigit() and len(value) <= 3 and 1 <= int(value) <= 60):
                raise BadInput(N_("{value} is no number from 1 to 60."), hint=N_("Give a whole number."), value=value)
            return str(int(value))
        case Setting.AFTERCARE:
            from doorstroom.aftercare import Rhythm

            return str(Rhythm.of(value))
        case Setting.RETENTION_CLOSED | Setting.RETENTION_UNPLACED | Setting.RETENTION_MISTAKE:
            from doorstroom.retention import Period

            return str(Period.of(value))
        case Setting.STALLED_AFTER:
            if not re.fullmatch(r"[1-9]\d{0,2}", value, re.ASCII):
                raise BadInput(N_("{value} is no number of days."), hint=N_("Give 1 to 999."), value=value)
            return value
        case _:
            return value


def number(kept: Mapping[str, str], setting: Setting, usual: int) -> int:
    """A setting that is a whole number, as a file keeps it; what is usual where it keeps none."""
    text = kept.get(setting, "")
    return int(text) if text.isdigit() else usual


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
    from doorstroom.clock import AMSTERDAM

    return datetime.now(AMSTERDAM).date()


def who() -> str:
    """The name under which changes are logged: the account on this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
