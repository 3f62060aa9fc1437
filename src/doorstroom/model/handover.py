"""Handing over: a caseload that goes from one colleague to another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from doorstroom.choices import Choice
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model.following import Step
from doorstroom.model.matching import Vacancy
from doorstroom.model.register import Candidate, Employer


class Role(Choice):
    """As what a colleague goes with a candidate."""

    OWNER = "owner", N_("owner")
    COACH = "coach", N_("coach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What is a colleague's and not yet closed or done: what would change hands.

    ``closed`` counts the closed cases, which stay as they are.
    """

    owned: tuple[Candidate, ...] = ()
    coached: tuple[Candidate, ...] = ()
    steps: tuple[Step, ...] = ()
    employers: tuple[Employer, ...] = ()
    vacancies: tuple[Vacancy, ...] = ()
    closed: int = 0

    def refuse_same(self, name: str) -> None:
        """Raise BadInput when all of it stands in exactly this name already."""
        owned: tuple[Candidate | Step | Employer | Vacancy, ...]
        owned = (*self.owned, *self.steps, *self.employers, *self.vacancies)
        if {one.owner for one in owned} | {one.coach for one in self.coached} == {name}:
            raise BadInput(
                N_("All of it is in the name of {name} already."), hint=N_("Give another colleague."), name=name
            )

    def to(self, name: str) -> Iterator[Any]:
        """Every record as it is once it is this colleague's."""
        candidates = {one.id: one for one in (*self.owned, *self.coached)}
        for one in self.owned:
            candidates[one.id] = replace(candidates[one.id], owner=name)
        for one in self.coached:
            candidates[one.id] = replace(candidates[one.id], coach=name)
        yield from candidates.values()
        yield from (replace(one, owner=name) for one in self.steps)
        yield from (replace(one, owner=name) for one in self.employers)
        yield from (replace(one, owner=name) for one in self.vacancies)
