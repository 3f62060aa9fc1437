"""Vacancies as schema.org JobPosting: read from saved web pages and JSON, and written for others to read.

Whatever a page says is only text here: no markup, no script and no link of it survives or is followed.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from doorstroom.errors import BadFile
from doorstroom.i18n import N_
from doorstroom.incoming.notation import from_json
from doorstroom.model.matching import Opening

SUFFIXES = (".html", ".htm", ".xhtml", ".json", ".jsonld")
MOST_BYTES = 5 * 1024 * 1024

HEADINGS = (
    *(
        "title",
        "employer",
        "opened_on",
        "starts_on",
        "until_on",
        "closes_on",
        "hours_min",
        "hours_max",
        "seats",
        "town",
        "postcode",
    ),
    *("must", "nice", "offers", "source", "source_ref", "note"),
)
"""What stands above the rows that are read, by the names of our own fields."""

_MOST_POSTINGS = 2000
_MOST_NODES = 200_000
_DEEPEST = 30
_LONGEST_NOTE = 2000
_LONGEST_ITEM = 200
_LONGEST_MARKUP = 20_000

# HTMLParser takes minutes over some pages that were made to; looking for the one kind of block that counts does not.
_SCRIPT = re.compile(r"<script\b([^<>]{0,1000})>", re.IGNORECASE)
_END_OF_SCRIPT = re.compile(r"</script\b", re.IGNORECASE)
_LINKED_DATA = re.compile(r"application/ld\+json", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|p|li|div|h[1-6]|tr|td|th|ul|ol|dt|dd|table|section)\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"<[a-z/!][^<>]{0,500}>", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII | re.DOTALL)
_HOURS = r"(?<![\d:.,])(\d{1,2}(?:[.,]\d{1,2})?)(?![\d:])"
_FROM_TO = re.compile(rf"{_HOURS}\s*(?:-|–|tot en met|t/m|tot|à|to)\s*{_HOURS}", re.ASCII | re.IGNORECASE)
_LIMIT = re.compile(
    rf"(minimaal|min\.?|vanaf|at least|maximaal|max\.?|tot|up to)?\s*{_HOURS}\s*(?:u|h|$)", re.ASCII | re.IGNORECASE
)
_AT_LEAST = ("minimaal", "min", "vanaf", "at least")
_SIGN = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


# --- reading -----------------------------------------------------------------------------------------------------


def read(content: bytes, name: str) -> list[list[Any]]:
    """A row under ``HEADINGS`` for each vacancy in a saved page or in JSON; raises BadFile where there is none."""
    text = _decoded(content)
    stripped = text.lstrip("\ufeff \t\r\n")
    if stripped[:1] in ("{", "["):
        blocks, is_page = [stripped], False
    else:
        blocks, is_page = list(_blocks(text)), True
    values = [value for block in blocks if (value := _parsed(block)) is not None]
    if not is_page and not values:
        raise BadFile(
            N_("{file} is no JSON that can be read."), hint=N_("Save it again, whole, and import that."), file=name
        )
    found = list(islice(_postings(values), _MOST_POSTINGS + 1))
    if not found:
        raise BadFile(
            N_("There is no vacancy in {file} that says so for programs (schema.org JobPosting)."),
            hint=N_("Add it by hand with `doorstroom add-vacancy`."),
            file=name,
        )
    if len(found) > _MOST_POSTINGS:
        raise BadFile(N_("{file} holds more than {n} vacancies."), hint=N_("Split it."), file=name, n=_MOST_POSTINGS)
    return [_row(posting) for posting in found]


def _decoded(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with a mark, or else as older Windows wrote it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _blocks(page: str) -> Iterator[str]:
    """What stands in the scripts of a page that hold linked data."""
    at = 0
    while opened := _SCRIPT.search(page, at):
        closed = _END_OF_SCRIPT.search(page, opened.end())
        at = closed.end() if closed else len(page)
        if _LINKED_DATA.search(opened[1]):
            yield page[opened.end() : closed.start() if closed else len(page)]


def _parsed(block: str) -> Any:
    """The value of a block of JSON; None for one that is not whole or too deep."""
    try:
        return from_json(block)
    except ValueError:
        return None


def _postings(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Every JobPosting in these values, however they are nested."""
    ahead = [(value, 0) for value in reversed(list(values))]
    for _ in range(_MOST_NODES):
        if not ahead:
            return
        value, depth = ahead.pop()
        if isinstance(value, dict):
            if "JobPosting" in _kinds(value):
                yield value
                continue
            inner = list(value.values())
        elif isinstance(value, list):
            inner = value
        else:
            continue
        if depth < _DEEPEST:
            ahead += [(one, depth + 1) for one in reversed(inner) if isinstance(one, dict | list)]


