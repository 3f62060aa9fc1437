"""A caseload that changes hands."""

from typing import Annotated, Any

from doorstroom import output, settings
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import AsJson, flag, guarded, needed
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model.handover import Role
from doorstroom.registers import handover as words
from doorstroom.report import Sentence
from doorstroom.tables import handover


def _colleague(text: str) -> str:
    """What a colleague is called; BadInput for nothing, since then nobody would have it any more."""
    if not text.strip(" -"):
        raise BadInput(N_("A caseload is always somebody's."), hint=N_("Give the name of a colleague."))
    return guarded(text)


def _name_of(help: str, flag: str) -> Any:
    return option(help, flag, parser=_colleague, metavar=N_("NAME"))


def transfer(
    ctx: Ctx,
    from_: Annotated[
        str | None, _name_of(N_("Whose it is: the whole name as it stands in the file."), "--from")
    ] = None,
    to: Annotated[str | None, _name_of(N_("Whose it becomes."), "--to")] = None,
    role: Annotated[
        list[Role] | None, option(N_("Only as owner, or only as coach; both by default."), "--role")
    ] = None,
    dry_run: Annotated[bool, flag(N_("Show what would change, and change nothing."), "--dry-run")] = False,
    as_json: AsJson = False,
) -> None:
    """Hand what is open of one colleague to another."""
    giver = needed(from_, "--from", N_("From whom"), _colleague)
    taker = needed(to, "--to", N_("To whom"), _colleague)
    with ctx.obj.read() if dry_run else ctx.obj.change("transfer") as caseload:
        found = handover.of_colleague(caseload, giver, role or list(Role), day=settings.today())
        found.refuse_same(taker)
        near = handover.like(caseload, taker)
        if not dry_run:
            for one in found.to(taker):
                caseload.save(one)
    output.plan(words.figures(found, giver, taker), words.sections(found, giver, taker))
    if near:
        output.warn(
            Sentence.of(N_("Nobody in the file was called {name} before; there is {near}."), name=taker, near=near)
        )
    output.remark(
        Sentence.of(N_("Nothing was changed: this was only the plan.")) if dry_run else Sentence.of(N_("Handed over."))
    )
