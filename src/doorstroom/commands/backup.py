"""Backups: make one, list them, and go back to one."""

from pathlib import Path
from typing import Annotated

import typer

from doorstroom import backups, engine, output, sealing, store
from doorstroom import settings as environment
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsCsv, AsJson, Yes, agreed, flag
from doorstroom.errors import BadFile, BadInput
from doorstroom.i18n import N_
from doorstroom.registers import backups as register
from doorstroom.report import Sentence


def backup(
    ctx: Ctx,
    file: Annotated[
        Path | None,
        typer.Argument(help=N_("Where; dated, in the folder backups."), metavar=N_("FILE"), show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a backup that has been read to its end."""
    with ctx.obj.read() as caseload:
        made = backups.make(caseload.path, file)
    holds = backups.contents(made)
    output.made(
        {"file": str(made), "people": holds.people, "contracts": holds.contracts},
        Sentence.counted("{file} holds {n} person.", "{file} holds {n} people.", n=holds.people, file=made),
    )


def restore(
    ctx: Ctx,
    file: Annotated[
        str | None,
        typer.Argument(
            help=N_("A backup, by its name in the list or its place."), metavar=N_("FILE"), show_default=False
        ),
    ] = None,
    list_: Annotated[bool, flag(N_("List the backups."), "--list")] = False,
    yes: Yes = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Go back to a backup, after a copy of what is there now."""
    here = ctx.obj.database
    if list_:
        found = [_read(one) for one in backups.listed(here)]
        output.show(register.listing(found, backups.folder_of(here), backups.KEPT))
        return
    if file is None:
        raise BadInput(N_("{name} is missing."), hint=N_("`doorstroom restore --list` lists the backups."), name="FILE")
    chosen = backups.find(here, file)
    is_encrypted = engine.unlock(chosen) is not None
    backups.verify(chosen)
    output.say(*_meaning(chosen, here))
    if here.exists() and is_encrypted is not engine.is_encrypted(here):
        output.say(register.stays_as(encrypted=not is_encrypted))
    agreed(yes, N_("Put it in its place?"))
    with sealing.as_is(chosen, here) as ready:
        # The log says so in the file that comes, so that nobody ever finds one that came and does not say so.
        with store.open(ready, command="restore", who=environment.who()) as caseload:
            caseload.log.begin()
        kept = backups.restore(ready, here)
    output.made(
        {"file": str(here), "from": str(chosen), "kept": kept and str(kept)},
        Sentence.of(N_("{file} is as it was in {backup}."), file=here, backup=chosen),
        *([Sentence.of(N_("What was there before is in {kept}."), kept=kept)] if kept else []),
    )


def _read(one: backups.Backup) -> register.Copy:
    """A backup with what is in it, as far as it can be read."""
    try:
        holds = backups.contents(one.path)
    except BadFile:
        holds = None
    return register.Copy(
        name=one.path.name,
        day=one.made_at.date(),
        time=f"{one.made_at:%H:%M}",
        before=one.before,
        people=holds.people if holds else None,
        contracts=holds.contracts if holds else None,
        size=one.path.stat().st_size,
    )


def _meaning(chosen: Path, here: Path) -> tuple[Sentence, ...]:
    """What going back to a backup would change."""
    holds = backups.contents(chosen)
    try:
        now = backups.contents(here) if here.exists() else None
    except BadFile:
        now = None
    return register.going_back(
        backup=chosen.name,
        people=holds.people,
        contracts=holds.contracts,
        there=here.exists(),
        now=(now.people, now.contracts) if now else None,
        lost=now.without(holds) if now else {},
    )
