"""Programmes: add one, change one, and see how far they are."""

from dataclasses import replace
from typing import Annotated, Any

from doorstroom import output, registers, settings
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    argument,
    called,
    guarded,
    needed,
    people_in,
    record,
    ref,
)
from doorstroom.i18n import N_
from doorstroom.model.programme import Programme
from doorstroom.registers import programme as words
from doorstroom.report import Sentence
from doorstroom.store import Store
from doorstroom.tables import programme as programmes

FIELDS = (
    _fields.number("target", "--target", N_("How many people it is to place."), people_in),
    _fields.day("deadline", "--deadline", N_("By when, this day included.")),
)

Partner = Annotated[
    list[str] | None, record(N_("An employer that takes part; repeat for more."), "--partner", Kind.EMPLOYER)
]


@_fields.adds(*FIELDS)
def add_programme(
    ctx: Ctx,
    name: Annotated[str | None, argument(N_("The name people use; asked for when left out."), N_("NAME"))] = None,
    partner: Partner = None,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Add a programme."""
    new = Programme(name=needed(name, N_("NAME"), N_("Name"), guarded), **given)
    with ctx.obj.change("add-programme") as caseload:
        programmes.refuse_namesake(caseload, new)
        added = caseload.add(replace(new, partners=_employers(caseload, partner)))
        progress = programmes.progress_of(caseload, added.id, settings.today())
    output.warn(*words.doubts(added, settings.today()))
    output.record(words.PROGRAMME, progress, Sentence.of(N_("{ref} added: {name}."), ref=added.ref, name=added.name))


@_fields.edits(*FIELDS)
def edit_programme(
    ctx: Ctx,
    programme: Annotated[str, ref(N_("The programme: REF or name."), Kind.PROGRAMME)],
    name: Annotated[str | None, option(N_("A new name."), "--name", parser=called, metavar=N_("TEXT"))] = None,
    partner: Partner = None,
    drop_partner: Annotated[
        list[str] | None, record(N_("Take this from the list; repeat for more."), "--drop-partner", Kind.EMPLOYER)
    ] = None,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Change what is known of a programme; “-” clears."""
    with ctx.obj.change("edit-programme") as caseload:
        before = programmes.progress_of(caseload, caseload.programme(programme), settings.today())
        known = before.programme
        of = replace(known, partners=()) if "-" in (partner or ()) else known
        changed = _fields.edited(
            of.with_partners(_employers(caseload, partner), _employers(caseload, drop_partner)),
            given | ({"name": name} if name else {}),
        )
        programmes.refuse_namesake(caseload, changed)
        caseload.save(changed)
        after = programmes.progress_of(caseload, known.id, settings.today())
    output.warn(*words.doubts(changed, settings.today()))
    output.record(words.PROGRAMME, after, registers.changes(words.AGREED, before, after))


@listed(*words.PROGRAMME)
def list_programmes(
    ctx: Ctx,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """The programmes, and how far they are."""
    with ctx.obj.read() as caseload:
        found = programmes.progress(caseload, as_of or settings.today())
    output.show(view.of(registers.listing(N_("Programmes"), words.PROGRAMME, found)))


def _employers(caseload: Store, texts: list[str] | None) -> tuple[int, ...]:
    """The numbers of the employers that these texts mean, each once."""
    return tuple(dict.fromkeys(caseload.employer(text).id for text in texts or () if text != "-"))
