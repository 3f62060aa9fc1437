"""Workplaces in the file."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from doorstroom import names
from doorstroom.choices import Kind
from doorstroom.errors import Ambiguous, BadInput, Clash, NotFound
from doorstroom.i18n import N_
from doorstroom.model import Contract, Employer
from doorstroom.model.workplace import Posting, Workplace
from doorstroom.records import DAY, Table
from doorstroom.report import Sentence
from doorstroom.tables.register import CONTRACT
from doorstroom.writing import marks

if TYPE_CHECKING:
    from doorstroom.store import Store


def _who_works_there(connection: sqlite3.Connection, workplace: Workplace) -> set[int]:
    """Whose leave dates follow from a workplace."""
    row = connection.execute("select candidate from contract where id = :id", {"id": workplace.contract}).fetchone()
    return {row["candidate"]} if row else set()


WORKPLACE = Table("workplace", Workplace, dict.fromkeys(("starts_on", "ends_on"), DAY), restays=_who_works_there)

TABLES: Mapping[type, Table[Any]] = {Workplace: WORKPLACE}

# A list of so many contracts is looked up one by one; for a longer one the whole table is read.
_FEW = 500


def names_by_contract(connection: sqlite3.Connection, contracts: Collection[int]) -> dict[int, tuple[str, ...]]:
    """What the employers are called where these contracts are worked, each name once; contracts without any are not in it."""
    sql = """select contract, employer.name from workplace join employer on employer.id = workplace.employer
        where {where} order by contract, coalesce(starts_on, ''), workplace.id"""
    if len(contracts) > _FEW:
        rows = connection.execute(sql.format(where="1 = 1")).fetchall()
    else:
        of_these = sql.format(where=f"contract in ({marks(contracts)})")
        rows = connection.execute(of_these, tuple(contracts)).fetchall()
    found: dict[int, dict[str, None]] = {}
    for row in rows:
        found.setdefault(row["contract"], {})[row["name"]] = None
    return {contract: tuple(called) for contract, called in found.items()}


def employers_by_contract(
    connection: sqlite3.Connection, candidates: Sequence[int] | None = None
) -> dict[int, tuple[int, ...]]:
    """The employers where each contract of these people, or of everybody, is worked."""
    if candidates is None:
        rows = connection.execute("select contract, employer from workplace order by contract, id")
    else:
        rows = connection.execute(
            f"""select workplace.contract, workplace.employer from contract
                join workplace on workplace.contract = contract.id
                where contract.candidate in ({marks(candidates)})
                order by workplace.contract, workplace.id""",  # noqa: S608 - only the marks
            candidates,
        )
    found: dict[int, tuple[int, ...]] = {}
    for row in rows:
        found[row["contract"]] = (*found.get(row["contract"], ()), row["employer"])
    return found


_POSTINGS = """
    select contract.*, candidate.first_name, candidate.infix, candidate.last_name,
        formal.name as employer_name, hirer.name as place_name,
        workplace.id as place_id, workplace.contract as place_contract, workplace.employer as place_employer,
        workplace.hours as place_hours, workplace.starts_on as place_starts_on, workplace.ends_on as place_ends_on
    from workplace
    join contract on contract.id = workplace.contract
    join candidate on candidate.id = contract.candidate
    join employer as formal on formal.id = contract.employer
    join employer as hirer on hirer.id = workplace.employer
    where {where}
    order by candidate.sort_name, candidate.id, contract.starts_on, contract.id,
        coalesce(workplace.starts_on, ''), workplace.id
