"""The caseload file itself: make one, try an invented one, look whether it is whole, and its settings."""

from pathlib import Path
from typing import Annotated

import typer

from doorstroom import (
    checks,
    engine,
    files,
    i18n,
    keys,
    output,
    registers,
    reports,
    rulebook,
    schema,
    sealing,
    settings,
    store,
)
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._gathering import gather, write_workbook
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import AsCsv, AsJson, AsOf, argument, flag, text
from doorstroom.commands._secrets import new_key
from doorstroom.connection import peek
from doorstroom.demo import caseload as caseload_of
from doorstroom.i18n import N_
from doorstroom.registers import key as register
from doorstroom.report import Sentence
from doorstroom.reports import Filter
from doorstroom.settings import Setting


def init(
    ctx: Ctx,
    file: Annotated[
        Path | None, typer.Argument(help=N_("Where; the usual place by default."), metavar=N_("FILE"))
    ] = None,
    lang: Annotated[str | None, option(N_("Dutch or English."), "--lang", metavar="[nl|en]")] = None,
    organisation: Annotated[str | None, text(N_("Whose caseload this is."), "--organisation")] = None,
    meeting_days: Annotated[
        str | None, option(N_("Days of the matching meeting."), "--meeting-days", metavar="mon,thu")
    ] = None,
    encrypted: Annotated[bool, flag(N_("Encrypted with a key, which is asked for."), "--encrypted")] = False,
) -> None:
    """Make a new, empty caseload."""
    path = file or ctx.obj.database
    chosen = {
        Setting.LANG: lang or i18n.language(),
        Setting.ORGANISATION: organisation,
        Setting.MEETING_DAYS: meeting_days,
    }
    checked = {key: settings.checked(key, value) for key, value in chosen.items() if value}
    rulebook.of(path)
    key = _new_key() if encrypted else None

    def begin(unfinished: Path) -> None:
        with store.open(unfinished, command="init", who=settings.who()) as caseload:
            for key, value in checked.items():
                caseload.set(key, value)

    schema.create(path, begin, key=key)
    # The first answer is in the language that was just chosen.
    i18n.choose(checked[Setting.LANG])
    output.say(
        Sentence.of(N_("A new caseload: {file}."), file=path),
        *([register.encrypted(path)] if encrypted else []),
        Sentence.of(N_("Next: `doorstroom import FILE` for a spreadsheet, or `doorstroom add-candidate`.")),
    )
    if keys.given(keys.Sort.KEY) and not encrypted:
        output.warn(register.not_needed(path))


def _new_key() -> str:
    sealing.ready()
    return new_key()


def demo(
    ctx: Ctx,
    file: Annotated[
        Path,
        typer.Argument(help=N_("Where; doorstroom-demo.db here by default."), metavar=N_("FILE"), show_default=False),
    ] = Path("doorstroom-demo.db"),
    as_of: AsOf = None,
) -> None:
    """Make a file with invented people, list who must leave, and write the workbook."""
    day = as_of or settings.today()
    workbook = file.with_suffix(".xlsx")
    is_old_demo = peek(file, "demo") is not None
    files.check(workbook, overwrite=is_old_demo or None, never=file)
    if is_old_demo:
        file.unlink()
    schema.create(file)
    invented = caseload_of(day)
    with store.open(file, command="demo", who="demo") as caseload:
        caseload.fill(*invented.facts)
        caseload.set(Setting.ORGANISATION, "Werkpunt Demo")
        caseload.set(Setting.MEETING_DAYS, "mon,thu")
        caseload.set("demo", "yes")
    with store.open(file) as caseload:
        content = gather(caseload, day=day, months=6, wanted=Filter(), sensitive=False)
        write_workbook(content, workbook, overwrite=is_old_demo, never=file)
    output.show(reports.expiring_report(content.expiring))
    output.say(
        Sentence.of(
            N_("The invented caseload is {file}, the workbook for its meeting {workbook}."),
            file=file,
            workbook=workbook,
        ),
        Sentence.of(
            N_("Look around with `doorstroom --db {file} attention`, `steps`, `show K1`, `explain` …"), file=file
        ),
    )


def settings_(
    ctx: Ctx,
    key: Annotated[
        Setting | None, typer.Argument(help=N_("Which setting."), metavar=N_("KEY"), show_default=False)
    ] = None,
    value: Annotated[str | None, argument(N_("Its new value; “-” clears it."), N_("VALUE"))] = None,
    as_json: AsJson = False,
) -> None:
    """See or change the settings of a caseload."""
    if key is not None and value is not None:
        kept = None if value == "-" else settings.checked(key, value)
        with ctx.obj.change("settings") as caseload:
            caseload.set(key, kept)
    with ctx.obj.read() as caseload:
        found = caseload.settings()
    asked = [(one, found.get(one)) for one in Setting if key in (None, one)]
    output.show(registers.settings(asked))


@listed(*registers.FINDING)
def check(ctx: Ctx, as_of: AsOf = None, as_json: AsJson = False, as_csv: AsCsv = False, *, view: View) -> None:
    """Look for what is damaged, inconsistent or missing; silent when all is well."""
    findings = checks.look_at(ctx.obj.database, day=as_of or settings.today())
    output.show_if_any(view.of(registers.findings(findings)))
    if engine.is_encrypted(ctx.obj.database):
        output.remark(Sentence.of(N_("{file} is encrypted."), file=ctx.obj.database))
    raise typer.Exit(checks.exit_code(findings))
