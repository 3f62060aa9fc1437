"""Questions answered: people and days in, a report out. Nothing here reads a file or a clock."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from doorstroom import names
from doorstroom.check import Check
from doorstroom.choices import Because, Choice, Kind, Party
from doorstroom.dates import warn_from, window_end
from doorstroom.i18n import N_
from doorstroom.lines import Job, Line, lines
from doorstroom.report import Field, Report, Sentence, in_days, in_months


class Person(NamedTuple):
    """What the list needs to know of a candidate: who it is, who is responsible, and the jobs."""

    id: int
    number: str | None
    name: str
    sort_name: str
    owner: str | None
    coach: str | None
    closed_on: date | None
    jobs: tuple[Job, ...]

    @property
    def ref(self) -> str:
        """``K12``."""
        return Kind.CANDIDATE.ref(self.id)

    def is_closed_on(self, day: date) -> bool:
        """Whether the case was closed on or before this day."""
        return self.closed_on is not None and self.closed_on <= day


class NextStep(NamedTuple):
    """The open step that is due first."""

    text: str
    owner: str | None
    due_on: date | None


class Followed(NamedTuple):
    """What was said about somebody and agreed for them, as it stands on a day.

    ``spoken`` gives the last conversation with each party, ``end_talk`` the last one about the end of the job with
    whomever, and ``last`` the last one of all. ``waiting`` counts open steps that may not begin yet.
    """

    spoken: Mapping[Party, date] = {}
    end_talk: date | None = None
    last: date | None = None
    step: NextStep | None = None
    waiting: int = 0
    proposals: tuple[str, ...] = ()


NOTHING_YET = Followed()


class LeftOut(Choice):
    """Why somebody is not on the list."""

    FOLLOWS = "follows", N_("a next contract is recorded")
    LATER = "later", N_("leaves after the window")
    PERMANENT = "permanent", N_("permanent contract")
    NO_END_DATE = "no_end_date", N_("no end date known")
    NO_CONTRACT = "no_contract", N_("no contract")
    CLOSED = "closed", N_("closed")
    FILTERED = "filtered", N_("outside the filter")


class Band(Choice):
    """How soon somebody leaves."""

    PAST = "past", N_("past")
    ONE = "1", N_("within 1 month")
    THREE = "3", N_("within 3 months")
    SIX = "6", N_("within 6 months")
    LATER = "later", N_("later")

    @classmethod
    def of(cls, leaves_on: date, as_of: date) -> "Band":
        """The band of a day to leave on, that day included, seen from ``as_of``."""
        if leaves_on < as_of:
            return cls.PAST
        for band in (cls.ONE, cls.THREE, cls.SIX):
            if warn_from(leaves_on, int(band)) <= as_of:
                return band
        return cls.LATER


class Leaving(NamedTuple):
    """Somebody on the list: the line of work that ends first, seen from a day."""

    person: Person
    line: Line
    others: tuple[Line, ...]
    leaves_on: date
    warn_from: date
    as_of: date
    followed: Followed = NOTHING_YET

    @property
    def job(self) -> Job:
        """The job with which the line ends."""
        return self.line.last

    @property
    def days_left(self) -> int:
        """Days from the day asked to the day of leaving; negative when that is past."""
        return (self.leaves_on - self.as_of).days

    @property
    def band(self) -> Band:
        """How soon."""
        return Band.of(self.leaves_on, self.as_of)

    def with_followed(self, followed: Followed) -> "Leaving":
        """The same, with what was said and agreed."""
        # Half the time of ``replace``, which counts when ten thousand must leave.
        return Leaving(
            self.person, self.line, self.others, self.leaves_on, self.warn_from, self.as_of, followed=followed
        )

    def spoken_with(self, party: Party) -> date | None:
        """The last conversation with this party since the day from which somebody is on the list."""
        held_on = self.followed.spoken.get(party)
        return held_on if held_on is not None and held_on >= self.warn_from else None

    @property
    def end_talk(self) -> date | None:
        """The last conversation about the end of the job since then; it says that notice was given too."""
        held_on = self.followed.end_talk
        return held_on if held_on is not None and held_on >= self.warn_from else None


def place(person: Person, as_of: date, months: int) -> Leaving | LeftOut:
    """Where one candidate stands on a day: on the list of so many months, or left off it and why.

    On the list from ``warn_from(leaves_on)`` on, that day included (``docs/rules.md``).
    """
    if person.is_closed_on(as_of):
        return LeftOut.CLOSED
    found = lines(person.jobs, as_of)
    if not found:
        return LeftOut.NO_CONTRACT
    first = found[0]
    if first.leaves_on is not None:
        since = warn_from(first.leaves_on, months)
        if since <= as_of:
            return Leaving(person, first, tuple(found[1:]), first.leaves_on, since, as_of)
    if any(line.leaves_on is None and not line.is_permanent for line in found):
        return LeftOut.NO_END_DATE
    if any(_moves_on(line, as_of, months) for line in found):
        return LeftOut.FOLLOWS
    return LeftOut.PERMANENT if first.is_permanent else LeftOut.LATER


def _moves_on(line: Line, as_of: date, months: int) -> bool:
    """Whether the present job ends inside the window while the line goes on."""
    end = line.jobs[0].gone_on(as_of)
    return len(line.jobs) > 1 and end is not None and warn_from(end, months) <= as_of


class Filter(NamedTuple):
    """Whose part of the caseload is asked for: an employer's, an owner's, a coach's, subsidised or not."""

    employer: int | None = None
    owner: str | None = None
    coach: str | None = None
    subsidised: bool | None = None

    @property
    def is_set(self) -> bool:
        """Whether anything was asked for at all."""
        return self != Filter()

    def admits(self, person: Person, as_of: date) -> bool:
        """Whether somebody belongs to this part, by the people responsible and by a job of that day's lines."""
        if not (holds(person.owner, self.owner) and holds(person.coach, self.coach)):
            return False
        if self.employer is None and self.subsidised is None:
            return True
        return any(
            self.employer in (None, job.employer) and self.subsidised in (None, job.subsidised)
            for line in lines(person.jobs, as_of)
            for job in line.jobs
        )


