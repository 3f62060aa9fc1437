"""A programme on the screen, and in which one a person is."""

from collections.abc import Iterator, Mapping
from datetime import date

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Employer
from doorstroom.model.programme import Programme
from doorstroom.registers import programme as words
from doorstroom.report import Sentence
from doorstroom.screens import Say, Screen, Show
from doorstroom.store import Store
from doorstroom.tables import programme as programmes


def _programme(caseload: Store, number: int, day: date) -> Screen:
    progress = programmes.progress_of(caseload, number, day)
    partners = [caseload.by_id(Employer, partner) for partner in progress.programme.partners]
    members = programmes.members(caseload, number, day)
    return Screen(
        words.PROGRAMME,
        progress,
        said=tuple(words.said(progress)),
        parts=(
            registers.part("partner_employers", N_("Partners"), registers.EMPLOYER, partners),
            registers.part("members", N_("People in it"), words.MEMBER, members),
        ),
    )


def _of_candidate(caseload: Store, number: int, _day: date) -> Iterator[Sentence]:
    candidate = caseload.by_id(Candidate, number)
    if candidate.programme is not None:
        yield words.joined(candidate, caseload.by_id(Programme, candidate.programme))


SCREENS: Mapping[Kind, Show] = {Kind.PROGRAMME: _programme}
SAID: Mapping[Kind, Say] = {Kind.CANDIDATE: _of_candidate}
