from collections import Counter
from itertools import combinations, pairwise, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.names import Likeness, Name, double_keys, fold, resembles, sort_key, split

# What was typed, its three parts, and how lists show it.
NAMES = [
    ("Fatima el Idrissi", ("Fatima", "el", "Idrissi"), "Idrissi, Fatima el"),
    ("Idrissi, Fatima el", ("Fatima", "el", "Idrissi"), "Idrissi, Fatima el"),
    ("Jan Jansen", ("Jan", "", "Jansen"), "Jansen, Jan"),
    ("  Jan \t Jansen\u00a0", ("Jan", "", "Jansen"), "Jansen, Jan"),
    ("Jansen,Jan", ("Jan", "", "Jansen"), "Jansen, Jan"),
    ("P. Jansen (Piet)", ("P. (Piet)", "", "Jansen"), "Jansen, P. (Piet)"),
    ("P. de Vries (Piet)", ("P. (Piet)", "de", "Vries"), "Vries, P. (Piet) de"),
    ("Berg, Jan vd", ("Jan", "van der", "Berg"), "Berg, Jan van der"),
    ("Jan v.d. Berg", ("Jan", "van der", "Berg"), "Berg, Jan van der"),
    ("R. v.d. Meer", ("R.", "van der", "Meer"), "Meer, R. van der"),
    ("R.v.d.Meer", ("R.", "van der", "Meer"), "Meer, R. van der"),
    ("Noor v/d Laan", ("Noor", "van der", "Laan"), "Laan, Noor van der"),
    ("Noor v.d Laan", ("Noor", "van der", "Laan"), "Laan, Noor van der"),
    ("Noor vd. Laan", ("Noor", "van der", "Laan"), "Laan, Noor van der"),
    ("Piet v/h Hof", ("Piet", "van het", "Hof"), "Hof, Piet van het"),
    ("J.v.Dijk", ("J.", "van", "Dijk"), "Dijk, J. van"),
    ("Jan V. Dijk", ("Jan V.", "", "Dijk"), "Dijk, Jan V."),
    ("V.D. Meer", ("V.D.", "", "Meer"), "Meer, V.D."),
    ("Meer, V.D.", ("V.D.", "", "Meer"), "Meer, V.D."),
    ("J.P. de Vries", ("J.P.", "de", "Vries"), "Vries, J.P. de"),
    ("J.de Vries", ("J.", "de", "Vries"), "Vries, J. de"),
    ("Mw. S. Bakker", ("Mw. S.", "", "Bakker"), "Bakker, Mw. S."),
    ("Jan van 't Hart", ("Jan", "van 't", "Hart"), "Hart, Jan van 't"),
    ("Jan van’t Hart", ("Jan", "van 't", "Hart"), "Hart, Jan van 't"),
    ("Anna in `t Veld", ("Anna", "in 't", "Veld"), "Veld, Anna in 't"),
    ("´t Hooft, Gerard", ("Gerard", "'t", "Hooft"), "Hooft, Gerard 't"),
    ("Els op den Camp", ("Els", "op den", "Camp"), "Camp, Els op den"),
    ("Bart ter Horst", ("Bart", "ter", "Horst"), "Horst, Bart ter"),
    ("Maria Elena de Jong", ("Maria Elena", "de", "Jong"), "Jong, Maria Elena de"),
    ("Petra Jansen-de Vries", ("Petra", "", "Jansen-de Vries"), "Jansen-de Vries, Petra"),
    ("Petra Jansen\u2010de Vries", ("Petra", "", "Jansen-de Vries"), "Jansen-de Vries, Petra"),
    ("Petra Jansen–de Vries", ("Petra", "", "Jansen-de Vries"), "Jansen-de Vries, Petra"),
    ("Petra Jansen - v.d. Berg", ("Petra", "", "Jansen-v.d. Berg"), "Jansen-v.d. Berg, Petra"),
    ("Meer-Jansen, Renée van der", ("Renée", "van der", "Meer-Jansen"), "Meer-Jansen, Renée van der"),
    ("Renée van der Meer-Jansen", ("Renée", "van der", "Meer-Jansen"), "Meer-Jansen, Renée van der"),
    ("van der Meer, Renée", ("Renée", "van der", "Meer"), "Meer, Renée van der"),
    ("Meer van der, Renée", ("Renée", "van der", "Meer"), "Meer, Renée van der"),
    ("Meer, van der, Renée", ("Renée", "van der", "Meer"), "Meer, Renée van der"),
    ("Meer, van der", ("", "van der", "Meer"), "Meer, van der"),
    ("van der Meer", ("", "van der", "Meer"), "Meer, van der"),
    ("JAN VAN DER MEER", ("JAN", "VAN DER", "MEER"), "MEER, JAN VAN DER"),
    ("V/D MEER, JAN", ("JAN", "van der", "MEER"), "MEER, JAN van der"),
    ("ben ali", ("ben", "", "ali"), "ali, ben"),
    ("ben de vries", ("ben", "de", "vries"), "vries, ben de"),
    ("Ben Ali", ("Ben", "", "Ali"), "Ali, Ben"),
    ("Mohamed Ben Ali", ("Mohamed", "Ben", "Ali"), "Ali, Mohamed Ben"),
    ("Ben Ali, Mohamed", ("Mohamed", "Ben", "Ali"), "Ali, Mohamed Ben"),
    ("Jan Ben de Vries", ("Jan Ben", "de", "Vries"), "Vries, Jan Ben de"),
    ("Vries, Jan Ben de", ("Jan Ben", "de", "Vries"), "Vries, Jan Ben de"),
    ("Jansen, Al", ("Al", "", "Jansen"), "Jansen, Al"),
    ("El, Willem", ("Willem", "", "El"), "El, Willem"),
    ("el Amrani", ("", "el", "Amrani"), "Amrani, el"),
    ("Omar Al-Hassan", ("Omar", "", "Al-Hassan"), "Al-Hassan, Omar"),
    ("Ayşe Nur Yıldız", ("Ayşe Nur", "", "Yıldız"), "Yıldız, Ayşe Nur"),
    ("Łukasz Wójcik", ("Łukasz", "", "Wójcik"), "Wójcik, Łukasz"),
    ("García López, María", ("María", "", "García López"), "García López, María"),
    ("Juan de la Cruz", ("Juan", "de la", "Cruz"), "Cruz, Juan de la"),
    ("Maria da Silva dos Santos", ("Maria", "da", "Silva dos Santos"), "Silva dos Santos, Maria da"),
    ("Nguyễn Le, Thị Minh", ("Thị Minh", "", "Nguyễn Le"), "Nguyễn Le, Thị Minh"),
    ("Nguyễn, Thị Minh", ("Thị Minh", "", "Nguyễn"), "Nguyễn, Thị Minh"),
    ("Kim In Soo", ("Kim In", "", "Soo"), "Soo, Kim In"),
    ("Sharda Ramdin-Biharie", ("Sharda", "", "Ramdin-Biharie"), "Ramdin-Biharie, Sharda"),
    ("Siobhán O’Brien", ("Siobhán", "", "O’Brien"), "O’Brien, Siobhán"),
    ("Luc D’ Hondt", ("Luc", "D’", "Hondt"), "Hondt, Luc D’"),
    ("Karl von der Heide", ("Karl", "von der", "Heide"), "Heide, Karl von der"),
    ("Fatima", ("Fatima", "", ""), "Fatima"),
    ("van", ("van", "", ""), "van"),
    ("Jan van", ("Jan", "", "van"), "van, Jan"),
    ("Jansen,", ("", "", "Jansen"), "Jansen"),
    (", Jan", ("Jan", "", ""), "Jan"),
    ("", ("", "", ""), ""),
]

