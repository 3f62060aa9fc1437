"""What a rule says, in sentences: its days, its numbers, when it holds and where it comes from."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import singledispatch

from doorstroom.i18n import N_
from doorstroom.report import Sentence, in_months
from doorstroom.rules import (
    ChainDeviation,
    ChainException,
    ChainExclusion,
    ChainRule,
    ContinuationRule,
    EmployerPolicy,
    NoticeRule,
    Rule,
    Status,
)

_NUMBERS = {
    "bonus_euro": N_("Bonus in euros"),
    "cap_euro": N_("At most, in euros"),
    "cap_percentage": N_("At most, in per cent"),
    "certificate_required": N_("Needs a certificate"),
    "certificate_window_months": N_("Certificate within so many months"),
    "decision_weeks": N_("Weeks to decide"),
    "duration_months": N_("Months"),
    "euro_per_hour": N_("Euros an hour"),
    "euro_per_month": N_("Euros a month"),
    "euro_per_year": N_("Euros a year"),
    "extension_months": N_("Months more when extended"),
    "extensions_max": N_("Extensions at most"),
    "full_time_hours": N_("Hours a week that are full time"),
    "gap_months": N_("Months that may lie in between"),
    "hours_per_week": N_("Hours a week"),
    "max_euro_per_year": N_("At most, in euros a year"),
    "min_service_months": N_("Months of service at least"),
    "month_wage_fraction_per_year": N_("Part of a month's wage for each year"),
    "norm_hours_per_week": N_("Hours a week it is reckoned by"),
    "not_employed_there_before_months": N_("Months not employed there before"),
    "once_per_months": N_("Once in so many months"),
    "percentage": N_("Per cent"),
    "premium_every_months": N_("Premium every so many months"),
    "review_after_months": N_("Review after so many months"),
    "stop_without_effect_after_months": N_("Stops without effect after so many months"),
    "total_max_months": N_("Months in all at most"),
    "window_months": N_("Within so many months"),
}


def in_words(rule: Rule, day: date) -> Iterator[Sentence]:
    """Everything that a rule says, as it stands on a day."""
    yield _days(rule, day)
    if rule.information:
        yield Sentence.of(N_("It is here to be read: nothing is counted with it."))
    yield from numbers(rule)
    if rule.condition:
        yield Sentence.of(N_("It holds when: {condition}."), condition=rule.condition)
    yield from where_from(rule)


def where_from(rule: Rule) -> Iterator[Sentence]:
    """That a rule is one of the user's own, and what it stands in for."""
    if rule.origin:
        yield Sentence.of(N_("This is a rule of your own, from {file}."), file=rule.origin)
    if rule.replaces:
        yield Sentence.of(N_("It takes the place of {key}, which comes with doorstroom."), key=rule.replaces)


def titles(sources: Sequence[str]) -> Iterator[Sentence]:
    """Where to read a rule."""
    for title in sources:
        yield Sentence.of(N_("Read it in: {title}."), title=title)


def agreed(rule: ChainRule) -> Iterator[Sentence]:
    """Where a chain rule comes from that is not the law as doorstroom has it."""
    if rule.is_by_agreement:
        text = N_("This employer goes by a collective agreement: {name} ({key}).")
        yield Sentence.of(text, name=rule.name, key=rule.key)
        if rule.condition:
            yield Sentence.of(N_("It holds when: {condition}."), condition=rule.condition)
    yield from where_from(rule)


def _days(rule: Rule, day: date) -> Sentence:
    fields = {"first": rule.effective_from, "last": rule.effective_to, "status": rule.status}
    if rule.status is Status.ADOPTED:
        return Sentence(N_("It is to hold from {first} ({status}): nothing is counted with it yet."), fields)
    if not rule.enabled:
        return Sentence(N_("It is switched off: nothing is counted with it."), fields)
    if day > rule.until:
        return Sentence(N_("It held up to and including {last} ({status})."), fields)
    if day < rule.since:
        return Sentence(N_("It will hold from {first} ({status})."), fields)
    if rule.effective_to:
        return Sentence(N_("It holds up to and including {last} ({status})."), fields)
    if not rule.effective_from_exact:
        return Sentence(N_("It holds since {first} or earlier ({status})."), fields)
    return Sentence(N_("It holds since {first} ({status})."), fields)


