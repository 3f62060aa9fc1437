"""Whether the rules are still true: what to read again, what is announced, and where days are left open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from doorstroom.dates import DAY, add_months
from doorstroom.errors import BadFile
from doorstroom.i18n import N_
from doorstroom.report import Sentence
from doorstroom.rules import ChainDeviation, Rule, Rules, Status

READ_AGAIN_AFTER = 12
"""In months: so long after it was read a source is to be read again."""

# What the law leaves to a collective agreement.
_EXTENSION, _SEASONAL_GAP = "chain.cao_extension", "chain.cao_seasonal_gap"


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """Something about a rule that needs looking at: which rule, what, and what to do."""

    ref: str
    code: str
    what: Sentence
    mend: Sentence
    is_refused: bool = False


def review(rules: Rules, refused: Sequence[BadFile], day: date) -> list[RuleFinding]:
    """Everything that needs looking at on a day, the worst first; ``refused`` is what could not be loaded at all."""
    return [
        *(_refused(problem) for problem in refused),
        *_gaps(rules),
        *_too_far(rules, day),
        *_announced(rules, day),
        *_stale(rules, day),
    ]


def exit_code(findings: Sequence[RuleFinding]) -> int:
    """0 when all is well, 5 when something was refused, 6 for what only needs looking at: as ``check`` has it."""
    if not findings:
        return 0
    return 5 if any(finding.is_refused for finding in findings) else 6


def _refused(problem: BadFile) -> RuleFinding:
    return RuleFinding(
        str(problem.fields.get("rule") or problem.fields.get("file", "")),
        problem.code.replace("_", "-"),
        Sentence(problem.message, problem.fields),
        Sentence(problem.hint, problem.fields),
        is_refused=True,
    )


def _gaps(rules: Rules) -> Iterator[RuleFinding]:
    """Days between two rules of a family on which none holds."""
    for family in rules.families():
        for before, after in pairwise(rule for rule in family if not rule.is_announced):
            if before.until < after.since - DAY:
                yield RuleFinding(
                    after.key,
                    "gap",
                    Sentence.of(
                        N_("From {first} up to and including {last} no rule {family} holds."),
                        first=before.until + DAY,
                        last=after.since - DAY,
                        family=after.family,
                    ),
                    Sentence.of(
                        N_("Give {before} another last day or {after} another first day, or add what held in between."),
                        before=before.key,
                        after=after.key,
                    ),
                )


def _too_far(rules: Rules, day: date) -> Iterator[RuleFinding]:
    """Collective agreements that say more than the law leaves to them."""
    extension = rules.find(_EXTENSION, day, ChainDeviation)
    seasonal = rules.find(_SEASONAL_GAP, day, ChainDeviation)
    for rule in rules.on(day):
        if not isinstance(rule, ChainDeviation) or rule.origin is None:
            continue
        if extension and (
            (rule.max_contracts or 0) > (extension.max_contracts or 0)
            or (rule.max_months or 0) > (extension.max_months or 0)
        ):
            yield _beyond(rule, extension)
        if rule.gap_months is not None and seasonal and rule.gap_months < (seasonal.gap_months or 0):
            yield _beyond(rule, seasonal)


def _beyond(rule: Rule, law: Rule) -> RuleFinding:
    return RuleFinding(
        rule.key,
        "too-far",
        Sentence.of(N_("It goes further than the law leaves to a collective agreement ({source})."), source=law.source),
        Sentence.of(
            N_("Look at {source} and at {law} once more, and correct {file}."),
            source=rule.source,
            law=law.key,
            file=rule.origin,
        ),
    )


def _announced(rules: Rules, day: date) -> Iterator[RuleFinding]:
    """Rules that are known and not counted with."""
    for rule in rules.announced():
        text = N_("It is to hold from {day} and is not counted with yet ({status}).")
        if rule.effective_from <= day:
            text = N_("It was to hold from {day} and is still not counted with ({status}).")
        if rule.origin:
            mend = Sentence.of(
                N_("When it holds, take “enabled = false” out of {file} and give its status and last reading."),
                file=rule.origin,
            )
        else:
            mend = Sentence.of(
                N_(
                    "Read the law when it is final and update doorstroom; a rule of your own that replaces {key} goes before."
                ),
                key=rule.key,
            )
        status = rule.status if rule.status is Status.ADOPTED else Sentence.of(N_("switched off"))
        yield RuleFinding(rule.key, "announced", Sentence.of(text, day=rule.effective_from, status=status), mend)


def _stale(rules: Rules, day: date) -> Iterator[RuleFinding]:
    """Rules that still count and whose source was not read again for a year."""
    for rule in rules:
        if rule.until < day or add_months(rule.read_on, READ_AGAIN_AFTER) >= day:
            continue
        if rule.origin:
            mend = Sentence.of(N_("Read it again and put the day into {file} as read_on."), file=rule.origin)
        else:
            mend = Sentence.of(
                N_(
                    "Read it again and update doorstroom; when it says something else, a rule of your own can replace {key}."
                ),
                key=rule.key,
            )
        what = Sentence.of(N_("Its source was last read on {day}: {source}."), day=rule.read_on, source=rule.source)
        yield RuleFinding(rule.key, "not-read-again", what, mend)
