"""An employer on the screen."""

from collections.abc import Mapping
from datetime import date

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.model import Employer
from doorstroom.report import Sentence
from doorstroom.screens import Screen, Show
from doorstroom.store import Store


def _employer(caseload: Store, number: int, day: date) -> Screen:
    running = [one for one in caseload.placements(employer=number) if registers.is_running(one.contract, day)]
    return Screen(
        registers.EMPLOYER,
        caseload.by_id(Employer, number),
        said=(Sentence.counted("{n} person works there now.", "{n} people work there now.", n=len(running)),),
    )


SCREENS: Mapping[Kind, Show] = {Kind.EMPLOYER: _employer}
