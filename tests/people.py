"""People for the list: somebody with contracts, and the jobs that the limits make of those."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from factories import a_candidate, an_employer, day

from doorstroom import limits, names
from doorstroom.lines import Job
from doorstroom.model import Contract, Employer
from doorstroom.reports import Person
from doorstroom.rules import load

RULES = load.load()
NO_LIMITS = {number: an_employer(id=number, name=f"Werkgever {number}") for number in range(1, 10)}


def jobs_of(
    *contracts: Contract, employers: Mapping[int, Employer] = NO_LIMITS, born_on: date | None = None
) -> tuple[Job, ...]:
    """The jobs that follow from contracts, which get their place as number where they have none."""
    numbered = [replace(one, id=one.id or place) for place, one in enumerate(contracts, start=1)]
    return tuple(
        Job(
            contract=stay.contract.id,
            employer=stay.employer,
            employer_name=employers[stay.employer].name,
            function=stay.contract.function,
            subsidised=stay.contract.subsidised,
            starts_on=stay.contract.starts_on,
            ends_on=stay.contract.ends_on,
            first_day=stay.first_day,
            last_day=stay.last_day,
            leaves_on=stay.leaves_on,
            because=stay.because,
            is_permanent=stay.is_permanent,
            policy_until=stay.policy_until,
            chain_until=stay.chain_until,
            chain_contracts=stay.chain_contracts,
            notice_by=stay.notice_by,
            checks=stay.checks,
        )
        for stay in limits.stays(numbered, employers, RULES, born_on=born_on)
    )


def a_person(
    *contracts: Contract, employers: Mapping[int, Employer] = NO_LIMITS, closed_on: str | None = None, **fields: Any
) -> Person:
    """A candidate with these contracts; ``fields`` are those of a candidate."""
    who = a_candidate(**fields)
    return Person(
        who.id,
        who.number,
        who.name,
        names.sort_key(who.first_name, who.infix, who.last_name),
        who.owner,
        who.coach,
        day(closed_on) if closed_on else None,
        jobs_of(*contracts, employers=employers, born_on=who.birth_date),
    )