def holds(text: str | None, part: str | None) -> bool:
    """Whether a text holds the part that was asked for, without regard to accents or case; all do when none was."""
    return part is None or names.fold(part) in names.fold(text or "")


class Expiring(NamedTuple):
    """The list of who must leave, in order, and everybody who is not on it, counted by reason.

    ``waiting`` counts open steps for those on it that may not begin yet. ``unread`` names those on it who come after all
    that are seen, and were not read for that.
    """

    as_of: date
    months: int
    until: date
    rows: tuple[Leaving, ...]
    left_out: Mapping[LeftOut, int]
    left_out_people: tuple[tuple[Person, LeftOut], ...] = ()
    waiting: int = 0
    unread: tuple[int, ...] = ()

    @property
    def candidates(self) -> int:
        """Everybody in the file: those on the list and those left off it."""
        return len(self.on_it) + sum(self.left_out.values())

    @property
    def on_it(self) -> tuple[int, ...]:
        """The numbers of the candidates on the list."""
        return (*(row.person.id for row in self.rows), *self.unread)

    def with_followed(self, followed: Mapping[int, Followed], *, waiting: int | None = None) -> "Expiring":
        """The same list, with what was said and agreed for each candidate who is named by number.

        Where those are not all who are on it, ``waiting`` is what they have to wait for together.
        """
        rows = [row.with_followed(known) if (known := followed.get(row.person.id)) else row for row in self.rows]
        counted = sum(row.followed.waiting for row in rows) if waiting is None else waiting
        return self._replace(rows=tuple(rows), waiting=counted)


def expiring(
    people: Iterable[Person],
    *,
    as_of: date,
    months: int,
    others: Mapping[LeftOut, int] | None = None,
    unread: Iterable[int] = (),
    wanted: Filter | None = None,
) -> Expiring:
    """Who must leave within so many months of a day, soonest first, and who is left off the list and why.

    ``others`` counts the people who are not among ``people`` because their jobs cannot matter on this day, and ``unread``
    names those who surely are on the list but so far down that nobody will see them. Everybody is
    either on the list or in ``left_out``, exactly once; who is not ``wanted`` is counted as filtered. Order: day of
    leaving, then last name in Dutch order.
    """
    counts: Counter[LeftOut] = Counter({reason: 0 for reason in LeftOut if reason is not LeftOut.FILTERED})
    counts.update(others or {})
    part = wanted if wanted is not None and wanted.is_set else None
    rows, left_out = [], []
    for person in people:
        if part is not None and not part.admits(person, as_of):
            counts[LeftOut.FILTERED] += 1
            continue
        standing = place(person, as_of, months)
        if isinstance(standing, Leaving):
            rows.append(standing)
        else:
            counts[standing] += 1
            left_out.append((person, standing))
    rows.sort(key=lambda row: (row.leaves_on, row.person.sort_name, row.person.id))
    left_out.sort(key=lambda pair: (pair[0].sort_name, pair[0].id))
    return Expiring(
        as_of, months, window_end(as_of, months), tuple(rows), dict(counts), tuple(left_out), unread=tuple(unread)
    )


def standing(person: Person, as_of: date) -> tuple[Sentence, ...]:
    """Where somebody stands on a day, in sentences: until when the present line of work goes on, and why it ends then."""
    if person.is_closed_on(as_of):
        return (Sentence.of(N_("This case was closed on {day}."), day=person.closed_on),)
    said = [line_in_words(line) for line in lines(person.jobs, as_of)]
    return tuple(said) or (Sentence.of(N_("No contract is recorded.")),)


def line_in_words(line: Line) -> Sentence:
    """Where somebody works, until when and why that ends, in a sentence."""
    if line.is_permanent:
        return Sentence.of(N_("Works at {employer} for good."), employer=line.last.employer_name)
    if line.leaves_on is None:
        return Sentence.of(N_("Works at {employer}; nobody knows until when."), employer=line.last.employer_name)
    is_over = line.because is Because.ENDED
    fields: dict[str, Any] = {"employer": line.last.employer_name, "day": line.leaves_on, "because": line.because}
    if line.gap_days is None:
        if is_over:
            return Sentence(N_("Left {employer} on {day}; nothing follows."), fields)
        return Sentence(N_("Leaves {employer} on {day} ({because})."), fields)
    fields["gap"] = in_days(line.gap_days)
    if is_over:
        return Sentence(N_("Left {employer} on {day}; then {gap} without work."), fields)
    return Sentence(N_("Leaves {employer} on {day} ({because}); then {gap} without work."), fields)


