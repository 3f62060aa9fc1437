"""Who can be on the list of a day, by the leave dates that lie with every stay, and how many others there are.

A stay that a later one superseded cannot put anybody on the list any more, so the list looks at the others only. Facts are
not loaded for it: the list tells of them by columns.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from doorstroom.choices import Because
from doorstroom.damage import NOT_AS_WRITTEN, DamagedRecord, as_day, day_in
from doorstroom.dates import window_end
from doorstroom.lines import Job
from doorstroom.reports import Leaving, LeftOut, Person, place


class Found(NamedTuple):
    """The people to look at, how many others there are by reason, and who leaves for sure but is not among the first."""

    people: Iterator[Person]
    others: Mapping[LeftOut, int]
    unread: Sequence[int] = ()


# The candidates about whom a single day says too little: who has another stay to come on :day, and who has two at once.
_UNDECIDED = """
    select candidate from stay where superseded_on > :day and superseded_on < '9999-12-31' and closed_on > :day
    union select candidate from stay where is_parallel = 1 and superseded_on > :day and closed_on > :day
"""
# Those whose jobs can put them on the list: they, and whose last stay is left by :until. All others have one last stay that
# ends later, and are only counted.
_LOOKED_AT = f"""
    select candidate from stay where superseded_on = '9999-12-31' and leaves_on <= :until and closed_on > :day
    union {_UNDECIDED}
"""  # noqa: S608 - our own conditions
# Who is on the list for sure, since one last stay is all there is, with the day that ``Job.gone_on`` gives.
_SURELY = f"""
    select candidate, case when last_day < :day then last_day else leaves_on end as gone_on from stay
    where superseded_on = '9999-12-31' and leaves_on <= :until and closed_on > :day and candidate not in ({_UNDECIDED})
"""  # noqa: S608 - our own conditions
# How many have one last stay that does not put them on the list.
_STAYING = f"""
    select count(*) as n, total(is_permanent) as permanent, total(leaves_on is null) as open_ended from stay
    where superseded_on = '9999-12-31' and coalesce(leaves_on, '9999-12-31') > :until and closed_on > :day
        and candidate not in ({_UNDECIDED})
"""  # noqa: S608 - our own conditions


# The fields of ``Job`` in their order: where each is kept, and how what is there is read, when not as it lies.
_JOB: tuple[tuple[str, Callable[[Any], Any] | None], ...] = (
    ("stay.contract", None),
    ("stay.employer", None),
    ("employer.name", None),
    ("contract.function", None),
    ("contract.subsidised", bool),
    ("contract.starts_on", day_in),
    ("contract.ends_on", day_in),
    ("stay.first_day", day_in),
    ("stay.last_day", day_in),
    ("stay.leaves_on", day_in),
    ("stay.because", Because),
    ("stay.is_permanent", bool),
    ("stay.policy_until", day_in),
    ("stay.chain_until", day_in),
    ("stay.chain_contracts", None),
    ("stay.notice_by", day_in),
    ("stay.checks", lambda text: tuple(text.split())),
)
_READ_JOB = tuple((place, read) for place, (_column, read) in enumerate(_JOB) if read)
_OF_PERSON = """
    candidate.id, candidate.number, candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name,
    candidate.owner, candidate.coach, candidate.closed_on
"""
_JOB_BEGINS = _OF_PERSON.count(",") + 1
_JOBS = f"""
    select {_OF_PERSON}, {", ".join(column for column, _read in _JOB)}
    from stay
    join candidate on candidate.id = stay.candidate
    join contract on contract.id = stay.contract
    join employer on employer.id = stay.employer
    where {{where}}
    order by stay.candidate, stay.contract
"""  # noqa: S608 - our own names
# All that says where somebody stands, without going to what only the list tells of them.
_OUTLINES = f"""
    select candidate, contract, first_day, last_day, leaves_on, is_permanent
    from stay where superseded_on > :day and candidate in ({_UNDECIDED})
    order by candidate, contract
"""  # noqa: S608 - our own conditions
_WITHOUT_JOB = f"""
    select {_OF_PERSON} from candidate
    where not exists (select 1 from stay where stay.candidate = candidate.id) order by id
