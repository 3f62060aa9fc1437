"""What `find` looks through: for every record its name and its other words, folded, and how often every word stands there.

Derived, like the stays: written in the transaction that changes what it follows from, computed again by ``check``. It is
no index of texts: rows that go are overwritten, and a word that nobody uses any more goes with the last who did.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.names import fold

Row = Mapping[str, Any]
# A word of the table that counts them: long enough to be mistyped, and no number.
LEAST = 3
_LETTERS = re.compile(r"[^\W\d_]+")


class Part(NamedTuple):
    """Words of a record: what they are, for programs and for people (marked with ``N_``), and as they were typed."""

    key: str
    heading: str
    words: str


class Findable(NamedTuple):
    """A record as `find` sees it: its name, and all its words with those of the name; each between two spaces."""

    kind: str
    record: int
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """One sort of record that can be found: where its words lie, and from what else they follow.

    ``sql`` gives the rows of a record together, each with its ``id``, and has a place for a condition on it. ``called``
    is what people call it and ``parts`` are all its words, the name first. ``follows`` tells for a table which records of
    this sort must be looked at again when the row ``:id`` of that table changes.
    """

    kind: str
    table: str
    sql: str
    called: Callable[[Row], str]
    parts: Callable[[Sequence[Row]], list[Part]]
    follows: Mapping[str, str]
    day: str | None = None


def _person(rows: Sequence[Row]) -> list[Part]:
    one = rows[0]
    jobs = (
        ("employer", N_("Employer"), "at_employer"),
        ("workplace", N_("Works at"), "at_place"),
        ("function", N_("Function"), "work"),
        ("contract_note", N_("Note on a contract"), "work_note"),
    )
    return [
        # Dutch lists go by last name.
        Part("name", N_("Name"), f"{one['last_name']} {one['infix']} {one['first_name']}"),
        Part("phone", N_("Phone"), "".join(char for char in one["phone"] or "" if char.isalnum())),
        *_columns(
            one,
            ("number", N_("Client number")),
            ("email", N_("E-mail")),
            ("town", N_("Town")),
            ("district", N_("District")),
        ),
        *(Part(key, heading, words) for key, heading, column in jobs for row in rows if (words := row[column])),
        *_columns(
            one,
            ("talents", N_("Talents")),
            ("pitfalls", N_("Pitfalls")),
            ("drives", N_("Drives")),
            ("skills", N_("Skills")),
            ("wishes", N_("Wishes")),
            ("closed_note", N_("Closing note")),
        ),
    ]


def _columns(row: Row, *wanted: tuple[str, str]) -> Iterator[Part]:
    """The words in these columns of a row; a list gives a part for each value."""
    for key, heading in wanted:
        value = row[key]
        if not value or value == "[]":
            continue
        if key in _LISTS:
            yield from [Part(key, heading, one) for one in json.loads(value)]
        else:
            yield Part(key, heading, value)


_LISTS = {"talents", "pitfalls", "drives", "skills", "wishes", "must", "nice", "offers"}


def _plain(
    kind: str,
    sql: str,
    name: str,
    *columns: tuple[str, str],
    follows: Mapping[str, str],
    table: str = "",
    day: str | None = None,
) -> Sort:
    """A sort of record of one row each: its name in one column, other words in others under their headings."""
    return Sort(
        kind=kind,
        table=table or Kind(kind).name.casefold(),
        sql=sql,
        called=lambda row: row[name],
        parts=lambda rows: [Part("name", N_("Name"), rows[0][name]), *_columns(rows[0], *columns)],
        follows=follows,
        day=day,
    )


_PERSON = "first_name || case infix when '' then '' else ' ' || infix end || ' ' || last_name"
_ITSELF = "select :id as id"


def _about_whom(table: str) -> str:
    """The rows of notes or steps with the name of whom they are about: a person, else an employer."""
    return f"""select {table}.*, coalesce({_PERSON}, employer.name, '') as whom
        from {table}
        left join candidate on candidate.id = {table}.candidate
        left join employer on employer.id = {table}.employer
        where {{where}} order by {table}.id"""  # noqa: S608 - only constants


def _follows_whom(table: str) -> dict[str, str]:
    return {
        table: _ITSELF,
        "candidate": f"select id from {table} where candidate = :id",  # noqa: S608
        "employer": f"select id from {table} where candidate is null and employer = :id",  # noqa: S608
    }


# In the order in which they are shown.
SORTS: Mapping[str, Sort] = {
    sort.kind: sort
    for sort in (
        Sort(
            kind=Kind.CANDIDATE,
            table="candidate",
            sql="""select candidate.id, first_name, infix, last_name, number, phone, email, candidate.town, district,
                    talents, pitfalls, drives, skills, wishes, closed_note,
                    function as work, contract.note as work_note, employer.name as at_employer, hirer.name as at_place
                from candidate
                left join contract on contract.candidate = candidate.id
                left join employer on employer.id = contract.employer
                left join workplace on workplace.contract = contract.id
                left join employer as hirer on hirer.id = workplace.employer
                where {where} order by candidate.id, contract.starts_on desc, contract.id desc, workplace.id desc""",
            called=lambda row: " ".join(row[part] for part in ("first_name", "infix", "last_name") if row[part]),
            parts=_person,
            follows={
                "candidate": _ITSELF,
                "contract": "select candidate as id from contract where id = :id",
                "workplace": """select candidate as id from contract
                    join workplace on workplace.contract = contract.id where workplace.id = :id""",
                "employer": """select candidate as id from contract where employer = :id
                    union select candidate from contract
                    join workplace on workplace.contract = contract.id where workplace.employer = :id""",
            },
        ),
        _plain(
            Kind.EMPLOYER,
            "select * from employer where {where} order by id",
            "name",
            ("kvk", N_("KvK")),
            ("town", N_("Town")),
            ("contact", N_("Contact")),
            follows={"employer": _ITSELF},
        ),
        _plain(
            Kind.VACANCY,
            """select vacancy.*, employer.name as at_employer
                from vacancy join employer on employer.id = vacancy.employer
                where {where} order by vacancy.id""",
            "title",
            ("at_employer", N_("Employer")),
            ("town", N_("Town")),
            ("must", N_("Must")),
            ("nice", N_("Nice to have")),
            ("offers", N_("Offers")),
            ("source", N_("Source")),
            ("source_ref", N_("Reference")),
            ("note", N_("Note")),
            follows={"vacancy": _ITSELF, "employer": "select id from vacancy where employer = :id"},
        ),
        _plain(
            Kind.PROGRAMME,
            "select * from programme where {where} order by id",
            "name",
            follows={"programme": _ITSELF},
        ),
        _plain(
            Kind.ASSIGNMENT,
            """select assignment.*, employer.name as at_employer
                from assignment join employer on employer.id = assignment.employer
                where {where} order by assignment.id""",
            "name",
            ("at_employer", N_("Employer")),
            ("client", N_("Client")),
            ("note", N_("Note")),
            follows={"assignment": _ITSELF, "employer": "select id from assignment where employer = :id"},
        ),
        _plain(
            Kind.STEP,
            _about_whom("step"),
            "whom",
            ("text", N_("Step")),
            ("done_note", N_("Note")),
            follows=_follows_whom("step"),
            day="agreed_on",
        ),
        _plain(
            Kind.PROPOSAL,
            f"""select proposal.*, {_PERSON} as whom, title
                from proposal
                join candidate on candidate.id = proposal.candidate
                join vacancy on vacancy.id = proposal.vacancy
                where {{where}} order by proposal.id""",  # noqa: S608 - only constants
            "whom",
            ("title", N_("Vacancy")),
            ("note", N_("Note")),
            ("reason_note", N_("Note")),
            follows={
                "proposal": _ITSELF,
                "candidate": "select id from proposal where candidate = :id",
                "vacancy": "select id from proposal where vacancy = :id",
            },
            day="proposed_on",
        ),
        _plain(
            Kind.NOTE,
            _about_whom("contact"),
            "whom",
            ("text", N_("Note")),
            table="contact",
            follows=_follows_whom("contact"),
            day="held_on",
        ),
    )
}

# Looking one record up takes as long as making so many from the whole file.
_ONE_BY_ONE = 4


def follow(connection: sqlite3.Connection, *, since: int | None) -> None:
    """Bring what follows from the changes of this event and later ones up to date; nothing without an event."""
    if since is None:
        return
    changes = connection.execute("select count(*) from change where event >= ?", (since,)).fetchone()[0]
    if _ONE_BY_ONE * changes > connection.execute("select count(*) from findable").fetchone()[0]:
        rewrite(connection)
        return
    uses: Counter[str] = Counter()
    for kind, record in sorted(_affected(connection, _changed(connection, since))):
        for row in connection.execute("select words from findable where kind = ? and record = ?", (kind, record)):
            uses.subtract(_counted_words(row["words"]))
        connection.execute("delete from findable where kind = ? and record = ?", (kind, record))
        _put(connection, _counted(computed(connection, kind, record), uses))
    _count(connection, uses)


def rewrite(connection: sqlite3.Connection) -> None:
    """Make everything anew."""
    uses: Counter[str] = Counter()
    connection.execute("delete from findable")
    connection.execute("delete from word")
    for kind in SORTS:
        _put(connection, _counted(computed(connection, kind), uses))
    _count(connection, uses)


def _count(connection: sqlite3.Connection, uses: Mapping[str, int]) -> None:
    """Add so many uses to those that every word has."""
    connection.executemany(
        """insert into word (word, uses) values (?, ?) on conflict (word) do update set uses = word.uses + excluded.uses""",
        [(word, count) for word, count in uses.items() if count],
    )
    connection.execute("delete from word where uses <= 0")


def _put(connection: sqlite3.Connection, rows: Iterator[Findable]) -> None:
    connection.executemany("insert into findable (kind, record, name, words) values (?, ?, ?, ?)", rows)


def _counted(rows: Iterator[Findable], uses: Counter[str]) -> Iterator[Findable]:
    for row in rows:
        uses.update(_counted_words(row.words))
        yield row


def _changed(connection: sqlite3.Connection, since: int) -> set[tuple[str, int]]:
    """The rows that changed from an event on, as (table, id), and those that they belonged to before."""
    rows = connection.execute(
        """select record, record_id, before from change left join change_value on change_value.change = change.id
            where event >= ?""",
        (since,),
    ).fetchall()
    found = {(row["record"], row["record_id"]) for row in rows}
    for before in (json.loads(row["before"]) for row in rows if row["before"]):
        found |= {(table, before[table]) for table in ("candidate", "contract") if before.get(table)}
    return found


def _affected(connection: sqlite3.Connection, changed: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
    """The records whose words follow from these rows."""
    return {
        (kind, row["id"])
        for table, number in changed
        for kind, sort in SORTS.items()
        if table in sort.follows
        for row in connection.execute(sort.follows[table], {"id": number})
    }


def stored(connection: sqlite3.Connection) -> Iterator[Findable]:
    """Everything that can be found as it lies in the file, by kind and number."""
    for kind in SORTS:
        rows = connection.execute("select * from findable where kind = ? order by record", (kind,))
        yield from (Findable(row["kind"], row["record"], row["name"], row["words"]) for row in rows)


def computed(connection: sqlite3.Connection, kind: str, record: int | None = None) -> Iterator[Findable]:
    """The records of a sort, or one, as they should lie in the file, by number; one without any words is not in it."""
    for number, rows in _rows(connection, kind, record):
        parts = SORTS[kind].parts(rows)
        # On lines of their own, each line once: the same employer stands in many contracts.
        words = fold("\n".join(dict.fromkeys(part.words for part in parts)))
        if words:
            yield Findable(kind, number, f" {fold(parts[0].words)} ", f" {words} ")


def record(connection: sqlite3.Connection, kind: str, number: int) -> list[Row]:
    """The rows of one record, for ``called`` and ``parts`` of its sort."""
    return [row for _number, rows in _rows(connection, kind, number) for row in rows]


def counts_add_up(connection: sqlite3.Connection) -> bool:
    """Whether every word is kept as often as it is used."""
    uses: Counter[str] = Counter()
    for row in stored(connection):
        uses.update(_counted_words(row.words))
    return uses == dict(connection.execute("select word, uses from word").fetchall())


def _rows(connection: sqlite3.Connection, kind: str, record: int | None) -> Iterator[tuple[int, list[Row]]]:
    where = "1 = 1" if record is None else f"{SORTS[kind].table}.id = :id"
    rows = connection.execute(SORTS[kind].sql.format(where=where), {"id": record})
    for number, together in groupby(rows, key=lambda row: row["id"]):
        yield int(number), list(together)


def _counted_words(words: str) -> Iterator[str]:
    """The words that can be mistyped: letters only; of those with figures in them the letters."""
    for word in words.split():
        for letters in (word,) if word.isalpha() else _LETTERS.findall(word):
            if len(letters) >= LEAST:
                yield letters
