"""Conversations and steps in the file, and who or what they are about."""

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from doorstroom import engine, search
from doorstroom.choices import Kind
from doorstroom.damage import as_day
from doorstroom.errors import Refused
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.following import Agreed, Contact, Interest, Noted, Party, Step, Subject, Topic
from doorstroom.names import Name
from doorstroom.records import DAY, Table, choice
from doorstroom.search import Found
from doorstroom.store import Store

Followed = TypeVar("Followed", Contact, Step)

CONTACT = Table(
    "contact",
    Contact,
    dict.fromkeys(("held_on", "next_on"), DAY)
    | {"party": choice(Party), "topic": choice(Topic), "interest": choice(Interest)},
)
STEP = Table("step", Step, dict.fromkeys(("agreed_on", "due_on", "not_before", "done_on"), DAY))

TABLES: Mapping[type, Table[Any]] = {Contact: CONTACT, Step: STEP}

KINDS = (Kind.CANDIDATE, Kind.EMPLOYER, Kind.CONTRACT, Kind.VACANCY, Kind.PROPOSAL)

# Each with whom or what it is about: a person before a vacancy, a vacancy before its employer.
_NOTES = """
    select contact.*, {about} from contact
    left join candidate on candidate.id = contact.candidate
    left join vacancy on vacancy.id = contact.vacancy
    left join employer on employer.id = contact.employer
    where {where}
    order by contact.held_on desc, contact.id desc
"""
_STEPS = """
    select step.*, {about} from step
    left join candidate on candidate.id = step.candidate
    left join vacancy on vacancy.id = step.vacancy
    left join employer on employer.id = step.employer
    where {where}
    order by coalesce(step.due_on, '9999-12-31'), step.id
"""
_ABOUT = """candidate.first_name, candidate.infix, candidate.last_name, candidate.owner as candidate_owner,
    candidate.coach as candidate_coach, candidate.closed_on as candidate_closed_on,
    vacancy.title as vacancy_title, vacancy.owner as vacancy_owner, vacancy.closed_on as vacancy_closed_on,
    employer.name as employer_name, employer.owner as employer_owner"""


def notes(caseload: Store, day: date, **links: int) -> list[Noted]:
    """The conversations held up to a day, the last one first: all, or those about a record."""
    sql = _NOTES.format(about=_ABOUT, where=_where("contact", "held_on <= :day", links))
    rows = caseload.connection.execute(sql, {"day": day.isoformat(), **links})
    return [Noted(CONTACT.fact(row), _subject(row)) for row in rows]


def steps(caseload: Store, day: date, **links: int) -> list[Agreed]:
    """The steps agreed up to a day: the open ones by due day, then the last done first; all, or those about a record."""
    sql = _STEPS.format(about=_ABOUT, where=_where("step", "agreed_on <= :day", links))
    rows = caseload.connection.execute(sql, {"day": day.isoformat(), **links})
    found = [Agreed(STEP.fact(row), _subject(row), day) for row in rows]
    return sorted(found, key=lambda one: 0 if one.step.is_open_on(day) else _far(one.step.done_on))


def _far(day: date | None) -> int:
    """After all that is open, the later the sooner."""
    return date.max.toordinal() - (day or date.min).toordinal() + 1


def note(caseload: Store, text: str) -> Noted:
    """The note that a REF means, whatever its day."""
    found = search.resolve(caseload.connection, text, Kind.NOTE)
    (row,) = caseload.connection.execute(_NOTES.format(about=_ABOUT, where="contact.id = :id"), {"id": found.id})
    return Noted(CONTACT.fact(row), _subject(row))


def step(caseload: Store, text: str, day: date) -> Agreed:
    """The step that a REF means, as it stands on a day."""
    found = search.resolve(caseload.connection, text, Kind.STEP)
    (row,) = caseload.connection.execute(_STEPS.format(about=_ABOUT, where="step.id = :id"), {"id": found.id})
    return Agreed(STEP.fact(row), _subject(row), day)