def _kinds(value: dict[str, Any]) -> list[str]:
    kinds = value.get("@type")
    found = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2] for kind in found if isinstance(kind, str)]


def _row(posting: dict[str, Any]) -> list[Any]:
    """A posting as cells under ``HEADINGS``."""
    address = _first(_first(posting.get("jobLocation")).get("address"))
    source, reference = _reference(posting)
    least, most = _hours(_text(posting.get("workHours")))
    asked, long_asked = _items(posting.get("qualifications"), posting.get("experienceRequirements"))
    nice, long_nice = _items(posting.get("skills"))
    offers, long_offers = _items(posting.get("jobBenefits"))
    described = _text(posting.get("description"), _LONGEST_NOTE)
    own = _description(_text(posting.get("title")), asked, nice, offers)
    notes = [described if described != own else "", *long_asked, *long_nice, *long_offers]
    values = {
        "title": _text(posting.get("title")),
        "employer": _name(posting.get("hiringOrganization")),
        "opened_on": _day(posting.get("datePosted")),
        "starts_on": _day(posting.get("jobStartDate")),
        "until_on": _day(posting.get("jobEndDate")),
        "closes_on": _day(posting.get("validThrough")),
        "hours_min": least,
        "hours_max": most,
        "seats": _text(posting.get("totalJobOpenings")),
        "town": _text(address.get("addressLocality")),
        "postcode": _text(address.get("postalCode")),
        "must": "\n".join(asked),
        "nice": "\n".join(nice),
        "offers": "\n".join(offers),
        "source": source,
        "source_ref": reference,
        "note": _cut(" ".join(filter(None, notes)), _LONGEST_NOTE),
    }
    return [values[heading] or None for heading in HEADINGS]


def _first(value: Any) -> dict[str, Any]:
    """The first of several, or the one there is; an empty one for anything that is no record."""
    if isinstance(value, list):
        value = next(iter(value), None)
    return value if isinstance(value, dict) else {}


def _text(value: Any, longest: int = _LONGEST_ITEM) -> str:
    """A value as one line of plain text, without markup, cut where it is too long."""
    match value:
        case bool() | None:
            return ""
        case int() | float():
            return f"{value:g}"
        case str():
            return _cut(" ".join(_lines(value)), longest)
        case list():
            return _cut(" ".join(_text(one, longest) for one in value[:50] if not isinstance(one, list)), longest)
        case dict():
            return _text(next((value[key] for key in ("@value", "name", "value") if value.get(key)), None), longest)
        case _:
            return ""


def _lines(text: str) -> list[str]:
    """The lines of a text that may be marked up, twice over, without the marks."""
    text = text[:_LONGEST_MARKUP]
    for _ in range(2):
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return [line for part in _TAG.sub("", text).splitlines() if (line := " ".join(part.split()))]


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _items(*values: Any) -> tuple[list[str], list[str]]:
    """The items of lists that are short enough to be conditions, and those that are only text."""
    found: list[str] = []
    for value in values:
        for one in value[:100] if isinstance(value, list) else [value]:
            found += _lines(one) if isinstance(one, str) else [_text(one)]
    each = [one for one in dict.fromkeys(item.lstrip("-*• ") for item in found) if one]
    return [one for one in each if len(one) <= _LONGEST_ITEM], [one for one in each if len(one) > _LONGEST_ITEM]


