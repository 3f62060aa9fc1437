"""How long the file of somebody is kept after it is closed: by class, a choice of the organisation, never a default."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from doorstroom.choices import Choice, Kind
from doorstroom.dates import add_months
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model.choices import ClosingReason


class Class(Choice):
    """What sort of file it is that was closed; each has its own period, kept in the setting of this name."""

    PLACED = "retention-closed", N_("closed after work")
    UNPLACED = "retention-unplaced", N_("closed without any work")
    MISTAKE = "retention-mistake", N_("entered by mistake")


@dataclass(frozen=True, slots=True)
class Period:
    """So many months after the last day, and where that was laid down; without a source it is a choice of the house."""

    months: int
    source: str = ""

    @classmethod
    def of(cls, text: str) -> "Period":
        """The period that a setting holds: "24" or "120 Selectielijst 2020"; BadInput for anything else."""
        number, _, source = text.strip().partition(" ")
        if not re.fullmatch(r"\d{1,3}", number, re.ASCII) or not 1 <= int(number) <= 600:
            raise BadInput(
                N_("{text} is no number of months to keep a file."),
                hint=N_("Give 1 to 600 months, with where that was laid down: “120 Selectielijst 2020, 9.2”."),
                text=text or "''",
            )
        return cls(int(number), source.strip())

    def __str__(self) -> str:
        return f"{self.months} {self.source}".strip()


def periods_in(settings: Mapping[str, str]) -> dict[Class, Period]:
    """The periods that a caseload keeps among its settings, by class."""
    return {kind: Period.of(settings[kind]) for kind in Class if kind in settings}


@dataclass(frozen=True, slots=True)
class Closed:
    """Somebody whose case is closed, as far as it matters for keeping the file."""

    id: int
    name: str
    sort_name: str
    closed_on: date
    reason: ClosingReason | None
    contracts: int
    last_day: date | None
    owner: str | None = None
    coach: str | None = None

    @property
    def ref(self) -> str:
        """``K12``."""
        return Kind.CANDIDATE.ref(self.id)

    @property
    def kind(self) -> Class:
        """The class of this file."""
        if self.reason is ClosingReason.BY_MISTAKE:
            return Class.MISTAKE
        return Class.PLACED if self.contracts else Class.UNPLACED

    @property
    def since(self) -> date:
        """The day from which the period counts: the last day of work, or the day of closing when that is later."""
        return max(self.closed_on, self.last_day or self.closed_on)


@dataclass(frozen=True, slots=True)
class Kept:
    """A closed file, with the last day on which it may be kept; None while no period was set for its class."""

    closed: Closed
    until: date | None
    period: Period | None

    def is_due(self, day: date) -> bool:
        """Whether it may not be kept any more on this day."""
        return self.until is not None and self.until < day


@dataclass(frozen=True, slots=True)
class Retention:
    """Every closed file on a day, the longest closed first, and the period of each class that has one."""

    as_of: date
    files: Sequence[Kept]
    periods: Mapping[Class, Period]

    @property
    def due(self) -> list[Kept]:
        """What may not be kept any more."""
        return [one for one in self.files if one.is_due(self.as_of)]


def kept_until(closed: Closed, periods: Mapping[Class, Period]) -> Kept:
    """Until when the file of somebody may be kept; what may be kept until a day may be kept on that day."""
    period = periods.get(closed.kind)
    return Kept(closed, add_months(closed.since, period.months) if period else None, period)


def retention(closed: Iterable[Closed], periods: Mapping[Class, Period], as_of: date) -> Retention:
    """Until when each closed file may be kept."""
    files = [kept_until(one, periods) for one in closed if one.closed_on <= as_of]
    return Retention(as_of, sorted(files, key=lambda kept: (kept.closed.since, kept.closed.sort_name)), periods)
