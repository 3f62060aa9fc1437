"""Vacancies, proposals and the places of postcodes in the file."""

import sqlite3
import zlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from doorstroom import names, search, writing
from doorstroom.choices import Kind
from doorstroom.model import Milestone
from doorstroom.model.choices import Distance, LanguageLevel, Licence, Stage
from doorstroom.model.matching import (
    Nomination,
    Opening,
    Proposal,
    Stopped,
    StoppedBy,
    StopReason,
    Vacancy,
    VacancyClosing,
)
from doorstroom.proposing import Case, Consequence
from doorstroom.records import DAY, FLAG, Table, choice, many
from doorstroom.tables.register import EMPLOYER, MILESTONE

if TYPE_CHECKING:
    from doorstroom.store import Store

# Where the seal of the places is kept, among the settings.
SEAL = "postcodes"

VACANCY = Table(
    "vacancy",
    Vacancy,
    dict.fromkeys(("opened_on", "starts_on", "until_on", "closes_on", "closed_on"), DAY)
    | dict.fromkeys(("must", "nice", "offers"), many())
    | {
        "distance": choice(Distance),
        "language_level": choice(LanguageLevel),
        "licences": many(Licence),
        "subsidised": FLAG,
        "closed_reason": choice(VacancyClosing),
    },
    lambda vacancy: {"folded": names.fold(vacancy.title)},
)
PROPOSAL = Table(
    "proposal",
    Proposal,
    dict.fromkeys(("proposed_on", "placed_on", "stopped_on"), DAY)
    | {"stopped": choice(Stopped), "stopped_by": choice(StoppedBy), "reason": choice(StopReason)},
)

TABLES: Mapping[type, Table[Any]] = {Vacancy: VACANCY, Proposal: PROPOSAL}

_OPENINGS = """
    select vacancy.*, (
        select count(*) from proposal
            where proposal.vacancy = vacancy.id and placed_on is not null and stopped_on is null
    ) as taken
    from vacancy
    where :vacancy in (vacancy.id, 0) and :employer in (vacancy.employer, 0)
    order by vacancy.folded, vacancy.id
"""
_NOMINATIONS = """
    select proposal.*, vacancy.title, vacancy.employer, employer.name as employer_name, candidate.owner,
        candidate.first_name, candidate.infix, candidate.last_name
    from proposal
    join candidate on candidate.id = proposal.candidate
    join vacancy on vacancy.id = proposal.vacancy
    join employer on employer.id = vacancy.employer
    where :proposal in (proposal.id, 0) and :candidate in (proposal.candidate, 0)
        and :vacancy in (proposal.vacancy, 0) and :employer in (vacancy.employer, 0)
    order by proposal.proposed_on, proposal.id
"""


# --- vacancies ---------------------------------------------------------------------------------------------------


def openings(caseload: "Store", *, vacancy: int | None = None, employer: int | None = None) -> list[Opening]:
    """Vacancies with their employers and the seats that are taken, by title: all, one, or those of an employer."""
    hosts = {row["id"]: EMPLOYER.fact(row) for row in caseload.connection.execute("select * from employer")}
    rows = caseload.connection.execute(_OPENINGS, {"vacancy": vacancy or 0, "employer": employer or 0})
    return [Opening(VACANCY.fact(row), hosts[row["employer"]], row["taken"]) for row in rows]


def opening(caseload: "Store", number: int) -> Opening:
    """The vacancy with this number."""
    (found,) = openings(caseload, vacancy=number)
    return found


def vacancy_id(caseload: "Store", text: str | None) -> int | None:
    """The number of the vacancy that a REF or part of a title means; None where nothing was asked."""
    return None if text is None else search.resolve(caseload.connection, text, Kind.VACANCY).id


def named(caseload: "Store", text: str) -> Opening:
    """The vacancy that a REF or part of a title means."""
    return opening(caseload, search.resolve(caseload.connection, text, Kind.VACANCY).id)


def same_reference(caseload: "Store", vacancy: Vacancy) -> Vacancy | None:
    """Another vacancy with the same outside reference at the same source, if there is one."""
    if not vacancy.source_ref:
        return None
    rows = caseload.connection.execute(
        "select * from vacancy where source_ref = :source_ref and id <> :id order by id",
        {"source_ref": vacancy.source_ref, "id": vacancy.id},
    )
    found = (VACANCY.fact(row) for row in rows)
    return next((one for one in found if names.fold(one.source or "") == names.fold(vacancy.source or "")), None)


