"""Workplaces: where somebody works under a contract, when that is not (only) at the employer who signed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from doorstroom.errors import EndsBeforeStart
from doorstroom.model.register import Contract, check_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """An employer where somebody works under a contract with another: secondment, payroll, several employers in turn.

    Without ``starts_on`` it is from the first day of the contract, without ``ends_on`` up to its last; both days are
    included. ``hours`` are hours a week there, None while nobody said.
    """

    id: int = 0
    contract: int
    employer: int
    hours: float | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on:
            raise EndsBeforeStart(start=self.starts_on, end=self.ends_on)
        check_hours(self.hours)

    def first_day(self, contract: Contract) -> date:
        """The first day of work there, within the contract."""
        return max(self.starts_on or contract.starts_on, contract.starts_on)

    def last_day(self, contract: Contract) -> date | None:
        """The last day of work there, within the contract; None while that is open."""
        return min((day for day in (self.ends_on, contract.last_day) if day is not None), default=None)

    def is_used(self, day: date, contract: Contract) -> bool:
        """Whether somebody works there on a day; the first and the last count."""
        return self.first_day(contract) <= day <= (self.last_day(contract) or date.max)

    def lies_outside(self, contract: Contract) -> bool:
        """Whether a day that was given for it is none of the contract's."""
        ends = contract.last_day or date.max
        return any(not contract.starts_on <= day <= ends for day in (self.starts_on, self.ends_on) if day is not None)

    def overlaps(self, other: "Workplace") -> bool:
        """Whether the days given for both leave a day that both have."""
        starts = max(one.starts_on or date.min for one in (self, other))
        return starts <= min(one.ends_on or date.max for one in (self, other))


class Posting(NamedTuple):
    """A workplace with its contract and the names beside it: of the person, of who employs them, and of the place."""

    workplace: Workplace
    contract: Contract
    candidate: str
    employer: str
    place: str

    @property
    def first_day(self) -> date:
        """The first day of work there."""
        return self.workplace.first_day(self.contract)

    @property
    def last_day(self) -> date | None:
        """The last day of work there; None while that is open."""
        return self.workplace.last_day(self.contract)


def hours_together(workplaces: Sequence[Workplace], contract: Contract) -> float:
    """The most hours a week that the workplaces of a contract add up to on a day; those nobody told count for nothing."""
    firsts = {one.first_day(contract) for one in workplaces}
    return max((sum(one.hours or 0 for one in workplaces if one.is_used(day, contract)) for day in firsts), default=0)
