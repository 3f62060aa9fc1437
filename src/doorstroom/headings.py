"""Which field a column holds, by what people write above it: in Dutch or English, in any order, with any punctuation.

A heading that could mean two things is settled by its neighbours ("Naam" beside "Voornaam" is a last name; on a sheet of
employers it is theirs). A heading that is not in the table is not guessed: it is named, and the user may say what it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from doorstroom import cells
from doorstroom.cells import Reader, choice, choices, key
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model import (
    ContractKind,
    Distance,
    EmployerKind,
    EndReason,
    LanguageLevel,
    Licence,
    TargetGroup,
    Transport,
)
from doorstroom.privacy import is_bsn_heading


class Part(StrEnum):
    """What a field says something about."""

    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    CONTRACT = "contract"


class Register(StrEnum):
    """What the rows of a sheet are; a row with a person, an employer and days is a contract."""

    CANDIDATES = "candidates"
    EMPLOYERS = "employers"
    CONTRACTS = "contracts"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the values of a column go: a field of a candidate, employer or contract, and how its cells are read.

    ``empty`` is what a dash makes of it; ``words`` are headings, parted by ``|``. A few names stand for more than one
    field of the record: ``name``, ``available_hours``, ``jobs_agreement``.
    """

    part: Part
    name: str
    read: Reader
    words: str
    empty: Any = None

    @property
    def key(self) -> str:
        """How ``--map`` names it: ``birth_date``, or with its part where two have a field of that name."""
        return self.name if PLACES.get(self.name) is self else f"{self.part}.{self.name}"


