"""A report as somebody wants to see it."""

import pytest
from factories import a_candidate, a_contract, day
from hypothesis import given
from hypothesis import strategies as st

from doorstroom import registers
from doorstroom.arranging import arranged
from doorstroom.errors import BadInput
from doorstroom.model import Placement
from doorstroom.model.choices import Distance, LanguageLevel

PEOPLE = [
    a_candidate(id=2, first_name="Jan", infix="van der", last_name="Berg", town="Zeist", hours_max=24.0),
    a_candidate(id=10, first_name="Özlem", infix="", last_name="Yıldız", distance=Distance.SMALL, town="de Bilt"),
    a_candidate(id=9, first_name="Amal", infix="de", last_name="Wit", distance=Distance.LARGE, hours_max=8.0),
    a_candidate(
        id=3,
        first_name="Bo",
        infix="",
        last_name="Aak",
        distance=Distance.MEDIUM,
        language_level=LanguageLevel.A1,
        registered_on=day("2026-01-01"),
        needs=("rolstoel",),
    ),
]


def refs(**how):
    report = registers.listing("Candidates", registers.CANDIDATE, PEOPLE)
    return [one.ref for one in arranged(report, **how).rows]


@pytest.mark.parametrize(
    ("by", "order"),
    [
        # REFs and names as people sort them, not as computers do
        (["ref"], ["K2", "K3", "K9", "K10"]),
        (["-ref"], ["K10", "K9", "K3", "K2"]),
        (["name"], ["K3", "K2", "K9", "K10"]),
        (["first_name"], ["K9", "K3", "K2", "K10"]),
        (["town"], ["K10", "K2", "K9", "K3"]),
        # a fixed list in its own order; who has no value comes last either way
        (["distance"], ["K10", "K3", "K9", "K2"]),
        (["-distance"], ["K9", "K3", "K10", "K2"]),
        (["hours_max"], ["K9", "K2", "K10", "K3"]),
        (["-hours_max"], ["K2", "K9", "K10", "K3"]),
        (["registered_on"], ["K3", "K2", "K10", "K9"]),
        # the first named comes first
        (["town", "-ref"], ["K10", "K2", "K9", "K3"]),
        ([], ["K2", "K10", "K9", "K3"]),
    ],
)
def test_rows_are_sorted_by_any_field(by, order):
    assert refs(by=by) == order


def test_a_written_name_is_sorted_as_dutch_lists_do():
    placed = [
        Placement(contract=a_contract(id=number), candidate=name, employer="Stadstram")
        for number, name in enumerate(["Zoë Aak", "Amal de Wit", "Jan van der Berg"], start=1)
    ]
    report = registers.listing("Contracts", registers.CONTRACT, placed)
    assert [one.candidate for one in arranged(report, by=["candidate_name"]).rows] == [
        "Zoë Aak",
        "Jan van der Berg",
        "Amal de Wit",
    ]


@pytest.mark.parametrize("key", ["nosuch", "", "-", "Name", "--ref"])
def test_a_field_that_is_not_there_is_refused_with_those_that_are(key):
    with pytest.raises(BadInput) as refused:
        refs(by=[key])
    assert refused.value.fields["keys"].startswith("ref, name, ")


@pytest.mark.parametrize(
    ("words", "found"),
    [("berg", ["K2"]), ("BERG jan", ["K2"]), ("yildiz", ["K10"]), ("zeist", ["K2"]), ("k1", ["K10"]), ("rolstoel", [])],
)
def test_only_rows_with_all_words_and_never_by_what_is_sensitive(words, found):
    assert refs(words=words) == found


def test_what_is_left_out_is_counted():
    report = registers.listing("Candidates", registers.CANDIDATE, PEOPLE)
    assert arranged(report, limit=3).notes[-1].fields == {"n": 3, "all": 4}
    assert arranged(report, limit=4).notes == report.notes


@given(
    st.lists(st.sampled_from([field.key for field in registers.CANDIDATE]), max_size=3),
    st.permutations(PEOPLE),
    st.booleans(),
)
def test_nobody_is_lost_or_doubled_by_sorting(keys, people, is_descending):
    report = registers.listing("Candidates", registers.CANDIDATE, people)
    by = [f"-{key}" if is_descending else key for key in keys]
    assert sorted(one.id for one in arranged(report, by=by).rows) == [2, 3, 9, 10]
