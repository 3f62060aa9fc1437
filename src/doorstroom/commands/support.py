"""Support on contracts: add a scheme with the days that the rules suggest, change it, end it, list them."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import typer

from doorstroom import output, registers, rulebook, schemes, settings
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    AtEmployer,
    OfCoach,
    OfOwner,
    code,
    day,
    flag,
    record,
    ref,
)
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.model.support import Scheme, Support, SupportKind
from doorstroom.registers import support as register
from doorstroom.report import Sentence
from doorstroom.store import Store

_DAYS = (
    _fields.day("ends_on", "--to", N_("Last day, included; “-” clears it.")),
    _fields.day("review_on", "--review", N_("Look at it again on this day.")),
    _fields.day("granted_on", "--granted", N_("Granted on this day.")),
    _fields.text("provider", "--provider", N_("Who gives it: municipality, UWV, an agency.")),
    _fields.text("note", "--note", N_("Note.")),
)
_MORE = (
    _fields.choice("kind", "--kind", N_("Which scheme."), SupportKind),
    _fields.day("starts_on", "--from", N_("First day.")),
    _fields.day("ended_on", "--ended", N_("Real last day, included; “-” clears it.")),
)

Which = Annotated[str, ref(N_("The scheme."), Kind.SUPPORT)]


@_fields.adds(*_DAYS)
def add_support(
    ctx: Ctx,
    contract: Annotated[str, ref(N_("The contract."), Kind.CONTRACT)],
    kind: Annotated[SupportKind, typer.Argument(help=N_("Which scheme."), metavar=N_("KIND"), show_default=False)],
    start: Annotated[date | None, day(N_("First day; that of the contract by default."), "--from")] = None,
    rule: Annotated[str | None, code(N_("The rule that gives the days; “-” for none."), "--rule")] = None,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Add a scheme to a contract; the rules suggest the days that were not given."""
    with ctx.obj.change("add-support") as caseload:
        on = caseload.contract(contract)
        asked = Support(contract=on.id, kind=kind, starts_on=start or on.starts_on, **given)
        dated = rulebook.of(caseload.path)
        suggested = schemes.suggest(
            kind,
            asked.starts_on,
            dated,
            provider=asked.provider,
            group=caseload.by_id(Candidate, on.candidate).target_group,
            key=rule,
        )
        added = _scheme(caseload, caseload.add(schemes.filled(asked, suggested)).id)
        choices = [] if rule else schemes.possible(kind, asked.starts_on, dated)
    output.record(
        register.SUPPORT,
        added,
        register.support_added(added),
        *schemes.in_words(added.support, suggested, choices),
    )


@_fields.edits(*_DAYS, *_MORE)
def edit_support(ctx: Ctx, support: Which, as_json: AsJson = False, **given: Any) -> None:
    """Change what is known of a scheme; “-” clears."""
    with ctx.obj.change("edit-support") as caseload:
        known = _scheme(caseload, caseload.find(support, Kind.SUPPORT).id)
        caseload.save(_fields.edited(known.support, given))
        changed = _scheme(caseload, known.support.id)
    output.record(register.SUPPORT, changed, registers.changes(register.SUPPORT, known, changed))


def end_support(
    ctx: Ctx,
    support: Which,
    on: Annotated[date | None, day(N_("Real last day, included; today by default."), "--on")] = None,
    as_json: AsJson = False,
) -> None:
    """End a scheme; what was agreed stays as it was."""
    with ctx.obj.change("end-support") as caseload:
        known = _scheme(caseload, caseload.find(support, Kind.SUPPORT).id)
        ended = replace(known, support=caseload.save(known.support.end_on(on or settings.today())))
    output.record(
        register.SUPPORT,
        ended,
        Sentence.of(
            N_("{ref}, {kind} of {candidate} at {employer}, ended on {day}."),
            ref=ended.support.ref,
            kind=ended.support.kind,
            candidate=ended.candidate_name,
            employer=ended.employer_name,
            day=ended.support.ended_on,
        ),
    )


@listed(*register.SUPPORT)
def supports(
    ctx: Ctx,
    kind: Annotated[list[SupportKind] | None, option(N_("Only this scheme; repeat for more."), "--kind")] = None,
    candidate: Annotated[str | None, record(N_("Only of this candidate."), "--candidate", Kind.CANDIDATE)] = None,
    employer: AtEmployer = None,
    owner: OfOwner = None,
    coach: OfCoach = None,
    running: Annotated[bool, flag(N_("Only what counts on the day asked."), "--running")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """The schemes on contracts."""
    from doorstroom.tables.support import schemes as found_in

    with ctx.obj.read() as caseload:
        found = found_in(
            caseload.connection,
            candidate=caseload.candidate_id(candidate),
            employer=caseload.employer_id(employer),
        )
    found = registers.matching(found, owner=(owner, lambda one: one.owner), coach=(coach, lambda one: one.coach))
    if kind:
        found = [one for one in found if one.support.kind in kind]
    if running:
        found = register.running(found, as_of or settings.today())
    output.show(view.of(registers.listing(N_("Support"), register.SUPPORT, found)))


def _scheme(caseload: Store, number: int) -> Scheme:
    """One scheme with its names."""
    from doorstroom.tables.support import schemes as found_in

    (found,) = found_in(caseload.connection, support=number)
    return found
