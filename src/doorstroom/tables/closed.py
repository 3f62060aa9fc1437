"""Who is not helped any more, for how long their files are kept."""

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from doorstroom.dates import add_months
from doorstroom.model.choices import ClosingReason
from doorstroom.names import Name
from doorstroom.records import Table
from doorstroom.retention import Class, Closed, Kept, Period, kept_until

TABLES: Mapping[type, Table[Any]] = {}


def everybody_closed(connection: sqlite3.Connection, *, by: date | None = None) -> list[Closed]:
    """Everybody whose case is closed and who was not forgotten, with the last day of work as far as it is known.

    With ``by`` only those whose cases were closed by that day.
    """
    rows = connection.execute(
        """select candidate.id, first_name, infix, last_name, sort_name, closed_on, closed_reason, owner, coach,
                count(contract.id) as contracts, max(coalesce(ended_on, ends_on)) as last_day
            from candidate left join contract on contract.candidate = candidate.id
            where closed_on <= :by and forgotten_on is null
            group by candidate.id order by candidate.id""",
        {"by": (by or date.max).isoformat()},
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
            owner=row["owner"],
            coach=row["coach"],
        )
        for row in rows
    ]


def to_be_forgotten(
    connection: sqlite3.Connection, periods: Mapping[Class, Period], *, day: date, until: date
) -> list[Kept]:
    """The files closed by a day that may be kept until some day up to ``until``, those that were kept too long too."""
    if not periods:
        return []
    soonest = min(period.months for period in periods.values())
    # A shorter month may end the period some days earlier than counting back tells.
    found = everybody_closed(connection, by=min(day, add_months(until, -soonest) + timedelta(days=3)))
    kept = (kept_until(one, periods) for one in found)
    return [one for one in kept if one.until is not None and one.until <= until]
