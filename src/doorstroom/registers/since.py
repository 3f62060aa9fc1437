"""What changed since the last meeting, or since a day: in which group each record falls, its sentence, and for programs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorstroom.choices import Choice
from doorstroom.i18n import N_
from doorstroom.model.choices import ClosingReason, Stage
from doorstroom.model.meeting import Meeting
from doorstroom.registers import history
from doorstroom.registers.history import Done, Line, Touched
from doorstroom.report import Field, Report, Section, Sentence

Values = Mapping[str, Any]


class Group(Choice):
    """What happened to somebody or something since, in the order in which it is told."""

    MOVED = "moved", N_("Last day moved")
    ENDED = "ended", N_("Contracts ended")
    DROPPED_OUT = "dropped-out", N_("Dropped out")
    CLOSED = "closed", N_("Cases closed")
    REOPENED = "reopened", N_("Cases opened again")
    PEOPLE = "new-people", N_("New people")
    CONTRACTS = "new-contracts", N_("New contracts")
    PLACED = "placed", N_("Placed")
    PROPOSALS = "proposals", N_("Proposals")
    OUTCOMES = "outcomes", N_("Outcomes")
    VACANCIES = "new-vacancies", N_("New vacancies")
    GONE = "gone", N_("No longer in the file")
    OTHER = "other", N_("Besides")


# The fields by which a record falls in a group: who touched one of them last did it. Of what is new, whoever added it.
FIELDS = {
    Group.MOVED: ("ends_on", "ended_on"),
    Group.ENDED: ("ended_on",),
    Group.DROPPED_OUT: ("closed_on", "closed_reason"),
    Group.CLOSED: ("closed_on", "closed_reason"),
    Group.REOPENED: ("closed_on",),
    Group.PEOPLE: ("id",),
    Group.CONTRACTS: ("id",),
    Group.PLACED: ("placed_on",),
    Group.PROPOSALS: ("stopped_on", "id"),
    Group.VACANCIES: ("id",),
}


def groups(record: str, before: Values | None, after: Values | None) -> tuple[Group, ...]:
    """The groups in which a record falls by what it was and is, as the file keeps it; the last one when in no other."""
    rule = _RULES.get(record)
    return (rule and tuple(rule(before, after))) or (Group.OTHER,)


def is_told_by_another(record: str, before: Values | None, after: Values | None) -> bool:
    """Whether it came or went with another record from which it follows: a milestone of a contract or of a case."""
    values = after or before or {}
    return record == "milestone" and bool(values.get("contract") or values.get("follows"))


def _of_candidate(before: Values | None, after: Values | None) -> Iterable[Group]:
    if after is None:
        yield Group.GONE
        return
    if before is None:
        yield Group.PEOPLE
    if _differs(before, after, "closed_on") or _differs(before, after, "closed_reason"):
        if (before or {}).get("closed_on") and not after.get("closed_on"):
            yield Group.REOPENED
        else:
            is_out = after.get("closed_reason") == ClosingReason.DROPPED_OUT
            yield Group.DROPPED_OUT if is_out else Group.CLOSED


def _of_contract(before: Values | None, after: Values | None) -> Iterable[Group]:
    if after is None:
        return
    if before is None:
        yield Group.CONTRACTS
    elif _differs(before, after, "ends_on") or (before.get("ended_on") and _differs(before, after, "ended_on")):
        yield Group.MOVED
    if _is_set(before, after, "ended_on"):
        yield Group.ENDED


def _of_proposal(before: Values | None, after: Values | None) -> Iterable[Group]:
    if after is None:
        return
    if _is_set(before, after, "placed_on"):
        yield Group.PLACED
    if before is None or _differs(before, after, "stopped_on") or _differs(before, after, "stopped"):
        yield Group.PROPOSALS


def _of_milestone(before: Values | None, after: Values | None) -> Iterable[Group]:
    # The proposal itself says when it was made, and that somebody was placed.
    if before is None and after and after.get("proposal") and after["stage"] not in (Stage.PROPOSED, Stage.PLACED):
        yield Group.PROPOSALS


def _of_outcome(_before: Values | None, after: Values | None) -> Iterable[Group]:
    if after is not None:
        yield Group.OUTCOMES


def _of_vacancy(before: Values | None, _after: Values | None) -> Iterable[Group]:
    if before is None:
        yield Group.VACANCIES


_RULES: Mapping[str, Callable[[Values | None, Values | None], Iterable[Group]]] = {
    "candidate": _of_candidate,
    "contract": _of_contract,
    "proposal": _of_proposal,
    "milestone": _of_milestone,
    "outcome": _of_outcome,
    "vacancy": _of_vacancy,
}


def _differs(before: Values | None, after: Values, name: str) -> bool:
    return (before or {}).get(name) != after.get(name)


def _is_set(before: Values | None, after: Values, name: str) -> bool:
    return bool(after.get(name)) and not (before or {}).get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A record that is not what it was: in which groups it falls, what was done to it, and what it says now."""

    groups: Sequence[Group]
    line: Line
    says: Values

    @property
    def touched(self) -> Touched:
        """What was done to it."""
        (touched,) = self.line.told.touched
        return touched


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """All that changed after a moment: the last meeting that was closed, else the beginning of a day.

    ``rows`` are told, group by group and at most so many of each; ``sizes`` says how many there are in each group, ``others``
    how many records of each kind fall in none, and ``forgotten`` how many people were erased, who have no name any more.
    """

    since: date
    meeting: Meeting | None
    rows: Mapping[Group, Sequence[Changed]]
    sizes: Mapping[Group, int]
    others: Mapping[tuple[str, Done], int]
    forgotten: int
    records: int


