"""Small numbers stay hidden, and so does what would give them away."""

from hypothesis import given
from hypothesis import strategies as st

from doorstroom.results.cells import Sum, hidden


def test_a_small_number_is_hidden_and_nothing_is_not_small():
    assert hidden({"a": 4, "b": 5, "c": 0}, [], 5) == {"a"}


def test_what_would_follow_by_subtraction_is_hidden_with_it():
    counts = {"all": 30, "a": 3, "b": 10, "c": 17}
    assert hidden(counts, [Sum("all", ("a", "b", "c"))], 5) == {"a", "b"}


def test_a_whole_goes_when_no_part_is_left_to_hide():
    assert hidden({"all": 3, "a": 3}, [Sum("all", ("a",))], 5) == {"all", "a"}


def test_a_part_that_is_nearly_the_whole_says_how_many_are_not_in_it():
    assert hidden({"all": 20, "a": 18}, [Sum("all", ("a",))], 5) == {"a"}


def test_two_small_numbers_may_not_give_away_their_small_sum():
    assert hidden({"all": 23, "a": 1, "b": 2, "c": 20}, [Sum("all", ("a", "b", "c"))], 5) == {"a", "b", "c"}


def test_several_sums_are_kept_at_once():
    rows = {("w1", "x"): 2, ("w1", "y"): 8, ("w2", "x"): 9, ("w2", "y"): 11}
    counts = {**rows, (None, "x"): 11, (None, "y"): 19}
    sums = [Sum((None, what), (("w1", what), ("w2", what))) for what in "xy"]
    assert hidden(counts, sums, 5) == {("w1", "x"), ("w2", "x")}


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(2, 10), st.integers(0, 12))
def test_no_small_number_can_be_worked_out(parts, least, rest):
    counts = dict(enumerate(parts)) | {"all": sum(parts) + rest}
    found = hidden(counts, [Sum("all", tuple(range(len(parts))))], least)
    shown = {key: count for key, count in counts.items() if key not in found}
    assert all(count == 0 or count >= least for count in shown.values())
    if "all" in shown:
        left = shown["all"] - sum(count for key, count in shown.items() if key != "all")
        assert left == 0 or left >= least
