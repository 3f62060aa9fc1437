"""Backups as a register: what each holds, and what going back to one would mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from doorstroom.i18n import N_
from doorstroom.report import Field, Report, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A backup: the name of its file, when it was made and before what, and how much is in it; None cannot be read."""

    name: str
    day: date
    time: str
    before: str | None
    people: int | None
    contracts: int | None
    size: int


COPY: tuple[Field[Copy], ...] = (
    Field("ref", N_("File"), lambda one: one.name),
    Field("day", N_("Made on"), lambda one: one.day),
    Field("time", N_("Time"), lambda one: one.time),
    Field("before", N_("Made before"), lambda one: one.before),
    Field("people", N_("People"), lambda one: one.people),
    Field("contracts", N_("Contracts"), lambda one: one.contracts),
    Field("size", N_("Size in bytes"), lambda one: one.size, table=False),
    Field("readable", N_("Can be read"), lambda one: one.people is not None),
)


def listing(found: Sequence[Copy], folder: object, kept: int) -> Report[Copy]:
    """The backups, the latest first."""
    return Report(
        title=Sentence.of(N_("Backups")),
        fields=COPY,
        rows=found,
        notes=(
            Sentence.counted("{n} backup in {folder}.", "{n} backups in {folder}.", n=len(found), folder=folder),
            Sentence.of(
                N_("Of those made by doorstroom itself the last {kept} are kept; yours stay until you delete them."),
                kept=kept,
            ),
        ),
    )


def going_back(
    *, backup: str, people: int, contracts: int, there: bool, now: tuple[int, int] | None, lost: Mapping[str, int]
) -> tuple[Sentence, ...]:
    """What restoring a backup would mean: what is in it, what there is now, and what would be lost."""
    said = [
        Sentence.of(
            N_("{backup} holds {people} and {contracts}."),
            backup=backup,
            people=_people(people),
            contracts=_contracts(contracts),
        )
    ]
    if not there:
        said.append(Sentence.of(N_("There is no caseload in its place now.")))
    elif now is None:
        said.append(Sentence.of(N_("What is there now cannot be read; a copy of it is kept as it is.")))
    else:
        registered, placed = now
        said.append(
            Sentence.of(
                N_("Now there are {people} and {contracts}."), people=_people(registered), contracts=_contracts(placed)
            )
        )
        said.append(_lost(lost))
    return tuple(said)


def stays_as(*, encrypted: bool) -> Sentence:
    """That a caseload stays encrypted, or not, when what comes back was otherwise."""
    if encrypted:
        return Sentence.of(N_("The backup is not encrypted; the caseload stays encrypted with its own key."))
    return Sentence.of(N_("The backup is encrypted; the caseload stays readable without a key."))


def _lost(lost: Mapping[str, int]) -> Sentence:
    if not lost:
        return Sentence.of(N_("Nothing was done since then that is not in it."))
    by = tuple(f"{who} {n}" for who, n in lost.items())
    return Sentence.counted(
        "{n} command that is not in it goes: {by}.",
        "{n} commands that are not in it go: {by}.",
        n=sum(lost.values()),
        by=by,
    )


def _people(n: int) -> Sentence:
    return Sentence.counted("{n} person", "{n} people", n=n)


def _contracts(n: int) -> Sentence:
    return Sentence.counted("{n} contract", "{n} contracts", n=n)
