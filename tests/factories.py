"""Facts for tests: plain functions with defaults, so that a test shows only what matters to it."""

from datetime import date
from typing import Any

from doorstroom.dates import term_end
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.choices import ContractKind
from doorstroom.model.following import Contact, Party, Step
from doorstroom.model.matching import Opening, Vacancy


def a_candidate(**fields: Any) -> Candidate:
    """Somebody with a name."""
    return Candidate(**{"id": 1, "first_name": "Fatima", "infix": "el", "last_name": "Idrissi"} | fields)


def an_employer(**fields: Any) -> Employer:
    """An organisation without limits of its own."""
    return Employer(**{"id": 1, "name": "Stadstram"} | fields)


def a_contract(start: str = "2026-01-01", end: str | None = "2026-12-31", **fields: Any) -> Contract:
    """A contract of candidate 1 with employer 1, for a fixed term unless another kind is given."""
    days = {"starts_on": day(start), "ends_on": day(end) if end else None}
    return Contract(**{"candidate": 1, "employer": 1, **days} | fields)


def a_permanent_contract(start: str = "2026-01-01", **fields: Any) -> Contract:
    """A contract for good."""
    return a_contract(start, None, **{"kind": ContractKind.PERMANENT} | fields)


def contracts_of(start: str, *months: int, **fields: Any) -> list[Contract]:
    """Contracts of so many months each, one right after the other, numbered from 1."""
    first = day(start)
    found = []
    for number, length in enumerate(months, start=1):
        end = term_end(first, length)
        found.append(a_contract(str(first), str(end), **{"id": number} | fields))
        first = date.fromordinal(end.toordinal() + 1)
    return found


def a_note(held_on: str = "2026-11-01", **fields: Any) -> Contact:
    """A conversation with candidate 1."""
    about = {} if {"employer", "vacancy"} & fields.keys() else {"candidate": 1}
    return Contact(**{**about, "party": Party.CANDIDATE, "text": "Gaat goed.", "held_on": day(held_on)} | fields)


def a_step(due_on: str | None = "2026-12-01", **fields: Any) -> Step:
    """A step for candidate 1, agreed early in November 2026."""
    about = {} if {"employer", "vacancy"} & fields.keys() else {"candidate": 1}
    due = day(due_on) if due_on else None
    return Step(**{**about, "text": "Bellen", "agreed_on": day("2026-11-02"), "due_on": due} | fields)


def a_vacancy(**fields: Any) -> Vacancy:
    """A job to fill at employer 1, of which only the title is known."""
    return Vacancy(**{"id": 1, "employer": 1, "title": "Keukenhulp"} | fields)


def an_opening(*, employer: Employer | None = None, taken: int = 0, **fields: Any) -> Opening:
    """A vacancy with its employer; ``fields`` are those of a vacancy."""
    employer = employer or an_employer()
    return Opening(a_vacancy(**{"employer": employer.id} | fields), employer, taken)


def day(text: str) -> date:
    """A day as it is written in the cases: 2026-11-21."""
    return date.fromisoformat(text)
