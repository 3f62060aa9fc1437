"""The derived rows that make `expiring` quick: for every stay the days that ``limits`` found, kept in step with contracts.

``leaving`` reads them.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from doorstroom import rulebook
from doorstroom.connection import path_of
from doorstroom.damage import NOT_AS_WRITTEN, DamagedRecord, as_day, day_in
from doorstroom.model import Contract, Employer
from doorstroom.model.choices import ContractKind
from doorstroom.tables.register import EMPLOYER
from doorstroom.writing import marks

if TYPE_CHECKING:
    from doorstroom.limits import Stay, Workplaces

# A day after all others, so that "not yet" needs no second form in SQL.
NEVER = "9999-12-31"


class Row(NamedTuple):
    """A stay as it lies in the file."""

    candidate: int
    employer: int
    contract: int
    first_day: str
    last_day: str | None
    leaves_on: str | None
    because: str | None
    is_permanent: int
    policy_until: str | None
    chain_until: str | None
    chain_contracts: int
    notice_by: str | None
    checks: str
    superseded_on: str
    is_parallel: int
    closed_on: str


_COLUMNS = ", ".join(Row._fields)
_WRITE = f"insert into stay ({_COLUMNS}) values ({marks(Row._fields)})"  # noqa: S608 - our own names
# What of a contract limits can depend on where its employer is looked at by itself; else the hours can matter too.
_MATTERS = ("starts_on", "ends_on", "ended_on", "kind", "subsidised", "earlier_unknown")
_CAREERS = f"""
    select contract.candidate, contract.id, contract.employer, {", ".join(f"contract.{name}" for name in _MATTERS)},
        contract.hours, candidate.birth_date, candidate.closed_on
    from contract join candidate on candidate.id = contract.candidate
    where contract.candidate in ({{marks}})
    order by contract.candidate, contract.starts_on, contract.id
