"""What asks for attention on a day, person by person: why, since when, and what mends it.

Nothing here reads a file or a clock. The reasons stand in the order of their urgency; ``docs/keeping.md`` tells each of them
in words.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from doorstroom import aftercare
from doorstroom.aftercare import NO_AFTERCARE, Rhythm
from doorstroom.choices import Because, Choice, Kind, Party
from doorstroom.i18n import N_
from doorstroom.notice import NOTICE_WEEKS, is_discussed
from doorstroom.report import Sentence
from doorstroom.reports import NOTHING_YET, Followed, Leaving, Person, holds

CONTACT_MONTHS = 3
MISSED_MEETINGS = 2


class Reason(Choice):
    """Why somebody or something asks for attention, the most urgent first."""

    ENDED = "ended", N_("ended, nothing after")
    NOTICE = "notice", N_("notice due")
    STEP_OVERDUE = "step-overdue", N_("step overdue")
    RELAPSE = "relapse", N_("may drop out")
    NOT_SPOKEN = "not-spoken", N_("spoken with nobody")
    TALK_DUE = "conversation-due", N_("conversation due")
    AFTERCARE = "aftercare", N_("after-care missed")
    NO_END_DATE = "no-end-date", N_("no end date")
    NO_CONTACT = "no-contact", N_("no contact")
    NOT_DISCUSSED = "not-discussed", N_("not discussed")
    INCOMPLETE = "incomplete", N_("record incomplete")


class Who(NamedTuple):
    """The person, employer or vacancy that asks for attention, and who is responsible.

    ``employer`` is the number of the employer, or of that of the vacancy.
    """

    kind: Kind
    id: int
    name: str
    sort_name: str
    owner: str | None
    coach: str | None
    employer: int | None = None

    @property
    def ref(self) -> str:
        """``K12``."""
        return self.kind.ref(self.id)

    @classmethod
    def of(cls, person: Person) -> "Who":
        """Somebody of the list of leavers."""
        return cls(Kind.CANDIDATE, person.id, person.name, person.sort_name, person.owner, person.coach)


class LateStep(NamedTuple):
    """An open step that should have been done."""

    who: Who
    step: int
    text: str
    owner: str | None
    due_on: date


class PlannedTalk(NamedTuple):
    """A conversation that should be held by now, as was agreed in the last one with that party."""

    who: Who
    party: Party | None
    held_on: date
    next_on: date


class Relapse(NamedTuple):
    """Somebody at work with whom was last spoken about dropping out, and nothing was agreed since."""

    who: Who
    held_on: date


class Begun(NamedTuple):
    """Somebody who began at an employer not long ago, and when somebody last spoke of them."""

    who: Who
    contract: int
    employer: str
    first_day: date
    last_day: date | None
    last_on: date | None


class Silence(NamedTuple):
    """Somebody with whom nothing was noted for long; ``last_on`` the last conversation, if there ever was one."""

    who: Who
    last_on: date | None
    registered_on: date | None


class OpenEnd(NamedTuple):
    """A running contract for a fixed term of which nobody knows the last day."""

    who: Who
    contract: int
    employer: str
    first_day: date


class Known(NamedTuple):
    """What of somebody's record matters for a match, each true when something is filled in."""

    who: Who
    registered_on: date | None
    hours: bool
    place: bool
    strengths: bool


class NotDiscussed(NamedTuple):
    """Somebody on the agenda of so many meetings in a row who was discussed at none; the days of the first and the last."""

    who: Who
    times: int
    since: date
    last_on: date


class LooseEnds(NamedTuple):
    """What the file tells of a day besides who must leave."""

    late_steps: Sequence[LateStep] = ()
    talks: Sequence[PlannedTalk] = ()
    silences: Sequence[Silence] = ()
    relapses: Sequence[Relapse] = ()
    begun: Sequence[Begun] = ()
    open_ends: Sequence[OpenEnd] = ()
    records: Sequence[Known] = ()
    not_discussed: Sequence[NotDiscussed] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that asks for attention: of whom, why, since when, who must act, and the command that mends it."""

    reason: Reason
    who: Who
    why: Sentence
    since: date | None
    mend: str
    owner: str | None = None
    step: str | None = None
    contract: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Whose part is asked for; ``at`` and ``employer`` say who works at the employer that was asked for, and which it is.

    An owner's part holds that owner's steps and all that is theirs.
    """

    owner: str | None = None
    coach: str | None = None
    employer: int | None = None
    at: Collection[int] = ()
    reasons: Collection[Reason] = ()

    def admits(self, matter: Matter) -> bool:
        """Whether something belongs to this part."""
        who = matter.who
        return (
            (not self.reasons or matter.reason in self.reasons)
            and (holds(matter.owner, self.owner) or holds(who.owner, self.owner))
            and holds(who.coach, self.coach)
            and (self.employer is None or self._is_there(who))
        )

    def _is_there(self, who: Who) -> bool:
        return who.id in self.at if who.kind is Kind.CANDIDATE else who.employer == self.employer


