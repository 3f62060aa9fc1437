"""What is owed in social return and what placements are worth; T-numbers are worked cases."""

import pytest
from factories import day
from lives import TODAY, career, job

from doorstroom.errors import BadInput
from doorstroom.model.choices import ContractKind, TargetGroup
from doorstroom.model.support import Assignment
from doorstroom.results.careers import Spell
from doorstroom.results.social_return import Doubt, Eligible, list_of, refuse_unknown_region, report, social_return
from doorstroom.rules import load

RULES = load.load()
ORDER = Assignment(id=1, employer=1, name="Groen", obligation=25_000_00, region="utrecht")
JOBS_AGREEMENT = TargetGroup.BANENAFSPRAAK


def owed(*people, orders=(ORDER,), as_of=TODAY):
    return social_return([(order, "Werkgever 1") for order in orders], people, RULES, as_of=as_of).rows


def eligible(*jobs, group=JOBS_AGREEMENT, since=None, number=1):
    return Eligible(career(*jobs, number=number), group, day(since) if since else None)


def worth(one, order=ORDER, as_of=TODAY):
    ((found,),) = (row.placements for row in owed(one, orders=[order], as_of=as_of))
    return found


def test_a_placement_counts_in_proportion_to_hours_and_months():
    """T55: 50,000 × 24/36 × 6/12."""
    found = worth(eligible(job("2026-01-01", "2026-06-30", hours=24)))
    assert (found.block, found.reached, found.expected) == ("banenafspraak", 16_666_67, 16_666_67)


def test_more_than_full_time_is_full_time():
    assert worth(eligible(job("2026-01-01", "2026-12-31", hours=40))).expected == 50_000_00


def test_what_is_reached_stops_on_the_day_asked():
    found = worth(eligible(job("2026-01-01", "2026-12-31", hours=36)), as_of=day("2026-06-30"))
    assert (found.reached, found.expected) == (25_000_00, 50_000_00)


def test_only_days_within_the_order_count():
    order = Assignment(
        id=1, employer=1, name="x", region="utrecht", starts_on=day("2026-04-01"), ends_on=day("2026-06-30")
    )
    assert worth(eligible(job("2026-01-01", "2026-12-31", hours=36)), order).expected == 12_500_00


@pytest.mark.parametrize(
    ("group", "since", "block", "doubt"),
    [
        (TargetGroup.PARTICIPATIEWET, "2024-06-01", "participatiewet_lt_2y", None),
        (TargetGroup.PARTICIPATIEWET, "2024-01-01", "participatiewet_gt_2y", None),
        (TargetGroup.PARTICIPATIEWET, None, None, Doubt.NO_SINCE),
        (TargetGroup.WW, "2025-01-01", "ww_gt_1y", None),
        (TargetGroup.BANENAFSPRAAK, None, "doelgroepregister", None),
        (TargetGroup.WIA, None, None, Doubt.NO_BLOCK),
        (None, None, None, Doubt.NO_BLOCK),
    ],
)
def test_the_block_follows_from_the_group_and_the_time_on_benefit(group, since, block, doubt):
    order = Assignment(id=1, employer=1, name="x", region="oost_nederland")
    found = worth(eligible(job("2026-01-01", "2026-12-31", hours=36), group=group, since=since), order)
    assert (found.block, found.doubts) == (block, (doubt,) if doubt else ())


def test_a_trial_placement_counts_by_the_month_where_a_region_says_so():
    trial = job("2026-01-01", "2026-02-28", kind=ContractKind.TRIAL)
    east = Assignment(id=1, employer=1, name="x", region="oost_nederland")
    assert worth(eligible(trial), east).expected == 1_500_00
    assert worth(eligible(trial)).doubts == (Doubt.NO_BLOCK,)


def test_without_hours_or_a_region_there_is_no_value_and_that_is_said():
    assert worth(eligible(job("2026-01-01", "2026-06-30"))).doubts == (Doubt.NO_HOURS,)
    (row,) = owed(eligible(job("2026-01-01", "2026-06-30", hours=24)), orders=[Assignment(id=1, employer=1, name="x")])
    assert (row.reached, row.doubts) == (0, (Doubt.NO_REGION,))


def test_an_order_says_that_the_blocks_of_a_region_are_unsure():
    (row,) = owed()
    assert row.doubts == (Doubt.UNSURE,)


def test_what_is_left_is_what_is_owed_without_what_was_agreed():
    (row,) = owed(eligible(job("2026-01-01", "2026-06-30", hours=24)))
    assert (row.left, row.reached) == (8_333_33, 16_666_67)
    (row,) = owed(*(eligible(job("2026-01-01", "2026-12-31", hours=36), number=n) for n in (1, 2)))
    assert row.left == 0


def test_a_contract_counts_once_for_the_first_order_and_that_is_said():
    other = Assignment(id=2, employer=1, name="y", region="utrecht", starts_on=day("2026-03-01"))
    first, second = owed(eligible(job("2026-01-01", "2026-12-31", hours=36)), orders=[other, ORDER])
    assert (len(first.placements), len(second.placements)) == (0, 1)
    assert Doubt.SEVERAL in second.doubts


def test_a_contract_that_was_set_down_for_an_order_counts_there():
    chosen = Assignment(id=2, employer=1, name="y", region="utrecht", placements=(1,))
    first, second = owed(eligible(job("2026-01-01", "2026-12-31", hours=36)), orders=[ORDER, chosen])
    assert (len(first.placements), len(second.placements)) == (0, 1)
    assert Doubt.SEVERAL not in second.doubts


def test_who_is_hired_counts_for_the_hirer():
    there = Spell(1, day("2026-01-01"), day("2026-12-31"), 36)
    lent = job("2026-01-01", "2026-12-31", employer=9, elsewhere=(there,), hours=36)
    assert worth(eligible(lent)).expected == 50_000_00


def test_who_is_hired_counts_for_the_days_and_hours_of_the_work_there():
    there = Spell(1, day("2026-01-01"), day("2026-06-30"), 18)
    lent = job("2026-01-01", "2026-12-31", employer=9, elsewhere=(there,), hours=36)
    assert worth(eligible(lent)).expected == 12_500_00
    assert worth(eligible(lent._replace(elsewhere=(there._replace(hours=None),)))).expected is None


def test_a_region_without_blocks_is_refused():
    refuse_unknown_region("utrecht", RULES)
    refuse_unknown_region(None, RULES)
    with pytest.raises(BadInput):
        refuse_unknown_region("nergens", RULES)


def test_the_report_gives_euros_and_hides_few_placements():
    found = social_return(
        [(ORDER, "Werkgever 1")], [eligible(job("2026-01-01", "2026-06-30", hours=24))], RULES, as_of=TODAY
    )
    (row,) = report(found).records()
    assert (row["owed"], row["reached"], row["left"]) == (25000, 16666.67, 8333.33)
    assert (row["rule"], str(row["sure"])) == ("sroi.blocks.utrecht", "low")
    (hidden,) = report(found, min_cell=5).records()
    assert (hidden["owed"], hidden["placements"], hidden["reached"], hidden["left"]) == (25000, None, None, None)
    assert [one["contract"] for one in list_of(found).records()] == ["C1"]
