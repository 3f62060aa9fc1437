"""Conversations and steps: what they refuse, and when a step is open, may begin and is late."""

import pytest
from factories import a_note, a_step, day
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.choices import Kind
from doorstroom.errors import BadInput, Refused
from doorstroom.model.following import Agreed, Interest, Party, Subject, refuse_ahead
from doorstroom.registers.following import chosen

days = st.dates(day("2026-01-01"), day("2027-12-31"))
WHO = Subject(Kind.CANDIDATE, 1, "Fatima el Idrissi")


def test_on_its_due_day_a_step_is_not_late_yet():
    step = a_step("2026-12-01")
    assert [step.is_overdue(day(f"2026-{one}")) for one in ("11-30", "12-01", "12-02")] == [False, False, True]


def test_what_was_done_later_was_open_then():
    step = a_step(done_on=day("2026-11-20"))
    assert [step.is_open_on(day(f"2026-11-{one}")) for one in ("01", "02", "19", "20")] == [False, True, True, False]


def test_a_step_may_begin_on_its_first_day():
    step = a_step(not_before=day("2026-11-20"))
    assert [step.may_begin(day(f"2026-11-{one}")) for one in (19, 20)] == [False, True]


@given(due=days, agreed=days, done=st.none() | days, asked=days)
def test_a_late_step_is_open_and_past_its_day(due, agreed, done, asked):
    if done is not None and done < agreed:
        with pytest.raises(BadInput):
            a_step(str(due), agreed_on=agreed, done_on=done)
        return
    step = a_step(str(due), agreed_on=agreed, done_on=done)
    assert step.is_overdue(asked) == (agreed <= asked and due < asked and (done is None or done > asked))


def test_a_step_is_done_once_and_says_when_it_was():
    with pytest.raises(Refused) as refused:
        a_step().done(day("2026-11-20")).done(day("2026-11-21"))
    assert refused.value.fields["day"] == day("2026-11-20")


def test_a_step_that_is_opened_again_forgets_what_came_of_it():
    assert a_step(done_note="ok").tidy().done_note is None
    assert a_step(done_on=day("2026-11-20"), done_note="ok").tidy().done_note == "ok"


@pytest.mark.parametrize("wrong", [{"text": ""}, {"next_on": day("2026-10-31")}])
def test_a_note_that_cannot_be_is_refused(wrong):
    with pytest.raises(BadInput):
        a_note(**wrong)


@pytest.mark.parametrize("wrong", [{"text": ""}, {"not_before": day("2026-12-02")}])
def test_a_step_that_cannot_be_is_refused(wrong):
    with pytest.raises(BadInput):
        a_step(**wrong)


@pytest.mark.parametrize("party", [party for party in Party if party is not Party.EMPLOYER])
def test_only_an_employer_is_interested_or_not(party):
    assert a_note(party=Party.EMPLOYER, interest=Interest.NO).interest is Interest.NO
    with pytest.raises(BadInput):
        a_note(party=party, interest=Interest.NO)


def test_what_is_noted_has_happened():
    assert refuse_ahead(day("2026-11-21"), day("2026-11-21")) == day("2026-11-21")
    with pytest.raises(BadInput):
        refuse_ahead(day("2026-11-22"), day("2026-11-21"))


@given(st.lists(st.tuples(days, days, st.none() | days)), days, st.booleans(), st.booleans())
def test_every_step_that_was_asked_for_is_shown_or_counted_as_waiting(drawn, asked, overdue, everything):
    steps = [
        Agreed(a_step(str(max(due, wait or due)), agreed_on=agreed, not_before=wait), WHO, asked)
        for agreed, due, wait in drawn
    ]
    shown, waiting = chosen(steps, overdue=overdue, everything=everything)
    wanted = [one for one in steps if everything or one.step.is_open_on(asked)]
    if overdue:
        wanted = [one for one in steps if one.step.is_overdue(asked)]
    assert len(shown) + waiting == len(wanted)
    assert all(one in wanted for one in shown)
    assert everything or all(one.step.may_begin(asked) for one in shown)
