"""Half a year of meetings on an invented caseload: after every one of them nobody who must leave is missing."""

import json
from datetime import date, timedelta
from random import Random

import pytest

from doorstroom import demo, schema, store
from doorstroom.meeting import rhythm

FIRST, RHYTHM = date(2026, 11, 23), "mon,thu"
WEEKS, SHORT = 26, 4


@pytest.fixture
def demo_caseload(caseload):
    caseload.unlink()
    schema.create(caseload)
    invented = demo.caseload(FIRST, people=60)
    with store.open(caseload, command="test") as opened:
        opened.fill(*invented.facts)
        return opened.settings()["caseload"]


def decided(random, row, day):
    """What a meeting says of somebody, in a mood of its own."""
    later = (day + timedelta(days=random.randrange(3, 40))).isoformat()
    decision = random.choice(["talk", "extend", "permanent", "transfer", "not-now"])
    owner = random.choice([None, "Noor", "Samira"])
    due = later if decision == "not-now" else random.choice([later, None])
    return {"ref": row["ref"], "base": {}, "decision": decision, "owner": owner, "due_on": due}


def test_after_every_meeting_everybody_who_must_leave_has_a_step_or_stands_on_the_next_agenda(
    demo_caseload, run, tmp_path, monkeypatch, is_long
):
    random, saved = Random(7), tmp_path / "overleg.json"
    days = rhythm.days(RHYTHM, FIRST)
    settled = 0
    for _meeting in range(2 * (WEEKS if is_long else SHORT)):
        day = next(days)
        monkeypatch.setenv("DOORSTROOM_TODAY", day.isoformat())
        agenda = run(f"agenda --for {day} --json").json
        discussed = [row for row in agenda["rows"] if random.random() < 0.4]
        rows = [decided(random, row, day) for row in discussed]
        saved.write_text(json.dumps({"format": 1, "meeting": day.isoformat(), "caseload": demo_caseload, "rows": rows}))
        assert len(run(f"apply {saved} --json").json["new"]) == len(rows)
        if rows:
            run("hold")
        settled += len(rows)
        nobody_is_missing(run, day + timedelta(days=1))
    assert settled > 30


def nobody_is_missing(run, day):
    """Everybody on the list of a day stands on the agenda of that day, or a step or a decision says why not."""
    agenda = run(f"agenda --for {day} --json").json
    leaving = {row["candidate"]: row["because"] for row in run(f"expiring --as-of {day} --json").json["rows"]}
    ended = [ref for ref, because in leaving.items() if because == "ended"]
    assert sum(agenda["leaving"].values()) == len(leaving) - len(ended)
    assert sum(agenda["ended"].values()) == len(ended)
    headed = [row["ref"] for row in agenda["rows"] if {row["section"], *row["also"]} & {"leaving", "ended"}]
    assert len(headed) == agenda["leaving"]["on_agenda"] + agenda["ended"]["on_agenda"]
    assert set(headed) <= leaving.keys()
