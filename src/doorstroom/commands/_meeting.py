"""What a meeting needs from a caseload, brought together: its day and its agenda."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from doorstroom import reports
from doorstroom.errors import Refused
from doorstroom.i18n import N_
from doorstroom.meeting import rhythm
from doorstroom.meeting.agenda import Agenda, Suggestion, agenda
from doorstroom.meeting.handout import Handout, Row
from doorstroom.model.matching import Nomination, Opening
from doorstroom.model.meeting import Meeting
from doorstroom.settings import Setting
from doorstroom.store import Store
from doorstroom.tables import meeting as meetings_in

if TYPE_CHECKING:
    from doorstroom.matching import Match

# So many vacancies are told of for each person on the agenda.
_BEST = 3
# So many days without a real step is too long, unless the caseload says otherwise.
STALLED_AFTER = 30


def handout_of(
    caseload: Store,
    meeting: Meeting,
    months: int,
    *,
    openings: Iterable[Opening],
    proposals: Sequence[Nomination],
    only: Collection[int] | None = None,
    sensitive: bool = False,
) -> Handout:
    """The agenda of a meeting to fill in, with what was decided so far; of these people only, where that is asked.

    ``openings`` are the vacancies that are open on its day, and ``proposals`` all there are.
    """
    from doorstroom.registers import match as matches

    found, best = _agenda_and_matches(caseload, meeting.day, months)
    asked = [item for item in found.items if only is None or item.candidate.id in only]
    decided = meetings_in.outcomes_of(caseload, meeting.id)
    revisions = meetings_in.revisions(caseload, meeting.id)
    return Handout(
        meeting=meeting,
        caseload=caseload.settings()["caseload"],
        agenda=found,
        rows=[Row(item, decided.get(item.candidate.id), revisions.get(item.candidate.id, 0)) for item in asked],
        openings=sorted(openings, key=lambda one: one.vacancy.id),
        owners=meetings_in.responsible(caseload),
        matches=matches.rows(
            [match for item in asked for match in best.get(item.candidate.id, ())],
            proposals,
            meeting.day,
            sensitive=sensitive,
        ),
    )


def meeting_day(caseload: Store, asked: date | None, today: date) -> date:
    """The day of the meeting that is asked for: that day, else the next one of the rhythm, today included."""
    return asked or rhythm.next_day(caseload.settings().get(Setting.MEETING_DAYS, ""), today)


def meeting_for(caseload: Store, asked: date | None, today: date) -> Meeting:
    """The meeting that an outcome belongs to: of the day asked, else the open one, else one made for the next day.

    One that was closed still takes an outcome that comes in late, when it is named by its day.
    """
    if asked is None and (found := meetings_in.under_way(caseload, today)):
        return found
    return meetings_in.on_or_new(caseload, meeting_day(caseload, asked, today))


def under_way(caseload: Store, today: date) -> Meeting:
    """The meeting that is open; Refused when none is."""
    found = meetings_in.under_way(caseload, today)
    if found is None:
        raise Refused(
            N_("No meeting is open."), hint=N_("`doorstroom export --for DATE` prepares one; `doorstroom outcome` too.")
        )
    return found


def agenda_of(caseload: Store, day: date, months: int) -> Agenda:
    """What a meeting on this day discusses, with a list of so many months."""
    found, _best = _agenda_and_matches(caseload, day, months)
    return found


def _agenda_and_matches(caseload: Store, day: date, months: int) -> "tuple[Agenda, Mapping[int, list[Match]]]":
    """What a meeting discusses, and for everybody who was looked at the open vacancies that fit best."""
    from doorstroom import pairing

    people, others = caseload.people(day, months)
    answer = reports.expiring(people, as_of=day, months=months, others=others)
    new = meetings_in.new_since(caseload, meetings_in.last_held(caseload, day))
    meeting = meetings_in.on(caseload, day)
    decided = meetings_in.outcomes_of(caseload, meeting.id).keys() if meeting else set()
    looked_at = {row.person.id for row in answer.rows} | new | meetings_in.with_open_steps(caseload, day) | decided
    best = pairing.best_for(caseload, looked_at, day, _BEST)
    found = agenda(
        answer,
        meetings_in.known(caseload, looked_at, day),
        new=new,
        decided=decided,
        others=meetings_in.other_promises(caseload, day),
        vacancies=meetings_in.without_proposal(caseload, day),
        suggestions=_suggestions(best),
        stalled_after=int(caseload.settings().get(Setting.STALLED_AFTER, STALLED_AFTER)),
    )
    return found, best


def _suggestions(best: "Mapping[int, list[Match]]") -> dict[int, tuple[Suggestion, ...]]:
    """For each of these candidates the vacancies that could fit: those without a hard condition that fails."""
    from doorstroom.registers.match import suggestion

    return {
        number: tuple(suggestion(match) for match in matches if not match.hard_fails)
        for number, matches in best.items()
    }
