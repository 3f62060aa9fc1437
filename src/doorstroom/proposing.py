"""What follows from proposing somebody for a vacancy, from a stage reached, and from a vacancy that closes.

Decided here from the facts, written by who asked. What was reached is never undone by what comes later; only what was
entered by mistake leaves nothing behind.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from doorstroom.choices import Kind
from doorstroom.errors import BadInput, Clash
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Milestone
from doorstroom.model.choices import Stage
from doorstroom.model.matching import (
    Nomination,
    Opening,
    Progress,
    Proposal,
    Stopped,
    StoppedBy,
    StopReason,
    Vacancy,
    VacancyClosing,
)
from doorstroom.report import Sentence

Reached = tuple[Stage, date]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a step comes to: facts that change, milestones that are reached or go, and what to say of it all."""

    changed: tuple[Proposal | Vacancy | Milestone, ...] = ()
    reached: tuple[Milestone, ...] = ()
    gone: tuple[Milestone, ...] = ()
    said: tuple[Sentence, ...] = ()


def look_out(candidate: Candidate, opening: Opening, day: date) -> Iterator[Sentence]:
    """What to know before somebody is proposed: nothing of it stops who knows better."""
    vacancy = opening.vacancy
    if vacancy.is_over(day):
        yield Sentence.of(
            N_("{ref} {title} is not open any more on {day}."), ref=vacancy.ref, title=vacancy.title, day=day
        )
    if not opening.seats_left:
        yield Sentence.of(N_("{ref} {title} has no seat left."), ref=vacancy.ref, title=vacancy.title)
    if candidate.closed_on is not None and candidate.closed_on <= day:
        yield Sentence.of(
            N_("The case of {ref} {name} is closed since {day}."),
            ref=candidate.ref,
            name=candidate.name,
            day=candidate.closed_on,
        )


