"""Meetings, their outcomes and their agendas in the file, and what an agenda is made from."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, islice
from typing import Any, TypeVar

from doorstroom import followed
from doorstroom.choices import Kind
from doorstroom.errors import Refused
from doorstroom.followed import OPEN_PROPOSALS, OPEN_STEPS
from doorstroom.i18n import N_
from doorstroom.meeting.agenda import Agenda, Known, Promise, promise_of
from doorstroom.meeting.plan import FilledIn, Trouble
from doorstroom.model import Candidate
from doorstroom.model.following import Step
from doorstroom.model.matching import Vacancy
from doorstroom.model.meeting import AgendaItem, Decision, Meeting, MeetingSummary, Outcome, Section
from doorstroom.records import DAY, FLAG, Table, choice
from doorstroom.report import Sentence
from doorstroom.reports import NOTHING_YET
from doorstroom.store import Store
from doorstroom.tables.following import STEP
from doorstroom.tables.matching import PROPOSAL, VACANCY, propose
from doorstroom.tables.register import CANDIDATE

Fact = TypeVar("Fact")

MEETING = Table("meeting", Meeting, {"day": DAY, "held_on": DAY})
OUTCOME = Table("outcome", Outcome, {"decision": choice(Decision), "due_on": DAY, "until_on": DAY})
AGENDA_ITEM = Table("agenda_item", AgendaItem, {"section": choice(Section), "discussed": FLAG})

TABLES: Mapping[type, Table[Any]] = {Meeting: MEETING, Outcome: OUTCOME, AgendaItem: AGENDA_ITEM}

_OPEN_VACANCIES = """coalesce(vacancy.opened_on, '') <= :day and coalesce(vacancy.closed_on, '9999-12-31') > :day
    and coalesce(vacancy.closes_on, '9999-12-31') >= :day"""

# The day of somebody's last real step: a conversation, a step done, a stage reached or a decision.
_MOVED_ON = """
    select candidate, max(day) as moved_on from (
        select candidate, held_on as day from contact where held_on <= :day and candidate is not null
        union all select candidate, done_on from step where done_on <= :day and candidate is not null
        union all select candidate, reached_on from milestone where reached_on <= :day
        union all select outcome.candidate, meeting.day from outcome
            join meeting on meeting.id = outcome.meeting where meeting.day <= :day
    ) group by candidate
