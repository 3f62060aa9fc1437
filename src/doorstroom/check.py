"""What a person must look at by hand, because the law or the file leaves doubt."""

from typing import Self

from doorstroom.choices import Choice
from doorstroom.i18n import N_


class Check(Choice):
    """A doubt: its code, the words for a column, and the sentence that says what is in doubt."""

    sentence: str

    def __new__(cls, value: str, label: str = "", sentence: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.sentence = sentence
        return member

    CHAIN_GAP = (
        "chain-gap",
        N_("length of a gap"),
        N_("The time between two contracts can be counted in two ways; the chain was taken to go on."),
    )
    POLICY_GAP = (
        "policy-gap",
        N_("length of time away"),
        N_("The time away from this employer can be counted in two ways; its own limit was taken to run on."),
    )
    MONTH_END = (
        "month-end",
        N_("limit at a month end"),
        N_("The months up to this limit can be counted in two ways; the earlier day was taken."),
    )
    SINGLE_CONTRACT = (
        "single-contract",
        N_("one long contract"),
        N_("One contract on its own may last longer than a chain of contracts; the limit of a chain was taken."),
    )
    EARLIER_UNKNOWN = (
        "earlier-unknown",
        N_("earlier contracts unknown"),
        N_("Earlier contracts with this employer are not in the file, so the chain cannot be counted."),
    )
    SUCCESSOR = (
        "successor",
        N_("successor employer?"),
        N_("Same workplace, another employer: if the work is the same, contracts with both may count together."),
    )
    AGENCY = (
        "agency",
        N_("agency contract"),
        N_("Agency contracts have rules of their own, which are not counted here."),
    )
    MINOR = (
        "minor",
        N_("under age at the start"),
        N_("A contract that began under age was counted; the hours and the birthday decide whether it must be."),
    )
    PENSION = (
        "pension",
        N_("state pension age"),
        N_("From state pension age on other limits hold, and the day of state pension is not known."),
    )
    AFTER_PERMANENT = (
        "after-permanent",
        N_("fixed term after a permanent job"),
        N_("A contract for a fixed term follows a permanent one with this employer; it may not end by itself."),
    )
    ANNOUNCED_RULE = (
        "announced-rule",
        N_("announced change of the law"),
        N_("This contract starts after an announced change of the law, which is not counted with yet."),
    )
    AGREEMENT = (
        "agreement",
        N_("collective agreement"),
        N_("The numbers of a collective agreement were counted with; look whether it holds for this work."),
    )
    AGREEMENT_UNKNOWN = (
        "agreement-unknown",
        N_("collective agreement not known"),
        N_("The collective agreement of this employer is not among the rules; the law was counted with."),
    )
