"""Likely doubles: who may be in the file already. A likeness warns, and never merges anybody."""

from itertools import combinations

import pytest
from factories import a_candidate, an_employer, day
from hypothesis import given
from hypothesis import strategies as st

from doorstroom import doubles
from doorstroom.doubles import Alike, Shared, likely, pairs, refuse, refuse_namesake
from doorstroom.errors import Clash
from doorstroom.names import Likeness

FATIMA = a_candidate(
    id=1,
    birth_date=day("1990-05-17"),
    email="fatima@example.nl",
    phone="06 1234 5678",
    postcode="1234 AB",
)


def reasons(**fields):
    """Why somebody with these details may be Fatima; None when nothing says so."""
    found = likely(a_candidate(id=2, **fields), [FATIMA])
    return found[0].reasons if found else None


@pytest.mark.parametrize("name", [("Fatima", "el", "Idrissi"), ("FATIMA", "", "idrissi"), ("Fátima", "El", "Idrissí")])
def test_the_same_name_is_enough(name):
    first, infix, last = name
    assert reasons(first_name=first, infix=infix, last_name=last) == (Likeness.SAME,)


@pytest.mark.parametrize(
    ("first", "last", "likeness"),
    [
        ("Idrissi", "Fatima", Likeness.SWAPPED),
        ("F.", "Idrissi", Likeness.INITIALS),
        ("Fatina", "Idrissi", Likeness.TYPO),
    ],
)
@pytest.mark.parametrize(
    ("same", "fact"),
    [
        ({"birth_date": day("1990-05-17")}, Shared.BIRTH_DATE),
        ({"email": "Fatima@Example.NL"}, Shared.EMAIL),
        ({"phone": "0612345678"}, Shared.PHONE),
        ({"postcode": "1234ab"}, Shared.POSTCODE),
    ],
)
def test_a_name_that_resembles_needs_something_else_in_common(first, last, likeness, same, fact):
    assert reasons(first_name=first, infix="", last_name=last) is None
    assert reasons(first_name=first, infix="", last_name=last, **same) == (likeness, fact)


def test_all_that_is_shared_is_named():
    assert reasons(birth_date=day("1990-05-17"), phone="0612345678") == (
        Likeness.SAME,
        Shared.BIRTH_DATE,
        Shared.PHONE,
    )


def test_two_known_days_of_birth_that_differ_mean_two_people():
    assert reasons(birth_date=day("1991-05-17"), email="fatima@example.nl", phone="0612345678") is None


def test_people_who_share_a_phone_and_a_house_are_no_doubles():
    assert reasons(first_name="Yusuf", phone="0612345678", postcode="1234AB", email="fatima@example.nl") is None


def test_empty_details_are_not_in_common():
    nobody = a_candidate(id=1, phone=None, email=None)
    assert [double.reasons for double in likely(a_candidate(id=2, first_name="F."), [nobody])] == []
    blank = a_candidate(id=1, phone="", email=" ")
    assert [double.reasons for double in likely(a_candidate(id=2, first_name="F.", phone="", email=""), [blank])] == []


def test_a_likely_double_is_refused_with_who_and_why():
    with pytest.raises(Clash) as caught:
        refuse(a_candidate(id=0, phone="0612345678"), [FATIMA])
    assert caught.value.fields == {
        "name": "Fatima el Idrissi",
        "who": "K1 Fatima el Idrissi",
        "why": (Likeness.SAME, Shared.PHONE),
        "ref": "K1",
    }
    assert "--anyway" in caught.value.hint


def test_nobody_is_refused_for_people_who_only_look_alike():
    refuse(a_candidate(id=0, first_name="Yusuf"), [FATIMA])


def test_an_employer_of_the_same_name_is_refused_with_its_ref():
    with pytest.raises(Clash) as caught:
        refuse_namesake(an_employer(id=0), [an_employer(id=7)])
    assert caught.value.fields["ref"] == "W7"
    refuse_namesake(an_employer(id=0), [])


# --- over a whole file -------------------------------------------------------------------------------------------

_alike = st.builds(
    Alike,
    id=st.just(0),
    first_name=st.sampled_from(["Fatima", "Fatma", "F.", "Jan", "Idrissi", ""]),
    infix=st.sampled_from(["", "el", "van der"]),
    last_name=st.sampled_from(["Idrissi", "el Idrissi", "Idrisi", "Jansen", "Janssen", "Fatima"]),
    birth_date=st.sampled_from([None, "1990-05-17", "1991-05-17"]),
    email=st.sampled_from([None, "", "F@voorbeeld.nl", "f@voorbeeld.nl"]),
    phone=st.sampled_from([None, "06 12", "0612"]),
    postcode=st.sampled_from([None, "1234 AB", "1234ab"]),
)


@given(st.lists(_alike, max_size=8), st.sets(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=4))
def test_the_pairs_are_those_that_comparing_everybody_with_everybody_finds(people, apart):
    people = [one._replace(id=number) for number, one in enumerate(people, start=1)]
    expected = [
        (one.id, other.id)
        for one, other in combinations(people, 2)
        if doubles.reasons(one, other) and (one.id, other.id) not in apart
    ]
    assert [(pair.one, pair.other) for pair in pairs(people, apart=apart)] == expected
