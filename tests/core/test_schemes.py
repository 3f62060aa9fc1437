"""What the rules say of the days of a scheme; T-numbers are worked cases."""

import pytest
from factories import a_contract, day

from doorstroom import amounts, schemes
from doorstroom.errors import BadInput, Refused
from doorstroom.model.choices import ContractKind, TargetGroup
from doorstroom.model.support import Assignment, Support, SupportKind
from doorstroom.rules import load

RULES = load.load()
LKS, TRIAL, LKV = SupportKind.LKS, SupportKind.TRIAL, SupportKind.LKV


def suggested(kind, start, **more):
    return schemes.suggest(kind, day(start), RULES, **more)


def test_the_flat_rate_lasts_six_months_and_then_productivity_is_measured():
    """T48."""
    one = suggested(LKS, "2026-09-15")
    assert (one.ends_on, one.afterwards.key) == (day("2027-03-14"), "lks.measured")


def test_a_trial_placement_of_the_municipality_lasts_two_months_and_four_more():
    """T49."""
    one = suggested(TRIAL, "2026-12-01")
    assert (one.rule.key, one.ends_on, one.longer) == ("trial.gemeente", day("2027-01-31"), (day("2027-05-31"),))


@pytest.mark.parametrize("provider", ["UWV", "uwv Utrecht"])
def test_a_trial_placement_of_uwv_lasts_six_months_and_is_only_offered(provider):
    one = suggested(TRIAL, "2026-12-01", provider=provider)
    assert (one.rule.key, one.ends_on, one.is_sure) == ("trial.uwv", day("2027-05-31"), False)
    assert suggested(TRIAL, "2026-12-01", key="trial.uwv").is_sure


def test_a_tax_credit_for_three_years_ends_on_the_day_before():
    """T50."""
    assert suggested(LKV, "2024-05-20", key="lkv.arbeidsgehandicapte").ends_on == day("2027-05-19")


def test_a_certificate_is_applied_for_within_three_months():
    """T51: the last day is 28 February, and the day before to be safe."""
    one = suggested(LKV, "2026-11-30", key="lkv.arbeidsgehandicapte")
    assert one.apply_by == day("2027-02-28")


def test_a_participation_place_is_looked_at_after_nine_months():
    """T52."""
    one = suggested(SupportKind.PARTICIPATION, "2025-02-10")
    assert (one.review_on, one.stops_on, one.ends_on) == (day("2025-11-09"), day("2026-02-09"), day("2027-02-09"))
    assert one.longer == (day("2028-02-09"), day("2029-02-09"))


def test_which_tax_credit_is_meant_is_asked_unless_the_target_group_says_it():
    assert suggested(LKV, "2026-05-01") is None
    assert suggested(LKV, "2026-05-01", group=TargetGroup.WIA) is None
    one = suggested(LKV, "2026-05-01", group=TargetGroup.BANENAFSPRAAK)
    assert (one.rule.key, one.ends_on, one.apply_by) == ("lkv.banenafspraak.2026", None, None)


def test_a_tax_credit_from_before_the_law_changed_names_what_came_after():
    one = suggested(LKV, "2025-06-01", group=TargetGroup.BANENAFSPRAAK)
    assert (one.rule.key, one.ends_on) == ("lkv.banenafspraak.2018", day("2028-05-31"))
    assert one.successor.key == "lkv.banenafspraak.2026"
    assert not one.is_sure


def test_a_tax_credit_that_was_abolished_ends_with_its_rule():
    assert suggested(LKV, "2023-12-31", key="lkv.oudere").ends_on == day("2026-12-30")
    assert suggested(LKV, "2025-01-01", key="lkv.oudere").ends_on == day("2026-12-30")


def test_what_is_not_known_for_sure_is_offered_and_not_taken():
    asked = Support(contract=1, kind=SupportKind.NO_RISK, starts_on=day("2026-09-01"))
    assert schemes.filled(asked, suggested(SupportKind.NO_RISK, "2026-09-01")) == asked
    taken = schemes.filled(asked, suggested(SupportKind.NO_RISK, "2026-09-01", key="no_risk"))
    assert (taken.ends_on, taken.rule) == (day("2031-08-31"), "no_risk")


def test_the_days_that_people_give_go_before_those_of_the_rules():
    asked = Support(contract=1, kind=LKS, starts_on=day("2026-09-15"), ends_on=day("2026-12-31"))
    assert schemes.filled(asked, suggested(LKS, "2026-09-15")).ends_on == day("2026-12-31")


