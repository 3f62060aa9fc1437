"""What a matching meeting needs on paper: the list of a day, everybody who is not on it, and the facts behind it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from doorstroom.choices import Kind
from doorstroom.dates import add_months
from doorstroom.deadlines import Deadline
from doorstroom.i18n import N_
from doorstroom.lines import lines
from doorstroom.meeting.handout import Handout
from doorstroom.model import Candidate, Employer, Placement
from doorstroom.model.support import Scheme
from doorstroom.model.workplace import Posting
from doorstroom.registers.vacancy import Offered
from doorstroom.report import Report, Sentence
from doorstroom.reports import Band, Expiring, Filter, LeftOut, Person

MONTHS_AHEAD = 12


class LeftOff(NamedTuple):
    """Somebody who is not on the list: why, and the job they have, if any."""

    person: Person
    reason: LeftOut
    employer: str | None
    leaves_on: date | None


class Host(NamedTuple):
    """An employer and how many of its people are on the list."""

    employer: Employer
    leaving: int


class Month(NamedTuple):
    """A calendar month, by its first day, and how many people leave in it."""

    first_day: date
    leaving: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """Everything in the workbook for one meeting, ready to be written down.

    ``placements`` and ``dates`` may be streams: they are read once; ``candidates`` are gone through more than once. Who is
    left off stands in ``left_off`` alone, without the jobs that decided it. Only with
    ``sensitive`` may what is sensitive be shown. ``handout`` is the agenda to fill in, where there is one; ``vacancies``
    are the open ones, ``dates`` those that matter in the same window, and ``results`` what it achieved by that day.
    """

    organisation: str
    expiring: Expiring
    filters: tuple[Sentence, ...]
    rules_version: str
    sensitive: bool
    left_off: Sequence[LeftOff]
    candidates: Iterable[Candidate]
    placements: Iterable[Placement]
    hosts: Sequence[Host]
    months: Sequence[Month]
    postings: Sequence[Posting] = ()
    vacancies: Sequence[Offered] = ()
    handout: Handout | None = None
    schemes: Sequence[Scheme] = ()
    dates: Iterable[Deadline] = ()
    results: Sequence[Report[Any]] = ()

    @property
    def bands(self) -> Mapping[Band, int]:
        """How many on the list leave how soon; each band is there that this window can have."""
        found = Counter(row.band for row in self.expiring.rows)
        return {band: found[band] for band in Band if found[band] or band is not Band.LATER}


def prepare(
    expiring: Expiring,
    *,
    candidates: Iterable[Candidate],
    placements: Iterable[Placement],
    employers: Sequence[Employer],
    organisation: str,
    chosen: Filter,
    rules_version: str,
    postings: Sequence[Posting] = (),
    sensitive: bool = False,
    vacancies: Sequence[Offered] = (),
    handout: Handout | None = None,
    schemes: Sequence[Scheme] = (),
    dates: Iterable[Deadline] = (),
    results: Sequence[Report[Any]] = (),
) -> Preparation:
    """Bring together what a meeting about this list needs; everything stays in the order in which it was given.

    Who is neither on the list nor in ``left_out_people`` is counted on the cover and not named.
    """
    left_off = tuple(_left_off(person, reason, expiring.as_of) for person, reason in expiring.left_out_people)
    leaving = Counter(row.job.employer for row in expiring.rows)
    days = chain((row.leaves_on for row in expiring.rows), (row.leaves_on for row in left_off))
    return Preparation(
        organisation=organisation,
        expiring=expiring._replace(left_out_people=()),
        filters=_filters(chosen, employers),
        rules_version=rules_version,
        sensitive=sensitive,
        left_off=left_off,
        candidates=candidates,
        placements=placements,
        postings=postings,
        hosts=tuple(Host(employer, leaving[employer.id]) for employer in employers),
        months=_months(expiring.as_of, days),
        vacancies=vacancies,
        handout=handout,
        schemes=schemes,
        dates=dates,
        results=results,
    )


def _filters(chosen: Filter, employers: Sequence[Employer]) -> tuple[Sentence, ...]:
    """Whose part of the caseload this is, a sentence for each thing that was asked for."""
    said = []
    if chosen.employer is not None:
        name = next((employer.name for employer in employers if employer.id == chosen.employer), None)
        said.append(Sentence.of(N_("employer {name}"), name=name or Kind.EMPLOYER.ref(chosen.employer)))
    if chosen.owner is not None:
        said.append(Sentence.of(N_("owner {name}"), name=chosen.owner))
    if chosen.coach is not None:
        said.append(Sentence.of(N_("coach {name}"), name=chosen.coach))
    if chosen.subsidised is not None:
        said.append(Sentence.of(N_("subsidised: {answer}"), answer=chosen.subsidised))
    return tuple(said)


def _left_off(person: Person, reason: LeftOut, as_of: date) -> LeftOff:
    """Add to somebody who is left off the list the job that the reason is about."""
    found = [] if reason is LeftOut.CLOSED else lines(person.jobs, as_of)
    if reason is LeftOut.NO_END_DATE:
        found = [line for line in found if line.leaves_on is None]
    # Nearly everybody in a big file is left off, and their jobs would be most of what is held.
    alone = person._replace(jobs=())
    if not found:
        return LeftOff(alone, reason, None, None)
    return LeftOff(alone, reason, found[0].last.employer_name, found[0].leaves_on)


def _months(as_of: date, days: Iterable[date | None]) -> tuple[Month, ...]:
    """How many leave in each of the coming twelve calendar months; of this month only from ``as_of`` on."""
    first = as_of.replace(day=1)
    counts = Counter(day.replace(day=1) for day in days if day is not None and day >= as_of)
    return tuple(Month(month, counts[month]) for month in (add_months(first, n) for n in range(MONTHS_AHEAD)))
