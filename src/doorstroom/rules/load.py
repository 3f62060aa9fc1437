"""Reads the rule files that come with doorstroom, then those of the user, and refuses what cannot be right."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from pathlib import Path
from typing import Any, get_args

from doorstroom.choices import Choice
from doorstroom.errors import BadFile
from doorstroom.i18n import N_
from doorstroom.rules import (
    ChainDeviation,
    ChainException,
    ChainExclusion,
    ChainRule,
    Confidence,
    ContinuationRule,
    EmployerPolicy,
    InformationRule,
    NoticeRule,
    Reading,
    Rule,
    Rules,
    Status,
)

OWN = Path(__file__).parent

_COMPUTED: Mapping[str, type[Rule]] = {
    "chain": ChainRule,
    "chain_deviation": ChainDeviation,
    "chain_exception": ChainException,
    "chain_exclusion": ChainExclusion,
    "employer_policy": EmployerPolicy,
    "notice": NoticeRule,
    "continuation": ContinuationRule,
}
_SHOWN = {
    "chain_note",
    "compensation",
    "deadline",
    "insurance",
    "placement",
    "privacy",
    "register",
    "signal",
    "social_return",
    "subsidy",
    "support",
    "tax_credit",
    "trial_placement",
}
_SHOWN_VALUES = {
    "bonus_euro",
    "cap_euro",
    "cap_percentage",
    "certificate_required",
    "certificate_window_months",
    "decision_weeks",
    "duration_months",
    "euro_per_hour",
    "euro_per_month",
    "euro_per_year",
    "extension_months",
    "extensions_max",
    "full_time_hours",
    "gap_months",
    "hours_per_week",
    "max_euro_per_year",
    "min_service_months",
    "month_wage_fraction_per_year",
    "norm_hours_per_week",
    "not_employed_there_before_months",
    "once_per_months",
    "percentage",
    "premium_every_months",
    "review_after_months",
    "stop_without_effect_after_months",
    "total_max_months",
    "window_months",
}
_CHOICES: Mapping[str, type[Choice]] = {"status": Status, "read": Reading, "confidence": Confidence}


def load(*folders: Path) -> Rules:
    """All rules: those of doorstroom and those in these folders of the user's own.

    Raises BadFile, naming file and rule, for a file that is not TOML, a kind, key or value that is not known, a key
    that is missing, and two rules of one family that hold on one day.
    """
    rules: list[Rule] = []
    origins: dict[str, Path] = {}
    sources: dict[str, str] = {}
    for file in _files(OWN, *folders):
        content = _content(file)
        sources |= content["sources"]
        for entry in content["rule"]:
            rule = _rule({"read_on": content["read_on"], **entry}, file)
            _refuse_overlap(rule, rules, file, origins)
            rules.append(rule)
            origins[rule.key] = file
    return Rules(rules, sources)


def _files(*folders: Path) -> Iterator[Path]:
    """The rule files of each folder, by name."""
    for folder in folders:
        yield from sorted(folder.glob("*.toml"))


def _content(file: Path) -> dict[str, Any]:
    """What a file holds: ``read_on``, ``[sources]`` and any number of ``[[rule]]``, and nothing else."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(
            N_("The rule file {file} cannot be read: {reason}."),
            hint=N_("Mend the file, or move it out of the folder with rules."),
            file=file.name,
            reason=error,
        ) from error
    content = {"read_on": None, "sources": {}, "rule": []} | content
    for key in content.keys() - {"read_on", "sources", "rule"}:
        raise _refusal(file, "", key, N_("“{key}” is not known at the top of the rule file {file}."))
    tables = [content["sources"], *content["rule"]] if isinstance(content["rule"], list) else [None]
    if not all(isinstance(table, dict) for table in tables):
        raise _refusal(file, "", "", N_("The rule file {file} needs one [sources] and a [[rule]] for each rule."))
    return content


def _rule(entry: dict[str, Any], file: Path) -> Rule:
    """One ``[[rule]]`` as the class of its kind."""
    name = str(entry.get("key", ""))
    kind = str(entry.get("kind", ""))
    if not (kind in _COMPUTED or kind in _SHOWN):
        raise _refusal(file, name, kind, N_("The rule {rule} in {file} has a kind that is not known: {key}."))
    made = _COMPUTED.get(kind, InformationRule)
    expected = {field.name: field for field in fields(made) if field.name != "values"}
    shown = _SHOWN_VALUES if made is InformationRule else set()
    given = {key: value for key, value in entry.items() if value is not None}
    for key in given.keys() - expected.keys() - shown:
        raise _refusal(file, name, key, N_("The rule {rule} in {file} has a key that is not known: {key}."))
    for key, field in expected.items():
        if field.default is MISSING and given.get(key, "") == "":
            raise _refusal(file, name, key, N_("The rule {rule} in {file} does not say its {key}."))
    checked = {key: _value(given[key], field, name, file) for key, field in expected.items() if key in given}
    if made is InformationRule:
        checked["values"] = {key: given[key] for key in given.keys() & shown}
    rule = made(**checked)
    if rule.effective_to and rule.effective_to < rule.effective_from:
        raise _refusal(file, name, "effective_to", N_("The rule {rule} in {file} ends before it begins."))
    return rule


def _value(value: Any, field: Field[Any], rule: str, file: Path) -> Any:
    """A value of the type that its field asks for."""
    for choice in _CHOICES.get(field.name, ()):
        if choice == value:
            return choice
    # The exact type: a moment is a date to Python, and true is a whole number.
    if type(value) in (get_args(field.type) or (field.type,)):
        return value
    raise _refusal(file, rule, field.name, N_("The rule {rule} in {file} has a value that cannot be for {key}."))


def _refuse_overlap(rule: Rule, others: list[Rule], file: Path, origins: Mapping[str, Path]) -> None:
    """A family says one thing on one day; a second rule with the same key is a copy that somebody forgot to change."""
    for other in others:
        if rule.key != other.key and (rule.family != other.family or not _overlap(rule, other)):
            continue
        raise BadFile(
            N_("The rules {rule} in {file} and {other} in {other_file} hold on the same day."),
            hint=N_("Give the older one a last day (effective_to), or another key to one of the two."),
            rule=rule.key,
            file=file.name,
            other=other.key,
            other_file=origins[other.key].name,
        )


def _overlap(one: Rule, other: Rule) -> bool:
    """Whether there is a day on which both hold."""
    if one.is_announced or other.is_announced:
        return False
    ends = (one.effective_to or date.max, other.effective_to or date.max)
    return max(one.effective_from, other.effective_from) <= min(ends)


def _refusal(file: Path, rule: str, key: object, message: str) -> BadFile:
    """What to say of a rule that is not right; ``message`` is marked where it is written."""
    return BadFile(
        message,
        hint=N_("docs/rules.md says how a rule is written; the rules that come with doorstroom are examples."),
        file=file.name,
        rule=rule,
        key=key,
    )
