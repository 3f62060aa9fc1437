"""The sheets of the meeting workbook and their columns, described once: what stands where, with how much room."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from doorstroom.deadlines import Deadline
from doorstroom.deadlines.register import DEADLINE, discreet_source, discreet_to_do
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Placement
from doorstroom.model.choices import ContractKind
from doorstroom.model.support import Scheme
from doorstroom.preparation import Host, LeftOff, Month
from doorstroom.registers import CANDIDATE, CONTRACT, EMPLOYER
from doorstroom.registers.match import MATCH, what_fails, what_to_ask
from doorstroom.registers.match import Row as MatchRow
from doorstroom.registers.support import SUPPORT
from doorstroom.registers.vacancy import VACANCY, Offered, proposed
from doorstroom.report import Field
from doorstroom.reports import EXPIRING, Leaving

Row = TypeVar("Row")


class Holds(Enum):
    """What a column holds, which decides how its cells are written and aligned."""

    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    DAY_AND_MONTH = "day and month"
    MONTH = "month"
    NUMBER = "number"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A field with its place on paper; widths are in characters.

    A column is as wide as its content, at least ``least`` and at most ``most``; longer text goes on on a next line. One
    that is ``filled_in`` at the meeting is unlocked and comes back; one that is ``out_of_sight`` is for the tool alone.
    """

    field: Field[Row]
    holds: Holds = Holds.TEXT
    least: float = 4
    most: float = 22
    filled_in: bool = False
    out_of_sight: bool = False


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """A sheet with a heading row and a row for each fact.

    The first ``kept`` columns stay in sight while scrolling; ``purpose`` tells on the cover what the sheet is for, and
    ``nothing`` stands in it when there are no rows. In ``roomy`` rows there is space to write by hand.
    """

    name: str
    purpose: str
    nothing: str
    columns: tuple[Column[Row], ...]
    kept: int = 2
    roomy: bool = False

    def columns_for(self, *, sensitive: bool) -> tuple[Column[Row], ...]:
        """Its columns, those that are sensitive only when they were asked for."""
        return tuple(column for column in self.columns if sensitive or not column.field.sensitive)

    @property
    def is_filled_in(self) -> bool:
        """Whether people write in it; then all other cells are locked."""
        return any(column.filled_in for column in self.columns)


def _by_key(fields: Sequence[Field[Row]]) -> dict[str, Field[Row]]:
    return {field.key: field for field in fields}


def _day(field: Field[Row]) -> Column[Row]:
    return Column(field, Holds.DAY, least=9.5, most=9.5)


def _number(field: Field[Row]) -> Column[Row]:
    return Column(field, Holds.NUMBER, least=5.5, most=9)


def _spoken_with(party: str, heading: str) -> Column[Leaving]:
    spoken = _leaving["spoken"].value
    field: Field[Leaving] = Field(f"spoken_{party}", heading, lambda row: spoken(row)[party])
    return Column(field, Holds.DAY_AND_MONTH, least=7, most=7)


def _kind(placement: Placement) -> ContractKind:
    """The kind of contract; sheltered work would tell what target group somebody belongs to."""
    kind = placement.contract.kind
    return ContractKind.FIXED_TERM if kind is ContractKind.SHELTERED else kind


_leaving = _by_key(EXPIRING)
_candidate = _by_key(CANDIDATE)
_contract = _by_key(CONTRACT)
_employer = _by_key(EMPLOYER)
_vacancy = _by_key(VACANCY)
_match = _by_key(MATCH)
_deadline = _by_key(DEADLINE)
_support = _by_key(SUPPORT)


def _host(key: str) -> Field[Host]:
    """A field of the employer, read from the row that holds it."""
    field = _employer[key]
    return Field(field.key, field.heading, lambda host: field.value(host.employer))


def _offered(key: str) -> Field[Offered]:
    """A field of the vacancy, read from the row that holds it."""
    field = _vacancy[key]
    return Field(field.key, field.heading, lambda one: field.value(one.opening))


