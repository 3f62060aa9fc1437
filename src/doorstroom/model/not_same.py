"""What somebody said about two people who look like doubles: they are not the same."""

from dataclasses import dataclass

from doorstroom.errors import BadInput
from doorstroom.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSame:
    """Two candidates who are two people, however alike; the lower number is ``candidate``, whichever was given first."""

    id: int = 0
    candidate: int
    other: int

    def __post_init__(self) -> None:
        if self.candidate == self.other:
            raise BadInput(N_("That is one and the same record."), hint=N_("Give two different people."))
        if self.candidate > self.other:
            low, high = self.other, self.candidate
            object.__setattr__(self, "candidate", low)
            object.__setattr__(self, "other", high)
