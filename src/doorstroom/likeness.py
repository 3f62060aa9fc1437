"""What makes two people look alike, kept so that a likely double is found without comparing everybody with everybody."""

import sqlite3
from collections.abc import Iterable

from doorstroom import names
from doorstroom.model import Candidate
from doorstroom.tables.register import CANDIDATE
from doorstroom.writing import marks

# A number that no candidate reaches.
_AFTER_ALL = 1 << 62


def keep(connection: sqlite3.Connection, candidates: Iterable[tuple[Candidate, int]]) -> None:
    """Write down by what each of these candidates, given with its number, could be found to be entered twice."""
    connection.executemany(
        "insert into likeness (key, candidate) values (?, ?)",
        ((key, number) for candidate, number in candidates for key in _keys(candidate)),
    )


def drop(connection: sqlite3.Connection, number: int) -> None:
    """Forget what was written down of the candidate with this number."""
    connection.execute("delete from likeness where candidate = ?", (number,))


def resembling(connection: sqlite3.Connection, candidate: Candidate, *, before: int | None = None) -> list[Candidate]:
    """Who else may be the same person, as ``doubles.reasons`` judges; of those with a lower number than ``before``.

    Left out is who is known to be somebody else.
    """
    from doorstroom.doubles import Alike, reasons

    keys = _keys(candidate)
    born_on = candidate.birth_date.isoformat() if candidate.birth_date else None
    # Many may share a part of a name: of those no more is read than it takes to judge.
    rows = connection.execute(
        f"""select id, first_name, infix, last_name, birth_date, email, phone, postcode from candidate
            where id in (select candidate from likeness where key in ({marks(keys)}) and candidate < ?)
                and (birth_date = ? or birth_date is null or ? is null)
                and id <> ? and id not in (
                    select other from not_same where candidate = ? union all select candidate from not_same where other = ?)
            order by sort_name, id""",  # noqa: S608 - only the marks
        (*keys, _AFTER_ALL if before is None else before, born_on, born_on, *[candidate.id] * 3),
    )
    itself = Alike(
        candidate.id, *names.name_of(candidate), born_on, candidate.email, candidate.phone, candidate.postcode
    )
    found = [row["id"] for row in rows if reasons(itself, Alike(*row))]
    return [
        CANDIDATE.fact(row)
        for number in found
        for row in connection.execute("select * from candidate where id = ?", (number,))
    ]


def _keys(candidate: Candidate) -> list[str]:
    return sorted(names.double_keys(names.name_of(candidate)))
