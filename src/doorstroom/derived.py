"""What follows from the facts and is kept in step with them: the stays, and by what likely doubles are found."""

import sqlite3
from collections.abc import Sequence

from doorstroom import likeness, stays
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.names import name_of
from doorstroom.records import table_of


class Derived:
    """The derived rows of one open caseload: changed facts are followed, and ``finish`` brings the stays up to date."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._restay: set[int] = set()

    def follow_new(self, facts: Sequence[object], numbers: Sequence[int]) -> None:
        """Keep in step with facts that were added and got these numbers."""
        both = list(zip(facts, numbers, strict=True))
        likeness.keep(self._connection, [(one, number) for one, number in both if isinstance(one, Candidate)])
        for fact, number in both:
            match fact:
                case Candidate():
                    self._restay.add(number)
                case Contract():
                    self._restay.add(fact.candidate)
                case Employer():
                    # Nobody works there yet.
                    pass
                case _:
                    self._restay |= table_of(type(fact)).restays(self._connection, fact)

    def follow(self, fact: object, *, before: object) -> None:
        """Keep in step with a fact that changed from what it was ``before``."""
        match fact:
            case Candidate():
                if isinstance(before, Candidate) and name_of(before) != name_of(fact):
                    likeness.drop(self._connection, fact.id)
                    likeness.keep(self._connection, [(fact, fact.id)])
                self._restay.add(fact.id)
            case Contract():
                self._restay.add(fact.candidate)
                if isinstance(before, Contract) and before.candidate != fact.candidate:
                    self._leave(before)
            case Employer():
                self._restay |= stays.people_at(self._connection, fact.id)
            case _:
                self._restay |= table_of(type(fact)).restays(self._connection, fact)

    def let_go(self, fact: object) -> None:
        """Take away what was derived from a fact that is about to go, so that nothing points to it any more."""
        match fact:
            case Candidate():
                likeness.drop(self._connection, fact.id)
                self._connection.execute("delete from stay where candidate = :id", {"id": fact.id})
            case Contract():
                self._leave(fact)
            case Employer():
                self._restay |= stays.people_at(self._connection, fact.id)
                self._connection.execute("delete from stay where employer = :id", {"id": fact.id})
            case _:
                self._restay |= table_of(type(fact)).restays(self._connection, fact)

    def finish(self) -> None:
        """Compute the stays of everybody whose facts changed."""
        if self._restay:
            stays.rewrite(self._connection, self._restay)
            self._restay = set()

    def _leave(self, contract: Contract) -> None:
        """Drop the stays of somebody who has this contract no more; those that are left are computed at the end."""
        self._connection.execute("delete from stay where candidate = :id", {"id": contract.candidate})
        self._restay.add(contract.candidate)
