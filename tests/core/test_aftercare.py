"""After-care: when to speak after a start, and with whom was not yet spoken."""

from datetime import timedelta

import pytest
from factories import day
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.aftercare import PARTIES, USUAL, Rhythm, Start, due, missed
from doorstroom.choices import Party
from doorstroom.errors import BadInput

USUALLY = Rhythm.of(USUAL)
START = Start(day("2026-08-31"), None, {})
days = st.dates(day("2024-01-01"), day("2028-12-31"))


def told(start, as_of, rhythm=USUALLY):
    return [(str(one.moment), str(one.day), one.missing) for one in due(rhythm, start, day(as_of))]


def test_the_moments_are_counted_from_the_first_day_and_clamped_at_the_end_of_a_month():
    assert [(moment, on) for moment, on, _ in told(START, "2026-08-31")] == [
        ("1w", "2026-09-07"),
        ("1m", "2026-09-30"),
        ("3m", "2026-11-30"),
        ("6m", "2027-02-28"),
        ("12m", "2027-08-31"),
    ]


def test_a_moment_is_there_on_its_day_and_stays_until_the_next_or_for_a_month():
    assert [told(START, on)[0][0] for on in ("2026-09-07", "2026-09-29", "2026-09-30")] == ["1w", "1w", "1m"]
    assert [told(START, on)[0][0] for on in ("2026-12-29", "2026-12-30")] == ["3m", "6m"]
    assert told(START, "2027-09-29")[0][0] == "12m"
    assert told(START, "2027-09-30") == []


def test_who_was_spoken_with_in_the_time_of_a_moment_is_not_asked_for_again():
    spoken = {Party.CANDIDATE: day("2026-10-29"), Party.EMPLOYER: day("2026-10-30"), Party.WSP: day("2026-11-20")}
    assert told(START._replace(spoken=spoken), "2026-11-25")[0] == ("3m", "2026-11-30", (Party.CANDIDATE,))


def test_what_was_said_later_was_not_known_then():
    start = START._replace(spoken=dict.fromkeys(PARTIES, day("2026-09-05")))
    assert told(start, "2026-09-04")[0][0] == "1w"
    assert told(start, "2026-09-05")[0][0] == "1m"


def test_after_the_last_day_nothing_is_asked():
    start = START._replace(last_day=day("2026-10-01"))
    assert [moment for moment, *_ in told(start, "2026-09-30")] == ["1m"]
    assert told(start, "2026-10-02") == []


def test_a_moment_is_missed_when_nobody_at_all_was_spoken_with():
    def of(last_talk, as_of="2026-12-15"):
        return missed(USUALLY, START.first_day, None, last_talk and day(last_talk), day(as_of))

    assert of(None).day == day("2026-11-30")
    assert of("2026-10-29") == of(None)
    assert of("2026-10-30") is None
    assert of(None, "2026-11-30") is None
    assert of(None, "2026-12-31") is None


@pytest.mark.parametrize("text", ["1w,1m,3m,6m,12m", "2w", "24m", "none", "4w,1m"])
def test_a_rhythm_is_written_as_it_is_read(text):
    assert str(Rhythm.of(f" {text.upper()} ")) == text


@pytest.mark.parametrize("text", ["", ",", "1d", "5w,1m", "1m,1m", "25m", "1w 1m", "-1w", "1.5m"])
def test_what_is_no_rhythm_is_refused(text):
    with pytest.raises(BadInput):
        Rhythm.of(text)


def test_without_moments_nothing_is_asked():
    assert told(START, "2026-09-07", Rhythm.of("none")) == []


@given(first=days, as_of=days, talks=st.dictionaries(st.sampled_from(PARTIES), days))
def test_at_most_one_moment_of_the_past_is_asked_for_and_none_twice(first, as_of, talks):
    found = list(due(USUALLY, Start(first, None, talks), as_of))
    assert len({one.moment for one in found}) == len(found)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert sum(one.day < as_of for one in found) <= 1
    assert all(as_of - one.day <= timedelta(days=31) for one in found)
    assert all(one.missing and one.since < one.day for one in found)


@given(first=days, as_of=days)
def test_speaking_with_both_today_leaves_only_moments_that_are_further_off(first, as_of):
    spoken = dict.fromkeys(PARTIES, as_of)
    assert all(one.since > as_of for one in due(USUALLY, Start(first, None, spoken), as_of))
