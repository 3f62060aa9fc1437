"""What a template asks for: its sheets, their columns, what goes into each, and the row that shows how it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from doorstroom.choices import Choice
from doorstroom.i18n import N_
from doorstroom.incoming import Register
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
from doorstroom.registers import CANDIDATE, CONTRACT, EMPLOYER
from doorstroom.report import Field


class Takes(Enum):
    """What the cells of a column take."""

    TEXT = "text"
    CODE = "code"
    """Digits that must keep their first zero."""
    DAY = "day"
    YES_OR_NO = "yes or no"
    HOURS = "hours"
    MONTHS = "months"
    KILOMETRES = "kilometres"
    EUROS = "euros"


@dataclass(frozen=True, slots=True)
class Asked:
    """A column to fill in: the field, what people put there, and what the example has.

    ``choice`` lists its values, of which ``several`` may stand in one cell. ``chosen_from`` names the register whose
    first column lists what can be chosen. ``width`` is in characters.
    """

    field: Field[Any]
    about: str
    takes: Takes = Takes.TEXT
    width: float = 14
    example: Any = None
    choice: type[Choice] | None = None
    several: bool = False
    chosen_from: Register | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to fill in, with a row for each thing of a register. The first column names it."""

    register: Register
    name: str
    purpose: str
    asked: tuple[Asked, ...]
    pages_wide: int = 1


def _fields(fields: Sequence[Field[Any]]) -> dict[str, Field[Any]]:
    return {field.key: field for field in fields}


_candidate, _employer, _contract = _fields(CANDIDATE), _fields(EMPLOYER), _fields(CONTRACT)

_FIRST_DAY, _LAST_DAY = date(2026, 2, 1), date(2026, 12, 31)
_PERSON, _PLACE = "Fatima el Idrissi", "Stadstram"

_NUMBER = Asked(
    _candidate["number"],
    N_("Your own number, so that an import knows the person again."),
    Takes.CODE,
    width=11,
    example="2041",
)
_OWNER = Asked(_candidate["owner"], N_("Who is responsible for the next step."), example="Noor Bakker")
_COACH = Asked(_candidate["coach"], N_("Who guides on the job."), example="Sven Dekker")
_TALENTS = Asked(
    _candidate["talents"],
    N_("What somebody is good at; several with commas."),
    width=26,
    example=(N_("precise"), N_("early bird")),
)
_WISHES = Asked(
    _candidate["wishes"],
    N_("What somebody would like; several with commas."),
    width=22,
    example=(N_("work with plants"),),
)
_TARGET_GROUP = Asked(
    _candidate["target_group"],
    N_("The scheme somebody falls under, where the work needs it."),
    width=16,
    choice=TargetGroup,
    example=TargetGroup.BANENAFSPRAAK,
)
_POLICY_MONTHS = Asked(
    _employer["policy_months"],
    N_("How many months the employer keeps subsidised people, by its own choice."),
    Takes.MONTHS,
    width=10,
    example=23,
)

CANDIDATES = Form(
    register=Register.CANDIDATES,
    name=N_("Candidates"),
    purpose=N_("Everybody once, also who has no work now."),
    asked=(
        Asked(_candidate["name"], N_("As “Fatima el Idrissi” or as “Idrissi, Fatima el”."), width=32, example=_PERSON),
        _NUMBER,
        _OWNER,
        _COACH,
        Asked(_candidate["phone"], N_("To reach somebody."), Takes.CODE, example="06 0000 0001"),
        Asked(_candidate["email"], N_("To reach somebody."), width=22, example="fatima@example.nl"),
        Asked(_candidate["town"], N_("Where somebody lives."), example="Utrecht"),
        Asked(_candidate["postcode"], N_("For the distance to work."), width=10, example="3511 AB"),
        Asked(
            _candidate["registered_on"], N_("When somebody was registered with you."), Takes.DAY, 11, date(2026, 1, 12)
        ),
        Asked(_candidate["hours_min"], N_("At least so many hours a week."), Takes.HOURS, 8, 16),
        Asked(_candidate["hours_max"], N_("At most so many hours a week."), Takes.HOURS, 8, 24),
        Asked(
            _candidate["available_from"], N_("The first day on which somebody can start."), Takes.DAY, 11, _FIRST_DAY
        ),
        _TALENTS,
        Asked(
            _candidate["pitfalls"],
            N_("What to look out for at work; several with commas."),
            width=22,
            example=(N_("in a hurry"),),
        ),
        _WISHES,
        Asked(
            _candidate["skills"], N_("What somebody can do; several with commas."), width=20, example=(N_("gardening"),)
        ),
        Asked(
            _candidate["needs"],
            N_("What work must offer, such as a quiet place or short days; never a diagnosis."),
            width=26,
            example=(N_("a regular supervisor"),),
        ),
        Asked(
            _candidate["distance"],
            N_("How far from the labour market."),
            width=11,
            choice=Distance,
            example=Distance.MEDIUM,
        ),
        Asked(
            _candidate["language_level"],
            N_("Level of Dutch, on the European scale."),
            width=9,
            choice=LanguageLevel,
            example=LanguageLevel.B1,
        ),
        Asked(
            _candidate["licences"],
            N_("Categories of the driving licence; several with commas."),
            width=11,
            choice=Licence,
            several=True,
            example=(Licence.AM, Licence.B),
        ),
        Asked(
            _candidate["transports"],
            N_("How somebody gets to work; several with commas."),
            width=16,
            choice=Transport,
            several=True,
            example=(Transport.BIKE, Transport.PUBLIC),
        ),
        Asked(_candidate["max_km"], N_("How far to travel at most."), Takes.KILOMETRES, 8, 15),
        _TARGET_GROUP,
        Asked(_candidate["benefit"], N_("The benefit, where the work needs it."), example="bijstand"),
        Asked(_candidate["birth_date"], N_("Only where you need it."), Takes.DAY, 11, date(1990, 5, 17)),
        Asked(_candidate["source"], N_("Who sent somebody to you."), example="WSP"),
        Asked(_candidate["may_share"], N_("Whether the profile may be shared."), Takes.YES_OR_NO, 9, True),
    ),
    pages_wide=2,
)

