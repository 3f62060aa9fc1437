"""An employer's own limit: how many months it keeps subsidised people. A choice of the employer, never law."""

from dataclasses import dataclass
from datetime import date

from doorstroom.dates import Gap, Length, length, term
from doorstroom.limits.career import Career
from doorstroom.limits.run import last_day_of, run_of
from doorstroom.model import Contract, Employer


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The subsidised contracts that count for an employer's own limit, and how far they may go.

    ``until`` is the last day within the limit; ``other_reading`` the day after it, where the months can be counted in two
    ways. The months are the employer's ``policy_months``.
    """

    employer: Employer
    contracts: tuple[Contract, ...]
    gaps: tuple[Gap, ...]
    months: int
    until: date
    other_reading: date | None

    @property
    def first_day(self) -> date:
        """The day from which its months are counted."""
        return self.contracts[0].starts_on

    @property
    def reached(self) -> Length | None:
        """How long it lasts as recorded, gaps included; None while a contract is open."""
        last_day = last_day_of(self.contracts)
        return None if last_day is None else length(self.first_day, last_day)


def policy_of(contract: Contract, career: Career) -> Policy | None:
    """The employer's own limit for this contract; None when it is not subsidised, is for good, or no limit is set.

    The months run from the first subsidised contract of any kind at this employer, time away included; with a
    ``policy_gap`` they start anew after being away for longer (C6).
    """
    employer = career.employers[contract.employer]
    if employer.policy_months is None or contract.is_permanent or not contract.subsidised:
        return None
    contracts, gaps = run_of(
        contract,
        [other for other in career.contracts if other.subsidised and other.employer == contract.employer],
        lambda _: employer.policy_gap,
    )
    allowed = term(contracts[0].starts_on, employer.policy_months)
    return Policy(
        employer=employer,
        contracts=contracts,
        gaps=gaps,
        months=employer.policy_months,
        until=allowed.last_day,
        other_reading=allowed.other_reading,
    )
