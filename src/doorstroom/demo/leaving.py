"""Stories of people who must leave within six months, or should have left: they are on the list.

In the first month of a season, who works for that season is not on it yet.
"""

from datetime import date, timedelta

from doorstroom.dates import DAY, add_months
from doorstroom.demo.career import Career, Job, since, until
from doorstroom.demo.teller import SHELTERED, Mix, Teller
from doorstroom.model import Employer
from doorstroom.model.choices import ContractKind, Distance, EndReason

# The chain rule since 2020 (BW 7:668a(1)); only to invent people who come near it, and checked by a test with `limits`.
CHAIN_MONTHS = 36


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
    employer = tell.capped()
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
    job = until(tell.plain(), tell.past(), tell.draw.pick((7, 8, 12)))[0]
    return Career([job if tell.draw.chance(0.4) else _stopped(tell, job)])


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
    return Career(jobs + tell.next_job(jobs, days_between=tell.draw.between(40, 75)))


def two_jobs(tell: Teller) -> Career:
    """Two small jobs at once, of which one stops."""
    morning = until(tell.plain(), tell.soon(), 12, hours=12)
    afternoon = until(tell.elsewhere(morning), tell.later(), 12, hours=16)
    return Career(morning + afternoon)


def seasonal(tell: Teller) -> Career:
    """Summers at a seasonal employer, winters somewhere else; now in one of the two."""
    employer = tell.seasonal()
    first, last = _season(employer, tell.today.year)
    if tell.today < first:
        first, last = _season(employer, tell.today.year - 1)
    before, end_before = _season(employer, first.year - 1)
    winter = tell.elsewhere([]).id
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
    return Career(tell.seconded_until(tell.soon(), 12), SHELTERED)


def hired_by_the_hirer(tell: Teller) -> Career:
    """First through an agency, then in service where the work was: is that a successor employer?"""
    hirer = tell.plain()
    direct = until(hirer, tell.soon(), 12)
    return Career(tell.through_an_agency(direct[0]["starts_on"] - DAY, hirer) + direct)


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
    return Career(tell.through_an_agency(tell.soon(), tell.plain()))


def trial_ends(tell: Teller) -> Career:
    """Two months to see whether it fits."""
    return Career(until(tell.plain(), tell.next_month(), 2, kind=ContractKind.TRIAL, hours=20))


def training_ends(tell: Teller) -> Career:
    """Eight months of learning at a work company."""
    company = tell.draw.pick(tell.market.work_companies)
    return Career(until(company, tell.soon(), 8, kind=ContractKind.LEARNING), {"distance": Distance.LARGE})


def work_experience_ends(tell: Teller) -> Career:
    """Half a year of getting used to work."""
    return Career(until(tell.plain(), tell.next_month(), 6, kind=ContractKind.WORK_EXPERIENCE, hours=16))


def near_pension(tell: Teller) -> Career:
    """Almost of pension age, when another rule takes over."""
    born = add_months(tell.today, -12 * 66 - tell.draw.between(1, 10))
    return Career(until(tell.plain(), tell.soon(), 12, 12), {"birth_date": born})


LEAVING: Mix = (
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
)
