"""Saving: all of a command or nothing of it, and every change written down with what was there before."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from factories import a_candidate, a_contract, a_permanent_contract, an_employer, day
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import caseloads

from doorstroom import checks, connection, demo, doubles, milestones, schema, store
from doorstroom.errors import Clash, NotFound, Refused
from doorstroom.model import Candidate, Contract, Employer, Milestone
from doorstroom.model.choices import ClosingReason, ContractKind, Distance, Follows, Licence, Stage
from doorstroom.model.workplace import Workplace
from doorstroom.records import table_of


def rows(path: Path, sql: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as opened:
        opened.row_factory = sqlite3.Row
        return [dict(row) for row in opened.execute(sql)]


def events(path: Path) -> list[tuple[str, str]]:
    return [(row["command"], row["who"]) for row in rows(path, "select * from event order by id")]


def changes(path: Path) -> list[dict[str, Any]]:
    """All changes with their values, in order."""
    found = rows(path, "select * from change join change_value on change_value.change = change.id order by change.id")
    return [
        {
            "event": row["event"],
            "record": row["record"],
            "id": row["record_id"],
            "before": row["before"] and json.loads(row["before"]),
            "after": row["after"] and json.loads(row["after"]),
        }
        for row in found
    ]


# --- all or nothing ----------------------------------------------------------------------------------------------


def test_what_is_saved_is_there_for_who_opens_the_file_next(caseload):
    with store.open(caseload, command="test") as opened:
        added = opened.register(a_candidate(id=0, talents=("geduldig", "sterk"), birth_date=day("1990-05-17")))
    with store.open(caseload) as opened:
        assert opened.candidate("K1") == added


def fail(path: Path, mistake: BaseException, *, employers: int = 1) -> None:
    """A command that puts somebody to work and then goes wrong."""
    with store.open(path, command="test") as opened:
        opened.connection.execute("pragma cache_size = 5")
        for number in range(employers):
            where = opened.add(an_employer(id=0, name=f"Werkgever {number}"))
        who = opened.register(a_candidate(id=0))
        opened.place(a_contract(candidate=who.id, employer=where.id))
        opened.set("lang", "nl")
        raise mistake


@pytest.mark.parametrize("mistake", [Refused("no"), KeyError("bug"), KeyboardInterrupt(), SystemExit(1)], ids=repr)
def test_a_command_that_fails_half_way_changed_nothing(caseload, mistake):
    before = caseload.read_bytes()
    with pytest.raises(type(mistake)):
        fail(caseload, mistake)
    assert caseload.read_bytes() == before
    assert list(caseload.parent.glob("caseload.db-*")) == []


def test_a_large_command_of_which_part_was_in_the_file_already_changed_nothing_either(caseload):
    before = caseload.read_bytes()
    with pytest.raises(Refused):
        fail(caseload, Refused("no"), employers=300)
    assert caseload.read_bytes() == before


def test_a_command_that_fails_takes_no_number(caseload):
    with pytest.raises(Refused):
        fail(caseload, Refused("no"))
    with store.open(caseload, command="test") as opened:
        assert opened.add(an_employer(id=0)).id == 1
    assert [row["id"] for row in rows(caseload, "select id from event")] == [1]


def test_a_client_number_is_of_one_person(caseload):
    with store.open(caseload, command="test") as opened:
        opened.register(a_candidate(id=0, number="2041"))
    before = caseload.read_bytes()
    with pytest.raises(Clash), store.open(caseload, command="test") as opened:
        opened.register(a_candidate(id=0, last_name="Visser", number="2041"))
    assert caseload.read_bytes() == before


@pytest.mark.parametrize("fact", [a_candidate(id=9), an_employer(id=9), a_contract(id=9)])
def test_a_record_that_is_not_there_cannot_be_saved(caseload, fact):
    with pytest.raises(NotFound), store.open(caseload, command="test") as opened:
        opened.save(fact)


FACTS = [
    a_candidate(
        id=0,
        number="2041",
        birth_date=day("1990-05-17"),
        hours_min=12.5,
        hours_max=24.0,
        max_km=15.0,
        talents=("geduldig", "“sterk”, zegt men"),
        needs=(),
        licences=(Licence.AM, Licence.B_PLUS),
        may_share=False,
        closed_on=day("2026-11-01"),
        closed_reason=ClosingReason.LEFT,
    ),
    a_candidate(id=0, first_name="Łucja\u2028", infix="", last_name="Ωmega 𐍈"),
    an_employer(id=0, policy_months=23, policy_gap=6, hosts=(Distance.SMALL, Distance.LARGE), season="04-01..10-31"),
    a_contract(id=0, ended_on=day("2026-06-30"), wage_month=210099, hours=0.5, earlier_unknown=True),
    a_permanent_contract(id=0, subsidised=False),
    a_contract(id=0, end=None, kind=ContractKind.TRIAL),
    Milestone(candidate=1, stage=Stage.INTERVIEW, reached_on=day("2026-02-28")),
    Milestone(candidate=1, stage=Stage.LEFT, reached_on=day("2026-02-28"), follows=Follows.CLOSING),
    Workplace(contract=1, employer=1, hours=12.5, starts_on=day("2026-02-01"), ends_on=day("2026-02-28")),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
def test_every_fact_comes_back_as_it_was_put_in(caseload, fact):
    with store.open(caseload, command="test") as opened:
        opened.register(a_candidate(id=0, last_name="Visser"))
        opened.add(an_employer(id=0, name="Groenbeheer"))
        opened.add(a_contract(id=0))
        added = opened.add(fact)
    with store.open(caseload) as opened:
        found = opened.by_id(type(fact), added.id)
    assert found == replace(fact, id=added.id)
    assert repr(found) == repr(added)


# --- the event log -----------------------------------------------------------------------------------------------


def test_a_command_is_one_event_with_who_and_when(caseload):
    began = datetime.now(UTC).replace(microsecond=0)
    with store.open(caseload, command="add-employer", who="noor") as opened:
        opened.add(an_employer(id=0))
        opened.add(an_employer(id=0, name="Groenbeheer"))
    assert events(caseload) == [("add-employer", "noor")]
    (made_at,) = (datetime.fromisoformat(row["made_at"]) for row in rows(caseload, "select made_at from event"))
    assert began <= made_at <= datetime.now(UTC) + timedelta(seconds=1)


def test_a_new_record_is_written_down_as_it_began(caseload):
    with store.open(caseload, command="test") as opened:
        opened.add(an_employer(id=0, policy_months=23))
    (change,) = changes(caseload)
    assert (change["record"], change["id"], change["before"]) == ("employer", 1, None)
    assert change["after"]["name"] == "Stadstram"
    assert change["after"]["policy_months"] == 23


def test_a_change_is_written_down_as_what_differs_before_and_after(caseload):
    with store.open(caseload, command="test") as opened:
        added = opened.add(an_employer(id=0, policy_months=23, town="Utrecht"))
    with store.open(caseload, command="test") as opened:
        opened.save(replace(added, policy_months=12, town=None))
    assert changes(caseload)[1:] == [
        {
            "event": 2,
            "record": "employer",
            "id": 1,
            "before": {"policy_months": 23, "town": "Utrecht"},
            "after": {"policy_months": 12, "town": None},
        }
    ]


def test_what_changes_nothing_leaves_no_event(caseload):
    with store.open(caseload, command="test") as opened:
        added = opened.add(an_employer(id=0))
    with store.open(caseload, command="test") as opened:
        opened.save(added)
        opened.set("lang", None)
    assert len(events(caseload)) == 1


def test_reading_leaves_the_file_as_it_was(caseload):
    before = caseload.read_bytes()
    with store.open(caseload) as opened:
        opened.candidates()
        opened.employers()
        opened.placements()
        opened.settings()
    assert caseload.read_bytes() == before


def test_registering_and_placing_somebody_are_milestones(caseload):
    with store.open(caseload, command="test") as opened:
        who = opened.register(a_candidate(id=0, registered_on=day("2026-01-05")))
        where = opened.add(an_employer(id=0))
        for start, kind in [("2026-02-01", "trial"), ("2026-03-01", "fixed-term"), ("2027-03-01", "learning")]:
            opened.place(a_contract(start, "2027-12-31", candidate=who.id, employer=where.id, kind=ContractKind(kind)))
    with store.open(caseload) as opened:
        assert [(one.stage, str(one.reached_on)) for one in opened.milestones_of(1)] == [
            ("registered", "2026-01-05"),
            ("trial", "2026-02-01"),
            ("placed", "2026-03-01"),
            ("training", "2027-03-01"),
        ]


def test_a_milestone_is_reached_once(caseload):
    with store.open(caseload, command="test") as opened:
        who = opened.register(a_candidate(id=0))
        for _ in range(2):
            milestones.noted(opened, who, Stage.INTERVIEW, day("2026-02-01"))
        milestones.noted(opened, who, Stage.INTERVIEW, day("2026-03-01"))
        assert len(opened.milestones_of(1)) == 2


@pytest.fixture(scope="module")
def somewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("saving") / "caseload.db"


@given(caseloads())
@settings(max_examples=25)
def test_every_caseload_comes_back_whole_and_agrees_with_its_log(somewhere, empty, caseload):
    candidates, employers, contracts = caseload
    somewhere.write_bytes(empty.read_bytes())
    unlinked = [replace(one, successor_of=None) for one in employers.values()]
    with store.open(somewhere, command="test") as opened:
        opened.fill(unlinked, candidates, contracts)
    with store.open(somewhere) as opened:
        for kind, facts in ((Candidate, candidates), (Employer, unlinked), (Contract, contracts)):
            assert [opened.by_id(kind, fact.id) for fact in facts] == facts
    assert [one for one in checks.look_at(somewhere, day=day("2026-11-21")) if one.code == checks.DAMAGED] == []


def test_a_caseload_of_any_size_is_written_with_every_number_change_and_leave_date(caseload):
    """More people than are written at once."""
    invented = demo.caseload(day("2026-11-21"), people=600)
    with store.open(caseload, command="test") as opened:
        opened.fill(*invented.facts[:2], chain(*invented.facts[2:]))
        more = [replace(one, id=0, number=f"N{one.id}") for one in invented.candidates]
        assert opened.add_all(more) == list(range(601, 1201))
    with store.open(caseload) as opened:
        assert {one.id: one.name for one in opened.candidates()} == {
            number: one.name for number, one in enumerate([*invented.candidates, *more], start=1)
        }
        assert opened.by_id(Contract, invented.contracts[-1].id) == invented.contracts[-1]
    facts = [fact for group in (*invented.facts, more) for fact in group]
    assert [change["record"] for change in changes(caseload)] == [table_of(type(fact)).name for fact in facts]
    assert len(events(caseload)) == 1
    # Each record by the log, and each stay, is what it should be.
    assert [one for one in checks.look_at(caseload, day=day("2026-11-21")) if one.code == checks.DAMAGED] == []


def test_many_placed_at_once_reach_a_stage_by_each_contract(caseload):
    with store.open(caseload, command="test") as opened:
        opened.add_all([an_employer(id=0), an_employer(id=0, name="Groenbeheer")])
        opened.register_all([a_candidate(id=0, registered_on=day("2026-01-01")), a_candidate(id=0)])
        opened.reach(2, Stage.PLACED, day("2026-03-01"))
        one = a_contract("2026-03-01", candidate=1, employer=1)
        numbers = opened.place_all([one, replace(one, employer=2), replace(one, candidate=2)])
        assert numbers == [1, 2, 3]
        assert [(m.stage, m.reached_on, m.source) for m in opened.milestones_of(1)] == [
            (Stage.REGISTERED, day("2026-01-01"), Follows.REGISTRATION),
            (Stage.PLACED, day("2026-03-01"), "C1"),
            (Stage.PLACED, day("2026-03-01"), "C2"),
        ]
        # What was noted before is that of the contract now.
        assert [(m.stage, m.reached_on, m.source) for m in opened.milestones_of(2)] == [
            (Stage.PLACED, day("2026-03-01"), "C3")
        ]


@settings(max_examples=30)
@given(
    known=st.lists(
        st.tuples(
            st.sampled_from(["Fatima", "Fatma", "F.", "Idrissi"]),
            st.sampled_from(["Idrissi", "Idrisi", "Jansen", "Fatima"]),
            st.sampled_from([None, day("1990-05-17"), day("1991-01-01")]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_looking_only_at_who_resembles_finds_every_likely_double(somewhere, empty, known):
    people = [
        a_candidate(id=number, first_name=first, last_name=last, birth_date=born, email="same@example.nl")
        for number, (first, last, born) in enumerate(known, start=1)
    ]
    somewhere.write_bytes(empty.read_bytes())
    with store.open(somewhere, command="test") as opened:
        opened.fill(people)
        everybody = opened.candidates()
        for one in people:
            others = [other for other in everybody if other != one]
            assert doubles.likely(one, opened.resembling(one)) == doubles.likely(one, others)


# --- the schema --------------------------------------------------------------------------------------------------


def shape(path: Path) -> list[dict[str, Any]]:
    return rows(path, "select type, name, sql from sqlite_schema where sql is not null order by type, name")


def test_every_table_is_strict(caseload):
    made = rows(caseload, "select name, strict from pragma_table_list where type = 'table' and schema = 'main'")
    assert {row["name"] for row in made if not row["strict"]} <= {
        "sqlite_schema",
        "sqlite_sequence",
        "_sqlite_migrations",
    }


def test_taking_the_steps_of_the_schema_again_changes_nothing(caseload):
    with store.open(caseload, command="test") as opened:
        opened.add(an_employer(id=0))
    before = shape(caseload), rows(caseload, "select * from employer")
    schema.upgrade(caseload)
    (copy,) = (caseload.parent / "backups").iterdir()
    assert (shape(caseload), rows(caseload, "select * from employer")) == before
    assert rows(copy, "select * from employer") == before[1]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_an_older_file_is_brought_up_to_date_with_a_copy_beside_it(tmp_path):
    """A file from before the first step has nothing but its mark."""
    path = tmp_path / "caseload.db"
    with closing(sqlite3.connect(path)) as opened:
        opened.execute(f"pragma application_id = {connection.APPLICATION_ID}")
    with store.open(path, command="test") as opened:
        opened.add(an_employer(id=0))
    newly_made = tmp_path / "new.db"
    schema.create(newly_made)
    assert shape(path) == shape(newly_made)
    assert len(list(tmp_path.glob("backups/caseload-*-before-upgrade.db"))) == 1
    assert checks.look_at(path, day=day("2026-11-21")) == []
    before = path.read_bytes()
    with store.open(path) as opened:
        assert len(opened.employers()) == 1
    assert path.read_bytes() == before
