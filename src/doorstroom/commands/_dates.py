"""Every date that matters in a caseload, as the list and the workbook both have it."""

from datetime import date
from functools import partial

from doorstroom import dates, deadlines, notice, retention, rulebook, schemes, settings
from doorstroom.aftercare import USUAL, Rhythm
from doorstroom.deadlines import Deadlines, Facts, Filter
from doorstroom.settings import Setting
from doorstroom.store import Store
from doorstroom.tables.deadlines import facts, outlines

# Whoever sees more than this has most of the reading to wait for anyway.
_FEW = 1000


def dates_of(caseload: Store, day: date, months: int, wanted: Filter, *, first: int | None = None) -> Deadlines:
    """The dates within so many months of a day, of whom they are wanted.

    Where only the ``first`` so many will be seen, those far behind them may be counted and not read.
    """
    rules, kept = rulebook.of(caseload.path), caseload.settings()
    until, rhythm = dates.window_end(day, months), Rhythm.of(kept.get(Setting.AFTERCARE, USUAL))
    weeks = settings.number(kept, Setting.NOTICE_WEEKS, notice.NOTICE_WEEKS)
    read = partial(
        facts,
        caseload.connection,
        day=day,
        until=until,
        window=schemes.longest_window(rules),
        rhythm=rhythm,
        notice_weeks=weeks,
        periods=retention.periods_in(kept),
    )
    reckoned = partial(deadlines.deadlines, rules=rules, as_of=day, months=months, wanted=wanted)
    if first is None or first > _FEW or not wanted.is_for_everybody:
        return reckoned(read())
    found = outlines(caseload.connection, day=day, until=until, rhythm=rhythm)
    by = Facts(rhythm=rhythm, notice_weeks=weeks)
    ahead = deadlines.ahead(found, by, rules, as_of=day, months=months, wanted=wanted, first=first)
    return ahead.joined(reckoned(read(contracts=ahead.contracts)))
