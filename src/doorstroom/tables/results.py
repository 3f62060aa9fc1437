"""What the reports read: people with what they reached, what they worked, and what was said with employers."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from doorstroom.damage import NOT_AS_WRITTEN, DamagedRecord, as_day, day_in
from doorstroom.model.choices import ClosingReason, ContractKind, EndReason, Stage, TargetGroup
from doorstroom.model.following import Interest
from doorstroom.model.programme import Programme
from doorstroom.names import Name
from doorstroom.records import Table
from doorstroom.results.careers import Career, Job, Journey, Someone, Spell
from doorstroom.results.comparison import Life
from doorstroom.results.employers import Conversation
from doorstroom.results.social_return import Eligible
from doorstroom.tables.programme import PROGRAMME

TABLES: Mapping[type, Table[Any]] = {}

_PEOPLE = """
    select candidate.id, candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name,
        candidate.owner, candidate.coach, candidate.source, candidate.distance, candidate.programme,
        programme.name as programme_name, candidate.registered_on, candidate.closed_on, candidate.closed_reason,
        candidate.benefit, candidate.benefit_since, candidate.target_group
    from candidate left join programme on programme.id = candidate.programme
    where {where}
    order by candidate.id
"""

# Milestones of a proposal that was entered by mistake count nowhere once that was said.
_MILESTONES = """
    select milestone.candidate, milestone.stage, milestone.reached_on
    from milestone left join proposal on proposal.id = milestone.proposal
    where milestone.reached_on <= :day
        and (coalesce(proposal.stopped, '') <> 'by-mistake' or proposal.stopped_on > :day)
    order by milestone.candidate
"""

_JOBS = """
    select contract.id, contract.candidate, contract.employer, employer.name as employer_name, contract.starts_on,
        coalesce(contract.ended_on, contract.ends_on) as last_day, contract.kind, contract.subsidised,
        contract.end_reason, contract.hours
    from contract join employer on employer.id = contract.employer
    where contract.starts_on <= :day
    order by contract.candidate, contract.starts_on, contract.id
"""

# Where contracts are worked for another than who signed them.
_PLACES = """
    select workplace.contract, workplace.employer, workplace.hours, workplace.starts_on, workplace.ends_on,
        contract.starts_on as contract_starts_on, coalesce(contract.ended_on, contract.ends_on) as contract_last_day,
        contract.hours as contract_hours
    from workplace join contract on contract.id = workplace.contract
    where max(contract.starts_on, coalesce(workplace.starts_on, '')) <= :day
    order by workplace.contract, coalesce(workplace.starts_on, ''), workplace.id
"""

# Whom a partner has to do with: who came from it, was proposed for its vacancies, or worked there or was hired by it.
_OF_PARTNER = """
    candidate.id in (
        select candidate.id from candidate join employer on employer.name = candidate.source collate nocase
            where employer.id = :partner
        union select proposal.candidate from proposal join vacancy on vacancy.id = proposal.vacancy
            where vacancy.employer = :partner and proposal.proposed_on <= :day
                and (coalesce(proposal.stopped, '') <> 'by-mistake' or proposal.stopped_on > :day)
        union select contract.candidate from contract
            where contract.employer = :partner and contract.starts_on <= :day
        union select contract.candidate from workplace join contract on contract.id = workplace.contract
            where workplace.employer = :partner and max(contract.starts_on, coalesce(workplace.starts_on, '')) <= :day
    )
