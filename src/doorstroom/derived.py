"""What follows from the facts and is kept in step with them: the stays, and by what likely doubles are found."""

import sqlite3

from doorstroom import names, stays
from doorstroom.model import Candidate, Contract, Employer


class Derived:
    """The derived rows of one open caseload: changed facts are followed, and ``finish`` brings the stays up to date."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._restay: set[int] = set()

    def follow(self, fact: object, *, before: object) -> None:
        """Keep in step with a fact that was added, or changed from what it was ``before``."""
        match fact:
            case Candidate():
                if not isinstance(before, Candidate) or name_of(before) != name_of(fact):
                    self._liken(fact)
                self._restay.add(fact.id)
            case Contract():
                self._restay.add(fact.candidate)
                if isinstance(before, Contract) and before.candidate != fact.candidate:
                    self._leave(before)
            case Employer() if before is not None:
                self._restay |= stays.people_at(self._connection, fact.id)
            case _:
                pass

    def let_go(self, fact: object) -> None:
        """Take away what was derived from a fact that is about to go, so that nothing points to it any more."""
        match fact:
            case Candidate():
                self._connection.execute("delete from likeness where candidate = :id", {"id": fact.id})
                self._connection.execute("delete from stay where candidate = :id", {"id": fact.id})
            case Contract():
                self._leave(fact)
            case Employer():
                self._restay |= stays.people_at(self._connection, fact.id)
                self._connection.execute("delete from stay where employer = :id", {"id": fact.id})
            case _:
                pass

    def finish(self) -> None:
        """Compute the stays of everybody whose facts changed."""
        if self._restay:
            stays.rewrite(self._connection, self._restay)
            self._restay = set()

    def _leave(self, contract: Contract) -> None:
        """Drop the stays of somebody who has this contract no more; those that are left are computed at the end."""
        self._connection.execute("delete from stay where candidate = :id", {"id": contract.candidate})
        self._restay.add(contract.candidate)

    def _liken(self, candidate: Candidate) -> None:
        """Write down by what somebody could be found to be entered twice."""
        self._connection.execute("delete from likeness where candidate = :id", {"id": candidate.id})
        self._connection.executemany(
            "insert into likeness (key, candidate) values (:key, :id)",
            [{"key": key, "id": candidate.id} for key in likenesses(candidate)],
        )


def name_of(candidate: Candidate) -> names.Name:
    """The name of a candidate in its three parts."""
    return names.Name(candidate.first_name, candidate.infix, candidate.last_name)


def likenesses(candidate: Candidate) -> list[str]:
    """By what somebody could be found to be entered twice."""
    return sorted(names.double_keys(name_of(candidate)))