def _name(value: Any) -> str:
    return _text(_first(value).get("name") if isinstance(value, dict | list) else value)


def _day(value: Any) -> str:
    """A day without its time; what is no day stays as it is, to be named as a problem."""
    text = _text(value)
    found = _DAY.fullmatch(text)
    return found[1] if found else text


def _hours(text: str) -> tuple[str, str]:
    """The least and the most hours in a text such as "24-32 uur per week"; nothing where it names none."""
    if found := _FROM_TO.search(text):
        return found[1], found[2]
    found = _LIMIT.search(text)
    if found is None:
        return "", ""
    return (found[2], "") if (found[1] or "").lower().rstrip(".") in _AT_LEAST else ("", found[2])


def _reference(posting: dict[str, Any]) -> tuple[str, str]:
    """Where a posting came from, and what it is known by there: its identifier, else its address."""
    identifier, address = posting.get("identifier"), _text(posting.get("url"), 500)
    if isinstance(identifier, list):
        identifier = next(iter(identifier), None)
    site = _site(address)
    if isinstance(identifier, dict):
        number = _text(identifier.get("value") or identifier.get("@id"), 60)
        return (_text(identifier.get("name")) or site, number) if number else (site, "")
    if number := _text(identifier, 60):
        return site, number
    return (site, address) if site and len(address) <= 60 else (site, "")


def _site(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


# --- writing -----------------------------------------------------------------------------------------------------


def written(openings: Sequence[Opening]) -> bytes:
    """These vacancies as JSON-LD: what the work is and asks, and nothing of people, owners or notes."""
    graph = {"@context": "https://schema.org/", "@graph": [_posting(one) for one in openings]}
    # So that it stays text wherever somebody pastes it, in a page too.
    return (json.dumps(graph, ensure_ascii=False, indent=1).translate(_SIGN) + "\n").encode()


def _posting(opening: Opening) -> dict[str, Any]:
    vacancy = opening.vacancy
    place = {"addressLocality": opening.town, "postalCode": opening.postcode, "addressCountry": "NL"}
    filled: dict[str, Any] = {
        "title": vacancy.title,
        "description": _description(vacancy.title, vacancy.must, vacancy.nice, vacancy.offers),
        "hiringOrganization": {"@type": "Organization", "name": opening.employer.name},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", **_filled(place)}},
        "datePosted": vacancy.opened_on and vacancy.opened_on.isoformat(),
        "validThrough": vacancy.closes_on and vacancy.closes_on.isoformat(),
        "jobStartDate": vacancy.starts_on and vacancy.starts_on.isoformat(),
        "jobEndDate": vacancy.until_on and vacancy.until_on.isoformat(),
        "workHours": _spoken_hours(vacancy.hours_min, vacancy.hours_max),
        "totalJobOpenings": vacancy.seats,
        "qualifications": list(vacancy.must),
        "skills": list(vacancy.nice),
        "jobBenefits": list(vacancy.offers),
    }
    if vacancy.source_ref:
        filled["identifier"] = {
            "@type": "PropertyValue",
            **_filled({"name": vacancy.source, "value": vacancy.source_ref}),
        }
    return {"@type": "JobPosting", **_filled(filled)}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _description(title: str, *lists: Iterable[str]) -> str:
    """A description from what else is known, since the standard asks for one."""
    return _cut(". ".join(part for part in (title, *(", ".join(items) for items in lists)) if part), _LONGEST_NOTE)


def _spoken_hours(least: float | None, most: float | None) -> str:
    if least is None:
        return "" if most is None else f"maximaal {most:g} uur per week"
    return f"minimaal {least:g} uur per week" if most is None else f"{least:g}-{most:g} uur per week"
