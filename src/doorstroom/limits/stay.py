"""A stay: somebody's contracts at one employer that follow each other directly, judged by the last one."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from doorstroom.check import Check
from doorstroom.choices import Because
from doorstroom.limits.career import NOWHERE_ELSE, Career, Workplaces
from doorstroom.limits.run import Run, runs
from doorstroom.limits.sums import Limit, Reckoning, Sums
from doorstroom.model import Contract, Employer
from doorstroom.rules import Rules


class Stay(NamedTuple):
    """Contracts of one candidate at one employer that follow each other directly or overlap, and when they must leave.

    ``contract`` is the last of them, by which the stay is judged. ``last_day`` is when that really ended, else its
    agreed end; None while neither is known. ``leaves_on`` is the earliest of that day, ``policy_until`` and
    ``chain_until``, and ``because`` says which; both are None without any of them. A permanent contract only has one
    when it has ended. ``chain_contracts`` counts the contracts of the chain that ``contract`` is part of.
    ``superseded_on`` is the first day of the next stay that starts after this one's last day; ``is_parallel`` says that
    another stay overlaps with it.
    """

    candidate: int
    employer: int
    first_day: date
    last_day: date | None
    contract: Contract
    is_permanent: bool
    leaves_on: date | None
    because: Because | None
    policy_until: date | None
    chain_until: date | None
    chain_contracts: int
    notice_by: date | None
    checks: tuple[Check, ...]
    superseded_on: date | None
    is_parallel: bool


def stays(
    contracts: Iterable[Contract],
    employers: Mapping[int, Employer],
    rules: Rules,
    *,
    workplaces: Workplaces = NOWHERE_ELSE,
    born_on: date | None = None,
    pension_on: date | None = None,
) -> tuple[Stay, ...]:
    """The stays of one candidate with these contracts, by first day.

    ``employers`` holds at least those of the contracts and the ones they are linked to as successors, ``workplaces`` the
    other employers where a contract is worked, by its number; ``pension_on`` is the person's own day of state pension.
    """
    return tuple(stay for stay, _ in judged(Career.of(contracts, employers, rules, workplaces, born_on, pension_on)))


def judged(career: Career) -> Iterator[tuple[Stay, Sums]]:
    """The stays of a career by first day, each with the sums of the contract by which it is judged."""
    reckoning = Reckoning(career)
    found = _runs_at_employers(career)
    spans = [(run.first_day, run.last_day) for run in found]
    for run, (superseded_on, is_parallel) in zip(found, neighbours(spans), strict=True):
        sums = reckoning.of(max(run.contracts, key=_end))
        yield _stay(run, sums, superseded_on, is_parallel), sums


def _runs_at_employers(career: Career) -> list[Run]:
    """The contracts at each employer, parted by any gap at all, by first day."""
    found = [run for contracts in career.at_employers.values() for run in runs(contracts, lambda _: 0)]
    return sorted(found, key=lambda run: (run.first_day, run.contracts[0].id))


def neighbours(spans: Sequence[tuple[date, date | None]]) -> Iterator[tuple[date | None, bool]]:
    """For each of somebody's stays, given as first and last day and by first day, how it lies among the others.

    That is when the first one after it starts, and whether another overlaps with it.
    """
    starts = [first_day for first_day, _ in spans]
    reached = date.min
    for place, (first_day, last_day) in enumerate(spans):
        end = last_day or date.max
        after = bisect_right(starts, end)
        yield starts[after] if after < len(starts) else None, first_day <= reached or after > place + 1
        reached = max(reached, end)


def _end(contract: Contract) -> tuple[date, date, int]:
    """What puts the contract that ends last behind all others; an open end is the last of all."""
    return contract.last_day or date.max, contract.starts_on, contract.id


def _stay(run: Run, sums: Sums, superseded_on: date | None, is_parallel: bool) -> Stay:
    """A run at one employer with what limits it."""
    contract = sums.contract
    limits = [Limit(run.last_day, Because.CONTRACT_END)] if run.last_day else []
    limits += sums.limits()
    decisive = min(limits, key=lambda limit: limit.until, default=None)
    return Stay(
        candidate=contract.candidate,
        employer=contract.employer,
        first_day=run.first_day,
        last_day=run.last_day,
        contract=contract,
        is_permanent=contract.is_permanent and run.last_day is None,
        leaves_on=decisive.until if decisive else None,
        because=decisive.because if decisive else None,
        policy_until=sums.policy.until if sums.policy else None,
        chain_until=sums.chain.until if sums.chain else None,
        chain_contracts=len(sums.chain.contracts) if sums.chain else 0,
        notice_by=sums.notice.by if sums.notice else None,
        checks=sums.checks(decisive),
        superseded_on=superseded_on,
        is_parallel=is_parallel,
    )
