"""Small numbers that must not be shown, and those that would give them away by subtraction."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, NamedTuple


class Sum(NamedTuple):
    """A number that is the sum of others and of a rest that stands nowhere."""

    whole: Hashable
    parts: tuple[Hashable, ...]


def hidden(counts: Mapping[Any, int], sums: Iterable[Sum], least: int) -> frozenset[Hashable]:
    """Which numbers stay hidden so that nobody can work out a number from 1 up to ``least``, that one not included.

    Small numbers themselves, and as many more as it takes that no shown whole minus its shown parts is a small number.
    With ``least`` 0 nothing is hidden.
    """
    if not least:
        return frozenset()
    known = [one for one in sums if one.whole in counts]
    found = {key for key, count in counts.items() if 0 < count < least}
    while more := [key for one in known for key in _giving_away(one, counts, found, least)]:
        found.add(min(more, key=lambda key: counts[key]))
    return frozenset(found)


def _giving_away(one: Sum, counts: Mapping[Any, int], found: set[Hashable], least: int) -> tuple[Hashable, ...]:
    """What to hide next because a small number follows from a sum; nothing when none does."""
    if one.whole in found:
        return ()
    shown = [part for part in one.parts if part in counts and part not in found]
    if not 0 < counts[one.whole] - sum(counts[part] for part in shown) < least:
        return ()
    return (min((part for part in shown if counts[part]), key=lambda part: counts[part], default=one.whole),)