@singledispatch
def numbers(rule: Rule) -> Iterator[Sentence]:
    """The numbers of a rule, one after the other."""
    for name, value in rule.numbers.items():
        yield Sentence.of(N_("{what}: {value}"), what=Sentence.of(_NUMBERS[name]), value=_readable(value))


def _readable(value: object) -> object:
    """A number, or a table of them with its own words as people read them."""
    return {str(key).replace("_", " "): part for key, part in value.items()} if isinstance(value, dict) else value


@numbers.register
def _(rule: ChainRule) -> Iterator[Sentence]:
    yield Sentence.of(
        N_("At most {contracts} contracts in at most {months}; with a gap of at most {gap} they count along."),
        contracts=rule.max_contracts,
        months=in_months(rule.max_months),
        gap=in_months(rule.gap_months),
    )
    if rule.gap_months_students is not None:
        yield Sentence.of(N_("For pupils and students the gap is {gap}."), gap=in_months(rule.gap_months_students))
    if rule.ask_from_age is not None:
        yield Sentence.of(N_("From the age of {age} on the day of state pension must be known."), age=rule.ask_from_age)


@numbers.register
def _(rule: ChainDeviation) -> Iterator[Sentence]:
    yield Sentence.of(
        N_("For an employer that goes by it (`doorstroom edit-employer W3 --cao {key}`):"), key=rule.family
    )
    if rule.max_contracts is not None:
        yield Sentence.counted("At most {n} contract.", "At most {n} contracts.", n=rule.max_contracts)
    if rule.max_months is not None:
        yield Sentence.of(N_("At most {months} in all."), months=in_months(rule.max_months))
    if rule.gap_months is not None:
        yield Sentence.of(N_("Contracts with a gap of at most {gap} count along."), gap=in_months(rule.gap_months))


@numbers.register
def _(rule: ChainException) -> Iterator[Sentence]:
    yield Sentence.of(
        N_("A last contract of at most {months} may end by itself."), months=in_months(rule.duration_months)
    )


@numbers.register
def _(rule: ChainExclusion) -> Iterator[Sentence]:
    yield Sentence.of(N_("Such contracts do not count in the chain."))
    if rule.max_age_exclusive is not None and rule.max_hours_per_week is not None:
        yield Sentence.of(
            N_("It is about people under {age} with at most {hours} hours a week."),
            age=rule.max_age_exclusive,
            hours=rule.max_hours_per_week,
        )


@numbers.register
def _(rule: EmployerPolicy) -> Iterator[Sentence]:
    yield Sentence.of(
        N_("At most {months}; what counts is the number of months that stands with each employer."),
        months=in_months(rule.duration_months),
    )


@numbers.register
def _(rule: NoticeRule) -> Iterator[Sentence]:
    yield Sentence.of(
        N_("{before} before the last day at the latest, for contracts of {least} or longer."),
        before=in_months(rule.notice_months),
        least=in_months(rule.min_contract_months),
    )
    yield Sentence.of(
        N_("Without it {wage} of wage is due; when it is late, a part of that."),
        wage=in_months(rule.penalty_months_wage),
    )
    if not rule.weekend_shift:
        yield Sentence.of(N_("The day is not moved when it falls in a weekend."))


@numbers.register
def _(rule: ContinuationRule) -> Iterator[Sentence]:
    yield Sentence.of(
        N_("A contract that goes on without a word does so for as long as it lasted, at most {months}."),
        months=in_months(rule.max_duration_months),
    )
