"""What asks for attention: each reason on its first and last day, in order of urgency, for whoever it is asked."""

from datetime import timedelta

import pytest
from factories import a_contract, a_permanent_contract, day
from hypothesis import given
from hypothesis import strategies as st
from people import a_person
from strategies import careers

from doorstroom.aftercare import USUAL, Rhythm
from doorstroom.attention import (
    Begun,
    Known,
    LateStep,
    LooseEnds,
    Matter,
    NotDiscussed,
    OpenEnd,
    Part,
    PlannedTalk,
    Reason,
    Relapse,
    Silence,
    Who,
    attention,
    counts,
    missing,
)
from doorstroom.choices import Kind, Party
from doorstroom.dates import add_months
from doorstroom.model.choices import ContractKind
from doorstroom.registers.attention import attention_report
from doorstroom.reports import Followed, Leaving, Person, place

TODAY = day("2026-11-21")
FATIMA = Who(Kind.CANDIDATE, 1, "Fatima el Idrissi", "idrissi", "Noor Bakker", "Sven Dekker")


NO_ENDS = LooseEnds()


def asks(
    *people: Person, followed: dict | None = None, ends: LooseEnds = NO_ENDS, as_of=TODAY, months: int = 6, **more
) -> list[Matter]:
    leaving = [found for one in people if isinstance(found := place(one, as_of, months), Leaving)]
    return attention(people, leaving, ends, followed or {}, as_of=as_of, months=months, rhythm=Rhythm.of(USUAL), **more)


def reasons(*people: Person, **asked) -> list[str]:
    return [str(one.reason) for one in asks(*people, **asked)]


SPOKEN = Followed(last=day("2026-11-20"), end_talk=day("2026-11-20"))


# --- ended -------------------------------------------------------------------------------------------------------


def test_who_has_left_with_nothing_after_it_is_there_from_the_day_after():
    who = a_person(a_contract("2026-06-01", "2026-11-20"), id=1)
    (matter,) = asks(who, followed={1: SPOKEN})
    assert (matter.reason, matter.since, matter.mend) == (Reason.ENDED, day("2026-11-20"), "doorstroom add-contract K1")
    assert reasons(who, followed={1: SPOKEN}, as_of=day("2026-11-20")) == []


def test_who_has_a_job_later_on_has_something_after_it():
    who = a_person(a_contract("2026-01-01", "2026-10-31"), a_contract("2027-01-15", "2027-12-31", employer=2), id=1)
    assert reasons(who, followed={1: SPOKEN}) == []


@pytest.mark.parametrize("closed_on", ["2026-11-01", "2026-11-21"])
def test_a_closed_case_asks_for_nothing(closed_on):
    assert reasons(a_person(a_contract("2026-01-01", "2026-12-10"), closed_on=closed_on)) == []


def test_somebody_who_stays_asks_for_nothing():
    assert reasons(a_person(a_permanent_contract("2026-01-01"))) == []


# --- notice ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("as_of", "due"), [("2026-11-01", False), ("2026-11-02", True), ("2026-12-31", True)])
def test_notice_is_due_from_four_weeks_before_its_last_day_until_the_job_is_over(as_of, due):
    who = a_person(a_contract("2026-01-01", "2026-12-31"), id=1)
    spoken = {1: Followed(last=day("2026-10-30"))}
    assert reasons(who, followed=spoken, as_of=day(as_of)) == (["notice"] if due else [])


def test_how_soon_is_soon_can_be_set():
    who = a_person(a_contract("2026-01-01", "2026-12-31"), id=1)
    spoken, then = {1: Followed(last=day("2026-10-01"))}, day("2026-10-19")
    assert reasons(who, followed=spoken, as_of=then) == []
    assert reasons(who, followed=spoken, as_of=then, notice_weeks=6) == ["notice"]


