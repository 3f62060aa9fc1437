"""Contracts: add, change, extend and end one, each with what the limits say; list them."""

from datetime import date
from typing import Annotated, Any

from doorstroom import dates, doubles, explaining, output, privacy, registers, reports, settings
from doorstroom.choices import Kind
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
from doorstroom.model.choices import ContractKind, EndReason
from doorstroom.registers import case
from doorstroom.registers import workplace as words
from doorstroom.report import Sentence
from doorstroom.store import Store
from doorstroom.tables import workplace as workplaces

FIELDS = (
    _fields.number("hours", "--hours", N_("Hours a week.")),
    _fields.number("wage_month", "--wage-month", N_("Wage in euros a month."), as_cents, N_("EUROS")),
    _fields.text("function", "--function", N_("What the work is.")),
    _fields.text("note", "--note", N_("Note.")),
)

Which = Annotated[str, ref(N_("The contract."), Kind.CONTRACT)]
WhatKind = Annotated[ContractKind | None, option(N_("What sort of contract; fixed-term by default."), "--kind")]
Workplace = Annotated[
    str | None, record(N_("Works at this employer, all through the contract."), "--workplace", Kind.EMPLOYER)
]
Months = Annotated[int | None, months(N_("Or: lasts so many months."), "--months")]
Anyway = Annotated[bool, flag(N_("Also when it may be in the file already."), "--anyway")]


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
    anyway: Anyway = False,
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
            earlier_unknown=earlier_unknown,
            **given,
        )
        if not anyway:
            doubles.refuse_contract(contract, caseload.contracts_of(contract.candidate))
        added = caseload.place(contract)
        workplaces.replace_all(caseload, added.id, _worked_at(caseload, workplace))
        placement, said = _with_limits(caseload, added)
    output.record(registers.CONTRACT, placement, *registers.contract_added(placement), *said)


@_fields.edits(
    _fields.day("ends_on", "--end", N_("Agreed last day, included.")),
    _fields.day("ended_on", "--ended", N_("Real last day, included; “-” when it goes on after all.")),
    _fields.choice("end_reason", "--reason", N_("Why it ended."), EndReason),
    *FIELDS,
)
def edit_contract(
    ctx: Ctx,
    contract: Which,
    start: Annotated[date | None, day(N_("First day."), "--start")] = None,
    kind: Annotated[ContractKind | None, option(N_("What sort of contract."), "--kind")] = None,
    subsidised: Annotated[bool | None, flag(N_("Whether it is subsidised."), "--subsidised/--not-subsidised")] = None,
    workplace: Workplace = None,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Correct what is known of a contract; “-” clears."""
    outright = {"starts_on": start, "kind": kind, "subsidised": subsidised}
    with ctx.obj.change("edit-contract") as caseload:
        known = caseload.placement(contract)
        filled = {name: value for name, value in outright.items() if value is not None}
        caseload.save(_fields.edited(known.contract, given | filled).corrected(known.contract))
        if workplace is not None:
            workplaces.replace_all(caseload, known.contract.id, _worked_at(caseload, workplace))
        placement, said = _with_limits(caseload, caseload.contract(contract))
    output.record(registers.CONTRACT, placement, registers.changes(registers.CONTRACT, known, placement), *said)


def extend_contract(
    ctx: Ctx,
    contract: Which,
    until: Annotated[date | None, day(N_("Last day of the next one, included."), "--until")] = None,
    length: Months = None,
    anyway: Anyway = False,
    as_json: AsJson = False,
) -> None:
    """Add the next contract, right after this one and on the same terms."""
    with ctx.obj.change("extend-contract") as caseload:
        before = caseload.contract(contract)
        following = before.followed_by(lambda start: dates.next_end(start, until, length))
        if not anyway:
            doubles.refuse_next(before, following, caseload.contracts_of(before.candidate))
        following = caseload.place(following)
        workplaces.carry_on(caseload, before, following.id)
        placement, said = _with_limits(caseload, following)
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


def _worked_at(caseload: Store, workplace: str | None) -> tuple[int, ...]:
    """The employer that ``--workplace`` names, for the whole contract; none when it was left out or cleared."""
    return () if workplace is None or workplace == "-" else (caseload.employer(workplace).id,)


def _with_limits(caseload: Store, contract: Contract) -> tuple[Placement, tuple[Sentence, ...]]:
    """A contract with its parties, and what the limits say of it; what does not fit with the rest is noted."""
    placement = caseload.placement(contract.ref)
    who = caseload.candidate_of(contract.ref)
    output.warn(
        *case.placed_after_closing(who, contract),
        *doubles.at_the_same_time(contract, caseload.contracts_of(who.id)),
        *words.notes(contract, workplaces.of_contract(caseload, contract.id)),
    )
    advice = caseload.facts(who).advice(contract)
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
