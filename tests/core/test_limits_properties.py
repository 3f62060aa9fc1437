"""What must hold for the limits of any career, some of it against a slow and simple second opinion."""

from dataclasses import replace
from datetime import date, timedelta

import strategies
from dateutil.relativedelta import relativedelta
from factories import a_contract, an_employer
from hypothesis import assume, given
from hypothesis import strategies as st

from doorstroom.choices import Because
from doorstroom.dates import warn_from
from doorstroom.limits import Apart, Counting, Stay, advice, ledgers, stays
from doorstroom.model import Contract
from doorstroom.model.choices import ContractKind
from doorstroom.rules import load

RULES = load.load()
DAY = timedelta(days=1)
BIRTHS = st.none() | st.dates(date(1955, 1, 1), date(2012, 12, 31))
PENSIONS = st.none() | st.dates(date(2016, 1, 1), date(2029, 12, 31))
CAREERS = strategies.careers()
EMPLOYERS = strategies.employers()


def end_of(contract: Contract) -> date:
    return contract.last_day or date.max


# --- a second opinion on the chain ----------------------------------------------------------------------------------


def parts(earlier: Contract, later: Contract) -> bool:
    """Whether more than six months lie between two contracts, however they are counted."""
    six = relativedelta(months=6)
    return later.starts_on > earlier.last_day + six + DAY and later.starts_on > earlier.last_day + DAY + six


def last_chain(contracts: list[Contract]) -> list[Contract]:
    chain: list[Contract] = []
    for contract in contracts:
        chain = [contract] if chain and parts(chain[-1], contract) else [*chain, contract]
    return chain


def is_short_tail(contract: Contract, before: Contract, months: int) -> bool:
    return (
        contract.starts_on == before.last_day + DAY
        and before.last_day + DAY >= before.starts_on + relativedelta(months=months)
        and contract.last_day + DAY <= contract.starts_on + relativedelta(months=3)
    )


def first_day_converted(chain: list[Contract]) -> date | None:
    """Day by day, the first on which a contract runs that is permanent by law."""
    too_long_from = {months: chain[0].starts_on + relativedelta(months=months) for months in (24, 36)}
    for place, contract in enumerate(chain):
        tail_of = {months: place > 0 and is_short_tail(contract, chain[place - 1], months) for months in (24, 36)}
        for n in range((contract.last_day - contract.starts_on).days + 1):
            day = contract.starts_on + n * DAY
            months = 24 if day < date(2020, 1, 1) else 36
            if place >= 3 or (day >= too_long_from[months] and not tail_of[months]):
                return day
    return None


@given(strategies.chains())
def test_a_chain_converts_on_the_first_day_that_a_day_by_day_count_finds(contracts):
    chain = ledgers(contracts, {1: strategies.an_employer()}, RULES)[-1].chain
    expected = last_chain(contracts)
    assert list(chain.contracts) == expected
    assert chain.converts_on == first_day_converted(expected)


@given(strategies.chains(most=3))
def test_a_chain_may_run_on_to_its_last_safe_day_and_not_a_day_longer(contracts):
    chain = ledgers(contracts, {1: strategies.an_employer()}, RULES)[-1].chain
    assume(chain.converts_on is None)
    *earlier, last = chain.contracts
    extended = [*earlier, replace(last, ends_on=chain.until)]
    assert first_day_converted(extended) is None
    a_day_later = chain.until + DAY
    if last.ends_on == chain.until:  # it cannot run on, so another one follows, too long to be a tail
        longer = [*extended, a_contract(str(a_day_later), str(a_day_later + 100 * DAY))]
    else:
        longer = [*earlier, replace(last, ends_on=a_day_later)]
    assert first_day_converted(longer) == a_day_later


# --- stays ----------------------------------------------------------------------------------------------------------


@given(CAREERS, EMPLOYERS, BIRTHS, PENSIONS)
def test_every_contract_is_in_one_stay_and_stays_at_one_employer_do_not_touch(contracts, employers, born, pension):
    found = stays(contracts, employers, RULES, born_on=born, pension_on=pension)
    for contract in contracts:
        homes = [
            stay
            for stay in found
            if stay.employer == contract.employer
            and stay.first_day <= contract.starts_on
            and end_of(contract) <= (stay.last_day or date.max)
        ]
        assert len(homes) == 1
    for stay in found:
        assert stay.last_day is None or all(
            other is stay or other.employer != stay.employer or other.first_day != stay.last_day + DAY
            for other in found
        )
    assert [stay.first_day for stay in found] == sorted(stay.first_day for stay in found)


