"""Dated rules: what the law, a region or this tool says, from one day to another, each with its source.

The rules themselves are data, in the ``*.toml`` files beside this module; ``load`` reads and checks them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from doorstroom import RULES
from doorstroom.choices import Choice
from doorstroom.errors import Ambiguous, NotFound
from doorstroom.i18n import N_
from doorstroom.names import fold
from doorstroom.report import Bilingual

# Raised in ``doorstroom/__init__.py`` whenever a rule file changes, or what ``limits`` makes of the rules.
VERSION = RULES


class Status(Choice):
    """What gives a rule its force, or keeps it from having any."""

    IN_FORCE = "in_force", N_("in force")
    ADOPTED = "adopted_not_in_force", N_("adopted, not in force")
    REPEALED = "repealed", N_("repealed")
    POLICY = "policy", N_("an employer's own choice")
    REGIONAL = "regional", N_("set by a region")
    PRODUCT = "product", N_("a choice of this tool")


class RuleKind(Choice):
    """What a rule is about; the kinds of which one is in force decide what is computed with it."""

    CHAIN = "chain", N_("chain rule")
    CHAIN_DEVIATION = "chain_deviation", N_("collective agreement on the chain")
    CHAIN_EXCEPTION = "chain_exception", N_("exception to the chain")
    CHAIN_EXCLUSION = "chain_exclusion", N_("not counted in the chain")
    CHAIN_NOTE = "chain_note", N_("note on the chain")
    EMPLOYER_POLICY = "employer_policy", N_("employer's own limit")
    NOTICE = "notice", N_("notice")
    CONTINUATION = "continuation", N_("silent continuation")
    COMPENSATION = "compensation", N_("compensation")
    DEADLINE = "deadline", N_("deadline")
    INSURANCE = "insurance", N_("insurance")
    PLACEMENT = "placement", N_("placement")
    PRIVACY = "privacy", N_("privacy")
    REGISTER = "register", N_("register")
    SIGNAL = "signal", N_("signal")
    SOCIAL_RETURN = "social_return", N_("social return")
    SUBSIDY = "subsidy", N_("wage subsidy")
    SUPPORT = "support", N_("support")
    TAX_CREDIT = "tax_credit", N_("wage-cost credit")
    TRIAL_PLACEMENT = "trial_placement", N_("trial placement")


class Reading(Choice):
    """How near to the text of the rule its description was made."""

    PRIMARY = "primary", N_("the text itself was read")
    SECONDARY = "secondary", N_("others about the text were read")
    NONE = "none", N_("general knowledge")


class Confidence(Choice):
    """How sure it is that the rule says what stands here."""

    HIGH = "high", N_("high")
    MEDIUM = "medium", N_("medium")
    LOW = "low", N_("low")


# Rules are told apart by their key and read once, so the classes leave off what would compare and print them: of all that
# a change loads they took the longest to make.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One rule with the days on which it holds, both included, and where it was found.

    ``effective_from_exact`` is false when the rule was verified for that day but may be older. ``read_on`` is the day
    on which the source was last looked at. ``replaces`` is the key of the rule of doorstroom that a user's own rule takes
    the place of, and ``origin`` the name of the user's file that it stands in. ``information`` marks a rule that is there to
    be read: nothing is computed with it.
    """

    key: str
    kind: RuleKind
    name_nl: str
    name_en: str
    condition_nl: str | None = None
    condition_en: str | None = None
    effective_from: date
    effective_from_exact: bool = True
    effective_to: date | None = None
    enabled: bool = True
    information: bool = False
    status: Status
    source: str
    read: Reading
    confidence: Confidence
    read_on: date
    replaces: str | None = None
    origin: str | None = None

    @property
    def name(self) -> Bilingual:
        """What people call it."""
        return Bilingual(self.name_en, self.name_nl)

    @property
    def condition(self) -> Bilingual | None:
        """When it holds, beyond the days; None when it always does."""
        if self.condition_en is None or self.condition_nl is None:
            return None
        return Bilingual(self.condition_en, self.condition_nl)

    @property
    def numbers(self) -> Mapping[str, object]:
        """The numbers that it sets, by name, without those that it leaves open."""
        own = [field.name for field in fields(self) if field.name not in _OF_EVERY_RULE]
        return {name: value for name in own if (value := getattr(self, name)) is not None}

    @property
    def family(self) -> str:
        """The key without its year: the rules of a family follow each other in time."""
        family, _, year = self.key.rpartition(".")
        return family if family and year.isdecimal() else self.key

    @property
    def is_announced(self) -> bool:
        """Whether it is known but never used: adopted and not yet in force, or switched off."""
        return self.status is Status.ADOPTED or not self.enabled

    @property
    def is_by_agreement(self) -> bool:
        """Whether its numbers are those of a collective agreement."""
        return self.kind is RuleKind.CHAIN_DEVIATION

    @property
    def since(self) -> date:
        """The first day on which it is taken to hold: a first day that is not exact has no beginning."""
        return self.effective_from if self.effective_from_exact else date.min

    @property
    def until(self) -> date:
        """The last day on which it holds, as far as is known."""
        return self.effective_to or date.max


