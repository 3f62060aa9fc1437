"""Contracts with the names beside them: everybody's in the order of names, and those of one person, employer or contract."""

from pathlib import Path

import pytest
from factories import a_candidate, a_contract, an_employer

from doorstroom import store
from doorstroom.store import Store


@pytest.fixture
def many(caseload: Path) -> Path:
    with store.open(caseload, command="test") as opened:
        for number in (1, 2):
            opened.add(an_employer(id=0, name=f"Zorghuis {number}"))
        for number, last_name in enumerate(["Visser", "de Boer", "Visser", "Łukasik"], 1):
            opened.register(a_candidate(id=0, infix="", last_name=last_name, number=None))
            opened.place(a_contract("2026-01-01", "2026-06-30", id=0, candidate=number, employer=number % 2 + 1))
            opened.place(a_contract("2025-01-01", "2025-06-30", id=0, candidate=number, employer=1))
    return caseload


def plan(opened: Store, **asked: int) -> list[str]:
    """How SQLite finds them."""
    statements: list[str] = []
    opened.connection.set_trace_callback(statements.append)
    opened.placements(**asked)
    opened.connection.set_trace_callback(None)
    rows = opened.connection.execute(f"explain query plan {statements[0]}")
    return [row["detail"] for row in rows]


def test_contracts_come_by_name_and_then_by_first_day(many):
    with store.open(many) as opened:
        found = [(one.contract.candidate, one.contract.starts_on.year) for one in opened.placements()]
    assert found == [(2, 2025), (2, 2026), (4, 2025), (4, 2026), (1, 2025), (1, 2026), (3, 2025), (3, 2026)]


@pytest.mark.parametrize("asked", [{"candidate": 3}, {"employer": 2}, {"contract": 5}, {"candidate": 1, "employer": 1}])
def test_those_of_one_are_those_among_everybodys(many, asked):
    names = {"candidate": "candidate", "employer": "employer", "contract": "id"}
    with store.open(many) as opened:
        everybodys = opened.placements()
        found = opened.placements(**asked)
    assert found
    assert found == [
        one for one in everybodys if all(getattr(one.contract, names[key]) == value for key, value in asked.items())
    ]


def test_everybodys_are_read_in_order_and_not_sorted(many):
    with store.open(many) as opened:
        assert not [step for step in plan(opened) if "TEMP B-TREE FOR ORDER BY" in step]


@pytest.mark.parametrize("asked", [{"candidate": 3}, {"employer": 2}, {"contract": 5}])
def test_those_of_one_are_found_without_reading_all(many, asked):
    with store.open(many) as opened:
        assert not [step for step in plan(opened, **asked) if step.startswith("SCAN contract")]
