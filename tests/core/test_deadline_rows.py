"""The dates that matter, from facts and a day; T-numbers are worked cases."""

from dataclasses import replace
from datetime import date

import pytest
from factories import a_contract, an_employer, day
from hypothesis import given
from hypothesis import strategies as st

from doorstroom import limits
from doorstroom.choices import Kind
from doorstroom.dates import add_months, window_end
from doorstroom.deadlines import Dated, Ending, Facts, Filter, Season, What, Who, Whose, deadlines
from doorstroom.deadlines.events import events
from doorstroom.deadlines.register import report
from doorstroom.model.support import Scheme, Support, SupportKind
from doorstroom.rules import load
from doorstroom.wording import sentence, words

RULES = load.load()
TODAY = day("2026-11-21")
FATIMA = Whose(1, "Fatima el Idrissi", "Fatima", "idrissi", 3, "Stadstram", "Noor Bakker", "Sven Dekker")
NOBODY = Ending(FATIMA, 45, 45, None, None, None, None, None, None, None)


def asked(*, as_of=TODAY, months=6, wanted=None, **facts):
    return deadlines(Facts(**facts), RULES, as_of=as_of, months=months, wanted=wanted).rows


def ending(start, end, *, policy=None, **more):
    """A stay with one contract, with the days that the limits give it."""
    employer = an_employer(id=1, policy_months=policy)
    (stay,) = limits.stays([a_contract(start, end, id=45)], {1: employer}, RULES)
    return NOBODY._replace(
        last_day=stay.last_day,
        leaves_on=stay.leaves_on,
        policy_months=policy,
        policy_until=stay.policy_until,
        chain_until=stay.chain_until,
        notice_by=stay.notice_by,
    )._replace(**more)


def by_kind(rows):
    return {row.what: row for row in rows}


@pytest.mark.parametrize(
    ("case", "end", "by", "working_day"),
    [
        ("T36", "2026-12-31", "2026-11-30", "2026-11-30"),
        ("T37", "2027-03-31", "2027-02-28", "2027-02-26"),
        ("T38", "2028-03-31", "2028-02-29", "2028-02-29"),
        ("T39", "2027-04-30", "2027-03-30", "2027-03-30"),
        ("T40", "2027-02-28", "2027-01-28", "2027-01-28"),
        ("T41", "2028-02-29", "2028-01-29", "2028-01-28"),
        ("T42", "2026-12-30", "2026-11-29", "2026-11-27"),
    ],
)
def test_notice_is_due_a_month_before_and_the_working_day_before_it_is_told(case, end, by, working_day):
    rows = by_kind(asked(months=24, endings=[ending("2026-01-01", end)]))
    notice = rows[What.NOTICE]
    assert (notice.day, notice.working_day, notice.who) == (day(by), day(working_day), Who.EMPLOYER)
    assert notice.source == "BW7 668(1)-(3); ATW 1(2)"


def test_late_notice_costs_a_part_of_the_pay_for_each_day():
    """T43: one day late is not a whole month."""
    notice = by_kind(asked(endings=[ending("2026-01-01", "2026-12-20")]))[What.NOTICE]
    assert (notice.day, notice.days_left, notice.is_late) == (day("2026-11-20"), -1, True)
    assert "1 day late costs 1 day of pay, at most 1 month of pay" in sentence(notice.to_do)


def test_the_window_of_six_months_goes_up_to_and_includes_its_last_day():
    """T44."""
    inside, outside = ending("2026-01-01", "2027-05-21"), ending("2026-01-01", "2027-05-22")
    assert What.CONTRACT_END in by_kind(asked(endings=[inside]))
    assert What.CONTRACT_END not in by_kind(asked(endings=[outside]))


@pytest.mark.parametrize(("as_of", "last"), [("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29")])
def test_the_window_is_clamped_at_the_end_of_february(as_of, last):
    """T45."""
    assert What.CONTRACT_END in by_kind(asked(as_of=day(as_of), endings=[ending("2026-01-01", last)]))


def test_an_employers_own_limit_comes_before_the_law():
    """T56."""
    rows = by_kind(asked(endings=[ending("2025-02-01", "2026-12-31", policy=23)]))
    limit = rows[What.POLICY_LIMIT]
    assert (limit.day, sentence(limit.source)) == (day("2026-12-31"), "own choice of Stadstram: 23 months")
    assert rows[What.NOTICE].day == day("2026-11-30")
    assert What.CHAIN_LIMIT not in rows
    assert by_kind(asked(months=24, endings=[ending("2025-02-01", "2026-12-31", policy=23)]))[
        What.CHAIN_LIMIT
    ].day == day("2028-01-31")


def test_a_limit_that_has_passed_while_somebody_works_on_stands_in_front():
    rows = asked(endings=[ending("2024-01-01", "2026-12-31", policy=23)])
    assert (rows[0].what, rows[0].day, rows[0].is_late) == (What.POLICY_LIMIT, day("2025-11-30"), True)


