"""What is asked about a person and a vacancy, and the three answers there are."""

from dataclasses import dataclass

from doorstroom.choices import Choice
from doorstroom.i18n import N_
from doorstroom.report import Sentence


class Answer(Choice):
    """Whether a condition holds; what is not known is a question to ask, and no reason to drop anybody."""

    HOLDS = "holds", N_("holds")
    FAILS = "fails", N_("fails")
    UNKNOWN = "unknown", N_("ask")


class Condition(Choice):
    """A condition that a person and a vacancy are held against, in the order in which they are told."""

    START = "start", N_("Start")
    HOURS = "hours", N_("Hours")
    LAW = "law", N_("Contract")
    LANGUAGE = "language", N_("Dutch")
    LICENCES = "licences", N_("Licences")
    MUST = "must", N_("Must")
    TRAVEL = "travel", N_("Travel")
    DISTANCE = "distance", N_("Distance")
    SEASON = "season", N_("Season")
    NEEDS = "needs", N_("Work must offer")
    NICE = "nice", N_("Nice to have")
    WORDS = "words", N_("Words")

    @property
    def is_hard(self) -> bool:
        """Whether work cannot begin when it fails. The others are good to know, and leave the order to those that hold."""
        return self in _HARD


_HARD = frozenset(
    {
        Condition.START,
        Condition.HOURS,
        Condition.LAW,
        Condition.LANGUAGE,
        Condition.LICENCES,
        Condition.MUST,
        Condition.TRAVEL,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition with its answer and the reason in words: a statement, or the question to ask when it is not known.

    ``veiled`` stands in for a reason that names what is sensitive, wherever that was not asked for.
    """

    condition: Condition
    answer: Answer
    reason: Sentence
    veiled: Sentence | None = None
