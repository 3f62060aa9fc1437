"""The columns of vacancies and proposals, for every form of output."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model.choices import Stage
from doorstroom.model.matching import Nomination, Opening, State
from doorstroom.report import Field, Sentence

VACANCY: tuple[Field[Opening], ...] = (
    Field("ref", N_("REF"), lambda one: one.vacancy.ref),
    Field("title", N_("Vacancy"), lambda one: one.vacancy.title),
    Field("employer", N_("Employer REF"), lambda one: one.employer.ref, table=False),
    Field("employer_name", N_("Employer"), lambda one: one.employer.name),
    Field("opened_on", N_("Opened on"), lambda one: one.vacancy.opened_on, table=False),
    Field("starts_on", N_("Starts on"), lambda one: one.vacancy.starts_on),
    Field("until_on", N_("Until"), lambda one: one.vacancy.until_on, columns=120),
    Field("closes_on", N_("React by"), lambda one: one.vacancy.closes_on, columns=100),
    Field("hours_min", N_("Hours from"), lambda one: one.vacancy.hours_min, columns=110),
    Field("hours_max", N_("Hours to"), lambda one: one.vacancy.hours_max, columns=110),
    Field("seats", N_("Seats"), lambda one: one.vacancy.seats, table=False),
    Field("seats_left", N_("Seats left"), lambda one: one.seats_left),
    Field("works_in", N_("Work in"), lambda one: one.town),
    Field("town", N_("Town"), lambda one: one.vacancy.town, table=False),
    Field("postcode", N_("Postcode"), lambda one: one.vacancy.postcode, table=False),
    Field("distance", N_("Suits up to distance"), lambda one: one.vacancy.distance, table=False),
    Field("language_level", N_("Dutch"), lambda one: one.vacancy.language_level, table=False),
    Field("licences", N_("Licences"), lambda one: one.vacancy.licences, table=False),
    Field("must", N_("Must"), lambda one: one.vacancy.must, table=False),
    Field("nice", N_("Nice to have"), lambda one: one.vacancy.nice, table=False),
    Field("offers", N_("Work offers"), lambda one: one.vacancy.offers, table=False),
    Field("subsidised", N_("Subsidised"), lambda one: one.vacancy.subsidised, table=False),
    Field("season", N_("Season"), lambda one: one.vacancy.season, table=False),
    Field("source", N_("Source"), lambda one: one.vacancy.source, table=False),
    Field("source_ref", N_("Reference"), lambda one: one.vacancy.source_ref, table=False),
    Field("owner", N_("Owner"), lambda one: one.vacancy.owner, columns=100),
    Field("note", N_("Note"), lambda one: one.vacancy.note, table=False),
    Field("closed_on", N_("Closed on"), lambda one: one.vacancy.closed_on, columns=100),
    Field("closed_reason", N_("Closed because"), lambda one: one.vacancy.closed_reason, table=False),
    Field("closed_note", N_("Closing note"), lambda one: one.vacancy.closed_note, table=False),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal as it stands on a day."""

    nomination: Nomination
    day: date

    @property
    def is_open(self) -> bool:
        """Whether it can still lead to a job on that day."""
        return self.state in (State.PROPOSED, State.INTERVIEW, State.TRIAL)

    @property
    def state(self) -> State:
        """The last stage that was reached, or how it stopped."""
        return self.nomination.state(self.day)

    def reached(self, stage: Stage) -> date | None:
        """The first day on which it reached this stage, up to the day asked."""
        days = (one.reached_on for one in self.nomination.milestones if one.stage is stage)
        return min((day for day in days if day <= self.day), default=None)


@dataclass(frozen=True, slots=True)
class Offered:
    """An open vacancy, and the proposals for it that can still lead to a job."""

    opening: Opening
    proposals: tuple[Standing, ...]


