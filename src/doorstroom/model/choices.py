"""Fixed lists of values that the facts of the register hold."""

from doorstroom.choices import Choice
from doorstroom.i18n import N_


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


class Follows(Choice):
    """What of a case a milestone follows from by itself."""

    REGISTRATION = "registration", N_("registration")
    CLOSING = "closing", N_("closing of the case")


_CLOSING_STAGES = {
    ClosingReason.MOVED_ON: Stage.MOVED_ON,
    ClosingReason.PERMANENT: Stage.MOVED_ON,
    ClosingReason.DROPPED_OUT: Stage.DROPPED_OUT,
    ClosingReason.LEFT: Stage.LEFT,
}
