"""The derived rows that make `expiring` quick: for every stay the days that ``limits`` found, kept in step with contracts.

A stay that a later one superseded cannot put anybody on the list any more, so the list looks at the others only.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from doorstroom import rulebook
from doorstroom.choices import Because
from doorstroom.connection import path_of
from doorstroom.lines import Job
from doorstroom.records import CONTRACT, EMPLOYER, NOT_AS_WRITTEN, DamagedRecord, as_day
from doorstroom.reports import LeftOut, Person

if TYPE_CHECKING:
    from doorstroom.limits import Stay

# A day after all others, so that "not yet" needs no second form in SQL.
NEVER = "9999-12-31"

_COLUMNS = (
    "candidate",
    "employer",
    "contract",
    "first_day",
    "last_day",
    "leaves_on",
    "because",
    "is_permanent",
    "policy_until",
    "chain_until",
    "chain_contracts",
    "notice_by",
    "checks",
    "superseded_on",
    "is_parallel",
    "closed_on",
)
_WRITE = f"insert into stay ({', '.join(_COLUMNS)}) values ({', '.join(':' + name for name in _COLUMNS)})"  # noqa: S608

# The candidates whose jobs can put them on the list on :day: somebody whose last stay is left by :until, who has another
# stay to come, or who has two at once. All others have one last stay that ends later, and are only counted.
_LOOKED_AT = """
    select candidate from stay where superseded_on = '9999-12-31' and leaves_on <= :until and closed_on > :day
    union select candidate from stay where superseded_on > :day and superseded_on < '9999-12-31' and closed_on > :day
    union select candidate from stay where is_parallel = 1 and superseded_on > :day and closed_on > :day
"""

_JOBS = """
    select stay.*, contract.starts_on, contract.ends_on, contract.function, contract.subsidised,
        employer.name as employer_name,
        candidate.number, candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name,
        candidate.owner, candidate.coach, nullif(stay.closed_on, '9999-12-31') as case_closed_on
    from stay
    join candidate on candidate.id = stay.candidate
    join contract on contract.id = stay.contract
    join employer on employer.id = stay.employer
    where {where}
    order by stay.candidate, stay.contract
"""


def people_who_matter(connection: sqlite3.Connection, *, day: date, until: date) -> Iterator[Person]:
    """Everybody who can be on the list of ``day`` with a window to ``until``, with the jobs that count on that day."""
    where = f"stay.superseded_on > :day and stay.candidate in ({_LOOKED_AT})"
    return _people(connection.execute(_JOBS.format(where=where), {"day": day.isoformat(), "until": until.isoformat()}))


def others(connection: sqlite3.Connection, *, day: date, until: date) -> dict[LeftOut, int]:
    """How many there are besides ``people_who_matter``, by the reason why they cannot be on the list."""
    days = {"day": day.isoformat(), "until": until.isoformat()}
    row = connection.execute(
        f"""select count(*) as n, total(is_permanent) as permanent, total(leaves_on is null) as open_ended
            from stay where superseded_on = '9999-12-31' and closed_on > :day and candidate not in ({_LOOKED_AT})""",  # noqa: S608
        days,
    ).fetchone()
    permanent = int(row["permanent"])
    no_end_date = int(row["open_ended"]) - permanent
    return {
        LeftOut.PERMANENT: permanent,
        LeftOut.NO_END_DATE: no_end_date,
        LeftOut.LATER: row["n"] - permanent - no_end_date,
        LeftOut.CLOSED: _count(connection, "select count(*) from candidate where closed_on <= :day", days),
        LeftOut.NO_CONTRACT: _count(
            connection,
            """select count(*) from candidate where coalesce(closed_on, '9999-12-31') > :day
                and not exists (select 1 from stay where stay.candidate = candidate.id)""",
            days,
        ),
    }


def everybody(connection: sqlite3.Connection) -> Iterator[Person]:
    """Every candidate with every job, also those without one."""
    yield from _people(connection.execute(_JOBS.format(where="1")))
    without = connection.execute(
        """select id as candidate, number, first_name, infix, last_name, sort_name, owner, coach,
                closed_on as case_closed_on
            from candidate where not exists (select 1 from stay where stay.candidate = candidate.id) order by id"""
    )
    yield from (_person(row, ()) for row in without)


def people_of(connection: sqlite3.Connection, employer: int) -> Iterator[Person]:
    """Everybody who ever had a contract with this employer, with all their jobs."""
    where = "stay.candidate in (select candidate from contract where contract.employer = :employer)"
    return _people(connection.execute(_JOBS.format(where=where), {"employer": employer}))


def jobs_of(connection: sqlite3.Connection, candidate: int) -> tuple[Job, ...]:
    """The jobs of one candidate."""
    rows = connection.execute(_JOBS.format(where="stay.candidate = :candidate"), {"candidate": candidate})
    return tuple(_job(row) for row in rows)


def people_at(connection: sqlite3.Connection, employer: int) -> set[int]:
    """Whose limits may change when this employer changes: everybody who worked there or at its successors."""
    rows = connection.execute(
        """with recursive family (id) as (
                select :employer
                union select employer.successor_of from employer join family on employer.id = family.id
                    where employer.successor_of is not null
                union select employer.id from employer join family on employer.successor_of = family.id
            )
            select distinct candidate from contract where employer in (select id from family)""",
        {"employer": employer},
    )
    return {row["candidate"] for row in rows}


# --- computing ---------------------------------------------------------------------------------------------------


def rewrite(connection: sqlite3.Connection, candidates: Collection[int] | None = None) -> None:
    """Compute the stays of these candidates, or of everybody, and put them in place of the old ones."""
    found = list(computed(connection, candidates))
    if candidates is None:
        connection.execute("delete from stay")
    else:
        connection.executemany("delete from stay where candidate = ?", [(candidate,) for candidate in candidates])
    connection.executemany(_WRITE, found)


def stored(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every stay as it lies in the file, by candidate and first day."""
    for row in connection.execute(f"select {', '.join(_COLUMNS)} from stay order by candidate, first_day, contract"):  # noqa: S608
        yield dict(row)


