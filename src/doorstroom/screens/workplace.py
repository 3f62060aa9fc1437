"""Where a contract is worked, on the screens of the contract, the person and the employer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.registers import Part
from doorstroom.registers import workplace as of_workplace
from doorstroom.report import Sentence
from doorstroom.screens import Add, Say
from doorstroom.store import Store
from doorstroom.tables import workplace as workplaces


def _of_contract(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    found = workplaces.of_contract(caseload, number)
    yield registers.part("works_at", N_("Workplaces"), of_workplace.OF_CONTRACT, found)


def _of_candidate(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    found = workplaces.of_candidate(caseload, number)
    yield registers.part("workplaces", N_("Workplaces"), of_workplace.OF_CANDIDATE, found)


def _at_employer(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    found = [one for one in workplaces.at(caseload, number) if one.contract.employer != number]
    yield registers.part("works_here", N_("Works here, employed by another"), of_workplace.AT_EMPLOYER, found)


def _at_work(caseload: Store, number: int, day: date) -> Iterator[Sentence]:
    found = [one for one in workplaces.at(caseload, number) if one.contract.employer != number]
    yield from of_workplace.at_work_through_others([one for one in found if one.workplace.is_used(day, one.contract)])


PARTS: Mapping[Kind, Add] = {
    Kind.CONTRACT: _of_contract,
    Kind.CANDIDATE: _of_candidate,
    Kind.EMPLOYER: _at_employer,
}
SAID: Mapping[Kind, Say] = {Kind.EMPLOYER: _at_work}
