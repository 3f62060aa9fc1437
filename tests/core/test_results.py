"""The load ahead, employers, two days side by side, and programmes."""

import pytest
from factories import a_contract, an_employer, day
from hypothesis import given
from hypothesis import strategies as st
from lives import TODAY, career, job, journey
from people import a_person

from doorstroom import reports
from doorstroom.choices import Kind
from doorstroom.model.choices import ClosingReason, Stage, TargetGroup
from doorstroom.model.following import Interest
from doorstroom.model.programme import Programme
from doorstroom.results import comparison, employers, load, progress
from doorstroom.results.careers import Spell
from doorstroom.results.comparison import Figure, Life
from doorstroom.results.employers import Conversation
from doorstroom.results.shape import median, per_cent
from doorstroom.rules import load as rules
from doorstroom.wording import sentence

RULES = rules.load()


# --- shares ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(95, 235, 40.4), (5, 95, 5.3), (5, 235, 2.1), (5, 500, 1.0), (8, 43, 18.6), (1, 8, 12.5), (1, 0, None), (0, 3, 0)],
)
def test_a_share_has_one_decimal(part, whole, share):
    assert per_cent(part, whole) == share


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_share_is_the_nearest_tenth(part, whole):
    assert abs(per_cent(part, whole) - part * 100 / whole) <= 0.05 + 1e-9


@pytest.mark.parametrize(("numbers", "middle"), [([], None), ([3], 3), ([1, 9, 2], 2), ([1, 2], 1.5), ([1, 3], 2)])
def test_the_median_is_the_middle(numbers, middle):
    assert median(numbers) == middle


# --- load --------------------------------------------------------------------------------------------------------


def load_of(*ends, as_of=TODAY, **fields):
    people = [
        a_person(a_contract("2026-01-01", end, employer=employer), id=n, **fields)
        for n, (end, employer) in enumerate(ends, start=1)
    ]
    return load.load(reports.expiring(people, as_of=as_of, months=load.WINDOW))


def test_twelve_months_from_this_one_each_with_its_ends():
    answer = load_of(("2026-11-20", 1), ("2026-11-21", 1), ("2026-12-31", 1), ("2027-10-31", 2), ("2027-11-01", 2))
    assert [(month.name, month.leaving) for month in answer.months if month.leaving] == [
        ("2026-11", 1),
        ("2026-12", 1),
        ("2027-10", 1),
    ]
    assert len(answer.months) == 12


def test_a_peak_is_named_with_where_it_is():
    told = load.report(load_of(*[("2026-12-31", 1)] * 3, ("2026-12-31", 2), ("2027-03-31", 2)))
    assert told.about["peaks"] == ["2026-12"]
    assert told.notes[0].fields == {"month": "2026-12", "n": 4, "most": "Werkgever 1 (3)"}


def test_a_year_without_ends_has_no_peak():
    assert load.report(load_of()).about["peaks"] == []


def test_months_as_columns_add_up_to_their_total():
    table = load.by_group(load_of(("2026-12-31", 1), ("2027-01-31", 2), ("2027-01-31", 2)), load.By.EMPLOYER)
    rows = [(str(one["group"]), one["2026-12"], one["2027-01"], one["total"]) for one in table.records()]
    assert rows == [("all", 1, 2, 3), ("Werkgever 2", 0, 2, 2), ("Werkgever 1", 1, 0, 1)]


def test_small_months_are_hidden_also_where_they_are_parted():
    answer = load_of(*[("2026-12-31", 1)] * 6, *[("2026-12-31", 2)] * 2)
    (december,) = [month for month in load.report(answer, min_cell=5).rows if month.name == "2026-12"]
    assert (december.leaving, dict(december.employers)) == (8, {})
    table = {str(one["group"]): one["2026-12"] for one in load.by_group(answer, load.By.EMPLOYER, min_cell=5).records()}
    assert table == {"all": 8, "Werkgever 1": None, "Werkgever 2": None}


# --- employers ---------------------------------------------------------------------------------------------------


def hosts_of(conversations, careers=(), groups=None, as_of=TODAY, **fields):
    every = [an_employer(id=n, name=f"Werkgever {n}", **fields) for n in range(1, 51)]
    return employers.hosts(every, conversations, careers, groups or {}, RULES, as_of=as_of, listed=True)


