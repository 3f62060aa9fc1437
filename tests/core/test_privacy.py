import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.privacy import MASK, bsns, clean, has_controls, is_bsn, is_bsn_heading, mask_bsn, sensitive_words

# Test numbers: they pass the eleven-test, and nine ones in a row or a run up are nobody's.
A_BSN = "123456782"
SHORT_BSN = "12345672"  # a spreadsheet dropped its leading zero


def passes(digits):
    """The eleven-test as Wikipedia and the tax office put it: 9 × the first … 2 × the eighth − 1 × the ninth."""
    a, b, c, d, e, f, g, h, i = (int(digit) for digit in digits.rjust(9, "0"))
    return (9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i) % 11 == 0


def in_groups(digits, sizes, between):
    cuts = [sum(sizes[:n]) for n in range(len(sizes) + 1)]
    return between.join(digits[start:end] for start, end in pairwise(cuts))


nine_digits = st.text("0123456789", min_size=9, max_size=9)
passing = nine_digits.map(
    lambda digits: next(n for last in "0123456789" if passes(n := digits[:8] + last) or last == "9")
)
words = st.text("abcdfghijlmnopqstwxyzéï,;:!?()'\n")


@pytest.mark.parametrize("first_five", ["00000", "00123", "12345", "98765"])
def test_nine_digits_are_a_bsn_exactly_when_they_pass_the_eleven_test(first_five):
    numbers = [f"{first_five}{rest:04}" for rest in range(10_000)]
    assert [n for n in numbers if is_bsn(n)] == [n for n in numbers if passes(n) and int(n)]


def test_eight_digits_are_a_bsn_exactly_when_they_pass_with_a_nought_before_them():
    numbers = [str(number) for number in range(45_670_000, 45_680_000)]
    assert [n for n in numbers if is_bsn(n)] == [n for n in numbers if passes("0" + n)]


@given(words, nine_digits, words)
def test_only_the_number_is_masked(before, digits, after):
    text = f"{before}{digits}{after}"
    is_one = passes(digits) and int(digits) > 0
    assert bsns(text) == ([(len(before), len(before) + 9)] if is_one else [])
    assert mask_bsn(text) == (f"{before}{MASK}{after}" if is_one else text, is_one)


@pytest.mark.parametrize("between", [".", " ", "-", "\u00a0", "\u202f"])
@pytest.mark.parametrize("sizes", [(3, 3, 3), (4, 2, 3), (3, 2, 4), (2, 2, 2, 3)])
def test_a_bsn_in_groups_is_masked_as_one(sizes, between):
    assert mask_bsn(f"nr {in_groups(A_BSN, sizes, between)}.") == (f"nr {MASK}.", True)


@pytest.mark.parametrize("sizes", [(2, 3, 3), (3, 2, 3)])
def test_a_short_bsn_in_groups_is_masked_as_one(sizes):
    assert mask_bsn(in_groups(SHORT_BSN, sizes, ".")) == (MASK, True)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("BSN 123456782", f"BSN {MASK}"),
        ("bsn123456782", f"bsn{MASK}"),
        ("zoon 111222333, dochter 123456782", f"zoon {MASK}, dochter {MASK}"),
        ("123456782,111222333;12345672", f"{MASK},{MASK};{MASK}"),
        ("123456782 06-12345678", f"{MASK} 06-12345678"),
        ("123 456 782 06-12345678", f"{MASK} 06-12345678"),
        ("012345672 5 keer", f"{MASK} 5 keer"),
        ("001230001 5 keer", f"{MASK} 5 keer"),
        ("+31612345678 123456782", f"+31612345678 {MASK}"),
        ("op 3 maart 2026: 123456782", f"op 3 maart 2026: {MASK}"),
        ("sinds 21-11-2026 123456782", f"sinds 21-11-2026 {MASK}"),
    ],
)
def test_a_bsn_is_found_among_other_things(text, masked):
    assert mask_bsn(text) == (masked, True)


@pytest.mark.parametrize(
    "text",
    [
        "1123456782",
        "1234567820",
        "0123456782",
        "06-12345672",
        "06 12345672",
        "06 - 12345672",
        "+31 6 12345672",
        "+31 (0)6 12345672",
        "0031 6 12345672",
        "+48 123456782",
        "+48 123 456 782",
        "KvK 12345672",
        "KvK-nummer: 12345672",
        "NL91ABNA0123456782",
        "NL91 ABNA 0123 4567 82",
        "BE68 5390 0754 7034",
        "€ 123.456.782",
        "EUR 123.456.782",
        "123.456.782.123",
        "1 123 456 782",
        "20260106",
        "12012026",
        "000000000",
        "123456789",
        "12 34 56 72",
        "1052 KP",
        "",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert mask_bsn(text) == (text, False)


def test_the_days_left_alone_would_pass_the_eleven_test():
    assert passes("20260106")
    assert passes("12012026")


@given(st.text("0123456789 .-+/€(kvkeur\n", max_size=60) | st.lists(passing | st.just(" ") | words).map("".join))
def test_masking_twice_changes_nothing(text):
    masked, found = mask_bsn(text)
    assert mask_bsn(masked) == (masked, False)
    assert found == bool(bsns(text)) == (masked != text)


@given(st.text())
def test_text_outside_the_marks_stays_as_it_was(text):
    spans = bsns(text)
    kept = [
        text[end:start]
        for end, start in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(text)], strict=True)
    ]
    assert mask_bsn(text)[0] == MASK.join(kept)


