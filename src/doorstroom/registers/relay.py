"""The columns of relays: which season follows on which, and what lies in between."""

from collections.abc import Sequence
from datetime import date

from doorstroom.i18n import N_
from doorstroom.matching.relay import Relay
from doorstroom.report import Field, Report, Sentence

RELAY: tuple[Field[Relay], ...] = (
    Field("ref", N_("REF"), lambda one: one.here.employer.ref, table=False),
    Field("from_name", N_("Ends at"), lambda one: one.here.employer.name),
    Field("ends_on", N_("Season until"), lambda one: one.here.last),
    Field("to", N_("Employer REF"), lambda one: one.there.employer.ref, table=False),
    Field("to_name", N_("Starts at"), lambda one: one.there.employer.name),
    Field("vacancy", N_("Vacancy"), lambda one: one.there.opening and one.there.opening.vacancy.ref),
    Field("starts_on", N_("Starts on"), lambda one: one.there.first),
    Field("gap_days", N_("Days without work"), lambda one: one.gap_days),
    Field("until", N_("Until"), lambda one: one.there.last, columns=110),
    Field("back_on", N_("Back on"), lambda one: one.back_on, columns=100),
    Field("gap_back_days", N_("Days before going back"), lambda one: one.gap_back_days, columns=100),
    Field("hours", N_("Hours a week"), lambda one: one.hours, table=False),
    Field("hours_lost", N_("Hours lost"), lambda one: one.hours_lost),
    Field("people", N_("Who leaves then"), lambda one: tuple(f"{who.ref} {who.name}" for who in one.people)),
)


def relays(found: Sequence[Relay], as_of: date) -> Report[Relay]:
    """Seasonal work that follows on other seasonal work, seen from a day."""
    return Report(
        title=Sentence.of(N_("Seasons that follow each other, seen from {as_of}"), as_of=as_of),
        fields=RELAY,
        rows=found,
        notes=(
            Sentence.counted("{n} pair.", "{n} pairs.", n=len(found)),
            Sentence.of(N_("Days and hours are those of one person in one year, there and back.")),
        ),
    )
