"""The facts behind the dates that matter, each read from an index; the days themselves are reckoned in ``deadlines``."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any

from doorstroom import followed
from doorstroom.aftercare import Rhythm, Start
from doorstroom.choices import Kind, Party
from doorstroom.damage import as_day, day_in
from doorstroom.dates import add_months
from doorstroom.deadlines import Begun, Dated, Ending, Facts, Season, What, Whose, last_leaving
from doorstroom.deadlines.events import Edition
from doorstroom.model.support import Scheme
from doorstroom.names import Name
from doorstroom.records import Table
from doorstroom.retention import Class, Kept, Period
from doorstroom.tables.closed import to_be_forgotten
from doorstroom.tables.support import SCHEMES, scheme

TABLES: Mapping[type, Table[Any]] = {}

_NEVER = "9999-12-31"

# The contract with which a stay began.
_FIRST_CONTRACT = """(select min(first.id) from contract first where first.candidate = stay.candidate
            and first.starts_on = stay.first_day and first.employer = stay.employer) as first_contract"""

# Stays that no later one superseded and that are left soon enough, and those with a next one to come.
_ENDINGS = f"""
    select stay.contract, stay.first_day, stay.last_day, stay.leaves_on, stay.policy_until, stay.chain_until,
        stay.notice_by, stay.superseded_on, stay.candidate, stay.employer,
        {_FIRST_CONTRACT},
        employer.name as employer_name, employer.policy_months,
        candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name,
        candidate.owner, candidate.coach
    from (
        select * from stay where superseded_on = '9999-12-31' and leaves_on <= :leaving and closed_on > :day
        union all select * from stay where superseded_on > :day and superseded_on < '9999-12-31' and closed_on > :day
    ) stay
    join candidate on candidate.id = stay.candidate
    join employer on employer.id = stay.employer
    where coalesce(stay.last_day, '9999-12-31') >= :day and stay.leaves_on is not null
"""  # noqa: S608 - our own condition

# Who began somewhere not too long ago, or will, and is still there.
_BEGUN = f"""
    select stay.candidate, stay.contract, stay.first_day, stay.last_day, stay.employer, employer.name as employer_name,
        {_FIRST_CONTRACT},
        candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name,
        candidate.owner, candidate.coach
    from stay
    join candidate on candidate.id = stay.candidate
    join employer on employer.id = stay.employer
    where stay.superseded_on > :day and stay.closed_on > :day and stay.first_day between :begun and :until
        and coalesce(stay.last_day, '9999-12-31') >= :day
    order by stay.candidate, stay.employer, stay.first_day, stay.superseded_on desc
"""  # noqa: S608 - our own condition

_SCHEMES_AT_ISSUE = """
    coalesce(candidate.closed_on, '9999-12-31') > :day
    and coalesce(support.ended_on, support.ends_on, '9999-12-31') >= :day
    and support.id in (
        select id from support where ends_on between :day and :until
        union select id from support where ended_on between :day and :until
        union select id from support where review_on <= :until
        union select id from support where starts_on between :since and :until
    )
