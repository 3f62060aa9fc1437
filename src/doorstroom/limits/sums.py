"""The sums behind the limits of one person's contracts: stays, ledger and advice all ask here."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple

from doorstroom.check import Check
from doorstroom.choices import Because
from doorstroom.dates import Gap
from doorstroom.limits.career import Career
from doorstroom.limits.chain import Chain, chains
from doorstroom.limits.doubts import doubts
from doorstroom.limits.notice import Notice, notice_of
from doorstroom.limits.policy import Policy, policies
from doorstroom.model import Contract
from doorstroom.model.choices import ContractKind


class Limit(NamedTuple):
    """The last day that a limit leaves, which limit it is, and the day after it where that can be read too."""

    until: date
    because: Because
    other_reading: date | None = None


class Sums(NamedTuple):
    """What limits one contract: the employer's own limit, the chain and the notice, each None where there is none."""

    contract: Contract
    policy: Policy | None
    chain: Chain | None
    notice: Notice | None
    doubts: AbstractSet[Check]

    def limits(self) -> Iterator[Limit]:
        """The limits that have a day: the employer's own first, which decides a tie."""
        if self.policy:
            yield Limit(self.policy.until, Because.POLICY_LIMIT, self.policy.other_reading)
        if self.chain and self.chain.until:
            yield Limit(self.chain.until, Because.CHAIN_LIMIT, self.chain.other_reading)

    def checks(self, decisive: Limit | None) -> tuple[Check, ...]:
        """What to look at by hand, in the order of ``Check``; ``decisive`` is the limit by which the job ends."""
        found = set(self.doubts)
        if self.contract.kind is ContractKind.AGENCY:
            found.add(Check.AGENCY)
        if self.policy and Gap.UNCLEAR in self.policy.gaps:
            found.add(Check.POLICY_GAP)
        if decisive and decisive.other_reading:
            found.add(Check.MONTH_END)
        if decisive and decisive.because is Because.CHAIN_LIMIT and self.chain and self.chain.is_passed_by_one:
            found.add(Check.SINGLE_CONTRACT)
        return tuple(check for check in Check if check in found) if found else ()


class Reckoning:
    """The sums of a career, computed once and asked for by contract."""

    def __init__(self, career: Career) -> None:
        self._career = career
        self._policies: dict[int, Policy] = {}
        self._chains: dict[int, tuple[Chain, set[Check]]] = {}
        for policy in policies(career):
            self._policies |= dict.fromkeys(map(id, policy.contracts), policy)
        for chain in chains(career):
            self._chains |= dict.fromkeys(map(id, chain.contracts), (chain, doubts(chain, career)))

    def of(self, contract: Contract) -> Sums:
        """The sums for one contract of this career: the very object, since two may be equal."""
        policy = self._policies.get(id(contract))
        chain, found = self._chains.get(id(contract), (None, set()))
        return Sums(
            contract=contract,
            policy=None if contract.is_permanent else policy,
            chain=chain,
            notice=notice_of(contract, self._career.rules),
            doubts=found,
        )
