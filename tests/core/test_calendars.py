"""Calendar files as RFC 5545 wants them, read back by a library."""

from datetime import UTC, date, datetime, timedelta

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.calendars import to_ics
from doorstroom.deadlines import What
from doorstroom.deadlines.events import Edition, Event
from doorstroom.report import Sentence

EDITION = Edition("abc", 7, datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300)


def an_event(title="x", about="y", key="notice-C1", day=date(2026, 11, 30)):
    return Event(key, day, What.NOTICE, Sentence.of("{text}", text=title), (Sentence.of("{text}", text=about),))


def read(*events):
    return icalendar.Calendar.from_ical(to_ics(events, EDITION))


def test_an_event_is_a_whole_day_with_a_lasting_key_and_an_edition():
    (event,) = read(an_event()).walk("VEVENT")
    assert event["UID"] == "notice-C1@abc.doorstroom"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 11, 30), date(2026, 12, 1))
    assert (event["SEQUENCE"], event["DTSTAMP"].dt) == (7, EDITION.made_at)
    assert event["CLASS"] == "PRIVATE"


@given(TEXTS, TEXTS)
def test_any_text_comes_back_as_it_was(title, about):
    from doorstroom.privacy import clean

    (event,) = read(an_event(title, about)).walk("VEVENT")
    assert str(event["SUMMARY"]) == clean(title)
    assert str(event["DESCRIPTION"]) == clean(about)


@given(TEXTS)
def test_no_line_is_longer_than_75_octets_and_none_breaks_a_letter(text):
    content = to_ics([an_event(text, text)], EDITION)
    assert content.endswith(b"\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_a_calendar_without_dates_is_a_calendar():
    assert [one.name for one in read().walk()] == ["VCALENDAR"]


def test_the_end_of_the_year_is_no_special_case():
    (event,) = read(an_event(day=date(2026, 12, 31))).walk("VEVENT")
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
