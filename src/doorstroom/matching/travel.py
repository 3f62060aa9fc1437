"""Whether somebody can get to the work: the same town or postcode area, or kilometres when the places are known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from doorstroom.matching.answer import Answer
from doorstroom.names import fold

_EARTH = 6371.0  # km
_AREA = re.compile(r"\s*([1-9][0-9]{3})(?![0-9])", re.ASCII)


def area(postcode: str | None) -> str | None:
    """The four digits of a Dutch postcode; None for anything else."""
    found = _AREA.match(postcode or "")
    return found[1] if found else None


class Place(NamedTuple):
    """Where somebody lives or the work is: a town as ``names.fold`` writes it, and the four digits of a postcode."""

    town: str | None
    area: str | None

    @classmethod
    def of(cls, town: str | None, postcode: str | None) -> "Place":
        """A place; what is not known of it is None."""
        return cls(fold(town or "") or None, area(postcode))

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return self.town is not None or self.area is not None

    def is_same(self, other: "Place") -> bool:
        """Whether two places share a town or a postcode area."""
        return (self.town is not None and self.town == other.town) or (
            self.area is not None and self.area == other.area
        )


class Reach(NamedTuple):
    """How far somebody gets: from where, at most so many kilometres, and whether there is no transport at all."""

    home: Place
    max_km: float | None
    has_no_transport: bool


@dataclass(frozen=True, slots=True)
class Map:
    """Where postcode areas lie: latitude and longitude in degrees by four digits; empty when none were loaded."""

    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def km(self, one: Place, other: Place) -> float | None:
        """Kilometres in a straight line between two places, in whole ones from ten on; None when either is not on it."""
        here, there = self.points.get(one.area or ""), self.points.get(other.area or "")
        if here is None or there is None:
            return None
        (lat, lon), (to_lat, to_lon) = (tuple(map(radians, point)) for point in (here, there))
        half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
        km = 2 * _EARTH * asin(sqrt(min(1.0, half)))
        return round(km, 0 if km >= 10 else 1)


def judge(reach: Reach, work: Place, known: Map) -> Answer:
    """Whether somebody gets to the work.

    The same town or postcode area holds, unless it is further than they will go. Elsewhere kilometres decide where both
    places are on the map and the most is known; without a map only having no transport fails.
    """
    if not work.is_known or not reach.home.is_known:
        return Answer.UNKNOWN
    km = known.km(reach.home, work)
    if km is not None and reach.max_km is not None:
        return Answer.HOLDS if km <= reach.max_km else Answer.FAILS
    if reach.home.is_same(work):
        return Answer.HOLDS
    return Answer.FAILS if reach.has_no_transport else Answer.UNKNOWN
