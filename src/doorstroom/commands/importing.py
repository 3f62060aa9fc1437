"""Bring in a spreadsheet: first the plan, then all of it or nothing."""

from pathlib import Path
from typing import Annotated

import typer

from doorstroom import backups, exports, files, output, postcodes, settings
from doorstroom.arrivals import Arrivals
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._options import AsJson, flag
from doorstroom.commands._secrets import PasswordFd, password_of
from doorstroom.i18n import N_
from doorstroom.incoming import Reading, Register, read
from doorstroom.intake import IncomingRow, Tally, plan, spoken
from doorstroom.report import Sentence
from doorstroom.tables import matching
from doorstroom.workbook import read as spreadsheet


def import_(
    ctx: Ctx,
    file: Annotated[
        Path, typer.Argument(help=N_("A spreadsheet, saved page or JSON."), metavar=N_("FILE"), show_default=False)
    ],
    as_: Annotated[Register | None, option(N_("What the rows are; recognised by default."), "--as")] = None,
    map_: Annotated[
        list[str] | None,
        option(N_("“Kolom=field” for a column that is not recognised."), "--map", metavar="KOLOM=FIELD"),
    ] = None,
    sheet: Annotated[str | None, option(N_("Only this sheet."), "--sheet", metavar=N_("NAME"))] = None,
    dry_run: Annotated[bool, flag(N_("Show what would change, and change nothing."), "--dry-run")] = False,
    skip_problems: Annotated[
        bool, flag(N_("Import the rest; write the refused rows to a file to mend."), "--skip-problems")
    ] = False,
    password_fd: PasswordFd = None,
    as_json: AsJson = False,
) -> None:
    """Bring in a spreadsheet."""
    if as_ is Register.POSTCODES:
        _postcodes(ctx, file, dry_run=dry_run)
        return
    opened = ctx.obj.read() if dry_run else ctx.obj.change("import")
    with (
        spreadsheet.open(file, password=password_of(file, password_fd)) as sheets,
        opened as caseload,
        backups.safeguard(caseload, "import", unless=dry_run),
    ):
        arrivals = Arrivals(caseload, today=settings.today())
        reading = read(
            sheets,
            today=settings.today(),
            register=as_,
            maps=map_ or (),
            only=sheet,
            remembered=arrivals.remembered_columns,
        )
        tally, refused = _go_through(
            reading, arrivals, Tally(most=None if as_json else spoken.LISTED), writes=not dry_run
        )
        output.plan(
            spoken.figures(tally, unknown=reading.unknown, remarks=reading.remarks),
            spoken.sections(tally, unknown=reading.unknown, remarks=reading.remarks),
        )
        if tally.problem and not skip_problems:
            output.warn(Sentence.of(N_("Nothing was imported: mend what stands above, or use --skip-problems.")))
            raise typer.Exit(5)
        if dry_run:
            output.remark(Sentence.of(N_("Nothing was changed: this was only the plan.")))
            return
        for headings, meant in reading.to_remember.items():
            arrivals.remember_columns(headings, meant)
        mended = [_write_refused(file, reading, rows, caseload.path) for rows in refused.values()]
    for target in mended:
        output.remark(Sentence.of(N_("The refused rows are in {file}; mend them there and import it."), file=target))
    output.remark(Sentence.counted("{n} row imported.", "{n} rows imported.", n=tally.taken))


def _postcodes(ctx: Ctx, file: Path, *, dry_run: bool) -> None:
    """Where postcode areas lie, in place of what was known of that."""
    points = postcodes.read(file)
    if not dry_run:
        with ctx.obj.change("import") as caseload:
            matching.put_points(caseload, points)
    output.made(
        {"file": str(file), "postcodes": len(points)},
        Sentence.counted(
            "{n} postcode area with its place in {file}.",
            "{n} postcode areas with their places in {file}.",
            n=len(points),
            file=file,
        ),
    )
    if dry_run:
        output.remark(Sentence.of(N_("Nothing was changed: this was only the plan.")))


def _go_through(
    reading: Reading, arrivals: Arrivals, tally: Tally, *, writes: bool
) -> tuple[Tally, dict[str, list[IncomingRow]]]:
    """Judge every row and write what is good, to be kept or dropped as a whole; the refused rows by sheet."""
    refused: dict[str, list[IncomingRow]] = {}
    for problem in reading.problems:
        tally.refuse(problem)
    verdicts = plan(reading.rows(), arrivals)
    if writes:
        verdicts = arrivals.taking(verdicts)
    for verdict in output.progress_over(verdicts, reading.expected_rows, N_("reading")):
        tally.add(verdict)
        if verdict.problems:
            refused.setdefault(verdict.row.sheet, []).append(verdict.row)
    return tally, refused


def _write_refused(source: Path, reading: Reading, rows: list[IncomingRow], caseload: Path) -> Path:
    """The refused rows of a sheet as a CSV file beside their source, under a name that is free."""
    headings, _cells = reading.to_mend(rows[0])
    content = exports.rows_as_csv(headings, [reading.to_mend(row)[1] for row in rows])
    target = files.free_name(source.with_name(f"{source.stem}-to-mend.csv"))
    files.write_whole(target, lambda out: out.write(content) and None, never=caseload)
    return target
