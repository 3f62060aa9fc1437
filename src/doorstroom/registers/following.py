"""The columns of notes and steps, and what is said when one is made."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model.following import Agreed, Noted, Party, Topic
from doorstroom.registers import Part, listing, part
from doorstroom.report import Field, Report, Sentence

Row = TypeVar("Row")


def _ref(kind: Kind, number: int | None) -> str | None:
    return None if number is None else kind.ref(number)


NOTE: tuple[Field[Noted], ...] = (
    Field("ref", N_("REF"), lambda one: one.contact.ref),
    Field("held_on", N_("Held on"), lambda one: one.contact.held_on),
    Field("subject", N_("About REF"), lambda one: one.about.ref),
    Field("name", N_("Name"), lambda one: one.about.name),
    Field("with", N_("With"), lambda one: one.contact.party),
    Field("about", N_("About"), lambda one: one.contact.topic, columns=100),
    Field("text", N_("Text"), lambda one: one.contact.text),
    Field("interest", N_("Interest"), lambda one: one.contact.interest, columns=120),
    Field("next_on", N_("Next on"), lambda one: one.contact.next_on, columns=100),
    Field("candidate", N_("Candidate REF"), lambda one: _ref(Kind.CANDIDATE, one.contact.candidate), table=False),
    Field("employer", N_("Employer REF"), lambda one: _ref(Kind.EMPLOYER, one.contact.employer), table=False),
    Field("contract", N_("Contract"), lambda one: _ref(Kind.CONTRACT, one.contact.contract), table=False),
    Field("vacancy", N_("Vacancy"), lambda one: _ref(Kind.VACANCY, one.contact.vacancy), table=False),
    Field("made_by", N_("Noted by"), lambda one: one.contact.made_by, table=False),
    Field("owner", N_("Owner"), lambda one: one.about.owner, table=False),
)

STEP: tuple[Field[Agreed], ...] = (
    Field("ref", N_("REF"), lambda one: one.step.ref),
    Field("subject", N_("About REF"), lambda one: one.about.ref),
    Field("name", N_("Name"), lambda one: one.about.name),
    Field("text", N_("Step"), lambda one: one.step.text),
    Field("owner", N_("Owner"), lambda one: one.step.owner),
    Field("due_on", N_("Due on"), lambda one: one.step.due_on, marked=True),
    Field("days_left", N_("Days"), lambda one: one.days_left, marked=True),
    Field("overdue", N_("Overdue"), lambda one: one.step.is_overdue(one.as_of), table=False),
    Field("not_before", N_("Not before"), lambda one: one.step.not_before, columns=100),
    Field("agreed_on", N_("Agreed on"), lambda one: one.step.agreed_on, table=False),
    Field("done_on", N_("Done on"), lambda one: one.step.done_on),
    Field("done_note", N_("What came of it"), lambda one: one.step.done_note, columns=100),
    Field("candidate", N_("Candidate REF"), lambda one: _ref(Kind.CANDIDATE, one.step.candidate), table=False),
    Field("employer", N_("Employer REF"), lambda one: _ref(Kind.EMPLOYER, one.step.employer), table=False),
    Field("vacancy", N_("Vacancy"), lambda one: _ref(Kind.VACANCY, one.step.vacancy), table=False),
)

# What somebody can change of a step; the rest follows from it and the day.
STEP_FACTS = tuple(field for field in STEP if field.key not in ("days_left", "overdue"))

# In a list below the record itself its name would stand on every line.
_OWN = {"subject", "name"}


def parts(notes: Sequence[Noted], steps: Sequence[Agreed], *, of_one: bool = True) -> tuple[Part[Noted], Part[Agreed]]:
    """The conversations about a record and the steps agreed for it, as lists that belong to it."""
    seen = _OWN if of_one else set()
    return (
        part("contacts", N_("Conversations"), [_hidden(field, seen) for field in NOTE], notes),
        part("steps", N_("Steps"), [_hidden(field, seen) for field in STEP], steps),
    )


def _hidden(field: Field[Row], keys: set[str]) -> Field[Row]:
    return field._replace(table=field.table and field.key not in keys)


def is_asked(one: Noted, party: Party | None, topic: Topic | None, since: date | None) -> bool:
    """Whether a note is with this party, about this and not older than this, as far as they were asked for."""
    contact = one.contact
    return (
        party in (None, contact.party)
        and topic in (None, contact.topic)
        and (since is None or contact.held_on >= since)
    )


def notes_report(shown: Sequence[Noted]) -> Report[Noted]:
    """Conversations as a report."""
    return listing(N_("Conversations"), NOTE, shown)


def chosen(found: Sequence[Agreed], *, overdue: bool, everything: bool) -> tuple[list[Agreed], int]:
    """The steps to show, and how many of those that were asked for may not begin yet and so are not among them.

    Those that must be done, only the overdue ones among them, or everything.
    """
    asked = [
        one
        for one in found
        if (one.step.is_overdue(one.as_of) if overdue else everything or one.step.is_open_on(one.as_of))
    ]
    shown = [one for one in asked if everything or one.step.may_begin(one.as_of)]
    return shown, len(asked) - len(shown)


def steps_report(shown: Sequence[Agreed], waiting: int) -> Report[Agreed]:
    """Steps as a report, with how many may not begin yet."""
    return Report(
        title=Sentence.of(N_("Steps")),
        fields=STEP,
        rows=shown,
        notes=(Sentence.counted("{n} record.", "{n} records.", n=len(shown)), *waiting_in_words(waiting)),
        style=lambda one: "bold red" if one.step.is_overdue(one.as_of) else "",
    )


def waiting_in_words(waiting: int) -> tuple[Sentence, ...]:
    """How many steps are left off a list because they may not begin yet; nothing where there are none."""
    if not waiting:
        return ()
    return (Sentence.counted("{n} step may not begin yet.", "{n} steps may not begin yet.", n=waiting),)


def noted(one: Noted) -> tuple[Sentence, ...]:
    """What was noted, to read back."""
    contact = one.contact
    text = N_("{ref} noted for {subject} {name}: spoken with the {party} on {day}.")
    if contact.topic is not None:
        text = N_("{ref} noted for {subject} {name}: spoken with the {party} on {day} about {topic}.")
    said = [
        Sentence.of(
            text,
            ref=contact.ref,
            subject=one.about.ref,
            name=one.about.name,
            party=contact.party,
            day=contact.held_on,
            topic=contact.topic,
        )
    ]
    if contact.next_on is not None:
        said.append(Sentence.of(N_("Next conversation on {day}."), day=contact.next_on))
    return tuple(said)


def agreed(one: Agreed) -> tuple[Sentence, ...]:
    """What was agreed, to read back."""
    step = one.step
    said = [
        Sentence.of(N_("{ref} agreed for {subject} {name}."), ref=step.ref, subject=one.about.ref, name=one.about.name)
    ]
    if step.owner is not None and step.due_on is not None:
        said.append(Sentence.of(N_("{owner} does it, on {day} at the latest."), owner=step.owner, day=step.due_on))
    elif step.owner is not None:
        said.append(Sentence.of(N_("{owner} does it."), owner=step.owner))
    elif step.due_on is not None:
        said.append(Sentence.of(N_("It must be done on {day} at the latest."), day=step.due_on))
    if step.not_before is not None:
        said.append(Sentence.of(N_("It stays off the lists until {day}."), day=step.not_before))
    return tuple(said)


def doubts(one: Agreed) -> tuple[Sentence, ...]:
    """What is odd or missing in a step that was just agreed or changed."""
    step, about = one.step, one.about
    said = []
    if about.is_closed_on(one.as_of):
        said.append(
            Sentence.of(N_("{ref} {name} is closed since {day}."), ref=about.ref, name=about.name, day=about.closed_on)
        )
    if step.owner is None:
        said.append(Sentence.of(N_("{ref} has no owner yet: `doorstroom edit-step {ref} --owner NAME`."), ref=step.ref))
    if step.due_on is None:
        said.append(Sentence.of(N_("{ref} has no due day yet: `doorstroom edit-step {ref} --due DATE`."), ref=step.ref))
    elif step.is_overdue(one.as_of):
        said.append(Sentence.of(N_("{ref} is overdue already."), ref=step.ref))
    return tuple(said)


def expected_of_closed(one: Noted, day: date) -> tuple[Sentence, ...]:
    """A next conversation that was planned for a case that is closed."""
    if one.contact.next_on is None or not one.about.is_closed_on(day):
        return ()
    about = one.about
    return (
        Sentence.of(N_("{ref} {name} is closed since {day}."), ref=about.ref, name=about.name, day=about.closed_on),
    )


def done(one: Agreed) -> Sentence:
    """What was done, to read back."""
    return Sentence.of(N_("{ref} done on {day}: {text}"), ref=one.step.ref, day=one.step.done_on, text=one.step.text)
