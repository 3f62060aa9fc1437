"""How far apart two words are in typing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstroom import spelling

words = st.text("abcde", min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("yilmas", "yilmas", 0),
        ("yilmas", "yilmaz", 1),
        ("fatma", "fatima", 1),
        ("fatima", "fatma", 1),
        ("ftaima", "fatima", 1),
        ("fatmia", "fatima", 1),
        ("conductuer", "conducteur", 1),
        ("kirstof", "krzysztof", 3),
        ("", "ab", 2),
        ("jansen", "bakker", 3),
        ("a", "abcdefgh", 3),
    ],
)
def test_two_words_are_so_many_edits_apart(one, other, apart):
    assert spelling.edits(one, other, 2) == apart


@pytest.mark.parametrize(
    ("word", "most"), [("jan", 0), ("kees", 1), ("krzysztof", 2), ("20412041", 0), ("k77a", 0), ("yilmazka", 1)]
)
def test_a_short_word_must_be_right_and_a_long_one_may_have_two_mistakes(word, most):
    assert spelling.allowed(word) == most


def test_the_nearest_come_first_and_the_word_itself_is_no_mistake():
    known = ["fatima", "fatma", "fatimah", "karim", "krzysztof"]
    assert spelling.near("fatma", known) == ["fatima"]
    assert spelling.near("krzystof", ["krzysztof"]) == ["krzysztof"]
    assert spelling.near("jan", ["jen", "jans"]) == []


@given(words, words)
def test_apart_is_the_same_both_ways(one, other):
    assert spelling.edits(one, other, 3) == spelling.edits(other, one, 3)


@st.composite
def mistyped(draw):
    """A word and what a person made of it with as many slips as are allowed."""
    word = right = draw(words)
    for _slip in range(draw(st.integers(0, spelling.allowed(word)))):
        at = draw(st.integers(0, len(right)))
        kind = draw(st.sampled_from(["more", "less", "other", "swapped"]))
        letter = draw(st.sampled_from("abcdez"))
        if kind == "more":
            right = right[:at] + letter + right[at:]
        elif kind == "swapped":
            right = right[:at] + right[at : at + 2][::-1] + right[at + 2 :]
        else:
            right = right[:at] + (letter if kind == "other" else "") + right[at + 1 :]
    return word, right


@given(mistyped())
def test_every_word_that_may_be_meant_has_one_of_the_patterns(pair):
    word, right = pair
    if spelling.edits(word, right, 2) <= spelling.allowed(word):
        looks = [pattern.replace("%", ".*") for pattern in spelling.patterns(word)]
        assert any(re.fullmatch(look, right) for look in looks), (word, right, looks)
