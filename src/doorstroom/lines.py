"""A person's line of work: which job they have on a day, which jobs follow it, and when that line ends.

A *job* is a stay at one employer with what ``limits`` says of it. ``docs/rules.md`` tells the rules in words.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from doorstroom.choices import Because

# A next job that starts within a month is a move; what starts later leaves somebody without work in between.
FOLLOWS_WITHIN = timedelta(days=31)


class Job(NamedTuple):
    """A stay at one employer: contracts there that follow each other directly, judged by the last one.

    ``starts_on`` and ``ends_on`` are the last contract's agreed days; ``first_day`` and ``last_day`` the stay's real ones.
    """

    contract: int
    employer: int
    employer_name: str
    function: str | None
    subsidised: bool
    starts_on: date
    ends_on: date | None
    first_day: date
    last_day: date | None
    leaves_on: date | None
    because: Because | None
    is_permanent: bool
    policy_until: date | None
    chain_until: date | None
    chain_contracts: int
    notice_by: date | None
    checks: tuple[str, ...]

    def is_over(self, day: date) -> bool:
        """Whether its last day lies before this day."""
        return self.last_day is not None and self.last_day < day

    def is_running(self, day: date) -> bool:
        """Whether it has begun and is not over."""
        return self.first_day <= day and not self.is_over(day)

    def gone_on(self, day: date) -> date | None:
        """The day from which the next job is counted: when it is over its real last day, else when it must end."""
        return self.last_day if self.is_over(day) else self.leaves_on


class Line(NamedTuple):
    """One job and those that follow it; ``next`` is the first that starts too late to be part of it."""

    jobs: tuple[Job, ...]
    leaves_on: date | None
    because: Because | None
    next: Job | None

    @property
    def last(self) -> Job:
        """The job with which the line ends."""
        return self.jobs[-1]

    @property
    def is_permanent(self) -> bool:
        """Whether the line ends in a job for good."""
        return self.leaves_on is None and self.last.is_permanent

    @property
    def gap_days(self) -> int | None:
        """Days without work between the end of the line and the job after it."""
        if self.leaves_on is None or self.next is None:
            return None
        return (self.next.first_day - self.leaves_on).days - 1


def lines(jobs: Sequence[Job], day: date) -> list[Line]:
    """The lines of somebody with these jobs on a day, the one that ends first in front; none without jobs.

    Two lines that lead to the same job are one. A line without a known end comes last.
    """
    if len(jobs) == 1:
        return [_line(jobs[0], (), day)]
    present = _present(jobs, day)
    ahead = [job for job in jobs if job.first_day > day and job not in present]
    found = {line.last.contract: line for line in (_line(job, ahead, day) for job in present)}
    return sorted(found.values(), key=lambda line: (line.leaves_on or date.max, line.is_permanent, line.last.contract))


def _present(jobs: Sequence[Job], day: date) -> list[Job]:
    """The jobs that run on a day; if none, the last that ended; if none, the first to come."""
    if running := [job for job in jobs if job.is_running(day)]:
        return running
    if over := [job for job in jobs if job.is_over(day)]:
        return [max(over, key=lambda job: (job.last_day, job.first_day))]
    first = min((job.first_day for job in jobs), default=None)
    return [job for job in jobs if job.first_day == first]


def _line(job: Job, ahead: Sequence[Job], day: date) -> Line:
    """Follow on from a job to the one that reaches furthest, as long as there is one."""
    if not ahead:
        # As it is for nearly everybody.
        return Line((job,), job.gone_on(day), Because.ENDED if job.is_over(day) else job.because, None)
    taken = [job]
    while following := _furthest(taken[-1], ahead, day):
        taken.append(following)
    last = taken[-1]
    end = last.gone_on(day)
    later = [other for other in ahead if end is not None and other not in taken and other.first_day > end]
    return Line(
        jobs=tuple(taken),
        leaves_on=end,
        because=Because.ENDED if last.is_over(day) else last.because,
        next=min(later, key=lambda other: other.first_day, default=None),
    )


def _furthest(job: Job, ahead: Sequence[Job], day: date) -> Job | None:
    """Of the jobs that start within a month of leaving this one and end later, the one that ends last."""
    end = job.gone_on(day)
    if end is None:
        return None
    following = [
        other
        for other in ahead
        if other.first_day <= end + FOLLOWS_WITHIN and (other.leaves_on is None or other.leaves_on > end)
    ]
    return max(following, key=lambda other: (other.leaves_on or date.max, other.is_permanent), default=None)
