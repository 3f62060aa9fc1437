"""On which days the matching meeting is."""

from collections.abc import Iterator
from datetime import date

from doorstroom.dates import DAY

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def next_day(meeting_days: str, from_day: date) -> date:
    """The first meeting day on or after a day, by a setting such as ``mon,thu``; that day itself where none is set."""
    return next(days(meeting_days, from_day))


def days(meeting_days: str, from_day: date) -> Iterator[date]:
    """Every meeting day from a day on, that day included; every day where none is set."""
    wanted = {WEEKDAYS.index(name) for name in meeting_days.split(",") if name} or set(range(7))
    while True:
        if from_day.weekday() in wanted:
            yield from_day
        from_day += DAY
