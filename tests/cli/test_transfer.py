"""A caseload that goes from one colleague to another."""

import pytest
from factories import a_candidate, an_employer, day

from doorstroom import store
from doorstroom.model.choices import ClosingReason
from doorstroom.model.following import Step
from doorstroom.model.matching import Vacancy, VacancyClosing


@pytest.fixture
def shared(caseload):
    """Two colleagues with candidates, steps, employers and vacancies, some of them closed or done."""
    with store.open(caseload, command="test") as opened:
        for last, owner, coach, closed in [
            ("Bos", "Noor Bakker", "Sven Dekker", None),
            ("Vos", "noor bakker", None, None),
            ("Smit", "Sven Dekker", "Noor Bakker", None),
            ("Haas", "Noor Bakker", "Noor Bakker", "2026-11-01"),
            ("Wolf", "Noor Bakker", None, "2027-01-01"),
            ("Das", None, None, None),
        ]:
            opened.register(
                a_candidate(
                    id=0,
                    first_name="Jan",
                    infix="",
                    last_name=last,
                    owner=owner,
                    coach=coach,
                    closed_on=day(closed) if closed else None,
                    closed_reason=ClosingReason.LEFT if closed else None,
                )
            )
        opened.add(an_employer(id=0, owner="Noor Bakker"))
        opened.add(an_employer(id=0, name="Kwekerij", owner="Sven Dekker"))
        for candidate, owner, done in [
            (1, "Noor Bakker", None),
            (3, "NOOR BAKKER", None),
            (1, "Noor Bakker", "2026-11-01"),
        ]:
            opened.add(
                Step(
                    candidate=candidate,
                    text="bellen",
                    owner=owner,
                    agreed_on=day("2026-10-01"),
                    done_on=day(done) if done else None,
                )
            )
        opened.add(Vacancy(employer=1, title="Conducteur", owner="Noor Bakker"))
        opened.add(
            Vacancy(
                employer=1,
                title="Gastheer",
                owner="Noor Bakker",
                closed_on=day("2026-11-01"),
                closed_reason=VacancyClosing.FILLED,
            )
        )
    return caseload


def owners(run):
    return {one["ref"]: (one["owner"], one["coach"]) for one in run("candidates --json").json}


ALL = {
    "from": "Noor Bakker",
    "to": "Samira",
    "owner": ["K1", "K2", "K5"],
    "coach": ["K3"],
    "steps": ["S1", "S2"],
    "employers": ["W1"],
    "vacancies": ["V1"],
    "closed": 1,
}


def test_what_is_open_changes_hands_and_what_is_closed_stays(run, shared):
    told = run("transfer --from 'Noor Bakker' --to Samira --json").json
    assert told == ALL
    assert owners(run) == {
        "K1": ("Samira", "Sven Dekker"),
        "K2": ("Samira", None),
        "K3": ("Sven Dekker", "Samira"),
        "K4": ("Noor Bakker", "Noor Bakker"),
        "K5": ("Samira", None),
        "K6": (None, None),
    }
    with store.open(shared) as opened:
        assert [opened.by_id(Step, number).owner for number in (1, 2, 3)] == ["Samira", "Samira", "Noor Bakker"]
        assert [opened.by_id(Vacancy, number).owner for number in (1, 2)] == ["Samira", "Noor Bakker"]
    assert [one["owner"] for one in run("employers --json").json] == ["Sven Dekker", "Samira"]
    assert run("check").stdout == ""


def test_it_is_one_event(run, shared):
    run("transfer --from 'Noor Bakker' --to Samira")
    with store.open(shared) as opened:
        made = opened.connection.execute("select command from event order by id").fetchall()
    assert [row["command"] for row in made] == ["test", "transfer"]


def test_it_is_counted_first(run, shared):
    assert run("transfer --from 'Noor Bakker' --to Samira").stdout == (
        "From Noor Bakker to Samira\n"
        "  3 candidates as owner\n"
        "  1 candidate as coach\n"
        "  2 open steps\n"
        "  1 employer\n"
        "  1 open vacancy\n"
        "  1 closed case stays as it was\n"
    )


def test_a_dry_run_changes_nothing(run, shared):
    before = shared.read_bytes()
    result = run("transfer --from 'Noor Bakker' --to Samira --dry-run")
    assert "3 candidates as owner" in result.stdout
    assert result.stderr == "Nothing was changed: this was only the plan.\n"
    assert shared.read_bytes() == before


def test_only_the_coach_changes_when_that_is_asked(run, shared):
    told = run("transfer --from 'noor bakker' --to Samira --role coach --json").json
    assert (told["owner"], told["coach"], told["steps"], told["employers"], told["vacancies"]) == (
        [],
        ["K3"],
        [],
        [],
        [],
    )
    assert owners(run)["K1"] == ("Noor Bakker", "Sven Dekker")
    assert owners(run)["K3"] == ("Sven Dekker", "Samira")


def test_only_the_owner_changes_when_that_is_asked(run, shared):
    told = run("transfer --from 'Noor Bakker' --to Samira --role owner --json").json
    assert (len(told["owner"]), told["coach"], told["steps"]) == (3, [], ["S1", "S2"])


@pytest.mark.parametrize("name", ["Noor", "Noor Baker", "bakker"])
def test_a_name_that_is_not_whole_is_refused_with_those_that_are_like_it(run, shared, name):
    before = shared.read_bytes()
    assert run(f"transfer --from '{name}' --to Samira", exit=3).stderr == (
        f"error: Nothing open stands in the name of {name}.\nhint: Did you mean Noor Bakker?\n"
    )
    assert shared.read_bytes() == before


def test_a_taker_who_is_almost_somebody_is_noted(run, shared):
    result = run("transfer --from 'Noor Bakker' --to 'Sven Deker'")
    assert result.stderr == (
        "note: Nobody in the file was called Sven Deker before; there is Sven Dekker.\nHanded over.\n"
    )
    assert "note" not in run("transfer --from 'Sven Deker' --to 'Sven Dekker'").stderr


@pytest.mark.parametrize(
    ("line", "exit"),
    [
        ("transfer --to Samira", 2),
        ("transfer --from 'Noor Bakker'", 2),
        ("transfer --from 'Noor Bakker' --to -", 2),
        ("transfer --from 'Noor Bakker' --to ''", 2),
        ("transfer --from '' --to Samira", 2),
        ("transfer --from Niemand --to Samira", 3),
        ("transfer --from 'Noor Bakker' --to Samira --role boss", 2),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(run, shared, line, exit):
    before = shared.read_bytes()
    result = run(line, exit=exit)
    assert result.stderr.startswith("error: ")
    assert "\nhint: " in result.stderr
    assert shared.read_bytes() == before


def test_nothing_goes_from_somebody_to_the_same_but_a_name_that_was_written_in_two_ways(run, shared):
    run("transfer --from 'Noor Bakker' --to 'Noor Bakker'")
    before = shared.read_bytes()
    assert run("transfer --from 'Noor Bakker' --to 'Noor Bakker'", exit=2).stderr == (
        "error: All of it is in the name of Noor Bakker already.\nhint: Give another colleague.\n"
    )
    assert shared.read_bytes() == before
