"""The lists that left the file."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from doorstroom.records import Table
from doorstroom.reports import Expiring

if TYPE_CHECKING:
    from doorstroom.store import Store

TABLES: Mapping[type, Table[Any]] = {}


def note(caseload: "Store", answer: Expiring, *, profile: str, format: str, meeting: int | None) -> None:
    """Note that a list left the file: of which day and for which meeting, with which fields and how many people."""
    caseload.connection.execute(
        """insert into export (event, as_of, months, profile, format, people, meeting)
            values (:event, :as_of, :months, :profile, :format, :people, :meeting)""",
        {
            "event": caseload.log.event,
            "as_of": answer.as_of.isoformat(),
            "months": answer.months,
            "profile": profile,
            "format": format,
            "people": len(answer.rows),
            "meeting": meeting,
        },
    )
