"""Programmes in the file."""

from collections.abc import Mapping
from typing import Any

from doorstroom import names
from doorstroom.model.programme import Programme
from doorstroom.records import DAY, Table, many

PROGRAMME = Table(
    "programme",
    Programme,
    {"deadline": DAY, "partners": many(int, points_to="employer")},
    lambda programme: {"folded": names.fold(programme.name)},
)

TABLES: Mapping[type, Table[Any]] = {Programme: PROGRAMME}
