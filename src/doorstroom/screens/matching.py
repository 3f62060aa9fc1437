"""Vacancies and proposals on the screen, those of a candidate and those at an employer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.registers import Part
from doorstroom.registers import vacancy as register
from doorstroom.registers.vacancy import Standing
from doorstroom.screens import Add, Screen, Show
from doorstroom.store import Store
from doorstroom.tables import matching


def _vacancy(caseload: Store, number: int, day: date) -> Screen:
    opening = matching.opening(caseload, number)
    return Screen(
        register.VACANCY,
        opening,
        said=(register.standing(opening, day),),
        parts=(_proposals(caseload, day, vacancy=number),),
    )


def _proposal(caseload: Store, number: int, day: date) -> Screen:
    nomination = matching.nomination(caseload, number)
    return Screen(
        register.PROPOSAL,
        Standing(nomination, day),
        parts=(registers.part("milestones", N_("Milestones"), registers.MILESTONE, nomination.milestones),),
    )


def _of_candidate(caseload: Store, number: int, day: date) -> Iterator[Part[Any]]:
    yield _proposals(caseload, day, candidate=number)


def _at_employer(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    yield registers.part("vacancies", N_("Vacancies"), register.VACANCY, matching.openings(caseload, employer=number))


def _proposals(caseload: Store, day: date, **of: int) -> Part[Standing]:
    """The proposals of a candidate or for a vacancy, as they stand."""
    found = register.standing_on(day, matching.nominations(caseload, **of))
    return registers.part("proposals", N_("Proposals"), register.PROPOSAL, found)


SCREENS: Mapping[Kind, Show] = {Kind.VACANCY: _vacancy, Kind.PROPOSAL: _proposal}
PARTS: Mapping[Kind, Add] = {Kind.CANDIDATE: _of_candidate, Kind.EMPLOYER: _at_employer}
