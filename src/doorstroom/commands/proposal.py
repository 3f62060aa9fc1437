"""Proposals: propose somebody for a vacancy, tell how it goes on, list them."""

from datetime import date
from typing import Annotated

import typer

from doorstroom import output, proposing, registers, settings
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import AsCsv, AsJson, AsOf, AtEmployer, OfOwner, day, flag, needed, record, ref, text
from doorstroom.i18n import N_
from doorstroom.model.matching import Progress, State, StoppedBy, StopReason
from doorstroom.proposing import Step
from doorstroom.registers import vacancy as columns
from doorstroom.registers.vacancy import Standing
from doorstroom.report import Sentence
from doorstroom.tables import matching as tables

Note = Annotated[str | None, text(N_("Note."), "--note")]


def propose(
    ctx: Ctx,
    candidate: Annotated[
        str, ref(N_("The candidate: REF, client number or name."), Kind.CANDIDATE, metavar=N_("CANDIDATE"))
    ],
    vacancy: Annotated[str, ref(N_("The vacancy: REF or part of its title."), Kind.VACANCY, metavar=N_("VACANCY"))],
    note: Note = None,
    on: Annotated[date | None, day(N_("Proposed on this day; today by default."), "--on")] = None,
    again: Annotated[bool, flag(N_("Also when an earlier proposal stopped."), "--again")] = False,
    as_json: AsJson = False,
) -> None:
    """Propose somebody; what stands in the way is said and stops nothing."""
    from doorstroom import pairing
    from doorstroom.registers import match as matches

    today = settings.today()
    proposed_on = on or today
    with ctx.obj.change("propose") as caseload:
        who, opening = caseload.candidate(candidate), tables.named(caseload, vacancy)
        number = opening.vacancy.id
        proposing.refuse_twice(tables.nominations(caseload, candidate=who.id, vacancy=number), again=again)
        made = tables.propose(caseload, who.id, number, proposed_on, note)
        nomination = tables.nomination(caseload, made.id)
        match = pairing.one_match(caseload, who, opening, today)
    for warning in (*proposing.look_out(who, opening, proposed_on), *matches.in_the_way(match)):
        output.warn(warning)
    output.record(
        columns.PROPOSAL,
        Standing(nomination, max(today, proposed_on)),
        Sentence.of(
            N_("{ref}: {candidate} proposed for {vacancy} at {employer} on {day}."),
            ref=made.ref,
            candidate=nomination.candidate,
            vacancy=nomination.vacancy,
            employer=nomination.employer,
            day=proposed_on,
        ),
        *matches.to_ask(match),
    )


def progress(
    ctx: Ctx,
    proposal: Annotated[str, ref(N_("The proposal."), Kind.PROPOSAL)],
    to: Annotated[Progress, typer.Argument(help=N_("How it goes on."), metavar="|".join(Progress), show_default=False)],
    on: Annotated[date | None, day(N_("On this day; today by default."), "--on")] = None,
    reason: Annotated[StopReason | None, option(N_("Why it stops."), "--reason")] = None,
    by: Annotated[StoppedBy | None, option(N_("Who stops it."), "--by")] = None,
    note: Note = None,
    as_json: AsJson = False,
) -> None:
    """Tell which stage a proposal reached, or how it stopped."""
    if to.asks_why:
        by = needed(by, "--by", N_("By whom"), _fields.one_of(StoppedBy, "--by"))
        reason = needed(reason, "--reason", N_("Why"), _fields.one_of(StopReason, "--reason"))
    today = settings.today()
    step = Step(to=to, day=on or today, by=by, reason=reason, note=note)
    with ctx.obj.change("progress") as caseload:
        case = tables.case(caseload, proposal)
        what = proposing.progress(case, step)
        tables.carry_out(caseload, what)
        now = tables.nomination(caseload, case.nomination.proposal.id)
    output.record(columns.PROPOSAL, Standing(now, max(today, step.day)), *what.said)


@listed(*columns.PROPOSAL)
def proposals(
    ctx: Ctx,
    candidate: Annotated[str | None, record(N_("Only of this candidate."), "--candidate", Kind.CANDIDATE)] = None,
    vacancy: Annotated[str | None, record(N_("Only for this vacancy."), "--vacancy", Kind.VACANCY)] = None,
    employer: AtEmployer = None,
    owner: OfOwner = None,
    open_: Annotated[bool, flag(N_("Only those that can still lead to a job."), "--open")] = False,
    state: Annotated[State | None, option(N_("Only those that stand at this."), "--state")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """The proposals; what was entered by mistake only when it is asked for."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = tables.nominations(
            caseload,
            candidate=caseload.candidate_id(candidate),
            vacancy=tables.vacancy_id(caseload, vacancy),
            employer=caseload.employer_id(employer),
        )
    shown = columns.standing_on(day, found, state=state, is_open=open_)
    shown = registers.matching(shown, owner=(owner, lambda one: one.nomination.owner))
    output.show(view.of(registers.listing(N_("Proposals"), columns.PROPOSAL, shown)))
