"""Which person fits which vacancy: every condition with its reason, and everybody at once as one by one."""

from datetime import date, timedelta

import pytest
from factories import a_candidate, a_contract, an_employer, an_opening, day
from hypothesis import given, settings
from hypothesis import strategies as st
from people import a_person
from strategies import openings_and_people

from doorstroom.limits.career import NOWHERE_ELSE
from doorstroom.matching import Answer, Condition, Crowd, Judge, Law, Map, Post, Seeker
from doorstroom.matching.crowd import leaving_order
from doorstroom.matching.sides import season_from
from doorstroom.matching.travel import Place, Reach, area
from doorstroom.matching.words import meet, phrase
from doorstroom.model.choices import Distance, EmployerKind, LanguageLevel, Licence, Transport
from doorstroom.rules import load
from doorstroom.wording import sentence

TODAY = date(2026, 11, 21)
RULES = load.load()
# Invented points, ten kilometres or so apart from north to south.
POINTS = Map({"6511": (51.84, 5.86), "6811": (51.98, 5.91), "6601": (51.81, 5.72)})


def a_match(
    *contracts, known=POINTS, as_of=TODAY, employer=None, born_on=None, person=None, workplaces=NOWHERE_ELSE, **asked
):
    """Candidate 1 with these contracts and facts against a vacancy that asks this, at employer 1."""
    candidate = a_candidate(birth_date=born_on, **(person or {}))
    employers = {number: an_employer(id=number, name=f"Werkgever {number}") for number in range(1, 10)}
    if employer:
        employers[1] = employer
    opening = an_opening(employer=employers[1], **asked)
    numbered = [a_contract_with_id(one, place) for place, one in enumerate(contracts, start=1)]
    seeker = Seeker.of(candidate, a_person(*numbered, employers=employers), as_of)
    judge = Judge(as_of, Law.of(numbered, employers, RULES, workplaces), known)
    return judge.match(seeker, Post.of(opening, as_of))


def a_contract_with_id(contract, number):
    from dataclasses import replace

    return replace(contract, id=number)


def told(match, condition):
    """The answer and the reason of one condition; None where the vacancy does not set it."""
    found = [one for one in match.findings if one.condition is condition]
    return (found[0].answer.value, sentence(found[0].reason)) if found else None


# --- the start ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "start", "answer", "reason"),
    [
        ("2026-12-31", "2027-01-01", "holds", "is free from 2027-01-01, the work starts on 2027-01-01."),
        ("2026-12-31", "2026-12-31", "fails", "is free from 2027-01-01, 1 day after the work starts."),
        ("2026-11-20", "2026-12-01", "holds", "is free now."),
        ("2026-11-20", "2026-10-01", "holds", "is free now."),
        ("2026-11-21", "2026-10-01", "fails", "is free from 2026-11-22, 52 days after the work starts."),
        ("2026-12-31", None, "unknown", "is free from 2027-01-01: when does the work start?"),
        ("2026-11-20", None, "holds", "is free now."),
    ],
)
def test_somebody_is_free_the_day_after_the_last_job(end, start, answer, reason):
    match = a_match(a_contract("2026-01-01", end, employer=2), starts_on=start and day(start))
    assert told(match, Condition.START) == (answer, f"Fatima {reason}")


def test_a_day_from_which_somebody_said_to_be_available_counts_when_it_is_later():
    match = a_match(
        a_contract("2026-01-01", "2026-12-31", employer=2),
        person={"available_from": day("2027-02-01")},
        starts_on=day("2027-01-15"),
    )
    assert told(match, Condition.START)[0] == "fails"


def test_who_has_no_contract_and_no_day_is_asked():
    assert told(a_match(), Condition.START) == ("unknown", "From which day is Fatima free?")


def test_a_job_for_good_is_no_reason_to_look_elsewhere():
    from factories import a_permanent_contract

    match = a_match(a_permanent_contract(employer=2), starts_on=day("2027-01-01"))
    assert told(match, Condition.START) == ("fails", "Fatima has a job for good.")


