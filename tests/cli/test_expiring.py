"""The list of who must leave: for people, for programs, for one part of the caseload."""

import pytest


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
