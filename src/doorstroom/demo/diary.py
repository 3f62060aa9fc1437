"""What coordinators noted and agreed about the invented people: conversations and steps up to today.

Most people are followed as they should be. The others show, each in turn, everything that can ask for attention.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from doorstroom.dates import DAY, add_months
from doorstroom.demo.draw import Draw
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.choices import ContractKind
from doorstroom.model.following import Contact, Interest, Party, Step, Topic

DOUBT = "Komt vaker te laat en denkt erover te stoppen."
PROGRESS = (
    "Gaat goed, wil graag meer uren.",
    "Werkt zelfstandig en vraagt op tijd om hulp.",
    "Nieuwe ploeg bevalt, reistijd is te doen.",
    "Leidinggevende is tevreden, inwerken ging sneller dan gedacht.",
    "Heeft het rooster nu op orde.",
    "Zoekt nog, stond open voor een proefdag.",
)
ABOUT_THE_END = {
    Party.CANDIDATE: (
        "Weet dat het contract afloopt, wil in dezelfde buurt blijven.",
        "Zou graag blijven, kijkt ook naar ander werk.",
        "Wil hierna werk met een opleiding ernaast.",
        "Wil samen vacatures bekijken.",
    ),
    Party.EMPLOYER: (
        "Verlengen zit er niet in, geeft graag een referentie.",
        "Kijkt of er budget is voor nog een half jaar.",
        "Is tevreden, maar houdt zich aan de eigen grens.",
        "Denkt mee over een ander bedrijf in de buurt.",
    ),
    Party.WSP: (
        "Staat op de lijst voor het matchingsoverleg.",
        "Zoekt mee, heeft twee werkgevers op het oog.",
        "Vraagt wat de kandidaat zelf het liefst wil.",
    ),
}
STEPS = (
    "Vragen of verlengen kan",
    "Profiel bijwerken met de kandidaat",
    "Proefdag plannen",
    "Bellen met een mogelijke werkgever",
    "Reistijd uitzoeken",
    "Gesprek met drie partijen plannen",
    "Referentie vragen",
)
WITH_EMPLOYERS = (
    ("Heeft in het voorjaar twee plekken, wil dan kandidaten zien.", Interest.INTERESTED),
    ("Nu geen ruimte, na de jaarwisseling weer.", Interest.NOT_NOW),
    ("Zoekt alleen mensen met een diploma.", Interest.NO),
    ("Wil graag een kandidaat laten proefdraaien.", Interest.INTERESTED),
)

# At these kinds of contract the employer must say a month ahead whether it goes on.
_NOTICE = (ContractKind.FIXED_TERM, ContractKind.SHELTERED, ContractKind.AGENCY, ContractKind.BBL)
_LONG = 183


@dataclass(frozen=True, slots=True)
class Diary:
    """Conversations and steps, each numbered from 1 in the order of their days; who leaves, the soonest first."""

    contacts: tuple[Contact, ...]
    steps: tuple[Step, ...]
    leaving: tuple[int, ...]


def diary(
    today: date,
    candidates: Iterable[Candidate],
    contracts: Iterable[Contract],
    employers: Sequence[Employer],
    draw: Draw,
) -> Diary:
    """What was noted and agreed up to today about the people whose case is open, and with some employers."""
    writer = _Writer(today, draw)
    careers = defaultdict(list)
    for contract in contracts:
        careers[contract.candidate].append(contract)
    for candidate in candidates:
        if candidate.closed_on is None:
            writer.follow(candidate, careers[candidate.id])
    for employer in employers[::3]:
        writer.visit(employer)
    return writer.diary()


class _Writer:
    """Writes down what was said and agreed, person after person."""

    def __init__(self, today: date, draw: Draw) -> None:
        self._today = today
        self._draw = draw
        self._contacts: list[Contact] = []
        self._steps: list[Step] = []
        self._ends: list[tuple[date, int]] = []
        # In turn, so that each of them is there however chance falls.
        self._leaving = cycle(
            (self._well, self._late, self._silent, self._well, self._waiting, self._planned, self._done)
        )
        self._near = cycle((self._no_end_talk, self._well, self._silent, self._well, self._late, self._well))
        self._staying = cycle(
            (
                *[self._usual] * 5,
                self._forgotten,
                *[self._usual] * 4,
                self._doubting,
                *[self._usual] * 4,
                self._call_again,
            )
        )
        self._visits = cycle(WITH_EMPLOYERS)

    def follow(self, candidate: Candidate, career: Sequence[Contract]) -> None:
        """What was noted about somebody, by how soon the last job ends."""
        last = max(career, key=lambda one: one.last_day or date.max, default=None)
        end = last.last_day if last else None
        first_day = min([candidate.registered_on or self._today, *(one.starts_on for one in career)])
        if last is None or end is None or end > add_months(self._today, 6):
            known_for_long = (self._today - first_day).days > 150
            (next(self._staying) if known_for_long else self._usual)(candidate, self._today)
            return
        if end >= self._today:
            self._ends.append((end, candidate.id))
        is_near = self._today <= end <= self._today + timedelta(days=50)
        needs_notice = last.kind in _NOTICE and (end - last.starts_on).days > _LONG
        (next(self._near) if is_near and needs_notice else next(self._leaving))(candidate, end)

    def visit(self, employer: Employer) -> None:
        """A conversation with an employer about places, and what was promised in it."""
        text, interest = next(self._visits)
        held_on = self._ago(10, 80)
        next_on = held_on + timedelta(days=60) if interest is not Interest.NO else None
        about = {"employer": employer.id, "party": Party.EMPLOYER, "topic": Topic.MATCH}
        self._note(text, held_on, interest=interest, next_on=next_on, **about)
        if interest is Interest.INTERESTED:
            due = self._today + timedelta(days=self._draw.between(5, 30))
            self._agree("Profielen sturen", held_on, due, employer.owner, employer=employer.id)

    def diary(self) -> Diary:
        """All of it, numbered in the order of the days."""
        contacts = sorted(self._contacts, key=lambda one: one.held_on)
        steps = sorted(self._steps, key=lambda one: one.agreed_on)
        return Diary(
            tuple(replace(one, id=number) for number, one in enumerate(contacts, 1)),
            tuple(replace(one, id=number) for number, one in enumerate(steps, 1)),
            tuple(number for _end, number in sorted(self._ends)),
        )

    # --- how somebody is followed ---------------------------------------------------------------------------------

    def _well(self, candidate: Candidate, end: date) -> None:
        """Spoken with all three about the end, and the next step is agreed."""
        held_on = self._since_the_warning(end)
        for party in ABOUT_THE_END:
            self._talk(candidate, party, Topic.END, held_on)
            held_on = min(held_on + 2 * DAY, self._today)
        self._agree_for(candidate, held_on, self._ahead(3, 30))

    def _done(self, candidate: Candidate, end: date) -> None:
        """A step was done, and the next one agreed."""
        held_on = self._since_the_warning(end)
        self._talk(candidate, Party.CANDIDATE, Topic.END, held_on)
        done_on = min(held_on + 5 * DAY, self._today)
        self._agree_for(candidate, held_on, held_on + 7 * DAY, done_on=done_on, done_note="Gedaan, zie het gesprek")
        self._talk(candidate, Party.EMPLOYER, Topic.END, done_on)
        self._agree_for(candidate, done_on, self._ahead(3, 30))

    def _late(self, candidate: Candidate, end: date) -> None:
        """Spoken with, but what was promised was not done in time."""
        due = self._ago(1, 9)
        held_on = min(self._since_the_warning(end), due)
        self._talk(candidate, Party.CANDIDATE, Topic.END, held_on)
        self._agree_for(candidate, held_on, due)

    def _waiting(self, candidate: Candidate, end: date) -> None:
        """What was agreed may not begin yet."""
        held_on = self._since_the_warning(end)
        self._talk(candidate, Party.CANDIDATE, Topic.END, held_on)
        not_before = self._ahead(20, 30)
        self._agree_for(candidate, held_on, not_before + 14 * DAY, not_before=not_before)

    def _planned(self, candidate: Candidate, end: date) -> None:
        """To be spoken with again, which was not done."""
        planned = self._ago(1, 6)
        held_on = min(self._since_the_warning(end), planned - 7 * DAY)
        self._talk(candidate, Party.CANDIDATE, Topic.END, held_on, next_on=planned)

    def _silent(self, candidate: Candidate, end: date) -> None:
        """Nobody was spoken with since the day from which the end is on the list."""
        self._talk(candidate, Party.CANDIDATE, Topic.PROGRESS, add_months(end, -6) - self._draw.between(5, 60) * DAY)

    def _no_end_talk(self, candidate: Candidate, end: date) -> None:
        """Spoken with, but not about the end, while notice is due."""
        self._talk(candidate, Party.CANDIDATE, Topic.PROGRESS, self._since_the_warning(end))
        self._agree_for(candidate, self._ago(5, 20), self._ahead(1, 10))

    def _usual(self, candidate: Candidate, _end: date) -> None:
        """Spoken with in the last weeks about how it goes."""
        self._talk(candidate, Party.CANDIDATE, Topic.PROGRESS, self._ago(3, 75))

    def _forgotten(self, candidate: Candidate, _end: date) -> None:
        """Not spoken with for months."""
        self._talk(candidate, Party.CANDIDATE, Topic.PROGRESS, self._ago(110, 145))

    def _doubting(self, candidate: Candidate, _end: date) -> None:
        """Spoke of dropping out, and nothing was agreed."""
        held_on = self._ago(3, 30)
        self._note(DOUBT, held_on, candidate=candidate.id, party=Party.CANDIDATE, topic=Topic.DROPOUT)

    def _call_again(self, candidate: Candidate, _end: date) -> None:
        """The job coach was to be called again by now."""
        held_on = self._ago(30, 60)
        self._talk(candidate, Party.COACH, Topic.PROGRESS, held_on, next_on=held_on + 21 * DAY)

    # --- the words ------------------------------------------------------------------------------------------------

    def _talk(
        self, candidate: Candidate, party: Party, topic: Topic, held_on: date, next_on: date | None = None
    ) -> None:
        texts = ABOUT_THE_END[party] if topic is Topic.END else PROGRESS
        about = {"candidate": candidate.id, "party": party, "topic": topic}
        self._note(self._draw.pick(texts), held_on, next_on=next_on, **about)

    def _agree_for(self, candidate: Candidate, agreed_on: date, due_on: date, **more: Any) -> None:
        self._agree(self._draw.pick(STEPS), agreed_on, due_on, candidate.owner, candidate=candidate.id, **more)

    def _note(self, text: str, held_on: date, **about: Any) -> None:
        self._contacts.append(Contact(text=text, held_on=held_on, **about))

    def _agree(self, text: str, agreed_on: date, due_on: date, owner: str | None, **about: Any) -> None:
        self._steps.append(Step(text=text, agreed_on=agreed_on, due_on=due_on, owner=owner, **about))

    def _ago(self, least: int, most: int) -> date:
        return self._today - self._draw.between(least, most) * DAY

    def _ahead(self, least: int, most: int) -> date:
        return self._today + self._draw.between(least, most) * DAY

    def _since_the_warning(self, end: date) -> date:
        """A day since the one from which somebody who leaves then is on the list, of the last weeks."""
        return max(add_months(end, -6), self._ago(3, 60)) if add_months(end, -6) <= self._today else self._today