def drop_step(caseload: Store, step: Step) -> None:
    """Take a step out; Refused while a meeting decided on it."""
    try:
        caseload.remove(step)
    except engine.refusals("IntegrityError") as error:
        raise Refused(
            N_("{ref} is what a meeting decided."), hint=N_("`doorstroom done {ref}` closes it."), ref=step.ref
        ) from error


def links_of(caseload: Store, text: str) -> dict[str, Any]:
    """What a step about the record that a text means points to.

    What is about a contract or a proposal is about its candidate; what is about a vacancy is about its employer too.
    """
    found = caseload.find(text, *KINDS)
    return _links(caseload, found)


def asked_for(caseload: Store, text: str | None) -> dict[str, int]:
    """The one record to which the asked notes point; none where nothing was asked."""
    if text is None:
        return {}
    found = caseload.find(text, *_LISTED)
    return {_LISTED[found.kind]: found.id}


def party_and_links(caseload: Store, text: str, party: Party | None) -> tuple[Party, dict[str, Any]]:
    """With whom a conversation about a record was, by default the one that it is about, and what its note points to.

    A note on a contract names it, and what was said with the employer about it is a conversation of that employer too.
    """
    found = caseload.find(text, *KINDS)
    links = _links(caseload, found)
    party = party or _USUAL.get(found.kind, Party.CANDIDATE)
    if found.kind is Kind.CONTRACT:
        links["contract"] = found.id
        if party is Party.EMPLOYER:
            links["employer"] = caseload.by_id(Contract, found.id).employer
    return party, links


def owner_of(caseload: Store, links: Mapping[str, int]) -> str | None:
    """Who is responsible for what is pointed to: its owner, of a vacancy without one the employer's."""
    from doorstroom.model.matching import Vacancy

    if "candidate" in links:
        return caseload.by_id(Candidate, links["candidate"]).owner
    owner = caseload.by_id(Vacancy, links["vacancy"]).owner if "vacancy" in links else None
    return owner or caseload.by_id(Employer, links["employer"]).owner


_USUAL = {Kind.EMPLOYER: Party.EMPLOYER, Kind.VACANCY: Party.EMPLOYER}
_LISTED = {
    Kind.CANDIDATE: "candidate",
    Kind.EMPLOYER: "employer",
    Kind.CONTRACT: "contract",
    Kind.VACANCY: "vacancy",
}


def _links(caseload: Store, found: Found) -> dict[str, Any]:
    from doorstroom.model.matching import Proposal, Vacancy

    match found.kind:
        case Kind.CONTRACT:
            return {"candidate": caseload.by_id(Contract, found.id).candidate}
        case Kind.PROPOSAL:
            proposal = caseload.by_id(Proposal, found.id)
            return {"candidate": proposal.candidate, "vacancy": proposal.vacancy}
        case Kind.VACANCY:
            return {"vacancy": found.id, "employer": caseload.by_id(Vacancy, found.id).employer}
        case _:
            return {_LISTED[found.kind]: found.id}


def _where(table: str, condition: str, links: Mapping[str, int]) -> str:
    return " and ".join([condition, *(f"{table}.{name} = :{name}" for name in links)])


def _subject(row: sqlite3.Row) -> Subject:
    if row["candidate"] is not None:
        return Subject(
            Kind.CANDIDATE,
            row["candidate"],
            Name(row["first_name"], row["infix"], row["last_name"]).full,
            row["candidate_owner"],
            row["candidate_coach"],
            as_day(row["candidate_closed_on"]),
        )
    if row["vacancy"] is not None:
        owner = row["vacancy_owner"] or row["employer_owner"]
        closed_on = as_day(row["vacancy_closed_on"])
        return Subject(Kind.VACANCY, row["vacancy"], row["vacancy_title"], owner, closed_on=closed_on)
    return Subject(Kind.EMPLOYER, row["employer"], row["employer_name"], row["employer_owner"])
