"""Who may see what: the fields of each audience, and whose consent is needed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorstroom.choices import Choice
from doorstroom.dates import DAY
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.registers import CANDIDATE
from doorstroom.report import Field, Report, Sentence
from doorstroom.reports import EXPIRING, Leaving


class Audience(Choice):
    """For whom something leaves the tool."""

    MEETING = "meeting", N_("the meeting")
    EMPLOYER = "employer", N_("employers")
    PARTNER = "partner", N_("partners")
    MUNICIPALITY = "municipality", N_("the municipality")

    @property
    def needs_consent(self) -> bool:
        """Whether somebody who does not agree to be shared is left out; a municipality sees its own people."""
        return self in (Audience.EMPLOYER, Audience.PARTNER)


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody who is shared: what is known of the person, and the line of work that ends."""

    candidate: Candidate
    leaving: Leaving

    @property
    def free_from(self) -> date:
        """The first day on which somebody can start elsewhere."""
        after = self.leaving.leaves_on + DAY
        return max(self.candidate.available_from or after, after)


_candidate: Mapping[str, Field[Candidate]] = {field.key: field for field in CANDIDATE}
_leaving: Mapping[str, Field[Leaving]] = {field.key: field for field in EXPIRING}


def _of_candidate(key: str, heading: str | None = None) -> Field[Shared]:
    field = _candidate[key]
    return Field(key, heading or field.heading, lambda row: field.value(row.candidate))


def _of_leaving(key: str) -> Field[Shared]:
    field = _leaving[key]
    return Field(key, field.heading, lambda row: field.value(row.leaving))


_FREE: Field[Shared] = Field("free_from", N_("Can start on"), lambda row: row.free_from)
_CODE = _of_candidate("ref", N_("Code"))
# What helps to see where somebody fits, and judges nobody.
_FITS = tuple(
    _of_candidate(key)
    for key in (
        "talents",
        "wishes",
        "skills",
        "drives",
        "hours_min",
        "hours_max",
        "language_level",
        "licences",
        "transports",
    )
)
_NAME = tuple(_of_candidate(key) for key in ("first_name", "infix", "last_name"))
_JOB = tuple(_of_leaving(key) for key in ("employer", "leaves_on", "because"))
_ANSWERS_TO = _of_candidate("owner", N_("Ask"))

FIELDS: Mapping[Audience, tuple[Field[Shared], ...]] = {
    Audience.EMPLOYER: (_CODE, _of_candidate("first_name"), *_FITS, _FREE, _ANSWERS_TO),
    Audience.PARTNER: (_CODE, *_NAME, _of_candidate("town"), *_JOB, *_FITS, _FREE, _ANSWERS_TO),
    Audience.MUNICIPALITY: (
        _CODE,
        _of_candidate("number"),
        *_NAME,
        *(_of_candidate(key) for key in ("birth_date", "postcode", "town", "target_group", "benefit", "benefit_since")),
        *_JOB,
        _of_leaving("notice_by"),
        _of_candidate("hours_min"),
        _of_candidate("hours_max"),
        _FREE,
        _of_candidate("owner"),
        _of_candidate("coach"),
    ),
}


def fields_for(audience: Audience) -> tuple[Field[Shared], ...]:
    """What this audience sees; of a meeting this is not asked, which sees the whole workbook."""
    return FIELDS[audience]


def share(
    leaving: Iterable[Leaving], candidates: Mapping[int, Candidate], audience: Audience
) -> tuple[tuple[Shared, ...], int]:
    """Everybody on the list whom this audience may see, and how many were left out because they do not agree to it."""
    everybody = [Shared(candidates[row.person.id], row) for row in leaving]
    if not audience.needs_consent:
        return tuple(everybody), 0
    shown = tuple(one for one in everybody if one.candidate.may_share is not False)
    return shown, len(everybody) - len(shown)


def shared_report(
    rows: Sequence[Shared], audience: Audience, *, as_of: date, months: int, left_out: int
) -> Report[Shared]:
    """What this audience gets, as a report: nothing is sensitive in it any more, for what is has no field."""
    unasked = sum(1 for row in rows if audience.needs_consent and row.candidate.may_share is None)
    notes = [Sentence.counted("{n} person.", "{n} people.", n=len(rows))]
    if left_out:
        notes.append(
            Sentence.counted(
                "{n} person was left out, who does not agree to be shared.",
                "{n} people were left out, who do not agree to be shared.",
                n=left_out,
            )
        )
    if unasked:
        notes.append(
            Sentence.counted(
                "Of {n} person nobody wrote down whether they agree to be shared.",
                "Of {n} people nobody wrote down whether they agree to be shared.",
                n=unasked,
            )
        )
    about: dict[str, Any] = {"as_of": as_of, "months": months, "for_whom": str(audience), "left_out": left_out}
    return Report(
        title=Sentence.of(N_("Who can start elsewhere, for {audience}"), audience=audience),
        fields=tuple(field._replace(sensitive=False) for field in fields_for(audience)),
        rows=rows,
        notes=tuple(notes),
        about=about,
    )
