"""Following people from day to day: conversations that were held, and steps that were agreed."""

from dataclasses import dataclass, replace
from datetime import date

from doorstroom.choices import Choice, Kind
from doorstroom.choices import Party as Party
from doorstroom.errors import BadInput, Refused
from doorstroom.i18n import N_


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
        if self.interest is not None and self.party is not Party.EMPLOYER:
            raise BadInput(
                N_("Only an employer can be interested or not."), hint=N_("Say that it was --with employer.")
            )

    @property
    def ref(self) -> str:
        """``N7``."""
        return Kind.NOTE.ref(self.id)


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
        if self.done_on is not None and self.done_on < self.agreed_on:
            raise BadInput(
                N_("The step is done on {done}, before it was agreed on {day}."),
                hint=N_("Correct one of the two."),
                done=self.done_on,
                day=self.agreed_on,
            )

    @property
    def ref(self) -> str:
        """``S4``."""
        return Kind.STEP.ref(self.id)

    @property
    def is_open(self) -> bool:
        """Whether it must still be done."""
        return self.done_on is None

    def is_open_on(self, day: date) -> bool:
        """Whether it was agreed by this day and had still to be done; what was done later was open then."""
        return self.agreed_on <= day and (self.done_on is None or self.done_on > day)

    def may_begin(self, day: date) -> bool:
        """Whether it belongs on a list of this day; its first day counts."""
        return self.not_before is None or self.not_before <= day

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been done before this day; on its due day it is not late yet."""
        return self.is_open_on(day) and self.due_on is not None and self.due_on < day

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

    def tidy(self) -> "Step":
        """The step, without what came of it while it is open."""
        return self if self.done_on is not None else replace(self, done_note=None)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a note or step is about: the record, what people call it, and who is responsible for it."""

    kind: Kind
    id: int
    name: str
    owner: str | None = None
    coach: str | None = None
    closed_on: date | None = None

    @property
    def ref(self) -> str:
        """``K12``, ``W3`` or ``V7``."""
        return self.kind.ref(self.id)

    def is_closed_on(self, day: date) -> bool:
        """Whether nothing is expected of it any more on this day."""
        return self.closed_on is not None and self.closed_on <= day


@dataclass(frozen=True, slots=True)
class Noted:
    """A note with what it is about beside it."""

    contact: Contact
    about: Subject


@dataclass(frozen=True, slots=True)
class Agreed:
    """A step with what it is about beside it, as it stands on a day."""

    step: Step
    about: Subject
    as_of: date

    @property
    def days_left(self) -> int | None:
        """Days from the day asked to the due day, negative when that is past; None for what is done or has no due day."""
        if self.step.due_on is None or not self.step.is_open_on(self.as_of):
            return None
        return (self.step.due_on - self.as_of).days


def refuse_ahead(day: date, today: date) -> date:
    """This day; BadInput when it has yet to come, for what is noted has happened."""
    if day > today:
        raise BadInput(
            N_("{day} has yet to come."),
            hint=N_("Note what has happened; plan with --next, or with `doorstroom step`."),
            day=day,
        )
    return day