IN_DUTCH_ORDER = [
    "Sadia Ahmed",
    "Jan Bakker",
    "Willem Bakker",
    "Anna de Bakker",
    "Jan Bakker-Visser",
    "Jan van den Berg",
    "Jan van der Berg",
    "Fatima",
    "Jan van 't Hart",
    "Fatima el Idrissi",
    "Test Kandidaat2",
    "Test Kandidaat10",
    "Jan de Meer",
    "Jan van der Meer",
    "Renée van der Meer-Jansen",
    "Anna Obdam",
    "Siobhán O'Brien",
    "Deniz Özdemir",
    "Ewa Pawlak",
    "Ayşe Yıldız",
    "Łukasz Żak",
]

FIRST_NAMES = ["Fatima", "Jan", "Renée", "Maria Elena", "J.P.", "Ayşe", "Łukasz", "Ben", "Anne-Marie", "Đurđa"]
INFIXES = ["", "van", "de", "van der", "van den", "in 't", "'t", "ter", "el", "ben", "da", "de la", "op den", "von"]
LAST_NAMES = ["Idrissi", "Meer", "Meer-Jansen", "Yıldız", "'s-Gravesande", "O'Brien", "Øvergård", "Nguyễn", "Ali"]

any_name_text = st.text() | st.lists(
    st.sampled_from(
        [*FIRST_NAMES, *INFIXES, *LAST_NAMES, "v.d.", "V/D", "vd", "v.", "van't", "J.v.d.Meer", ",", "-", "’t"]
    )
).map(" ".join)
lower_word = st.text("abdeijkz", min_size=5, max_size=8)
any_name = st.builds(
    Name, st.sampled_from([*FIRST_NAMES, "J.", "M.E.", "Lukasz"]), st.sampled_from(INFIXES), st.sampled_from(LAST_NAMES)
)


