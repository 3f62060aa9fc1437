"""Why somebody leaves on that day, as a sum, and what if it went on."""

import pytest


def test_the_sum_names_contracts_limits_and_sources(region, run):
    said = run("explain K2").stdout
    assert said.startswith("Leaves Stadstram on 2027-04-30 (own limit).\n")
    for part in ("C2: 2025-06-01 – 2027-06-30", "23 months", "2027-04-30", "36 months", "668a", "BW7", "no law"):
        assert part in said


@pytest.mark.parametrize(
    ("asked", "starts_on", "ends_on", "leaves_on", "because"),
    [
        ("K8 --months 6", "2027-01-01", "2027-06-30", "2027-06-30", "contract-end"),
        ("K8 --extend-to 31-12-2029", "2027-01-01", "2029-12-31", "2028-12-31", "chain-limit"),
        ("K1 --months 1", "2027-01-01", "2027-01-31", "2026-12-31", "policy-limit"),
    ],
)
def test_what_if_it_went_on_is_answered_without_changing_anything(
    region, run, asked, starts_on, ends_on, leaves_on, because
):
    before = region.read_bytes()
    answer = run(f"explain {asked} --json").json
    assert answer["what_if"] == {"starts_on": starts_on, "ends_on": ends_on}
    (supposed,) = (stay for stay in answer["stays"] if stay["last_day"] == ends_on)
    assert (supposed["leaves_on"], supposed["because"]) == (leaves_on, because)
    assert region.read_bytes() == before


def test_a_contract_is_explained_by_who_works_under_it(region, run):
    assert run("explain C2 --json").json == run("explain K2 --json").json


def test_the_figures_are_those_of_the_list(region, run):
    for row in run("expiring --json").json["rows"]:
        told = run(f"explain {row['candidate']} --json").json
        assert (told["leaves_on"], told["because"]) == (row["leaves_on"], row["because"])


@pytest.mark.parametrize("ref", ["K4", "K6", "K7", "K9"])
def test_who_leaves_on_no_day_is_explained_too(region, run, ref):
    run(f"explain {ref}")
    assert run(f"explain {ref} --json").json["leaves_on"] is None


@pytest.mark.parametrize(
    "asked", ["K6 --months 6", "K4 --months 6", "K8 --months 6 --extend-to 2027-12-31", "K8 --extend-to 2026-12-30"]
)
def test_a_question_that_has_no_answer_is_refused(region, run, asked):
    assert run(f"explain {asked}", exit=2).stderr.startswith("error: ")


def test_one_contract_longer_than_a_chain_is_not_called_permanent(region, run):
    run("add-candidate 'Els Vermaat' --json")
    run("add-contract 'Els Vermaat' W1 --start 2024-01-01 --end 2027-12-31")
    said = " ".join(run("explain 'Els Vermaat'").stdout.split())
    assert "With another contract after 2026-12-31 the last is permanent by law; one on its own may run longer." in said
    assert "By law the contract" not in said