def test_work_that_is_over_before_somebody_is_free_is_too_early():
    match = a_match(
        a_contract("2026-01-01", "2027-03-31", employer=2), starts_on=day("2026-12-01"), until_on=day("2027-03-31")
    )
    assert told(match, Condition.START) == (
        "fails",
        "Fatima is free from 2027-04-01; the work is over by 2027-03-31.",
    )


# --- hours, language, licences, distance -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "asked", "answer"),
    [
        ((24, 32), (32, 40), "holds"),
        ((24, 31), (32, 40), "fails"),
        ((None, 24), (None, 36), "holds"),
        ((24, None), (None, 20), "fails"),
        ((None, None), (24, 32), "unknown"),
        ((24, 32), (None, None), "unknown"),
    ],
)
def test_hours_hold_when_one_number_of_hours_suits_both(theirs, asked, answer):
    match = a_match(person={"hours_min": theirs[0], "hours_max": theirs[1]}, hours_min=asked[0], hours_max=asked[1])
    assert told(match, Condition.HOURS)[0] == answer


@pytest.mark.parametrize(
    ("level", "asked", "answer"),
    [("B1", "B1", "holds"), ("C1", "B1", "holds"), ("A2", "B1", "fails"), (None, "B1", "unknown")],
)
def test_a_level_of_dutch_covers_the_levels_below_it(level, asked, answer):
    match = a_match(person={"language_level": level and LanguageLevel(level)}, language_level=LanguageLevel(asked))
    assert told(match, Condition.LANGUAGE)[0] == answer


def test_what_a_vacancy_does_not_ask_is_no_condition():
    asked = {one.condition for one in a_match().findings}
    assert asked == {Condition.START, Condition.HOURS, Condition.LAW, Condition.TRAVEL, Condition.WORDS}


@pytest.mark.parametrize(
    ("held", "asked", "answer"),
    [
        ("B", "B", "holds"),
        ("BE", "B", "holds"),
        ("CE", "B", "holds"),
        ("B", "AM", "holds"),
        ("C", "D1", "fails"),
        ("AM", "B", "fails"),
        ("", "B", "unknown"),
    ],
)
def test_a_licence_brings_those_that_come_with_it(held, asked, answer):
    match = a_match(person={"licences": (Licence(held),) if held else ()}, licences=(Licence(asked),))
    assert told(match, Condition.LICENCES)[0] == answer


@pytest.mark.parametrize(
    ("theirs", "asked", "hosts", "answer"),
    [
        ("medium", "medium", (), "holds"),
        ("small", "medium", (), "holds"),
        ("large", "medium", (), "fails"),
        (None, "medium", (), "unknown"),
        ("large", None, (Distance.LARGE,), "holds"),
        ("small", None, (Distance.LARGE,), "fails"),
        ("large", "large", (Distance.SMALL,), "holds"),
    ],
)
def test_the_work_suits_up_to_a_distance_or_whom_the_employer_can_host(theirs, asked, hosts, answer):
    match = a_match(
        person={"distance": theirs and Distance(theirs)},
        distance=asked and Distance(asked),
        employer=an_employer(id=1, hosts=hosts),
    )
    assert told(match, Condition.DISTANCE)[0] == answer


