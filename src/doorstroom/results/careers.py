"""What happened to people, as the reports read it: stages reached, jobs begun and ended, cases closed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from doorstroom.dates import DAY
from doorstroom.lines import FOLLOWS_WITHIN
from doorstroom.model.choices import ClosingReason, ContractKind, EndReason, Stage


class Someone(NamedTuple):
    """A candidate with what they can be grouped by, as it is now; a case that was closed counts from that day on."""

    id: int
    name: str
    sort_name: str
    owner: str | None = None
    coach: str | None = None
    source: str | None = None
    distance: str | None = None
    programme: int | None = None
    programme_name: str | None = None
    registered_on: date | None = None
    closed_on: date | None = None
    closed_reason: ClosingReason | None = None
    on_benefit: bool = False
    benefit_since: date | None = None

    def is_mistake(self, day: date) -> bool:
        """Whether the case was closed as entered by mistake on or before this day: then it counts nowhere."""
        return self.closed_reason is ClosingReason.BY_MISTAKE and self.is_closed(day)

    def is_closed(self, day: date) -> bool:
        """Whether the case was closed on or before this day."""
        return self.closed_on is not None and self.closed_on <= day


class Journey(NamedTuple):
    """Somebody with the stages they reached, each with its day."""

    who: Someone
    reached: Sequence[tuple[Stage, date]]

    def first_days(self, as_of: date) -> dict[Stage, date]:
        """When each stage was first reached, as far as that was by a day; whoever reached any was registered by then."""
        found: dict[Stage, date] = {}
        for stage, day in self.reached:
            if day <= as_of and day < found.get(stage, date.max):
                found[stage] = day
        registered = self.who.registered_on
        known = [*found.values(), *([registered] if registered and registered <= as_of else [])]
        if known:
            found[Stage.REGISTERED] = min(known)
        return found


class Spell(NamedTuple):
    """Days on which an employer has somebody, its first and last one included, for so many hours a week."""

    employer: int
    first_day: date
    last_day: date | None
    hours: float | None = None

    def has(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first_day <= day and (self.last_day is None or self.last_day >= day)


class Job(NamedTuple):
    """A contract as it really went; ``last_day`` is the real one, else the agreed one.

    ``elsewhere`` says where it was worked for another than the employer who signed it.
    """

    id: int
    employer: int
    employer_name: str
    starts_on: date
    last_day: date | None
    kind: ContractKind
    subsidised: bool
    end_reason: EndReason | None = None
    hours: float | None = None
    elsewhere: tuple[Spell, ...] = ()

    @property
    def is_permanent(self) -> bool:
        """Whether it is for good."""
        return self.kind is ContractKind.PERMANENT

    def is_running(self, day: date) -> bool:
        """Whether somebody works under it on a day; its first and last day count."""
        return self.starts_on <= day and (self.last_day is None or self.last_day >= day)

    def spells(self) -> Iterator[Spell]:
        """When which employer has somebody under it: the one who signed it all along, and each other in its days."""
        yield Spell(self.employer, self.starts_on, self.last_day, self.hours)
        yield from (one for one in self.elsewhere if one.employer != self.employer)


class Career(NamedTuple):
    """Somebody with their contracts, by first day."""

    who: Someone
    jobs: Sequence[Job]

    def begun(self, as_of: date) -> list[Job]:
        """The contracts that had begun by a day."""
        return [job for job in self.jobs if job.starts_on <= as_of]


class Stretch(NamedTuple):
    """Contracts that follow each other; ``last_day`` is None while one of them is open."""

    jobs: tuple[Job, ...]
    last_day: date | None

    @property
    def first(self) -> Job:
        """The one with which it began."""
        return self.jobs[0]

    @property
    def last(self) -> Job:
        """The one that ends last."""
        return max(self.jobs, key=lambda job: (job.last_day or date.max, job.starts_on, job.id))

    def is_over(self, as_of: date) -> bool:
        """Whether its last day lies before this day."""
        return self.last_day is not None and self.last_day < as_of


def stretches_at_employers(career: Career, as_of: date) -> Iterator[Stretch]:
    """What somebody worked at each employer without a gap; a job for good that follows begins a stretch of its own."""
    at: dict[int, list[Job]] = {}
    for job in career.begun(as_of):
        at.setdefault(job.employer, []).append(job)
    for jobs in at.values():
        yield from _stretches(jobs, gap_days=0, parts_for_good=True)


def stretches_of_work(jobs: Sequence[Job]) -> Iterator[Stretch]:
    """What somebody worked, wherever: a next job within a month belongs to it, as on the list of who must leave."""
    return _stretches(jobs, gap_days=FOLLOWS_WITHIN.days - 1, parts_for_good=False)


def _stretches(jobs: Sequence[Job], *, gap_days: int, parts_for_good: bool) -> Iterator[Stretch]:
    """The jobs parted where more days lie between them; they come by first day."""
    taken: list[Job] = []
    last: date | None = None
    for job in jobs:
        if taken:
            apart = last is not None and job.starts_on > last + (gap_days + 1) * DAY
            begins_for_good = parts_for_good and job.is_permanent and not taken[-1].is_permanent
            if apart or begins_for_good:
                eve = job.starts_on - DAY
                yield Stretch(tuple(taken), min(last or eve, eve) if begins_for_good else last)
                taken, last = [], None
        if not taken:
            last = job.last_day
        elif last is not None:
            last = None if job.last_day is None else max(last, job.last_day)
        taken.append(job)
    if taken:
        yield Stretch(tuple(taken), last)
