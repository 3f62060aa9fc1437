"""One candidate described as JSON, as another program hands it over; checked by pydantic."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from doorstroom import names, privacy
from doorstroom.dates import parse_day, past_birth_day
from doorstroom.errors import BadInput, DoorstroomError, Refused
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.model.choices import Distance, LanguageLevel, Licence, TargetGroup, Transport
from doorstroom.report import Sentence


def _checked(check: Callable[[str], Any]) -> BeforeValidator:
    """A check of ours on a text, in the words that pydantic understands."""

    def validate(value: Any) -> Any:
        try:
            return check(value) if isinstance(value, str) else value
        except DoorstroomError as problem:
            raise ValueError(problem.message) from problem

    return BeforeValidator(validate)


Text = Annotated[str, _checked(privacy.without_bsn)]
Code = Annotated[str, _checked(privacy.one_line)]
Number = Annotated[float, Field(strict=True)]
Day = Annotated[date, _checked(parse_day)]


class _Described(BaseModel):
    """The keys that ``show K1 --json`` has, as far as they can be given; ``name`` stands for its three parts."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: Text | None = None
    first_name: Text | None = None
    infix: Text | None = None
    last_name: Text | None = None
    number: Annotated[str, _checked(privacy.client_number)] | None = None
    birth_date: Day | None = None
    phone: Code | None = None
    email: Code | None = None
    postcode: Code | None = None
    town: Text | None = None
    district: Text | None = None
    target_group: TargetGroup | None = None
    benefit: Text | None = None
    benefit_since: Day | None = None
    distance: Distance | None = None
    hours_min: Number | None = None
    hours_max: Number | None = None
    available_from: Day | None = None
    max_km: Number | None = None
    language_level: LanguageLevel | None = None
    licences: tuple[Licence, ...] = ()
    transports: tuple[Transport, ...] = ()
    talents: tuple[Text, ...] = ()
    pitfalls: tuple[Text, ...] = ()
    drives: tuple[Text, ...] = ()
    skills: tuple[Text, ...] = ()
    wishes: tuple[Text, ...] = ()
    needs: tuple[Text, ...] = ()
    owner: Text | None = None
    coach: Text | None = None
    source: Text | None = None
    programme: Text | None = None
    joined_on: Day | None = None
    registered_on: Day | None = None
    may_share: bool | None = None


# A person with a long list of everything takes a hundredth of this.
MOST_BYTES = 1024 * 1024

_EXAMPLE = '{"name": "Fatima el Idrissi"}'


class Described(NamedTuple):
    """A candidate as described, and the programme to join by its REF or name, with the day of joining."""

    candidate: Candidate
    programme: str | None
    joined_on: date | None


def candidate_from_json(content: bytes, *, today: date) -> Described:
    """The candidate that a JSON object describes; registered ``today`` unless it says otherwise.

    Raises BadInput that names the key for anything that cannot be, and for keys that are not known; Refused for a BSN.
    """
    if len(content) > MOST_BYTES:
        raise BadInput(
            N_("What came in is far more than one person."), hint=N_("Lists come in with `doorstroom import`.")
        )
    try:
        given = _Described.model_validate_json(content)
    except ValidationError as error:
        raise _refusal(error) from None
    apart = {"name", "first_name", "infix", "last_name", "registered_on", "programme", "joined_on"}
    values = given.model_dump(exclude=apart)
    if given.birth_date is not None:
        past_birth_day(given.birth_date, is_short=False, today=today)
    whole = names.split(given.name or "")
    candidate = Candidate(
        first_name=whole.first if given.first_name is None else given.first_name,
        infix=whole.infix if given.infix is None else given.infix,
        last_name=whole.last if given.last_name is None else given.last_name,
        registered_on=given.registered_on or today,
        **values,
    )
    return Described(candidate, given.programme, given.joined_on)


def _refusal(error: ValidationError) -> DoorstroomError:
    """The first thing that is wrong, without the value: it may be personal."""
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    more = N_("`doorstroom add-candidate --help` shows what each field takes.")
    match first["type"]:
        case _ if not key:
            return BadInput(
                N_("What came in is no JSON object."), hint=N_("Give one such as {example}."), example=_EXAMPLE
            )
        case "extra_forbidden":
            return BadInput(
                N_("{key} is no field of a candidate."),
                hint=N_("`doorstroom show K1 --json` shows the fields."),
                key=key,
            )
        case "enum":
            choices = str(first["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
            return BadInput(
                N_("{key} cannot have that value."), hint=N_("Choose one of: {choices}."), key=key, choices=choices
            )
        case "value_error":
            cause = first["ctx"]["error"].__cause__
            kind = Refused if isinstance(cause, Refused) else BadInput
            return kind(N_("{key}: {why}"), hint=more, key=key, why=Sentence(cause.message, cause.fields))
        case _:
            return BadInput(N_("{key} cannot have that value."), hint=more, key=key)