def _because(row: Leaving) -> Because | None:
    return row.line.because


def _also(row: Leaving) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "employer": line.last.employer_name,
            "contract": Kind.CONTRACT.ref(line.last.contract),
            "leaves_on": line.leaves_on,
        }
        for line in row.others
    )


def _spoken(row: Leaving) -> dict[Party, date | None]:
    return {party: row.spoken_with(party) for party in (Party.CANDIDATE, Party.EMPLOYER, Party.WSP)}


def _step(row: Leaving) -> NextStep:
    return row.followed.step or _NO_STEP


_NO_STEP = NextStep("", None, None)


EXPIRING: tuple[Field[Leaving], ...] = (
    Field("candidate", N_("REF"), lambda row: row.person.ref),
    Field("name", N_("Name"), lambda row: row.person.name, order=lambda row: tuple(row.person.sort_name.split("\t"))),
    Field("number", N_("Client number"), lambda row: row.person.number, table=False),
    Field("employer", N_("Employer"), lambda row: row.job.employer_name),
    Field("employer_ref", N_("Employer REF"), lambda row: Kind.EMPLOYER.ref(row.job.employer), table=False),
    Field("contract", N_("Contract"), lambda row: Kind.CONTRACT.ref(row.job.contract), table=False),
    Field("starts_on", N_("First day"), lambda row: row.job.starts_on, table=False),
    Field("ends_on", N_("Agreed last day"), lambda row: row.job.ends_on, table=False),
    Field("leaves_on", N_("Leaves on"), lambda row: row.leaves_on, marked=True),
    Field("warn_from", N_("On the list from"), lambda row: row.warn_from, table=False),
    Field("days_left", N_("Days"), lambda row: row.days_left, marked=True),
    Field("because", N_("Why"), _because),
    Field("band", N_("When"), lambda row: row.band, table=False),
    Field("notice_by", N_("Notice by"), lambda row: row.job.notice_by, columns=96),
    Field("policy_until", N_("Own limit until"), lambda row: row.job.policy_until, table=False),
    Field("chain_until", N_("Chain until"), lambda row: row.job.chain_until, table=False),
    Field("chain_contracts", N_("Contracts in chain"), lambda row: row.job.chain_contracts, table=False),
    Field("check", N_("Check by hand"), lambda row: tuple(Check(code) for code in row.job.checks), columns=130),
    Field("spoken", N_("Spoken with"), _spoken, columns=190),
    Field("next_step", N_("Next step"), lambda row: _step(row).text or None, columns=150),
    Field("next_step_owner", N_("Step owner"), lambda row: _step(row).owner, columns=190),
    Field("next_step_due", N_("Step due"), lambda row: _step(row).due_on, columns=150),
    Field("proposals", N_("Proposals"), lambda row: row.followed.proposals, columns=190),
    Field("also", N_("Also works at"), _also, table=False),
    Field("gap_days", N_("Days without work"), lambda row: row.line.gap_days, table=False),
    Field("owner", N_("Owner"), lambda row: row.person.owner, columns=112),
    Field("coach", N_("Coach"), lambda row: row.person.coach, table=False),
)


_STYLES = {Band.PAST: "bold red", Band.ONE: "bold yellow", Band.THREE: "yellow", Band.SIX: "", Band.LATER: "dim"}


def expiring_report(answer: Expiring) -> Report[Leaving]:
    """The list as a report: a row a person, and the sum that shows that nobody is missing."""
    return Report(
        title=Sentence.of(
            N_("Leaving within {months} of {as_of}"), months=in_months(answer.months), as_of=answer.as_of
        ),
        fields=EXPIRING,
        rows=answer.rows,
        notes=_sum(answer),
        style=lambda row: _STYLES[row.band],
        about={
            "as_of": answer.as_of,
            "months": answer.months,
            "until": answer.until,
            "left_out": {str(reason): count for reason, count in answer.left_out.items()},
        },
        further=len(answer.unread),
    )


def _sum(answer: Expiring) -> tuple[Sentence, ...]:
    """The sentences below the list: how many leave, who is left off by reason, and that it adds up."""
    counted = Sentence.counted(
        "{n} of {all} candidates must leave by {until}.",
        "{n} of {all} candidates must leave by {until}.",
        n=len(answer.on_it),
        all=answer.candidates,
        until=answer.until,
    )
    left_out = [
        Sentence.of(N_("{n} × {reason}"), n=count, reason=reason) for reason, count in answer.left_out.items() if count
    ]
    if answer.waiting:
        return (
            counted,
            *left_out,
            Sentence.counted("{n} step may not begin yet.", "{n} steps may not begin yet.", n=answer.waiting),
        )
    return (counted, *left_out)
