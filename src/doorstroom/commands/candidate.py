"""Candidates: add one, list them."""

import sys
from dataclasses import replace
from datetime import date
from typing import Annotated

from doorstroom import doubles, names, output, registers, settings
from doorstroom.commands._app import Ctx
from doorstroom.commands._options import (
    AsCsv,
    AsJson,
    AsOf,
    Profile,
    argument,
    client_number,
    code,
    day,
    flag,
    guarded,
    needed,
    number,
    option,
    record,
    text,
)
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Distance, Kind, LanguageLevel, Licence, Stage, TargetGroup, Transport
from doorstroom.report import Sentence


def add_candidate(
    ctx: Ctx,
    name: Annotated[
        str | None, argument(N_("“Fatima el Idrissi” or “Idrissi, Fatima el”; else asked for."), N_("NAME"))
    ] = None,
    first: Annotated[str | None, text(N_("First name, set outright."), "--first")] = None,
    infix: Annotated[str | None, text(N_("Tussenvoegsel, set outright."), "--infix")] = None,
    last: Annotated[str | None, text(N_("Last name, set outright."), "--last")] = None,
    number_: Annotated[
        str | None, option(N_("Your own client number."), "--number", parser=client_number, metavar=N_("TEXT"))
    ] = None,
    birth_date: Annotated[date | None, day(N_("Day of birth."), "--birth-date")] = None,
    phone: Annotated[str | None, code(N_("Phone number."), "--phone")] = None,
    email: Annotated[str | None, code(N_("E-mail address."), "--email")] = None,
    postcode: Annotated[str | None, code(N_("Postcode."), "--postcode")] = None,
    town: Annotated[str | None, text(N_("Town."), "--town")] = None,
    district: Annotated[str | None, text(N_("District."), "--district")] = None,
    target_group: Annotated[TargetGroup | None, option(N_("Target group."), "--target-group")] = None,
    benefit: Annotated[str | None, text(N_("Benefit."), "--benefit")] = None,
    benefit_since: Annotated[date | None, day(N_("First day of the benefit."), "--benefit-since")] = None,
    distance: Annotated[Distance | None, option(N_("Distance to the labour market."), "--distance")] = None,
    hours_min: Annotated[float | None, number(N_("Works at least so many hours a week."), "--hours-min")] = None,
    hours_max: Annotated[float | None, number(N_("Works at most so many hours a week."), "--hours-max")] = None,
    available_from: Annotated[date | None, day(N_("Can start on this day."), "--available-from")] = None,
    max_km: Annotated[float | None, number(N_("Travels at most so many kilometres."), "--max-km")] = None,
    language_level: Annotated[LanguageLevel | None, option(N_("Level of Dutch."), "--language-level")] = None,
    licence: Annotated[list[Licence] | None, option(N_("Driving licence; repeat for more."), "--licence")] = None,
    transport: Annotated[list[Transport] | None, option(N_("Gets to work by; repeat for more."), "--transport")] = None,
    talent: Annotated[list[str] | None, text(N_("Talent; repeat for more."), "--talent")] = None,
    pitfall: Annotated[list[str] | None, text(N_("Pitfall; repeat for more."), "--pitfall")] = None,
    drive: Annotated[list[str] | None, text(N_("What drives this person; repeat for more."), "--drive")] = None,
    skill: Annotated[list[str] | None, text(N_("Skill; repeat for more."), "--skill")] = None,
    wish: Annotated[list[str] | None, text(N_("Wish; repeat for more."), "--wish")] = None,
    need: Annotated[list[str] | None, text(N_("What work must offer; repeat for more."), "--need")] = None,
    owner: Annotated[str | None, text(N_("Who is responsible."), "--owner")] = None,
    coach: Annotated[str | None, text(N_("Who guides on the job."), "--coach")] = None,
    source: Annotated[str | None, text(N_("Where this person came from."), "--source")] = None,
    programme: Annotated[str | None, record(N_("Programme."), "--programme", Kind.PROGRAMME)] = None,
    registered: Annotated[date | None, day(N_("Registered on this day; today by default."), "--registered")] = None,
    anyway: Annotated[bool, flag(N_("Add also when this may be a double."), "--anyway")] = False,
    from_: Annotated[str | None, option(N_("“-” reads JSON from stdin."), "--from", metavar="-")] = None,
    as_json: AsJson = False,
) -> None:
    """Add a person; split the name, and look for doubles first."""
    if from_ is not None:
        candidate = _from_stdin(from_)
    else:
        if name is None and not (first or last):
            name = needed(name, N_("NAME"), N_("Name"), guarded)
        whole = names.split(name or "")
        candidate = Candidate(
            first_name=whole.first if first is None else first,
            infix=whole.infix if infix is None else infix,
            last_name=whole.last if last is None else last,
            number=number_,
            birth_date=birth_date,
            phone=phone,
            email=email,
            postcode=postcode,
            town=town,
            district=district,
            target_group=target_group,
            benefit=benefit,
            benefit_since=benefit_since,
            distance=distance,
            hours_min=hours_min,
            hours_max=hours_max,
            available_from=available_from,
            max_km=max_km,
            language_level=language_level,
            licences=tuple(licence or ()),
            transports=tuple(transport or ()),
            talents=tuple(talent or ()),
            pitfalls=tuple(pitfall or ()),
            drives=tuple(drive or ()),
            skills=tuple(skill or ()),
            wishes=tuple(wish or ()),
            needs=tuple(need or ()),
            owner=owner,
            coach=coach,
            source=source,
            registered_on=registered or settings.today(),
        )
    with ctx.obj.change("add-candidate") as caseload:
        if programme is not None:
            candidate = replace(candidate, programme=caseload.programme(programme))
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


def candidates(
    ctx: Ctx,
    owner: Annotated[str | None, text(N_("Only with this owner."), "--owner")] = None,
    coach: Annotated[str | None, text(N_("Only with this coach."), "--coach")] = None,
    town: Annotated[str | None, text(N_("Only from this town."), "--town")] = None,
    employer: Annotated[
        str | None,
        record(N_("Only who works here now."), "--employer", Kind.EMPLOYER),
    ] = None,
    stage: Annotated[Stage | None, option(N_("Only who reached this stage last."), "--stage")] = None,
    with_: Annotated[list[Profile] | None, option(N_("“sensitive”: with target group, benefit and the like."), "--with")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The register of candidates."""
    day = as_of or settings.today()
    with ctx.obj.read() as caseload:
        found = caseload.candidates(at=employer and caseload.employer(employer).id, stage=stage, day=day)
    found = registers.matching(
        found,
        owner=(owner, lambda one: one.owner),
        coach=(coach, lambda one: one.coach),
        town=(town, lambda one: one.town),
    )
    output.show(
        registers.listing(N_("Candidates"), registers.CANDIDATE, found), sensitive=Profile.SENSITIVE in (with_ or ())
    )


def _from_stdin(source: str) -> Candidate:
    """The candidate that JSON on stdin describes."""
    from doorstroom.incoming.record import candidate_from_json

    if source != "-":
        raise BadInput(N_("--from takes only “-”, for stdin."), hint=N_("Files come in with `doorstroom import`."))
    return candidate_from_json(sys.stdin.buffer.read(), today=settings.today())
