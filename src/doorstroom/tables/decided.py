"""What meetings decided, as it is looked at afterwards: of one person, and who was on an agenda and not discussed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from doorstroom.model.meeting import Outcome
from doorstroom.records import Table
from doorstroom.tables.meeting import OUTCOME

if TYPE_CHECKING:
    from doorstroom.store import Store

TABLES: Mapping[type, Table[Any]] = {}


def of_candidate(caseload: "Store", candidate: int) -> list[Outcome]:
    """The outcomes for somebody, the last meeting first."""
    rows = caseload.connection.execute(
        """select outcome.* from outcome join meeting on meeting.id = outcome.meeting
            where candidate = :candidate order by meeting.day desc, outcome.id desc""",
        {"candidate": candidate},
    )
    return [OUTCOME.fact(row) for row in rows]


def not_discussed(caseload: "Store", meeting: int) -> list[int]:
    """Who was on the agenda of a closed meeting and was not discussed, by name."""
    rows = caseload.connection.execute(
        """select candidate.id from agenda_item join candidate on candidate.id = agenda_item.candidate
            where meeting = :meeting and discussed = 0 order by sort_name, candidate.id""",
        {"meeting": meeting},
    )
    return [row["id"] for row in rows]
