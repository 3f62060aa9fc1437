"""The invented caseload: whole, repeatable, and with everybody a coordinator can meet."""

from collections import defaultdict
from dataclasses import fields
from datetime import date
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstroom.attention import Reason
from doorstroom.choices import Because
from doorstroom.demo import Caseload, caseload
from doorstroom.demo.draw import Draw
from doorstroom.demo.employers import market
from doorstroom.limits import stays
from doorstroom.lines import Job
from doorstroom.model import Contract
from doorstroom.model.choices import (
    ClosingReason,
    ContractKind,
    Distance,
    EmployerKind,
    EndReason,
    Stage,
    TargetGroup,
    Transport,
)
from doorstroom.model.following import Interest
from doorstroom.names import sort_key
from doorstroom.privacy import bsns, clean, is_bsn, sensitive_words
from doorstroom.reports import Band, Expiring, LeftOut, Person, expiring
from doorstroom.rules.load import load

TODAY = date(2026, 11, 21)
RULES = load()

any_day = st.dates(date(2024, 1, 1), date(2035, 12, 31))
any_seed = st.integers(1, 10_000)
on_any_day = settings(max_examples=30, deadline=None)


def the_list(demo: Caseload, today: date) -> Expiring:
    return expiring(list(people(demo)), as_of=today, months=6)


def people(demo: Caseload):
    employers = {employer.id: employer for employer in demo.employers}
    contracts = defaultdict(list)
    for contract in demo.contracts:
        contracts[contract.candidate].append(contract)
    for candidate in demo.candidates:
        found = stays(contracts[candidate.id], employers, RULES, born_on=candidate.birth_date)
        yield Person(
            id=candidate.id,
            number=candidate.number,
            name=candidate.name,
            sort_name=sort_key(candidate.first_name, candidate.infix, candidate.last_name),
            owner=candidate.owner,
            coach=candidate.coach,
            closed_on=candidate.closed_on,
            jobs=tuple(job(stay, employers) for stay in found),
        )


def job(stay, employers) -> Job:
    judged_by: Contract = stay.contract
    given_by = {"contract": judged_by.id, "employer_name": employers[stay.employer].name, "checks": tuple(stay.checks)}
    return Job(
        **{name: given_by.get(name, getattr(stay, name, getattr(judged_by, name, None))) for name in Job._fields}
    )


def texts(demo: Caseload) -> set[str]:
    """Every text in the caseload, also those in lists."""
    found = set()
    for fact in chain(*demo.facts):
        for field in fields(fact):
            value = getattr(fact, field.name)
            values = value if isinstance(value, tuple) else (value,)
            found.update(str(one) for one in values if isinstance(one, str))
    return found


@given(any_day, any_seed)
@on_any_day
def test_everybody_a_coordinator_can_meet_is_there_on_any_day(today, seed):
    found = the_list(caseload(today, seed=seed), today)
    jobs = [row.job for row in found.rows]
    assert 25 <= len(found.rows) <= 36
    assert {row.band for row in found.rows} == set(Band) - {Band.LATER}
    assert {row.line.because for row in found.rows} == set(Because)
    assert all(found.left_out[reason] for reason in LeftOut if reason is not LeftOut.FILTERED)
    assert {"chain-gap", "successor", "agency", "earlier-unknown", "pension"} <= {
        one for job in jobs for one in job.checks
    }
    assert any(row.line.because is Because.POLICY_LIMIT and row.band is Band.PAST for row in found.rows)
    assert any(row.line.because is Because.CHAIN_LIMIT and row.band is Band.PAST for row in found.rows)
    assert any(row.line.gap_days for row in found.rows)
    assert any(row.others for row in found.rows)
    assert any(job.chain_contracts > 1 for job in jobs)


