"""One date that matters, and what is said of it."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from doorstroom.dates import working_day
from doorstroom.deadlines.facts import What, Who, Whose
from doorstroom.i18n import N_
from doorstroom.report import Sentence
from doorstroom.rules import Rule


class Deadline(NamedTuple):
    """A date that matters: the record it comes from, what must be done, by whom, by which rule.

    ``key`` names it for as long as it exists, however often its day moves. ``is_late`` says that the day has passed and
    it must still be done. ``detail`` fills the sentence of what must be done.
    """

    day: date
    what: What
    ref: str
    key: str
    who: Who
    whose: Whose
    as_of: date
    rule: Rule | None = None
    who_name: str | None = None
    detail: dict[str, Any] | None = None
    said: str = ""

    @property
    def days_left(self) -> int:
        """Days from the day asked; negative when it has passed."""
        return (self.day - self.as_of).days

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.day < self.as_of

    @property
    def working_day(self) -> date:
        """The last working day on which it can be done in time."""
        return _working_day(self.day)

    @property
    def to_do(self) -> Sentence:
        """What must be done, without the name of a candidate."""
        return Sentence(self.said or _TO_DO[self.what], {"employer": self.whose.employer_name, **(self.detail or {})})

    @property
    def source(self) -> str | Sentence:
        """The article behind it, or who set the day."""
        if self.rule is not None:
            return self.rule.source
        if self.what is What.RETENTION and (self.detail or {}).get("source"):
            return str((self.detail or {})["source"])
        return Sentence(
            _SET_BY.get(self.what, N_("agreed in {ref}")),
            {"ref": self.ref, "employer": self.whose.employer_name, **(self.detail or {})},
        )


# A caseload has few different days, and each is asked for often.
_working_day = cache(working_day)

_TO_DO = {
    What.CONTRACT_END: N_("Last day at {employer}: have the next step ready."),
    What.POLICY_LIMIT: N_("{employer} keeps subsidised people no longer than this."),
    What.CHAIN_LIMIT: N_("Whoever works on after this day has a permanent contract by law."),
    What.NOTICE: N_(
        "{employer} says in writing whether {contract} goes on; each day late costs a day's pay, at most {pay} of pay."
    ),
    What.FOUR_MONTHS: N_("From now on UWV helps whose job ends within {months}."),
    What.SUPPORT_END: N_("Last day of {scheme}."),
    What.REVIEW: N_("Look again at {scheme}."),
    What.APPLICATION: N_("Apply for {scheme}; the last day is {last}."),
    What.CERTIFICATE: N_("Last day of a certificate."),
    What.STEP: N_("Do the step {ref}."),
    What.CONVERSATION: N_("Speak again, as agreed."),
    What.VACANCY: N_("Last day to react to “{text}” at {employer}."),
    What.SEASON_START: N_("The work at {employer} begins: propose people."),
    What.SEASON_STOP: N_("The work at {employer} stops: find winter or summer work."),
    What.AFTERCARE: N_("{after} after the start at {employer}: speak with the {party}."),
    What.RETENTION: N_("Last day on which the file may be kept; then `doorstroom retention` forgets it."),
    What.PROGRAMME: N_("The target of {text} must be reached."),
    What.ASSIGNMENT: N_("Social return on “{text}” must be met."),
}
NOTICE_LATE = N_(
    "{employer} must still say in writing whether {contract} goes on: {late} late costs {late} of pay, at most {pay} of pay."
)
AFTERCARE_WITH_BOTH = N_("{after} after the start at {employer}: speak with candidate and employer.")
FLAT_RATE_ENDS = N_("Last day of {scheme}: have productivity measured before it.")
_SET_BY = {
    What.POLICY_LIMIT: N_("own choice of {employer}: {lasting}"),
    What.SEASON_START: N_("season of {employer}"),
    What.SEASON_STOP: N_("season of {employer}"),
    What.VACANCY: N_("vacancy {ref}"),
    What.CONVERSATION: N_("agreed on {since}"),
    What.STEP: N_("agreed on {since}"),
    What.AFTERCARE: N_("own rhythm of after-care"),
    What.RETENTION: N_("own choice: {lasting}"),
}
