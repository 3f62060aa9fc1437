"""Candidates: add one, change, close and reopen one, list them."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from doorstroom import dates, doubles, milestones, names, output, privacy, registers, reports, settings
from doorstroom.choices import Kind
from doorstroom.commands import _fields
from doorstroom.commands._app import Ctx, option
from doorstroom.commands._lists import View, listed
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    OfCoach,
    OfOwner,
    Profile,
    WithSensitive,
    argument,
    called,
    day,
    flag,
    guarded,
    needed,
    record,
    ref,
    text,
)
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.model.choices import ClosingReason, Distance, LanguageLevel, Licence, Stage, TargetGroup, Transport
from doorstroom.names import Name
from doorstroom.report import Sentence
from doorstroom.store import Store

if TYPE_CHECKING:
    from doorstroom.incoming.record import Described


def _birth_day(text: str) -> date:
    return dates.parse_birth_day(text, settings.today())


FIELDS = (
    _fields.code("number", "--number", N_("Your own client number."), privacy.client_number),
    _fields.code("birth_date", "--birth-date", N_("Day of birth."), _birth_day, N_("DATE")),
    _fields.code("phone", "--phone", N_("Phone number.")),
    _fields.code("email", "--email", N_("E-mail address.")),
    _fields.code("postcode", "--postcode", N_("Postcode.")),
    _fields.text("town", "--town", N_("Town.")),
    _fields.text("district", "--district", N_("District.")),
    _fields.choice("target_group", "--target-group", N_("Target group."), TargetGroup),
    _fields.text("benefit", "--benefit", N_("Benefit.")),
    _fields.day("benefit_since", "--benefit-since", N_("First day of the benefit.")),
    _fields.choice("distance", "--distance", N_("Distance to the labour market."), Distance),
    _fields.number("hours_min", "--hours-min", N_("Works at least so many hours a week.")),
    _fields.number("hours_max", "--hours-max", N_("Works at most so many hours a week.")),
    _fields.day("available_from", "--available-from", N_("Can start on this day.")),
    _fields.number("max_km", "--max-km", N_("Travels at most so many kilometres.")),
    _fields.choice("language_level", "--language-level", N_("Level of Dutch."), LanguageLevel),
    _fields.choices("licences", "--licence", N_("Driving licence; repeat for more."), Licence),
    _fields.choices("transports", "--transport", N_("Gets to work by; repeat for more."), Transport),
    _fields.texts("talents", "--talent", N_("Talent; repeat for more.")),
    _fields.texts("pitfalls", "--pitfall", N_("Pitfall; repeat for more.")),
    _fields.texts("drives", "--drive", N_("What drives this person; repeat for more.")),
    _fields.texts("skills", "--skill", N_("Skill; repeat for more.")),
    _fields.texts("wishes", "--wish", N_("Wish; repeat for more.")),
    _fields.texts("needs", "--need", N_("What work must offer; repeat for more.")),
    _fields.text("owner", "--owner", N_("Who is responsible.")),
    _fields.text("coach", "--coach", N_("Who guides on the job.")),
    _fields.text("source", "--source", N_("Where this person came from.")),
)

First = Annotated[str | None, text(N_("First name, set outright."), "--first")]
Infix = Annotated[str | None, text(N_("Tussenvoegsel, set outright."), "--infix")]
Last = Annotated[str | None, text(N_("Last name, set outright."), "--last")]
Programme = Annotated[str | None, record(N_("Programme: REF or part of its name."), "--programme", Kind.PROGRAMME)]
RegisteredOn = _fields.day("registered_on", "--registered", N_("Registered on this day."))
Joined = Annotated[date | None, day(N_("In the programme from this day on; today by default."), "--joined")]
Anyway = Annotated[bool, flag(N_("Also when this may be a double."), "--anyway")]
Which = Annotated[str, ref(N_("The candidate: REF, client number or name."), Kind.CANDIDATE)]


@_fields.adds(*FIELDS)
def add_candidate(
    ctx: Ctx,
    name: Annotated[
        str | None, argument(N_("“Fatima el Idrissi” or “Idrissi, Fatima el”; else asked for."), N_("NAME"))
    ] = None,
    first: First = None,
    infix: Infix = None,
    last: Last = None,
    programme: Programme = None,
    joined: Annotated[date | None, day(N_("In it from this day on; from registration by default."), "--joined")] = None,
    registered: Annotated[date | None, day(N_("Registered on this day; today by default."), "--registered")] = None,
    anyway: Anyway = False,
    from_: Annotated[str | None, option(N_("“-” reads JSON from stdin."), "--from", metavar="-")] = None,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Add a person; split the name, and look for doubles first."""
    if from_ is not None:
        candidate, named, since = _from_stdin(from_)
        programme, joined = programme or named, joined or since
    else:
        if name is None and not (first or last):
            name = needed(name, N_("NAME"), N_("Name"), guarded)
        called = _name(names.split(name or ""), first, infix, last)
        candidate = Candidate(**called, registered_on=registered or settings.today(), **given)
    with ctx.obj.change("add-candidate") as caseload:
        if programme is not None:
            candidate = candidate.join(caseload.programme(programme), joined or candidate.registered_on)
        if not anyway:
            doubles.refuse(candidate, caseload.resembling(candidate))
        added = caseload.register(candidate)
    output.record(
        registers.CANDIDATE,
        added,
        Sentence.of(
            N_("{ref} added: {name} (first name “{first}”, infix “{infix}”, last name “{last}”)."),
            ref=added.ref,
            name=added.name,
            first=added.first_name,
            infix=added.infix,
            last=added.last_name,
        ),
    )