"""

_OF_CANDIDATE = "candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name, candidate.coach"

# Each with the columns that ``_dated`` reads.
_DATED = {
    What.STEP: (
        Kind.STEP,
        f"""select step.id, null as key, step.due_on as day, step.text, step.agreed_on as since, step.owner as who_name,
                step.candidate, step.employer, employer.name as employer_name,
                coalesce(step.owner, candidate.owner) as owner, {_OF_CANDIDATE}
            from step left join candidate on candidate.id = step.candidate
            left join employer on employer.id = step.employer
            where step.done_on is null and step.due_on <= :until and coalesce(step.not_before, '') <= :day""",  # noqa: S608
    ),
    What.CONVERSATION: (
        Kind.CANDIDATE,
        f"""select candidate.id, contact.id as key, contact.next_on as day, contact.text, contact.held_on as since,
                candidate.owner as who_name, contact.candidate, null as employer, null as employer_name,
                candidate.owner, {_OF_CANDIDATE}
            from contact join candidate on candidate.id = contact.candidate
            where contact.next_on <= :until and coalesce(candidate.closed_on, '9999-12-31') > :day
                and not exists (
                    select 1 from contact later where later.candidate = contact.candidate and later.id <> contact.id
                        and coalesce(later.party, '') = coalesce(contact.party, '')
                        and later.held_on > contact.held_on and later.held_on <= :day)""",  # noqa: S608
    ),
    What.VACANCY: (
        Kind.VACANCY,
        """select vacancy.id, null as key, vacancy.closes_on as day, vacancy.title as text, vacancy.opened_on as since,
                vacancy.owner as who_name, null as candidate, vacancy.employer, employer.name as employer_name,
                coalesce(vacancy.owner, employer.owner) as owner, null as first_name, null as coach
            from vacancy join employer on employer.id = vacancy.employer
            where coalesce(vacancy.closed_on, '9999-12-31') > :day and vacancy.closes_on between :day and :until""",
    ),
    What.PROGRAMME: (
        Kind.PROGRAMME,
        """select id, null as key, deadline as day, name as text, null as since, null as who_name, null as candidate,
                null as employer, null as employer_name, null as owner, null as first_name, null as coach
            from programme where deadline between :day and :until""",
    ),
    What.ASSIGNMENT: (
        Kind.ASSIGNMENT,
        """select assignment.id, null as key, assignment.ends_on as day, assignment.name as text, null as since,
                null as who_name, null as candidate, assignment.employer, employer.name as employer_name,
                employer.owner, null as first_name, null as coach
            from assignment join employer on employer.id = assignment.employer
            where assignment.ends_on between :day and :until""",
    ),
}


def facts(
    connection: sqlite3.Connection,
    *,
    day: date,
    until: date,
    window: int,
    rhythm: Rhythm,
    notice_weeks: int,
    periods: Mapping[Class, Period],
) -> Facts:
    """What dates between ``day`` and ``until`` can come from, and what may be late.

    ``window`` is the longest time in months after its first day in which a scheme can still be applied for; ``periods`` say
    how long files are kept.
    """
    days = {
        "day": day.isoformat(),
        "until": until.isoformat(),
        "leaving": last_leaving(until).isoformat(),
        "since": add_months(day, -window - 1).isoformat(),
        "begun": add_months(day, -rhythm.months - 1).isoformat(),
    }
    spoken = cache(partial(_spoken, connection, days))
    return Facts(
        endings=_endings(connection, days, spoken),
        schemes=_schemes(connection, days),
        dated=_dated(connection, days),
        seasons=_seasons(connection),
        begun=_begun(connection, days, spoken) if rhythm.moments else (),
        rhythm=rhythm,
        kept=_kept(connection, periods, day, until),
        notice_weeks=notice_weeks,
    )


def _kept(connection: sqlite3.Connection, periods: Mapping[Class, Period], day: date, until: date) -> Iterator[Kept]:
    """Only read when somebody asks for it."""
    yield from to_be_forgotten(connection, periods, day=day, until=until)


def edition(connection: sqlite3.Connection) -> Edition:
    """Of which caseload a calendar is, and which event was the last in it."""
    mark = connection.execute("select value from setting where key = 'caseload'").fetchone()[0]
    last = connection.execute("select id, made_at from event order by id desc limit 1").fetchone()
    if last is None:
        return Edition(mark, 0, datetime.fromtimestamp(0, UTC))
    return Edition(mark, last["id"], datetime.fromisoformat(last["made_at"]).astimezone(UTC))


def _spoken(connection: sqlite3.Connection, days: Mapping[str, str]) -> dict[int, sqlite3.Row]:
    """The last conversation about each candidate with each party, and about the end."""
    rows = connection.execute(followed.SPOKEN.format(who="candidate is not null"), days)
    return {row["candidate"]: row for row in rows}


_PARTIES = ((Party.CANDIDATE, "candidate_on"), (Party.EMPLOYER, "employer_on"))


def _begun(
    connection: sqlite3.Connection, days: Mapping[str, str], talks: Callable[[], Mapping[int, sqlite3.Row]]
) -> Iterator[Begun]:
    before, spoken = None, talks()
    for row in connection.execute(_BEGUN, days):
        stay = (row["candidate"], row["employer"], row["first_day"])
        if stay == before:
            continue
        before = stay
        held = spoken.get(row["candidate"])
        yield Begun(
            _whose(row),
            row["contract"],
            row["first_contract"] or row["contract"],
            Start(
                day_in(row["first_day"]),
                as_day(row["last_day"]),
                {party: day_in(held[column]) for party, column in _PARTIES if held[column]} if held else {},
            ),
        )


def _endings(
    connection: sqlite3.Connection, days: Mapping[str, str], talks: Callable[[], Mapping[int, sqlite3.Row]]
) -> Iterator[Ending]:
    spoken = talks()
    for row in connection.execute(_ENDINGS, days):
        next_on = row["superseded_on"]
        yield Ending(
            _whose(row),
            row["contract"],
            row["first_contract"] or row["contract"],
            as_day(row["last_day"]),
            as_day(row["leaves_on"]),
            row["policy_months"],
            as_day(row["policy_until"]),
            as_day(row["chain_until"]),
            as_day(row["notice_by"]),
            None if next_on == _NEVER else as_day(next_on),
            as_day(spoken[row["candidate"]]["end_talk"]) if row["candidate"] in spoken else None,
        )


def _schemes(connection: sqlite3.Connection, days: Mapping[str, str]) -> Iterator[Scheme]:
    return (scheme(row) for row in connection.execute(SCHEMES.format(where=_SCHEMES_AT_ISSUE), days))


def _dated(connection: sqlite3.Connection, days: Mapping[str, str]) -> Iterator[Dated]:
    for what, (kind, sql) in _DATED.items():
        for row in connection.execute(sql, days):
            day = as_day(row["day"])
            if day is not None:
                yield Dated(
                    what,
                    kind,
                    row["id"],
                    day,
                    row["text"],
                    _whose(row),
                    row["who_name"],
                    as_day(row["since"]),
                    str(row["key"] or ""),
                )


def _seasons(connection: sqlite3.Connection) -> Iterator[Season]:
    rows = connection.execute(
        """select id as employer, name as employer_name, season, owner, null as candidate, null as first_name,
            null as coach from employer where season is not null order by id"""
    )
    return (Season(_whose(row), row["season"]) for row in rows)


def _whose(row: sqlite3.Row) -> Whose:
    first = row["first_name"]
    if first is None:
        return Whose(None, "", "", "", row["employer"], row["employer_name"] or "", row["owner"], row["coach"])
    return Whose(
        row["candidate"],
        Name(first, row["infix"], row["last_name"]).full,
        first,
        row["sort_name"],
        row["employer"],
        row["employer_name"] or "",
        row["owner"],
        row["coach"],
    )
