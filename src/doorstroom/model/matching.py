"""Vacancies, and candidates who are proposed for them."""

from dataclasses import dataclass, replace
from datetime import date

from doorstroom.choices import Choice, Distance, Kind, LanguageLevel, Licence, Stage
from doorstroom.errors import BadInput, EndsBeforeStart, Refused
from doorstroom.i18n import N_
from doorstroom.model.register import check_hours, check_season


class VacancyClosing(Choice):
    """Why a vacancy was closed."""

    FILLED = "filled", N_("filled")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    EXPIRED = "expired", N_("expired")
    BY_MISTAKE = "by-mistake", N_("entered by mistake")


class Stopped(Choice):
    """How a proposal stopped before somebody was placed."""

    DECLINED = "declined", N_("declined")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    FILLED = "filled", N_("filled by somebody else")
    BY_MISTAKE = "by-mistake", N_("entered by mistake")


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
    adjustments). ``closes_on`` is the last day to react. The same ``source`` and ``source_ref`` are the same vacancy.
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
        """Whether somebody can still be proposed for it on this day; its last day to react counts."""
        return (self.closed_on is None or self.closed_on > day) and (self.closes_on is None or self.closes_on >= day)

    def close_on(self, day: date, reason: VacancyClosing, note: str | None = None) -> "Vacancy":
        """The vacancy, closed on this day; Refused when it is closed already."""
        if self.closed_on is not None:
            raise Refused(
                N_("{ref} is closed already, since {day}."),
                hint=N_("There is nothing to do."),
                ref=self.ref,
                day=self.closed_on,
            )
        return replace(self, closed_on=day, closed_reason=reason, closed_note=note)


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


PROPOSAL_STAGES = (Stage.PROPOSED, Stage.INTERVIEW, Stage.TRIAL, Stage.PLACED)
