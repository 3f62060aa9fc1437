"""Whose what is: the names of colleagues as they stand in the file."""

import difflib
from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from doorstroom import names
from doorstroom.errors import NotFound
from doorstroom.i18n import N_
from doorstroom.model.handover import Handover, Role
from doorstroom.records import Numbered, Table
from doorstroom.tables.following import STEP
from doorstroom.tables.matching import VACANCY
from doorstroom.tables.register import CANDIDATE, EMPLOYER

if TYPE_CHECKING:
    from doorstroom.store import Store

Fact = TypeVar("Fact", bound=Numbered)

TABLES: Mapping[type, Table[Any]] = {}

# Where a colleague is named, by the role.
_COLUMNS: tuple[tuple[Table[Any], str], ...] = (
    *((table, "owner") for table in (CANDIDATE, STEP, EMPLOYER, VACANCY)),
    (CANDIDATE, "coach"),
)

_OPEN_CASE = "coalesce(closed_on, '9999-12-31') > :day"
_CLOSED_CASE = "coalesce(closed_on, '9999-12-31') <= :day"
_TO_DO = "done_on is null"


def of_colleague(caseload: "Store", name: str, roles: Collection[Role], *, day: date) -> Handover:
    """What a colleague has on a day in these roles: the name as it stands in the file, but for accents and case.

    Raises NotFound, with the names that are like it, when nothing open is theirs.
    """
    asked = [(table, column) for table, column in _COLUMNS if Role(column) in roles]
    wanted = {
        (table.name, column): [one for one in _names(caseload, table, column) if names.fold(one) == names.fold(name)]
        for table, column in asked
    }

    def theirs(table: Table[Fact], column: str, where: str) -> tuple[Fact, ...]:
        found = []
        for called in wanted.get((table.name, column), ()):
            rows = caseload.connection.execute(
                f"select * from {table.name} where {column} = :called and {where} order by id",  # noqa: S608 - our own
                {"called": called, "day": day.isoformat()},
            )
            found += [table.fact(row) for row in rows]
        return tuple(sorted(found, key=lambda fact: fact.id))

    closed = {one.id for column in ("owner", "coach") for one in theirs(CANDIDATE, column, _CLOSED_CASE)}
    found = Handover(
        owned=theirs(CANDIDATE, "owner", _OPEN_CASE),
        coached=theirs(CANDIDATE, "coach", _OPEN_CASE),
        steps=theirs(STEP, "owner", _TO_DO),
        employers=theirs(EMPLOYER, "owner", "1 = 1"),
        vacancies=theirs(VACANCY, "owner", _OPEN_CASE),
        closed=len(closed),
    )
    if not list(found.to(name)):
        near = like(caseload, name, but=name)
        raise NotFound(
            N_("Nothing open stands in the name of {name}."),
            hint=N_("Did you mean {near}?") if near else N_("`doorstroom candidates` shows who owns whom."),
            name=name,
            near=near,
        )
    return found


def like(caseload: "Store", name: str, *, but: str = "") -> tuple[str, ...]:
    """The names of colleagues that could be meant by this one, the likest first; none when somebody is called so."""
    everybody: dict[str, str] = {}
    for table, column in _COLUMNS:
        for called in _names(caseload, table, column):
            everybody.setdefault(names.fold(called), called)
    folded = names.fold(name)
    if folded in everybody and not but:
        return ()
    everybody.pop(names.fold(but), None)
    holding = [one for one in everybody if folded and (folded in one or one in folded)]
    near = difflib.get_close_matches(folded, everybody, n=3, cutoff=0.7)
    return tuple(everybody[one] for one in dict.fromkeys((*holding, *near)))[:3]


def _names(caseload: "Store", table: Table[Any], column: str) -> list[str]:
    rows = caseload.connection.execute(
        f"select distinct {column} from {table.name} where {column} is not null order by {column}"  # noqa: S608 - our own
    )
    return [row[0] for row in rows]
