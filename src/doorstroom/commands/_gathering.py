"""All that a workbook, page or file for others holds of a caseload, brought together."""

import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from doorstroom import deadlines, files, followed, preparation, reports, rulebook
from doorstroom.commands import _results
from doorstroom.commands._dates import dates_of
from doorstroom.commands._meeting import handout_of
from doorstroom.model import Candidate
from doorstroom.model.meeting import Meeting
from doorstroom.preparation import Preparation
from doorstroom.registers.vacancy import offered
from doorstroom.reports import Filter
from doorstroom.settings import Setting
from doorstroom.store import Store
from doorstroom.tables import matching as vacancies_in
from doorstroom.tables import placement, support, workplace
from doorstroom.workbook import locked


@dataclass(frozen=True, slots=True)
class _Candidates(Iterable[Candidate]):
    """These candidates of a file, read anew each time that somebody goes through them: all at once they are much to hold."""

    caseload: Store
    numbers: Collection[int]

    def __iter__(self) -> Iterator[Candidate]:
        return (one for one in self.caseload.every_candidate() if one.id in self.numbers)


def gather(
    caseload: Store, *, day: date, months: int, wanted: Filter, sensitive: bool, meeting: Meeting | None = None
) -> Preparation:
    """The list of a day and all that stands behind it, everybody by name; with the agenda of a meeting to fill in.

    Contracts, candidates and dates are read from the open caseload when they are written down.
    """
    # First, while nothing else is held: the reports go through everybody.
    results = _results.overview(caseload, day, wanted)
    people, _nobody = caseload.people(day, everybody=True)
    answer = reports.expiring(people, as_of=day, months=months, wanted=wanted)
    answer = answer.with_followed(followed.of(caseload.connection, answer.on_it, day))
    asked_for = {row.person.id for row in answer.rows} | {person.id for person, _reason in answer.left_out_people}
    proposals = vacancies_in.nominations(caseload)
    vacancies = offered(meeting.day if meeting else day, vacancies_in.openings(caseload), proposals)
    return preparation.prepare(
        answer,
        candidates=_Candidates(caseload, asked_for),
        placements=(one for one in placement.all_of(caseload) if one.contract.candidate in asked_for),
        postings=[one for one in workplace.everywhere(caseload) if one.contract.candidate in asked_for],
        employers=caseload.employers(),
        organisation=caseload.settings().get(Setting.ORGANISATION, ""),
        chosen=wanted,
        rules_version=rulebook.version(caseload.path),
        sensitive=sensitive,
        vacancies=vacancies,
        handout=handout_of(
            caseload,
            meeting,
            months,
            openings=[one.opening for one in vacancies],
            proposals=proposals,
            only=asked_for if wanted.is_set else None,
            sensitive=sensitive,
        )
        if meeting
        else None,
        schemes=[one for one in support.schemes(caseload.connection) if one.candidate in asked_for]
        if sensitive
        else (),
        dates=_dates(caseload, day, months, wanted, asked_for),
        results=results,
    )


def _dates(
    caseload: Store, day: date, months: int, wanted: Filter, asked_for: Collection[int]
) -> Iterator[deadlines.Deadline]:
    """The dates that matter in a window, of the people and employers that are asked for; found when they are asked for."""
    part = deadlines.Filter(employer=wanted.employer, owner=wanted.owner, coach=wanted.coach)
    for row in dates_of(caseload, day, months, part).rows:
        if row.whose.candidate is None or row.whose.candidate in asked_for:
            yield row


def write_workbook(
    content: Preparation, target: Path, *, overwrite: bool, never: Path, password: str | None = None
) -> None:
    """The workbook as a file, whole or not at all, that only opens with a ``password`` where there is one."""
    from doorstroom.workbook.write import write

    def written(file: BinaryIO) -> None:
        if password is None:
            write(content, file, near=target.parent)
        else:
            # What is not locked yet is never a file.
            finished = io.BytesIO()
            write(content, finished, near=target.parent)
            locked.lock(finished, password, file)

    files.write_whole(target, written, overwrite=overwrite, never=never)
