"""The files that may not be kept any more, and how long each class may be, as a report."""

from collections import Counter
from collections.abc import Mapping

from doorstroom.i18n import N_
from doorstroom.report import Field, Report, Sentence, in_months
from doorstroom.retention import Class, Kept, Period, Retention

KEPT: tuple[Field[Kept], ...] = (
    Field("ref", N_("REF"), lambda one: one.closed.ref),
    Field("name", N_("Name"), lambda one: one.closed.name),
    Field("class", N_("Class"), lambda one: one.closed.kind),
    Field("closed_on", N_("Closed on"), lambda one: one.closed.closed_on, columns=90),
    Field("since", N_("Counts from"), lambda one: one.closed.since),
    Field("until", N_("To be kept until"), lambda one: one.until),
    Field("source", N_("Laid down in"), lambda one: _source(one), columns=110),
)


def report(answer: Retention) -> Report[Kept]:
    """Who is due to be forgotten; below it every class with its period and, year by year, what is kept of it."""
    years = _by_year(answer)
    return Report(
        title=Sentence.of(N_("To be forgotten on {day}"), day=answer.as_of),
        fields=KEPT,
        rows=answer.due,
        notes=(_total(answer), *(_of_class(answer, kind, years[kind]) for kind in Class)),
        about={
            "as_of": answer.as_of,
            "periods": {
                str(kind): {"months": period.months, "source": period.source or None}
                for kind, period in answer.periods.items()
            },
            "years": {str(kind): {str(year): n for year, n in sorted(years[kind].items())} for kind in Class},
        },
    )


def kept_until(periods: Mapping[Class, Period]) -> list[Sentence]:
    """How long a file is kept, to tell whose file it is."""
    if not periods:
        return [Sentence.of(N_("How long it is kept after your file is closed has not been laid down yet."))]
    return [
        Sentence.of(
            N_("It is kept for {months} after your file is closed: {kind} ({source})."),
            months=in_months(period.months),
            kind=kind,
            source=period.source or Sentence.of(N_("choice of the house")),
        )
        for kind, period in periods.items()
    ]


def _source(one: Kept) -> object:
    if one.period is None:
        return None
    return one.period.source or Sentence.of(N_("choice of the house"))


def _by_year(answer: Retention) -> dict[Class, Counter[int]]:
    years: dict[Class, Counter[int]] = {kind: Counter() for kind in Class}
    for one in answer.files:
        years[one.closed.kind][one.closed.since.year] += 1
    return years


def _total(answer: Retention) -> Sentence:
    return Sentence.counted(
        "{n} of {all} closed files may not be kept any more.",
        "{n} of {all} closed files may not be kept any more.",
        n=len(answer.due),
        all=len(answer.files),
    )


def _of_class(answer: Retention, kind: Class, years: Counter[int]) -> Sentence:
    period = answer.periods.get(kind)
    counts = tuple(Sentence.of(N_("{n} from {year}"), n=n, year=str(year)) for year, n in sorted(years.items()))
    if period is None:
        return Sentence.of(
            N_("{kind}: {counts}; no period was set (`doorstroom settings {setting} MONTHS`)."),
            kind=kind,
            counts=counts or Sentence.of(N_("none")),
            setting=str(kind),
        )
    return Sentence.of(
        N_("{kind}: {counts}; kept for {months} ({source})."),
        kind=kind,
        counts=counts or Sentence.of(N_("none")),
        months=in_months(period.months),
        source=period.source or Sentence.of(N_("choice of the house")),
    )