"""


# --- meetings ----------------------------------------------------------------------------------------------------


def on(caseload: Store, day: date) -> Meeting | None:
    """The meeting on a day, if there is one."""
    return _first(MEETING, caseload.connection, "select * from meeting where day = :day", day=day.isoformat())


def on_or_new(caseload: Store, day: date) -> Meeting:
    """The meeting on a day, made now when there was none."""
    return on(caseload, day) or caseload.add(Meeting(day=day))


def under_way(caseload: Store, day: date) -> Meeting | None:
    """The meeting that an outcome of this day belongs to: the last open one up to it, else the first open one after."""
    found = _all(MEETING, caseload.connection, "select * from meeting where held_on is null order by day")
    before = [one for one in found if one.day <= day]
    return before[-1] if before else next(iter(found), None)


def last_held(caseload: Store, day: date) -> Meeting | None:
    """The last meeting before a day that was closed."""
    return _first(
        MEETING,
        caseload.connection,
        "select * from meeting where held_on is not null and day < :day order by day desc limit 1",
        day=day.isoformat(),
    )


def last_closed(caseload: Store, day: date | None) -> Meeting:
    """The meeting that was closed last, up to a day where one is given; Refused when none was."""
    found = _first(
        MEETING,
        caseload.connection,
        "select * from meeting where held_event is not null and held_on <= :day order by held_event desc, day desc limit 1",
        day=(day or date.max).isoformat(),
    )
    if found is None:
        raise Refused(
            N_("No meeting was closed yet."),
            hint=N_("Give a day with --since, or close a meeting with `doorstroom hold`."),
        )
    return found


def summaries(caseload: Store, meeting: int = 0) -> list[MeetingSummary]:
    """Every meeting, the last one first; or only the one with this number."""
    rows = caseload.connection.execute(
        """select meeting.*,
                (select count(*) from outcome where outcome.meeting = meeting.id) as outcomes,
                (select count(*) from agenda_item where agenda_item.meeting = meeting.id) as items,
                (select count(*) from agenda_item where agenda_item.meeting = meeting.id and discussed = 0) as missed
            from meeting where :meeting in (id, 0) order by day desc""",
        {"meeting": meeting},
    )
    return [MeetingSummary(MEETING.fact(row), row["outcomes"], row["items"], row["missed"]) for row in rows]


# --- outcomes ----------------------------------------------------------------------------------------------------


def outcomes_of(caseload: Store, meeting: int) -> dict[int, Outcome]:
    """What a meeting decided, by candidate."""
    found = _all(
        OUTCOME,
        caseload.connection,
        "select * from outcome where meeting = :meeting order by candidate",
        meeting=meeting,
    )
    return {one.candidate: one for one in found}


def revisions(caseload: Store, meeting: int) -> dict[int, int]:
    """The number of the last change to each candidate's outcome at a meeting."""
    rows = caseload.connection.execute(
        """select outcome.candidate, max(change.id) as revision from outcome
            join change on change.record = 'outcome' and change.record_id = outcome.id
            where outcome.meeting = :meeting group by outcome.candidate""",
        {"meeting": meeting},
    )
    return {row["candidate"]: row["revision"] for row in rows}


def decide(caseload: Store, outcome: Outcome, meeting: Meeting, candidate: Candidate, *, in_words: str) -> Outcome:
    """Write down what a meeting decided for somebody, in place of what it decided before, with what follows from it.

    A proposal is made for the vacancy that was named, and a step for whatever must be done; ``in_words`` is its text where
    no action was agreed. Its owner is the candidate's where nobody else was named.
    """
    before = _at(OUTCOME, caseload, meeting.id, candidate.id)
    outcome = replace(
        outcome,
        id=before.id if before else 0,
        step=_step_from(caseload, outcome, before, meeting, candidate, in_words),
        proposal=_proposal_from(caseload, outcome, meeting),
    )
    if meeting.is_held:
        _discussed_after_all(caseload, outcome)
    return caseload.save(outcome) if before else caseload.add(outcome)


def _discussed_after_all(caseload: Store, outcome: Outcome) -> None:
    """An outcome that comes in after its meeting was closed: nobody is carried over who was discussed."""
    item = _at(AGENDA_ITEM, caseload, outcome.meeting, outcome.candidate)
    if item is None:
        caseload.add(
            AgendaItem(meeting=outcome.meeting, candidate=outcome.candidate, section=Section.DECIDED, discussed=True)
        )
    else:
        caseload.save(replace(item, discussed=True))


def _step_from(
    caseload: Store, outcome: Outcome, before: Outcome | None, meeting: Meeting, candidate: Candidate, in_words: str
) -> int | None:
    """The step that follows from an outcome: the one it had, changed, else a new one; one that no longer follows is done."""
    agreed = caseload.by_id(Step, before.step) if before and before.step else None
    if agreed is not None and not agreed.is_open:
        agreed = None
    if not outcome.needs_step:
        if agreed is not None:
            caseload.save(agreed.done(meeting.day, in_words))
        return None
    text, owner = outcome.action or in_words, outcome.owner or candidate.owner
    if agreed is not None:
        return caseload.save(replace(agreed, text=text, owner=owner, due_on=outcome.due_on)).id
    step = Step(candidate=candidate.id, text=text, owner=owner, agreed_on=meeting.day, due_on=outcome.due_on)
    return caseload.add(step).id


