"""Chance that can be repeated: the same seed draws the same things."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


class Draw:
    """Draws from pools; built on ``random()`` alone, the one sequence that Python promises never to change."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed).random  # noqa: S311 - invented people need no secrets

    def chance(self, share: float) -> bool:
        """Yes, in this share of the cases."""
        return self._random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, pool: Sequence[Thing]) -> Thing:
        """One of these."""
        return pool[int(self._random() * len(pool))]

    def some(self, pool: Sequence[Thing], most: int) -> tuple[Thing, ...]:
        """One to ``most`` of these, each at most once."""
        return tuple(dict.fromkeys(self.pick(pool) for _ in range(self.between(1, most))))

    def shuffled(self, pool: Sequence[Thing]) -> list[Thing]:
        """All of these in another order."""
        return sorted(pool, key=lambda _: self._random())

    def dealt(self, pool: Sequence[Thing]) -> Iterator[Thing]:
        """These without end, as cards are dealt: each comes once before any comes again."""
        while True:
            yield from self.shuffled(pool)