@pytest.mark.parametrize(("talked", "settled"), [("2026-06-29", False), ("2026-06-30", True), ("2026-11-21", True)])
def test_a_talk_about_the_end_since_the_warning_day_settles_notice(talked, settled):
    who = a_person(a_contract("2026-01-01", "2026-12-31"), id=1)
    spoken = {1: Followed(last=day("2026-11-20"), end_talk=day(talked))}
    assert reasons(who, followed=spoken) == ([] if settled else ["notice"])


def test_the_law_asks_for_notice_also_when_the_next_job_is_known():
    who = a_person(a_contract("2026-01-01", "2026-12-31"), a_contract("2027-01-01", "2027-12-31", employer=2), id=1)
    assert reasons(who) == ["notice"]


def test_no_notice_where_the_law_asks_for_none():
    trial = a_person(a_contract("2026-10-01", "2026-11-30", kind=ContractKind.TRIAL), id=1)
    assert reasons(trial, followed={1: Followed(last=day("2026-11-20"))}) == []


def test_missed_notice_is_said_to_be_missed():
    who = a_person(a_contract("2026-01-01", "2026-12-20"), id=1)
    said = [one.why.text for as_of in ("2026-11-19", "2026-11-20", "2026-11-21") for one in asks(who, as_of=day(as_of))]
    assert ["is due" in text for text in said if text.startswith("Notice")] == [True, True, False]


# --- spoken with nobody ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("last", "silent"), [(None, True), ("2026-09-09", True), ("2026-09-10", False)])
def test_spoken_with_nobody_means_since_the_warning_day(last, silent):
    who = a_person(a_contract("2026-10-01", "2027-03-10"), id=1)
    found = asks(who, followed={1: Followed(last=last and day(last))})
    assert [str(one.reason) for one in found] == (["not-spoken"] if silent else [])
    assert not found or found[0].since == day("2026-09-10")


def test_the_warning_day_moves_with_the_window():
    who = a_person(a_contract("2026-10-01", "2027-03-10"), id=1)
    assert reasons(who, months=3) == []
    assert reasons(who, months=4) == ["not-spoken"]


# --- loose ends --------------------------------------------------------------------------------------------------


def test_a_late_step_is_its_owners_and_names_its_case():
    (matter,) = asks(ends=LooseEnds(late_steps=[LateStep(FATIMA, 4, "Bellen", "Ruben", day("2026-11-10"))]))
    assert (matter.reason, matter.who.ref, matter.owner, matter.mend) == (
        Reason.STEP_OVERDUE,
        "K1",
        "Ruben",
        "doorstroom done S4",
    )


@pytest.mark.parametrize(
    ("who", "party", "mend"),
    [
        (FATIMA, Party.CANDIDATE, "doorstroom note K1"),
        (FATIMA, None, "doorstroom note K1"),
        (FATIMA, Party.COACH, "doorstroom note K1 --with coach"),
        (FATIMA._replace(kind=Kind.EMPLOYER, id=3), Party.EMPLOYER, "doorstroom note W3"),
        (FATIMA._replace(kind=Kind.VACANCY, id=7), Party.WSP, "doorstroom note V7 --with wsp"),
    ],
)
def test_a_planned_talk_is_mended_by_a_note_with_the_same_party(who, party, mend):
    (matter,) = asks(ends=LooseEnds(talks=[PlannedTalk(who, party, day("2026-10-01"), day("2026-11-01"))]))
    assert (matter.reason, matter.since, matter.mend) == (Reason.TALK_DUE, day("2026-11-01"), mend)


def test_who_was_never_spoken_with_waits_since_the_day_of_registration():
    found = asks(ends=LooseEnds(silences=[Silence(FATIMA, None, day("2026-01-05")), Silence(FATIMA, None, None)]))
    assert [one.since for one in found] == [day("2026-01-05"), None]


def test_an_open_end_is_mended_in_the_contract():
    (matter,) = asks(ends=LooseEnds(open_ends=[OpenEnd(FATIMA, 5, "Stadstram", day("2026-01-01"))]))
    assert (matter.contract, matter.mend) == ("C5", "doorstroom edit-contract C5 --end DATE")


