"""The caseload file: open it, load from it, save to it. The only SQL is here and in the modules beside it.

``with open(path) as caseload`` reads; ``with open(path, command="add-contract") as caseload`` writes in one transaction
that is kept when the block ends well and is as if it never was when it does not.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from doorstroom import leaving, likeness, milestones, names, rulebook, search, turns, writing
from doorstroom.choices import Kind
from doorstroom.connection import connect, explained
from doorstroom.derived import Derived
from doorstroom.errors import NotFound
from doorstroom.i18n import N_
from doorstroom.journal import Journal
from doorstroom.model import Candidate, Contract, Employer, Milestone, Placement
from doorstroom.model.choices import Stage
from doorstroom.records import KEPT_BY_KEY, Numbered, Table, table_of
from doorstroom.reports import LeftOut, Person
from doorstroom.tables.register import CANDIDATE, CONTRACT, EMPLOYER, MILESTONE

if TYPE_CHECKING:
    from doorstroom.explaining import Facts

Fact = TypeVar("Fact", bound=Numbered)
Loaded = TypeVar("Loaded")
Connection = sqlite3.Connection
# Facts that are written at once.
_TOGETHER = 500


class Store:
    """A caseload file that is open: what is in it, and how to change it."""

    def __init__(self, connection: Connection, path: Path, journal: Journal | None) -> None:
        self.connection = connection
        self.path = path
        self._journal = journal
        self._derived = Derived(connection)

    # --- finding and loading -------------------------------------------------------------------------------------

    def candidate(self, text: str) -> Candidate:
        """The candidate that a REF, client number or part of a name means."""
        found = self._load(CANDIDATE, search.resolve(self.connection, text, Kind.CANDIDATE).id)
        found.refuse_forgotten()
        return found

    def candidate_id(self, text: str | None) -> int | None:
        """The number of the candidate that a text means; None where nothing was asked."""
        return None if text is None else self.candidate(text).id

    def employer_id(self, text: str | None) -> int | None:
        """The number of the employer that a text means; None where nothing was asked."""
        return None if text is None else self.employer(text).id

    def employer(self, text: str) -> Employer:
        """The employer that a REF, KvK number or part of a name means."""
        return self._load(EMPLOYER, search.resolve(self.connection, text, Kind.EMPLOYER).id)

    def contract(self, text: str) -> Contract:
        """The contract that a REF means."""
        return self._load(CONTRACT, search.resolve(self.connection, text, Kind.CONTRACT).id)

    def programme(self, text: str) -> int:
        """The number of the programme that a REF means."""
        return search.resolve(self.connection, text, Kind.PROGRAMME).id

    def find(self, text: str, *kinds: Kind) -> search.Found:
        """The one record of these kinds that a text means."""
        return search.resolve(self.connection, text, *kinds)

    def candidates(self, *, at: int | None = None, stage: Stage | None = None, day: date = date.max) -> list[Candidate]:
        """The candidates in Dutch order of names: all, who works at an employer on a day, or whose last stage this was."""
        return self._all(
            CANDIDATE,
            """select * from candidate
                where forgotten_on is null and (:at is null or id in (
                    select candidate from contract left join workplace on workplace.contract = contract.id
                        and coalesce(workplace.starts_on, '') <= :day and coalesce(workplace.ends_on, :day) >= :day
                        where :at in (contract.employer, workplace.employer)
                        and contract.starts_on <= :day and coalesce(ended_on, contract.ends_on, :day) >= :day))
                and (:stage is null or :stage = (
                    select stage from milestone where milestone.candidate = candidate.id and reached_on <= :day
                        order by reached_on desc, id desc limit 1))
                order by sort_name, id""",
            at=at,
            stage=stage and str(stage),
            day=day.isoformat(),
        )

    def every_candidate(self) -> Iterator[Candidate]:
        """All candidates in Dutch order of names, read while they are used: of a big caseload they need not be held."""
        rows = self.connection.execute("select * from candidate where forgotten_on is null order by sort_name, id")
        return map(CANDIDATE.fact, rows)

    def employers(self) -> list[Employer]:
        """Every employer, by name."""
        return self._all(EMPLOYER, "select * from employer order by folded, id")

    def placements(
        self, *, candidate: int | None = None, employer: int | None = None, contract: int | None = None
    ) -> list[Placement]:
        """Contracts with their parties' names, by candidate and first day: all, somebody's, at an employer, or one."""
        from doorstroom.tables import placement

        return list(
            placement.found(self.connection, candidate=candidate or 0, employer=employer or 0, contract=contract or 0)
        )

    def placement(self, text: str) -> Placement:
        """The contract that a REF means, with its parties."""
        (found,) = self.placements(contract=self.contract(text).id)
        return found

    def contracts_of(self, candidate: int) -> list[Contract]:
        """The contracts of one candidate, by first day."""
        sql = "select * from contract where candidate = :candidate order by starts_on, id"
        return self._all(CONTRACT, sql, candidate=candidate)

    def milestones_of(self, candidate: int) -> list[Milestone]:
        """What one candidate reached, in order."""
        sql = "select * from milestone where candidate = :candidate order by reached_on, id"
        return self._all(MILESTONE, sql, candidate=candidate)

    def by_id(self, kind: type[Fact], number: int) -> Fact:
        """The record with this number; NotFound without one."""
        return self._load(table_of(kind), number)

    def resembling(self, candidate: Candidate, *, before: int | None = None) -> list[Candidate]:
        """Who may be the same person, and is not known to be somebody else; of those with a lower number than ``before``."""
        return likeness.resembling(self.connection, candidate, before=before)

    def people(
        self, day: date, months: int = 0, *, everybody: bool = False
    ) -> tuple[Iterator[Person], Mapping[LeftOut, int]]:
        """Who can be on the list of a day within so many months, or ``everybody``; how many others, by reason."""
        found = leaving.people(self.connection, day=day, months=months, everybody=everybody)
        return found.people, found.others

    def person(self, candidate: Candidate) -> Person:
        """A candidate with the jobs that follow from the contracts."""
        return Person(
            candidate.id,
            candidate.number,
            candidate.name,
            names.sort_key(*names.name_of(candidate)),
            candidate.owner,
            candidate.coach,
            candidate.closed_on,
            leaving.jobs_of(self.connection, candidate.id),
        )

    def candidate_of(self, text: str) -> Candidate:
        """The candidate that a text means, or whose contract it means."""
        found = self.find(text, Kind.CANDIDATE, Kind.CONTRACT)
        number = self._load(CONTRACT, found.id).candidate if found.kind is Kind.CONTRACT else found.id
        return self._load(CANDIDATE, number)

    def facts(self, candidate: Candidate) -> "Facts":
        """What the limits of a candidate follow from."""
        from doorstroom.explaining import Facts
        from doorstroom.tables import workplace

        return Facts(
            contracts=self.contracts_of(candidate.id),
            employers={employer.id: employer for employer in self.employers()},
            rules=rulebook.of(self.path),
            born_on=candidate.birth_date,
            workplaces=workplace.employers_by_contract(self.connection, [candidate.id]),
        )

    def employers_called(self, folded: str) -> list[Employer]:
        """The employers with this name as ``names.fold`` writes it."""
        return self._all(EMPLOYER, "select * from employer where folded = :folded order by id", folded=folded)

    def one(self, kind: type[Fact], **known: str) -> Fact | None:
        """The first record in which these columns hold these texts, if any."""
        table = table_of(kind)
        where = " and ".join(f"{column} = :{column}" for column in known)
        found = self._all(table, f"select * from {table.name} where {where} order by id limit 1", **known)  # noqa: S608
        return found[0] if found else None

    # --- settings ------------------------------------------------------------------------------------------------

    def settings(self) -> dict[str, str]:
        """What this file keeps for everybody who works with it."""
        return {row["key"]: row["value"] for row in self.connection.execute("select * from setting order by key")}

    def set(self, key: str, value: str | None) -> None:
        """Keep a setting, or drop it."""
        self.keep("setting", key, value)

    def keep(self, table: str, key: str, value: str | None) -> None:
        """Keep a text under a key in one of the tables that are no more than that, or drop it."""
        named, holds = KEPT_BY_KEY[table]
        asked = {"key": key, "value": value}
        # The names are from our own list.
        row = self.connection.execute(f"select {holds} from {table} where {named} = :key", asked).fetchone()  # noqa: S608
        before = row[0] if row else None
        if value is None:
            self.connection.execute(f"delete from {table} where {named} = :key", asked)  # noqa: S608
        else:
            writing.keep(self.connection, table, named, holds, (key, value))
        if before != value:
            self.log.record(table, 0, before={key: before}, after={key: value})

    # --- changing ------------------------------------------------------------------------------------------------

    def add(self, fact: Fact) -> Fact:
        """Put a new fact in the file; it comes back with its number."""
        (number,) = self.add_all([fact])
        return fact if fact.id else replace(fact, id=number)

    def add_all(self, facts: Sequence[Numbered]) -> list[int]:
        """Put new facts of one kind in the file, all with a number or all without; their numbers."""
        if not facts:
            return []
        table = table_of(type(facts[0]))
        rows = [table.row(fact) for fact in facts]
        numbers = writing.append(self.connection, table.name, rows)
        self.log.record_new(table.name, [{"id": n, **row} for n, row in zip(numbers, rows, strict=True)])
        self._derived.follow_new(facts, numbers)
        return numbers

    def save(self, fact: Fact) -> Fact:
        """Replace a fact by its changed self."""
        table = table_of(type(fact))
        before = self._load(table, fact.id)
        row = table.row(fact)
        if before == fact:
            return fact
        writing.replace(self.connection, table.name, row)
        self.log.record(table.name, fact.id, before=table.row(before), after=row)
        self._derived.follow(fact, before=before)
        milestones.follow(self, fact)
        return fact

    def remove(self, fact: Fact) -> None:
        """Take a fact out of the file; nothing that is a fact itself may point to it any more."""
        table = table_of(type(fact))
        self._derived.let_go(fact)
        self.connection.execute(f"delete from {table.name} where id = :id", {"id": fact.id})  # noqa: S608
        self.log.record(table.name, fact.id, before=table.row(fact), after=None)

    def register(self, candidate: Candidate) -> Candidate:
        """Add a candidate, who reaches the first stage on the day of registration."""
        (number,) = self.register_all([candidate])
        return replace(candidate, id=number)

    def register_all(self, candidates: Sequence[Candidate]) -> list[int]:
        """Add candidates as ``register`` does; their numbers."""
        numbers = self.add_all(candidates)
        milestones.of_registrations(self, candidates, numbers)
        return numbers

    def place(self, contract: Contract) -> Contract:
        """Add a contract; whoever it is for reaches its stage on the first day."""
        (number,) = self.place_all([contract])
        return replace(contract, id=number)

    def place_all(self, contracts: Sequence[Contract]) -> list[int]:
        """Add contracts as ``place`` does; their numbers."""
        numbers = self.add_all(contracts)
        milestones.of_new_contracts(self, contracts, numbers)
        return numbers

    def reach(self, candidate: int, stage: Stage, day: date, *, proposal: int | None = None) -> bool:
        """Note that a candidate reached a stage on a day, once, and by which proposal; False when it was known already."""
        if any((one.stage, one.reached_on) == (stage, day) for one in self.milestones_of(candidate)):
            return False
        self.add(Milestone(candidate=candidate, stage=stage, reached_on=day, proposal=proposal))
        return True

    def fill(self, *groups: Iterable[Numbered]) -> None:
        """Put many facts that have their numbers into an empty file, in the order in which they come."""
        for _kind, alike in groupby(chain(*groups), key=type):
            while facts := list(islice(alike, _TOGETHER)):
                self.add_all(facts)

    def finish(self) -> None:
        """Bring all that follows from the facts that changed up to date; the last act of a transaction."""
        from doorstroom import findable

        self._derived.finish()
        findable.follow(self.connection, since=self.log.first)
        self.log.seal()

    # --- plumbing ------------------------------------------------------------------------------------------------

    @property
    def log(self) -> Journal:
        """The event log of this change."""
        assert self._journal is not None, "opened for reading"
        return self._journal

    def _load(self, table: Table[Loaded], number: int) -> Loaded:
        for fact in self._all(table, f"select * from {table.name} where id = :id", id=number):  # noqa: S608
            return fact
        raise NotFound(N_("There is no {kind} {text}."), kind=table.name, text=number)

    def _all(self, table: Table[Loaded], sql: str, **parameters: object) -> list[Loaded]:
        return [table.fact(row) for row in self.connection.execute(sql, parameters)]


# --- opening -----------------------------------------------------------------------------------------------------


@contextmanager
def open(path: Path, *, command: str = "", who: str = "", damaged_too: bool = False) -> Iterator[Store]:
    """Open a caseload file: for reading, or for writing in one transaction when a ``command`` is named.

    ``damaged_too`` opens a file to be looked at that other commands refuse. Raises what ``connection.connect`` raises,
    and Unavailable when the file is busy for longer than ten seconds, full or read-only.
    """
    with explained(path):
        connection = connect(path, writes=bool(command), damaged_too=damaged_too)
        try:
            caseload = Store(connection, path, Journal(connection, command=command, who=who) if command else None)
            connection.execute("begin immediate" if command else "begin")
            with turns.taken(path, who) if command else nullcontext():
                yield caseload
                if command:
                    caseload.finish()
            connection.execute("commit")
        finally:
            # Closing rolls back what was not committed.
            connection.close()
