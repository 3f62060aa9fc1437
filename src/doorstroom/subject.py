"""Gathering everything held about one person, with where each thing comes from."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import date, datetime

from doorstroom import backups, held, reports
from doorstroom.chronicle import Asked, Chronicle, moment_of, ref_of
from doorstroom.clock import AMSTERDAM
from doorstroom.model import Candidate
from doorstroom.registers import history
from doorstroom.registers.dossier import Dossier, Entry, Export, Item
from doorstroom.report import Sentence
from doorstroom.store import Store


def dossier(
    caseload: Store, candidate: Candidate, *, made_on: date, organisation: str, kept_until: list[Sentence]
) -> Dossier:
    """Everything held about a candidate on the day it is made."""
    chronicle = Chronicle(caseload.connection)
    told, _total = chronicle.told(Asked(about=(held.CANDIDATE, candidate.id)), for_programs=False)
    return Dossier(
        ref=candidate.ref,
        name=candidate.name,
        made_on=made_on,
        organisation=organisation,
        entries=[
            _entry(caseload.connection, chronicle, holding.table.name, holding.table.row(fact))
            for holding in held.of(caseload.connection, candidate.id)
            for fact in holding.facts
        ],
        concluded=reports.standing(caseload.person(candidate), made_on),
        history=history.sections(told),
        exports=_exports(caseload.connection, candidate.id),
        backups=len(backups.listed(caseload.path)),
        kept_until=kept_until,
    )


def _entry(connection: sqlite3.Connection, chronicle: Chronicle, table: str, row: Mapping[str, object]) -> Entry:
    number = int(str(row["id"]))
    since = _since(connection, table, number)
    return Entry(
        table=table,
        ref=ref_of(table, number) or "",
        title=Sentence.of(history.noun(table)),
        items=[
            Item(one.field, one.heading, one.after, since.get(one.field))
            for one in chronicle.stated(table, row)
            if one.field != held.CANDIDATE
        ],
    )


def _since(connection: sqlite3.Connection, table: str, number: int) -> dict[str, Sentence]:
    """By which command each field of a record came to hold what it holds."""
    found = {}
    for row in held.log(connection, {(table, number)}):
        for field in json.loads(row["after"] or "{}"):
            found[field] = moment_of(row).said
    return found


def _exports(connection: sqlite3.Connection, candidate: int) -> list[Export]:
    """The lists that left the file since somebody is in it."""
    rows = connection.execute(
        """select made_at, who, as_of, profile, format, people from export join event on event.id = export.event
            where event >= (select min(event) from change where record = 'candidate' and record_id = :id)
            order by export.id""",
        {"id": candidate},
    )
    return [
        Export(
            day=datetime.fromisoformat(row["made_at"]).astimezone(AMSTERDAM).date(),
            who=row["who"],
            as_of=date.fromisoformat(row["as_of"]),
            profile=row["profile"],
            format=row["format"],
            people=row["people"],
        )
        for row in rows
    ]
