"""Collective agreements: what they change in the chain of an employer that goes by them, on which days, and what is asked."""

from dataclasses import replace
from itertools import pairwise

import pytest
from factories import a_contract, an_employer, contracts_of, day
from hypothesis import given
from strategies import careers

from doorstroom.dates import DAY
from doorstroom.limits import Check, Outcome, ledgers, stays
from doorstroom.limits.agreement import chain_rules
from doorstroom.rules import ChainDeviation, Confidence, Reading, RuleKind, Rules, Status, load

LAW = load.load()
SEASONAL = "chain.cao_seasonal_gap"


def an_agreement(key="cao.groen", **fields):
    """A rule of an own file about the chain."""
    ordinary = {
        "key": key,
        "kind": RuleKind.CHAIN_DEVIATION,
        "name_nl": "Cao Groen",
        "name_en": "Green agreement",
        "effective_from": day("2020-01-01"),
        "status": Status.IN_FORCE,
        "source": "CAO-GROEN 12(3)",
        "read": Reading.PRIMARY,
        "confidence": Confidence.HIGH,
        "read_on": day("2026-11-21"),
        "origin": "groen.toml",
    }
    return ChainDeviation(**ordinary | fields)


def chain_under(contracts, *agreements, cao="cao.groen", **employer):
    """The chain of the last of these contracts at an employer that goes by an agreement."""
    rules = Rules([*LAW, *agreements], LAW.sources)
    employers = {1: an_employer(id=1, cao=cao, **employer), 2: an_employer(id=2, name="Other")}
    return ledgers(contracts, employers, rules)[-1].chain


def pair(end, start):
    return [a_contract("2025-04-01", end, id=1), a_contract(start, "2026-12-31", id=2)]


@pytest.mark.parametrize(("start", "in_chain"), [("2026-05-01", 2), ("2026-05-02", 1)], ids=["T27 same", "T27 new"])
@pytest.mark.parametrize("cao", [SEASONAL, "cao.groen", "cao.groen.2020"])
def test_seasonal_work_starts_anew_after_more_than_three_months(start, in_chain, cao):
    chain = chain_under(pair("2026-01-31", start), an_agreement("cao.groen.2020", gap_months=3), cao=cao)
    assert len(chain.contracts) == in_chain


def test_without_an_agreement_the_gap_is_that_of_the_law():
    assert len(chain_under(pair("2026-01-31", "2026-05-02"), an_agreement(gap_months=3), cao=None).contracts) == 2


def test_an_agreement_may_allow_more_contracts_over_more_months():
    contracts = contracts_of("2024-01-01", 12, 12, 12, 12)
    chain = chain_under(contracts, an_agreement(max_contracts=6, max_months=48))
    assert (chain.outcome, chain.until, chain.contracts_left) == (Outcome.WITHIN, day("2027-12-31"), 2)
    assert (chain.rule.key, chain.rule.source) == ("cao.groen", "CAO-GROEN 12(3)")
    assert chain_under(contracts, cao=None).converts_on == day("2027-01-01")


def test_what_an_agreement_leaves_open_is_as_the_law_has_it():
    rule = chain_under(contracts_of("2024-01-01", 12), an_agreement(gap_months=3)).rule
    assert (rule.max_contracts, rule.max_months, rule.gap_months) == (3, 36, 3)


@pytest.mark.parametrize(("starts", "in_chain"), [("2026-04-30", 2), ("2026-05-02", 1), ("2027-05-02", 2)])
def test_an_agreement_counts_on_its_own_days_only(starts, in_chain):
    agreement = an_agreement(gap_months=3, effective_from=day("2026-05-01"), effective_to=day("2026-12-31"))
    end = day(starts).replace(month=1, day=31)
    contracts = [a_contract("2025-04-01", str(end), id=1), a_contract(starts, "2027-12-31", id=2)]
    assert len(chain_under(contracts, agreement).contracts) == in_chain


