"""The list of who must leave: for people, for programs, for one part of the caseload."""

import pytest
from factories import a_note, a_step, day

from doorstroom import store
from doorstroom.model.following import Party
from doorstroom.model.matching import Proposal, Stopped, Vacancy


def who(result) -> list[str]:
    return [row["candidate"] for row in result.json["rows"]]


def test_the_list_is_an_object_with_everybody_counted(region, run):
    answer = run("expiring --json").json
    assert {key: answer[key] for key in ("as_of", "months", "until", "left_out")} == {
        "as_of": "2026-11-21",
        "months": 6,
        "until": "2027-05-21",
        "left_out": {"follows": 1, "later": 1, "permanent": 1, "no_end_date": 1, "no_contract": 1, "closed": 1},
    }
    assert who(run("expiring --json")) == ["K5", "K1", "K8", "K2"]
    assert len(answer["rows"]) + sum(answer["left_out"].values()) == len(run("candidates --json").json)


def test_a_row_tells_all_that_a_meeting_asks(region, run):
    rows = {row["candidate"]: row for row in run("expiring --json").json["rows"]}
    assert rows["K8"] == {
        "candidate": "K8",
        "name": "Maria Elena de Jong",
        "number": None,
        "employer": "Groenbeheer Vecht",
        "employer_ref": "W2",
        "contract": "C7",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "leaves_on": "2026-12-31",
        "because": "contract-end",
        "warn_from": "2026-06-30",
        "days_left": 40,
        "band": "3",
        "notice_by": "2026-11-30",
        "policy_until": None,
        "chain_until": "2028-12-31",
        "chain_contracts": 1,
        "check": [],
        "spoken": {"candidate": None, "employer": None, "wsp": None},
        "next_step": None,
        "next_step_owner": None,
        "next_step_due": None,
        "proposals": [],
        "also": [{"employer": "Klimpark Noord", "contract": "C8", "leaves_on": "2027-02-28"}],
        "gap_days": None,
        "owner": "Ruben Visser",
        "coach": None,
    }
    assert (rows["K5"]["because"], rows["K5"]["band"], rows["K5"]["days_left"]) == ("ended", "past", -21)
    assert (rows["K2"]["because"], rows["K2"]["ends_on"]) == ("policy-limit", "2027-06-30")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("--months 1", ["K5"]),
        ("--months 2", ["K5", "K1", "K8"]),
        ("--months 12", ["K5", "K1", "K8", "K2", "K10"]),
        ("--as-of 2026-06-29", ["K5"]),
        ("--as-of 2026-06-30", ["K5", "K1", "K8"]),
        ("--as-of 2027-06-30", ["K5", "K1", "K8", "K2", "K10", "K3"]),
        ("--employer stadstram", ["K1", "K2"]),
        ("--employer klimpark", ["K5", "K8"]),
        ("--owner ruben", ["K8"]),
        ("--coach dekker", ["K5", "K1"]),
        ("--not-subsidised", []),
        ("--subsidised", ["K5", "K1", "K8", "K2"]),
    ],
)
def test_another_day_window_or_part_of_the_caseload_can_be_asked_for(region, run, asked, found):
    answer = run(f"expiring {asked} --json")
    assert sorted(who(answer)) == sorted(found)
    assert len(answer.json["rows"]) + sum(answer.json["left_out"].values()) == 10


def test_a_script_can_ask_whether_anybody_is_on_the_list(region, run):
    assert run("expiring --exit-code", exit=10).stdout.startswith("Leaving within 6 months")
    run("expiring --exit-code --as-of 2020-01-01")


def test_the_sum_below_the_list_adds_up(region, run):
    below = run("expiring").stdout.rpartition("\n\n")[2].splitlines()
    left_out = [int(line.split(" × ")[0]) for line in below[1:]]
    assert below[0] == "4 of 10 candidates must leave by 2027-05-21."
    assert 4 + sum(left_out) == 10


def test_an_empty_caseload_has_an_empty_list(caseload, run):
    answer = run("expiring --json").json
    assert answer["rows"] == []
    assert set(answer["left_out"].values()) == {0}
    assert (
        run("expiring").stdout
        == "Leaving within 6 months of 2026-11-21\n\n0 of 0 candidates must leave by 2027-05-21.\n"
    )


def test_asking_changes_nothing(region, run):
    before = region.read_bytes()
    for line in ("expiring", "expiring --employer W1", "expiring --json --months 12"):
        run(line)
    assert region.read_bytes() == before


def test_a_list_for_a_spreadsheet_has_a_line_for_each_row(region, run):
    lines = run("expiring --csv").stdout.splitlines()
    assert lines[0].startswith("candidate;name;number;employer;")
    assert [line.split(";")[0] for line in lines[1:]] == ["K5", "K1", "K8", "K2"]


# --- what was said and agreed ------------------------------------------------------------------------------------