LEAVING: Sheet[Leaving] = Sheet(
    name=N_("Leaving"),
    purpose=N_("Who must leave, soonest first, with room for what is agreed."),
    nothing=N_("Nobody must leave in this window."),
    columns=(
        Column(_leaving["candidate"]),
        Column(_leaving["name"], least=12, most=15),
        Column(_leaving["employer"], most=14),
        Column(_leaving["band"], Holds.BAND, least=9.5, most=9.5),
        _day(_leaving["leaves_on"]),
        _number(_leaving["days_left"]),
        Column(_leaving["because"], most=12),
        _day(_leaving["notice_by"]),
        _day(_leaving["policy_until"]),
        _day(_leaving["chain_until"]),
        Column(_leaving["check"], most=11),
        _spoken_with("candidate", N_("Spoken: candidate")),
        _spoken_with("employer", N_("Spoken: employer")),
        _spoken_with("wsp", N_("Spoken: WSP")),
        Column(
            Field("end_talk", N_("Talk about the end"), lambda row: row.end_talk),
            Holds.DAY_AND_MONTH,
            least=7,
            most=7,
        ),
        Column(_leaving["next_step"], least=19, most=22),
        Column(_leaving["next_step_owner"], least=9, most=10),
        _day(_leaving["next_step_due"]),
    ),
    roomy=True,
)

LEFT_OFF: Sheet[LeftOff] = Sheet(
    name=N_("Left off and why"),
    purpose=N_("Everybody else, each with the reason why they are not on the list."),
    nothing=N_("Everybody is on the list."),
    columns=(
        Column(Field("candidate", N_("REF"), lambda row: row.person.ref)),
        Column(Field("name", N_("Name"), lambda row: row.person.name), most=30),
        Column(Field("reason", N_("Why not on the list"), lambda row: row.reason), least=12, most=34),
        Column(Field("employer", N_("Employer"), lambda row: row.employer), most=30),
        _day(Field("leaves_on", N_("Leaves on"), lambda row: row.leaves_on)),
        Column(Field("owner", N_("Owner"), lambda row: row.person.owner)),
        Column(Field("coach", N_("Coach"), lambda row: row.person.coach)),
    ),
)

CANDIDATES: Sheet[Candidate] = Sheet(
    name=N_("Candidates"),
    purpose=N_("What they are good at, look for and can travel."),
    nothing=N_("There are no candidates."),
    columns=(
        Column(_candidate["ref"]),
        Column(_candidate["name"], most=16),
        Column(_candidate["talents"], most=18),
        Column(_candidate["pitfalls"], most=16),
        Column(_candidate["wishes"], most=16),
        Column(_candidate["skills"], most=13),
        Column(_candidate["drives"], most=12),
        _number(_candidate["hours_min"]),
        _number(_candidate["hours_max"]),
        _day(_candidate["available_from"]),
        Column(_candidate["transports"], most=9),
        _number(_candidate["max_km"]),
        Column(_candidate["licences"], most=8),
        Column(_candidate["language_level"]),
        Column(_candidate["town"], most=10),
        Column(_candidate["owner"], most=10),
        Column(_candidate["coach"], most=10),
    ),
)

SENSITIVE: Sheet[Candidate] = Sheet(
    name=N_("Sensitive"),
    purpose=N_("Sensitive details of the candidates. Keep this sheet away from who does not need it."),
    nothing=N_("There are no candidates."),
    columns=(
        Column(_candidate["ref"]),
        Column(_candidate["name"]),
        Column(_candidate["needs"], most=40),
        Column(_candidate["target_group"], most=20),
        Column(_candidate["benefit"], most=20),
        _day(_candidate["benefit_since"]),
        _day(_candidate["birth_date"]),
        Column(_candidate["phone"], most=16),
        Column(_candidate["email"], most=32),
        Column(_candidate["postcode"], most=10),
    ),
)

CONTRACTS: Sheet[Placement] = Sheet(
    name=N_("Contracts"),
    purpose=N_("Their contracts, with the first and the last day."),
    nothing=N_("There are no contracts."),
    columns=(
        Column(_contract["ref"]),
        Column(_contract["candidate_name"], most=26),
        Column(_contract["employer_name"], most=26),
        Column(_contract["function"], most=24),
        Column(Field("kind", N_("Kind"), _kind), most=18),
        Column(_contract["subsidised"], least=10, most=10),
        _number(_contract["hours"]),
        _day(_contract["starts_on"]),
        _day(_contract["ends_on"]),
        _day(_contract["ended_on"]),
        Column(_contract["workplaces"], most=26),
    ),
)