# --- travel ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "asked", "answer", "reason"),
    [
        ({"town": "NIJMEGEN"}, {"town": "Nijmegen"}, "holds", "Home and work are both in Nijmegen."),
        ({"postcode": "6599 AB"}, {"postcode": "6599 ZZ"}, "holds", "Home and work share postcode 6599."),
        ({"town": "Velp"}, {"town": "Elst"}, "unknown", "Can Fatima get from Velp to Elst?"),
        (
            {"town": "Velp", "max_km": 12.0},
            {"town": "Elst"},
            "unknown",
            "Can Fatima get from Velp to Elst, going up to 12 km?",
        ),
        (
            {"town": "Velp", "transports": (Transport.NONE,)},
            {"town": "Elst"},
            "fails",
            "Fatima has no transport and lives in Velp; the work is in Elst.",
        ),
        ({}, {"town": "Elst"}, "unknown", "The work is in Elst: where does Fatima live?"),
        ({"town": "Velp"}, {}, "unknown", "Where is the work?"),
        (
            {"postcode": "6511 AA", "town": "Nijmegen", "max_km": 20.0},
            {"postcode": "6811 BB", "town": "Arnhem"},
            "holds",
            "16 km in a straight line from Nijmegen to Arnhem; Fatima goes up to 20 km.",
        ),
        (
            {"postcode": "6511 AA", "town": "Nijmegen", "max_km": 15.0},
            {"postcode": "6811 BB", "town": "Arnhem"},
            "fails",
            "16 km in a straight line from Nijmegen to Arnhem; Fatima goes up to 15 km.",
        ),
        (
            {"postcode": "6511 AA", "town": "Nijmegen"},
            {"postcode": "6811 BB", "town": "Arnhem"},
            "unknown",
            "Can Fatima get from Nijmegen to Arnhem, 16 km in a straight line?",
        ),
    ],
)
def test_travel_is_judged_by_what_is_known_of_both_places(person, asked, answer, reason):
    assert told(a_match(person=person, **asked), Condition.TRAVEL) == (answer, reason)


def test_the_work_is_where_the_vacancy_says_else_where_the_employer_is():
    employer = an_employer(id=1, town="Druten", postcode="6651 AA")
    assert told(a_match(person={"town": "Druten"}, employer=employer), Condition.TRAVEL)[0] == "holds"
    elsewhere = a_match(person={"town": "Druten", "postcode": "6651 BB"}, employer=employer, town="Elst")
    assert told(elsewhere, Condition.TRAVEL)[0] == "unknown"


def test_only_a_dutch_postcode_has_an_area():
    assert [area(text) for text in ("6511 AB", "6511ab", " 6511", "B-3000", "12345", "", None)] == [
        *("6511", "6511", "6511", None, None, None, None)
    ]


@given(st.floats(50.7, 53.6), st.floats(3.3, 7.3), st.floats(50.7, 53.6), st.floats(3.3, 7.3))
def test_a_distance_is_the_same_both_ways_and_fits_in_the_country(lat, lon, to_lat, to_lon):
    known = Map({"1000": (lat, lon), "2000": (to_lat, to_lon)})
    here, there = Place(None, "1000"), Place(None, "2000")
    assert known.km(here, there) == known.km(there, here) <= 450
    assert known.km(here, here) == 0


# --- needs, musts and words --------------------------------------------------------------------------------------


def test_a_need_that_the_work_does_not_name_is_asked_and_can_be_told_without_naming_it():
    match = a_match(person={"needs": ("vaste begeleider", "rustige werkplek")}, offers=("een vaste begeleider",))
    (finding,) = [one for one in match.findings if one.condition is Condition.NEEDS]
    assert finding.answer is Answer.UNKNOWN
    assert sentence(finding.reason) == "Can the work offer this: rustige werkplek?"
    assert sentence(finding.veiled) == "Can the work offer what is needed?"


def test_needs_hold_when_the_work_offers_every_one_of_them():
    match = a_match(person={"needs": ("Rustige werkplekken",)}, offers=("rustige werkplek",))
    assert told(match, Condition.NEEDS) == ("holds", "The work offers: Rustige werkplekken.")


