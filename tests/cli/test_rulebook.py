"""The dated rules as people meet them: the list, one of them, what needs care, and files of one's own beside a caseload."""

import json

import pytest

from doorstroom import RULES, connection

GREEN = """
read_on = 2026-11-01

[sources]
CAO-GROEN = "Cao Groen 2026, invented for this test"

[[rule]]
key = "cao.groen"
kind = "chain_deviation"
name_nl = "Cao Groen: seizoenswerk"
name_en = "Green agreement: seasonal work"
gap_months = 3
effective_from = 2026-01-01
status = "in_force"
source = "CAO-GROEN 12(3)"
read = "primary"
confidence = "high"
"""


@pytest.fixture
def own(caseload):
    """Put a rule file beside the caseload."""
    folder = caseload.parent / "rules"
    folder.mkdir()

    def put(text=GREEN, name="groen.toml"):
        folder.joinpath(name).write_text(text, encoding="utf-8")
        return folder / name

    return put


@pytest.fixture
def gardener(caseload, run):
    """Somebody with a winter of more than three months between two seasons at an employer."""
    run("add-candidate 'Ada Vos'")
    run("add-employer Klimpark")
    run("add-contract K1 W1 --start 2025-04-01 --end 2025-10-31")
    run("add-contract K1 W1 --start 2026-03-01 --end 2026-10-31")


def contracts_in_chain(run, as_of="2026-06-01"):
    (row,) = run(f"expiring --as-of {as_of} --json").json["rows"]
    return row["chain_contracts"]


# --- the list -----------------------------------------------------------------------------------------------------


def test_the_rules_of_a_day_are_listed_with_their_sources_without_a_caseload(run):
    rules = {rule["ref"]: rule for rule in run("rules --json").json}
    assert rules["chain.statutory.2020"] == {
        "ref": "chain.statutory.2020",
        "name": "Chain rule 3 in 36 months",
        "kind": "chain",
        "effective_from": "2020-01-01",
        "effective_from_exact": True,
        "effective_to": None,
        "status": "in_force",
        "enabled": True,
        "information": False,
        "condition": None,
        "source": "BW7 668a(1)",
        "titles": ["Burgerlijk Wetboek Boek 7, versie 2026-07-01, wetten.overheid.nl/BWBR0005290"],
        "read": "primary",
        "read_on": "2026-11-21",
        "confidence": "high",
        "numbers": {"max_contracts": 3, "max_months": 36, "gap_months": 6},
        "origin": None,
        "replaces": None,
    }
    assert not {"chain.statutory.2015", "chain.statutory.2028"} & set(rules)
    assert "chain.statutory.2015" in {rule["ref"] for rule in run("rules --as-of 2019-12-31 --json").json}
    assert run("rules --csv").stdout.startswith("ref;name;kind;")


def test_the_list_says_what_is_announced_and_where_own_rules_go(caseload, run):
    lines = run("rules").stdout.splitlines()[-3:]
    assert lines == [
        "36 rules hold on 2026-11-21.",
        "1 rule is known and not counted with: chain.statutory.2028.",
        f"Rules of your own go into {caseload.parent / 'rules'}.",
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("screen", "line", "exit"),
    [
        ("rules", "rules --as-of 2026-11-21", 0),
        ("rules-show-chain", "rules show chain.statutory", 0),
        ("rules-show-announced", "rules show chain.statutory.2028", 0),
        ("rules-show-notice", "rules show aanzegging", 0),
        ("rules-show-numbers", "rules show sroi.blocks.utrecht", 0),
        ("rules-show-own", "rules show cao.groen", 0),
        ("rules-check", "rules check", 6),
    ],
)
def test_a_screen_about_rules_is_as_it_was_approved(own, run, golden, language, screen, line, exit):
    folder = str(own().parent)
    result = run(f"--lang {language} {line}", exit=exit)
    golden(f"{screen}.{language}", f"$ doorstroom {line}\n{result.stdout.replace(folder, 'RULES')}{result.stderr}")


def test_every_rule_can_be_shown_in_words(run):
    for rule in run("rules --as-of 2024-06-01 --json").json + run("rules --json").json:
        shown = run(f"rules show {rule['ref']}").stdout
        assert rule["source"] in shown
        assert json.loads(run(f"rules show {rule['ref']} --json").stdout).items() >= rule.items()