"""


def journeys(
    connection: sqlite3.Connection, day: date, *, programme: int | None = None, partner: int | None = None
) -> Iterator[Journey]:
    """Everybody with the stages they reached by a day: all, those of a programme, or those of a partner."""
    people = _people(connection, day, programme=programme, partner=partner)
    return (Journey(who, reached) for who, reached in _beside(people, _reached(connection, day)))


def careers(
    connection: sqlite3.Connection, day: date, *, programme: int | None = None, partner: int | None = None
) -> Iterator[Career]:
    """Everybody with the contracts that had begun by a day: all, those of a programme, or those of a partner."""
    people = _people(connection, day, programme=programme, partner=partner)
    return (Career(who, jobs) for who, jobs in _beside(people, _jobs(connection, day)))


def lives(connection: sqlite3.Connection, day: date, *, programme: int | None = None) -> Iterator[Life]:
    """Everybody with what they reached and where they worked by a day: all, or those of a programme."""
    with_stages = _beside(_people(connection, day, programme=programme), _reached(connection, day))
    by_job = dict(_jobs(connection, day))
    return (Life(Journey(who, reached), Career(who, by_job.get(who.id, []))) for who, reached in with_stages)


def eligible(connection: sqlite3.Connection, day: date) -> Iterator[Eligible]:
    """Everybody who worked by a day, with what building blocks ask."""
    groups = target_groups(connection)
    for career in careers(connection, day):
        if career.jobs:
            yield Eligible(career, groups[career.who.id], career.who.benefit_since)


def target_groups(connection: sqlite3.Connection) -> dict[int, TargetGroup | None]:
    """The target group of everybody."""
    rows = connection.execute("select id, target_group from candidate")
    return {row["id"]: _maybe(TargetGroup, row["target_group"]) for row in rows}


def conversations(connection: sqlite3.Connection, day: date) -> list[Conversation]:
    """The conversations with employers up to a day."""
    rows = connection.execute(
        "select id, employer, held_on, interest from contact where employer is not null and held_on <= :day order by id",
        {"day": day.isoformat()},
    )
    return [
        Conversation(row["id"], row["employer"], day_in(row["held_on"]), _maybe(Interest, row["interest"]))
        for row in rows
    ]


def programmes(connection: sqlite3.Connection) -> list[Programme]:
    """Every programme, by name."""
    return [PROGRAMME.fact(row) for row in connection.execute("select * from programme order by folded, id")]


# --- reading -----------------------------------------------------------------------------------------------------


def _people(
    connection: sqlite3.Connection, day: date, *, programme: int | None = None, partner: int | None = None
) -> Iterator[Someone]:
    where, values = ["1"], {"day": day.isoformat()}
    if programme is not None:
        where.append("candidate.programme = :programme")
        values["programme"] = str(programme)
    if partner is not None:
        where.append(_OF_PARTNER)
        values["partner"] = str(partner)
    for row in connection.execute(_PEOPLE.format(where=" and ".join(where)), values):
        yield Someone(
            row["id"],
            Name(row["first_name"], row["infix"], row["last_name"]).full,
            row["sort_name"],
            row["owner"],
            row["coach"],
            row["source"],
            row["distance"],
            row["programme"],
            row["programme_name"],
            as_day(row["registered_on"]),
            as_day(row["closed_on"]),
            _maybe(ClosingReason, row["closed_reason"]),
            bool(row["benefit"]),
            as_day(row["benefit_since"]),
        )


def _reached(connection: sqlite3.Connection, day: date) -> Iterator[tuple[int, list[tuple[Stage, date]]]]:
    rows = connection.execute(_MILESTONES, {"day": day.isoformat()})
    for candidate, found in groupby(rows, key=lambda row: row["candidate"]):
        try:
            yield candidate, [(Stage(row["stage"]), date.fromisoformat(row["reached_on"])) for row in found]
        except NOT_AS_WRITTEN as error:
            raise DamagedRecord from error


def _jobs(connection: sqlite3.Connection, day: date) -> Iterator[tuple[int, list[Job]]]:
    places = _places(connection, day)
    rows = connection.execute(_JOBS, {"day": day.isoformat()})
    for candidate, found in groupby(rows, key=lambda row: row["candidate"]):
        yield candidate, [_job(row, places.get(row["id"], ())) for row in found]


def _places(connection: sqlite3.Connection, day: date) -> dict[int, tuple[Spell, ...]]:
    """Where contracts are worked for another, by contract; the hours of one place nobody told are the contract's."""
    rows = connection.execute(_PLACES, {"day": day.isoformat()})
    found = {}
    for contract, places in groupby(rows, key=lambda row: row["contract"]):
        told = list(places)
        found[contract] = tuple(_spell(row, is_only=len(told) == 1) for row in told)
    return found


def _spell(row: sqlite3.Row, *, is_only: bool) -> Spell:
    starts_on, ends_on = (row["starts_on"], row["contract_starts_on"]), (row["ends_on"], row["contract_last_day"])
    return Spell(
        row["employer"],
        day_in(max(text for text in starts_on if text)),
        as_day(min((text for text in ends_on if text), default=None)),
        row["contract_hours"] if row["hours"] is None and is_only else row["hours"],
    )


def _job(row: sqlite3.Row, elsewhere: tuple[Spell, ...]) -> Job:
    try:
        return Job(
            row["id"],
            row["employer"],
            row["employer_name"],
            date.fromisoformat(row["starts_on"]),
            as_day(row["last_day"]),
            ContractKind(row["kind"]),
            bool(row["subsidised"]),
            _maybe(EndReason, row["end_reason"]),
            row["hours"],
            elsewhere,
        )
    except NOT_AS_WRITTEN as error:
        raise DamagedRecord from error


def _beside(people: Iterable[Someone], found: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[Someone, list[Any]]]:
    """Each person with what was found of them, both in order of their numbers; what is of nobody asked for is skipped."""
    number, rows = next(found, (None, []))
    for who in people:
        while number is not None and number < who.id:
            number, rows = next(found, (None, []))
        yield who, rows if number == who.id else []


def _maybe(kind: Any, text: str | None) -> Any:
    try:
        return kind(text) if text else None
    except NOT_AS_WRITTEN as error:
        raise DamagedRecord from error
