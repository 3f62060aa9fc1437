"""What goes into the meeting: who is left off and why, how many leave when and where, and whose part it is."""

from typing import Any

from factories import a_contract, a_permanent_contract, an_employer, day
from people import a_person

from doorstroom.model.choices import ContractKind
from doorstroom.preparation import Month, Preparation, prepare
from doorstroom.reports import Band, Expiring, Filter, LeftOut, Person, expiring
from doorstroom.wording import sentence

TODAY = day("2026-11-21")


def prepared(*people: Person, months: int = 6, **content: Any) -> Preparation:
    answer: Expiring = expiring(people, as_of=TODAY, months=months)
    ordinary = {"candidates": (), "placements": (), "employers": (), "organisation": "", "chosen": Filter()}
    return prepare(answer, rules_version="1", **(ordinary | content))


def leaving_on(last_day: str, **fields: Any) -> Person:
    return a_person(a_contract("2026-01-01", last_day), **fields)


def left_off(*contracts: Any, **fields: Any) -> tuple[LeftOut, str | None, Any]:
    [row] = prepared(a_person(*contracts, **fields)).left_off
    return row.reason, row.employer, row.leaves_on


def test_who_leaves_later_shows_where_and_when():
    assert left_off(a_contract("2026-06-01", "2027-05-31")) == (LeftOut.LATER, "Werkgever 1", day("2027-05-31"))


def test_who_stays_for_good_has_no_day():
    assert left_off(a_permanent_contract()) == (LeftOut.PERMANENT, "Werkgever 1", None)


def test_of_two_jobs_the_one_without_an_end_date_is_the_reason():
    ends_later = a_contract("2026-06-01", "2027-12-31")
    open_ended = a_contract("2026-06-01", None, employer=2, kind=ContractKind.WORK_EXPERIENCE)
    assert left_off(ends_later, open_ended) == (LeftOut.NO_END_DATE, "Werkgever 2", None)


def test_a_closed_case_shows_no_job():
    assert left_off(a_contract(), closed_on="2026-11-01") == (LeftOut.CLOSED, None, None)


def test_a_month_counts_its_first_and_its_last_day():
    people = [leaving_on(last, id=n) for n, last in enumerate(("2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"))]
    assert prepared(*people).months[:3] == (
        Month(day("2026-11-01"), 1),
        Month(day("2026-12-01"), 2),
        Month(day("2027-01-01"), 1),
    )


def test_this_month_counts_from_today_on():
    people = [leaving_on(last, id=n) for n, last in enumerate(("2026-11-20", "2026-11-21", "2026-11-22"))]
    assert prepared(*people).months[0] == Month(day("2026-11-01"), 2)


def test_there_are_twelve_months_and_who_leaves_after_them_is_not_counted():
    months = prepared(leaving_on("2027-10-31", id=1), leaving_on("2027-11-01", id=2)).months
    assert [month.leaving for month in months] == [0] * 11 + [1]


def test_the_bands_add_up_to_the_list_and_later_shows_only_when_somebody_is_in_it():
    people = [leaving_on(last, id=n) for n, last in enumerate(("2026-11-20", "2026-12-01", "2027-04-01", "2027-09-30"))]
    assert prepared(*people).bands == {Band.PAST: 1, Band.ONE: 1, Band.THREE: 0, Band.SIX: 1}
    assert prepared(*people, months=12).bands[Band.LATER] == 1


def test_an_employer_counts_those_of_its_people_who_are_on_the_list():
    people = [leaving_on("2026-12-01", id=1), leaving_on("2026-12-31", id=2), leaving_on("2027-12-31", id=3)]
    hosts = prepared(*people, employers=[an_employer(id=1), an_employer(id=2)]).hosts
    assert [host.leaving for host in hosts] == [2, 0]


def test_the_filter_is_said_in_words():
    chosen = Filter(employer=1, owner="Noor", coach="Joop", subsidised=False)
    said = prepared(employers=[an_employer(id=1, name="Stadstram")], chosen=chosen).filters
    assert [sentence(one) for one in said] == ["employer Stadstram", "owner Noor", "coach Joop", "subsidised: no"]
