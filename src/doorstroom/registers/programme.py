"""Programmes as lists and records, and how far they are in words."""

from collections.abc import Iterator
from datetime import date

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.model.programme import Member, Programme, Progress
from doorstroom.report import Field, Sentence, in_days

PROGRAMME: tuple[Field[Progress], ...] = (
    Field("ref", N_("REF"), lambda one: one.programme.ref),
    Field("name", N_("Name"), lambda one: one.programme.name),
    Field("people", N_("People in it"), lambda one: one.people),
    Field("placed", N_("Placed"), lambda one: one.placed),
    Field("target", N_("Target"), lambda one: one.programme.target),
    Field("percent", N_("Target reached %"), lambda one: one.percent),
    Field("deadline", N_("Deadline"), lambda one: one.programme.deadline),
    Field("days_left", N_("Days left"), lambda one: one.days_left),
    Field(
        "partners",
        N_("Partner REFs"),
        lambda one: tuple(Kind.EMPLOYER.ref(partner) for partner in one.programme.partners),
        table=False,
    ),
    Field("partner_names", N_("Partners"), lambda one: one.partner_names, columns=110),
)

# What a change says: the rest follows from it.
AGREED = tuple(field for field in PROGRAMME if field.key in ("ref", "name", "target", "deadline", "partner_names"))

MEMBER: tuple[Field[Member], ...] = (
    Field("ref", N_("REF"), lambda one: one.candidate.ref),
    Field("name", N_("Name"), lambda one: one.candidate.name),
    Field("joined_on", N_("In project since"), lambda one: one.candidate.joined_on or one.candidate.registered_on),
    Field("stage", N_("Stage"), lambda one: one.stage),
    Field("reached_on", N_("Reached on"), lambda one: one.reached_on),
    Field("placed_on", N_("Placed on"), lambda one: one.placed_on),
    Field("owner", N_("Owner"), lambda one: one.candidate.owner, columns=90),
)


def joined(candidate: Candidate, programme: Programme) -> Sentence:
    """In which programme somebody is, and since when."""
    since = candidate.joined_on or candidate.registered_on
    text = N_("In {ref} {name} since {day}.") if since else N_("In {ref} {name}.")
    return Sentence.of(text, ref=programme.ref, name=programme.name, day=since)


def said(one: Progress) -> Iterator[Sentence]:
    """How far a programme is, in sentences."""
    programme = one.programme
    yield Sentence.counted(
        "{n} person in it, of whom {placed} placed.",
        "{n} people in it, of whom {placed} placed.",
        n=one.people,
        placed=one.placed,
    )
    if programme.target is not None:
        yield Sentence.of(
            N_("Of the target of {target} that is {percent} %."), percent=one.percent, target=programme.target
        )
    if one.days_left is not None and one.days_left >= 0:
        yield Sentence.of(N_("{days} left until {deadline}."), days=in_days(one.days_left), deadline=programme.deadline)
    elif one.days_left is not None:
        yield Sentence.of(
            N_("The deadline of {deadline} is {days} ago."), days=in_days(-one.days_left), deadline=programme.deadline
        )


def doubts(one: Programme, today: date) -> Iterator[Sentence]:
    """What is odd about what was agreed; nothing of it is forbidden."""
    if one.deadline is not None and one.deadline < today:
        yield Sentence.of(N_("The deadline {day} is past already."), day=one.deadline)
