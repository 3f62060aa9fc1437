"""What doorstroom keeps: frozen facts about candidates, employers and contracts, checked at birth.

Days are ``datetime.date``; last days are included. Hours are hours a week, money is euro cents.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from doorstroom.errors import BadInput, EndsBeforeStart, Refused
from doorstroom.i18n import N_


class Choice(StrEnum):
    """A fixed list of values: the value is English and stable, the label is what people read."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class TargetGroup(Choice):
    """The scheme a person falls under. Sensitive: it says something about health or income."""

    BANENAFSPRAAK = "banenafspraak", N_("jobs agreement")
    PARTICIPATIEWET = "participatiewet", N_("Participation Act")
    WAJONG = "wajong", N_("Wajong")
    BESCHUT = "beschut", N_("sheltered work")
    WW = "ww", N_("WW")
    WIA = "wia", N_("WIA")
    NUG = "nug", N_("no benefit")
    OTHER = "other", N_("other")


class Distance(Choice):
    """How far somebody stands from the labour market."""

    SMALL = "small", N_("small")
    MEDIUM = "medium", N_("medium")
    LARGE = "large", N_("large")


class LanguageLevel(Choice):
    """Dutch, on the European scale."""

    A0 = "A0", N_("A0")
    A1 = "A1", N_("A1")
    A2 = "A2", N_("A2")
    B1 = "B1", N_("B1")
    B2 = "B2", N_("B2")
    C1 = "C1", N_("C1")
    C2 = "C2", N_("C2")


class Licence(Choice):
    """Categories of the Dutch driving licence."""

    AM = "AM", N_("AM")
    A1 = "A1", N_("A1")
    A2 = "A2", N_("A2")
    A = "A", N_("A")
    B = "B", N_("B")
    B_PLUS = "B+", N_("B+")
    BE = "BE", N_("BE")
    C1 = "C1", N_("C1")
    C1E = "C1E", N_("C1E")
    C = "C", N_("C")
    CE = "CE", N_("CE")
    D1 = "D1", N_("D1")
    D1E = "D1E", N_("D1E")
    D = "D", N_("D")
    DE = "DE", N_("DE")
    T = "T", N_("T")


class Transport(Choice):
    """How somebody can get to work."""

    CAR = "car", N_("car")
    BIKE = "bike", N_("bike")
    MOPED = "moped", N_("moped")
    PUBLIC = "public", N_("public transport")
    NONE = "none", N_("none")


class EmployerKind(Choice):
    """What sort of organisation employs or hosts."""

    EMPLOYER = "employer", N_("employer")
    AGENCY = "agency", N_("temp agency")
    SOCIAL_ENTERPRISE = "social-enterprise", N_("social enterprise")
    WORK_COMPANY = "work-company", N_("sheltered-work company")
    MUNICIPALITY = "municipality", N_("municipality")
    SCHOOL = "school", N_("school")


class ContractKind(Choice):
    """What sort of placement a contract is."""

    FIXED_TERM = "fixed-term", N_("fixed-term")
    PERMANENT = "permanent", N_("permanent")
    AGENCY = "agency", N_("agency contract")
    TRIAL = "trial", N_("trial placement")
    WORK_EXPERIENCE = "work-experience", N_("work experience")
    LEARNING = "learning", N_("learning track")
    SHELTERED = "sheltered", N_("sheltered work, fixed term")
    BBL = "bbl", N_("BBL apprenticeship")

    @classmethod
    def of(cls, kind: "ContractKind | None", *, for_good: bool) -> "ContractKind":
        """The kind that was named, else what follows from whether it is for good."""
        return kind or (cls.PERMANENT if for_good else cls.FIXED_TERM)


class EndReason(Choice):
    """Why a contract ended."""

    MOVED_ON = "moved-on", N_("moved on")
    PERMANENT = "permanent", N_("permanent job")
    DROPPED_OUT = "dropped-out", N_("dropped out")
    ILLNESS = "illness", N_("illness")
    SEASON = "season", N_("end of season")
    MOVED = "moved", N_("moved house")
    OTHER = "other", N_("other")


class ClosingReason(Choice):
    """Why a candidate's case was closed."""

    MOVED_ON = "moved-on", N_("moved on")
    PERMANENT = "permanent", N_("permanent job")
    DROPPED_OUT = "dropped-out", N_("dropped out")
    LEFT = "left", N_("left")
    BY_MISTAKE = "by-mistake", N_("entered by mistake")

    @property
    def stage(self) -> "Stage | None":
        """What somebody reaches when their case is closed so; what was entered by mistake counts nowhere."""
        return _CLOSING_STAGES.get(self)


class Stage(Choice):
    """A milestone that a candidate reached on a day."""

    REGISTERED = "registered", N_("registered")
    SCREENED = "screened", N_("screened")
    TRAINING = "training", N_("training")
    PROPOSED = "proposed", N_("proposed")
    INTERVIEW = "interview", N_("interview")
    TRIAL = "trial", N_("trial placement")
    PLACED = "placed", N_("placed")
    AFTERCARE = "aftercare", N_("after-care")
    MOVED_ON = "moved-on", N_("moved on")
    DROPPED_OUT = "dropped-out", N_("dropped out")
    LEFT = "left", N_("left")


class Because(Choice):
    """Which of the dates makes somebody leave."""

    CONTRACT_END = "contract-end", N_("contract ends")
    POLICY_LIMIT = "policy-limit", N_("own limit")
    CHAIN_LIMIT = "chain-limit", N_("chain rule")
    ENDED = "ended", N_("ended")