def _proposal_from(caseload: Store, outcome: Outcome, meeting: Meeting) -> int | None:
    """The open proposal for the vacancy that an outcome names, made now when there was none."""
    if outcome.decision is not Decision.PROPOSED or outcome.vacancy is None:
        return None
    there = _first(
        PROPOSAL,
        caseload.connection,
        "select * from proposal where candidate = :candidate and vacancy = :vacancy and stopped_on is null",
        candidate=outcome.candidate,
        vacancy=outcome.vacancy,
    )
    if there is None:
        there = propose(caseload, outcome.candidate, outcome.vacancy, meeting.day)
    return there.id


def close(caseload: Store, meeting: Meeting, found: Agenda, day: date) -> tuple[Meeting, Sequence[AgendaItem]]:
    """Close a meeting: who was on its agenda and has no outcome is carried over to the next one."""
    last = caseload.connection.execute("select max(id) as n from event").fetchone()["n"] or 0
    held = caseload.save(meeting.hold(day, last_event=last))
    decided = outcomes_of(caseload, meeting.id)
    items = [
        caseload.add(
            AgendaItem(
                meeting=meeting.id,
                candidate=item.candidate.id,
                section=item.section,
                discussed=item.candidate.id in decided,
            )
        )
        for item in found.items
    ]
    return held, items


def existing(caseload: Store, candidates: Iterable[int]) -> set[int]:
    """Which of these numbers are candidates in the file."""
    return {one.id for one in _candidates(caseload.connection, set(candidates))}


def missing_vacancies(caseload: Store, rows: Iterable[FilledIn]) -> list[Trouble]:
    """The cells that name a vacancy that is not in the file."""
    there = {row["id"] for row in caseload.connection.execute("select id from vacancy")}
    return [
        Trouble(
            row.cells.get("vacancy", ""),
            Sentence.of(N_("There is no vacancy {ref}."), ref=Kind.VACANCY.ref(named)),
        )
        for row in rows
        if isinstance(named := row.values.get("vacancy"), int) and named not in there
    ]


# --- what an agenda is made from ---------------------------------------------------------------------------------


def new_since(caseload: Store, meeting: Meeting | None) -> set[int]:
    """The candidates that were added after a meeting was closed and whose case is open; nobody when none was."""
    if meeting is None or meeting.held_event is None:
        return set()
    rows = caseload.connection.execute(
        """select distinct change.record_id from change
            join change_value on change_value.change = change.id
            join candidate on candidate.id = change.record_id
            where change.event > :event and change.record = 'candidate' and change_value.before is null
                and candidate.closed_on is null""",
        {"event": meeting.held_event},
    )
    return {row["record_id"] for row in rows}


def with_open_steps(caseload: Store, day: date) -> set[int]:
    """The candidates with a step that was open on a day and whose case was open then."""
    rows = caseload.connection.execute(
        f"""select distinct candidate from step join candidate on candidate.id = step.candidate
            where {OPEN_STEPS} and coalesce(closed_on, '9999-12-31') > :day""",  # noqa: S608 - our own condition
        {"day": day.isoformat()},
    )
    return {row["candidate"] for row in rows}


def known(caseload: Store, candidates: Collection[int], day: date) -> dict[int, Known]:
    """What is known of these candidates on a day beside their jobs."""
    connection, at = caseload.connection, day.isoformat()
    steps = _by_candidate(
        STEP,
        connection,
        f"""select * from step where {OPEN_STEPS} and candidate is not null
            order by candidate, due_on is null, due_on, id""",  # noqa: S608 - our own condition
        day=at,
    )
    proposals = _by_candidate(
        PROPOSAL,
        connection,
        f"select * from proposal where {OPEN_PROPOSALS} order by candidate, id",  # noqa: S608 - our own condition
        day=at,
    )
    decided = _by_candidate(
        OUTCOME,
        connection,
        """select outcome.* from outcome join meeting on meeting.id = outcome.meeting
            where meeting.day <= :day order by candidate, meeting.day""",
        day=at,
    )
    moved = {row["candidate"]: row["moved_on"] for row in connection.execute(_MOVED_ON, {"day": at})}
    missed = followed.passed_over(connection, day)
    spoken = followed.spoken_with(connection, candidates, day)
    return {
        one.id: Known(
            candidate=one,
            steps=tuple(steps.get(one.id, ())),
            proposals=tuple(proposals.get(one.id, ())),
            decided=decided[one.id][-1] if one.id in decided else None,
            missed=missed[one.id].times if one.id in missed else 0,
            moved_on=date.fromisoformat(moved[one.id]) if one.id in moved else None,
            spoken=spoken.get(one.id, NOTHING_YET).spoken,
            end_talk=spoken.get(one.id, NOTHING_YET).end_talk,
        )
        for one in _candidates(connection, candidates)
    }


