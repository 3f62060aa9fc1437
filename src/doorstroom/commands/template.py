"""An empty workbook to fill in and import."""

from pathlib import Path
from typing import Annotated

import typer

from doorstroom import files, output
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import AsJson, flag
from doorstroom.i18n import N_, _
from doorstroom.incoming import Register
from doorstroom.report import Sentence


def template(
    ctx: Ctx,
    file: Annotated[Path, typer.Argument(help=N_("Where to, as .xlsx."), metavar=N_("FILE"), show_default=False)],
    as_: Annotated[Register | None, option(N_("Only this; contracts alone have everything on a row."), "--as")] = None,
    force: Annotated[bool, flag(N_("Write over a file that exists."), "--force")] = False,
    as_json: AsJson = False,
) -> None:
    """Make an empty workbook to fill in and import."""
    from doorstroom.workbook import form, template

    target, asked = template.target(file), form.forms(as_)
    content = template.content(asked)
    files.write_whole(target, lambda out: out.write(content) and None, overwrite=force, never=ctx.obj.database)
    output.made(
        {"file": str(target), "sheets": [_(one.name) for one in asked]},
        Sentence.of(N_("{file} written; fill it in and give `doorstroom import {file}`."), file=target),
    )
