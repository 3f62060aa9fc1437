"""What `find` answers: the records that hold some words, and where in them these stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.report import Field, Report, Sentence

# More of a long text than this is not shown.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a record that holds what was looked for: its key, its heading (marked with ``N_``) and its words."""

    key: str
    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found; ``kind`` is the letter of its REF."""

    ref: str
    kind: str
    name: str
    places: tuple[Place, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The best of each kind, how many there are of each, and as what other words the typed ones were read too."""

    text: str
    hits: Sequence[Hit]
    counts: Mapping[str, int]
    read_as: Mapping[str, Sequence[str]]


_KINDS: Mapping[str, str] = {
    Kind.CANDIDATE: N_("Candidates"),
    Kind.EMPLOYER: N_("Employers"),
    Kind.CONTRACT: N_("Contracts"),
    Kind.VACANCY: N_("Vacancies"),
    Kind.PROGRAMME: N_("Programmes"),
    Kind.ASSIGNMENT: N_("Assignments"),
    Kind.STEP: N_("Steps"),
    Kind.PROPOSAL: N_("Proposals"),
    Kind.SUPPORT: N_("Support"),
    Kind.MEETING: N_("Meetings"),
    Kind.NOTE: N_("Notes"),
}

FOUND: tuple[Field[Hit], ...] = (
    Field("ref", N_("REF"), lambda hit: hit.ref),
    Field("kind", N_("Kind"), lambda hit: Kind(hit.kind).name.casefold(), table=False),
    Field("name", N_("Name"), lambda hit: hit.name),
    Field("day", N_("Day"), lambda hit: hit.day),
    Field("found_in", N_("Found in"), lambda hit: tuple(place.key for place in hit.places), table=False),
    Field("where", N_("Found in"), lambda hit: tuple(Sentence.of(place.heading) for place in hit.places)),
    Field("text", N_("Text"), lambda hit: _text(hit)),
)


def report(answer: Answer) -> Report[Hit]:
    """What was found as a report, kind by kind."""
    return Report(
        title=Sentence.of(N_("Found for “{text}”"), text=answer.text),
        fields=FOUND,
        rows=answer.hits,
        notes=(*_more(answer), *_read_as(answer)),
        group=lambda hit: Sentence.of(_KINDS[hit.kind]),
    )


def _text(hit: Hit) -> tuple[str, ...]:
    """The words in which it was found besides the name, which stands beside them already."""
    return tuple(_cut(place.words) for place in hit.places if place.key != "name" and place.words)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _more(answer: Answer) -> list[Sentence]:
    shown = {kind: len(list(hits)) for kind, hits in groupby(answer.hits, key=lambda hit: hit.kind)}
    return [
        Sentence.of(
            N_("{kind}: {shown} of {n} are shown; add a word, or use --limit."),
            kind=Sentence.of(_KINDS[kind]),
            shown=shown.get(kind, 0),
            n=count,
        )
        for kind, count in answer.counts.items()
        if count > shown.get(kind, 0)
    ]


def _read_as(answer: Answer) -> list[Sentence]:
    return [
        Sentence.of(N_("“{typed}” was also read as {near}."), typed=typed, near=tuple(near))
        for typed, near in answer.read_as.items()
    ]
