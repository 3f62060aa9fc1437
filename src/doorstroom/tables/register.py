"""How the facts of the register lie in their tables."""

from collections.abc import Mapping
from typing import Any

from doorstroom import names
from doorstroom.model import Candidate, Contract, Employer, Milestone
from doorstroom.model.choices import (
    ClosingReason,
    ContractKind,
    Distance,
    EmployerKind,
    EndReason,
    Follows,
    LanguageLevel,
    Licence,
    Stage,
    TargetGroup,
    Transport,
)
from doorstroom.records import DAY, FLAG, Table, Values, choice, many


def _searchable_candidate(candidate: Candidate) -> Values:
    return {
        "sort_name": names.sort_key(candidate.first_name, candidate.infix, candidate.last_name),
        "folded": names.fold(candidate.name),
    }


CANDIDATE = Table(
    "candidate",
    Candidate,
    dict.fromkeys(
        ("birth_date", "benefit_since", "available_from", "joined_on", "registered_on", "closed_on", "forgotten_on"),
        DAY,
    )
    | dict.fromkeys(("talents", "pitfalls", "drives", "skills", "wishes", "needs"), many())
    | {
        "licences": many(Licence),
        "transports": many(Transport),
        "target_group": choice(TargetGroup),
        "distance": choice(Distance),
        "language_level": choice(LanguageLevel),
        "closed_reason": choice(ClosingReason),
        "may_share": FLAG,
    },
    _searchable_candidate,
)

EMPLOYER = Table(
    "employer",
    Employer,
    {"kind": choice(EmployerKind), "hosts": many(Distance)},
    lambda employer: {"folded": names.fold(employer.name)},
)

CONTRACT = Table(
    "contract",
    Contract,
    dict.fromkeys(("starts_on", "ends_on", "ended_on"), DAY)
    | {
        "end_reason": choice(EndReason),
        "kind": choice(ContractKind),
        "subsidised": FLAG,
        "earlier_unknown": FLAG,
    },
)

MILESTONE = Table("milestone", Milestone, {"stage": choice(Stage), "reached_on": DAY, "follows": choice(Follows)})

TABLES: Mapping[type, Table[Any]] = {
    Candidate: CANDIDATE,
    Employer: EMPLOYER,
    Contract: CONTRACT,
    Milestone: MILESTONE,
}
