"""What matching needs from a caseload: the people, what the law must know of them, and where the places lie."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from doorstroom import rulebook
from doorstroom.matching import Crowd, Judge, Law, Map, Match, Post, Seeker
from doorstroom.matching.relay import Relay
from doorstroom.matching.relay import relays as all_relays
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.model.matching import Opening
from doorstroom.reports import Filter, expiring
from doorstroom.store import Store
from doorstroom.tables.matching import openings, points
from doorstroom.tables.register import CONTRACT
from doorstroom.tables.workplace import employers_by_contract

_FEW = 20


def contracts_that_matter(caseload: Store, employers: Collection[int] | None = None) -> list[Contract]:
    """All contracts of everybody, or of the people who ever had to do with one of these employers.

    Those are the contracts there, work done there for others, and agency contracts without a known place of work.
    """
    if employers is None:
        return [CONTRACT.fact(row) for row in caseload.connection.execute("select * from contract order by id")]
    workplaces = employers_by_contract(caseload.connection)
    people = {
        row["candidate"]
        for row in caseload.connection.execute("select id, candidate, employer, kind from contract")
        if row["employer"] in employers
        or (row["kind"] == "agency" and row["id"] not in workplaces)
        or any(place in employers for place in workplaces.get(row["id"], ()))
    }
    return [contract for number in sorted(people) for contract in caseload.contracts_of(number)]


def family(employers: Iterable[Employer], number: int) -> set[int]:
    """An employer with all that it is linked to as a successor, either way."""
    links = [(one.id, one.successor_of) for one in employers if one.successor_of]
    found, size = {number}, 0
    while len(found) > size:
        size = len(found)
        for one, other in links:
            if one in found or other in found:
                found |= {one, other}
    return found


def judge(caseload: Store, day: date, among: Sequence[Opening]) -> Judge:
    """Who holds people against these vacancies on a day, knowing what their employers may still offer to whom."""
    everyone = caseload.employers()
    asked = {one.employer.id for one in among}
    # Looking for whom to load costs more than loading all, once there are many employers.
    matter = set().union(*(family(everyone, employer) for employer in asked)) if len(asked) <= _FEW else None
    law = Law.of(
        contracts_that_matter(caseload, matter),
        {one.id: one for one in everyone},
        rulebook.of(caseload.path),
        employers_by_contract(caseload.connection),
    )
    return Judge(day, law, Map(points(caseload)))


def seeker(caseload: Store, candidate: Candidate, day: date) -> Seeker:
    """A candidate as matching sees them on a day."""
    return Seeker.of(candidate, caseload.person(candidate), day)


def seekers(caseload: Store, day: date) -> list[Seeker]:
    """Everybody whose case is open on a day, as matching sees them."""
    people, _nobody = caseload.people(day, everybody=True)
    jobs = {person.id: person for person in people if not person.is_closed_on(day)}
    return [Seeker.of(one, jobs[one.id], day) for one in caseload.candidates() if one.id in jobs]


def one_match(caseload: Store, candidate: Candidate, opening: Opening, day: date) -> Match:
    """One person and one vacancy, seen from a day."""
    return judge(caseload, day, [opening]).match(seeker(caseload, candidate, day), Post.of(opening, day))


def open_posts(caseload: Store, day: date) -> list[Post]:
    """The vacancies that are open on a day with a seat left, as matching sees them: what starts first in front."""
    found = [one for one in openings(caseload) if one.vacancy.is_open(day) and one.seats_left]
    posts = [Post.of(one, day) for one in found]
    return sorted(posts, key=lambda post: (post.start or date.max, post.opening.vacancy.id))


def vacancies_for(caseload: Store, candidate: Candidate, day: date, most: int) -> tuple[list[Match], int]:
    """The open vacancies that fit somebody best on a day, and how many there were to choose from."""
    posts = open_posts(caseload, day)
    judging = judge(caseload, day, [post.opening for post in posts])
    who = seeker(caseload, candidate, day)
    found = [judging.match(who, post) for post in posts]
    return sorted(found, key=lambda match: match.order)[:most], len(posts)


def people_for(caseload: Store, opening: Opening, day: date, most: int) -> tuple[list[Match], int]:
    """The people whose case is open that fit a vacancy best on a day, and how many there were to choose from."""
    crowd = Crowd(seekers(caseload, day), judge(caseload, day, [opening]))
    return crowd.best(Post.of(opening, day), most), len(crowd)


def everybody_leaving(
    caseload: Store, day: date, months: int, wanted: Filter, most: int
) -> tuple[list[Match], int, int]:
    """For everybody on the list of a day the open vacancies that fit best, in the order of the list of leavers.

    With how many people there are on the list and how many vacancies are open.
    """
    people, _others = caseload.people(day, months)
    leaving = expiring(people, as_of=day, months=months, wanted=wanted).rows
    posts = open_posts(caseload, day)
    found = [Seeker.of(caseload.by_id(Candidate, row.person.id), row.person, day) for row in leaving]
    crowd = Crowd(found, judge(caseload, day, [post.opening for post in posts]))
    best = [match for _seeker, theirs in crowd.best_for_each(posts, most) for match in theirs]
    return best, len(crowd), len(posts)


def best_for(caseload: Store, people: Collection[int], day: date, most: int) -> dict[int, list[Match]]:
    """For each of these candidates the open vacancies that fit best on a day; none where nothing is open."""
    posts = open_posts(caseload, day)
    if not posts:
        return {}
    found = [seeker(caseload, caseload.by_id(Candidate, number), day) for number in sorted(people)]
    crowd = Crowd(found, judge(caseload, day, [post.opening for post in posts]))
    return {one.candidate.id: matches for one, matches in crowd.best_for_each(posts, most)}


def relays(caseload: Store, day: date, *, most_days: int, employer: int | None) -> list[Relay]:
    """Seasonal work that follows on other seasonal work, from or to one employer or all."""
    people, _nobody = caseload.people(day, everybody=True)
    usual = {
        row["employer"]: round(row["hours"], 1)
        for row in caseload.connection.execute(
            "select employer, avg(hours) as hours from contract where hours is not null group by employer"
        )
    }
    openings_then = [one for one in openings(caseload) if one.vacancy.is_open(day) and one.seats_left]
    found = all_relays(caseload.employers(), openings_then, people, usual, day, most_days=most_days)
    return [one for one in found if employer in (None, one.here.employer.id, one.there.employer.id)]