EMPLOYERS: Sheet[Host] = Sheet(
    name=N_("Employers"),
    purpose=N_("Where they work, with each employer's own limit."),
    nothing=N_("There are no employers."),
    columns=(
        Column(_host("ref")),
        Column(_host("name"), most=30),
        Column(_host("kind"), most=22),
        Column(_host("town"), most=18),
        _number(Field("leaving", N_("On the list"), lambda host: host.leaving)),
        _number(_host("policy_months")),
        _number(_host("policy_gap")),
        Column(_host("hosts"), most=20),
        Column(_host("season"), most=14),
        Column(_host("contact"), most=26),
        Column(_host("owner"), most=18),
    ),
)

VACANCIES: Sheet[Offered] = Sheet(
    name=N_("Vacancies"),
    purpose=N_("Which work is open, what closes soonest first, and who is proposed for it."),
    nothing=N_("No vacancy is open."),
    columns=(
        Column(_offered("ref")),
        Column(_offered("title"), least=13, most=16),
        Column(_offered("employer_name"), most=17),
        _number(_offered("seats_left")),
        _number(_offered("hours_min")),
        _number(_offered("hours_max")),
        _day(_offered("starts_on")),
        _day(_offered("closes_on")),
        Column(_offered("works_in"), most=11),
        Column(_offered("language_level"), most=8),
        Column(_offered("licences"), most=9),
        Column(_offered("must"), most=15),
        Column(_offered("nice"), most=16),
        Column(_offered("offers"), most=17),
        Column(
            Field("proposals", N_("Proposals open"), lambda one: tuple(map(proposed, one.proposals))),
            Holds.LINES,
            least=16,
            most=21,
        ),
    ),
)

MATCHES: Sheet[MatchRow] = Sheet(
    name=N_("Matches"),
    purpose=N_("For everybody on the agenda the vacancies that fit best: what fails, what to ask and what holds."),
    nothing=N_("No vacancy is open."),
    columns=(
        Column(_match["candidate"], most=9),
        Column(_match["candidate_name"], least=12, most=15),
        Column(_match["vacancy"], most=8),
        Column(_match["vacancy_title"], least=13, most=17),
        Column(_match["employer_name"], most=17),
        _day(_match["starts_on"]),
        Column(Field("fails", _match["fails"].heading, what_fails), Holds.LINES, least=20, most=30),
        Column(Field("unknown", _match["unknown"].heading, what_to_ask), Holds.LINES, least=20, most=33),
        Column(_match["holds"], most=20),
        Column(_match["proposal_state"], least=10, most=12),
    ),
)

DEADLINES: Sheet[Deadline] = Sheet(
    name=N_("Deadlines"),
    purpose=N_("Every date that matters in the window: what must be done, who acts and by which rule."),
    nothing=N_("No date falls in this window."),
    columns=(
        _day(_deadline["day"]),
        _number(_deadline["days_left"]),
        Column(_deadline["kind"], most=15),
        Column(_deadline["ref"]),
        Column(_deadline["name"], least=12, most=18),
        Column(_deadline["employer"], most=18),
        Column(_deadline["acts"], most=15),
        Column(
            Field("to_do", _deadline["to_do"].heading, lambda row: (discreet_to_do(row),)),
            Holds.LINES,
            least=24,
            most=44,
        ),
        _day(_deadline["working_day"]),
        Column(Field("source", _deadline["source"].heading, discreet_source), Holds.LINES, most=22),
    ),
    kept=2,
)

SCHEMES: Sheet[Scheme] = Sheet(
    name=N_("Schemes"),
    purpose=N_("Wage subsidy, no-risk cover, job coach and what else runs on contracts, each with its own dates."),
    nothing=N_("There are no schemes."),
    columns=(
        Column(_support["ref"]),
        Column(_support["kind"], most=20),
        Column(_support["candidate_name"], most=22),
        Column(_support["employer_name"], most=22),
        Column(_support["contract"]),
        _day(_support["starts_on"]),
        _day(_support["ends_on"]),
        _day(_support["ended_on"]),
        _day(_support["review_on"]),
        _day(_support["granted_on"]),
        Column(_support["provider"], most=18),
    ),
)

MONTHS: Sheet[Month] = Sheet(
    name=N_("Ends per month"),
    purpose=N_("How many leave in each of the coming twelve months."),
    nothing="",
    columns=(
        Column(Field("month", N_("Month"), lambda month: month.first_day), Holds.MONTH, least=18),
        _number(Field("leaving", N_("People"), lambda month: month.leaving)),
    ),
    kept=0,
)
