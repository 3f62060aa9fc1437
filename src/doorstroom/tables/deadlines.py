"""The facts behind the dates that matter, each read from an index; the days themselves are reckoned in ``deadlines``."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any, NamedTuple

from doorstroom import followed
from doorstroom.aftercare import PARTIES, Rhythm, Start
from doorstroom.choices import Kind
from doorstroom.damage import as_day, day_in
from doorstroom.dates import add_months
from doorstroom.deadlines import Begun, Dated, Ending, Facts, Outlines, Season, What, Whose, last_leaving
from doorstroom.deadlines.events import Edition
from doorstroom.model.support import Scheme
from doorstroom.names import Name
from doorstroom.records import Table
from doorstroom.retention import Class, Kept, Period
from doorstroom.tables.closed import to_be_forgotten
from doorstroom.tables.support import SCHEMES, scheme

TABLES: Mapping[type, Table[Any]] = {}

_NEVER = "9999-12-31"
# What holds of every stay.
_ANY = "1"

# The contract with which a stay began.
_FIRST_CONTRACT = """(select min(first.id) from contract first where first.candidate = stay.candidate
            and first.starts_on = stay.first_day and first.employer = stay.employer)"""

# Every question begins with whom its dates are about, in the order in which ``_whose`` reads them.
_OF_STAY = """stay.candidate, candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name,
        stay.employer, employer.name, candidate.owner, candidate.coach"""
_OF_NOBODY = "null, null, null, null, null"
_WHOSE = 9

# Stays that no later one superseded and that are left soon enough, and those with a next one to come.
_ENDING = """(
        select * from stay where superseded_on = '9999-12-31' and leaves_on <= :leaving and closed_on > :day
        union all select * from stay where superseded_on > :day and superseded_on < '9999-12-31' and closed_on > :day
    ) stay"""
_IS_ENDING = "coalesce(stay.last_day, '9999-12-31') >= :day and stay.leaves_on is not null"
_DAYS_OF_ENDING = """stay.last_day, stay.leaves_on, stay.policy_until, stay.chain_until, stay.notice_by,
        stay.superseded_on"""
_ENDINGS = f"""
    select {_OF_STAY}, stay.contract, {_FIRST_CONTRACT}, employer.policy_months, {_DAYS_OF_ENDING}
    from {_ENDING}
    join candidate on candidate.id = stay.candidate
    join employer on employer.id = stay.employer
    where {_IS_ENDING} and {{only}}
"""  # noqa: S608 - our own condition
_OUTLINED_ENDINGS = f"select stay.candidate, stay.contract, {_DAYS_OF_ENDING} from {_ENDING} where {_IS_ENDING}"  # noqa: S608

# Who began somewhere not too long ago, or will, and is still there.
_HAS_BEGUN = """stay.superseded_on > :day and stay.closed_on > :day and stay.first_day between :begun and :until
        and coalesce(stay.last_day, '9999-12-31') >= :day"""
_IN_ORDER = "stay.candidate, stay.employer, stay.first_day, stay.superseded_on desc"
_BEGUN = f"""
    select {_OF_STAY}, stay.contract, {_FIRST_CONTRACT}, stay.first_day, stay.last_day
    from stay
    join candidate on candidate.id = stay.candidate
    join employer on employer.id = stay.employer
    where {_HAS_BEGUN} and {{only}}
    order by {_IN_ORDER}
"""  # noqa: S608 - our own condition
_OUTLINED_BEGUN = f"""
    select stay.candidate, stay.employer, stay.first_day, stay.contract, stay.last_day
    from stay where {_HAS_BEGUN} order by {_IN_ORDER}
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

_NAMES = "candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name"

