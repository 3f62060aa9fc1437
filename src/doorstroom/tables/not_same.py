"""Who is not the same, in the file; and everybody as far as it matters for finding doubles."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from doorstroom.doubles import Alike
from doorstroom.model.not_same import NotSame
from doorstroom.records import Table

if TYPE_CHECKING:
    from doorstroom.store import Store

NOT_SAME = Table("not_same", NotSame, {})

TABLES: Mapping[type, Table[Any]] = {NotSame: NOT_SAME}


def said_not_same(caseload: "Store") -> set[tuple[int, int]]:
    """The pairs of candidates of whom somebody said that they are not the same, the lower number first."""
    return {(row["candidate"], row["other"]) for row in caseload.connection.execute("select * from not_same")}


def everybody_alike(caseload: "Store", day: date | None) -> list[Alike]:
    """What may make two people one, of everybody, or of who was registered by a day, by number."""
    rows = caseload.connection.execute(
        """select id, first_name, infix, last_name, birth_date, email, phone, postcode
            from candidate where coalesce(registered_on, '') <= :day order by id""",
        {"day": (day or date.max).isoformat()},
    )
    return [Alike(*row) for row in rows]
