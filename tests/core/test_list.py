"""The list of who must leave, for any caseload on any day: what always holds."""

from dataclasses import replace
from datetime import date

from factories import day
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from people import a_person
from strategies import DAY, careers, caseloads, contracts, employers

from doorstroom.lines import lines
from doorstroom.model import Contract
from doorstroom.reports import Expiring, Leaving, LeftOut, Person, expiring, place

DAYS = st.dates(day("2017-01-01"), day("2031-12-31"))
MONTHS = st.integers(1, 24)


def people_of(caseload) -> list[Person]:
    """The people of a caseload with the jobs that follow from their contracts."""
    candidates, known, placed = caseload
    return [
        a_person(
            *(contract for contract in placed if contract.candidate == candidate.id),
            employers=known,
            id=candidate.id,
            birth_date=candidate.birth_date,
        )._replace(closed_on=candidate.closed_on)
        for candidate in candidates
    ]


def on_the_list(answer: Expiring) -> list[int]:
    return [row.person.id for row in answer.rows]


@given(caseloads(), DAYS, MONTHS)
@settings(max_examples=60)
def test_everybody_is_on_the_list_or_left_off_it_for_one_reason(caseload, as_of, months):
    people = people_of(caseload)
    answer = expiring(people, as_of=as_of, months=months)
    left_out = [person.id for person, _reason in answer.left_out_people]
    assert sorted(on_the_list(answer) + left_out) == [person.id for person in people]
    assert answer.candidates == len(people)
    assert sum(answer.left_out.values()) == len(left_out)


@given(caseloads(), DAYS, MONTHS)
@settings(max_examples=60)
def test_who_is_on_the_list_of_some_months_is_on_that_of_more(caseload, as_of, months):
    people = people_of(caseload)
    fewer, more = (expiring(people, as_of=as_of, months=n) for n in (months, months + 1))
    assert set(on_the_list(fewer)) <= set(on_the_list(more))
    assert fewer.until < more.until


@given(caseloads(), DAYS, MONTHS)
@settings(max_examples=60)
def test_the_list_holds_who_leaves_inside_the_window_and_nobody_else(caseload, as_of, months):
    answer = expiring(people_of(caseload), as_of=as_of, months=months)
    assert all(row.leaves_on <= answer.until for row in answer.rows)
    for person, reason in answer.left_out_people:
        found = [] if reason is LeftOut.CLOSED else lines(person.jobs, as_of)
        assert all(line.leaves_on is None or line.leaves_on > answer.until for line in found)


@given(caseloads(), DAYS, MONTHS)
@settings(max_examples=60)
def test_the_list_is_in_order(caseload, as_of, months):
    rows = expiring(people_of(caseload), as_of=as_of, months=months).rows
    keys = [(row.leaves_on, row.person.sort_name, row.person.id) for row in rows]
    assert keys == sorted(keys)


@st.composite
def extended(draw) -> tuple[list[Contract], Contract, date]:
    """Somebody's contracts, one that follows the last of them at its employer on the same terms, and a day before that."""
    career = draw(careers(first=1))
    assume(career)
    last = draw(st.sampled_from(career))
    # A contract between two others may join two chains into one, which by law can make somebody leave earlier.
    there = [one for one in career if one.employer == last.employer]
    assume(last.last_day and all(one.last_day and one.last_day <= last.last_day for one in there))
    assume(all(one.starts_on <= last.starts_on for one in there))
    start = last.last_day + DAY
    ends_on = None if last.is_permanent else start + draw(st.integers(0, 800)) * DAY
    following = replace(
        last, id=len(career) + 1, starts_on=start, ends_on=ends_on, ended_on=None, earlier_unknown=False
    )
    return career, following, start - draw(st.integers(1, 900)) * DAY


@given(extended(), employers(linked=False), MONTHS)
def test_a_contract_that_follows_directly_never_brings_somebody_on_the_list(extended, known, months):
    career, following, as_of = extended
    before = a_person(*career, employers=known)
    after = a_person(*career, following, employers=known)
    if not isinstance(place(before, as_of, months), Leaving):
        assert not isinstance(place(after, as_of, months), Leaving)


@given(contracts(), employers(), DAYS, MONTHS)
def test_a_case_that_is_closed_is_on_no_list(contract, known, as_of, months):
    closed = a_person(contract, employers=known)._replace(closed_on=as_of)
    assert place(closed, as_of, months) is LeftOut.CLOSED
    assert place(closed._replace(closed_on=as_of + DAY), as_of, months) is not LeftOut.CLOSED