class Kind(Choice):
    """The kinds of record a REF can name; the value is its letter."""

    CANDIDATE = "K", N_("candidate")
    EMPLOYER = "W", N_("employer")
    CONTRACT = "C", N_("contract")
    PROGRAMME = "G", N_("programme")

    def ref(self, number: int) -> str:
        """How this record is named on screen and in files: ``K12``."""
        return f"{self.value}{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person who is helped from job to job; once in the file, however many contracts.

    ``fingerprint`` is what an import recognises the row of somebody without a client number by.
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
    registered_on: date | None = None
    may_share: bool | None = None
    closed_on: date | None = None
    closed_reason: ClosingReason | None = None
    closed_note: str | None = None
    fingerprint: str | None = None

    def __post_init__(self) -> None:
        if not (self.first_name or self.last_name):
            raise BadInput(N_("A candidate needs a name."), hint=N_("Give it as “Fatima el Idrissi”."))
        _hours(self.hours_min)
        _hours(self.hours_max)
        if self.hours_min is not None and self.hours_max is not None and self.hours_min > self.hours_max:
            raise BadInput(
                N_("At least {low} hours a week is more than at most {high}."),
                hint=N_("Swap them or correct one."),
                low=f"{self.hours_min:g}",
                high=f"{self.hours_max:g}",
            )
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

    def is_closed_on(self, day: date) -> bool:
        """Whether the case was closed on or before this day."""
        return self.closed_on is not None and self.closed_on <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """An organisation that employs or hosts.

    ``policy_months`` is its own maximum for subsidised people, never a law; ``policy_gap`` the months away after which
    it counts anew (None: it never does). ``season`` is ``04-01..10-31``: month and day, both included.
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

    def __post_init__(self) -> None:
        if not self.name:
            raise BadInput(N_("An employer needs a name."), hint=N_("Give the name people use."))
        for months in (self.policy_months, self.policy_gap):
            if months is not None and not 1 <= months <= 240:
                raise BadInput(N_("{n} is no number of months."), hint=N_("Give 1 to 240 months."), n=months)
        if self.kvk is not None and not re.fullmatch(r"\d{8}", self.kvk, re.ASCII):
            raise BadInput(N_("{kvk} is no KvK number."), hint=N_("It has eight digits."), kvk=self.kvk)
        if self.season is not None:
            _check_season(self.season)

    @property
    def ref(self) -> str:
        """``W3``."""
        return Kind.EMPLOYER.ref(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """One placement of a candidate at a formal employer, from its first to its last day, both included.

    ``ends_on`` is what was agreed and ``ended_on`` what really happened: two facts, neither rewrites the other.
    ``hirers`` are the employers where the person works under this contract. ``earlier_unknown`` says that the person
    worked here before under contracts that are not in the file.
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
    hirers: tuple[int, ...] = ()
    earlier_unknown: bool = False

    def __post_init__(self) -> None:
        for end in (self.ends_on, self.ended_on):
            if end is not None and end < self.starts_on:
                raise EndsBeforeStart(start=self.starts_on, end=end)
        if self.is_permanent and self.ends_on is not None:
            raise BadInput(N_("A permanent contract has no last day."), hint=N_("Leave out one of the two."))
        _hours(self.hours)

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

    def followed_by(self, ends_on: date) -> "Contract":
        """The next contract, right after this one and on the same terms; Refused while this one has no last day."""
        if self.last_day is None:
            raise Refused(
                N_("{ref} has no last day to go on from."),
                hint=N_("`doorstroom edit-contract {ref} --end DATE` records one."),
                ref=self.ref,
            )
        start = self.last_day + timedelta(days=1)
        return replace(self, id=0, starts_on=start, ends_on=ends_on, ended_on=None, end_reason=None, note=None)

    @property
    def stage(self) -> Stage:
        """What somebody reaches on its first day."""
        return _STAGES.get(self.kind, Stage.PLACED)

    @property
    def last_day(self) -> date | None:
        """The day on which it really ended, else the agreed one; None while neither is known."""
        return self.ended_on or self.ends_on


@dataclass(frozen=True, slots=True)
class Placement:
    """A contract with the names of the two parties beside it."""

    contract: Contract
    candidate: str
    employer: str
    hirers: tuple[str, ...] = ()
    owner: str | None = None
    coach: str | None = None


_CLOSING_STAGES = {
    ClosingReason.MOVED_ON: Stage.MOVED_ON,
    ClosingReason.PERMANENT: Stage.MOVED_ON,
    ClosingReason.DROPPED_OUT: Stage.DROPPED_OUT,
    ClosingReason.LEFT: Stage.LEFT,
}
_STAGES = {
    ContractKind.TRIAL: Stage.TRIAL,
    ContractKind.WORK_EXPERIENCE: Stage.TRAINING,
    ContractKind.LEARNING: Stage.TRAINING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A stage that a candidate reached on a day."""

    id: int = 0
    candidate: int
    stage: Stage
    reached_on: date


def _check_season(season: str) -> None:
    """Refuse a season that is not two days of a year."""
    try:
        for day in season.split("..", 1) if ".." in season else [""]:
            # A leap year, so that 02-29 is a day.
            date.fromisoformat(f"2024-{day}")
    except ValueError:
        raise BadInput(
            N_("{season} is no season."), hint=N_("Write month-day..month-day, as 04-01..10-31."), season=season
        ) from None


def _hours(hours: float | None) -> None:
    """Refuse more hours than a week of work can hold."""
    if hours is not None and not 0 < hours <= 60:
        raise BadInput(N_("{hours} is no number of hours a week."), hint=N_("Give 1 to 60."), hours=f"{hours:g}")
