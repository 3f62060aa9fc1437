"""Two records of one person: what the one that stays takes from the other."""

from dataclasses import fields

import pytest
from factories import a_candidate, day
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.errors import BadInput
from doorstroom.merging import Attached, plan
from doorstroom.model import Candidate
from doorstroom.model.choices import ClosingReason, Distance

_texts = st.sampled_from([None, "Noor", "Samira"])
_lists = st.lists(st.sampled_from(["snel", "lief", "sterk"]), unique=True).map(tuple)
_hours = st.sampled_from([None, 12.0, 24.0, 36.0])


@st.composite
def people(draw: st.DrawFn, number: int) -> Candidate:
    closed_on = draw(st.none() | st.dates(day("2026-01-01"), day("2026-12-31")))
    low, high = sorted((draw(_hours), draw(_hours)), key=lambda hours: hours or 0)
    return a_candidate(
        id=number,
        first_name=draw(st.sampled_from(["Fatima", "F."])),
        owner=draw(_texts),
        coach=draw(_texts),
        number=draw(st.none() | st.just(str(number))),
        talents=draw(_lists),
        needs=draw(_lists),
        distance=draw(st.none() | st.sampled_from(Distance)),
        hours_min=low if high else None,
        hours_max=high,
        may_share=draw(st.sampled_from([None, True, False])),
        closed_on=closed_on,
        closed_reason=ClosingReason.LEFT if closed_on else None,
    )


@given(people(1), people(2))
def test_nothing_of_who_stays_is_lost_and_what_is_not_taken_over_is_named(kept, gone):
    merge = plan(kept, gone, Attached())
    for field in fields(Candidate):
        mine, theirs, now = (getattr(one, field.name) for one in (kept, gone, merge.result))
        if isinstance(mine, tuple):
            assert now[: len(mine)] == mine
            assert set(now) == {*mine, *theirs}
            assert (field.name in merge.united) == (now != mine)
        elif field.name == "id" or mine not in (None, ""):
            assert now == mine
        elif theirs not in (None, ""):
            assert (now == theirs) == (field.name in merge.filled)
        if not isinstance(mine, tuple) and field.name != "id" and theirs not in (None, "", now):
            assert field.name in merge.differing


def test_a_case_is_not_closed_by_the_record_that_goes():
    gone = a_candidate(id=2, closed_on=day("2026-02-01"), closed_reason=ClosingReason.LEFT, closed_note="verhuisd")
    merge = plan(a_candidate(), gone, Attached())
    assert merge.result.closed_on is None
    assert merge.differing == ("closed_on", "closed_reason", "closed_note")


def test_no_half_of_a_name_is_taken_over():
    merge = plan(a_candidate(infix=""), a_candidate(id=2, first_name="Fatma", infix="el"), Attached())
    assert merge.result == a_candidate(infix="")
    assert merge.differing == ("first_name", "infix")


def test_what_cannot_stand_beside_what_is_known_is_left():
    merge = plan(a_candidate(hours_max=20.0), a_candidate(id=2, hours_min=24.0), Attached())
    assert merge.result.hours_min is None
    assert merge.differing == ("hours_min",)


def test_by_what_an_import_knows_somebody_is_taken_over_and_not_told():
    merge = plan(a_candidate(), a_candidate(id=2, fingerprint="abc"), Attached())
    assert merge.result.fingerprint == "abc"
    assert merge.filled == ()


def test_one_record_is_not_merged_with_itself():
    with pytest.raises(BadInput):
        plan(a_candidate(), a_candidate(), Attached())
