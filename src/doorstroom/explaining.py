"""The sum behind a day of leaving, in sentences that can be read out loud, each limit with its rule and its source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from doorstroom.choices import Because, Kind
from doorstroom.dates import Gap, Length, next_end
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.limits import (
    Advice,
    Chain,
    Check,
    Entry,
    Excess,
    Ledger,
    Limit,
    Notice,
    Outcome,
    Policy,
    advice,
    ledgers,
)
from doorstroom.limits.career import Workplaces
from doorstroom.lines import Line, lines
from doorstroom.model import Contract, Employer
from doorstroom.report import Section, Sentence, in_days, in_months
from doorstroom.reports import Person, standing
from doorstroom.rules import Rule, Rules, saying

_BY = {
    Because.CONTRACT_END: N_("the contract ends"),
    Because.POLICY_LIMIT: N_("the employer's own limit"),
    Because.CHAIN_LIMIT: N_("the chain rule"),
}


class Facts(NamedTuple):
    """What the limits of one candidate follow from."""

    contracts: Sequence[Contract]
    employers: Mapping[int, Employer]
    rules: Rules
    born_on: date | None
    workplaces: Workplaces

    def ledgers(self, supposed: Contract | None = None, *, after: int = 0) -> tuple[Ledger, ...]:
        """The ledger of every stay, with a supposed contract where the work is that of the one with the number ``after``."""
        more, workplaces = [], self.workplaces
        if supposed is not None:
            more, workplaces = [supposed], {**workplaces, supposed.id: workplaces.get(after, ())}
        return ledgers(
            [*self.contracts, *more], self.employers, self.rules, workplaces=workplaces, born_on=self.born_on
        )

    def advice(self, contract: Contract) -> Advice:
        """What the limits say about one of the contracts."""
        others = [other for other in self.contracts if other.id != contract.id]
        return advice(contract, others, self.employers, self.rules, workplaces=self.workplaces, born_on=self.born_on)


class Explanation(NamedTuple):
    """Why somebody leaves when they do: in a few sentences, in sections, and as figures for programs."""

    said: Sequence[Sentence]
    sections: Sequence[Section]
    figures: Mapping[str, Any]


def explain(
    person: Person, facts: Facts, as_of: date, *, extend_to: date | None = None, months: int | None = None
) -> Explanation:
    """The sum behind the day on which somebody leaves, seen from a day.

    With ``extend_to`` (last day, included) or ``months`` a contract is supposed that follows the last one directly, on the
    same terms. Raises BadInput when both are given or there is nothing to go on from.
    """
    found = lines(person.jobs, as_of)
    supposed = _supposed(found, facts, extend_to, months)
    wanted = {job.contract for line in found for job in line.jobs}
    shown = [
        ledger
        for ledger in facts.ledgers(supposed, after=found[0].last.contract if found else 0)
        if ledger.stay.contract.id in wanted or ledger.stay.contract == supposed
    ]
    called = {employer.id: employer.name for employer in facts.employers.values()}
    said = [*standing(person, as_of), *_what_if(shown, supposed)]
    return Explanation(
        said,
        list(_sections(shown, called, facts.rules.sources, supposed)),
        {
            "candidate": person.ref,
            "name": person.name,
            "as_of": as_of,
            "leaves_on": found[0].leaves_on if found else None,
            "because": found[0].because if found else None,
            "what_if": supposed and {"starts_on": supposed.starts_on, "ends_on": supposed.ends_on},
            "stays": [_figures(ledger, called) for ledger in shown],
        },
    )


def _supposed(found: Sequence[Line], facts: Facts, extend_to: date | None, months: int | None) -> Contract | None:
    """The contract that a question "what if" is about."""
    if extend_to is None and months is None:
        return None
    if extend_to is not None and months is not None:
        raise BadInput(N_("Ask with --extend-to or --months, not with both."), hint=N_("Leave out one of the two."))
    last = next((one for one in facts.contracts if found and one.id == found[0].last.contract), None)
    if last is None or last.last_day is None:
        raise BadInput(N_("There is no last day to go on from."), hint=N_("Record one first, then ask again."))
    return last.followed_by(lambda start: next_end(start, extend_to, months))


def _what_if(shown: Sequence[Ledger], supposed: Contract | None) -> Iterator[Sentence]:
    for ledger in shown:
        stay = ledger.stay
        if supposed is not None and stay.contract == supposed:
            yield Sentence.of(
                N_("What if it went on from {start} up to and including {end}: leaves on {day} ({because})."),
                start=supposed.starts_on,
                end=supposed.ends_on,
                day=stay.leaves_on,
                because=stay.because,
            )


def advice_in_words(advice: Advice) -> tuple[Sentence, ...]:
    """What the limits say of a new contract: used, left, the last safe day, what it goes over, what to check by hand."""
    return (
        *_policy_used(advice),
        *_chain_used(advice.chain),
        *_last_safe_day(advice.last_safe_day),
        *(_excess(excess) for excess in advice.excesses),
        *_notice(advice.notice),
        *by_hand(advice.checks),
    )


def _sections(
    found: Sequence[Ledger], names: Mapping[int, str], sources: Mapping[str, str], supposed: Contract | None
) -> Iterator[Section]:
    """Every stay with its contracts, limits, notice and doubts; ``names`` are the employers', by id."""
    for ledger in found:
        stay = ledger.stay
        yield Section(
            Sentence.of(N_("Contracts at {employer}"), employer=names[stay.employer]),
            [_entry(entry, names, is_supposed=entry.contract == supposed) for entry in ledger.entries],
        )
        yield Section(
            Sentence.of(N_("What the limits say")),
            [
                *_policy(ledger.policy),
                *_chain(ledger.chain, sources),
                *_first_limit(ledger.first_limit),
                *_notice(ledger.notice),
                *by_hand(stay.checks),
            ],
        )


