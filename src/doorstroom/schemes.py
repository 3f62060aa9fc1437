"""What the rules say of the days of a scheme: how long it lasts, when to look at it again, until when to apply.

A day of the rules is only a suggestion: the days that people give go before it. Where the rules leave a choice, or are
not known for sure, nothing is taken without being asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from doorstroom.dates import DAY, add_months, term
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model.choices import TargetGroup
from doorstroom.model.support import Support, SupportKind
from doorstroom.report import Sentence, in_months
from doorstroom.rules import Confidence, InformationRule, Rule, Rules

NO_RULE = "-"
"""What stands for "take no days from the rules"."""

# The rules that can say how long a scheme lasts; the first is the one that is meant when nothing else is said.
_LASTING: Mapping[SupportKind, tuple[str, ...]] = {
    SupportKind.LKS: ("lks.flat_rate", "lks.measured"),
    SupportKind.TRIAL: ("trial.gemeente", "trial.uwv"),
    SupportKind.PARTICIPATION: ("participation_place",),
    SupportKind.NO_RISK: ("no_risk",),
    SupportKind.LKV: ("lkv.banenafspraak", "lkv.arbeidsgehandicapte", "lkv.herplaatsen", "lkv.oudere"),
    SupportKind.JOBCOACH: ("support.workplace",),
}
_APPLYING: Mapping[SupportKind, str] = {SupportKind.LKS: "lks.application_window"}
# Which of several is meant cannot be known without more.
_ASKED = {SupportKind.LKV}
_AFTERWARDS: Mapping[str, str] = {"lks.flat_rate": "lks.measured"}
_IN_THE_REGISTER = {TargetGroup.BANENAFSPRAAK: "lkv.banenafspraak"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What one rule says of a scheme that begins on a day; last days are included.

    ``other_reading`` is the day after ``ends_on`` where the months can be counted in two ways; ``longer`` are the last
    days with each extension that is possible; ``stops_on`` is when it stops if it has no effect; ``afterwards`` the rule
    that takes over. Something must be applied for on ``apply_by`` at the latest, a day earlier to be safe (C7).
    ``is_sure`` says that its days may be taken without being asked.
    """

    rule: InformationRule
    ends_on: date | None = None
    other_reading: date | None = None
    longer: tuple[date, ...] = ()
    review_on: date | None = None
    stops_on: date | None = None
    afterwards: InformationRule | None = None
    apply_by: date | None = None
    applying: InformationRule | None = None
    successor: InformationRule | None = None
    is_sure: bool = True


def suggest(
    kind: SupportKind,
    starts_on: date,
    rules: Rules,
    *,
    provider: str | None = None,
    group: TargetGroup | None = None,
    key: str | None = None,
) -> Suggestion | None:
    """What the rules say of a scheme of this kind from this day; None where they say nothing or leave a choice.

    ``key`` names the rule outright: then its days are taken however sure it is. Raises BadInput when that is no rule for
    this kind on this day.
    """
    if key == NO_RULE:
        return None
    found = _rules_for(kind, starts_on, rules)
    if key is not None:
        rule = next((one for one in found if key in (one.key, one.family)), None)
        if rule is None:
            raise BadInput(
                N_("{key} is no rule for {kind} on {day}."),
                hint=N_("Choose one of: {choices}.") if found else N_("Leave --rule out."),
                key=key,
                kind=kind,
                day=starts_on,
                choices=", ".join(one.key for one in found),
            )
        return _suggestion(kind, rule, starts_on, rules, is_sure=True)
    rule = _meant(kind, found, provider, group)
    if rule is None:
        return None
    return _suggestion(kind, rule, starts_on, rules, is_sure=rule.confidence is Confidence.HIGH)


def possible(kind: SupportKind, starts_on: date, rules: Rules) -> list[Suggestion]:
    """What each rule for this kind of scheme would say."""
    return [_suggestion(kind, rule, starts_on, rules, is_sure=False) for rule in _rules_for(kind, starts_on, rules)]


