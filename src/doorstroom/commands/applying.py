"""Bring back a filled-in agenda: first the plan, then all of it or nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from doorstroom import backups, output, settings, wording
from doorstroom.choices import Kind
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsJson, agreed, flag
from doorstroom.commands._secrets import PasswordFd, password_of
from doorstroom.errors import BadFile
from doorstroom.i18n import N_
from doorstroom.meeting import plan as plans
from doorstroom.meeting.plan import FilledIn, Plan, Verdict
from doorstroom.model import Candidate
from doorstroom.report import Sentence
from doorstroom.store import Store
from doorstroom.tables import meeting as meetings_in
from doorstroom.workbook import returned
from doorstroom.workbook.returned import Returned


def apply(
    ctx: Ctx,
    file: Annotated[
        Path,
        typer.Argument(
            help=N_("The filled-in workbook, or what the page saved."), metavar=N_("FILE"), show_default=False
        ),
    ],
    dry_run: Annotated[bool, flag(N_("Show what would change, and change nothing."), "--dry-run")] = False,
    yes: Annotated[bool, flag(N_("Leave what was changed in both, without asking."), "--yes")] = False,
    password_fd: PasswordFd = None,
    as_json: AsJson = False,
) -> None:
    """Bring back what the meeting decided."""
    came = returned.read(file, today=settings.today(), password=password_of(file, password_fd))
    opened = ctx.obj.read() if dry_run else ctx.obj.change("apply")
    with opened as caseload, backups.safeguard(caseload, "apply", unless=dry_run):
        found = _planned(caseload, came, file)
        output.plan(plans.figures(found), plans.sections(found))
        if found.problems:
            output.warn(Sentence.of(N_("Nothing was applied: mend what stands above in the file, and apply it again.")))
            raise typer.Exit(5)
        if dry_run:
            output.remark(Sentence.of(N_("Nothing was changed: this was only the plan.")))
            return
        if found.of(Verdict.CONFLICT):
            agreed(yes, N_("Apply the rest, and leave what was changed in both as it is?"))
        _write(caseload, came, found)
    output.remark(Sentence.counted("{n} row applied.", "{n} rows applied.", n=len(found.changing)))


def _planned(caseload: Store, came: Returned, file: Path) -> Plan:
    """What a file that came back would change in this caseload; BadFile when it is from another."""
    if came.caseload != caseload.settings()["caseload"]:
        raise BadFile(
            N_("{file} was made from another caseload."),
            hint=N_("Name the caseload that it was exported from with --db."),
            file=file.name,
        )
    meeting = meetings_in.on(caseload, came.meeting)
    now = meetings_in.outcomes_of(caseload, meeting.id) if meeting else {}
    there = meetings_in.existing(caseload, [row.candidate for row in came.rows if row.candidate])
    rows = [row if row.candidate in there else _of_nobody(row) for row in came.rows]
    problems = [*came.problems, *meetings_in.missing_vacancies(caseload, came.rows)]
    return plans.plan(rows, now, problems)


def _of_nobody(row: FilledIn) -> FilledIn:
    """The same row without its candidate, still called by the REF that was typed."""
    called = [Kind.CANDIDATE.ref(row.candidate)] if row.candidate else []
    return replace(row, candidate=None, name=" ".join([*called, *row.name.split()]))


def _write(caseload: Store, came: Returned, found: Plan) -> None:
    """Write down every outcome that is new or changed."""
    meeting = meetings_in.on_or_new(caseload, came.meeting)
    now = meetings_in.outcomes_of(caseload, meeting.id)
    for row in found.changing:
        candidate = caseload.by_id(Candidate, row.row.candidate or 0)
        values = row.result(plans.values_of(now.get(candidate.id)))
        outcome = plans.outcome_from(values, meeting=meeting.id, candidate=candidate.id)
        meetings_in.decide(caseload, outcome, meeting, candidate, in_words=wording.words(outcome.decision))
