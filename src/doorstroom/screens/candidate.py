"""A candidate on the screen."""

from collections.abc import Mapping
from datetime import date

from doorstroom import registers, reports, timeline
from doorstroom.choices import Kind
from doorstroom.model import Candidate
from doorstroom.screens import Screen, Show
from doorstroom.store import Store


def _candidate(caseload: Store, number: int, day: date) -> Screen:
    candidate = caseload.by_id(Candidate, number)
    person = caseload.person(candidate)
    return Screen(
        registers.CANDIDATE,
        candidate,
        said=reports.standing(person, day),
        picture=timeline.picture(person, caseload.placements(candidate=number), day),
    )


SCREENS: Mapping[Kind, Show] = {Kind.CANDIDATE: _candidate}
