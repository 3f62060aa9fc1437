"""A conversation and a step on the screen, and those about a person or an employer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from doorstroom.choices import Kind
from doorstroom.registers import Part
from doorstroom.registers import following as told
from doorstroom.screens import Add, Screen, Show
from doorstroom.store import Store
from doorstroom.tables import following


def _step(caseload: Store, number: int, day: date) -> Screen:
    return Screen(told.STEP, following.step(caseload, Kind.STEP.ref(number), day))


def _note(caseload: Store, number: int, _day: date) -> Screen:
    return Screen(told.NOTE, following.note(caseload, Kind.NOTE.ref(number)))


def _of_candidate(caseload: Store, number: int, day: date) -> Iterator[Part[Any]]:
    yield from told.parts(
        following.notes(caseload, day, candidate=number), following.steps(caseload, day, candidate=number)
    )


def _with_employer(caseload: Store, number: int, day: date) -> Iterator[Part[Any]]:
    notes, steps = following.notes(caseload, day, employer=number), following.steps(caseload, day, employer=number)
    yield from told.parts(notes, steps, of_one=False)


SCREENS: Mapping[Kind, Show] = {Kind.STEP: _step, Kind.NOTE: _note}
PARTS: Mapping[Kind, Add] = {Kind.CANDIDATE: _of_candidate, Kind.EMPLOYER: _with_employer}
