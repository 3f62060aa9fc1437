"""A person's contracts as a picture over the months, in plain characters: what is past, what is to come, and the limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from doorstroom.choices import Choice
from doorstroom.dates import add_months
from doorstroom.i18n import N_
from doorstroom.lines import lines
from doorstroom.model import Placement
from doorstroom.reports import Person


class Sign(Choice):
    """What can be marked on the line of days."""

    TODAY = "today", N_("day asked")
    LEAVES = "leaves", N_("leaves on")
    POLICY = "policy", N_("employer's own limit")
    CHAIN = "chain", N_("chain limit")


class Bar(NamedTuple):
    """A contract: what it is called and its days, both included; no last day when it goes on."""

    label: str
    first_day: date
    last_day: date | None


class Mark(NamedTuple):
    """A day that matters."""

    sign: Sign
    day: date


@dataclass(frozen=True, slots=True)
class Picture:
    """The contracts and marks of a person, seen from a day."""

    bars: Sequence[Bar]
    marks: Sequence[Mark]
    as_of: date


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters to draw with."""

    past: str
    ahead: str
    onward: str
    axis: str
    year: str
    signs: Mapping[Sign, str]


FINE = Glyphs("█", "░", "→", "─", "┬", {Sign.TODAY: "│", Sign.LEAVES: "●", Sign.POLICY: "▲", Sign.CHAIN: "◆"})
PLAIN = Glyphs("=", "-", ">", "-", "+", {Sign.TODAY: "|", Sign.LEAVES: "o", Sign.POLICY: "^", Sign.CHAIN: "*"})

_LABEL_AT_MOST = 24


def picture(person: Person, placements: Sequence[Placement], as_of: date) -> Picture:
    """The contracts of a person with the day asked, the day of leaving and the limits of that line's last job."""
    bars = [
        Bar(f"{one.contract.ref} {one.employer}", one.contract.starts_on, one.contract.last_day) for one in placements
    ]
    marks = [Mark(Sign.TODAY, as_of)]
    if found := lines(person.jobs, as_of):
        job = found[0].last
        days = (Sign.LEAVES, found[0].leaves_on), (Sign.POLICY, job.policy_until), (Sign.CHAIN, job.chain_until)
        marks += [Mark(sign, day) for sign, day in days if day is not None]
    return Picture(bars, marks, as_of)


def draw(picture: Picture, *, width: int, glyphs: Glyphs) -> list[str]:
    """Lines of text at most ``width`` wide: years, a line for each contract, and below them the marks; none without bars.

    A bar covers at least one column, so that a contract of a week is seen too.
    """
    bars, marks, as_of = picture.bars, picture.marks, picture.as_of
    if not bars:
        return []
    days = [
        as_of,
        *(bar.first_day for bar in bars),
        *(bar.last_day for bar in bars if bar.last_day),
        *(m.day for m in marks),
    ]
    first = min(days).replace(day=1)
    after = add_months(max(days).replace(day=1), 2)
    labels = [_shortened(bar.label) for bar in bars]
    margin = max(len(label) for label in labels) + 2
    scale = _Scale(first, after, max(width - margin, 12))
    blank = " " * margin
    return [
        (blank + scale.years()).rstrip(),
        blank + scale.axis(glyphs),
        *(label.ljust(margin) + scale.bar(bar, as_of, glyphs) for label, bar in zip(labels, bars, strict=True)),
        (blank + scale.marks(marks, glyphs)).rstrip(),
    ]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days onto columns, from ``first`` up to but not including ``after``."""

    first: date
    after: date
    columns: int

    def column(self, day: date) -> int:
        """Where a day lies."""
        return (day - self.first).days * self.columns // (self.after - self.first).days

    def _year_columns(self) -> list[tuple[int, int]]:
        starts = [self.first, *(date(year, 1, 1) for year in range(self.first.year + 1, self.after.year + 1))]
        return [(start.year, self.column(start)) for start in starts if start < self.after]

    def years(self) -> str:
        """The years, each above its first column where there is room for it."""
        line = ""
        for year, column in self._year_columns():
            if len(line) <= column <= self.columns - len("2026"):
                line = line.ljust(column) + f"{year} "
        return line

    def axis(self, glyphs: Glyphs) -> str:
        """A line with a notch where each year begins."""
        notches = {column for _, column in self._year_columns()}
        return "".join(glyphs.year if column in notches else glyphs.axis for column in range(self.columns))

    def bar(self, bar: Bar, as_of: date, glyphs: Glyphs) -> str:
        """A contract: what is past and what is to come drawn differently."""
        begin = self.column(bar.first_day)
        end = self.columns - 1 if bar.last_day is None else max(begin, self.column(bar.last_day))
        today = self.column(as_of)
        line = "".join(glyphs.past if column <= today else glyphs.ahead for column in range(begin, end + 1))
        if bar.last_day is None:
            line = line[:-1] + glyphs.onward
        return " " * begin + line

    def marks(self, marks: Sequence[Mark], glyphs: Glyphs) -> str:
        """The signs under their days; one that would hide another moves to the nearest free column."""
        line = [" "] * self.columns
        for mark in sorted(marks, key=lambda mark: mark.day):
            wanted = self.column(mark.day)
            free = [column for column in reversed(range(self.columns)) if line[column] == " "]
            line[min(free, key=lambda column: abs(column - wanted))] = glyphs.signs[mark.sign]
        return "".join(line)


def _shortened(label: str) -> str:
    return label if len(label) <= _LABEL_AT_MOST else label[: _LABEL_AT_MOST - 1] + "."
