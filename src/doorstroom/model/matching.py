"""Vacancies, and candidates who are proposed for them."""

from dataclasses import dataclass, replace
from datetime import date

from doorstroom.choices import Choice, Kind
from doorstroom.errors import BadInput, EndsBeforeStart, Refused
from doorstroom.i18n import N_
from doorstroom.model.choices import Distance, LanguageLevel, Licence, Stage
from doorstroom.model.register import Employer, Milestone, check_hours, check_season


class Stopped(Choice):
    """How a proposal stopped without a job, or with one that fell through."""

    DECLINED = "declined", N_("declined")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    FILLED = "filled", N_("filled by somebody else")
    BY_MISTAKE = "by-mistake", N_("entered by mistake")


class VacancyClosing(Choice):
    """Why a vacancy was closed."""

    FILLED = "filled", N_("filled")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    EXPIRED = "expired", N_("expired")
    BY_MISTAKE = "by-mistake", N_("entered by mistake")

    @property
    def stops(self) -> Stopped:
        """What becomes of the proposals for it that are still open."""
        return Stopped.WITHDRAWN if self is VacancyClosing.EXPIRED else Stopped(self.value)


class StoppedBy(Choice):
    """Who stopped a proposal."""

    CANDIDATE = "candidate", N_("candidate")
    EMPLOYER = "employer", N_("employer")
    WSP = "wsp", N_("service point")