def test_the_figures_of_rotterdam():
    """Seed: 43 conversations, with eight employers the next phase can begin."""
    talks = [
        Conversation(n, n, day("2019-09-01"), Interest.INTERESTED if n <= 8 else Interest.NOT_NOW) for n in range(1, 44)
    ]
    about = employers.report(hosts_of(talks, as_of=day("2019-12-31"))).about
    assert (about["conversations"], about["interested"], about["interested_share"]) == (43, 8, 18.6)


def test_the_last_answer_of_an_employer_counts_on_the_day_asked():
    talks = [
        Conversation(1, 1, day("2026-01-01"), Interest.INTERESTED),
        Conversation(2, 1, day("2026-06-01"), Interest.NO),
    ]
    assert hosts_of(talks).figures[employers.Figure.INTERESTED] == 0
    assert hosts_of(talks, as_of=day("2026-05-31")).figures[employers.Figure.INTERESTED] == 1


def test_every_step_names_its_conversations_and_its_employers():
    talks = [
        Conversation(1, 1, day("2026-01-01"), Interest.NOT_NOW),
        Conversation(2, 2, day("2026-02-01"), None),
        Conversation(3, 1, day("2026-03-01"), Interest.INTERESTED),
    ]
    answer = hosts_of(talks, [career(job("2026-01-01", "2026-12-31", employer=2))])
    listed = employers.list_of(answer).records()
    assert [(one["figure"], one["ref"], str(one["day"])) for one in listed if one["ref"] != "K1"] == [
        ("conversations", "N1", "2026-01-01"),
        ("conversations", "N2", "2026-02-01"),
        ("conversations", "N3", "2026-03-01"),
        ("spoken", "W1", "2026-01-01"),
        ("spoken", "W2", "2026-02-01"),
        ("interested", "W1", "2026-03-01"),
        ("placing", "W2", "2026-02-01"),
    ]
    for figure, number in answer.figures.items():
        assert sum(one.figure is figure for one in answer.people) == number


def test_a_conversation_with_an_employer_of_somebody_else_counts_nowhere():
    elsewhere = Conversation(1, 99, day("2026-01-01"), Interest.INTERESTED)
    assert set(hosts_of([elsewhere]).figures.values()) == {0}


def test_who_works_where_is_counted_for_the_hirer_too():
    lent = career(job("2026-01-01", "2026-12-31", elsewhere=(Spell(2, day("2026-01-01"), day("2026-12-31")),)))
    answer = hosts_of([Conversation(7, 2, day("2026-01-01"), None)], [lent])
    rows = {row.employer.id: row for row in answer.rows}
    assert (rows[1].working, rows[2].working, rows[3].working) == (1, 1, 0)
    assert answer.figures[employers.Figure.PLACING] == 1
    assert [(str(one.figure), one.employer) for one in answer.people if one.kind is Kind.CANDIDATE] == [
        ("placed-there", "Werkgever 1"),
        ("works-there", "Werkgever 1"),
        ("placed-there", "Werkgever 2"),
        ("works-there", "Werkgever 2"),
    ]


def test_who_works_where_follows_the_days_and_the_hours_of_the_work_there():
    spells = (Spell(2, day("2026-01-01"), day("2026-06-30"), 12.0), Spell(3, day("2026-07-01"), None, 20.0))
    lent = career(job("2026-01-01", "2026-12-31", hours=32.0, elsewhere=spells))
    rows = {row.employer.id: row for row in hosts_of([], [lent], {1: TargetGroup.BANENAFSPRAAK}).rows}
    assert (rows[2].placed, rows[2].working) == (1, 0)
    assert (rows[3].placed, rows[3].working, rows[3].agreement_jobs) == (1, 1, 0.78)


def test_the_jobs_of_the_agreement_are_counted_by_hours():
    """T54 as a report has it."""
    rows = hosts_of([], [career(job("2026-01-01", None, hours=32))], {1: TargetGroup.BANENAFSPRAAK}).rows
    assert rows[0].agreement_jobs == 1.25
    unknown = hosts_of([], [career(job("2026-01-01", None))], {1: TargetGroup.BANENAFSPRAAK}).rows
    assert unknown[0].agreement_jobs is None


# --- two days side by side ---------------------------------------------------------------------------------------


def life(number, *jobs, reached=((Stage.REGISTERED, "2025-01-01"),), **fields):
    return Life(journey(number, *reached, **fields), career(*jobs, number=number, **fields))


