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
        self._said: dict[str, array[int]] = {}
        self._made = 0

    def next_id(self, skip: int = 0) -> int:
        """The number for a record that is to be made: -1, -2 and so on, until the store gives it its own."""
        return -(self._made + skip + 1)

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

    def enter(self, number: int, spot: Spot, values: Mapping[str, Any], *keys: Hashable, name: str = "") -> None:
        """Write down a record that no row named before, by its number and keys."""
        entry = len(self._ids)
        self._ids.append(number)
        self._made += number < 0
        if not self._sheets or self._sheets[-1] != spot.sheet:
            self._sheets.append(spot.sheet)
        self._rows.append((len(self._sheets) - 1 << 24) | spot.row)
        self.add(entry, values)
        for key in keys:
            self._entries[hash(key)] = entry
        if name:
            first = self._entries.setdefault(hash(("name", name)), entry)
            if first != entry and len(others := self._namesakes.setdefault(first, [])) < _MOST_NAMESAKES:
                others.append(entry)

    def add(self, entry: int, values: Mapping[str, Any]) -> None:
        """Write down what a row says of it, or says more."""
        for field, value in values.items():
            said = self._said.get(field)
            if said is None:
                said = self._said[field] = array("q")
            if (missing := entry + 1 - len(said)) > 0:
                said.frombytes(bytes(said.itemsize * missing))
            said[entry] = _trace(value)

    def compare(self, entry: int, values: Mapping[str, Any]) -> Comparison:
        """What these values say beside what was said before; a cleared field says nothing."""
        added, differs = {}, []
        for field, value in values.items():
            if not (now := _trace(value)):
                continue
            if not (before := self._trace(entry, field)):
                added[field] = value
            elif before != now:
                differs.append(field)
        return Comparison(added, differs)

    def says(self, entry: int, field: str, value: Any) -> bool | None:
        """Whether this very value was said of a field; None where either says nothing."""
        before, now = self._trace(entry, field), _trace(value)
        return before == now if before and now else None

    def _trace(self, entry: int, field: str) -> int:
        said = self._said.get(field)
        return said[entry] if said is not None and entry < len(said) else _UNSAID


def _trace(value: Any) -> int:
    """A number that stands for a value; 0 for nothing said."""
    says_nothing = value is None or value == "" or value == ()
    return _UNSAID if says_nothing else hash(value) or 1
