"""Every date that matters, as a list or as a file for a calendar."""

from pathlib import Path
from typing import Annotated

import typer

from doorstroom import files, output, settings
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._dates import dates_of
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    AtEmployer,
    OfCoach,
    OfOwner,
    flag,
    months,
)
from doorstroom.deadlines import Deadlines, Filter, What
from doorstroom.deadlines.register import DEADLINE, report
from doorstroom.i18n import N_
from doorstroom.report import Sentence
from doorstroom.store import Store
from doorstroom.tables.deadlines import edition

Within = Annotated[int, months(N_("Dates within so many months; 6 by default."), "--months")]


@listed(*DEADLINE)
def deadlines_(
    ctx: Ctx,
    within: Within = 6,
    employer: AtEmployer = None,
    owner: OfOwner = None,
    coach: OfCoach = None,
    kind: Annotated[list[What] | None, option(N_("Only dates of this sort; repeat for more."), "--kind")] = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", help=N_("Write them to this file, for a calendar."), metavar=N_("FILE")),
    ] = None,
    force: Annotated[bool, flag(N_("Write over a file that exists."), "--force")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """Every date that matters: what must be done, by whom, and by which rule."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        wanted = Filter(employer=caseload.employer_id(employer), owner=owner, coach=coach, kinds=frozenset(kind or ()))
        answer = dates_of(caseload, day, within, wanted, first=view.seen if ics is None else None)
        if ics is not None:
            _write(caseload, answer, ics, overwrite=force)
    if ics is None:
        output.show(view.of(report(answer)))


def _write(caseload: Store, answer: Deadlines, target: Path, *, overwrite: bool) -> None:
    """The dates as a calendar file, whole or not at all."""
    from doorstroom import calendars
    from doorstroom.deadlines.events import events

    content = calendars.to_ics(events(answer.rows), edition(caseload.connection))
    files.write_whole(target, lambda out: out.write(content) and None, overwrite=overwrite, never=caseload.path)
    output.made(
        {"file": str(target), "as_of": answer.as_of, "months": answer.months, "dates": len(answer.rows)},
        Sentence.counted(
            "{file} written: {n} date, with codes and first names only.",
            "{file} written: {n} dates, with codes and first names only.",
            n=len(answer.rows),
            file=target,
        ),
    )
