"""What `show` puts on the screen: a module for each noun, with the kinds of record it shows and what it adds to others.

A module may have ``SCREENS``, from a kind to the function that makes its screen; ``PARTS``, from a kind to the lists it
adds to that screen; and ``SAID``, from a kind to the sentences it adds. All are asked of an open caseload for the record
of a number on a day.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from doorstroom.choices import Kind
from doorstroom.registers import Part
from doorstroom.report import Field, Sentence
from doorstroom.store import Store
from doorstroom.timeline import Picture

# Which module shows a kind. The order is that in which a name is looked for.
SHOWN: Mapping[Kind, str] = {
    Kind.CANDIDATE: "candidate",
    Kind.EMPLOYER: "employer",
    Kind.CONTRACT: "contract",
    Kind.PROGRAMME: "programme",
    Kind.STEP: "following",
    Kind.NOTE: "following",
    Kind.VACANCY: "matching",
    Kind.PROPOSAL: "matching",
    Kind.MEETING: "meeting",
    Kind.SUPPORT: "support",
    Kind.ASSIGNMENT: "support",
}
# Which modules add to the screens of other kinds, in the order in which their parts stand.
ADDING: Sequence[str] = (
    "programme",
    "contract",
    "workplace",
    "support",
    "matching",
    "meeting",
    "milestone",
    "following",
)

Show = Callable[[Store, int, date], "Screen"]
Add = Callable[[Store, int, date], Iterable[Part[Any]]]
Say = Callable[[Store, int, date], Iterable[Sentence]]


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything about one record: its fields, what follows from it, its lists and its picture."""

    fields: Sequence[Field[Any]]
    fact: Any
    said: Sequence[Sentence] = ()
    parts: Sequence[Part[Any]] = ()
    picture: Picture | None = None


def screen(caseload: Store, kind: Kind, number: int, day: date) -> Screen:
    """The screen of a record, with what every noun adds to it."""
    own: Screen = _module(SHOWN[kind]).SCREENS[kind](caseload, number, day)
    said, parts = list(own.said), list(own.parts)
    for module in map(_module, ADDING):
        if add := getattr(module, "PARTS", {}).get(kind):
            parts += add(caseload, number, day)
        if say := getattr(module, "SAID", {}).get(kind):
            said += say(caseload, number, day)
    return Screen(own.fields, own.fact, said, parts, own.picture)


def _module(name: str) -> Any:
    return import_module(f"{__name__}.{name}")