"""


def of_contract(caseload: "Store", contract: int) -> list[Posting]:
    """The workplaces of a contract: those from its first day on, then in turn."""
    return _postings(caseload, "workplace.contract = :id", id=contract)


def of_candidate(caseload: "Store", candidate: int) -> list[Posting]:
    """The workplaces of somebody, contract by contract."""
    return _postings(caseload, "contract.candidate = :id", id=candidate)


def at(caseload: "Store", employer: int) -> list[Posting]:
    """Who works at an employer under a contract with another, or with itself and elsewhere too, by name."""
    return _postings(caseload, "workplace.employer = :id", id=employer)


def everywhere(caseload: "Store") -> list[Posting]:
    """Every workplace, by person."""
    return _postings(caseload, "1 = 1")


def one(caseload: "Store", contract: Contract, employer: Employer, *, on: date | None) -> Posting:
    """The workplace of a contract at an employer; ``on`` picks one of several. Raises NotFound and Ambiguous."""
    found = [posting for posting in of_contract(caseload, contract.id) if posting.workplace.employer == employer.id]
    if on is not None:
        found = [posting for posting in found if posting.workplace.is_used(on, contract)]
    if not found:
        raise NotFound(
            N_("{ref} has no workplace at {name}."),
            hint=N_("`doorstroom show {ref}` shows where the work is."),
            ref=contract.ref,
            name=employer.name,
        )
    if len(found) > 1:
        raise Ambiguous(
            N_("{ref} has several workplaces at {name}, from {days}."),
            hint=N_("Say with --on a day in the one you mean."),
            ref=contract.ref,
            name=employer.name,
            days=tuple(posting.first_day for posting in found),
        )
    return found[0]


def add(caseload: "Store", workplace: Workplace) -> Posting:
    """Put a workplace in the file; Clash when the contract has that one already."""
    _refuse_apart(caseload, workplace)
    _refuse_twice(caseload, workplace)
    number = caseload.add(workplace).id
    return next(one for one in of_contract(caseload, workplace.contract) if one.workplace.id == number)


def save(caseload: "Store", workplace: Workplace) -> None:
    """Replace a workplace by its changed self; Clash when it would overlap with another at the same employer."""
    _refuse_apart(caseload, workplace)
    _refuse_twice(caseload, workplace)
    caseload.save(workplace)


def whole(caseload: "Store", contract: int, employers: Sequence[int]) -> None:
    """Have a contract worked at these employers from its first to its last day.

    Who is there already keeps hours and days; of the others those with a last day stay, for they are the past.
    """
    known = [posting.workplace for posting in of_contract(caseload, contract)]
    for workplace in known:
        if workplace.employer not in employers and workplace.ends_on is None:
            caseload.remove(workplace)
    for employer in dict.fromkeys(employers):
        if all(employer != workplace.employer for workplace in known):
            caseload.add(Workplace(contract=contract, employer=employer))


def replace_all(caseload: "Store", contract: int, employers: Sequence[int]) -> None:
    """Put workplaces for the whole contract in place of all that it has."""
    wanted = [Workplace(contract=contract, employer=employer) for employer in employers]
    known = [posting.workplace for posting in of_contract(caseload, contract)]
    if [replace(workplace, id=0) for workplace in known] == wanted:
        return
    for workplace in known:
        caseload.remove(workplace)
    for workplace in wanted:
        caseload.add(workplace)


def carry_on(caseload: "Store", before: Contract, after: int) -> None:
    """Give a contract that follows another the workplaces that were in use on its last day, from its own first day on."""
    for posting in of_contract(caseload, before.id):
        if before.last_day is not None and posting.workplace.is_used(before.last_day, before):
            caseload.add(replace(posting.workplace, id=0, contract=after, starts_on=None, ends_on=None))


def _refuse_apart(caseload: "Store", workplace: Workplace) -> None:
    contract = caseload.by_id(Contract, workplace.contract)
    last = workplace.last_day(contract)
    if last is not None and last < workplace.first_day(contract):
        raise BadInput(
            N_("None of these days is a day of {ref}, which runs from {start} to {end}."),
            hint=N_("Give days within the contract, or leave them out for all of it."),
            ref=contract.ref,
            start=contract.starts_on,
            end=contract.last_day or Sentence.of(N_("no last day")),
        )


def _refuse_twice(caseload: "Store", workplace: Workplace) -> None:
    for posting in of_contract(caseload, workplace.contract):
        other = posting.workplace
        if other.id != workplace.id and other.employer == workplace.employer and other.overlaps(workplace):
            raise Clash(
                N_("{ref} has a workplace at {name} in these days already, from {day}."),
                hint=N_(
                    "`doorstroom edit-workplace {ref} {employer}` changes it; a second time there needs other days."
                ),
                ref=posting.contract.ref,
                name=posting.place,
                day=posting.first_day,
                employer=Kind.EMPLOYER.ref(other.employer),
            )


def _postings(caseload: "Store", where: str, **asked: int) -> list[Posting]:
    return [_posting(row) for row in caseload.connection.execute(_POSTINGS.format(where=where), asked)]


def _posting(row: sqlite3.Row) -> Posting:
    return Posting(
        workplace=WORKPLACE.revived({name: row[f"place_{name}"] for name in WORKPLACE.names}),
        contract=CONTRACT.fact(row),
        candidate=names.Name(row["first_name"], row["infix"], row["last_name"]).full,
        employer=row["employer_name"],
        place=row["place_name"],
    )
