"""Write the page of a meeting: everything in one file, and what runs in it named by its hash, so that nothing else runs."""

import json
from base64 import b64encode
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import Any, BinaryIO, NamedTuple

from doorstroom.choices import Kind
from doorstroom.dates import add_months
from doorstroom.i18n import N_, _, language
from doorstroom.meeting import telling
from doorstroom.meeting.agenda import Suggestion
from doorstroom.meeting.handout import FORMAT, Handout, Row, choice
from doorstroom.meeting.plan import FILLED_IN, values_of
from doorstroom.model.meeting import Decision
from doorstroom.page import results
from doorstroom.preparation import Preparation
from doorstroom.registers.vacancy import Offered, proposed
from doorstroom.report import Sentence
from doorstroom.reports import Band
from doorstroom.wording import sentence, words

_MONTHS_AHEAD = 12
# The timeline is drawn in so many units a month.
_MONTH_WIDE = 100

_LABELS = {
    "title": N_("Matching meeting"),
    "skip": N_("To the content"),
    "overview": N_("Who leaves when"),
    "cards": N_("One by one"),
    "vacancies": N_("Vacancies"),
    "results": N_("Results"),
    "figures": N_("All figures"),
    "search": N_("Search"),
    "owner": N_("Owner"),
    "employer": N_("Employer"),
    "everybody": N_("everybody"),
    "all": N_("all"),
    "previous": N_("Previous"),
    "next": N_("Next"),
    "save": N_("Save outcomes"),
    "saved": N_("Saved. Bring it back with: doorstroom apply {file}"),
    "nothing_to_save": N_("Nothing was filled in yet."),
    "place": N_("{n} of {all}"),
    "nobody": N_("Nobody fits this search."),
    "name": N_("Name"),
    "leaves_on": N_("Leaves on"),
    "why": N_("Why"),
    "about": N_("Talents, pitfalls, wishes"),
    "followed": N_("Spoken with, promised"),
    "fits": N_("Could fit"),
    "fails": N_("Fails"),
    "ask": N_("Ask about"),
    "holds": N_("Holds"),
    "other_vacancies": N_("Other vacancies"),
    "proposals": N_("Proposals open"),
    "to_ask": N_("To ask"),
    "outcome": N_("Outcome"),
    "vacancy": N_("Vacancy"),
    "action": N_("Action"),
    "who_does_it": N_("Who does it"),
    "due": N_("Due"),
    "note": N_("Note"),
    "no_choice": N_("not decided"),
    "no_vacancy": N_("none"),
    "arrows": N_("Arrow keys: the previous and the next card. Slash: search."),
    "sum": N_("The sum"),
    "no_vacancies": N_("No vacancy is open."),
    "seats": N_("Seats left"),
    "hours": N_("Hours"),
    "start": N_("Starts on"),
    "closes": N_("React by"),
    "language": N_("Dutch"),
    "licences": N_("Licences"),
    "must": N_("Must"),
    "nice": N_("Nice to have"),
    "offers": N_("Offers"),
    "town": N_("Town"),
    "at": N_("at {employer}"),
}


class _Bar(NamedTuple):
    """Somebody's line in the picture: until when it goes on, in units of the timeline."""

    ref: str
    name: str
    employer: str
    owner: str
    day: str
    why: str
    band: str
    width: int
    is_on_agenda: bool


def write(preparation: Preparation, file: BinaryIO) -> None:
    """Write the page of the meeting that ``preparation`` hands out; there must be one."""
    handout = preparation.handout
    assert handout is not None, "a page is of a meeting"
    style, script = _asset("page.css"), _asset("page.js")
    text = (
        _environment()
        .get_template("page.html.j2")
        .render(
            lang=language(),
            label={key: _(text) for key, text in _LABELS.items()},
            policy=_policy(style, script),
            style=style,
            script=script,
            organisation=words(preparation.organisation),
            day=words(handout.meeting.day),
            file=f"doorstroom-{handout.meeting.day.isoformat()}.json",
            sums=[sentence(one) for one in telling.proof(handout.agenda)],
            months=_months(preparation.expiring.as_of),
            bars=list(_bars(preparation, handout)),
            cards=[_card(row) for row in handout.rows],
            openings=[_opening(one) for one in preparation.vacancies],
            results=[results.told(report) for report in preparation.results],
            decisions=[(str(one), words(one)) for one in Decision],
            owners=[words(name) for name in handout.owners],
            employers=sorted({words(row.job.employer_name) for row in preparation.expiring.rows}),
            memory=_memory(handout),
        )
    )
    file.write(text.encode())


def _environment() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _asset(name: str) -> str:
    return files("doorstroom.page").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """What the page may do: show itself and run its own script, and nothing beyond that."""
    hashes = {
        kind: f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        for kind, text in (("style", style), ("script", script))
    }
    return (
        f"default-src 'none'; style-src {hashes['style']}; script-src {hashes['script']}; "
        "base-uri 'none'; form-action 'none'"
    )


