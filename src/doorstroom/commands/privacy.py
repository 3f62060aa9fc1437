"""People's rights: to be forgotten, when they ask or when it is time, and to see what is held about them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from doorstroom import files, forgetting, output, papers, retention, settings, subject
from doorstroom.choices import Kind
from doorstroom.commands._app import Context, Ctx
from doorstroom.commands._options import AsCsv, AsJson, AsOf, Yes, agreed, complete, flag, ref
from doorstroom.errors import BadInput, Unavailable
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.registers import forgotten
from doorstroom.registers import retention as register
from doorstroom.report import Sentence
from doorstroom.settings import Setting
from doorstroom.tables import closed


def forget(
    ctx: Ctx,
    candidates: Annotated[
        list[str],
        typer.Argument(
            help=N_("Whom: REFs, client numbers or names."),
            metavar="REF",
            autocompletion=complete(Kind.CANDIDATE),
            show_default=False,
        ),
    ],
    anyway: Annotated[bool, flag(N_("Also while the case is open or a contract runs."), "--anyway")] = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Erase people and keep anonymous counts."""
    day = settings.today()
    with ctx.obj.read() as caseload:
        people = list({(one := caseload.candidate(text)).id: one for text in candidates}.values())
        erasures = [forgetting.look(caseload, person, day) for person in people]
    if not anyway:
        forgetting.refuse_open(erasures)
    if output.can_ask() and not yes:
        output.sections([forgotten.preview(erasure) for erasure in erasures])
    agreed(yes, N_("Forget for good?"))
    _forget(ctx, people, erasures, command="forget")


def dossier(
    ctx: Ctx,
    candidate: Annotated[str, ref(N_("Whose: REF, client number or name."), Kind.CANDIDATE)],
    file: Annotated[Path, typer.Argument(help=N_("Where to: .html, .txt or .json."), metavar=N_("FILE"))],
    force: Annotated[bool, flag(N_("Write over a file that exists."), "--force")] = False,
    as_json: AsJson = False,
) -> None:
    """Write down everything held about somebody, for that person to read."""
    write = papers.FORMS.get(file.suffix.lstrip(".").casefold())
    if write is None:
        raise BadInput(
            N_("{file} does not end in .html, .txt or .json."), hint=N_("The ending says what it becomes."), file=file
        )
    with ctx.obj.read() as caseload:
        person = caseload.by_id(Candidate, caseload.find(candidate, Kind.CANDIDATE).id)
        told = subject.dossier(
            caseload,
            person,
            made_on=settings.today(),
            organisation=caseload.settings().get(Setting.ORGANISATION, ""),
            kept_until=register.kept_until(retention.periods_in(caseload.settings())),
        )
    content = write(told)
    files.write_whole(file, lambda out: out.write(content), overwrite=force, never=ctx.obj.database)
    output.made(
        {"ref": person.ref, "file": str(file), "records": len(told.entries)},
        Sentence.of(
            N_("{file} written: everything held about {ref} {name}."), file=file, ref=person.ref, name=person.name
        ),
        Sentence.of(N_("Read it before you hand it over: notes may speak of others too.")),
    )


def retention_(
    ctx: Ctx,
    preview: Annotated[bool, flag(N_("Only list them; nothing changes."), "--preview")] = False,
    yes: Yes = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Forget everybody whose file may not be kept any more."""
    if as_of is not None and not preview:
        raise BadInput(N_("--as-of goes with --preview only."), hint=N_("What is forgotten is forgotten today."))
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        answer = retention.retention(
            closed.everybody_closed(caseload.connection), retention.periods_in(caseload.settings()), day
        )
        people = [caseload.by_id(Candidate, one.closed.id) for one in answer.due]
        erasures = [] if preview else [forgetting.look(caseload, person, day) for person in people]
    if preview or not people:
        output.show(register.report(answer))
        return
    if output.can_ask() and not yes:
        output.show(register.report(answer))
    agreed(yes, N_("Forget for good?"))
    _forget(ctx, people, erasures, command="retention")


def _forget(ctx: Context, people: Sequence[Candidate], erasures: Sequence[forgotten.Erasure], *, command: str) -> None:
    """Erase these people, sweep the file, and say what was done and where else they may be found."""
    with ctx.obj.change(command) as caseload:
        exports = forgetting.exports_since(caseload.connection, people)
        for person in people:
            forgetting.erase(caseload, caseload.by_id(Candidate, person.id), settings.today())
    try:
        forgetting.sweep(ctx.obj.database)
    except Unavailable as problem:
        output.warn(
            Sentence.of(
                N_("{reason} What was erased may still stand between the records until somebody is forgotten again."),
                reason=Sentence(problem.message, problem.fields),
            )
        )
    backups = [str(path) for path in forgetting.copies(ctx.obj.database, people)]
    output.made(
        {
            "forgotten": [forgotten.record(erasure) for erasure in erasures],
            "backups": backups,
            "exports": exports,
        },
        forgotten.done(erasures),
        *forgotten.left(backups, exports),
    )
