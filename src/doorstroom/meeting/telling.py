"""The agenda in sentences: a heading for each reason, a short card for each person, and the sum below."""

from collections.abc import Iterator, Mapping, Sequence

from doorstroom import parting
from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.meeting.agenda import Agenda, Item, Place, Promise, Suggestion
from doorstroom.model import Candidate
from doorstroom.model.matching import Vacancy
from doorstroom.model.meeting import AgendaItem, Decision, Meeting, Outcome, Section
from doorstroom.report import Section as Paragraph
from doorstroom.report import Sentence, in_days
from doorstroom.reports import line_in_words


def told(agenda: Agenda) -> Iterator[Paragraph]:
    """The agenda in the order in which it is discussed."""
    yield from _promises(agenda)
    for section in Section:
        items = agenda.under(section)
        if items:
            yield Paragraph(Sentence.of(N_("{heading} ({n})"), heading=Sentence.of(section.label), n=len(items)), ())
            yield from (Paragraph(_headline(item), tuple(card(item))) for item in items)
    if agenda.vacancies:
        heading = Sentence.of(
            N_("{heading} ({n})"), heading=Sentence.of(Section.VACANCIES.label), n=len(agenda.vacancies)
        )
        yield Paragraph(heading, tuple(_vacancy(one) for one in agenda.vacancies))


def why(item: Item) -> tuple[Sentence, ...]:
    """Under which headings somebody stands, until when the job goes on, and how often they were not discussed."""
    said = [Sentence.of(section.label) for section in item.sections]
    if leaving := item.leaving:
        said.append(line_in_words(leaving.line))
        if leaving.job.notice_by and leaving.job.notice_by >= leaving.as_of:
            said.append(Sentence.of(N_("Notice by {day}."), day=leaving.job.notice_by))
    if missed := item.known.missed:
        said.append(Sentence.counted("{n} time not discussed", "{n} times not discussed", n=missed))
    return tuple(said)


def followed(item: Item) -> tuple[Sentence, ...]:
    """With whom was spoken since somebody came on the list, and what was promised."""
    said = spoken(item) if item.leaving else ()
    return (*said, *(promise(one) for one in item.promises))


def card(item: Item) -> Iterator[Sentence]:
    """What to know of somebody at the table, in a few lines: until when, talents, wishes, spoken with, what could fit."""
    yield line_in_words(item.leaving.line) if item.leaving else Sentence.of(N_("No job that ends soon."))
    yield from (Sentence.of(N_("Also: {reason}."), reason=Sentence.of(other.label)) for other in item.sections[1:])
    if item.known.missed:
        yield Sentence.counted(
            "Was on the agenda {n} time before and not discussed.",
            "Was on the agenda {n} times before and not discussed.",
            n=item.known.missed,
        )
    yield from (promise(one) for one in item.promises)
    yield from about(item.candidate)
    if item.leaving:
        yield from spoken(item)
    yield from (suggestion(one) for one in item.suggestions)
    if open_questions := questions(item):
        yield Sentence.of(N_("To ask: {questions}."), questions=open_questions)


def about(candidate: Candidate) -> Iterator[Sentence]:
    """Talents, pitfalls, wishes, hours and when somebody can start: what is known and no more."""
    for text, values in (
        (N_("Talents: {values}."), candidate.talents),
        (N_("Pitfalls: {values}."), candidate.pitfalls),
        (N_("Wishes: {values}."), candidate.wishes),
    ):
        if values:
            yield Sentence.of(text, values=values)
    low, high = candidate.hours_min, candidate.hours_max
    if low is not None and high is not None:
        yield Sentence.of(N_("{low} to {high} hours a week."), low=low, high=high)
    elif high is not None:
        yield Sentence.of(N_("At most {high} hours a week."), high=high)
    elif low is not None:
        yield Sentence.of(N_("At least {low} hours a week."), low=low)
    if candidate.available_from is not None:
        yield Sentence.of(N_("Can start on {day}."), day=candidate.available_from)


def spoken(item: Item) -> tuple[Sentence, ...]:
    """With whom was spoken since somebody came on the list, and with whom not yet; when about the end."""
    return parting.in_words(item.spoken, item.end_talk)


def suggestion(one: Suggestion) -> Sentence:
    """A vacancy that could fit, with what holds, what fails and what to ask."""
    nothing = Sentence.of(N_("nothing"))
    fields = {
        "ref": f"V{one.vacancy}",
        "title": one.title,
        "employer": one.employer,
        "holds": one.holds or nothing,
        "fails": one.fails or nothing,
        "asks": one.asks,
    }
    if not one.asks:
        return Sentence(N_("Could fit: {ref} {title} at {employer}; holds {holds}; fails {fails}."), fields)
    return Sentence(N_("Could fit: {ref} {title} at {employer}; holds {holds}; fails {fails}; ask: {asks}"), fields)


def could_fit(suggestions: Sequence[Suggestion]) -> Sentence:
    """The vacancies that could fit, where the reasons stand elsewhere."""
    return Sentence.of(
        N_("Could fit: {vacancies}."),
        vacancies=tuple(f"{Kind.VACANCY.ref(one.vacancy)} {one.title}" for one in suggestions),
    )


