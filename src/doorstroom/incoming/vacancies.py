"""What stands above a list of vacancies and in its cells, and the field that is meant: Dutch and English.

Apart from ``vocabulary``, because the same words mean something else there: "Startdatum" is a contract's on a list of people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields

from doorstroom.incoming import cells, days, numbers
from doorstroom.incoming.cells import key
from doorstroom.incoming.vocabulary import DISTANCES, EMPLOYER_NAMES, Part, Place, Rows
from doorstroom.incoming.words import choice, choices, flag
from doorstroom.model.choices import Distance, LanguageLevel, Licence
from doorstroom.model.matching import Vacancy

_VACANCY: Rows = {
    "title": (
        cells.label,
        "vacature|vacaturetitel|titel vacature|naam vacature|vacaturenaam|titel|functie|functienaam|functietitel|beroep|"
        "vacancy|vacancy title|title|job title|job|position",
    ),
    "hours": (
        numbers.hours_range,
        "uren|uren per week|uren pw|uren p w|uren wk|uur per week|aantal uren|aantal uren per week|hours|hours a week|"
        "hours per week",
    ),
    "hours_min": (
        numbers.hours,
        "uren min|min uren|minimaal uren|uren vanaf|uren van|minimum hours|hours from|hours min",
    ),
    "hours_max": (numbers.hours, "uren max|max uren|maximaal uren|uren tot|maximum hours|hours to|hours max"),
    "starts_on": (
        days.day,
        "startdatum|start datum|begindatum|ingangsdatum|start|begin|start op|begint op|per|vanaf|per datum|start date|"
        "starts on|begins on|from",
    ),
    "until_on": (days.day, "einddatum|eind|einde|t m|tm|tot en met|laatste dag|end date|until|until on|last day"),
    "opened_on": (
        days.day,
        "geplaatst op|geplaatst|datum plaatsing|plaatsingsdatum|datum geplaatst|gemeld op|open sinds|opened on|posted on|"
        "date posted",
    ),
    "closes_on": (
        days.day,
        "sluitingsdatum|sluit op|sluiting|reageren voor|reageren t m|reageren tot en met|reageer uiterlijk|"
        "reageer uiterlijk op|uiterste reactiedatum|deadline|closing date|closes on|react by|valid through",
    ),
    "seats": (
        numbers.count,
        "aantal|aantal plekken|aantal plaatsen|plekken|plaatsen|aantal vacatures|aantal personen|aantal kandidaten|seats|"
        "places|openings|number of openings",
    ),
    "town": (
        cells.label,
        "plaats|werkplaats|standplaats|locatie|werklocatie|vestigingsplaats|plaatsnaam|town|city|location|work location",
    ),
    "postcode": (cells.postcode, "postcode|pc|postcode werk|postal code|zip|zip code"),
    "distance": (
        choice(Distance, DISTANCES),
        "afstand|geschikt voor afstand|geschikt tot afstand|geschikt tot en met afstand|afstand arbeidsmarkt|"
        "afstand tot de arbeidsmarkt|distance|suits up to distance",
    ),
    "language_level": (
        choice(LanguageLevel, {}),
        "taalniveau|taalniveau nederlands|niveau nederlands|nederlands|gevraagd taalniveau|language level|dutch|dutch level",
    ),
    "licences": (
        choices(Licence, {Licence.B: "rijbewijs b", None: "ja"}),
        "rijbewijs|rijbewijzen|gevraagd rijbewijs|licence|licences|license|driving licence|driving license",
    ),
    "must": (
        cells.texts,
        "eisen|eis|functie-eisen|harde eisen|vereist|vereisten|moet|must|musts|requirements|required",
    ),
    "nice": (cells.texts, "wensen|wens|pre|is een pre|gewenst|mooi meegenomen|nice|nice to have|preferred"),
    "offers": (
        cells.texts,
        "biedt|werk biedt|wij bieden|wat we bieden|aanbod|begeleiding|offers|work offers|we offer|offer",
    ),
    "subsidised": (flag, "gesubsidieerd|met subsidie|subsidie|loonkostensubsidie|lks|subsidised|subsidized"),
    "season": (days.season, "seizoen|season"),
    "source": (cells.label, "bron|platform|kanaal|via|herkomst|source|channel"),
    "source_ref": (
        cells.client_number,
        "vacaturenummer|vacaturenr|vacature id|vacature nummer|vacature nr|referentie|referentienummer|kenmerk|"
        "extern nummer|reference|vacancy number|vacancy id|vacancy reference|source ref",
    ),
    "owner": (
        cells.name,
        "eigenaar|accountmanager|account manager|consulent|contactpersoon wsp|owner|coordinator|coördinator",
    ),
    "note": (
        cells.text,
        "opmerking|opmerkingen|notitie|toelichting|omschrijving|bijzonderheden|note|notes|remark|remarks|description",
    ),
}
_EMPLOYER: Rows = {
    "name": (cells.name, f"{EMPLOYER_NAMES}|opdrachtgever|klant"),
    "kvk": (cells.kvk, "kvk|kvk nummer|kvk nr|kamer van koophandel|chamber of commerce"),
}

_DEFAULTS = {field.name: None if field.default is MISSING else field.default for field in fields(Vacancy)}
_TABLE = (
    *((Place(Part.VACANCY, name, read, _DEFAULTS.get(name)), words) for name, (read, words) in _VACANCY.items()),
    *((Place(Part.EMPLOYER, name, read), words) for name, (read, words) in _EMPLOYER.items()),
)

PLACES: Mapping[str, Place] = {
    **{place.name: place for place, _ in reversed(_TABLE)},
    "employer": next(place for place, _ in _TABLE if (place.part, place.name) == (Part.EMPLOYER, "name")),
    **{f"{place.part}.{place.name}": place for place, _ in _TABLE},
}
"""Every field by the name that ``--map`` gives it, with and without its part."""

MEANINGS: Mapping[str, tuple[Place, ...]] = {
    key(word): (place,) for place, words in reversed(_TABLE) for word in words.split("|")
}
"""The field that a heading means on a list of vacancies, by its letters and digits."""

_ONLY_HERE = frozenset(
    key(word)
    for word in (
        *(
            "vacature",
            "vacaturetitel",
            "titel vacature",
            "naam vacature",
            "vacaturenaam",
            "vacaturenummer",
            "vacaturenr",
        ),
        *("vacature id", "vacature nummer", "vacature nr", "vacancy", "vacancy title", "vacancy number", "vacancy id"),
        *(
            "sluitingsdatum",
            "reageren voor",
            "reageren t m",
            "reageer uiterlijk op",
            "aantal vacatures",
            "closing date",
        ),
        *("closes_on", "source_ref"),
    )
)
_TITLES = frozenset({"vacatures", "vacancies", "openstaandevacatures", "openvacatures"})


def is_about_vacancies(headings: Iterable[str], title: str) -> bool:
    """Whether a sheet lists vacancies, by its title or by a heading that only such a list has."""
    return key(title) in _TITLES or any(key(heading) in _ONLY_HERE for heading in headings)


def without_refs(headings: Sequence[str]) -> frozenset[int]:
    """The columns of our own lists that name an employer by REF, beside one that gives the name."""
    texts = list(headings)
    return frozenset({texts.index("employer")} if {"employer", "employer_name"} <= set(texts) else ())
