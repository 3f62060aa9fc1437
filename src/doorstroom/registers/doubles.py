"""Likely doubles as a register: two people who may be one, with the reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from doorstroom.choices import Choice, Kind
from doorstroom.doubles import Alike, Pair
from doorstroom.i18n import N_
from doorstroom.names import name_of
from doorstroom.report import Field, Report, Sentence


@dataclass(frozen=True, slots=True)
class Likely:
    """Two people who may be one."""

    one: Alike
    other: Alike
    reasons: tuple[Choice, ...]


LIKELY: tuple[Field[Likely], ...] = (
    Field("ref", N_("REF"), lambda pair: Kind.CANDIDATE.ref(pair.one.id)),
    Field("name", N_("Name"), lambda pair: name_of(pair.one).full),
    Field("other", N_("Other REF"), lambda pair: Kind.CANDIDATE.ref(pair.other.id)),
    Field("other_name", N_("Other name"), lambda pair: name_of(pair.other).full),
    Field("reasons", N_("Why"), lambda pair: pair.reasons),
)


def listing(found: Sequence[Pair], people: Mapping[int, Alike]) -> Report[Likely]:
    """The pairs, with what to do about them."""
    rows = [Likely(people[pair.one], people[pair.other], pair.reasons) for pair in found]
    notes = [Sentence.of(N_("Nobody seems to be in the file twice."))]
    if rows:
        notes = [Sentence.counted("{n} pair may be one person.", "{n} pairs may be one person.", n=len(rows))]
        refs = LIKELY[0].value(rows[0]), LIKELY[2].value(rows[0])
        notes.append(
            Sentence.of(
                N_(
                    "The same person: `doorstroom merge {one} {other}`; two people: `duplicates --not-same {one} {other}`."
                ),
                one=refs[0],
                other=refs[1],
            )
        )
    return Report(title=Sentence.of(N_("Likely doubles")), fields=LIKELY, rows=rows, notes=notes)