# --- the contracts -----------------------------------------------------------------------------------------------


def _entry(entry: Entry, names: Mapping[int, str], *, is_supposed: bool) -> Sentence:
    contract = entry.contract
    fields = {
        "ref": Sentence.of(N_("what if")) if is_supposed else contract.ref,
        "start": contract.starts_on,
        "end": contract.last_day or Sentence.of(N_("no last day")),
        "counting": entry.counting,
        "place": entry.place,
        "employer": names[contract.employer],
    }
    if entry.place is None:
        return Sentence(N_("{ref}: {start} – {end} at {employer}, not in the chain: {counting}."), fields)
    if not entry.gap_days:
        return Sentence(N_("{ref}: {start} – {end} at {employer}, number {place} of the chain."), fields)
    return Sentence(_OF_GAP[entry.gap or Gap.CONTINUES], {**fields, "gap": in_days(entry.gap_days)})


_OF_GAP = {
    Gap.CONTINUES: N_(
        "{ref}: {start} – {end} at {employer}, number {place} of the chain after a gap of {gap}, which counts along."
    ),
    Gap.UNCLEAR: N_(
        "{ref}: {start} – {end} at {employer}, number {place} of the chain if a gap of {gap} still counts along."
    ),
}


# --- the employer's own limit ------------------------------------------------------------------------------------


def _policy(policy: Policy | None) -> Iterator[Sentence]:
    if policy is None:
        return
    yield Sentence.of(
        N_(
            "Own limit: {employer} keeps subsidised people for at most {months}. From {first} that is up to and"
            " including {until}. This is the employer's choice, no law."
        ),
        employer=policy.employer.name,
        months=in_months(policy.months),
        first=policy.first_day,
        until=policy.until,
    )
    if policy.reached:
        yield Sentence.of(N_("As recorded it comes to {reached}."), reached=_length(policy.reached))
    yield from _other_reading(policy.other_reading)


def _policy_used(advice: Advice) -> Iterator[Sentence]:
    policy, used, left = advice.policy, advice.policy_used, advice.policy_left
    if policy is None:
        return
    limit: dict[str, Any] = {"months": in_months(policy.months), "until": policy.until}
    if used is None or left is None:
        yield Sentence(N_("Own limit of {months}: up to and including {until}."), limit)
        return
    text = N_("Own limit of {months}, up to and including {until}: {used} used at the end, {left} left.")
    yield Sentence(text, {**limit, "used": _length(used), "left": _length(left)})


# --- the chain ---------------------------------------------------------------------------------------------------


_CONVERTED = N_("By law the contract that runs on {day} is permanent from that day.")
_ONE_ALONE = N_("With another contract after {until} the last is permanent by law; one on its own may run longer.")


def _chain(chain: Chain | None, sources: Mapping[str, str]) -> Iterator[Sentence]:
    if chain is None:
        yield Sentence.of(N_("Chain rule: this contract does not count in a chain."))
        return
    yield from saying.agreed(chain.rule)
    yield Sentence.of(
        N_(
            "Chain rule: at most {contracts} contracts in at most {months} months; gaps of at most {gap} months count"
            " along ({source})."
        ),
        contracts=chain.rule.max_contracts,
        months=chain.rule.max_months,
        gap=chain.rule.gap_months,
        source=_source(chain.rule, sources),
    )
    if chain.outcome is Outcome.INSUFFICIENT_DATA:
        yield Sentence.of(N_("Too little is known to say how far this chain may go."))
        return
    yield from _chain_used(chain)
    if chain.converts_on:
        # The article is about contracts that follow each other.
        said = _ONE_ALONE if chain.is_passed_by_one else _CONVERTED
        yield Sentence.of(said, day=chain.converts_on, until=chain.until)
    elif chain.until:
        yield Sentence.of(N_("From {first} the last safe day is {until}."), first=chain.first_day, until=chain.until)
    yield from _other_reading(chain.other_reading)


