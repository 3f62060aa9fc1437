"""Employers: add one, list them."""

from dataclasses import replace
from typing import Annotated

from doorstroom import doubles, names, output, registers
from doorstroom.choices import Distance, EmployerKind, Kind
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    argument,
    code,
    flag,
    guarded,
    months,
    needed,
    option,
    record,
    text,
)
from doorstroom.i18n import N_
from doorstroom.model import Employer
from doorstroom.report import Sentence


def add_employer(
    ctx: Ctx,
    name: Annotated[str | None, argument(N_("The name people use; asked for when left out."), N_("NAME"))] = None,
    kind: Annotated[EmployerKind, option(N_("What sort of organisation."), "--kind")] = EmployerKind.EMPLOYER,
    policy_months: Annotated[
        int | None, months(N_("Its own maximum in months for subsidised people."), "--policy-months")
    ] = None,
    policy_gap: Annotated[int | None, months(N_("Months away after which it counts anew."), "--policy-gap")] = None,
    kvk: Annotated[str | None, code(N_("KvK number, eight digits."), "--kvk")] = None,
    town: Annotated[str | None, text(N_("Town."), "--town")] = None,
    postcode: Annotated[str | None, code(N_("Postcode."), "--postcode")] = None,
    contact: Annotated[str | None, text(N_("Whom to call."), "--contact")] = None,
    owner: Annotated[str | None, text(N_("Who is responsible."), "--owner")] = None,
    hosts: Annotated[
        list[Distance] | None, option(N_("Can host people at this distance; repeat for more."), "--hosts")
    ] = None,
    season: Annotated[
        str | None, option(N_("Has work from month-day to month-day."), "--season", metavar="04-01..10-31")
    ] = None,
    successor_of: Annotated[
        str | None,
        record(N_("By law the successor of this employer."), "--successor-of", Kind.EMPLOYER),
    ] = None,
    anyway: Annotated[bool, flag(N_("Add also when the name is in the file already."), "--anyway")] = False,
    as_json: AsJson = False,
) -> None:
    """Add an employer."""
    employer = Employer(
        name=needed(name, N_("NAME"), N_("Name"), guarded),
        kind=kind,
        policy_months=policy_months,
        policy_gap=policy_gap,
        kvk=kvk,
        town=town,
        postcode=postcode,
        contact=contact,
        owner=owner,
        hosts=tuple(hosts or ()),
        season=season,
    )
    with ctx.obj.change("add-employer") as caseload:
        if not anyway:
            doubles.refuse_namesake(employer, caseload.employers_called(names.fold(employer.name)))
        added = caseload.add(replace(employer, successor_of=successor_of and caseload.employer(successor_of).id))
    output.record(registers.EMPLOYER, added, Sentence.of(N_("{ref} added: {name}."), ref=added.ref, name=added.name))


def employers(
    ctx: Ctx,
    owner: Annotated[str | None, text(N_("Only with this owner."), "--owner")] = None,
    town: Annotated[str | None, text(N_("Only in this town."), "--town")] = None,
    kind: Annotated[EmployerKind | None, option(N_("Only of this sort."), "--kind")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The register of employers."""
    with ctx.obj.read() as caseload:
        found = caseload.employers()
    found = registers.matching(found, owner=(owner, lambda one: one.owner), town=(town, lambda one: one.town))
    of_kind = [one for one in found if kind in (None, one.kind)]
    output.show(registers.listing(N_("Employers"), registers.EMPLOYER, of_kind))
