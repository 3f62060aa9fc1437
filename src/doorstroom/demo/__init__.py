"""An invented caseload to try doorstroom on, for its demo and for its measurements.

Nobody in it exists. It is told around a day: whoever looks at it on that day finds somebody in every situation that the
list of leavers tells apart. The same day, size and seed always give the same caseload.
"""

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from doorstroom.demo.diary import diary
from doorstroom.demo.draw import Draw
from doorstroom.demo.employers import market
from doorstroom.demo.leaving import LEAVING
from doorstroom.demo.meetings import held
from doorstroom.demo.openings import openings
from doorstroom.demo.people import different, names
from doorstroom.demo.registry import Registry
from doorstroom.demo.staying import STAYING
from doorstroom.demo.teller import Teller
from doorstroom.model import Candidate, Contract, Employer, Milestone
from doorstroom.model.following import Contact, Step
from doorstroom.model.matching import Proposal, Vacancy
from doorstroom.model.meeting import AgendaItem, Meeting, Outcome
from doorstroom.model.workplace import Workplace

STORIES = (*LEAVING, *STAYING)
CAST = sum(times for _, times, _ in STORIES)
EMPLOYERS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """Employers, people, where they work, vacancies, proposals, what was reached, noted, agreed and decided at meetings.

    Each kind is numbered from 1.
    """

    employers: tuple[Employer, ...]
    candidates: tuple[Candidate, ...]
    contracts: tuple[Contract, ...]
    workplaces: tuple[Workplace, ...]
    vacancies: tuple[Vacancy, ...]
    proposals: tuple[Proposal, ...]
    milestones: tuple[Milestone, ...]
    contacts: tuple[Contact, ...]
    steps: tuple[Step, ...]
    meetings: tuple[Meeting, ...]
    outcomes: tuple[Outcome, ...]
    items: tuple[AgendaItem, ...]

    @property
    def facts(self) -> tuple[tuple[Any, ...], ...]:
        """All of it, in an order in which each points only to what came before."""
        work = (self.employers, self.candidates, self.contracts, self.workplaces, self.vacancies, self.proposals)
        said = (self.milestones, self.contacts, self.steps, self.meetings, self.outcomes, self.items)
        return (*work, *said)


def caseload(today: date, *, people: int = CAST, seed: int = 1) -> Caseload:
    """So many invented people and their work, as they stand on ``today``.

    The first 120 are the cast of the demo: every situation is there, a quarter of them must leave within six months,
    and no two have the same name. Those beyond are a crowd in which one in eleven must leave; for every forty of them
    there is one more employer.
    """
    cast = Draw(f"{seed} roles").shuffled([story for story, times, _ in STORIES for _ in range(times)])[:people]
    crowd = [story for story, _, times in STORIES for _ in range(times)]
    crowd_size = people - len(cast)

    small = market(EMPLOYERS, Draw(f"{seed} employers"))
    whole = market(EMPLOYERS + crowd_size // 40, Draw(f"{seed} employers"))
    registry = Registry(Draw(f"{seed} people"))
    called = names(Draw(f"{seed} names"))

    tell = Teller(today, small, Draw(f"{seed} cast"))
    for story, name in zip(cast, different(called), strict=False):
        registry.enter(name, story(tell), tell)
    tell = Teller(today, whole, Draw(f"{seed} crowd"))
    for story in islice(tell.draw.dealt(crowd), crowd_size):
        registry.enter(next(called), story(tell), tell)
    told = diary(today, registry.candidates, registry.contracts, whole.employers, Draw(f"{seed} diary"))
    decided = held(today, told.leaving, told.steps)
    found = openings(today, whole, registry.candidates, Draw(f"{seed} vacancies"))
    return Caseload(
        employers=whole.employers,
        candidates=tuple(registry.candidates),
        contracts=tuple(registry.contracts),
        workplaces=tuple(registry.workplaces),
        contacts=told.contacts,
        steps=decided.steps,
        meetings=decided.meetings,
        outcomes=decided.outcomes,
        items=decided.items,
        vacancies=found.vacancies,
        proposals=found.proposals,
        milestones=(*registry.milestones, *found.milestones(first=len(registry.milestones) + 1)),
    )
