"""The two sides of a match as matching sees them: what a person can and wants, and what a vacancy asks and offers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Self

from doorstroom.dates import DAY
from doorstroom.lines import lines
from doorstroom.matching.travel import Place, Reach
from doorstroom.matching.words import Phrase, phrase, roots
from doorstroom.model import Candidate
from doorstroom.model.choices import Distance, LanguageLevel, Licence, Transport
from doorstroom.model.matching import Opening
from doorstroom.reports import Person

_DISTANCES = tuple(Distance)
# What comes with a licence by Dutch law, one step at a time.
_WITH = {
    Licence.A1: (Licence.AM,),
    Licence.A2: (Licence.A1,),
    Licence.A: (Licence.A2,),
    Licence.B: (Licence.AM,),
    Licence.B_PLUS: (Licence.B,),
    Licence.BE: (Licence.B_PLUS,),
    Licence.C1: (Licence.B,),
    Licence.C1E: (Licence.C1, Licence.BE),
    Licence.C: (Licence.C1,),
    Licence.CE: (Licence.C, Licence.C1E),
    Licence.D1: (Licence.B,),
    Licence.D1E: (Licence.D1, Licence.BE),
    Licence.D: (Licence.D1,),
    Licence.DE: (Licence.D, Licence.D1E),
    Licence.T: (Licence.AM,),
}


class Free(NamedTuple):
    """From which day somebody can start; None when nobody knows. ``for_good`` says that a job goes on without an end."""

    day: date | None
    for_good: bool = False


class Hours(NamedTuple):
    """Hours a week: at least and at most; None where that was not said."""

    least: float | None
    most: float | None

    @property
    def is_known(self) -> bool:
        """Whether either is."""
        return self.least is not None or self.most is not None

    def overlap(self, other: "Hours") -> bool:
        """Whether there is a number of hours that suits both."""
        return (self.least or 0) <= (other.most or 168) and (other.least or 0) <= (self.most or 168)


class Suits(NamedTuple):
    """Which people the work suits: up to this distance, else those whom the employer says it can host."""

    up_to: Distance | None
    hosts: tuple[Distance, ...]

    def admits(self, distance: Distance) -> bool:
        """Whether it suits somebody at this distance."""
        if self.up_to is not None:
            return _DISTANCES.index(distance) <= _DISTANCES.index(self.up_to)
        return distance in self.hosts


class Span(NamedTuple):
    """A stretch of days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeker:
    """A person who may want the work; ``leaves_on`` is the last day of the present line of work, past or to come."""

    candidate: Candidate
    sort_name: str
    leaves_on: date | None
    free: Free
    hours: Hours
    distance: Distance | None
    language: LanguageLevel | None
    licences: frozenset[Licence]
    reach: Reach
    needs: tuple[Phrase, ...]
    phrases: tuple[Phrase, ...]
    roots: frozenset[str]

    @classmethod
    def of(cls, candidate: Candidate, person: Person, as_of: date) -> Self:
        """A candidate as seen from a day; what they can and want stands in talents, skills, wishes and drives."""
        texts = (*candidate.talents, *candidate.skills, *candidate.wishes, *candidate.drives)
        leaves_on, free = _freedom(candidate, person, as_of)
        return cls(
            candidate=candidate,
            sort_name=person.sort_name,
            leaves_on=leaves_on,
            free=free,
            hours=Hours(candidate.hours_min, candidate.hours_max),
            distance=candidate.distance,
            language=candidate.language_level,
            licences=_all_of(candidate.licences),
            reach=Reach(
                Place.of(candidate.town, candidate.postcode),
                candidate.max_km,
                candidate.transports == (Transport.NONE,),
            ),
            needs=tuple(phrase(need) for need in candidate.needs),
            phrases=tuple(phrase(text) for text in texts),
            roots=roots(texts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A vacancy as matching sees it, from a day: when the work starts and what it asks.

    ``begins`` is the first day of the work and ``start`` the first on which somebody can still begin, never before the day
    asked; both None when nobody said. ``span`` is the season that runs then or comes next.
    """

    opening: Opening
    begins: date | None
    start: date | None
    until: date | None
    span: Span | None
    hours: Hours
    suits: Suits
    language: LanguageLevel | None
    licences: frozenset[Licence]
    place: Place
    musts: tuple[Phrase, ...]
    nices: tuple[Phrase, ...]
    offers: frozenset[str]
    roots: frozenset[str]

    @classmethod
    def of(cls, opening: Opening, as_of: date) -> Self:
        """An opening as seen from a day."""
        vacancy = opening.vacancy
        begins = vacancy.starts_on
        span = season_from(opening.season, max(begins or as_of, as_of)) if opening.season else None
        if span is not None and begins is None:
            begins = span.first
        return cls(
            opening=opening,
            begins=begins,
            start=begins and max(begins, as_of),
            until=vacancy.until_on,
            span=span,
            hours=Hours(vacancy.hours_min, vacancy.hours_max),
            suits=Suits(vacancy.distance, opening.employer.hosts),
            language=vacancy.language_level,
            licences=frozenset(vacancy.licences),
            place=Place.of(opening.town, opening.postcode),
            musts=tuple(phrase(text) for text in vacancy.must),
            nices=tuple(phrase(text) for text in vacancy.nice),
            offers=roots(vacancy.offers),
            roots=roots((vacancy.title, *vacancy.must, *vacancy.nice, *vacancy.offers)),
        )


def season_from(season: str, day: date) -> Span:
    """The season, as ``04-01..10-31``, that runs on a day or else comes next after it."""
    begins, ends = season.split("..")
    for year in (day.year - 1, day.year, day.year + 1):
        first = _on(year, begins)
        last = _on(year if ends >= begins else year + 1, ends)
        if last >= day:
            return Span(first, last)
    raise AssertionError(season)


def _on(year: int, month_day: str) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        # 02-29 in a year that lacks it.
        return date(year, month, day - 1)


def _freedom(candidate: Candidate, person: Person, as_of: date) -> tuple[date | None, Free]:
    """When somebody leaves, and from which day they can start: the day after, or later where they said so."""
    found = lines(person.jobs, as_of)
    if not found:
        return None, Free(candidate.available_from)
    first = found[0]
    if first.leaves_on is None:
        return None, Free(None, for_good=first.is_permanent)
    return first.leaves_on, Free(max(first.leaves_on + DAY, candidate.available_from or date.min))


def _all_of(licences: tuple[Licence, ...]) -> frozenset[Licence]:
    """These licences and all that come with them."""
    found: set[Licence] = set()
    ahead = list(licences)
    while ahead:
        licence = ahead.pop()
        if licence not in found:
            found.add(licence)
            ahead += _WITH.get(licence, ())
    return frozenset(found)


WORTH_THE_SEASON = timedelta(days=28)
"""Less than this is left of a season that somebody comes too late for."""
