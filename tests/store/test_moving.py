"""A file of before: what its steps of the schema move, and that the event log goes on agreeing with the records."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from factories import day
from older import OldFile

from doorstroom import checks, names, stays, store
from doorstroom.model.choices import Follows, Stage
from doorstroom.tables import workplace

Values = dict[str, Any]


def a_person(old: OldFile, **values: Any) -> int:
    named = {
        "first_name": "Jan",
        "infix": "",
        "last_name": "Bos",
        "sort_name": names.sort_key("Jan", "", "Bos"),
        "folded": "jan bos",
    }
    number = old.add("candidate", **named, **values)
    old._db.execute("insert into likeness (key, candidate) values ('bos', ?)", (number,))
    return number


def an_employer(old: OldFile, name: str) -> int:
    return old.add("employer", name=name, folded=name.lower(), kind="employer")


def a_contract(old: OldFile, start: str = "2026-01-01", kind: str = "fixed-term", **values: Any) -> int:
    return old.add(
        "contract",
        **{
            "candidate": 1,
            "employer": 1,
            "starts_on": start,
            "ends_on": None if kind == "permanent" else "2026-12-31",
            "kind": kind,
            "subsidised": 1,
            "earlier_unknown": 0,
        }
        | values,
    )


@pytest.fixture
def old(tmp_path):
    """An old file with somebody, four employers and an event under way."""
    file = OldFile(tmp_path / "caseload.db")
    file.command()
    a_person(file, registered_on="2025-12-01")
    for name in ("Werkpunt", "Stadstram", "Kwekerij", "Hotel"):
        an_employer(file, name)
    yield file
    file._db.close()


def upgraded(old: OldFile, tmp_path: Path) -> Path:
    """The file, brought up to date; whoever looks for damage finds none."""
    path = tmp_path / "caseload.db"
    old.close()
    with store.open(path, command="test") as opened:
        stays.rewrite(opened.connection)
    findings = checks.look_at(path, day=day("2026-11-21"))
    assert [finding.what for finding in findings if finding.code == checks.DAMAGED] == []
    return path


def places(path: Path, contract: int) -> list[tuple[int, str]]:
    with store.open(path) as opened:
        return [(one.workplace.id, one.place) for one in workplace.of_contract(opened, contract)]


def test_hirers_become_workplaces(old, tmp_path):
    a_contract(old)
    a_contract(old, hirers="[2, 3]")
    a_contract(old, hirers="[2, 2]", note='zegt "hirers":"[4]"')
    path = upgraded(old, tmp_path)
    assert places(path, 1) == []
    assert places(path, 2) == [(1, "Stadstram"), (2, "Kwekerij")]
    assert places(path, 3) == [(3, "Stadstram")]
    with store.open(path) as opened:
        assert opened.contract("C3").note == 'zegt "hirers":"[4]"'


def changes(path: Path, event: int) -> list[tuple[str, int, Values | None, Values | None]]:
    with closing(sqlite3.connect(path)) as opened:
        rows = opened.execute(
            """select record, record_id, before, after from change left join change_value on change = change.id
                where event = ? order by change.id""",
            (event,),
        ).fetchall()
    return [
        (record, number, before and json.loads(before), after and json.loads(after))
        for record, number, before, after in rows
    ]


def test_the_log_tells_workplaces_in_the_events_that_named_hirers(old, tmp_path):
    a_contract(old, hirers="[2, 3]")
    old.command()
    old.change("contract", 1, hirers="[3, 4]")
    old.command()
    old.change("contract", 1, hirers="[]", hours=24.0)
    path = upgraded(old, tmp_path)
    assert places(path, 1) == []
    stadstram, kwekerij, hotel = ({"id": n, "contract": 1, "employer": n + 1} for n in (1, 2, 3))
    assert "hirers" not in next(after for record, _, _, after in changes(path, 1) if record == "contract")
    assert changes(path, 1)[-2:] == [("workplace", 1, None, stadstram), ("workplace", 2, None, kwekerij)]
    assert changes(path, 2) == [("workplace", 1, stadstram, None), ("workplace", 3, None, hotel)]
    assert changes(path, 3) == [
        ("contract", 1, {"hours": None}, {"hours": 24.0}),
        ("workplace", 2, kwekerij, None),
        ("workplace", 3, hotel, None),
    ]


def test_the_number_of_a_workplace_that_went_is_not_given_again(old, tmp_path):
    a_contract(old, hirers="[2]")
    old.command()
    old.change("contract", 1, hirers="[]")
    path = upgraded(old, tmp_path)
    with store.open(path, command="test") as opened:
        workplace.replace_all(opened, 1, [3])
    assert places(path, 1) == [(2, "Kwekerij")]
    assert checks.look_at(path, day=day("2026-11-21")) == []


def test_damage_of_before_is_still_damage(old, tmp_path):
    a_contract(old, hirers="[2]")
    old._db.execute("update contract set hirers = '[3]'")
    old.close()
    path = tmp_path / "caseload.db"
    with store.open(path, command="test") as opened:
        stays.rewrite(opened.connection)
    assert len([one for one in checks.look_at(path, day=day("2026-11-21")) if one.code == checks.DAMAGED]) == 2


def test_an_old_file_can_be_checked_before_anything_else_is_done_with_it(old, run, tmp_path):
    a_contract(old, kind="permanent", hirers="[2]")
    old._db.execute("delete from setting")
    old.close()
    assert run("check").stdout == ""
    assert len(list(tmp_path.glob("backups/caseload-*-before-upgrade.db"))) == 1


def milestones(path: Path) -> list[tuple[Stage, int | None, Follows | None]]:
    with store.open(path) as opened:
        return [(one.stage, one.contract, one.follows) for one in opened.milestones_of(1)]


def test_milestones_learn_what_they_follow_from(old, tmp_path):
    old.add("milestone", candidate=1, stage="registered", reached_on="2025-12-01")
    for start, kind, stage in [
        ("2026-01-01", "trial", "trial"),
        ("2026-03-01", "fixed-term", "placed"),
        ("2026-09-01", "learning", "training"),
    ]:
        a_contract(old, start, kind)
        old.add("milestone", candidate=1, stage=stage, reached_on=start)
    old.add("milestone", candidate=1, stage="dropped-out", reached_on="2026-11-01")
    old.change("candidate", 1, closed_on="2026-11-01", closed_reason="dropped-out")
    assert milestones(upgraded(old, tmp_path)) == [
        (Stage.REGISTERED, None, Follows.REGISTRATION),
        (Stage.TRIAL, 1, None),
        (Stage.PLACED, 2, None),
        (Stage.TRAINING, 3, None),
        (Stage.DROPPED_OUT, None, Follows.CLOSING),
    ]


def test_a_milestone_that_stayed_behind_when_its_contract_was_edited_is_found_and_mended_by_the_next_edit(
    old, run, tmp_path
):
    a_contract(old)
    old.add("milestone", candidate=1, stage="placed", reached_on="2026-01-01")
    old.command()
    old.change("contract", 1, starts_on="2026-02-01")
    path = upgraded(old, tmp_path)
    assert milestones(path) == [(Stage.PLACED, 1, None)]
    run("edit-contract C1 --function conducteur")
    assert [one["reached_on"] for one in run("show K1 --json").json["milestones"]] == ["2026-02-01"]
