"""Assignments with social return: what employers owe, and which placements count for it."""

from typing import Annotated, Any

from doorstroom import output, registers, rulebook
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import AsCsv, AsJson, AtEmployer, argument, as_cents, called, record, ref
from doorstroom.i18n import N_
from doorstroom.model.support import Assignment
from doorstroom.registers import support as register
from doorstroom.report import Sentence
from doorstroom.store import Store

FIELDS = (
    _fields.text("client", "--client", N_("Who gave the order.")),
    _fields.number("value", "--value", N_("What the order is worth, in euros."), as_cents, N_("EUROS")),
    _fields.number("percent", "--percent", N_("The part of it that is owed, in per cent.")),
    _fields.number("obligation", "--obligation", N_("Or: what is owed outright, in euros."), as_cents, N_("EUROS")),
    _fields.day("starts_on", "--from", N_("First day.")),
    _fields.day("ends_on", "--to", N_("Last day, included.")),
    _fields.code("region", "--region", N_("Whose building blocks count, such as utrecht.")),
    _fields.text("note", "--note", N_("Note.")),
)


@_fields.adds(*FIELDS)
def add_assignment(
    ctx: Ctx,
    name: Annotated[str, argument(N_("What the order is called."), N_("NAME"))],
    employer: Annotated[str, ref(N_("Who owes social return: REF or name."), Kind.EMPLOYER, metavar=N_("EMPLOYER"))],
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Add an order with social return."""
    from doorstroom.results import social_return

    rules = rulebook.of(ctx.obj.database)
    social_return.refuse_unknown_region(given.get("region"), rules)
    with ctx.obj.change("add-assignment") as caseload:
        assignment = Assignment(employer=caseload.employer(employer).id, name=name, **given)
        added = _with_employer(caseload, caseload.add(assignment))
    output.record(
        register.ASSIGNMENT,
        added,
        Sentence.of(N_("{ref} added: {name} at {employer}."), ref=added[0].ref, name=name, employer=added[1]),
        *social_return.said_of(added[0], rules),
    )


@_fields.edits(*FIELDS)
def edit_assignment(
    ctx: Ctx,
    assignment: Annotated[str, ref(N_("The order with social return."), Kind.ASSIGNMENT)],
    name: Annotated[str | None, option(N_("A new name."), "--name", parser=called, metavar=N_("TEXT"))] = None,
    counts: Annotated[
        list[str] | None, record(N_("This contract counts for it; repeat for more."), "--counts", Kind.CONTRACT)
    ] = None,
    drop_counts: Annotated[
        list[str] | None, record(N_("This contract does not; repeat for more."), "--drop-counts", Kind.CONTRACT)
    ] = None,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Change an order with social return; “-” clears."""
    from doorstroom.results import social_return

    social_return.refuse_unknown_region(given.get("region"), rulebook.of(ctx.obj.database))
    with ctx.obj.change("edit-assignment") as caseload:
        known = _with_employer(caseload, caseload.by_id(Assignment, caseload.find(assignment, Kind.ASSIGNMENT).id))
        lists = {
            key: tuple(caseload.contract(one).id for one in refs)
            for key, refs in (("placements", counts), ("drop_placements", drop_counts))
            if refs
        }
        changed = _fields.edited(known[0], given | lists | ({"name": name} if name else {}))
        caseload.save(changed)
        after = _with_employer(caseload, changed)
    output.record(register.ASSIGNMENT, after, registers.changes(register.ASSIGNMENT, known, after))


@listed(*register.ASSIGNMENT)
def assignments(
    ctx: Ctx, employer: AtEmployer = None, as_json: AsJson = False, as_csv: AsCsv = False, *, view: View
) -> None:
    """The orders with social return."""
    from doorstroom.tables import support

    with ctx.obj.read() as caseload:
        found = support.assignments(caseload.connection, caseload.employer_id(employer))
    output.show(view.of(registers.listing(N_("Assignments"), register.ASSIGNMENT, found)))


def _with_employer(caseload: Store, assignment: Assignment) -> tuple[Assignment, str]:
    """An order with the name of its employer."""
    from doorstroom.model import Employer

    return assignment, caseload.by_id(Employer, assignment.employer).name
