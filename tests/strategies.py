"""Hypothesis strategies in the shapes of real caseloads: contracts in a row, with the gaps and ends that matter."""

from datetime import date, timedelta

from factories import a_candidate, a_contract, an_employer, an_opening
from hypothesis import strategies as st
from people import RULES, a_person

from doorstroom.dates import term_end
from doorstroom.matching import Law, Map, Seeker
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.choices import (
    ClosingReason,
    ContractKind,
    Distance,
    EmployerKind,
    LanguageLevel,
    Licence,
    Transport,
)
from doorstroom.model.matching import Opening
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


# --- people and vacancies ----------------------------------------------------------------------------------------

_TEXTS = st.lists(
    st.sampled_from(
        [
            "heftruck",
            "heftruckchauffeur",
            "VCA basis",
            "lassen",
            "lasser",
            "kassa",
            "klanten helpen",
            "buiten werken",
            "met de",
        ]
    ),
    max_size=3,
).map(tuple)
_places = st.fixed_dictionaries(
    {
        "town": st.sampled_from([None, "Elst", "Velp", "Nijmegen"]),
        "postcode": st.sampled_from([None, "6511 AA", "6811 BB", "6999 CC"]),
    }
)
_weeks = st.tuples(st.sampled_from([None, 8.0, 16.0, 24.0]), st.sampled_from([None, 24.0, 32.0]))
_around = st.none() | st.dates(date(2026, 9, 1), date(2027, 12, 31))


def _maybe(kind):
    return st.none() | st.sampled_from(list(kind))


@st.composite
def vacancies(draw: st.DrawFn, employer: Employer, number: int) -> Opening:
    """A vacancy at this employer that asks anything or nothing."""
    low, high = draw(_weeks)
    start = draw(_around)
    return an_opening(
        employer=employer,
        id=number,
        title=draw(st.sampled_from(["Lasser", "Magazijnmedewerker", "Kassamedewerker"])),
        hours_min=low,
        hours_max=high,
        starts_on=start,
        until_on=draw(st.none() | st.just(start + 100 * DAY)) if start else None,
        distance=draw(_maybe(Distance)),
        language_level=draw(_maybe([LanguageLevel.A2, LanguageLevel.B1])),
        licences=draw(st.sampled_from([(), (Licence.B,), (Licence.AM, Licence.C1)])),
        must=draw(_TEXTS),
        nice=draw(_TEXTS),
        offers=draw(_TEXTS),
        subsidised=draw(st.booleans()),
        season=draw(st.sampled_from([None, "04-01..10-31", "11-01..03-31"])),
        **draw(_places),
    )


@st.composite
def openings_and_people(draw: st.DrawFn) -> tuple[list[Opening], list[Seeker], Law, Map]:
    """Vacancies at three employers, one of them an agency, and people of whom much or little is known."""
    known = draw(employers())
    known[3] = an_employer(id=3, kind=EmployerKind.AGENCY)
    people, placed = [], []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        low, high = draw(_weeks)
        candidate = a_candidate(
            id=number,
            birth_date=draw(_births),
            hours_min=low,
            hours_max=high,
            available_from=draw(_around),
            distance=draw(_maybe(Distance)),
            language_level=draw(_maybe([LanguageLevel.A1, LanguageLevel.B1, LanguageLevel.B2])),
            licences=draw(st.sampled_from([(), (Licence.AM,), (Licence.CE,)])),
            transports=draw(st.sampled_from([(), (Transport.NONE,), (Transport.BIKE,)])),
            max_km=draw(st.sampled_from([None, 5.0, 20.0])),
            skills=draw(_TEXTS),
            wishes=draw(_TEXTS),
            needs=draw(_TEXTS),
            **draw(_places),
        )
        career = draw(careers(candidate=number, first=len(placed) + 1, most=4))
        placed += career
        person = a_person(*career, employers=known, id=number, birth_date=candidate.birth_date)
        people.append(Seeker.of(candidate, person, date(2026, 11, 21)))
    openings = [
        draw(vacancies(known[draw(st.integers(1, 3))], number)) for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    points = draw(st.sampled_from([{}, {"6511": (51.84, 5.86), "6811": (51.98, 5.91)}]))
    return openings, people, Law.of(placed, known, RULES), Map(points)