def of(support: Support, rules: Rules) -> Suggestion | None:
    """What the rule that a scheme was taken from says of it; of the kind's own rule when none was noted."""
    key = support.rule or next((one for one in _LASTING.get(support.kind, ()) if support.kind not in _ASKED), None)
    rule = key and rules.find(key, support.starts_on, InformationRule)
    return _suggestion(support.kind, rule, support.starts_on, rules, is_sure=False) if rule else None


def filled(support: Support, suggestion: Suggestion | None) -> Support:
    """The scheme with the days that a sure suggestion has and nobody gave."""
    if suggestion is None or not suggestion.is_sure:
        return support
    return replace(
        support,
        ends_on=support.ends_on or suggestion.ends_on,
        review_on=support.review_on or _within(suggestion.review_on, support.ends_on or suggestion.ends_on),
        rule=suggestion.rule.key,
    )


def longest_window(rules: Rules) -> int:
    """The longest time in months, counted from a first day, in which any scheme can still be applied for."""
    windows = (
        _months(rule, name)
        for rule in rules
        if isinstance(rule, InformationRule)
        and (rule.key in _APPLYING.values() or rule.values.get("certificate_required"))
        for name in ("window_months", "certificate_window_months")
    )
    return max(windows, default=0)


def _rules_for(kind: SupportKind, day: date, rules: Rules) -> list[InformationRule]:
    """The rules for this kind of scheme that hold on a day."""
    found = (rules.find(name, day, InformationRule) for name in _LASTING.get(kind, ()))
    return [rule for rule in found if rule is not None]


def _meant(
    kind: SupportKind, found: Sequence[InformationRule], provider: str | None, group: TargetGroup | None
) -> InformationRule | None:
    """The rule that is meant, as far as that follows from what is known."""
    if kind is SupportKind.LKV:
        wanted = _IN_THE_REGISTER.get(group) if group else None
        return next((rule for rule in found if rule.family == wanted), None)
    if kind is SupportKind.TRIAL and "uwv" in (provider or "").casefold():
        return next((rule for rule in found if rule.key == "trial.uwv"), None)
    return found[0] if found else None


def _suggestion(
    kind: SupportKind, rule: InformationRule, starts_on: date, rules: Rules, *, is_sure: bool
) -> Suggestion:
    months = _months(rule, "duration_months") or _months(rule, "total_max_months")
    lasts = term(starts_on, months) if months else None
    applying = _applying(kind, rule, starts_on, rules)
    window = applying and (_months(applying, "certificate_window_months") or _months(applying, "window_months"))
    afterwards = _AFTERWARDS.get(rule.key)
    ends_on = lasts.last_day if lasts else None
    successor = _successor(rule, rules)
    if ends_on and rule.effective_to and successor is None:
        # Nothing came in its place, so what it gave has stopped for everybody.
        ends_on = min(ends_on, rule.effective_to)
    return Suggestion(
        rule=rule,
        ends_on=ends_on,
        other_reading=lasts.other_reading if lasts else None,
        longer=tuple(_longer(rule, starts_on, months or 0)),
        review_on=_after(rule, "review_after_months", starts_on),
        stops_on=_after(rule, "stop_without_effect_after_months", starts_on),
        afterwards=rules.find(afterwards, ends_on, InformationRule) if afterwards and ends_on else None,
        apply_by=add_months(starts_on, window) if window else None,
        applying=applying,
        successor=successor,
        is_sure=is_sure,
    )


def _applying(kind: SupportKind, rule: InformationRule, day: date, rules: Rules) -> InformationRule | None:
    """The rule that says until when to apply: the scheme's own, where it asks for a certificate, or one beside it."""
    if rule.values.get("certificate_required"):
        return rule
    return rules.find(_APPLYING[kind], day, InformationRule) if kind in _APPLYING else None


def _successor(rule: InformationRule, rules: Rules) -> InformationRule | None:
    """The rule of the same family that came in place of one that stopped."""
    if rule.effective_to is None:
        return None
    return rules.find(rule.family, rule.effective_to + DAY, InformationRule)


