"""Support on contracts, and assignments with social return, in the file."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from doorstroom.model.support import Assignment, Scheme, Support, SupportKind
from doorstroom.names import Name
from doorstroom.records import DAY, Table, choice, many

SUPPORT = Table(
    "support",
    Support,
    dict.fromkeys(("starts_on", "ends_on", "review_on", "ended_on", "granted_on"), DAY) | {"kind": choice(SupportKind)},
)
ASSIGNMENT = Table(
    "assignment",
    Assignment,
    dict.fromkeys(("starts_on", "ends_on"), DAY) | {"placements": many(int, points_to="contract")},
)

TABLES: Mapping[type, Table[Any]] = {Support: SUPPORT, Assignment: ASSIGNMENT}

SCHEMES = """
    select support.*, contract.candidate, contract.employer, employer.name as employer_name,
        candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name,
        candidate.owner, candidate.coach
    from support
    join contract on contract.id = support.contract
    join candidate on candidate.id = contract.candidate
    join employer on employer.id = contract.employer
    where {where}
    order by candidate.sort_name, candidate.id, support.starts_on, support.id
"""


def schemes(
    connection: sqlite3.Connection,
    *,
    support: int | None = None,
    candidate: int | None = None,
    employer: int | None = None,
    contract: int | None = None,
) -> list[Scheme]:
    """The schemes, by candidate and first day: all, one, somebody's, at an employer, or on a contract."""
    asked = {
        "support.id": support,
        "contract.candidate": candidate,
        "contract.employer": employer,
        "support.contract": contract,
    }
    given = {column: value for column, value in asked.items() if value is not None}
    where = " and ".join(f"{column} = :{column.replace('.', '_')}" for column in given) or "1"
    values = {column.replace(".", "_"): value for column, value in given.items()}
    return [scheme(row) for row in connection.execute(SCHEMES.format(where=where), values)]


def scheme(row: sqlite3.Row) -> Scheme:
    """A row of ``SCHEMES``."""
    return Scheme(
        SUPPORT.fact(row),
        row["candidate"],
        Name(row["first_name"], row["infix"], row["last_name"]).full,
        row["employer"],
        row["employer_name"],
        row["owner"],
        row["coach"],
        row["first_name"],
        row["sort_name"],
    )


def assignment(connection: sqlite3.Connection, number: int) -> tuple[Assignment, str]:
    """The assignment with this number, with the name of its employer; it must be there."""
    return next(one for one in assignments(connection) if one[0].id == number)


def assignments(connection: sqlite3.Connection, employer: int | None = None) -> list[tuple[Assignment, str]]:
    """The assignments, each with the name of its employer: all of them, or of one employer."""
    rows = connection.execute(
        """select assignment.*, employer.name as employer_name
            from assignment join employer on employer.id = assignment.employer
            where :employer in (assignment.employer, 0)
            order by employer.folded, employer.id, assignment.starts_on, assignment.id""",
        {"employer": employer or 0},
    )
    return [(ASSIGNMENT.fact(row), row["employer_name"]) for row in rows]
