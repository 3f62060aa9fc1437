"""Dates as an iCalendar file (RFC 5545), which every calendar reads; whoever reads it again finds moved days moved.

A small writer of our own: all it needs is whole days with three texts, and a package for calendars would be one more
thing to load. The tests read it back with two of those.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from doorstroom.deadlines.events import Edition, Event
from doorstroom.wording import sentence, words

_LINE = 75  # octets, without the line end
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def to_ics(events: Iterable[Event], edition: Edition) -> bytes:
    """The events as the content of a calendar file; the same facts give the same bytes."""
    lines = (_folded(line) for line in _calendar(events, edition))
    return "".join(f"{line}\r\n" for line in lines).encode()


def _calendar(events: Iterable[Event], edition: Edition) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//doorstroom//deadlines//NL", "CALSCALE:GREGORIAN")
    yield "X-WR-CALNAME:doorstroom"
    for event in events:
        yield from _event(event, edition)
    yield "END:VCALENDAR"


def _event(event: Event, edition: Edition) -> Iterator[str]:
    stamp = f"{edition.made_at:%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{event.key}@{edition.caseload}.doorstroom"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{edition.number}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    # The end of an event is the first moment after it.
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(sentence(event.title))}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(sentence(said) for said in event.about))}"
    yield f"CATEGORIES:{_escaped(words(event.what))}"
    yield from ("CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT")


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """A line broken into pieces of at most so many octets, none of them in the middle of a letter."""
    pieces: list[str] = []
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        # The space that begins a further piece counts.
        if size + octets > _LINE - bool(pieces):
            pieces.append(piece)
            piece, size = "", 0
        piece += letter
        size += octets
    return "\r\n ".join([*pieces, piece])