@_fields.edits(RegisteredOn, *FIELDS)
def edit_candidate(
    ctx: Ctx,
    candidate: Which,
    name: Annotated[
        str | None, option(N_("A new name, split as usual."), "--name", parser=called, metavar=N_("TEXT"))
    ] = None,
    first: First = None,
    infix: Infix = None,
    last: Last = None,
    programme: Programme = None,
    joined: Joined = None,
    anyway: Anyway = False,
    as_json: AsJson = False,
    **given: Any,
) -> None:
    """Change what is known of a candidate; “-” clears."""
    with ctx.obj.change("edit-candidate") as caseload:
        known = caseload.candidate(candidate)
        called = names.split(name) if name else Name(known.first_name, known.infix, known.last_name)
        changed = _fields.edited(known, given | _name(called, first, infix, last))
        changed = _joined(changed, caseload, programme, joined)
        if changed.name != known.name and not anyway:
            doubles.refuse(changed, caseload.resembling(changed))
        caseload.save(changed)
    output.record(registers.CANDIDATE, changed, registers.changes(registers.CANDIDATE, known, changed))


def close_candidate(
    ctx: Ctx,
    candidate: Which,
    on: Annotated[date | None, day(N_("Closed on this day; today by default."), "--on")] = None,
    reason: Annotated[ClosingReason | None, option(N_("Why."), "--reason")] = None,
    note: Annotated[str | None, text(N_("Note."), "--note")] = None,
    as_json: AsJson = False,
) -> None:
    """Close a case; the person stays in the file."""
    reason = needed(reason, "--reason", N_("Why"), _fields.one_of(ClosingReason, "--reason"))
    from doorstroom.registers import case
    from doorstroom.tables import following, matching

    today = settings.today()
    with ctx.obj.change("close-candidate") as caseload:
        known = caseload.candidate(candidate)
        closed = caseload.save(known.close_on(on or today, reason, note))
        steps = [one.step for one in following.steps(caseload, today, candidate=known.id)]
        nominations = matching.nominations(caseload, candidate=known.id)
        left = case.left_open(closed, steps, nominations, caseload.placements(candidate=known.id))
    output.warn(*milestones.doubts(known, on or today, today), *left)
    output.record(
        registers.CANDIDATE,
        closed,
        Sentence.of(
            N_("{ref} {name}: case closed on {day} ({reason})."),
            ref=closed.ref,
            name=closed.name,
            day=closed.closed_on,
            reason=reason,
        ),
    )


