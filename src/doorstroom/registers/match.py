"""Matches for people to read and programs to use: what fails first, then what to ask, then what holds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from doorstroom.i18n import N_
from doorstroom.matching import Answer, Condition, Finding, Match
from doorstroom.meeting.agenda import Suggestion
from doorstroom.model.matching import Nomination, Stopped
from doorstroom.registers.vacancy import Standing
from doorstroom.report import Field, Report, Section, Sentence, in_months

Pair = tuple[int, int]

_FIRST = (Answer.FAILS, Answer.UNKNOWN, Answer.HOLDS)


@dataclass(frozen=True, slots=True)
class Row:
    """A match, with the last proposal of the same pair, and whether what is sensitive may be named."""

    match: Match
    proposal: Standing | None
    sensitive: bool

    @property
    def findings(self) -> list[Finding]:
        """What was found, what fails first; of equals in the order of the conditions."""
        return [one for answer in _FIRST for one in self.match.by(answer)]

    def of(self, answer: Answer) -> tuple[Condition, ...]:
        """The conditions with this answer, each once."""
        return tuple(dict.fromkeys(one.condition for one in self.match.by(answer)))

    def reason(self, finding: Finding) -> Sentence:
        """Why, without naming what is sensitive unless that was asked for."""
        return finding.reason if self.sensitive or finding.veiled is None else finding.veiled


def rows(matches: Sequence[Match], proposals: Sequence[Nomination], day: date, *, sensitive: bool) -> list[Row]:
    """Matches with what became of the same pair before; what was proposed by mistake was not."""
    latest: dict[Pair, Nomination] = {
        (one.proposal.candidate, one.proposal.vacancy): one
        for one in proposals
        if one.proposal.stopped is not Stopped.BY_MISTAKE
    }
    found = []
    for match in matches:
        earlier = latest.get((match.seeker.candidate.id, match.post.opening.vacancy.id))
        found.append(Row(match, Standing(earlier, day) if earlier else None, sensitive))
    return found


def _conditions(row: Row) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"condition": str(one.condition), "answer": str(one.answer), "reason": row.reason(one)} for one in row.findings
    )


def _fields(ref: Callable[[Row], str]) -> tuple[Field[Row], ...]:
    return (
        Field("ref", N_("REF"), ref),
        Field("candidate", N_("Candidate REF"), lambda row: row.match.seeker.candidate.ref),
        Field("candidate_name", N_("Candidate"), lambda row: row.match.seeker.candidate.name),
        Field("leaves_on", N_("Leaves on"), lambda row: row.match.seeker.leaves_on),
        Field("vacancy", N_("Vacancy REF"), lambda row: row.match.post.opening.vacancy.ref),
        Field("vacancy_title", N_("Vacancy"), lambda row: row.match.post.opening.vacancy.title),
        Field("employer_name", N_("Employer"), lambda row: row.match.post.opening.employer.name),
        Field("starts_on", N_("Starts on"), lambda row: row.match.post.opening.vacancy.starts_on),
        Field("seats_left", N_("Seats left"), lambda row: row.match.post.opening.seats_left),
        Field("fails", N_("Fails"), lambda row: row.of(Answer.FAILS)),
        Field("unknown", N_("Ask about"), lambda row: row.of(Answer.UNKNOWN)),
        Field("holds", N_("Holds"), lambda row: row.of(Answer.HOLDS)),
        Field("proposal", N_("Proposal"), lambda row: row.proposal and row.proposal.nomination.proposal.ref),
        Field("proposal_state", N_("Stands at"), lambda row: row.proposal and row.proposal.state),
        Field("conditions", N_("Conditions"), _conditions),
    )


def _vacancy_ref(row: Row) -> str:
    return row.match.post.opening.vacancy.ref


def _candidate_ref(row: Row) -> str:
    return row.match.seeker.candidate.ref


# The columns, seen from the person.
MATCH = _fields(_candidate_ref)


def for_candidate(found: Sequence[Row], name: str, *, of: int) -> Report[Row]:
    """The vacancies that fit somebody best, of so many that were looked at."""
    return Report(
        title=Sentence.of(N_("Vacancies for {name}"), name=name),
        fields=_fields(_vacancy_ref),
        rows=found,
        notes=(
            Sentence.counted(
                "{shown} of {n} open vacancy shown.", "{shown} of {n} open vacancies shown.", n=of, shown=len(found)
            ),
        ),
        told=lambda rows: [Section(_vacancy(row), list(_told(row))) for row in rows],
    )


def for_vacancy(found: Sequence[Row], title: str, *, of: int) -> Report[Row]:
    """The people who fit a vacancy best, of so many whose case is open."""
    return Report(
        title=Sentence.of(N_("People for {title}"), title=title),
        fields=_fields(_candidate_ref),
        rows=found,
        notes=(
            Sentence.counted(
                "{shown} of {n} person shown; nobody was left out for what is not known.",
                "{shown} of {n} people shown; nobody was left out for what is not known.",
                n=of,
                shown=len(found),
            ),
        ),
        told=lambda rows: [Section(_person(row), list(_told(row))) for row in rows],
    )


def for_everybody(found: Sequence[Row], *, people: int, vacancies: int, months: int, as_of: date) -> Report[Row]:
    """For everybody who leaves the vacancies that fit best, a line each."""
    return Report(
        title=Sentence.of(
            N_("Vacancies for who leaves within {months} of {as_of}"), months=in_months(months), as_of=as_of
        ),
        fields=_fields(_candidate_ref),
        rows=found,
        notes=(
            Sentence.of(
                N_("{people} people who leave and {vacancies} open vacancies were held against each other."),
                people=people,
                vacancies=vacancies,
            ),
        ),
        told=_by_person,
    )


def _by_person(rows: Sequence[Row]) -> list[Section]:
    """A line for each vacancy, those of one person together."""
    theirs = groupby(rows, key=lambda row: row.match.seeker.candidate.id)
    return [
        Section(_person(same[0]), [_in_a_line(row) for row in same]) for _who, each in theirs if (same := list(each))
    ]


def suggestion(match: Match) -> Suggestion:
    """A match for the card of somebody on the agenda, naming nothing that is sensitive."""
    row, opening = Row(match, None, False), match.post.opening
    holds, fails = (
        tuple(Sentence.of(condition.label) for condition in row.of(answer)) for answer in (Answer.HOLDS, Answer.FAILS)
    )
    return Suggestion(
        vacancy=opening.vacancy.id,
        title=opening.vacancy.title,
        employer=opening.employer.name,
        holds=holds,
        fails=fails,
        asks=tuple(row.reason(one) for one in match.by(Answer.UNKNOWN)),
    )


def _vacancy(row: Row) -> Sentence:
    opening = row.match.post.opening
    fields: Mapping[str, Any] = {
        "ref": opening.vacancy.ref,
        "title": opening.vacancy.title,
        "employer": opening.employer.name,
        "start": opening.vacancy.starts_on,
    }
    if opening.vacancy.starts_on is None:
        return Sentence(N_("{ref} {title} at {employer}"), dict(fields))
    return Sentence(N_("{ref} {title} at {employer}, from {start}"), dict(fields))


def _person(row: Row) -> Sentence:
    seeker = row.match.seeker
    fields = {"ref": seeker.candidate.ref, "name": seeker.candidate.name, "day": seeker.leaves_on}
    if seeker.leaves_on is None:
        return Sentence(N_("{ref} {name}"), fields)
    if seeker.leaves_on < row.match.as_of:
        return Sentence(N_("{ref} {name}, left on {day}"), fields)
    return Sentence(N_("{ref} {name}, leaves on {day}"), fields)


def _told(row: Row) -> Iterator[Sentence]:
    """Every condition with its answer and reason, after what became of an earlier proposal."""
    if row.proposal:
        yield _before(row.proposal)
    for one in row.findings:
        yield Sentence.of(
            N_("{condition} ({answer}): {reason}"),
            condition=one.condition,
            answer=one.answer,
            reason=row.reason(one),
        )


def _before(earlier: Standing) -> Sentence:
    """What became of a proposal of the same pair: who said no and why is where the next talk begins."""
    proposal = earlier.nomination.proposal
    fields = {
        "ref": proposal.ref,
        "state": earlier.state,
        "by": proposal.stopped_by,
        "reason": proposal.reason,
        "note": proposal.reason_note,
    }
    if earlier.is_open or proposal.stopped_by is None or proposal.reason is None:
        return Sentence(N_("Proposed before: {ref}, {state}."), fields)
    if proposal.reason_note is None:
        return Sentence(N_("Proposed before: {ref}, {state} by {by} ({reason})."), fields)
    return Sentence(N_("Proposed before: {ref}, {state} by {by} ({reason}: {note})."), fields)


def _in_a_line(row: Row) -> Sentence:
    """A match in one sentence, by the names of the conditions."""
    nothing = Sentence.of(N_("nothing"))
    return Sentence.of(
        N_("{vacancy}: fails {fails}; ask about {unknown}; holds {holds}."),
        vacancy=_vacancy(row),
        fails=row.of(Answer.FAILS) or nothing,
        unknown=row.of(Answer.UNKNOWN) or nothing,
        holds=row.of(Answer.HOLDS) or nothing,
    )


def what_fails(row: Row) -> tuple[Sentence, ...]:
    """Every condition that fails, with the reason."""
    return tuple(
        Sentence.of(N_("{condition}: {reason}"), condition=one.condition, reason=row.reason(one))
        for one in row.match.by(Answer.FAILS)
    )


def what_to_ask(row: Row) -> tuple[Sentence, ...]:
    """What is not known, as questions."""
    return tuple(row.reason(one) for one in row.match.by(Answer.UNKNOWN))


def in_the_way(match: Match) -> Iterator[Sentence]:
    """The hard conditions that fail, to look at before somebody is proposed."""
    for one in match.by(Answer.FAILS):
        if one.condition.is_hard:
            yield Sentence.of(N_("{condition}: {reason}"), condition=one.condition, reason=one.reason)


def to_ask(match: Match) -> Iterator[Sentence]:
    """What is not known, as questions to ask."""
    for one in match.by(Answer.UNKNOWN):
        yield Sentence.of(N_("Ask: {question}"), question=one.reason)
