"""The words of people and vacancies, made comparable: "Lassen" and "lasser", "klanten" and "klantcontact".

Two words that meet are something to talk about. How many there are says nothing, so nothing is counted.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from doorstroom.names import fold

_STOP = frozenset(
    fold(
        """
        de het een en of maar want dus als dan dat die dit deze daar hier er ze zij hij we wij ik je jij jou jouw u uw ons
        onze hun haar zijn is was ben bent waren wordt worden werd heeft hebben had kan kunnen kon moet moeten mag mogen
        wil willen zal zullen zou gaan gaat komt komen doet doen laat laten blijft staat staan ligt zit geeft krijgt
        aan af achter bij binnen boven buiten door in langs met na naar naast om onder op over per sinds tegen te tot
        tussen uit van vanaf via voor zonder niet geen wel ook nog al alle alles andere ander elk elke iets iemand meer
        meest minder veel weinig zeer erg goed goede graag heel snel vaak altijd soms eigen zelf samen zoals bijvoorbeeld
        minimaal maximaal ongeveer circa dag dagen week weken maand maanden jaar jaren uur uren keer plek plaats
        werk werken werkt werkzaamheden medewerker medewerkers assistent collega functie baan vacature ervaring kennis
        bereid beschikking bezit affiniteit liefst pre basis niveau
        the a an and or of to in at on for with from by as is are be been has have can must will you your we our not no
        work working job experience good very more
        """
    ).split()
)
_SHORTEST = 3
# "kas" also begins "kassa" and "kok" ends "kokkok": what is shorter than this only meets itself.
_SHORTEST_IN_COMPOUND = 4
_LEAST_BESIDE = 3
_DOUBLED = re.compile(r"(.)\1+")
_ENDINGS = ("ers", "er", "en", "s", "e")
_STEM = 3


class Phrase(NamedTuple):
    """What somebody wrote, and the roots of its words."""

    text: str
    roots: frozenset[str]


@lru_cache(maxsize=1 << 15)
def phrase(text: str) -> Phrase:
    """A text with its roots: without the words that every text has, and without the endings of plural and verb."""
    words = (word for word in fold(text).split() if len(word) >= _SHORTEST and word not in _STOP)
    return Phrase(text, frozenset(_root(word) for word in words))


def roots(texts: Iterable[str]) -> frozenset[str]:
    """All roots of these texts."""
    return frozenset().union(*(phrase(text).roots for text in texts))


def _root(word: str) -> str:
    """A word without its ending, doubled letters once: "lassen" is "las", "schoonmaken" and "schoonmaak" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word.removesuffix(ending)
            break
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=1 << 16)
def meet(one: str, other: str) -> bool:
    """Whether two roots are the same, or one begins or ends the other as words do in a compound."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_IN_COMPOUND or len(long) - len(short) < _LEAST_BESIDE:
        return False
    return long.startswith(short) or long.endswith(short)


@lru_cache(maxsize=1 << 17)
def meets_any(root: str, known: frozenset[str]) -> bool:
    """Whether a root meets any of those that are known."""
    return root in known or any(meet(root, other) for other in known)


def covers(wanted: Phrase, known: frozenset[str]) -> bool:
    """Whether every root of what is wanted meets one that is known; a phrase without roots is not covered."""
    return bool(wanted.roots) and all(meets_any(root, known) for root in wanted.roots)


def shared(phrases: Iterable[Phrase], known: frozenset[str]) -> tuple[str, ...]:
    """The texts of the phrases with a root that meets one that is known, in their order, each once."""
    found = (one.text for one in phrases if any(meets_any(root, known) for root in one.roots))
    return tuple(dict.fromkeys(found))