"""  # noqa: S608 - our own names
_CANDIDATE, _CONTRACT, _EMPLOYER, _STARTS_ON, _ENDS_ON, _ENDED_ON, _KIND = range(7)
_TERMS = slice(_STARTS_ON, _STARTS_ON + len(_MATTERS))
_OF_CONTRACT = slice(_CANDIDATE, _TERMS.stop + 1)
_BIRTH_DATE, _CLOSED_ON = -2, -1
# Different lists of contracts of which the stays are remembered; 100,000 people have nearly so many.
_REMEMBERED = 1 << 14
# People whose stays are computed at once: enough to spare statements, few enough to hold.
_TOGETHER = 500

# Of one person, as ``_CAREERS`` has them; and by employer.
_Rows = list[tuple[Any, ...]]
_AtEmployers = dict[int, _Rows]


def people_at(connection: sqlite3.Connection, employer: int) -> set[int]:
    """Whose limits may change when this employer changes: everybody who worked there or at its successors, for whomever."""
    rows = connection.execute(
        """with recursive family (id) as (
                select :employer
                union select employer.successor_of from employer join family on employer.id = family.id
                    where employer.successor_of is not null
                union select employer.id from employer join family on employer.successor_of = family.id
            )
            select candidate from contract where employer in (select id from family)
            union select candidate from workplace join contract on contract.id = workplace.contract
                where workplace.employer in (select id from family)""",
        {"employer": employer},
    )
    return {row["candidate"] for row in rows}


# --- computing ---------------------------------------------------------------------------------------------------


def rewrite(connection: sqlite3.Connection, candidates: Collection[int] | None = None) -> None:
    """Compute the stays of these candidates, or of everybody, and put them in place of the old ones."""
    answer = _answers(connection)
    for together in _groups(connection, candidates):
        connection.execute(f"delete from stay where candidate in ({marks(together)})", together)  # noqa: S608
        connection.executemany(_WRITE, answer(together))


def stored(connection: sqlite3.Connection) -> Iterator[Row]:
    """Every stay as it lies in the file, by candidate and first day."""
    for row in connection.execute(f"select {_COLUMNS} from stay order by candidate, first_day, contract"):  # noqa: S608
        yield Row(*row)


def computed(connection: sqlite3.Connection) -> Iterator[Row]:
    """The stays of everybody as they should lie in the file, by candidate and first day."""
    answer = _answers(connection)
    for together in _groups(connection, None):
        yield from answer(together)


def _groups(connection: sqlite3.Connection, candidates: Collection[int] | None) -> Iterator[list[int]]:
    """These candidates, or everybody, a few hundred at a time and in order."""
    if candidates is None:
        candidates = [row["id"] for row in connection.execute("select id from candidate")]
    waiting = iter(sorted(candidates))
    while together := list(islice(waiting, _TOGETHER)):
        yield together


def _answers(connection: sqlite3.Connection) -> Callable[[list[int]], Iterator[Row]]:
    """What computes the stays of candidates with the rules in force and the employers as they are now.

    Many have had the same contracts on the same days; where nothing else matters, ``limits`` is asked once for them all.
    """
    from doorstroom import limits
    from doorstroom.tables.workplace import employers_by_contract

    rules = rulebook.of(path_of(connection))
    employers = {row["id"]: EMPLOYER.fact(row) for row in connection.execute("select * from employer")}
    apart = limits.Apart(employers, rules)
    terms = {number: (one.policy_months, one.policy_gap, one.cao) for number, one in employers.items()}

    @lru_cache(maxsize=_REMEMBERED)
    def alone(employer_terms: tuple[int | None, int | None, str | None], contracts: tuple[Any, ...]) -> list[_Part]:
        """The stays of whoever had these contracts at an employer with these terms, and whose others do not matter."""
        policy_months, policy_gap, cao = employer_terms
        one = Employer(id=1, name="-", policy_months=policy_months, policy_gap=policy_gap, cao=cao)
        theirs = [_contract((1, place, one.id, *each, None)) for place, each in enumerate(contracts)]
        found = limits.stays(theirs, {one.id: one}, rules)
        return [_Part(stay.contract.id, stay.first_day, stay.last_day, _kept(stay)) for stay in found]

    def put_together(candidate: int, at_employers: _AtEmployers, closed_on: str) -> Iterator[Row]:
        parts = [
            (part.first_day, rows[part.place][_CONTRACT], employer, part)
            for employer, rows in at_employers.items()
            for part in alone(terms[employer], tuple([row[_TERMS] for row in rows]))
        ]
        if len(parts) > 1:
            # Two that begin on one day come in the order in which the file has them.
            parts.sort(key=itemgetter(0, 1))
        lie = limits.neighbours([(first_day, part.last_day) for first_day, _, _, part in parts])
        for (_, contract, employer, part), (superseded_on, is_parallel) in zip(parts, lie, strict=True):
            after = _text(superseded_on) or NEVER
            yield Row._make((candidate, employer, contract, *part.kept, after, int(is_parallel), closed_on))

    def is_apart(career: _Rows, at_employers: _AtEmployers, workplaces: "Workplaces", born_on: date | None) -> bool:
        _, contracts, _, starts, ends, ended, kinds, *_ = zip(*career, strict=True)
        sites: list[Collection[int]] = [(employer,) for employer in at_employers]
        is_hidden = False
        if ContractKind.AGENCY in kinds or not workplaces.keys().isdisjoint(contracts):
            sites = [_sites(employer, rows, workplaces) for employer, rows in at_employers.items()]
            is_hidden = any(row[_KIND] == ContractKind.AGENCY and row[_CONTRACT] not in workplaces for row in career)
        return apart.holds(
            sites,
            is_hidden=is_hidden,
            born=None if born_on is None else born_on.year,
            first=day_in(starts[0]).year,
            # Agreed or real: the later of both is never too early.
            last=day_in(max((*starts, *filter(None, ends), *filter(None, ended)))).year,
        )

    def answer(candidates: list[int]) -> Iterator[Row]:
        careers = connection.cursor()
        careers.row_factory = None
        careers.execute(_CAREERS.format(marks=marks(candidates)), candidates)
        workplaces = employers_by_contract(connection, candidates)
        for candidate, rows in groupby(careers, key=itemgetter(_CANDIDATE)):
            career = list(rows)
            born_on, closed_on = as_day(career[0][_BIRTH_DATE]), career[0][_CLOSED_ON] or NEVER
            at_employers: _AtEmployers = {}
            for row in career:
                at_employers.setdefault(row[_EMPLOYER], []).append(row)
            if is_apart(career, at_employers, workplaces, born_on):
                yield from put_together(candidate, at_employers, closed_on)
            else:
                theirs = [_contract(row[_OF_CONTRACT]) for row in career]
                found = limits.stays(theirs, employers, rules, workplaces=workplaces, born_on=born_on)
                for stay in sorted(found, key=lambda one: (one.first_day, one.contract.id)):
                    yield _row(stay, closed_on)

    return answer


def _sites(employer: int, rows: _Rows, workplaces: "Workplaces") -> set[int]:
    """The employer, and those where its contracts are worked."""
    return {employer}.union(*(workplaces.get(row[_CONTRACT], ()) for row in rows))


def _contract(row: Sequence[Any]) -> Contract:
    """The contract of a row of ``_CAREERS``, as far as limits can depend on it; DamagedRecord when it cannot be."""
    candidate, number, employer, starts_on, ends_on, ended_on, kind, subsidised, earlier_unknown, hours = row
    try:
        return Contract(
            id=number,
            candidate=candidate,
            employer=employer,
            starts_on=day_in(starts_on),
            ends_on=as_day(ends_on),
            ended_on=as_day(ended_on),
            kind=ContractKind(kind),
            subsidised=bool(subsidised),
            hours=hours,
            earlier_unknown=bool(earlier_unknown),
        )
    except NOT_AS_WRITTEN as error:
        raise DamagedRecord from error


class _Part(NamedTuple):
    """A stay without whose it is and what else they did: the place of its last contract among those at the employer."""

    place: int
    first_day: date
    last_day: date | None
    kept: tuple[Any, ...]


def _row(stay: "Stay", closed_on: str) -> Row:
    after = _text(stay.superseded_on) or NEVER
    return Row._make(
        (stay.candidate, stay.employer, stay.contract.id, *_kept(stay), after, int(stay.is_parallel), closed_on)
    )


def _kept(stay: "Stay") -> tuple[Any, ...]:
    """The columns that do not depend on whose stay it is and on what else they did, from ``first_day`` to ``checks``."""
    return (
        _text(stay.first_day),
        _text(stay.last_day),
        _text(stay.leaves_on),
        stay.because and str(stay.because),
        int(stay.is_permanent),
        _text(stay.policy_until),
        _text(stay.chain_until),
        stay.chain_contracts,
        _text(stay.notice_by),
        " ".join(stay.checks),
    )


# There are few different days, and their texts lie in many rows that are held at once.
@lru_cache(maxsize=4096)
def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
