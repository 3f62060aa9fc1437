"""The derived leave dates: always what the contracts and the rules make them, and the quick list is the whole list."""

import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factories import a_candidate, a_contract, an_employer, day
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import caseloads, days, workplaces

from doorstroom import RULES, checks, connection, leaving, limits, stays, store
from doorstroom.commands._dates import dates_of
from doorstroom.dates import add_months
from doorstroom.deadlines import Filter, What
from doorstroom.model.following import Contact, Party, Step, Topic
from doorstroom.reports import LeftOut, expiring
from doorstroom.rules import ChainDeviation, load
from doorstroom.store import Store

TODAY = day("2026-11-21")
RULES_IN_FORCE = load.load()
AGREEMENTS = sorted({rule.key for rule in RULES_IN_FORCE if isinstance(rule, ChainDeviation)})
AS_OF = st.dates(day("2017-01-01"), day("2031-12-31"))


@pytest.fixture(scope="module")
def refill(empty, tmp_path_factory):
    """Open the same file again and again, filled with another caseload each time."""
    path = tmp_path_factory.mktemp("stays") / "caseload.db"

    @contextmanager
    def refilled(caseload):
        candidates, employers, contracts = caseload
        shutil.copy(empty, path)
        with store.open(path, command="test") as opened:
            # Two employers may be each other's successor, so the links come when both are there.
            opened.fill([replace(one, successor_of=None) for one in employers.values()], candidates, contracts)
            for one in employers.values():
                opened.save(one)
        yield path

    return refilled


def are_right(caseload: Store) -> bool:
    """Whether the stored leave dates are what the contracts and the rules make them."""
    return list(stays.stored(caseload.connection)) == list(stays.computed(caseload.connection))


@given(caseloads(), AS_OF, st.integers(1, 24))
@settings(max_examples=60)
def test_the_quick_list_is_the_same_as_the_one_that_looks_at_everybody(refill, caseload, as_of, months):
    with refill(caseload) as path, store.open(path) as opened:
        people, others = opened.people(as_of, months)
        quick = expiring(people, as_of=as_of, months=months, others=others)
        people, nobody = opened.people(as_of, months, everybody=True)
        whole = expiring(people, as_of=as_of, months=months, others=nobody)
    assert [row.person.id for row in quick.rows] == [row.person.id for row in whole.rows]
    assert [(row.leaves_on, row.line.because, row.job, row.line.gap_days) for row in quick.rows] == [
        (row.leaves_on, row.line.because, row.job, row.line.gap_days) for row in whole.rows
    ]
    assert quick.left_out == whole.left_out
    assert quick.candidates == len(caseload[0])


@given(caseloads(), AS_OF, st.integers(1, 24), st.integers(1, 6))
@settings(max_examples=60)
def test_the_first_rows_and_all_that_is_counted_are_those_of_the_whole_list(refill, caseload, as_of, months, first):
    with refill(caseload) as path, store.open(path) as opened:
        found = leaving.people(opened.connection, day=as_of, months=months, first=first)
        seen = expiring(found.people, as_of=as_of, months=months, others=found.others, unread=found.unread)
        every = leaving.people(opened.connection, day=as_of, months=months, everybody=True)
        whole = expiring(every.people, as_of=as_of, months=months, others=every.others)
    for one, other in zip(seen.rows[:first], whole.rows, strict=False):
        assert one.person._replace(jobs=()) == other.person._replace(jobs=())
        assert (one.leaves_on, one.line, one.others) == (other.leaves_on, other.line, other.others)
    assert len(seen.rows) >= min(first, len(whole.rows))
    assert sorted(seen.on_it) == sorted(whole.on_it)
    assert len(seen.on_it) == len(set(seen.on_it))
    assert seen.left_out == whole.left_out
    assert seen.candidates == len(caseload[0])


@st.composite
def talks(draw, candidates):
    """A conversation with one of these people or about them."""
    return Contact(
        candidate=draw(st.sampled_from(candidates)).id,
        held_on=draw(AS_OF),
        text="x",
        party=draw(st.none() | st.sampled_from(Party)),
        topic=draw(st.none() | st.sampled_from([Topic.END])),
        next_on=None,
    )


