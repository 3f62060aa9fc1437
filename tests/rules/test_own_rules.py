"""Rules of one's own: what they may take the place of, what is refused, and what is collected when all is looked at."""

import pytest
from factories import day

from doorstroom.errors import Ambiguous, BadFile
from doorstroom.rules import ChainRule, NoRule, RuleKind, Rules, load
from doorstroom.rules.review import exit_code, review

NOW = day("2026-11-21")
LAW = load.load()

HEAD = """
read_on = 2026-11-01
[sources]
CAO-GROEN = "Cao Groen 2026, invented for this test"
"""


def a_rule(key="cao.groen", kind="chain_deviation", **fields):
    """A rule as text; a field that is None is left out."""
    ordinary = {
        "key": key,
        "kind": kind,
        "name_nl": "Cao Groen",
        "name_en": "Green agreement",
        "gap_months": 3,
        "effective_from": day("2026-01-01"),
        "status": "in_force",
        "source": "CAO-GROEN 12(3)",
        "read": "primary",
        "confidence": "high",
    }
    filled = {name: value for name, value in (ordinary | fields).items() if value is not None}
    return "\n".join(["[[rule]]", *(f"{name} = {_toml(value)}" for name, value in filled.items()), ""])


def _toml(value):
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


@pytest.fixture
def written(tmp_path):
    """Write rule files and give their folder."""

    def write(*rules, name="groen.toml"):
        tmp_path.joinpath(name).write_text(HEAD + "\n".join(rules), encoding="utf-8")
        return tmp_path

    return write


def test_a_rule_of_ones_own_says_from_which_file_it_is(written):
    rule = load.load(written(a_rule())).in_force("cao.groen", NOW)
    assert (rule.origin, rule.kind, rule.numbers) == ("groen.toml", RuleKind.CHAIN_DEVIATION, {"gap_months": 3})
    assert {rule.origin for rule in LAW} == {None}


def test_a_rule_may_take_the_place_of_one_of_doorstroom(written):
    numbers = {"max_contracts": 3, "max_months": 36, "gap_months": 36}
    folder = written(
        a_rule(
            "chain.statutory.2028",
            "chain",
            replaces="chain.statutory.2028",
            **numbers,
            effective_from=day("2028-01-01"),
        ),
        a_rule(
            "chain.statutory.2020",
            "chain",
            replaces="chain.statutory.2020",
            **numbers,
            effective_from=day("2020-01-01"),
            effective_to=day("2027-12-31"),
        ),
    )
    rules = load.load(folder)
    assert len(rules) == len(LAW)
    assert rules.in_force("chain.statutory", day("2028-01-01")).gap_months == 36
    assert rules.announced() == ()
    assert set(rules.replaced) == {"chain.statutory.2020", "chain.statutory.2028"}
    assert [rule.key for rule in rules.history("chain.statutory", ChainRule)] == [
        "chain.statutory.2015",
        "chain.statutory.2020",
        "chain.statutory.2028",
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"replaces": "chain.nothing"}, "replaces chain.nothing, which is no rule of doorstroom of the same kind."),
        (
            {"replaces": "chain.statutory.2020"},
            "replaces chain.statutory.2020, which is no rule of doorstroom of the same kind.",
        ),
        ({"replaces": "cao.groen"}, "replaces cao.groen, which is no rule of doorstroom of the same kind."),
        ({"gap_months": None}, "does not say its max_contracts, max_months or gap_months."),
        ({"gap_months": -1}, "has a value that cannot be for gap_months."),
        ({"gap_months": 1201}, "has a value that cannot be for gap_months."),
        ({"max_contracts": 0}, "has a value that cannot be for max_contracts."),
        ({"max_months": 0}, "has a value that cannot be for max_months."),
        ({"origin": "law"}, "has a key that is not known: origin."),
        ({"kind": ""}, "does not say its kind."),
        ({"kind": "chain_devation"}, "has a kind that is not known: chain_devation."),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_file_and_rule(written, fields, said):
    with pytest.raises(BadFile) as refusal:
        load.load(written(a_rule(**fields)))
    assert refusal.value.message.format(**refusal.value.fields) == f"The rule cao.groen in groen.toml {said}"
    assert refusal.value.hint


@pytest.mark.parametrize("key", ["Cao Groen", "cao..groen", "[/]", "", "cao\u202e"])
def test_a_key_can_be_typed(written, key):
    with pytest.raises(BadFile):
        load.load(written(a_rule(key)))


def test_what_systems_leave_beside_a_file_is_no_rule_file(written):
    folder = written(a_rule())
    folder.joinpath("._groen.toml").write_bytes(b"\x00\x05\x16\x07")
    folder.joinpath("groen.toml.bak").write_text("old")
    folder.joinpath("notes.txt").write_text("call them")
    assert len(load.load(folder)) == len(LAW) + 1


