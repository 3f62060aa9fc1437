"""What asks for attention, read by questions that look at what can matter only, never at everybody."""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from doorstroom import followed, names
from doorstroom.attention import (
    Begun,
    Known,
    LateStep,
    LooseEnds,
    NotDiscussed,
    OpenEnd,
    PlannedTalk,
    Relapse,
    Silence,
    Who,
)
from doorstroom.choices import Kind, Party
from doorstroom.damage import NOT_AS_WRITTEN, DamagedRecord, as_day

_CANDIDATE = """candidate.first_name, candidate.infix, candidate.last_name, candidate.sort_name,
    candidate.owner as candidate_owner, candidate.coach, candidate.registered_on"""
_SUBJECT = f"""{_CANDIDATE}, vacancy.title as vacancy_title, vacancy.owner as vacancy_owner,
    employer.name as employer_name, employer.folded as employer_folded, employer.owner as employer_owner"""

_LATE_STEPS = f"""
    select step.id, step.text, step.owner, step.due_on, step.candidate, step.vacancy, step.employer, {_SUBJECT}
    from step
    left join candidate on candidate.id = step.candidate
    left join vacancy on vacancy.id = step.vacancy
    left join employer on employer.id = step.employer
    where step.agreed_on <= :day
        and (step.done_on is null and step.due_on < :day or step.done_on > :day and step.due_on < :day)
"""  # noqa: S608 - only our own columns

# A conversation that was to be followed by another one with the same party, which was not held since.
_TALKS = f"""
    select contact.candidate, contact.vacancy, contact.employer, contact.party, contact.held_on, contact.next_on, {_SUBJECT}
    from contact
    left join candidate on candidate.id = contact.candidate
    left join vacancy on vacancy.id = contact.vacancy
    left join employer on employer.id = contact.employer
    where {{about}} and contact.next_on <= :day and contact.held_on <= :day
        and coalesce(candidate.closed_on, '9999-12-31') > :day
        and (contact.candidate is not null or coalesce(vacancy.closed_on, '9999-12-31') > :day)
        and not exists (
            select 1 from contact as later
            where {{same}} and coalesce(later.party, '') = coalesce(contact.party, '')
                and later.held_on >= contact.held_on and later.held_on <= :day
                and (later.held_on > contact.held_on or later.id > contact.id))
"""  # noqa: S608 - only our own columns
_ABOUT = (
    ("contact.candidate is not null", "later.candidate = contact.candidate"),
    (
        "contact.candidate is null",
        """later.candidate is null and later.employer = contact.employer
            and coalesce(later.vacancy, 0) = coalesce(contact.vacancy, 0)""",
    ),
)

# The open cases come from an index alone; only of who was silent for long the record itself is read.
_SILENCES = f"""
    with quiet as (
        select id from candidate where closed_on is null and {{silent}}
        union all select id from candidate where closed_on > :day and {{silent}}
    )
    select candidate.id as candidate, {_CANDIDATE},
        (select max(held_on) from contact where contact.candidate = candidate.id and held_on < :since) as last_on
    from quiet join candidate on candidate.id = quiet.id
    where candidate.registered_on is null or candidate.registered_on < :since
""".format(  # noqa: S608 - only our own columns
    silent="""not exists (
            select 1 from contact where contact.candidate = candidate.id and held_on >= :since and held_on <= :day)"""
)

_OPEN_ENDS = f"""
    select stay.candidate, stay.contract, stay.first_day, employer.name as employer_name, {_CANDIDATE}
    from stay
    join candidate on candidate.id = stay.candidate
    join employer on employer.id = stay.employer
    where stay.last_day is null and stay.is_permanent = 0
        and stay.first_day <= :day and stay.superseded_on > :day and stay.closed_on > :day
"""  # noqa: S608 - only our own columns

# The last conversation about somebody at work was about dropping out, and no step was agreed with it or since.
_RELAPSES = f"""
    select contact.candidate, contact.held_on, {_CANDIDATE}
    from contact join candidate on candidate.id = contact.candidate
    where contact.topic = 'dropout' and contact.held_on <= :day
        and coalesce(candidate.closed_on, '9999-12-31') > :day
        and not exists (
            select 1 from contact as later where later.candidate = contact.candidate and later.held_on <= :day
                and (later.held_on > contact.held_on or later.held_on = contact.held_on and later.id > contact.id))
        and not exists (
            select 1 from step where step.candidate = contact.candidate
                and step.agreed_on >= contact.held_on and step.agreed_on <= :day)
        and exists (
            select 1 from contract where contract.candidate = contact.candidate and contract.starts_on <= :day
                and coalesce(contract.ended_on, contract.ends_on, '9999-12-31') >= :day)
"""  # noqa: S608 - only our own columns

# Who began somewhere not long ago and is still there, with the last time that somebody spoke of them.
_BEGUN = f"""
    select stay.candidate, stay.contract, stay.first_day, stay.last_day, employer.name as employer_name, {_CANDIDATE},
        (select max(held_on) from contact where contact.candidate = stay.candidate and held_on <= :day) as last_on
    from stay
    join candidate on candidate.id = stay.candidate
    join employer on employer.id = stay.employer
    where stay.first_day >= :begun and stay.first_day < :day
        and stay.superseded_on > :day and stay.closed_on > :day and coalesce(stay.last_day, '9999-12-31') >= :day
    order by stay.candidate, stay.employer, stay.first_day, stay.superseded_on desc
"""  # noqa: S608 - only our own columns

