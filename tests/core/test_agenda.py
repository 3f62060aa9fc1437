"""The agenda of a meeting: who stands on it and why, and that nobody is missing from it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from factories import a_candidate, day
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.choices import Because
from doorstroom.lines import Job
from doorstroom.meeting import rhythm
from doorstroom.meeting.agenda import Agenda, Known, Place, agenda, promise_of
from doorstroom.model.following import Step
from doorstroom.model.matching import Proposal, Vacancy
from doorstroom.model.meeting import Decision, Outcome, Section
from doorstroom.reports import Person, expiring

TODAY = day("2026-11-26")


def a_job(leaves_on: date | None, *, over: bool = False) -> Job:
    first = day("2026-01-01")
    return Job(
        contract=1,
        employer=1,
        employer_name="Stadstram",
        function=None,
        subsidised=True,
        starts_on=first,
        ends_on=leaves_on,
        first_day=first,
        last_day=leaves_on,
        leaves_on=leaves_on,
        because=Because.CONTRACT_END if leaves_on else None,
        is_permanent=False,
        policy_until=None,
        chain_until=None,
        chain_contracts=1,
        notice_by=None,
        checks=(),
    )


def a_person(number: int, leaves_on: date | None) -> Person:
    jobs = (a_job(leaves_on),) if leaves_on else ()
    return Person(number, None, f"Persoon {number}", f"persoon {number:03}", None, None, None, jobs)


def a_step(candidate: int | None = 1, due: str | None = None, **fields: object) -> Step:
    given = {"id": 1, "candidate": candidate, "text": "Bellen", "agreed_on": day("2026-11-01")}
    return Step(**given | {"due_on": day(due) if due else None} | fields)


def a_meeting(*who: tuple[Person, Known], **more: object) -> Agenda:
    people = [person for person, _known in who]
    answer = expiring(people, as_of=TODAY, months=6)
    return agenda(answer, {person.id: known for person, known in who}, **more)


def somebody(leaves_on: str | None, number: int = 1, **known: object) -> tuple[Person, Known]:
    person = a_person(number, day(leaves_on) if leaves_on else None)
    return person, Known(candidate=a_candidate(id=number), **known)


def sections(found: Agenda) -> list[Section]:
    return [item.section for item in found.items]


def test_who_leaves_without_a_step_is_on_the_agenda():
    assert sections(a_meeting(somebody("2027-01-31"))) == [Section.LEAVING]


def test_who_has_left_and_has_nothing_after_it_is_on_the_agenda():
    assert sections(a_meeting(somebody("2026-11-25"))) == [Section.ENDED]


def test_who_has_left_stays_on_the_agenda_whatever_step_is_open():
    found = a_meeting(somebody("2026-11-25", steps=(a_step(due="2026-12-31"),), moved_on=TODAY))
    assert sections(found) == [Section.ENDED]


def test_a_step_that_may_not_begin_yet_keeps_somebody_off_until_that_day():
    waiting = a_step(due="2027-02-01", not_before=day("2026-11-27"))
    assert sections(a_meeting(somebody("2026-11-25", steps=(waiting,)))) == []
    begun = replace(waiting, not_before=TODAY)
    assert sections(a_meeting(somebody("2026-11-25", steps=(begun,)))) == [Section.ENDED]


def test_a_step_that_is_due_is_a_promise_and_says_how_late_it_is():
    found = a_meeting(somebody("2027-01-31", steps=(a_step(due="2026-11-20"),)))
    assert sections(found) == [Section.PROMISES]
    assert [promise.days_late for promise in found.promises] == [6]


def test_a_step_due_on_the_day_of_the_meeting_is_a_promise_that_is_not_late():
    found = a_meeting(somebody("2027-01-31", steps=(a_step(due="2026-11-26"),)))
    assert [promise.days_late for promise in found.promises] == [0]


def test_a_step_without_a_day_is_asked_after_every_time():
    assert sections(a_meeting(somebody("2027-01-31", steps=(a_step(),)))) == [Section.PROMISES]


def test_a_step_due_later_is_counted_and_not_listed():
    found = a_meeting(somebody("2027-01-31", steps=(a_step(due="2026-11-27"),), moved_on=TODAY))
    assert (sections(found), found.promised_later) == ([], 1)


def test_a_promise_about_an_employer_is_on_the_agenda_without_a_person():
    promise = promise_of(a_step(None, "2026-11-20", employer=3), "W3", "Stadstram", TODAY)
    found = a_meeting(others=[promise])
    assert (found.promises, found.items) == ((promise,), ())


def test_who_is_proposed_need_not_be_discussed_until_nothing_happens_for_too_long():
    proposal = Proposal(id=1, candidate=1, vacancy=1, proposed_on=day("2026-10-01"))
    fresh = somebody("2027-01-31", proposals=(proposal,), moved_on=TODAY - timedelta(days=30))
    stale = somebody("2027-01-31", proposals=(proposal,), moved_on=TODAY - timedelta(days=31))
    assert sections(a_meeting(fresh)) == []
    assert sections(a_meeting(stale)) == [Section.STALLED]


@pytest.mark.parametrize(("until", "expected"), [("2026-11-26", []), ("2026-11-25", [Section.LEAVING])])
def test_not_now_holds_up_to_and_including_its_day(until, expected):
    decided = Outcome(meeting=1, candidate=1, decision=Decision.NOT_NOW, until_on=day(until))
    assert sections(a_meeting(somebody("2027-01-31", decided=decided))) == expected


def test_who_is_new_is_on_the_agenda_also_without_a_contract():
    assert sections(a_meeting(somebody(None), new=[1])) == [Section.NEW]


def test_who_is_new_and_leaves_stands_there_once_with_both_reasons():
    (item,) = a_meeting(somebody("2027-01-31"), new=[1]).items
    assert item.sections == (Section.LEAVING, Section.NEW)


def test_who_leaves_soonest_comes_first_under_a_heading():
    found = a_meeting(somebody("2027-03-31", 1), somebody("2026-12-31", 2))
    assert [item.candidate.id for item in found.items] == [2, 1]


def test_who_was_decided_about_already_comes_last():
    step = a_step(due="2027-01-15")
    found = a_meeting(somebody("2027-01-31", 1, steps=(step,), moved_on=TODAY), somebody("2027-02-28", 2), decided=[1])
    assert [(item.candidate.id, item.section) for item in found.items] == [(2, Section.LEAVING), (1, Section.DECIDED)]


def test_vacancies_are_there_as_they_were_given():
    vacancy = Vacancy(id=7, employer=1, title="Hovenier")
    assert a_meeting(vacancies=[vacancy]).vacancies == (vacancy,)


DAYS = st.dates(day("2026-09-01"), day("2027-12-31"))
STEPS = st.builds(
    lambda due, wait: a_step(due_on=max(due, wait) if due and wait else due, not_before=wait),
    st.none() | DAYS,
    st.none() | DAYS,
)
OUTCOMES = st.builds(lambda until: Outcome(meeting=1, candidate=1, decision=Decision.NOT_NOW, until_on=until), DAYS)
PROPOSALS = st.just(Proposal(id=1, candidate=1, vacancy=1, proposed_on=day("2026-10-01")))
PEOPLE = st.lists(
    st.tuples(
        st.none() | DAYS,
        st.lists(STEPS, max_size=2).map(tuple),
        st.lists(PROPOSALS, max_size=1).map(tuple),
        st.none() | OUTCOMES,
        st.none() | DAYS,
    ),
    max_size=12,
)


@given(PEOPLE)
def test_everybody_who_must_leave_or_has_left_is_on_it_or_counted_with_why_not(drawn):
    who = [
        (
            a_person(number, leaves_on),
            Known(candidate=a_candidate(id=number), steps=steps, proposals=proposals, decided=decided, moved_on=moved),
        )
        for number, (leaves_on, steps, proposals, decided, moved) in enumerate(drawn, start=1)
    ]
    found = a_meeting(*who)
    rows = expiring([person for person, _known in who], as_of=TODAY, months=6).rows
    ended = [row for row in rows if row.line.because is Because.ENDED]
    assert sum(found.ended.values()) == len(ended)
    assert sum(found.leaving.values()) == len(rows) - len(ended)
    headed = [item for item in found.items if {Section.LEAVING, Section.ENDED} & set(item.sections)]
    assert len(headed) == found.ended[Place.ON_AGENDA] + found.leaving[Place.ON_AGENDA]
    numbers = [item.candidate.id for item in found.items]
    assert len(numbers) == len(set(numbers))


@given(PEOPLE)
def test_who_is_not_on_it_has_a_step_a_proposal_or_a_decision(drawn):
    for number, (leaves_on, steps, proposals, decided, moved) in enumerate(drawn, start=1):
        known = Known(
            candidate=a_candidate(id=number), steps=steps, proposals=proposals, decided=decided, moved_on=moved
        )
        person = a_person(number, leaves_on)
        if a_meeting((person, known)).items == () and expiring([person], as_of=TODAY, months=6).rows:
            assert steps or proposals or (decided and decided.until_on >= TODAY)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("thu", "2026-11-26"), ("mon,fri", "2026-11-27"), ("wed", "2026-12-02"), ("", "2026-11-26")],
)
def test_the_next_meeting_is_on_the_next_day_of_its_rhythm(setting, expected):
    assert rhythm.next_day(setting, TODAY) == day(expected)