_TRANSPORT: dict[str, Transport | None] = {
    **dict.fromkeys(("auto", "eigen auto", "personenauto"), Transport.CAR),
    **dict.fromkeys(("fiets", "e-bike", "ebike", "elektrische fiets", "bicycle"), Transport.BIKE),
    **dict.fromkeys(("scooter", "brommer", "bromfiets", "snorfiets", "snorscooter"), Transport.MOPED),
    **dict.fromkeys(("ov", "openbaar vervoer", "trein", "bus", "tram", "metro"), Transport.PUBLIC),
    **dict.fromkeys(("geen", "geen vervoer", "lopend"), Transport.NONE),
    # People know these, but there is no such value: not a car, and more than a moped.
    **dict.fromkeys(("motor", "motorfiets", "motorcycle", "overig", "anders", "other"), None),
}
_TARGET_GROUP = {
    **dict.fromkeys(("doelgroepregister", "bab", "baanafspraak", "garantiebaan"), TargetGroup.BANENAFSPRAAK),
    **dict.fromkeys(("p-wet", "pw", "bijstand", "wwb"), TargetGroup.PARTICIPATIEWET),
    **dict.fromkeys(("wajonger",), TargetGroup.WAJONG),
    **dict.fromkeys(("beschut werk", "beschut werken", "nieuw beschut"), TargetGroup.BESCHUT),
    **dict.fromkeys(("wga", "iva", "wao"), TargetGroup.WIA),
    **dict.fromkeys(("nugger", "niet-uitkeringsgerechtigd", "geen uitkering"), TargetGroup.NUG),
    **dict.fromkeys(("overig", "anders"), TargetGroup.OTHER),
}
_DISTANCE = {
    **dict.fromkeys(("klein", "kort", "gering"), Distance.SMALL),
    **dict.fromkeys(("middel", "middelgroot", "gemiddeld", "matig"), Distance.MEDIUM),
    **dict.fromkeys(("groot", "lang", "ver"), Distance.LARGE),
}
_CONTRACT_KIND = {
    **dict.fromkeys(
        ("bepaalde tijd", "contract bepaalde tijd", "tijdelijk", "tijdelijk contract", "bep. tijd", "jaarcontract"),
        ContractKind.FIXED_TERM,
    ),
    **dict.fromkeys(
        ("onbepaalde tijd", "contract onbepaalde tijd", "vast", "vast contract", "onbep. tijd"), ContractKind.PERMANENT
    ),
    **dict.fromkeys(("uitzend", "uitzendcontract", "uitzendovereenkomst", "uitzendkracht"), ContractKind.AGENCY),
    **dict.fromkeys(("proefplaatsing", "proef"), ContractKind.TRIAL),
    **dict.fromkeys(
        ("werkervaringsplaats", "werkervaringsplek", "werkervaring", "wep", "participatieplaats"),
        ContractKind.WORK_EXPERIENCE,
    ),
    **dict.fromkeys(("leerwerk", "leerwerktraject", "leertraject", "leerwerkplek", "stage"), ContractKind.LEARNING),
    **dict.fromkeys(("beschut", "beschut werk", "beschut bepaalde tijd"), ContractKind.SHELTERED),
    **dict.fromkeys(("leerarbeidsovereenkomst", "bbl-traject", "leerwerkovereenkomst"), ContractKind.BBL),
    # Who is seconded has an ordinary contract with somebody else: for how long is not said.
    **dict.fromkeys(("detachering", "gedetacheerd", "payroll"), None),
}
_EMPLOYER_KIND = {
    **dict.fromkeys(("werkgever", "bedrijf", "regulier", "reguliere werkgever"), EmployerKind.EMPLOYER),
    **dict.fromkeys(("uitzendbureau", "uitzend", "uitzendorganisatie"), EmployerKind.AGENCY),
    **dict.fromkeys(("sociale onderneming", "sociale firma"), EmployerKind.SOCIAL_ENTERPRISE),
    **dict.fromkeys(
        ("sw-bedrijf", "sw", "sociaal werkbedrijf", "sociale werkvoorziening", "werkbedrijf", "leerwerkbedrijf"),
        EmployerKind.WORK_COMPANY,
    ),
    **dict.fromkeys(("gemeente",), EmployerKind.MUNICIPALITY),
    **dict.fromkeys(("onderwijs", "school"), EmployerKind.SCHOOL),
}
_END_REASON = {
    **dict.fromkeys(("doorgestroomd", "doorstroom", "andere baan"), EndReason.MOVED_ON),
    **dict.fromkeys(("vast", "vaste baan", "vast contract"), EndReason.PERMANENT),
    **dict.fromkeys(("uitval", "uitgevallen", "gestopt"), EndReason.DROPPED_OUT),
    **dict.fromkeys(("ziek", "ziekte"), EndReason.ILLNESS),
    **dict.fromkeys(("seizoen", "einde seizoen"), EndReason.SEASON),
    **dict.fromkeys(("verhuisd", "verhuizing"), EndReason.MOVED),
    **dict.fromkeys(("anders", "overig", "einde contract"), EndReason.OTHER),
}


def _season(raw: Any, setting: cells.Setting) -> str:
    return cells.season(raw)


