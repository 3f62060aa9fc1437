"""The two meetings that were held before today: what each decided, and who stood on its agenda and was passed over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from doorstroom.dates import DAY
from doorstroom.model.following import Step
from doorstroom.model.meeting import AgendaItem, Decision, Meeting, Outcome, Section

# How many days ago they were, and from how many days before it on what was agreed is taken to be agreed at it.
_DAYS_AGO = (10, 3)
_REACH = 20
# So many of whom nothing was agreed stood on the agenda of both, and there was no time for them.
_PASSED_OVER = 3
# All of an invented caseload is written in the first event of its file.
_EVENT = 1


@dataclass(frozen=True, slots=True)
class Held:
    """Meetings that were held with their outcomes and agendas, each numbered from 1; ``steps`` as they agreed on them."""

    meetings: tuple[Meeting, ...]
    outcomes: tuple[Outcome, ...]
    items: tuple[AgendaItem, ...]
    steps: tuple[Step, ...]


def held(today: date, leaving: Sequence[int], steps: Iterable[Step]) -> Held:
    """The last meetings up to ``today`` about those who leave, by their numbers, the soonest first.

    What was agreed about them in the days before a meeting is taken to be agreed at it.
    """
    days = [today - ago * DAY for ago in _DAYS_AGO]
    people = set(leaving)
    meetings = [Meeting(id=n, day=day, held_on=day, held_event=_EVENT) for n, day in enumerate(days, 1)]
    outcomes: dict[tuple[int, int], Outcome] = {}
    agreed: list[Step] = []
    for step in steps:
        candidate, meeting = step.candidate, _meeting_of(step, meetings)
        if meeting and candidate and candidate in people and (meeting.id, candidate) not in outcomes:
            step = replace(step, agreed_on=meeting.day)
            outcomes[meeting.id, candidate] = _outcome(len(outcomes) + 1, candidate, step, meeting)
        agreed.append(step)
    with_steps = {step.candidate for step in agreed}
    passed_over = [one for one in leaving if one not in with_steps][:_PASSED_OVER]
    items = _items(outcomes, [(meeting.id, one) for meeting in meetings for one in passed_over])
    return Held(tuple(meetings), tuple(outcomes.values()), tuple(items), tuple(agreed))


def _meeting_of(step: Step, meetings: Iterable[Meeting]) -> Meeting | None:
    """The meeting at which a step can have been agreed: the first one in the days after it was written down."""
    last = min(one for one in (step.due_on, step.done_on, step.not_before, date.max) if one)
    near = (one for one in meetings if 0 <= (one.day - step.agreed_on).days <= _REACH and one.day <= last)
    return next(near, None)


def _outcome(number: int, candidate: int, step: Step, meeting: Meeting) -> Outcome:
    return Outcome(
        id=number,
        meeting=meeting.id,
        candidate=candidate,
        decision=Decision.TALK,
        action=step.text,
        owner=step.owner,
        due_on=step.due_on,
        step=step.id,
    )


def _items(discussed: Iterable[tuple[int, int]], passed_over: Iterable[tuple[int, int]]) -> Iterator[AgendaItem]:
    told = [(*one, True) for one in discussed] + [(*one, False) for one in passed_over]
    for number, (meeting, candidate, is_discussed) in enumerate(sorted(told), 1):
        yield AgendaItem(
            id=number, meeting=meeting, candidate=candidate, section=Section.LEAVING, discussed=is_discussed
        )
