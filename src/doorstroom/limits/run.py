"""A run: contracts that count together because no gap between them breaks it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from doorstroom.dates import Gap, judge_gap
from doorstroom.model import Contract


class Run(NamedTuple):
    """Contracts by first day, and what each gap between one and the next amounts to."""

    contracts: tuple[Contract, ...]
    gaps: tuple[Gap, ...]


def run_of(judged: Contract, contracts: Iterable[Contract], longest_gap: Callable[[date], int | None]) -> Run:
    """The contracts that count together with the judged one, out of these, by first day.

    ``longest_gap`` gives the months that may lie between two contracts, for the day on which the second starts; None is
    any number. A gap that can be read in two ways does not break the run: that gives the earlier limit.
    """
    together: list[Contract] = []
    gaps: list[Gap] = []
    has_judged = False
    for contract in contracts:
        if together:
            gap = between(last_day_of(together), contract.starts_on, longest_gap(contract.starts_on))
            if gap is not Gap.BREAKS:
                gaps.append(gap)
            elif has_judged:
                break
            else:
                together, gaps = [], []
        together.append(contract)
        has_judged = has_judged or contract is judged
    return Run(tuple(together), tuple(gaps))


def last_day_of(contracts: Iterable[Contract]) -> date | None:
    """The day on which the last of these contracts ends; None while one is open."""
    last = date.min
    for contract in contracts:
        if contract.last_day is None:
            return None
        last = max(last, contract.last_day)
    return last


def between(end: date | None, start: date, months: int | None) -> Gap:
    """What the time between a last day, None when open, and a next first day amounts to."""
    return Gap.CONTINUES if end is None or months is None else judge_gap(end, start, months)
