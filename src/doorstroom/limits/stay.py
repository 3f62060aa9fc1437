"""A stay: somebody's contracts at one employer that follow each other directly, judged by the last one."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from doorstroom.dates import DAY, Gap
from doorstroom.limits.career import Career
from doorstroom.limits.chain import Chain, chains
from doorstroom.limits.check import Check
from doorstroom.limits.doubts import doubts
from doorstroom.limits.notice import Notice, notice_of
from doorstroom.limits.policy import Policy, policies
from doorstroom.limits.run import later
from doorstroom.model import Because, Contract, ContractKind, Employer
from doorstroom.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Contracts of one candidate at one employer that follow each other directly or overlap, and when they must leave.

    ``contract`` is the last of them, by which the stay is judged. ``last_day`` is when that really ended, else its agreed
    end; None while neither is known. ``leaves_on`` is the earliest of that day, ``policy_until`` and ``chain_until``, and
    ``because`` says which; both are None without any of them and for a permanent contract that has not ended.
    ``chain_contracts`` counts the contracts of the chain that ``contract`` is part of. ``superseded_on`` is the first day
    of the next stay that starts after this one's last day; ``is_parallel`` says that another stay overlaps with it.
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
