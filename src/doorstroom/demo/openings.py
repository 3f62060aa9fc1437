"""The invented vacancies, and who was proposed for them with what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from doorstroom.demo.draw import Draw
from doorstroom.demo.employers import Market
from doorstroom.demo.words import NEEDS, TALENTS, TRADES
from doorstroom.model import Candidate, Employer, Milestone
from doorstroom.model.choices import Distance, LanguageLevel, Licence, Stage
from doorstroom.model.matching import Proposal, Stopped, StoppedBy, StopReason, Vacancy, VacancyClosing

_MOST, _FOR_EACH = 24, 100
_HOURS = ((12, 20), (16, 24), (20, 28), (24, 32), (24, 32), (32, 36), (32, 40), (None, None))
_LEVELS = (None, None, LanguageLevel.A2, LanguageLevel.B1)
_SOURCES = (("HalloWerk", "HW-{:05d}"), ("HalloWerk", "HW-{:05d}"), ("uitzendbureau", "UB{:04d}"), (None, None))
_NOTES = ("belt zelf", "samen langs geweest", "werkgever kent de kandidaat van een stage", None, None)
# How proposals went on, dealt in turn: the stages they reached, and how they stopped.
_Course = tuple[tuple[Stage, ...], dict[str, Any]]
_COURSES: tuple[_Course, ...] = (
    ((), {}),
    ((Stage.INTERVIEW,), {}),
    ((), {}),
    ((Stage.INTERVIEW, Stage.TRIAL), {}),
    (
        (Stage.INTERVIEW,),
        {"stopped": Stopped.DECLINED, "stopped_by": StoppedBy.CANDIDATE, "reason": StopReason.TRAVEL},
    ),
    (
        (Stage.INTERVIEW,),
        {
            "stopped": Stopped.DECLINED,
            "stopped_by": StoppedBy.EMPLOYER,
            "reason": StopReason.SKILLS,
            "reason_note": "zoekt iemand met een heftruckcertificaat",
        },
    ),
    ((), {"stopped": Stopped.WITHDRAWN, "stopped_by": StoppedBy.WSP, "reason": StopReason.OTHER_JOB}),
)
_PLACED: _Course = ((Stage.INTERVIEW, Stage.PLACED), {})
_TOO_LATE: _Course = ((Stage.INTERVIEW,), {"stopped": Stopped.FILLED})


@dataclass(frozen=True, slots=True)
class Openings:
    """Vacancies with the proposals for them, each numbered from 1, and the stages that the proposals reached."""

    vacancies: tuple[Vacancy, ...]
    proposals: tuple[Proposal, ...]
    reached: tuple[tuple[Proposal, Stage, date], ...]

    def milestones(self, *, first: int) -> Iterator[Milestone]:
        """The stages as milestones, numbered from ``first``."""
        for number, (proposal, stage, day) in enumerate(self.reached, start=first):
            yield Milestone(id=number, candidate=proposal.candidate, stage=stage, reached_on=day, proposal=proposal.id)


def openings(today: date, market: Market, candidates: Sequence[Candidate], draw: Draw) -> Openings:
    """Vacancies as they stand on ``today``, one for every hundred people and a few dozen besides, and proposals for them.

    One in twelve is filled, by the first person who was proposed for it.
    """
    size = min(_MOST, len(candidates) // 4) + len(candidates) // _FOR_EACH
    places = draw.dealt(market.employers)
    vacancies = [_vacancy(number, next(places), market, today, draw) for number in range(1, size + 1)]
    open_cases = [one for one in candidates if one.closed_on is None]
    proposals: list[Proposal] = []
    reached: list[tuple[Proposal, Stage, date]] = []
    courses = draw.dealt(_COURSES)
    for vacancy in vacancies if open_cases else ():
        if vacancy.id % 3 == 1 and vacancy.closed_reason is not VacancyClosing.FILLED:
            # Nobody was proposed for these yet: the meeting has something to do.
            continue
        is_filled = vacancy.closed_reason is VacancyClosing.FILLED
        for place, candidate in enumerate(draw.some(open_cases, 2)):
            course = (_PLACED if place == 0 else _TOO_LATE) if is_filled else next(courses)
            made, stages = _proposal(len(proposals) + 1, candidate, vacancy, course, today, draw)
            proposals.append(made)
            reached += [(made, stage, day) for stage, day in stages]
    return Openings(tuple(vacancies), tuple(proposals), tuple(reached))


def _vacancy(number: int, employer: Employer, market: Market, today: date, draw: Draw) -> Vacancy:
    trade = TRADES[market.trades[employer.id]]
    source, reference = draw.pick(_SOURCES)
    least, most = draw.pick(_HOURS)
    opened_on = today - timedelta(days=draw.between(12, 60))
    start = None if draw.chance(0.2) else today + timedelta(days=draw.between(10, 160))
    # Work for the winter, which people of a climbing park or a nursery can do until they go back.
    season = "11-01..03-31" if number % 8 == 2 else employer.season
    is_filled = number % 12 == 5
    return Vacancy(
        id=number,
        employer=employer.id,
        title=draw.pick(trade.functions).capitalize(),
        opened_on=opened_on,
        hours_min=least,
        hours_max=most,
        starts_on=None if season else start,
        closes_on=today + timedelta(days=draw.between(7, 70)) if draw.chance(0.6) else None,
        seats=1 if is_filled else draw.pick((1, 1, 1, 2, 3)),
        town=employer.town,
        distance=draw.pick((None, *Distance)),
        language_level=draw.pick(_LEVELS),
        licences=(Licence.B,) if draw.chance(0.15) else (),
        must=draw.some(trade.skills, 1) if draw.chance(0.5) else (),
        nice=draw.some(TALENTS, 2),
        offers=draw.some(NEEDS, 4),
        season=season,
        source=source,
        source_ref=reference and reference.format(number * 37),
        owner=employer.owner,
        closed_on=today - timedelta(days=3) if is_filled else None,
        closed_reason=VacancyClosing.FILLED if is_filled else None,
    )


def _proposal(
    number: int,
    candidate: Candidate,
    vacancy: Vacancy,
    course: _Course,
    today: date,
    draw: Draw,
) -> tuple[Proposal, list[tuple[Stage, date]]]:
    """A proposal of the past ten days, so that every stage of it lies before today."""
    proposed_on = today - timedelta(days=draw.between(9, 11))
    stages, stopped = course
    days = [(Stage.PROPOSED, proposed_on)]
    days += [(stage, proposed_on + timedelta(days=3 * place)) for place, stage in enumerate(stages, start=1)]
    made = Proposal(
        id=number,
        candidate=candidate.id,
        vacancy=vacancy.id,
        proposed_on=proposed_on,
        note=draw.pick(_NOTES),
        placed_on=days[-1][1] if days[-1][0] is Stage.PLACED else None,
        stopped_on=today - timedelta(days=3) if stopped else None,
        **stopped,
    )
    return made, days
