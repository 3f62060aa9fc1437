"""Workplaces: where somebody works under a contract, when another employs them."""

from datetime import date
from typing import Annotated, Any

from doorstroom import explaining, output, privacy, registers
from doorstroom.check import Check
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import AsJson, day, flag, needed, ref
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Contract
from doorstroom.model.workplace import Workplace
from doorstroom.registers import workplace as words
from doorstroom.report import Sentence
from doorstroom.store import Store
from doorstroom.tables import workplace as workplaces

FIELDS = (
    _fields.number("hours", "--hours", N_("Hours a week there.")),
    _fields.day("starts_on", "--from", N_("First day there; the contract's by default.")),
    _fields.day("ends_on", "--to", N_("Last day there, included; the contract's by default.")),
)

Where = Annotated[str | None, ref(N_("Where the work is: REF or name."), Kind.EMPLOYER, metavar=N_("EMPLOYER"))]


@_fields.adds(*FIELDS)
def add_workplace(
    ctx: Ctx,
    contract: Annotated[str | None, ref(N_("The contract."), Kind.CONTRACT, metavar=N_("CONTRACT"))] = None,
    employer: Where = None,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Say where somebody works under a contract; nothing that does not fit stops it."""
    contract = needed(contract, N_("CONTRACT"), N_("Contract"), privacy.one_line)
    employer = needed(employer, N_("EMPLOYER"), N_("Employer"), privacy.one_line)
    with ctx.obj.change("add-workplace") as caseload:
        of = caseload.contract(contract)
        before = _doubts(caseload, of)
        new = Workplace(contract=of.id, employer=caseload.employer(employer).id, **given)
        added = workplaces.add(caseload, new)
        said = _what_follows(caseload, of, before)
    output.record(words.WORKPLACE, added, words.added(added), *said)


@_fields.edits(*FIELDS)
def edit_workplace(
    ctx: Ctx,
    contract: Annotated[str, ref(N_("The contract."), Kind.CONTRACT, metavar=N_("CONTRACT"))],
    employer: Annotated[str, ref(N_("Where the work is: REF or name."), Kind.EMPLOYER, metavar=N_("EMPLOYER"))],
    on: Annotated[date | None, day(N_("Of two times there, the one that this day is in."), "--on")] = None,
    drop: Annotated[bool, flag(N_("Take it away: nobody ever worked there."), "--drop")] = False,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Change or end a workplace of a contract; “-” clears."""
    with ctx.obj.change("edit-workplace") as caseload:
        of = caseload.contract(contract)
        before = _doubts(caseload, of)
        known = workplaces.one(caseload, of, caseload.employer(employer), on=on)
        after = known if drop else known._replace(workplace=_fields.edited(known.workplace, given))
        if drop:
            caseload.remove(known.workplace)
        else:
            workplaces.save(caseload, after.workplace)
        said = _what_follows(caseload, of, before)
    done = words.dropped(known) if drop else registers.changes(words.NAMED, known, after)
    output.record(words.WORKPLACE, after, done, *said)


def _doubts(caseload: Store, contract: Contract) -> set[str]:
    """What there is to check by hand about the jobs of whom a contract is for."""
    caseload.finish()
    jobs = caseload.person(caseload.by_id(Candidate, contract.candidate)).jobs
    return {check for job in jobs for check in job.checks}


def _what_follows(caseload: Store, contract: Contract, before: set[str]) -> tuple[Sentence, ...]:
    """Note what does not fit, and say what there is to check by hand that there was not before."""
    for note in words.notes(contract, workplaces.of_contract(caseload, contract.id)):
        output.warn(note)
    return explaining.by_hand(Check(check) for check in sorted(_doubts(caseload, contract) - before))
