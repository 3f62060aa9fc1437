"""Dates as they may stand in a calendar outside the file: codes and first names, nothing that was typed freely."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from doorstroom.choices import Kind
from doorstroom.deadlines.facts import What
from doorstroom.deadlines.row import Deadline
from doorstroom.i18n import N_
from doorstroom.report import Sentence


@dataclass(frozen=True, slots=True)
class Edition:
    """Of which caseload a calendar is, and how far that has got: a later edition has a higher number."""

    caseload: str
    number: int
    made_at: datetime


class Event(NamedTuple):
    """A day for somebody's calendar: its lasting key, what it is called, and what more can be read of it.

    It holds codes and first names only, for a calendar goes where the file does not.
    """

    key: str
    day: date
    what: What
    title: Sentence
    about: Sequence[Sentence]


def events(rows: Iterable[Deadline]) -> Iterator[Event]:
    """The dates as they may stand in a calendar outside the file."""
    for row in rows:
        yield Event(row.key, row.day, row.what, _title(row), tuple(_about(row)))


def _title(row: Deadline) -> Sentence:
    """What and whom, by code and first name; of what is said in free text nothing."""
    candidate = row.whose.candidate
    if candidate is None:
        return Sentence.of(N_("{what}: {whom} ({ref})"), what=row.what, whom=row.whose.employer_name, ref=row.ref)
    ref = Kind.CANDIDATE.ref(candidate)
    whom = f"{row.whose.first_name} {ref}".strip()
    return Sentence.of(N_("{what}: {whom} ({ref})"), what=row.what, whom=whom, ref=row.ref)


def _about(row: Deadline) -> Iterator[Sentence]:
    if row.what not in _KEPT_INSIDE:
        yield row.to_do
    yield Sentence.of(N_("Who acts: {who}."), who=row.who)
    if row.working_day != row.day:
        yield Sentence.of(N_("Last working day: {day}."), day=row.working_day)
    if row.rule and row.what not in _KEPT_INSIDE:
        yield Sentence.of(N_("Source: {source}."), source=row.rule.source)


# What was typed freely may hold a name, and which scheme somebody has says what group they belong to.
_KEPT_INSIDE = {
    *(What.VACANCY, What.PROGRAMME, What.ASSIGNMENT, What.STEP, What.CONVERSATION),
    *(What.SUPPORT_END, What.REVIEW, What.APPLICATION, What.CERTIFICATE),
}
