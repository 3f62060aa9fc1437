"""Where a contract is worked, on the screen of the contract, of the person, and of who works at an employer for another."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from doorstroom import registers
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model.workplace import Posting
from doorstroom.registers import Part
from doorstroom.registers import workplace as words
from doorstroom.report import Sentence
from doorstroom.screens import Add, Say
from doorstroom.store import Store
from doorstroom.tables import workplace as workplaces


def _of_candidate(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    found = workplaces.of_candidate(caseload, number)
    yield registers.part("workplaces", N_("Workplaces"), words.OF_CANDIDATE, found)


def _of_contract(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    found = workplaces.of_contract(caseload, number)
    yield registers.part("works_at", N_("Workplaces"), words.OF_CONTRACT, found)


def _at_employer(caseload: Store, number: int, _day: date) -> Iterator[Part[Any]]:
    found = _for_others(caseload, number)
    yield registers.part("works_here", N_("Works here, employed by another"), words.AT_EMPLOYER, found)


def _how_many(caseload: Store, number: int, day: date) -> Iterator[Sentence]:
    at_work = [one for one in _for_others(caseload, number) if one.workplace.is_used(day, one.contract)]
    yield from words.at_work_through_others(at_work)


def _for_others(caseload: Store, number: int) -> list[Posting]:
    """Who works at an employer under a contract with another."""
    return [one for one in workplaces.at(caseload, number) if one.contract.employer != number]


PARTS: Mapping[Kind, Add] = {
    Kind.CANDIDATE: _of_candidate,
    Kind.CONTRACT: _of_contract,
    Kind.EMPLOYER: _at_employer,
}
SAID: Mapping[Kind, Say] = {Kind.EMPLOYER: _how_many}