def test_a_folder_that_is_called_as_a_rule_file_is_refused(written):
    written(a_rule()).joinpath("odd.toml").mkdir()
    with pytest.raises(BadFile, match=r"odd|file"):
        load.load(written(a_rule()))


# --- everything at once -------------------------------------------------------------------------------------------


def test_all_that_is_wrong_is_collected_and_the_rest_is_loaded(written):
    written("[[rule", name="broken.toml")
    written(a_rule("cao.b", kind="nonsense"), a_rule("cao.c"), name="half.toml")
    folder = written(a_rule(), a_rule())
    rules, refused = load.examine(folder)
    assert {rule.key for rule in rules if rule.origin} == {"cao.groen", "cao.c"}
    assert [problem.code for problem in refused] == ["bad_file", "bad_file", "two_rules"]
    findings = review(rules, refused, NOW)
    assert [(finding.ref, finding.code) for finding in findings[:3]] == [
        ("broken.toml", "bad-file"),
        ("cao.b", "bad-file"),
        ("cao.groen", "two-rules"),
    ]
    assert exit_code(findings) == 5


def codes(rules: Rules, when=NOW):
    return [(finding.ref, finding.code) for finding in review(rules, (), when)]


def test_as_they_come_only_what_is_announced_needs_looking_at():
    assert codes(LAW) == [("chain.statutory.2028", "announced")]
    assert exit_code(review(LAW, (), NOW)) == 6
    assert exit_code([]) == 0


@pytest.mark.parametrize(("when", "is_told"), [("2027-11-21", False), ("2027-11-22", True)])
def test_a_source_is_read_again_every_twelve_months(when, is_told):
    found = codes(LAW, day(when))
    assert (("notice.aanzegging", "not-read-again") in found) is is_told
    # What holds no more need not be read again.
    assert not {("liv", "not-read-again"), ("chain.statutory.2015", "not-read-again")} & set(found)


def test_days_between_two_rules_are_a_gap(written):
    older = a_rule("cao.groen.2024", effective_from=day("2024-01-01"), effective_to=day("2025-12-30"))
    found = review(load.load(written(older, a_rule("cao.groen.2026"))), (), NOW)
    assert [(one.ref, one.code) for one in found if one.code == "gap"] == [("cao.groen.2026", "gap")]
    assert (found[0].what.fields["first"], found[0].what.fields["last"]) == (day("2025-12-31"), day("2025-12-31"))
    whole = a_rule("cao.groen.2024", effective_from=day("2024-01-01"), effective_to=day("2025-12-31"))
    assert "gap" not in dict(codes(load.load(written(whole, a_rule("cao.groen.2026"))))).values()


@pytest.mark.parametrize(
    ("numbers", "is_told"),
    [
        ({"gap_months": 3}, False),
        ({"gap_months": 2}, True),
        ({"gap_months": None, "max_contracts": 6, "max_months": 48}, False),
        ({"gap_months": None, "max_contracts": 7}, True),
        ({"gap_months": None, "max_months": 49}, True),
    ],
)
def test_an_agreement_that_goes_further_than_the_law_allows_is_told(written, numbers, is_told):
    assert (("cao.groen", "too-far") in codes(load.load(written(a_rule(**numbers))))) is is_told


def test_a_rule_of_ones_own_that_is_switched_off_is_told_too(written):
    assert ("cao.groen", "announced") in codes(load.load(written(a_rule(enabled=False))))


# --- which rule is meant ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "on", "key"),
    [
        ("chain.statutory", "2026-11-21", "chain.statutory.2020"),
        ("chain.statutory", "2019-12-31", "chain.statutory.2015"),
        ("chain.statutory", "2010-01-01", "chain.statutory.2020"),
        ("chain.statutory.2028", "2026-11-21", "chain.statutory.2028"),
        ("lkv.oudere", "2030-01-01", "lkv.oudere"),
        ("Aanzeg", "2026-11-21", "notice.aanzegging"),
        ("lkv.banenafspraak", "2025-06-01", "lkv.banenafspraak.2018"),
        ("LKV doelgroep", "2026-11-21", "lkv.banenafspraak.2026"),
    ],
)
def test_a_key_a_family_or_part_of_a_name_means_one_rule(text, on, key):
    assert LAW.called(text, day(on)).key == key


@pytest.mark.parametrize("text", ["", "  ", "zzz", "-"])
def test_what_means_no_rule_is_not_found(text):
    with pytest.raises(NoRule):
        LAW.called(text, NOW)


def test_what_means_several_names_them():
    with pytest.raises(Ambiguous) as refusal:
        LAW.called("excluded", NOW)
    assert refusal.value.fields["keys"] == (
        "chain.excluded.bbl",
        "chain.excluded.minor",
        "chain.excluded.school_sick_cover",
    )
