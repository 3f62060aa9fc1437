"""Schemes and orders with social return on the screen, and what they add to people, employers and contracts."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from doorstroom import amounts, registers, rulebook, schemes
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model import Contract
from doorstroom.model.support import Assignment, Scheme
from doorstroom.registers import Part
from doorstroom.registers import support as register
from doorstroom.report import Sentence
from doorstroom.screens import Add, Say, Screen, Show
from doorstroom.store import Store
from doorstroom.tables import support as tables


def _scheme(caseload: Store, number: int, _day: date) -> Screen:
    (found,) = tables.schemes(caseload.connection, support=number)
    suggestion = schemes.of(found.support, rulebook.of(caseload.path))
    return Screen(register.SUPPORT, found, said=schemes.in_words(found.support, suggestion, ()))


def _assignment(caseload: Store, number: int, _day: date) -> Screen:
    return Screen(register.ASSIGNMENT, tables.assignment(caseload.connection, number))


def _schemes(whose: str) -> Callable[[Store, int, date], Iterator[Part[Scheme]]]:
    """The schemes of somebody, at an employer or on a contract, where there are any."""

    def parts(caseload: Store, number: int, _day: date) -> Iterator[Part[Scheme]]:
        found = tables.schemes(caseload.connection, **{whose: number})
        yield registers.part("support", N_("Support"), register.SUPPORT, found)

    return parts


def _of_employer(caseload: Store, number: int, day: date) -> Iterator[Part[Scheme] | Part[tuple[Assignment, str]]]:
    yield from _schemes("employer")(caseload, number, day)
    found = tables.assignments(caseload.connection, number)
    yield registers.part("assignments", N_("Assignments"), register.ASSIGNMENT, found)


def _transition_payment(caseload: Store, number: int, _day: date) -> tuple[Sentence, ...]:
    """What the employer would owe when it does not go on, where that can be computed."""
    contract = caseload.by_id(Contract, number)
    if contract.wage_month is None:
        return ()
    others = caseload.contracts_of(contract.candidate)
    return amounts.payment_in_words(amounts.transition_payment(contract, others, rulebook.of(caseload.path)))


SCREENS: Mapping[Kind, Show] = {Kind.SUPPORT: _scheme, Kind.ASSIGNMENT: _assignment}
PARTS: Mapping[Kind, Add] = {
    Kind.CANDIDATE: _schemes("candidate"),
    Kind.EMPLOYER: _of_employer,
    Kind.CONTRACT: _schemes("contract"),
}
SAID: Mapping[Kind, Say] = {Kind.CONTRACT: _transition_payment}
