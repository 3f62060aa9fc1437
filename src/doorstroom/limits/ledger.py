"""The ledger: the sum behind every limit, said out loud, contract by contract and gap by gap."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from doorstroom.dates import Gap
from doorstroom.limits.career import NOWHERE_ELSE, Career, Workplaces
from doorstroom.limits.chain import Chain
from doorstroom.limits.counting import BBL, MINOR, Counting, counting
from doorstroom.limits.notice import Notice
from doorstroom.limits.policy import Policy
from doorstroom.limits.stay import Stay, judged
from doorstroom.limits.sums import Limit, Sums
from doorstroom.model import Contract, Employer
from doorstroom.rules import Rule, Rules


class Entry(NamedTuple):
    """One contract between the parties of a stay, and what it is to the chain.

    ``place`` is its number in the chain, from 1. ``gap`` is what the ``gap_days`` between it and the contracts of the
    chain before it amount to; both are None for the first and for contracts that do not count. ``rule`` is the one that
    leaves it out, where a rule does.
    """

    contract: Contract
    counting: Counting
    place: int | None = None
    gap: Gap | None = None
    gap_days: int | None = None
    rule: Rule | None = None


class Ledger(NamedTuple):
    """A stay with the sums behind it; ``entries`` are all contracts between the same parties, by first day."""

    stay: Stay
    entries: tuple[Entry, ...]
    policy: Policy | None
    chain: Chain | None
    notice: Notice | None
    first_limit: Limit | None


def ledgers(
    contracts: Iterable[Contract],
    employers: Mapping[int, Employer],
    rules: Rules,
    *,
    workplaces: Workplaces = NOWHERE_ELSE,
    born_on: date | None = None,
    pension_on: date | None = None,
) -> tuple[Ledger, ...]:
    """The ledger of every stay of one candidate, by first day; the arguments are those of ``stays``.

    A question "what if" is asked by adding the contract in question to the others.
    """
    career = Career.of(contracts, employers, rules, workplaces, born_on, pension_on)
    return tuple(_ledger(stay, sums, career) for stay, sums in judged(career))


def _ledger(stay: Stay, sums: Sums, career: Career) -> Ledger:
    """A stay and its sums, with every contract between its parties."""
    return Ledger(
        stay=stay,
        entries=tuple(_entries(stay, sums.chain, career)),
        policy=sums.policy,
        chain=sums.chain,
        notice=sums.notice,
        first_limit=min(sums.limits(), key=lambda limit: limit.until, default=None),
    )


def _entries(stay: Stay, chain: Chain | None, career: Career) -> Iterator[Entry]:
    """What each contract between the parties of a stay is to the chain."""
    party = career.party(stay.employer)
    in_chain = {id(entry.contract): entry for entry in _links(chain, career)} if chain else {}
    for contract in career.contracts:
        if career.party(contract.employer) == party:
            yield in_chain.get(id(contract)) or _left_out(contract, career)


def _links(chain: Chain, career: Career) -> Iterator[Entry]:
    """The contracts of a chain, each with the gap before it."""
    first, *following = chain.contracts
    yield Entry(contract=first, counting=counting(first, career), place=1)
    reached = first.last_day or date.max
    for place, (contract, gap) in enumerate(zip(following, chain.gaps, strict=True), start=2):
        gap_days = max(0, (contract.starts_on - reached).days - 1)
        yield Entry(contract=contract, counting=counting(contract, career), place=place, gap=gap, gap_days=gap_days)
        reached = max(reached, contract.last_day or date.max)


def _left_out(contract: Contract, career: Career) -> Entry:
    """A contract that is not in the chain, and why."""
    reason = counting(contract, career)
    name = {Counting.BBL: BBL, Counting.MINOR: MINOR}.get(reason)
    return Entry(
        contract=contract,
        counting=Counting.OTHER_CHAIN if reason.counts else reason,
        rule=career.rules.find(name, contract.starts_on, Rule) if name else None,
    )