@given(any_day, any_seed)
@on_any_day
def test_every_choice_occurs_on_any_day(today, seed):
    demo = caseload(today, seed=seed)
    assert {contract.kind for contract in demo.contracts} == set(ContractKind)
    assert {employer.kind for employer in demo.employers} == set(EmployerKind)
    assert {candidate.closed_reason for candidate in demo.candidates} == {*ClosingReason, None}
    assert {candidate.distance for candidate in demo.candidates} == {*Distance, None}
    assert {way for candidate in demo.candidates for way in candidate.transports} == set(Transport)
    assert {contract.end_reason for contract in demo.contracts} >= {EndReason.MOVED_ON, EndReason.SEASON, None}
    assert {milestone.stage for milestone in demo.milestones} == set(Stage)
    assert demo.workplaces
    assert any(not contract.subsidised for contract in demo.contracts)


@given(any_day, any_seed)
@on_any_day
def test_records_are_numbered_from_one_and_refer_to_what_is_there(today, seed):
    demo = caseload(today, seed=seed)
    for facts in demo.facts:
        assert [fact.id for fact in facts] == list(range(1, len(facts) + 1))
    employers, candidates = {fact.id for fact in demo.employers}, {fact.id for fact in demo.candidates}
    assert {contract.candidate for contract in demo.contracts} <= candidates
    assert {milestone.candidate for milestone in demo.milestones} <= candidates
    assert {fact.employer for fact in (*demo.contracts, *demo.workplaces)} <= employers
    assert {fact.contract for fact in (*demo.workplaces, *demo.milestones)} <= {
        None,
        *(one.id for one in demo.contracts),
    }
    assert {employer.successor_of for employer in demo.employers} <= {*employers, None}
    assert {fact.candidate for fact in (*demo.contacts, *demo.steps)} <= {*candidates, None}
    assert {fact.employer for fact in (*demo.contacts, *demo.steps)} <= {*employers, None}


@given(any_day, any_seed)
@on_any_day
def test_nothing_has_happened_yet_that_lies_ahead(today, seed):
    demo = caseload(today, seed=seed)
    assert max(milestone.reached_on for milestone in demo.milestones) <= today
    assert max(contact.held_on for contact in demo.contacts) <= today
    assert max(step.agreed_on for step in demo.steps) <= today
    assert max(step.done_on for step in demo.steps if step.done_on) <= today
    assert max(contract.ended_on for contract in demo.contracts if contract.ended_on) < today
    assert max(candidate.closed_on for candidate in demo.candidates if candidate.closed_on) <= today
    assert max(candidate.registered_on for candidate in demo.candidates) < today


@given(any_day, any_seed)
@on_any_day
def test_who_must_leave_has_begun(today, seed):
    assert all(row.line.jobs[0].first_day <= today for row in the_list(caseload(today, seed=seed), today).rows)


@given(any_seed)
@on_any_day
def test_no_two_people_of_the_demo_have_the_same_name(seed):
    names = [candidate.name for candidate in caseload(TODAY, seed=seed).candidates]
    assert len(set(names)) == len(names) == 120


@given(any_seed)
@on_any_day
def test_no_number_can_be_taken_for_a_bsn_or_reach_anybody(seed):
    demo = caseload(TODAY, seed=seed)
    phones = [candidate.phone for candidate in demo.candidates if candidate.phone]
    assert all(phone.startswith("060") and len(phone) == 10 for phone in phones)
    assert len(set(phones)) == len(phones)
    assert not any(is_bsn(int(phone)) for phone in phones)
    assert all(employer.kvk.startswith("00") and not is_bsn(employer.kvk) for employer in demo.employers)
    assert not any(is_bsn(int(employer.kvk)) for employer in demo.employers)
    assert all(candidate.email.endswith("@example.nl") for candidate in demo.candidates if candidate.email)
    assert not any(bsns(text) for text in texts(demo))


def test_what_is_said_about_people_is_tidy_and_says_nothing_about_their_health_or_past():
    for text in texts(caseload(TODAY, people=2_000)):
        assert text == clean(" ".join(text.split()))
        assert not sensitive_words(text)


