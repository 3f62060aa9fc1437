"""Runs: contracts that count together because no gap between them is long enough to part them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from doorstroom.dates import Gap, judge_gap
from doorstroom.model import Contract


@dataclass(slots=True)
class Run:
    """Contracts by first day, what each gap between one and the next amounts to, and their last day (None: open)."""

    contracts: list[Contract]
    last_day: date | None
    gaps: list[Gap] = field(default_factory=list)

    @property
    def first_day(self) -> date:
        """The day on which the first of them starts."""
        return self.contracts[0].starts_on


def runs(contracts: Iterable[Contract], longest_gap: Callable[[date], int | None]) -> list[Run]:
    """These contracts, given by first day, parted where a gap breaks them.

    ``longest_gap`` gives the months that may lie between two contracts, for the day on which the second starts; None is
    any number. A gap that can be read in two ways does not part them: that gives the earlier limit.
    """
    found: list[Run] = []
    for contract in contracts:
        if found:
            run = found[-1]
            gap = between(run.last_day, contract.starts_on, longest_gap(contract.starts_on))
            if gap is not Gap.BREAKS:
                run.contracts.append(contract)
                run.gaps.append(gap)
                run.last_day = later(run.last_day, contract.last_day)
                continue
        found.append(Run([contract], contract.last_day))
    return found


def between(end: date | None, start: date, months: int | None) -> Gap:
    """What the time from a last day, None when open, to a next first day amounts to."""
    return Gap.CONTINUES if end is None or months is None else judge_gap(end, start, months)


def later(one: date | None, other: date | None) -> date | None:
    """The later of two last days; None, which is open, is later than all."""
    return None if one is None or other is None else max(one, other)
