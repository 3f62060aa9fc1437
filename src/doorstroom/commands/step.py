"""Steps: agree one, change it, do it, take it out, list them."""

from datetime import date
from typing import Annotated, Any

from doorstroom import output, registers, settings
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    OfCoach,
    OfOwner,
    argument,
    day,
    flag,
    guarded,
    needed,
    record,
    ref,
    text,
)
from doorstroom.i18n import N_
from doorstroom.model.following import Step, refuse_ahead
from doorstroom.registers import following as told
from doorstroom.report import Sentence
from doorstroom.tables import following

FIELDS = (
    _fields.text("text", "--text", N_("What will be done.")),
    _fields.text("owner", "--owner", N_("Who does it.")),
    _fields.day("due_on", "--due", N_("The last day on which it must be done.")),
    _fields.day("not_before", "--not-before", N_("Off every list until this day.")),
    _fields.day("agreed_on", "--on", N_("Agreed on this day.")),
    _fields.day("done_on", "--done", N_("Done on this day; “-” opens it again.")),
    _fields.text("done_note", "--note", N_("What came of it.")),
)

Which = Annotated[str, ref(N_("The step: its REF."), Kind.STEP)]


def step(
    ctx: Ctx,
    record: Annotated[str, ref(N_("Whom or what it is about: REF or name."), *following.KINDS)],
    text: Annotated[str | None, argument(N_("What will be done; asked for when left out."), N_("TEXT"))] = None,
    owner: Annotated[str | None, text(N_("Who does it; whose case it is by default."), "--owner")] = None,
    due: Annotated[date | None, day(N_("The last day on which it must be done."), "--due")] = None,
    not_before: Annotated[date | None, day(N_("Off every list until this day."), "--not-before")] = None,
    on: Annotated[date | None, day(N_("Agreed on this day; today by default."), "--on")] = None,
    as_json: AsJson = False,
) -> None:
    """Agree on a step."""
    today = settings.today()
    agreed_on = refuse_ahead(on or today, today)
    said = needed(text, N_("TEXT"), N_("What will be done"), guarded)
    with ctx.obj.change("step") as caseload:
        links = following.links_of(caseload, record)
        new = Step(
            **links,
            text=said,
            owner=owner or following.owner_of(caseload, links),
            agreed_on=agreed_on,
            due_on=due,
            not_before=not_before,
        )
        added = following.step(caseload, caseload.add(new).ref, today)
    output.record(told.STEP, added, *told.agreed(added))
    output.warn(*told.doubts(added))


@_fields.edits(*FIELDS)
def edit_step(ctx: Ctx, step: Which, as_json: AsJson = False, **given: Any) -> None:
    """Change a step; “-” clears."""
    today = settings.today()
    with ctx.obj.change("edit-step") as caseload:
        known = following.step(caseload, step, today)
        changed = _fields.edited(known.step, given).tidy()
        refuse_ahead(max(changed.agreed_on, changed.done_on or changed.agreed_on), today)
        caseload.save(changed)
        after = following.step(caseload, step, today)
    output.record(told.STEP, after, registers.changes(told.STEP_FACTS, known, after))
    output.warn(*told.doubts(after))


def done(
    ctx: Ctx,
    step: Which,
    note: Annotated[str | None, text(N_("What came of it."), "--note")] = None,
    on: Annotated[date | None, day(N_("Done on this day; today by default."), "--on")] = None,
    as_json: AsJson = False,
) -> None:
    """Say that a step was done."""
    today = settings.today()
    with ctx.obj.change("done") as caseload:
        known = following.step(caseload, step, today)
        caseload.save(known.step.done(refuse_ahead(on or today, today), note))
        after = following.step(caseload, step, today)
    output.record(told.STEP, after, told.done(after))


def drop_step(ctx: Ctx, step: Which, as_json: AsJson = False) -> None:
    """Take a step out that should not have been made."""
    with ctx.obj.change("drop-step") as caseload:
        known = following.step(caseload, step, settings.today())
        following.drop_step(caseload, known.step)
    output.record(
        told.STEP,
        known,
        Sentence.of(
            N_("{ref} for {name} is gone: {text}"), ref=known.step.ref, name=known.about.name, text=known.step.text
        ),
    )


@listed(*told.STEP)
def steps(
    ctx: Ctx,
    candidate: Annotated[str | None, record(N_("Only for this candidate."), "--candidate", Kind.CANDIDATE)] = None,
    employer: Annotated[str | None, record(N_("Only for this employer."), "--employer", Kind.EMPLOYER)] = None,
    owner: OfOwner = None,
    coach: OfCoach = None,
    overdue: Annotated[bool, flag(N_("Only those that should have been done."), "--overdue")] = False,
    everything: Annotated[bool, flag(N_("Also what is done and what may not begin yet."), "--all")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """List the steps that must be done, the first one due in front."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        links = {"candidate": caseload.candidate_id(candidate), "employer": caseload.employer_id(employer)}
        found = following.steps(caseload, day, **{name: number for name, number in links.items() if number})
    found = registers.matching(
        found, owner=(owner, lambda one: one.step.owner), coach=(coach, lambda one: one.about.coach)
    )
    output.show(view.of(told.steps_report(*told.chosen(found, overdue=overdue, everything=everything))))
