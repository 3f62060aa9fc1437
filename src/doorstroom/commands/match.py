"""Matches: vacancies for a person, people for a vacancy, or everybody who leaves against everything that is open."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from doorstroom import output, pairing, reports, settings
from doorstroom.choices import Kind
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    AtEmployer,
    OfCoach,
    OfOwner,
    Profile,
    Within,
    WithSensitive,
    ref,
)
from doorstroom.i18n import N_
from doorstroom.matching import Match
from doorstroom.model import Candidate
from doorstroom.registers import match as matches
from doorstroom.registers.match import Row
from doorstroom.report import Report
from doorstroom.store import Store
from doorstroom.tables import matching as tables


def match(
    ctx: Ctx,
    record: Annotated[
        str | None, ref(N_("A candidate or a vacancy; else everybody who leaves."), Kind.CANDIDATE, Kind.VACANCY)
    ] = None,
    within: Within = 6,
    employer: AtEmployer = None,
    owner: OfOwner = None,
    coach: OfCoach = None,
    top: Annotated[
        int | None, option(N_("Show so many; 10 by default, of everybody 5."), "--top", metavar="N", min=1)
    ] = None,
    with_: WithSensitive = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say which conditions hold, which fail and what to ask; there is no score."""
    day = as_of or settings.today()
    sensitive = output.is_for_people() or Profile.SENSITIVE in (with_ or ())
    with ctx.obj.read() as caseload:
        if record is not None:
            found = caseload.find(record, Kind.CANDIDATE, Kind.VACANCY)
            report = _OF_ONE[found.kind](caseload, found.id, day, top or 10, sensitive)
        else:
            wanted = reports.Filter(employer=caseload.employer_id(employer), owner=owner, coach=coach)
            best, people, vacancies = pairing.everybody_leaving(caseload, day, within, wanted, top or 5)
            rows = _rows(caseload, best, day, sensitive=sensitive)
            report = matches.for_everybody(rows, people=people, vacancies=vacancies, months=within, as_of=day)
    output.show(report)


def _candidate(caseload: Store, number: int, day: date, top: int, sensitive: bool) -> Report[Row]:
    candidate = caseload.by_id(Candidate, number)
    best, there_are = pairing.vacancies_for(caseload, candidate, day, top)
    return matches.for_candidate(_rows(caseload, best, day, sensitive=sensitive), candidate.name, of=there_are)


def _vacancy(caseload: Store, number: int, day: date, top: int, sensitive: bool) -> Report[Row]:
    opening = tables.opening(caseload, number)
    best, there_are = pairing.people_for(caseload, opening, day, top)
    rows = _rows(caseload, best, day, sensitive=sensitive)
    return matches.for_vacancy(rows, opening.vacancy.title, of=there_are)


def _rows(caseload: Store, best: Sequence[Match], day: date, *, sensitive: bool) -> list[Row]:
    return matches.rows(best, tables.nominations(caseload), day, sensitive=sensitive)


_OF_ONE: dict[Kind, Any] = {Kind.CANDIDATE: _candidate, Kind.VACANCY: _vacancy}