def computed(connection: sqlite3.Connection, candidates: Collection[int] | None = None) -> Iterator[dict[str, Any]]:
    """The stays of these candidates, or of everybody, as they should lie in the file, by candidate and first day."""
    from doorstroom import limits

    in_force = rulebook.of(path_of(connection))
    employers = {row["id"]: EMPLOYER.fact(row) for row in connection.execute("select * from employer")}
    for _number, rows in groupby(_contracts(connection, candidates), key=lambda row: row["candidate"]):
        career = list(rows)
        born_on, closed_on = as_day(career[0]["birth_date"]), career[0]["closed_on"]
        found = limits.stays([CONTRACT.fact(row) for row in career], employers, in_force, born_on=born_on)
        # Two that begin on one day come in the order in which the file has them.
        for stay in sorted(found, key=lambda one: (one.first_day, one.contract.id)):
            yield _row(stay, closed_on or NEVER)


def _contracts(connection: sqlite3.Connection, candidates: Collection[int] | None) -> Iterator[sqlite3.Row]:
    """The contracts of these candidates, or of everybody, with what else matters of the person."""
    sql = """select contract.*, candidate.birth_date, candidate.closed_on
        from contract join candidate on candidate.id = contract.candidate
        where {where} order by contract.candidate, contract.starts_on, contract.id"""
    if candidates is None:
        yield from connection.execute(sql.format(where="1"))
        return
    of_one = sql.format(where="contract.candidate = :candidate")
    for candidate in sorted(candidates):
        yield from connection.execute(of_one, {"candidate": candidate})


def _row(stay: "Stay", closed_on: str) -> dict[str, Any]:
    return {
        "candidate": stay.candidate,
        "employer": stay.employer,
        "contract": stay.contract.id,
        "first_day": stay.first_day.isoformat(),
        "last_day": _text(stay.last_day),
        "leaves_on": _text(stay.leaves_on),
        "because": stay.because and str(stay.because),
        "is_permanent": int(stay.is_permanent),
        "policy_until": _text(stay.policy_until),
        "chain_until": _text(stay.chain_until),
        "chain_contracts": stay.chain_contracts,
        "notice_by": _text(stay.notice_by),
        "checks": " ".join(stay.checks),
        "superseded_on": _text(stay.superseded_on) or NEVER,
        "is_parallel": int(stay.is_parallel),
        "closed_on": closed_on,
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


# --- reading -----------------------------------------------------------------------------------------------------


def _people(rows: Iterable[sqlite3.Row]) -> Iterator[Person]:
    for _candidate, jobs in groupby(rows, key=lambda row: row["candidate"]):
        together = list(jobs)
        yield _person(together[0], tuple(_job(row) for row in together))


def _person(row: sqlite3.Row, jobs: tuple[Job, ...]) -> Person:
    return Person(
        row["candidate"],
        row["number"],
        " ".join(part for part in (row["first_name"], row["infix"], row["last_name"]) if part),
        row["sort_name"],
        row["owner"],
        row["coach"],
        as_day(row["case_closed_on"]),
        jobs,
    )


def _job(row: sqlite3.Row) -> Job:
    try:
        return Job(
            contract=row["contract"],
            employer=row["employer"],
            employer_name=row["employer_name"],
            function=row["function"],
            subsidised=bool(row["subsidised"]),
            starts_on=date.fromisoformat(row["starts_on"]),
            ends_on=as_day(row["ends_on"]),
            first_day=date.fromisoformat(row["first_day"]),
            last_day=as_day(row["last_day"]),
            leaves_on=as_day(row["leaves_on"]),
            because=Because(row["because"]) if row["because"] else None,
            is_permanent=bool(row["is_permanent"]),
            policy_until=as_day(row["policy_until"]),
            chain_until=as_day(row["chain_until"]),
            chain_contracts=row["chain_contracts"],
            notice_by=as_day(row["notice_by"]),
            checks=tuple(row["checks"].split()),
        )
    except NOT_AS_WRITTEN as error:
        raise DamagedRecord from error


def _count(connection: sqlite3.Connection, sql: str, parameters: Mapping[str, object]) -> int:
    return int(connection.execute(sql, parameters).fetchone()[0])
