"""How many leave in each of the coming twelve months, at whom and with whom: so that a peak is seen coming."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from doorstroom.choices import Choice
from doorstroom.dates import add_months
from doorstroom.i18n import N_
from doorstroom.report import Bar, Field, Report, Sentence
from doorstroom.reports import Expiring, Leaving
from doorstroom.results import cells
from doorstroom.results.shape import Member, hidden_note, members, named

MONTHS = 12
WINDOW = 13  # a window of so many months from any day covers twelve calendar months


class By(Choice):
    """What the months are parted by."""

    EMPLOYER = "employer", N_("employer")
    OWNER = "owner", N_("owner")


class Month(NamedTuple):
    """A calendar month and who leaves in it, by employer and by owner; of this month only from the day asked on."""

    first_day: date
    leaving: int | None
    employers: Mapping[str, int]
    owners: Mapping[str, int]
    is_peak: bool

    @property
    def name(self) -> str:
        """``2026-12``."""
        return f"{self.first_day:%Y-%m}"


class Group(NamedTuple):
    """An employer or owner, and how many leave in each month; of everybody where the name is None."""

    name: str | None
    leaving: Mapping[date, int | None]

    @property
    def total(self) -> int | None:
        """How many in all; None when a month of it is hidden."""
        numbers = [number for number in self.leaving.values() if number is not None]
        return sum(numbers) if len(numbers) == len(self.leaving) else None


@dataclass(frozen=True, slots=True)
class Load:
    """Who leaves when."""

    as_of: date
    months: tuple[Month, ...]
    rows: tuple[Leaving, ...]


def load(answer: Expiring) -> Load:
    """The months ahead from the list of who must leave within ``WINDOW`` months."""
    as_of = answer.as_of
    days = [add_months(as_of.replace(day=1), number) for number in range(MONTHS + 1)]
    rows = [row for row in answer.rows if as_of <= row.leaves_on < days[-1]]
    counts = Counter(row.leaves_on.replace(day=1) for row in rows)
    most, average = max(counts.values(), default=0), len(rows) / MONTHS
    return Load(
        as_of,
        tuple(
            Month(
                first,
                counts[first],
                _sorted(row.job.employer_name for row in rows if row.leaves_on.replace(day=1) == first),
                _sorted(row.person.owner or "" for row in rows if row.leaves_on.replace(day=1) == first),
                counts[first] == most and most > average,
            )
            for first in days[:-1]
        ),
        tuple(rows),
    )


def _sorted(names: Iterator[str]) -> dict[str, int]:
    """How often each name occurs, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def report(answer: Load, *, min_cell: int = 0) -> Report[Month]:
    """The months as a report; numbers below ``min_cell`` are hidden."""
    kept_back = cells.hidden(_counts(answer), _sums(answer), min_cell)
    months = [_month(month, kept_back) for month in answer.months]
    return Report(
        title=_title(answer),
        fields=LOAD,
        rows=months,
        notes=(*_peaks(months), *hidden_note(min_cell, list(kept_back))),
        about={"as_of": answer.as_of, "peaks": [month.name for month in months if month.is_peak]},
        chart=[Bar(month.name, month.leaving or 0) for month in months],
        style=lambda month: "bold yellow" if month.is_peak else "",
    )


def _month(month: Month, kept_back: frozenset[object]) -> Month:
    """A month without what must be hidden."""
    first = month.first_day
    is_hidden = (first, None, None) in kept_back
    return month._replace(
        leaving=None if is_hidden else month.leaving,
        employers={n: c for n, c in month.employers.items() if (first, By.EMPLOYER, n) not in kept_back},
        owners={n: c for n, c in month.owners.items() if (first, By.OWNER, n) not in kept_back},
        is_peak=month.is_peak and not is_hidden,
    )


def report_by(answer: Load, by: By | None, *, min_cell: int = 0) -> Report[Any]:
    """The months as rows, or as columns beside each employer or owner."""
    return report(answer, min_cell=min_cell) if by is None else by_group(answer, by, min_cell=min_cell)


def by_group(answer: Load, by: By, *, min_cell: int = 0) -> Report[Group]:
    """The months as columns, a row for each employer or owner."""
    firsts = [month.first_day for month in answer.months]
    counts = _counts(answer)
    kept_back = cells.hidden(counts, _sums(answer), min_cell)
    totals = Counter({name: sum(counts.get((first, by, name), 0) for first in firsts) for name in _names(answer, by)})
    names: list[str | None] = [None, *(name for name, _ in sorted(totals.items(), key=lambda one: (-one[1], one[0])))]

    def number(first: date, name: str | None) -> int | None:
        key = (first, by if name is not None else None, name)
        return None if key in kept_back else counts.get(key, 0)

    months = [Field(f"{first:%Y-%m}", f"{first:%m-%Y}", _of_month(first)) for first in firsts]
    return Report(
        title=_title(answer),
        fields=(
            Field("group", by.label, lambda row: named(row.name)),
            *months,
            Field("total", N_("Total"), lambda row: row.total),
        ),
        rows=[Group(name, {first: number(first, name) for first in firsts}) for name in names],
        notes=hidden_note(min_cell, list(kept_back)),
        about={"as_of": answer.as_of, "by": by},
    )


def _of_month(first: date) -> Callable[[Group], int | None]:
    return lambda row: row.leaving[first]


def _names(answer: Load, by: By) -> set[str]:
    return {name for month in answer.months for name in (month.employers if by is By.EMPLOYER else month.owners)}


def _counts(answer: Load) -> dict[object, int]:
    counts: dict[object, int] = {}
    for month in answer.months:
        counts[month.first_day, None, None] = month.leaving or 0
        for by, names in ((By.EMPLOYER, month.employers), (By.OWNER, month.owners)):
            for name, count in names.items():
                counts[month.first_day, by, name] = count
    return counts


def _sums(answer: Load) -> Iterator[cells.Sum]:
    for month in answer.months:
        for by, names in ((By.EMPLOYER, month.employers), (By.OWNER, month.owners)):
            yield cells.Sum((month.first_day, None, None), tuple((month.first_day, by, name) for name in names))


def _peaks(months: list[Month]) -> Iterator[Sentence]:
    for month in months:
        if month.is_peak and month.leaving:
            fields = {"month": month.name, "n": month.leaving, "most": _most(month.employers)}
            yield Sentence(N_("Peak in {month}: {n} leave, most at {most}."), fields)


def _most(names: Mapping[str, int]) -> str | None:
    """The most frequent name with its number."""
    return next((f"{name} ({count})" for name, count in names.items() if name), None)


def _title(answer: Load) -> Sentence:
    return Sentence.of(N_("Leaving in each of the twelve months from {day}"), day=answer.as_of)


def list_of(answer: Load) -> Report[Member]:
    """Who leaves in which month."""
    found = [
        Member.of(row.person, f"{row.leaves_on:%Y-%m}", row.job.employer_name, row.leaves_on, row.job.employer_name)
        for row in answer.rows
    ]
    return members(_title(answer), found, answer.as_of)


LOAD: tuple[Field[Month], ...] = (
    Field("month", N_("Month"), lambda row: row.name, marked=True),
    Field("leaving", N_("Leaving"), lambda row: row.leaving, marked=True),
    Field("is_peak", N_("Peak"), lambda row: row.is_peak, table=False),
    Field("most_at", N_("Most at"), lambda row: _most(row.employers)),
    Field("most_with", N_("Most with"), lambda row: _most(row.owners)),
    Field("employers", N_("By employer"), lambda row: row.employers, table=False),
    Field("owners", N_("By owner"), lambda row: row.owners, table=False),
)
