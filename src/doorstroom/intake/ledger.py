"""What the rows so far have said, kept small: a long file must fit in memory, so values stay behind as hashes only."""

from array import array
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

_UNSAID = 0
_MOST_NAMESAKES = 5


class Spot(NamedTuple):
    """A row of a sheet."""

    sheet: str
    row: int


class Comparison(NamedTuple):
    """What a later row says beside what earlier rows said: what is new in it, and the fields in which it differs."""

    added: dict[str, Any]
    differs: list[str]


class Ledger:
    """The records of one kind that a file has named so far: by which keys, on which row first, and what was said.

    A key belongs to one record; a name may belong to several, of which the first few are kept.
    """

    def __init__(self) -> None:
        self._entries: dict[int, int] = {}
        self._namesakes: dict[int, list[int]] = {}
        self._ids = array("q")
        self._rows = array("q")
        self._sheets: list[str] = []
        # Most rows of a sheet give the same fields, so those are kept once for all of them.
        self._fields: list[tuple[str, ...]] = []
        self._known_fields: dict[tuple[str, ...], tuple[str, ...]] = {}
        # What was said of each entry, one number for each of its fields, from its start on.
        self._traces = array("q")
        self._starts = array("q")
        self._made = 0

    def next_id(self, skip: int = 0) -> int:
        """The number for a record that is to be made: -2, -3 and so on, until the store gives it its own."""
        # Not -1, for Python gives that the same hash as -2, and two employers would be one.
        return -(self._made + skip + 2)

    def find(self, *keys: Hashable) -> int | None:
        """The entry of the first of these keys that is known."""
        for key in keys:
            if (entry := self._entries.get(hash(key))) is not None:
                return entry
        return None

    def namesakes(self, name: str) -> list[int]:
        """The first few entries with this name."""
        first = self._entries.get(hash(("name", name)))
        return [] if first is None else [first, *self._namesakes.get(first, ())]

    def id(self, entry: int) -> int:
        """The number of the record; negative while it is to be made."""
        return self._ids[entry]

    def spot(self, entry: int) -> Spot:
        """The row that named the record first."""
        sheet, row = divmod(self._rows[entry], 1 << 24)
        return Spot(self._sheets[sheet], row)

    def enter(self, number: int, spot: Spot, values: Mapping[str, Any], *keys: Hashable, name: str = "") -> int:
        """Write down a record that no row named before, by its number and keys; its entry."""
        entry = len(self._ids)
        self._ids.append(number)
        self._made += number < 0
        if not self._sheets or self._sheets[-1] != spot.sheet:
            self._sheets.append(spot.sheet)
        self._rows.append((len(self._sheets) - 1 << 24) | spot.row)
        fields = tuple(values)
        self._fields.append(self._known_fields.setdefault(fields, fields))
        self._starts.append(len(self._traces))
        self._traces.extend(map(_trace, values.values()))
        for key in keys:
            self._entries[hash(key)] = entry
        if name:
            first = self._entries.setdefault(hash(("name", name)), entry)
            if first != entry and len(others := self._namesakes.setdefault(first, [])) < _MOST_NAMESAKES:
                others.append(entry)
        return entry

    def add(self, entry: int, values: Mapping[str, Any]) -> None:
        """Write down what a later row says more."""
        if values:
            said = self._traces_of(entry)
            self._starts[entry] = len(self._traces)
            self._traces.extend(said)
            self._traces.extend(map(_trace, values.values()))
            fields = (*self._fields[entry], *values)
            self._fields[entry] = self._known_fields.setdefault(fields, fields)

    def compare(self, entry: int, values: Mapping[str, Any]) -> Comparison:
        """What these values say beside what was said before; a cleared field says nothing."""
        added, differs = {}, []
        before = self._said(entry)
        for field, value in values.items():
            if (trace := _trace(value)) == _UNSAID:
                continue
            if field not in before:
                added[field] = value
            elif before[field] != trace:
                differs.append(field)
        return Comparison(added, differs)

    def says(self, entry: int, field: str, value: Any) -> bool | None:
        """Whether this very value was said of a field; None where either says nothing."""
        before, now = self._said(entry).get(field), _trace(value)
        return None if before is None or now == _UNSAID else before == now

    def _said(self, entry: int) -> dict[str, int]:
        """The fields of an entry that say something, each with the number that stands for its value."""
        said = zip(self._fields[entry], self._traces_of(entry), strict=True)
        return {field: trace for field, trace in said if trace != _UNSAID}

    def _traces_of(self, entry: int) -> "array[int]":
        start = self._starts[entry]
        return self._traces[start : start + len(self._fields[entry])]


def _trace(value: Any) -> int:
    """A number that stands for a value; 0 for one that says nothing."""
    if value is None or value == "" or value == ():
        return _UNSAID
    # The same in capitals is nothing new. False must not look like nothing; and -1 is the hash of no value.
    return hash(value.casefold() if value.__class__ is str else value) or -1
