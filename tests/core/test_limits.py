"""What limits a job: T-numbers are the worked cases of docs/rules.md."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from factories import a_contract, a_permanent_contract, an_employer, contracts_of, day

from doorstroom.choices import Because
from doorstroom.dates import Gap, Length, add_months, warn_from
from doorstroom.limits import Check, Counting, Excess, Outcome, Stay, advice, ledgers, silent_continuation, stays
from doorstroom.model import Contract, Employer
from doorstroom.model.choices import ContractKind
from doorstroom.rules import ChainDeviation, Rules, load

RULES = load.load()
TRAM = an_employer(id=1)
HIRER = an_employer(id=2, name="Hotel De Gracht")
EMPLOYERS = {employer.id: employer for employer in (TRAM, HIRER)}


def stays_of(*contracts: Contract, employers: dict[int, Employer] = EMPLOYERS, **life: Any) -> tuple[Stay, ...]:
    return stays(contracts, employers, RULES, **life)


def stay_of(*contracts: Contract, employers: dict[int, Employer] = EMPLOYERS, **life: Any) -> Stay:
    (stay,) = stays_of(*contracts, employers=employers, **life)
    return stay


def last_ledger(*contracts: Contract, employers: dict[int, Employer] = EMPLOYERS, **life: Any):
    return ledgers(contracts, employers, RULES, **life)[-1]


def chain_of(*contracts: Contract, employers: dict[int, Employer] = EMPLOYERS, **life: Any):
    return last_ledger(*contracts, employers=employers, **life).chain


def numbered(*periods: tuple[str, str], **fields) -> list[Contract]:
    return [a_contract(start, end, id=number, **fields) for number, (start, end) in enumerate(periods, start=1)]


# --- the chain -----------------------------------------------------------------------------------------------------

THIRTY_SIX = ("2024-01-01", "2026-12-31")

CHAINS = [
    # case, contracts, contracts that count, last safe day, day of conversion
    ("T11", contracts_of("2024-01-01", 12, 12, 12), 3, "2026-12-31", None),
    (
        "T12",
        [*contracts_of("2024-01-01", 12, 12), a_contract("2026-01-01", "2027-01-01", id=3)],
        3,
        "2026-12-31",
        "2027-01-01",
    ),
    (
        "T13 running on",
        numbered(("2024-04-01", "2026-03-31"), ("2026-04-01", "2027-04-01")),
        2,
        "2027-03-31",
        "2027-04-01",
    ),
    ("T13 just in time", numbered(("2024-04-01", "2026-03-31"), ("2026-04-01", "2027-03-31")), 2, "2027-03-31", None),
    ("T14", numbered(("2024-02-29", "2025-02-27"), ("2025-02-28", "2027-12-31")), 2, "2027-02-27", "2027-02-28"),
    ("T15", contracts_of("2026-09-01", 7, 8, 8), 3, "2029-08-31", None),
    ("T15 and one more", contracts_of("2026-09-01", 7, 8, 8, 1), 4, "2028-07-31", "2028-08-01"),
    ("T16", contracts_of("2026-01-01", 3, 3, 3, 3), 4, "2026-09-30", "2026-10-01"),
    ("T17", numbered(("2024-01-01", "2024-12-31"), ("2025-05-01", "2026-12-31")), 2, "2026-12-31", None),
    ("T18", numbered(("2024-01-01", "2024-12-31"), ("2025-05-01", "2027-01-31")), 2, "2026-12-31", "2027-01-01"),
    ("T19", numbered(("2025-02-01", "2026-01-31"), ("2026-08-01", "2026-12-31")), 2, "2028-01-31", None),
    ("T20", numbered(("2025-02-01", "2026-01-31"), ("2026-08-02", "2026-12-31")), 1, "2029-08-01", None),
    ("T21 same", numbered(("2025-01-01", "2025-12-31"), ("2026-07-01", "2026-12-31")), 2, "2027-12-31", None),
    ("T21 new", numbered(("2025-01-01", "2025-12-31"), ("2026-07-02", "2026-12-31")), 1, "2029-07-01", None),
    ("T22", numbered(("2025-07-01", "2026-06-30"), ("2026-12-31", "2027-06-30")), 2, "2028-06-30", None),
    ("T23", numbered(("2025-07-01", "2026-06-30"), ("2027-01-01", "2027-06-30")), 2, "2028-06-30", None),
    ("T24", numbered(("2025-07-01", "2026-06-30"), ("2027-01-02", "2027-06-30")), 1, "2030-01-01", None),
    ("T28", numbered(THIRTY_SIX, ("2027-01-01", "2027-03-31")), 2, "2027-03-31", None),
    ("T29a", numbered(THIRTY_SIX, ("2027-01-01", "2027-04-01")), 2, "2026-12-31", "2027-01-01"),
    ("T29b", numbered(THIRTY_SIX, ("2027-01-02", "2027-03-31")), 2, "2027-01-01", "2027-01-02"),
    (
        "T28 and one more",
        numbered(THIRTY_SIX, ("2027-01-01", "2027-02-28"), ("2027-03-01", "2027-03-31")),
        3,
        "2027-02-28",
        "2027-03-01",
    ),
    ("T56", [a_contract("2025-02-01", "2026-12-31")], 1, "2028-01-31", None),
    ("T57", numbered(("2026-10-01", "2027-09-30"), ("2028-04-02", "2028-12-31")), 1, "2031-04-01", None),
    ("24 months until 2020", contracts_of("2017-06-01", 12, 12), 2, "2019-05-31", None),
    ("24 months exceeded", contracts_of("2017-06-01", 12, 13), 2, "2019-05-31", "2019-06-01"),
    ("24 months reached on the last day of that law", contracts_of("2018-01-01", 12, 24), 2, "2020-12-31", None),
    ("24 months exceeded on it", contracts_of("2017-12-31", 12, 24), 2, "2019-12-30", "2019-12-31"),
    (
        "months exceeded before the oldest law that is known",
        numbered(("2012-01-01", "2013-12-31"), ("2014-01-01", "2015-12-31")),
        2,
        "2015-06-30",
        "2015-07-01",
    ),
    (
        "one too many beside a long one",
        numbered(
            ("2024-01-01", "2027-06-30"),
            ("2024-06-01", "2024-12-31"),
            ("2025-06-01", "2025-12-31"),
            ("2026-05-01", "2026-12-31"),
        ),
        4,
        "2026-04-30",
        "2026-05-01",
    ),
    (
        "24 months passed while nobody worked",
        numbered(("2017-07-01", "2019-06-30"), ("2020-01-01", "2020-06-30")),
        2,
        "2020-06-30",
        None,
    ),
]


@pytest.mark.parametrize(("case", "contracts", "count", "until", "converts_on"), CHAINS, ids=[row[0] for row in CHAINS])
def test_the_chain_reaches_its_last_safe_day(case, contracts, count, until, converts_on):
    chain = chain_of(*contracts)
    assert (len(chain.contracts), chain.until) == (count, day(until))
    assert chain.converts_on == (day(converts_on) if converts_on else None)
    assert chain.outcome is (Outcome.EXCEEDED if converts_on else Outcome.WITHIN)


@pytest.mark.parametrize(("case", "contracts", "count", "until", "converts_on"), CHAINS, ids=[row[0] for row in CHAINS])
def test_a_stay_says_of_its_chain_what_the_ledger_says(case, contracts, count, until, converts_on):
    stay = stays_of(*contracts)[-1]
    assert (stay.chain_contracts, stay.chain_until) == (count, day(until))


def test_a_limit_at_the_end_of_february_is_ambiguous():
    contracts = numbered(("2024-02-29", "2025-02-27"), ("2025-02-28", "2027-12-31"))  # T14
    assert chain_of(*contracts).other_reading == day("2027-02-28")
    assert stay_of(*contracts).checks == (Check.MONTH_END,)


def test_a_limit_that_comes_from_another_day_is_not_ambiguous():
    contracts = numbered(("2024-02-29", "2026-12-31"), ("2027-04-01", "2027-12-31"))
    assert chain_of(*contracts).until == day("2027-03-31")
    assert chain_of(*contracts).other_reading is None


def test_an_ambiguous_limit_that_decides_nothing_is_no_doubt():
    assert stay_of(a_contract("2024-02-29", "2025-02-27")).checks == ()


def test_seven_eight_and_eight_months_use_up_the_contracts_but_not_the_months():
    chain = chain_of(*contracts_of("2026-09-01", 7, 8, 8))  # T15
    assert (chain.reached, chain.contracts_left) == (Length(23, 0), 0)


@pytest.mark.parametrize(
    ("case", "end", "start", "gap"),
    [
        ("T22", "2026-06-30", "2026-12-31", Gap.CONTINUES),
        ("T23", "2026-06-30", "2027-01-01", Gap.UNCLEAR),
        ("T25", "2026-02-28", "2026-08-29", Gap.CONTINUES),
        ("T25", "2026-02-28", "2026-08-30", Gap.UNCLEAR),
        ("T25", "2026-02-28", "2026-09-01", Gap.UNCLEAR),
        ("T26", "2025-08-30", "2026-02-28", Gap.CONTINUES),
        ("T26", "2025-08-30", "2026-03-01", Gap.UNCLEAR),
    ],
)
def test_an_unclear_gap_goes_on_with_the_chain_and_asks(case, end, start, gap):
    contracts = numbered(("2025-06-01", end), (start, "2027-06-30"))
    assert chain_of(*contracts).gaps == (gap,)
    assert (Check.CHAIN_GAP in stays_of(*contracts)[-1].checks) == (gap is Gap.UNCLEAR)


def test_before_the_oldest_rule_its_gap_holds():
    own = Rules(replace(rule, gap_months=3) if rule.key == "chain.statutory.2015" else rule for rule in RULES)
    contracts = numbered(("2013-01-01", "2013-12-31"), ("2014-06-01", "2015-01-31"))
    assert stays_of(*contracts)[-1].chain_contracts == 2
    assert stays(contracts, EMPLOYERS, own)[-1].chain_contracts == 1


def test_the_gap_of_seasonal_work_is_in_the_rules():
    rule = RULES.in_force("chain.cao_seasonal_gap", day("2026-05-01"))
    assert isinstance(rule, ChainDeviation)
    assert rule.gap_months == 3  # T27


@pytest.mark.parametrize(("until", "months"), [("2019-12-31", 24), ("2020-01-01", 36)])
def test_the_chain_got_longer_on_the_day_the_law_changed(until, months):
    assert RULES.in_force("chain.statutory", day(until)).max_months == months


def test_a_bbl_contract_does_not_count():
    contracts = [
        a_contract("2024-09-01", "2025-07-31", id=1, kind=ContractKind.BBL),
        a_contract("2025-08-01", "2026-07-31", id=2),
    ]
    ledger = last_ledger(*contracts)  # T30
    assert (ledger.chain.first_day, ledger.chain.until) == (day("2025-08-01"), day("2028-07-31"))
    bbl, counted = ledger.entries
    assert (bbl.counting, bbl.place, bbl.rule.source) == (Counting.BBL, None, "BW7 668a(10)")
    assert (counted.counting, counted.place) == (Counting.COUNTS, 1)


MINOR = {"born_on": day("2008-05-10")}


def test_contracts_under_age_with_few_hours_do_not_count():
    contracts = [
        a_contract("2025-09-01", "2025-12-31", id=1, hours=10),
        a_contract("2026-01-01", "2026-05-09", id=2, hours=12),
        a_contract("2026-06-01", "2026-12-31", id=3, hours=24),
    ]
    ledger = last_ledger(*contracts, **MINOR)  # T31
    assert [entry.counting for entry in ledger.entries] == [Counting.MINOR, Counting.MINOR, Counting.COUNTS]
    assert (ledger.chain.first_day, ledger.stay.checks) == (day("2026-06-01"), ())


@pytest.mark.parametrize(
    ("end", "hours", "counts", "checks"),
    [
        ("2026-05-09", 12, Counting.MINOR, ()),
        ("2026-05-10", 12, Counting.IN_DOUBT, (Check.MINOR,)),  # still runs on the birthday
        ("2026-05-09", 12.5, Counting.COUNTS, ()),
        ("2026-05-09", None, Counting.IN_DOUBT, (Check.MINOR,)),
        (None, 12, Counting.IN_DOUBT, (Check.SINGLE_CONTRACT, Check.MINOR)),
    ],
)
def test_hours_and_birthday_decide_whether_a_minor_counts(end, hours, counts, checks):
    ledger = last_ledger(a_contract("2026-01-01", end, hours=hours), **MINOR)
    assert (ledger.entries[0].counting, ledger.stay.checks) == (counts, checks)


def test_from_the_birthday_on_few_hours_count_as_well():
    birthday = a_contract("2026-05-10", "2026-12-31", hours=12)
    assert (stay_of(birthday, **MINOR).chain_contracts, stay_of(birthday, **MINOR).checks) == (1, ())


PENSION = {"pension_on": day("2026-03-01")}


def test_from_state_pension_age_on_other_limits_hold_and_earlier_contracts_do_not_count():
    contracts = [*contracts_of("2024-01-01", 12, 12), *contracts_of("2026-03-01", 3, 3, 3, 3)]
    chain = chain_of(*contracts, **PENSION)  # T32
    assert (chain.first_day, len(chain.contracts), chain.until) == (day("2026-03-01"), 4, day("2030-02-28"))
    assert (chain.outcome, chain.contracts_left) == (Outcome.WITHIN, 2)


def test_the_seventh_contract_after_state_pension_is_one_too_many():
    chain = chain_of(*contracts_of("2026-03-01", 1, 1, 1, 1, 1, 1, 1), **PENSION)
    assert chain.converts_on == day("2026-09-01")


def test_near_state_pension_age_its_day_is_asked_for():
    contract = a_contract("2026-01-01", "2026-12-31")
    assert stay_of(contract, born_on=day("1960-12-31")).checks == (Check.PENSION,)
    assert stay_of(contract, born_on=day("1961-01-01")).checks == ()
    assert stay_of(contract, born_on=day("1960-12-31"), pension_on=day("2028-03-31")).checks == ()


def test_two_employers_have_two_chains():
    first = a_contract("2026-01-01", "2026-12-31", id=1, employer=1, hours=24)
    second = a_contract("2026-03-01", "2027-02-28", id=2, employer=2, hours=12)
    one, other = stays_of(first, second)  # T33
    assert (one.chain_until, other.chain_until) == (day("2028-12-31"), day("2029-02-28"))
    assert (one.is_parallel, other.is_parallel) == (True, True)
    assert (one.checks, other.checks) == ((), ())


SECONDED = a_contract("2025-01-01", "2026-12-31", id=1, employer=1)
AT_THE_HIRER = {SECONDED.id: (HIRER.id,)}
HIRED = a_contract("2027-01-01", "2027-12-31", id=2, employer=2)


def test_a_hirer_that_becomes_the_employer_may_be_a_successor():
    _, stay = stays_of(SECONDED, HIRED, workplaces=AT_THE_HIRER)  # T34, no answer yet
    assert (stay.chain_until, stay.chain_contracts, stay.checks) == (day("2029-12-31"), 1, (Check.SUCCESSOR,))


@pytest.mark.parametrize("linked", [{1: 2}, {2: 1}, {1: 2, 2: 1}], ids=str)
def test_a_successor_goes_on_with_the_chain(linked):
    employers = {number: an_employer(id=number, successor_of=linked.get(number)) for number in (1, 2)}
    _, stay = stays_of(SECONDED, HIRED, employers=employers, workplaces=AT_THE_HIRER)  # T34, yes
    assert (stay.chain_until, stay.chain_contracts, stay.checks) == (day("2027-12-31"), 2, ())
    after = a_contract("2028-01-01", "2028-06-30", id=3, employer=2)
    _, longer = stays_of(SECONDED, HIRED, after, employers=employers, workplaces=AT_THE_HIRER)
    assert (longer.because, longer.leaves_on) == (Because.CHAIN_LIMIT, day("2027-12-31"))


def test_successors_of_successors_are_one_party():
    employers = {1: an_employer(id=1), 2: an_employer(id=2, successor_of=1), 3: an_employer(id=3, successor_of=2)}
    contracts = [a_contract(f"202{n}-01-01", f"202{n}-12-31", id=n, employer=n - 3) for n in (4, 5, 6)]
    assert stays_of(*contracts, employers=employers)[-1].chain_contracts == 3


def test_a_successor_of_a_ring_joins_the_ring():
    employers = {number: an_employer(id=number, successor_of=other) for number, other in ((1, 2), (2, 3), (3, 2))}
    contracts = [a_contract(f"202{n}-01-01", f"202{n}-12-31", id=n, employer=n - 3) for n in (4, 5, 6)]
    assert stays_of(*contracts, employers=employers)[-1].chain_contracts == 3


@pytest.mark.parametrize(
    ("earlier", "later", "asks"),
    [
        ({"employer": 1, "at": (2,)}, {"employer": 2}, True),
        ({"employer": 2}, {"employer": 1, "at": (2,)}, True),
        ({"employer": 1, "at": (3,)}, {"employer": 2, "at": (3,)}, True),
        ({"employer": 1, "kind": ContractKind.AGENCY}, {"employer": 2}, True),  # for whom is not known
        ({"employer": 1, "kind": ContractKind.AGENCY, "at": (3,)}, {"employer": 2}, False),
        ({"employer": 1, "at": (3,)}, {"employer": 2}, False),
        ({"employer": 1}, {"employer": 2}, False),
    ],
)
def test_the_same_workplace_for_another_employer_asks_whether_it_is_a_successor(earlier, later, asks):
    workplaces = {1: earlier.get("at", ()), 2: later.get("at", ())}
    facts = [{name: value for name, value in given.items() if name != "at"} for given in (earlier, later)]
    contracts = [a_contract("2025-01-01", "2025-12-31", id=1, **facts[0]), a_contract(id=2, **facts[1])]
    employers = {number: an_employer(id=number) for number in (1, 2, 3)}
    assert (Check.SUCCESSOR in stays_of(*contracts, employers=employers, workplaces=workplaces)[-1].checks) is asks


def test_a_hirer_that_employs_from_the_same_day_is_no_successor():
    both = stays_of(a_contract(id=1), a_contract(id=2, employer=2), workplaces={1: (2,)})
    assert [stay.checks for stay in both] == [(), ()]


def test_a_hirer_of_long_ago_is_no_successor():
    long_ago = a_contract("2024-01-01", "2024-12-31", id=1, employer=1)
    hired = a_contract("2025-07-02", "2026-06-30", id=2, employer=2)
    assert stays_of(long_ago, hired, workplaces={1: (2,)})[-1].checks == ()


@pytest.mark.parametrize("kind", [ContractKind.TRIAL, ContractKind.WORK_EXPERIENCE, ContractKind.LEARNING])
def test_a_placement_without_employment_does_not_count(kind):
    placement = a_contract("2026-10-01", "2026-11-30", id=1, kind=kind)
    ledger = last_ledger(placement, a_contract("2026-12-01", "2027-05-31", id=2))  # T35
    assert (ledger.chain.first_day, ledger.chain.until) == (day("2026-12-01"), day("2029-11-30"))
    assert ledger.entries[0].counting is Counting.UNPAID


def test_a_sheltered_contract_counts():
    assert stay_of(a_contract(kind=ContractKind.SHELTERED)).chain_contracts == 1


def test_agency_contracts_are_left_to_a_human():
    agency = a_contract("2025-01-01", "2025-12-31", id=1, kind=ContractKind.AGENCY)
    alone = stay_of(agency)
    assert (alone.chain_until, alone.chain_contracts, alone.checks) == (None, 0, (Check.AGENCY,))
    after = stay_of(agency, a_contract("2026-01-01", "2026-12-31", id=2))
    assert (after.chain_contracts, after.checks) == (1, (Check.AGENCY,))


def test_a_fixed_term_after_a_permanent_job_may_not_end_by_itself():
    permanent = a_permanent_contract("2020-01-01", id=1, ended_on=day("2025-12-31"))
    assert stays_of(permanent, a_contract("2026-06-30", "2026-12-31", id=2))[-1].checks == (Check.AFTER_PERMANENT,)
    assert stays_of(permanent, a_contract("2026-07-02", "2026-12-31", id=2))[-1].checks == ()


def test_one_long_contract_is_taken_at_the_limit_of_a_chain_and_asks():
    stay = stay_of(a_contract("2024-04-01", "2028-03-31"))
    assert (stay.leaves_on, stay.because) == (day("2027-03-31"), Because.CHAIN_LIMIT)
    assert stay.checks == (Check.SINGLE_CONTRACT,)


@pytest.mark.parametrize("then", ["2027-02-28", "2027-08-31"])
def test_that_one_contract_is_longer_than_a_chain_is_in_doubt_when_another_follows_it_too(then):
    stay = stay_of(*numbered(("2023-08-01", "2026-11-30"), ("2026-12-01", then)))
    assert (stay.leaves_on, stay.checks) == (day("2026-07-31"), (Check.SINGLE_CONTRACT,))


def test_a_chain_that_is_too_long_by_its_second_contract_is_no_doubt_about_one():
    assert stay_of(*numbered(THIRTY_SIX, ("2027-01-01", "2027-04-01"))).checks == ()  # T29a
    assert stay_of(*numbered(("2024-01-01", "2027-06-30"), ("2026-12-31", "2027-06-30"))).checks == ()


def test_a_short_tail_at_a_successor_is_none_for_it_is_another_party():
    tail = a_contract("2027-01-01", "2027-03-31", id=2, employer=2)
    employers = {1: TRAM, 2: replace(HIRER, successor_of=1)}
    chain = chain_of(*numbered(THIRTY_SIX), tail, employers=employers)
    assert (chain.until, chain.converts_on) == (day("2026-12-31"), day("2027-01-01"))


def test_unknown_earlier_contracts_are_never_within_limits():
    contracts = [a_contract("2026-01-01", "2026-06-30", id=1, earlier_unknown=True), *contracts_of("2026-07-01", 6)]
    chain, stay = chain_of(*contracts), stay_of(*contracts)  # T58
    assert (chain.outcome, chain.until, chain.converts_on) == (Outcome.INSUFFICIENT_DATA, None, None)
    assert (stay.chain_until, stay.checks) == (None, (Check.EARLIER_UNKNOWN,))


def test_an_unknown_past_before_the_only_contract_leaves_it_open():
    assert chain_of(a_contract(earlier_unknown=True)).outcome is Outcome.INSUFFICIENT_DATA


def test_an_unknown_past_elsewhere_or_later_does_not_matter():
    here = a_contract("2026-01-01", "2026-12-31", id=1)
    elsewhere = a_contract("2026-01-01", "2026-06-30", id=2, employer=2, earlier_unknown=True)
    later = a_contract("2027-12-01", "2028-06-30", id=3, earlier_unknown=True)
    first, *_ = ledgers([here, elsewhere, later], EMPLOYERS, RULES)
    assert (first.stay.contract, first.chain.outcome) == (here, Outcome.WITHIN)


@pytest.mark.parametrize(
    ("start", "outcome"), [("2026-07-31", Outcome.INSUFFICIENT_DATA), ("2026-08-02", Outcome.WITHIN)]
)
def test_an_unknown_past_that_a_gap_has_broken_matters_no_more(start, outcome):
    trial = a_contract("2026-02-01", "2026-03-31", id=1, kind=ContractKind.TRIAL, earlier_unknown=True)
    assert chain_of(trial, a_contract(start, "2026-12-31", id=2)).outcome is outcome


def test_the_announced_law_is_not_used_but_asks():
    earlier = a_contract("2026-10-01", "2027-09-30", id=1)
    _, stay = stays_of(earlier, a_contract("2028-04-02", "2028-12-31", id=2))  # T57
    assert (stay.chain_contracts, stay.checks) == (1, (Check.ANNOUNCED_RULE,))
    assert stays_of(earlier, a_contract("2028-01-01", "2028-12-31", id=2))[-1].checks == (Check.ANNOUNCED_RULE,)
    assert stays_of(earlier, a_contract("2027-12-31", "2028-12-31", id=2))[-1].checks == ()
    trial = a_contract("2026-10-01", "2027-09-30", id=1, kind=ContractKind.TRIAL)
    assert stays_of(trial, a_contract("2028-04-02", "2028-12-31", id=2))[-1].checks == ()
    assert stay_of(a_contract("2028-04-02", "2028-12-31")).checks == ()


# --- the employer's own limit ----------------------------------------------------------------------------------------


def with_policy(months: int = 23, gap: int | None = None) -> dict[int, Employer]:
    return {1: an_employer(id=1, policy_months=months, policy_gap=gap), 2: HIRER}


@pytest.mark.parametrize(
    ("case", "start", "until", "other"),
    [
        ("T01", "2026-01-01", "2027-11-30", None),
        ("T02", "2026-01-15", "2027-12-14", None),
        ("T03", "2025-01-31", "2026-12-30", None),
        ("T04", "2024-03-31", "2026-02-27", "2026-02-28"),
        ("T05", "2026-03-31", "2028-02-28", "2028-02-29"),
    ],
)
def test_the_employers_own_limit_is_its_months_from_the_first_day(case, start, until, other):
    ledger = last_ledger(a_contract(start, None), employers=with_policy())
    assert (ledger.policy.until, ledger.policy.other_reading) == (day(until), day(other) if other else None)
    assert (ledger.stay.leaves_on, ledger.stay.because) == (day(until), Because.POLICY_LIMIT)
    assert ledger.stay.checks == ((Check.MONTH_END,) if other else ())


def test_the_employers_own_limit_comes_before_the_law():
    stay = stay_of(a_contract("2025-02-01", "2027-06-30"), employers=with_policy())  # T56
    assert (stay.policy_until, stay.chain_until) == (day("2026-12-31"), day("2028-01-31"))
    assert (stay.leaves_on, stay.because) == (day("2026-12-31"), Because.POLICY_LIMIT)
    assert warn_from(stay.leaves_on, 6) <= day("2026-11-21")


def test_notice_of_an_agreed_end_at_the_own_limit():
    stay = stay_of(a_contract("2025-02-01", "2026-12-31"), employers=with_policy())  # T56
    assert (stay.because, stay.notice_by) == (Because.CONTRACT_END, day("2026-11-30"))


def test_the_own_limit_counts_subsidised_contracts_of_any_kind_and_time_away():
    contracts = [
        a_contract("2024-01-01", "2024-06-30", id=1, subsidised=False),
        a_contract("2024-07-01", "2024-08-31", id=2, kind=ContractKind.TRIAL),
        a_contract("2025-11-01", "2026-10-31", id=3),
    ]
    policy = last_ledger(*contracts, employers=with_policy()).policy
    assert [contract.id for contract in policy.contracts] == [2, 3]
    assert (policy.until, policy.reached) == (day("2026-05-31"), Length(28, 0))


@pytest.mark.parametrize(
    ("start", "until", "checks"),
    [
        ("2026-12-31", "2027-05-31", ()),
        ("2027-01-01", "2027-05-31", (Check.CHAIN_GAP, Check.POLICY_GAP)),
        ("2027-01-02", "2028-12-01", ()),
    ],
)
def test_the_own_limit_starts_anew_for_who_was_away_long_enough(start, until, checks):
    contracts = numbered(("2025-07-01", "2026-06-30"), (start, "2027-03-31"))
    stay = stays_of(*contracts, employers=with_policy(gap=6))[-1]
    assert (stay.policy_until, stay.checks) == (day(until), checks)


@pytest.mark.parametrize(
    "contract", [a_contract(subsidised=False), a_permanent_contract()], ids=["own pay", "permanent"]
)
def test_the_own_limit_is_for_subsidised_people_who_do_not_stay(contract):
    assert stay_of(contract, employers=with_policy()).policy_until is None


def test_on_a_tie_the_contract_comes_before_the_own_limit_and_that_before_the_chain():
    contracts = contracts_of("2024-01-01", 12, 24)
    assert stay_of(*contracts, employers=with_policy(36)).because is Because.CONTRACT_END
    longer = [*contracts[:1], a_contract("2025-01-01", "2027-06-30", id=2)]
    assert stay_of(*longer, employers=with_policy(36)).because is Because.POLICY_LIMIT
    assert stay_of(*longer).because is Because.CHAIN_LIMIT


# --- notice ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "start", "end", "by"),
    [
        ("T08", "2025-12-01", "2026-05-31", "2026-04-30"),
        ("T09", "2026-12-01", "2027-05-30", None),
        ("T10", "2026-08-31", "2027-02-27", "2027-01-27"),
        ("T36", "2026-01-01", "2026-12-31", "2026-11-30"),
        ("T37", "2026-04-01", "2027-03-31", "2027-02-28"),
        ("T39", "2026-05-01", "2027-04-30", "2027-03-30"),
        ("T40", "2026-03-01", "2027-02-28", "2027-01-28"),
        ("T42", "2026-01-01", "2026-12-30", "2026-11-29"),
        ("open", "2026-01-01", None, None),
        ("before the law", "2013-01-01", "2014-12-31", None),
    ],
)
def test_notice_is_due_for_contracts_of_at_least_six_months(case, start, end, by):
    assert stay_of(a_contract(start, end)).notice_by == (day(by) if by else None)


def test_notice_in_a_weekend_is_not_moved_but_the_friday_is_named():
    notice = last_ledger(a_contract("2026-04-01", "2027-03-31")).notice  # T37
    assert (notice.by, notice.working_day) == (day("2027-02-28"), day("2027-02-26"))
    assert (notice.rule.weekend_shift, notice.rule.source) == (False, "BW7 668(1)-(3); ATW 1(2)")


@pytest.mark.parametrize(
    "kind", [ContractKind.FIXED_TERM, ContractKind.SHELTERED, ContractKind.BBL, ContractKind.AGENCY]
)
def test_notice_is_for_contracts_of_employment(kind):
    assert stay_of(a_contract(kind=kind)).notice_by == day("2026-11-30")


@pytest.mark.parametrize("kind", [ContractKind.TRIAL, ContractKind.WORK_EXPERIENCE, ContractKind.LEARNING])
def test_a_placement_without_employment_needs_no_notice(kind):
    assert stay_of(a_contract(kind=kind)).notice_by is None


def test_a_contract_that_ended_early_needs_no_notice_any_more():
    assert stay_of(a_contract(ended_on=day("2026-06-30"))).notice_by is None
    for ended_on in ("2026-12-31", "2027-01-31"):
        assert stay_of(a_contract(ended_on=day(ended_on))).notice_by == day("2026-11-30")


@pytest.mark.parametrize(
    ("case", "start", "end", "until"),
    [
        ("T46", "2026-09-01", "2027-03-31", "2027-10-31"),
        ("T47", "2025-05-01", "2027-03-31", "2028-03-31"),
        ("days over", "2026-09-01", "2027-04-10", "2027-11-20"),
    ],
)
def test_silence_goes_on_as_long_as_before_and_at_most_a_year(case, start, end, until):
    assert silent_continuation(a_contract(start, end), RULES) == day(until)


def test_silence_counts_as_one_more_contract():
    contract = a_contract("2026-09-01", "2027-03-31", id=1)
    until = silent_continuation(contract, RULES)
    assert chain_of(contract, a_contract("2027-04-01", str(until), id=2)).contracts_left == 1  # T46


def test_what_has_no_agreed_end_does_not_go_on_in_silence():
    assert silent_continuation(a_contract(end=None), RULES) is None


# --- stays -----------------------------------------------------------------------------------------------------------


def test_contracts_that_follow_each_other_directly_are_one_stay():
    stay = stay_of(*contracts_of("2026-01-01", 6, 6))
    assert (stay.first_day, stay.last_day, stay.contract.id) == (day("2026-01-01"), day("2026-12-31"), 2)


def test_a_day_between_two_contracts_makes_two_stays():
    first, second = stays_of(*numbered(("2026-01-01", "2026-06-30"), ("2026-07-02", "2026-12-31")))
    assert (first.superseded_on, second.superseded_on) == (day("2026-07-02"), None)
    assert (first.is_parallel, second.is_parallel) == (False, False)


def test_the_real_end_counts_for_what_follows():
    ended = a_contract("2026-01-01", "2026-12-31", id=1, ended_on=day("2026-06-30"))
    assert len(stays_of(ended, a_contract("2026-07-01", "2026-12-31", id=2))) == 1
    assert stay_of(ended).leaves_on == day("2026-06-30")


def test_of_overlapping_contracts_the_one_that_ends_last_judges():
    long, short = numbered(("2026-01-01", "2026-12-31"), ("2026-03-01", "2026-06-30"))
    assert stay_of(long, short).contract is long
    assert stay_of(long, a_contract("2026-03-01", None, id=2)).contract.id == 2


def test_of_contracts_that_end_together_the_one_that_started_last_judges():
    first, last = a_contract("2026-01-01", id=2), a_contract("2026-03-01", id=1)
    assert stay_of(first, last).contract is last


def test_a_job_that_starts_on_the_last_day_of_another_runs_beside_it():
    stays = stays_of(a_contract("2026-01-01", "2026-06-30"), a_contract("2026-06-30", "2026-12-31", employer=2))
    assert [stay.is_parallel for stay in stays] == [True, True]
    assert [stay.superseded_on for stay in stays] == [None, None]


def test_a_permanent_contract_has_no_day_to_leave():
    stay = stay_of(a_contract("2026-01-01", "2026-06-30", id=1), a_permanent_contract("2026-07-01", id=2))
    assert (stay.is_permanent, stay.leaves_on, stay.because, stay.chain_contracts) == (True, None, None, 0)


def test_a_permanent_contract_that_ended_leaves_on_that_day():
    stay = stay_of(a_permanent_contract(ended_on=day("2026-08-31")))
    assert (stay.is_permanent, stay.leaves_on, stay.because) == (False, day("2026-08-31"), Because.CONTRACT_END)


def test_a_contract_without_an_end_leaves_at_its_limit():
    stay = stay_of(a_contract("2026-01-01", None))
    assert (stay.last_day, stay.leaves_on, stay.because) == (None, day("2028-12-31"), Because.CHAIN_LIMIT)


def test_a_placement_without_end_and_limit_has_no_day_to_leave():
    stay = stay_of(a_contract("2026-01-01", None, kind=ContractKind.TRIAL))
    assert (stay.leaves_on, stay.because, stay.is_permanent) == (None, None, False)


def test_nobody_without_contracts_has_a_stay():
    assert stays_of() == ()


# --- the ledger and advice -------------------------------------------------------------------------------------------


def test_the_ledger_says_the_sum_out_loud():
    before, *chain = numbered(("2022-01-01", "2022-12-31"), ("2024-01-01", "2024-12-31"), ("2025-05-01", "2026-12-31"))
    ledger = last_ledger(before, *chain, employers=with_policy(40))  # T17
    assert [(entry.counting, entry.place, entry.gap, entry.gap_days) for entry in ledger.entries] == [
        (Counting.OTHER_CHAIN, None, None, None),
        (Counting.COUNTS, 1, None, None),
        (Counting.COUNTS, 2, Gap.CONTINUES, 120),
    ]
    assert (ledger.chain.reached, ledger.chain.contracts_left, ledger.chain.rule.source) == (
        Length(36, 0),
        1,
        "BW7 668a(1)",
    )
    assert (ledger.policy.months, ledger.policy.first_day, ledger.policy.until) == (
        40,
        day("2022-01-01"),
        day("2025-04-30"),
    )
    assert (ledger.first_limit.because, ledger.first_limit.until) == (Because.POLICY_LIMIT, day("2025-04-30"))


def test_a_gap_is_counted_from_the_contract_that_ended_last():
    contracts = numbered(("2025-01-01", "2025-12-31"), ("2025-02-01", "2025-03-31"), ("2026-02-01", "2026-12-31"))
    assert [entry.gap_days for entry in last_ledger(*contracts).entries] == [None, 0, 31]


def test_advice_says_what_is_used_and_left():
    first, second = contracts_of("2026-01-01", 7, 8)
    said = advice(second, [first], with_policy(), RULES)
    assert (said.policy_used, said.policy_left, said.last_safe_day) == (Length(15, 0), Length(8, 0), day("2027-11-30"))
    assert (len(said.chain.contracts), said.chain.contracts_left, said.excesses) == (2, 1, ())
    assert said.notice.by == notice_day(second)


def notice_day(contract: Contract) -> date:
    return add_months(contract.ends_on, -1)


def test_advice_says_what_a_contract_goes_over_and_by_how_much():
    first, second = contracts_of("2026-01-01", 20, 17)
    said = advice(second, [first], with_policy(), RULES)
    assert said.excesses == (
        Excess(because=Because.POLICY_LIMIT, until=day("2027-11-30"), by=Length(14, 0)),
        Excess(because=Because.CHAIN_LIMIT, until=day("2028-12-31"), by=Length(1, 0)),
    )
    assert (said.policy_left, said.last_safe_day) == (Length(0, 0), day("2027-11-30"))


def test_a_contract_to_the_last_safe_day_goes_over_nothing():
    said = advice(a_contract("2026-01-01", "2027-11-30"), [], with_policy(), RULES)
    assert (said.excesses, said.policy_left) == ((), Length(0, 0))


def test_advice_says_that_a_contract_is_one_too_many():
    *earlier, fourth = contracts_of("2026-01-01", 3, 3, 3, 3)
    (excess,) = advice(fourth, earlier, EMPLOYERS, RULES).excesses
    assert (excess.because, excess.until, excess.contracts) == (Because.CHAIN_LIMIT, day("2026-09-30"), 1)


def test_advice_about_an_open_contract_names_the_last_safe_day_only():
    said = advice(a_contract(end=None), [], with_policy(), RULES)
    assert (said.last_safe_day, said.excesses, said.policy_used, said.policy_left) == (
        day("2027-11-30"),
        (),
        None,
        None,
    )


def test_advice_about_a_changed_contract_forgets_how_it_was():
    before, after = a_contract(id=1), a_contract("2026-01-01", "2027-06-30", id=1)
    assert advice(after, [before], EMPLOYERS, RULES) == advice(after, [], EMPLOYERS, RULES)


def test_what_runs_on_into_a_subsidised_contract_is_judged_by_the_own_limit():
    at = with_policy(6)
    subsidised, plain = ("2016-01-01", "2016-01-31"), ("2016-08-26", "2016-09-25")
    before = [a_contract(*subsidised, id=1), a_contract(*plain, id=2, subsidised=False)]
    later = a_contract("2017-03-23", "2017-06-30", id=3)
    apart = stays([*before, later], at, RULES)
    assert [stay.because for stay in apart if stay.first_day == day("2016-08-26")] == [Because.CONTRACT_END]
    between = a_contract("2016-09-26", "2017-03-22", id=4, subsidised=False)
    (joined,) = (stay for stay in stays([*before, later, between], at, RULES) if stay.first_day == day("2016-08-26"))
    assert (joined.leaves_on, joined.because) == (day("2016-06-30"), Because.POLICY_LIMIT)
