"""The dated rules: what is in force when, and what a rule file must be."""

import re
from datetime import date
from pathlib import Path

import pytest
from factories import day

import doorstroom
from doorstroom.errors import BadFile
from doorstroom.rules import (
    ChainExclusion,
    ChainRule,
    Confidence,
    InformationRule,
    NoRule,
    Reading,
    Rule,
    Rules,
    Status,
    load,
)

RULES = load.load()
NOW = day("2026-11-21")

OWN_RULE = """
read_on = 2026-11-21

[[rule]]
key = "sroi.blocks.home"
kind = "social_return"
name_nl = "Bouwblokken thuis"
name_en = "Building blocks at home"
euro_per_year = { participatiewet = 30000 }
effective_from = 2026-01-01
status = "regional"
source = "own ordinance"
read = "primary"
confidence = "high"
"""


def own(folder: Path, text: str, name: str = "own.toml") -> Rules:
    folder.joinpath(name).write_text(text, encoding="utf-8")
    return load.load(folder)


def words(refusal: pytest.ExceptionInfo[BadFile]) -> str:
    return refusal.value.message.format(**refusal.value.fields)


@pytest.mark.parametrize(
    ("name", "on", "key"),
    [
        ("chain.statutory", "2015-07-01", "chain.statutory.2015"),
        ("chain.statutory", "2019-12-31", "chain.statutory.2015"),
        ("chain.statutory", "2020-01-01", "chain.statutory.2020"),
        ("chain.statutory", "2028-01-01", "chain.statutory.2020"),
        ("chain.statutory.2020", "2026-11-21", "chain.statutory.2020"),
        ("lkv.banenafspraak", "2025-12-31", "lkv.banenafspraak.2018"),
        ("lkv.banenafspraak", "2026-01-01", "lkv.banenafspraak.2026"),
        ("chain.aow", "2026-03-01", "chain.aow"),  # verified from 2026-07-01, may be older
        ("lkv.oudere", "2026-12-30", "lkv.oudere"),
    ],
)
def test_the_rule_of_a_day_is_the_one_in_force_then(name, on, key):
    assert RULES.in_force(name, day(on)).key == key


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("chain.statutory", "2015-06-30"),
        ("chain.statutory.2015", "2020-01-01"),
        ("chain.statutory.2028", "2028-01-01"),
        ("lkv.oudere", "2026-12-31"),
        ("notice.aanzegging", "2014-12-31"),
    ],
)
def test_without_a_rule_in_force_there_is_no_default(name, on):
    with pytest.raises(NoRule) as refusal:
        RULES.in_force(name, day(on))
    assert refusal.value.fields == {"name": name, "day": day(on)}


@pytest.mark.parametrize("ask", [lambda name: RULES.in_force(name, NOW), lambda name: RULES.history(name, ChainRule)])
def test_a_name_that_is_not_known_is_refused(ask):
    with pytest.raises(NoRule) as refusal:
        ask("chain.statutery")
    assert refusal.value.message == "There is no rule {name}."


def test_an_announced_rule_is_shown_but_never_in_force():
    (announced,) = RULES.announced()
    assert (announced.key, announced.status) == ("chain.statutory.2028", Status.ADOPTED)
    assert RULES.announced("chain.statutory") == (announced,)
    assert RULES.announced("chain.aow") == ()
    assert announced not in RULES.on(day("2030-01-01"))
    assert announced not in RULES.history("chain.statutory", ChainRule)


def test_a_rule_that_is_switched_off_is_never_in_force(tmp_path):
    rules = own(tmp_path, OWN_RULE + "enabled = false\n")
    assert [rule.key for rule in rules.announced()] == ["chain.statutory.2028", "sroi.blocks.home"]
    with pytest.raises(NoRule):
        rules.in_force("sroi.blocks.home", NOW)


def test_the_chain_rule_is_three_contracts_thirty_six_months_and_six_months_apart():
    rule = RULES.in_force("chain.statutory", NOW)
    assert (rule.max_contracts, rule.max_months, rule.gap_months) == (3, 36, 6)
    assert (rule.source, rule.read, rule.confidence) == ("BW7 668a(1)", Reading.PRIMARY, Confidence.HIGH)


