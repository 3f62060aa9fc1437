"""Every date that matters in a caseload, as the list and the workbook both have it."""

from datetime import date

from doorstroom import attention, dates, deadlines, retention, rulebook, schemes, settings
from doorstroom.aftercare import USUAL, Rhythm
from doorstroom.deadlines import Deadlines, Filter
from doorstroom.settings import Setting
from doorstroom.store import Store
from doorstroom.tables.deadlines import facts


def dates_of(caseload: Store, day: date, months: int, wanted: Filter) -> Deadlines:
    """The dates within so many months of a day, of whom they are wanted."""
    rules, kept = rulebook.of(caseload.path), caseload.settings()
    found = facts(
        caseload.connection,
        day=day,
        until=dates.window_end(day, months),
        window=schemes.longest_window(rules),
        rhythm=Rhythm.of(kept.get(Setting.AFTERCARE, USUAL)),
        notice_weeks=settings.number(kept, Setting.NOTICE_WEEKS, attention.NOTICE_WEEKS),
        periods=retention.periods_in(kept),
    )
    return deadlines.deadlines(found, rules, as_of=day, months=months, wanted=wanted)
