"""May this employer still offer this person a temporary contract, and until when: the chain rule and its own limit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from doorstroom.check import Check
from doorstroom.choices import Because
from doorstroom.dates import term_end
from doorstroom.limits import advice
from doorstroom.limits.agreement import chain_rule_on
from doorstroom.limits.career import NOWHERE_ELSE, Career, Workplaces
from doorstroom.matching.answer import Answer
from doorstroom.matching.sides import Post, Seeker
from doorstroom.model import Contract, Employer
from doorstroom.model.choices import ContractKind, EmployerKind
from doorstroom.model.matching import Opening
from doorstroom.rules import Rules

# These put a day in doubt, or name a change to come; whether a contract is possible at all they leave alone.
_NO_DOUBT = frozenset({Check.MONTH_END, Check.SINGLE_CONTRACT, Check.ANNOUNCED_RULE})


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether a temporary contract can be offered from ``start``, at most until ``until`` and by which limit.

    ``too_many`` says that one more contract would be permanent by law; ``checks`` what must be looked at by hand.
    """

    answer: Answer
    start: date
    until: date | None = None
    because: Because | None = None
    is_first: bool = False
    too_many: bool = False
    checks: tuple[Check, ...] = ()


@dataclass(slots=True)
class Law:
    """The contracts that people had, to see what may still follow; ``contracts`` are theirs by candidate.

    ``workplaces`` are the other employers where a contract was worked, by its number. Of people left out nothing may be
    known that matters to the employers asked about.
    """

    contracts: Mapping[int, tuple[Contract, ...]]
    employers: Mapping[int, Employer]
    rules: Rules
    workplaces: Workplaces = field(default_factory=dict)
    _known_at: Mapping[int, frozenset[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._known_at = self._all_known()

    @classmethod
    def of(
        cls,
        contracts: Iterable[Contract],
        employers: Mapping[int, Employer],
        rules: Rules,
        workplaces: Workplaces = NOWHERE_ELSE,
    ) -> "Law":
        """What follows from these contracts of any number of people."""
        by_candidate: dict[int, list[Contract]] = defaultdict(list)
        for contract in contracts:
            by_candidate[contract.candidate].append(contract)
        return cls({number: tuple(theirs) for number, theirs in by_candidate.items()}, employers, rules, workplaces)

    def known_at(self, employer: int) -> frozenset[int]:
        """The candidates whose earlier contracts may limit what this employer can offer; for all others it is the first.

        Those are contracts with the employer itself or with whom it succeeded, work done there for another employer, and
        agency contracts of which nobody knows where the work was.
        """
        party = self._career().party(employer)
        return self._known_at.get(party, frozenset()) | self._known_at.get(0, frozenset())

    def _all_known(self) -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        career = self._career()
        for number, contracts in self.contracts.items():
            for contract in contracts:
                for place in (contract.employer, *career.places(contract)):
                    found[career.party(place)].add(number)
                if contract.kind is ContractKind.AGENCY and not career.places(contract):
                    found[0].add(number)
        return {party: frozenset(people) for party, people in found.items()}

    def _career(self) -> Career:
        return Career.of((), self.employers, self.rules, self.workplaces)

    def offer(self, seeker: Seeker, post: Post, as_of: date) -> Offer:
        """What this employer can still offer this person from the day on which the work can begin."""
        employer = post.opening.employer
        if employer.kind is EmployerKind.AGENCY:
            return Offer(Answer.UNKNOWN, post.start or as_of, checks=(Check.AGENCY,))
        if seeker.candidate.id not in self.known_at(employer.id):
            return self._first(post.opening, post.start or as_of)
        return self._next(seeker, post.opening, max(post.start or as_of, seeker.free.day or as_of))

    def _first(self, opening: Opening, start: date) -> Offer:
        """A first contract with this employer: only what it may last matters."""
        rule = chain_rule_on(self.rules, opening.employer, start)
        limits = [(term_end(start, rule.max_months), Because.CHAIN_LIMIT)] if rule else []
        if opening.employer.policy_months is not None and opening.vacancy.subsidised:
            limits.append((term_end(start, opening.employer.policy_months), Because.POLICY_LIMIT))
        until, because = min(limits, key=lambda limit: limit[0], default=(None, None))
        return Offer(Answer.HOLDS, start, until, because, is_first=True)

    def _next(self, seeker: Seeker, opening: Opening, start: date) -> Offer:
        """A contract after earlier ones: what ``limits`` says of it."""
        candidate = seeker.candidate
        contract = Contract(
            candidate=candidate.id,
            employer=opening.employer.id,
            starts_on=start,
            subsidised=opening.vacancy.subsidised,
        )
        earlier = self.contracts[candidate.id]
        said = advice(
            contract,
            earlier,
            self.employers,
            self.rules,
            workplaces=self.workplaces,
            born_on=candidate.birth_date,
        )
        checks = tuple(check for check in said.checks if check not in _NO_DOUBT)
        limits = [(said.policy.until, Because.POLICY_LIMIT)] if said.policy else []
        if said.chain and said.chain.until:
            limits.append((said.chain.until, Because.CHAIN_LIMIT))
        until, because = min(limits, key=lambda limit: limit[0], default=(None, None))
        too_many = any(excess.contracts for excess in said.excesses)
        if checks:
            answer = Answer.UNKNOWN
        elif too_many or (until is not None and until < start):
            answer = Answer.FAILS
        else:
            answer = Answer.HOLDS
        return Offer(answer, start, until, because, too_many=too_many, checks=checks)