def test_a_record_asks_for_just_what_it_lacks():
    whole = Known(FATIMA, None, hours=True, place=True, strengths=True)
    assert missing(whole) == ()
    assert asks(ends=LooseEnds(records=[whole])) == []
    lacking = Known(FATIMA._replace(owner=None), None, hours=True, place=False, strengths=True)
    (matter,) = asks(ends=LooseEnds(records=[lacking]))
    assert matter.mend == "doorstroom edit-candidate K1 --owner NAME --town NAME"


# --- the list ----------------------------------------------------------------------------------------------------

EVERYTHING = LooseEnds(
    late_steps=[LateStep(FATIMA, 4, "Bellen", "Ruben Visser", day("2026-11-10"))],
    talks=[PlannedTalk(FATIMA._replace(kind=Kind.EMPLOYER, id=3, coach=None, employer=3), None, TODAY, TODAY)],
    silences=[Silence(FATIMA._replace(id=2, owner="Ruben Visser"), None, None)],
    open_ends=[OpenEnd(FATIMA._replace(id=9), 5, "Stadstram", day("2026-01-01"))],
    records=[Known(FATIMA, None, False, False, False)],
    relapses=[Relapse(FATIMA, day("2026-11-01"))],
    begun=[Begun(FATIMA, 5, "Stadstram", day("2026-10-10"), None, None)],
    not_discussed=[NotDiscussed(FATIMA, 2, day("2026-11-16"), day("2026-11-19"))],
)


def test_the_most_urgent_stands_first_and_then_what_waited_longest():
    ended = [a_person(a_contract("2026-01-01", end), id=n) for n, end in ((7, "2026-10-31"), (8, "2026-08-31"))]
    near = a_person(a_contract("2026-01-01", "2026-12-31"), id=6)
    found = asks(*ended, near, ends=EVERYTHING)
    assert [one.reason for one in found] == sorted((one.reason for one in found), key=list(Reason).index)
    assert {one.reason for one in found} == set(Reason)
    assert [one.who.ref for one in found[:2]] == ["K8", "K7"]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        (Part(), 8),
        (Part(owner="noor"), 7),
        (Part(owner="RUBEN"), 2),
        (Part(coach="dekker"), 7),
        (Part(employer=3, at=frozenset({9})), 2),
        (Part(reasons=(Reason.INCOMPLETE, Reason.NO_CONTACT)), 2),
        (Part(owner="nobody"), 0),
    ],
)
def test_a_part_holds_what_is_of_that_owner_coach_or_employer(part, found):
    assert len(asks(ends=EVERYTHING, part=part)) == found


def test_the_sum_below_the_list_counts_every_line():
    found = asks(ends=EVERYTHING)
    assert sum(counts(found).values()) == len(found)
    assert set(counts([])) == set(Reason)
    report = attention_report(found, TODAY)
    assert sum(note.fields["n"] for note in report.notes[1:]) == report.notes[0].fields["n"] == len(found)


@given(careers(), st.none() | st.dates(day("2025-01-01"), day("2028-01-01")), st.integers(1, 12))
def test_whoever_must_leave_and_was_never_spoken_with_is_never_missing(contracts, closed_on, months):
    who = a_person(*contracts, closed_on=closed_on and str(closed_on), id=1)
    found = reasons(who, months=months)
    is_leaving = isinstance(place(who, TODAY, months), Leaving)
    assert ("not-spoken" in found) == is_leaving
    spoken = {1: Followed(last=TODAY, end_talk=TODAY)}
    assert set(reasons(who, months=months, followed=spoken)) <= {"ended"}


@given(st.integers(0, 60))
def test_what_is_since_the_warning_day_does_not_come_and_go(days):
    """Once somebody is on the list unspoken, they stay on it until the job is over."""
    who = a_person(a_contract("2026-10-01", "2027-02-28"), id=1)
    as_of = add_months(day("2027-02-28"), -6) + timedelta(days=days)
    assert "not-spoken" in reasons(who, as_of=as_of)