_RECORDS = f"""
    select candidate.id as candidate, {_CANDIDATE},
        coalesce(hours_min, hours_max) is not null as hours, coalesce(town, postcode) is not null as place,
        talents <> '[]' or skills <> '[]' or wishes <> '[]' as strengths
    from candidate where {{where}}
"""  # noqa: S608 - only our own columns
_WITHOUT_JOB = """(closed_on is null or closed_on > :day)
    and not exists (select 1 from stay where stay.candidate = candidate.id)"""

# Whoever was passed over at the last meeting, unless an outcome came since: of that day, or for one that is still open.
_NOT_DISCUSSED = f"""
    select candidate.id as candidate, {_CANDIDATE} from candidate
    where candidate.id in ({{numbers}}) and coalesce(closed_on, '9999-12-31') > :day
        and not exists (
            select 1 from outcome join meeting on meeting.id = outcome.meeting
            where outcome.candidate = candidate.id and meeting.day > :last_on
                and (meeting.day <= :day or meeting.held_on is null))
    order by candidate.id
"""  # noqa: S608 - only our own columns
_LAST_MEETING = """
    select max(meeting.day) from meeting
    where meeting.day <= :day and exists (select 1 from agenda_item where agenda_item.meeting = meeting.id)
"""


def on(
    connection: sqlite3.Connection,
    day: date,
    *,
    silent_since: date,
    begun_since: date,
    missed: int,
    leaving: Collection[int],
) -> LooseEnds:
    """What is loose on a day; of those leaving, and of who never had a job, how complete their records are.

    ``missed`` is at how many meetings in a row somebody may not be discussed before it is loose.
    """
    days = {"day": day.isoformat(), "since": silent_since.isoformat(), "begun": begun_since.isoformat()}

    def asked(sql: str) -> Iterator[sqlite3.Row]:
        return connection.execute(sql, {name: text for name, text in days.items() if f":{name}" in sql})

    numbers = ",".join(map(str, sorted(leaving)))
    try:
        return LooseEnds(
            late_steps=[_late_step(row) for row in asked(_LATE_STEPS)],
            talks=[_talk(row) for about, same in _ABOUT for row in asked(_TALKS.format(about=about, same=same))],
            silences=[
                Silence(_who(row), as_day(row["last_on"]), as_day(row["registered_on"])) for row in asked(_SILENCES)
            ],
            relapses=[Relapse(_who(row), _day(row["held_on"])) for row in asked(_RELAPSES)],
            begun=list(_begun(asked(_BEGUN))),
            open_ends=[
                OpenEnd(_who(row), row["contract"], row["employer_name"], _day(row["first_day"]))
                for row in asked(_OPEN_ENDS)
            ],
            records=[
                _known(row)
                for where in (f"id in ({numbers})", _WITHOUT_JOB)
                for row in asked(_RECORDS.format(where=where))
            ],
            not_discussed=list(_not_discussed(connection, day, missed)),
        )
    except NOT_AS_WRITTEN as error:
        raise DamagedRecord from error


def _begun(rows: Iterator[sqlite3.Row]) -> Iterator[Begun]:
    """Each start once, also where a next contract there is recorded already."""
    for _stay, those in groupby(rows, key=lambda row: (row["candidate"], row["employer_name"], row["first_day"])):
        row = next(those)
        days = _day(row["first_day"]), as_day(row["last_day"]), as_day(row["last_on"])
        yield Begun(_who(row), row["contract"], row["employer_name"], *days)


def _not_discussed(connection: sqlite3.Connection, day: date, missed: int) -> Iterator[NotDiscussed]:
    """Who was passed over at so many meetings in a row up to a day, the last one held included."""
    last_on = as_day(connection.execute(_LAST_MEETING, {"day": day.isoformat()}).fetchone()[0])
    if last_on is None:
        return
    passed = {
        number: one
        for number, one in followed.passed_over(connection, day + timedelta(days=1)).items()
        if one.times >= missed and one.last_on == last_on
    }
    rows = connection.execute(
        _NOT_DISCUSSED.format(numbers=",".join(map(str, passed))),
        {"day": day.isoformat(), "last_on": last_on.isoformat()},
    )
    for row in rows:
        yield NotDiscussed(_who(row), *passed[row["candidate"]])


def _late_step(row: sqlite3.Row) -> LateStep:
    return LateStep(_who(row), row["id"], row["text"], row["owner"], _day(row["due_on"]))


def _talk(row: sqlite3.Row) -> PlannedTalk:
    party = Party(row["party"]) if row["party"] else None
    return PlannedTalk(_who(row), party, _day(row["held_on"]), _day(row["next_on"]))


def _known(row: sqlite3.Row) -> Known:
    filled = (bool(row[name]) for name in ("hours", "place", "strengths"))
    return Known(_who(row), as_day(row["registered_on"]), *filled)


def _who(row: sqlite3.Row) -> Who:
    """Whom a row is about: a person before a vacancy, a vacancy before its employer."""
    if row["candidate"] is not None:
        name = names.Name(row["first_name"], row["infix"], row["last_name"]).full
        return Who(Kind.CANDIDATE, row["candidate"], name, row["sort_name"], row["candidate_owner"], row["coach"])
    kind, name, owner = Kind.EMPLOYER, row["employer_name"], row["employer_owner"]
    if row["vacancy"] is not None:
        kind, name, owner = Kind.VACANCY, row["vacancy_title"], row["vacancy_owner"] or owner
    return Who(kind, row["vacancy"] or row["employer"], name, row["employer_folded"], owner, None, row["employer"])


def _day(text: Any) -> date:
    return date.fromisoformat(text)