def test_a_must_holds_when_all_its_words_are_known_and_is_a_question_otherwise():
    person = {"skills": ("heftruckcertificaat", "VCA basis")}
    match = a_match(person=person, must=("VCA", "heftruck", "reachtruck en heftruck"))
    assert [(one.answer.value, sentence(one.reason)) for one in match.findings if one.condition is Condition.MUST] == [
        ("holds", "“VCA”: VCA basis."),
        ("holds", "“heftruck”: heftruckcertificaat."),
        ("unknown", "Does Fatima have this: “reachtruck en heftruck”?"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("schoonmaken", "schoonmaak", True),
        ("klanten", "klantcontact", True),
        ("lassen", "lasser", True),
        ("heftruck", "heftruckchauffeur", True),
        ("keukenhulp", "schoolkeuken", False),
        ("kas", "kassa", False),
        ("Patiëntenvervoer", "vervoer", True),
        ("hovenier", "tandarts", False),
    ],
)
def test_words_meet_in_other_forms_and_in_compounds(one, other, same):
    (a,), (b,) = phrase(one).roots, phrase(other).roots
    assert meet(a, b) is meet(b, a) is same


def test_words_that_every_text_has_say_nothing():
    assert phrase("Medewerker met ervaring in het werk, goed voor de dag").roots == frozenset()


def test_shared_words_are_a_reason_that_names_them():
    match = a_match(
        person={"skills": ("kassa", "snoeien"), "wishes": ("buiten werken",)}, title="Hovenier", nice=("snoei",)
    )
    assert told(match, Condition.WORDS) == (
        "holds",
        "Talents, skills, wishes or drives that meet the vacancy: snoeien.",
    )


def test_pitfalls_and_needs_are_not_held_against_anybody():
    match = a_match(
        person={"pitfalls": ("kassa",), "needs": ("kassa",), "talents": ("rustig",)}, title="Kassamedewerker"
    )
    assert told(match, Condition.WORDS)[0] == "fails"


# --- season ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("season", "on", "first", "last"),
    [
        ("04-01..10-31", "2026-11-21", "2027-04-01", "2027-10-31"),
        ("04-01..10-31", "2026-10-31", "2026-04-01", "2026-10-31"),
        ("11-01..03-31", "2026-11-21", "2026-11-01", "2027-03-31"),
        ("11-01..03-31", "2027-02-01", "2026-11-01", "2027-03-31"),
        ("11-01..03-31", "2027-04-01", "2027-11-01", "2028-03-31"),
        ("03-01..02-29", "2027-02-28", "2026-03-01", "2027-02-28"),
    ],
)
def test_a_season_is_the_one_that_runs_or_comes_next(season, on, first, last):
    assert season_from(season, day(on)) == (day(first), day(last))


def test_a_season_gives_the_start_and_must_leave_some_weeks_of_work():
    employer = an_employer(id=1, season="04-01..10-31")
    match = a_match(a_contract("2026-01-01", "2027-02-28", employer=2), employer=employer)
    assert told(match, Condition.START)[0] == "holds"
    assert told(match, Condition.SEASON) == ("holds", "The season is 2027-04-01 to 2027-10-31: 214 days of work.")
    late = a_match(a_contract("2026-01-01", "2027-10-05", employer=2), employer=employer)
    assert told(late, Condition.SEASON)[0] == "fails"


# --- the law -----------------------------------------------------------------------------------------------------


def test_a_first_contract_is_limited_by_the_employers_own_limit_and_else_by_the_chain():
    employer = an_employer(id=1, policy_months=23)
    assert told(a_match(employer=employer, starts_on=day("2027-01-01")), Condition.LAW) == (
        "holds",
        "A first contract here: at most 23 months, up to and including 2028-11-30 (the employer's own limit).",
    )
    unsubsidised = a_match(employer=employer, starts_on=day("2027-01-01"), subsidised=False)
    assert told(unsubsidised, Condition.LAW) == (
        "holds",
        "A first contract here: at most 36 months, up to and including 2029-12-31 (the chain rule).",
    )