KINDS = st.sampled_from([(), (What.AFTERCARE,), (What.NOTICE, What.STEP), (What.FOUR_MONTHS, What.CONTRACT_END)])


@given(caseloads(), AS_OF, st.integers(1, 24), st.integers(1, 6), KINDS, st.data())
@settings(max_examples=80)
def test_the_first_dates_and_how_many_there_are_is_what_all_dates_say(
    refill, caseload, as_of, months, first, kinds, data
):
    spoken = data.draw(st.lists(talks(caseload[0]), max_size=6)) if caseload[0] else []
    steps = [
        Step(text="x", agreed_on=as_of, due_on=add_months(as_of, n)) for n in data.draw(st.lists(st.integers(0, 5)))
    ]
    with refill(caseload) as path:
        with store.open(path, command="test") as opened:
            for fact in (*spoken, *steps):
                opened.add(fact)
        with store.open(path) as opened:
            wanted = Filter(kinds=frozenset(kinds))
            whole = dates_of(opened, as_of, months, wanted)
            seen = dates_of(opened, as_of, months, wanted, first=first)
    assert seen.rows == whole.rows[: len(seen.rows)]
    assert len(seen.rows) >= min(first, len(whole.rows))
    assert (seen.counts, seen.late, seen.there_are) == (whole.counts, whole.late, len(whole.rows))
    assert whole.late == sum(row.is_late for row in whole.rows)


@given(caseloads(most=3), st.data())
@settings(max_examples=40)
def test_leave_dates_follow_every_change(refill, caseload, data):
    candidates, employers, contracts = caseload
    changes = [
        *(replace(one, policy_months=data.draw(st.none() | st.integers(1, 36))) for one in employers.values()),
        *(replace(one, successor_of=data.draw(st.none() | st.integers(1, 3))) for one in employers.values()),
        *(replace(one, birth_date=data.draw(st.none() | days)) for one in candidates),
        *(replace(one, closed_on=data.draw(st.none() | days)) for one in candidates),
        *(replace(one, ended_on=max(one.starts_on, data.draw(days))) for one in contracts),
        *(replace(one, employer=data.draw(st.integers(1, 3))) for one in contracts),
    ]
    with refill(caseload) as path:
        for change in data.draw(st.lists(st.sampled_from(changes), max_size=4)) if changes else []:
            with store.open(path, command="test") as opened:
                opened.save(change)
                opened.finish()
                assert are_right(opened)
        with store.open(path) as opened:
            assert are_right(opened)


@given(caseloads(most=3), st.data())
@settings(max_examples=40)
def test_leave_dates_follow_where_the_work_is(refill, caseload, data):
    with refill(caseload) as path:
        added = data.draw(workplaces(caseload[2]))
        with store.open(path, command="test") as opened:
            opened.fill(added)
            opened.finish()
            assert are_right(opened)
        for one in data.draw(st.lists(st.sampled_from(added), max_size=3, unique=True)) if added else []:
            moved = replace(one, employer=data.draw(st.integers(1, 3)))
            with store.open(path, command="test") as opened:
                if data.draw(st.booleans()):
                    opened.save(moved)
                else:
                    opened.remove(one)
                opened.finish()
                assert are_right(opened)
        with store.open(path, command="test") as opened:
            opened.save(replace(opened.employers()[0], successor_of=data.draw(st.none() | st.integers(1, 3))))
            opened.finish()
            assert are_right(opened)
    assert [one for one in checks.look_at(path, day=TODAY) if one.code == checks.DAMAGED] == []


