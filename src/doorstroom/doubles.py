"""Likely doubles: who may be in the file already, and why. Likeness only warns; nobody is ever merged by it."""

from collections.abc import Iterable
from dataclasses import dataclass

from doorstroom import names
from doorstroom.choices import Choice
from doorstroom.errors import Clash
from doorstroom.i18n import N_
from doorstroom.model import Candidate, Employer
from doorstroom.names import Likeness, Name


class Shared(Choice):
    """What two people have in common besides a name."""

    BIRTH_DATE = "birth_date", N_("same day of birth")
    EMAIL = "email", N_("same e-mail address")
    PHONE = "phone", N_("same phone number")
    POSTCODE = "postcode", N_("same postcode")


@dataclass(frozen=True, slots=True)
class Double:
    """Somebody who may be the same person, with the reasons."""

    candidate: Candidate
    reasons: tuple[Likeness | Shared, ...]


def likely(candidate: Candidate, others: Iterable[Candidate]) -> list[Double]:
    """Which of the others may be this person.

    The names must resemble each other, so that twins and families who share a phone are left alone. The same name is
    enough; a name that only resembles needs something else in common. Two known days of birth that differ mean two people.
    """
    found = []
    for other in others:
        likeness = names.resembles(_name(candidate), _name(other))
        if likeness is None or _differ(candidate.birth_date, other.birth_date):
            continue
        shared = tuple(fact for fact in Shared if _has_in_common(candidate, other, fact))
        if likeness is Likeness.SAME or shared:
            found.append(Double(other, (likeness, *shared)))
    return found


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


def refuse_namesake(employer: Employer, others: Iterable[Employer]) -> None:
    """Raise Clash when an employer of this name is in the file already."""
    for other in others:
        raise Clash(
            N_("{name} is in the file already: {ref}."),
            hint=N_("Add with --anyway when it is another organisation."),
            name=employer.name,
            ref=other.ref,
        )


def _name(candidate: Candidate) -> Name:
    return Name(candidate.first_name, candidate.infix, candidate.last_name)


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _has_in_common(one: Candidate, other: Candidate, fact: Shared) -> bool:
    left, right = (getattr(candidate, fact) for candidate in (one, other))
    if isinstance(left, str) and isinstance(right, str):
        return "".join(left.split()).casefold() == "".join(right.split()).casefold() != ""
    return left is not None and left == right
