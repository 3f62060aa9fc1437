"""Who tells the stories: one who knows the days around today, the employers, and chance."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import cycle

from doorstroom.dates import DAY, add_months, window_end
from doorstroom.demo.career import Career, Job, since, until
from doorstroom.demo.draw import Draw
from doorstroom.demo.employers import Market
from doorstroom.model import Employer
from doorstroom.model.choices import ContractKind, Distance, EndReason, TargetGroup

SHELTERED = {"target_group": TargetGroup.BESCHUT, "benefit": None, "distance": Distance.LARGE}

_WAYS_OUT = (EndReason.MOVED_ON, EndReason.MOVED_ON, EndReason.OTHER, EndReason.ILLNESS, EndReason.DROPPED_OUT)


class Teller:
    """What every story needs: the days around today, the employers, and chance."""

    def __init__(self, today: date, market: Market, draw: Draw) -> None:
        self.today = today
        self.market = market
        self.draw = draw
        one, three, six = (window_end(today, months) for months in (1, 3, 6))
        self._soon = (_last_days(today, one), _last_days(one + DAY, three), _last_days(three + DAY, six))
        self._turns = cycle((2, 1, 0, 2, 1, 2))
        self._later = _last_days(six + DAY, add_months(six, 5))
        self._past = _last_days(today - timedelta(days=140), today - DAY)
        self._plain = draw.dealt(market.plain)
        self._capped = draw.dealt(market.capped)
        self._seasonal = draw.dealt(market.seasonal)

    def soon(self) -> date:
        """A last day within six months; in turn within six, three and one, so that every band is filled."""
        return self.draw.pick(self._soon[next(self._turns)])

    def next_month(self) -> date:
        """A last day within a month."""
        return self.draw.pick(self._soon[0])

    def later(self) -> date:
        """A last day after the window of six months, within the year."""
        return self.draw.pick(self._later)

    def past(self) -> date:
        """A last day in the months before today."""
        return self.draw.pick(self._past)

    def long_past(self) -> date:
        """A last day in the two years before today."""
        return add_months(self.past(), -self.draw.pick((0, 0, 6, 12, 18)))

    def plain(self) -> Employer:
        """An employer without policy or season."""
        return next(self._plain)

    def capped(self) -> Employer:
        """An employer that keeps subsidised people for so many months at most."""
        return next(self._capped)

    def seasonal(self) -> Employer:
        """An employer with work in one season only."""
        return next(self._seasonal)

    def seconded_until(self, last_day: date, *months: int) -> list[Job]:
        """Sheltered contracts with a work company, for work at one or two others."""
        hirers = tuple(employer.id for employer in self.draw.some(self.market.plain, 2))
        company = self.draw.pick(self.market.work_companies)
        return until(company, last_day, *months, kind=ContractKind.SHELTERED, hirers=hirers)

    def through_an_agency(self, last_day: date, hirer: Employer) -> list[Job]:
        """An agency contract for work at this hirer."""
        agency = self.draw.pick(self.market.agencies)
        return until(agency, last_day, self.draw.pick((7, 8, 9)), kind=ContractKind.AGENCY, hirers=(hirer.id,))

    def next_job(self, jobs: Sequence[Job], *, days_between: int) -> list[Job]:
        """A year somewhere else, so many days after the last of these jobs."""
        return since(self.elsewhere(jobs), jobs[-1]["ends_on"] + timedelta(days=days_between + 1), 12)

    def elsewhere(self, jobs: Sequence[Job]) -> Employer:
        """An employer without policy or season where none of these jobs is or was."""
        taken = {place for job in jobs for place in (job["employer"], *job.get("hirers", ()))}
        while (employer := self.plain()).id in taken:
            pass
        return employer

    def history(self, career: Career) -> list[Job]:
        """Earlier jobs, at other employers, all over before the career begins; none where the story rules them out."""
        jobs: list[Job] = []
        if not career.has_history:
            return jobs
        before = career.jobs[0]["starts_on"]
        for _ in range(self.draw.pick((0, 1, 1, 2, 2, 3))):
            last_day = before - timedelta(days=self.draw.pick((1, 1, 20, 45, 100, 250)))
            job = until(self.elsewhere(career.jobs), last_day, self.draw.pick((6, 7, 8, 12)))[0]
            jobs.insert(0, {**job, "ended_on": last_day, "end_reason": self.draw.pick(_WAYS_OUT)})
            before = job["starts_on"]
        return jobs


def _last_days(first: date, last: date) -> tuple[date, ...]:
    """The days of a period on which contracts end: half of the picks are an end of month.

    The last days before that are left out: a month added to them and taken off again is another day.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    month_ends = [day for day in days if (day + DAY).day == 1]
    ordinary = [day for day in days if day.day <= 27]
    return tuple(ordinary + month_ends * (len(ordinary) // len(month_ends)))


Story = Callable[[Teller], Career]
Mix = tuple[tuple[Story, int, int], ...]
"""Stories, how many of the 120 people of the demo live each, and how many of every thousand beyond them."""