class StopReason(Choice):
    """Why a proposal stopped; words of one's own stand beside it."""

    HOURS = "hours", N_("hours")
    TRAVEL = "travel", N_("travel")
    WORK = "work", N_("the work itself")
    LANGUAGE = "language", N_("language")
    SKILLS = "skills", N_("skills")
    GUIDANCE = "guidance", N_("guidance")
    LICENCE = "licence", N_("licence")
    PAY = "pay", N_("pay")
    OTHER_JOB = "other-job", N_("found another job")
    NO_SHOW = "no-show", N_("did not turn up")
    OTHER = "other", N_("other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A job to fill at an employer, from ``starts_on`` to ``until_on`` (included), with so many seats.

    ``must`` are its hard conditions and ``nice`` the soft ones, in words; ``offers`` what the work offers (guidance,
    adjustments). ``distance`` is the largest distance to the labour market that the work suits. ``closes_on`` is the last
    day to react. The same ``source`` and ``source_ref`` are the same vacancy.
    """

    id: int = 0
    employer: int
    title: str
    opened_on: date | None = None
    hours_min: float | None = None
    hours_max: float | None = None
    starts_on: date | None = None
    until_on: date | None = None
    closes_on: date | None = None
    seats: int = 1
    town: str | None = None
    postcode: str | None = None
    distance: Distance | None = None
    language_level: LanguageLevel | None = None
    licences: tuple[Licence, ...] = ()
    must: tuple[str, ...] = ()
    nice: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    subsidised: bool = True
    season: str | None = None
    source: str | None = None
    source_ref: str | None = None
    owner: str | None = None
    note: str | None = None
    closed_on: date | None = None
    closed_reason: VacancyClosing | None = None
    closed_note: str | None = None

    def __post_init__(self) -> None:
        if not self.title:
            raise BadInput(N_("A vacancy needs a title."), hint=N_("Give what the work is."))
        check_hours(self.hours_min, self.hours_max)
        if self.starts_on is not None and self.until_on is not None and self.until_on < self.starts_on:
            raise EndsBeforeStart(start=self.starts_on, end=self.until_on)
        if not 1 <= self.seats <= 1000:
            raise BadInput(N_("{n} is no number of seats."), hint=N_("Give 1 to 1000."), n=self.seats)
        if self.season is not None:
            check_season(self.season)

    @property
    def ref(self) -> str:
        """``V7``."""
        return Kind.VACANCY.ref(self.id)

    def is_open(self, day: date) -> bool:
        """Whether it is there on this day and somebody can still react; its last day to react counts."""
        return (self.opened_on is None or self.opened_on <= day) and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether it was closed, or its last day to react has passed."""
        return (self.closed_on or date.max) <= day or (self.closes_on or date.max) < day

    def close_on(self, day: date, reason: VacancyClosing, note: str | None = None) -> "Vacancy":
        """The vacancy, closed on this day; Refused when it is closed already."""
        if self.closed_on is not None:
            raise Refused(
                N_("{ref} is closed already, since {day}."),
                hint=N_("`doorstroom edit-vacancy {ref} --reopen` opens it again."),
                ref=self.ref,
                day=self.closed_on,
            )
        return replace(self, closed_on=day, closed_reason=reason, closed_note=note)

    def reopen(self) -> "Vacancy":
        """The vacancy, open again."""
        return replace(self, closed_on=None, closed_reason=None, closed_note=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A candidate for a vacancy. The stages it reached are milestones of the candidate that name it.

    When it stopped, the day, how, by whom and why are kept beside them; what was entered by mistake counts nowhere.
    """

    id: int = 0
    candidate: int
    vacancy: int
    proposed_on: date
    note: str | None = None
    placed_on: date | None = None
    stopped_on: date | None = None
    stopped: Stopped | None = None
    stopped_by: StoppedBy | None = None
    reason: StopReason | None = None
    reason_note: str | None = None

    @property
    def ref(self) -> str:
        """``P9``."""
        return Kind.PROPOSAL.ref(self.id)

    @property
    def is_open(self) -> bool:
        """Whether it can still lead to a job: neither placed nor stopped."""
        return self.placed_on is None and self.stopped_on is None

    @property
    def takes_a_seat(self) -> bool:
        """Whether somebody was placed through it and that still stands."""
        return self.placed_on is not None and self.stopped_on is None

    def reach(self, stage: Stage, day: date) -> "Proposal":
        """The proposal once this stage was reached on this day.

        A stage of before it stopped may be entered late. BadInput for a day before the proposal; Refused for one after it
        stopped.
        """
        if day < self.proposed_on:
            raise BadInput(
                N_("{day} lies before the day of the proposal, {proposed}."),
                hint=N_("Correct the day."),
                day=day,
                proposed=self.proposed_on,
            )
        if stage is Stage.PLACED and self.takes_a_seat:
            raise Refused(
                N_("{ref} is placed already, since {day}."),
                hint=N_("There is nothing to do."),
                ref=self.ref,
                day=self.placed_on,
            )
        if self.stopped_on is not None and (day > self.stopped_on or stage is Stage.PLACED):
            raise Refused(
                N_("{ref} stopped on {day} ({how})."),
                hint=N_("`doorstroom propose {candidate} {vacancy} --again` starts anew."),
                ref=self.ref,
                day=self.stopped_on,
                how=self.stopped,
                candidate=Kind.CANDIDATE.ref(self.candidate),
                vacancy=Kind.VACANCY.ref(self.vacancy),
            )
        return replace(self, placed_on=day) if stage is Stage.PLACED else self

    def stop_on(
        self,
        day: date,
        how: Stopped,
        by: StoppedBy | None = None,
        reason: StopReason | None = None,
        note: str | None = None,
    ) -> "Proposal":
        """The proposal, stopped on this day; what it reached stays. Refused when it has stopped already."""
        if self.stopped_on is not None and how is not Stopped.BY_MISTAKE:
            raise Refused(
                N_("{ref} stopped already, on {day} ({how})."),
                hint=N_("There is nothing to do."),
                ref=self.ref,
                day=self.stopped_on,
                how=self.stopped,
            )
        if day < self.proposed_on:
            raise BadInput(
                N_("{day} lies before the day of the proposal, {proposed}."),
                hint=N_("Correct the day."),
                day=day,
                proposed=self.proposed_on,
            )
        return replace(self, stopped_on=day, stopped=how, stopped_by=by, reason=reason, reason_note=note)

    def go_on(self) -> "Proposal":
        """The proposal, no longer stopped."""
        return replace(self, stopped_on=None, stopped=None, stopped_by=None, reason=None, reason_note=None)


class Progress(Choice):
    """What becomes of a proposal: a stage that it reaches, or how it stops."""

    INTERVIEW = "interview", N_("interview")
    TRIAL = "trial", N_("trial placement")
    PLACED = "placed", N_("placed")
    DECLINED = "declined", N_("declined")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    BY_MISTAKE = "by-mistake", N_("entered by mistake")

    @property
    def stage(self) -> Stage | None:
        """The stage that is reached; None when it stops."""
        return Stage(self.value) if self.value in set(Stage) else None

    @property
    def asks_why(self) -> bool:
        """Whether somebody decided it, for a reason that the next list must know."""
        return self in (Progress.DECLINED, Progress.WITHDRAWN)


class State(Choice):
    """Where a proposal stands on a day: the last stage it reached, or how it stopped."""

    PROPOSED = "proposed", N_("proposed")
    INTERVIEW = "interview", N_("interview")
    TRIAL = "trial", N_("trial placement")
    PLACED = "placed", N_("placed")
    DECLINED = "declined", N_("declined")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    FILLED = "filled", N_("filled by somebody else")
    BY_MISTAKE = "by-mistake", N_("entered by mistake")


@dataclass(frozen=True, slots=True)
class Nomination:
    """A proposal with the names of both sides and the stages it reached, by day."""

    proposal: Proposal
    candidate: str
    vacancy: str
    employer: str
    employer_id: int
    owner: str | None
    milestones: tuple[Milestone, ...] = ()

    def state(self, day: date) -> State:
        """Where it stands on a day; a stage that lies ahead is not reached yet."""
        proposal = self.proposal
        if proposal.stopped_on is not None and proposal.stopped is not None and proposal.stopped_on <= day:
            return State(proposal.stopped.value)
        reached = [one.stage for one in self.milestones if one.reached_on <= day]
        return State(max(reached, key=PROPOSAL_STAGES.index, default=Stage.PROPOSED).value)


@dataclass(frozen=True, slots=True)
class Opening:
    """A vacancy with its employer, and how many of its seats are taken."""

    vacancy: Vacancy
    employer: Employer
    taken: int = 0

    @property
    def seats_left(self) -> int:
        """How many more people can be placed."""
        return max(0, self.vacancy.seats - self.taken)

    @property
    def town(self) -> str | None:
        """Where the work is: what the vacancy says, else where the employer is."""
        return self.vacancy.town or (None if self.vacancy.postcode else self.employer.town)

    @property
    def postcode(self) -> str | None:
        """The postcode of the work: that of the vacancy, else of the employer where the vacancy names no other place."""
        return self.vacancy.postcode or (None if self.vacancy.town else self.employer.postcode)

    @property
    def season(self) -> str | None:
        """The season of the work: that of the vacancy, else the employer's."""
        return self.vacancy.season or self.employer.season


PROPOSAL_STAGES = (Stage.PROPOSED, Stage.INTERVIEW, Stage.TRIAL, Stage.PLACED)
