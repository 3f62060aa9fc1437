"""The agenda of a matching meeting, from data only, with a sum that shows that nobody is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from doorstroom.choices import Because, Choice
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.model.following import Party, Step
from doorstroom.model.matching import Proposal, Vacancy
from doorstroom.model.meeting import Outcome, Section
from doorstroom.report import Sentence
from doorstroom.reports import Expiring, Leaving, Person


class Place(Choice):
    """Where somebody who must leave or has left stands before a meeting: on its agenda, or why not."""

    ON_AGENDA = "on_agenda", N_("on the agenda")
    STEP = "step", N_("a step is agreed")
    PROPOSAL = "proposal", N_("proposed for a vacancy")
    WAITS = "waits", N_("a step that may not begin yet")
    NOT_NOW = "not_now", N_("not now, as a meeting decided")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one candidate beside the jobs.

    ``steps`` and ``proposals`` are the open ones; ``decided`` is the last outcome of a meeting, ``missed`` at how many
    meetings in a row since then somebody was not discussed, and ``moved_on`` the day of the last real step: a
    conversation, a step done, a stage reached, a contract made. ``spoken`` is the last conversation with each party,
    ``end_talk`` the last one about the end of the job.
    """

    candidate: Candidate
    steps: tuple[Step, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    decided: Outcome | None = None
    missed: int = 0
    moved_on: date | None = None
    spoken: Mapping[Party, date] = field(default_factory=dict)
    end_talk: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A vacancy that could fit somebody: the conditions that hold and that fail, and the questions to ask, in words."""

    vacancy: int
    title: str
    employer: str
    holds: tuple[Sentence, ...] = ()
    fails: tuple[Sentence, ...] = ()
    asks: tuple[Sentence, ...] = ()


class Promise(NamedTuple):
    """A step that should be done by the meeting: about whom or what, and how many days late it is (0 when it is not)."""

    step: Step
    about: str
    name: str
    days_late: int


@dataclass(frozen=True, slots=True)
class Item:
    """Somebody on the agenda: why (the first reason is the section), the line of work that ends, and what is known."""

    sections: tuple[Section, ...]
    known: Known
    leaving: Leaving | None
    promises: tuple[Promise, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def section(self) -> Section:
        """Under which heading somebody stands."""
        return self.sections[0]

    @property
    def candidate(self) -> Candidate:
        """Who it is."""
        return self.known.candidate

    @property
    def spoken(self) -> dict[Party, date | None]:
        """The last conversation with each party since somebody came on the list; None where there was none since."""
        since = self.leaving.warn_from if self.leaving else date.min
        return {party: day if (day := self.known.spoken.get(party)) and day >= since else None for party in Party}

    @property
    def end_talk(self) -> date | None:
        """The last conversation about the end of the job since somebody came on the list."""
        day, since = self.known.end_talk, self.leaving.warn_from if self.leaving else date.min
        return day if day is not None and day >= since else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What a meeting on a day discusses.

    ``promises`` holds every step due by then, also those about nobody on it; ``promised_later`` counts those due later.
    ``leaving`` and ``ended`` say of everybody who must leave, and of everybody who left with nothing after it, where
    they stand: their figures add up to all of them.
    """

    day: date
    items: tuple[Item, ...]
    promises: tuple[Promise, ...]
    promised_later: int
    vacancies: tuple[Vacancy, ...]
    leaving: Mapping[Place, int]
    ended: Mapping[Place, int]

    def under(self, section: Section) -> tuple[Item, ...]:
        """Who stands under one heading."""
        return tuple(item for item in self.items if item.section is section)


def agenda(
    expiring: Expiring,
    known: Mapping[int, Known],
    *,
    new: Iterable[int] = (),
    decided: Iterable[int] = (),
    others: Sequence[Promise] = (),
    vacancies: Sequence[Vacancy] = (),
    suggestions: Mapping[int, tuple[Suggestion, ...]] | None = None,
    stalled_after: int = 30,
) -> Agenda:
    """The agenda of the day for which ``expiring`` was asked.

    ``known`` has everybody on that list, everybody in ``new``, everybody with an open step and everybody in ``decided``:
    for whom this very meeting has an outcome already; who stands under no other heading comes last then. ``others`` are the
    steps about employers and vacancies, ``vacancies`` the open ones without a proposal, ``suggestions`` what could fit whom.
    Nobody stands on it twice: the first heading that fits is theirs, and the others are named with it.
    ``stalled_after`` is in days.
    """
    day = expiring.as_of
    rows = {row.person.id: row for row in expiring.rows}
    fresh, settled = set(new), set(decided)
    places = {number: _place(row, known[number], day) for number, row in rows.items()}
    found = []
    for number, one in known.items():
        row = rows.get(number)
        promises = _promises(one, day)
        sections = tuple(_sections(one, row, places.get(number), promises, number in fresh, day, stalled_after))
        if not sections and number in settled:
            sections = (Section.DECIDED,)
        if sections:
            found.append(Item(sections, one, row, promises, (suggestions or {}).get(number, ())))
    order = list(Section)
    found.sort(key=lambda item: (order.index(item.section), *_soonest(item)))
    all_promises = [
        *(promise for item in found for promise in item.promises),
        *(p for p in others if _is_due(p.step, day)),
    ]
    steps = [*(step for one in known.values() for step in one.steps), *(promise.step for promise in others)]
    return Agenda(
        day=day,
        items=tuple(found),
        promises=tuple(
            sorted(all_promises, key=lambda one: (-one.days_late, one.step.due_on or date.max, one.step.id))
        ),
        promised_later=sum(1 for step in steps if not _is_due(step, day)),
        vacancies=tuple(vacancies),
        leaving=_counted(places[number] for number, row in rows.items() if not _has_ended(row)),
        ended=_counted(places[number] for number, row in rows.items() if _has_ended(row)),
    )


def promise_of(step: Step, about: str, name: str, day: date) -> Promise:
    """A step as a promise to look at on a day."""
    late = (day - step.due_on).days if step.due_on is not None and step.due_on < day else 0
    return Promise(step, about, name, late)


def _place(row: Leaving, known: Known, day: date) -> Place:
    """Where somebody on the list of who must leave stands; who has left is on the agenda whatever step is open."""
    if known.decided is not None and known.decided.rests_on(day):
        return Place.NOT_NOW
    if _has_ended(row):
        waits = bool(known.steps) and all(not _may_begin(step, day) for step in known.steps)
        return Place.WAITS if waits else Place.ON_AGENDA
    if any(_may_begin(step, day) for step in known.steps):
        return Place.STEP
    if known.steps:
        return Place.WAITS
    return Place.PROPOSAL if known.proposals else Place.ON_AGENDA


def _sections(
    known: Known,
    row: Leaving | None,
    place: Place | None,
    promises: Sequence[Promise],
    is_new: bool,
    day: date,
    stalled_after: int,
) -> Iterable[Section]:
    """Every reason to discuss somebody, in the order of the agenda."""
    if promises:
        yield Section.PROMISES
    if row is not None and place is Place.ON_AGENDA:
        yield Section.ENDED if _has_ended(row) else Section.LEAVING
    if known.decided is not None and known.decided.rests_on(day):
        return
    if is_new:
        yield Section.NEW
    if place in (Place.STEP, Place.PROPOSAL) and not promises and _is_stalled(known, day, stalled_after):
        yield Section.STALLED


def _is_stalled(known: Known, day: date, after: int) -> bool:
    return known.moved_on is None or known.moved_on < day - timedelta(days=after)


def _promises(known: Known, day: date) -> tuple[Promise, ...]:
    one = known.candidate
    return tuple(promise_of(step, one.ref, one.name, day) for step in known.steps if _is_due(step, day))


def _may_begin(step: Step, day: date) -> bool:
    return step.not_before is None or step.not_before <= day


def _is_due(step: Step, day: date) -> bool:
    """Whether a step should be done by a day; one without a day is asked after every time."""
    return _may_begin(step, day) and (step.due_on is None or step.due_on <= day)


def _has_ended(row: Leaving) -> bool:
    return row.line.because is Because.ENDED


def _soonest(item: Item) -> tuple[date, str, int]:
    """By the day of leaving, then by name in Dutch order."""
    person: Person | None = item.leaving.person if item.leaving else None
    leaves_on = item.leaving.leaves_on if item.leaving else date.max
    return leaves_on, person.sort_name if person else item.candidate.last_name, item.candidate.id


def _counted(places: Iterable[Place]) -> Mapping[Place, int]:
    counts = Counter(places)
    return {place: counts[place] for place in Place}
