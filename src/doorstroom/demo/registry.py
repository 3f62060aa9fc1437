"""Where invented careers become candidates, contracts and milestones."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from doorstroom.demo import numbers
from doorstroom.demo.career import Career, Job
from doorstroom.demo.draw import Draw
from doorstroom.demo.people import Profiles, birth_date, mailboxes
from doorstroom.demo.teller import Teller
from doorstroom.demo.words import CLOSING_NOTES, TRADES
from doorstroom.model import Candidate, Contract, Milestone
from doorstroom.model.choices import ClosingReason, ContractKind, Follows, Stage
from doorstroom.model.workplace import Workplace
from doorstroom.names import Name

_UNPAID = (ContractKind.TRIAL, ContractKind.WORK_EXPERIENCE, ContractKind.LEARNING)
_LAST_STAGES = {
    ClosingReason.MOVED_ON: (Stage.MOVED_ON,),
    ClosingReason.PERMANENT: (Stage.AFTERCARE, Stage.MOVED_ON),
    ClosingReason.DROPPED_OUT: (Stage.DROPPED_OUT,),
    ClosingReason.LEFT: (Stage.LEFT,),
}
_TRADES = tuple(TRADES)


class Registry:
    """Candidates, contracts, workplaces and milestones in the order in which people are entered, numbered from 1."""

    def __init__(self, draw: Draw) -> None:
        self.candidates: list[Candidate] = []
        self.contracts: list[Contract] = []
        self.workplaces: list[Workplace] = []
        self.milestones: list[Milestone] = []
        self._draw = draw
        self._profiles = Profiles(draw)
        self._mailboxes = mailboxes()

    def enter(self, name: Name, career: Career, tell: Teller) -> None:
        """Add somebody of this name who lived this career, and the jobs that came before it."""
        jobs = [*tell.history(career), *career.jobs]
        trade = tell.market.trades[_place(jobs[-1])] if jobs else self._draw.pick(_TRADES)
        first_day = jobs[0]["starts_on"] if jobs else career.about.get("closed_on", tell.today)
        registered_on = min(first_day, tell.today) - timedelta(days=self._draw.between(15, 100))
        candidate = self._candidate(name, registered_on, first_day, self._profiles.next_in(trade) | career.about)
        self.candidates.append(candidate)
        contracts = self._add_contracts(candidate, jobs, tell)
        for stage, day, because in self._stages(candidate, contracts):
            if day <= tell.today:
                number = len(self.milestones) + 1
                self.milestones.append(
                    Milestone(id=number, candidate=candidate.id, stage=stage, reached_on=day, **because)
                )

    def _candidate(self, name: Name, registered_on: date, first_day: date, facts: dict[str, Any]) -> Candidate:
        number = len(self.candidates) + 1
        # Of somebody whose town nobody noted down, the rest is still to be asked too.
        if "town" in facts:
            facts = {
                "number": f"DS{number:05d}",
                "birth_date": birth_date(first_day, self._draw),
                "phone": numbers.phone(number),
                "email": f"{self._mailboxes[name.first]}.{number}@example.nl",
                **facts,
            }
        if "closed_on" in facts and self._draw.chance(0.5):
            facts["closed_note"] = self._draw.pick(CLOSING_NOTES)
        return Candidate(
            id=number,
            first_name=name.first,
            infix=name.infix,
            last_name=name.last,
            registered_on=registered_on,
            **facts,
        )

    def _add_contracts(self, candidate: Candidate, jobs: list[Job], tell: Teller) -> list[Contract]:
        usual_hours = self._draw.pick((candidate.hours_min or 24, candidate.hours_max or 32))
        functions = {place: self._draw.pick(TRADES[tell.market.trades[place]].functions) for place in map(_place, jobs)}
        for job in jobs:
            hours = job.get("hours", usual_hours)
            is_paid = job.get("kind") not in _UNPAID
            facts = {
                "hours": hours,
                "wage_month": round(hours * 52 / 12 * 15.4) * 100 if is_paid else None,
                "function": functions[_place(job)],
                **job,
            }
            hirers = facts.pop("hirers", ())
            self.contracts.append(Contract(id=len(self.contracts) + 1, candidate=candidate.id, **facts))
            self._add_workplaces(self.contracts[-1], hirers)
        return self.contracts[len(self.contracts) - len(jobs) :]

    def _add_workplaces(self, contract: Contract, hirers: Sequence[int]) -> None:
        """Let the work be at these employers, who share the hours."""
        for hirer in hirers:
            share = contract.hours / len(hirers) if contract.hours and len(hirers) > 1 else None
            number = len(self.workplaces) + 1
            self.workplaces.append(Workplace(id=number, contract=contract.id, employer=hirer, hours=share))

    def _stages(self, candidate: Candidate, contracts: list[Contract]) -> Iterator[tuple[Stage, date, dict[str, Any]]]:
        """What somebody reached, when, and what it follows from, also what is still to come; without a job, a part of the
        way to one.
        """
        registered_on = candidate.registered_on or date.min
        yield Stage.REGISTERED, registered_on, {"follows": Follows.REGISTRATION}
        if contracts:
            yield Stage.SCREENED, registered_on + timedelta(days=4), {}
            yield Stage.INTERVIEW, contracts[0].starts_on - timedelta(days=8), {}
            for contract in contracts:
                yield contract.stage, contract.starts_on, {"contract": contract.id}
        else:
            day = registered_on
            for stage in (Stage.SCREENED, Stage.TRAINING, Stage.PROPOSED, Stage.INTERVIEW)[: self._draw.between(0, 4)]:
                day += timedelta(days=3)
                yield stage, day, {}
        if candidate.closed_on and candidate.closed_reason in _LAST_STAGES:
            for stage in _LAST_STAGES[candidate.closed_reason]:
                is_closing = stage is candidate.closed_reason.stage
                yield stage, candidate.closed_on, {"follows": Follows.CLOSING} if is_closing else {}


def _place(job: Job) -> int:
    """The employer where the work is."""
    place: int = job["hirers"][0] if "hirers" in job else job["employer"]
    return place