EMPLOYERS = Form(
    register=Register.EMPLOYERS,
    name=N_("Employers"),
    purpose=N_("Every organisation once, with what it keeps to."),
    asked=(
        Asked(_employer["name"], N_("The name people use."), width=32, example=_PLACE),
        Asked(
            _employer["kind"],
            N_("What sort of organisation."),
            width=20,
            choice=EmployerKind,
            example=EmployerKind.EMPLOYER,
        ),
        _POLICY_MONTHS,
        Asked(
            _employer["policy_gap"],
            N_("After so many months away that limit counts anew; empty: it never does."),
            Takes.MONTHS,
            12,
            6,
        ),
        Asked(_employer["kvk"], N_("Eight digits; they tell one employer from another."), Takes.CODE, 11, "12345678"),
        Asked(_employer["town"], N_("Where it is."), example="Utrecht"),
        Asked(_employer["postcode"], N_("For the distance to work."), width=10, example="3511 AB"),
        Asked(_employer["contact"], N_("Whom to call."), width=18, example="Marloes Prins"),
        Asked(_employer["owner"], N_("Who keeps in touch with it."), example="Noor Bakker"),
        Asked(
            _employer["hosts"],
            N_("For whom there is work; several with commas."),
            width=15,
            choice=Distance,
            several=True,
            example=(Distance.SMALL, Distance.MEDIUM),
        ),
        Asked(
            _employer["season"],
            N_("When there is work, as 04-01..10-31: month and day."),
            Takes.CODE,
            14,
            "04-01..10-31",
        ),
    ),
)

_TERMS = (
    Asked(_contract["starts_on"], N_("The first day of work."), Takes.DAY, 11, _FIRST_DAY),
    Asked(
        _contract["ends_on"],
        N_("The last day of work, included; empty for a permanent contract."),
        Takes.DAY,
        11,
        _LAST_DAY,
    ),
    Asked(
        _contract["kind"],
        N_("Fixed-term when left empty."),
        width=18,
        choice=ContractKind,
        example=ContractKind.FIXED_TERM,
    ),
    Asked(
        _contract["subsidised"], N_("Yes when left empty; own limits count for these only."), Takes.YES_OR_NO, 11, True
    ),
    Asked(_contract["hours"], N_("Hours a week by contract."), Takes.HOURS, 8, 24),
    Asked(_contract["function"], N_("What the work is."), width=16, example=N_("park keeper")),
)
_WORKS_AT = Asked(
    _contract["workplaces"],
    N_("Where somebody is seconded to; several with semicolons."),
    width=18,
    chosen_from=Register.EMPLOYERS,
)
_ENDED = (
    Asked(_contract["ended_on"], N_("Only when it has really ended: the last day of work."), Takes.DAY, 11),
    Asked(_contract["end_reason"], N_("Only when it has really ended: why."), width=15, choice=EndReason),
)
_NOTE = Asked(_contract["note"], N_("Anything else about the contract."), width=24, example=N_("asked for more hours"))

CONTRACTS = Form(
    register=Register.CONTRACTS,
    name=N_("Contracts"),
    purpose=N_("A row for each contract, also those of before: they count in the chain."),
    asked=(
        Asked(
            _contract["candidate_name"],
            N_("The name as it stands on the sheet of people."),
            width=32,
            example=_PERSON,
            chosen_from=Register.CANDIDATES,
        ),
        _NUMBER,
        Asked(
            _contract["employer_name"],
            N_("The name as it stands on the sheet of employers."),
            width=24,
            example=_PLACE,
            chosen_from=Register.EMPLOYERS,
        ),
        *_TERMS,
        _WORKS_AT,
        Asked(_contract["wage_month"], N_("Gross, in euros a month."), Takes.EUROS, 10),
        *_ENDED,
        _NOTE,
    ),
)

TOGETHER = Form(
    register=Register.CONTRACTS,
    name=N_("People and contracts"),
    purpose=N_("A row for each contract, with the person and the employer on it."),
    asked=(
        Asked(
            _contract["candidate_name"],
            N_("As “Fatima el Idrissi”; on every row that is about this person."),
            width=30,
            example=_PERSON,
        ),
        _NUMBER,
        Asked(_contract["employer_name"], N_("The employer on the contract."), width=24, example=_PLACE),
        _POLICY_MONTHS,
        *_TERMS,
        Asked(_contract["workplaces"], _WORKS_AT.about, width=16),
        *_ENDED,
        _OWNER,
        _COACH,
        _TARGET_GROUP,
        _TALENTS,
        _WISHES,
        _NOTE,
    ),
    pages_wide=2,
)


def forms(register: Register | None) -> tuple[Form, ...]:
    """The sheets to fill in: one for each register, or for contracts alone one that has everything on a row."""
    match register:
        case Register.CANDIDATES:
            return (CANDIDATES,)
        case Register.EMPLOYERS:
            return (EMPLOYERS,)
        case Register.CONTRACTS:
            return (TOGETHER,)
        case _:
            return (CANDIDATES, EMPLOYERS, CONTRACTS)
