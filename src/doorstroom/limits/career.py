"""What is known of one person when their limits are computed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Self

from doorstroom.model import Contract, Employer
from doorstroom.rules import Rules

Workplaces = Mapping[int, Sequence[int]]
"""The employers where a contract is worked besides the one that signed it, by the number of the contract."""

NOWHERE_ELSE: Workplaces = {}


class Career(NamedTuple):
    """One person's contracts by first day, with the employers, the rules and the days of a life that matter to them.

    ``at_employers`` has the same contracts by the number of their employer, ``workplaces`` the employers where a contract
    is worked by its number. ``pension_on`` is the person's own day of state pension.
    """

    contracts: list[Contract]
    at_employers: dict[int, list[Contract]]
    employers: Mapping[int, Employer]
    rules: Rules
    workplaces: Workplaces
    born_on: date | None
    pension_on: date | None

    @classmethod
    def of(
        cls,
        contracts: Iterable[Contract],
        employers: Mapping[int, Employer],
        rules: Rules,
        workplaces: Workplaces = NOWHERE_ELSE,
        born_on: date | None = None,
        pension_on: date | None = None,
    ) -> Self:
        """The career of somebody with these contracts, given in any order."""
        ordered = sorted(contracts, key=lambda contract: (contract.starts_on, contract.id))
        at_employers: dict[int, list[Contract]] = {}
        for contract in ordered:
            at_employers.setdefault(contract.employer, []).append(contract)
        return cls(ordered, at_employers, employers, rules, workplaces, born_on, pension_on)

    def party(self, employer: int) -> int:
        """One number for an employer and all that the user linked to it as successors, both ways (BW 7:668a(2))."""
        followed: list[int] = []
        while (known := self.employers.get(employer)) and known.successor_of:
            if employer in followed:
                # Employers can be called each other's successors: then they share the lowest number of the ring.
                return min(followed[followed.index(employer) :])
            followed.append(employer)
            employer = known.successor_of
        return employer

    def places(self, contract: Contract) -> Sequence[int]:
        """The employers where a contract is worked besides the one that signed it."""
        return self.workplaces.get(contract.id, ())

    def is_after_pension(self, contract: Contract) -> bool:
        """Whether a contract began on or after the day of state pension."""
        return self.pension_on is not None and contract.starts_on >= self.pension_on