# Each with the columns that ``_dated`` reads.
_DATED = {
    What.STEP: (
        Kind.STEP,
        f"""select step.candidate, {_NAMES}, step.employer, employer.name,
                coalesce(step.owner, candidate.owner), candidate.coach,
                step.id, step.due_on, step.text, step.owner, step.agreed_on, null
            from step left join candidate on candidate.id = step.candidate
            left join employer on employer.id = step.employer
            where step.done_on is null and step.due_on <= :until and coalesce(step.not_before, '') <= :day""",  # noqa: S608
    ),
    What.CONVERSATION: (
        Kind.CANDIDATE,
        f"""select contact.candidate, {_NAMES}, null, null, candidate.owner, candidate.coach,
                candidate.id, contact.next_on, contact.text, candidate.owner, contact.held_on, contact.id
            from contact join candidate on candidate.id = contact.candidate
            where contact.next_on <= :until and coalesce(candidate.closed_on, '9999-12-31') > :day
                and not exists (
                    select 1 from contact later where later.candidate = contact.candidate and later.id <> contact.id
                        and coalesce(later.party, '') = coalesce(contact.party, '')
                        and later.held_on > contact.held_on and later.held_on <= :day)""",  # noqa: S608
    ),
    What.VACANCY: (
        Kind.VACANCY,
        f"""select {_OF_NOBODY}, vacancy.employer, employer.name, coalesce(vacancy.owner, employer.owner), null,
                vacancy.id, vacancy.closes_on, vacancy.title, vacancy.owner, vacancy.opened_on, null
            from vacancy join employer on employer.id = vacancy.employer
            where coalesce(vacancy.closed_on, '9999-12-31') > :day and vacancy.closes_on between :day and :until""",  # noqa: S608
    ),
    What.PROGRAMME: (
        Kind.PROGRAMME,
        f"""select {_OF_NOBODY}, null, null, null, null, id, deadline, name, null, null, null
            from programme where deadline between :day and :until""",  # noqa: S608
    ),
    What.ASSIGNMENT: (
        Kind.ASSIGNMENT,
        f"""select {_OF_NOBODY}, assignment.employer, employer.name, employer.owner, null,
                assignment.id, assignment.ends_on, assignment.name, null, null, null
            from assignment join employer on employer.id = assignment.employer
            where assignment.ends_on between :day and :until""",  # noqa: S608
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
    contracts: Collection[int] | None = None,
) -> Facts:
    """What dates between ``day`` and ``until`` can come from, and what may be late.

    ``window`` is the longest time in months after its first day in which a scheme can still be applied for; ``periods`` say
    how long files are kept. Of all stays only those with these ``contracts`` are read, where they are given.
    """
    days = _days(day, until, rhythm) | {"since": add_months(day, -window - 1).isoformat()}
    only = _ANY if contracts is None else f"stay.contract in ({','.join(map(str, sorted(contracts)))})"
    spoken = cache(partial(_spoken, connection, days, only))
    return Facts(
        endings=_endings(connection, days, only, spoken),
        schemes=_schemes(connection, days),
        dated=_dated(connection, days),
        seasons=_seasons(connection),
        begun=_begun(connection, days, only, spoken) if rhythm.moments else (),
        rhythm=rhythm,
        kept=_kept(connection, periods, day, until),
        notice_weeks=notice_weeks,
    )


def outlines(connection: sqlite3.Connection, *, day: date, until: date, rhythm: Rhythm) -> Outlines:
    """The stays that dates between ``day`` and ``until`` can come from, by their days."""
    days = _days(day, until, rhythm)
    spoken = cache(partial(_spoken, connection, days, _ANY))
    return Outlines(
        _outlined_endings(connection, days, spoken),
        _outlined_begun(connection, days, spoken) if rhythm.moments else (),
    )


def _days(day: date, until: date, rhythm: Rhythm) -> dict[str, str]:
    """The days between which stays are looked for."""
    return {
        "day": day.isoformat(),
        "until": until.isoformat(),
        "leaving": last_leaving(until).isoformat(),
        "begun": add_months(day, -rhythm.months - 1).isoformat(),
    }


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


class _Spoken(NamedTuple):
    """The last conversation about somebody about the end, and with each of ``PARTIES``, as the columns have them."""

    end_talk: str | None
    held: Sequence[str | None]


_NOTHING_SAID = _Spoken(None, ())


def _spoken(connection: sqlite3.Connection, days: Mapping[str, str], stays: str) -> dict[int, _Spoken]:
    """What was said about each candidate with such a stay, as far as something was."""
    who = "is not null" if stays == _ANY else f"in (select candidate from stay where {stays})"  # noqa: S608 - our own
    rows = connection.execute(followed.spoken(who, ("end_talk", *(f"{party}_on" for party in PARTIES))), days)
    return {candidate: _Spoken(end_talk, held) for candidate, end_talk, *held in rows}


def _start(first_day: str, last_day: str | None, held: Sequence[str | None]) -> Start:
    spoken = {party: day_in(on) for party, on in zip(PARTIES, held, strict=False) if on}
    return Start(day_in(first_day), as_day(last_day), spoken)


def _begun(
    connection: sqlite3.Connection, days: Mapping[str, str], only: str, talks: Callable[[], Mapping[int, _Spoken]]
) -> Iterator[Begun]:
    before, spoken = None, talks()
    for row in connection.execute(_BEGUN.format(only=only), days):
        contract, first_contract, first_day, last_day = row[_WHOSE:]
        whose = _whose(row)
        stay = (whose.candidate, whose.employer, first_day)
        if stay == before:
            continue
        before = stay
        held = spoken.get(row[0], _NOTHING_SAID).held
        yield Begun(whose, contract, first_contract or contract, _start(first_day, last_day, held))


def _endings(
    connection: sqlite3.Connection, days: Mapping[str, str], only: str, talks: Callable[[], Mapping[int, _Spoken]]
) -> Iterator[Ending]:
    spoken = talks()
    for row in connection.execute(_ENDINGS.format(only=only), days):
        contract, first_contract, policy, *found = row[_WHOSE:]
        end_talk = spoken.get(row[0], _NOTHING_SAID).end_talk
        yield _ending(_whose(row), contract, first_contract or contract, policy, found, end_talk)


def _ending(
    whose: Whose, contract: int, first: int, policy: int | None, found: Sequence[str | None], end_talk: str | None
) -> Ending:
    last_day, leaves_on, policy_until, chain_until, notice_by, next_on = found
    return Ending(
        whose,
        contract,
        first,
        as_day(last_day),
        as_day(leaves_on),
        policy,
        as_day(policy_until),
        as_day(chain_until),
        as_day(notice_by),
        None if next_on == _NEVER else as_day(next_on),
        as_day(end_talk),
    )


_NOBODY = Whose()


def _outlined_endings(
    connection: sqlite3.Connection, days: Mapping[str, str], talks: Callable[[], Mapping[int, _Spoken]]
) -> Iterator[tuple[Ending, Sequence[int]]]:
    spoken, alike = talks(), defaultdict(list)
    for candidate, contract, *found in connection.execute(_OUTLINED_ENDINGS, days):
        alike[(*found, spoken.get(candidate, _NOTHING_SAID).end_talk)].append(contract)
    for (*found, end_talk), contracts in alike.items():
        yield _ending(_NOBODY, 0, 0, None, found, end_talk), contracts


def _outlined_begun(
    connection: sqlite3.Connection, days: Mapping[str, str], talks: Callable[[], Mapping[int, _Spoken]]
) -> Iterator[tuple[Begun, Sequence[int]]]:
    spoken, alike, before = talks(), defaultdict(list), None
    for candidate, employer, first_day, contract, last_day in connection.execute(_OUTLINED_BEGUN, days):
        stay = (candidate, employer, first_day)
        if stay != before:
            held = spoken.get(candidate, _NOTHING_SAID).held
            alike[first_day, last_day, *held].append(contract)
        before = stay
    for (first_day, last_day, *held), contracts in alike.items():
        yield Begun(_NOBODY, 0, 0, _start(first_day, last_day, held)), contracts


def _schemes(connection: sqlite3.Connection, days: Mapping[str, str]) -> Iterator[Scheme]:
    return (scheme(row) for row in connection.execute(SCHEMES.format(where=_SCHEMES_AT_ISSUE), days))


def _dated(connection: sqlite3.Connection, days: Mapping[str, str]) -> Iterator[Dated]:
    for what, (kind, sql) in _DATED.items():
        for row in connection.execute(sql, days):
            number, day, text, who_name, since, key = row[_WHOSE:]
            if day:
                yield Dated(what, kind, number, day_in(day), text, _whose(row), who_name, as_day(since), str(key or ""))


def _seasons(connection: sqlite3.Connection) -> Iterator[Season]:
    rows = connection.execute(
        f"select {_OF_NOBODY}, id, name, owner, null, season from employer where season is not null order by id"  # noqa: S608
    )
    return (Season(_whose(row), row["season"]) for row in rows)


def _whose(row: sqlite3.Row) -> Whose:
    candidate, first_name, infix, last_name, sort_name, employer, employer_name, owner, coach = row[:_WHOSE]
    if first_name is None:
        return Whose(None, "", "", "", employer, employer_name or "", owner, coach)
    name = Name(first_name, infix, last_name).full
    return Whose(candidate, name, first_name, sort_name, employer, employer_name or "", owner, coach)
