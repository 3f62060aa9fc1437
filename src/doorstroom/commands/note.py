"""Conversations: note one, correct it, take it out, list them."""

from datetime import date
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
    OfCoach,
    OfOwner,
    argument,
    day,
    guarded,
    needed,
    ref,
)
from doorstroom.i18n import N_
from doorstroom.model.following import Contact, Interest, Party, Topic, refuse_ahead
from doorstroom.registers import following as told
from doorstroom.report import Sentence
from doorstroom.tables import following

FIELDS = (
    _fields.text("text", "--text", N_("What was said.")),
    _fields.choice("party", "--with", N_("With whom it was."), Party),
    _fields.choice("topic", "--about", N_("What it was about."), Topic),
    _fields.day("held_on", "--on", N_("Held on this day.")),
    _fields.day("next_on", "--next", N_("Speak again on this day.")),
    _fields.choice("interest", "--interest", N_("What an employer answered."), Interest),
)

Subject = Annotated[str, ref(N_("Whom or what it is about: REF or name."), *following.KINDS)]
Which = Annotated[str, ref(N_("The note: its REF."), Kind.NOTE)]
Text = Annotated[str | None, argument(N_("What was said; asked for when left out."), N_("TEXT"))]
With = Annotated[Party | None, option(N_("With whom it was."), "--with")]
About = Annotated[Topic | None, option(N_("What it was about."), "--about")]


def note(
    ctx: Ctx,
    record: Subject,
    text: Text = None,
    with_: With = None,
    about: About = None,
    on: Annotated[date | None, day(N_("Held on this day; today by default."), "--on")] = None,
    next_: Annotated[date | None, day(N_("Speak again on this day."), "--next")] = None,
    interest: Annotated[Interest | None, option(N_("What an employer answered."), "--interest")] = None,
    as_json: AsJson = False,
) -> None:
    """Note a conversation that was held."""
    today = settings.today()
    held_on = refuse_ahead(on or today, today)
    said = needed(text, N_("TEXT"), N_("What was said"), guarded)
    with ctx.obj.change("note") as caseload:
        party, links = following.party_and_links(caseload, record, with_)
        contact = Contact(
            **links,
            party=party,
            topic=about,
            held_on=held_on,
            next_on=next_,
            interest=interest,
            text=said,
            made_by=settings.who(),
        )
        added = following.note(caseload, caseload.add(contact).ref)
    output.record(told.NOTE, added, *told.noted(added))
    output.warn(*told.expected_of_closed(added, today))


@_fields.edits(*FIELDS)
def edit_note(ctx: Ctx, note: Which, as_json: AsJson = False, **given: Any) -> None:
    """Correct a note; “-” clears."""
    today = settings.today()
    with ctx.obj.change("edit-note") as caseload:
        known = following.note(caseload, note)
        corrected = _fields.edited(known.contact, given)
        refuse_ahead(corrected.held_on, today)
        caseload.save(corrected)
        changed = following.note(caseload, note)
    output.record(told.NOTE, changed, registers.changes(told.NOTE, known, changed))


def drop_note(ctx: Ctx, note: Which, as_json: AsJson = False) -> None:
    """Take a note out that should not have been made."""
    with ctx.obj.change("drop-note") as caseload:
        known = following.note(caseload, note)
        caseload.remove(known.contact)
    output.record(
        told.NOTE,
        known,
        Sentence.of(
            N_("{ref} about {name} is gone: {text}"),
            ref=known.contact.ref,
            name=known.about.name,
            text=known.contact.text,
        ),
    )


@listed(*told.NOTE)
def notes(
    ctx: Ctx,
    record: Annotated[
        str | None,
        ref(N_("Only about this record."), Kind.CANDIDATE, Kind.EMPLOYER, Kind.CONTRACT, Kind.VACANCY),
    ] = None,
    with_: With = None,
    about: About = None,
    since: Annotated[date | None, day(N_("Only those held on this day or later."), "--since")] = None,
    owner: OfOwner = None,
    coach: OfCoach = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """List conversations, the last one first."""
    with ctx.obj.read() as caseload:
        found = following.notes(caseload, as_of or settings.today(), **following.asked_for(caseload, record))
    found = registers.matching(
        found, owner=(owner, lambda one: one.about.owner), coach=(coach, lambda one: one.about.coach)
    )
    output.show(view.of(told.notes_report([one for one in found if told.is_asked(one, with_, about, since)])))
