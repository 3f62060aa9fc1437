"""The milestones that follow by themselves: from a registration, the first day of a contract, the closing of a case.

Each knows what it follows from, so that it moves when that moves and goes when that goes. What was noted by hand stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from doorstroom.errors import NotFound, Refused
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Contract, Milestone
from doorstroom.model.choices import Follows, Stage
from doorstroom.report import Sentence
from doorstroom.tables.register import MILESTONE
from doorstroom.writing import marks

if TYPE_CHECKING:
    from doorstroom.store import Store


def follow(caseload: "Store", fact: object) -> None:
    """Put right what follows from a fact that was changed; an undo finds all of that in the log and does it itself."""
    if caseload.log.is_taking_back:
        return
    match fact:
        case Candidate():
            of_candidate(caseload, fact)
        case Contract():
            of_contract(caseload, fact)
        case _:
            pass


def of_contract(caseload: "Store", contract: Contract) -> None:
    """Have whoever a contract is for reach its stage on its first day."""
    right = _of_first_day(contract, contract.id)
    rows = caseload.connection.execute("select * from milestone where contract = :id order by id", {"id": contract.id})
    own = [MILESTONE.fact(row) for row in rows]
    _put_right(caseload, own or _noted_before(caseload.milestones_of(contract.candidate), right), right)


def of_new_contracts(caseload: "Store", contracts: Sequence[Contract], numbers: Sequence[int]) -> None:
    """The same for contracts that were just added and got these numbers, many at once."""
    people = list({one.candidate for one in contracts})
    noted: dict[tuple[int, Stage, date], Milestone] = {}
    for row in caseload.connection.execute(
        f"""select * from milestone where contract is null and follows is null
            and candidate in ({marks(people)}) order by id desc""",  # noqa: S608 - only the marks
        people,
    ):
        one = MILESTONE.fact(row)
        noted[one.candidate, one.stage, one.reached_on] = one
    new = []
    for right in map(_of_first_day, contracts, numbers):
        if known := noted.pop((right.candidate, right.stage, right.reached_on), None):
            caseload.save(replace(known, contract=right.contract))
        else:
            new.append(right)
    caseload.add_all(new)


def of_registrations(caseload: "Store", candidates: Sequence[Candidate], numbers: Sequence[int]) -> None:
    """Have candidates who were just added and got these numbers reach the first stage; the last where a case is closed."""
    both = zip(candidates, numbers, strict=True)
    caseload.add_all([right for one, number in both for right in _of_case(one, number) if right])


def of_candidate(caseload: "Store", candidate: Candidate) -> None:
    """Have a candidate reach the first stage on the day of registration, and the last when the case was closed."""
    known = caseload.milestones_of(candidate.id)
    for follows, right in zip(Follows, _of_case(candidate, candidate.id), strict=True):
        own = [one for one in known if one.follows is follows]
        _put_right(caseload, own or (_noted_before(known, right) if right else []), right)


def _of_first_day(contract: Contract, number: int) -> Milestone:
    return Milestone(candidate=contract.candidate, stage=contract.stage, reached_on=contract.starts_on, contract=number)


def _of_case(candidate: Candidate, number: int) -> tuple[Milestone | None, Milestone | None]:
    """What follows from the registration of a candidate and from the closing of the case, as in ``Follows``."""
    closing = candidate.closed_reason.stage if candidate.closed_reason else None
    registered, closed = (
        None if stage is None or day is None else Milestone(candidate=number, stage=stage, reached_on=day, follows=why)
        for why, stage, day in (
            (Follows.REGISTRATION, Stage.REGISTERED, candidate.registered_on),
            (Follows.CLOSING, closing, candidate.closed_on),
        )
    )
    return registered, closed


def _put_right(caseload: "Store", found: Sequence[Milestone], right: Milestone | None) -> None:
    """Make of what is there one milestone as it should be; None takes all of it away.

    One that a proposal reached too stays what it is for that, and moves for the other only.
    """
    to_do = right
    for one in found:
        if to_do is not None and (one.proposal is None or _is_same(one, to_do)):
            caseload.save(replace(to_do, id=one.id, proposal=one.proposal))
            to_do = None
        elif one.proposal is None:
            caseload.remove(one)
        else:
            caseload.save(replace(one, contract=None, follows=None))
    if to_do is not None:
        caseload.add(to_do)


def _noted_before(known: Sequence[Milestone], right: Milestone) -> list[Milestone]:
    """What is this very milestone, noted by hand or reached by a proposal."""
    return [one for one in known if _is_same(one, right) and (one.contract, one.follows) == (None, None)][:1]


def _is_same(one: Milestone, other: Milestone) -> bool:
    return (one.stage, one.reached_on) == (other.stage, other.reached_on)


def noted(caseload: "Store", who: Candidate, stage: Stage, day: date) -> Sentence:
    """Note by hand that a candidate reached a stage on a day, once; what was done, in a sentence.

    Whose day of registration nobody knew has it from now on.
    """
    fields = {"ref": who.ref, "name": who.name, "stage": stage, "day": day}
    if stage is Stage.REGISTERED and who.registered_on is None:
        caseload.save(replace(who, registered_on=day))
    elif not caseload.reach(who.id, stage, day):
        return Sentence(N_("{ref} {name}: that stage “{stage}” was reached on {day} was known already."), fields)
    return Sentence(N_("{ref} {name}: stage “{stage}” reached on {day}."), fields)


def dropped(caseload: "Store", who: Candidate, stage: Stage, day: date) -> Sentence:
    """Take away what was noted by hand; what was done, in a sentence.

    Raises NotFound when the stage was not reached on that day, and Refused when that follows from something else.
    """
    fields = {"ref": who.ref, "name": who.name, "stage": stage, "day": day}
    found = [one for one in caseload.milestones_of(who.id) if (one.stage, one.reached_on) == (stage, day)]
    if not found:
        raise NotFound(
            N_("{ref} did not reach stage “{stage}” on {day}."),
            hint=N_("`doorstroom show {ref}` shows what was reached, and when."),
            **fields,
        )
    by_hand = [one for one in found if (one.contract, one.proposal, one.follows) == (None, None, None)]
    if not by_hand:
        raise Refused(
            N_("That {ref} reached stage “{stage}” on {day} follows from {what}."),
            hint=N_("Correct that, and the stage moves along."),
            what=found[0].source,
            **fields,
        )
    caseload.remove(by_hand[0])
    return Sentence(N_("{ref} {name}: stage “{stage}” of {day} is gone."), fields)


def doubts(who: Candidate, day: date, today: date) -> Iterator[Sentence]:
    """What is odd about the day of a milestone; nothing of it is forbidden."""
    if who.registered_on is not None and day < who.registered_on:
        yield Sentence.of(
            N_("{day} lies before {ref} was registered, on {registered}."),
            day=day,
            ref=who.ref,
            registered=who.registered_on,
        )
    if who.closed_on is not None and day > who.closed_on:
        yield Sentence.of(
            N_("{day} lies after the case of {ref} was closed, on {closed}."),
            day=day,
            ref=who.ref,
            closed=who.closed_on,
        )
    if day > today:
        yield Sentence.of(N_("{day} is still to come."), day=day)