def test_a_rule_is_found_by_its_kind_too():
    assert RULES.find("chain.excluded.minor", NOW, ChainExclusion).max_hours_per_week == 12
    assert RULES.find("chain.excluded.minor", NOW, ChainRule) is None


def test_numbers_that_are_only_shown_are_kept_by_name():
    rule = RULES.in_force("lks.flat_rate", NOW)
    assert isinstance(rule, InformationRule)
    assert rule.values == {"percentage": 50, "duration_months": 6}


def test_every_rule_has_two_names_and_a_source_and_says_when_it_was_read():
    assert len(RULES) == len({rule.key for rule in RULES}) == 41
    for rule in RULES:
        assert rule.name_nl != rule.name_en
        assert rule.source
        assert rule.read_on == NOW
        assert (rule.condition_nl is None) == (rule.condition_en is None)


def test_the_short_names_in_a_source_stand_for_titles():
    rule = RULES.in_force("notice.aanzegging", NOW)
    assert [title.split(",")[0] for title in RULES.sources_of(rule)] == [
        "Burgerlijk Wetboek Boek 7",
        "Algemene termijnenwet",
    ]
    short = {
        word.strip(";")
        for rule in RULES
        for word in rule.source.split()
        if word.strip(";").isupper() or word[:3] == "WTL"
    }
    assert short <= RULES.sources.keys()


def test_rules_of_ones_own_join_the_others(tmp_path):
    rules = own(tmp_path, OWN_RULE)
    assert len(rules) == len(RULES) + 1
    assert rules.in_force("sroi.blocks.home", NOW).values == {"euro_per_year": {"participatiewet": 30000}}


def test_a_new_law_is_a_new_rule_after_the_old_one(tmp_path):
    newer = OWN_RULE.replace("sroi.blocks.home", "sroi.blocks.home.2027").replace("2026-01-01", "2027-01-01")
    older = OWN_RULE.replace('"regional"', '"regional"\neffective_to = 2026-12-31')
    tmp_path.joinpath("newer.toml").write_text(newer, encoding="utf-8")
    rules = own(tmp_path, older)
    assert rules.in_force("sroi.blocks.home", day("2026-12-31")).key == "sroi.blocks.home"
    assert rules.in_force("sroi.blocks.home", day("2027-01-01")).key == "sroi.blocks.home.2027"


def test_a_rule_may_hold_for_one_day(tmp_path):
    rules = own(tmp_path, OWN_RULE.replace('"regional"', '"regional"\neffective_to = 2026-01-01'))
    assert rules.in_force("sroi.blocks.home", day("2026-01-01"))


def test_the_last_day_of_one_rule_is_not_the_first_of_the_next(tmp_path):
    older = OWN_RULE.replace('"regional"', '"regional"\neffective_to = 2027-01-01')
    newer = OWN_RULE.replace("sroi.blocks.home", "sroi.blocks.home.2027").replace("2026-01-01", "2027-01-01")
    tmp_path.joinpath("older.toml").write_text(older, encoding="utf-8")
    with pytest.raises(BadFile):
        own(tmp_path, newer)


WRONG = [
    (
        'status = "regional"\n',
        'status = "regoinal"\n',
        "The rule sroi.blocks.home in own.toml has a value that cannot be for status.",
    ),
    ('source = "own ordinance"\n', "", "The rule sroi.blocks.home in own.toml does not say its source."),
    ('"own ordinance"', '""', "The rule sroi.blocks.home in own.toml does not say its source."),
    (
        "euro_per_year",
        "euros_per_year",
        "The rule sroi.blocks.home in own.toml has a key that is not known: euros_per_year.",
    ),
    (
        '"social_return"',
        '"social_retrun"',
        "The rule sroi.blocks.home in own.toml has a kind that is not known: social_retrun.",
    ),
    (
        "2026-01-01",
        '"2026-01-01"',
        "The rule sroi.blocks.home in own.toml has a value that cannot be for effective_from.",
    ),
    (
        "2026-01-01",
        "2026-01-01T00:00:00",
        "The rule sroi.blocks.home in own.toml has a value that cannot be for effective_from.",
    ),
    ("read_on = 2026-11-21", "", "The rule sroi.blocks.home in own.toml does not say its read_on."),
    (
        "read_on = 2026-11-21",
        "read_on = 2026-11-21\nauthor = 1",
        "“author” is not known at the top of the rule file own.toml.",
    ),
    ("[[rule]]", "[rule]", "The rule file own.toml needs one [sources] and a [[rule]] for each rule."),
    ("[[rule]]", "rule = [1]\n[sources]", "The rule file own.toml needs one [sources] and a [[rule]] for each rule."),
    (
        '"regional"',
        '"regional"\neffective_to = 2025-12-31',
        "The rule sroi.blocks.home in own.toml ends before it begins.",
    ),
    (
        '"regional"',
        '"regional"\nvalues = {}',
        "The rule sroi.blocks.home in own.toml has a key that is not known: values.",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), WRONG, ids=[wrong for _, wrong, _ in WRONG])
