"""A caseload at a glance: how many, who leaves soon, what asks for attention, the next meeting, and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorstroom.attention import Matter, Reason, counts, in_short
from doorstroom.dates import add_months
from doorstroom.i18n import N_
from doorstroom.report import Section, Sentence, in_days
from doorstroom.reports import Band, Expiring, LeftOut

_WATCH = Sentence.of(N_("`doorstroom attention` lists them, each with what mends it."))
_LATE = Sentence.of(N_("`doorstroom steps --overdue` lists what was promised and not done."))
_LIST = Sentence.of(N_("`doorstroom expiring` lists who must leave, and who is left off and why."))
_WORKBOOK = Sentence.of(N_("`doorstroom export` makes the workbook for the meeting."))
_IMPORT = Sentence.of(N_("`doorstroom import FILE` brings in a spreadsheet."))
_ADD = Sentence.of(N_("`doorstroom add-candidate` adds one person."))
_TRY = Sentence.of(N_("`doorstroom demo` shows it all on invented people."))
_INIT = Sentence.of(N_("`doorstroom init` makes a new, empty one."))
_HELP = Sentence.of(N_("`doorstroom --help` lists every command."))


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What is told at a glance: in figures for programs, and in sentences."""

    figures: Mapping[str, Any]
    said: Sequence[Sentence]
    sections: Sequence[Section]


def dashboard(
    answer: Expiring, matters: Sequence[Matter], *, organisation: str | None, next_meeting: date | None
) -> Dashboard:
    """A caseload at a glance on the day of this list."""
    day = answer.as_of
    this, following = (_leaving_in(answer, month) for month in (day, add_months(day.replace(day=1), 1)))
    past = sum(row.band is Band.PAST for row in answer.rows)
    by_reason = counts(matters)
    is_open = answer.candidates - answer.left_out[LeftOut.CLOSED]
    said = [
        Sentence.of(N_("{organisation}, {day}"), organisation=organisation, day=day)
        if organisation
        else Sentence.of(N_("Caseload on {day}"), day=day),
        Sentence.counted(
            "{n} candidate in the file; cases open: {open}.",
            "{n} candidates in the file; cases open: {open}.",
            n=answer.candidates,
            open=is_open,
        ),
        Sentence.of(
            N_("Must leave this month: {this}; next month: {following}; should have left: {past}."),
            this=this,
            following=following,
            past=past,
        ),
    ]
    return Dashboard(
        figures={
            "as_of": day,
            "organisation": organisation,
            "candidates": answer.candidates,
            "open": is_open,
            "this_month": this,
            "next_month": following,
            "past": past,
            "steps_overdue": by_reason[Reason.STEP_OVERDUE],
            "attention": {str(reason): count for reason, count in by_reason.items()},
            "next_meeting": next_meeting,
        },
        said=said,
        sections=(
            Section(
                Sentence.of(N_("Asks for attention")),
                in_short(matters) or (Sentence.of(N_("Nothing asks for attention.")),),
            ),
            Section(Sentence.of(N_("Meeting")), (_meeting(next_meeting, day),)),
            Section(Sentence.of(N_("Go on with")), _onward(answer, by_reason)),
        ),
    )


def without_file(file: object) -> Dashboard:
    """What to do first while there is no caseload."""
    return Dashboard(
        figures={},
        said=(Sentence.of(N_("There is no caseload file yet: {file}."), file=file),),
        sections=(Section(Sentence.of(N_("Begin with")), (_INIT, _TRY, _HELP)),),
    )


def _leaving_in(answer: Expiring, month: date) -> int:
    """How many leave in the calendar month of this day, of the present month from the day of the list on."""
    first, after = month.replace(day=1), add_months(month.replace(day=1), 1)
    return sum(first <= row.leaves_on < after and row.leaves_on >= answer.as_of for row in answer.rows)


def _meeting(next_meeting: date | None, day: date) -> Sentence:
    if next_meeting is None:
        return Sentence.of(N_("`doorstroom settings meeting-days mon,thu` says when it is."))
    if next_meeting == day:
        return Sentence.of(N_("The next one is today."))
    return Sentence.of(
        N_("The next one is on {day}, in {days}."), day=next_meeting, days=in_days((next_meeting - day).days)
    )


def _onward(answer: Expiring, by_reason: Mapping[Reason, int]) -> Sequence[Sentence]:
    """The three commands that help most now."""
    if not answer.candidates:
        return (_IMPORT, _ADD, _TRY)
    wanted = [(_WATCH, any(by_reason.values())), (_LATE, by_reason[Reason.STEP_OVERDUE] > 0)]
    return [*(said for said, is_wanted in wanted if is_wanted), _LIST, _WORKBOOK, _HELP][:3]
