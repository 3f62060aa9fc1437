"""The invented people: what they are called, and what is said about them."""

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from typing import Any

from doorstroom.dates import add_months
from doorstroom.demo import words
from doorstroom.demo.draw import Draw
from doorstroom.demo.words import ORIGINS
from doorstroom.model.choices import Distance, LanguageLevel, Licence, TargetGroup, Transport
from doorstroom.names import Name, fold

# What people get beside or instead of wages, by the scheme they fall under.
BENEFITS = {
    TargetGroup.BANENAFSPRAAK: "bijstand",
    TargetGroup.PARTICIPATIEWET: "bijstand",
    TargetGroup.WAJONG: "Wajong",
    TargetGroup.BESCHUT: "bijstand",
    TargetGroup.WW: "WW",
    TargetGroup.WIA: "WGA",
    TargetGroup.NUG: None,
    TargetGroup.OTHER: None,
}
_GROUPS = (
    *[TargetGroup.BANENAFSPRAAK] * 7,
    *[TargetGroup.PARTICIPATIEWET] * 7,
    *[TargetGroup.WAJONG] * 2,
    *[TargetGroup.WW] * 2,
    *[TargetGroup.WIA, TargetGroup.NUG, TargetGroup.OTHER],
)
_LEVELS = (None, *[LanguageLevel.A2] * 3, *[LanguageLevel.B1] * 5, *[LanguageLevel.B2] * 4, LanguageLevel.C1)
_LICENCES = ((), (), (), (Licence.B,), (Licence.B,), (Licence.AM,), (Licence.AM, Licence.B), (Licence.B, Licence.BE))
_WAYS = ((Transport.BIKE,), (Transport.BIKE, Transport.PUBLIC), (Transport.PUBLIC,), (Transport.MOPED,), ())
_HOURS = ((12, 20), (16, 24), (20, 28), (24, 32), (24, 32), (28, 36), (32, 36), (32, 40))
# So many stories about people in one trade before they are told again about somebody else.
_PROFILES = 40


def names(draw: Draw) -> Iterator[Name]:
    """Names without end; one in twenty people has two last names."""
    pools = [(draw.dealt(origin.first), draw.dealt([_surname(last) for last in origin.last])) for origin in ORIGINS]
    shares = [pool for origin, pool in zip(ORIGINS, pools, strict=True) for _ in range(origin.share)]
    for firsts, lasts in draw.dealt(shares):
        infix, last = next(lasts)
        if draw.chance(0.05):
            last = f"{last}-{' '.join(next(lasts)).strip()}"
        yield Name(next(firsts), infix, last)


def different(called: Iterator[Name]) -> Iterator[Name]:
    """Of these names the ones that did not come before."""
    seen: set[Name] = set()
    for name in called:
        if name not in seen:
            seen.add(name)
            yield name


def _surname(text: str) -> tuple[str, str]:
    """The tussenvoegsel, which is what comes before the first capital, and the rest."""
    start = next(place for place, letter in enumerate(text) if letter.isupper())
    return text[:start].strip(), text[start:]


def mailboxes() -> dict[str, str]:
    """How each first name looks in an e-mail address."""
    return {first: fold(first) for origin in ORIGINS for first in origin.first}


class Profiles:
    """What is said about people, by the trade they work in; told again when a caseload is big."""

    def __init__(self, draw: Draw) -> None:
        # Dealt, not left to chance: some day, in some caseload, chance would have it that everybody is known well.
        hardly = draw.dealt([True] + [False] * 11)
        self._turns = {
            trade: cycle([_profile(trade, draw, is_hardly_known=next(hardly)) for _ in range(_PROFILES)])
            for trade in words.TRADES
        }

    def next_in(self, trade: str) -> dict[str, Any]:
        """The facts of a candidate who works in this trade."""
        return next(self._turns[trade])


def _profile(trade: str, draw: Draw, *, is_hardly_known: bool) -> dict[str, Any]:
    """Facts that belong together; of some people a coordinator knows little yet."""
    known_by = {
        "owner": draw.pick(words.COORDINATORS),
        "coach": draw.pick((*words.COACHES, None, None)),
        "source": draw.pick(words.SOURCES),
    }
    if is_hardly_known:
        return known_by
    town = draw.pick(words.TOWNS)
    group = draw.pick(_GROUPS)
    hours_min, hours_max = draw.pick(_HOURS)
    licences = draw.pick(_LICENCES)
    drives = Licence.B in licences and draw.chance(0.6)
    ways = draw.pick(_WAYS)
    transports = (Transport.CAR, *ways) if drives else ways or (Transport.NONE,)
    postcode = town.postcode + draw.between(0, town.postcodes - 1)
    return known_by | {
        "town": town.name,
        "postcode": f"{postcode} {draw.pick('ABCEGHJKLNPRTVWXZ')}{draw.pick('BDEGHJLNPRTVX')}",
        "district": draw.pick(town.districts) if town.districts else None,
        "target_group": group,
        "benefit": BENEFITS[group],
        "distance": draw.pick((Distance.SMALL, Distance.MEDIUM, Distance.MEDIUM, Distance.LARGE)),
        "hours_min": hours_min,
        "hours_max": hours_max,
        "max_km": draw.pick((5, 10, 15, 15, 25, None)),
        "language_level": draw.pick(_LEVELS),
        "licences": licences,
        "transports": transports,
        "talents": draw.some(words.TALENTS, 4),
        "pitfalls": draw.some(words.PITFALLS, 2),
        "drives": draw.some(words.DRIVES, 2),
        "skills": draw.some(words.TRADES[trade].skills, 3),
        "wishes": draw.some(words.WISHES, 3),
        "needs": draw.some(words.NEEDS, 3),
        "may_share": draw.pick((*[True] * 8, False, None)),
    }


def birth_date(first_day: date, draw: Draw) -> date:
    """When somebody was born who started to work, as far as the file knows, on this day."""
    return add_months(first_day, -12 * draw.between(18, 57) - draw.between(0, 11)).replace(day=draw.between(1, 28))