def _longer(rule: InformationRule, starts_on: date, months: int) -> Iterator[date]:
    """The last days with one extension, two …"""
    extension = _months(rule, "extension_months")
    for count in range(1, (_months(rule, "extensions_max") or 1) + 1 if extension else 1):
        yield term(starts_on, months + count * extension).last_day


def _after(rule: InformationRule, name: str, starts_on: date) -> date | None:
    months = _months(rule, name)
    return term(starts_on, months).last_day if months else None


def _months(rule: InformationRule, name: str) -> int:
    return cast(int, rule.values.get(name, 0))


def _within(day: date | None, last_day: date | None) -> date | None:
    """A day to look again, as long as there is something to look at."""
    return None if day is None or (last_day is not None and day > last_day) else day


# --- in words ----------------------------------------------------------------------------------------------------


def in_words(support: Support, suggestion: Suggestion | None, choices: Sequence[Suggestion]) -> tuple[Sentence, ...]:
    """What the rules say of a scheme, to read out: which days were taken from them, and which they offer."""
    if suggestion is None:
        return tuple(_choice(one) for one in choices)
    return tuple(_said(support, suggestion))


def _said(support: Support, one: Suggestion) -> Iterator[Sentence]:
    yield from _duration(support, one)
    fields = _source(one.rule)
    if one.longer:
        yield Sentence.of(N_("With each extension the last day can be: {days} ({source})."), days=one.longer, **fields)
    if one.review_on:
        yield Sentence.of(N_("Look at it again on {day} at the latest ({source})."), day=one.review_on, **fields)
    if one.stops_on:
        yield Sentence.of(N_("Without effect it stops on {day} ({source})."), day=one.stops_on, **fields)
    if one.afterwards and one.ends_on:
        yield Sentence.of(N_("From {day} on: {rule} ({source})."), day=one.ends_on + DAY, **_source(one.afterwards))
    if support.kind is SupportKind.LKV and one.ends_on:
        yield Sentence.of(N_("It goes on to the end of the payroll period in which that day lies."))
    if one.apply_by and one.applying and support.granted_on is None:
        yield Sentence.of(
            N_("Apply on {day} at the latest, on {safe} to be safe ({rule}, {source})."),
            day=one.apply_by,
            safe=one.apply_by - DAY,
            **_source(one.applying),
        )
    if one.rule.condition:
        yield Sentence.of(N_("Condition: {condition} ({source})."), condition=one.rule.condition, **fields)
    if one.successor:
        yield Sentence.of(
            N_("Look at it by hand: since {day} another rule holds, {rule} ({source})."),
            day=one.successor.effective_from,
            **_source(one.successor),
        )


def _duration(support: Support, one: Suggestion) -> Iterator[Sentence]:
    if one.ends_on is None:
        yield Sentence.of(N_("{rule} has no last day of its own ({source})."), **_source(one.rule))
        return
    fields = {"day": one.ends_on, "lasting": _lasting(one), **_source(one.rule)}
    if support.ends_on == one.ends_on:
        yield Sentence(N_("{day} follows from {rule}: {lasting} ({source}); --to sets another day."), fields)
    elif support.ends_on is None:
        yield Sentence(
            N_("By {rule} the last day would be {day}: {lasting} ({source}); --rule {key} takes it."),
            fields | {"key": one.rule.key},
        )
    else:
        yield Sentence(N_("By {rule} the last day would be {day}: {lasting} ({source})."), fields)
    if one.other_reading:
        yield Sentence.of(N_("At the end of a month that can be read as {day} too."), day=one.other_reading)


def _choice(one: Suggestion) -> Sentence:
    fields = {"key": one.rule.key, "day": one.ends_on, **_source(one.rule)}
    if one.ends_on is None:
        return Sentence(N_("Possible: --rule {key} ({rule}), without a last day ({source})."), fields)
    return Sentence(N_("Possible: --rule {key} ({rule}), last day {day} ({source})."), fields)


def _lasting(one: Suggestion) -> Sentence:
    return in_months(_months(one.rule, "duration_months") or _months(one.rule, "total_max_months"))


def _source(rule: Rule) -> dict[str, object]:
    return {"rule": rule.name, "source": rule.source}
