"""A contract on the screen, and the contracts of a person or at an employer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.registers import Part
from doorstroom.screens import Add, Screen, Show
from doorstroom.store import Store


def _contract(caseload: Store, number: int, _day: date) -> Screen:
    (placement,) = caseload.placements(contract=number)
    return Screen(registers.CONTRACT, placement)


def _of_candidate(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    yield registers.part("contracts", N_("Contracts"), registers.CONTRACT, caseload.placements(candidate=number))


def _at_employer(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    yield registers.part("contracts", N_("Contracts"), registers.CONTRACT, caseload.placements(employer=number))


SCREENS: Mapping[Kind, Show] = {Kind.CONTRACT: _contract}
PARTS: Mapping[Kind, Add] = {Kind.CANDIDATE: _of_candidate, Kind.EMPLOYER: _at_employer}
