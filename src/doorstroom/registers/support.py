"""The columns of schemes on contracts and of assignments with social return, and what is said of them."""

from collections.abc import Sequence
from datetime import date

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model.support import Assignment, Scheme
from doorstroom.report import Field, Sentence

SUPPORT: tuple[Field[Scheme], ...] = (
    Field("ref", N_("REF"), lambda one: one.support.ref),
    Field("kind", N_("Scheme"), lambda one: one.support.kind),
    Field("candidate", N_("Candidate REF"), lambda one: Kind.CANDIDATE.ref(one.candidate), table=False),
    Field("candidate_name", N_("Candidate"), lambda one: one.candidate_name),
    Field("employer", N_("Employer REF"), lambda one: Kind.EMPLOYER.ref(one.employer), table=False),
    Field("employer_name", N_("Employer"), lambda one: one.employer_name),
    Field("contract", N_("Contract"), lambda one: Kind.CONTRACT.ref(one.support.contract), columns=100),
    Field("starts_on", N_("First day"), lambda one: one.support.starts_on),
    Field("ends_on", N_("Agreed last day"), lambda one: one.support.ends_on),
    Field("ended_on", N_("Ended on"), lambda one: one.support.ended_on, columns=90),
    Field("review_on", N_("Look again on"), lambda one: one.support.review_on),
    Field("granted_on", N_("Granted on"), lambda one: one.support.granted_on, columns=120),
    Field("provider", N_("By whom"), lambda one: one.support.provider, columns=100),
    Field("rule", N_("Rule"), lambda one: one.support.rule, table=False),
    Field("owner", N_("Owner"), lambda one: one.owner, table=False),
    Field("coach", N_("Coach"), lambda one: one.coach, table=False),
    Field("note", N_("Note"), lambda one: one.support.note, table=False),
)


def support_added(one: Scheme) -> Sentence:
    """What was recorded, in a sentence to read back."""
    fields = {
        "ref": one.support.ref,
        "kind": one.support.kind,
        "candidate": one.candidate_name,
        "employer": one.employer_name,
        "start": one.support.starts_on,
        "end": one.support.ends_on,
    }
    if one.support.ends_on is None:
        return Sentence(
            N_("{ref} added: {kind} of {candidate} at {employer} from {start}, without a last day."), fields
        )
    return Sentence(
        N_("{ref} added: {kind} of {candidate} at {employer} from {start} up to and including {end}."), fields
    )


ASSIGNMENT: tuple[Field[tuple[Assignment, str]], ...] = (
    Field("ref", N_("REF"), lambda one: one[0].ref),
    Field("name", N_("Assignment"), lambda one: one[0].name),
    Field("employer", N_("Employer REF"), lambda one: Kind.EMPLOYER.ref(one[0].employer), table=False),
    Field("employer_name", N_("Employer"), lambda one: one[1]),
    Field("client", N_("Client"), lambda one: one[0].client, columns=90),
    Field("starts_on", N_("First day"), lambda one: one[0].starts_on),
    Field("ends_on", N_("Last day"), lambda one: one[0].ends_on),
    Field("value", N_("Worth in euros"), lambda one: euros(one[0].value), columns=100),
    Field("percent", N_("Per cent owed"), lambda one: one[0].percent, columns=100),
    Field("owed", N_("Owed in euros"), lambda one: euros(one[0].owed)),
    Field("region", N_("Region"), lambda one: one[0].region),
    Field("placements", N_("Contracts set down"), lambda one: _contracts(one[0].placements), table=False),
    Field("note", N_("Note"), lambda one: one[0].note, table=False),
)


def euros(cents: int | None) -> float | None:
    """An amount as people read it."""
    return None if cents is None else cents / 100


def running(schemes: Sequence[Scheme], day: date) -> list[Scheme]:
    """The schemes that count on a day."""
    return [one for one in schemes if one.support.is_running(day)]


def _contracts(numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(Kind.CONTRACT.ref(number) for number in numbers)
