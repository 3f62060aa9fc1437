"""What asks for attention, as a report."""

from collections.abc import Sequence
from datetime import date

from doorstroom.attention import Matter, Reason, in_short
from doorstroom.i18n import N_
from doorstroom.report import Field, Report, Sentence

ATTENTION: tuple[Field[Matter], ...] = (
    Field("ref", N_("REF"), lambda one: one.who.ref),
    Field("name", N_("Name"), lambda one: one.who.name),
    Field("reason", N_("Reason"), lambda one: one.reason, columns=170),
    Field("why", N_("Why"), lambda one: one.why, marked=True),
    Field("since", N_("Since"), lambda one: one.since, columns=100),
    Field("owner", N_("Owner"), lambda one: one.owner, columns=110),
    Field("coach", N_("Coach"), lambda one: one.who.coach, table=False),
    Field("step", N_("Step REF"), lambda one: one.step, table=False),
    Field("contract", N_("Contract"), lambda one: one.contract, table=False),
    Field("mend", N_("Mend with"), lambda one: one.mend),
)
_STYLES = {
    Reason.ENDED: "bold red",
    Reason.NOTICE: "red",
    Reason.STEP_OVERDUE: "bold yellow",
    Reason.RELAPSE: "bold yellow",
    Reason.NOT_SPOKEN: "yellow",
}


def attention_report(found: Sequence[Matter], as_of: date) -> Report[Matter]:
    """What asks for attention as a report, with how much there is of what."""
    total = Sentence.counted("{n} matter to look at.", "{n} matters to look at.", n=len(found))
    return Report(
        title=Sentence.of(N_("Attention on {as_of}"), as_of=as_of),
        fields=ATTENTION,
        rows=found,
        notes=(total, *in_short(found)),
        style=lambda one: _STYLES.get(one.reason, ""),
    )
