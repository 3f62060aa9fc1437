"""The workbook for the matching meeting, and the same as CSV or JSON."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from doorstroom import exports, files, output, registers, reports, settings
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._gathering import gather, write_workbook
from doorstroom.commands._meeting import meeting_day
from doorstroom.commands._options import (
    AsJson,
    AsOf,
    AtEmployer,
    IsSubsidised,
    OfCoach,
    OfOwner,
    Profile,
    Within,
    WithSensitive,
    flag,
)
from doorstroom.commands._options import day as day_option
from doorstroom.commands._secrets import NewPasswordFd, new_password
from doorstroom.commands._sharing import write_for
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.preparation import Preparation
from doorstroom.registers.support import SUPPORT
from doorstroom.registers.workplace import WORKPLACE
from doorstroom.report import Report, Sentence, in_months
from doorstroom.sharing import Audience
from doorstroom.tables import export as export_record
from doorstroom.tables import meeting as meetings_in


class Format(StrEnum):
    """What an export is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


def export(
    ctx: Ctx,
    file: Annotated[
        Path | None,
        typer.Argument(help=N_("Where to; doorstroom-DATE.xlsx by default."), metavar=N_("FILE"), show_default=False),
    ] = None,
    for_: Annotated[
        date | None, day_option(N_("With the agenda of the meeting on this day, to fill in."), "--for")
    ] = None,
    for_whom: Annotated[
        Audience, option(N_("Who will see it; the meeting by default."), "--for-whom")
    ] = Audience.MEETING,
    within: Within = 6,
    format: Annotated[
        Format | None,
        option(N_("As xlsx, csv (the list), json (all) or html (the screen)."), "--format"),
    ] = None,
    employer: AtEmployer = None,
    owner: OfOwner = None,
    coach: OfCoach = None,
    subsidised: IsSubsidised = None,
    with_: WithSensitive = None,
    password: Annotated[bool, flag(N_("Lock the workbook with a password, which is asked for."), "--password")] = False,
    password_fd: NewPasswordFd = None,
    force: Annotated[bool, flag(N_("Write over a file that exists."), "--force")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Make the workbook for the meeting."""
    day = as_of or for_ or settings.today()
    target, chosen = _target(file, format, day, for_whom)
    sensitive = Profile.SENSITIVE in (with_ or ())
    secret = new_password(password, password_fd, is_workbook=chosen is Format.XLSX)
    with ctx.obj.change("export") as caseload:
        wanted = reports.Filter(
            employer=caseload.employer_id(employer), owner=owner, coach=coach, subsidised=subsidised
        )
        if chosen is Format.HTML and for_ is None:
            # A page is of a meeting: the next one, where none is named.
            for_ = meeting_day(caseload, None, day)
        meeting = meetings_in.on_or_new(caseload, for_) if for_ else None
        content = gather(caseload, day=day, months=within, wanted=wanted, sensitive=sensitive, meeting=meeting)
        said: tuple[Sentence, ...] = ()
        if for_whom is not Audience.MEETING:
            said = write_for(for_whom, caseload, content, target, format=str(chosen), overwrite=force, password=secret)
        elif chosen is Format.XLSX:
            write_workbook(content, target, overwrite=force, never=caseload.path, password=secret)
        else:
            files.write_whole(target, lambda out: _WRITERS[chosen](content, out), overwrite=force, never=caseload.path)
        profile = str(for_whom) if for_whom is not Audience.MEETING else "sensitive" if sensitive else "ordinary"
        export_record.note(
            caseload, content.expiring, profile=profile, format=chosen, meeting=meeting.id if meeting else None
        )
    if for_whom is not Audience.MEETING:
        output.made(
            {"file": str(target), "as_of": day, "months": within, "for_whom": str(for_whom)},
            Sentence.of(N_("{file} written, for {audience}."), file=target, audience=for_whom),
            *said,
        )
        return
    leaving = len(content.expiring.rows)
    output.made(
        {"file": str(target), "as_of": day, "months": within, "leaving": leaving},
        Sentence.counted(
            "{file} written: {n} person must leave within {months}.",
            "{file} written: {n} people must leave within {months}.",
            n=leaving,
            file=target,
            months=in_months(within),
        ),
    )


def _target(file: Path | None, format: Format | None, day: date, for_whom: Audience) -> tuple[Path, Format]:
    """Where to write and as what: the one follows from the other where only one is given.

    Raises BadInput for a page that is not for the meeting.
    """
    ending = file.suffix.lstrip(".").casefold() if file else ""
    chosen = format or (Format(ending) if ending in {str(one) for one in Format} else Format.XLSX)
    if for_whom is not Audience.MEETING and chosen is Format.HTML:
        raise BadInput(N_("The page is for the meeting only."), hint=N_("Choose xlsx, csv or json for others."))
    whose = "" if for_whom is Audience.MEETING else f"-{for_whom}"
    return file or Path(f"doorstroom-{day.isoformat()}{whose}.{chosen}"), chosen


def _write_page(content: Preparation, file: BinaryIO) -> None:
    from doorstroom.page.write import write

    write(content, file)


def _write_csv(content: Preparation, file: BinaryIO) -> None:
    file.write(exports.csv_file(reports.expiring_report(content.expiring), sensitive=content.sensitive))


def _write_json(content: Preparation, file: BinaryIO) -> None:
    several: dict[str, Report[Any]] = {
        "expiring": reports.expiring_report(content.expiring),
        "candidates": registers.listing(N_("Candidates"), registers.CANDIDATE, list(content.candidates)),
        "employers": registers.listing(N_("Employers"), registers.EMPLOYER, [host.employer for host in content.hosts]),
        "contracts": registers.listing(N_("Contracts"), registers.CONTRACT, list(content.placements)),
        "workplaces": registers.listing(N_("Workplaces"), WORKPLACE, content.postings),
    }
    if content.sensitive:
        # Which scheme somebody has says what group they belong to.
        several["supports"] = registers.listing(N_("Support"), SUPPORT, content.schemes)
    file.write(exports.several_to_json(several, sensitive=content.sensitive).encode())


_WRITERS: dict[Format, Callable[[Preparation, BinaryIO], None]] = {
    Format.CSV: _write_csv,
    Format.JSON: _write_json,
    Format.HTML: _write_page,
}
