"""A list for others: what they may see, written only when nothing hidden stands anywhere in the finished file."""

import io
from collections.abc import Iterable
from pathlib import Path

from doorstroom import exports, files
from doorstroom.errors import Refused
from doorstroom.i18n import N_
from doorstroom.preparation import Preparation
from doorstroom.report import Sentence
from doorstroom.sharing import Audience, hidden_from, own_texts, share, shared_report
from doorstroom.sharing.hidden import Leak
from doorstroom.store import Store
from doorstroom.workbook import locked


def write_for(
    audience: Audience,
    caseload: Store,
    content: Preparation,
    target: Path,
    *,
    format: str,
    overwrite: bool,
    password: str | None = None,
) -> tuple[Sentence, ...]:
    """Write what an audience may see of the list; what there is to say about who is in it.

    Raises Refused, and writes nothing, when a hidden value stands in what would be shown or anywhere in the file.
    """
    rows, left_out = share(content.expiring.rows, {one.id: one for one in content.candidates}, audience)
    report = shared_report(
        rows, audience, as_of=content.expiring.as_of, months=content.expiring.months, left_out=left_out
    )
    _refuse(own_texts(rows, audience))
    finished = io.BytesIO()
    if format == "xlsx":
        from doorstroom.workbook.shared import write_shared

        write_shared(report, finished, near=target.parent, organisation=content.organisation)
    else:
        finished.write(exports.csv_file(report) if format == "csv" else exports.to_json(report).encode())
    _refuse(_leaks(finished.getvalue(), audience, caseload))
    if password is not None:
        open_to_all, finished = finished, io.BytesIO()
        locked.lock(open_to_all, password, finished)
    files.write_whole(target, lambda out: out.write(finished.getvalue()), overwrite=overwrite, never=caseload.path)
    return tuple(report.notes)


def _leaks(content: bytes, audience: Audience, caseload: Store) -> Iterable[Leak]:
    from doorstroom.workbook import parts

    hidden = hidden_from(audience, caseload.candidates())
    for part, text in parts.texts(content):
        yield from hidden.leaks(part, text)


def _refuse(leaks: Iterable[Leak]) -> None:
    """Raise Refused for the first leak there is, without the value itself."""
    for leak in leaks:
        raise Refused(
            N_("Nothing was written: {leak}."),
            hint=N_("`doorstroom show {ref}` shows where it stands; take it out there and export again."),
            leak=leak.said,
            ref=leak.ref,
        )
