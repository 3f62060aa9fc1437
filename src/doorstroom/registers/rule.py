"""Rules as a list, as a record, and what needs looking at in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doorstroom.i18n import N_
from doorstroom.registers import Part, part
from doorstroom.report import Field, Report, Sentence
from doorstroom.rules import Rule, Rules
from doorstroom.rules.review import RuleFinding


@dataclass(frozen=True, slots=True)
class Sourced:
    """A rule with the full titles of its sources."""

    rule: Rule
    titles: tuple[str, ...]


# What is no part of the record on a screen is told below it in sentences.
RULE: tuple[Field[Sourced], ...] = (
    Field("ref", N_("Rule"), lambda one: one.rule.key),
    Field("name", N_("What it says"), lambda one: one.rule.name),
    Field("kind", N_("Kind"), lambda one: one.rule.kind, table=False),
    Field("effective_from", N_("From"), lambda one: one.rule.effective_from),
    Field(
        "effective_from_exact",
        N_("First day is exact"),
        lambda one: one.rule.effective_from_exact,
        table=False,
        record=False,
    ),
    Field("effective_to", N_("To"), lambda one: one.rule.effective_to, columns=100),
    Field("status", N_("Status"), lambda one: one.rule.status, columns=120),
    Field("enabled", N_("Switched on"), lambda one: one.rule.enabled, table=False, record=False),
    Field("information", N_("To be read only"), lambda one: one.rule.information, table=False, record=False),
    Field("condition", N_("Holds when"), lambda one: one.rule.condition, table=False, record=False),
    Field("source", N_("Source"), lambda one: one.rule.source, columns=100),
    Field("titles", N_("Full source"), lambda one: one.titles, table=False, record=False),
    Field("read", N_("How it was read"), lambda one: one.rule.read, table=False),
    Field("read_on", N_("Last read on"), lambda one: one.rule.read_on, columns=140),
    Field("confidence", N_("How sure"), lambda one: one.rule.confidence, columns=140),
    Field("numbers", N_("Numbers"), lambda one: dict(one.rule.numbers), table=False, record=False),
    Field("origin", N_("Own file"), lambda one: one.rule.origin, record=False),
    Field("replaces", N_("Takes the place of"), lambda one: one.rule.replaces, table=False, record=False),
)

_HISTORY: tuple[Field[Rule], ...] = (
    Field("ref", N_("Rule"), lambda rule: rule.key),
    Field("name", N_("What it says"), lambda rule: rule.name),
    Field("effective_from", N_("From"), lambda rule: rule.effective_from),
    Field("effective_to", N_("To"), lambda rule: rule.effective_to),
    Field("status", N_("Status"), lambda rule: rule.status),
)

_FINDING: tuple[Field[RuleFinding], ...] = (
    Field("ref", N_("Rule"), lambda one: one.ref),
    Field("code", N_("Code"), lambda one: one.code),
    Field("what", N_("What"), lambda one: one.what),
    Field("mend", N_("What to do"), lambda one: one.mend),
)


def sourced(rule: Rule, rules: Rules) -> Sourced:
    """A rule with the titles behind the short names of its sources."""
    return Sourced(rule, rules.sources_of(rule))


def in_force(rules: Rules, day: date, own: str) -> Report[Sourced]:
    """The rules that hold on a day; ``own`` is the folder for those of the user's own."""
    found = rules.on(day)
    notes = [Sentence.counted("{n} rule holds on {day}.", "{n} rules hold on {day}.", n=len(found), day=day)]
    if announced := rules.announced():
        notes.append(
            Sentence.counted(
                "{n} rule is known and not counted with: {keys}.",
                "{n} rules are known and not counted with: {keys}.",
                n=len(announced),
                keys=tuple(rule.key for rule in announced),
            )
        )
    count = sum(rule.origin is not None for rule in found)
    notes.append(
        Sentence.counted(
            "{n} of them is your own, from {folder}.", "{n} of them are your own, from {folder}.", n=count, folder=own
        )
        if count
        else Sentence.of(N_("Rules of your own go into {folder}."), folder=own)
    )
    return Report(
        title=Sentence.of(N_("Rules on {day}"), day=day),
        fields=RULE,
        rows=[sourced(rule, rules) for rule in found],
        notes=notes,
    )


def history(rule: Rule, rules: Rules) -> Part[Rule]:
    """What came before and after a rule, this one in between; with nothing else, nothing."""
    family = rules.family_of(rule)
    replaced = [rules.replaced[one.replaces] for one in family if one.replaces]
    others = [*family, *(one for one in replaced if one.key not in {other.key for other in family})]
    return part("history", N_("Before and after"), _HISTORY, others if len(others) > 1 else [])


def findings(found: Sequence[RuleFinding]) -> Report[RuleFinding]:
    """What needs looking at in the rules, as a report."""
    total = Sentence.counted("{n} thing to look at.", "{n} things to look at.", n=len(found))
    return Report(title=Sentence.of(N_("Rules to look at")), fields=_FINDING, rows=found, notes=(total,))
