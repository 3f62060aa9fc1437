"""Where dates come from: jobs that begin and end, schemes, steps, vacancies; and what a date can be about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from doorstroom.aftercare import NO_AFTERCARE, Rhythm, Start
from doorstroom.choices import Choice, Kind
from doorstroom.i18n import N_
from doorstroom.model.support import Scheme
from doorstroom.notice import NOTICE_WEEKS
from doorstroom.retention import Kept


class What(Choice):
    """What a date is about."""

    NOTICE = "notice", N_("notice")
    CONTRACT_END = "contract-end", N_("contract ends")
    POLICY_LIMIT = "policy-limit", N_("own limit")
    CHAIN_LIMIT = "chain-limit", N_("chain rule")
    FOUR_MONTHS = "four-months", N_("four months ahead")
    SUPPORT_END = "support-end", N_("scheme ends")
    REVIEW = "review", N_("look again")
    APPLICATION = "application", N_("apply")
    CERTIFICATE = "certificate", N_("certificate ends")
    STEP = "step", N_("step due")
    CONVERSATION = "conversation", N_("speak again")
    AFTERCARE = "aftercare", N_("after-care")
    VACANCY = "vacancy", N_("vacancy closes")
    SEASON_START = "season-start", N_("season starts")
    SEASON_STOP = "season-stop", N_("season stops")
    PROGRAMME = "programme", N_("programme deadline")
    ASSIGNMENT = "assignment", N_("assignment ends")
    RETENTION = "retention", N_("retention")


class Who(Choice):
    """Who acts."""

    EMPLOYER = "employer", N_("employer")
    OWNER = "owner", N_("owner")
    COACH = "coach", N_("coach")
    CANDIDATE = "candidate", N_("candidate")
    MUNICIPALITY = "municipality", N_("municipality")


class Whose(NamedTuple):
    """Whom a date is about; ``first_name`` is all that may leave the tool of a name."""

    candidate: int | None = None
    name: str = ""
    first_name: str = ""
    sort_name: str = ""
    employer: int | None = None
    employer_name: str = ""
    owner: str | None = None
    coach: str | None = None


class Ending(NamedTuple):
    """A stay at an employer that is not over, with the days that its limits gave.

    ``first_contract`` is the one with which it began, which stays the same when it is extended. ``superseded_on`` is the
    first day of the next stay after its last day, ``end_talk`` the last conversation about the end.
    """

    whose: Whose
    contract: int
    first_contract: int
    last_day: date | None
    leaves_on: date | None
    policy_months: int | None
    policy_until: date | None
    chain_until: date | None
    notice_by: date | None
    superseded_on: date | None
    end_talk: date | None = None


class Dated(NamedTuple):
    """A record with one day that matters: a step, a conversation to hold, a vacancy, a programme, an assignment.

    ``key`` tells apart what has one REF; without it the REF does.
    """

    what: What
    kind: Kind
    id: int
    day: date
    text: str
    whose: Whose
    who_name: str | None = None
    since: date | None = None
    key: str = ""


class Begun(NamedTuple):
    """A stay at an employer that needs after-care; ``first_contract`` is the one with which it began."""

    whose: Whose
    contract: int
    first_contract: int
    start: Start


class Season(NamedTuple):
    """An employer with work in a part of the year only, as ``04-01..10-31``."""

    whose: Whose
    season: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Where the dates come from; ``rhythm`` says when to speak with those who have ``begun``.

    ``notice_weeks`` is so many weeks before notice is due a talk about the end counts whenever the job is to end.
    """

    endings: Iterable[Ending] = ()
    schemes: Iterable[Scheme] = ()
    dated: Iterable[Dated] = ()
    seasons: Iterable[Season] = ()
    begun: Iterable[Begun] = ()
    rhythm: Rhythm = NO_AFTERCARE
    kept: Iterable[Kept] = ()
    notice_weeks: int = NOTICE_WEEKS
