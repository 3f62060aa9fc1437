"""Programmes in the file, and how far they are."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from doorstroom import names
from doorstroom.choices import Kind
from doorstroom.errors import Clash
from doorstroom.i18n import N_
from doorstroom.model.choices import Stage
from doorstroom.model.programme import Member, Programme, Progress
from doorstroom.records import DAY, Table, many
from doorstroom.tables.register import CANDIDATE

if TYPE_CHECKING:
    from doorstroom.store import Store

PROGRAMME = Table(
    "programme",
    Programme,
    {"deadline": DAY, "partners": many(int, points_to="employer")},
    lambda programme: {"folded": names.fold(programme.name)},
)

TABLES: Mapping[type, Table[Any]] = {Programme: PROGRAMME}

# Who is in a programme on :day, and when they were placed since they joined. Who was entered by mistake counts nowhere.
# Somebody who was put in it before that day was kept is in it from registration on.
_MEMBERS = """
    select candidate.*,
        (select min(reached_on) from milestone where milestone.candidate = candidate.id and stage = 'placed'
            and reached_on >= coalesce(candidate.joined_on, candidate.registered_on, '') and reached_on <= :day) as placed_on
    from candidate
    where programme is not null and coalesce(joined_on, registered_on, '') <= :day
        and coalesce(closed_reason, '') <> 'by-mistake'
"""


def called(caseload: "Store", folded: str) -> list[Programme]:
    """The programmes with this name as ``names.fold`` writes it."""
    rows = caseload.connection.execute("select * from programme where folded = :folded order by id", {"folded": folded})
    return [PROGRAMME.fact(row) for row in rows]


def refuse_namesake(caseload: "Store", programme: Programme) -> None:
    """Raise Clash when another programme has this name: then neither could be named any more."""
    for other in called(caseload, names.fold(programme.name)):
        if other.id != programme.id:
            raise Clash(
                N_("{name} is in the file already: {ref}."),
                hint=N_("Give it another name, or change that one."),
                name=programme.name,
                ref=other.ref,
            )


def progress(caseload: "Store", day: date) -> list[Progress]:
    """How far each programme is on a day, by name."""
    counted = {
        row["programme"]: row
        for row in caseload.connection.execute(
            f"""select programme, count(*) as people, count(placed_on) as placed
                from ({_MEMBERS}) as member group by programme""",  # noqa: S608 - our own words
            {"day": day.isoformat()},
        )
    }
    employers = {row["id"]: row["name"] for row in caseload.connection.execute("select id, name from employer")}
    found = []
    for row in caseload.connection.execute("select * from programme order by folded, id"):
        programme = PROGRAMME.fact(row)
        of_it = counted.get(programme.id)
        found.append(
            Progress(
                programme,
                people=of_it["people"] if of_it else 0,
                placed=of_it["placed"] if of_it else 0,
                as_of=day,
                partner_names=tuple(
                    employers.get(partner, Kind.EMPLOYER.ref(partner)) for partner in programme.partners
                ),
            )
        )
    return found


def progress_of(caseload: "Store", programme: int, day: date) -> Progress:
    """How far one programme is on a day."""
    return next(one for one in progress(caseload, day) if one.programme.id == programme)


def members(caseload: "Store", programme: int, day: date) -> list[Member]:
    """Who is in a programme on a day, by name, with the stage reached last; who was forgotten only counts."""
    rows = caseload.connection.execute(
        f"""{_MEMBERS} and programme = :programme and forgotten_on is null order by sort_name, id""",
        {"programme": programme, "day": day.isoformat()},
    )
    return [
        Member(
            candidate=(candidate := CANDIDATE.fact(row)),
            stage=(last := _last_stage(caseload, candidate.id, day))[0],
            reached_on=last[1],
            placed_on=row["placed_on"] and date.fromisoformat(row["placed_on"]),
        )
        for row in rows
    ]


def _last_stage(caseload: "Store", candidate: int, day: date) -> tuple[Stage | None, date | None]:
    """What somebody reached last, up to and including a day."""
    row = caseload.connection.execute(
        """select stage, reached_on from milestone where candidate = :candidate and reached_on <= :day
            order by reached_on desc, id desc limit 1""",
        {"candidate": candidate, "day": day.isoformat()},
    ).fetchone()
    return (Stage(row["stage"]), date.fromisoformat(row["reached_on"])) if row else (None, None)
