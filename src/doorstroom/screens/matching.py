"""A vacancy and a proposal on the screen, and those of a person or an employer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.registers import Part
from doorstroom.registers import vacancy as columns
from doorstroom.registers.vacancy import Standing
from doorstroom.screens import Add, Screen, Show
from doorstroom.store import Store
from doorstroom.tables import matching as tables


def _vacancy(caseload: Store, number: int, day: date) -> Screen:
    opening = tables.opening(caseload, number)
    return Screen(columns.VACANCY, opening, said=(columns.standing(opening, day),))


def _proposal(caseload: Store, number: int, day: date) -> Screen:
    nomination = tables.nomination(caseload, number)
    return Screen(
        columns.PROPOSAL,
        Standing(nomination, day),
        parts=(registers.part("milestones", N_("Milestones"), registers.MILESTONE, nomination.milestones),),
    )


def _of_candidate(caseload: Store, number: int, day: date) -> Iterator[Part[Any]]:
    yield _proposals(caseload, day, candidate=number)


def _for_vacancy(caseload: Store, number: int, day: date) -> Iterator[Part[Any]]:
    yield _proposals(caseload, day, vacancy=number)


def _at_employer(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    found = tables.openings(caseload, employer=number)
    yield registers.part("vacancies", N_("Vacancies"), columns.VACANCY, found)


def _proposals(caseload: Store, day: date, **of: int) -> Part[Standing]:
    """The proposals of a candidate or for a vacancy, as they stand."""
    found = columns.standing_on(day, tables.nominations(caseload, **of))
    return registers.part("proposals", N_("Proposals"), columns.PROPOSAL, found)


SCREENS: Mapping[Kind, Show] = {Kind.VACANCY: _vacancy, Kind.PROPOSAL: _proposal}
PARTS: Mapping[Kind, Add] = {
    Kind.CANDIDATE: _of_candidate,
    Kind.VACANCY: _for_vacancy,
    Kind.EMPLOYER: _at_employer,
}
