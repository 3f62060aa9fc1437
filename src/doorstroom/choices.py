"""Fixed lists of values: what is English and stable in files and commands, with the label that people read."""

from enum import StrEnum
from typing import Self

from doorstroom.i18n import N_


class Choice(StrEnum):
    """A fixed list of values: the value is English and stable, the label is what people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        # The default is for looking a value up, which passes through here only on paper.
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


class Party(Choice):
    """With whom a conversation was."""

    CANDIDATE = "candidate", N_("candidate")
    EMPLOYER = "employer", N_("employer")
    WSP = "wsp", N_("service point")
    COACH = "coach", N_("coach")


class Kind(Choice):
    """The kinds of record a REF can name; the value is its letter."""

    CANDIDATE = "K", N_("candidate")
    EMPLOYER = "W", N_("employer")
    CONTRACT = "C", N_("contract")
    PROGRAMME = "G", N_("programme")
    NOTE = "N", N_("note")
    STEP = "S", N_("step")
    VACANCY = "V", N_("vacancy")
    PROPOSAL = "P", N_("proposal")
    MEETING = "M", N_("meeting")
    SUPPORT = "R", N_("support")
    ASSIGNMENT = "A", N_("assignment")

    def ref(self, number: int) -> str:
        """How this record is named on screen and in files: ``K12``."""
        return f"{self.value}{number}"

    @property
    def table(self) -> str:
        """Where records of this kind lie in the file: a note is a contact there."""
        return "contact" if self is Kind.NOTE else self.name.lower()

    @classmethod
    def of_table(cls, table: str) -> "Kind | None":
        """The kind of record that lies in a table; None for one whose records have no REF."""
        return next((kind for kind in cls if kind.table == table), None)


_CLOSING_STAGES = {
    ClosingReason.MOVED_ON: Stage.MOVED_ON,
    ClosingReason.PERMANENT: Stage.MOVED_ON,
    ClosingReason.DROPPED_OUT: Stage.DROPPED_OUT,
    ClosingReason.LEFT: Stage.LEFT,
}
