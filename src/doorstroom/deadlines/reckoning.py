"""The dates that follow from facts, seen from a day."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

from doorstroom import aftercare, schemes
from doorstroom.aftercare import Moment
from doorstroom.choices import Kind, Party
from doorstroom.dates import DAY, add_months, window_end
from doorstroom.deadlines.facts import Begun, Dated, Ending, Facts, Season, What, Who, Whose
from doorstroom.deadlines.row import AFTERCARE_WITH_BOTH, FLAT_RATE_ENDS, NOTICE_LATE, Deadline
from doorstroom.lines import FOLLOWS_WITHIN
from doorstroom.model.support import Scheme, SupportKind
from doorstroom.notice import is_discussed
from doorstroom.report import in_days, in_months
from doorstroom.reports import holds
from doorstroom.retention import Kept
from doorstroom.rules import ChainRule, InformationRule, NoticeRule, Rule, Rules

SIGNAL = "signal.ending_4_months"


class Deadlines(NamedTuple):
    """The dates of so many months from a day on, soonest first; what is late and must still be done stands in front.

    ``counts`` and ``late`` are of all of them, also where ``rows`` holds only the first.
    """

    as_of: date
    months: int
    until: date
    rows: tuple[Deadline, ...]
    counts: Mapping[What, int]
    late: int

    @property
    def there_are(self) -> int:
        """How many there are, with those that were only counted."""
        return sum(self.counts.values())


class Filter(NamedTuple):
    """Whose dates are asked for, and which."""

    employer: int | None = None
    owner: str | None = None
    coach: str | None = None
    kinds: frozenset[What] = frozenset()

    @property
    def is_for_everybody(self) -> bool:
        """Whether whom a date is about does not matter."""
        return (self.employer, self.owner, self.coach) == (None, None, None)

    def asks(self, *kinds: What) -> bool:
        """Whether a date of one of these sorts can belong to it."""
        return not self.kinds or not self.kinds.isdisjoint(kinds)

    def concerns(self, whose: Whose) -> bool:
        """Whether the dates of somebody can belong to it."""
        return (
            self.employer in (None, whose.employer)
            and _holds(whose.owner, self.owner)
            and _holds(whose.coach, self.coach)
        )


# Many people have the same few owners.
_holds = lru_cache(maxsize=1024)(holds)


def last_leaving(until: date) -> date:
    """The last day of leaving of which some date can lie in a window that goes up to ``until``."""
    # The signal of four months and notice of one lie before it.
    return add_months(until, 5)


def deadlines(facts: Facts, rules: Rules, *, as_of: date, months: int, wanted: Filter | None = None) -> Deadlines:
    """Every date from ``as_of`` up to the end of a window of so many months, and what is late but must still be done."""
    asked = wanted or Filter()
    reckoning = Reckoning(facts, rules, as_of, months)
    until = reckoning.until
    rows = [row for row in reckoning.all(asked) if row.day <= until and asked.asks(row.what)]
    rows.sort(key=lambda row: (row.day, _ORDER[row.what], row.whose.sort_name, row.ref))
    late = bisect_left(rows, as_of, key=lambda row: row.day)
    return Deadlines(as_of, months, until, tuple(rows), Counter(row.what for row in rows), late)


OF_ENDING = (What.NOTICE, What.CONTRACT_END, What.POLICY_LIMIT, What.CHAIN_LIMIT, What.FOUR_MONTHS)
OF_SCHEME = (What.SUPPORT_END, What.REVIEW, What.APPLICATION, What.CERTIFICATE)
_OF_DATED = (What.STEP, What.CONVERSATION, What.VACANCY, What.PROGRAMME, What.ASSIGNMENT)
_OF_SEASON = (What.SEASON_START, What.SEASON_STOP)
_Dates = Callable[[Any, Whose], Iterator[Deadline]]
_ORDER = {what: place for place, what in enumerate(What)}


class Reckoning:
    """The dates that follow from facts, seen from a day."""

    def __init__(self, facts: Facts, rules: Rules, as_of: date, months: int) -> None:
        self._facts = facts
        self._rules, self._as_of, self._months = rules, as_of, months
        self.until = window_end(as_of, months)
        self._found: Callable[..., Rule | None] = cache(rules.find)

    def all(self, asked: Filter) -> Iterator[Deadline]:
        """The dates of whom is asked for; what no date that is asked for can come from is not even read."""
        facts = self._facts
        sources: tuple[tuple[tuple[What, ...], Iterable[tuple[Whose, Any]], _Dates], ...] = (
            (OF_ENDING, ((one.whose, one) for one in facts.endings), self.of_ending),
            (OF_SCHEME, ((_whose(one), one) for one in facts.schemes), self._of_scheme),
            (_OF_DATED, ((one.whose, one) for one in facts.dated), self._of_dated),
            (_OF_SEASON, ((one.whose, one) for one in facts.seasons), self._of_season),
            ((What.AFTERCARE,), ((one.whose, one) for one in facts.begun), self.of_begun),
            ((What.RETENTION,), ((_whose_file(one), one) for one in facts.kept), self._of_kept),
        )
        for kinds, found, dates in sources:
            if asked.asks(*kinds):
                for whose, one in found:
                    if asked.concerns(whose):
                        yield from dates(one, whose)

    # --- a job that ends ---

    def of_ending(self, one: Ending, whose: Whose) -> Iterator[Deadline]:
        """The end of a stay, its limits, notice and the signal before it; limits also when they have passed."""
        ref, key = Kind.CONTRACT.ref(one.contract), Kind.CONTRACT.ref(one.first_contract)
        if one.last_day is not None and self._as_of <= one.last_day <= self.until:
            yield self._row(one.last_day, What.CONTRACT_END, ref, key, Who.OWNER, whose)
        if one.policy_until is not None and one.policy_until <= self.until:
            lasting = _lasting(one.policy_months or 0)
            yield self._row(one.policy_until, What.POLICY_LIMIT, ref, key, Who.EMPLOYER, whose, detail=lasting)
        if one.chain_until is not None and one.chain_until <= self.until:
            rule = self._found("chain.statutory", one.chain_until, ChainRule)
            yield self._row(one.chain_until, What.CHAIN_LIMIT, ref, key, Who.EMPLOYER, whose, rule)
        by, weeks = one.notice_by, self._facts.notice_weeks
        if (
            by is not None
            and by <= self.until
            and not is_discussed(one.end_talk, one.leaves_on, by, months=self._months, weeks=weeks)
        ):
            yield self._notice(one, by, ref, key)
        yield from self._signal(one, ref, key)

    def _notice(self, one: Ending, by: date, ref: str, key: str) -> Deadline:
        rule = cast(NoticeRule | None, self._found("notice.aanzegging", one.last_day or by, NoticeRule))
        late = max(0, (self._as_of - by).days)
        detail = {"contract": ref, "pay": in_months(rule.penalty_months_wage if rule else 1), "late": in_days(late)}
        said = NOTICE_LATE if late else ""
        return self._row(by, What.NOTICE, ref, key, Who.EMPLOYER, one.whose, rule, detail=detail, said=said)

    def _signal(self, one: Ending, ref: str, key: str) -> Iterator[Deadline]:
        """The day from which UWV helps somebody whose job ends, unless a next one is recorded."""
        end = one.leaves_on
        if end is None or (one.superseded_on is not None and one.superseded_on <= end + FOLLOWS_WITHIN):
            return
        rule = cast(InformationRule | None, self._found(SIGNAL, self._as_of, InformationRule))
        if rule is None:
            return
        months = cast(int, rule.values["window_months"])
        day = add_months(end, -months)
        if self._as_of <= day <= self.until:
            detail = _within(months)
            yield self._row(day, What.FOUR_MONTHS, ref, key, Who.OWNER, one.whose, rule, detail=detail)

    # --- schemes ---

    def _of_scheme(self, one: Scheme, whose: Whose) -> Iterator[Deadline]:
        support = one.support
        ref = support.ref
        suggestion = schemes.of(support, self._rules)
        rule = suggestion.rule if suggestion and support.rule else None
        detail: dict[str, Any] = {"scheme": support.kind}
        end = support.last_day
        if end is not None and end >= self._as_of:
            what = What.CERTIFICATE if support.kind is SupportKind.CERTIFICATE else What.SUPPORT_END
            said = FLAT_RATE_ENDS if suggestion and suggestion.afterwards and rule else ""
            yield self._row(end, what, ref, ref, Who.OWNER, whose, rule, detail=detail, said=said)
        if support.review_on is not None:
            yield self._row(support.review_on, What.REVIEW, ref, ref, Who.OWNER, whose, rule, detail=detail)
        if suggestion and suggestion.apply_by and suggestion.apply_by >= self._as_of and support.granted_on is None:
            detail = {**detail, "last": suggestion.apply_by}
            day = suggestion.apply_by - DAY
            yield self._row(day, What.APPLICATION, ref, ref, Who.EMPLOYER, whose, suggestion.applying, detail=detail)

    # --- after a start, and after a case was closed ---

    def of_begun(self, one: Begun, whose: Whose) -> Iterator[Deadline]:
        """The moments of after-care that are due or to come."""
        ref, key = Kind.CONTRACT.ref(one.contract), Kind.CONTRACT.ref(one.first_contract)
        for due in aftercare.due(self._facts.rhythm, one.start, self._as_of):
            if due.day > self.until:
                return
            detail = _aftercare(due.moment, due.missing[0])
            said = AFTERCARE_WITH_BOTH if len(due.missing) > 1 else ""
            yield self._row(
                due.day, What.AFTERCARE, ref, f"{key}-{due.moment}", Who.OWNER, whose, detail=detail, said=said
            )

    def _of_kept(self, one: Kept, whose: Whose) -> Iterator[Deadline]:
        """The last day on which the file of somebody may be kept."""
        if one.until is None or one.period is None:
            return
        ref = one.closed.ref
        detail = {"lasting": in_months(one.period.months), "source": one.period.source}
        yield self._row(one.until, What.RETENTION, ref, ref, Who.OWNER, whose, detail=detail)

    # --- the rest ---

    def _of_dated(self, one: Dated, whose: Whose) -> Iterator[Deadline]:
        ref = one.kind.ref(one.id)
        detail = {"ref": ref, "text": one.text, "since": one.since}
        yield self._row(one.day, one.what, ref, one.key or ref, Who.OWNER, whose, detail=detail, who_name=one.who_name)

    def _of_season(self, one: Season, whose: Whose) -> Iterator[Deadline]:
        """The next first and last day of a season."""
        ref = Kind.EMPLOYER.ref(whose.employer or 0)
        start, _, stop = one.season.partition("..")
        for what, text in ((What.SEASON_START, start), (What.SEASON_STOP, stop)):
            for year in range(self._as_of.year, self.until.year + 1):
                day = _in_year(year, text)
                if day >= self._as_of:
                    yield self._row(day, what, ref, f"{ref}-{year}", Who.OWNER, whose)

    def _row(
        self,
        day: date,
        what: What,
        ref: str,
        key: str,
        who: Who,
        whose: Whose,
        rule: Rule | None = None,
        *,
        detail: dict[str, Any] | None = None,
        said: str = "",
        who_name: str | None = None,
    ) -> Deadline:
        name = who_name or (whose.owner if who is Who.OWNER else None)
        return Deadline(day, what, ref, f"{what}-{key}", who, whose, self._as_of, rule, name, detail or {}, said)


# A large caseload has many dates of which the same is said: it is kept once.
@cache
def _aftercare(moment: Moment, party: Party) -> dict[str, Any]:
    return {"after": moment.said, "party": party}


@cache
def _lasting(months: int) -> dict[str, Any]:
    return {"lasting": in_months(months)}


@cache
def _within(months: int) -> dict[str, Any]:
    return {"months": in_months(months)}


def _whose(one: Scheme) -> Whose:
    return Whose(
        one.candidate,
        one.candidate_name,
        one.first_name,
        one.sort_name,
        one.employer,
        one.employer_name,
        one.owner,
        one.coach,
    )


def _whose_file(one: Kept) -> Whose:
    who = one.closed
    return Whose(who.id, who.name, "", who.sort_name, owner=who.owner, coach=who.coach)


def _in_year(year: int, month_and_day: str) -> date:
    """A day of the year; 29 February is the 28th in a year without it."""
    month, day = (int(part) for part in month_and_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
