"""A contract as rows tell it: with the names of those where the work is, which the caseload keeps as workplaces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from doorstroom.model import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedContract(Contract):
    """A contract with the employers where it is worked, as rows tell it.

    ``past`` are those of them where the work has a last day of its own.
    """

    hirers: tuple[int, ...] = ()
    past: frozenset[int] = frozenset()

    @classmethod
    def of(cls, contract: Contract, hirers: Sequence[int], past: Iterable[int]) -> "WorkedContract":
        """A contract with the employers where it is worked, and those where it was."""
        return cls(**_values(contract), hirers=tuple(dict.fromkeys(hirers)), past=frozenset(past))

    def agreed(self, *, candidate: int, employer: int) -> Contract:
        """The contract itself, to be made between these two."""
        return Contract(**_values(self) | {"id": 0, "candidate": candidate, "employer": employer})

    def worked_at(self, named: Sequence[int]) -> tuple[int, ...]:
        """Where it is worked when a row names these: known ones in their order; what is past stays, named or not."""
        kept = [hirer for hirer in self.hirers if hirer in named or hirer in self.past]
        return (*kept, *(hirer for hirer in dict.fromkeys(named) if hirer not in kept))


_FIELDS = tuple(field.name for field in fields(Contract))


def _values(contract: Contract) -> dict[str, Any]:
    return {name: getattr(contract, name) for name in _FIELDS}