"""  # noqa: S608 - our own names


def people(
    connection: sqlite3.Connection, *, day: date, months: int, everybody: bool = False, first: int | None = None
) -> Found:
    """Who can be on the list of a day within so many months, or ``everybody``, and how many others there are.

    Where only the ``first`` so many will be seen, who comes after them is not read but named by number.
    """
    if everybody:
        return Found(every_person(connection), {})
    days = {"day": day.isoformat(), "until": window_end(day, months).isoformat()}
    undecided = connection.execute(_UNDECIDED, days).fetchall()
    surely: list[Sequence[Any]] = connection.execute(_SURELY, days).fetchall()
    others = Counter(_others(connection, days, looked_at=len(undecided) + len(surely)))
    if first is None:
        return Found(_some(connection, _LOOKED_AT, days), others)
    for outline in _outlines(connection, days):
        where = place(outline, day, months)
        if isinstance(where, Leaving):
            surely.append((outline.id, where.leaves_on.isoformat()))
        else:
            others[where] += 1
    surely.sort(key=itemgetter(1))
    # Who leaves on one day comes in the order of names, so all of the last day that is seen are read.
    last = surely[min(first, len(surely)) - 1][1] if surely else ""
    read, unread = ([number for number, gone_on in surely if (gone_on <= last) is seen] for seen in (True, False))
    return Found(_some(connection, ",".join(map(str, read)), days), others, unread)


def _outlines(connection: sqlite3.Connection, days: Mapping[str, str]) -> Iterator[Person]:
    """The undecided with the days of their jobs, by which they are judged, and nothing else."""
    for number, rows in groupby(connection.execute(_OUTLINES, days), key=itemgetter(0)):
        yield Person(number, None, "", "", None, None, None, tuple(_outline(row) for row in rows))


def _outline(row: sqlite3.Row) -> Job:
    _candidate, contract, first_day, last_day, leaves_on, is_permanent = row
    begins = day_in(first_day)
    return Job(
        contract=contract,
        employer=0,
        employer_name="",
        function=None,
        subsidised=False,
        starts_on=begins,
        ends_on=None,
        first_day=begins,
        last_day=as_day(last_day),
        leaves_on=as_day(leaves_on),
        because=None,
        is_permanent=bool(is_permanent),
        policy_until=None,
        chain_until=None,
        chain_contracts=0,
        notice_by=None,
        checks=(),
    )


def _some(connection: sqlite3.Connection, candidates: str, days: Mapping[str, str]) -> Iterator[Person]:
    """These candidates, with the jobs that count on that day."""
    return _people(
        connection.execute(_JOBS.format(where=f"stay.superseded_on > :day and stay.candidate in ({candidates})"), days)
    )


def _others(connection: sqlite3.Connection, days: Mapping[str, str], *, looked_at: int) -> dict[LeftOut, int]:
    """How many there are besides so many who are looked at, by the reason why they cannot be on the list."""
    staying = connection.execute(_STAYING, days).fetchone()
    permanent = int(staying["permanent"])
    no_end_date = int(staying["open_ended"]) - permanent
    is_open = _count(connection, "select count(*) from candidate where closed_on is null", days)
    closes_later = _count(connection, "select count(*) from candidate where closed_on > :day", days)
    return {
        LeftOut.PERMANENT: permanent,
        LeftOut.NO_END_DATE: no_end_date,
        LeftOut.LATER: staying["n"] - permanent - no_end_date,
        LeftOut.CLOSED: _count(connection, "select count(*) from candidate where closed_on <= :day", days),
        # Counted so, nobody without a stay has to be looked for.
        LeftOut.NO_CONTRACT: is_open + closes_later - looked_at - staying["n"],
    }


def every_person(connection: sqlite3.Connection) -> Iterator[Person]:
    """Every candidate with every job, also those without one."""
    yield from _people(connection.execute(_JOBS.format(where="1")))
    yield from (_person(row, ()) for row in connection.execute(_WITHOUT_JOB))


def people_of(connection: sqlite3.Connection, employer: int) -> Iterator[Person]:
    """Everybody who ever had a contract with this employer, with all their jobs."""
    where = "stay.candidate in (select candidate from contract where contract.employer = :employer)"
    return _people(connection.execute(_JOBS.format(where=where), {"employer": employer}))


def jobs_of(connection: sqlite3.Connection, candidate: int) -> tuple[Job, ...]:
    """The jobs of one candidate."""
    rows = connection.execute(_JOBS.format(where="stay.candidate = :candidate"), {"candidate": candidate})
    return tuple(_job(row) for row in rows)


def _people(rows: Iterable[sqlite3.Row]) -> Iterator[Person]:
    for _candidate, jobs in groupby(rows, key=itemgetter(0)):
        together = list(jobs)
        yield _person(together[0], tuple(_job(row) for row in together))


def _person(row: sqlite3.Row, jobs: tuple[Job, ...]) -> Person:
    number, client_number, first_name, infix, last_name, sort_name, owner, coach, closed_on = row[:_JOB_BEGINS]
    return Person(
        number,
        client_number,
        " ".join(part for part in (first_name, infix, last_name) if part),
        sort_name,
        owner,
        coach,
        as_day(closed_on),
        jobs,
    )


def _job(row: sqlite3.Row) -> Job:
    values = list(row[_JOB_BEGINS:])
    try:
        for place, read in _READ_JOB:
            if values[place] is not None:
                values[place] = read(values[place])
        return Job._make(values)
    except NOT_AS_WRITTEN as error:
        raise DamagedRecord from error


def _count(connection: sqlite3.Connection, sql: str, parameters: Mapping[str, object]) -> int:
    return int(connection.execute(sql, parameters).fetchone()[0])