# --- the picture -------------------------------------------------------------------------------------------------


def _months(as_of: date) -> list[str]:
    """The names of the coming twelve months, this one first."""
    first = as_of.replace(day=1)
    return [
        words(add_months(first, n))[3:] if language() == "nl" else words(add_months(first, n))[:7]
        for n in range(_MONTHS_AHEAD)
    ]


def _bars(preparation: Preparation, handout: Handout) -> Iterator[_Bar]:
    """Everybody who leaves within a year, soonest first: those on the list, then those who leave later."""
    as_of = preparation.expiring.as_of
    on_agenda = {row.item.candidate.id for row in handout.rows}
    for row in preparation.expiring.rows:
        yield _Bar(
            row.person.ref,
            words(row.person.name),
            words(row.job.employer_name),
            words(row.person.owner),
            words(row.leaves_on),
            words(row.line.because),
            str(row.band),
            _place(row.leaves_on, as_of),
            row.person.id in on_agenda,
        )
    until = add_months(as_of, _MONTHS_AHEAD)
    later = [one for one in preparation.left_off if one.leaves_on is not None and as_of <= one.leaves_on < until]
    for one in sorted(later, key=lambda one: (one.leaves_on or date.max, one.person.sort_name)):
        day = one.leaves_on or until
        yield _Bar(
            one.person.ref,
            words(one.person.name),
            words(one.employer),
            words(one.person.owner),
            words(day),
            words(one.reason),
            str(Band.of(day, as_of)),
            _place(day, as_of),
            one.person.id in on_agenda,
        )


def _place(day: date, as_of: date) -> int:
    """Where a day stands on the timeline, which begins with the month of ``as_of``."""
    months = (day.year - as_of.year) * 12 + day.month - as_of.month
    within = day.day / monthrange(day.year, day.month)[1]
    return max(0, min(round((months + within) * _MONTH_WIDE), _MONTHS_AHEAD * _MONTH_WIDE))


# --- the cards ---------------------------------------------------------------------------------------------------


def _card(row: Row) -> dict[str, Any]:
    item, leaving = row.item, row.item.leaving
    values = values_of(row.outcome)
    return {
        "ref": item.candidate.ref,
        "name": words(item.candidate.name),
        "employer": words(leaving.job.employer_name) if leaving else "",
        "owner": words(item.candidate.owner),
        "band": str(leaving.band) if leaving else "later",
        "leaves_on": words(leaving.leaves_on) if leaving else "",
        "why": _all(telling.why(item)),
        "about": _all(list(telling.about(item.candidate))),
        "followed": _all(telling.followed(item)),
        "fits": [_fit(one) for one in item.suggestions],
        "to_ask": _all(list(telling.questions(item))),
        "suggested": [Kind.VACANCY.ref(one.vacancy) for one in item.suggestions],
        "value": {name: _plain(name, values[name]) for name in FILLED_IN},
    }


def _fit(one: Suggestion) -> dict[str, str]:
    return {
        "choice": words(choice(one.vacancy, one.title, one.employer)),
        "fails": words(one.fails),
        # Each is a question with its own mark.
        "asks": " ".join(_all(one.asks)),
        "holds": words(one.holds),
    }


def _opening(one: Offered) -> dict[str, Any]:
    vacancy, employer = one.opening.vacancy, one.opening.employer.name
    hours = [words(part) for part in (vacancy.hours_min, vacancy.hours_max) if part is not None]
    facts = [
        ("seats", words(one.opening.seats_left)),
        ("hours", " – ".join(hours)),
        ("start", words(vacancy.starts_on)),
        ("closes", words(vacancy.closes_on)),
        ("town", words(one.opening.town)),
        ("language", words(vacancy.language_level)),
        ("licences", words(vacancy.licences)),
        ("must", words(vacancy.must)),
        ("nice", words(vacancy.nice)),
        ("offers", words(vacancy.offers)),
    ]
    return {
        "ref": vacancy.ref,
        "title": words(vacancy.title),
        "employer": words(employer),
        "choice": words(choice(vacancy.id, vacancy.title, employer)),
        "proposals": _all([proposed(each) for each in one.proposals]),
        "facts": [(_(_LABELS[key]), text) for key, text in facts if text],
    }


def _memory(handout: Handout) -> str:
    """What the script must know to save the outcomes, as JSON that cannot end its own element."""
    kept = {
        "format": FORMAT,
        "meeting": handout.meeting.day.isoformat(),
        "caseload": handout.caseload,
        "rows": {
            row.item.candidate.ref: {
                "name": words(row.item.candidate.name),
                "base": {name: _plain(name, value) for name, value in values_of(row.outcome).items()},
            }
            for row in handout.rows
        },
    }
    text = json.dumps(kept, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _plain(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "vacancy":
        return Kind.VACANCY.ref(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _all(said: Sequence[Sentence]) -> list[str]:
    return [sentence(one) for one in said]
