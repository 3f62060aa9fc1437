"""The registers as lists and records: which columns candidates, employers and contracts have, for every form of output."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from doorstroom import names
from doorstroom.choices import Choice, Kind
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Contract, Employer, Milestone, Placement
from doorstroom.report import Field, Report, Sentence

Row = TypeVar("Row")

CANDIDATE: tuple[Field[Candidate], ...] = (
    Field("ref", N_("REF"), lambda one: one.ref),
    Field(
        "name",
        N_("Name"),
        lambda one: one.name,
        order=lambda one: (one.last_name or one.first_name, one.infix, one.first_name),
    ),
    Field("first_name", N_("First name"), lambda one: one.first_name, table=False),
    Field("infix", N_("Infix"), lambda one: one.infix, table=False),
    Field("last_name", N_("Last name"), lambda one: one.last_name, table=False),
    Field("number", N_("Client number"), lambda one: one.number),
    Field("birth_date", N_("Born on"), lambda one: one.birth_date, table=False, sensitive=True),
    Field("phone", N_("Phone"), lambda one: one.phone, table=False, sensitive=True),
    Field("email", N_("E-mail"), lambda one: one.email, table=False, sensitive=True),
    Field("postcode", N_("Postcode"), lambda one: one.postcode, table=False, sensitive=True),
    Field("town", N_("Town"), lambda one: one.town),
    Field("district", N_("District"), lambda one: one.district, table=False),
    Field("target_group", N_("Target group"), lambda one: one.target_group, table=False, sensitive=True),
    Field("benefit", N_("Benefit"), lambda one: one.benefit, table=False, sensitive=True),
    Field("benefit_since", N_("Benefit since"), lambda one: one.benefit_since, table=False, sensitive=True),
    Field("distance", N_("Distance"), lambda one: one.distance, table=False),
    Field("hours_min", N_("Hours from"), lambda one: one.hours_min, columns=100),
    Field("hours_max", N_("Hours to"), lambda one: one.hours_max, columns=100),
    Field("available_from", N_("Available from"), lambda one: one.available_from, table=False),
    Field("max_km", N_("At most km"), lambda one: one.max_km, table=False),
    Field("language_level", N_("Dutch"), lambda one: one.language_level, table=False),
    Field("licences", N_("Licences"), lambda one: one.licences, table=False),
    Field("transports", N_("Transport"), lambda one: one.transports, table=False),
    Field("talents", N_("Talents"), lambda one: one.talents, table=False),
    Field("pitfalls", N_("Pitfalls"), lambda one: one.pitfalls, table=False),
    Field("drives", N_("Drives"), lambda one: one.drives, table=False),
    Field("skills", N_("Skills"), lambda one: one.skills, table=False),
    Field("wishes", N_("Wishes"), lambda one: one.wishes, table=False),
    Field("needs", N_("Work must offer"), lambda one: one.needs, table=False, sensitive=True),
    Field("owner", N_("Owner"), lambda one: one.owner),
    Field("coach", N_("Coach"), lambda one: one.coach, columns=110),
    Field("source", N_("Source"), lambda one: one.source, table=False),
    Field("programme", N_("Programme"), lambda one: _ref(Kind.PROGRAMME, one.programme), table=False),
    Field("joined_on", N_("In project since"), lambda one: one.joined_on, table=False),
    Field("registered_on", N_("Registered on"), lambda one: one.registered_on, table=False),
    Field("may_share", N_("May be shared"), lambda one: one.may_share, table=False),
    Field("closed_on", N_("Closed on"), lambda one: one.closed_on, columns=90),
    Field("closed_reason", N_("Closed because"), lambda one: one.closed_reason, table=False),
    Field("closed_note", N_("Closing note"), lambda one: one.closed_note, table=False),
    Field("forgotten_on", N_("Forgotten on"), lambda one: one.forgotten_on, table=False),
)

EMPLOYER: tuple[Field[Employer], ...] = (
    Field("ref", N_("REF"), lambda one: one.ref),
    Field("name", N_("Name"), lambda one: one.name),
    Field("kind", N_("Kind"), lambda one: one.kind, columns=90),
    Field("policy_months", N_("Own limit in months"), lambda one: one.policy_months),
    Field("policy_gap", N_("Counts anew after months away"), lambda one: one.policy_gap, table=False),
    Field("kvk", N_("KvK"), lambda one: one.kvk, table=False),
    Field("town", N_("Town"), lambda one: one.town),
    Field("postcode", N_("Postcode"), lambda one: one.postcode, table=False),
    Field("contact", N_("Contact"), lambda one: one.contact, columns=110),
    Field("owner", N_("Owner"), lambda one: one.owner, columns=90),
    Field("hosts", N_("Can host"), lambda one: one.hosts, table=False),
    Field("season", N_("Season"), lambda one: one.season, table=False),
    Field("successor_of", N_("Successor of"), lambda one: _ref(Kind.EMPLOYER, one.successor_of), table=False),
    Field("cao", N_("Collective agreement"), lambda one: one.cao, table=False),
)


CONTRACT: tuple[Field[Placement], ...] = (
    Field("ref", N_("REF"), lambda one: one.contract.ref),
    Field("candidate", N_("Candidate REF"), lambda one: Kind.CANDIDATE.ref(one.contract.candidate), table=False),
    Field("candidate_name", N_("Candidate"), lambda one: one.candidate, order=lambda one: by_last_name(one.candidate)),
    Field("employer", N_("Employer REF"), lambda one: Kind.EMPLOYER.ref(one.contract.employer), table=False),
    Field("employer_name", N_("Employer"), lambda one: one.employer),
    Field("starts_on", N_("First day"), lambda one: one.contract.starts_on),
    Field("ends_on", N_("Agreed last day"), lambda one: one.contract.ends_on),
    Field("ended_on", N_("Ended on"), lambda one: one.contract.ended_on, columns=90),
    Field("end_reason", N_("Ended because"), lambda one: one.contract.end_reason, table=False),
    Field("kind", N_("Kind"), lambda one: one.contract.kind, columns=100),
    Field("subsidised", N_("Subsidised"), lambda one: one.contract.subsidised, columns=120),
    Field("hours", N_("Hours a week"), lambda one: one.contract.hours, columns=90),
    Field("wage_month", N_("Wage a month"), lambda one: _euros(one.contract.wage_month), table=False, sensitive=True),
    Field("function", N_("Function"), lambda one: one.contract.function, columns=120),
    Field("workplaces", N_("Works at"), lambda one: one.workplaces, columns=140),
    Field("earlier_unknown", N_("Earlier contracts unknown"), lambda one: one.contract.earlier_unknown, table=False),
    Field("note", N_("Note"), lambda one: one.contract.note, table=False),
)


class Finding(NamedTuple):
    """Something in the file that is not as it should be: which record, what, and the command that mends it."""

    code: str
    what: Sentence
    ref: str = ""
    mend: str = ""


FINDING: tuple[Field[Finding], ...] = (
    Field("ref", N_("REF"), lambda one: one.ref),
    Field("code", N_("Code"), lambda one: one.code),
    Field("what", N_("What"), lambda one: one.what),
    Field("mend", N_("Mend with"), lambda one: one.mend),
)

SETTING: tuple[Field[tuple[Choice, str | None]], ...] = (
    Field("ref", N_("Setting"), lambda one: str(one[0])),
    Field("value", N_("Value"), lambda one: one[1]),
    Field("about", N_("What it is"), lambda one: Sentence.of(one[0].label)),
)


MILESTONE: tuple[Field[Milestone], ...] = (
    Field("stage", N_("Stage"), lambda one: one.stage),
    Field("reached_on", N_("Reached on"), lambda one: one.reached_on),
    Field("follows_from", N_("Follows from"), lambda one: one.source),
)

MILESTONE_OF: tuple[Field[Milestone], ...] = (
    Field("ref", N_("Candidate REF"), lambda one: Kind.CANDIDATE.ref(one.candidate)),
    *MILESTONE,
)


def findings(found: Sequence[Finding]) -> Report[Finding]:
    """What is wrong with a file, as a report."""
    total = Sentence.counted("{n} thing to look at.", "{n} things to look at.", n=len(found))
    return Report(title=Sentence.of(N_("Check")), fields=FINDING, rows=found, notes=(total,))


def settings(found: Sequence[tuple[Choice, str | None]]) -> Report[tuple[Choice, str | None]]:
    """The settings of a file, as a report."""
    return Report(title=Sentence.of(N_("Settings")), fields=SETTING, rows=found)


class Part(NamedTuple, Generic[Row]):
    """A list that belongs to a record: its key for programs, and what people read."""

    key: str
    report: Report[Row]


def part(key: str, title: str, fields: Sequence[Field[Row]], rows: Sequence[Row]) -> Part[Row]:
    """A list that belongs to a record; ``title`` is marked with ``N_``."""
    return Part(key, Report(title=Sentence.of(title), fields=fields, rows=rows))


def listing(title: str, fields: Sequence[Field[Row]], rows: Sequence[Row]) -> Report[Row]:
    """A register as a report, with how many there are; ``title`` is marked with ``N_``."""
    total = Sentence.counted("{n} record.", "{n} records.", n=len(rows))
    return Report(title=Sentence.of(title), fields=fields, rows=rows, notes=(total,))


def matching(rows: Iterable[Row], **asked: tuple[str | None, Callable[[Row], str | None]]) -> list[Row]:
    """The rows in which every text that was asked for stands, without regard to accents or case."""
    wanted = [(names.fold(text), of) for text, of in asked.values() if text]
    return [row for row in rows if all(text in names.fold(of(row) or "") for text, of in wanted)]


def is_running(contract: Contract, day: date) -> bool:
    """Whether somebody works under this contract on a day; its last day counts."""
    return contract.starts_on <= day and (contract.last_day is None or contract.last_day >= day)


def changes(fields: Sequence[Field[Row]], before: Row, after: Row) -> Sentence:
    """What was changed in a record, field by field, or that nothing is different."""
    values = {field.key: (field, field.value(before), field.value(after)) for field in fields}
    _field, _old, ref = values.pop("ref")
    said = tuple(
        Sentence.of(
            N_("{field} {before} → {after}"),
            field=Sentence.of(field.heading),
            before=or_empty(old),
            after=or_empty(new),
        )
        for field, old, new in values.values()
        if old != new
    )
    if not said:
        return Sentence.of(N_("{ref}: nothing is different."), ref=ref)
    return Sentence.of(N_("{ref} changed: {changes}."), ref=ref, changes=said)


def or_empty(value: object) -> object:
    """A value as it stands in "old → new": one that holds nothing is called empty."""
    return Sentence.of(N_("empty")) if value in (None, "", ()) else value


def contract_added(one: Placement) -> tuple[Sentence, ...]:
    """What was agreed, in a sentence to read back."""
    contract = one.contract
    if contract.ends_on is None:
        text = N_("{ref} added: {candidate} at {employer} from {start}, for good.")
    else:
        text = N_("{ref} added: {candidate} at {employer} from {start} up to and including {end}.")
    return (
        Sentence.of(
            text,
            ref=contract.ref,
            candidate=one.candidate,
            employer=one.employer,
            start=contract.starts_on,
            end=contract.ends_on,
        ),
    )


def by_last_name(name: str) -> tuple[str, str, str]:
    """By what a name that stands written out is sorted, as Dutch lists do."""
    first, infix, last = names.split(name)
    return last or first, infix, first


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def _ref(kind: Kind, number: int | None) -> str | None:
    return None if number is None else kind.ref(number)
