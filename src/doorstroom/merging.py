"""Two records of one person become one: what is filled in, what is added to lists, and what is kept as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from doorstroom import registers
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.model import Candidate
from doorstroom.registers.history import noun
from doorstroom.report import Field, Sentence

# A name is one thing, and whether a case is closed too: of neither is half taken from another record.
_NAME = ("first_name", "infix", "last_name")
_CASE = ("closed_on", "closed_reason", "closed_note")
_UNSEEN = ("id", "fingerprint")
_EMPTY = (None, "", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What hangs on the record that goes: by kind, how much moves, and how much is there already and goes with it."""

    moves: Sequence[tuple[str, int]] = ()
    doubled: Sequence[tuple[str, int]] = ()
    said_not_same: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What a merge does: ``result`` is the record that stays, as it will be; the rest are names of fields."""

    kept: Candidate
    gone: Candidate
    result: Candidate
    filled: tuple[str, ...]
    united: tuple[str, ...]
    differing: tuple[str, ...]
    attached: Attached


def plan(kept: Candidate, gone: Candidate, attached: Attached) -> Merge:
    """What becomes of two records of one person: empty fields are filled, lists united, and what differs stays as it is.

    What cannot go together, such as more hours at least than at most, counts as differing. Raises BadInput for one record.
    """
    if kept.id == gone.id:
        raise BadInput(N_("That is one and the same record."), hint=N_("Give two different people."))
    result = kept
    filled: list[str] = []
    united: list[str] = []
    differing: list[str] = []
    for field in fields(Candidate):
        name = field.name
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if name == "id" or mine == theirs:
            continue
        if isinstance(mine, tuple):
            together = tuple(dict.fromkeys((*mine, *theirs)))
            if together != mine:
                result = replace(result, **{name: together})  # type: ignore[arg-type]
                united.append(name)
        elif name in (*_NAME, *_CASE):
            differing.append(name)
        elif theirs not in _EMPTY:
            with_theirs = _filled(result, name, theirs) if mine in _EMPTY else None
            result = with_theirs or result
            (filled if with_theirs else differing).append(name)
    return Merge(
        kept=kept,
        gone=gone,
        result=result,
        filled=_seen(filled),
        united=_seen(united),
        differing=_seen(differing),
        attached=attached,
    )


def _filled(candidate: Candidate, name: str, value: object) -> Candidate | None:
    """The candidate with this field, unless that cannot be beside what is known."""
    try:
        return replace(candidate, **{name: value})  # type: ignore[arg-type]
    except BadInput:
        return None


def _seen(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in _UNSEEN)


def in_words(merge: Merge) -> tuple[Sentence, ...]:
    """What will happen, to read before it does."""
    kept, gone, attached = merge.kept, merge.gone, merge.attached
    said = [
        Sentence.of(
            N_("{gone} becomes part of {kept}."), gone=f"{gone.ref} {gone.name}", kept=f"{kept.ref} {kept.name}"
        )
    ]
    if attached.said_not_same:
        said.append(Sentence.of(N_("Somebody said that these two are not the same person.")))
    if merge.filled:
        said.append(Sentence.of(N_("Filled in: {values}."), values=_values(merge.filled, gone)))
    if merge.united:
        said.append(Sentence.of(N_("Added to lists: {values}."), values=_values(merge.united, gone)))
    if merge.differing:
        differences = tuple(_difference(field, kept, gone) for field in _of(merge.differing))
        said.append(Sentence.of(N_("Different, and kept as it was: {values}."), values=differences))
    if attached.moves:
        said.append(Sentence.of(N_("Moves along: {things}."), things=_counted(attached.moves)))
    if attached.doubled:
        said.append(Sentence.of(N_("Is there already and goes: {things}."), things=_counted(attached.doubled)))
    return tuple(said)


def _of(names: Sequence[str]) -> list[Field[Candidate]]:
    """The columns of these fields; the parts of a name are one."""
    wanted = {"name" if name in _NAME else name for name in names}
    return [field for field in registers.CANDIDATE if field.key in wanted]


def _values(names: Sequence[str], candidate: Candidate) -> tuple[Sentence, ...]:
    return tuple(
        Sentence.of(N_("{field} {value}"), field=Sentence.of(field.heading), value=field.value(candidate))
        for field in _of(names)
    )


def _difference(field: Field[Candidate], kept: Candidate, gone: Candidate) -> Sentence:
    return Sentence.of(
        N_("{field} {kept} ({ref}: {gone})"),
        field=Sentence.of(field.heading),
        kept=registers.or_empty(field.value(kept)),
        ref=gone.ref,
        gone=registers.or_empty(field.value(gone)),
    )


def _counted(things: Sequence[tuple[str, int]]) -> tuple[Sentence, ...]:
    return tuple(Sentence.of(N_("{noun}: {n}"), noun=Sentence.of(noun(record)), n=n) for record, n in things)
