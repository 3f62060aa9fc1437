"""The first dates of a large caseload: all are reckoned by what days a stay has, and only what will be seen is read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from doorstroom.deadlines.facts import Begun, Ending, Facts, What
from doorstroom.deadlines.reckoning import OF_ENDING, Deadlines, Filter, Reckoning
from doorstroom.deadlines.row import Deadline
from doorstroom.rules import Rules

_OF_STAYS = frozenset((*OF_ENDING, What.AFTERCARE))


class Outlines(NamedTuple):
    """Stays as nothing but their days, each with the contracts of all that have these days."""

    endings: Iterable[tuple[Ending, Sequence[int]]] = ()
    begun: Iterable[tuple[Begun, Sequence[int]]] = ()


class Ahead(NamedTuple):
    """The dates of stays that were only reckoned: how many of each sort, and how many of them are late.

    All dates up to and including ``until`` will be seen; they come from the stays with these ``contracts``.
    """

    contracts: frozenset[int]
    until: date
    counts: Mapping[What, int]
    late: int

    def joined(self, answer: Deadlines) -> Deadlines:
        """The answer for these contracts and all that is no stay, cut where it is not whole any more and counted in full."""
        others = [row for row in answer.rows if row.what not in _OF_STAYS]
        return answer._replace(
            rows=tuple(row for row in answer.rows if row.day <= self.until),
            counts=Counter(row.what for row in others) + Counter(self.counts),
            late=sum(row.is_late for row in others) + self.late,
        )


def ahead(
    outlines: Outlines, facts: Facts, rules: Rules, *, as_of: date, months: int, wanted: Filter, first: int
) -> Ahead:
    """What dates the outlined stays have, and from which the ``first`` so many come; of ``facts`` it takes the settings."""
    counts: Counter[What] = Counter()
    by_day: dict[date, list[Sequence[int]]] = {}
    reckoning = Reckoning(facts, rules, as_of, months)
    for row, contracts in _dates(outlines, reckoning, wanted):
        if row.day <= reckoning.until and wanted.asks(row.what):
            counts[row.what] += len(contracts)
            by_day.setdefault(row.day, []).append(contracts)
    late = sum(len(contracts) for day, found in by_day.items() if day < as_of for contracts in found)
    seen: set[int] = set()
    there_are = 0
    for day in sorted(by_day):
        there_are += sum(map(len, by_day[day]))
        seen.update(*by_day[day])
        if there_are >= first:
            return Ahead(frozenset(seen), day, counts, late)
    return Ahead(frozenset(seen), reckoning.until, counts, late)


def _dates(outlines: Outlines, reckoning: Reckoning, wanted: Filter) -> Iterator[tuple[Deadline, Sequence[int]]]:
    """The dates of every outline, each with the contracts that have it."""
    if wanted.asks(*OF_ENDING):
        for ending, contracts in outlines.endings:
            yield from ((row, contracts) for row in reckoning.of_ending(ending, ending.whose))
    if wanted.asks(What.AFTERCARE):
        for begun, contracts in outlines.begun:
            yield from ((row, contracts) for row in reckoning.of_begun(begun, begun.whose))