@given(CAREERS, EMPLOYERS)
def test_no_day_within_a_stay_is_without_a_contract(contracts, employers):
    for stay in stays(contracts, employers, RULES):
        own = [contract for contract in contracts if contract.employer == stay.employer]
        reached = stay.first_day - DAY
        while reached < (stay.last_day or date.max):
            reaching = [end_of(each) for each in own if each.starts_on <= reached + DAY and end_of(each) > reached]
            assert reaching
            reached = max(reaching)
        assert stay.contract in own
        assert end_of(stay.contract) == (stay.last_day or date.max)


@given(CAREERS, EMPLOYERS)
def test_neighbours_of_a_stay_are_those_that_overlap_with_it_or_come_after_it(contracts, employers):
    found = stays(contracts, employers, RULES)
    for stay in found:
        others = [other for other in found if other is not stay]
        end = stay.last_day or date.max
        after = [other.first_day for other in others if other.first_day > end]
        assert stay.superseded_on == min(after, default=None)
        assert stay.is_parallel == any(
            other.first_day <= end and stay.first_day <= (other.last_day or date.max) for other in others
        )


@given(CAREERS, EMPLOYERS, st.randoms())
def test_the_order_in_which_contracts_are_given_does_not_matter(contracts, employers, random):
    shuffled = list(contracts)
    random.shuffle(shuffled)
    assert stays(shuffled, employers, RULES) == stays(contracts, employers, RULES)


# --- leaving --------------------------------------------------------------------------------------------------------


@given(CAREERS, EMPLOYERS, BIRTHS, PENSIONS)
def test_somebody_leaves_on_the_earliest_of_the_days_that_are_known(contracts, employers, born, pension):
    for stay in stays(contracts, employers, RULES, born_on=born, pension_on=pension):
        days = {
            Because.CONTRACT_END: stay.last_day,
            Because.POLICY_LIMIT: stay.policy_until,
            Because.CHAIN_LIMIT: stay.chain_until,
        }
        known = [day for day in days.values() if day]
        assert stay.leaves_on == min(known, default=None)
        assert stay.because is next((why for why, day in days.items() if day and day == stay.leaves_on), None)


@given(CAREERS, EMPLOYERS, st.integers(0, 24))
def test_nobody_leaves_after_their_contract_or_is_warned_after_leaving(contracts, employers, months):
    for stay in stays(contracts, employers, RULES):
        if stay.leaves_on:
            assert stay.leaves_on <= end_of(stay.contract)
            assert warn_from(stay.leaves_on, months) <= stay.leaves_on


@given(CAREERS, EMPLOYERS, BIRTHS, PENSIONS, st.integers(0, 1200))
def test_going_on_directly_on_the_same_terms_never_makes_anybody_leave_earlier(
    contracts, employers, born, pension, days
):
    found = stays(contracts, employers, RULES, born_on=born, pension_on=pension)
    ended = [stay for stay in found if stay.last_day and not stay.contract.is_permanent]
    assume(ended)
    before = ended[-1]
    start = before.last_day + DAY
    going_on = replace(before.contract, id=99, starts_on=start, ends_on=start + days * DAY, ended_on=None)
    after = stays([*contracts, going_on], employers, RULES, born_on=born, pension_on=pension)
    stay = next(stay for stay in after if stay.employer == before.employer and stay.first_day == before.first_day)
    # It may run on into a contract that was there already, which judges the stay from then on: on its own terms.
    assume(all(getattr(stay.contract, term) == getattr(going_on, term) for term in ("kind", "subsidised", "hours")))
    assert stay.leaves_on is None or stay.leaves_on >= before.leaves_on


@given(CAREERS, EMPLOYERS, st.integers(1, 40))
def test_more_months_of_an_employer_never_make_its_limit_earlier(contracts, employers, more):
    generous = {
        number: replace(each, policy_months=each.policy_months + more) if each.policy_months else each
        for number, each in employers.items()
    }
    for tight, wide in zip(stays(contracts, employers, RULES), stays(contracts, generous, RULES), strict=True):
        assert (tight.policy_until is None) == (wide.policy_until is None)
        assert tight.policy_until is None or tight.policy_until < wide.policy_until


