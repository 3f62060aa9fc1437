"""What an import would do as a whole: how many rows become what, and the lines that are shown of them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from doorstroom.intake.plan import Outcome, Verdict

Line = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts over the verdicts of an import, and of each kind the first ``most`` lines (None: all of them).

    A line is a dict: ``sheet`` and ``row``, and what there is to say about that row.
    """

    most: int | None = None
    counts: Counter[str] = field(default_factory=Counter)
    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    double: list[Line] = field(default_factory=list)
    problem: list[Line] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """How many rows say only what is known."""
        return self.counts[Outcome.UNCHANGED]

    def add(self, verdict: Verdict) -> None:
        """Count one row."""
        self.counts[verdict.outcome] += 1
        for problem in verdict.problems:
            self.refuse(problem)
