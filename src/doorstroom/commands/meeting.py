"""The matching meeting: its agenda, what it decides, and closing it."""

from datetime import date
from typing import Annotated

import typer

from doorstroom import output, settings, wording
from doorstroom.choices import Kind
from doorstroom.commands._app import Ctx
from doorstroom.commands._lists import View, listed
from doorstroom.commands._meeting import agenda_of, meeting_day, meeting_for, under_way
from doorstroom.commands._options import AsCsv, AsJson, AsOf, Within, day, record, ref, text
from doorstroom.i18n import N_
from doorstroom.meeting import telling
from doorstroom.model.meeting import Decision, Meeting, Outcome
from doorstroom.registers import listing
from doorstroom.registers.meeting import MEETING, OUTCOME, agenda_report
from doorstroom.tables import meeting as meetings_in

OfMeeting = Annotated[date | None, day(N_("The meeting on this day; the next one by default."), "--for")]


def agenda(
    ctx: Ctx,
    for_: OfMeeting = None,
    within: Within = 6,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What the meeting discusses, from data only."""
    with ctx.obj.read() as caseload:
        on = meeting_day(caseload, for_, as_of or settings.today())
        found, meeting = agenda_of(caseload, on, within), meetings_in.on(caseload, on)
    output.narrate(agenda_report(found, meeting), telling.told(found))


def outcome(
    ctx: Ctx,
    candidate: Annotated[str, ref(N_("The candidate: REF, client number or name."), Kind.CANDIDATE)],
    decision: Annotated[
        Decision, typer.Argument(help=N_("What was decided."), metavar="|".join(Decision), show_default=False)
    ],
    vacancy: Annotated[str | None, record(N_("For this vacancy."), "--vacancy", Kind.VACANCY)] = None,
    action: Annotated[str | None, text(N_("What will be done."), "--action")] = None,
    note: Annotated[str | None, text(N_("Note."), "--note")] = None,
    owner: Annotated[str | None, text(N_("Who does it; the owner of the candidate by default."), "--owner")] = None,
    due: Annotated[date | None, day(N_("By this day."), "--due")] = None,
    until: Annotated[date | None, day(N_("Not to be discussed up to and including this day."), "--until")] = None,
    for_: OfMeeting = None,
    as_json: AsJson = False,
) -> None:
    """Write down what the meeting decided for somebody."""
    with ctx.obj.change("outcome") as caseload:
        who = caseload.candidate(candidate)
        meeting = meeting_for(caseload, for_, settings.today())
        decided = meetings_in.decide(
            caseload,
            Outcome(
                meeting=meeting.id,
                candidate=who.id,
                decision=decision,
                vacancy=caseload.find(vacancy, Kind.VACANCY).id if vacancy else None,
                action=action,
                owner=owner,
                due_on=due,
                until_on=until,
                note=note,
            ),
            meeting,
            who,
            in_words=wording.words(decision),
        )
    output.record(OUTCOME, decided, *telling.decided(decided, who, meeting))


def hold(
    ctx: Ctx,
    meeting: Annotated[str | None, ref(N_("The meeting: its REF; the one under way by default."), Kind.MEETING)] = None,
    within: Within = 6,
    as_json: AsJson = False,
) -> None:
    """Close a meeting; who was not discussed comes back at the next."""
    today = settings.today()
    with ctx.obj.change("hold") as caseload:
        one = (
            caseload.by_id(Meeting, caseload.find(meeting, Kind.MEETING).id) if meeting else under_way(caseload, today)
        )
        held, items = meetings_in.close(caseload, one, agenda_of(caseload, one.day, within), today)
        (summary,) = meetings_in.summaries(caseload, held.id)
    output.record(MEETING, summary, *telling.held(held, items))


@listed(*MEETING)
def meetings(ctx: Ctx, as_json: AsJson = False, as_csv: AsCsv = False, *, view: View) -> None:
    """The meetings, the last one first."""
    with ctx.obj.read() as caseload:
        found = meetings_in.summaries(caseload)
    output.show(view.of(listing(N_("Meetings"), MEETING, found)))
