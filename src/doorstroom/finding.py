"""Finding what somebody half remembers: every word of it, part of a word or a typo away, wherever in the file it stands."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import chain

from doorstroom import findable, search, spelling
from doorstroom.choices import Kind
from doorstroom.errors import NotFound
from doorstroom.i18n import N_
from doorstroom.names import fold
from doorstroom.privacy import clean
from doorstroom.registers.found import Answer, Hit, Place

# With so many that hold the very words, nobody looks for others that nearly do.
_ENOUGH = 5
# A word is read as at most so many others.
_NEAREST = 6
# A number or a few letters: how often they stand in the file is not kept.
_NOBODY_KNOWS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that was typed, how often it stands in the file at most, and the whole words it may have been meant as."""

    typed: str
    uses: int
    near: Mapping[str, int]

    def looks(self, *, mistyped: bool) -> list[tuple[str, str]]:
        """What a text that holds it looks like, with ``%`` for anything: like all of one of these, if there is one."""
        # Words begin with a space, and spaces are everywhere: the letters are looked for first.
        exact = [(f"%{self.typed}%", f"%{self.lead}{self.typed}%")] if self.uses else []
        return exact + [(f"%{near}%", f"% {near} %") for near in self.near] if mistyped else exact

    def stands_in(self, folded: str, *, mistyped: bool) -> bool:
        """Whether a folded text with a space at both ends holds it, or one of what it was meant as."""
        return any(f" {near} " in folded for near in self.near) if mistyped else self.lead + self.typed in folded

    @property
    def lead(self) -> str:
        """What must stand before it: one or two letters mean something only at the beginning of a word."""
        return " " if len(self.typed) < findable.LEAST else ""

    @property
    def rarity(self) -> tuple[int, int]:
        """The lower, the fewer records are left when it is looked for first."""
        return self.uses + sum(self.near.values()), -len(self.typed)


def find(connection: sqlite3.Connection, text: str, *, most: int, until: date | None = None) -> Answer:
    """Every record that holds all words of a text, the best first, at most so many of each kind.

    What was said or agreed after ``until`` is left out. Raises NotFound with what comes nearest.
    """
    words = [_looked_up(connection, word) for word in dict.fromkeys(fold(text).split())]
    found = _scan(connection, words, mistyped=False)
    exact = len(found)
    if exact < _ENOUGH and any(word.near for word in words):
        known = {(kind, record) for _rank, kind, record, _name in found}
        found += [one for one in _scan(connection, words, mistyped=True) if (one[1], one[2]) not in known]
    if until is not None:
        later = _later(connection, until)
        found = [one for one in found if (one[1], one[2]) not in later]
    hits = _named(connection, text)
    if not (found or hits):
        raise _nothing(text, connection, words)
    return Answer(
        text=text,
        hits=hits + [hit for kind in findable.SORTS for hit in _best(connection, found, kind, words, most)],
        counts=Counter(kind for _rank, kind, _record, _name in found) + Counter(hit.kind for hit in hits),
        read_as={word.typed: tuple(word.near) for word in words if word.near} if len(found) > exact else {},
    )


# --- words -------------------------------------------------------------------------------------------------------


def _looked_up(connection: sqlite3.Connection, word: str) -> _Word:
    """What the file knows of a word."""
    if len(word) < findable.LEAST or not word.isalpha():
        return _Word(word, uses=_NOBODY_KNOWS, near={})
    uses = connection.execute("select sum(uses) from word where word like ?", (f"%{word}%",)).fetchone()[0]
    near = _near(connection, word, spelling.patterns(word), spelling.allowed(word))
    return _Word(word, uses=uses or 0, near=dict(list(near.items())[:_NEAREST]))


def _near(connection: sqlite3.Connection, word: str, patterns: Sequence[str], at_most: int) -> dict[str, int]:
    """The words in the file that this one may be a mistake for, nearest first, and how often each stands there."""
    if not at_most:
        return {}
    like = " or ".join(["word like ?"] * len(patterns))
    rows = connection.execute(
        f"select word, uses from word where length(word) between ? and ? and ({like}) order by word",  # noqa: S608
        (len(word) - at_most, len(word) + at_most, *patterns),
    )
    uses = {row["word"]: row["uses"] for row in rows}
    return {near: uses[near] for near in spelling.near(word, uses, at_most)}


def _nothing(text: str, connection: sqlite3.Connection, words: Sequence[_Word]) -> NotFound:
    """What to say when nothing holds all the words: which words come nearest to those that stand nowhere."""
    unknown = [word.typed for word in words if not word.uses and not word.near]
    nearest = [near for word in unknown for near in _roughly(connection, word)[:3]]
    if nearest:
        hint = N_("Nearest to it: {nearest}.")
    elif len(words) > 1 and not unknown:
        hint = N_("Each word is in the file, but never all in one record; leave one out.")
    else:
        hint = N_("Give part of a name, a number, a town or any word of a note.")
    return NotFound(
        N_("Nothing in the file holds {text}."), hint=hint, text=clean(text).strip() or "''", nearest=nearest
    )


