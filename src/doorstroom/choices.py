"""Fixed lists of values: what is English and stable in files and commands, with the label that people read.

Here are those that every list speaks of; the others stand with what they are about, as ``model/choices.py``.
"""

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
        return f"{self._value_}{number}"

    @property
    def table(self) -> str:
        """Where records of this kind lie in the file: a note is a contact there."""
        return "contact" if self is Kind.NOTE else self.name.lower()

    @classmethod
    def of_table(cls, table: str) -> "Kind | None":
        """The kind of record that lies in a table; None for one whose records have no REF."""
        return next((kind for kind in cls if kind.table == table), None)
