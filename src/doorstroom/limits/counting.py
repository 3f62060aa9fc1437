"""Which contracts count in a chain at all (BW 7:668a), and which do not."""

from doorstroom.choices import Choice
from doorstroom.dates import add_months
from doorstroom.i18n import N_
from doorstroom.limits.career import Career
from doorstroom.model import Contract
from doorstroom.model.choices import ContractKind
from doorstroom.rules import ChainExclusion

BBL = "chain.excluded.bbl"
MINOR = "chain.excluded.minor"


class Counting(Choice):
    """Whether a contract counts in a chain, and if not, why."""

    COUNTS = "counts", N_("counts")
    IN_DOUBT = "in-doubt", N_("counted, but look at it by hand")
    UNPAID = "unpaid", N_("no employment contract")
    PERMANENT = "permanent", N_("not for a fixed term")
    AGENCY = "agency", N_("agency contracts have rules of their own")
    BBL = "bbl", N_("BBL contracts do not count")
    MINOR = "minor", N_("under age, few hours")
    OTHER_CHAIN = "other-chain", N_("counts, in another chain")

    @property
    def counts(self) -> bool:
        """Whether it is one of the contracts of a chain."""
        return self is Counting.COUNTS or self is Counting.IN_DOUBT


_UNCOUNTED_KINDS = {
    ContractKind.PERMANENT: Counting.PERMANENT,
    ContractKind.AGENCY: Counting.AGENCY,
    ContractKind.TRIAL: Counting.UNPAID,
    ContractKind.WORK_EXPERIENCE: Counting.UNPAID,
    ContractKind.LEARNING: Counting.UNPAID,
}


def counting(contract: Contract, career: Career) -> Counting:
    """Whether a contract counts in a chain, whatever stands before and after it."""
    if reason := _UNCOUNTED_KINDS.get(contract.kind):
        return reason
    if contract.kind is ContractKind.BBL and career.rules.find(BBL, contract.starts_on, ChainExclusion):
        return Counting.BBL
    return _counting_by_age(contract, career)


def _counting_by_age(contract: Contract, career: Career) -> Counting:
    """Contracts of people under age with few hours do not count; one that passes the birthday is in doubt."""
    if career.born_on is None:
        return Counting.COUNTS
    rule = career.rules.find(MINOR, contract.starts_on, ChainExclusion)
    if rule is None or rule.max_age_exclusive is None or rule.max_hours_per_week is None:
        return Counting.COUNTS
    if contract.starts_on.year - career.born_on.year > rule.max_age_exclusive:
        return Counting.COUNTS
    of_age = add_months(career.born_on, 12 * rule.max_age_exclusive)
    if contract.starts_on >= of_age or (contract.hours is not None and contract.hours > rule.max_hours_per_week):
        return Counting.COUNTS
    if contract.hours is None or contract.last_day is None or contract.last_day >= of_age:
        return Counting.IN_DOUBT
    return Counting.MINOR
