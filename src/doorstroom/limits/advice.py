"""What to say about one contract when it is recorded: what it uses up, what is left, and what it goes over."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from doorstroom.check import Check
from doorstroom.choices import Because
from doorstroom.dates import DAY, Length, length
from doorstroom.limits.career import NOWHERE_ELSE, Career, Workplaces
from doorstroom.limits.chain import Chain
from doorstroom.limits.notice import Notice
from doorstroom.limits.policy import Policy
from doorstroom.limits.sums import Reckoning, Sums
from doorstroom.model import Contract, Employer
from doorstroom.rules import Rules


class Excess(NamedTuple):
    """A limit that a contract goes over.

    ``by`` is the time from the limit to the end of the contract, None while that is open; ``contracts`` is how many too
    many there are in the chain with this one, 0 when only the time is too long.
    """

    because: Because
    until: date
    by: Length | None
    contracts: int = 0


class Advice(NamedTuple):
    """What the limits say about one contract. It never forbids: the user decides.

    ``last_safe_day`` is the earliest of the limits, whatever end was agreed; None without any. ``policy_left`` is the
    time from the end of this contract to the employer's own limit, None without such a limit or such an end.
    """

    contract: Contract
    policy: Policy | None
    chain: Chain | None
    notice: Notice | None
    policy_used: Length | None
    policy_left: Length | None
    last_safe_day: date | None
    excesses: tuple[Excess, ...]
    checks: tuple[Check, ...]


def advice(
    contract: Contract,
    contracts: Iterable[Contract],
    employers: Mapping[int, Employer],
    rules: Rules,
    *,
    workplaces: Workplaces = NOWHERE_ELSE,
    born_on: date | None = None,
    pension_on: date | None = None,
) -> Advice:
    """What the limits say about a contract beside the others of the same candidate.

    One among ``contracts`` with the same number is taken to be this one before it changed. The other arguments are
    those of ``stays``.
    """
    others = [other for other in contracts if not contract.id or other.id != contract.id]
    sums = Reckoning(Career.of([*others, contract], employers, rules, workplaces, born_on, pension_on)).of(contract)
    excesses = tuple(_excesses(sums))
    decisive = min(sums.limits(), key=lambda limit: limit.until, default=None)
    return Advice(
        contract=contract,
        policy=sums.policy,
        chain=sums.chain,
        notice=sums.notice,
        policy_used=_used(sums.policy, contract),
        policy_left=_left(sums.policy, contract),
        last_safe_day=decisive.until if decisive else None,
        excesses=excesses,
        checks=sums.checks(decisive if excesses else None),
    )


def _used(policy: Policy | None, contract: Contract) -> Length | None:
    """How much of the employer's own limit is used up when this contract ends."""
    return length(policy.first_day, contract.last_day) if policy and contract.last_day else None


def _left(policy: Policy | None, contract: Contract) -> Length | None:
    """How much of the employer's own limit is left when this contract ends."""
    if policy is None or contract.last_day is None:
        return None
    return length(contract.last_day + DAY, max(contract.last_day, policy.until))


def _excesses(sums: Sums) -> Iterator[Excess]:
    """The limits that a contract goes over, in the order of ``Sums.limits``."""
    end = sums.contract.last_day
    for limit in sums.limits():
        too_many = _too_many(sums) if limit.because is Because.CHAIN_LIMIT else 0
        if too_many or (end and end > limit.until):
            by = length(limit.until + DAY, end) if end else None
            yield Excess(because=limit.because, until=limit.until, by=by, contracts=too_many)


def _too_many(sums: Sums) -> int:
    """By how many contracts the chain is too long with this one."""
    if sums.chain is None:
        return 0
    place = next(n for n, contract in enumerate(sums.chain.contracts, start=1) if contract is sums.contract)
    return max(0, place - sums.chain.rule.max_contracts)
