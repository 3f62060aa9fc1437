"""The history as a register: what each command did to each record, in sentences and for other programs."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorstroom import registers
from doorstroom.choices import Choice, Kind
from doorstroom.i18n import N_
from doorstroom.report import Field, Report, Section, Sentence


class Done(Choice):
    """What happened to a record."""

    ADDED = "added", N_("added")
    CHANGED = "changed", N_("changed")
    REMOVED = "removed", N_("removed")
    MENTIONED = "mentioned", N_("had a part in it")
    ERASED = "erased", N_("erased since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A command that changed something: its number, who gave it, and when on the clock in Amsterdam."""

    event: int
    who: str
    command: str
    day: date
    time: str

    @property
    def said(self) -> Sentence:
        """The command with its day and time, to put in a sentence."""
        return Sentence.of(N_("{command} of {day} {time}"), command=self.command, day=self.day, time=self.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of a record before and after."""

    field: str
    heading: str
    before: Any
    after: Any
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What one command did to one record. ``name`` is what people call it, ``of`` the record that it belongs to."""

    record: str
    ref: str | None
    name: str
    of: str
    done: Done
    differences: Sequence[Difference] = ()
    merged_into: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One command with what it did: record by record, or only how many where there are too many to read.

    ``takes_back`` is the command that it reverses, and ``taken_back`` the one that reversed it, if that still holds;
    ``original`` is the command that an undo took back or a redo did again.
    """

    moment: Moment
    touched: Sequence[Touched] = ()
    counts: Sequence[tuple[str, Done, int]] = ()
    takes_back: Moment | None = None
    taken_back: Moment | None = None
    original: Moment | None = None


# Records without a REF, and what they are called.
NOUNS = {
    "milestone": N_("milestone"),
    "not_same": N_("“not the same”"),
    "setting": N_("settings"),
    "column_map": N_("columns of a spreadsheet"),
    "workplace": N_("workplace"),
    "outcome": N_("outcome"),
    "agenda_item": N_("item of an agenda"),
}

# What no register of its own says, and what a register says only with a name beside it.
_HEADINGS = {
    "candidate": N_("Candidate"),
    "employer": N_("Employer"),
    "contract": N_("Contract"),
    "vacancy": N_("Vacancy"),
    "programme": N_("Programme"),
    "proposal": N_("Proposal"),
    "step": N_("Step"),
    "meeting": N_("Meeting"),
    "other": N_("Other"),
    "joined_on": N_("In project since"),
    "follows": N_("Follows from"),
    "partners": N_("Partners"),
    "text": N_("Text"),
    "title": N_("Title"),
    "name": N_("Name"),
    "kind": N_("Kind"),
    "owner": N_("Owner"),
    "note": N_("Note"),
    "town": N_("Town"),
    "postcode": N_("Postcode"),
    "held_on": N_("Held on"),
    "party": N_("With"),
    "topic": N_("About"),
    "next_on": N_("Speak again on"),
    "interest": N_("Interest"),
    "made_by": N_("Noted by"),
    "agreed_on": N_("Agreed on"),
    "due_on": N_("Due on"),
    "not_before": N_("Not before"),
    "done_on": N_("Done on"),
    "done_note": N_("How it went"),
    "target": N_("Target"),
    "deadline": N_("Deadline"),
    "opened_on": N_("Open since"),
    "starts_on": N_("First day"),
    "until_on": N_("Last day"),
    "ends_on": N_("Last day"),
    "ended_on": N_("Ended on"),
    "closes_on": N_("Reacting until"),
    "closed_on": N_("Closed on"),
    "closed_reason": N_("Closed because"),
    "closed_note": N_("Closing note"),
    "seats": N_("Seats"),
    "hours": N_("Hours a week"),
    "hours_min": N_("Hours from"),
    "hours_max": N_("Hours to"),
    "distance": N_("Distance"),
    "language_level": N_("Dutch"),
    "licences": N_("Licences"),
    "must": N_("Must"),
    "nice": N_("Nice to have"),
    "offers": N_("The work offers"),
    "subsidised": N_("Subsidised"),
    "season": N_("Season"),
    "source": N_("Source"),
    "source_ref": N_("Reference at the source"),
    "proposed_on": N_("Proposed on"),
    "placed_on": N_("Placed on"),
    "stopped_on": N_("Stopped on"),
    "stopped": N_("How it stopped"),
    "stopped_by": N_("Stopped by"),
    "reason": N_("Reason"),
    "reason_note": N_("Reason in words"),
    "review_on": N_("Look again on"),
    "rule": N_("Rule"),
    "provider": N_("Provider"),
    "client": N_("For"),
    "value": N_("Value"),
    "percent": N_("Percentage"),
    "obligation": N_("Obligation"),
    "section": N_("Heading"),
    "discussed": N_("Discussed"),
}

# What stands in a row for a program or for nobody.
UNSEEN = frozenset({"id", "fingerprint", "held_event"})

# A command that touched more records than this is told by how many.
LISTED = 8


def heading(field: str, declared: Field[Any] | None) -> str:
    """What people call a field: as its register does, if one declares it. A setting is called as it is typed."""
    if declared is None or field in ("candidate", "employer"):
        return _HEADINGS.get(field, field)
    return declared.heading


def noun(record: str) -> str:
    """What people call this kind of record."""
    kind = Kind.of_table(record)
    return kind.label if kind else NOUNS.get(record, record)


# --- in sentences ------------------------------------------------------------------------------------------------


def sections(told: Sequence[Told]) -> list[Section]:
    """Each command as a heading, with what it did under it."""
    return [Section(_heading(one), _said(one)) for one in told]


def _heading(one: Told) -> Sentence:
    moment = one.moment
    return Sentence.of(
        N_("{day} {time}  {who}: {command}"), day=moment.day, time=moment.time, who=moment.who, command=moment.command
    )


def _said(one: Told) -> list[Sentence]:
    if one.original is not None and one.takes_back is not None:
        text = N_("Takes back {what}.") if one.original == one.takes_back else N_("Does {what} again.")
        return [Sentence.of(text, what=_in_short(one))]
    said = []
    if one.taken_back is not None:
        said.append(
            Sentence.of(N_("Taken back since, by {who} on {day}."), who=one.taken_back.who, day=one.taken_back.day)
        )
    said += [what_happened(touched) for touched in one.touched]
    said += [
        Sentence.of(N_("{noun}: {n} {done}."), noun=Sentence.of(noun(record)), n=n, done=done)
        for record, done, n in one.counts
    ]
    return said or [Sentence.of(N_("No record was changed."))]


def what_happened(one: Touched) -> Sentence:
    """What was done to a record, its fields old → new."""
    what = called(one)
    if one.merged_into:
        return Sentence.of(N_("{what} merged into {other}."), what=what, other=one.merged_into)
    match one.done:
        case Done.ADDED:
            return _with_values(N_("{what} added: {values}."), N_("{what} added."), one, _after)
        case Done.REMOVED:
            return _with_values(N_("{what} taken out: {values}."), N_("{what} taken out."), one, _before)
        case Done.ERASED:
            return Sentence.of(N_("{what}: what was changed has been erased."), what=what)
        case Done.MENTIONED:
            return Sentence.of(N_("{what} had a part in it."), what=what)
        case _:
            return _with_values(N_("{what} changed: {values}."), N_("{what} changed."), one, old_and_new)


def called(one: Touched) -> str | Sentence:
    """How a sentence names a record: REF and name, else of what it is a part."""
    if one.ref and one.of:
        return Sentence.of(N_("{ref} of {whom}"), ref=one.ref, whom=one.of)
    if one.ref:
        return f"{one.ref} {one.name}".strip()
    if one.of:
        return Sentence.of(N_("{noun} of {whom}"), noun=Sentence.of(noun(one.record)), whom=one.of)
    return Sentence.of(noun(one.record))


def _with_values(text: str, bare: str, one: Touched, of_field: Callable[[Difference], Sentence | None]) -> Sentence:
    values = tuple(
        said
        for difference in one.differences
        # What it is called and what it is a part of were named already.
        if not ({one.of, one.name} - {""}) & {difference.before, difference.after}
        and (said := of_field(difference)) is not None
    )
    return Sentence.of(text if values else bare, what=called(one), values=values)


def _after(one: Difference) -> Sentence | None:
    return _stated(one, one.after)


def _before(one: Difference) -> Sentence | None:
    return _stated(one, one.before)


def _stated(one: Difference, value: Any) -> Sentence | None:
    if value in (None, "", ()):
        return None
    return Sentence.of(N_("{field} {value}"), field=Sentence.of(one.heading), value=value)


def old_and_new(one: Difference) -> Sentence:
    """A field as it was and as it is."""
    return Sentence.of(
        N_("{field} {before} → {after}"),
        field=Sentence.of(one.heading),
        before=registers.or_empty(one.before),
        after=registers.or_empty(one.after),
    )


def how_many(shown: int, total: int) -> Sentence:
    """How much of the history was told."""
    if shown == total:
        return Sentence.counted("{n} command.", "{n} commands.", n=total)
    return Sentence.counted(
        "The last of {total} commands; --limit shows more.",
        "The last {n} of {total} commands; --limit shows more.",
        n=shown,
        total=total,
    )


def in_short(told: Sequence[Told]) -> tuple[Sentence, ...]:
    """The commands that an undo or redo went back over, each with the records that people know by REF."""
    return tuple(_in_short(one) for one in told)


def _in_short(one: Told) -> Sentence:
    moment = one.original or one.moment
    named = tuple(called(touched) for touched in one.touched if touched.ref) or tuple(map(called, one.touched))
    sums: Counter[str] = Counter()
    for record, _done, n in one.counts:
        sums[record] += n
    named += tuple(Sentence.of(N_("{noun}: {n}"), noun=Sentence.of(noun(record)), n=n) for record, n in sums.items())
    if not named:
        return moment.said
    return Sentence.of(N_("{command} ({records})"), command=moment.said, records=named)


def figures(told: Sequence[Told]) -> dict[str, Any]:
    """The same for other programs: the commands, latest first, each with the records by REF."""
    refs = [touched.ref for one in told for touched in one.touched if touched.ref]
    return {
        "ref": refs[0] if refs else None,
        "events": [
            {
                "event": (one.original or one.moment).event,
                "command": (one.original or one.moment).command,
                "day": (one.original or one.moment).day,
                "time": (one.original or one.moment).time,
                "refs": [touched.ref for touched in one.touched if touched.ref],
            }
            for one in told
        ],
    }


# --- for programs ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One record that one command touched."""

    told: Told
    touched: Touched | None
    sensitive: bool

    @property
    def changes(self) -> tuple[dict[str, Any], ...]:
        """The fields before and after; a sensitive one only by its name, unless it was asked for."""
        return tuple(
            {"field": one.field}
            | ({} if one.sensitive and not self.sensitive else {"before": one.before, "after": one.after})
            for one in (self.touched.differences if self.touched else ())
        )


LINE: tuple[Field[Line], ...] = (
    Field("ref", N_("REF"), lambda one: one.touched and one.touched.ref),
    Field("name", N_("Name"), lambda one: one.touched and (one.touched.name or one.touched.of)),
    Field("record", N_("Kind"), lambda one: one.touched and one.touched.record),
    Field("done", N_("What"), lambda one: one.touched and one.touched.done),
    Field("changes", N_("Changes"), lambda one: one.changes),
    Field("event", N_("Event"), lambda one: one.told.moment.event),
    Field("day", N_("Day"), lambda one: one.told.moment.day),
    Field("time", N_("Time"), lambda one: one.told.moment.time),
    Field("who", N_("Who"), lambda one: one.told.moment.who),
    Field("command", N_("Command"), lambda one: one.told.moment.command),
    Field("takes_back", N_("Takes back"), lambda one: one.told.takes_back and one.told.takes_back.event),
    Field("taken_back_by", N_("Taken back by"), lambda one: one.told.taken_back and one.told.taken_back.event),
)


def report(told: Sequence[Told], *, of: int, sensitive: bool) -> Report[Line]:
    """The history for other programs: a row for each record that a command touched; ``of`` is how many there are."""
    rows = [Line(one, touched, sensitive) for one in told for touched in (one.touched or (None,))]
    return Report(title=Sentence.of(N_("History")), fields=LINE, rows=rows, notes=(how_many(len(told), of),))
