"""Reads the rule files that come with doorstroom, then those of the user, and refuses what cannot be right."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, get_args

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
    RuleKind,
    Rules,
    Status,
)

OWN = Path(__file__).parent

_COMPUTED: Mapping[RuleKind, type[Rule]] = {
    RuleKind.CHAIN: ChainRule,
    RuleKind.CHAIN_DEVIATION: ChainDeviation,
    RuleKind.CHAIN_EXCEPTION: ChainException,
    RuleKind.CHAIN_EXCLUSION: ChainExclusion,
    RuleKind.EMPLOYER_POLICY: EmployerPolicy,
    RuleKind.NOTICE: NoticeRule,
    RuleKind.CONTINUATION: ContinuationRule,
}
_KINDS = frozenset(RuleKind)
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
_CHOICES: Mapping[str, type[Choice]] = {
    "kind": RuleKind,
    "status": Status,
    "read": Reading,
    "confidence": Confidence,
}
# Whole numbers in a rule are counts and months; a hundred years is for ever, and days must stay within the calendar.
_MOST = 1200
# A file of all rules of doorstroom would have a tenth of this, and its longest line a tenth of that.
_MOST_BYTES = 256 * 1024
_LONGEST_LINE = 4000
_AT_LEAST_ONE = {"max_contracts", "max_months", "duration_months", "max_duration_months", "notice_months"}
_KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*", re.ASCII)
# What a rule gets from the file that it stands in.
_GIVEN = {"origin", "values"}
# What a rule of each class may say, by key.
_EXPECTED: Mapping[type[Rule], Mapping[str, Field[Any]]] = {
    made: {field.name: field for field in fields(made) if field.name not in _GIVEN}
    for made in (*_COMPUTED.values(), InformationRule)
}


class TwoAtOnce(BadFile):
    """Two rules that say something else about the same day."""

    code = "two_rules"


class _Found(NamedTuple):
    """A rule and the file that it stands in."""

    rule: Rule
    file: str


class Examined(NamedTuple):
    """The rules of which nothing is wrong, and what is wrong with the others."""

    rules: Rules
    refused: Sequence[BadFile]


def load(*folders: Path) -> Rules:
    """All rules: those of doorstroom and those in these folders of the user's own.

    Raises BadFile, naming file and rule, for a file that is not TOML, a kind, key or value that is not known, a key
    that is missing, a rule that takes the place of none, and two rules of one family that hold on one day.
    """

    def refuse(problem: BadFile) -> None:
        raise problem

    return _load(folders, refuse)


def examine(*folders: Path) -> Examined:
    """The same, but everything that is wrong is collected and left out."""
    refused: list[BadFile] = []
    return Examined(_load(folders, refused.append), refused)


def _load(folders: Sequence[Path], refuse: Callable[[BadFile], None]) -> Rules:
    found: list[_Found] = []
    sources: dict[str, str] = {}
    for file, origin in _files(folders):
        try:
            content = _content(file)
        except BadFile as problem:
            refuse(problem)
            continue
        sources |= content["sources"]
        for entry in content["rule"]:
            try:
                rule = _rule({"read_on": content["read_on"], **entry}, file, origin)
            except BadFile as problem:
                refuse(problem)
            else:
                found.append(_Found(rule, file.name))
    return _without_clashes(found, sources, refuse)


def _files(folders: Sequence[Path]) -> Iterator[tuple[Path, str | None]]:
    """The rule files of each folder by name, with what to call them when they are the user's own."""
    for folder in (OWN, *folders):
        if folder.is_dir():
            for file in sorted(folder.iterdir()):
                # Systems leave files of their own behind, such as "._groen.toml".
                if file.suffix == ".toml" and not file.name.startswith("."):
                    yield file, None if folder == OWN else file.name


def _without_clashes(found: Sequence[_Found], sources: Mapping[str, str], refuse: Callable[[BadFile], None]) -> Rules:
    """These rules, of which the user's own have taken the place of those that they replace."""
    ours = {rule.key: rule for rule, _ in found if rule.origin is None}
    replaced: dict[str, Rule] = {}
    standing: list[_Found] = []
    for one in found:
        rule = one.rule
        if rule.replaces is not None:
            known = ours.get(rule.replaces)
            if known is None or known.kind is not rule.kind:
                refuse(
                    BadFile(
                        N_(
                            "The rule {rule} in {file} replaces {key}, which is no rule of doorstroom of the same kind."
                        ),
                        hint=N_("`doorstroom rules` lists the keys; leave out “replaces” to add a rule."),
                        rule=rule.key,
                        file=one.file,
                        key=rule.replaces,
                    )
                )
                continue
            replaced[known.key] = known
        standing.append(one)
    kept: list[_Found] = []
    families: dict[str, list[_Found]] = {}
    for one in standing:
        if one.rule.origin is None and one.rule.key in replaced:
            continue
        family = families.setdefault(one.rule.family, [])
        clash = next((other for other in family if _is_clash(one.rule, other.rule)), None)
        if clash is None:
            kept.append(one)
            family.append(one)
        else:
            refuse(_two_at_once(one, clash))
    return Rules([rule for rule, _ in kept], sources, replaced)