@pytest.mark.parametrize("cell", [123456782, 12345672, 123456782.0, " 123456782 ", "1234.56.782"])
def test_a_cell_can_be_a_bsn(cell):
    assert is_bsn(cell)


@pytest.mark.parametrize(
    "cell", [123456789, 1234567, 123456782.5, float("nan"), float("inf"), None, True, "", "BSN 123456782"]
)
def test_a_cell_can_be_something_else(cell):
    assert not is_bsn(cell)


@pytest.mark.parametrize(
    "heading",
    [
        "BSN",
        "bsn nr",
        "BSN-nummer",
        "bsnnr.",
        "BSN_kandidaat",
        "Kandidaat BSN",
        "B.S.N.",
        "Burgerservicenummer",
        "burger service nummer",
        "Burger-servicenr",
        "Sofinummer",
        "SoFi-nr.",
        "sofi",
        "Citizen service number",
    ],
)
def test_a_heading_that_means_bsn_is_known(heading):
    assert is_bsn_heading(heading)


@pytest.mark.parametrize("heading", ["", "Naam", "Klantnummer", "Absentie", "Servicepunt", "Sofie", "Sofia", "Nummer"])
def test_other_headings_do_not_mean_bsn(heading):
    assert not is_bsn_heading(heading)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Renée van 't Hart", "Renée van 't Hart"),
        ("een\ntwee\r\ndrie\rvier\tvijf", "een twee drie vier vijf"),
        ("\x1b[31mrood\x1b]52;c;x\x07", "�[31mrood�]52;c;x�"),
        ("\x9b31m", "�31m"),
        ("a\u202egnp.exe", "a�gnp.exe"),
        ("Jan\u200bsen", "Jan�sen"),
        ("Jan\u200dsen", "Jan�sen"),
        ("Jan\u2028sen", "Jan�sen"),
        ("\ufeffNaam", "�Naam"),
        ("half \ud83d", "half �"),
        ("[/]", "[/]"),
        ("👩‍🦽 en ⚕️", "👩‍🦽 en ⚕️"),
        ("Rene\u0301e", "Rene\u0301e"),
        ("فاطمة", "فاطمة"),
    ],
)
def test_text_is_cleaned_for_showing(text, shown):
    assert clean(text) == shown


def test_no_character_that_steers_or_hides_is_let_through():
    steering = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "B", "S"}
    bad = [
        char
        for char in map(chr, range(0x110000))
        if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(char) in steering
    ]
    assert {clean(char) for char in bad} == {"�", " "}
    assert {char for char in bad if not has_controls(char)} == set("\t\n\r")


def test_every_letter_digit_accent_and_sign_is_let_through():
    invisible = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")
    kept = [char for char in map(chr, range(0x110000)) if unicodedata.category(char)[0] in "LMNPS"]
    assert {char for char in kept if clean(char) != char} == invisible


@given(st.text(st.characters(codec=None)))
def test_clean_text_holds_no_controls_and_stays_clean(text):
    assert not has_controls(clean(text))
    assert not set(clean(text)) & set("\t\n\r")
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec=None)))
def test_text_without_controls_only_loses_its_lines(text):
    assert has_controls(text) or clean(text).split() == text.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Heeft ADHD en een strafblad.", ("adhd", "strafblad")),
        ("autisme, Autisme, AUTISME", ("autisme",)),
        ("is ex-gedetineerde; zit bij de reclassering", ("ex-gedetineerde", "reclassering")),
        ("burn-out (2024) of burnout", ("burn-out", "burnout")),
        ("licht verstandelijk beperkt", ("verstandelijk beperkt",)),
        ("PTSS-klachten", ("ptss",)),
        ("suïcidaal", ("suïcidaal",)),
        ("has a criminal record", ("criminal record",)),
    ],
)
def test_words_about_health_and_offences_are_named(text, words):
    assert sensitive_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Werkt bij GGZ inGeest, verslavingszorg en in de gevangenis.",
        "Vraagt een VOG aan; taal is borderline A2/B1.",
        "Mag medicatie delen. Stelt een diagnose bij motoren.",
        "Is ziek gemeld en komt morgen terug. Ziektewet loopt.",
        "Vervangt zwangerschapsverlof, later autismecoach?",
        "Werkte bij het Archiv in Berlijn.",
        "Mist structuur, wil rust en een vaste begeleider.",
        "Is on probation until May; strong convictions.",
        "",
    ],
)
def test_everyday_words_at_work_raise_no_alarm(text):
    assert sensitive_words(text) == ()