def formal(first, infix, last):
    """As lists of others have it: "Idrissi, Fatima el"."""
    given = " ".join(part for part in (first, infix) if part)
    return ", ".join(part for part in (last, given) if part)


def letters(text):
    return Counter(fold(text).replace(" ", ""))


@pytest.mark.parametrize(("typed", "parts", "listed"), NAMES, ids=[typed for typed, _, _ in NAMES])
def test_a_name_is_split_and_listed(typed, parts, listed):
    assert split(typed) == parts
    assert formal(*split(typed)) == listed


@pytest.mark.parametrize("apostrophe", "'’‘‛`´ʼʻ′＇")
@pytest.mark.parametrize("between", ["van {}t Hart", "van{}t Hart"])
def test_every_apostrophe_of_t_becomes_the_plain_one(apostrophe, between):
    assert split("Jan " + between.format(apostrophe)) == ("Jan", "van 't", "Hart")


def test_accents_typed_as_loose_marks_are_put_together():
    assert split("Rene\u0301e O\u0308zdemir") == ("Renée", "", "Özdemir")


@given(any_name_text)
def test_no_letter_that_was_typed_is_lost(text):
    assert letters(text) <= letters(split(text).full)


@given(any_name_text)
def test_nothing_is_added_but_the_letters_of_a_tussenvoegsel(text):
    assert letters(split(text).full) - letters(text) <= Counter("vanderhet" * len(text))


def test_both_ways_of_writing_give_the_same_name():
    names = [Name(*parts) for parts in product(FIRST_NAMES, INFIXES, LAST_NAMES)]
    assert [name for name in names if not split(name.full) == split(formal(*name)) == name] == []


def test_names_are_in_dutch_order():
    names = [split(text) for text in IN_DUTCH_ORDER]
    shuffled = Random(7).sample(names, k=len(names))
    assert sorted(shuffled, key=lambda name: sort_key(*name)) == names


@given(
    st.lists(st.builds(Name, st.text("Jañ 'z-"), st.sampled_from(INFIXES), st.text("Bañ 'z-", min_size=1)), max_size=6)
)
def test_one_text_sorts_as_the_three_parts_do(names):
    def by_parts(name):
        return [fold(part) for part in (name.last, name.infix, name.first)]

    assert [by_parts(name) for name in sorted(names, key=lambda name: sort_key(*name))] == sorted(map(by_parts, names))


