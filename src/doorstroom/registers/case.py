"""What closing a case leaves open, and what comes to a case that is closed, in sentences."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from doorstroom.i18n import N_
from doorstroom.model import Candidate, Contract, Placement
from doorstroom.model.choices import ClosingReason
from doorstroom.report import Sentence

if TYPE_CHECKING:
    from doorstroom.model.following import Step
    from doorstroom.model.matching import Nomination

# Who is gone for one of these reasons has no job to go on in.
_WITHOUT_WORK = (ClosingReason.DROPPED_OUT, ClosingReason.LEFT)


def left_open(
    closed: Candidate, steps: Iterable["Step"], nominations: Iterable["Nomination"], placements: Iterable[Placement]
) -> Iterator[Sentence]:
    """What was agreed, proposed or contracted and goes on although the case was closed, each with what to do about it."""
    for step in steps:
        if step.is_open:
            yield Sentence.of(
                N_("Step {ref} is still open ({text}): `doorstroom done {ref}`, or `doorstroom drop-step {ref}`."),
                ref=step.ref,
                text=step.text,
            )
    for one in nominations:
        if one.proposal.is_open:
            yield Sentence.of(
                N_("Proposal {ref} for {vacancy} is still open: `doorstroom progress {ref} withdrawn` stops it."),
                ref=one.proposal.ref,
                vacancy=one.vacancy,
            )
    for placement in placements if closed.closed_reason in _WITHOUT_WORK else ():
        contract = placement.contract
        if closed.closed_on is not None and (contract.last_day is None or contract.last_day > closed.closed_on):
            yield Sentence.of(
                N_("{ref} at {employer} still runs: `doorstroom end-contract {ref} --on DATE` ends it."),
                ref=contract.ref,
                employer=placement.employer,
            )


def placed_after_closing(who: Candidate, contract: Contract) -> Iterator[Sentence]:
    """That somebody is at work, or will be, while the case is closed, so that no list warns of the end."""
    if who.closed_on is not None and (contract.last_day is None or contract.last_day > who.closed_on):
        yield Sentence.of(
            N_(
                "The case of {ref} was closed on {day}, so no list warns: `doorstroom reopen-candidate {ref}` opens it."
            ),
            ref=who.ref,
            day=who.closed_on,
        )