def attention(
    people: Iterable[Person],
    leaving: Sequence[Leaving],
    ends: LooseEnds,
    followed: Mapping[int, Followed],
    *,
    as_of: date,
    months: int,
    notice_weeks: int = NOTICE_WEEKS,
    rhythm: Rhythm = NO_AFTERCARE,
    part: Part = Part(),
) -> list[Matter]:
    """Everything that asks for attention on a day, the most urgent first; one person may stand there more than once.

    ``people`` are those whose jobs can matter on this day and ``leaving`` those of them on the list of so many months;
    ``followed`` tells what was said with them. Order: the reason, then what has waited longest, then the name.
    """
    found = [
        *_of_leaving(leaving, followed),
        *_of_notice(people, followed, as_of, months, notice_weeks),
        *(_late_step(one) for one in ends.late_steps),
        *(_talk(one) for one in ends.talks),
        *(_relapse(one) for one in ends.relapses),
        *(matter for one in ends.begun if (matter := _aftercare(one, rhythm, as_of))),
        *(_open_end(one) for one in ends.open_ends),
        *(_silence(one) for one in ends.silences),
        *(_not_discussed(one) for one in ends.not_discussed),
        *(_incomplete(one) for one in ends.records if missing(one)),
    ]
    order = {reason: place for place, reason in enumerate(Reason)}
    return sorted(
        filter(part.admits, found),
        key=lambda one: (
            order[one.reason],
            one.since or date.max,
            one.who.sort_name,
            one.who.kind,
            one.who.id,
            one.mend,
        ),
    )


def _of_leaving(leaving: Iterable[Leaving], followed: Mapping[int, Followed]) -> Iterator[Matter]:
    """Who has left with nothing after it, and who must leave while nobody was spoken with."""
    for row in leaving:
        who, line = Who.of(row.person), row.line
        if line.because is Because.ENDED and line.next is None:
            why = Sentence.of(
                N_("Left {employer} on {day}; nothing follows."), employer=line.last.employer_name, day=row.leaves_on
            )
            yield Matter(Reason.ENDED, who, why, row.leaves_on, f"doorstroom add-contract {who.ref}", who.owner)
        last = followed.get(row.person.id, NOTHING_YET).last
        if last is None or last < row.warn_from:
            text = N_("Leaves on {leaves_on}; spoken with nobody since {day}.")
            if row.days_left < 0:
                text = N_("Had to leave by {leaves_on}; spoken with nobody since {day}.")
            why = Sentence(text, {"leaves_on": row.leaves_on, "day": row.warn_from})
            yield Matter(Reason.NOT_SPOKEN, who, why, row.warn_from, f"doorstroom note {who.ref}", who.owner)


def _of_notice(
    people: Iterable[Person], followed: Mapping[int, Followed], as_of: date, months: int, weeks: int
) -> Iterator[Matter]:
    """Jobs of which notice must be given soon or should have been, without a talk about the end."""
    for person in people:
        if person.is_closed_on(as_of):
            continue
        who, end_talk = Who.of(person), followed.get(person.id, NOTHING_YET).end_talk
        for job in person.jobs:
            by = job.notice_by
            if by is None or not job.is_running(as_of) or (soon := by - timedelta(weeks=weeks)) > as_of:
                continue
            if is_discussed(end_talk, job.leaves_on, by, months=months, weeks=weeks):
                continue
            text = N_("Notice is due by {day} ({employer}); no talk about the end yet.")
            if by < as_of:
                text = N_("Notice was due by {day} ({employer}); no talk about the end yet.")
            why = Sentence(text, {"day": by, "employer": job.employer_name})
            mend, contract = f"doorstroom note {who.ref} --about end", Kind.CONTRACT.ref(job.contract)
            yield Matter(Reason.NOTICE, who, why, soon, mend, who.owner, contract=contract)


def _late_step(one: LateStep) -> Matter:
    step = Kind.STEP.ref(one.step)
    why = Sentence.of(N_("{step} was due on {day}: {text}"), step=step, day=one.due_on, text=one.text)
    return Matter(Reason.STEP_OVERDUE, one.who, why, one.due_on, f"doorstroom done {step}", one.owner, step=step)


