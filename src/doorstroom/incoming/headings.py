"""Which field each column of a sheet holds, told from the row of headings.

A heading with more than one meaning is settled by its neighbours: "Naam" beside "Voornaam" is a last name, "Uren"
beside days are a contract's. A heading that is not known is not guessed: it is named, and the user says what it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from doorstroom.errors import BadInput, Refused
from doorstroom.i18n import N_
from doorstroom.incoming import vacancies
from doorstroom.incoming.cells import key
from doorstroom.incoming.vocabulary import MEANINGS, PLACES, Part, Place
from doorstroom.privacy import is_bsn_heading


class Register(StrEnum):
    """What the rows of a sheet are; a row with a person, an employer and days is a contract.

    Postcodes are no records: they are read apart, and only when they are asked for.
    """

    CANDIDATES = "candidates"
    EMPLOYERS = "employers"
    CONTRACTS = "contracts"
    VACANCIES = "vacancies"
    POSTCODES = "postcodes"


Meant = Mapping[str, str]
"""What the user says that headings mean: the key of a heading and the name of a field, or "" to leave it out."""

IDENTIFYING = frozenset(
    {
        *(PLACES[name] for name in ("number", "name", "first_name", "last_name", "employer")),
        *(vacancies.PLACES[name] for name in ("title", "source_ref")),
    }
)
"""The fields that say whom a row is about; without one of them a sheet cannot be read."""

_NAMES = {PLACES[name] for name in ("name", "first_name", "last_name")}
# What the rows of a register can say something about; where a heading fits several, the first counts.
_PARTS = {
    Register.CANDIDATES: (Part.CANDIDATE,),
    Register.EMPLOYERS: (Part.EMPLOYER,),
    Register.CONTRACTS: (Part.CONTRACT, Part.CANDIDATE, Part.EMPLOYER),
    Register.VACANCIES: (Part.VACANCY, Part.EMPLOYER),
}
_OWN = {Register.EMPLOYERS: Part.EMPLOYER, Register.VACANCIES: Part.VACANCY}
_DATED = {PLACES[name] for name in ("starts_on", "ends_on", "ended_on")}
# The whole in one column leaves nothing for its parts to say.
_WHOLES = {
    PLACES["name"]: [PLACES[part] for part in ("first_name", "infix", "last_name")],
    PLACES["available_hours"]: [PLACES[part] for part in ("hours_min", "hours_max")],
    vacancies.PLACES["hours"]: [vacancies.PLACES[part] for part in ("hours_min", "hours_max")],
}
# Of several columns with a first name, the one that says most how somebody is called.
_CALLED = ("roepnaam", "voornaam", "firstname", "givenname", "voornamen", "voorletters", "initials")
_TITLES_OF_EMPLOYERS = frozenset(("werkgevers", "employers", "bedrijven", "organisaties", "companies"))


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column."""

    index: int
    text: str

    @property
    def letter(self) -> str:
        """The letter of the column in a spreadsheet."""
        return letter(self.index)

    def __str__(self) -> str:
        return self.text or self.letter


@dataclass(frozen=True, slots=True)
class Columns:
    """How a sheet is read: what its rows are, and for each column where its cells go or why they go nowhere.

    ``unfit`` are headings about employers and contracts on a list of people without the days of those contracts;
    ``outdone`` are columns with a first name, each with the one that says it better; ``twice`` are pairs that say the
    same thing.
    """

    register: Register
    places: Mapping[int, Place]
    unknown: tuple[Heading, ...]
    unfit: tuple[Heading, ...]
    bsn: tuple[Heading, ...]
    outdone: tuple[tuple[Heading, Heading], ...]
    twice: tuple[tuple[Heading, Heading], ...]

    @property
    def is_identifying(self) -> bool:
        """Whether the rows say whom they are about."""
        own = _OWN.get(self.register, Part.CANDIDATE)
        return any(place in IDENTIFYING and place.part is own for place in self.places.values())


