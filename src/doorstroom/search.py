"""Finding a record by what people type: a REF, a number, or part of a name, folded so that accents and case do not matter."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doorstroom import names, privacy
from doorstroom.choices import Kind
from doorstroom.errors import Ambiguous, NotFound
from doorstroom.i18n import N_

_REF = r"([A-Za-z])(\d{1,12})"
_LISTED = 8


class Found(NamedTuple):
    """A record that fits: its kind, id and what people call it."""

    kind: Kind
    id: int
    name: str

    def __str__(self) -> str:
        return f"{self.kind.ref(self.id)} {self.name}".strip()


_PERSON = "first_name || case infix when '' then '' else ' ' || infix end || ' ' || last_name"
_BY_ID = {
    Kind.CANDIDATE: f"select id, {_PERSON} as name from candidate where id = :id",  # noqa: S608 - only constants, here and below
    Kind.EMPLOYER: "select id, name from employer where id = :id",
    Kind.CONTRACT: f"""select id, name from (
        select contract.id, {_PERSON} || ', ' || employer.name as name
            from contract join candidate on candidate.id = contract.candidate
            join employer on employer.id = contract.employer) as known where id = :id""",  # noqa: S608
    Kind.PROGRAMME: "select id, name from programme where id = :id",
    Kind.NOTE: "select id, text as name from contact where id = :id",
    Kind.STEP: "select id, text as name from step where id = :id",
    Kind.VACANCY: "select id, title as name from vacancy where id = :id",
    Kind.PROPOSAL: f"""select id, name from (
        select proposal.id, {_PERSON} || ', ' || title as name
            from proposal join candidate on candidate.id = proposal.candidate
            join vacancy on vacancy.id = proposal.vacancy) as known where id = :id""",  # noqa: S608
    Kind.MEETING: "select id, day as name from meeting where id = :id",
    Kind.SUPPORT: f"""select id, name from (
        select support.id, {_PERSON} || ', ' || support.kind as name
            from support join contract on contract.id = support.contract
            join candidate on candidate.id = contract.candidate) as known where id = :id""",  # noqa: S608
    Kind.ASSIGNMENT: "select id, name from assignment where id = :id",
}
_ANYTHING = N_("`doorstroom find` looks for it everywhere.")
_LISTED_BY: dict[Kind | None, str] = {
    Kind.CANDIDATE: N_("`doorstroom candidates` lists everybody, each with the REF."),
    Kind.EMPLOYER: N_("`doorstroom employers` lists them, each with the REF."),
    Kind.CONTRACT: N_("`doorstroom contracts` lists them with their REFs; with --candidate only somebody's."),
    Kind.PROGRAMME: N_("`doorstroom programmes` lists what there is, each with its REF."),
    Kind.NOTE: N_("`doorstroom notes` lists them, each with its REF."),
    Kind.STEP: N_("`doorstroom steps --all` lists them, each with its REF."),
    Kind.VACANCY: N_("`doorstroom vacancies` lists them, each with its REF."),
    Kind.PROPOSAL: N_("`doorstroom proposals` lists them, each with its REF."),
    Kind.MEETING: N_("`doorstroom meetings` lists them, each with its REF."),
}
# The kinds of record that a text can mean.
KINDS = tuple(_BY_ID)
_BY_NUMBER = {
    Kind.CANDIDATE: _BY_ID[Kind.CANDIDATE].replace("id = :id", "number = :number"),
    Kind.EMPLOYER: "select id, name from employer where kvk = :number",
}
_BY_NAME = {
    Kind.CANDIDATE: _BY_ID[Kind.CANDIDATE].replace("where id = :id", "where {likes} order by sort_name, id limit 50"),
    Kind.EMPLOYER: "select id, name from employer where {likes} order by folded, id limit 50",
    Kind.PROGRAMME: "select id, name from programme where {likes} order by folded, id limit 50",
    Kind.VACANCY: "select id, title as name from vacancy where {likes} order by folded, id limit 50",
}


def resolve(connection: sqlite3.Connection, text: str, *kinds: Kind) -> Found:
    """The one record of these kinds that this text names.

    A REF is exact; a bare number is an id where only one kind is asked for, or somebody's own client number; other text
    is part of a name. Raises NotFound, or Ambiguous with the records it could be.
    """
    text = privacy.clean(text).strip()
    for kind in kinds:
        if named := resolve_or_none(connection, text, kind):
            return named
    exact = {found for kind in kinds if (found := _by_number(connection, kind, text))}
    if len(kinds) == 1 and text.isascii() and text.isdigit() and len(text) <= 12:
        exact |= {found for found in [_one(connection, kinds[0], _BY_ID[kinds[0]], id=int(text))] if found}
    found_all = sorted(exact, key=str) or [found for kind in kinds for found in by_name(connection, kind, text)]
    if len(found_all) > 1 and not exact:
        whole = [found for found in found_all if names.fold(found.name) == names.fold(text)]
        found_all = whole if len(whole) == 1 else found_all
    if not found_all:
        raise _nothing(connection, text, kinds)
    if len(found_all) > 1:
        listed = ", ".join(str(found) for found in found_all[:_LISTED])
        raise Ambiguous(
            N_("{text} fits several: {found}."),
            hint=N_("Use the REF of the one you mean."),
            text=text,
            found=listed + (", …" if len(found_all) > _LISTED else ""),
        )
    return found_all[0]


def _nothing(connection: sqlite3.Connection, text: str, kinds: Sequence[Kind]) -> NotFound:
    """What to say of a text that names nothing: what became of the record, else of which kind it would be."""
    if not text.strip():
        return NotFound(N_("Nothing was named."), hint=_LISTED_BY.get(kinds[0] if len(kinds) == 1 else None, _ANYTHING))
    named = re.fullmatch(_REF, text, re.ASCII)
    meant = kinds if len(kinds) == 1 else [kind for kind in kinds if named and text[0].upper() == kind]
    if named and named[1].upper() in kinds and (gone := _gone(connection, Kind(named[1].upper()), int(named[2]))):
        return gone
    return NotFound(
        N_("There is no {kind} {text}.") if meant else N_("{text} is not in the file."),
        hint=_LISTED_BY.get(meant[0] if len(meant) == 1 else None, _ANYTHING),
        kind=meant[0] if meant else None,
        text=text,
    )


def _gone(connection: sqlite3.Connection, kind: Kind, number: int) -> NotFound | None:
    """What became of a record that was there once, as the log tells it."""
    from doorstroom.chronicle import Chronicle

    told = Chronicle(connection).gone(kind.table, number)
    if told is None:
        return None
    into = told.touched[0].merged_into
    ref, moment = kind.ref(number), told.moment
    if into:
        text, hint = N_("{ref} was merged into {other}."), N_("`doorstroom show {other_ref}` shows that one.")
    else:
        text = N_("{ref} is gone since {day}: {command} by {who}.")
        hint = N_("`doorstroom history {ref}` shows what it was.")
    return NotFound(
        text,
        hint=hint,
        ref=ref,
        other=into,
        other_ref=into.partition(" ")[0],
        day=moment.day,
        command=moment.command,
        who=moment.who,
    )


def by_name(connection: sqlite3.Connection, kind: Kind, text: str) -> list[Found]:
    """Records of this kind whose name holds every word of this text, in Dutch order; at most fifty."""
    words = names.fold(text).split()
    if not words or kind not in _BY_NAME:
        return []
    # A folded word holds letters and digits only, so nothing in it is a wildcard.
    likes = " and ".join(f"folded like :word{i}" for i in range(len(words)))
    parameters = {f"word{i}": f"%{word}%" for i, word in enumerate(words)}
    rows = connection.execute(_BY_NAME[kind].format(likes=likes), parameters)
    return [Found(kind, row["id"], row["name"].strip()) for row in rows]


def suggestions(connection: sqlite3.Connection, beginning: str, *kinds: Kind) -> list[tuple[str, str]]:
    """What may be meant by what was typed so far: REFs, each with a name, and names, each with its REF.

    All begin with the very letters that were typed, or no shell would take them; a name is put so as to need no quotes.
    """
    refs = (one for kind in kinds for one in _refs_from(connection, beginning, kind))
    return [*refs, *(one for kind in kinds for one in _names_from(connection, beginning, kind))]


def _refs_from(connection: sqlite3.Connection, beginning: str, kind: Kind) -> Iterator[tuple[str, str]]:
    letter, digits = beginning[:1], beginning[1:]
    if letter.upper() == kind.value and (not digits or digits.isdecimal()):
        sql = _BY_ID[kind].replace("id = :id", "cast(id as text) like :digits order by id limit 50")
        for row in connection.execute(sql, {"digits": f"{digits}%"}):
            yield f"{letter}{row['id']}", row["name"].strip()


def _names_from(connection: sqlite3.Connection, beginning: str, kind: Kind) -> Iterator[tuple[str, str]]:
    typed = names.fold(beginning)
    for found in by_name(connection, kind, beginning):
        name = names.fold(found.name)
        at = f" {name}".find(f" {typed}")
        if at >= 0:
            rest = name[at + len(typed) :].replace(" ", "-")
            yield beginning.rstrip("-") + rest, kind.ref(found.id)


def resolve_or_none(connection: sqlite3.Connection, ref: str, kind: Kind) -> Found | None:
    """The record of this kind with exactly this REF, if there is one."""
    given = re.fullmatch(_REF, ref, re.ASCII)
    if given is None or given[1].upper() != kind.value:
        return None
    return _one(connection, kind, _BY_ID[kind], id=int(given[2]))


def _by_number(connection: sqlite3.Connection, kind: Kind, text: str) -> Found | None:
    return _one(connection, kind, _BY_NUMBER[kind], number=text) if kind in _BY_NUMBER else None


def _one(connection: sqlite3.Connection, kind: Kind, sql: str, **parameters: object) -> Found | None:
    row = connection.execute(sql, parameters).fetchone()
    return Found(kind, row["id"], row["name"].strip()) if row else None