_ASKED_FOR: Sequence[tuple[str, str]] = (
    ("talents", N_("what are the talents?")),
    ("wishes", N_("what kind of work?")),
    ("hours_max", N_("how many hours?")),
    ("available_from", N_("from which day?")),
    ("transports", N_("how does this person travel?")),
)


def questions(item: Item) -> tuple[Sentence, ...]:
    """What nobody knows yet and a match needs; who leaves a job is free the day after."""
    return tuple(
        Sentence.of(question)
        for name, question in _ASKED_FOR
        if not getattr(item.candidate, name) and not (name == "available_from" and item.leaving)
    )


def proof(agenda: Agenda) -> Iterator[Sentence]:
    """The sum that shows that nobody is missing: where everybody who must leave or has left stands."""
    for text, places in (
        (N_("{all} must leave: {places}."), agenda.leaving),
        (N_("{all} left and have nothing after it: {places}."), agenda.ended),
    ):
        counted = tuple(
            Sentence.of(N_("{n} {place}"), n=count, place=place) for place, count in places.items() if count
        )
        yield Sentence.of(text, all=_all(places), places=counted or Sentence.of(N_("nobody")))
    if agenda.promised_later:
        yield Sentence.counted(
            "{n} promise is due after this meeting.",
            "{n} promises are due after this meeting.",
            n=agenda.promised_later,
        )


def _all(places: Mapping[Place, int]) -> int:
    return sum(places.values())


def _promises(agenda: Agenda) -> Iterator[Paragraph]:
    """The promises that are about nobody on the agenda; the others stand on the card of whom they are about."""
    on_cards = {promise.step.id for item in agenda.items for promise in item.promises}
    others = [promise for promise in agenda.promises if promise.step.id not in on_cards]
    if others:
        heading = Sentence.of(N_("Promises about employers and vacancies ({n})"), n=len(others))
        yield Paragraph(
            heading,
            tuple(
                Sentence.of(N_("{about} {name}: {promise}"), about=one.about, name=one.name, promise=promise(one))
                for one in others
            ),
        )


def promise(one: Promise) -> Sentence:
    """What was promised, by whom and by when, and how late that is."""
    fields = {
        "ref": one.step.ref,
        "text": one.step.text,
        "owner": one.step.owner or Sentence.of(N_("nobody")),
        "day": one.step.due_on,
    }
    if one.step.due_on is None:
        return Sentence(N_("Promised: {text} ({ref}, {owner}), no day agreed."), fields)
    if one.days_late:
        return Sentence(
            N_("Promised: {text} ({ref}, {owner}) by {day}: {late} late."), fields | {"late": in_days(one.days_late)}
        )
    return Sentence(N_("Promised: {text} ({ref}, {owner}) by {day}."), fields)


def _headline(item: Item) -> Sentence:
    return Sentence.of(N_("{ref} {name}"), ref=item.candidate.ref, name=item.candidate.name)


def _vacancy(one: Vacancy) -> Sentence:
    if one.closes_on is None:
        return Sentence.of(N_("{ref} {title}"), ref=one.ref, title=one.title)
    return Sentence.of(N_("{ref} {title}, closes on {day}"), ref=one.ref, title=one.title, day=one.closes_on)


# --- what was decided --------------------------------------------------------------------------------------------


def decided(one: Outcome, candidate: Candidate, meeting: Meeting) -> Iterator[Sentence]:
    """What a meeting decided for somebody, and what follows from it."""
    yield Sentence.of(
        N_("{ref} {name}: {decision} ({meeting}, {day})."),
        ref=candidate.ref,
        name=candidate.name,
        decision=one.decision,
        meeting=meeting.ref,
        day=meeting.day,
    )
    if one.proposal is not None:
        yield Sentence.of(
            N_("{proposal}: proposed for {vacancy}."),
            proposal=Kind.PROPOSAL.ref(one.proposal),
            vacancy=Kind.VACANCY.ref(one.vacancy or 0),
        )
    if one.step is not None:
        owner = one.owner or candidate.owner or Sentence.of(N_("nobody"))
        fields = {"step": Kind.STEP.ref(one.step), "owner": owner, "day": one.due_on}
        if one.due_on is None:
            yield Sentence(N_("{step} is for {owner}; no day agreed."), fields)
        else:
            yield Sentence(N_("{step} is for {owner}, by {day}."), fields)
    if one.until_on is not None:
        yield Sentence.of(N_("Not on the agenda up to and including {day}."), day=one.until_on)
    if one.decision is Decision.CLOSED and candidate.closed_on is None:
        yield Sentence.of(N_("`doorstroom close-candidate {ref} --reason WHY` closes the case."), ref=candidate.ref)


def held(meeting: Meeting, items: Sequence[AgendaItem]) -> Iterator[Sentence]:
    """That a meeting was closed: how many were discussed, and how many come back."""
    discussed = sum(1 for item in items if item.discussed)
    yield Sentence.of(N_("{ref} of {day} is closed."), ref=meeting.ref, day=meeting.day)
    yield Sentence.counted("{n} person was discussed.", "{n} people were discussed.", n=discussed)
    yield Sentence.counted(
        "{n} person was not, and comes back at the next meeting.",
        "{n} people were not, and come back at the next meeting.",
        n=len(items) - discussed,
    )