_OF_EVERY_RULE = frozenset(field.name for field in fields(Rule))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ChainRule(Rule):
    """How many contracts, over how many months, may follow each other before the last is permanent (BW 7:668a).

    ``gap_months`` is the longest time between two contracts that keeps the chain whole. From ``ask_from_age`` on, in
    years, the person's own day of state pension must be known to choose the rule.
    """

    max_contracts: int
    max_months: int
    gap_months: int
    gap_months_students: int | None = None
    ask_from_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ChainDeviation(Rule):
    """Other numbers for the chain that a collective agreement may set, for the employers that are said to go by it."""

    max_contracts: int | None = None
    max_months: int | None = None
    gap_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ChainException(Rule):
    """A last contract of at most so many months that does not become permanent although the chain is too long."""

    duration_months: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ChainExclusion(Rule):
    """Contracts that do not count in the chain; ages in years, hours a week on average."""

    max_age_exclusive: int | None = None
    max_hours_per_week: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class EmployerPolicy(Rule):
    """The maximum that an employer is known to choose; the one that counts stands with each employer."""

    duration_months: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NoticeRule(Rule):
    """How long before its end an employer must say whether a contract goes on (BW 7:668)."""

    notice_months: int
    min_contract_months: int
    penalty_months_wage: int
    weekend_shift: bool
    requires_calendar_end_date: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ContinuationRule(Rule):
    """How long a contract goes on at most when it is continued without a word (BW 7:668(4))."""

    max_duration_months: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class InformationRule(Rule):
    """A rule whose numbers, ``values`` by name, suggest days and amounts or are only read; leave dates never need it."""

    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def numbers(self) -> Mapping[str, object]:
        """The numbers that it sets, by name."""
        return self.values


class NoRule(NotFound):
    """No rule of this name is known, or none is in force on the day asked."""

    code = "no_rule"

    def __init__(self, name: str, day: date | None = None, *, hint: str = "", **fields: object) -> None:
        message = N_("There is no rule {name}.") if day is None else N_("No rule {name} is in force on {day}.")
        hint = hint or N_("`doorstroom rules` lists the rules, `doorstroom rules show KEY` tells about one.")
        super().__init__(message, hint=hint, name=name, day=day, **fields)


AnyRule = TypeVar("AnyRule", bound=Rule)


