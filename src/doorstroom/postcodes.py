"""Where postcode areas lie, from a file that the user has: a spreadsheet with latitude and longitude, or JSON."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from doorstroom.errors import BadFile
from doorstroom.i18n import N_
from doorstroom.incoming.cells import key, plain
from doorstroom.incoming.notation import from_json
from doorstroom.matching.travel import area
from doorstroom.workbook import read as spreadsheet

MOST_BYTES = 5 * 1024 * 1024
Point = tuple[float, float]

_NAMES = (
    frozenset({"pc4", "pc6", "pc", "postcode", "postcode4", "postcode6", "postalcode", "zip", "zipcode", "area"}),
    frozenset({"lat", "latitude", "breedte", "breedtegraad", "y"}),
    frozenset({"lon", "lng", "long", "longitude", "lengte", "lengtegraad", "x"}),
)
_DEGREES = re.compile(r"\s*-?\d{1,3}(?:[.,]\d{1,20})?\s*", re.ASCII)
# Around the country: a point outside it is a column that means something else.
_SOUTH, _NORTH, _WEST, _EAST = 50.5, 53.8, 3.0, 7.5


def read(path: Path) -> dict[str, Point]:
    """Latitude and longitude in degrees by the four digits of a postcode, the middle of all points that share them.

    Raises NotFound without a file and BadFile for one that is not such a list, with the place that is wrong.
    """
    found = _json(path) if path.suffix.lower() == ".json" and path.is_file() else _rows(path)
    points: dict[str, list[Point]] = defaultdict(list)
    for where, postcode, lat, lon in found:
        digits = area(plain(postcode)) if postcode is not None else None
        point = _point(lat, lon)
        if digits is None or point is None:
            raise BadFile(
                N_("{where} is no postcode with its place: {postcode}, {lat}, {lon}."),
                hint=N_("Give four digits, latitude (about 52) and longitude (about 5), in degrees."),
                where=where,
                postcode=_shown(postcode),
                lat=_shown(lat),
                lon=_shown(lon),
            )
        points[digits].append(point)
    if not points:
        raise _nothing(path)
    return {digits: _middle(several) for digits, several in points.items()}


def _rows(path: Path) -> Iterator[tuple[str, Any, Any, Any]]:
    """The rows of every sheet with headings for all three."""
    with spreadsheet.open(path) as sheets:
        for sheet in sheets:
            columns: list[int] | None = None
            for row in sheet.rows():
                if columns is None:
                    columns = _columns(row.cells)
                elif any(cell not in (None, "") for cell in row.cells):
                    postcode, lat, lon = (row.cells[at] if at < len(row.cells) else None for at in columns)
                    yield f"{sheet.name}, {row.number}", postcode, lat, lon


def _columns(cells: Sequence[Any]) -> list[int] | None:
    """In which columns postcode, latitude and longitude stand; None for a row that does not say so."""
    words = [key(cell) if isinstance(cell, str) else "" for cell in cells]
    places = [next((at for at, word in enumerate(words) if word in names), None) for names in _NAMES]
    return [at for at in places if at is not None] if None not in places else None


def _json(path: Path) -> Iterator[tuple[str, Any, Any, Any]]:
    """The entries of ``{"1011": [52.37, 4.9]}``, of the same with names in place of a list, or of a list of such records."""
    if path.stat().st_size > MOST_BYTES:
        raise _nothing(path)
    try:
        content = from_json(path.read_bytes().decode("utf-8-sig"))
    except ValueError:
        raise _nothing(path) from None
    entries = (
        content.items() if isinstance(content, Mapping) else enumerate(content) if isinstance(content, list) else ()
    )
    for name, entry in entries:
        if isinstance(entry, Mapping):
            named = {key(str(word)): value for word, value in entry.items()}
            values = [next((named[word] for word in names & named.keys()), None) for names in _NAMES]
            yield str(name), values[0] if isinstance(content, list) else name, values[1], values[2]
        elif isinstance(entry, list) and len(entry) == 2:
            yield str(name), name, entry[0], entry[1]
        else:
            yield str(name), name, entry, None


def _nothing(path: Path) -> BadFile:
    return BadFile(
        N_("{file} is no list of postcodes with their places."),
        hint=N_("Give columns postcode, lat and lon, or JSON such as {example}."),
        file=path.name,
        example='{"1011": [52.37, 4.90]}',
    )


def _number(value: Any) -> float | None:
    """A number of degrees, with a decimal comma or point; None for anything else."""
    if isinstance(value, str) and _DEGREES.fullmatch(value):
        return float(value.replace(",", "."))
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _point(lat: Any, lon: Any) -> Point | None:
    """A point in or near the country; None for anything else."""
    north, east = _number(lat), _number(lon)
    if north is None or east is None or not (_SOUTH <= north <= _NORTH and _WEST <= east <= _EAST):
        return None
    return north, east


def _middle(points: Sequence[Point]) -> Point:
    lat, lon = (sum(values) / len(points) for values in zip(*points, strict=True))
    return round(lat, 5), round(lon, 5)


def _shown(value: Any) -> str:
    return plain(value)[:40] if value is not None else "-"
