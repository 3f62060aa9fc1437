"""Amounts that the rules give as plain arithmetic, in euro cents: an indication, never what somebody is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import cast

from doorstroom.dates import DAY, Gap, days_in_month, judge_gap, length
from doorstroom.i18n import N_
from doorstroom.model import Contract
from doorstroom.model.choices import ContractKind
from doorstroom.report import Amount, Sentence
from doorstroom.rules import InformationRule, Rules

_PAID = {
    ContractKind.FIXED_TERM,
    ContractKind.PERMANENT,
    ContractKind.AGENCY,
    ContractKind.SHELTERED,
    ContractKind.BBL,
}


@dataclass(frozen=True, slots=True)
class Payment:
    """What an employer would owe when a job is not continued, in cents, over how many months, and by which rule."""

    cents: int
    months: Fraction
    rule: InformationRule


def transition_payment(contract: Contract, others: Sequence[Contract], rules: Rules) -> Payment | None:
    """The transition payment when a contract ends on its last day and the employer does not go on (BW 7:673).

    A third of a month's wage for each year, days in proportion; earlier contracts of the same two parties count as long
    as the gaps are no longer than the rule allows. None without a last day or a wage, and where the rule asks for a
    longer service. Ages, pension and other agreements are not looked at.
    """
    end = contract.last_day
    if end is None or contract.wage_month is None or contract.kind not in _PAID:
        return None
    rule = rules.find("compensation.transition", end, InformationRule)
    if rule is None:
        return None
    gap = cast(int, rule.values.get("gap_months", 0))
    months = sum((months_of(*period) for period in _service(contract, others, gap)), Fraction())
    share = rule.values.get("month_wage_fraction_per_year")
    if months < cast(int, rule.values["min_service_months"]) or share is None:
        return None
    cents = contract.wage_month * Fraction(cast(str, share)) * months / 12
    most = max(cast(int, rule.values["cap_euro"]) * 100, contract.wage_month * 12)
    return Payment(min(rounded(cents), most), months, rule)


def payment_in_words(payment: Payment | None) -> tuple[Sentence, ...]:
    """The payment as an indication, with the sum and the rule behind it; nothing where there is none."""
    if payment is None:
        return ()
    return (
        Sentence.of(
            N_(
                "If the employer does not go on, the transition payment is about € {amount}: {share} of a month's wage a"
                " year, {months} months ({rule}, {source}). An indication."
            ),
            amount=Amount(payment.cents),
            share=payment.rule.values["month_wage_fraction_per_year"],
            months=round(float(payment.months), 2),
            rule=payment.rule.name,
            source=payment.rule.source,
        ),
    )


def _service(contract: Contract, others: Sequence[Contract], gap: int) -> list[tuple[date, date]]:
    """The days of work that count, as periods apart from each other, back from the last day of a contract."""
    earlier = sorted(
        (
            one
            for one in others
            if (one.candidate, one.employer) == (contract.candidate, contract.employer)
            and one.id != contract.id
            and one.kind in _PAID
            and one.last_day is not None
            and one.starts_on <= contract.starts_on
        ),
        key=lambda one: one.last_day or date.max,
        reverse=True,
    )
    end = contract.last_day or contract.starts_on
    periods = [(contract.starts_on, end)]
    for one in earlier:
        first, last = periods[-1]
        ended = one.last_day or first
        if ended >= first - DAY:
            periods[-1] = (min(first, one.starts_on), max(last, ended) if len(periods) > 1 else last)
        elif judge_gap(ended, first, gap) is not Gap.BREAKS:
            periods.append((one.starts_on, ended))
        else:
            break
    return periods


def months_of(first_day: date, last_day: date) -> Fraction:
    """How long a period lasts in months, the days over as a part of the month in which it ends."""
    whole = length(first_day, last_day)
    return whole.months + Fraction(whole.days, days_in_month(last_day))


def in_jobs(hours: float, rules: Rules, day: date) -> float | None:
    """How many jobs of the jobs agreement so many hours a week are; None where no rule says it."""
    rule = rules.find("banenafspraak.job_hours", day, InformationRule)
    return round(hours / cast(float, rule.values["hours_per_week"]), 2) if rule else None


def rounded(cents: Fraction) -> int:
    """To whole cents, halves up."""
    return int(cents + Fraction(1, 2))