def test_what_came_before_and_after_stands_with_a_rule(run):
    history = run("rules show chain.statutory.2020 --json").json["history"]
    assert [one["ref"] for one in history] == ["chain.statutory.2015", "chain.statutory.2020", "chain.statutory.2028"]
    assert run("rules show notice.aanzegging --json").json["history"] == []


@pytest.mark.parametrize(
    ("line", "exit", "said"),
    [
        ("rules show", 2, "Say what to see"),
        ("rules check liv", 2, "Say what to see"),
        ("rules chain.aow", 2, "does not take chain.aow"),
        ("rules show chain.aow x", 2, "more than it takes"),
        ("rules show nothing", 3, "There is no rule nothing."),
        ("rules show '[/]'", 3, "There is no rule [/]."),
        ("rules show excluded", 4, "“excluded” fits several rules."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(run, line, exit, said):
    result = run(line, exit=exit)
    assert said in result.stderr
    assert result.stdout == ""
    assert result.stderr.count("\n") == 2


def test_check_is_silent_for_nobody_and_gives_programs_a_list(run):
    (finding,) = run("rules check --json", exit=6).json
    assert (finding["ref"], finding["code"]) == ("chain.statutory.2028", "announced")
    assert run("rules check --as-of 2027-11-22 --csv", exit=6).stdout.count("not-read-again") > 20


# --- files of one's own ---------------------------------------------------------------------------------------------


def test_own_rules_are_listed_and_lie_beside_the_caseload(own, caseload, run):
    own()
    rule = next(rule for rule in run("rules --json").json if rule["origin"])
    assert (rule["ref"], rule["origin"]) == ("cao.groen", "groen.toml")
    assert run("rules").stdout.endswith(f"1 of them is your own, from {caseload.parent / 'rules'}.\n")


def test_in_the_usual_place_they_lie_in_the_users_data_folder(tmp_path, monkeypatch, run):
    monkeypatch.delenv("DOORSTROOM_DB")
    run("init")
    folder = next((tmp_path / "home").rglob("caseload.db")).parent / "rules"
    folder.mkdir()
    folder.joinpath("groen.toml").write_text(GREEN, encoding="utf-8")
    assert "groen.toml" in run("rules show cao.groen").stdout


def test_a_collective_agreement_is_chosen_per_employer_and_counts_at_once(gardener, own, run):
    own()
    assert contracts_in_chain(run) == 2
    assert run("edit-employer W1 --cao cao.groen").stdout == "W1 changed: Collective agreement empty → cao.groen.\n"
    assert contracts_in_chain(run) == 1
    run("edit-employer W1 --cao -")
    assert contracts_in_chain(run) == 2
    run("add-employer Plantsoen --cao chain.cao_seasonal_gap")
    assert run("show W2 --json").json["cao"] == "chain.cao_seasonal_gap"
    assert run("check").stdout == ""


@pytest.mark.parametrize("key", ["cao.roen", "chain.statutory", "notice.aanzegging"])
def test_an_agreement_that_no_rule_is_about_is_refused(gardener, caseload, own, run, key):
    own()
    run("employers")  # the days are computed again for the new rules
    before = caseload.read_bytes()
    for line in (f"edit-employer W1 --cao {key}", f"add-employer Plantsoen --cao {key}"):
        result = run(line, exit=3)
        assert result.stderr.startswith(f"error: There is no rule {key}.\nhint: These are collective agreements: ")
        assert "cao.groen" in result.stderr
    assert caseload.read_bytes() == before


def test_explain_names_the_own_rule_and_its_source(gardener, own, run):
    own()
    run("edit-employer W1 --cao cao.groen")
    said = run("explain K1 --as-of 2026-06-01").stdout
    assert "This employer goes by a collective agreement: Green agreement: seasonal work (cao.groen)." in said
    assert "This is a rule of your own, from groen.toml." in said
    assert "GROEN 12(3); Cao Groen 2026, invented for this test)." in said
    chain = run("explain K1 --as-of 2026-06-01 --json").json["stays"][0]["chain"]
    assert (chain["rule"], chain["source"]) == ("cao.groen", "CAO-GROEN 12(3)")


def test_when_a_rule_file_changes_the_stored_days_are_computed_again(gardener, caseload, own, run):
    file = own()
    run("edit-employer W1 --cao cao.groen")
    first = connection.peek(caseload, "rules")
    assert first.startswith(f"{RULES}+")
    file.write_text(GREEN.replace("gap_months = 3", "gap_months = 5"), encoding="utf-8")
    assert contracts_in_chain(run) == 2
    second = connection.peek(caseload, "rules")
    assert second not in (first, RULES)
    assert run("check").stdout == ""
    file.unlink()
    assert contracts_in_chain(run) == 2
    assert connection.peek(caseload, "rules") == RULES


def test_an_agreement_whose_rule_is_gone_counts_as_the_law_and_is_told(gardener, own, run):
    file = own()
    run("edit-employer W1 --cao cao.groen")
    file.unlink()
    assert contracts_in_chain(run) == 2
    (finding,) = run("check --json", exit=6).json
    assert (finding["ref"], finding["code"], finding["mend"]) == (
        "W1",
        "agreement-unknown",
        "doorstroom edit-employer W1 --cao KEY",
    )
    assert "not among the rules" in run("explain K1 --as-of 2026-06-01").stdout


def test_an_agreement_that_has_ended_is_told(gardener, own, run):
    own(GREEN.replace('status = "in_force"', 'status = "in_force"\neffective_to = 2026-06-30'))
    run("edit-employer W1 --cao cao.groen")
    (finding,) = run("check --json", exit=6).json
    assert (finding["ref"], finding["code"]) == ("W1", "agreement-ended")


@pytest.mark.parametrize(
    "line", ["expiring", "explain K1", "rules", "show K1", "edit-employer W1 --town Utrecht", "check"]
)
def test_a_rule_file_that_cannot_be_right_stops_every_answer_and_is_named(gardener, caseload, own, run, line):
    own(GREEN.replace('"chain_deviation"', '"chain"'))
    before = caseload.read_bytes()
    result = run(line, exit=5)
    assert result.stderr.startswith("error: The rule cao.groen in groen.toml does not say its max_contracts.\nhint: ")
    assert caseload.read_bytes() == before


def test_no_caseload_is_made_beside_a_rule_file_that_cannot_be_right(own, caseload, run):
    own("[[rule")
    caseload.unlink()
    assert "groen.toml" in run("init", exit=5).stderr
    assert not caseload.exists()


def test_check_collects_everything_that_is_wrong_in_own_files(own, run):
    own("[[rule")
    own(GREEN.replace("gap_months = 3", "gap_months = 2"), "one.toml")
    own(GREEN, "two.toml")
    found = run("rules check --json", exit=5).json
    assert [(one["ref"], one["code"]) for one in found] == [
        ("groen.toml", "bad-file"),
        ("cao.groen", "two-rules"),
        ("cao.groen", "too-far"),
        ("chain.statutory.2028", "announced"),
    ]
    assert all(one["mend"] for one in found)


def test_a_switched_on_law_counts_in_the_list(gardener, own, run):
    law = (
        GREEN.replace('"cao.groen"', '"chain.statutory.2028"\nreplaces = "chain.statutory.2028"')
        .replace("chain_deviation", "chain")
        .replace("gap_months = 3", "max_contracts = 3\nmax_months = 36\ngap_months = 36")
        .replace("2026-01-01", "2028-01-01")
    )
    older = law.replace("statutory.2028", "statutory.2020").replace(
        "2028-01-01", "2020-01-01\neffective_to = 2027-12-31"
    )
    own(law, "law.toml")
    assert "hold on the same day" in run("expiring", exit=5).stderr
    own(older.replace("gap_months = 36", "gap_months = 6"), "older.toml")
    run("add-contract K1 W1 --start 2028-03-01 --end 2028-10-31")
    assert contracts_in_chain(run, "2028-06-01") == 3


def test_the_workbook_says_which_rules_it_was_made_with(gardener, own, tmp_path, run):
    import openpyxl

    own()
    run(f"export {tmp_path / 'meeting.xlsx'} --as-of 2026-06-01")
    cover = openpyxl.load_workbook(tmp_path / "meeting.xlsx").worksheets[0]
    assert any(str(cell.value).startswith(f"{RULES}+") for row in cover.iter_rows() for cell in row)


def test_a_key_is_completed(own, spawn):
    own()
    shown = spawn("", _DOORSTROOM_COMPLETE="complete_bash", COMP_WORDS="doorstroom rules show cao", COMP_CWORD="3")
    assert shown.stdout.split() == ["cao.groen"]
