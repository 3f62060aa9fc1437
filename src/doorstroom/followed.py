"""What was said and agreed, read for everybody on a list at once: one question each, however many people there are."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from doorstroom.choices import Kind, Party
from doorstroom.records import as_day
from doorstroom.reports import Followed, NextStep

# Numbers that stand in a question at once; its text may not be longer than a million letters.
_AT_ONCE = 50_000

_SPOKEN = """
    select candidate, max(held_on) as last, max(case when topic = 'end' then held_on end) as end_talk,
        max(case when party = 'candidate' then held_on end) as candidate_on,
        max(case when party = 'employer' then held_on end) as employer_on,
        max(case when party = 'wsp' then held_on end) as wsp_on
    from contact
    where candidate in ({numbers}) and held_on <= :day
    group by candidate
"""
_AGREED = """
    select candidate, text, owner, due_on, coalesce(not_before, '') > :day as waits from step
    where candidate in ({numbers}) and agreed_on <= :day and (done_on is null or done_on > :day)
    order by candidate, coalesce(due_on, '9999-12-31'), id
"""
_WAITING = """
    select count(*) as n from step
    where candidate in ({numbers}) and agreed_on <= :day and (done_on is null or done_on > :day) and not_before > :day
"""
_PROPOSED = """
    select candidate, id from proposal
    where candidate in ({numbers}) and proposed_on <= :day
        and coalesce(placed_on, '9999-12-31') > :day and coalesce(stopped_on, '9999-12-31') > :day
    order by candidate, id
"""


def of(connection: sqlite3.Connection, candidates: Collection[int], day: date) -> Mapping[int, Followed]:
    """What was said about these candidates and agreed for them, as it stands on a day; who has nothing is left out."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in _asked(connection, _SPOKEN, candidates, day):
        found[row["candidate"]] = _conversations(row)
    for candidate, rows in groupby(_asked(connection, _AGREED, candidates, day), key=lambda row: row["candidate"]):
        found[candidate] |= _steps(list(rows))
    for candidate, rows in groupby(_asked(connection, _PROPOSED, candidates, day), key=lambda row: row["candidate"]):
        found[candidate]["proposals"] = tuple(Kind.PROPOSAL.ref(row["id"]) for row in rows)
    return {candidate: Followed(**values) for candidate, values in found.items()}


def waiting(connection: sqlite3.Connection, candidates: Collection[int], day: date) -> int:
    """How many open steps for these candidates may not begin yet on a day."""
    return sum(row["n"] for row in _asked(connection, _WAITING, candidates, day))


def spoken_with(connection: sqlite3.Connection, candidates: Collection[int], day: date) -> Mapping[int, Followed]:
    """Only what was said with these candidates, as it stands on a day."""
    asked = _asked(connection, _SPOKEN, candidates, day)
    return {row["candidate"]: Followed(**_conversations(row)) for row in asked}


def _asked(connection: sqlite3.Connection, sql: str, candidates: Collection[int], day: date) -> Iterator[sqlite3.Row]:
    """The answers for all of these; a list of whole numbers in the question itself is the quickest way to name them."""
    ordered = sorted(candidates)
    for start in range(0, len(ordered), _AT_ONCE):
        numbers = ",".join(map(str, ordered[start : start + _AT_ONCE]))
        yield from connection.execute(sql.format(numbers=numbers), {"day": day.isoformat()})


def _conversations(row: sqlite3.Row) -> dict[str, Any]:
    spoken = {party: held_on for party, column in _PARTIES if (held_on := as_day(row[column])) is not None}
    return {"spoken": spoken, "end_talk": as_day(row["end_talk"]), "last": as_day(row["last"])}


_PARTIES = ((Party.CANDIDATE, "candidate_on"), (Party.EMPLOYER, "employer_on"), (Party.WSP, "wsp_on"))


def _steps(rows: list[sqlite3.Row]) -> dict[str, Any]:
    """The step that is due first, and how many may not begin yet."""
    may_begin = [row for row in rows if not row["waits"]]
    first = NextStep(may_begin[0]["text"], may_begin[0]["owner"], as_day(may_begin[0]["due_on"])) if may_begin else None
    return {"step": first, "waiting": len(rows) - len(may_begin)}