def test_a_limit_that_was_reached_before_the_work_starts_fails():
    employer = an_employer(id=1, policy_months=23)
    match = a_match(a_contract("2025-01-01", "2026-11-30"), employer=employer, starts_on=day("2027-01-01"))
    assert told(match, Condition.LAW) == (
        "fails",
        "No temporary contract is possible any more: the employer's own limit went up to 2026-11-30.",
    )


def test_one_contract_too_many_is_permanent_by_law():
    earlier = [
        a_contract(start, end)
        for start, end in (("2025-01-01", "2025-06-30"), ("2025-07-01", "2025-12-31"), ("2026-01-01", "2026-12-31"))
    ]
    match = a_match(*earlier, starts_on=day("2027-01-01"))
    assert told(match, Condition.LAW) == ("fails", "One more contract here would be permanent by law.")


def test_time_away_makes_a_new_chain():
    match = a_match(a_contract("2023-01-01", "2025-12-31"), starts_on=day("2027-01-01"))
    assert told(match, Condition.LAW)[0] == "holds"


def test_what_the_law_leaves_in_doubt_is_asked():
    lent = a_contract("2026-01-01", "2026-12-31", employer=2)
    match = a_match(lent, starts_on=day("2027-01-01"), workplaces={1: (1,)})
    assert told(match, Condition.LAW) == (
        "unknown",
        "Is a temporary contract still possible (successor employer?)?",
    )


def test_an_agency_has_rules_of_its_own():
    match = a_match(employer=an_employer(id=1, kind=EmployerKind.AGENCY))
    assert told(match, Condition.LAW)[0] == "unknown"


# --- everybody at once -------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(openings_and_people())
def test_everybody_at_once_is_what_one_by_one_gives(given_):
    openings, seekers, law, known = given_
    judge = Judge(TODAY, law, known)
    posts = [Post.of(opening, TODAY) for opening in openings]
    crowd = Crowd(seekers, judge)
    for post in posts:
        one_by_one = sorted(
            (judge.match(seeker, post) for seeker in seekers),
            key=lambda match: (*match.order, leaving_order(match.seeker)),
        )
        assert crowd.best(post, len(seekers)) == one_by_one
        assert crowd.best(post, 2) == one_by_one[:2]
    for seeker, found in crowd.best_for_each(posts, 3):
        matches = [judge.match(seeker, post) for post in posts]
        order = sorted(range(len(posts)), key=lambda number: (*matches[number].order, number))
        assert found == [matches[number] for number in order[:3]]


@settings(max_examples=60)
@given(openings_and_people())
def test_nobody_is_dropped_and_every_reason_can_be_said(given_):
    openings, seekers, law, known = given_
    crowd = Crowd(seekers, Judge(TODAY, law, known))
    for opening in openings:
        found = crowd.best(Post.of(opening, TODAY), 1000)
        assert sorted(match.seeker.candidate.id for match in found) == sorted(one.candidate.id for one in seekers)
        for one in (finding for match in found for finding in match.findings):
            assert sentence(one.reason).endswith("?" if one.answer is Answer.UNKNOWN else ".")


def test_of_equals_who_leaves_sooner_comes_first():
    employers = {1: an_employer(id=1), 2: an_employer(id=2)}
    seekers, contracts = [], []
    for number, end in ((1, "2027-03-31"), (2, "2026-12-31"), (3, None)):
        own = [a_contract("2026-01-01", end, id=number, candidate=number, employer=2)] if end else []
        contracts += own
        who = a_candidate(id=number)
        seekers.append(Seeker.of(who, a_person(*own, id=number, employers=employers), TODAY))
    crowd = Crowd(seekers, Judge(TODAY, Law.of(contracts, employers, RULES), Map()))
    found = crowd.best(Post.of(an_opening(starts_on=TODAY + timedelta(days=300)), TODAY), 3)
    assert [match.seeker.candidate.id for match in found] == [2, 1, 3]


def test_reach_is_hashable_so_that_people_can_be_grouped():
    assert len({Reach(Place("elst", None), None, False), Reach(Place("elst", None), None, False)}) == 1
