"""An employer's own limit: how many months it keeps subsidised people. A choice of the employer, never law."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from doorstroom.dates import Gap, Length, length, term
from doorstroom.limits.career import Career
from doorstroom.limits.run import runs
from doorstroom.model import Contract, Employer


class Policy(NamedTuple):
    """The subsidised contracts that count for an employer's own limit, and how far they may go.

    ``until`` is the last day within the limit, ``other_reading`` the day after it where the months can be counted in
    two ways. ``last_day`` is when the contracts end as recorded; None while one is open.
    """

    employer: Employer
    months: int
    contracts: tuple[Contract, ...]
    gaps: tuple[Gap, ...]
    last_day: date | None
    until: date
    other_reading: date | None

    @property
    def first_day(self) -> date:
        """The day from which the months are counted."""
        return self.contracts[0].starts_on

    @property
    def reached(self) -> Length | None:
        """How long they last as recorded, time away included; None while one is open."""
        return None if self.last_day is None else length(self.first_day, self.last_day)


def policies(career: Career) -> Iterator[Policy]:
    """Every count of an employer's own limit in a career.

    The months run from the first subsidised contract of any kind at an employer, time away included; with a
    ``policy_gap`` they start anew for who was away longer (C6).
    """
    for number, contracts in career.at_employers.items():
        employer = career.employers[number]
        if employer.policy_months is not None:
            subsidised = [contract for contract in contracts if contract.subsidised]
            yield from _policies_of(employer, employer.policy_months, subsidised)


def _policies_of(employer: Employer, months: int, contracts: list[Contract]) -> Iterator[Policy]:
    """The counts of one employer's limit."""
    for run in runs(contracts, lambda _: employer.policy_gap):
        allowed = term(run.first_day, months)
        yield Policy(
            employer=employer,
            months=months,
            contracts=tuple(run.contracts),
            gaps=tuple(run.gaps),
            last_day=run.last_day,
            until=allowed.last_day,
            other_reading=allowed.other_reading,
        )