def other_promises(caseload: Store, day: date) -> list[Promise]:
    """The open steps about employers and vacancies."""
    rows = caseload.connection.execute(
        f"""select step.*, employer.name as employer_name, vacancy.title as vacancy_title
            from step left join employer on employer.id = step.employer left join vacancy on vacancy.id = step.vacancy
            where step.candidate is null and {OPEN_STEPS} order by step.id""",  # noqa: S608 - our own condition
        {"day": day.isoformat()},
    )
    return [
        promise_of(
            STEP.fact(row),
            Kind.VACANCY.ref(row["vacancy"]) if row["vacancy"] else Kind.EMPLOYER.ref(row["employer"]),
            row["vacancy_title"] or row["employer_name"] or "",
            day,
        )
        for row in rows
    ]


def responsible(caseload: Store) -> list[str]:
    """Everybody who owns or coaches somebody whose case is open, by name."""
    rows = caseload.connection.execute(
        """select owner as name from candidate where closed_on is null and owner is not null
            union select coach from candidate where closed_on is null and coach is not null order by 1"""
    )
    return [row["name"] for row in rows]


def without_proposal(caseload: Store, day: date) -> list[Vacancy]:
    """The vacancies that were open on a day and for which nobody was proposed then."""
    return _all(
        VACANCY,
        caseload.connection,
        f"""select * from vacancy
            where {_OPEN_VACANCIES}
                and not exists (select 1 from proposal where vacancy = vacancy.id and {OPEN_PROPOSALS})
            order by closes_on is null, closes_on, id""",  # noqa: S608 - our own condition
        day=day.isoformat(),
    )


def _candidates(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Candidate]:
    """These candidates, by number; asked for in pieces, because a statement takes so many values and no more."""
    rest = iter(sorted(numbers))
    while piece := list(islice(rest, 500)):
        marks = ", ".join("?" * len(piece))
        rows = connection.execute(f"select * from candidate where id in ({marks}) order by id", piece)  # noqa: S608
        yield from (CANDIDATE.fact(row) for row in rows)


def _by_candidate(
    table: Table[Fact], connection: sqlite3.Connection, sql: str, **parameters: object
) -> dict[int, list[Fact]]:
    rows = connection.execute(sql, parameters)
    return {
        number: [table.fact(row) for row in those] for number, those in groupby(rows, key=lambda row: row["candidate"])
    }


def _all(table: Table[Fact], connection: sqlite3.Connection, sql: str, **parameters: object) -> list[Fact]:
    return [table.fact(row) for row in connection.execute(sql, parameters)]


def _at(table: Table[Fact], caseload: Store, meeting: int, candidate: int) -> Fact | None:
    """What a meeting has of a candidate: there is one at most."""
    sql = f"select * from {table.name} where meeting = :meeting and candidate = :candidate"  # noqa: S608 - our own table
    return _first(table, caseload.connection, sql, meeting=meeting, candidate=candidate)


def _first(table: Table[Fact], connection: sqlite3.Connection, sql: str, **parameters: object) -> Fact | None:
    return next(iter(_all(table, connection, sql, **parameters)), None)
