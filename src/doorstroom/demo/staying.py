"""Stories of people who are left off the list, each with its reason.

Apprentices come onto it at the end of January, as their school year ends in July.
"""

from datetime import date, timedelta
from typing import Any

from doorstroom.dates import DAY, add_months
from doorstroom.demo.career import Career, Job, since, until
from doorstroom.demo.teller import SHELTERED, Mix, Teller
from doorstroom.model.choices import ClosingReason, ContractKind, Distance, EndReason


def next_job_follows(tell: Teller) -> Career:
    """The present job ends soon, and the next one is agreed."""
    jobs = until(tell.plain(), tell.soon(), 12)
    return Career(jobs + tell.next_job(jobs, days_between=tell.draw.between(0, 20)))


def first_year(tell: Teller) -> Career:
    """In the first year contract."""
    return Career(until(tell.plain(), tell.later(), 12))


def second_contract(tell: Teller) -> Career:
    """Seven months that were followed by a year."""
    return Career(until(tell.plain(), tell.later(), 7, 12))


def new_at_a_capped_employer(tell: Teller) -> Career:
    """In the first year at an employer with a policy."""
    return Career(until(tell.capped(), tell.later(), 12))


def after_a_trial(tell: Teller) -> Career:
    """A trial placement that became a contract."""
    employer = tell.plain()
    contract = until(employer, tell.later(), 12)
    return Career(until(employer, contract[0]["starts_on"] - DAY, 2, kind=ContractKind.TRIAL, hours=20) + contract)


def seconded_for_long(tell: Teller) -> Career:
    """Sheltered work in its second year."""
    return Career(tell.seconded_until(tell.later(), 12, 12), SHELTERED)


def not_subsidised(tell: Teller) -> Career:
    """Past what the employer allows subsidised people, but without subsidy: its policy does not count."""
    return Career(until(tell.capped(), tell.later(), 12, 12, 11, subsidised=False))


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
    job = tell.through_an_agency(tell.later(), tell.plain())[0]
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
    """Looking for the first job."""
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


STAYING: Mix = (
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
