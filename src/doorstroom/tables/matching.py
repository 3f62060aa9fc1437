"""Vacancies and proposals in the file."""

from collections.abc import Mapping
from typing import Any

from doorstroom import names
from doorstroom.choices import Distance, LanguageLevel, Licence
from doorstroom.model.matching import Proposal, Stopped, StoppedBy, StopReason, Vacancy, VacancyClosing
from doorstroom.records import DAY, FLAG, Table, choice, many

VACANCY = Table(
    "vacancy",
    Vacancy,
    dict.fromkeys(("opened_on", "starts_on", "until_on", "closes_on", "closed_on"), DAY)
    | dict.fromkeys(("must", "nice", "offers"), many())
    | {
        "distance": choice(Distance),
        "language_level": choice(LanguageLevel),
        "licences": many(Licence),
        "subsidised": FLAG,
        "closed_reason": choice(VacancyClosing),
    },
    lambda vacancy: {"folded": names.fold(vacancy.title)},
)
PROPOSAL = Table(
    "proposal",
    Proposal,
    dict.fromkeys(("proposed_on", "placed_on", "stopped_on"), DAY)
    | {"stopped": choice(Stopped), "stopped_by": choice(StoppedBy), "reason": choice(StopReason)},
)

TABLES: Mapping[type, Table[Any]] = {Vacancy: VACANCY, Proposal: PROPOSAL}