def test_four_months_before_somebody_leaves_uwv_may_help_unless_a_next_job_is_recorded():
    leaving = ending("2026-01-01", "2027-03-31")
    signal = by_kind(asked(endings=[leaving]))[What.FOUR_MONTHS]
    assert (signal.day, signal.rule.key) == (day("2026-11-30"), "signal.ending_4_months")
    follows = leaving._replace(superseded_on=day("2027-05-01"))
    assert What.FOUR_MONTHS not in by_kind(asked(endings=[follows]))
    too_late = leaving._replace(superseded_on=day("2027-05-02"))
    assert What.FOUR_MONTHS in by_kind(asked(endings=[too_late]))


def test_a_signal_that_has_passed_is_not_repeated():
    assert What.FOUR_MONTHS not in by_kind(asked(endings=[ending("2026-01-01", "2027-03-20")]))


# --- schemes -----------------------------------------------------------------------------------------------------


def scheme(kind=SupportKind.LKS, start="2026-09-15", end=None, **fields):
    support = Support(id=8, contract=45, kind=kind, starts_on=day(start), ends_on=end and day(end), **fields)
    return Scheme(support, 1, "Fatima el Idrissi", 3, "Stadstram", "Noor Bakker", "Sven Dekker", "Fatima", "idrissi")


def test_the_last_day_of_a_flat_rate_says_what_must_be_done_before_it():
    rows = by_kind(asked(schemes=[scheme(end="2027-03-14", rule="lks.flat_rate")]))
    end = rows[What.SUPPORT_END]
    assert (end.day, end.source) == (day("2027-03-14"), "PW 10d(1)(b), 10d(5)")
    assert sentence(end.to_do) == "Last day of wage subsidy: have productivity measured before it."


def test_an_application_is_due_a_day_before_its_last_day():
    """T51."""
    one = scheme(SupportKind.LKV, "2026-11-30", "2029-11-29", rule="lkv.arbeidsgehandicapte")
    apply = by_kind(asked(schemes=[one]))[What.APPLICATION]
    assert (apply.day, apply.detail["last"]) == (day("2027-02-27"), day("2027-02-28"))
    assert sentence(apply.to_do) == "Apply for tax credit; the last day is 2027-02-28."


@pytest.mark.parametrize(
    ("as_of", "granted", "is_there"),
    [("2027-02-28", None, True), ("2027-03-01", None, False), ("2026-12-01", "2026-11-30", False)],
)
def test_an_application_is_over_when_its_last_day_is_or_when_it_was_granted(as_of, granted, is_there):
    one = scheme(
        SupportKind.LKV,
        "2026-11-30",
        rule="lkv.arbeidsgehandicapte",
        granted_on=granted and day(granted),
    )
    assert (What.APPLICATION in by_kind(asked(as_of=day(as_of), schemes=[one]))) is is_there


def test_a_certificate_expires():
    rows = by_kind(asked(schemes=[scheme(SupportKind.CERTIFICATE, "2022-01-01", "2027-01-01")]))
    assert rows[What.CERTIFICATE].day == day("2027-01-01")


def test_a_review_that_was_not_held_is_late():
    rows = by_kind(asked(schemes=[scheme(review_on=day("2026-10-01"), granted_on=day("2026-09-20"))]))
    assert rows[What.REVIEW].is_late


def test_the_day_on_which_a_scheme_really_ends_counts():
    rows = by_kind(asked(schemes=[scheme(end="2027-03-14", ended_on=day("2027-01-31"))]))
    assert rows[What.SUPPORT_END].day == day("2027-01-31")


# --- seasons and what people agreed ------------------------------------------------------------------------------


def test_a_season_starts_and_stops():
    park = Season(Whose(None, "", "", "", 3, "Klimpark", "Ruben", None), "04-01..10-31")
    rows = asked(months=12, seasons=[park])
    assert [(row.what, row.day) for row in rows] == [
        (What.SEASON_START, day("2027-04-01")),
        (What.SEASON_STOP, day("2027-10-31")),
    ]
    assert rows[0].who_name == "Ruben"


def test_a_season_over_new_year_and_one_that_ends_on_a_leap_day():
    rink = Season(Whose(None, "", "", "", 3, "IJsbaan", None, None), "11-01..02-29")
    rows = asked(months=18, seasons=[rink])
    assert [str(row.day) for row in rows] == ["2027-02-28", "2027-11-01", "2028-02-29"]


def test_steps_name_who_has_to_do_them():
    step = Dated(What.STEP, Kind.STEP, 4, day("2026-11-20"), "call", FATIMA, "Samira", day("2026-11-01"))
    (row,) = asked(dated=[step])
    assert (row.ref, row.who_name, row.is_late, sentence(row.source)) == ("S4", "Samira", True, "agreed on 2026-11-01")


# --- filters, order, form ----------------------------------------------------------------------------------------

