"""Employers: adding them with their own limits, and listing them."""

import pytest


def test_everything_that_can_be_told_of_an_employer_is_kept(caseload, run):
    run("add-employer 'Oude Stadstram'")
    made = run(
        "add-employer Stadstram --kind municipality --policy-months 23 --policy-gap 6 --kvk 12345678 --town Utrecht"
        " --postcode '3511 AB' --contact 'Marloes Prins' --owner 'Noor Bakker' --hosts small --hosts large"
        " --season 04-01..10-31 --successor-of oude --cao chain.cao_seasonal_gap --json"
    ).json
    assert made == {
        "ref": "W2",
        "name": "Stadstram",
        "kind": "municipality",
        "policy_months": 23,
        "policy_gap": 6,
        "kvk": "12345678",
        "town": "Utrecht",
        "postcode": "3511 AB",
        "contact": "Marloes Prins",
        "owner": "Noor Bakker",
        "hosts": ["small", "large"],
        "season": "04-01..10-31",
        "successor_of": "W1",
        "cao": "chain.cao_seasonal_gap",
    }
    assert made.items() <= run("show W2 --json").json.items()


def test_the_ref_of_a_new_employer_is_told(caseload, run):
    assert run("add-employer Stadstram").stdout == "W1 added: Stadstram.\n"


def test_a_name_that_is_in_the_file_is_refused_until_it_is_wanted(caseload, run):
    run("add-employer Stadstram")
    before = caseload.read_bytes()
    assert run("add-employer 'STADSTRÁM'", exit=4).stderr.startswith("error: STADSTRÁM is in the file already: W1.")
    assert caseload.read_bytes() == before
    assert run("add-employer Stadstram --anyway").stdout == "W2 added: Stadstram.\n"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["W2", "W3", "W1", "W4"]),
        ("--owner noor", ["W1"]),
        ("--town MAARSSEN", ["W2"]),
        ("--kind agency", ["W4"]),
        ("--kind school", []),
    ],
)
def test_the_register_is_in_order_and_can_be_filtered(region, run, asked, found):
    assert [row["ref"] for row in run(f"employers {asked} --json").json] == found


def test_a_season_over_the_turn_of_the_year_is_a_season(caseload, run):
    assert run("add-employer IJsbaan --season 11-01..02-29 --json").json["season"] == "11-01..02-29"


def test_a_season_is_two_days_of_a_year_and_no_weeks(caseload, run):
    assert "W10..W20 is no season." in run("add-employer Klimpark --season W10..W20", exit=2).stderr


def test_no_employer_succeeds_itself(region, run):
    before = region.read_bytes()
    assert "No employer succeeds itself." in run("edit-employer W1 --successor-of W1", exit=2).stderr
    assert region.read_bytes() == before


@pytest.mark.parametrize("line", ["show ''", "show ' '", "add-contract K1 '' --start 2027-01-01 --months 2"])
def test_nothing_names_nobody(region, run, line):
    assert run(line, exit=3).stderr.startswith("error: Nothing was named.\nhint: `doorstroom ")