PROPOSAL: tuple[Field[Standing], ...] = (
    Field("ref", N_("REF"), lambda one: one.nomination.proposal.ref),
    Field(
        "candidate",
        N_("Candidate REF"),
        lambda one: Kind.CANDIDATE.ref(one.nomination.proposal.candidate),
        table=False,
    ),
    Field("candidate_name", N_("Candidate"), lambda one: one.nomination.candidate),
    Field("vacancy", N_("Vacancy REF"), lambda one: Kind.VACANCY.ref(one.nomination.proposal.vacancy), table=False),
    Field("vacancy_title", N_("Vacancy"), lambda one: one.nomination.vacancy),
    Field("employer", N_("Employer REF"), lambda one: Kind.EMPLOYER.ref(one.nomination.employer_id), table=False),
    Field("employer_name", N_("Employer"), lambda one: one.nomination.employer, columns=96),
    Field("state", N_("Stands at"), lambda one: one.state),
    Field("proposed_on", N_("Proposed on"), lambda one: one.nomination.proposal.proposed_on),
    Field("interview_on", N_("Interview on"), lambda one: one.reached(Stage.INTERVIEW), columns=110),
    Field("trial_on", N_("Trial placement from"), lambda one: one.reached(Stage.TRIAL), columns=130),
    Field("placed_on", N_("Placed on"), lambda one: one.reached(Stage.PLACED), columns=110),
    Field("stopped_on", N_("Stopped on"), lambda one: one.nomination.proposal.stopped_on, columns=120),
    Field("stopped_by", N_("Stopped by"), lambda one: one.nomination.proposal.stopped_by, columns=90),
    Field("reason", N_("Reason"), lambda one: one.nomination.proposal.reason, columns=90),
    Field("reason_note", N_("In words"), lambda one: one.nomination.proposal.reason_note, table=False),
    Field("owner", N_("Owner"), lambda one: one.nomination.owner, columns=130),
    Field("note", N_("Note"), lambda one: one.nomination.proposal.note, table=False),
)


def standing_on(
    day: date, found: Iterable[Nomination], *, state: State | None = None, is_open: bool = False
) -> list[Standing]:
    """The proposals there were on a day, as they stood; those by mistake only when that ``state`` is asked for."""
    stood = [Standing(one, day) for one in found if one.proposal.proposed_on <= day]
    return [
        one
        for one in stood
        if (one.state is state if state else one.state is not State.BY_MISTAKE) and (one.is_open or not is_open)
    ]


def offered(day: date, openings: Iterable[Opening], found: Iterable[Nomination]) -> tuple[Offered, ...]:
    """The vacancies that are open on a day, what closes soonest in front, with the proposals that are open then."""
    theirs: dict[int, list[Standing]] = {}
    for one in standing_on(day, found, is_open=True):
        theirs.setdefault(one.nomination.proposal.vacancy, []).append(one)
    there = sorted(
        (one for one in openings if one.vacancy.is_open(day)),
        key=lambda one: (one.vacancy.closes_on or date.max, one.vacancy.id),
    )
    return tuple(Offered(one, tuple(theirs.get(one.vacancy.id, ()))) for one in there)


def proposed(one: Standing) -> Sentence:
    """Who is proposed, and how far that is."""
    return Sentence.of(
        N_("{ref} {name}: {state}"),
        ref=one.nomination.proposal.ref,
        name=one.nomination.candidate,
        state=one.state,
    )


def standing(opening: Opening, day: date) -> Sentence:
    """Whether a vacancy is open on a day, and how many seats are left."""
    fields = {"seats": opening.vacancy.seats, "day": day}
    if opening.vacancy.is_open(day):
        return Sentence.counted(
            "Open on {day}: {n} of {seats} seats left.",
            "Open on {day}: {n} of {seats} seats left.",
            n=opening.seats_left,
            **fields,
        )
    return Sentence.of(N_("Not open on {day}."), **fields)


def added(opening: Opening) -> Sentence:
    """A vacancy that was added, to read back."""
    return Sentence.of(
        N_("{ref} added: {title} at {employer}."),
        ref=opening.vacancy.ref,
        title=opening.vacancy.title,
        employer=opening.employer.name,
    )
