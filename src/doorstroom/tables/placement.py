"""Contracts with the names beside them."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from doorstroom.model import Placement
from doorstroom.names import Name
from doorstroom.records import Table
from doorstroom.tables.register import CONTRACT
from doorstroom.tables.workplace import names_by_contract

if TYPE_CHECKING:
    from doorstroom.store import Store

TABLES: Mapping[type, Table[Any]] = {}

# Contracts that are read at once.
_TOGETHER = 500


def found(connection: sqlite3.Connection, *, candidate: int, employer: int, contract: int) -> Iterator[Placement]:
    """Contracts by candidate and first day: all, somebody's, at an employer, or one; 0 asks for any.

    They are read while they are used, so that those of a big caseload need not be held.
    """
    wanted = {"candidate": candidate, "employer": employer, "id": contract}
    asks = "".join(f" and contract.{column} = :{column}" for column, number in wanted.items() if number)
    # Everybody's come by the index of names, so that SQLite need not hold them all to put them in order.
    both = "candidate, contract" if asks else "candidate cross join contract"
    asked = connection.execute(
        f"""select contract.*, employer.name as employer_name, candidate.first_name, candidate.infix,
                candidate.last_name, candidate.owner, candidate.coach
            from {both} join employer on employer.id = contract.employer
            where contract.candidate = candidate.id{asks}
            order by candidate.sort_name, candidate.id, contract.starts_on, contract.id""",  # noqa: S608 - our own names
        wanted,
    )
    while rows := asked.fetchmany(_TOGETHER):
        places = names_by_contract(connection, [row["id"] for row in rows])
        for row in rows:
            yield Placement(
                contract=CONTRACT.fact(row),
                candidate=Name(row["first_name"], row["infix"], row["last_name"]).full,
                employer=row["employer_name"],
                workplaces=places.get(row["id"], ()),
                owner=row["owner"],
                coach=row["coach"],
            )


def all_of(caseload: "Store") -> Iterator[Placement]:
    """Every contract, by candidate and first day."""
    return found(caseload.connection, candidate=0, employer=0, contract=0)
