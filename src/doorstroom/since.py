"""What changed in a caseload after a moment, from the event log: the last meeting that was closed, or a day."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from doorstroom import held, netting
from doorstroom.chronicle import Chronicle, done_to
from doorstroom.model.meeting import Meeting
from doorstroom.netting import Key, Net
from doorstroom.registers.history import Done, Line
from doorstroom.registers.since import FIELDS, Changed, Group, Since, groups, is_told_by_another


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """From which moment changes are wanted: after a meeting was closed, else from a day on; up to and including a day.

    ``most`` is how many are told of each group; programs get every record once, and REFs in place of names.
    """

    meeting: Meeting | None = None
    day: date
    until: date | None = None
    most: int | None = None
    for_programs: bool = False
    sensitive: bool = False


def changed(connection: sqlite3.Connection, asked: Asked) -> Since:
    """What is not as it was at that moment, record by record, as the log has it."""
    after = _closing(connection, asked.meeting) if asked.meeting else netting.before_day(connection, asked.day)
    nets = netting.between(connection, after, netting.up_to(connection, asked.until))
    forgotten = _forgotten(connection, nets)
    nets = {key: net for key, net in nets.items() if not net.is_erased and key not in forgotten}
    found: dict[Group, list[Key]] = defaultdict(list)
    others: Counter[tuple[str, Done]] = Counter()
    for (record, number), net in nets.items():
        falls_in = groups(record, net.before, net.after)
        if falls_in == (Group.OTHER,) and not is_told_by_another(record, net.before, net.after):
            others[record, done_to(net)] += 1
        for group in falls_in[:1] if asked.for_programs else falls_in:
            if group is not Group.OTHER or asked.for_programs:
                found[group].append((record, number))
    people = sorted(key for key, person in forgotten.items() if key == ("candidate", person))
    return Since(
        since=asked.day,
        meeting=asked.meeting,
        rows=_rows(Chronicle(connection), found, nets, asked),
        sizes={group: len(keys) for group, keys in found.items()},
        others=dict(sorted(others.items())),
        forgotten=len(people),
        records=len(nets),
    )


def _rows(
    chronicle: Chronicle, found: Mapping[Group, list[Key]], nets: Mapping[Key, Net], asked: Asked
) -> dict[Group, list[Changed]]:
    return {
        group: [_row(chronicle, group, key, nets[key], asked) for key in found[group][: asked.most]]
        for group in Group
        if group in found
    }


def _row(chronicle: Chronicle, group: Group, key: Key, net: Net, asked: Asked) -> Changed:
    record, number = key
    told, says = chronicle.summed_up(record, number, net, FIELDS.get(group, ()), for_programs=asked.for_programs)
    return Changed(
        groups=groups(record, net.before, net.after),
        line=Line(told, told.touched[0], asked.sensitive),
        says=says,
    )


def _closing(connection: sqlite3.Connection, meeting: Meeting) -> int:
    """The event that closed a meeting: what it wrote itself is no news to the next one."""
    row = connection.execute(
        """select min(event) from change where record = 'meeting' and record_id = :meeting and event > :before""",
        {"meeting": meeting.id, "before": meeting.held_event},
    ).fetchone()
    return int(row[0] or meeting.held_event or 0)


def _forgotten(connection: sqlite3.Connection, nets: Mapping[Key, Net]) -> dict[Key, int]:
    """The records among these that are of somebody who was forgotten since, each with the number of that person."""
    found: dict[Key, int] = {}
    if not any(net.is_erased or (net.after or {}).get("forgotten_on") for net in nets.values()):
        return found
    for (person,) in connection.execute("select id from candidate where forgotten_on is not null order by id"):
        theirs = [(holding.table.name, fact.id) for holding in held.of(connection, person) for fact in holding.facts]
        if any(key in nets for key in theirs):
            found |= dict.fromkeys([*theirs, ("candidate", person)], person)
    return found
