"""Everything about one record on one screen."""

from datetime import date
from typing import Annotated, Any

from doorstroom import output, registers, reports, settings, timeline
from doorstroom.choices import Kind
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsJson, AsOf, ref
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.support import Scheme
from doorstroom.registers import Part
from doorstroom.registers import following as told
from doorstroom.registers import support as register
from doorstroom.registers import vacancy as columns
from doorstroom.registers.vacancy import Standing
from doorstroom.report import Sentence
from doorstroom.store import Store
from doorstroom.tables import following, support
from doorstroom.tables import matching as tables

_KINDS = (
    *(Kind.CANDIDATE, Kind.EMPLOYER, Kind.CONTRACT, Kind.STEP, Kind.NOTE, Kind.VACANCY, Kind.PROPOSAL),
    *(Kind.SUPPORT, Kind.ASSIGNMENT),
)


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
            _support(caseload, candidate=number),
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
            _support(caseload, employer=number),
            registers.part(
                "assignments",
                N_("Assignments"),
                register.ASSIGNMENT,
                support.assignments(caseload.connection, number),
            ),
        ),
    )


def _contract(caseload: Store, number: int, _day: date) -> None:
    contract = caseload.by_id(Contract, number)
    (placement,) = caseload.placements(contract=contract.id)
    output.dossier(
        registers.CONTRACT,
        placement,
        said=_transition_payment(caseload, contract),
        parts=(_support(caseload, contract=number),),
    )


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


def _one_support(caseload: Store, number: int, _day: date) -> None:
    from doorstroom import schemes
    from doorstroom.rules import load

    (scheme,) = support.schemes(caseload.connection, support=number)
    suggestion = schemes.of(scheme.support, load.load())
    output.dossier(register.SUPPORT, scheme, said=schemes.in_words(scheme.support, suggestion, ()))


def _assignment(caseload: Store, number: int, _day: date) -> None:
    (found,) = [one for one in support.assignments(caseload.connection) if one[0].id == number]
    output.dossier(register.ASSIGNMENT, found)


def _support(caseload: Store, **whose: int) -> registers.Part[Scheme]:
    """The schemes of somebody, at an employer or on a contract."""
    return registers.part("support", N_("Support"), register.SUPPORT, support.schemes(caseload.connection, **whose))


def _transition_payment(caseload: Store, contract: Contract) -> tuple[Sentence, ...]:
    """What the employer would owe when it does not go on, where that can be computed."""
    if contract.wage_month is None:
        return ()
    from doorstroom import amounts
    from doorstroom.rules import load

    payment = amounts.transition_payment(contract, caseload.contracts_of(contract.candidate), load.load())
    return amounts.payment_in_words(payment)


_SHOWN: dict[Kind, Any] = {
    Kind.CANDIDATE: _candidate,
    Kind.EMPLOYER: _employer,
    Kind.CONTRACT: _contract,
    Kind.SUPPORT: _one_support,
    Kind.ASSIGNMENT: _assignment,
    Kind.STEP: _step,
    Kind.NOTE: _note,
    Kind.VACANCY: _vacancy,
    Kind.PROPOSAL: _proposal,
}
