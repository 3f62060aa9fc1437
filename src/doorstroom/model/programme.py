"""Programmes: pilots, cohorts and target groups with a target and a deadline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from doorstroom.choices import Kind
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model.choices import Stage
from doorstroom.model.register import Candidate


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

    def with_partners(self, added: Sequence[int], dropped: Sequence[int] = ()) -> "Programme":
        """The programme with more partners, and without some it had; BadInput for one to drop that is none."""
        partners = tuple(dict.fromkeys((*self.partners, *added)))
        for one in dropped:
            if one not in partners:
                raise BadInput(
                    N_("{partner} is no partner of {ref}."),
                    hint=N_("`doorstroom show {ref}` shows who is."),
                    partner=Kind.EMPLOYER.ref(one),
                    ref=self.ref,
                )
        return replace(self, partners=tuple(one for one in partners if one not in dropped))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a programme is on a day: how many are in it by then, and how many of those were placed since they joined.

    ``partner_names`` are those of its partners, in their order.
    """

    programme: Programme
    people: int
    placed: int
    as_of: date
    partner_names: tuple[str, ...] = ()

    @property
    def percent(self) -> int | None:
        """How much of the target is reached, in whole percents, of which the last comes with the last person."""
        return self.programme.target and 100 * self.placed // self.programme.target

    @property
    def days_left(self) -> int | None:
        """Days up to the deadline; 0 on the day itself, negative when it has passed."""
        return None if self.programme.deadline is None else (self.programme.deadline - self.as_of).days


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a programme as of a day: the stage reached last, and when placed since joining, if so."""

    candidate: Candidate
    stage: Stage | None
    reached_on: date | None
    placed_on: date | None
