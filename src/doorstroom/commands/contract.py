"""Contracts: add, change, extend and end one, each with what the limits say; list them."""

from datetime import date
from typing import Annotated, Any

from doorstroom import dates, explaining, output, privacy, registers, reports, settings
from doorstroom.choices import ContractKind, EndReason, Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    AtEmployer,
    IsSubsidised,
    OfCoach,
    OfOwner,
    Profile,
    as_cents,
    day,
    flag,
    months,
    needed,
    record,
    ref,
)
from doorstroom.i18n import N_
from doorstroom.model import Contract, Placement
from doorstroom.report import Sentence
from doorstroom.store import Store

FIELDS = (
    _fields.number("hours", "--hours", N_("Hours a week.")),
    _fields.number("wage_month", "--wage-month", N_("Wage in euros a month."), as_cents, N_("EUROS")),
    _fields.text("function", "--function", N_("What the work is.")),
    _fields.text("note", "--note", N_("Note.")),
)

Which = Annotated[str, ref(N_("The contract."), Kind.CONTRACT)]
WhatKind = Annotated[ContractKind | None, option(N_("What sort of contract; fixed-term by default."), "--kind")]
Workplace = Annotated[str | None, record(N_("Works at this hirer."), "--workplace", Kind.EMPLOYER)]
Months = Annotated[int | None, months(N_("Or: lasts so many months."), "--months")]


