"""Which vacancy a row is: one that an earlier row named, one that is known, or a new one."""

from collections.abc import Hashable, Sequence
from typing import Protocol

from doorstroom.i18n import N_
from doorstroom.intake.change import Change, Judged, differences, from_nothing, made, more
from doorstroom.intake.ledger import Ledger
from doorstroom.intake.row import IncomingRow, Refused
from doorstroom.model.matching import Vacancy
from doorstroom.names import fold
from doorstroom.report import Sentence


class KnownVacancies(Protocol):
    """The vacancies in the caseload."""

    def same_reference(self, vacancy: Vacancy) -> Vacancy | None:
        """Which vacancy has the same outside reference."""

    def vacancies_at(self, employer: int) -> Sequence[Vacancy]:
        """The vacancies of an employer."""


class Vacancies:
    """The vacancies of a file, recognised by outside reference, else by employer, title and first day."""

    def __init__(self, known: KnownVacancies) -> None:
        self.ledger = Ledger()
        self._known = known

    def judge(self, row: IncomingRow, employer: int) -> Judged[Vacancy]:
        """Which vacancy this is, and what the row changes; negative numbers are records to be made. Raises Refused."""
        given = dict(row.vacancy or {})
        if not given.get("title"):
            raise Refused(row.problem(Sentence.of(N_("A vacancy needs a title.")), "vacancy.title"))
        new = made(Vacancy, row, "vacancy", {**given, "employer": employer, "id": self.ledger.next_id()})
        key = _key(new)
        entry, known = self.ledger.find(key), self._recognised(new)
        if entry is not None:
            # Another way to write the same title is nothing new.
            told = given if new.source_ref else {name: value for name, value in given.items() if name != "title"}
            added = more(self.ledger, entry, row, "vacancy", told)
            fields = differences(known, row, "vacancy", added) if known else from_nothing(added)
            return Judged(Change(self.ledger.id(entry), fields=fields), added, entry=entry)
        if known:
            if fold(new.title) == fold(known.title):
                del given["title"]
            # A site may name another organisation for the same reference; whose vacancy it is stays as it was.
            return Judged(Change(known.id, fields=differences(known, row, "vacancy", given)), given, keys=(key,))
        return Judged(Change(new.id, new=new), given, keys=(key,))

    def _recognised(self, new: Vacancy) -> Vacancy | None:
        """The vacancy in the caseload that is meant, if any: never one with another reference."""
        if new.source_ref:
            return self._known.same_reference(new)
        if new.employer < 0:
            return None
        alike = [one for one in self._known.vacancies_at(new.employer) if _key(one, plain=True) == _key(new)]
        return next((one for one in alike if one.closed_on is None), alike[0] if alike else None)


def _key(vacancy: Vacancy, *, plain: bool = False) -> Hashable:
    """What a vacancy is recognised by; ``plain`` leaves its reference aside."""
    if vacancy.source_ref and not plain:
        return "reference", fold(vacancy.source or ""), vacancy.source_ref
    return vacancy.employer, fold(vacancy.title), vacancy.starts_on
