"""How far people got, and that the figures of a day stay what they were."""

import pytest
from factories import day
from hypothesis import given
from hypothesis import strategies as st
from lives import TODAY, journey

from doorstroom.model.choices import ClosingReason, Stage
from doorstroom.model.programme import Programme
from doorstroom.results.funnel import By, funnel, list_of, report

REGISTERED, INTERVIEW, PLACED = Stage.REGISTERED, Stage.INTERVIEW, Stage.PLACED


def rows_of(journeys, **asked):
    return {(row.group, row.stage): row for row in funnel(journeys, as_of=asked.pop("as_of", TODAY), **asked).rows}


def the_hague():
    """Seed: 235 people came, 95 of them had an interview, five found a job."""
    for number in range(1, 236):
        reached = [(REGISTERED, "2020-09-01")]
        if number <= 95:
            reached.append((INTERVIEW, "2020-10-01"))
        if number <= 5:
            reached.append((PLACED, "2020-11-01"))
        yield journey(number, *reached)


def test_the_figures_of_the_hague():
    programme = Programme(id=1, name="Uitzendbureaus", target=500, deadline=day("2021-12-31"))
    answer = funnel(the_hague(), as_of=day("2020-12-22"), programme=programme)
    rows = {row.stage: row for row in answer.rows}
    assert (rows[REGISTERED].count, rows[INTERVIEW].count, rows[PLACED].count) == (235, 95, 5)
    assert (rows[INTERVIEW].share, rows[PLACED].share, rows[PLACED].of_previous) == (40.4, 2.1, 5.3)
    about = report(answer).about
    assert (about["target"], about["reached"], about["of_target"]) == (500, 5, 1.0)
    assert about["deadline"] == day("2021-12-31")


def test_a_stage_counts_who_reached_it_and_not_who_passed_it_by():
    rows = rows_of([journey(1, (REGISTERED, "2026-01-01"), (PLACED, "2026-03-01"))])
    assert (rows[None, INTERVIEW].count, rows[None, PLACED].count) == (0, 1)
    assert rows[None, PLACED].of_previous == 100


def test_whoever_reached_anything_was_registered_by_then():
    rows = rows_of([journey(1, (PLACED, "2026-03-01")), journey(2, registered_on=day("2026-02-01"))])
    assert rows[None, REGISTERED].count == 2


def test_who_has_no_day_at_all_is_counted_apart():
    answer = funnel([journey(1)], as_of=TODAY)
    assert (answer.registered, answer.unknown) == (0, 1)


def test_somebody_registered_later_is_not_there_yet_and_not_unknown():
    answer = funnel([journey(1, registered_on=day("2027-01-01"))], as_of=TODAY)
    assert (answer.registered, answer.unknown) == (0, 0)


def test_what_was_entered_by_mistake_counts_nowhere_from_the_day_that_was_said():
    mistake = journey(
        1,
        (REGISTERED, "2026-01-01"),
        closed_on=day("2026-06-01"),
        closed_reason=ClosingReason.BY_MISTAKE,
    )
    assert funnel([mistake], as_of=TODAY).registered == 0
    assert funnel([mistake], as_of=day("2026-05-31")).registered == 1


def test_days_are_counted_from_registration_to_the_first_time():
    found = [
        journey(1, (REGISTERED, "2026-01-01"), (PLACED, "2026-01-11"), (PLACED, "2026-06-01")),
        journey(2, (REGISTERED, "2026-01-01"), (PLACED, "2026-01-22")),
    ]
    assert rows_of(found)[None, PLACED].median_days == 15.5


def test_groups_come_beside_everybody_and_who_has_none_is_unknown():
    found = [
        journey(1, (REGISTERED, "2026-01-01"), source="UWV"),
        journey(2, (REGISTERED, "2026-01-01"), source="UWV"),
        journey(3, (REGISTERED, "2026-01-01")),
    ]
    answer = report(funnel(found, as_of=TODAY, by=By.SOURCE))
    registered = [(str(one["group"]), one["count"]) for one in answer.records() if one["stage"] == "registered"]
    assert registered == [("all", 3), ("UWV", 2), ("unknown", 1)]


@pytest.mark.parametrize(
    ("by", "fields"),
    [
        (By.OWNER, {"owner": "Noor"}),
        (By.DISTANCE, {"distance": "large"}),
        (By.PROGRAMME, {"programme_name": "Pilot"}),
    ],
)
def test_the_funnel_is_parted_by_what_is_asked(by, fields):
    rows = rows_of([journey(1, (REGISTERED, "2026-01-01"), **fields)], by=by)
    assert {group for group, _ in rows} == {None, *fields.values()}


def test_every_number_has_its_people():
    answer = funnel(the_hague(), as_of=TODAY, listed=True)
    people = list_of(answer).rows
    for row in answer.rows:
        assert sum(one.figure is row.stage for one in people) == row.count


def test_small_numbers_and_what_gives_them_away_are_hidden():
    answer = funnel(the_hague(), as_of=TODAY)
    assert all(one["count"] != 5 for one in report(answer, min_cell=6).records())
    nearly = [journey(number, (REGISTERED, "2026-01-01"), (PLACED, "2026-02-01")) for number in range(1, 20)]
    nearly.append(journey(20, (REGISTERED, "2026-01-01")))
    shown = {str(one["stage"]): one["count"] for one in report(funnel(nearly, as_of=TODAY), min_cell=5).records()}
    assert shown["registered"] == 20
    assert shown["placed"] is None


_stages = st.lists(st.tuples(st.sampled_from(list(Stage)), st.dates(day("2025-01-01"), day("2026-12-31"))), max_size=6)


@given(st.lists(_stages, max_size=8), st.lists(_stages, max_size=8), st.dates(day("2025-01-01"), day("2026-12-31")))
def test_what_is_entered_later_about_later_days_changes_nothing(before, later, as_of):
    then = [journey(number, *((stage, str(on)) for stage, on in found)) for number, found in enumerate(before)]
    more = [[one for one in found if one[1] > as_of] for found in later]
    now = [
        one._replace(reached=[*one.reached, *(more[place] if place < len(more) else [])])
        for place, one in enumerate(then)
    ]
    assert funnel(then, as_of=as_of).rows == funnel(now, as_of=as_of).rows


@given(st.lists(_stages, max_size=8))
def test_no_share_is_more_than_the_whole(found):
    rows = rows_of([journey(n, *((stage, str(on)) for stage, on in one)) for n, one in enumerate(found)], as_of=TODAY)
    for row in rows.values():
        assert row.share is None or 0 <= row.share <= 100
        assert row.of_previous is None or 0 <= row.of_previous <= 100
