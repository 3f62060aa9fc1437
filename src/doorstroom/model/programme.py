"""Programmes: pilots, cohorts and target groups with a target and a deadline."""

from dataclasses import dataclass
from datetime import date

from doorstroom.choices import Kind
from doorstroom.errors import BadInput
from doorstroom.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A pilot, cohort or target group: how many people it is to place, by when (that day included), and with whom.

    ``partners`` are employers, by their numbers.
    """

    id: int = 0
    name: str
    target: int | None = None
    deadline: date | None = None
    partners: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.name:
            raise BadInput(N_("A programme needs a name."), hint=N_("Give the name people use."))
        if self.target is not None and not 1 <= self.target <= 1_000_000:
            raise BadInput(N_("{n} is no number of people."), hint=N_("Give 1 or more."), n=self.target)

    @property
    def ref(self) -> str:
        """``G1``."""
        return Kind.PROGRAMME.ref(self.id)