_K, _W, _C = Part.CANDIDATE, Part.EMPLOYER, Part.CONTRACT
_TABLE = (
    Place(
        *(_K, "number", cells.client_number),
        "klantnummer|klantnr|clientnummer|clientnr|cliëntnummer|cliëntnr|kandidaatnummer|kandidaatnr|dossiernummer|"
        "dossiernr|registratienummer|eigen nummer|id wz|client number|candidate number|own number|client id",
    ),
    Place(
        *(_K, "name", cells.name),
        "kandidaat|kandidaten|naam kandidaat|kandidaat naam|kandidaatnaam|naam medewerker|medewerker|medewerker naam|"
        "naam werknemer|werknemer|naam|volledige naam|naam cliënt|cliënt|client|cliëntnaam|klant|naam klant|klantnaam|"
        "deelnemer|naam deelnemer|persoon|achternaam voornaam|naam voornaam|voornaam achternaam|voor- en achternaam|"
        "voornaam en achternaam|name|full name|candidate|candidate name|employee|employee name|client name|participant",
    ),
    Place(*(_K, "first_name", cells.name), "voornaam|voornamen|roepnaam|voorletters|first name|given name|initials", ""),
    Place(*(_K, "infix", cells.name), "tussenvoegsel|tussenvoegsels|tussenv|tv|voorvoegsel|voorvoegsels|infix", ""),
    Place(*(_K, "last_name", cells.name), "achternaam|familienaam|geslachtsnaam|naam|last name|surname|family name", ""),
    Place(
        *(_K, "birth_date", cells.birth_day),
        "geboortedatum|geb datum|gebdatum|geb dat|gebdat|geboren|geboren op|geboortedag|date of birth|birth date|"
        "birthdate|birthday|dob|born on|born",
    ),
    Place(
        *(_K, "phone", cells.phone),
        "telefoon|telefoonnummer|telefoonnr|tel|telnr|tel nr|tel nummer|mobiel|mobiel nummer|mobiele telefoon|"
        "mobielnummer|gsm|phone|phone number|mobile|mobile phone|telephone",
    ),
    Place(
        *(_K, "email", cells.email),
        "e-mail|mail|e-mailadres|mailadres|emailadres|e-mail kandidaat|e-mail address|email address",
    ),
    Place(*(_K, "postcode", cells.postcode), "postcode|pc|postal code|zip|zip code"),
    Place(*(_K, "town", cells.name), "woonplaats|plaats|woongemeente|plaatsnaam|town|city|place of residence|residence"),
    Place(*(_K, "district", cells.name), "wijk|stadsdeel|buurt|district|neighbourhood"),
    Place(*(_K, "target_group", choice(TargetGroup, _TARGET_GROUP)), "doelgroep|doelgroepen|target group"),
    Place(
        *(_K, "jobs_agreement", cells.flag_or_two),
        "banenafspraak|doelgroep banenafspraak|doelgroepregister|indicatie banenafspraak|jobs agreement",
    ),
    Place(*(_K, "benefit", cells.name), "uitkering|soort uitkering|uitkeringssoort|benefit"),
    Place(
        *(_K, "benefit_since", cells.day),
        "uitkering sinds|uitkering vanaf|1e uitkeringsdag|eerste uitkeringsdag|1e uitk dag|1e uitk dag niet ww|"
        "benefit since",
    ),
    Place(
        *(_K, "distance", choice(Distance, _DISTANCE)),
        "afstand|afstand arbeidsmarkt|afstand tot arbeidsmarkt|afstand tot de arbeidsmarkt|distance",
    ),
    Place(
        *(_K, "available_hours", cells.hours_range),
        "beschikbare uren|beschikbare uren per week|beschikbare uren wk|beschikbare uren pw|uren beschikbaar|"
        "beschikbaarheid|beschikbaarheid uren|beschikbaar uren|gewenste uren|gewenst aantal uren|uren|uren per week|"
        "uren pw|uren wk|uur per week|aantal uren|available hours|hours|hours available",
    ),
    Place(*(_K, "hours_min", cells.hours), "uren min|min uren|minimaal uren|uren vanaf|uren van|minimum hours|hours from"),
    Place(*(_K, "hours_max", cells.hours), "uren max|max uren|maximaal uren|uren tot|maximum hours|hours to"),
    Place(*(_K, "available_from", cells.day), "beschikbaar vanaf|beschikbaar per|beschikbaar|available from"),
    Place(
        *(_K, "max_km", cells.kilometres),
        "reisafstand|max reisafstand|maximale reisafstand|reisbereidheid|max km|km|hoogstens km|max distance|at most km",
    ),
    Place(
        *(_K, "language_level", choice(LanguageLevel, {})),
        "taalniveau|taalniveau nederlands|niveau nederlands|nederlands|nederlands niveau|taal niveau|language level|"
        "dutch|dutch level|cefr",
    ),
    Place(
        *(_K, "licences", choices(Licence, {"rijbewijs b": Licence.B, "ja": None})),
        "rijbewijs|rijbewijzen|licence|licences|license|driving licence|driving license",
        (),
    ),
    Place(*(_K, "transports", choices(Transport, _TRANSPORT)), "vervoer|vervoermiddel|vervoersmiddel|transport", ()),
    Place(*(_K, "talents", cells.texts), "talenten|talent|sterke punten|kwaliteiten|talents|strengths", ()),
    Place(*(_K, "pitfalls", cells.texts), "valkuilen|valkuil|aandachtspunten|pitfalls|pitfall", ()),
    Place(*(_K, "drives", cells.texts), "drijfveren|drijfveer|motivatie|drives|drive|motivation", ()),
    Place(*(_K, "skills", cells.texts), "vaardigheden|vaardigheid|competenties|skills|skill", ()),
    Place(
        *(_K, "wishes", cells.texts),
        "wensen|wens|beroepswens|gewenste functie|gewenst werk|gewenst beroep|bemiddelingsberoep|zoekrichting|zoekt|"
        "wishes|wish|wanted job",
        (),
    ),
    Place(
        *(_K, "needs", cells.texts),
        "nodig|wat nodig is|randvoorwaarden|werk moet bieden|werk moet bieden|begeleidingsbehoefte|"
        "ondersteuningsbehoefte|needs|need|work must offer",
        (),
    ),
    Place(
        *(_K, "owner", cells.name),
        "eigenaar|consulent|werkconsulent|klantmanager|casemanager|case manager|regisseur|coördinator|behandelaar|"
        "naam consulent|naam klantmanager|medewerker|medewerker naam|accountmanager|owner|coordinator",
    ),
    Place(*(_K, "coach", cells.name), "jobcoach|job coach|coach|begeleider|naam jobcoach|werkbegeleider"),
    Place(
        *(_K, "source", cells.name),
        "bron|aangemeld door|aangemeld via|verwijzer|herkomst|organisatie naam|source|referred by",
    ),
    Place(
        *(_K, "registered_on", cells.day),
        "inschrijfdatum|datum inschrijving|ingeschreven op|aanmelddatum|datum aanmelding|aangemeld op|"
        "registratiedatum|registered on|registration date",
    ),
    Place(
        *(_K, "may_share", cells.flag),
        "toestemming|toestemming delen|toestemming gegevens delen|akkoord delen|mag gedeeld worden|consent|may share|"
        "may be shared",
    ),
    Place(
        *(_W, "name", cells.name),
        "werkgever|naam werkgever|werkgevernaam|werkgever naam|bedrijf|bedrijfsnaam|naam bedrijf|organisatie|"
        "organisatie naam|naam organisatie|formele werkgever|werkgevers|naam|employer|employer name|company|"
        "company name|organisation|organization|name",
    ),
    Place(
        *(_W, "kind", choice(EmployerKind, _EMPLOYER_KIND)),
        "soort werkgever|type werkgever|soort organisatie|type organisatie|soort|type|employer kind|kind",
        EmployerKind.EMPLOYER,
    ),
    Place(
        *(_W, "policy_months", cells.months),
        "beleidsgrens|beleidsgrens maanden|beleidsgrens in maanden|eigen grens|eigen grens in maanden|max maanden|"
        "maximum maanden|policy months|policy limit|own limit in months",
    ),
    Place(
        *(_W, "policy_gap", cells.months),
        "onderbreking|telt opnieuw na maanden|policy gap|counts anew after months away",
    ),
    Place(*(_W, "kvk", cells.kvk), "kvk|kvk nummer|kvk nr|kamer van koophandel|chamber of commerce"),
    Place(*(_W, "town", cells.name), "vestigingsplaats|plaats werkgever|plaats bedrijf|plaats|town|city"),
    Place(*(_W, "postcode", cells.postcode), "postcode werkgever|postcode bedrijf|postcode|postal code"),
    Place(
        *(_W, "contact", cells.name),
        "contactpersoon|contactpersoon werkgever|contact werkgever|contact|contact person",
    ),
    Place(*(_W, "owner", cells.name), "accountmanager|accountmanager werkgever|account manager|eigenaar|owner"),
    Place(*(_W, "hosts", choices(Distance, _DISTANCE)), "geschikt voor afstand|kan plaatsen|hosts|can host", ()),
    Place(*(_W, "season", _season), "seizoen|season"),
    Place(
        *(_C, "starts_on", cells.day),
        "startdatum|start datum|begindatum|begin datum|ingangsdatum|start|begin|datum in dienst|in dienst|in dienst per|"
        "datum indiensttreding|indiensttreding|startdatum contract|begindatum contract|start contract|begin contract|"
        "ingangsdatum contract|contract start|contract begin|van|vanaf|eerste dag|eerste werkdag|first day|start date|"
        "starts on|contract from",
    ),
    Place(
        *(_C, "ends_on", cells.last_day),
        "einddatum|eind datum|einddatum contract|einde contract|contract einde|contracteinde|eind contract|eind|einde|"
        "t m|tm|tot en met|afloopdatum|contract t m|contract tot en met|laatste dag|laatste werkdag|last day|end date|"
        "ends on|contract end|contract end date|agreed last day",
    ),
    Place(
        *(_C, "ended_on", cells.day),
        "werkelijke einddatum|feitelijke einddatum|uit dienst|datum uit dienst|uitdienst|uit dienst per|geëindigd op|"
        "beëindigd op|ended on|actual end date",
    ),
    Place(
        *(_C, "end_reason", choice(EndReason, _END_REASON)),
        "reden einde|einde reden|reden einde contract|reden uit dienst|reden beëindiging|end reason|ended because",
    ),
    Place(
        *(_C, "kind", choice(ContractKind, _CONTRACT_KIND)),
        "soort contract|contractsoort|type contract|contracttype|contractvorm|dienstverband|soort dienstverband|"
        "contract|contract kind|contract type|soort|type|kind",
        ContractKind.FIXED_TERM,
    ),
    Place(
        *(_C, "subsidised", cells.flag),
        "gesubsidieerd|subsidie|loonkostensubsidie|lks|met subsidie|subsidised|subsidized|subsidy",
        True,
    ),
    Place(
        *(_C, "hours", cells.hours),
        "contracturen|uren contract|uren|uren per week|uren pw|uren p w|uren wk|uur per week|aantal uren|"
        "aantal uren per week|hours|hours a week|hours per week|contract hours",
    ),
    Place(
        *(_C, "wage_month", cells.cents),
        "loon|brutoloon|bruto loon|maandloon|bruto maandloon|loon per maand|bruto loon per maand|salaris|bruto salaris|"
        "wage|wage a month|wage month|monthly wage|salary",
    ),
    Place(
        *(_C, "function", cells.name),
        "functie|functienaam|functietitel|beroep|werkzaamheden|function|job title|position|job",
    ),
    Place(
        *(_C, "note", cells.text),
        "opmerking|opmerkingen|notitie|notities|toelichting|bijzonderheden|note|notes|remark|remarks",
    ),
    Place(
        *(_C, "hirers", cells.organisations),
        "inlener|inleners|inlenende organisatie|inleenbedrijf|inlenend bedrijf|werkplek|werkplekken|opdrachtgever|"
        "werkt bij|hirer|hirers|workplace|workplaces|works at",
        (),
    ),
)
PLACES: Mapping[str, Place] = {
    **{place.name: place for place in reversed(_TABLE)},
    **{f"{place.part}.{place.name}": place for place in _TABLE},
    "employer": next(place for place in _TABLE if (place.part, place.name) == (_W, "name")),
}
