"""The milestones of a candidate on the screen."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.registers import Part
from doorstroom.screens import Add
from doorstroom.store import Store


def _of_candidate(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    yield registers.part("milestones", N_("Milestones"), registers.MILESTONE, caseload.milestones_of(number))


PARTS: Mapping[Kind, Add] = {Kind.CANDIDATE: _of_candidate}
