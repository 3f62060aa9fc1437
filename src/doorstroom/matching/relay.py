"""Seasonal work that follows on other seasonal work: where one season ends and another begins, and back again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from doorstroom.dates import DAY, add_months
from doorstroom.lines import lines
from doorstroom.matching.sides import Span, season_from
from doorstroom.model import Employer
from doorstroom.model.matching import Opening
from doorstroom.reports import Person

# Somebody who leaves this long before or after the last day of a season leaves because of it.
_AROUND = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Work at an employer from one day to another, both included; ``last`` is None when nobody said.

    ``season`` repeats it every year; ``opening`` is the vacancy that it is, where it is one.
    """

    employer: Employer
    first: date
    last: date | None
    season: str | None = None
    opening: Opening | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Work that ends here and work that begins there, with the days in between, the days back, and what it costs.

    ``back_on`` is when the work here begins again; ``gap_back_days`` is None when nobody knows how long the work there
    lasts. ``hours`` are hours a week. ``people`` leave here about then and have nothing after it.
    """

    here: Spell
    there: Spell
    gap_days: int
    back_on: date
    gap_back_days: int | None
    hours: float | None
    people: tuple[Person, ...]

    @property
    def days_lost(self) -> int:
        """Days without work in a year, as far as they are known."""
        return self.gap_days + (self.gap_back_days or 0)

    @property
    def hours_lost(self) -> int | None:
        """Hours of work lost by a person in a year; None when nobody knows the hours."""
        return None if self.hours is None else round(self.hours * self.days_lost / 7)


def relays(
    employers: Iterable[Employer],
    openings: Iterable[Opening],
    people: Iterable[Person],
    hours: Mapping[int, float],
    as_of: date,
    *,
    most_days: int,
) -> list[Relay]:
    """Every seasonal employer with the work elsewhere that begins at most so many days after its season, within a year.

    ``hours`` are the usual hours a week at an employer. The fewest days without work come first.
    """
    at_home = [one for one in employers if one.season]
    there = [*_seasons(at_home, as_of), *_vacancies(openings, as_of)]
    leaving = list(_leaving(people, as_of))
    found = [
        relay
        for here in _seasons(at_home, as_of)
        for other in there
        if (relay := _relay(here, other, leaving, hours, most_days)) is not None
    ]
    return sorted(
        found, key=lambda one: (one.days_lost, one.here.last, one.here.employer.name, one.there.first, _who(one.there))
    )


def _who(spell: Spell) -> tuple[str, int]:
    return spell.employer.name, spell.opening.vacancy.id if spell.opening else 0


def _seasons(employers: Iterable[Employer], as_of: date) -> Iterator[Spell]:
    """The seasons of these employers, one that ended a few weeks ago too: who left then may still need work."""
    for employer in employers:
        for span in _spans(employer.season or "", as_of):
            yield Spell(employer=employer, first=span.first, last=span.last, season=employer.season)


def _vacancies(openings: Iterable[Opening], as_of: date) -> Iterator[Spell]:
    """The vacancies whose first day is known, by a day or a season of their own."""
    for opening in openings:
        vacancy = opening.vacancy
        if vacancy.starts_on is not None:
            ends = season_from(vacancy.season, vacancy.starts_on).last if vacancy.season else None
            yield Spell(
                employer=opening.employer, first=vacancy.starts_on, last=vacancy.until_on or ends, opening=opening
            )
        elif vacancy.season:
            for span in _spans(vacancy.season, as_of):
                yield Spell(employer=opening.employer, first=span.first, last=span.last, opening=opening)


def _spans(season: str, as_of: date) -> Iterator[Span]:
    """The times that a season runs from a few weeks ago up to a year ahead."""
    day, until = as_of - 2 * _AROUND, add_months(as_of, 12)
    while season and (span := season_from(season, day)).first <= until:
        yield span
        day = span.last + DAY


def _relay(
    here: Spell,
    there: Spell,
    leaving: Iterable[tuple[Person, int, date]],
    hours: Mapping[int, float],
    most_days: int,
) -> Relay | None:
    """The two as a relay; None when they do not follow each other."""
    if here.last is None or here.season is None or there.employer.id == here.employer.id:
        return None
    gap = (there.first - here.last).days - 1
    if not -_AROUND.days <= gap <= most_days or (there.last is not None and there.last <= here.last + _AROUND):
        return None
    back_on = season_from(here.season, here.last + DAY).first
    return Relay(
        here=here,
        there=there,
        gap_days=max(0, gap),
        back_on=back_on,
        gap_back_days=None if there.last is None else max(0, (back_on - there.last).days - 1),
        hours=_hours(there, hours) or hours.get(here.employer.id),
        people=tuple(
            person
            for person, employer, day in leaving
            if employer == here.employer.id and abs(day - here.last) <= _AROUND
        ),
    )


def _hours(there: Spell, hours: Mapping[int, float]) -> float | None:
    """The hours a week of work: the most that the vacancy says, else what is usual at the employer."""
    if there.opening is not None:
        vacancy = there.opening.vacancy
        if vacancy.hours_max or vacancy.hours_min:
            return vacancy.hours_max or vacancy.hours_min
    return hours.get(there.employer.id)


def _leaving(people: Iterable[Person], as_of: date) -> Iterator[tuple[Person, int, date]]:
    """Who leaves which employer when, with nothing recorded after it."""
    for person in people:
        if not person.is_closed_on(as_of):
            for line in lines(person.jobs, as_of)[:1]:
                if line.leaves_on is not None and line.next is None:
                    yield person, line.last.employer, line.leaves_on
