"""The picture of somebody's contracts: every bar and mark where its day lies, in any width and in plain characters."""

import pytest
from factories import a_candidate, a_contract, a_permanent_contract, an_employer, day
from hypothesis import given
from hypothesis import strategies as st
from people import a_person

from doorstroom.registers import Placement
from doorstroom.timeline import FINE, PLAIN, Bar, Mark, Picture, Sign, draw, picture

TODAY = day("2026-11-21")
BARS = (
    Bar("C1 Stadstram", day("2025-02-01"), day("2025-12-31")),
    Bar("C2 Groenbeheer", day("2026-01-01"), day("2026-12-31")),
)
MARKS = (
    Mark(Sign.TODAY, TODAY),
    Mark(Sign.LEAVES, day("2026-12-31")),
    Mark(Sign.CHAIN, day("2028-01-31")),
)


def test_a_picture_shows_years_contracts_and_marks_under_each_other():
    assert draw(Picture(BARS, MARKS, TODAY), width=60, glyphs=FINE) == [
        "                2025         2026          2027",
        "                ┬────────────┬─────────────┬─────────────┬──",
        "C1 Stadstram    ██████████████",
        "C2 Groenbeheer               █████████████░░",
        "                                         │ ●              ◆",
    ]


def test_the_same_picture_can_be_drawn_with_what_every_console_has():
    lines = draw(Picture(BARS, MARKS, TODAY), width=60, glyphs=PLAIN)
    assert "".join(lines).isascii()
    assert [len(line) for line in lines] == [
        len(line) for line in draw(Picture(BARS, MARKS, TODAY), width=60, glyphs=FINE)
    ]


def test_without_contracts_there_is_no_picture():
    assert draw(Picture((), MARKS, TODAY), width=60, glyphs=FINE) == []


def test_a_contract_without_a_last_day_goes_on_to_the_edge():
    lines = draw(Picture((Bar("C1", day("2026-01-01"), None),), MARKS, TODAY), width=40, glyphs=FINE)
    assert lines[2].endswith("→")
    assert len(lines[2]) == 40


def test_two_marks_on_one_day_are_both_seen():
    marks = (Mark(Sign.LEAVES, day("2026-12-31")), Mark(Sign.POLICY, day("2026-12-31")))
    lines = draw(Picture(BARS, marks, TODAY), width=60, glyphs=FINE)
    assert lines[-1].split() == ["●▲"]


def test_a_picture_has_a_bar_for_each_contract_and_the_limits_of_the_line_that_ends_first():
    employer = an_employer(policy_months=23)
    contract = a_contract("2025-02-01", "2026-12-31", id=1)
    found = picture(
        a_person(contract, employers={1: employer}),
        [Placement(contract, a_candidate().name, employer.name)],
        TODAY,
    )
    assert found.bars == [Bar("C1 Stadstram", day("2025-02-01"), day("2026-12-31"))]
    assert found.marks == [
        Mark(Sign.TODAY, TODAY),
        Mark(Sign.LEAVES, day("2026-12-31")),
        Mark(Sign.POLICY, day("2026-12-31")),
        Mark(Sign.CHAIN, day("2028-01-31")),
    ]


def test_a_bar_ends_where_a_contract_really_ended():
    contract = a_contract("2026-01-01", "2026-12-31", id=1, ended_on=day("2026-10-31"))
    (bar,) = picture(a_person(contract), [Placement(contract, "", "Stadstram")], TODAY).bars
    assert bar.last_day == day("2026-10-31")


def test_a_permanent_contract_has_no_mark_to_leave_on():
    contract = a_permanent_contract("2026-01-01", id=1)
    marks = picture(a_person(contract), [Placement(contract, "", "Stadstram")], TODAY).marks
    assert [mark.sign for mark in marks] == [Sign.TODAY]


DAYS = st.dates(day("2000-01-01"), day("2060-12-31"))


@st.composite
def pictures(draw_value) -> Picture:
    bars = []
    for number in range(draw_value(st.integers(1, 6))):
        first, last = sorted((draw_value(DAYS), draw_value(DAYS)))
        label = draw_value(st.text(st.characters(categories=["L", "N", "Zs"]), max_size=60))
        bars.append(Bar(f"C{number} {label}", first, draw_value(st.sampled_from([last, None]))))
    marks = [Mark(sign, draw_value(DAYS)) for sign in draw_value(st.sets(st.sampled_from(list(Sign))))]
    return Picture(bars, marks, draw_value(DAYS))


@given(pictures(), st.integers(20, 200), st.sampled_from([FINE, PLAIN]))
def test_a_picture_fits_the_width_and_hides_no_contract_and_no_mark(any_picture, width, glyphs):
    lines = draw(any_picture, width=width, glyphs=glyphs)
    assert len(lines) == len(any_picture.bars) + 3
    margin = len(lines[1]) - len(lines[1].lstrip())
    assert all(len(line) <= max(width, margin + 12) for line in lines)
    for line in lines[2:-1]:
        assert set(line[margin:]) & {glyphs.past, glyphs.ahead, glyphs.onward}
    assert len(lines[-1].replace(" ", "")) == len(any_picture.marks)


@pytest.mark.parametrize("width", [0, 1, 10, 12])
def test_a_window_that_is_far_too_narrow_breaks_nothing(width):
    assert len(draw(Picture(BARS, MARKS, TODAY), width=width, glyphs=FINE)) == 5
