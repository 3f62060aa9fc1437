"""Every date that matters from a day on: what must be done, by whom, and by which rule; facts and a day in, rows out."""

from doorstroom.deadlines.facts import Begun, Dated, Ending, Facts, Season, What, Who, Whose
from doorstroom.deadlines.outlines import Ahead, Outlines, ahead
from doorstroom.deadlines.reckoning import Deadlines, Filter, deadlines, last_leaving
from doorstroom.deadlines.row import Deadline

__all__ = [
    "Ahead",
    "Begun",
    "Dated",
    "Deadline",
    "Deadlines",
    "Ending",
    "Facts",
    "Filter",
    "Outlines",
    "Season",
    "What",
    "Who",
    "Whose",
    "ahead",
    "deadlines",
    "last_leaving",
]
