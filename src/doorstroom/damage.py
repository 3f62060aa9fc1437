"""What nobody can have written: how a row that was damaged is told from others."""

from datetime import date
from functools import lru_cache

from doorstroom.errors import BadFile, BadInput
from doorstroom.i18n import N_


class DamagedRecord(BadFile):
    """A row that holds what nobody can have written."""

    def __init__(self) -> None:
        super().__init__(
            N_("A record in the file is damaged."),
            hint=N_("Run `doorstroom check` to see what is left, and go back to a backup."),
        )


# One wrong byte can leave every page whole and make a day that is no day, or a value that is not in its list.
NOT_AS_WRITTEN = (ValueError, TypeError, LookupError, BadInput)


# A caseload has few different days, and each stands in many records.
@lru_cache(maxsize=1 << 13)
def as_day(text: str | None) -> date | None:
    """The day in a column, if there is one; DamagedRecord for what is no day."""
    return day_in(text) if text else None


@lru_cache(maxsize=1 << 13)
def day_in(text: str) -> date:
    """The day in a column that always has one; DamagedRecord for what is no day."""
    try:
        return date.fromisoformat(text)
    except NOT_AS_WRITTEN as error:
        raise DamagedRecord from error
