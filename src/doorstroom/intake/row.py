"""A row from outside, typed: what it says about a person, an employer, a contract or a vacancy, and what is wrong in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doorstroom.report import Sentence

Given = Mapping[str, Any]
"""The fields that were filled in, by their names in the model; one that a dash cleared has its empty value."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that must be mended before it can be imported: where, and what."""

    sheet: str
    row: int
    cell: str | None
    message: Sentence


class Refused(Exception):
    """A row cannot be imported because of this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.text)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """One row of a sheet; a field that was left blank is in none of its parts.

    ``contract`` and ``vacancy`` are None where there is none; a contract may hold ``hirers``, as names. ``letters`` says in
    which column a field stands, such as ``contract.ends_on``. With ``refers`` the row only names a person, who is described
    elsewhere. ``values`` are the cells as they were, for a file to mend.
    """

    sheet: str
    number: int
    candidate: Given
    employer: Given
    contract: Given | None
    letters: Mapping[str, str]
    values: Sequence[Any] = ()
    refers: bool = False
    problems: tuple[Problem, ...] = ()
    vacancy: Given | None = None

    def problem(self, message: Sentence, field: str = "") -> Problem:
        """A problem with the cell of a field, or with the whole row where that field has no column."""
        letter = self.letters.get(field)
        return Problem(self.sheet, self.number, f"{letter}{self.number}" if letter else None, message)