_USUAL = {Kind.CANDIDATE: Party.CANDIDATE, Kind.EMPLOYER: Party.EMPLOYER, Kind.VACANCY: Party.EMPLOYER}


def _talk(one: PlannedTalk) -> Matter:
    if one.party is None:
        text = N_("Speak again on {day}; nothing since {held_on}.")
    else:
        text = N_("Speak with {party} again on {day}; nothing since {held_on}.")
    why = Sentence(text, {"day": one.next_on, "held_on": one.held_on, "party": one.party})
    mend = f"doorstroom note {one.who.ref}"
    if one.party is not None and one.party is not _USUAL[one.who.kind]:
        mend += f" --with {one.party}"
    return Matter(Reason.TALK_DUE, one.who, why, one.next_on, mend, one.who.owner)


def _relapse(one: Relapse) -> Matter:
    why = Sentence.of(N_("Spoke of dropping out on {day}; nothing said or agreed since."), day=one.held_on)
    return Matter(Reason.RELAPSE, one.who, why, one.held_on, f"doorstroom step {one.who.ref}", one.who.owner)


def _aftercare(one: Begun, rhythm: Rhythm, as_of: date) -> Matter | None:
    due = aftercare.missed(rhythm, one.first_day, one.last_day, one.last_on, as_of)
    if due is None:
        return None
    text = N_("{after} after the start at {employer}, on {day}, nobody had spoken with this person.")
    why = Sentence(text, {"after": due.moment.said, "employer": one.employer, "day": due.day})
    mend, contract = f"doorstroom note {one.who.ref}", Kind.CONTRACT.ref(one.contract)
    return Matter(Reason.AFTERCARE, one.who, why, due.day, mend, one.who.owner, contract=contract)


def _open_end(one: OpenEnd) -> Matter:
    contract = Kind.CONTRACT.ref(one.contract)
    why = Sentence.of(N_("{contract} at {employer} has no last day."), contract=contract, employer=one.employer)
    mend = f"doorstroom edit-contract {contract} --end DATE"
    return Matter(Reason.NO_END_DATE, one.who, why, one.first_day, mend, one.who.owner, contract=contract)


def _silence(one: Silence) -> Matter:
    if one.last_on is None:
        why = Sentence.of(N_("No conversation yet."))
    else:
        why = Sentence.of(N_("No conversation since {day}."), day=one.last_on)
    mend = f"doorstroom note {one.who.ref}"
    return Matter(Reason.NO_CONTACT, one.who, why, one.last_on or one.registered_on, mend, one.who.owner)


def _not_discussed(one: NotDiscussed) -> Matter:
    why = Sentence.counted(
        "On the agenda of {n} meeting and not discussed, {day}.",
        "On the agenda of {n} meetings in a row and not discussed, the last on {day}.",
        n=one.times,
        day=one.last_on,
    )
    mend = f"doorstroom outcome {one.who.ref} DECISION"
    return Matter(Reason.NOT_DISCUSSED, one.who, why, one.since, mend, one.who.owner)


def missing(record: Known) -> tuple[tuple[str, str], ...]:
    """What a record lacks of what the warning and a match need: each in words, and the option that fills it."""
    found = (
        (record.who.owner, N_("owner"), "--owner NAME"),
        (record.hours, N_("hours"), "--hours-max N"),
        (record.place, N_("town or postcode"), "--town NAME"),
        (record.strengths, N_("talents or wishes"), "--talent TEXT"),
    )
    return tuple((words, option) for known, words, option in found if not known)


def _incomplete(one: Known) -> Matter:
    lacks = missing(one)
    why = Sentence.of(N_("Not known: {what}."), what=tuple(Sentence.of(words) for words, _option in lacks))
    mend = " ".join([f"doorstroom edit-candidate {one.who.ref}", *(option for _words, option in lacks)])
    return Matter(Reason.INCOMPLETE, one.who, why, one.registered_on, mend, one.who.owner)


def counts(found: Iterable[Matter]) -> dict[Reason, int]:
    """How many there are of each reason, the most urgent first; reasons that nothing has are there with 0."""
    counted = Counter(one.reason for one in found)
    return {reason: counted[reason] for reason in Reason}


def in_short(found: Iterable[Matter]) -> tuple[Sentence, ...]:
    """How many there are of each reason that there is."""
    return tuple(
        Sentence.of(N_("{n} × {reason}"), n=count, reason=reason) for reason, count in counts(found).items() if count
    )