def reopen_candidate(ctx: Ctx, candidate: Which, as_json: AsJson = False) -> None:
    """Open a case again."""
    with ctx.obj.change("reopen-candidate") as caseload:
        reopened = caseload.candidate(candidate).reopen()
        caseload.save(reopened)
        person = caseload.person(reopened)
        alike = doubles.likely(reopened, caseload.resembling(reopened))
    for double in alike:
        output.warn(doubles.in_words(reopened, double))
    output.record(
        registers.CANDIDATE,
        reopened,
        Sentence.of(N_("{ref} {name}: case open again."), ref=reopened.ref, name=reopened.name),
        *reports.standing(person, settings.today()),
    )


@listed(*registers.CANDIDATE)
def candidates(
    ctx: Ctx,
    owner: OfOwner = None,
    coach: OfCoach = None,
    town: Annotated[str | None, text(N_("Only from this town."), "--town")] = None,
    employer: Annotated[
        str | None,
        record(N_("Only who works here now."), "--employer", Kind.EMPLOYER),
    ] = None,
    programme: Annotated[str | None, record(N_("Only in this programme."), "--programme", Kind.PROGRAMME)] = None,
    stage: Annotated[Stage | None, option(N_("Only who reached this stage last."), "--stage")] = None,
    running: Annotated[
        bool | None, flag(N_("Only with work on the day asked, or only without."), "--running/--not-running")
    ] = None,
    closed: Annotated[bool | None, flag(N_("Only closed cases, or only open ones."), "--closed/--open")] = None,
    with_: WithSensitive = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    *,
    view: View,
) -> None:
    """The register of candidates."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = caseload.candidates(at=caseload.employer_id(employer), stage=stage, day=day)
        of_programme = None if programme is None else caseload.programme(programme)
        placements = [] if running is None else caseload.placements()
        at_work = {one.contract.candidate for one in placements if registers.is_running(one.contract, day)}
    found = registers.matching(
        found,
        owner=(owner, lambda one: one.owner),
        coach=(coach, lambda one: one.coach),
        town=(town, lambda one: one.town),
    )
    found = [
        one
        for one in found
        if of_programme in (None, one.programme)
        and running in (None, one.id in at_work)
        and closed in (None, one.is_closed(day))
    ]
    listing = registers.listing(N_("Candidates"), registers.CANDIDATE, found)
    output.show(view.of(listing), sensitive=Profile.SENSITIVE in (with_ or ()))


def _joined(candidate: Candidate, caseload: Store, programme: str | None, day: date | None) -> Candidate:
    """The candidate in the programme that was asked for, "-" being none; who is in it already keeps the day."""
    if programme is None and day is None:
        return candidate
    number = candidate.programme
    if programme is not None:
        number = None if programme == "-" else caseload.programme(programme)
    if number is None and day is not None:
        raise BadInput(
            N_("{ref} is in no programme since {day}."),
            hint=N_("Say which one with --programme."),
            ref=candidate.ref,
            day=day,
        )
    kept = candidate.joined_on if number == candidate.programme else settings.today()
    return candidate.join(number, day or kept)


def _from_stdin(source: str) -> "Described":
    """The candidate that JSON on stdin describes, and the programme."""
    from doorstroom.incoming.record import MOST_BYTES, candidate_from_json

    if source != "-":
        raise BadInput(N_("--from takes only “-”, for stdin."), hint=N_("Files come in with `doorstroom import`."))
    # A byte more than it takes, so that what is longer is refused there.
    return candidate_from_json(sys.stdin.buffer.read(MOST_BYTES + 1), today=settings.today())


def _name(whole: Name, first: str | None, infix: str | None, last: str | None) -> dict[str, Any]:
    """The parts of a name, those that were set outright before those that were split; “-” is none."""
    parts = {"first_name": (whole.first, first), "infix": (whole.infix, infix), "last_name": (whole.last, last)}
    return {part: split if given is None else given.strip("-") and given for part, (split, given) in parts.items()}
