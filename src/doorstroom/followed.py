"""What was said and agreed, read for everybody on a list at once: one question each, however many people there are."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, takewhile
from typing import Any, NamedTuple

from doorstroom.choices import Kind, Party
from doorstroom.damage import as_day
from doorstroom.reports import Followed, NextStep

# Numbers that stand in a question at once; its text may not be longer than a million letters.
_AT_ONCE = 50_000

# What was open on a day, whatever happened later.
OPEN_STEPS = "agreed_on <= :day and (done_on is null or done_on > :day)"
OPEN_PROPOSALS = "proposed_on <= :day and coalesce(placed_on, stopped_on, '9999-12-31') > :day"

# What can be asked of what was said: the last conversation of all, about the end, and with each party.
_SAID = {
    "last": "max(held_on)",
    "end_talk": "max(case when topic = 'end' then held_on end)",
    **{f"{party}_on": f"max(case when party = '{party}' then held_on end)" for party in Party},
}


def spoken(who: str, said: Iterable[str] = tuple(_SAID)) -> str:
    """SQL that asks what was said about each candidate of ``who`` up to ``:day``: when last, in these columns."""
    columns = ", ".join(f"{_SAID[one]} as {one}" for one in said)
    return f"select candidate, {columns} from contact where candidate {who} and held_on <= :day group by candidate"  # noqa: S608 - our own names


_SPOKEN = spoken("in ({numbers})")
_AGREED = f"""
    select candidate, text, owner, due_on, coalesce(not_before, '') > :day as waits from step
    where candidate in ({{numbers}}) and {OPEN_STEPS}
    order by candidate, coalesce(due_on, '9999-12-31'), id
"""  # noqa: S608 - our own condition
_WAITING = f"""
    select count(*) as n from step where candidate in ({{numbers}}) and {OPEN_STEPS} and not_before > :day
"""  # noqa: S608 - our own condition
_PROPOSED = f"""
    select candidate, id from proposal
    where candidate in ({{numbers}}) and {OPEN_PROPOSALS}
    order by candidate, id
"""  # noqa: S608 - our own condition

_ON_AGENDAS = """
    select agenda_item.candidate, discussed, meeting.day
    from agenda_item join meeting on meeting.id = agenda_item.meeting
    where meeting.day < :day
    order by agenda_item.candidate, meeting.day desc
"""


class PassedOver(NamedTuple):
    """At how many meetings in a row somebody was on the agenda and not discussed; the days of the first and the last."""

    times: int
    since: date
    last_on: date


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


def passed_over(connection: sqlite3.Connection, before: date) -> Mapping[int, PassedOver]:
    """Who was not discussed though on the agenda, up to the last meeting held before a day on whose agenda they were."""
    rows = connection.execute(_ON_AGENDAS, {"day": before.isoformat()})
    found = {}
    for candidate, items in groupby(rows, key=lambda row: row["candidate"]):
        if days := [row["day"] for row in takewhile(lambda row: not row["discussed"], items)]:
            found[candidate] = PassedOver(len(days), date.fromisoformat(days[-1]), date.fromisoformat(days[0]))
    return found


def _asked(connection: sqlite3.Connection, sql: str, candidates: Collection[int], day: date) -> Iterator[sqlite3.Row]:
    """The answers for all of these; a list of whole numbers in the question itself is the quickest way to name them."""
    ordered = sorted(candidates)
    for start in range(0, len(ordered), _AT_ONCE):
        numbers = ",".join(map(str, ordered[start : start + _AT_ONCE]))
        yield from connection.execute(sql.format(numbers=numbers), {"day": day.isoformat()})


def _conversations(row: sqlite3.Row) -> dict[str, Any]:
    spoken = {party: held_on for party, column in _PARTIES if (held_on := as_day(row[column])) is not None}
    return {"spoken": spoken, "end_talk": as_day(row["end_talk"]), "last": as_day(row["last"])}


_PARTIES = tuple((party, f"{party}_on") for party in Party)


def _steps(rows: list[sqlite3.Row]) -> dict[str, Any]:
    """The step that is due first, and how many may not begin yet."""
    may_begin = [row for row in rows if not row["waits"]]
    first = NextStep(may_begin[0]["text"], may_begin[0]["owner"], as_day(may_begin[0]["due_on"])) if may_begin else None
    return {"step": first, "waiting": len(rows) - len(may_begin)}
