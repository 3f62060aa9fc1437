"""How long somebody may stay: the employer's own limit, the chain rule and notice, for one person's contracts.

Pure: contracts, employers, rules and days come in; frozen answers go out, each with its sum, its rule and its doubts.
"""

from doorstroom.check import Check
from doorstroom.limits.advice import Advice, Excess, advice
from doorstroom.limits.apart import Apart
from doorstroom.limits.career import Workplaces
from doorstroom.limits.chain import Chain, Outcome
from doorstroom.limits.counting import Counting
from doorstroom.limits.ledger import Entry, Ledger, ledgers
from doorstroom.limits.notice import Notice, silent_continuation
from doorstroom.limits.policy import Policy
from doorstroom.limits.stay import Stay, neighbours, stays
from doorstroom.limits.sums import Limit

__all__ = [
    "Advice",
    "Apart",
    "Chain",
    "Check",
    "Counting",
    "Entry",
    "Excess",
    "Ledger",
    "Limit",
    "Notice",
    "Outcome",
    "Policy",
    "Stay",
    "Workplaces",
    "advice",
    "ledgers",
    "neighbours",
    "silent_continuation",
    "stays",
]
