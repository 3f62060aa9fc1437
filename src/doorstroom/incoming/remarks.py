"""What was left out while rows went by, counted, so that it can be said in a few sentences."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from doorstroom.report import Sentence


class Remark(NamedTuple):
    """A sentence for one time and for more; being given here marks both for translation.

    It may use ``n``, ``sheet``, ``column`` and ``word``.
    """

    one: str
    many: str


BSN = Remark(
    "{sheet}, column {column}: {n} BSN was left out; a BSN is never kept.",
    "{sheet}, column {column}: {n} BSNs were left out; a BSN is never kept.",
)
NO_COUNTERPART = Remark(
    "{sheet}, column {column}: “{word}” has no counterpart here and was left blank {n} time.",
    "{sheet}, column {column}: “{word}” has no counterpart here and was left blank {n} times.",
)
TITLE = Remark(
    "{sheet}: {n} row is a title over several columns and was left out.",
    "{sheet}: {n} rows are titles over several columns and were left out.",
)
HEADINGS = Remark(
    "{sheet}: {n} row repeats the headings and was left out.",
    "{sheet}: {n} rows repeat the headings and were left out.",
)
EXAMPLE = Remark(
    "{sheet}: {n} row is the example and was left out.",
    "{sheet}: {n} rows are examples and were left out.",
)
NOTE = Remark(
    "{sheet}: {n} row holds no more than “{word}” and was left out.",
    "{sheet}: {n} rows hold no more than “{word}” and were left out.",
)
TOTAL = Remark(
    "{sheet}: {n} row is a total and was left out.",
    "{sheet}: {n} rows are totals and were left out.",
)
UNKNOWN_ONLY = Remark(
    "{sheet}: {n} row has nothing in the columns that are known and was left out.",
    "{sheet}: {n} rows have nothing in the columns that are known and were left out.",
)
NO_CONTRACT = Remark(
    "{sheet}: {n} row has no employer and no days, so no contract; what else it says of one was left out.",
    "{sheet}: {n} rows have no employer and no days, so no contract; what else they say of one was left out.",
)

UNTIL = Remark(
    "{sheet}, column {column}: {n} day is taken as the last day of the scheme, that day included.",
    "{sheet}, column {column}: {n} days are taken as the last day of the scheme, that day included.",
)


@dataclass(slots=True)
class Remarks:
    """The remarks about a file, counted by sheet, column and word."""

    _counted: Counter[tuple[Remark, str, str, str]] = field(default_factory=Counter)

    def count(self, remark: Remark, sheet: str, column: str = "", word: str = "") -> None:
        """One more of these."""
        self._counted[remark, sheet, column, word] += 1

    def sentences(self) -> list[Sentence]:
        """A sentence for each kind, in the order in which they were met."""
        return [
            Sentence.counted(remark.one, remark.many, n=n, sheet=sheet, column=column, word=word)
            for (remark, sheet, column, word), n in self._counted.items()
        ]