def test_a_newer_agreement_follows_the_older_one_under_the_same_name():
    older = an_agreement("cao.groen.2020", max_months=48, effective_to=day("2026-12-31"))
    newer = an_agreement("cao.groen.2027", max_months=40, effective_from=day("2027-01-01"))
    chain = chain_under([a_contract("2024-01-01", "2027-12-31")], older, newer)
    assert (chain.rule.key, chain.until) == ("cao.groen.2027", day("2027-04-30"))


def test_after_an_agreement_has_ended_the_law_counts_at_once():
    agreement = an_agreement(max_months=48, effective_to=day("2027-06-30"))
    chain = chain_under([a_contract("2024-01-01", "2027-12-31")], agreement)
    assert (chain.rule.key, chain.until) == ("chain.statutory.2020", day("2027-06-30"))


def test_where_one_employer_follows_another_the_present_ones_agreement_counts():
    contracts = [a_contract("2025-01-01", "2026-01-31", id=1, employer=2), a_contract("2026-05-02", "2026-12-31", id=2)]
    assert len(chain_under(contracts, cao=SEASONAL, successor_of=2).contracts) == 1
    assert len(chain_under(contracts, cao=None, successor_of=2).contracts) == 2


def test_an_agreement_does_not_touch_the_limits_after_state_pension():
    rules = Rules([*LAW, an_agreement(max_months=40)])
    employers = {1: an_employer(id=1, cao="cao.groen")}
    (stay,) = stays([a_contract("2026-03-01", "2027-02-28")], employers, rules, pension_on=day("2026-03-01"))
    assert stay.chain_until == day("2030-02-28")


@pytest.mark.parametrize(
    ("cao", "asked"),
    [
        (SEASONAL, Check.AGREEMENT),  # it has a condition that only people can judge
        ("cao.groen", None),
        ("cao.gone", Check.AGREEMENT_UNKNOWN),
        (None, None),
    ],
)
def test_what_cannot_be_known_of_an_agreement_is_asked(cao, asked):
    rules = Rules([*LAW, an_agreement(gap_months=3)])
    (stay,) = stays([a_contract("2026-04-01", "2026-10-31")], {1: an_employer(id=1, cao=cao)}, rules)
    assert set(stay.checks) & {Check.AGREEMENT, Check.AGREEMENT_UNKNOWN} == ({asked} if asked else set())
    assert stay.chain_until == day("2029-03-31")


@pytest.mark.parametrize(
    "agreements",
    [
        [an_agreement(gap_months=3)],
        [an_agreement(gap_months=3, effective_from_exact=False)],
        [an_agreement(gap_months=3, effective_from=day("2018-01-01"), effective_to=day("2019-12-31"))],
        [an_agreement(gap_months=3, effective_from=day("2018-06-01"), effective_to=day("2022-06-30"))],
        [
            an_agreement(
                "cao.groen.2016", gap_months=3, effective_from=day("2016-01-01"), effective_to=day("2016-01-01")
            ),
            an_agreement("cao.groen.2024", max_months=48, effective_from=day("2024-01-01")),
        ],
    ],
)
def test_every_day_of_the_law_has_exactly_one_rule(agreements):
    pieces = chain_rules(Rules([*LAW, *agreements]), an_employer(cao="cao.groen"))
    law = LAW.history("chain.statutory", type(pieces[0]))
    assert (pieces[0].since, pieces[-1].until) == (law[0].since, law[-1].until)
    assert all(before.until + DAY == after.since for before, after in pairwise(pieces))


@given(careers())
def test_an_agreement_that_says_what_the_law_says_changes_no_day(contracts):
    same = an_agreement(max_contracts=3, max_months=36, gap_months=6)
    rules = Rules([*LAW, same])
    numbers = {one.employer for one in contracts} | {hirer for one in contracts for hirer in one.hirers}
    with_it = {number: an_employer(id=number, cao="cao.groen") for number in numbers}
    without = {number: replace(one, cao=None) for number, one in with_it.items()}

    def days(employers):
        return [
            (stay.leaves_on, stay.because, stay.chain_until, stay.checks) for stay in stays(contracts, employers, rules)
        ]

    assert days(with_it) == days(without)