@given(caseloads(), st.data())
@settings(max_examples=120)
def test_every_stay_is_what_the_limits_of_that_person_alone_say(refill, caseload, data):
    """Whoever had the same contracts as somebody else gets the same answer: never one that is another's."""
    candidates, employers, contracts = caseload
    if data.draw(st.booleans()):
        employers = {number: replace(one, successor_of=None) for number, one in employers.items()}
    agreements = st.sampled_from([None, None, "nobody knows this one", *AGREEMENTS])
    employers = {number: replace(one, cao=data.draw(agreements)) for number, one in employers.items()}
    # The same again for others, at other employers and of other ages, and for one who worked everywhere.
    more = len(contracts)
    twins = [
        replace(one, id=more + one.id, candidate=9, employer=data.draw(st.sampled_from([one.employer, *employers])))
        for one in contracts
    ]
    everybody = [*candidates, a_candidate(id=9, birth_date=data.draw(st.none() | days))]
    places = data.draw(workplaces(contracts)) if data.draw(st.booleans()) else []
    with refill((everybody, employers, [*contracts, *twins])) as path:
        with store.open(path, command="test") as opened:
            opened.fill(places)
        with store.open(path) as opened:
            found = {
                who: [row for row in stays.stored(opened.connection) if row.candidate == who.id] for who in everybody
            }
    elsewhere = {
        number: tuple(place.employer for place in places if place.contract == number)
        for number in {place.contract for place in places}
    }
    for who, rows in found.items():
        theirs = [one for one in [*contracts, *twins] if one.candidate == who.id]
        alone = limits.stays(theirs, employers, RULES_IN_FORCE, workplaces=elsewhere, born_on=who.birth_date)
        assert [(row.contract, *(getattr(row, name) for name in KEPT)) for row in rows] == [
            (one.contract.id, *(as_kept(name, getattr(one, name)) for name in KEPT))
            for one in sorted(alone, key=lambda one: (one.first_day, one.contract.id))
        ]


KEPT = (
    *("employer", "first_day", "last_day", "leaves_on", "because", "is_permanent", "policy_until", "chain_until"),
    *("chain_contracts", "notice_by", "checks", "superseded_on", "is_parallel"),
)


def as_kept(name: str, value: object) -> object:
    if name == "superseded_on" and value is None:
        return stays.NEVER
    if isinstance(value, tuple):
        return " ".join(value)
    return value.isoformat() if isinstance(value, date) else value


def fill(path: Path) -> None:
    with store.open(path, command="test") as opened:
        who, where = opened.register(a_candidate(id=0)), opened.add(an_employer(id=0, policy_months=23))
        opened.place(a_contract("2025-02-01", "2027-06-30", candidate=who.id, employer=where.id))


def leaves_on(path: Path) -> date | None:
    with store.open(path) as opened:
        (job,) = opened.person(opened.candidate("K1")).jobs
        return job.leaves_on


def test_a_limit_that_changes_changes_the_day_of_leaving(caseload):
    fill(caseload)
    assert leaves_on(caseload) == day("2026-12-31")
    with store.open(caseload, command="test") as opened:
        opened.save(replace(opened.employer("W1"), policy_months=None))
    assert leaves_on(caseload) == day("2027-06-30")


def test_employers_that_are_no_longer_successors_part_the_chains_of_who_worked_before_and_after_them(caseload):
    with store.open(caseload, command="test") as opened:
        opened.register(a_candidate(id=0))
        first = opened.add(an_employer(id=0, name="Oude Stadstram"))
        second = opened.add(an_employer(id=0, name="Nieuwe Stadstram", successor_of=first.id))
        third = opened.add(an_employer(id=0, successor_of=second.id))
        opened.place(a_contract("2025-01-01", "2025-12-31", employer=first.id))
        opened.place(a_contract("2026-01-01", "2027-06-30", employer=third.id))
    with store.open(caseload, command="test") as opened:
        opened.save(replace(second, successor_of=None))
    with store.open(caseload) as opened:
        assert [job.chain_contracts for job in opened.person(opened.candidate("K1")).jobs] == [1, 1]
        assert are_right(opened)


def of_older_rules(path: Path) -> None:
    """Make it a file in which other rules found other days."""
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("update setting set value = '2019-01-01' where key = 'rules'")
        opened.execute("update stay set leaves_on = '2026-10-31', policy_until = '2026-10-31'")


def test_leave_dates_are_computed_anew_when_the_rules_have_changed(caseload):
    fill(caseload)
    of_older_rules(caseload)
    assert leaves_on(caseload) == day("2026-12-31")


def test_leave_dates_of_older_rules_are_no_damage(caseload):
    fill(caseload)
    of_older_rules(caseload)
    assert checks.look_at(caseload, day=TODAY) == []