def lines_of(lives, first="2025-11-21", second="2026-11-21"):
    return {row.figure: row for row in comparison.compare(lives, day(first), day(second)).rows}


def test_the_figure_of_west_brabant():
    """Seed: 4.6% fewer benefits than a year before."""
    gone = {"closed_on": day("2026-03-01"), "closed_reason": ClosingReason.MOVED_ON}
    lives = [life(n, on_benefit=True, **(gone if n <= 46 else {})) for n in range(1, 1001)]
    row = lines_of(lives)[Figure.BENEFIT]
    assert (row.first, row.second, row.difference, row.per_cent) == (1000, 954, -46, -4.6)


def test_the_later_day_is_compared_with_the_earlier_in_whatever_order():
    lives = [life(1), life(2, reached=((Stage.REGISTERED, "2026-01-01"),))]
    for days in (("2025-11-21", "2026-11-21"), ("2026-11-21", "2025-11-21")):
        row = lines_of(lives, *days)[Figure.REGISTERED]
        assert (row.first, row.second, row.difference) == (1, 2, 1)


def test_the_picture_has_both_days_of_each_figure_that_says_something():
    lives = [life(1), life(2, reached=((Stage.REGISTERED, "2026-01-01"),))]
    answer = comparison.compare(lives, day("2025-11-21"), day("2026-11-21"))
    assert [(sentence(bar.label), bar.size) for bar in comparison.report(answer).chart] == [
        ("registered so far on 2025-11-21", 1),
        ("registered so far on 2026-11-21", 2),
        ("open cases on 2025-11-21", 1),
        ("open cases on 2026-11-21", 2),
        ("open cases without work on 2025-11-21", 1),
        ("open cases without work on 2026-11-21", 2),
    ]
    assert comparison.report(answer, min_cell=5).chart == []


def test_nothing_has_no_per_cent():
    assert lines_of([])[Figure.OPEN].per_cent is None


def test_work_on_a_day_is_what_runs_on_that_day():
    rows = lines_of([life(1, job("2026-01-01", "2026-11-21")), life(2, job("2026-01-01", "2026-11-20"))])
    assert (rows[Figure.WORKING].first, rows[Figure.WORKING].second) == (0, 1)
    assert (rows[Figure.NOT_WORKING].first, rows[Figure.NOT_WORKING].second) == (2, 1)


def test_small_figures_are_hidden_on_both_days():
    told = comparison.report(comparison.compare([life(1), life(2)], day("2025-11-21"), TODAY), min_cell=5)
    shown = {str(one["figure"]): (one["first"], one["difference"]) for one in told.records()}
    assert shown["registered"] == (None, None)
    assert shown["placed"] == (0, 0)


def test_two_large_figures_do_not_give_away_their_small_difference():
    lives = [life(n) for n in range(1, 21)] + [life(n, reached=((Stage.REGISTERED, "2026-01-01"),)) for n in (21, 22)]
    told = comparison.report(comparison.compare(lives, day("2025-11-21"), TODAY), min_cell=5)
    (registered,) = [one for one in told.records() if one["figure"] == "registered"]
    assert (registered["first"], registered["second"], registered["difference"]) == (None, 22, None)


# --- programmes --------------------------------------------------------------------------------------------------


def test_a_programme_says_how_fast_it_must_go():
    pilot = Programme(id=1, name="Pilot", target=50, deadline=day("2027-05-20"))
    inside = [
        journey(n, (Stage.REGISTERED, "2026-01-01"), *([(Stage.PLACED, "2026-03-01")] if n <= 20 else []), programme=1)
        for n in range(1, 31)
    ]
    outside = [journey(99, (Stage.PLACED, "2026-03-01"))]
    (row,) = progress.progress([pilot], [*inside, *outside], as_of=TODAY).rows
    assert (row.people, row.placed, row.of_target, row.to_go) == (30, 20, 40.0, 30)
    assert (row.days_left, row.a_month) == (180, 5.0)


def test_a_programme_without_target_or_past_its_deadline_asks_no_pace():
    late = Programme(id=1, name="x", target=5, deadline=day("2026-01-01"))
    free = Programme(id=2, name="y")
    rows = progress.progress([late, free], [], as_of=TODAY).rows
    assert [(row.a_month, row.of_target) for row in rows] == [(None, 0.0), (None, None)]
