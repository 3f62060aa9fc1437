"""Employers: add one, change one, list them."""

from dataclasses import replace
from typing import Annotated, Any

from doorstroom import doubles, names, output, registers, rulebook
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    OfOwner,
    argument,
    called,
    flag,
    guarded,
    months_in,
    needed,
    record,
    ref,
    text,
)
from doorstroom.i18n import N_
from doorstroom.model import Employer
from doorstroom.model.choices import Distance, EmployerKind
from doorstroom.report import Sentence

FIELDS = (
    _fields.choice("kind", "--kind", N_("What sort of organisation."), EmployerKind),
    _fields.number(
        "policy_months", "--policy-months", N_("Its own maximum in months for subsidised people."), months_in
    ),
    _fields.number("policy_gap", "--policy-gap", N_("Months away after which it counts anew."), months_in),
    _fields.code("kvk", "--kvk", N_("KvK number, eight digits.")),
    _fields.text("town", "--town", N_("Town.")),
    _fields.code("postcode", "--postcode", N_("Postcode.")),
    _fields.text("contact", "--contact", N_("Whom to call.")),
    _fields.text("owner", "--owner", N_("Who is responsible.")),
    _fields.choices("hosts", "--hosts", N_("Can host people at this distance; repeat for more."), Distance),
    _fields.code("season", "--season", N_("Has work from month-day to month-day."), metavar="04-01..10-31"),
    _fields.code("cao", "--cao", N_("Rule of its collective agreement on the chain."), metavar=N_("RULE")),
)

Successor = Annotated[str | None, record(N_("By law the successor of this employer."), "--successor-of", Kind.EMPLOYER)]


@_fields.adds(*FIELDS)
def add_employer(
    ctx: Ctx,
    name: Annotated[str | None, argument(N_("The name people use; asked for when left out."), N_("NAME"))] = None,
    successor_of: Successor = None,
    anyway: Annotated[bool, flag(N_("Add also when the name is in the file already."), "--anyway")] = False,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Add an employer."""
    employer = Employer(name=needed(name, N_("NAME"), N_("Name"), guarded), **given)
    with ctx.obj.change("add-employer") as caseload:
        rulebook.check_agreement(caseload.path, employer.cao)
        if not anyway:
            doubles.refuse_namesake(employer, caseload.employers_called(names.fold(employer.name)))
        added = caseload.add(replace(employer, successor_of=caseload.employer_id(successor_of)))
    output.record(registers.EMPLOYER, added, Sentence.of(N_("{ref} added: {name}."), ref=added.ref, name=added.name))


@_fields.edits(*FIELDS)
def edit_employer(
    ctx: Ctx,
    employer: Annotated[str, ref(N_("The employer: REF or name."), Kind.EMPLOYER)],
    name: Annotated[str | None, option(N_("A new name."), "--name", parser=called, metavar=N_("TEXT"))] = None,
    successor_of: Successor = None,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Change what is known of an employer; “-” clears."""
    with ctx.obj.change("edit-employer") as caseload:
        known = caseload.employer(employer)
        changed = _fields.edited(known, given | ({"name": name} if name else {}))
        if successor_of is not None:
            changed = changed.succeeding(None if successor_of == "-" else caseload.employer(successor_of).id)
        rulebook.check_agreement(caseload.path, given.get("cao") and changed.cao)
        caseload.save(changed)
    output.record(registers.EMPLOYER, changed, registers.changes(registers.EMPLOYER, known, changed))


@listed(*registers.EMPLOYER)
def employers(
    ctx: Ctx,
    owner: OfOwner = None,
    town: Annotated[str | None, text(N_("Only in this town."), "--town")] = None,
    kind: Annotated[EmployerKind | None, option(N_("Only of this sort."), "--kind")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """The register of employers."""
    with ctx.obj.read() as caseload:
        found = caseload.employers()
    found = registers.matching(found, owner=(owner, lambda one: one.owner), town=(town, lambda one: one.town))
    of_kind = [one for one in found if kind in (None, one.kind)]
    output.show(view.of(registers.listing(N_("Employers"), registers.EMPLOYER, of_kind)))