def _chain_used(chain: Chain | None) -> Iterator[Sentence]:
    if chain is None:
        return
    counted = Sentence.counted("{n} contract", "{n} contracts", n=len(chain.contracts))
    left = (
        Sentence.counted("{n} more contract fits", "{n} more contracts fit", n=chain.contracts_left)
        if chain.contracts_left
        else Sentence.of(N_("no more contracts fit"))
    )
    if chain.reached is None:
        yield Sentence.of(N_("Chain: {used} since {first}; {left}."), used=counted, first=chain.first_day, left=left)
        return
    yield Sentence.of(
        N_("Chain: {used} since {first}, {reached} in all; {left}."),
        used=counted,
        first=chain.first_day,
        reached=_length(chain.reached),
        left=left,
    )


# --- the rest ----------------------------------------------------------------------------------------------------


def _first_limit(limit: Limit | None) -> Iterator[Sentence]:
    if limit is not None:
        yield Sentence.of(
            N_("First limit: {limit}, up to and including {until}."),
            limit=Sentence.of(_BY[limit.because]),
            until=limit.until,
        )


def _last_safe_day(day: date | None) -> Iterator[Sentence]:
    if day is not None:
        yield Sentence.of(N_("Last safe day: {day}."), day=day)


def _excess(excess: Excess) -> Sentence:
    fields = {"limit": Sentence.of(_BY[excess.because]), "until": excess.until, "by": excess.by and _length(excess.by)}
    if excess.contracts:
        return Sentence(N_("Look out: one contract too many for the chain rule; by law this one is permanent."), fields)
    if excess.by is None:
        return Sentence(N_("Look out: it has no last day, while {limit} stops at {until}."), fields)
    return Sentence(N_("Look out: it goes {by} over {limit}, which stops at {until}."), fields)


def _notice(notice: Notice | None) -> Iterator[Sentence]:
    if notice is None:
        return
    fields = {"by": notice.by, "source": notice.rule.source, "working_day": notice.working_day}
    if notice.working_day == notice.by:
        yield Sentence(N_("Notice: the employer says in writing by {by} whether it goes on ({source})."), fields)
    else:
        yield Sentence(
            N_(
                "Notice: the employer says in writing by {by} whether it goes on ({source}); that is no working day: the"
                " last one before it is {working_day}."
            ),
            fields,
        )


def by_hand(checks: Iterable[Check]) -> tuple[Sentence, ...]:
    """What a person must look at, a sentence for each doubt."""
    return tuple(Sentence.of(N_("Check by hand: {doubt}"), doubt=Sentence.of(check.sentence)) for check in checks)


def _other_reading(day: date | None) -> Iterator[Sentence]:
    if day is not None:
        yield Sentence.of(
            N_("Counted to the end of the month it would be {day}; the earlier day is the safe one."), day=day
        )


def _length(length: Length) -> Sentence:
    if not length.days:
        return in_months(length.months)
    if not length.months:
        return in_days(length.days)
    return Sentence.of(N_("{months} and {days}"), months=in_months(length.months), days=in_days(length.days))


def _source(rule: Rule, sources: Mapping[str, str]) -> str:
    """The article, and the text it stands in."""
    title = next((title for name, title in sources.items() if rule.source.startswith(name)), "")
    return f"{rule.source}; {title}" if title else rule.source


# --- figures ------------------------------------------------------------------------------------------------------


def _figures(ledger: Ledger, names: Mapping[int, str]) -> dict[str, Any]:
    """A stay with its sums for other programs."""
    stay, policy, chain, notice = ledger.stay, ledger.policy, ledger.chain, ledger.notice
    return {
        "employer": Kind.EMPLOYER.ref(stay.employer),
        "employer_name": names[stay.employer],
        "contract": stay.contract.ref,
        "first_day": stay.first_day,
        "last_day": stay.last_day,
        "leaves_on": stay.leaves_on,
        "because": stay.because,
        "contracts": [
            {
                "contract": entry.contract.ref if entry.contract.id else None,
                "starts_on": entry.contract.starts_on,
                "ends_on": entry.contract.ends_on,
                "ended_on": entry.contract.ended_on,
                "counting": entry.counting,
                "place": entry.place,
                "gap_days": entry.gap_days,
                "gap": entry.gap and entry.gap.value,
            }
            for entry in ledger.entries
        ],
        "policy": policy
        and {
            "months": policy.months,
            "first_day": policy.first_day,
            "until": policy.until,
            "other_reading": policy.other_reading,
        },
        "chain": chain
        and {
            "first_day": chain.first_day,
            "contracts": len(chain.contracts),
            "contracts_left": chain.contracts_left,
            "until": chain.until,
            "other_reading": chain.other_reading,
            "converts_on": chain.converts_on,
            "outcome": chain.outcome,
            "rule": chain.rule.key,
            "source": chain.rule.source,
        },
        "notice": notice and {"by": notice.by, "working_day": notice.working_day, "source": notice.rule.source},
        "first_limit": ledger.first_limit
        and {"until": ledger.first_limit.until, "because": ledger.first_limit.because},
        "check": [str(check) for check in stay.checks],
    }
