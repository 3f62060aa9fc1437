"""After-care: when to speak with somebody and with the employer after a start, and what of that is still to be done.

The moments are counted from the first day at an employer; a contract there that follows directly begins nothing anew.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from doorstroom.choices import Party
from doorstroom.dates import add_months
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.report import Sentence, in_months

USUAL = "1w,1m,3m,6m,12m"
NEVER = "none"
PARTIES = (Party.CANDIDATE, Party.EMPLOYER)
"""With whom is spoken at each moment."""
LONGEST = 24
"""The last moment lies at most so many months after the start."""


class Moment(NamedTuple):
    """So many weeks or months after the first day."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"

    def day(self, first_day: date) -> date:
        """The day of it after this start."""
        return first_day + timedelta(weeks=self.number) if self.unit == "w" else add_months(first_day, self.number)

    @property
    def said(self) -> Sentence:
        """How long after the start, in words."""
        if self.unit == "w":
            return Sentence.counted("{n} week", "{n} weeks", n=self.number)
        return in_months(self.number)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The moments of after-care in their order; without any there is no after-care."""

    moments: Sequence[Moment] = ()

    @classmethod
    def of(cls, text: str) -> "Rhythm":
        """The rhythm that a setting holds, as "1w,1m,3m" or "none"; BadInput for anything else."""
        if text.strip().casefold() == NEVER:
            return cls()
        parts = [part.strip().casefold() for part in text.split(",")]
        found = [re.fullmatch(r"([1-9]\d?)([wm])", part, re.ASCII) for part in parts]
        moments = [Moment(int(one[1]), one[2]) for one in found if one]
        start = date(2001, 1, 1)
        days = [moment.day(start) for moment in moments]
        if len(moments) != len(parts) or days != sorted(set(days)) or days[-1] > add_months(start, LONGEST):
            raise BadInput(
                N_("{text} is no rhythm of after-care."),
                hint=N_("Give weeks and months after the start in their order, as 1w,1m,3m,6m,12m; or none."),
                text=text or "''",
            )
        return cls(tuple(moments))

    def __str__(self) -> str:
        return ",".join(map(str, self.moments)) or NEVER

    @property
    def months(self) -> int:
        """No moment lies more months than this after the start."""
        return max((one.number if one.unit == "m" else one.number // 4 + 1 for one in self.moments), default=0)


NO_AFTERCARE = Rhythm()


class Start(NamedTuple):
    """A stay at an employer; ``spoken`` gives the last conversation with each party about the person."""

    first_day: date
    last_day: date | None
    spoken: Mapping[Party, date]

    def is_over(self, day: date) -> bool:
        """Whether its last day lies before this day."""
        return self.last_day is not None and self.last_day < day


class Due(NamedTuple):
    """A moment of after-care on a day, and with whom was not yet spoken in the time that belongs to it.

    That time begins halfway between the moment before it, or the start, and its day. ``since`` is where it begins.
    """

    moment: Moment
    day: date
    since: date
    missing: tuple[Party, ...]


def due(rhythm: Rhythm, start: Start, as_of: date) -> Iterator[Due]:
    """What is still to be done on a day: the moments to come, and the one before them while it is not too late.

    A moment of the past asks for nothing any more once a month has gone by, or once the next has come.
    """
    if start.is_over(as_of):
        return
    for moment, since, day, lapses_on in _moments(rhythm, start.first_day):
        if start.is_over(day):
            return
        if as_of >= lapses_on and as_of > day:
            continue
        # Before its time nobody can have spoken in it.
        missing = PARTIES if since > as_of else tuple([one for one in PARTIES if not _spoken(start, one, since, as_of)])
        if missing:
            yield Due(moment, day, since, missing)


@lru_cache(maxsize=1 << 12)
def _moments(rhythm: Rhythm, first_day: date) -> Sequence[tuple[Moment, date, date, date]]:
    """The moments after a start: from when on a talk counts for each, its day, and the day on which it lapses.

    Many have started on the same day.
    """
    days = [moment.day(first_day) for moment in rhythm.moments]
    return [
        (moment, before + (day - before) / 2, day, min(following, add_months(day, 1)))
        for moment, before, day, following in zip(
            rhythm.moments, [first_day, *days], days, [*days[1:], date.max], strict=False
        )
    ]


def missed(rhythm: Rhythm, first_day: date, last_day: date | None, last_talk: date | None, as_of: date) -> Due | None:
    """The moment after a start that has passed while nobody at all was spoken with, if there is one."""
    first = next(due(rhythm, Start(first_day, last_day, {}), as_of), None)
    if first is None or first.day >= as_of or (last_talk is not None and last_talk >= first.since):
        return None
    return first


def _spoken(start: Start, party: Party, since: date, as_of: date) -> bool:
    held_on = start.spoken.get(party)
    return held_on is not None and since <= held_on <= as_of
