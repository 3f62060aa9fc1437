"""Matching meetings: when they are, what they decide for each person, and who stood on their agenda."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from doorstroom.choices import Choice, Kind
from doorstroom.errors import BadInput, Refused
from doorstroom.i18n import N_


class Decision(Choice):
    """What a meeting decides for somebody."""

    PROPOSED = "proposed", N_("propose for a vacancy")
    TALK = "talk", N_("talk first")
    EXTEND = "extend", N_("extend")
    PERMANENT = "permanent", N_("permanent job")
    TRANSFER = "transfer", N_("to another partner")
    NOT_NOW = "not-now", N_("not now")
    CLOSED = "closed", N_("close the case")


class Section(Choice):
    """Why somebody or something stands on an agenda, in the order of the agenda."""

    PROMISES = "promises", N_("Open promises")
    LEAVING = "leaving", N_("Leaving, next step not decided")
    ENDED = "ended", N_("Ended and nothing after")
    NEW = "new", N_("New since the last meeting")
    STALLED = "stalled", N_("No real step for a while")
    VACANCIES = "vacancies", N_("Open vacancies without a proposal")
    DECIDED = "decided", N_("Decided at this meeting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A matching meeting on a day; there is one a day at most.

    ``held_on`` is the day on which it was closed, and ``held_event`` the last event in the log before that: what came
    after it is new to the next meeting.
    """

    id: int = 0
    day: date
    held_on: date | None = None
    held_event: int | None = None

    @property
    def ref(self) -> str:
        """``M2``."""
        return Kind.MEETING.ref(self.id)

    @property
    def is_held(self) -> bool:
        """Whether it was closed."""
        return self.held_on is not None

    def hold(self, day: date, *, last_event: int) -> "Meeting":
        """The meeting, closed on this day; Refused when it was closed before or is still to come."""
        if self.held_on is not None:
            raise Refused(
                N_("{ref} was closed already, on {day}."),
                hint=N_("`doorstroom meetings` lists them."),
                ref=self.ref,
                day=self.held_on,
            )
        if self.day > day:
            raise Refused(
                N_("{ref} is on {day}; it cannot be closed before that."),
                hint=N_("`doorstroom agenda --for {day}` shows what will be discussed."),
                ref=self.ref,
                day=self.day,
            )
        return replace(self, held_on=day, held_event=last_event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one meeting decided for one candidate: what will be done, by whom and by when.

    ``until_on`` is the day until which somebody need not be discussed, that day included. ``step`` and ``proposal`` are
    what followed from it.
    """

    id: int = 0
    meeting: int
    candidate: int
    decision: Decision
    vacancy: int | None = None
    action: str | None = None
    owner: str | None = None
    due_on: date | None = None
    until_on: date | None = None
    note: str | None = None
    step: int | None = None
    proposal: int | None = None

    def __post_init__(self) -> None:
        if self.decision is Decision.PROPOSED and self.vacancy is None:
            raise BadInput(
                N_("To propose somebody a vacancy is needed."),
                hint=N_("Name one with --vacancy, or choose another outcome."),
            )
        if self.decision is Decision.NOT_NOW and self.until_on is None:
            raise BadInput(
                N_("“Not now” needs a day to come back to it."),
                hint=N_("Give it with --until, in the sheet under due."),
            )

    @property
    def needs_step(self) -> bool:
        """Whether somebody must do something: all but waiting, and proposing when nothing else was agreed."""
        if self.action is not None:
            return True
        return self.decision not in (Decision.NOT_NOW, Decision.PROPOSED)

    @property
    def comes_back_on(self) -> date | None:
        """The day that was agreed: by when something is done, or until when somebody rests."""
        return self.until_on if self.decision is Decision.NOT_NOW else self.due_on

    def rests_on(self, day: date) -> bool:
        """Whether it says that somebody need not be discussed on this day."""
        return self.until_on is not None and day <= self.until_on


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """That somebody stood on the agenda of a meeting that was held, under which heading, and whether they were discussed."""

    id: int = 0
    meeting: int
    candidate: int
    section: Section
    discussed: bool


class MeetingSummary(NamedTuple):
    """A meeting with its figures: outcomes, who stood on its agenda, and who of them was not discussed."""

    meeting: Meeting
    outcomes: int
    on_agenda: int
    carried_over: int
