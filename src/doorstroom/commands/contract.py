"""Contracts: add one and hear what the limits say, list them."""

from datetime import date
from typing import Annotated

from doorstroom import dates, explaining, output, registers, settings
from doorstroom.choices import ContractKind, Kind
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    Profile,
    day,
    flag,
    money,
    months,
    needed,
    number,
    option,
    record,
    ref,
    text,
)
from doorstroom.i18n import N_
from doorstroom.model import Contract


def add_contract(
    ctx: Ctx,
    candidate: Annotated[
        str, ref(N_("The candidate: REF, client number or name."), Kind.CANDIDATE, metavar=N_("CANDIDATE"))
    ],
    employer: Annotated[str, ref(N_("The employer: REF or name."), Kind.EMPLOYER, metavar=N_("EMPLOYER"))],
    start: Annotated[date | None, day(N_("First day; asked for when left out."), "--start")] = None,
    end: Annotated[date | None, day(N_("Last day, included."), "--end")] = None,
    length: Annotated[int | None, months(N_("Or: lasts so many months."), "--months")] = None,
    permanent: Annotated[bool, flag(N_("Or: for good."), "--permanent")] = False,
    kind: Annotated[ContractKind | None, option(N_("What sort of contract; fixed-term by default."), "--kind")] = None,
    subsidised: Annotated[
        bool, flag(N_("Whether it is subsidised; it is by default."), "--subsidised/--not-subsidised")
    ] = True,
    hours: Annotated[float | None, number(N_("Hours a week."), "--hours")] = None,
    wage_month: Annotated[int | None, money(N_("Wage in euros a month."), "--wage-month")] = None,
    function: Annotated[str | None, text(N_("What the work is."), "--function")] = None,
    workplace: Annotated[
        str | None,
        record(N_("Works at this hirer."), "--workplace", Kind.EMPLOYER),
    ] = None,
    earlier_unknown: Annotated[
        bool, flag(N_("Worked here before, under contracts not in the file."), "--earlier-unknown")
    ] = False,
    note: Annotated[str | None, text(N_("Note."), "--note")] = None,
    as_json: AsJson = False,
) -> None:
    """Add a contract; nothing that the limits say stops it."""
    start = needed(start, "--start", N_("First day"), dates.parse_day)
    with ctx.obj.change("add-contract") as caseload:
        who, where = caseload.candidate(candidate), caseload.employer(employer)
        contract = Contract(
            candidate=who.id,
            employer=where.id,
            starts_on=start,
            ends_on=dates.agreed_end(start, end=end, months=length, for_good=permanent),
            kind=ContractKind.of(kind, for_good=permanent),
            subsidised=subsidised,
            hours=hours,
            wage_month=wage_month,
            function=function,
            hirers=(caseload.employer(workplace).id,) if workplace else (),
            earlier_unknown=earlier_unknown,
            note=note,
        )
        added = caseload.place(contract)
        advice = caseload.facts(who).advice(added)
    placement = registers.Placement(added, who.name, where.name)
    output.record(
        registers.CONTRACT, placement, *registers.contract_added(placement), *explaining.advice_in_words(advice)
    )


def contracts(
    ctx: Ctx,
    candidate: Annotated[str | None, record(N_("Only of this candidate."), "--candidate", Kind.CANDIDATE)] = None,
    employer: Annotated[str | None, record(N_("Only at this employer."), "--employer", Kind.EMPLOYER)] = None,
    owner: Annotated[str | None, text(N_("Only with this owner."), "--owner")] = None,
    coach: Annotated[str | None, text(N_("Only with this coach."), "--coach")] = None,
    running: Annotated[bool, flag(N_("Only who works under it on the day asked."), "--running")] = False,
    with_: Annotated[list[Profile] | None, option(N_("“sensitive”: with the wage."), "--with")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The register of contracts."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = caseload.placements(
            candidate=candidate and caseload.candidate(candidate).id,
            employer=employer and caseload.employer(employer).id,
        )
    found = registers.matching(found, owner=(owner, lambda one: one.owner), coach=(coach, lambda one: one.coach))
    if running:
        found = [one for one in found if registers.is_running(one.contract, day)]
    output.show(
        registers.listing(N_("Contracts"), registers.CONTRACT, found), sensitive=Profile.SENSITIVE in (with_ or ())
    )
