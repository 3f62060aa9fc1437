"""The end of a fixed term: what the employer must say in time, and what happens in silence (BW 7:668)."""

from datetime import date
from typing import NamedTuple

from doorstroom.dates import DAY, is_at_least, length, notice_deadline, term_end, working_day
from doorstroom.model import Contract
from doorstroom.model.choices import ContractKind
from doorstroom.rules import ContinuationRule, NoticeRule, Rules

NOTICE = "notice.aanzegging"
SILENT_CONTINUATION = "continuation.silent"
_EMPLOYMENT = {ContractKind.FIXED_TERM, ContractKind.SHELTERED, ContractKind.BBL, ContractKind.AGENCY}


class Notice(NamedTuple):
    """The last day on which the employer can say in time whether a contract goes on, and the rule that asks for it.

    The day is not moved when it falls in a weekend or on a holiday (ATW 1(2)); ``working_day`` is the one before it then.
    """

    by: date
    rule: NoticeRule

    @property
    def working_day(self) -> date:
        """The last working day on which it can be done."""
        return working_day(self.by)


def notice_of(contract: Contract, rules: Rules) -> Notice | None:
    """When notice of the end is due at the latest; None for contracts that need none.

    Needed for a contract of employment with an agreed last day that was made for at least six months, unless it really
    ended before that day (BW 7:668(1) and (2)).
    """
    end = contract.ends_on
    if end is None or contract.kind not in _EMPLOYMENT or (contract.ended_on is not None and contract.ended_on < end):
        return None
    rule = rules.find(NOTICE, end, NoticeRule)
    if rule is None or not is_at_least(contract.starts_on, end, rule.min_contract_months):
        return None
    return Notice(notice_deadline(end, rule.notice_months), rule)


def silent_continuation(contract: Contract, rules: Rules) -> date | None:
    """The last day of the contract that follows by law when this one goes on without a word; None without an end.

    It lasts as long as the one that ended, at most as long as the rule allows (BW 7:668(4)), and counts in the chain.
    """
    if contract.ends_on is None:
        return None
    rule = rules.find(SILENT_CONTINUATION, contract.ends_on, ContinuationRule)
    if rule is None:
        return None
    starts_on = contract.ends_on + DAY
    same = length(contract.starts_on, contract.ends_on)
    return min(term_end(starts_on, same.months) + same.days * DAY, term_end(starts_on, rule.max_duration_months))
