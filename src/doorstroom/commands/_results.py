"""The reports on what it achieved, each computed from a caseload for a day and the questions that it answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from doorstroom import dates, reports, rulebook
from doorstroom.choices import Choice
from doorstroom.commands import _fields
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model.programme import Programme
from doorstroom.report import Report, Sentence
from doorstroom.reports import Filter
from doorstroom.results import comparison, employers, funnel, lasting, load, onward, progress, social_return
from doorstroom.results.careers import Career, Journey
from doorstroom.store import Store
from doorstroom.tables import results as tables

TWO_DAYS = N_("[DATE DATE]")


class About(StrEnum):
    """What a report is about."""

    FUNNEL = "funnel"
    ONWARD = "onward"
    LASTING = "lasting"
    LOAD = "load"
    EMPLOYERS = "employers"
    SOCIAL_RETURN = "social-return"
    COMPARE = "compare"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked of a report; None for what was not."""

    by: str | None = None
    programme: str | None = None
    partner: str | None = None
    employer: str | None = None
    owner: str | None = None
    since: date | None = None
    days: tuple[date, ...] | None = None
    listed: bool = False

    def given(self) -> Iterator[str]:
        """The questions that were asked, as they are typed."""
        for one in fields(self):
            if one.name != "listed" and getattr(self, one.name) is not None:
                yield TWO_DAYS if one.name == "days" else f"--{one.name}"


Answer = tuple[Callable[[int], Report[Any]], Callable[[], Report[Any]]]


def refuse_what_does_not_belong(about: About, asked: Asked) -> None:
    """Refuse a question that this report does not answer, rather than leave it out in silence."""
    for given in asked.given():
        if given not in _QUESTIONS[about]:
            raise BadInput(
                N_("report {about} takes no {option}."),
                hint=N_("It takes: {options}."),
                about=about,
                option=_as_typed(given),
                options=tuple(_as_typed(one) for one in (*_QUESTIONS[about], "--list", "--min-cell", "--as-of")),
            )


def _as_typed(question: str) -> str | Sentence:
    """An option as it is typed, or what stands for the two days."""
    return Sentence.of(question) if question == TWO_DAYS else question


_QUESTIONS: Mapping[About, tuple[str, ...]] = {
    About.FUNNEL: ("--by", "--programme", "--partner", "--owner"),
    About.ONWARD: ("--employer", "--owner", "--programme", "--since"),
    About.LASTING: ("--by", "--employer", "--owner", "--programme"),
    About.LOAD: ("--by", "--employer", "--owner"),
    About.EMPLOYERS: ("--owner",),
    About.SOCIAL_RETURN: ("--employer",),
    About.COMPARE: (TWO_DAYS, "--owner", "--programme"),
    About.PROGRAMME: ("--programme",),
}

ByThis = TypeVar("ByThis", bound=Choice)


def _by(kind: type[ByThis], asked: Asked) -> ByThis | None:
    """What a report is parted by, of what it can be."""
    if asked.by is None:
        return None
    chosen = _fields.one_of(kind, "--by")(asked.by)
    return kind(chosen)


def _programme(caseload: Store, asked: Asked) -> Programme | None:
    return None if asked.programme is None else caseload.by_id(Programme, caseload.programme(asked.programme))


def _journeys(caseload: Store, asked: Asked, day: date, programme: Programme | None) -> Iterator[Journey]:
    found = tables.journeys(
        caseload.connection,
        day,
        programme=programme.id if programme else None,
        partner=caseload.employer_id(asked.partner),
    )
    return (one for one in found if reports.holds(one.who.owner, asked.owner))


def _careers(caseload: Store, asked: Asked, day: date) -> Iterator[Career]:
    programme = _programme(caseload, asked)
    found = tables.careers(caseload.connection, day, programme=programme.id if programme else None)
    return (one for one in found if reports.holds(one.who.owner, asked.owner))


def _funnel(caseload: Store, asked: Asked, day: date) -> Answer:
    programme = _programme(caseload, asked)
    found = _journeys(caseload, asked, day, programme)
    answer = funnel.funnel(found, as_of=day, by=_by(funnel.By, asked), programme=programme, listed=asked.listed)
    return lambda least: funnel.report(answer, min_cell=least), lambda: funnel.list_of(answer)


def _onward(caseload: Store, asked: Asked, day: date) -> Answer:
    answer = onward.onward(
        _careers(caseload, asked, day),
        as_of=day,
        since=asked.since,
        employer=caseload.employer_id(asked.employer),
        listed=asked.listed,
    )
    return lambda least: onward.report(answer, min_cell=least), lambda: onward.list_of(answer)


