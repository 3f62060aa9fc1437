"""The register: candidates, employers, contracts, and the milestones that candidates reached."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from doorstroom.choices import Kind
from doorstroom.errors import BadInput, EndsBeforeStart, Refused
from doorstroom.i18n import N_
from doorstroom.model.choices import (
    ClosingReason,
    ContractKind,
    Distance,
    EmployerKind,
    EndReason,
    Follows,
    LanguageLevel,
    Licence,
    Stage,
    TargetGroup,
    Transport,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person who is helped from job to job; once in the file, however many contracts.

    ``joined_on`` is the first day in the ``programme``. ``fingerprint`` is what an import recognises the row of somebody
    without a client number by. Of somebody who was forgotten only what figures of the past need is left.
    """

    id: int = 0
    number: str | None = None
    first_name: str
    infix: str = ""
    last_name: str = ""
    birth_date: date | None = None
    phone: str | None = None
    email: str | None = None
    postcode: str | None = None
    town: str | None = None
    district: str | None = None
    target_group: TargetGroup | None = None
    benefit: str | None = None
    benefit_since: date | None = None
    distance: Distance | None = None
    hours_min: float | None = None
    hours_max: float | None = None
    available_from: date | None = None
    max_km: float | None = None
    language_level: LanguageLevel | None = None
    licences: tuple[Licence, ...] = ()
    transports: tuple[Transport, ...] = ()
    talents: tuple[str, ...] = ()
    pitfalls: tuple[str, ...] = ()
    drives: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    owner: str | None = None
    coach: str | None = None
    source: str | None = None
    programme: int | None = None
    joined_on: date | None = None
    registered_on: date | None = None
    may_share: bool | None = None
    closed_on: date | None = None
    closed_reason: ClosingReason | None = None
    closed_note: str | None = None
    fingerprint: str | None = None
    forgotten_on: date | None = None

    def __post_init__(self) -> None:
        if not (self.first_name or self.last_name):
            raise BadInput(N_("A candidate needs a name."), hint=N_("Give it as “Fatima el Idrissi”."))
        check_hours(self.hours_min, self.hours_max)
        if self.max_km is not None and not 0 <= self.max_km <= 1000:
            raise BadInput(N_("{km} is no distance to travel."), hint=N_("Give 0 to 1000 km."), km=f"{self.max_km:g}")

    @property
    def ref(self) -> str:
        """``K12``."""
        return Kind.CANDIDATE.ref(self.id)

    @property
    def name(self) -> str:
        """As people say it: first name, tussenvoegsel, last name."""
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)

    def join(self, programme: int | None, day: date | None) -> "Candidate":
        """The candidate in a programme from this day on, or in none."""
        return replace(self, programme=programme, joined_on=None if programme is None else day)

    def refuse_forgotten(self) -> None:
        """Raise Refused for somebody of whom nothing may be kept any more."""
        if self.forgotten_on is not None:
            raise Refused(
                N_("{ref} was forgotten on {day}."),
                hint=N_("Nothing can be added; `doorstroom show {ref}` shows what is left."),
                ref=self.ref,
                day=self.forgotten_on,
            )

    def is_closed(self, day: date) -> bool:
        """Whether the case is closed on this day."""
        return self.closed_on is not None and self.closed_on <= day

    def close_on(self, day: date, reason: ClosingReason, note: str | None = None) -> "Candidate":
        """The candidate with the case closed; Refused when it is closed already."""
        if self.closed_on is not None:
            raise Refused(
                N_("The case of {ref} is closed already, since {day}."),
                hint=N_("`doorstroom reopen-candidate {ref}` opens it again."),
                ref=self.ref,
                day=self.closed_on,
            )
        return replace(self, closed_on=day, closed_reason=reason, closed_note=note)

    def reopen(self) -> "Candidate":
        """The candidate with the case open again; Refused when it is."""
        if self.closed_on is None:
            raise Refused(N_("The case of {ref} is open."), hint=N_("There is nothing to do."), ref=self.ref)
        return replace(self, closed_on=None, closed_reason=None, closed_note=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """An organisation that employs or hosts.

    ``policy_months`` is its own maximum for subsidised people, never a law; ``policy_gap`` the months away after which
    it counts anew (None: it never does). ``season`` is ``04-01..10-31``: month and day, both included. ``cao`` is the key
    or family of the rule with what its collective agreement says of the chain.
    """

    id: int = 0
    name: str
    kind: EmployerKind = EmployerKind.EMPLOYER
    policy_months: int | None = None
    policy_gap: int | None = None
    kvk: str | None = None
    town: str | None = None
    postcode: str | None = None
    contact: str | None = None
    owner: str | None = None
    hosts: tuple[Distance, ...] = ()
    season: str | None = None
    successor_of: int | None = None
    cao: str | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise BadInput(N_("An employer needs a name."), hint=N_("Give the name people use."))
        for months in (self.policy_months, self.policy_gap):
            if months is not None and not 1 <= months <= 240:
                raise BadInput(N_("{n} is no number of months."), hint=N_("Give 1 to 240 months."), n=months)
        if self.kvk is not None and not re.fullmatch(r"\d{8}", self.kvk, re.ASCII):
            raise BadInput(N_("{kvk} is no KvK number."), hint=N_("It has eight digits."), kvk=self.kvk)
        if self.season is not None:
            check_season(self.season)

    def succeeding(self, before: int | None) -> "Employer":
        """This employer as by law the successor of the one with this number, or of none; raises BadInput for itself."""
        # A caseload may hold it from before this was refused, and it does no harm there.
        if before == self.id:
            raise BadInput(N_("No employer succeeds itself."), hint=N_("Name the employer that was there before."))
        return replace(self, successor_of=before)

    @property
    def ref(self) -> str:
        """``W3``."""
        return Kind.EMPLOYER.ref(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One placement of a candidate at a formal employer, from its first to its last day, both included.

    ``ends_on`` is what was agreed and ``ended_on`` what really happened: two facts, neither rewrites the other.
    ``earlier_unknown`` says that the person worked here before under contracts that are not in the file.
    """

    id: int = 0
    candidate: int
    employer: int
    starts_on: date
    ends_on: date | None = None
    ended_on: date | None = None
    end_reason: EndReason | None = None
    kind: ContractKind = ContractKind.FIXED_TERM
    subsidised: bool = True
    hours: float | None = None
    wage_month: int | None = None
    function: str | None = None
    note: str | None = None
    earlier_unknown: bool = False

    def __post_init__(self) -> None:
        for end in (self.ends_on, self.ended_on):
            if end is not None and end < self.starts_on:
                raise EndsBeforeStart(start=self.starts_on, end=end)
        if self.is_permanent and self.ends_on is not None:
            raise BadInput(N_("A permanent contract has no last day."), hint=N_("Leave out one of the two."))
        check_hours(self.hours)

    @property
    def ref(self) -> str:
        """``C45``."""
        return Kind.CONTRACT.ref(self.id)

    @property
    def is_permanent(self) -> bool:
        """Whether it was agreed without a last day, for good."""
        return self.kind is ContractKind.PERMANENT

    def end_on(self, day: date, reason: EndReason) -> "Contract":
        """The contract with its real last day, included; what was agreed stays as it was. Refused when it has ended."""
        if self.ended_on is not None:
            raise Refused(
                N_("{ref} has ended already, on {day}."),
                hint=N_("`doorstroom edit-contract {ref} --ended DATE` corrects the day."),
                ref=self.ref,
                day=self.ended_on,
            )
        return replace(self, ended_on=day, end_reason=reason)

    def followed_by(self, ends_on: Callable[[date], date]) -> "Contract":
        """The next contract, right after this one and on the same terms; ``ends_on`` gives its last day for its first.

        Refused while this one has no last day.
        """
        if self.last_day is None:
            raise Refused(
                N_("{ref} has no last day to go on from."),
                hint=N_("`doorstroom edit-contract {ref} --end DATE` records one."),
                ref=self.ref,
            )
        start = self.last_day + timedelta(days=1)
        return replace(self, id=0, starts_on=start, ends_on=ends_on(start), ended_on=None, end_reason=None, note=None)

    def corrected(self, before: "Contract") -> "Contract":
        """The contract without the reason of an end that was taken back; ``before`` is what it was."""
        taken_back = before.ended_on is not None and self.ended_on is None
        return replace(self, end_reason=None) if taken_back and self.end_reason is before.end_reason else self

    def overlaps(self, other: "Contract") -> bool:
        """Whether both run on one day at least; without a last day a contract runs on."""
        starts_in_time = other.last_day is None or self.starts_on <= other.last_day
        return starts_in_time and (self.last_day is None or other.starts_on <= self.last_day)

    @property
    def stage(self) -> Stage:
        """What somebody reaches on its first day."""
        return stage_of(self.kind)

    @property
    def last_day(self) -> date | None:
        """The day on which it really ended, else the agreed one; None while neither is known."""
        return self.ended_on or self.ends_on


class Placement(NamedTuple):
    """A contract with the names of the two parties beside it, and of the other employers where the work is."""

    contract: Contract
    candidate: str
    employer: str
    workplaces: tuple[str, ...] = ()
    owner: str | None = None
    coach: str | None = None


def stage_of(kind: ContractKind) -> Stage:
    """What somebody reaches on the first day of a contract of this kind."""
    return _STAGES.get(kind, Stage.PLACED)


_STAGES = {
    ContractKind.TRIAL: Stage.TRIAL,
    ContractKind.WORK_EXPERIENCE: Stage.TRAINING,
    ContractKind.LEARNING: Stage.TRAINING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A stage that a candidate reached on a day.

    It may follow from something else, and changes with it: a ``proposal``, the first day of a ``contract``, or what
    ``follows`` names. Without any of these somebody noted it by hand.
    """

    id: int = 0
    candidate: int
    stage: Stage
    reached_on: date
    proposal: int | None = None
    contract: int | None = None
    follows: Follows | None = None

    @property
    def source(self) -> str | None:
        """What it follows from: the REF of a contract or a proposal, or a part of the case; None when noted by hand."""
        if self.contract is not None:
            return Kind.CONTRACT.ref(self.contract)
        return self.follows if self.proposal is None else Kind.PROPOSAL.ref(self.proposal)


def check_season(season: str) -> None:
    """Refuse a season that is not two days of a year."""
    try:
        first, last = season.split("..", 1)
        for day in (first, last):
            # Python reads W10 as a day too. A leap year, so that 02-29 is one.
            if not re.fullmatch(r"\d\d-\d\d", day, re.ASCII):
                raise ValueError(day)
            date.fromisoformat(f"2024-{day}")
    except ValueError:
        raise BadInput(
            N_("{season} is no season."), hint=N_("Write month-day..month-day, as 04-01..10-31."), season=season
        ) from None


def check_hours(low: float | None, high: float | None = None) -> None:
    """Refuse more hours than a week of work can hold, and a least that is more than the most."""
    for hours in (low, high):
        if hours is not None and not 0 < hours <= 60:
            raise BadInput(N_("{hours} is no number of hours a week."), hint=N_("Give 1 to 60."), hours=f"{hours:g}")
    if low is not None and high is not None and low > high:
        raise BadInput(
            N_("At least {low} hours a week is more than at most {high}."),
            hint=N_("Swap them or correct one."),
            low=f"{low:g}",
            high=f"{high:g}",
        )
