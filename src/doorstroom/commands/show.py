"""Everything about one record on one screen."""

from datetime import date
from typing import Annotated, Any

from doorstroom import output, registers, reports, settings, timeline
from doorstroom.choices import Kind
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsJson, AsOf, ref
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.registers import Part
from doorstroom.registers import following as told
from doorstroom.registers import vacancy as columns
from doorstroom.registers.vacancy import Standing
from doorstroom.report import Sentence
from doorstroom.store import Store
from doorstroom.tables import following
from doorstroom.tables import matching as tables

_KINDS = (Kind.CANDIDATE, Kind.EMPLOYER, Kind.CONTRACT, Kind.STEP, Kind.NOTE, Kind.VACANCY, Kind.PROPOSAL)


def show(
    ctx: Ctx,
    record: Annotated[str, ref(N_("A REF, client number or part of a name."), *_KINDS)],
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Everything about one record."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = caseload.find(record, *_KINDS)
        _SHOWN[found.kind](caseload, found.id, day)


def _candidate(caseload: Store, number: int, day: date) -> None:
    candidate = caseload.by_id(Candidate, number)
    placements = caseload.placements(candidate=number)
    person = caseload.person(candidate)
    milestones = caseload.milestones_of(number)
    output.dossier(
        registers.CANDIDATE,
        candidate,
        said=reports.standing(person, day),
        parts=(
            registers.part("contracts", N_("Contracts"), registers.CONTRACT, placements),
            _proposals(caseload, day, candidate=number),
            registers.part("milestones", N_("Milestones"), registers.MILESTONE, milestones),
            *told.parts(
                following.notes(caseload, day, candidate=number), following.steps(caseload, day, candidate=number)
            ),
        ),
        picture=timeline.picture(person, placements, day),
    )


def _employer(caseload: Store, number: int, day: date) -> None:
    placements = caseload.placements(employer=number)
    running = [one for one in placements if registers.is_running(one.contract, day)]
    output.dossier(
        registers.EMPLOYER,
        caseload.by_id(Employer, number),
        said=(Sentence.counted("{n} person works there now.", "{n} people work there now.", n=len(running)),),
        parts=(
            registers.part("contracts", N_("Contracts"), registers.CONTRACT, placements),
            *told.parts(
                following.notes(caseload, day, employer=number),
                following.steps(caseload, day, employer=number),
                of_one=False,
            ),
            registers.part("vacancies", N_("Vacancies"), columns.VACANCY, tables.openings(caseload, employer=number)),
        ),
    )


def _contract(caseload: Store, number: int, _day: date) -> None:
    contract = caseload.by_id(Contract, number)
    (placement,) = caseload.placements(contract=contract.id)
    output.dossier(registers.CONTRACT, placement)


def _step(caseload: Store, number: int, day: date) -> None:
    output.dossier(told.STEP, following.step(caseload, Kind.STEP.ref(number), day))


def _note(caseload: Store, number: int, _day: date) -> None:
    output.dossier(told.NOTE, following.note(caseload, Kind.NOTE.ref(number)))


def _vacancy(caseload: Store, number: int, day: date) -> None:
    opening = tables.opening(caseload, number)
    output.dossier(
        columns.VACANCY,
        opening,
        said=(columns.standing(opening, day),),
        parts=(_proposals(caseload, day, vacancy=number),),
    )


def _proposal(caseload: Store, number: int, day: date) -> None:
    nomination = tables.nomination(caseload, number)
    output.dossier(
        columns.PROPOSAL,
        Standing(nomination, day),
        parts=(registers.part("milestones", N_("Milestones"), registers.MILESTONE, nomination.milestones),),
    )


def _proposals(caseload: Store, day: date, **of: int) -> Part[Standing]:
    """The proposals of a candidate or for a vacancy, as they stand."""
    found = columns.standing_on(day, tables.nominations(caseload, **of))
    return registers.part("proposals", N_("Proposals"), columns.PROPOSAL, found)


_SHOWN: dict[Kind, Any] = {
    Kind.CANDIDATE: _candidate,
    Kind.EMPLOYER: _employer,
    Kind.CONTRACT: _contract,
    Kind.STEP: _step,
    Kind.NOTE: _note,
    Kind.VACANCY: _vacancy,
    Kind.PROPOSAL: _proposal,
}
