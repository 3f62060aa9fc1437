"""What the reports have in common: shares, medians, the people behind a figure, and pictures of bars."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from doorstroom.choices import Choice, Kind
from doorstroom.i18n import N_
from doorstroom.report import Field, Report, Sentence


class Whole(Choice):
    """What stands in the place of a group."""

    ALL = "all", N_("everybody")
    UNKNOWN = "unknown", N_("unknown")


def named(group: str | Choice | None) -> str | Choice:
    """A group as it is shown: everybody together, or one whose name is not known."""
    if group is None:
        return Whole.ALL
    return group or Whole.UNKNOWN


class Somebody(Protocol):
    """Whoever can stand behind a figure."""

    @property
    def id(self) -> int:
        """The number in the file."""

    @property
    def name(self) -> str:
        """As people say it."""

    @property
    def sort_name(self) -> str:
        """In Dutch order."""

    @property
    def owner(self) -> str | None:
        """Who is responsible."""


class Member(NamedTuple):
    """Whoever or whatever stands behind a figure: which figure, of which group, who, since when."""

    figure: Choice | str
    group: str | Choice | None
    id: int
    name: str
    sort_name: str
    day: date | None = None
    employer: str | None = None
    owner: str | None = None
    kind: Kind = Kind.CANDIDATE

    @classmethod
    def of(
        cls,
        who: Somebody,
        figure: Choice | str,
        group: str | None,
        day: date | None = None,
        employer: str | None = None,
    ) -> "Member":
        """Somebody with what makes them count."""
        return cls(figure, group, who.id, who.name, who.sort_name, day, employer, who.owner)


MEMBER: tuple[Field[Member], ...] = (
    Field("figure", N_("Figure"), lambda one: one.figure),
    Field("group", N_("Group"), lambda one: one.group),
    Field("ref", N_("REF"), lambda one: one.kind.ref(one.id)),
    Field("name", N_("Name"), lambda one: one.name),
    Field("day", N_("Day"), lambda one: one.day),
    Field("employer", N_("Employer"), lambda one: one.employer),
    Field("owner", N_("Owner"), lambda one: one.owner, columns=100),
)


def members(title: Sentence, found: Iterable[Member], as_of: date) -> Report[Member]:
    """The people, employers and conversations behind the figures of a report."""
    rows = list(found)
    total = Sentence.counted("{n} line.", "{n} lines.", n=len(rows))
    return Report(title=title, fields=MEMBER, rows=rows, notes=(total,), about={"as_of": as_of})


def per_cent(part: int, whole: int) -> float | None:
    """A part of a whole in per cent, to one decimal, halves up; None of nothing."""
    return None if whole == 0 else (part * 2000 + whole) // (whole * 2) / 10


def median(numbers: Iterable[int]) -> float | None:
    """The middle one, or what lies between the middle two; None of none."""
    found = sorted(numbers)
    if not found:
        return None
    middle = (found[len(found) // 2] + found[(len(found) - 1) // 2]) / 2
    return int(middle) if middle == int(middle) else middle


def hidden_note(least: int, hidden: Sequence[object]) -> tuple[Sentence, ...]:
    """What is said of numbers that were left out."""
    if not hidden:
        return ()
    return (
        Sentence.of(N_("Numbers from 1 to {most}, and those that would give them away, are left out."), most=least - 1),
    )