def _content(file: Path) -> dict[str, Any]:
    """What a file holds: ``read_on``, ``[sources]`` and any number of ``[[rule]]``, and nothing else."""
    try:
        content = tomllib.loads(_text(file))
    except (OSError, ValueError, RecursionError) as error:
        raise BadFile(
            N_("The rule file {file} cannot be read: {reason}."),
            hint=N_("Mend the file, or move it out of the folder with rules."),
            file=file.name,
            reason=getattr(error, "strerror", None) or str(error),
        ) from error
    content = {"read_on": None, "sources": {}, "rule": []} | content
    for key in content.keys() - {"read_on", "sources", "rule"}:
        raise _refusal(file, "", key, N_("“{key}” is not known at the top of the rule file {file}."))
    tables = [content["sources"], *content["rule"]] if isinstance(content["rule"], list) else [None]
    if not all(isinstance(table, dict) for table in tables):
        raise _refusal(file, "", "", N_("The rule file {file} needs one [sources] and a [[rule]] for each rule."))
    return content


def _text(file: Path) -> str:
    """The text of a rule file; BadFile for what nobody writes by hand, over which a reader of TOML takes for ever."""
    if file.is_file() and file.stat().st_size <= _MOST_BYTES:
        text = file.read_text(encoding="utf-8")
        if max(map(len, text.splitlines()), default=0) <= _LONGEST_LINE:
            return text
    raise BadFile(
        N_("The rule file {file} is no file with a few rules."),
        hint=N_("Mend the file, or move it out of the folder with rules."),
        file=file.name,
    )


def _rule(entry: dict[str, Any], file: Path, origin: str | None) -> Rule:
    """One ``[[rule]]`` as the class of its kind."""
    name = str(entry.get("key", ""))
    kind = str(entry.get("kind", ""))
    if not kind:
        raise _refusal(file, name, "kind", N_("The rule {rule} in {file} does not say its {key}."))
    if kind not in _KINDS:
        raise _refusal(file, name, kind, N_("The rule {rule} in {file} has a kind that is not known: {key}."))
    made = _COMPUTED.get(RuleKind(kind), InformationRule)
    expected = _EXPECTED[made]
    shown = _SHOWN_VALUES if made is InformationRule else set()
    given = {key: value for key, value in entry.items() if value is not None}
    for key in given.keys() - expected.keys() - shown:
        raise _refusal(file, name, key, N_("The rule {rule} in {file} has a key that is not known: {key}."))
    for key, field in expected.items():
        if field.default is MISSING and given.get(key, "") == "":
            raise _refusal(file, name, key, N_("The rule {rule} in {file} does not say its {key}."))
    checked = {key: _value(given[key], field, name, file) for key, field in expected.items() if key in given}
    if made is InformationRule:
        checked["values"] = {key: value for key, value in given.items() if key in shown}
    rule = made(**checked, origin=origin)
    if isinstance(rule, ChainDeviation) and not rule.numbers:
        raise _refusal(
            file, name, "", N_("The rule {rule} in {file} does not say its max_contracts, max_months or gap_months.")
        )
    if rule.effective_to and rule.effective_to < rule.effective_from:
        raise _refusal(file, name, "effective_to", N_("The rule {rule} in {file} ends before it begins."))
    return rule


def _value(value: Any, field: Field[Any], rule: str, file: Path) -> Any:
    """A value of the type that its field asks for."""
    for choice in _CHOICES.get(field.name, ()):
        if choice == value:
            return choice
    # The exact type: a moment is a date to Python, and true is a whole number.
    is_right = type(value) in (get_args(field.type) or (field.type,))
    if is_right and type(value) is int:
        is_right = (field.name in _AT_LEAST_ONE) <= value <= _MOST
    if is_right and field.name in ("key", "replaces"):
        is_right = _KEY.fullmatch(value) is not None
    if is_right:
        return value
    raise _refusal(file, rule, field.name, N_("The rule {rule} in {file} has a value that cannot be for {key}."))


def _is_clash(rule: Rule, other: Rule) -> bool:
    """A family says one thing on one day; a second rule with the same key is a copy that somebody forgot to change."""
    return rule.key == other.key or _overlap(rule, other)


def _two_at_once(one: _Found, other: _Found) -> BadFile:
    return TwoAtOnce(
        N_("The rules {rule} in {file} and {other} in {other_file} hold on the same day."),
        hint=N_("Give the older one a last day (effective_to), or another key to one of the two."),
        rule=one.rule.key,
        file=one.file,
        other=other.rule.key,
        other_file=other.file,
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
