"""Who is not helped any more, for how long their files are kept."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from doorstroom.choices import ClosingReason
from doorstroom.names import Name
from doorstroom.records import Table
from doorstroom.retention import Closed

if TYPE_CHECKING:
    from doorstroom.store import Store

TABLES: Mapping[type, Table[Any]] = {}


def everybody_closed(caseload: "Store") -> list[Closed]:
    """Everybody whose case is closed and who was not forgotten, with the last day of work as far as it is known."""
    rows = caseload.connection.execute(
        """select candidate.id, first_name, infix, last_name, sort_name, closed_on, closed_reason,
                count(contract.id) as contracts, max(coalesce(ended_on, ends_on)) as last_day
            from candidate left join contract on contract.candidate = candidate.id
            where closed_on is not null and forgotten_on is null
            group by candidate.id order by candidate.id"""
    )
    return [
        Closed(
            id=row["id"],
            name=Name(row["first_name"], row["infix"], row["last_name"]).full,
            sort_name=row["sort_name"],
            closed_on=date.fromisoformat(row["closed_on"]),
            reason=ClosingReason(row["closed_reason"]) if row["closed_reason"] else None,
            contracts=row["contracts"],
            last_day=date.fromisoformat(row["last_day"]) if row["last_day"] else None,
        )
        for row in rows
    ]
