"""The columns of dates, and the dates as a report."""

from datetime import timedelta

from doorstroom.choices import Kind
from doorstroom.deadlines.facts import What
from doorstroom.deadlines.reckoning import OF_SCHEME, Deadlines
from doorstroom.deadlines.row import Deadline
from doorstroom.i18n import N_
from doorstroom.report import Field, Report, Sentence, in_months

_URGENT = timedelta(days=31)

DEADLINE: tuple[Field[Deadline], ...] = (
    Field("ref", N_("REF"), lambda row: row.ref),
    Field("day", N_("Day"), lambda row: row.day, marked=True),
    Field("days_left", N_("Days"), lambda row: row.days_left, marked=True),
    Field("kind", N_("What"), lambda row: row.what),
    Field("candidate", N_("Candidate REF"), lambda row: _ref(Kind.CANDIDATE, row.whose.candidate), table=False),
    Field("name", N_("Candidate"), lambda row: row.whose.name or None),
    Field("employer", N_("Employer"), lambda row: row.whose.employer_name or None),
    Field("employer_ref", N_("Employer REF"), lambda row: _ref(Kind.EMPLOYER, row.whose.employer), table=False),
    Field("who", N_("Who acts"), lambda row: row.who, table=False),
    Field("who_name", N_("Who acts by name"), lambda row: row.who_name, table=False),
    Field("acts", N_("Who acts"), lambda row: row.who_name or row.who, columns=96),
    Field("to_do", N_("What to do"), lambda row: row.to_do, columns=150),
    Field("working_day", N_("Last working day"), lambda row: row.working_day, columns=112),
    Field("is_late", N_("Late"), lambda row: row.is_late, table=False),
    Field("rule", N_("Rule"), lambda row: row.rule.key if row.rule else None, table=False),
    Field("source", N_("Source"), lambda row: row.source, columns=170),
    Field("owner", N_("Owner"), lambda row: row.whose.owner, table=False),
    Field("coach", N_("Coach"), lambda row: row.whose.coach, table=False),
)


_OF_A_SCHEME = N_("Look at {ref}.")


def discreet_to_do(row: Deadline) -> Sentence:
    """What must be done, without which scheme somebody has: that tells what group they belong to."""
    return Sentence.of(_OF_A_SCHEME, ref=row.ref) if row.what in OF_SCHEME else row.to_do


def discreet_source(row: Deadline) -> tuple[str | Sentence, ...]:
    """The rule behind it, unless that tells which scheme somebody has."""
    return () if row.what in OF_SCHEME else (row.source,)


def report(answer: Deadlines) -> Report[Deadline]:
    """The dates as a report: how many there are, and how many are late."""
    return Report(
        title=Sentence.of(N_("Dates within {months} of {as_of}"), months=in_months(answer.months), as_of=answer.as_of),
        fields=DEADLINE,
        rows=answer.rows,
        notes=(
            Sentence.counted(
                "{n} date up to and including {until}, {late} late.",
                "{n} dates up to and including {until}, {late} late.",
                n=answer.there_are,
                until=answer.until,
                late=answer.late,
            ),
        ),
        style=_style,
        about={
            "as_of": answer.as_of,
            "months": answer.months,
            "until": answer.until,
            "counts": {str(what): answer.counts[what] for what in What if what in answer.counts},
        },
        further=answer.there_are - len(answer.rows),
    )


def _style(row: Deadline) -> str:
    if row.is_late:
        return "bold red"
    return "yellow" if row.day <= row.as_of + _URGENT else ""


def _ref(kind: Kind, number: int | None) -> str | None:
    return None if number is None else kind.ref(number)
