"""Contracts: adding them, hearing what the limits say, and listing them."""

import pytest


@pytest.fixture(autouse=True)
def parties(caseload, run):
    run("add-candidate 'Fatima el Idrissi' --birth-date 1990-05-17")
    run("add-employer Stadstram --policy-months 23")
    run("add-employer 'WerkPlus' --kind agency")


def test_everything_that_can_be_told_of_a_contract_is_kept(run):
    made = run(
        "add-contract K1 W1 --start 1-12-2026 --end 2027-06-30 --kind sheltered --not-subsidised --hours 25,5"
        " --wage-month 2150,50 --function conducteur --workplace werkplus --earlier-unknown --note 'rijdt lijn 7' --json"
    ).json
    assert (
        made.items()
        >= {
            "ref": "C1",
            "candidate": "K1",
            "candidate_name": "Fatima el Idrissi",
            "employer": "W1",
            "employer_name": "Stadstram",
            "starts_on": "2026-12-01",
            "ends_on": "2027-06-30",
            "ended_on": None,
            "kind": "sheltered",
            "subsidised": False,
            "hours": 25.5,
            "wage_month": 2150.5,
            "function": "conducteur",
            "earlier_unknown": True,
            "note": "rijdt lijn 7",
        }.items()
    )
    assert run("show C1 --json").json["workplaces"] == ["WerkPlus"]


@pytest.mark.parametrize(
    ("given", "ends_on", "kind"),
    [
        ("--end 2027-05-31", "2027-05-31", "fixed-term"),
        ("--months 6", "2027-05-31", "fixed-term"),
        ("--months 1 --kind trial", "2026-12-31", "trial"),
        ("--end 2026-12-01", "2026-12-01", "fixed-term"),
        ("--permanent", None, "permanent"),
    ],
)
def test_a_contract_has_one_end_in_one_of_three_ways(run, given, ends_on, kind):
    made = run(f"add-contract K1 W1 --start 2026-12-01 {given} --json").json
    assert (made["ends_on"], made["kind"]) == (ends_on, kind)


def test_a_new_contract_is_a_milestone(run):
    run("add-contract K1 W1 --start 2026-12-01 --months 6")
    assert {"stage": "placed", "reached_on": "2026-12-01", "follows_from": "C1"} in run("show K1 --json").json[
        "milestones"
    ]


def test_a_contract_over_a_limit_is_warned_about_and_added_all_the_same(run):
    said = run("add-contract K1 W1 --start 2026-12-01 --months 24").stdout
    assert "Look out: it goes 1 month over the employer's own limit, which stops at 2028-10-31." in said
    assert run("contracts --json").json[0]["ends_on"] == "2028-11-30"


def test_a_fourth_contract_in_a_row_is_warned_about(run):
    for start in ("2025-01-01", "2025-04-01", "2025-07-01"):
        assert "Look out" not in run(f"add-contract K1 W2 --start {start} --months 3").stdout
    assert "one contract too many for the chain rule" in run("add-contract K1 W2 --start 2025-10-01 --months 3").stdout


def test_what_the_limits_say_stands_apart_from_the_record_for_programs(run):
    result = run("add-contract K1 W1 --start 2026-12-01 --months 24 --json")
    assert result.json["ref"] == "C1"
    assert result.stderr == ""


def refs(result) -> list[str]:
    return [row["ref"] for row in result.json]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("--candidate K8", ["C7", "C8"]),
        ("--employer W2", ["C5", "C7", "C3"]),
        ("--owner ruben", ["C5", "C7", "C8", "C3", "C4"]),
        ("--coach sven", ["C1", "C6"]),
        ("--running --candidate K3", ["C3"]),
        ("--running --candidate K3 --as-of 2027-01-01", ["C4"]),
        ("--running --employer klimpark", ["C8"]),
        ("--candidate K8 --employer W2", ["C7"]),
    ],
)
def test_the_register_can_be_filtered(region, run, asked, found):
    assert refs(run(f"contracts {asked} --json")) == found


def test_a_wage_is_listed_only_when_it_is_asked_for(region, run):
    assert "2150" not in run("contracts --csv").stdout
    assert "2150" in run("contracts --csv --with sensitive").stdout
