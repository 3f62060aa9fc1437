"""What a meeting needs from a caseload, brought together for the workbook; export and demo both write it."""

from datetime import date
from pathlib import Path

from doorstroom import files, preparation, reports, rulebook
from doorstroom.preparation import Preparation
from doorstroom.reports import Filter
from doorstroom.settings import Setting
from doorstroom.store import Store


def gather(caseload: Store, *, day: date, months: int, wanted: Filter, sensitive: bool) -> Preparation:
    """The list of a day and all that stands behind it, everybody by name."""
    people, _nobody = caseload.people(day, day, everybody=True)
    answer = reports.expiring(people, as_of=day, months=months, wanted=wanted)
    asked_for = {row.person.id for row in answer.rows} | {person.id for person, _reason in answer.left_out_people}
    return preparation.prepare(
        answer,
        candidates=[one for one in caseload.candidates() if one.id in asked_for],
        placements=[one for one in caseload.placements() if one.contract.candidate in asked_for],
        employers=caseload.employers(),
        organisation=caseload.settings().get(Setting.ORGANISATION, ""),
        chosen=wanted,
        rules_version=rulebook.version(caseload.path),
        sensitive=sensitive,
    )


def write_workbook(content: Preparation, target: Path, *, overwrite: bool, never: Path) -> None:
    """The workbook as a file, whole or not at all."""
    from doorstroom.workbook.write import write

    files.write_whole(target, lambda file: write(content, file, near=target.parent), overwrite=overwrite, never=never)
