"""What asks for attention, brought together from a caseload; the list and the dashboard both show it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from doorstroom import attention, dates, followed, leaving, loose_ends, notice, reports, settings
from doorstroom.aftercare import USUAL, Rhythm
from doorstroom.attention import Matter, Part
from doorstroom.reports import Expiring, Filter
from doorstroom.settings import Setting
from doorstroom.store import Store


class Watched(NamedTuple):
    """Who must leave, and all that asks for attention."""

    expiring: Expiring
    matters: Sequence[Matter]


def watch(caseload: Store, day: date, months: int, part: Part) -> Watched:
    """Who must leave within so many months of a day, and what asks for attention in a part of the caseload."""
    kept = caseload.settings()
    rhythm = Rhythm.of(kept.get(Setting.AFTERCARE, USUAL))
    found, others = caseload.people(day, months)
    people = list(found)
    answer = reports.expiring(people, as_of=day, months=months, others=others)
    ends = loose_ends.on(
        caseload.connection,
        day,
        silent_since=dates.add_months(day, -settings.number(kept, Setting.CONTACT_MONTHS, attention.CONTACT_MONTHS)),
        begun_since=dates.add_months(day, -rhythm.months - 1),
        missed=settings.number(kept, Setting.MISSED_MEETINGS, attention.MISSED_MEETINGS),
        leaving=answer.on_it,
    )
    matters = attention.attention(
        people,
        answer.rows,
        ends,
        followed.spoken_with(caseload.connection, [person.id for person in people], day),
        as_of=day,
        months=months,
        notice_weeks=settings.number(kept, Setting.NOTICE_WEEKS, notice.NOTICE_WEEKS),
        rhythm=rhythm,
        part=part,
    )
    return Watched(answer, matters)


def working_at(caseload: Store, employer: int | None, day: date) -> frozenset[int]:
    """Who has a job at this employer in the lines of a day; nobody where none is asked for."""
    if employer is None:
        return frozenset()
    wanted = Filter(employer=employer)
    found = leaving.people_of(caseload.connection, employer)
    return frozenset(person.id for person in found if wanted.admits(person, day))