def letter(index: int) -> str:
    """The letter of a column, counted from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def meant_by(options: Iterable[str]) -> dict[str, str]:
    """What ``--map "Kolom=field"`` says, checked; the field may also be named by a heading, and "" leaves a column out.

    Raises BadInput for a field that does not exist and Refused for a column of BSNs.
    """
    meant = {}
    for option in options:
        heading, sign, field = (part.strip() for part in option.rpartition("="))
        if not sign or not key(heading):
            raise BadInput(
                N_("{text} does not say which column is which field."),
                hint=N_('Write it as --map "Naam op de lijst=name".'),
                text=option,
            )
        if field and is_bsn_heading(heading):
            raise Refused(N_("A column of BSNs is never read."), hint=N_("Leave it out of --map."))
        if field and field not in PLACES and field not in vacancies.PLACES:
            found = MEANINGS.get(key(field)) or vacancies.MEANINGS.get(key(field))
            if found is None:
                raise BadInput(
                    N_("There is no field {text}."),
                    hint=N_("The fields are: {fields}."),
                    text=field,
                    fields=", ".join(sorted({place.key for place in (*PLACES.values(), *vacancies.PLACES.values())})),
                )
            field = found[0].key
        meant[key(heading)] = field
    return meant


def count_known(row: Sequence[Any], meant: Meant, register: Register | None = None) -> int:
    """How many cells of a row are headings that are known; 0 for a row by which nobody can be named."""
    columns = recognise(row, meant, register=register)
    return len(columns.places) + len(columns.bsn) if columns.is_identifying else 0


def recognise(row: Sequence[Any], meant: Meant, *, register: Register | None = None, title: str = "") -> Columns:
    """Which field each column under this row of headings holds.

    ``meant`` goes before the vocabulary; ``register`` and the ``title`` of the sheet say what the rows are.
    """
    headings = [Heading(index, _text(cell)) for index, cell in enumerate(row)]
    texts = [heading.text for heading in headings]
    if register is None and vacancies.is_about_vacancies(texts, title):
        register = Register.VACANCIES
    lists_vacancies = register is Register.VACANCIES
    meanings, places_named = (vacancies.MEANINGS, vacancies.PLACES) if lists_vacancies else (MEANINGS, PLACES)
    left_out = vacancies.without_refs(texts) if lists_vacancies else frozenset()
    options: dict[int, tuple[Place, ...]] = {}
    unknown, bsn = [], []
    for heading in headings:
        word = key(heading.text)
        if is_bsn_heading(heading.text):
            bsn.append(heading)
        elif word in meant:
            if meant[word] in places_named:
                options[heading.index] = (places_named[meant[word]],)
        elif heading.index in left_out:
            continue
        elif word in meanings:
            options[heading.index] = meanings[word]
        elif heading.text in places_named:
            # What our own lists are headed with.
            options[heading.index] = (places_named[heading.text],)
        elif heading.text:
            unknown.append(heading)
    register = register or _register(options.values(), title)
    places = _settle({index: _fitting(register, places) for index, places in options.items()})
    unfit = [headings[index] for index, place in places.items() if place.part not in _PARTS[register]]
    for heading in unfit:
        del places[heading.index]
    outdone = [(headings[one], headings[better]) for one, better in _outdone(places, texts, meant)]
    for heading, _better in outdone:
        del places[heading.index]
    for whole, parts in _WHOLES.items():
        if set(parts) <= set(places.values()):
            places = {index: place for index, place in places.items() if place != whole}
    if register is Register.EMPLOYERS:
        unknown, unfit = sorted(unknown + unfit, key=lambda heading: heading.index), []
    return Columns(
        register=register,
        places=places,
        unknown=tuple(unknown),
        unfit=tuple(unfit),
        bsn=tuple(bsn),
        outdone=tuple(outdone),
        twice=tuple((headings[one], headings[other]) for one, other in _twice(places)),
    )


def _text(cell: Any) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _register(options: Iterable[tuple[Place, ...]], title: str) -> Register:
    """What the rows are, by the columns that can mean one thing only."""
    options = list(options)
    if any(not _DATED.isdisjoint(places) for places in options):
        return Register.CONTRACTS
    if key(title) in _TITLES_OF_EMPLOYERS:
        return Register.EMPLOYERS
    parts = [{place.part for place in places} for places in options]
    has_names = any(not _NAMES.isdisjoint(places) for places in options)
    # Beside "Werkgever", "Naam" can only be somebody's.
    names_people = has_names and ({Part.CANDIDATE} in parts or (PLACES["employer"],) in options)
    if {Part.EMPLOYER} in parts and not names_people:
        return Register.EMPLOYERS
    return Register.CANDIDATES


def _fitting(register: Register, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The meanings that suit the rows of this register: those of the first part that has any."""
    for part in _PARTS[register]:
        if fitting := tuple(place for place in places if place.part is part):
            return fitting
    return places


def _settle(options: Mapping[int, tuple[Place, ...]]) -> dict[int, Place]:
    """One meaning for each column: first those that leave no choice, then the rest in their order."""
    places = {index: meanings[0] for index, meanings in options.items() if len(meanings) == 1}
    for index, meanings in options.items():
        if index not in places:
            taken = set(places.values())
            has_parts = PLACES["first_name"] in taken
            taken.add(PLACES["name"] if has_parts else PLACES["last_name"])
            places[index] = next((place for place in meanings if place not in taken), meanings[0])
    return dict(sorted(places.items()))


def _outdone(places: Mapping[int, Place], texts: Sequence[str], meant: Meant) -> list[tuple[int, int]]:
    """Columns with a first name, each with the one that says better how somebody is called; the user knows best."""
    words = {index: key(texts[index]) for index, place in places.items() if place == PLACES["first_name"]}
    if not set(words.values()) <= set(_CALLED) - set(meant):
        return []
    best = min(words, key=lambda index: _CALLED.index(words[index]), default=0)
    return [(index, best) for index in words if words[index] != words[best]]


def _twice(places: Mapping[int, Place]) -> list[tuple[int, int]]:
    """Pairs of columns that say the same thing."""
    first: dict[Place, int] = {}
    pairs = []
    for index, place in places.items():
        if place in first:
            pairs.append((first[place], index))
        first.setdefault(place, index)
    for whole, parts in _WHOLES.items():
        pairs += [(first[whole], first[part]) for part in parts if whole in first and part in first]
    return pairs
