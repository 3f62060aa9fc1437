"""What happens to people at work: stories that put somebody where a coordinator meets them on a given day.

Each story is told back from the day on which somebody must leave, so that it holds on any day.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from doorstroom.dates import DAY, add_months, window_end
from doorstroom.demo.draw import Draw
from doorstroom.demo.employers import Market
from doorstroom.model import ClosingReason, ContractKind, Distance, Employer, EndReason, TargetGroup

Job = dict[str, Any]
"""The facts of a contract, before it has a number and a person."""

# The chain rule since 2020 (BW 7:668a(1)); only to invent people who come near it, and checked by a test with `limits`.
CHAIN_MONTHS = 36


@dataclass(slots=True)
class Career:
    """Somebody's jobs, in order, and what the story fixes about the person."""

    jobs: list[Job]
    about: dict[str, Any] = field(default_factory=dict)
    has_history: bool = True


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
        return self.draw.pick(self.market.plain)


def _last_days(first: date, last: date) -> tuple[date, ...]:
    """The days of a period on which contracts end: half of the picks are an end of month.

    The last days before that are left out: a month added to them and taken off again is another day.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    month_ends = [day for day in days if (day + DAY).day == 1]
    ordinary = [day for day in days if day.day <= 27]
    return tuple(ordinary + month_ends * (len(ordinary) // len(month_ends)))


def until(employer: Employer, last_day: date, *months: int, **facts: Any) -> list[Job]:
    """Contracts of so many months that follow each other directly, of which the last one ends on this day."""
    jobs: list[Job] = []
    for length in reversed(months):
        first_day = add_months(last_day + DAY, -length)
        jobs.insert(0, {"employer": employer.id, "starts_on": first_day, "ends_on": last_day, **facts})
        last_day = first_day - DAY
    return jobs


def since(employer: Employer, first_day: date, *months: int, **facts: Any) -> list[Job]:
    """Contracts of so many months that follow each other directly, of which the first one starts on this day."""
    jobs = []
    for length in months:
        next_day = add_months(first_day, length)
        jobs.append({"employer": employer.id, "starts_on": first_day, "ends_on": next_day - DAY, **facts})
        first_day = next_day
    return jobs


# --- on the list --------------------------------------------------------------------------------------------------


def contract_ends(tell: Teller) -> Career:
    """The first or second contract ends as agreed."""
    months = tell.draw.pick(((7,), (12,), (7, 8), (12, 6)))
    return Career(until(tell.plain(), tell.soon(), *months))


def seven_eight_eight(tell: Teller) -> Career:
    """How employers came to 23 months: three contracts, one month below the two years of the old law."""
    employer = next(employer for employer in tell.market.capped if employer.policy_months == 23)
    return Career(until(employer, tell.soon(), 7, 8, 8))


def policy_ends(tell: Teller) -> Career:
    """The contract was agreed a month longer than the employer keeps anybody."""
    return _kept_until(tell, tell.soon(), months_over=1)


def policy_forgotten(tell: Teller) -> Career:
    """The contract runs on in silence, past what the employer said it would do."""
    return _kept_until(tell, tell.past(), months_over=9)


def _kept_until(tell: Teller, limit: date, *, months_over: int) -> Career:
    employer = tell.draw.pick(tell.market.capped)
    months = employer.policy_months or 0
    return Career(since(employer, add_months(limit + DAY, -months), 12, months - 12 + months_over))


def chain_ends(tell: Teller) -> Career:
    """The third contract was agreed for longer than the law lets contracts follow each other."""
    first_day = add_months(tell.soon() + DAY, -CHAIN_MONTHS)
    return Career(since(tell.plain(), first_day, 12, 12, 18))


def chain_ends_despite_a_gap(tell: Teller) -> Career:
    """Four months away do not break the chain, and they count."""
    employer = tell.plain()
    first_day = add_months(tell.soon() + DAY, -CHAIN_MONTHS)
    return Career(since(employer, first_day, 12) + since(employer, add_months(first_day, 16), 12, 14))


def chain_passed(tell: Teller) -> Career:
    """The third contract runs on beyond what the law allows."""
    first_day = add_months(tell.past() + DAY, -CHAIN_MONTHS)
    return Career(since(tell.plain(), first_day, 12, 12, 18))


def ended(tell: Teller) -> Career:
    """The last job is over and nothing comes after it."""
    jobs = until(tell.plain(), tell.past(), tell.draw.pick((7, 8, 12)))
    return Career(jobs if tell.draw.chance(0.4) else [*jobs[:-1], _stopped(tell, jobs[-1])])


def _stopped(tell: Teller, job: Job) -> Job:
    """This job with how it ended: as agreed, or some weeks earlier."""
    if tell.draw.chance(0.6):
        return {**job, "ended_on": job["ends_on"], "end_reason": EndReason.OTHER}
    early = job["ends_on"] - timedelta(days=tell.draw.between(10, 60))
    reason = tell.draw.pick((EndReason.DROPPED_OUT, EndReason.ILLNESS, EndReason.MOVED))
    return {**job, "ended_on": early, "end_reason": reason}


def weeks_without_work(tell: Teller) -> Career:
    """The next job is there, but it starts too late to follow."""
    jobs = until(tell.plain(), tell.soon(), 12)
    return Career(jobs + _next_job(tell, jobs, days_between=tell.draw.between(40, 75)))


def two_jobs(tell: Teller) -> Career:
    """Two small jobs at once, of which one stops."""
    morning = until(tell.plain(), tell.soon(), 12, hours=12)
    afternoon = until(_elsewhere(tell, morning), tell.later(), 12, hours=16)
    return Career(morning + afternoon)


def seasonal(tell: Teller) -> Career:
    """Summers at a seasonal employer, winters somewhere else; now in one of the two."""
    employer = tell.draw.pick(tell.market.seasonal)
    first, last = _season(employer, tell.today.year)
    if tell.today < first:
        first, last = _season(employer, tell.today.year - 1)
    before, end_before = _season(employer, first.year - 1)
    winter = _elsewhere(tell, []).id
    over = {"ended_on": end_before, "end_reason": EndReason.SEASON}
    jobs: list[Job] = [
        {"employer": employer.id, "starts_on": before, "ends_on": end_before, **over},
        {"employer": winter, "starts_on": end_before + DAY, "ends_on": first - DAY},
        {"employer": employer.id, "starts_on": first, "ends_on": last},
    ]
    if tell.today > last:
        next_first, _ = _season(employer, first.year + 1)
        jobs.append({"employer": winter, "starts_on": last + DAY, "ends_on": next_first - DAY})
    return Career(jobs)


def _season(employer: Employer, year: int) -> tuple[date, date]:
    first, last = (employer.season or "").split("..")
    return date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")


def seconded(tell: Teller) -> Career:
    """Sheltered work: employed by the work company, at work somewhere else."""
    return Career(_seconded_until(tell, tell.soon(), 12), _SHELTERED)


_SHELTERED = {"target_group": TargetGroup.BESCHUT, "benefit": None, "distance": Distance.LARGE}


def _seconded_until(tell: Teller, last_day: date, *months: int) -> list[Job]:
    hirers = tuple(employer.id for employer in tell.draw.some(tell.market.plain, 2))
    company = tell.draw.pick(tell.market.work_companies)
    return until(company, last_day, *months, kind=ContractKind.SHELTERED, hirers=hirers)


def hired_by_the_hirer(tell: Teller) -> Career:
    """First through an agency, then in service where the work was: is that a successor employer?"""
    hirer = tell.plain()
    direct = until(hirer, tell.soon(), 12)
    return Career(_through_an_agency(tell, direct[0]["starts_on"] - DAY, hirer) + direct)


def _through_an_agency(tell: Teller, last_day: date, hirer: Employer) -> list[Job]:
    agency = tell.draw.pick(tell.market.agencies)
    return until(agency, last_day, tell.draw.pick((6, 8, 9)), kind=ContractKind.AGENCY, hirers=(hirer.id,))


def taken_over(tell: Teller) -> Career:
    """The firm went over to another, and the contracts count on there."""
    successor = tell.draw.pick(tell.market.successors)
    predecessor = tell.market.employers[(successor.successor_of or 0) - 1]
    now = until(successor, tell.soon(), 12)
    return Career(until(predecessor, now[0]["starts_on"] - DAY, 12) + now)


def unclear_gap(tell: Teller) -> Career:
    """Away from 1 July to 31 December: by one reading of the law six months, by the other a day more."""
    employer = tell.plain()
    # A year back at least, so that the contract is no shorter than contracts are.
    back = date(tell.today.year - (tell.today.month < 6), 1, 1)
    before = until(employer, date(back.year - 1, 6, 30), 6)
    return Career([*before, {"employer": employer.id, "starts_on": back, "ends_on": tell.soon()}])


def worked_there_before(tell: Teller) -> Career:
    """There were earlier contracts that nobody has on paper."""
    return Career(until(tell.plain(), tell.soon(), 12, earlier_unknown=True))


def agency_work_ends(tell: Teller) -> Career:
    """An agency contract with a last day."""
    return Career(_through_an_agency(tell, tell.soon(), tell.plain()))


def trial_ends(tell: Teller) -> Career:
    """Two months to see whether it fits."""
    return Career(until(tell.plain(), tell.next_month(), 2, kind=ContractKind.TRIAL, hours=20))


def training_ends(tell: Teller) -> Career:
    """Half a year of learning at a work company."""
    company = tell.draw.pick(tell.market.work_companies)
    return Career(until(company, tell.soon(), 6, kind=ContractKind.LEARNING), {"distance": Distance.LARGE})


def work_experience_ends(tell: Teller) -> Career:
    """Half a year of getting used to work."""
    return Career(until(tell.plain(), tell.next_month(), 6, kind=ContractKind.WORK_EXPERIENCE, hours=16))


def near_pension(tell: Teller) -> Career:
    """Almost of pension age, when another rule takes over."""
    born = add_months(tell.today, -12 * 66 - tell.draw.between(1, 10))
    return Career(until(tell.plain(), tell.soon(), 12, 12), {"birth_date": born})


# --- left off the list --------------------------------------------------------------------------------------------


def next_job_follows(tell: Teller) -> Career:
    """The present job ends soon, and the next one is agreed."""
    jobs = until(tell.plain(), tell.soon(), 12)
    return Career(jobs + _next_job(tell, jobs, days_between=tell.draw.between(0, 20)))


def _next_job(tell: Teller, jobs: list[Job], *, days_between: int) -> list[Job]:
    """A year somewhere else, so many days after the last of these jobs."""
    return since(_elsewhere(tell, jobs), jobs[-1]["ends_on"] + timedelta(days=days_between + 1), 12)


def _elsewhere(tell: Teller, jobs: list[Job]) -> Employer:
    """An employer without policy or season where none of these jobs is or was."""
    taken = {place for job in jobs for place in (job["employer"], *job.get("hirers", ()))}
    while (employer := tell.plain()).id in taken:
        pass
    return employer


def first_year(tell: Teller) -> Career:
    """In the first year contract."""
    return Career(until(tell.plain(), tell.later(), 12))


def second_contract(tell: Teller) -> Career:
    """Seven months that were followed by a year."""
    return Career(until(tell.plain(), tell.later(), 7, 12))


def new_at_a_capped_employer(tell: Teller) -> Career:
    """In the first year at an employer with a policy."""
    return Career(until(tell.draw.pick(tell.market.capped), tell.later(), 12))


def after_a_trial(tell: Teller) -> Career:
    """A trial placement that became a contract."""
    employer = tell.plain()
    contract = until(employer, tell.later(), 12)
    return Career(until(employer, contract[0]["starts_on"] - DAY, 2, kind=ContractKind.TRIAL, hours=20) + contract)


def seconded_for_long(tell: Teller) -> Career:
    """Sheltered work in its second year."""
    return Career(_seconded_until(tell, tell.later(), 12, 12), _SHELTERED)


def not_subsidised(tell: Teller) -> Career:
    """Past what the employer allows subsidised people, but without subsidy: its policy does not count."""
    return Career(until(tell.draw.pick(tell.market.capped), tell.later(), 12, 12, 11, subsidised=False))


def apprentice(tell: Teller) -> Career:
    """A school year of work and school, 1 August to 31 July."""
    year = tell.today.year - (tell.today.month < 8)
    job = {
        "employer": tell.plain().id,
        "starts_on": date(year, 8, 1),
        "ends_on": date(year + 1, 7, 31),
        "kind": ContractKind.BBL,
        "subsidised": False,
    }
    return Career([job], {"birth_date": _born(tell, 18, 22)}, has_history=False)


def saturday_job(tell: Teller) -> Career:
    """Not yet eighteen and twelve hours at most: such a contract does not count for the chain."""
    job = until(tell.plain(), tell.later(), 12, hours=10)
    return Career(job, {"birth_date": _born(tell, 16, 16), "hours_min": 8, "hours_max": 12}, has_history=False)


def _born(tell: Teller, youngest: int, oldest: int) -> date:
    """A birthday of somebody so many years old today."""
    months = tell.draw.between(youngest * 12 + 1, oldest * 12 + 11)
    return add_months(tell.today, -months)


def starts_soon(tell: Teller) -> Career:
    """The very first job is agreed and has yet to begin."""
    first_day = tell.today + timedelta(days=tell.draw.between(5, 40))
    return Career(since(tell.plain(), first_day, 12), has_history=False)


def permanent(tell: Teller) -> Career:
    """After a year, or at once, a job for good."""
    return Career(_for_good_after(tell, tell.long_past()))


def _for_good_after(tell: Teller, last_day: date) -> list[Job]:
    employer = tell.plain()
    before = until(employer, last_day, 12) if tell.draw.chance(0.6) else []
    return [*before, {"employer": employer.id, "starts_on": last_day + DAY, "kind": ContractKind.PERMANENT}]


def until_further_notice(tell: Teller) -> Career:
    """Through an agency for as long as there is work: nobody knows a last day."""
    job = _through_an_agency(tell, tell.later(), tell.plain())[0]
    return Career([{**job, "starts_on": tell.past() + DAY, "ends_on": None}])


def trying_out(tell: Teller) -> Career:
    """Work experience without an agreed end."""
    job = {
        "employer": tell.plain().id,
        "starts_on": tell.past() + DAY,
        "kind": ContractKind.WORK_EXPERIENCE,
        "hours": 12,
    }
    return Career([job], {"distance": Distance.LARGE}, has_history=False)


def no_job_yet(tell: Teller) -> Career:
    waiting = tell.today + timedelta(days=tell.draw.between(-20, 30))
    return Career([], {"available_from": waiting}, has_history=False)


def moved_on(tell: Teller) -> Career:
    """Went to other work, and the case was closed."""
    job = until(tell.plain(), tell.long_past(), 12)[0]
    done = {**job, "ended_on": job["ends_on"], "end_reason": EndReason.MOVED_ON}
    return Career([done], _closed(job["ends_on"], ClosingReason.MOVED_ON))


def settled(tell: Teller) -> Career:
    """Stayed for good, and the case was closed."""
    jobs = _for_good_after(tell, tell.long_past())
    return Career(jobs, _closed(jobs[-1]["starts_on"], ClosingReason.PERMANENT))


def dropped_out(tell: Teller) -> Career:
    """Stopped early, and does not want to go on now."""
    job = until(tell.plain(), tell.long_past(), 8)[0]
    early = job["starts_on"] + timedelta(days=tell.draw.between(20, 120))
    stopped = {**job, "ended_on": early, "end_reason": EndReason.DROPPED_OUT}
    return Career([stopped], _closed(early, ClosingReason.DROPPED_OUT))


def left(tell: Teller) -> Career:
    """Moved to another region before there was a job."""
    return Career([], _closed(tell.long_past(), ClosingReason.LEFT), has_history=False)


def by_mistake(tell: Teller) -> Career:
    """Entered twice; one of the two was closed."""
    return Career([], _closed(tell.past(), ClosingReason.BY_MISTAKE), has_history=False)


def _closed(day: date, reason: ClosingReason) -> dict[str, Any]:
    return {"closed_on": day, "closed_reason": reason}


# --- how often ----------------------------------------------------------------------------------------------------

Story = Callable[[Teller], Career]

# How many of the 120 people of the demo live it, and how many of every thousand beyond them.
STORIES: tuple[tuple[Story, int, int], ...] = (
    (contract_ends, 4, 26),
    (seven_eight_eight, 1, 2),
    (policy_ends, 3, 12),
    (policy_forgotten, 2, 3),
    (chain_ends, 1, 3),
    (chain_ends_despite_a_gap, 1, 2),
    (chain_passed, 1, 2),
    (ended, 3, 8),
    (weeks_without_work, 2, 4),
    (two_jobs, 1, 3),
    (seasonal, 2, 6),
    (seconded, 2, 6),
    (hired_by_the_hirer, 1, 2),
    (taken_over, 1, 1),
    (unclear_gap, 1, 1),
    (worked_there_before, 1, 1),
    (agency_work_ends, 1, 4),
    (trial_ends, 1, 2),
    (training_ends, 1, 3),
    (work_experience_ends, 1, 2),
    (near_pension, 1, 1),
    (next_job_follows, 5, 30),
    (first_year, 14, 218),
    (second_contract, 8, 150),
    (new_at_a_capped_employer, 4, 40),
    (after_a_trial, 3, 30),
    (seconded_for_long, 4, 40),
    (not_subsidised, 1, 5),
    (apprentice, 2, 4),
    (saturday_job, 1, 1),
    (starts_soon, 2, 6),
    (permanent, 12, 150),
    (until_further_notice, 3, 20),
    (trying_out, 1, 8),
    (no_job_yet, 12, 80),
    (moved_on, 6, 60),
    (settled, 4, 30),
    (dropped_out, 3, 25),
    (left, 2, 8),
    (by_mistake, 1, 1),
)


def history(tell: Teller, career: Career) -> list[Job]:
    """Earlier jobs, at other employers, all over before the career begins; none where the story rules them out."""
    jobs: list[Job] = []
    if not career.has_history:
        return jobs
    before = career.jobs[0]["starts_on"]
    for _ in range(tell.draw.pick((0, 1, 1, 2, 2, 3))):
        last_day = before - timedelta(days=tell.draw.pick((1, 1, 20, 45, 100, 250)))
        job = until(_elsewhere(tell, career.jobs), last_day, tell.draw.pick((6, 7, 8, 12)))[0]
        jobs.insert(0, {**job, "ended_on": last_day, "end_reason": tell.draw.pick(_WAYS_OUT)})
        before = job["starts_on"]
    return jobs


_WAYS_OUT = (EndReason.MOVED_ON, EndReason.MOVED_ON, EndReason.OTHER, EndReason.ILLNESS, EndReason.DROPPED_OUT)
