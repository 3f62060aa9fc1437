"""Support on contracts, and assignments with social return, in the file."""

from collections.abc import Mapping
from typing import Any

from doorstroom.model.support import Assignment, Support, SupportKind
from doorstroom.records import DAY, Table, choice

SUPPORT = Table(
    "support",
    Support,
    dict.fromkeys(("starts_on", "ends_on", "review_on", "ended_on"), DAY) | {"kind": choice(SupportKind)},
)
ASSIGNMENT = Table("assignment", Assignment, dict.fromkeys(("starts_on", "ends_on"), DAY))

TABLES: Mapping[type, Table[Any]] = {Support: SUPPORT, Assignment: ASSIGNMENT}
