"""A meeting on the screen, and what meetings decided for a candidate."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.model.meeting import Outcome
from doorstroom.registers import Part
from doorstroom.registers.meeting import MEETING, OUTCOME
from doorstroom.report import Field
from doorstroom.screens import Add, Screen, Show
from doorstroom.store import Store
from doorstroom.tables import decided, meeting


def _meeting(caseload: Store, number: int, _day: date) -> Screen:
    (summary,) = meeting.summaries(caseload, number)
    outcomes = list(meeting.outcomes_of(caseload, number).values())
    called = {one.candidate: caseload.by_id(Candidate, one.candidate).name for one in outcomes}
    named: tuple[Field[Outcome], ...] = (
        OUTCOME[0],
        Field("name", N_("Name"), lambda one: called[one.candidate]),
        *(field for field in OUTCOME[1:] if field.key != "meeting"),
    )
    waiting = [caseload.by_id(Candidate, one) for one in decided.not_discussed(caseload, number)]
    return Screen(
        MEETING,
        summary,
        parts=(
            registers.part("decided", N_("Outcomes"), named, outcomes),
            registers.part("not_discussed", N_("Carried over"), registers.CANDIDATE[:2], waiting),
        ),
    )


def _of_candidate(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    fields = [field for field in OUTCOME if field.key != "ref"]
    yield registers.part("outcomes", N_("Outcomes"), fields, decided.of_candidate(caseload, number))


SCREENS: Mapping[Kind, Show] = {Kind.MEETING: _meeting}
PARTS: Mapping[Kind, Add] = {Kind.CANDIDATE: _of_candidate}
