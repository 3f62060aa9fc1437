"""A conversation and a step on the screen, and those about a person or an employer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from doorstroom import followed, parting, reports
from doorstroom.choices import Kind
from doorstroom.model import Candidate
from doorstroom.registers import Part
from doorstroom.registers import following as told
from doorstroom.report import Sentence
from doorstroom.screens import Add, Say, Screen, Show
from doorstroom.store import Store
from doorstroom.tables import following

# Somebody is on the list from so many months before leaving, unless another number is asked for.
_AHEAD = 6


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


def _settled(caseload: Store, number: int, day: date) -> Iterator[Sentence]:
    """With whom was spoken before somebody leaves, and with whom not yet."""
    placed = reports.place(caseload.person(caseload.by_id(Candidate, number)), day, _AHEAD)
    if isinstance(placed, reports.Leaving):
        row = placed.with_followed(followed.of(caseload.connection, [number], day).get(number, reports.NOTHING_YET))
        yield from parting.in_words({party: row.spoken_with(party) for party in parting.PARTIES}, row.end_talk)


SCREENS: Mapping[Kind, Show] = {Kind.STEP: _step, Kind.NOTE: _note}
PARTS: Mapping[Kind, Add] = {Kind.CANDIDATE: _of_candidate, Kind.EMPLOYER: _with_employer}
SAID: Mapping[Kind, Say] = {Kind.CANDIDATE: _settled}