@_fields.adds(*FIELDS)
def add_contract(
    ctx: Ctx,
    candidate: Annotated[
        str | None, ref(N_("The candidate: REF, client number or name."), Kind.CANDIDATE, metavar=N_("CANDIDATE"))
    ] = None,
    employer: Annotated[
        str | None, ref(N_("The employer: REF or name."), Kind.EMPLOYER, metavar=N_("EMPLOYER"))
    ] = None,
    start: Annotated[date | None, day(N_("First day; asked for when left out."), "--start")] = None,
    end: Annotated[date | None, day(N_("Last day, included."), "--end")] = None,
    length: Months = None,
    permanent: Annotated[bool, flag(N_("Or: for good."), "--permanent")] = False,
    kind: WhatKind = None,
    subsidised: Annotated[
        bool, flag(N_("Whether it is subsidised; it is by default."), "--subsidised/--not-subsidised")
    ] = True,
    workplace: Workplace = None,
    earlier_unknown: Annotated[
        bool, flag(N_("Worked here before, under contracts not in the file."), "--earlier-unknown")
    ] = False,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Add a contract; nothing that the limits say stops it."""
    candidate = needed(candidate, N_("CANDIDATE"), N_("Candidate"), privacy.one_line)
    employer = needed(employer, N_("EMPLOYER"), N_("Employer"), privacy.one_line)
    start = needed(start, "--start", N_("First day"), dates.parse_day)
    if (end, length, permanent) == (None, None, False) and output.can_ask():
        end = needed(end, "--end", N_("Last day"), dates.parse_day)
    with ctx.obj.change("add-contract") as caseload:
        contract = Contract(
            candidate=caseload.candidate(candidate).id,
            employer=caseload.employer(employer).id,
            starts_on=start,
            ends_on=dates.agreed_end(start, end=end, months=length, for_good=permanent),
            kind=ContractKind.of(kind, for_good=permanent),
            subsidised=subsidised,
            hirers=(caseload.employer(workplace).id,) if workplace else (),
            earlier_unknown=earlier_unknown,
            **given,
        )
        placement, said = _with_limits(caseload, caseload.place(contract))
    output.record(registers.CONTRACT, placement, *registers.contract_added(placement), *said)


@_fields.edits(*FIELDS)
def edit_contract(
    ctx: Ctx,
    contract: Which,
    start: Annotated[date | None, day(N_("First day."), "--start")] = None,
    end: Annotated[date | None, day(N_("Agreed last day, included."), "--end")] = None,
    ended: Annotated[date | None, day(N_("Real last day, included."), "--ended")] = None,
    reason: Annotated[EndReason | None, option(N_("Why it ended."), "--reason")] = None,
    kind: Annotated[ContractKind | None, option(N_("What sort of contract."), "--kind")] = None,
    subsidised: Annotated[bool | None, flag(N_("Whether it is subsidised."), "--subsidised/--not-subsidised")] = None,
    workplace: Workplace = None,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Correct what is known of a contract; “-” clears."""
    outright = {
        "starts_on": start,
        "ends_on": end,
        "ended_on": ended,
        "end_reason": reason,
        "kind": kind,
        "subsidised": subsidised,
    }
    with ctx.obj.change("edit-contract") as caseload:
        known = caseload.placement(contract)
        hirers = {} if workplace is None else {"hirers": (caseload.employer(workplace).id,)}
        filled = {name: value for name, value in outright.items() if value is not None}
        caseload.save(_fields.edited(known.contract, given | filled | hirers))
        placement, said = _with_limits(caseload, caseload.contract(contract))
    output.record(registers.CONTRACT, placement, registers.changes(registers.CONTRACT, known, placement), *said)


def extend_contract(
    ctx: Ctx,
    contract: Which,
    until: Annotated[date | None, day(N_("Last day of the next one, included."), "--until")] = None,
    length: Months = None,
    as_json: AsJson = False,
) -> None:
    """Add the next contract, right after this one and on the same terms."""
    with ctx.obj.change("extend-contract") as caseload:
        following = caseload.contract(contract).followed_by(lambda start: dates.next_end(start, until, length))
        placement, said = _with_limits(caseload, caseload.place(following))
    output.record(registers.CONTRACT, placement, *registers.contract_added(placement), *said)


def end_contract(
    ctx: Ctx,
    contract: Which,
    on: Annotated[date | None, day(N_("Real last day, included; today by default."), "--on")] = None,
    reason: Annotated[EndReason | None, option(N_("Why."), "--reason")] = None,
    as_json: AsJson = False,
) -> None:
    """End a contract; what was agreed stays as it was."""
    reason = needed(reason, "--reason", N_("Why"), _fields.one_of(EndReason, "--reason"))
    with ctx.obj.change("end-contract") as caseload:
        caseload.save(caseload.contract(contract).end_on(on or settings.today(), reason))
        placement = caseload.placement(contract)
        caseload.finish()
        person = caseload.person(caseload.candidate_of(contract))
    output.record(
        registers.CONTRACT,
        placement,
        Sentence.of(
            N_("{ref} of {candidate} at {employer} ended on {day} ({reason})."),
            ref=placement.contract.ref,
            candidate=placement.candidate,
            employer=placement.employer,
            day=placement.contract.ended_on,
            reason=reason,
        ),
        *reports.standing(person, settings.today()),
    )


def _with_limits(caseload: Store, contract: Contract) -> tuple[Placement, tuple[Sentence, ...]]:
    """A contract with its parties, and what the limits say of it."""
    placement = caseload.placement(contract.ref)
    advice = caseload.facts(caseload.candidate_of(contract.ref)).advice(contract)
    return placement, explaining.advice_in_words(advice)


@listed(*registers.CONTRACT)
def contracts(
    ctx: Ctx,
    candidate: Annotated[str | None, record(N_("Only of this candidate."), "--candidate", Kind.CANDIDATE)] = None,
    employer: AtEmployer = None,
    owner: OfOwner = None,
    coach: OfCoach = None,
    running: Annotated[
        bool | None, flag(N_("Only those that run on the day asked, or only others."), "--running/--not-running")
    ] = None,
    subsidised: IsSubsidised = None,
    with_: Annotated[list[Profile] | None, option(N_("“sensitive”: with the wage."), "--with")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """The register of contracts."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = caseload.placements(
            candidate=caseload.candidate_id(candidate),
            employer=caseload.employer_id(employer),
        )
    found = registers.matching(found, owner=(owner, lambda one: one.owner), coach=(coach, lambda one: one.coach))
    found = [
        one
        for one in found
        if running in (None, registers.is_running(one.contract, day)) and subsidised in (None, one.contract.subsidised)
    ]
    listing = registers.listing(N_("Contracts"), registers.CONTRACT, found)
    output.show(view.of(listing), sensitive=Profile.SENSITIVE in (with_ or ()))
