"""Employers: from conversations to interest to places, with what each can host, how long and in which season."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from doorstroom.amounts import in_jobs
from doorstroom.choices import Choice, Kind
from doorstroom.i18n import N_
from doorstroom.model import Employer
from doorstroom.model.choices import TargetGroup
from doorstroom.model.following import Interest
from doorstroom.report import Bar, Field, Report, Sentence
from doorstroom.results import cells
from doorstroom.results.careers import Career, Spell
from doorstroom.results.shape import Member, hidden_note, members, per_cent
from doorstroom.rules import Rules


class Conversation(NamedTuple):
    """A conversation with an employer, and what came of it if that was said."""

    id: int
    employer: int
    held_on: date
    interest: Interest | None


class Figure(Choice):
    """The steps from a conversation to a place, counted over all employers."""

    CONVERSATIONS = "conversations", N_("conversations")
    SPOKEN = "spoken", N_("employers spoken with")
    INTERESTED = "interested", N_("interested")
    PLACING = "placing", N_("gave somebody work")


class There(Choice):
    """What somebody does or did at an employer."""

    PLACED = "placed-there", N_("placed there")
    WORKS = "works-there", N_("works there")


class Host(NamedTuple):
    """An employer with what is known of it on a day; numbers are None where they are hidden."""

    employer: Employer
    conversations: int | None
    interest: Interest | None
    placed: int | None
    working: int | None
    agreement_jobs: float | None


@dataclass(frozen=True, slots=True)
class Hosts:
    """All employers, those with most conversations and people first, and the steps over all of them."""

    as_of: date
    rows: tuple[Host, ...]
    figures: Mapping[Figure, int]
    people: tuple[Member, ...]


def hosts(
    employers: Sequence[Employer],
    conversations: Iterable[Conversation],
    careers: Iterable[Career],
    groups: Mapping[int, TargetGroup | None],
    rules: Rules,
    *,
    as_of: date,
    listed: bool = False,
) -> Hosts:
    """What came of the conversations up to a day: the last answer of each employer counts.

    Somebody counts with the employer of the contract, and with every other where it is worked on the days of that work.
    Conversations with other employers than these count nowhere. ``groups`` are the target groups by candidate, for the
    jobs of the jobs agreement. The people, employers and conversations are only named when they are ``listed``.
    """
    by_id = {employer.id: employer for employer in employers}
    held = [one for one in conversations if one.held_on <= as_of and one.employer in by_id]
    held.sort(key=lambda one: one.held_on)
    spoken: dict[int, list[Conversation]] = {}
    answers: dict[int, Conversation] = {}
    for one in held:
        spoken.setdefault(one.employer, []).append(one)
        if one.interest is not None:
            answers[one.employer] = one
    placed: dict[int, set[int]] = {}
    working: dict[int, dict[int, Spell]] = {}
    people: list[tuple[There, Spell, Career]] = []
    for career in careers:
        if career.who.is_mistake(as_of):
            continue
        for job in career.begun(as_of):
            for spell in job.spells():
                if spell.first_day > as_of:
                    continue
                there = placed.setdefault(spell.employer, set())
                if listed and career.who.id not in there:
                    people.append((There.PLACED, spell, career))
                there.add(career.who.id)
                if spell.has(as_of):
                    at_work = working.setdefault(spell.employer, {})
                    if listed and career.who.id not in at_work:
                        people.append((There.WORKS, spell, career))
                    at_work[career.who.id] = spell
    rows = [
        Host(
            employer,
            len(spoken.get(employer.id, ())),
            answers[employer.id].interest if employer.id in answers else None,
            len(placed.get(employer.id, ())),
            len(working.get(employer.id, ())),
            _agreement_jobs(working.get(employer.id, {}), groups, rules, as_of),
        )
        for employer in employers
    ]
    rows.sort(key=lambda row: (-(row.conversations or 0), -(row.working or 0), row.employer.name))
    behind = {
        Figure.CONVERSATIONS: held,
        Figure.SPOKEN: [first for first, *_others in spoken.values()],
        Figure.INTERESTED: [answer for answer in answers.values() if answer.interest is Interest.INTERESTED],
        Figure.PLACING: [first for employer, (first, *_others) in spoken.items() if placed.get(employer)],
    }
    figures = {figure: len(found) for figure, found in behind.items()}
    named = (*_conversations(behind, by_id), *_people(people, by_id)) if listed else ()
    return Hosts(as_of, tuple(rows), figures, named)


def _agreement_jobs(
    working: Mapping[int, Spell], groups: Mapping[int, TargetGroup | None], rules: Rules, as_of: date
) -> float | None:
    """The jobs of the jobs agreement, by hours; None where an hour is missing or nobody falls under it."""
    hours = [spell.hours for who, spell in working.items() if groups.get(who) is TargetGroup.BANENAFSPRAAK]
    known = [number for number in hours if number is not None]
    return in_jobs(sum(known), rules, as_of) if hours and len(known) == len(hours) else None


def _conversations(
    behind: Mapping[Figure, Iterable[Conversation]], employers: Mapping[int, Employer]
) -> Iterator[Member]:
    """The conversations, then the employers of each step, with the day of the conversation that makes them count."""
    for figure, found in behind.items():
        kind = Kind.NOTE if figure is Figure.CONVERSATIONS else Kind.EMPLOYER
        for one in found:
            employer, number = employers[one.employer], one.id if kind is Kind.NOTE else one.employer
            who = employer.name
            yield Member(figure, one.interest, number, who, who, one.held_on, owner=employer.owner, kind=kind)


def _people(found: Iterable[tuple[There, Spell, Career]], employers: Mapping[int, Employer]) -> Iterator[Member]:
    def name_of(spell: Spell) -> str | None:
        return employers[spell.employer].name if spell.employer in employers else None

    def place(one: tuple[There, Spell, Career]) -> tuple[str, bool, str]:
        figure, spell, career = one
        return name_of(spell) or "", figure is There.WORKS, career.who.sort_name

    for figure, spell, career in sorted(found, key=place):
        name = name_of(spell)
        yield Member.of(career.who, figure, name, spell.first_day, name)


def report(answer: Hosts, *, min_cell: int = 0) -> Report[Host]:
    """The employers as a report; numbers of people below ``min_cell`` are hidden."""
    counts = {
        (row.employer.id, what): number or 0
        for row in answer.rows
        for what, number in (("placed", row.placed), ("working", row.working))
    }
    sums = [cells.Sum((row.employer.id, "placed"), ((row.employer.id, "working"),)) for row in answer.rows]
    kept_back = cells.hidden(counts, sums, min_cell)
    rows = [
        row._replace(
            placed=None if (row.employer.id, "placed") in kept_back else row.placed,
            working=None if (row.employer.id, "working") in kept_back else row.working,
            agreement_jobs=None if (row.employer.id, "working") in kept_back else row.agreement_jobs,
        )
        for row in answer.rows
    ]
    figures = answer.figures
    return Report(
        title=_title(answer),
        fields=HOSTS,
        rows=rows,
        notes=(
            *_steps(figures),
            *hidden_note(min_cell, list(kept_back)),
        ),
        about={
            "as_of": answer.as_of,
            **{str(figure): number for figure, number in figures.items()},
            "interested_share": _interested_share(figures),
        },
        chart=[Bar(figure, number) for figure, number in figures.items() if number],
    )


def _steps(figures: Mapping[Figure, int]) -> Iterator[Sentence]:
    """From conversations to places, in words."""
    if not figures[Figure.CONVERSATIONS]:
        yield Sentence.of(N_("No conversation with an employer was noted yet."))
        return
    yield Sentence.of(
        N_("{conversations} conversations with {spoken} employers; {interested} interested: {share}%."),
        conversations=figures[Figure.CONVERSATIONS],
        spoken=figures[Figure.SPOKEN],
        interested=figures[Figure.INTERESTED],
        share=_interested_share(figures),
    )
    yield Sentence.of(N_("{n} of them gave somebody work."), n=figures[Figure.PLACING])


def _interested_share(figures: Mapping[Figure, int]) -> float | None:
    """How many are interested, in per cent of the conversations that were held."""
    return per_cent(figures[Figure.INTERESTED], figures[Figure.CONVERSATIONS])


def _title(answer: Hosts) -> Sentence:
    return Sentence.of(N_("Employers on {day}"), day=answer.as_of)


def list_of(answer: Hosts) -> Report[Member]:
    """Which conversations were held, with which employers, who was placed where, and who works there now."""
    return members(_title(answer), answer.people, answer.as_of)


HOSTS: tuple[Field[Host], ...] = (
    Field("ref", N_("REF"), lambda row: row.employer.ref),
    Field("employer", N_("Employer"), lambda row: row.employer.name),
    Field("conversations", N_("Conversations"), lambda row: row.conversations),
    Field("interest", N_("Interest"), lambda row: row.interest),
    Field("placed", N_("Placed ever"), lambda row: row.placed),
    Field("working", N_("Working now"), lambda row: row.working),
    Field("policy_months", N_("Own limit in months"), lambda row: row.employer.policy_months),
    Field("hosts", N_("Can host"), lambda row: row.employer.hosts, columns=90),
    Field("season", N_("Season"), lambda row: row.employer.season, columns=100),
    Field("owner", N_("Owner"), lambda row: row.employer.owner, columns=110),
    # The jobs of the agreement say of people that they fall under it.
    Field("agreement_jobs", N_("Jobs of the agreement"), lambda row: row.agreement_jobs, table=False, sensitive=True),
)
