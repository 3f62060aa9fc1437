"""Likely doubles: who may be in the file already, and why. Likeness only warns; nobody is ever merged by it."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple, Protocol

from doorstroom import names
from doorstroom.choices import Choice
from doorstroom.errors import Clash
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.names import Likeness, Named, name_of
from doorstroom.report import Sentence


class Shared(Choice):
    """What two people have in common besides a name."""

    BIRTH_DATE = "birth_date", N_("same day of birth")
    EMAIL = "email", N_("same e-mail address")
    PHONE = "phone", N_("same phone number")
    POSTCODE = "postcode", N_("same postcode")


class Comparable(Named, Protocol):
    """Somebody as far as it matters for likeness; a day of birth may be a day or its text, but the same everywhere."""

    @property
    def id(self) -> int:
        """The number in the file."""

    @property
    def birth_date(self) -> Any:
        """Day of birth."""


class Alike(NamedTuple):
    """What may make two people one: of everybody in a file there are many, so no more than this is kept of each."""

    id: int
    first_name: str
    infix: str
    last_name: str
    birth_date: str | None
    email: str | None
    phone: str | None
    postcode: str | None


class Double(NamedTuple):
    """Somebody who may be the same person, with the reasons."""

    candidate: Candidate
    reasons: tuple[Likeness | Shared, ...]


class Pair(NamedTuple):
    """Two people in the file who may be one, with the reasons; the lower number first."""

    one: int
    other: int
    reasons: tuple[Likeness | Shared, ...]


def reasons(one: Comparable, other: Comparable) -> tuple[Likeness | Shared, ...]:
    """Why these two may be one person; empty when nothing says so.

    The names must resemble each other, so that twins and families who share a phone are left alone. The same name is
    enough; a name that only resembles needs something else in common. Two known days of birth that differ mean two people.
    """
    if _differ(one.birth_date, other.birth_date):
        return ()
    likeness = names.resembles(name_of(one), name_of(other))
    if likeness is None:
        return ()
    shared = tuple(fact for fact in Shared if _has_in_common(one, other, fact))
    return (likeness, *shared) if likeness is Likeness.SAME or shared else ()


def likely(candidate: Candidate, others: Iterable[Candidate]) -> list[Double]:
    """Which of the others may be this person."""
    return [Double(other, why) for other in others if (why := reasons(candidate, other))]


def pairs(people: Sequence[Alike], *, apart: Collection[tuple[int, int]] = ()) -> list[Pair]:
    """Everybody who may be somebody else too, but for the pairs of whom somebody said that they are not.

    Only who has a whole name in common, or a part of one and something else, is compared: not everybody with everybody.
    """
    found: dict[tuple[int, int], Pair] = {}
    for group in _groups(people):
        for one, other in combinations(group, 2):
            if _differ(one.birth_date, other.birth_date):
                continue
            key = (min(one.id, other.id), max(one.id, other.id))
            if key not in found and key not in apart and (why := reasons(one, other)):
                found[key] = Pair(*key, why)
    return [found[key] for key in sorted(found)]


def _groups(people: Sequence[Alike]) -> Iterator[list[Alike]]:
    """Those who are worth comparing with each other; nobody stands alone."""
    yield from _together(people, lambda one: [names.bare(name_of(one))])
    for fact in Shared:
        for sharing in _together(people, lambda one, fact=fact: as_compared(getattr(one, fact))):  # type: ignore[misc]
            yield from _together(sharing, lambda one: names.double_keys(name_of(one)))


def _together(people: Iterable[Alike], keys: Callable[[Alike], Iterable[Hashable]]) -> Iterator[list[Alike]]:
    """Everybody by key, where there is more than one."""
    groups: dict[Hashable, list[Alike]] = {}
    for one in people:
        for key in keys(one):
            groups.setdefault(key, []).append(one)
    return (group for group in groups.values() if len(group) > 1)


def refuse(candidate: Candidate, others: Iterable[Candidate]) -> None:
    """Raise Clash when this person may be in the file already, with who and why."""
    if found := likely(candidate, others):
        raise Clash(
            N_("{name} may be in the file already: {who} ({why})."),
            hint=N_("Look with `doorstroom show {ref}`; add with --anyway when it is somebody else."),
            name=candidate.name,
            who=", ".join(f"{double.candidate.ref} {double.candidate.name}" for double in found),
            why=found[0].reasons,
            ref=found[0].candidate.ref,
        )


def in_words(candidate: Candidate, double: Double) -> Sentence:
    """That somebody in the file looks like somebody else there, and what to do about it."""
    return Sentence.of(
        N_("{who} may be the same person as {other} ({why}): `doorstroom merge {ref} {other_ref}`."),
        who=f"{candidate.ref} {candidate.name}",
        other=f"{double.candidate.ref} {double.candidate.name}",
        why=double.reasons,
        ref=candidate.ref,
        other_ref=double.candidate.ref,
    )


def refuse_namesake(employer: Employer, others: Iterable[Employer]) -> None:
    """Raise Clash when an employer of this name is in the file already."""
    for other in others:
        raise Clash(
            N_("{name} is in the file already: {ref}."),
            hint=N_("Add with --anyway when it is another organisation."),
            name=employer.name,
            ref=other.ref,
        )


def refuse_contract(contract: Contract, others: Iterable[Contract]) -> None:
    """Raise Clash when this person has a contract with this employer from this first day already."""
    for other in _with_the_same(contract, others):
        if other.starts_on == contract.starts_on:
            raise Clash(
                N_("{ref} with this employer starts on {day} too."),
                hint=N_("Look with `doorstroom show {ref}`; add with --anyway when it is another job."),
                ref=other.ref,
                day=other.starts_on,
            )


def refuse_next(contract: Contract, following: Contract, others: Iterable[Contract]) -> None:
    """Raise Clash when something follows a contract already: this person works at this employer in these days."""
    for other in _with_the_same(following, others):
        if other.id != contract.id and other.overlaps(following):
            raise Clash(
                N_("{ref} is followed by {other} already, from {day}."),
                hint=N_("`doorstroom extend-contract {other}` goes on from there; --anyway when it is another job."),
                ref=contract.ref,
                other=other.ref,
                day=other.starts_on,
            )


def at_the_same_time(contract: Contract, others: Iterable[Contract]) -> Iterator[Sentence]:
    """What runs with the same employer in the same days: two jobs there, or one that was entered twice."""
    for other in _with_the_same(contract, others):
        if other.overlaps(contract):
            yield Sentence.of(
                N_("{ref} runs with the same employer in the same days; is that another job?"), ref=other.ref
            )


def _with_the_same(contract: Contract, others: Iterable[Contract]) -> Iterator[Contract]:
    return (one for one in others if one.employer == contract.employer and one.id != contract.id)


def _differ(one: object, other: object) -> bool:
    return one != other and one is not None and other is not None


def _has_in_common(one: Comparable, other: Comparable, fact: Shared) -> bool:
    left, right = (as_compared(getattr(candidate, fact)) for candidate in (one, other))
    return left == right != []


def as_compared(value: Any) -> list[Any]:
    """A value without what people write in more than one way, as a list of none or one."""
    if isinstance(value, str):
        value = "".join(value.split()).casefold()
    return [] if value in (None, "") else [value]