def _lasting(caseload: Store, asked: Asked, day: date) -> Answer:
    by, employer = _by(lasting.By, asked), caseload.employer_id(asked.employer)
    answer = lasting.lasting(_careers(caseload, asked, day), as_of=day, by=by, employer=employer, listed=asked.listed)
    return lambda least: lasting.report(answer, min_cell=least), lambda: lasting.list_of(answer)


def _load(caseload: Store, asked: Asked, day: date) -> Answer:
    by = _by(load.By, asked)
    wanted = reports.Filter(employer=caseload.employer_id(asked.employer), owner=asked.owner)
    people, others = caseload.people(day, load.WINDOW, everybody=wanted.is_set)
    expiring = reports.expiring(people, as_of=day, months=load.WINDOW, others=others, wanted=wanted)
    answer = load.load(expiring)
    return lambda least: load.report_by(answer, by, min_cell=least), lambda: load.list_of(answer)


def _employers(caseload: Store, asked: Asked, day: date) -> Answer:
    answer = employers.hosts(
        [one for one in caseload.employers() if reports.holds(one.owner, asked.owner)],
        tables.conversations(caseload.connection, day),
        tables.careers(caseload.connection, day),
        tables.target_groups(caseload.connection),
        rulebook.of(caseload.path),
        as_of=day,
        listed=asked.listed,
    )
    return lambda least: employers.report(answer, min_cell=least), lambda: employers.list_of(answer)


def _social_return(caseload: Store, asked: Asked, day: date) -> Answer:
    from doorstroom.tables.support import assignments

    found = assignments(caseload.connection, caseload.employer_id(asked.employer))
    people = tables.eligible(caseload.connection, day)
    answer = social_return.social_return(found, people, rulebook.of(caseload.path), as_of=day)
    return lambda least: social_return.report(answer, min_cell=least), lambda: social_return.list_of(answer)


def _compare(caseload: Store, asked: Asked, _day: date) -> Answer:
    one, other = _two_days(asked)
    programme = _programme(caseload, asked)
    lives = (
        life
        for life in tables.lives(caseload.connection, max(one, other), programme=programme.id if programme else None)
        if reports.holds(life.journey.who.owner, asked.owner)
    )
    answer = comparison.compare(lives, one, other, listed=asked.listed)
    return lambda least: comparison.report(answer, min_cell=least), lambda: comparison.list_of(answer)


def _two_days(asked: Asked) -> tuple[date, date]:
    if asked.days is None or len(asked.days) != 2:
        raise BadInput(
            N_("report compare needs two days."),
            hint=N_("For example: `doorstroom report compare 2025-12-31 2026-12-31`."),
        )
    return asked.days[0], asked.days[1]


def _progress(caseload: Store, asked: Asked, day: date) -> Answer:
    chosen = _programme(caseload, asked)
    every = [chosen] if chosen else tables.programmes(caseload.connection)
    answer = progress.progress(every, _journeys(caseload, asked, day, chosen), as_of=day)
    return lambda least: progress.report(answer, min_cell=least), lambda: progress.list_of(answer)


ANSWERS: Mapping[About, Callable[[Store, Asked, date], Answer]] = {
    About.FUNNEL: _funnel,
    About.ONWARD: _onward,
    About.LASTING: _lasting,
    About.LOAD: _load,
    About.EMPLOYERS: _employers,
    About.SOCIAL_RETURN: _social_return,
    About.COMPARE: _compare,
    About.PROGRAMME: _progress,
}


# What can be told of a whole caseload without being asked anything, in the order in which it is read.
_AT_ONCE = (
    About.FUNNEL,
    About.ONWARD,
    About.LASTING,
    About.LOAD,
    About.EMPLOYERS,
    About.SOCIAL_RETURN,
    About.PROGRAMME,
    About.COMPARE,
)


def overview(caseload: Store, day: date, wanted: Filter) -> list[Report[Any]]:
    """Every report of a day that has something to tell; of an owner's part only those that can be told of it.

    Of any other part there are none: figures of people who were picked would be taken for those of the caseload.
    """
    if wanted.is_set and wanted != Filter(owner=wanted.owner):
        return []
    told = [about for about in _AT_ONCE if wanted.owner is None or "--owner" in _QUESTIONS[about]]
    # Two days are compared over a year: seasons and budgets return with it.
    asked = Asked(owner=wanted.owner, days=(dates.add_months(day, -12), day))
    found = {about: ANSWERS[about](caseload, asked, day)[0](0) for about in told}
    return [report for about, report in found.items() if report.rows and (about in _ALWAYS or _has_figures(report))]


# What is owed matters most when nothing was done yet, and who works where also when nobody was spoken with.
_ALWAYS = {About.EMPLOYERS, About.SOCIAL_RETURN, About.PROGRAMME}


def _has_figures(report: Report[Any]) -> bool:
    return any(bar.size for bar in report.chart)