def test_a_review_of_the_rules_after_the_last_day_that_was_given_is_left_out():
    kind, start = SupportKind.PARTICIPATION, "2026-01-01"
    asked = Support(contract=1, kind=kind, starts_on=day(start), ends_on=day("2026-06-30"))
    assert schemes.filled(asked, suggested(kind, start)).review_on is None


@pytest.mark.parametrize("kind", [SupportKind.CERTIFICATE, SupportKind.LANGUAGE, SupportKind.OTHER])
def test_schemes_without_rules_get_no_days(kind):
    assert suggested(kind, "2026-01-01") is None
    assert schemes.possible(kind, day("2026-01-01"), RULES) == []


@pytest.mark.parametrize(("kind", "key"), [(LKS, "trial.uwv"), (LKS, "nothing"), (SupportKind.OTHER, "lks.flat_rate")])
def test_a_rule_of_another_scheme_is_refused(kind, key):
    with pytest.raises(BadInput):
        suggested(kind, "2026-01-01", key=key)


def test_asking_for_no_rule_gives_none():
    assert suggested(LKS, "2026-01-01", key=schemes.NO_RULE) is None


def test_a_scheme_counts_from_its_first_to_its_last_day():
    one = Support(contract=1, kind=LKS, starts_on=day("2026-01-01"), ends_on=day("2026-06-30"))
    assert [one.is_running(day(on)) for on in ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")] == [
        False,
        True,
        True,
        False,
    ]
    assert not one.end_on(day("2026-03-31")).is_running(day("2026-04-01"))
    with pytest.raises(Refused):
        one.end_on(day("2026-03-31")).end_on(day("2026-04-30"))


# --- amounts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "euros"),
    [
        ("2025-02-01", "2026-12-31", 1405.56),  # T53: 23 months
        ("2024-01-01", "2026-12-31", 2200.00),  # T53: 36 months
        ("2026-11-01", "2026-11-15", 30.56),  # half a month
    ],
)
def test_the_transition_payment_is_a_third_of_a_months_wage_a_year(start, end, euros):
    payment = amounts.transition_payment(a_contract(start, end, wage_month=220000), [], RULES)
    assert payment.cents / 100 == euros


def test_earlier_contracts_count_for_the_transition_payment_until_a_gap_of_more_than_six_months():
    last = a_contract("2026-01-01", "2026-12-31", id=3, wage_month=240000)
    near = a_contract("2025-01-01", "2025-07-31", id=2)
    far = a_contract("2023-01-01", "2024-06-29", id=1)
    assert amounts.transition_payment(last, [far, near, last], RULES).months == 19


def test_contracts_right_after_each_other_are_counted_as_one_period():
    last = a_contract("2026-07-01", "2026-12-31", id=2, wage_month=240000)
    first = a_contract("2026-01-31", "2026-06-30", id=1)
    assert amounts.transition_payment(last, [first], RULES).months == amounts.months_of(
        day("2026-01-31"), day("2026-12-31")
    )


def test_no_transition_payment_for_a_trial_placement_nor_before_two_years_in_the_old_law():
    trial = a_contract("2026-01-01", "2026-02-28", kind=ContractKind.TRIAL, wage_month=100000)
    assert amounts.transition_payment(trial, [], RULES) is None
    assert amounts.transition_payment(a_contract("2018-01-01", "2019-06-30", wage_month=100000), [], RULES) is None


def test_the_transition_payment_has_a_ceiling():
    payment = amounts.transition_payment(a_contract("1990-01-01", "2026-12-31", wage_month=900000), [], RULES)
    assert payment.cents == 108_000_00  # a year's wage, which is more than the ceiling
    modest = amounts.transition_payment(a_contract("1980-01-01", "2026-12-31", wage_month=700000), [], RULES)
    assert modest.cents == 102_000_00


def test_thirty_two_hours_are_a_job_and_a_quarter():
    """T54: 32/25.5."""
    assert amounts.in_jobs(32, RULES, day("2026-11-21")) == 1.25


def test_what_is_owed_is_said_outright_or_a_part_of_the_order():
    order = {"employer": 1, "name": "Onderhoud"}
    assert Assignment(**order, value=250_000_00, percent=5.0).owed == 12_500_00
    assert Assignment(**order, value=250_000_00, percent=5.0, obligation=10_000_00).owed == 10_000_00
    assert Assignment(**order, value=250_000_00).owed is None