def test_a_rule_file_that_cannot_be_right_is_refused_by_file_and_rule(tmp_path, right, wrong, sentence):
    with pytest.raises(BadFile) as refusal:
        own(tmp_path, OWN_RULE.replace(right, wrong, 1))
    assert words(refusal) == sentence


def test_whole_numbers_are_not_true_or_false(tmp_path):
    chain = OWN_RULE.replace('"social_return"', '"chain"').replace(
        "euro_per_year = { participatiewet = 30000 }", "max_contracts = true"
    )
    with pytest.raises(BadFile) as refusal:
        own(tmp_path, chain + "max_months = 36\ngap_months = 6\n")
    assert words(refusal) == "The rule sroi.blocks.home in own.toml has a value that cannot be for max_contracts."


@pytest.mark.parametrize("content", [b"[[rule", b"\xff\xfe", b"key = "])
def test_a_file_that_is_no_toml_is_named(tmp_path, content):
    tmp_path.joinpath("own.toml").write_bytes(content)
    with pytest.raises(BadFile) as refusal:
        load.load(tmp_path)
    assert words(refusal).startswith("The rule file own.toml cannot be read: ")


@pytest.mark.parametrize(
    ("key", "starts"),
    [
        ("chain.statutory.2026", date(2026, 1, 1)),  # while the one of 2020 has no last day
        ("chain.statutory.2020", date(2030, 1, 1)),  # the same key
    ],
)
def test_two_rules_of_a_family_on_one_day_are_refused(tmp_path, key, starts):
    clash = f"""
        read_on = 2026-11-21
        [[rule]]
        key = "{key}"
        kind = "chain"
        name_nl = "Eigen"
        name_en = "Own"
        max_contracts = 2
        max_months = 12
        gap_months = 6
        effective_from = {starts}
        status = "in_force"
        source = "invented"
        read = "none"
        confidence = "low"
    """
    with pytest.raises(BadFile) as refusal:
        own(tmp_path, clash)
    assert words(refusal) == f"The rules {key} in own.toml and chain.statutory.2020 in chain.toml hold on the same day."


def test_a_folder_that_is_not_there_holds_no_rules(tmp_path):
    assert len(load.load(tmp_path / "none")) == len(RULES)


def asked_for() -> set[str]:
    """What the sources name rules by: keys, families, and beginnings such as ``sroi.blocks.``."""
    source = Path(doorstroom.__file__).parent
    files = [file for file in source.rglob("*.py") if file.parent != source / "rules"]
    return {text for file in files for text in re.findall(r'"([a-z0-9_.]+)"', file.read_text(encoding="utf-8"))}


def is_used(rule: Rule, names: set[str]) -> bool:
    # Which collective agreement an employer goes by is said with the employer, by its key.
    by_name = rule.is_by_agreement or {rule.key, rule.family} & names
    return bool(by_name) or any(rule.key.startswith(name) for name in names if name.endswith("."))


def test_every_rule_is_used_by_something_or_marked_as_information():
    names = asked_for()
    assert [rule.key for rule in load.load() if is_used(rule, names) is rule.information] == []


def test_a_rule_that_is_only_read_says_so(run):
    assert "It is here to be read: nothing is counted with it." in run("rules show liv").stdout
    assert "It is here to be read" not in run("rules show lks.flat_rate").stdout
    assert run("rules show liv --json").json["information"] is True
