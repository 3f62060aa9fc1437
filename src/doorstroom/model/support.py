"""Support on a contract, each scheme with its own dates, and what employers owe in social return."""

from dataclasses import dataclass, replace
from datetime import date

from doorstroom.choices import Choice, Kind
from doorstroom.errors import BadInput, EndsBeforeStart, Refused
from doorstroom.i18n import N_


class SupportKind(Choice):
    """A scheme on a contract."""

    LKS = "lks", N_("wage subsidy")
    TRIAL = "trial", N_("trial placement")
    PARTICIPATION = "participation", N_("participation place")
    NO_RISK = "no-risk", N_("no-risk cover")
    LKV = "lkv", N_("tax credit")
    JOBCOACH = "jobcoach", N_("job coach")
    LANGUAGE = "language", N_("language support")
    TRAINING = "training", N_("training")
    CERTIFICATE = "certificate", N_("certificate")
    LEARNING = "learning", N_("learning-work track")
    OTHER = "other", N_("other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A scheme on a contract from its first to its last day, both included, with the day to look at it again.

    ``ended_on`` is the real last day where that was another; ``granted_on`` the day on which what had to be applied for
    was granted; ``rule`` the key of the rule that the days were taken from.
    """

    id: int = 0
    contract: int
    kind: SupportKind
    starts_on: date
    ends_on: date | None = None
    review_on: date | None = None
    ended_on: date | None = None
    granted_on: date | None = None
    rule: str | None = None
    provider: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        for end in (self.ends_on, self.ended_on):
            if end is not None and end < self.starts_on:
                raise EndsBeforeStart(start=self.starts_on, end=end)
        if self.review_on is not None and self.review_on < self.starts_on:
            raise BadInput(
                N_("The review on {day} lies before the first day {start}."),
                hint=N_("Correct one of the two."),
                day=self.review_on,
                start=self.starts_on,
            )

    @property
    def ref(self) -> str:
        """``R8``."""
        return Kind.SUPPORT.ref(self.id)

    @property
    def last_day(self) -> date | None:
        """The day on which it really ended, else the agreed one; None while neither is known."""
        return self.ended_on or self.ends_on

    def is_running(self, day: date) -> bool:
        """Whether it counts on this day; its first and last day do."""
        return self.starts_on <= day and (self.last_day is None or self.last_day >= day)

    def end_on(self, day: date) -> "Support":
        """The scheme with its real last day, included; what was agreed stays as it was. Refused when it has ended."""
        if self.ended_on is not None:
            raise Refused(
                N_("{ref} has ended already, on {day}."),
                hint=N_("`doorstroom edit-support {ref} --ended DATE` corrects the day."),
                ref=self.ref,
                day=self.ended_on,
            )
        return replace(self, ended_on=day)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme on a contract, with the names of whom it is about."""

    support: Support
    candidate: int
    candidate_name: str
    employer: int
    employer_name: str
    owner: str | None = None
    coach: str | None = None
    first_name: str = ""
    sort_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An order from a public body with social return: what the employer owes, in euro cents.

    ``value`` is the worth of the order and ``percent`` the part of it that is owed; ``obligation`` says it outright.
    ``region`` names the building blocks by which placements count, and ``placements`` are the contracts that were set
    down for this order, by their numbers; without any, all contracts of its employer count.
    """

    id: int = 0
    employer: int
    name: str
    client: str | None = None
    value: int | None = None
    percent: float | None = None
    obligation: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    region: str | None = None
    placements: tuple[int, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise BadInput(N_("An assignment needs a name."), hint=N_("Give the name people use."))
        if self.percent is not None and not 0 < self.percent <= 100:
            raise BadInput(N_("{n} is no percentage."), hint=N_("Give 0,1 to 100."), n=f"{self.percent:g}")
        if self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on:
            raise EndsBeforeStart(start=self.starts_on, end=self.ends_on)

    @property
    def ref(self) -> str:
        """``A2``."""
        return Kind.ASSIGNMENT.ref(self.id)

    @property
    def owed(self) -> int | None:
        """What is owed in euro cents: said outright, else the percentage of the value; None while neither is known."""
        if self.obligation is not None or self.value is None or self.percent is None:
            return self.obligation
        return round(self.value * self.percent / 100)
