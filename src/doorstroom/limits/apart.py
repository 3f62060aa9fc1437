"""Whose limits at an employer follow from the contracts there and from nothing else, as they do for nearly everybody.

Of two such people with contracts of the same days and kinds, at employers with the same terms, the limits are the same.
"""

from collections.abc import Collection, Mapping

from doorstroom.model import Employer
from doorstroom.rules import ChainExclusion, ChainRule, Rules


class Apart:
    """Tells for these employers and rules whether the employers of a career can be looked at one by one."""

    def __init__(self, employers: Mapping[int, Employer], rules: Rules) -> None:
        self._succeeding = {
            number
            for employer in employers.values()
            if employer.successor_of is not None
            for number in (employer.id, employer.successor_of)
        }
        minors = [rule.max_age_exclusive for rule in rules if isinstance(rule, ChainExclusion)]
        pensions = [rule.ask_from_age for rule in rules if isinstance(rule, ChainRule)]
        self._of_age = max((age for age in minors if age is not None), default=0)
        self._near_pension = min((age for age in pensions if age is not None), default=200)

    def holds(
        self, sites: Collection[Collection[int]], *, is_hidden: bool, born: int | None, first: int, last: int
    ) -> bool:
        """Whether no employer succeeds another, none can have taken over work from another and no age matters.

        ``sites`` are for each employer of the career that employer and all for whom its contracts are worked; when that
        ``is_hidden``, as it may be of an agency, it can be anybody. The others are years: ``first`` is the one in which the
        first contract starts, ``last`` the one in which the last one ends, or a later one.
        """
        everywhere = set[int]().union(*sites)
        return (
            self._succeeding.isdisjoint(everywhere)
            and (len(sites) == 1 or (not is_hidden and len(everywhere) == sum(map(len, sites))))
            and (born is None or (first - born > self._of_age and last - born < self._near_pension))
        )
