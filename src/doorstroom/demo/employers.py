"""The invented employers of the demo, and as many more like them as a bigger caseload needs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from doorstroom.demo import numbers
from doorstroom.demo.draw import Draw
from doorstroom.demo.words import BUSINESSES, COORDINATORS, HOUSE_NAMES, TOWNS
from doorstroom.model import Employer
from doorstroom.model.choices import Distance, EmployerKind

ALL = tuple(Distance)
NEAR = (Distance.SMALL, Distance.MEDIUM)
AGENCY, SCHOOL, MUNICIPALITY = EmployerKind.AGENCY, EmployerKind.SCHOOL, EmployerKind.MUNICIPALITY
SOCIAL, WORK_COMPANY = EmployerKind.SOCIAL_ENTERPRISE, EmployerKind.WORK_COMPANY

# Each with the trade that people have there.
DEMO = (
    ("vervoer", Employer(id=1, name="Stadstram Rijn en Waal", policy_months=23, town="Arnhem", hosts=NEAR)),
    ("zorg", Employer(id=2, name="Ziekenhuis De Lindehof", policy_months=24, town="Nijmegen", hosts=NEAR)),
    ("onderwijs", Employer(id=3, name="ROC Rijnoever", kind=SCHOOL, policy_months=23, town="Arnhem", hosts=NEAR)),
    (
        "kantoor",
        Employer(
            id=4,
            name="Gemeente Lindewaard",
            kind=MUNICIPALITY,
            policy_months=24,
            policy_gap=6,
            town="Huissen",
            hosts=ALL,
        ),
    ),
    ("kantoor", Employer(id=5, name="Klantcontactcentrum Oost", policy_months=18, town="Nijmegen", hosts=NEAR[:1])),
    ("techniek", Employer(id=6, name="Leerwerkbedrijf De Strang", kind=WORK_COMPANY, town="Arnhem", hosts=ALL)),
    ("groen", Employer(id=7, name="Werkbedrijf De Overlaat", kind=WORK_COMPANY, town="Wijchen", hosts=ALL)),
    ("recreatie", Employer(id=8, name="Klimpark De Boomkruin", season="04-01..10-31", town="Rheden", hosts=NEAR)),
    ("groen", Employer(id=9, name="Kwekerij Betuwezicht", season="03-01..09-30", town="Bemmel", hosts=NEAR)),
    ("logistiek", Employer(id=10, name="Uitzendbureau Handslag", kind=AGENCY, town="Nijmegen", hosts=NEAR)),
    ("schoonmaak", Employer(id=11, name="Uitzendbureau Voorhanden", kind=AGENCY, town="Arnhem", hosts=NEAR)),
    ("groen", Employer(id=12, name="Hoveniersbedrijf Van Eik", town="Velp")),
    ("groen", Employer(id=13, name="Eikgroen Buitenwerk", successor_of=12, town="Velp", hosts=NEAR)),
    ("logistiek", Employer(id=14, name="Waalpoort Logistiek", town="Nijmegen", hosts=ALL)),
    ("winkel", Employer(id=15, name="Kringloop Het Zolderlicht", kind=SOCIAL, town="Nijmegen", hosts=ALL)),
    ("horeca", Employer(id=16, name="Buurtbedrijf De Pleisterplaats", kind=SOCIAL, town="Arnhem", hosts=ALL)),
    ("horeca", Employer(id=17, name="Bakkerij Het Korenveld", town="Elst", hosts=NEAR)),
    ("horeca", Employer(id=18, name="Hotel-restaurant De Veerstoep", town="Druten")),
    ("schoonmaak", Employer(id=19, name="Schoonmaakbedrijf Ochtendlicht", town="Nijmegen", hosts=ALL)),
    ("zorg", Employer(id=20, name="Zorgcentrum De Vlinderstruik", town="Beuningen", hosts=NEAR)),
    ("techniek", Employer(id=21, name="Montagebedrijf Staalkamp", town="Duiven", hosts=NEAR)),
    ("techniek", Employer(id=22, name="Woonstichting De Krib", town="Groesbeek", hosts=NEAR)),
    ("kantoor", Employer(id=23, name="Postservice De Doffer", town="Arnhem", hosts=ALL)),
    ("winkel", Employer(id=24, name="Supermarkt De Marskramer", town="Zevenaar", hosts=NEAR)),
    ("onderwijs", Employer(id=25, name="Basisschool De Knikkerpot", kind=SCHOOL, town="Malden")),
)
CONTACTS = (
    "Lidewij Harkema",
    "Jorinde Vaessen",
    "Bram Ottevanger",
    "Silke Noordanus",
    "Yusra Teeuwen",
    "Floortje Abelskamp",
    None,
)


class Market:
    """Where people can work, sorted by what a story asks for."""

    def __init__(self, places: Sequence[tuple[str, Employer]]) -> None:
        self.trades = {employer.id: trade for trade, employer in places}
        self.employers = tuple(employer for _, employer in places)
        self.agencies = self._where(lambda employer: employer.kind is AGENCY)
        self.work_companies = self._where(lambda employer: employer.kind is WORK_COMPANY)
        self.seasonal = self._where(lambda employer: employer.season is not None)
        self.capped = self._where(lambda employer: employer.policy_months is not None)
        self.successors = self._where(lambda employer: employer.successor_of is not None)
        taken_over = {employer.successor_of for employer in self.successors}
        special = {*self.agencies, *self.work_companies, *self.seasonal, *self.capped, *self.successors}
        # Nothing here but the contract and the law says when people leave.
        self.plain = self._where(lambda employer: employer not in special and employer.id not in taken_over)

    def _where(self, fits: Callable[[Employer], bool]) -> tuple[Employer, ...]:
        return tuple(filter(fits, self.employers))


def market(size: int, draw: Draw) -> Market:
    """The 25 employers of the demo and, when ``size`` is more, others like them."""
    others = (_another(number, draw) for number in range(len(DEMO) + 1, size + 1))
    return Market([(trade, _known(employer, draw)) for trade, employer in chain(DEMO, others)])


def _known(employer: Employer, draw: Draw) -> Employer:
    """This employer as a coordinator knows it: with its number, somebody to call, and who looks after it."""
    return replace(employer, kvk=numbers.kvk(employer.id), contact=draw.pick(CONTACTS), owner=draw.pick(COORDINATORS))


def _another(number: int, draw: Draw) -> tuple[str, Employer]:
    """One more employer; what it does, what it is called and, when these run out, its town make its name its own."""
    rest, place = divmod(number, len(BUSINESSES))
    business = BUSINESSES[place]
    branch, turn = divmod(rest, len(HOUSE_NAMES))
    name = f"{business.name} {HOUSE_NAMES[(turn + 7 * place) % len(HOUSE_NAMES)]}"
    town = TOWNS[(branch - 1) % len(TOWNS)].name if branch else draw.pick(TOWNS).name
    return business.trade, Employer(
        id=number,
        name=f"{name} {town}" if branch else name,
        kind=business.kind,
        policy_months=draw.pick((18, 23, 23, 24, 35)) if business.has_policy and draw.chance(0.3) else None,
        season=business.season,
        town=town,
        hosts=draw.pick(((), NEAR, ALL)),
    )