# --- in sentences ------------------------------------------------------------------------------------------------


def sections(found: Since) -> Iterator[Section]:
    """Each group under its heading, then what is only counted."""
    for group, rows in found.rows.items():
        said = [_SAID[group](one) for one in rows]
        if more := found.sizes[group] - len(rows):
            said.append(
                Sentence.counted("And {n} more; --limit shows it.", "And {n} more; --limit shows them.", n=more)
            )
        yield Section(Sentence.of(group.label), said)
    if counted := [*_without_names(found.forgotten), *_in_numbers(found.others)]:
        yield Section(Sentence.of(Group.OTHER.label), counted)


def _without_names(people: int) -> Iterator[Sentence]:
    if people:
        yield Sentence.counted(
            "{n} person was forgotten and has no name here.",
            "{n} people were forgotten and have no names here.",
            n=people,
        )


def _in_numbers(others: Mapping[tuple[str, Done], int]) -> Iterator[Sentence]:
    for (record, done), n in others.items():
        yield Sentence.of(N_("{noun}: {n} {done}."), noun=Sentence.of(history.noun(record)), n=n, done=done)


def _by(one: Changed) -> str:
    return one.line.told.moment.who


def _said(text: str, one: Changed, **more: Any) -> Sentence:
    return Sentence(text, {"what": history.called(one.touched), **one.says, "who": _by(one), **more})


def _moved(one: Changed) -> Sentence:
    values = tuple(history.old_and_new(each) for each in one.touched.differences if each.field in FIELDS[Group.MOVED])
    return _said(N_("{what} at {employer}: {values} ({who})."), one, values=values)


def _ended(one: Changed) -> Sentence:
    if "end_reason" in one.says:
        return _said(N_("{what} at {employer}: ended on {ended_on}, {end_reason} ({who})."), one)
    return _said(N_("{what} at {employer}: ended on {ended_on} ({who})."), one)


def _closed(one: Changed) -> Sentence:
    if "closed_reason" not in one.says:
        return _said(N_("{what}: closed on {closed_on} ({who})."), one)
    return _said(N_("{what}: {closed_reason}, on {closed_on} ({who})."), one)


def _reopened(one: Changed) -> Sentence:
    return _said(N_("{what} ({who})."), one)


def _new_person(one: Changed) -> Sentence:
    if "owner" in one.says:
        return _said(N_("{what}, owner {owner} ({who})."), one)
    return _said(N_("{what}, without an owner ({who})."), one)


