"""What makes two people look alike, kept so that a likely double is found without comparing everybody with everybody."""

import sqlite3

from doorstroom import names
from doorstroom.model import Candidate
from doorstroom.records import CANDIDATE
from doorstroom.writing import marks


def keep(connection: sqlite3.Connection, candidate: Candidate, number: int) -> None:
    """Write down by what the candidate with this number could be found to be entered twice."""
    connection.executemany(
        "insert into likeness (key, candidate) values (?, ?)", [(key, number) for key in _keys(candidate)]
    )


def drop(connection: sqlite3.Connection, number: int) -> None:
    """Forget what was written down of the candidate with this number."""
    connection.execute("delete from likeness where candidate = ?", (number,))


def resembling(connection: sqlite3.Connection, candidate: Candidate) -> list[Candidate]:
    """Who else shares enough of a name to be looked at as a likely double; not yet judged.

    Left out is who was born on another day, and who is known to be somebody else.
    """
    keys = _keys(candidate)
    born_on = candidate.birth_date and candidate.birth_date.isoformat()
    rows = connection.execute(
        f"""select * from candidate
            where id in (select candidate from likeness where key in ({marks(keys)}))
                and (birth_date = ? or birth_date is null or ? is null)
                and id <> ? and id not in (
                    select other from not_same where candidate = ? union all select candidate from not_same where other = ?)
            order by sort_name, id""",  # noqa: S608 - only the marks
        (*keys, born_on, born_on, *[candidate.id] * 3),
    )
    return [CANDIDATE.fact(row) for row in rows]


def name_of(candidate: Candidate) -> names.Name:
    """The name of a candidate in its three parts."""
    return names.Name(candidate.first_name, candidate.infix, candidate.last_name)


def _keys(candidate: Candidate) -> list[str]:
    return sorted(names.double_keys(name_of(candidate)))
