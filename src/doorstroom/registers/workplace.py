"""Workplaces as lists and records, and what to say of them beside their contract."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model import Contract
from doorstroom.model.workplace import Posting, hours_together
from doorstroom.report import Field, Sentence

WORKPLACE: tuple[Field[Posting], ...] = (
    Field("ref", N_("Contract"), lambda one: one.contract.ref),
    Field("candidate", N_("Candidate REF"), lambda one: Kind.CANDIDATE.ref(one.contract.candidate), table=False),
    Field("candidate_name", N_("Candidate"), lambda one: one.candidate),
    Field("employer", N_("Employer REF"), lambda one: Kind.EMPLOYER.ref(one.contract.employer), table=False),
    Field("employer_name", N_("Employed by"), lambda one: one.employer),
    Field("workplace", N_("Workplace REF"), lambda one: Kind.EMPLOYER.ref(one.workplace.employer), table=False),
    Field("workplace_name", N_("Works at"), lambda one: one.place),
    Field("hours", N_("Hours a week"), lambda one: one.workplace.hours),
    Field("starts_on", N_("First day"), lambda one: one.first_day),
    Field("ends_on", N_("Last day"), lambda one: one.last_day),
)


def _without(*keys: str) -> tuple[Field[Posting], ...]:
    return tuple(field for field in WORKPLACE if field.key not in keys)


OF_CONTRACT = _without("ref", "candidate", "candidate_name", "employer", "employer_name")
OF_CANDIDATE = _without("candidate", "candidate_name")
AT_EMPLOYER = _without("workplace", "workplace_name")

# For a sentence about a change: the REF alone would be that of the contract, and a day is told as it was given, also where
# the days of the contract leave less of it.
_TOLD: dict[str, Callable[[Posting], Any]] = {
    "ref": lambda one: Sentence.of(N_("{ref} at {place}"), ref=one.contract.ref, place=one.place),
    "starts_on": lambda one: one.workplace.starts_on or one.first_day,
    "ends_on": lambda one: one.workplace.ends_on or one.last_day,
}
NAMED = tuple(field._replace(value=_TOLD.get(field.key, field.value)) for field in WORKPLACE)


def notes(contract: Contract, postings: Sequence[Posting]) -> Iterator[Sentence]:
    """What does not fit between a contract and its workplaces; nothing of it is forbidden."""
    for one in postings:
        if one.workplace.lies_outside(contract):
            yield Sentence.of(
                N_("The days at {place} lie outside {ref}, which runs from {start} to {end}."),
                place=one.place,
                ref=contract.ref,
                start=contract.starts_on,
                end=contract.last_day or Sentence.of(N_("no last day")),
            )
    together = hours_together([one.workplace for one in postings], contract)
    if contract.hours is not None and together > contract.hours:
        yield Sentence.of(
            N_("The workplaces of {ref} come to {hours} hours a week together, and the contract to {agreed}."),
            ref=contract.ref,
            hours=together,
            agreed=contract.hours,
        )


def at_work_through_others(postings: Sequence[Posting]) -> tuple[Sentence, ...]:
    """How many people work at an employer though another employs them; nothing when nobody does."""
    people = {one.contract.candidate for one in postings}
    if not people:
        return ()
    said = Sentence.counted(
        "{n} person whom another employs works there now.",
        "{n} people whom others employ work there now.",
        n=len(people),
    )
    return (said,)


def added(one: Posting) -> Sentence:
    """Where somebody works under a contract, in a sentence to read back."""
    texts = {
        (False, False): N_("{ref} of {candidate} at {employer}: works at {place} from {start}."),
        (False, True): N_(
            "{ref} of {candidate} at {employer}: works at {place} from {start} up to and including {end}."
        ),
        (True, False): N_("{ref} of {candidate} at {employer}: works {hours} hours a week at {place} from {start}."),
        (True, True): N_(
            "{ref} of {candidate} at {employer}: works {hours} hours a week at {place} from {start} up to and"
            " including {end}."
        ),
    }
    return Sentence.of(
        texts[one.workplace.hours is not None, one.last_day is not None],
        ref=one.contract.ref,
        candidate=one.candidate,
        employer=one.employer,
        place=one.place,
        hours=one.workplace.hours,
        start=one.first_day,
        end=one.last_day,
    )


def dropped(one: Posting) -> Sentence:
    """That a workplace was taken away."""
    return Sentence.of(
        N_("{ref} of {candidate} at {employer}: the workplace at {place} is gone."),
        ref=one.contract.ref,
        candidate=one.candidate,
        employer=one.employer,
        place=one.place,
    )
