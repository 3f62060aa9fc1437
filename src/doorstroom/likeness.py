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
    """Who shares enough of a name to be looked at as a likely double, and was not born on another day; not yet judged."""
    keys = _keys(candidate)
    born_on = candidate.birth_date and candidate.birth_date.isoformat()
    rows = connection.execute(
        f"""select * from candidate
            where id in (select candidate from likeness where key in ({marks(keys)}))
                and (birth_date = ? or birth_date is null or ? is null)
            order by sort_name, id""",  # noqa: S608 - only the marks
        (*keys, born_on, born_on),
    )
    return [CANDIDATE.fact(row) for row in rows]


def _keys(candidate: Candidate) -> list[str]:
    return sorted(names.double_keys(names.Name(candidate.first_name, candidate.infix, candidate.last_name)))