def test_the_same_day_size_and_seed_give_the_same_caseload():
    assert caseload(TODAY, people=300, seed=7) == caseload(TODAY, people=300, seed=7)
    assert caseload(TODAY, people=300, seed=8).candidates != caseload(TODAY, people=300, seed=7).candidates


def test_the_people_are_called_the_same_on_another_day():
    names = [[candidate.name for candidate in caseload(day).candidates] for day in (TODAY, date(2030, 2, 28))]
    assert names[0] == names[1]


@pytest.mark.parametrize("size", [0, 1, 119, 121, 1_000])
def test_a_caseload_of_another_size_begins_with_the_same_people(size):
    other, demo = caseload(TODAY, people=size), caseload(TODAY)
    assert len(other.candidates) == size
    assert other.candidates[:120] == demo.candidates[:size]
    assert other.employers[:25] == demo.employers


def test_some_people_are_known_well_and_some_hardly():
    told = [
        (one.talents, one.pitfalls, one.drives, one.skills, one.wishes, one.needs) for one in caseload(TODAY).candidates
    ]
    assert sum(all(lists) for lists in told) > 80
    assert 3 <= sum(not any(lists) for lists in told) <= 25


def test_people_are_spread_over_target_groups_owners_and_employers():
    demo = caseload(TODAY)
    assert {candidate.target_group for candidate in demo.candidates} == {*TargetGroup, None}
    leaving = the_list(demo, TODAY).rows
    assert len({row.job.employer for row in leaving}) >= 12
    assert len({candidate.owner for candidate in demo.candidates}) == 5
    assert {contract.employer for contract in demo.contracts} == {employer.id for employer in demo.employers}


def test_who_works_for_a_season_leaves_on_its_last_day():
    demo = caseload(date(2026, 8, 1))
    park = next(employer for employer in demo.employers if employer.season == "04-01..10-31")
    ends = {contract.ends_on for contract in demo.contracts if contract.employer == park.id}
    assert {date(2025, 10, 31), date(2026, 10, 31)} == ends


def test_in_a_crowd_one_in_eleven_must_leave_and_people_had_three_contracts():
    size = 4_000
    demo = caseload(TODAY, people=size)
    assert 0.085 <= len(the_list(demo, TODAY).rows) / size <= 0.105
    assert 2.4 <= len(demo.contracts) / size <= 3.2


def test_a_crowd_works_at_one_more_employer_for_every_forty_people_each_with_a_name_of_its_own():
    assert len(caseload(TODAY, people=120 + 80).employers) == 25 + 2
    employers = market(25_000, Draw("many")).employers
    assert len({employer.name for employer in employers}) == len(employers)


def test_everybody_of_the_demo_who_is_followed_has_an_open_case():
    demo = caseload(TODAY, people=1_000)
    closed = {candidate.id for candidate in demo.candidates if candidate.closed_on}
    assert not closed & {fact.candidate for fact in (*demo.contacts, *demo.steps)}
    assert all(step.owner for step in demo.steps)
    assert {contact.interest for contact in demo.contacts} == {*Interest, None}


@pytest.mark.parametrize("today", ["2026-11-21", "2027-02-28", "2028-05-01", "2030-08-31", "2031-12-31"])
def test_the_demo_shows_everything_that_asks_for_attention_on_a_list_that_can_be_read(tmp_path, run, today):
    run(f"demo {tmp_path / 'demo.db'} --as-of {today}")
    asked = run(f"--db {tmp_path / 'demo.db'} attention --as-of {today} --json").json
    assert {row["reason"] for row in asked} == set(Reason)
    assert 20 <= len(asked) <= 60
    rows = run(f"--db {tmp_path / 'demo.db'} expiring --as-of {today} --json").json["rows"]
    assert 0.3 <= sum(row["next_step"] is not None for row in rows) / len(rows) <= 0.9
    assert any(all(row["spoken"].values()) for row in rows)
    assert any(not any(row["spoken"].values()) for row in rows)
