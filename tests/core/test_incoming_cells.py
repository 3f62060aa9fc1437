"""What people put in a cell, as values."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstroom import i18n
from doorstroom.errors import BadDay, BadInput
from doorstroom.incoming import cells, days, numbers, words
from doorstroom.incoming.cells import Setting, Special
from doorstroom.incoming.vocabulary import PLACES
from doorstroom.incoming.words import Partly
from doorstroom.model.choices import (
    ContractKind,
    Distance,
    EmployerKind,
    EndReason,
    LanguageLevel,
    Licence,
    TargetGroup,
    Transport,
)

SETTING = Setting(today=date(2026, 11, 21))
LAST_DAY_OF_2026 = date(2026, 12, 31)
some_days = st.dates(date(1927, 5, 18), date(2199, 12, 31))


# --- days --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "31-12-2026",
        "31/12/2026",
        "31/12/26",
        "31-12-26",
        "31.12.2026",
        "2026-12-31",
        "31 dec 2026",
        "31 december 2026",
        "31-dec-26",
        "31 DEC. 2026",
        "do 31 december 2026",
        "donderdag 31-12-2026",
        "2026-12-31 00:00:00",
        "2026-12-31T00:00:00",
        "31-12-2026 23:59",
        *("31-12-'26", "31-12-’2026", "31‑12‑2026", "31–12–2026", "31 - 12 - 2026", "31-12-2026.", "31e december 2026"),
        *("2026/12/31", "20261231", "31122026", 20261231),
        "46387",
        46387,
        46387.75,
        date(2026, 12, 31),
        datetime.combine(LAST_DAY_OF_2026, time()),
        datetime.combine(LAST_DAY_OF_2026, time(13, 45)),
    ],
)
def test_a_day_is_read_in_every_form_that_lists_have(written):
    assert days.day(written, SETTING) == LAST_DAY_OF_2026


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("5 mrt 2027", 3),
        ("5 maart 2027", 3),
        ("5 mei 2027", 5),
        ("5 okt 2027", 10),
        ("5 august 2027", 8),
        ("5 may 27", 5),
    ],
)
def test_months_have_dutch_and_english_names(written, month):
    assert days.day(written, SETTING) == date(2027, month, 5)


@pytest.mark.parametrize(
    "written",
    [
        *("12/31/2026", "31-13-2026", "30-02-2026", "29-02-2027", "1-2-3", "2026", "dec 2026", "31 foo 2026", "morgen"),
        *("2026-12-31T00:00:00Z", "31-12-1026", "٣١-١٢-٢٠٢٦", "9999999", "00-00-0000", "31--12-2026", ""),
        *(
            0,
            60,
            -1,
            2026,
            1e15,
            float("nan"),
            float("inf"),
            True,
            time(12),
            timedelta(1),
            datetime.combine(date(1900, 1, 1), time()),
        ),
    ],
    ids=repr,
)
def test_what_is_no_day_or_could_be_two_is_refused(written):
    with pytest.raises(BadDay):
        days.day(written, SETTING)


def test_a_number_counts_from_1904_where_the_workbook_does():
    assert days.day(46387 - 1462, Setting(SETTING.today, is_1904=True)) == LAST_DAY_OF_2026


@given(some_days)
def test_every_day_is_read_back_from_every_form(day):
    months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    forms = [
        day.isoformat(),
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {months[day.month - 1]} {day.year}",
        (day - date(1899, 12, 30)).days,
        datetime.combine(day, time(8, 30)),
    ]
    assert {days.day(form, SETTING) for form in forms} == {day}


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("12-03-45", date(1945, 3, 12)),
        ("12-03-08", date(2008, 3, 12)),
        ("12/03/69", date(1969, 3, 12)),
        ("29-02-28", date(1928, 2, 29)),
        ("22-11-26", date(1926, 11, 22)),
    ],
)
def test_somebody_with_a_short_year_was_born_in_the_past(written, born):
    assert days.birth_day(written, SETTING) == born


def test_a_day_of_birth_in_the_future_is_refused():
    with pytest.raises(BadInput, match="future"):
        days.birth_day("22-11-2026", SETTING)


@pytest.mark.parametrize("written", ["onbepaald", "Onbepaalde tijd", "vast", "permanent"])
def test_the_last_day_of_a_contract_may_say_that_there_is_none(written):
    assert days.last_day(written, SETTING) is Special.FOR_GOOD


@pytest.mark.parametrize(
    "written", ["04-01..10-31", "1 april - 31 oktober", "april t/m oktober", "1 apr tot en met okt"]
)
def test_a_season_is_read_from_months(written):
    assert days.season(written, SETTING) == "04-01..10-31"


# --- numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        *(
            (32, 32),
            (32.0, 32),
            ("32", 32),
            ("32 uur", 32),
            ("36u", 36),
            ("24,5", 24.5),
            ("24.5", 24.5),
            ("32 u p/w", 32),
            *(
                ("36:00", 36),
                ("28:30 uur", 28.5),
                ("7:20", 7.33),
                (timedelta(hours=28, minutes=30), 28.5),
                (time(20), 20),
            ),
        ),
        *(("32 uur per week", 32), ("20 u/wk", 20), ("32,0", 32), ("28 hours", 28)),
    ],
)
def test_hours_are_read_with_and_without_their_unit(written, hours):
    assert numbers.hours(written, SETTING) == hours


@pytest.mark.parametrize(
    "written",
    [
        *("veel", "32 km", "-3", "3 2", "1_000", "٣٦", "12,5,5", "24-32", "uur", "12:75", ":30"),
        *(True, -1, float("nan"), datetime.combine(date(2026, 12, 8), time())),
    ],
    ids=repr,
)
def test_what_is_no_number_of_hours_is_refused(written):
    with pytest.raises(BadInput):
        numbers.hours(written, SETTING)


@pytest.mark.parametrize(
    ("written", "pair"),
    [
        *(
            ("24-32", (24, 32)),
            ("24 - 32 uur", (24, 32)),
            ("24 tot 32", (24, 32)),
            ("16/20", (16, 20)),
            ("24 – 32", (24, 32)),
        ),
        *(("32 uur", (None, 32)), (32, (None, 32))),
    ],
)
def test_a_range_of_hours_has_two_ends(written, pair):
    assert numbers.hours_range(written, SETTING) == pair


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        *(
            ("€ 2.200,50", 220050),
            ("2200", 220000),
            ("2.200", 220000),
            ("2200,5", 220050),
            (2200.5, 220050),
            (2200, 220000),
        ),
        *(("€2.200,-", 220000), ("EUR 1.234.567,89", 123456789), ("2,200.50", 220050), ("1850,00 p/m", 185000)),
        *(("2 200,50", 220050), ("€ 12,34 per maand", 1234)),
    ],
)
def test_amounts_are_read_as_cents(written, cents):
    assert numbers.cents(written, SETTING) == cents


@given(st.integers(0, 10**8))
def test_every_amount_is_read_back_as_dutch_people_write_it(amount):
    euros, cents = divmod(amount, 100)
    thousands = f"{euros:,}".replace(",", ".")
    for written in (f"€ {thousands},{cents:02}", f"{euros},{cents:02}", f"{euros}.{cents:02} euro", amount / 100):
        assert numbers.cents(written, SETTING) == amount


def test_months_are_whole():
    assert numbers.months("23 maanden", SETTING) == 23
    with pytest.raises(BadInput):
        numbers.months("2,5", SETTING)


def test_a_distance_may_have_its_unit():
    assert numbers.kilometres("15 km", SETTING) == numbers.kilometres(15, SETTING) == 15


# --- text and numbers that are text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *(
            (612345678, "0612345678"),
            ("612345678", "0612345678"),
            (612345678.0, "0612345678"),
            (31612345678, "+31612345678"),
        ),
        *(("06-12345678", "06-12345678"), ("+31 6 12345678", "+31 6 12345678"), ("088-1234567", "088-1234567")),
    ],
)
def test_a_telephone_number_gets_back_what_a_number_cell_lost(written, number):
    assert cells.phone(written, SETTING) == number


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (cells.client_number, 1001, "1001"),
        (cells.client_number, 1001.0, "1001"),
        (cells.client_number, "007", "007"),
        (cells.kvk, 1234567, "01234567"),
        (cells.kvk, "12345678", "12345678"),
        (cells.postcode, "1234ab", "1234 AB"),
        (cells.postcode, "1234 AB", "1234 AB"),
        (cells.postcode, 1234, "1234"),
        (cells.postcode, "B-2000", "B-2000"),
        (cells.email, "mailto:jan@example.nl", "jan@example.nl"),
        (cells.text, "twee\n  regels ", "twee regels"),
        (cells.text, 12.0, "12"),
        (cells.texts, "precies, rustig;\nop tijd", ("precies", "rustig", "op tijd")),
        (cells.texts, "- precies\n- precies\n• rustig", ("precies", "rustig")),
        (cells.organisations, "Smit, Bos & Zn; Stadstram", ("Smit, Bos & Zn", "Stadstram")),
    ],
)
def test_numbers_and_lists_are_read_as_text(read, written, value):
    assert read(written, SETTING) == value


@pytest.mark.parametrize(
    ("read", "written"),
    [
        *(
            (cells.client_number, 1e17),
            (cells.client_number, 123456789012345678),
            (cells.kvk, "123"),
            (cells.kvk, "abc"),
        ),
        *(
            (cells.email, "jan"),
            (cells.email, "jan@nl"),
            (cells.phone, "geen"),
            (cells.phone, 12),
            (cells.name, "x" * 201),
        ),
        *((cells.text, "x" * 2001), (cells.postcode, "x" * 21)),
    ],
)
def test_what_cannot_be_is_refused(read, written):
    with pytest.raises(BadInput):
        read(written, SETTING)


@pytest.mark.parametrize(
    "text",
    [
        "NNB",
        "nnb",
        "Onbekend",
        "??",
        "?",
        "n.v.t.",
        "nvt",
        "N.V.T",
        "n/a",
        "niet bekend",
        "nog onbekend",
        "N.B.",
        "...",
        "tbd",
    ],
)
def test_words_for_not_known_count_as_blank(text):
    assert cells.is_unknown(text)


@pytest.mark.parametrize("text", ["Na", "Nabil", "Bekende", "0", "A", "✓", "nee", "Leegwater", "NVTS"])
def test_names_and_values_are_no_words_for_not_known(text):
    assert not cells.is_unknown(text)


def test_only_a_single_dash_clears():
    assert [text for text in ("-", "–", "—", "--", "- ", "x-") if cells.is_dash(text)] == ["-", "–", "—"]


@pytest.mark.parametrize("text", ["a\x00b", "a\x1b[31m", "\u202eabc", "a\u200bb", "a\x85b"])
def test_characters_that_nobody_sees_are_refused(text):
    with pytest.raises(BadInput, match="cannot be seen"):
        cells.tidy(text)


def test_text_is_tidied_without_losing_its_lines():
    assert cells.tidy(" een_x000D_\ntwee\xa0 ") == "een\r\ntwee"
    assert cells.tidy("e\u0301") == "é"


@pytest.mark.parametrize("text", ["#N/A", "#N/B", "#VERW!", "#REF!"])
def test_the_error_of_a_formula_is_no_value(text):
    with pytest.raises(BadInput):
        cells.tidy(text)


# --- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"),
    [
        *(("Ja", True), ("J", True), ("yes", True), ("x", True), ("1", True), (1, True), (True, True), ("✓", True)),
        *(("Nee", False), ("N", False), ("no", False), ("0", False), (0, False), (False, False), ("geen", False)),
    ],
)
def test_yes_and_no_have_many_words(written, said):
    assert words.flag(written, SETTING) is said


@pytest.mark.parametrize("written", ["misschien", "2", 2, "ja/nee"])
def test_what_is_neither_yes_nor_no_is_refused(written):
    with pytest.raises(BadInput):
        words.flag(written, SETTING)


def test_the_national_client_system_writes_two_for_no():
    assert words.flag_or_two(2, SETTING) is False
    assert words.flag_or_two(1, SETTING) is True


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("contract.kind", "Bepaalde tijd", ContractKind.FIXED_TERM),
        ("contract.kind", "onbepaalde tijd", ContractKind.PERMANENT),
        ("contract.kind", "vast", ContractKind.PERMANENT),
        ("contract.kind", "Proefplaatsing", ContractKind.TRIAL),
        ("contract.kind", "uitzend", ContractKind.AGENCY),
        ("contract.kind", "BBL", ContractKind.BBL),
        ("contract.kind", "beschut", ContractKind.SHELTERED),
        ("contract.kind", "fixed-term", ContractKind.FIXED_TERM),
        ("contract.kind", "Werkervaringsplek", ContractKind.WORK_EXPERIENCE),
        ("distance", "groot", Distance.LARGE),
        ("target_group", "P-wet", TargetGroup.PARTICIPATIEWET),
        ("target_group", "jobs agreement", TargetGroup.BANENAFSPRAAK),
        ("end_reason", "doorgestroomd", EndReason.MOVED_ON),
        ("employer.kind", "Uitzendbureau", EmployerKind.AGENCY),
        ("transports", "Fiets, OV", (Transport.BIKE, Transport.PUBLIC)),
        ("transports", "AUTO", (Transport.CAR,)),
        ("transports", "Scooter en fiets", (Transport.BIKE, Transport.MOPED)),
        (
            "licences",
            "A,B,C,D,BE,CE,DE,T",
            tuple(Licence(value) for value in ("A", "B", "BE", "C", "CE", "D", "DE", "T")),
        ),
        ("licences", "B+", (Licence.B_PLUS,)),
        ("licences", "geen", ()),
    ],
)
def test_values_of_a_list_have_dutch_and_english_words(field, written, value):
    assert PLACES[field].read(written, SETTING) == value


@pytest.mark.parametrize(
    ("field", "written", "left"),
    [
        ("contract.kind", "Detachering", None),
        ("transports", "Motor", None),
        ("transports", "Motor, fiets", (Transport.BIKE,)),
    ],
)
def test_a_word_without_a_counterpart_is_left_out_and_named(field, written, left):
    read = PLACES[field].read(written, SETTING)
    assert isinstance(read, Partly)
    assert read.value == left
    assert [word.lower() for word in read.left_out] == [written.split(",")[0].lower()]


@pytest.mark.parametrize(
    ("field", "written"), [("distance", "enorm"), ("licences", "Z"), ("contract.kind", "raar"), ("language_level", 4)]
)
def test_an_unknown_value_is_refused_with_the_ones_there_are(field, written):
    with pytest.raises(BadInput, match="is not one of"):
        PLACES[field].read(written, SETTING)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("field", "kind"),
    [
        *(
            ("target_group", TargetGroup),
            ("distance", Distance),
            ("language_level", LanguageLevel),
            ("licences", Licence),
        ),
        *(("transports", Transport), ("employer.kind", EmployerKind), ("contract.kind", ContractKind)),
        ("end_reason", EndReason),
    ],
)
def test_what_the_tool_itself_calls_a_value_is_read_back_in_both_languages(field, kind, language):
    i18n.choose(language)
    for member in kind:
        assert PLACES[field].read(i18n._(member.label), SETTING) in (member, (member,))


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (days.first_day, "per 1 mei 2026", date(2026, 5, 1)),
        (days.first_day, "m.i.v. 1-5-2026", date(2026, 5, 1)),
        (days.last_day, "t/m 31-12-2026", LAST_DAY_OF_2026),
        (days.last_day, "tot en met 31 december 2026", LAST_DAY_OF_2026),
        (days.last_day, "31-12-9999", Special.FOR_GOOD),
        (days.last_day, datetime(9999, 12, 31), Special.FOR_GOOD),
        (numbers.wage_month, "€ 2.345,67", 234567),
        (numbers.wage_month, "€ 40 per maand", 4000),
    ],
)
def test_first_and_last_days_and_wages_are_read_as_a_colleague_would(read, written, value):
    assert read(written, SETTING) == value


@pytest.mark.parametrize(
    ("read", "written"),
    [
        *(
            (days.last_day, written)
            for written in ("per 1 mei 2026", "tot 1 april 2027", "eind maart 2027", "31-12-2026?")
        ),
        *((days.day, written) for written in ("20261331", "99999999", 20261331)),
        *((numbers.hours, written) for written in (0.8, "0,8", "0,8 fte")),
        *((numbers.wage_month, written) for written in (14.06, "14,06", "€ 14,06 per uur")),
        *((cells.name, written) for written in ("idem", "Zie boven")),
    ],
)
def test_what_a_colleague_would_ask_about_is_refused(read, written):
    with pytest.raises(BadInput):
        read(written, SETTING)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("dhr. P. Jansen", ("P.", "", "Jansen")),
        ("Dhr P.Jansen", ("P.", "", "Jansen")),
        ("Mw. Jansen", ("", "", "Jansen")),
        ("de heer Jansen", ("", "", "Jansen")),
        ("mej. de Wit", ("", "de", "Wit")),
        ("Hr. van 't Hart", ("", "van 't", "Hart")),
        ("Mevrouw Fatma el Idrissi", ("Fatma", "el", "Idrissi")),
        ("Jansen, dhr. P.", ("P.", "", "Jansen")),
        # Names that only begin like it.
        ("De Heer, Jan", ("Jan", "De", "Heer")),
        ("Jan de Heer", ("Jan", "de", "Heer")),
        ("Mwangi Otieno", ("Mwangi", "", "Otieno")),
        ("Hrvoje Babić", ("Hrvoje", "", "Babić")),
        ("Mevr.", ("Mevr.", "", "")),
    ],
)
def test_how_somebody_is_addressed_is_no_part_of_the_name(written, parts):
    assert cells.full_name(written, SETTING) == parts


@pytest.mark.parametrize("read", [cells.phone, cells.email])
def test_what_somebody_does_not_have_is_named_and_says_nothing(read):
    for text in ("geen", "Geheim", "heeft niet"):
        assert words.if_any(read)(text, SETTING) == Partly(None, (text,))
    with pytest.raises(BadInput):
        words.if_any(read)("geen idee", SETTING)


def test_a_soft_hyphen_is_no_letter():
    assert cells.tidy("Jan\xadsen ") == "Jansen"
