"""Hypothesis strategies in the shapes of real caseloads: contracts in a row, with the gaps and ends that matter."""

from datetime import date, timedelta

from factories import a_candidate, a_contract, an_employer
from hypothesis import strategies as st

from doorstroom.choices import ClosingReason, ContractKind
from doorstroom.dates import term_end
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.workplace import Workplace

DAY = timedelta(days=1)

days = st.dates(date(2016, 1, 1), date(2029, 12, 31))
kinds = st.sampled_from([*ContractKind, *[ContractKind.FIXED_TERM] * 8])

# Days between two contracts: none, some, about six months, and more than any gap.
_apart = st.sampled_from([0, 0, 0, 0, 1, 30, 31, 32]) | st.integers(178, 188) | st.integers(-400, 800)
_months = st.sampled_from([1, 3, 6, 7, 8, 12, 23, 24, 36]) | st.integers(1, 40)
_days_over = st.sampled_from([0, 0, 0, 1, 5])
_days_worked = st.integers(0, 900)
_policies = st.sampled_from([None, None, 6, 12, 23, 24])
_policy_gaps = st.sampled_from([None, 1, 6])
_births = st.none() | st.dates(date(1955, 1, 1), date(2012, 12, 31))
_hours = st.sampled_from([None, 10, 12, 24, 36])
_oddities = st.sampled_from(["", "", "", "", "", "open", "ended", "own pay", "unknown past"])


@st.composite
def employers(draw: st.DrawFn, count: int = 3, *, linked: bool = True) -> dict[int, Employer]:
    """Employers 1 to ``count`` with their own limits, some of them each other's successors."""
    return {
        number: an_employer(
            id=number,
            policy_months=draw(_policies),
            policy_gap=draw(_policy_gaps),
            successor_of=(draw(st.integers(0, count)) or None) if linked else None,
        )
        for number in range(1, count + 1)
    }


@st.composite
def contracts(
    draw: st.DrawFn, start: date | None = None, *, employers: int = 3, candidate: int = 1, number: int = 0
) -> Contract:
    """One contract of any kind, agreed for whole months and now and then some days, with at most one oddity."""
    start, kind = start or draw(days), draw(kinds)
    end = term_end(start, draw(_months)) + draw(_days_over) * DAY
    oddity = draw(_oddities)
    is_open = kind is ContractKind.PERMANENT or oddity == "open"
    return a_contract(
        str(start),
        None if is_open else str(end),
        id=number,
        candidate=candidate,
        employer=draw(st.integers(1, employers)),
        kind=kind,
        ended_on=start + draw(_days_worked) * DAY if oddity == "ended" else None,
        subsidised=oddity != "own pay",
        hours=draw(_hours),
        earlier_unknown=oddity == "unknown past",
    )


@st.composite
def careers(
    draw: st.DrawFn, *, employers: int = 3, candidate: int = 1, first: int = 1, most: int = 6
) -> list[Contract]:
    """The contracts of one person, one after the other with all sorts of time between them, numbered from ``first``."""
    found: list[Contract] = []
    for number in range(first, first + draw(st.integers(0, most))):
        end = found[-1].last_day if found else None
        start = end + (draw(_apart) + 1) * DAY if end else None
        found.append(draw(contracts(start, employers=employers, candidate=candidate, number=number)))
    return found


@st.composite
def chains(draw: st.DrawFn, most: int = 6) -> list[Contract]:
    """Contracts for a fixed term with one employer, with known ends, that do not overlap."""
    apart = st.sampled_from([0, 0, 0, 0, 1, 60]) | st.integers(178, 188)
    found: list[Contract] = []
    start = draw(days)
    for number in range(1, draw(st.integers(1, most)) + 1):
        end = term_end(start, draw(_months)) + draw(_days_over) * DAY
        found.append(a_contract(str(start), str(end), id=number))
        start = end + (draw(apart) + 1) * DAY
    return found


@st.composite
def caseloads(draw: st.DrawFn, most: int = 5) -> tuple[list[Candidate], dict[int, Employer], list[Contract]]:
    """Candidates, some of them closed, with the employers and contracts of all of them."""
    people: list[Candidate] = []
    placed: list[Contract] = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        is_closed = draw(st.integers(0, 5)) == 0
        people.append(
            a_candidate(
                id=number,
                birth_date=draw(_births),
                closed_on=draw(days) if is_closed else None,
                closed_reason=ClosingReason.MOVED_ON if is_closed else None,
            )
        )
        placed += draw(careers(candidate=number, first=len(placed) + 1))
    return people, draw(employers()), placed


@st.composite
def workplaces(draw: st.DrawFn, contracts: list[Contract], *, employers: int = 3) -> list[Workplace]:
    """Where some of these contracts are worked, numbered from 1, now and then for a part of it only."""
    found: list[Workplace] = []
    for contract in contracts:
        if draw(st.integers(0, 3)) == 0:
            found.append(
                Workplace(
                    id=len(found) + 1,
                    contract=contract.id,
                    employer=draw(st.integers(1, employers)),
                    hours=draw(_hours),
                    ends_on=draw(st.none() | st.just(contract.starts_on + draw(_days_worked) * DAY)),
                )
            )
    return found