class Rules:
    """All known rules, by key and by family.

    ``replaced`` are the rules of doorstroom that gave way to rules of the user's own, by key.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        sources: Mapping[str, str] | None = None,
        replaced: Mapping[str, Rule] | None = None,
    ) -> None:
        self._rules = tuple(rules)
        self.sources = dict(sources or {})
        self.replaced = dict(replaced or {})
        named: dict[str, list[Rule]] = {}
        # The newest first, so that one whose first day is not exact does not stand in for its successor.
        for rule in sorted(self._rules, key=lambda rule: rule.effective_from, reverse=True):
            for name in {rule.key, rule.family}:
                named.setdefault(name, []).append(rule)
        self._named = named
        self._announced = {name: tuple(rule for rule in rules if rule.is_announced) for name, rules in named.items()}
        # These are asked for a hundred thousand times.
        self._spans = {
            name: [(rule.since, rule.until, rule) for rule in rules if not rule.is_announced]
            for name, rules in named.items()
        }
        self._histories: dict[tuple[str, type[Rule]], tuple[Any, ...]] = {}

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def in_force(self, name: str, day: date) -> Rule:
        """The rule with this key, or of this family, that holds on a day; raises NoRule when there is none."""
        found = self.find(name, day, Rule)
        if found is None:
            raise NoRule(name, day if name in self._spans else None)
        return found

    def find(self, name: str, day: date, kind: type[AnyRule]) -> AnyRule | None:
        """The rule of this key or family and kind that holds on a day, if any."""
        for since, until, rule in self._spans.get(name, ()):
            if since <= day <= until and isinstance(rule, kind):
                return rule
        return None

    def history(self, family: str, kind: type[AnyRule]) -> tuple[AnyRule, ...]:
        """The rules of a family that hold or have held, oldest first; raises NoRule for a name that is not known."""
        if family not in self._spans:
            raise NoRule(family)
        if (family, kind) not in self._histories:
            self._histories[family, kind] = tuple(
                rule for _, _, rule in reversed(self._spans[family]) if isinstance(rule, kind)
            )
        return self._histories[family, kind]

    def deviations(self, name: str) -> tuple[ChainDeviation, ...]:
        """What a collective agreement says of the chain, oldest first; nothing for one that is not known."""
        return self.history(name, ChainDeviation) if name in self._spans else ()

    def family_of(self, rule: Rule) -> tuple[Rule, ...]:
        """Every rule of the same family, those that are only announced too, by first day."""
        return tuple(sorted(self._named[rule.family], key=lambda one: (one.since, one.effective_from)))

    def families(self) -> Iterator[tuple[Rule, ...]]:
        """Every family, each by first day."""
        for family in dict.fromkeys(rule.family for rule in self._rules):
            yield self.family_of(self._named[family][0])

    def called(self, text: str, day: date) -> Rule:
        """The one rule that a key, a family or part of a name means: of a family the rule of that day, else its latest.

        Raises NoRule when nothing fits and Ambiguous when several families do.
        """
        if found := self._named.get(text):
            by_key = next((rule for rule in found if rule.key == text and rule.family != text), None)
            return by_key or self._of_day(found, day)
        wanted = fold(text)
        near = [
            rule for rule in self._rules if any(wanted in fold(one) for one in (rule.key, rule.name_nl, rule.name_en))
        ]
        families = dict.fromkeys(rule.family for rule in near)
        if not wanted or not near:
            raise NoRule(text)
        if len(families) > 1:
            raise Ambiguous(
                N_("“{text}” fits several rules."), hint=N_("Name one: {keys}."), text=text, keys=tuple(families)
            )
        return near[0] if len(near) == 1 else self._of_day(near, day)

    @staticmethod
    def _of_day(rules: Iterable[Rule], day: date) -> Rule:
        """The rule that holds on a day, else the latest that is used at all, else the latest."""
        return max(
            rules,
            key=lambda rule: (
                rule.since <= day <= rule.until and not rule.is_announced,
                not rule.is_announced,
                rule.effective_from,
            ),
        )

    def on(self, day: date) -> tuple[Rule, ...]:
        """Every rule that holds on a day, in the order of the files."""
        return tuple(rule for rule in self._rules if rule.since <= day <= rule.until and not rule.is_announced)

    def announced(self, family: str | None = None) -> tuple[Rule, ...]:
        """The rules, all or of one family, that are known but not used yet."""
        if family is None:
            return tuple(rule for rule in self._rules if rule.is_announced)
        return self._announced.get(family, ())

    def sources_of(self, rule: Rule) -> tuple[str, ...]:
        """The full titles behind the short names in a rule's source."""
        words = {word.strip("();,.") for word in rule.source.split()}
        return tuple(title for name, title in self.sources.items() if name in words)
