"""Somebody's jobs, as a story gives them: facts of contracts that are not yet numbered or written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from doorstroom.dates import DAY, add_months
from doorstroom.model import Employer

Job = dict[str, Any]
"""The facts of a contract, before it has a number and a person."""


@dataclass(slots=True)
class Career:
    """Somebody's jobs, in order, and what the story fixes about the person.

    ``has_history`` says whether there may have been other jobs before these.
    """

    jobs: Sequence[Job]
    about: dict[str, Any] = field(default_factory=dict)
    has_history: bool = True


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
