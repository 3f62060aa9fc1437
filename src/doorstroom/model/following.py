"""Following people from day to day: conversations that were held, and steps that were agreed."""

from dataclasses import dataclass, replace
from datetime import date

from doorstroom.choices import Choice, Kind
from doorstroom.errors import BadInput, Refused
from doorstroom.i18n import N_


class Party(Choice):
    """With whom a conversation was."""

    CANDIDATE = "candidate", N_("candidate")
    EMPLOYER = "employer", N_("employer")
    WSP = "wsp", N_("service point")
    COACH = "coach", N_("coach")


class Topic(Choice):
    """What a conversation was about."""

    END = "end", N_("end of the job")
    PROGRESS = "progress", N_("progress")
    MATCH = "match", N_("match")
    DROPOUT = "dropout", N_("dropping out")
    OTHER = "other", N_("other")


class Interest(Choice):
    """What a conversation with an employer led to."""

    INTERESTED = "interested", N_("interested")
    NOT_NOW = "not-now", N_("not now")
    NO = "no", N_("no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A conversation on a day, about a candidate, an employer, a contract or a vacancy.

    ``next_on`` is the day on which to speak again; ``interest`` what an employer answered.
    """

    id: int = 0
    candidate: int | None = None
    employer: int | None = None
    contract: int | None = None
    vacancy: int | None = None
    held_on: date
    party: Party | None = None
    topic: Topic | None = None
    text: str
    next_on: date | None = None
    interest: Interest | None = None
    made_by: str | None = None

    def __post_init__(self) -> None:
        if not self.text:
            raise BadInput(N_("A note needs a text."), hint=N_("Say in one sentence what was said."))
        if self.next_on is not None and self.next_on < self.held_on:
            raise BadInput(
                N_("The next conversation on {next} lies before this one on {day}."),
                hint=N_("Correct one of the two."),
                next=self.next_on,
                day=self.held_on,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An agreed action: one owner, one due day, open or done; ``not_before`` keeps it off every list until that day."""

    id: int = 0
    candidate: int | None = None
    employer: int | None = None
    vacancy: int | None = None
    text: str
    owner: str | None = None
    agreed_on: date
    due_on: date | None = None
    not_before: date | None = None
    done_on: date | None = None
    done_note: str | None = None

    def __post_init__(self) -> None:
        if not self.text:
            raise BadInput(N_("A step needs a text."), hint=N_("Say in one sentence what will be done."))
        if self.due_on is not None and self.not_before is not None and self.due_on < self.not_before:
            raise BadInput(
                N_("The step is due on {due}, before it may begin on {day}."),
                hint=N_("Correct one of the two."),
                due=self.due_on,
                day=self.not_before,
            )

    @property
    def ref(self) -> str:
        """``S4``."""
        return Kind.STEP.ref(self.id)

    @property
    def is_open(self) -> bool:
        """Whether it must still be done."""
        return self.done_on is None

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been done before this day; on its due day it is not late yet."""
        return self.is_open and self.due_on is not None and self.due_on < day

    def done(self, day: date, note: str | None = None) -> "Step":
        """The step, done on this day; Refused when it was done already."""
        if self.done_on is not None:
            raise Refused(
                N_("{ref} was done already, on {day}."),
                hint=N_("There is nothing to do."),
                ref=self.ref,
                day=self.done_on,
            )
        return replace(self, done_on=day, done_note=note)
