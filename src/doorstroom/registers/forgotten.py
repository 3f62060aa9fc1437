"""What goes and what stays when somebody is forgotten, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.report import Section, Sentence

# How so many records of each table are called.
_COUNTED: Mapping[str, Callable[[int], Sentence]] = {
    "contract": lambda n: Sentence.counted("{n} contract", "{n} contracts", n=n),
    "milestone": lambda n: Sentence.counted("{n} milestone", "{n} milestones", n=n),
    "contact": lambda n: Sentence.counted("{n} note", "{n} notes", n=n),
    "step": lambda n: Sentence.counted("{n} step", "{n} steps", n=n),
    "proposal": lambda n: Sentence.counted("{n} proposal", "{n} proposals", n=n),
    "support": lambda n: Sentence.counted("{n} scheme", "{n} schemes", n=n),
    "workplace": lambda n: Sentence.counted("{n} workplace", "{n} workplaces", n=n),
    "outcome": lambda n: Sentence.counted("{n} outcome", "{n} outcomes", n=n),
    "agenda_item": lambda n: Sentence.counted("{n} item of an agenda", "{n} items of agendas", n=n),
    "not_same": lambda n: Sentence.counted("{n} “not the same”", "{n} × “not the same”", n=n),
}


@dataclass(frozen=True, slots=True)
class Erasure:
    """What forgetting somebody takes away and leaves: counts by table, and how many changes lose their words."""

    candidate: Candidate
    is_running: bool
    kept: Mapping[str, int]
    removed: Mapping[str, int]
    changes: int
    mentioned_in: Sequence[str]

    @property
    def is_open(self) -> bool:
        """Whether the case was not closed."""
        return self.candidate.closed_on is None


def preview(erasure: Erasure) -> Section:
    """What will happen to one person, to be read before saying yes."""
    who = erasure.candidate
    said = [
        Sentence.of(N_("Goes: the name, all personal details and all words that were written about this person.")),
        Sentence.counted(
            "Goes from the history: what {n} change said. It cannot be undone.",
            "Goes from the history: what {n} changes said. It cannot be undone.",
            n=erasure.changes,
        ),
        Sentence.of(N_("Stays, without a name, so that figures of the past hold: {kept}."), kept=_counts(erasure.kept)),
    ]
    if erasure.removed:
        said.append(Sentence.of(N_("Goes entirely: {removed}."), removed=_counts(erasure.removed)))
    if erasure.mentioned_in:
        said.append(
            Sentence.of(
                N_("The name stands in texts of others too, which you must look at yourself: {refs}."),
                refs=tuple(erasure.mentioned_in),
            )
        )
    return Section(Sentence.of(N_("{ref} {name}"), ref=who.ref, name=who.name), said)


def done(erasures: Sequence[Erasure]) -> Sentence:
    """What was done."""
    return Sentence.counted(
        "Forgotten: {refs}.",
        "{n} people forgotten: {refs}.",
        n=len(erasures),
        refs=tuple(erasure.candidate.ref for erasure in erasures),
    )


def left(backups: Sequence[str], exports: int) -> tuple[Sentence, ...]:
    """Where else they may still be found."""
    said = []
    if backups:
        said.append(
            Sentence.counted(
                "Still in {n} backup: {files}. Delete it, or forget again after going back to it.",
                "Still in {n} backups: {files}. Delete them, or forget again after going back to one.",
                n=len(backups),
                files=tuple(backups),
            )
        )
    if exports:
        said.append(
            Sentence.counted(
                "{n} list was exported since they came; delete what you have of it, and tell who got it.",
                "{n} lists were exported since they came; delete what you have of them, and tell who got them.",
                n=exports,
            )
        )
    return tuple(said)


def record(erasure: Erasure) -> dict[str, object]:
    """What was done to one person, for programs."""
    return {
        "ref": erasure.candidate.ref,
        "kept": dict(erasure.kept),
        "removed": dict(erasure.removed),
        "changes_erased": erasure.changes,
        "mentioned_in": list(erasure.mentioned_in),
    }


def _counts(counts: Mapping[str, int]) -> tuple[Sentence, ...]:
    return tuple(
        _COUNTED[table](n) if table in _COUNTED else Sentence.of(N_("{n} × {what}"), n=n, what=table)
        for table, n in counts.items()
    )
