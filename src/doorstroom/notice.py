"""Notice that a job ends: from when on it asks for attention, and what counts as having given it."""

from datetime import date, timedelta

from doorstroom.dates import warn_from

NOTICE_WEEKS = 4


def is_discussed(end_talk: date | None, leaves_on: date | None, notice_by: date, *, months: int, weeks: int) -> bool:
    """Whether the end of a job was spoken of since it is on the list of so many months, so that notice was given."""
    # In a short window somebody may have spoken of the end before the job was on the list.
    soon = notice_by - timedelta(weeks=weeks)
    return end_talk is not None and end_talk >= min(warn_from(leaves_on or notice_by, months), soon)
