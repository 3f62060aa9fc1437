"""What coordinators write above a column and in its cells, and the field and value that is meant: Dutch and English.

Each row names a field, the reader of its cells and the headings that mean it, parted by ``|``. Capitals, accents,
spaces and punctuation do not count. Left out on purpose: "Nr" (most often a count of rows, not somebody's number),
"Tot" (the day itself may or may not count) and grades of Dutch from 1 to 4 (they are not the European levels).
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any

from doorstroom.incoming import cells, days, numbers
from doorstroom.incoming.cells import Reader, key
from doorstroom.incoming.words import Words, choice, choices, flag, flag_or_two, if_any
from doorstroom.intake.worked import WorkedContract
from doorstroom.model import Candidate, Employer
from doorstroom.model.choices import (
    ContractKind,
    Distance,
    EmployerKind,
    EndReason,
    LanguageLevel,
    Licence,
    TargetGroup,
    Transport,
)


class Part(StrEnum):
    """What a field says something about."""

    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    CONTRACT = "contract"
    VACANCY = "vacancy"


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where the values of a column go, and how its cells are read; ``empty`` is what a dash makes of the field."""

    part: Part
    name: str
    read: Reader
    empty: Any = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the record that it fills."""
        return _FILLED.get((self.part, self.name), (self.name,))

    @property
    def is_free_text(self) -> bool:
        """Whether people can write anything in it, a BSN too."""
        return self.read in _FREE_TEXT

    @property
    def key(self) -> str:
        """How ``--map`` names it: ``birth_date``, or with its part where another part has that field too."""
        return min((name for name, place in PLACES.items() if place is self), key=len, default=self.name)


_FILLED = {
    (Part.CANDIDATE, "name"): ("first_name", "infix", "last_name"),
    (Part.CANDIDATE, "available_hours"): ("hours_min", "hours_max"),
    (Part.VACANCY, "hours"): ("hours_min", "hours_max"),
    (Part.CANDIDATE, "jobs_agreement"): ("target_group",),
}
_EMAIL = if_any(cells.email)
_FREE_TEXT = (
    cells.text,
    cells.name,
    cells.full_name,
    cells.texts,
    cells.organisations,
    cells.client_number,
    _EMAIL,
)

_TRANSPORT: Words[Transport] = {
    Transport.CAR: "auto|eigen auto|personenauto",
    Transport.BIKE: "fiets|e-bike|ebike|elektrische fiets|bicycle",
    Transport.MOPED: "scooter|brommer|bromfiets|snorfiets|snorscooter",
    Transport.PUBLIC: "ov|openbaar vervoer|trein|bus|tram|metro",
    Transport.NONE: "geen|geen vervoer|lopend",
    # People know these, but there is no such value: not a car, and more than a moped.
    None: "motor|motorfiets|motorcycle|overig|anders|other",
}
_TARGET_GROUP: Words[TargetGroup] = {
    TargetGroup.BANENAFSPRAAK: "doelgroepregister|bab|baanafspraak|garantiebaan",
    TargetGroup.PARTICIPATIEWET: "p-wet|pw|bijstand|wwb",
    TargetGroup.WAJONG: "wajonger",
    TargetGroup.BESCHUT: "beschut werk|beschut werken|nieuw beschut",
    TargetGroup.WIA: "wga|iva|wao",
    TargetGroup.NUG: "nugger|niet-uitkeringsgerechtigd|geen uitkering",
    TargetGroup.OTHER: "overig|anders",
}
_DISTANCE: Words[Distance] = {
    Distance.SMALL: "klein|kort|gering",
    Distance.MEDIUM: "middel|middelgroot|gemiddeld|matig",
    Distance.LARGE: "groot|lang|ver",
}
_CONTRACT_KIND: Words[ContractKind] = {
    ContractKind.FIXED_TERM: "bepaalde tijd|contract bepaalde tijd|tijdelijk|tijdelijk contract|bep. tijd|jaarcontract",
    ContractKind.PERMANENT: "onbepaalde tijd|contract onbepaalde tijd|vast|vast contract|onbep. tijd",
    ContractKind.AGENCY: "uitzend|uitzendcontract|uitzendovereenkomst|uitzendkracht",
    ContractKind.TRIAL: "proefplaatsing|proef",
    ContractKind.WORK_EXPERIENCE: "werkervaringsplaats|werkervaringsplek|werkervaring|wep|participatieplaats",
    ContractKind.LEARNING: "leerwerk|leerwerktraject|leertraject|leerwerkplek|stage",
    ContractKind.SHELTERED: "beschut|beschut werk|beschut bepaalde tijd",
    ContractKind.BBL: "leerarbeidsovereenkomst|bbl-traject|leerwerkovereenkomst",
    # Who is seconded has an ordinary contract with somebody else: for how long is not said.
    None: "detachering|gedetacheerd|payroll",
}
_EMPLOYER_KIND: Words[EmployerKind] = {
    EmployerKind.EMPLOYER: "werkgever|bedrijf|regulier|reguliere werkgever",
    EmployerKind.AGENCY: "uitzendbureau|uitzend|uitzendorganisatie",
    EmployerKind.SOCIAL_ENTERPRISE: "sociale onderneming|sociale firma",
    EmployerKind.WORK_COMPANY: "sw-bedrijf|sw|sociaal werkbedrijf|sociale werkvoorziening|werkbedrijf|leerwerkbedrijf",
    EmployerKind.MUNICIPALITY: "gemeente",
    EmployerKind.SCHOOL: "onderwijs|school",
}
_END_REASON: Words[EndReason] = {
    EndReason.MOVED_ON: "doorgestroomd|doorstroom|andere baan",
    EndReason.PERMANENT: "vast|vaste baan|vast contract",
    EndReason.DROPPED_OUT: "uitval|uitgevallen|gestopt",
    EndReason.ILLNESS: "ziek|ziekte",
    EndReason.SEASON: "seizoen|einde seizoen",
    EndReason.MOVED: "verhuisd|verhuizing",
    EndReason.OTHER: "anders|overig|einde contract",
}

Rows = Mapping[str, tuple[Reader, str]]
_UNTIL = ("t m", "tot en met", "tot", "geldig tot", "einddatum", "until")

DISTANCES = _DISTANCE
EMPLOYER_NAMES = (
    "werkgever|naam werkgever|werkgevernaam|werkgever naam|bedrijf|bedrijfsnaam|naam bedrijf|organisatie|"
    "organisatie naam|naam organisatie|formele werkgever|werkgevers|naam|employer|employer name|company|"
    "company name|organisation|organization|name"
)

_CANDIDATE: Rows = {
    "number": (
        cells.client_number,
        "klantnummer|klantnr|clientnummer|clientnr|cliëntnummer|cliëntnr|kandidaatnummer|kandidaatnr|"
        "dossiernummer|dossiernr|registratienummer|eigen nummer|id wz|personeelsnummer|personeelsnr|pers nr|"
        "persnr|pers nummer|medewerkernummer|medewerkersnummer|"
        "medewerkernr|werknemersnummer|werknemernummer|flexkrachtnummer|employee number|personnel number|"
        "client number|candidate number|own number|"
        "client id",
    ),
    "name": (
        cells.full_name,
        "kandidaat|kandidaten|naam kandidaat|kandidaat naam|kandidaatnaam|naam medewerker|medewerker|"
        "medewerker naam|naam werknemer|werknemer|naam|volledige naam|naam cliënt|cliënt|client|cliëntnaam|klant|"
        "naam klant|klantnaam|deelnemer|naam deelnemer|persoon|flexkracht|naam flexkracht|uitzendkracht|"
        "naam uitzendkracht|flexwerker|"
        "achternaam voornaam|naam voornaam|"
        "voornaam achternaam|voor- en achternaam|voornaam en achternaam|name|full name|candidate|candidate name|"
        "employee|employee name|client name|participant",
    ),
    "first_name": (cells.name, "voornaam|voornamen|roepnaam|voorletters|first name|given name|initials"),
    "infix": (cells.name, "tussenvoegsel|tussenvoegsels|tussenv|tv|voorvoegsel|voorvoegsels|infix"),
    "last_name": (cells.name, "achternaam|familienaam|geslachtsnaam|naam|last name|surname|family name"),
    "birth_date": (
        days.birth_day,
        "geboortedatum|geb datum|gebdatum|geb dat|gebdat|geboren|geboren op|geboortedag|date of birth|birth date|"
        "birthdate|birthday|dob|born on|born",
    ),
    "phone": (
        if_any(cells.phone),
        "telefoon|telefoonnummer|telefoonnr|tel|telnr|tel nr|tel nummer|mobiel|mobiel nummer|mobiele telefoon|"
        "mobielnummer|gsm|phone|phone number|mobile|mobile phone|telephone",
    ),
    "email": (
        _EMAIL,
        "e-mail|mail|e-mailadres|mailadres|emailadres|e-mail kandidaat|e-mail address|email address",
    ),
    "postcode": (cells.postcode, "postcode|pc|postal code|zip|zip code"),
    "town": (cells.label, "woonplaats|plaats|woongemeente|plaatsnaam|town|city|place of residence|residence"),
    "district": (cells.label, "wijk|stadsdeel|buurt|district|neighbourhood"),
    "target_group": (choice(TargetGroup, _TARGET_GROUP), "doelgroep|doelgroepen|target group"),
    "jobs_agreement": (
        flag_or_two,
        "banenafspraak|doelgroep banenafspraak|doelgroepregister|indicatie banenafspraak|jobs agreement",
    ),
    "benefit": (cells.label, "uitkering|soort uitkering|uitkeringssoort|benefit"),
    "benefit_since": (
        days.day,
        "uitkering sinds|uitkering vanaf|1e uitkeringsdag|eerste uitkeringsdag|1e uitk dag|1e uitk dag niet ww|"
        "benefit since",
    ),
    "distance": (
        choice(Distance, _DISTANCE),
        "afstand|afstand arbeidsmarkt|afstand tot arbeidsmarkt|afstand tot de arbeidsmarkt|distance",
    ),
    "available_hours": (
        numbers.hours_range,
        "beschikbare uren|beschikbare uren per week|beschikbare uren wk|beschikbare uren pw|uren beschikbaar|"
        "beschikbaarheid|beschikbaarheid uren|beschikbaar uren|gewenste uren|gewenst aantal uren|uren|"
        "uren per week|uren pw|uren wk|uur per week|aantal uren|available hours|hours|hours available",
    ),
    "hours_min": (numbers.hours, "uren min|min uren|minimaal uren|uren vanaf|uren van|minimum hours|hours from"),
    "hours_max": (numbers.hours, "uren max|max uren|maximaal uren|uren tot|maximum hours|hours to"),
    "available_from": (days.day, "beschikbaar vanaf|beschikbaar per|beschikbaar|available from"),
    "max_km": (
        numbers.kilometres,
        "reisafstand|max reisafstand|maximale reisafstand|reisbereidheid|max km|km|hoogstens km|max distance|"
        "at most km",
    ),
    "language_level": (
        choice(LanguageLevel, {}),
        "taalniveau|taalniveau nederlands|niveau nederlands|nederlands|nederlands niveau|taal niveau|"
        "language level|dutch|dutch level|cefr",
    ),
    "licences": (
        choices(Licence, {Licence.B: "rijbewijs b", None: "ja"}),
        "rijbewijs|rijbewijzen|licence|licences|license|driving licence|driving license",
    ),
    "transports": (choices(Transport, _TRANSPORT), "vervoer|vervoermiddel|vervoersmiddel|transport"),
    "talents": (cells.texts, "talenten|talent|sterke punten|kwaliteiten|talents|strengths"),
    "pitfalls": (cells.texts, "valkuilen|valkuil|aandachtspunten|pitfalls|pitfall"),
    "drives": (cells.texts, "drijfveren|drijfveer|motivatie|drives|drive|motivation"),
    "skills": (cells.texts, "vaardigheden|vaardigheid|competenties|skills|skill"),
    "wishes": (
        cells.texts,
        "wensen|wens|beroepswens|gewenste functie|gewenst werk|gewenst beroep|bemiddelingsberoep|zoekrichting|"
        "zoekt|wishes|wish|wanted job",
    ),
    "needs": (
        cells.texts,
        "nodig|wat nodig is|randvoorwaarden|werk moet bieden|begeleidingsbehoefte|"
        "ondersteuningsbehoefte|needs|need|work must offer",
    ),
    "owner": (
        cells.name,
        "eigenaar|consulent|werkconsulent|klantmanager|casemanager|case manager|regisseur|coördinator|"
        "behandelaar|naam consulent|naam klantmanager|medewerker|medewerker naam|accountmanager|owner|"
        "coordinator",
    ),
    "coach": (cells.name, "jobcoach|job coach|coach|begeleider|naam jobcoach|werkbegeleider"),
    "source": (cells.label, "bron|aangemeld door|aangemeld via|verwijzer|herkomst|source|referred by"),
    "programme": (
        cells.name,
        "project|projecten|projectnaam|naam project|programma|naam programma|pilot|cohort|programme|program|"
        "project name",
    ),
    "joined_on": (
        days.day,
        "in project sinds|in project vanaf|startdatum project|begindatum project|in programma sinds|joined on|"
        "in project since|in programme since",
    ),
    "registered_on": (
        days.day,
        "inschrijfdatum|datum inschrijving|ingeschreven op|aanmelddatum|datum aanmelding|aangemeld op|"
        "registratiedatum|registered on|registration date",
    ),
    "may_share": (
        flag,
        "toestemming|toestemming delen|toestemming gegevens delen|akkoord delen|mag gedeeld worden|consent|"
        "may share|may be shared",
    ),
}
_EMPLOYER: Rows = {
    "name": (cells.name, EMPLOYER_NAMES),
    "kind": (
        choice(EmployerKind, _EMPLOYER_KIND),
        "soort werkgever|type werkgever|soort organisatie|type organisatie|soort|type|employer kind|kind",
    ),
    "policy_months": (
        numbers.months,
        "beleidsgrens|beleidsgrens maanden|beleidsgrens in maanden|eigen grens|eigen grens in maanden|"
        "max maanden|maximum maanden|policy months|policy limit|own limit in months",
    ),
    "policy_gap": (numbers.months, "onderbreking|telt opnieuw na maanden|policy gap|counts anew after months away"),
    "kvk": (cells.kvk, "kvk|kvk nummer|kvk nr|kamer van koophandel|chamber of commerce"),
    "town": (cells.label, "vestigingsplaats|plaats werkgever|plaats bedrijf|plaats|town|city"),
    "postcode": (cells.postcode, "postcode werkgever|postcode bedrijf|postcode|postal code"),
    "contact": (cells.name, "contactpersoon|contactpersoon werkgever|contact werkgever|contact|contact person"),
    "owner": (cells.name, "accountmanager|accountmanager werkgever|account manager|eigenaar|owner"),
    "hosts": (choices(Distance, _DISTANCE), "geschikt voor afstand|kan plaatsen|hosts|can host"),
    "season": (days.season, "seizoen|season"),
}
_CONTRACT: Rows = {
    "starts_on": (
        days.first_day,
        "startdatum|start datum|begindatum|begin datum|datum start|datum begin|datum ingang|datum aanvang|"
        "aanvangsdatum|"
        "startdatum dienstverband|begindatum dienstverband|start dienstverband|begin dienstverband|"
        "startdatum plaatsing|begindatum plaatsing|start plaatsing|plaatsing vanaf|plaatsing van|plaatsing per|"
        "startdatum dd mm jjjj|begindatum dd mm jjjj|ingangsdatum|start|begin|datum in dienst|in dienst|"
        "in dienst per|datum indiensttreding|indiensttreding|startdatum contract|begindatum contract|"
        "start contract|begin contract|ingangsdatum contract|contract start|contract begin|van|vanaf|eerste dag|"
        "eerste werkdag|first day|start date|starts on|contract from",
    ),
    "ends_on": (
        days.last_day,
        "einddatum|eind datum|datum einde|datum eind|einddatum dienstverband|einde dienstverband|eind dienstverband|"
        "einddatum plaatsing|einde plaatsing|eind plaatsing|plaatsing t m|plaatsing tot en met|"
        "einddatum dd mm jjjj|einddatum contract|einde contract|contract einde|contracteinde|eind contract|eind|"
        "einde|t m|tm|tot en met|afloopdatum|contract t m|contract tot en met|laatste dag|laatste werkdag|"
        "last day|end date|ends on|contract end|contract end date|agreed last day",
    ),
    "ended_on": (
        days.day,
        "werkelijke einddatum|werkelijk einde|werkelijke einde|feitelijk einde|feitelijke einddatum|uit dienst|"
        "datum uit dienst|uitdienst|uit dienst per|"
        "geëindigd op|beëindigd op|ended on|actual end date",
    ),
    "end_reason": (
        choice(EndReason, _END_REASON),
        "reden einde|einde reden|reden einde contract|reden uit dienst|reden beëindiging|end reason|ended because",
    ),
    "kind": (
        choice(ContractKind, _CONTRACT_KIND),
        "soort contract|contractsoort|type contract|contracttype|contractvorm|dienstverband|soort dienstverband|"
        "contract|contract kind|contract type|soort|type|kind",
    ),
    "subsidised": (
        flag,
        "gesubsidieerd|subsidie|loonkostensubsidie|lks|met subsidie|subsidised|subsidized|subsidy",
    ),
    "hours": (
        numbers.hours,
        "contracturen|uren contract|uren|uren per week|uren pw|uren p w|uren wk|uren week|uur per week|"
        "aantal uren|hours p w|"
        "aantal uren per week|hours|hours a week|hours per week|contract hours",
    ),
    "wage_month": (
        numbers.wage_month,
        "loon|brutoloon|bruto loon|maandloon|bruto maandloon|loon per maand|bruto loon per maand|salaris|"
        "bruto salaris|wage|wage a month|wage month|monthly wage|salary",
    ),
    "function": (cells.label, "functie|functienaam|functietitel|beroep|werkzaamheden|function|job title|position|job"),
    "note": (
        cells.text,
        "opmerking|opmerkingen|notitie|notities|toelichting|bijzonderheden|note|notes|comment|comments|remark|remarks",
    ),
    "hirers": (
        cells.organisations,
        "inlener|inleners|naam inlener|inlenende organisatie|inleenbedrijf|inlenend bedrijf|werkplek|werkplekken|"
        "opdrachtgever|werkt bij|hirer|hirers|workplace|workplaces|works at",
    ),
}


# "… tot" may leave the day itself out; it is taken as the last day and that is said.
_SUPPORT: Rows = {
    name: (days.day, "|".join(f"{scheme} {until}" for scheme in schemes.split("|") for until in _UNTIL))
    for name, schemes in {
        "lks_until": "loonkostensubsidie|lks|wage subsidy",
        "trial_until": "proefplaatsing|trial placement",
        "participation_until": "participatieplaats|participation place",
        "no_risk_until": "no risk|no riskpolis|no risk polis|no risk cover",
        "lkv_until": "lkv|loonkostenvoordeel|tax credit",
        "jobcoach_until": "jobcoach|jobcoaching|job coach",
        "language_until": "taalondersteuning|taaltraject|language support",
        "training_until": "training|scholing|opleiding",
        "certificate_until": "certificaat|certificate",
        "learning_until": "leerwerktraject|learning track",
    }.items()
}


def _places(part: Part, rows: Rows, record: type[Candidate | Employer | WorkedContract]) -> list[tuple[Place, str]]:
    defaults = {field.name: None if field.default is MISSING else field.default for field in fields(record)}
    return [(Place(part, name, read, defaults.get(name)), words) for name, (read, words) in rows.items()]


_TABLE = (
    *_places(Part.CANDIDATE, _CANDIDATE, Candidate),
    *_places(Part.EMPLOYER, _EMPLOYER, Employer),
    *_places(Part.CONTRACT, _CONTRACT, WorkedContract),
    *_places(Part.CONTRACT, _SUPPORT, WorkedContract),
)


def _meanings() -> dict[str, tuple[Place, ...]]:
    meanings: dict[str, tuple[Place, ...]] = {}
    for place, words in _TABLE:
        for word in dict.fromkeys(key(word) for word in words.split("|")):
            meanings[word] = (*meanings.get(word, ()), place)
    return meanings


MEANINGS: Mapping[str, tuple[Place, ...]] = _meanings()
"""The fields that a heading can mean, by its letters and digits; the first is the most usual."""

PLACES: Mapping[str, Place] = {
    **{place.name: place for place, _ in reversed(_TABLE)},
    **{f"{place.part}.{place.name}": place for place, _ in _TABLE},
    "workplaces": next(place for place, _ in _TABLE if (place.part, place.name) == (Part.CONTRACT, "hirers")),
    "employer": next(place for place, _ in _TABLE if (place.part, place.name) == (Part.EMPLOYER, "name")),
}
"""Every field by the name that ``--map`` gives it, with and without its part."""
