"""The chain rules of an employer: those of the law, with what its collective agreement says in their place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from doorstroom.dates import DAY
from doorstroom.model import Employer
from doorstroom.rules import ChainDeviation, ChainRule, Rules

STATUTORY = "chain.statutory"


def chain_rules(rules: Rules, employer: Employer) -> tuple[ChainRule, ...]:
    """The chain rules that hold at an employer, oldest first (BW 7:668a(5) and (13)).

    They are those of the law where its agreement is not known.
    """
    return _deviating(rules, employer.cao) if employer.cao else rules.history(STATUTORY, ChainRule)


def chain_rule_on(rules: Rules, employer: Employer, day: date) -> ChainRule | None:
    """The chain rule that holds at an employer on a day, if any."""
    return next((rule for rule in chain_rules(rules, employer) if rule.since <= day <= rule.until), None)


# Asked for everybody at such an employer, and the same for all of them.
@lru_cache(maxsize=64)
def _deviating(rules: Rules, agreement: str) -> tuple[ChainRule, ...]:
    deviations = rules.deviations(agreement)
    return tuple(piece for law in rules.history(STATUTORY, ChainRule) for piece in _pieces(law, deviations))


def _pieces(law: ChainRule, deviations: Iterable[ChainDeviation]) -> Iterator[ChainRule]:
    """A rule of law parted by the days on which an agreement, given oldest first, puts other numbers in its place."""
    day = law.since
    for deviation in deviations:
        first, last = max(day, deviation.since), min(law.until, deviation.until)
        if first > last:
            continue
        if day < first:
            yield _from_to(law, day, first - DAY)
        yield _from_to(_deviated(law, deviation), first, last)
        if last == date.max:
            return
        day = last + DAY
    if day <= law.until:
        yield _from_to(law, day, law.until)


def _from_to(rule: ChainRule, first: date, last: date) -> ChainRule:
    return replace(
        rule, effective_from=first, effective_from_exact=True, effective_to=None if last == date.max else last
    )


def _deviated(law: ChainRule, deviation: ChainDeviation) -> ChainRule:
    """The law with the numbers of an agreement, under the name and source of that agreement."""
    return replace(
        law,
        key=deviation.key,
        kind=deviation.kind,
        name_nl=deviation.name_nl,
        name_en=deviation.name_en,
        condition_nl=deviation.condition_nl,
        condition_en=deviation.condition_en,
        source=deviation.source,
        origin=deviation.origin,
        **deviation.numbers,  # type: ignore[arg-type]
    )