def test_bytes_sort_as_text_does():
    keys = [sort_key(*split(text)) for text in IN_DUTCH_ORDER]
    assert all(one.encode() < other.encode() for one, other in pairwise(keys))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Yıldız", "yildiz"),
        ("İSTANBUL", "istanbul"),
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Økland", "okland"),
        ("Đurđa", "durda"),
        ("Weiß", "weiss"),
        ("Ærø", "aero"),
        ("Œuvre", "oeuvre"),
        ("Þór Sigurðsson", "thor sigurdsson"),
        ("Əliyev", "eliyev"),
        ("van ’t Hart", "van t hart"),
        ("O´Brien", "obrien"),
        ("Meer-Jansen,  Renée (Ree)", "meer jansen renee ree"),
        ("snake_case", "snake case"),
        ("Ĳssel", "ijssel"),
        ("Ｗｉｄｅ", "wide"),
        ("…", ""),
        ("ŉ", "n"),
        ("Иван", "иван"),
        ("रीना", "रन"),
    ],
)
def test_folding_keeps_what_people_search_for(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_folded_words_are_single_spaced_and_stay_in_order(one, other):
    assert fold(f"{one} {other}") == " ".join([*fold(one).split(), *fold(other).split()])


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Ayşe Yıldız", "AYSE YILDIZ", Likeness.SAME),
        ("Jan van der Meer", "Jan vd Meer", Likeness.SAME),
        ("Jan van den Berg", "Jan Berg", Likeness.SAME),
        ("Anne-Marie Bakker", "Annemarie Bakker", Likeness.SAME),
        ("Jansen, Mohamed", "Mohamed, Jansen", Likeness.SWAPPED),
        ("R. van der Meer", "Renée van der Meer", Likeness.INITIALS),
        ("J.P. de Vries", "Jan Piet de Vries", Likeness.INITIALS),
        ("J. de Vries", "J.P. de Vries", Likeness.INITIALS),
        ("Jan de Vries", "J.P. de Vries", Likeness.INITIALS),
        ("Fatima Idrissi", "Fatima Idrisi", Likeness.TYPO),
        ("Fatima Idrissi", "Fatima Idrsisi", Likeness.TYPO),
        ("Fatima Idrissi", "Fatema Idrissi", Likeness.TYPO),
        ("Fatima", "Fatma", Likeness.TYPO),
        ("J.P. de Vries", "Piet de Vries", None),
        ("J.P. de Vries", "J.K. de Vries", None),
        ("R. van der Meer", "R. van der Laan", None),
        ("Jan Bos", "Jan Vos", None),
        ("Anna Bakker", "Anne Bakker", None),
        ("Fatima Idrissi", "Samira Idrissi", None),
        ("Fatema Idrisi", "Fatima Idrissi", None),
        ("Kandidaat 10001", "Kandidaat 10002", None),
        ("", "", None),
        ("?", "!", None),
    ],
)
def test_likely_doubles_are_found_with_the_reason(one, other, why):
    assert resembles(split(one), split(other)) is why
    assert resembles(split(other), split(one)) is why


def test_a_tussenvoegsel_written_in_the_last_name_makes_no_difference():
    assert resembles(Name("Jan", "van der", "Meer"), Name("Jan", "", "van der Meer")) is Likeness.SAME


def test_a_last_name_that_could_be_a_tussenvoegsel_still_counts():
    assert resembles(Name("Willem", "", "El"), Name("Willem", "", "Ben")) is None


def one_typo_away(word):
    """Every word that one letter more, less, other or swapped gives, by the definition."""
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    for left, right in halves:
        yield from (left + letter + right for letter in "abdeijkz")
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in "abdeijkz")
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]


@given(lower_word, st.data())
def test_one_typo_is_one_letter_and_no_more(word, data):
    near = set(one_typo_away(word))
    other = data.draw(
        lower_word
        | st.sampled_from(sorted(near))
        | st.sampled_from(sorted(near)).flatmap(lambda once: st.sampled_from(sorted(set(one_typo_away(once)))))
    )
    found = resembles(Name("Jan", "", word), Name("Jan", "", other))
    if other == word:
        assert found is Likeness.SAME
    else:
        assert found is (Likeness.TYPO if other in near and len(other) >= 5 else None)


@pytest.mark.parametrize("word", ["abdei", "kzjeda", "abababa"])
def test_names_one_typo_apart_share_a_key(word):
    for other in set(one_typo_away(word)):
        for one, two in (
            (Name(word, "", "Bos"), Name(other, "", "Bos")),
            (Name("Jan", "", word), Name("Jan", "", other)),
        ):
            assert double_keys(one) & double_keys(two) or len(other) < 5


@given(any_name, any_name)
def test_names_that_resemble_each_other_share_a_key(one, other):
    swapped = Name(one.last, "", one.first)
    for a, b in combinations((one, other, other._replace(last=one.last), swapped), 2):
        assert double_keys(a) & double_keys(b) or not resembles(a, b)


def test_a_name_without_letters_has_no_keys():
    assert double_keys(Name("?", "", "-")) == double_keys(Name()) == set()


def test_keys_leave_few_pairs_to_compare():
    random = Random(11)
    syllables = [
        "ba",
        "den",
        "fa",
        "gri",
        "ho",
        "jan",
        "kel",
        "lo",
        "mar",
        "nis",
        "os",
        "per",
        "ra",
        "sen",
        "ter",
        "vi",
    ]
    names = {Name(*("".join(random.choices(syllables, k=2)).title() for _ in range(3))) for _ in range(2000)}
    sharing = Counter(key for name in names for key in double_keys(name))
    pairs = sum(n * (n - 1) // 2 for n in sharing.values())
    assert pairs < 0.01 * len(names) * (len(names) - 1) / 2