def refuse_twice(earlier: Iterable[Nomination], *, again: bool) -> None:
    """Raise Clash when these earlier proposals are of the same person for the same vacancy.

    One that stopped may be made ``again``; one that was made by mistake counts as none.
    """
    for one in earlier:
        proposal = one.proposal
        if proposal.stopped is Stopped.BY_MISTAKE or (again and proposal.stopped_on is not None):
            continue
        fields = {
            "candidate": one.candidate,
            "vacancy": one.vacancy,
            "ref": proposal.ref,
            "day": proposal.stopped_on or proposal.proposed_on,
            "how": proposal.stopped,
        }
        if proposal.stopped_on is None:
            raise Clash(
                N_("{candidate} is proposed for {vacancy} already: {ref}, since {day}."),
                hint=N_("`doorstroom progress {ref}` tells how it goes on."),
                **fields,
            )
        raise Clash(
            N_("{candidate} was proposed for {vacancy} before: {ref}, {how} on {day}."),
            hint=N_("`doorstroom show {ref}` tells why; --again proposes anew."),
            **fields,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How a proposal goes on, as somebody tells it."""

    to: Progress
    day: date
    by: StoppedBy | None = None
    reason: StopReason | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.to.stage is not None and (self.by is not None or self.reason is not None):
            raise BadInput(
                N_("Only what stops has a reason."), hint=N_("Leave out --by and --reason; --note takes any words.")
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A proposal with all that a step with it can touch.

    ``beside`` are all proposals for its vacancy, ``milestones`` all that the candidate reached, and ``by_contract`` the
    stages that contracts reach.
    """

    nomination: Nomination
    opening: Opening
    beside: Sequence[Nomination]
    milestones: Sequence[Milestone]
    by_contract: Collection[Reached]


def progress(case: Case, step: Step) -> Consequence:
    """What a step with a proposal comes to. Raises what ``Proposal.reach`` and ``stop_on`` do."""
    if step.to is Progress.BY_MISTAKE:
        return _by_mistake(case, step.day)
    if step.to.stage is None:
        return _stop(case, step)
    return _reach(case, step.to.stage, step)


def _reach(case: Case, stage: Stage, step: Step) -> Consequence:
    """A stage that a proposal reaches."""
    one, day = case.nomination, step.day
    proposal = one.proposal.reach(stage, day)
    if step.note:
        proposal = replace(proposal, note="; ".join(filter(None, (proposal.note, step.note))))
    linked, reached = _milestone(case, stage, day)
    said = Sentence.of(
        N_("{ref}: {candidate} for {vacancy} at {employer}: {stage} on {day}."),
        ref=proposal.ref,
        candidate=one.candidate,
        vacancy=one.vacancy,
        employer=one.employer,
        stage=stage,
        day=day,
    )
    if stage is not Stage.PLACED:
        return Consequence((proposal, *linked), reached, said=(said,))
    changed, filled = _fill(case, day)
    said_after = (*filled, _next_command(one, day, case.opening))
    return Consequence((proposal, *linked, *changed), reached, said=(said, *said_after))


def _milestone(case: Case, stage: Stage, day: date) -> tuple[tuple[Milestone, ...], tuple[Milestone, ...]]:
    """The milestone of a stage: one that a contract made already is linked, else it is new; neither when it is there."""
    number = case.nomination.proposal.id
    there = [one for one in case.milestones if (one.stage, one.reached_on) == (stage, day)]
    if any(one.proposal == number for one in there):
        return (), ()
    free = [replace(one, proposal=number) for one in there if one.proposal is None]
    if free:
        return (free[0],), ()
    candidate = case.nomination.proposal.candidate
    return (), (Milestone(candidate=candidate, stage=stage, reached_on=day, proposal=number),)


def _fill(case: Case, day: date) -> tuple[list[Proposal | Vacancy], list[Sentence]]:
    """A seat that is taken: with the last of them the vacancy closes, and so do the other proposals for it."""
    placed, vacancy = case.nomination.proposal, case.opening.vacancy
    left = vacancy.seats - case.opening.taken - 1
    if left > 0:
        said = Sentence.counted(
            "{vacancy} has {n} seat left.", "{vacancy} has {n} seats left.", n=left, vacancy=vacancy.title
        )
        return [], [said]
    if left < 0:
        return [], [Sentence.of(N_("{vacancy} had no seat left; this is one more."), vacancy=vacancy.title)]
    others = [one for one in case.beside if one.proposal.is_open and one.proposal.id != placed.id]
    stopped = [_stopped(one, day, Stopped.FILLED) for one in others]
    is_open = vacancy.closed_on is None
    closed = [vacancy.close_on(day, VacancyClosing.FILLED)] if is_open else []
    said = Sentence.of(N_("{vacancy} is filled and closed."), vacancy=vacancy.title)
    return [*stopped, *closed], [said, *_the_rest(others)]


def _the_rest(others: Sequence[Nomination]) -> list[Sentence]:
    """Which other proposals ended with it."""
    if not others:
        return []
    return [
        Sentence.counted(
            "{n} other proposal for it was closed: {which}.",
            "{n} other proposals for it were closed: {which}.",
            n=len(others),
            which=tuple(f"{one.proposal.ref} {one.candidate}" for one in others),
        )
    ]


def _stopped(
    one: Nomination, day: date, how: Stopped, by: StoppedBy | None = None, reason: StopReason | None = None
) -> Proposal:
    """A proposal that stops because of the vacancy; never before it was made."""
    return one.proposal.stop_on(max(day, one.proposal.proposed_on), how, by, reason)


def _next_command(one: Nomination, day: date, opening: Opening) -> Sentence:
    """The command that records the contract, which only people know the end of."""
    vacancy = opening.vacancy
    return Sentence.of(
        N_("Record the contract next: `doorstroom add-contract {candidate} {employer} --start {start} --months N`."),
        candidate=Kind.CANDIDATE.ref(one.proposal.candidate),
        employer=opening.employer.ref,
        start=max(vacancy.starts_on or day, day).isoformat(),
    )


def _stop(case: Case, step: Step) -> Consequence:
    """A proposal that stops; what it reached stays."""
    one, how = case.nomination, Stopped(step.to.value)
    proposal = one.proposal.stop_on(step.day, how, step.by, step.reason, step.note)
    said = Sentence.of(
        N_("{ref}: {candidate} for {vacancy} at {employer}: {how} on {day}."),
        ref=proposal.ref,
        candidate=one.candidate,
        vacancy=one.vacancy,
        employer=one.employer,
        how=how,
        day=step.day,
    )
    reopened, freed = _give_back(case)
    return Consequence((proposal, *reopened), said=(said, *freed))


def _by_mistake(case: Case, day: date) -> Consequence:
    """A proposal that should never have been: it leaves nothing behind, and what it ended goes on.

    A stage that a contract reaches too stays, without the proposal.
    """
    one = case.nomination
    proposal = one.proposal.stop_on(max(day, one.proposal.proposed_on), Stopped.BY_MISTAKE)
    proposal = replace(proposal, placed_on=None)
    kept = [mile for mile in one.milestones if (mile.stage, mile.reached_on) in case.by_contract]
    gone = tuple(mile for mile in one.milestones if mile not in kept)
    reopened, freed = _give_back(case)
    going_on = [
        other
        for other in (case.beside if reopened else ())
        if other.proposal.stopped is Stopped.FILLED and other.proposal.id != proposal.id
    ]
    said = [
        Sentence.of(
            N_("{ref}: {candidate} for {vacancy} was entered by mistake and counts nowhere."),
            ref=proposal.ref,
            candidate=one.candidate,
            vacancy=one.vacancy,
        ),
        *freed,
    ]
    if going_on:
        said.append(
            Sentence.counted(
                "{n} proposal that had been closed for it is open again: {which}.",
                "{n} proposals that had been closed for it are open again: {which}.",
                n=len(going_on),
                which=tuple(f"{other.proposal.ref} {other.candidate}" for other in going_on),
            )
        )
    changed: tuple[Proposal | Vacancy | Milestone, ...] = (
        proposal,
        *reopened,
        *(other.proposal.go_on() for other in going_on),
        *(replace(mile, proposal=None) for mile in kept),
    )
    return Consequence(changed, gone=gone, said=tuple(said))


def _give_back(case: Case) -> tuple[list[Vacancy], list[Sentence]]:
    """The seat of somebody who was placed and is not any more; a vacancy that was closed for it opens again."""
    if not case.nomination.proposal.takes_a_seat:
        return [], []
    vacancy = case.opening.vacancy
    if vacancy.closed_reason is VacancyClosing.FILLED and case.opening.taken <= vacancy.seats:
        said = Sentence.of(N_("{vacancy} has a seat again and is open."), vacancy=vacancy.title)
        return [vacancy.reopen()], [said]
    return [], [Sentence.of(N_("{vacancy} has a seat again."), vacancy=vacancy.title)]


def close(
    opening: Opening, day: date, reason: VacancyClosing, note: str | None, beside: Sequence[Nomination]
) -> Consequence:
    """A vacancy that closes, and with it the proposals that are still open. Raises what ``Vacancy.close_on`` does.

    Those for a vacancy that was entered by mistake were a mistake too.
    """
    vacancy = opening.vacancy.close_on(day, reason, note)
    others = [one for one in beside if one.proposal.is_open]
    said = Sentence.of(
        N_("{ref} {vacancy} at {employer} closed on {day} ({reason})."),
        ref=vacancy.ref,
        vacancy=vacancy.title,
        employer=opening.employer.name,
        day=day,
        reason=reason,
    )
    how = reason.stops
    by = StoppedBy.EMPLOYER if how is Stopped.WITHDRAWN else None
    stopped = [_stopped(one, day, how, by) for one in others]
    gone = tuple(mile for one in others for mile in one.milestones) if how is Stopped.BY_MISTAKE else ()
    return Consequence((vacancy, *stopped), gone=gone, said=(said, *_the_rest(others)))


def refuse_same_reference(vacancy: Vacancy, other: Vacancy | None) -> None:
    """Raise Clash when another vacancy has the same outside reference."""
    if other is not None:
        raise Clash(
            N_("Reference {reference} is that of {ref} {title} already."),
            hint=N_("`doorstroom edit-vacancy {ref}` changes that one."),
            reference=vacancy.source_ref,
            ref=other.ref,
            title=other.title,
        )
