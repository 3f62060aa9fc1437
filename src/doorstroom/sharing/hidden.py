"""What must stand nowhere in a file for an audience, and whether it does.

Values that point to one person (names, numbers, contact, days of birth) may stand nowhere at all. Other hidden values, and
a last name alone, which may be an everyday word too, may not stand in the row of the person whose they are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorstroom import names
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.report import Sentence
from doorstroom.sharing.audience import Audience, Shared, fields_for

# Fewer letters or digits than this say nothing about anybody.
_LEAST = 4
# Few digits, or digits that begin as a day does, stand in every file: a year, the number of a day in a workbook, the
# name of a format. Such a client number or postcode points to nobody but in the texts of its own person.
_ORDINARY = re.compile(r"\d{1,5}|(19|20)\d\d(0[1-9]|1[0-2])\d{0,2}", re.ASCII)
# A telephone number is written in so many groups at most.
_GROUPS = 6

# The fields that point to one person by themselves, wherever they stand.
_POINTING = ("number", "phone", "email", "postcode", "birth_date")
# Those of which a value may not stand in the person's own row.
_TELLING = ("last_name", "pitfalls", "needs", "benefit", "closed_note", *_POINTING)
# A colleague, who may have the same last name as the person.
_COLLEAGUE = "owner"


@dataclass(frozen=True, slots=True)
class Leak:
    """A hidden value that stands where it must not: in which part or row, of whom, and which field it is."""

    where: str
    ref: str
    field: str

    @property
    def said(self) -> Sentence:
        """The leak in words, without the value itself."""
        return Sentence.of(
            N_("{where} holds what is hidden there: {field} of {ref}"),
            where=self.where,
            field=Sentence.of(self.field),
            ref=self.ref,
        )


class Hidden:
    """The values that an audience may not see, looked up as whole words whatever spaces and signs are between them."""

    def __init__(self, values: Iterable[tuple[str, str, str]]) -> None:
        """Take values as (REF of whom, heading of the field, text)."""
        self._known: dict[str, tuple[str, str]] = {}
        self._longest = 0
        for ref, field, text in values:
            words = names.fold(text).split()
            joined = "".join(words)
            if len(joined) >= _LEAST:
                self._known[joined] = ref, field
                # "06 1234 5678" may be written in one go, and "0612345678" in groups.
                self._longest = max(self._longest, len(words), _GROUPS if joined.isdigit() else 0)

    def leaks(self, where: str, text: str) -> Iterator[Leak]:
        """Every hidden value that stands in a text."""
        words = names.fold(text).split()
        for place in range(len(words)):
            joined = ""
            for word in words[place : place + self._longest]:
                joined += word
                if found := self._known.get(joined):
                    yield Leak(where, *found)


def hidden_from(audience: Audience, candidates: Iterable[Candidate]) -> Hidden:
    """What points to anybody in the caseload and that this audience may not see."""
    shown = {field.key for field in fields_for(audience)}
    return Hidden(value for one in candidates for value in _pointing(one, shown))


def _pointing(one: Candidate, shown: set[str]) -> Iterator[tuple[str, str, str]]:
    for key in _POINTING:
        value = getattr(one, key)
        if key not in shown and value is not None and not _ORDINARY.fullmatch(str(value)):
            yield one.ref, _HEADINGS[key], str(value)
            if key == "birth_date":
                yield one.ref, _HEADINGS[key], f"{value:%d-%m-%Y}"
            if key == "phone" and value.startswith("0"):
                yield one.ref, _HEADINGS[key], f"31{value[1:]}"
    if "last_name" not in shown and one.first_name and one.last_name:
        yield one.ref, N_("Name"), one.name
        yield one.ref, N_("Name"), f"{one.last_name} {one.first_name}"
        yield one.ref, N_("Name"), f"{one.first_name} {one.last_name}"


def own_texts(rows: Sequence[Shared], audience: Audience) -> list[Leak]:
    """Where a text that is shown of somebody holds what is hidden of the same person, such as a surname in a wish."""
    fields = fields_for(audience)
    shown = {field.key for field in fields}
    found: list[Leak] = []
    for row in rows:
        hidden = Hidden(
            (row.candidate.ref, _HEADINGS[key], text)
            for key in _TELLING
            if key not in shown
            for text in _texts(getattr(row.candidate, key))
        )
        for field in fields:
            value = field.value(row)
            text = "" if isinstance(value, date) else " ; ".join(_texts(value))
            found += [
                leak
                for leak in hidden.leaks(field.key, text)
                if (field.key, leak.field) != (_COLLEAGUE, _HEADINGS["last_name"])
            ]
    return found


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value; of a fixed choice its value, of nothing none."""
    match value:
        case None:
            return
        case str():
            yield str(value)
        case tuple() | list():
            for one in value:
                yield from _texts(one)
        case _:
            yield str(value)


_HEADINGS: Mapping[str, str] = {
    "number": N_("Client number"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "postcode": N_("Postcode"),
    "birth_date": N_("Born on"),
    "last_name": N_("Last name"),
    "pitfalls": N_("Pitfalls"),
    "needs": N_("Work must offer"),
    "benefit": N_("Benefit"),
    "closed_note": N_("Closing note"),
}
