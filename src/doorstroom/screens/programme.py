"""A programme on the screen, and the one that somebody is in."""

from collections.abc import Iterator, Mapping
from datetime import date

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Employer
from doorstroom.model.programme import Programme
from doorstroom.registers import programme as of_programme
from doorstroom.report import Sentence
from doorstroom.screens import Say, Screen, Show
from doorstroom.store import Store
from doorstroom.tables import programme as programmes


def _programme(caseload: Store, number: int, day: date) -> Screen:
    progress = programmes.progress_of(caseload, number, day)
    partners = [caseload.by_id(Employer, partner) for partner in progress.programme.partners]
    return Screen(
        of_programme.PROGRAMME,
        progress,
        said=tuple(of_programme.said(progress)),
        parts=(
            registers.part("partner_employers", N_("Partners"), registers.EMPLOYER, partners),
            registers.part(
                "members", N_("People in it"), of_programme.MEMBER, programmes.members(caseload, number, day)
            ),
        ),
    )


def _joined(caseload: Store, number: int, _day: date) -> Iterator[Sentence]:
    candidate = caseload.by_id(Candidate, number)
    programme = caseload.by_id(Programme, candidate.programme) if candidate.programme else None
    yield from of_programme.joined(candidate, programme)


SCREENS: Mapping[Kind, Show] = {Kind.PROGRAMME: _programme}
SAID: Mapping[Kind, Say] = {Kind.CANDIDATE: _joined}