SOME = {
    "endings": [ending("2025-02-01", "2026-12-31", policy=23)],
    "schemes": [scheme(end="2027-03-14")],
    "seasons": [Season(Whose(None, "", "", "", 5, "Klimpark", "Ruben", None), "04-01..10-31")],
}


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (Filter(kinds=frozenset({What.NOTICE})), {What.NOTICE}),
        (Filter(employer=5), {What.SEASON_START}),
        (Filter(owner="ruben"), {What.SEASON_START}),
        (Filter(coach="sven", kinds=frozenset({What.SUPPORT_END, What.SEASON_START})), {What.SUPPORT_END}),
        (Filter(owner="niemand"), set()),
    ],
)
def test_only_what_is_asked_for_is_given(wanted, kinds):
    assert set(by_kind(asked(wanted=wanted, **SOME))) == kinds


def test_every_row_says_who_acts_what_to_do_and_by_which_rule_or_agreement():
    step = Dated(What.STEP, Kind.STEP, 4, TODAY, "call", FATIMA, None, TODAY)
    vacancy = Dated(What.VACANCY, Kind.VACANCY, 7, TODAY, "gastheer", FATIMA)
    talk = Dated(What.CONVERSATION, Kind.CANDIDATE, 1, TODAY, "", FATIMA, None, TODAY, "9")
    programme = Dated(What.PROGRAMME, Kind.PROGRAMME, 1, TODAY, "Pilot", Whose())
    order = Dated(What.ASSIGNMENT, Kind.ASSIGNMENT, 2, TODAY, "Groen", FATIMA)
    more = {**SOME, "endings": [*SOME["endings"], ending("2026-06-01", "2027-05-31", contract=46, first_contract=46)]}
    rows = asked(months=24, dated=[step, vacancy, talk, programme, order], **more)
    assert {row.what for row in rows} >= set(What) - {What.REVIEW, What.CERTIFICATE, What.AFTERCARE, What.RETENTION}
    for row in rows:
        assert row.who in Who
        assert sentence(row.to_do)
        assert words(row.source)
        assert "{" not in sentence(row.to_do) + words(row.source)


def test_the_rows_come_by_day_and_each_date_once():
    rows = asked(months=24, **SOME)
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    assert len({row.key for row in rows}) == len(rows)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(1, 36), st.dates(date(2023, 1, 1), date(2027, 1, 1)))
def test_no_date_lies_after_the_window_and_all_that_are_late_can_still_be_done(as_of, months, start):
    one = ending(str(start), str(add_months(start, 30)), policy=23)
    over = one.last_day < as_of
    rows = asked(as_of=as_of, months=months, endings=[] if over else [one])
    assert all(row.day <= window_end(as_of, months) for row in rows)
    assert all(row.what not in (What.CONTRACT_END, What.FOUR_MONTHS) for row in rows if row.is_late)


def test_the_report_counts_the_kinds():
    answer = deadlines(Facts(**SOME), RULES, as_of=TODAY, months=6)
    about = report(answer).about
    assert about["counts"] == {
        "notice": 1,
        "contract-end": 1,
        "policy-limit": 1,
        "support-end": 1,
        "application": 1,
        "season-start": 1,
    }
    assert sum(about["counts"].values()) == len(answer.rows)


# --- in a calendar -----------------------------------------------------------------------------------------------


def test_a_calendar_holds_codes_and_first_names_only():
    secret = {"text": "Bel mevrouw el Idrissi", "whose": FATIMA}
    step = Dated(What.STEP, Kind.STEP, 4, TODAY, who_name="Noor Bakker", since=TODAY, **secret)
    talk = Dated(What.CONVERSATION, Kind.CANDIDATE, 1, TODAY, since=TODAY, key="9", **secret)
    rows = asked(months=24, dated=[step, talk], **SOME)
    said = [words((one.title, *one.about)) for one in events(rows)]
    assert len(said) == len(rows)
    for text in said:
        assert not any(name in text for name in ("Idrissi", "Bakker", "Dekker", "mevrouw", "wage subsidy", "PW 10d"))
    assert any("Fatima K1" in text for text in said)


def test_an_event_keeps_its_key_when_its_day_moves():
    before = {one.key: one.day for one in events(asked(endings=[ending("2026-01-01", "2026-12-31")]))}
    longer = ending("2026-01-01", "2027-03-31")._replace(contract=46)
    after = {one.key: one.day for one in events(asked(months=12, endings=[longer]))}
    assert before.keys() <= after.keys()
    assert before["contract-end-C45"] != after["contract-end-C45"]


def test_somebody_without_a_first_name_is_a_code():
    nameless = FATIMA._replace(first_name="")
    (row, *_) = events(asked(endings=[ending("2026-01-01", "2026-12-31")._replace(whose=nameless)]))
    assert words(row.title) == "notice: K1 (C45)"


def test_nothing_is_lost_when_a_field_is_empty():
    bare = replace(scheme(end="2027-03-14"), owner=None, coach=None)
    (row,) = asked(schemes=[bare], wanted=Filter(kinds=frozenset({What.SUPPORT_END})))
    assert (row.who_name, row.who) == (None, Who.OWNER)
