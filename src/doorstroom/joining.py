"""Making one record of two in the file: whatever points to the one that goes points to the one that stays."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from doorstroom import milestones
from doorstroom.damage import DamagedRecord
from doorstroom.merging import Attached, Merge, plan
from doorstroom.model import Candidate
from doorstroom.model.not_same import NotSame
from doorstroom.records import Table, every_table
from doorstroom.references import Pointer, pointing_at, unique_columns
from doorstroom.store import Store

_CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class _Move:
    """A fact that points to the record that goes, and what it becomes; None when that is there already."""

    table: Table[Any]
    fact: Any
    moved: Any | None


def planned(caseload: Store, kept: Candidate, gone: Candidate) -> Merge:
    """What merging these two would do. Raises BadInput for one and the same record."""
    moves = _moves(caseload, kept.id, gone.id) if kept.id != gone.id else []
    apart = [
        one for one in moves if one.table.kind is NotSame and {one.fact.candidate, one.fact.other} == {kept.id, gone.id}
    ]
    attached = Attached(
        moves=_by_kind([one for one in moves if one.moved]),
        doubled=_by_kind([one for one in moves if not one.moved and one not in apart]),
        said_not_same=bool(apart),
    )
    return plan(kept, gone, attached)


def merge(caseload: Store, wanted: Merge) -> None:
    """Do what a plan says, as one event."""
    caseload.log.mention(_CANDIDATE, wanted.kept.id)
    for move in _moves(caseload, wanted.kept.id, wanted.gone.id):
        if move.moved is None:
            caseload.remove(move.fact)
        else:
            caseload.save(move.moved)
    # A client number is of one person: the one that goes must let go of it first.
    caseload.remove(wanted.gone)
    caseload.save(wanted.result)
    # What followed from the registration or the closing of the one that is gone is no stage of the one that stays.
    milestones.of_candidate(caseload, wanted.result)


def _moves(caseload: Store, kept: int, gone: int) -> list[_Move]:
    """Everything that points to the record that goes, with what it becomes."""
    tables = every_table()
    columns: dict[tuple[str, int], list[Pointer]] = {}
    for pointer, number in pointing_at(caseload.connection, _CANDIDATE, gone):
        columns.setdefault((pointer.table, number), []).append(pointer)
    found = []
    for (name, number), pointers in columns.items():
        table = tables[name]
        fact = caseload.by_id(table.kind, number)
        found.append(_Move(table, fact, _moved(caseload, table, fact, pointers, kept, gone)))
    return found


def _moved(caseload: Store, table: Table[Any], fact: Any, pointers: list[Pointer], kept: int, gone: int) -> Any | None:
    """A fact that points to the other record; None when that cannot be or is there already and nothing needs this one."""
    row = table.row(fact)
    for pointer in pointers:
        row[pointer.column] = _pointed(row[pointer.column], pointer, kept, gone)
    try:
        moved = table.revived(row)
    except DamagedRecord:
        # Such as somebody who is not the same as himself.
        return None
    is_needed = next(pointing_at(caseload.connection, table.name, fact.id), None) is not None
    return moved if is_needed or not _is_there(caseload, table, table.row(moved)) else None


def _pointed(value: Any, pointer: Pointer, kept: int, gone: int) -> Any:
    if not pointer.is_list:
        return kept
    return json.dumps(list(dict.fromkeys(kept if one == gone else one for one in json.loads(value))))


def _is_there(caseload: Store, table: Table[Any], row: Mapping[str, Any]) -> bool:
    """Whether another record says the same, or has what only one can have."""
    whole = [name for name in row if name != "id"]
    for columns in [whole, *unique_columns(caseload.connection, table.name)]:
        # The names are from our own tables.
        same = " and ".join(f"{name} is :{name}" for name in columns)
        sql = f"select 1 from {table.name} where {same} and id <> :id limit 1"  # noqa: S608
        if caseload.connection.execute(sql, dict(row)).fetchone():
            return True
    return False


def _by_kind(moves: list[_Move]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(one.table.name for one in moves).items()))
