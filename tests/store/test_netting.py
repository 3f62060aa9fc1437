"""What the log comes down to over whole caseloads: exactly what differs between the file then and the file now."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from typed import LINES, typed

from doorstroom import journal, netting
from doorstroom.records import KEPT_BY_KEY, every_table
from doorstroom.registers.since import Group, groups, is_told_by_another

Records = dict[tuple[str, int], dict[str, Any]]


def records(path: Path) -> Records:
    """Every record in a file by kind and number, without what it does not have."""
    found: Records = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for name, table in every_table().items():
            for row in connection.execute(f"select * from {name}"):
                found[name, row["id"]] = {key: row[key] for key in table.names if row[key] is not None}
        for name, (key, value) in KEPT_BY_KEY.items():
            found[name, 0] = {row[key]: row[value] for row in connection.execute(f"select * from {name}")}
    # What seals the log goes on with every event, and is no record.
    found["setting", 0].pop(journal.SEAL, None)
    return found


def last_event(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return netting.last(connection)


def filled(values: Any) -> dict[str, Any]:
    return {key: value for key, value in (values or {}).items() if value is not None}


def differences(before: Records, after: Records) -> dict[tuple[str, int], dict[str, tuple[Any, Any]]]:
    """The fields that differ, record by record, as (before, after)."""
    return {
        key: {name: (was.get(name), now.get(name)) for name in {*was, *now} if was.get(name) != now.get(name)}
        for key in {*before, *after}
        if (was := before.get(key, {})) != (now := after.get(key, {}))
    }


def sides(key: Any, fields: dict[str, tuple[Any, Any]], before: Records, after: Records) -> list[dict[str, Any] | None]:
    """What differs of a record as it was and as it is; none where it was not there."""
    return [
        {name: both[side] for name, both in fields.items()} if key in there else None
        for side, there in enumerate((before, after))
    ]


@given(first=st.lists(LINES, max_size=5), then=st.lists(LINES, min_size=1, max_size=8), back=st.integers(0, 3))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_changed_is_exactly_what_differs(one_of_each, tmp_path_factory, run, first, then, back):
    caseload = tmp_path_factory.mktemp("changes") / "caseload.db"
    shutil.copy(one_of_each, caseload)
    for line in first:
        typed(run, caseload, line)
    before, moment = records(caseload), last_event(caseload)
    for line in then:
        typed(run, caseload, line)
    # Taken back are also commands of before; some of it may come again.
    for line in (["undo"],) * back + (["redo"],) * (back // 2):
        typed(run, caseload, line)
    after = records(caseload)

    with closing(sqlite3.connect(caseload)) as connection:
        connection.row_factory = sqlite3.Row
        changes = netting.between(connection, moment, netting.last(connection))
    said: Records = {}
    for key, net in changes.items():
        was, now = filled(net.before), filled(net.after)
        known = every_table()[key[0]].names if key[0] in every_table() else {*was, *now}
        said[key] = {name: (was.get(name), now.get(name)) for name in known if was.get(name) != now.get(name)}
        assert (net.before is None) == (key not in before)
        assert (net.after is None) == (key not in after)
        assert groups(key[0], net.before, net.after)
    assert said == differences(before, after)


@given(then=st.lists(LINES, min_size=1, max_size=6))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_everything_that_changed_is_told_or_counted(one_of_each, tmp_path_factory, run, then):
    caseload = tmp_path_factory.mktemp("changes") / "caseload.db"
    shutil.copy(one_of_each, caseload)
    db = ["--db", str(caseload)]
    run([*db, "hold", "M1"])
    before = records(caseload)
    for line in then:
        typed(run, caseload, line)
    found = run([*db, "changes", "--json"]).json
    # Another meeting may have been closed meanwhile.
    assume(found["meeting"] == "M1")
    after = records(caseload)
    differ = differences(before, after)
    assert found["records"] == len(found["rows"]) == len(differ)
    with_ref = [row["ref"] for row in found["rows"] if row["ref"]]
    assert len(set(with_ref)) == len(with_ref)
    words = run([*db, "--lang", "en", "changes", "--limit", "1000"]).stdout
    for row in found["rows"]:
        if row["ref"] and row["groups"] != [str(Group.OTHER)]:
            assert row["ref"] in words
    others = [
        key
        for key, fields in differ.items()
        if groups(key[0], *(ends := sides(key, fields, before, after))) == (Group.OTHER,)
        and not is_told_by_another(key[0], *ends)
    ]
    counts = words.partition("\nBesides\n")[2].split("\n\n")[0].splitlines()
    assert sum(int(line.split(": ")[1].split()[0]) for line in counts) == len(others)