def test_a_file_of_older_rules_that_may_not_be_written_is_told_so_and_left_as_it_was(caseload, spawn):
    fill(caseload)
    of_older_rules(caseload)
    before = caseload.read_bytes()
    caseload.chmod(0o400)
    assert spawn("expiring", unprivileged=True, exit=7).stderr.startswith("error: ")
    assert caseload.read_bytes() == before


def test_nothing_is_computed_anew_while_the_rules_are_the_same(caseload):
    fill(caseload)
    before = caseload.read_bytes()
    for _ in range(2):
        assert leaves_on(caseload) == day("2026-12-31")
    assert caseload.read_bytes() == before


@pytest.mark.parametrize("column", ["leaves_on", "first_day", "superseded_on", "closed_on"])
def test_a_stored_day_that_is_not_right_is_found(caseload, column):
    fill(caseload)
    with closing(sqlite3.connect(caseload)) as opened, opened:
        opened.execute(f"update stay set {column} = '2026-10-31'")
    assert [finding.code for finding in checks.look_at(caseload, day=TODAY)] == [checks.DAMAGED]


# --- how it is asked ---------------------------------------------------------------------------------------------


def plans(path: Path, *, many: int) -> list[str]:
    """How SQLite will find what the list needs, for a file of this many people."""
    with store.open(path, command="test") as opened:
        for number in range(many):
            who = opened.register(a_candidate(id=0, last_name=f"Visser{number}"))
            opened.place(a_contract("2026-01-01", "2027-05-01" if number % 2 else "2027-12-31", candidate=who.id))
    asked: list[str] = []
    with store.open(path) as opened:
        opened.connection.set_trace_callback(asked.append)
        for first in (None, 1):
            list(leaving.people(opened.connection, day=TODAY, months=6, first=first).people)
        opened.connection.set_trace_callback(None)
        return [row["detail"] for sql in asked for row in opened.connection.execute(f"explain query plan {sql}")]


def test_the_list_never_reads_all_contracts_or_sorts_them(caseload):
    with store.open(caseload, command="test") as opened:
        opened.add(an_employer(id=0))
    found = plans(caseload, many=20)
    assert found
    assert not [step for step in found if step.startswith("SCAN") and "stay" in step and "INDEX" not in step]
    assert not [step for step in found if step.startswith(("SCAN contract", "SCAN employer"))]


def test_of_people_who_surely_leave_only_those_are_read_who_will_be_seen(caseload):
    with store.open(caseload, command="test") as opened:
        opened.add(an_employer(id=0))
        for number, end in enumerate(["2027-03-31", "2027-01-31", "2027-02-28", "2027-01-31"], start=1):
            opened.register(a_candidate(id=0, last_name=f"Visser{number}"))
            opened.place(a_contract("2026-01-01", end, candidate=number))
    with store.open(caseload) as opened:
        found = leaving.people(opened.connection, day=TODAY, months=6, first=1)
        assert [person.id for person in found.people] == [2, 4]
        assert found.unread == [3, 1]


def test_people_who_cannot_be_on_the_list_are_only_counted(caseload):
    with store.open(caseload, command="test") as opened:
        opened.add(an_employer(id=0))
        for number, end in enumerate(["2027-05-21", "2027-05-22", "2028-12-31"], start=1):
            opened.register(a_candidate(id=0, last_name=f"Visser{number}"))
            opened.place(a_contract("2026-01-01", end, candidate=number))
    with store.open(caseload) as opened:
        people, others = opened.people(TODAY, 6)
        assert [person.id for person in people] == [1]
        assert others[LeftOut.LATER] == 2


def test_the_version_of_the_rules_stands_in_the_file(caseload):
    assert connection.peek(caseload, "rules") == RULES


def test_two_stays_that_begin_on_one_day_are_no_damage(caseload):
    with store.open(caseload, command="test") as opened:
        for name in ("Stadstram", "Groenbeheer"):
            opened.add(an_employer(id=0, name=name))
        opened.register(a_candidate(id=0))
        for start, employer in [("2026-01-01", 1), ("2025-02-01", 2), ("2025-02-01", 1)]:
            opened.place(a_contract(start, "2026-12-31", candidate=1, employer=employer))
    assert checks.look_at(caseload, day=day("2026-11-21")) == []
