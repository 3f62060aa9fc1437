"""The columns of meetings and of an agenda, for every form of output."""

from typing import Any

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.meeting.agenda import Agenda, Item, Promise, Suggestion
from doorstroom.meeting.telling import proof, questions
from doorstroom.model.meeting import Meeting, MeetingSummary, Outcome
from doorstroom.parting import PARTIES
from doorstroom.report import Field, Report, Sentence


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "vacancy": Kind.VACANCY.ref(one.vacancy),
        "title": one.title,
        "employer": one.employer,
        "holds": one.holds,
        "fails": one.fails,
        "asks": one.asks,
    }


def _promise(one: Promise) -> dict[str, Any]:
    return {
        "ref": one.step.ref,
        "about": one.about,
        "text": one.step.text,
        "owner": one.step.owner,
        "due_on": one.step.due_on,
        "days_late": one.days_late,
    }


AGENDA: tuple[Field[Item], ...] = (
    Field("ref", N_("REF"), lambda item: item.candidate.ref),
    Field("name", N_("Name"), lambda item: item.candidate.name),
    Field("section", N_("Why"), lambda item: item.section),
    Field("also", N_("Also"), lambda item: item.sections[1:]),
    Field("employer", N_("Employer"), lambda item: item.leaving and item.leaving.job.employer_name),
    Field("leaves_on", N_("Leaves on"), lambda item: item.leaving and item.leaving.leaves_on),
    Field("days_left", N_("Days"), lambda item: item.leaving and item.leaving.days_left),
    Field("because", N_("Because"), lambda item: item.leaving and item.leaving.line.because),
    Field("notice_by", N_("Notice by"), lambda item: item.leaving and item.leaving.job.notice_by),
    Field("missed", N_("Times not discussed"), lambda item: item.known.missed),
    Field("promises", N_("Promises"), lambda item: tuple(_promise(one) for one in item.promises)),
    Field("talents", N_("Talents"), lambda item: item.candidate.talents),
    Field("pitfalls", N_("Pitfalls"), lambda item: item.candidate.pitfalls),
    Field("wishes", N_("Wishes"), lambda item: item.candidate.wishes),
    Field("hours_min", N_("Hours from"), lambda item: item.candidate.hours_min),
    Field("hours_max", N_("Hours to"), lambda item: item.candidate.hours_max),
    Field("spoken", N_("Spoken with"), lambda item: {str(party): item.spoken[party] for party in PARTIES}),
    Field("end_talk", N_("Talk about the end"), lambda item: item.end_talk),
    Field("matches", N_("Could fit"), lambda item: tuple(_suggestion(one) for one in item.suggestions)),
    Field("questions", N_("To ask"), questions),
    Field("owner", N_("Owner"), lambda item: item.candidate.owner),
    Field("coach", N_("Coach"), lambda item: item.candidate.coach),
)


def agenda_report(agenda: Agenda, meeting: Meeting | None) -> Report[Item]:
    """The agenda as rows for other programs, with its promises, vacancies and sums beside them."""
    return Report(
        title=Sentence.of(N_("Agenda of {day}"), day=agenda.day),
        fields=AGENDA,
        rows=agenda.items,
        notes=tuple(proof(agenda)),
        about={
            "as_of": agenda.day,
            "meeting": meeting and meeting.ref,
            "promises": [_promise(one) for one in agenda.promises],
            "promised_later": agenda.promised_later,
            "vacancies": [one.ref for one in agenda.vacancies],
            "leaving": {str(place): count for place, count in agenda.leaving.items()},
            "ended": {str(place): count for place, count in agenda.ended.items()},
        },
    )


OUTCOME: tuple[Field[Outcome], ...] = (
    Field("ref", N_("REF"), lambda one: Kind.CANDIDATE.ref(one.candidate)),
    Field("meeting", N_("Meeting"), lambda one: Kind.MEETING.ref(one.meeting)),
    Field("decision", N_("Outcome"), lambda one: one.decision),
    Field("vacancy", N_("Vacancy"), lambda one: one.vacancy and Kind.VACANCY.ref(one.vacancy)),
    Field("action", N_("Action"), lambda one: one.action),
    Field("owner", N_("Owner"), lambda one: one.owner),
    Field("due_on", N_("Due"), lambda one: one.due_on),
    Field("until_on", N_("Not before"), lambda one: one.until_on),
    Field("note", N_("Note"), lambda one: one.note),
    Field("step", N_("Step"), lambda one: one.step and Kind.STEP.ref(one.step)),
    Field("proposal", N_("Proposal"), lambda one: one.proposal and Kind.PROPOSAL.ref(one.proposal)),
)

MEETING: tuple[Field[MeetingSummary], ...] = (
    Field("ref", N_("REF"), lambda one: one.meeting.ref),
    Field("day", N_("Day"), lambda one: one.meeting.day),
    Field("held_on", N_("Closed on"), lambda one: one.meeting.held_on),
    Field("outcomes", N_("Outcomes"), lambda one: one.outcomes),
    Field("on_agenda", N_("On the agenda"), lambda one: one.on_agenda),
    Field("carried_over", N_("Carried over"), lambda one: one.carried_over),
)
