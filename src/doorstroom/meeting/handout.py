"""What is handed out to a meeting to be filled in: who is discussed, what was decided so far, and what can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doorstroom.choices import Kind
from doorstroom.meeting.agenda import Agenda, Item
from doorstroom.model.matching import Opening
from doorstroom.model.meeting import Meeting, Outcome

if TYPE_CHECKING:
    from doorstroom.registers.match import Row as MatchRow

# The number of the form in which a filled-in agenda comes back, from a workbook and from the page alike.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on the agenda, with what the meeting decided so far and the number of the last change to that."""

    item: Item
    outcome: Outcome | None
    revision: int


def choice(vacancy: int, title: str, employer: str) -> str:
    """How a vacancy stands where one is chosen, by its number, title and employer: first its REF, by which it comes back."""
    return f"{Kind.VACANCY.ref(vacancy)} {title}, {employer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """The agenda of a meeting with its rows, and what can be chosen: open vacancies, and who is responsible.

    ``caseload`` is the mark of the file that it is from; ``matches`` are the vacancies that fit best for each of the people
    on it, also those that somebody cannot begin at.
    """

    meeting: Meeting
    caseload: str
    agenda: Agenda
    rows: Sequence[Row]
    openings: Sequence[Opening] = ()
    owners: Sequence[str] = ()
    matches: "Sequence[MatchRow]" = ()
