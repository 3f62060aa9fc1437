"""What others may see of the people in a caseload: a list of fields for each audience, and a check of the finished file.

Pure. Employers get a code, a first name and what somebody is good at and looks for; nothing about benefit, target group,
what work must offer, judgements or contact (AVG art. 5(1)(c): no more than is needed).
"""

from doorstroom.sharing.audience import Audience, Shared, fields_for, share, shared_report
from doorstroom.sharing.hidden import Hidden, hidden_from, own_texts

__all__ = ["Audience", "Hidden", "Shared", "fields_for", "hidden_from", "own_texts", "share", "shared_report"]