@given(strategies.chains(), st.integers(1, 40), st.integers(0, 190))
def test_one_more_contract_before_all_others_never_makes_the_chain_later(contracts, months, apart):
    end = contracts[0].starts_on - (apart + 1) * DAY
    earlier = a_contract(str(end - relativedelta(months=months)), str(end), id=99)
    employers = {1: strategies.an_employer()}
    before = stays(contracts, employers, RULES)[-1]
    after = stays([earlier, *contracts], employers, RULES)[-1]
    assert after.chain_until <= before.chain_until
    assert after.chain_contracts >= before.chain_contracts


# --- ledger and advice ----------------------------------------------------------------------------------------------


@given(CAREERS, EMPLOYERS, BIRTHS, PENSIONS)
def test_the_ledger_lists_every_contract_between_the_parties_and_numbers_the_chain(contracts, employers, born, pension):
    for ledger in ledgers(contracts, employers, RULES, born_on=born, pension_on=pension):
        places = [entry.place for entry in ledger.entries if entry.place]
        assert places == list(range(1, ledger.stay.chain_contracts + 1))
        assert all(entry.counting is not Counting.OTHER_CHAIN for entry in ledger.entries if entry.place)
        own = {contract.id for contract in contracts if contract.employer == ledger.stay.employer}
        assert own <= {entry.contract.id for entry in ledger.entries}
        assert (ledger.first_limit is None) == (ledger.stay.policy_until is None and ledger.stay.chain_until is None)


@given(CAREERS, EMPLOYERS, BIRTHS, PENSIONS)
def test_advice_about_the_contract_that_judges_a_stay_agrees_with_the_stay(contracts, employers, born, pension):
    life = {"born_on": born, "pension_on": pension}
    for stay in stays(contracts, employers, RULES, **life):
        said = advice(stay.contract, contracts, employers, RULES, **life)
        assert (said.policy.until if said.policy else None) == stay.policy_until
        assert (said.chain.until if said.chain else None) == stay.chain_until
        assert (said.notice.by if said.notice else None) == stay.notice_by
        if stay.because not in (Because.CONTRACT_END, None) and stay.last_day:
            assert stay.because in {excess.because for excess in said.excesses}


@given(strategies.careers(employers=4, most=4), strategies.employers(4, linked=False), BIRTHS, st.data())
def test_what_is_apart_is_the_same_when_each_employer_is_looked_at_alone(contracts, employers, born, data):
    # One employer that succeeds another, or none.
    successor, before = data.draw(st.sampled_from([(None, None), (1, 2), (3, 1), (4, 2)]))
    if successor:
        employers[successor] = replace(employers[successor], successor_of=before)
    places = {one.contract: (one.employer,) for one in data.draw(strategies.workplaces(contracts, employers=4))}
    sites: dict[int, set[int]] = {}
    for one in contracts:
        sites.setdefault(one.employer, {one.employer}).update(places.get(one.id, ()))
    assume(
        contracts
        and Apart(employers, RULES).holds(
            list(sites.values()),
            is_hidden=any(one.kind is ContractKind.AGENCY and one.id not in places for one in contracts),
            born=born and born.year,
            first=min(one.starts_on for one in contracts).year,
            last=max(one.last_day or one.starts_on for one in contracts).year,
        )
    )
    whole = stays(contracts, employers, RULES, workplaces=places, born_on=born)
    for employer in sites:
        alone = stays([one for one in contracts if one.employer == employer], employers, RULES)
        assert [by_itself(stay) for stay in alone] == [by_itself(stay) for stay in whole if stay.employer == employer]


def by_itself(stay: Stay) -> Stay:
    return stay._replace(superseded_on=None, is_parallel=False)


def test_work_at_a_place_that_an_employer_took_over_is_not_apart():
    employers = {number: an_employer(id=number) for number in (1, 2, 3)}
    employers[3] = replace(employers[3], successor_of=1)
    years = {"is_hidden": False, "born": None, "first": 2025, "last": 2026}
    assert not Apart(employers, RULES).holds([{1}, {2, 3}], **years)
    assert Apart(employers, RULES).holds([{2}], **years)


@given(CAREERS, EMPLOYERS)
def test_only_contracts_of_employment_for_a_fixed_term_have_a_chain(contracts, employers):
    for stay in stays(contracts, employers, RULES):
        counted = stay.contract.kind in (ContractKind.FIXED_TERM, ContractKind.SHELTERED)
        assert (stay.chain_contracts > 0) == counted