@pytest.fixture
def followed(region):
    """K1 leaves on 2026-12-31 and is on the list from 2026-06-30 on."""
    with store.open(region, command="test") as caseload:
        for fact in (
            a_note("2026-06-29"),
            a_note("2026-06-30", party=Party.EMPLOYER),
            a_note("2026-10-05", party=Party.EMPLOYER),
            a_note("2026-11-10", party=Party.COACH),
            a_note("2026-11-20", party=Party.WSP),
            a_note("2026-11-20", candidate=None, employer=1, party=Party.EMPLOYER),
            a_step("2026-12-10", text="Later aan de beurt"),
            a_step("2026-12-01", text="Nog niet", not_before=day("2026-11-25")),
            a_step("2026-12-05", text="Eerst dit", owner="Samira"),
            a_step("2026-11-30", text="Gedaan", done_on=day("2026-11-18")),
            a_step(None, text="Zonder dag"),
            a_step("2026-12-01", candidate=None, employer=1, text="Voor de werkgever"),
            Vacancy(employer=2, title="Hovenier"),
            Proposal(candidate=1, vacancy=1, proposed_on=day("2026-11-05")),
            Proposal(candidate=1, vacancy=1, proposed_on=day("2026-11-06"), placed_on=day("2026-11-20")),
            Proposal(
                candidate=1,
                vacancy=1,
                proposed_on=day("2026-11-07"),
                stopped_on=day("2026-11-08"),
                stopped=Stopped.BY_MISTAKE,
            ),
        ):
            caseload.add(fact)
    return region


def of(run, candidate: str, line: str = "") -> dict:
    (found,) = (row for row in run(f"expiring {line} --json").json["rows"] if row["candidate"] == candidate)
    return found


def test_a_row_says_with_whom_was_spoken_since_the_warning_day(followed, run):
    assert of(run, "K1")["spoken"] == {"candidate": None, "employer": "2026-10-05", "wsp": "2026-11-20"}
    assert of(run, "K1", "--as-of 2026-10-04")["spoken"] == {"candidate": None, "employer": "2026-06-30", "wsp": None}
    assert of(run, "K1", "--months 7")["spoken"]["candidate"] == "2026-06-29"
    assert of(run, "K1", "--months 2")["spoken"] == {"candidate": None, "employer": None, "wsp": "2026-11-20"}
    assert set(of(run, "K8")["spoken"].values()) == {None}


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("", ("Eerst dit", "Samira", "2026-12-05")),
        ("--as-of 2026-11-25", ("Nog niet", None, "2026-12-01")),
        ("--as-of 2026-11-17", ("Gedaan", None, "2026-11-30")),
        ("--as-of 2026-11-18", ("Eerst dit", "Samira", "2026-12-05")),
        ("--as-of 2026-11-01", (None, None, None)),
        ("--owner noor", ("Eerst dit", "Samira", "2026-12-05")),
    ],
)
def test_the_next_step_is_the_open_one_that_is_due_first_and_may_begin(followed, run, line, step):
    row = of(run, "K1", line)
    assert (row["next_step"], row["next_step_owner"], row["next_step_due"]) == step


def test_who_has_no_step_of_their_own_has_none_on_the_list(followed, run):
    assert of(run, "K8")["next_step"] is None


def test_steps_that_may_not_begin_yet_are_counted_below_the_list(followed, run):
    assert run("expiring").stdout.endswith("1 step may not begin yet.\n")
    assert "may not begin" not in run("expiring --as-of 2026-11-25").stdout


def test_the_first_rows_say_the_same_as_in_the_whole_list(followed, run):
    everybody = run("expiring --json")
    place = next(n for n, row in enumerate(everybody.json["rows"]) if row["candidate"] == "K1")
    for limit in range(1, len(everybody.json["rows"])):
        answer = run(f"expiring --json --limit {limit}")
        assert answer.json["rows"] == everybody.json["rows"][:limit]
        assert answer.json["left_out"] == everybody.json["left_out"]
        assert "1 step may not begin yet." in answer.stderr
    assert place > 0
    assert run("expiring --json --limit 1 --search Eerst").json["rows"] == [everybody.json["rows"][place]]
    assert run("expiring --json --limit 1 --sort next_step").json["rows"] == [everybody.json["rows"][place]]


def test_a_row_names_the_proposals_that_were_open_on_the_day(followed, run):
    assert of(run, "K1")["proposals"] == ["P1"]
    assert of(run, "K1", "--as-of 2026-11-19")["proposals"] == ["P1", "P2"]
    assert of(run, "K1", "--as-of 2026-11-07")["proposals"] == ["P1", "P2", "P3"]
    assert of(run, "K8")["proposals"] == []


def test_a_wide_terminal_shows_what_was_said_and_agreed(followed, on_a_terminal, monkeypatch):
    monkeypatch.setenv("COLUMNS", "240")
    wide = on_a_terminal("--lang nl expiring")
    assert "werkgever: 05-10-2026, servicepunt: 20-11-2026" in wide
    assert "Eerst dit" in wide
    monkeypatch.setenv("COLUMNS", "100")
    assert "Eerst dit" not in on_a_terminal("expiring")