def vacancies_at(caseload: "Store", employer: int) -> list[Vacancy]:
    """The vacancies of an employer, in the order in which they came."""
    rows = caseload.connection.execute(
        "select * from vacancy where employer = :employer order by id", {"employer": employer}
    )
    return [VACANCY.fact(row) for row in rows]


# --- proposals ---------------------------------------------------------------------------------------------------


def nominations(
    caseload: "Store",
    *,
    proposal: int | None = None,
    candidate: int | None = None,
    vacancy: int | None = None,
    employer: int | None = None,
) -> list[Nomination]:
    """Proposals with names and stages, in the order in which they were made: all, one, or those of one of these."""
    wanted = {
        "proposal": proposal or 0,
        "candidate": candidate or 0,
        "vacancy": vacancy or 0,
        "employer": employer or 0,
    }
    rows = caseload.connection.execute(_NOMINATIONS, wanted).fetchall()
    reached: dict[int, list[Any]] = {row["id"]: [] for row in rows}
    for row in caseload.connection.execute(
        "select * from milestone where proposal is not null order by reached_on, id"
    ):
        if row["proposal"] in reached:
            reached[row["proposal"]].append(MILESTONE.fact(row))
    return [
        Nomination(
            proposal=PROPOSAL.fact(row),
            candidate=names.Name(row["first_name"], row["infix"], row["last_name"]).full,
            vacancy=row["title"],
            employer=row["employer_name"],
            employer_id=row["employer"],
            owner=row["owner"],
            milestones=tuple(reached[row["id"]]),
        )
        for row in rows
    ]


def nomination(caseload: "Store", number: int) -> Nomination:
    """The proposal with this number."""
    (found,) = nominations(caseload, proposal=number)
    return found


def case(caseload: "Store", text: str) -> Case:
    """The proposal that a REF means, with all that a step with it can touch."""
    one = nomination(caseload, search.resolve(caseload.connection, text, Kind.PROPOSAL).id)
    candidate, vacancy = one.proposal.candidate, one.proposal.vacancy
    return Case(
        nomination=one,
        opening=opening(caseload, vacancy),
        beside=nominations(caseload, vacancy=vacancy),
        milestones=caseload.milestones_of(candidate),
        by_contract={(contract.stage, contract.starts_on) for contract in caseload.contracts_of(candidate)},
    )


def propose(caseload: "Store", candidate: int, vacancy: int, day: date, note: str | None = None) -> Proposal:
    """Propose a candidate for a vacancy, who reaches that stage by it."""
    made = caseload.add(Proposal(candidate=candidate, vacancy=vacancy, proposed_on=day, note=note))
    caseload.add(Milestone(candidate=candidate, stage=Stage.PROPOSED, reached_on=day, proposal=made.id))
    return made


def carry_out(caseload: "Store", consequence: Consequence) -> None:
    """Write what a step with a proposal or vacancy comes to."""
    for milestone in consequence.gone:
        caseload.remove(milestone)
    for fact in consequence.changed:
        caseload.save(fact)
    for milestone in consequence.reached:
        caseload.add(milestone)


# --- places ------------------------------------------------------------------------------------------------------


def points(caseload: "Store") -> dict[str, tuple[float, float]]:
    """Where postcode areas lie: latitude and longitude by four digits."""
    rows = caseload.connection.execute("select area, lat, lon from postcode order by area")
    return {row["area"]: (row["lat"], row["lon"]) for row in rows}


def put_points(caseload: "Store", found: Mapping[str, tuple[float, float]]) -> None:
    """Keep these places of postcode areas instead of those that were known."""
    caseload.connection.execute("delete from postcode")
    caseload.connection.executemany(
        "insert into postcode (area, lat, lon) values (:area, :lat, :lon)",
        [{"area": area, "lat": lat, "lon": lon} for area, (lat, lon) in sorted(found.items())],
    )
    writing.keep(caseload.connection, "setting", "key", "value", (SEAL, _sealed(caseload.connection)))


def points_are_whole(connection: sqlite3.Connection) -> bool:
    """Whether the places of postcode areas are those that were loaded; so they are in a file from before that was kept."""
    row = connection.execute("select value from setting where key = :key", {"key": SEAL}).fetchone()
    return row is None or row[0] == _sealed(connection)


def _sealed(connection: sqlite3.Connection) -> str:
    """A number for all places, which is another when one of them is: they stand in no log."""
    places = [tuple(row) for row in connection.execute("select area, lat, lon from postcode order by area")]
    return str(zlib.crc32(repr(places).encode()))
