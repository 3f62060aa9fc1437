"""Vacancies: add one, change, close and list them."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from doorstroom import files, output, privacy, proposing, registers, settings
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    AtEmployer,
    OfOwner,
    argument,
    called,
    day,
    flag,
    guarded,
    needed,
    record,
    ref,
    text,
    whole_number,
)
from doorstroom.i18n import N_
from doorstroom.model.choices import Distance, LanguageLevel, Licence
from doorstroom.model.matching import Vacancy, VacancyClosing
from doorstroom.registers import vacancy as columns
from doorstroom.report import Sentence
from doorstroom.tables import matching as tables

FIELDS = (
    _fields.day("opened_on", "--opened", N_("There since this day; today by default.")),
    _fields.number("hours_min", "--hours-min", N_("At least so many hours a week.")),
    _fields.number("hours_max", "--hours-max", N_("At most so many hours a week.")),
    _fields.day("starts_on", "--start", N_("The work starts on this day.")),
    _fields.day("until_on", "--until", N_("Last day of the work, included.")),
    _fields.day("closes_on", "--closes", N_("Last day to react, included.")),
    _fields.number("seats", "--seats", N_("How many people are wanted; 1 by default."), whole_number),
    _fields.text("town", "--town", N_("Where the work is; else where the employer is.")),
    _fields.code("postcode", "--postcode", N_("Postcode of the work.")),
    _fields.choice("distance", "--distance", N_("Suits people up to this distance."), Distance),
    _fields.choice("language_level", "--language-level", N_("Level of Dutch that is asked."), LanguageLevel),
    _fields.choices("licences", "--licence", N_("Licence that is asked; repeat for more."), Licence),
    _fields.texts("must", "--must", N_("Cannot do without; repeat for more.")),
    _fields.texts("nice", "--nice", N_("Nice to have; repeat for more.")),
    _fields.texts("offers", "--offer", N_("What the work offers; repeat for more.")),
    _fields.code("season", "--season", N_("Has work from month-day to month-day."), metavar="04-01..10-31"),
    _fields.text("source", "--source", N_("Where it came from, such as HalloWerk.")),
    _fields.code("source_ref", "--source-ref", N_("Its reference there.")),
    _fields.text("owner", "--owner", N_("Who is responsible.")),
    _fields.text("note", "--note", N_("Note.")),
)

Which = Annotated[str, ref(N_("The vacancy: REF or part of its title."), Kind.VACANCY)]
Subsidised = Annotated[
    bool | None, flag(N_("Whether it would be subsidised; it is by default."), "--subsidised/--not-subsidised")
]


@_fields.adds(*FIELDS)
def add_vacancy(
    ctx: Ctx,
    title: Annotated[str | None, argument(N_("What the work is; asked for when left out."), N_("TITLE"))] = None,
    employer: Annotated[
        str | None, ref(N_("The employer: REF or name."), Kind.EMPLOYER, metavar=N_("EMPLOYER"))
    ] = None,
    subsidised: Subsidised = True,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Add a vacancy; the same outside reference twice is the same vacancy."""
    title = needed(title, N_("TITLE"), N_("What is the work"), guarded)
    employer = needed(employer, N_("EMPLOYER"), N_("Employer"), privacy.one_line)
    with ctx.obj.change("add-vacancy") as caseload:
        vacancy = Vacancy(
            title=title,
            employer=caseload.employer(employer).id,
            subsidised=bool(subsidised),
            **{"opened_on": settings.today()} | given,
        )
        proposing.refuse_same_reference(vacancy, tables.same_reference(caseload, vacancy))
        added = tables.opening(caseload, caseload.add(vacancy).id)
    output.record(columns.VACANCY, added, columns.added(added))


@_fields.edits(*FIELDS)
def edit_vacancy(
    ctx: Ctx,
    vacancy: Which,
    title: Annotated[str | None, option(N_("A new title."), "--title", parser=called, metavar=N_("TEXT"))] = None,
    employer: Annotated[str | None, record(N_("It is at this employer."), "--employer", Kind.EMPLOYER)] = None,
    subsidised: Subsidised = None,
    reopen: Annotated[bool, flag(N_("Open it again."), "--reopen")] = False,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Change what is known of a vacancy; “-” clears."""
    outright = {"title": title, "subsidised": subsidised}
    with ctx.obj.change("edit-vacancy") as caseload:
        known = tables.named(caseload, vacancy)
        at = {} if employer is None else {"employer": caseload.employer(employer).id}
        filled = {name: value for name, value in outright.items() if value is not None}
        changed = _fields.edited(known.vacancy.reopen() if reopen else known.vacancy, given | filled | at)
        proposing.refuse_same_reference(changed, tables.same_reference(caseload, changed))
        caseload.save(changed)
        now = tables.opening(caseload, changed.id)
    output.record(columns.VACANCY, now, registers.changes(columns.VACANCY, known, now))


def close_vacancy(
    ctx: Ctx,
    vacancy: Which,
    on: Annotated[date | None, day(N_("Closed on this day; today by default."), "--on")] = None,
    reason: Annotated[VacancyClosing | None, option(N_("Why."), "--reason")] = None,
    note: Annotated[str | None, text(N_("Note."), "--note")] = None,
    as_json: AsJson = False,
) -> None:
    """Close a vacancy; the proposals for it that are open close with it."""
    reason = needed(reason, "--reason", N_("Why"), _fields.one_of(VacancyClosing, "--reason"))
    with ctx.obj.change("close-vacancy") as caseload:
        known = tables.named(caseload, vacancy)
        beside = tables.nominations(caseload, vacancy=known.vacancy.id)
        what = proposing.close(known, on or settings.today(), reason, note, beside)
        tables.carry_out(caseload, what)
        closed = tables.opening(caseload, known.vacancy.id)
    output.record(columns.VACANCY, closed, *what.said)


@listed(*columns.VACANCY)
def vacancies(
    ctx: Ctx,
    open_: Annotated[bool, flag(N_("Only those that are open on the day asked."), "--open")] = False,
    free: Annotated[bool, flag(N_("Only those with a seat left."), "--free")] = False,
    employer: AtEmployer = None,
    town: Annotated[str | None, text(N_("Only with work in this town."), "--town")] = None,
    owner: OfOwner = None,
    source: Annotated[str | None, text(N_("Only from this source."), "--source")] = None,
    job_postings: Annotated[
        Path | None,
        option(N_("Write them as schema.org JobPosting to this file."), "--job-postings", metavar=N_("FILE")),
    ] = None,
    force: Annotated[bool, flag(N_("Write over a file that exists."), "--force")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """The register of vacancies."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = tables.openings(caseload, employer=caseload.employer_id(employer))
    found = registers.matching(
        found,
        town=(town, lambda one: one.town),
        owner=(owner, lambda one: one.vacancy.owner),
        source=(source, lambda one: one.vacancy.source),
    )
    found = [one for one in found if (not open_ or one.vacancy.is_open(day)) and (not free or one.seats_left)]
    if job_postings is None:
        output.show(view.of(registers.listing(N_("Vacancies"), columns.VACANCY, found)))
        return
    from doorstroom.postings import written

    content = written(found)
    files.write_whole(job_postings, lambda out: out.write(content) and None, overwrite=force, never=ctx.obj.database)
    output.made(
        {"file": str(job_postings), "vacancies": len(found)},
        Sentence.counted(
            "{file} written: {n} vacancy.", "{file} written: {n} vacancies.", n=len(found), file=job_postings
        ),
    )
