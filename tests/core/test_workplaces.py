"""Workplaces beside their contract: days within it, hours together, and a time that is there twice."""

from datetime import date

import pytest
from factories import a_contract, a_permanent_contract, day
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.errors import BadInput
from doorstroom.model.workplace import Workplace, hours_together

YEAR = a_contract("2026-01-01", "2026-12-31")
DAYS = st.none() | st.dates(day("2025-11-01"), day("2027-02-28"))


def at(start=None, end=None, **fields):
    days = {"starts_on": day(start) if start else None, "ends_on": day(end) if end else None}
    return Workplace(**{"contract": 1, "employer": 2} | days | fields)


@st.composite
def workplaces(draw):
    start, end = draw(DAYS), draw(DAYS)
    if start and end and end < start:
        start, end = end, start
    return Workplace(
        contract=1, employer=2, hours=draw(st.sampled_from([None, 8, 12.5, 32])), starts_on=start, ends_on=end
    )


@pytest.mark.parametrize(
    ("workplace", "first", "last"),
    [
        (at(), "2026-01-01", "2026-12-31"),
        (at("2026-03-01"), "2026-03-01", "2026-12-31"),
        (at(None, "2026-03-01"), "2026-01-01", "2026-03-01"),
        (at("2025-12-01", "2027-03-01"), "2026-01-01", "2026-12-31"),
    ],
)
def test_work_at_a_place_begins_and_ends_with_its_contract_at_the_widest(workplace, first, last):
    assert (workplace.first_day(YEAR), workplace.last_day(YEAR)) == (day(first), day(last))


def test_work_at_a_place_ends_when_the_contract_really_does():
    assert at().last_day(a_contract("2026-01-01", "2026-12-31", ended_on=day("2026-05-31"))) == day("2026-05-31")
    assert at().last_day(a_permanent_contract("2026-01-01")) is None


@pytest.mark.parametrize(
    ("workplace", "lies_outside"),
    [
        (at(), False),
        (at("2026-01-01", "2026-12-31"), False),
        (at("2025-12-31"), True),
        (at(None, "2027-01-01"), True),
        (at("2027-01-01"), True),
    ],
)
def test_days_that_are_none_of_the_contracts_lie_outside(workplace, lies_outside):
    assert workplace.lies_outside(YEAR) is lies_outside


@pytest.mark.parametrize(
    "fields", [{"hours": 0}, {"hours": 61}, {"starts_on": day("2026-02-01"), "ends_on": day("2026-01-31")}]
)
def test_a_workplace_checks_itself(fields):
    with pytest.raises(BadInput):
        at(**fields)


@given(workplaces(), workplaces())
def test_two_times_overlap_when_some_day_is_in_both(one, other):
    forever = a_permanent_contract("2020-01-01")
    days = [at for place in (one, other) for at in (place.starts_on, place.ends_on, day("2026-01-01")) if at]
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) == any(one.is_used(at, forever) and other.is_used(at, forever) for at in days)


@given(st.lists(workplaces(), max_size=4))
def test_hours_together_are_those_of_the_fullest_day(found):
    first = YEAR.starts_on.toordinal()
    days = [date.fromordinal(first + n) for n in range(365)]
    fullest = max(sum(one.hours or 0 for one in found if one.is_used(at, YEAR)) for at in days)
    assert hours_together(found, YEAR) == fullest
