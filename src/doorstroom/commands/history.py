"""Looking back: who changed what, and taking it back or doing it again."""

from datetime import date
from typing import Annotated

import typer

from doorstroom import output, reversal, settings
from doorstroom.chronicle import Asked, Chronicle, record_of
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import AsCsv, AsJson, AsOf, Profile, day, flag, ref, text
from doorstroom.i18n import N_
from doorstroom.registers import history as register
from doorstroom.report import Sentence
from doorstroom.reversal import Reversal
from doorstroom.search import KINDS
from doorstroom.store import Store

_MOST = 30

HowMany = Annotated[
    int, typer.Argument(help=N_("How many commands; one by default."), metavar="N", min=1, max=1000, show_default=False)
]
DryRun = Annotated[bool, flag(N_("Show what would change, and change nothing."), "--dry-run")]


def history(
    ctx: Ctx,
    record: Annotated[str | None, ref(N_("A REF, client number or part of a name; else everything."), *KINDS)] = None,
    since: Annotated[date | None, day(N_("Only from this day on."), "--since")] = None,
    who: Annotated[str | None, text(N_("Only by this account."), "--who")] = None,
    limit: Annotated[
        int | None, option(N_("At most so many commands; 30 on a screen."), "--limit", metavar="N", min=1)
    ] = None,
    with_: Annotated[list[Profile] | None, option(N_("“sensitive”: with benefit and the like."), "--with")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Who changed what, the latest first."""
    for_programs = as_json or as_csv
    most = limit or (None if for_programs else _MOST)
    with ctx.obj.read() as caseload:
        asked = Asked(since=since, until=as_of, who=who, about=_about(caseload, record))
        told, total = Chronicle(caseload.connection).told(asked, most=most, for_programs=for_programs)
    report = register.report(told, of=total, sensitive=Profile.SENSITIVE in (with_ or ()))
    output.narrate(report, register.sections(told), titled=False)


def undo(ctx: Ctx, count: HowMany = 1, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Take back your own last command, or the last few."""
    with ctx.obj.read() if dry_run else ctx.obj.change("undo") as caseload:
        plan = reversal.to_undo(caseload, who=settings.who(), count=count)
        _carry_out(caseload, plan, dry_run=dry_run)
    _say(plan, N_("Taken back: {what}."), dry_run=dry_run)


def redo(ctx: Ctx, count: HowMany = 1, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Do again what you took back last."""
    with ctx.obj.read() if dry_run else ctx.obj.change("redo") as caseload:
        plan = reversal.to_redo(caseload, who=settings.who(), count=count)
        _carry_out(caseload, plan, dry_run=dry_run)
    _say(plan, N_("Done again: {what}."), dry_run=dry_run)


def _carry_out(caseload: Store, plan: Reversal, *, dry_run: bool) -> None:
    """Do it, or only see whether it can be done."""
    if dry_run:
        reversal.refuse_conflicts(caseload, plan)
    else:
        reversal.carry_out(caseload, plan)


def _say(plan: Reversal, done: str, *, dry_run: bool) -> None:
    """What was gone back over: one sentence, or everything that it would change."""
    for one in plan.passed:
        output.remark(one)
    if dry_run:
        output.plan(register.figures(plan.told), register.sections(plan.told))
        output.remark(Sentence.of(N_("Nothing was changed: this was only the plan.")))
        return
    output.made(register.figures(plan.told), Sentence.of(done, what=register.in_short(plan.told)))


def _about(caseload: Store, text: str | None) -> tuple[str, int] | None:
    """The record that a text means; a REF also when the record is gone, as long as the log knows it."""
    if text is None:
        return None
    named = record_of(text)
    if named and Chronicle(caseload.connection).knows(*named):
        return named
    found = caseload.find(text, *KINDS)
    return found.kind.table, found.id