def _roughly(connection: sqlite3.Connection, word: str) -> list[str]:
    """The words in the file that look somewhat like this one, nearest first."""
    at_most = 0 if not word.isalpha() else 1 + len(word) // 4
    return list(_near(connection, word, (f"{word[:2]}%", f"%{word[-3:]}"), at_most))


# --- records -----------------------------------------------------------------------------------------------------

_Scanned = tuple[int, str, int, str]

# A word that is not in the name puts a record below all in whose name every word is.
_ELSEWHERE = 100


def _scan(connection: sqlite3.Connection, words: Sequence[_Word], *, mistyped: bool) -> list[_Scanned]:
    """Every record that holds all the words: how far down they stand in it, which one it is, and its folded name."""
    looks = [word.looks(mistyped=mistyped) for word in sorted(words, key=lambda word: word.rarity)]
    if not (looks and all(looks)):
        return []
    held = " and ".join(f"({' or '.join(' and '.join(['words like ?'] * len(one)) for one in some)})" for some in looks)
    ranks = [_rank(word, mistyped=mistyped) for word in words]
    cursor = connection.cursor()
    # There can be tens of thousands, which are only counted and sorted.
    cursor.row_factory = None
    cursor.execute(
        f"select {' + '.join(rank for rank, _looks in ranks)}, kind, record, name from findable where {held}",  # noqa: S608 - only the marks
        [*chain(*(of_rank for _rank, of_rank in ranks)), *chain(*(one for some in looks for one in some))],
    )
    # What was said of somebody is found by what was said: by the name alone it is with the person.
    return [one for one in cursor if one[0] >= _ELSEWHERE or findable.SORTS[one[1]].day is None]


def _rank(word: _Word, *, mistyped: bool) -> tuple[str, list[str]]:
    """How far down a record stands for this word, in SQL, and what that looks for.

    A whole word of the name comes first, then the beginning of one, then part of one, then what was nearly typed. Most
    names hold nothing of it, which is asked before all else.
    """
    near = [f"% {one} %" for one in word.near] if mistyped else []
    elsewhere = " ".join(["when name like ? then 3"] * len(near))
    return (
        f"""case when name like ? then case when name like ? then 0 when name like ? then 1 else 2 end
            {elsewhere} else {_ELSEWHERE} end""",
        [f"%{word.typed}%", f"% {word.typed} %", f"% {word.typed}%", *near],
    )


def _later(connection: sqlite3.Connection, day: date) -> set[tuple[str, int]]:
    """What was said, agreed or proposed after a day."""
    return {
        (kind, row[0])
        for kind, sort in findable.SORTS.items()
        if sort.day
        for row in connection.execute(f"select id from {sort.table} where {sort.day} > ?", (day.isoformat(),))  # noqa: S608
    }


def _best(
    connection: sqlite3.Connection, found: Iterable[_Scanned], kind: str, words: Sequence[_Word], most: int
) -> list[Hit]:
    """The best records of a kind; of what has a day the newest first."""
    is_dated = findable.SORTS[kind].day is not None
    of_kind = ((rank, -record if is_dated else name, record) for rank, its, record, name in found if its == kind)
    return [_hit(connection, kind, record, words) for _rank, _order, record in nsmallest(most, of_kind)]


def _hit(connection: sqlite3.Connection, kind: str, record: int, words: Sequence[_Word]) -> Hit:
    sort = findable.SORTS[kind]
    rows = findable.record(connection, kind, record)
    day = rows[0][sort.day] if sort.day else None
    return Hit(
        ref=Kind(kind).ref(record),
        kind=kind,
        name=sort.called(rows[0]),
        places=_places(sort.parts(rows), words),
        day=date.fromisoformat(day) if day else None,
    )


def _places(parts: Sequence[findable.Part], words: Sequence[_Word]) -> tuple[Place, ...]:
    """Where the words stand: for each the first part that holds it as it was typed, else as it was meant."""
    folded = [(part, f" {fold(part.words)} ") for part in parts]
    held = [
        next((part for part, text in folded if word.stands_in(text, mistyped=mistyped)), None)
        for word in words
        for mistyped in ([False] if any(word.stands_in(text, mistyped=False) for _part, text in folded) else [True])
    ]
    return tuple(Place(part.key, part.heading, part.words) for part in dict.fromkeys(held) if part)


def _named(connection: sqlite3.Connection, text: str) -> list[Hit]:
    """The record that a REF names."""
    ref = clean(text).strip()
    for kind in search.KINDS:
        if named := search.resolve_or_none(connection, ref, kind):
            return [Hit(ref=kind.ref(named.id), kind=kind, name=named.name, places=(Place("ref", N_("REF"), ""),))]
    return []