def _new_contract(one: Changed) -> Sentence:
    if "ends_on" in one.says:
        return _said(N_("{what} at {employer} from {starts_on} up to and including {ends_on} ({who})."), one)
    return _said(N_("{what} at {employer} from {starts_on}, without a last day ({who})."), one)


def _placed(one: Changed) -> Sentence:
    return _said(N_("{what} for {vacancy}: placed on {placed_on} ({who})."), one)


def _proposal(one: Changed) -> Sentence:
    if "stage" in one.says:
        return _said(N_("{proposal} of {candidate}: {stage} on {reached_on} ({who})."), one)
    if "stopped" in one.says:
        values = [one.says["stopped"]]
        if "stopped_by" in one.says:
            values.append(Sentence.of(N_("by {whom}"), whom=one.says["stopped_by"]))
        if "reason" in one.says:
            values.append(one.says["reason"])
        return _said(N_("{what} for {vacancy}: {values}, on {stopped_on} ({who})."), one, values=tuple(values))
    if one.touched.done is Done.ADDED:
        return _said(N_("{what} for {vacancy}: proposed on {proposed_on} ({who})."), one)
    return _said(N_("{what} for {vacancy}: goes on again ({who})."), one)


def _outcome(one: Changed) -> Sentence:
    values = [one.says[name] for name in ("decision", "vacancy", "action") if name in one.says]
    if "due_on" in one.says:
        values.append(Sentence.of(N_("by {day}"), day=one.says["due_on"]))
    if "until_on" in one.says:
        values.append(Sentence.of(N_("until {day}"), day=one.says["until_on"]))
    return _said(N_("{candidate}, {meeting}: {values} ({who})."), one, values=tuple(values))


def _new_vacancy(one: Changed) -> Sentence:
    return Sentence.counted(
        "{what} at {employer}, {n} seat ({who}).",
        "{what} at {employer}, {n} seats ({who}).",
        n=one.says["seats"],
        what=history.called(one.touched),
        employer=one.says["employer"],
        who=_by(one),
    )


def _gone(one: Changed) -> Sentence:
    if one.touched.merged_into:
        return _said(N_("{what} merged into {other} ({who})."), one, other=one.touched.merged_into)
    return _said(N_("{what} taken out ({who})."), one)


_SAID: Mapping[Group, Callable[[Changed], Sentence]] = {
    Group.MOVED: _moved,
    Group.ENDED: _ended,
    Group.DROPPED_OUT: _closed,
    Group.CLOSED: _closed,
    Group.REOPENED: _reopened,
    Group.PEOPLE: _new_person,
    Group.CONTRACTS: _new_contract,
    Group.PLACED: _placed,
    Group.PROPOSALS: _proposal,
    Group.OUTCOMES: _outcome,
    Group.VACANCIES: _new_vacancy,
    Group.GONE: _gone,
}


# --- for programs ------------------------------------------------------------------------------------------------

_NOT_OF_ONE_COMMAND = ("takes_back", "taken_back_by")


def _of_line(field: Field[Line]) -> Field[Changed]:
    return Field(field.key, field.heading, lambda one: field.value(one.line))


CHANGES: tuple[Field[Changed], ...] = (
    Field("groups", N_("What"), lambda one: one.groups),
    *(_of_line(field) for field in history.LINE if field.key not in _NOT_OF_ONE_COMMAND),
)


def report(found: Since) -> Report[Changed]:
    """The same for other programs: a row for each record that is not what it was."""
    title = Sentence.of(N_("Changes since {day}"), day=found.since)
    if found.meeting is not None:
        title = Sentence.of(N_("Changes since {meeting} of {day}"), meeting=found.meeting.ref, day=found.meeting.day)
    note = Sentence.counted("{n} record is not what it was.", "{n} records are not what they were.", n=found.records)
    return Report(
        title=title,
        fields=CHANGES,
        rows=[one for rows in found.rows.values() for one in rows],
        notes=(note if found.records or found.forgotten else Sentence.of(N_("Nothing changed.")),),
        about={
            "since": found.since,
            "meeting": found.meeting and found.meeting.ref,
            "records": found.records,
            "forgotten": found.forgotten,
        },
    )
