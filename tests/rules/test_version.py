"""Stored answers carry ``rules.VERSION``: it must change with the rules and with what the limits make of them.

When one of these fails, give VERSION a new value, the day of the change, and put what the failure shows in its place.
"""

import hashlib
import tomllib
from itertools import product

from factories import a_contract, an_employer, day
from processes import python

from doorstroom.dates import DAY, term_end
from doorstroom.limits import Stay, stays
from doorstroom.model.choices import ContractKind
from doorstroom.rules import VERSION, load

PINNED = "2026-11-27"
RULE_FILES = "18a6460bcc0d61a1"
ANSWERS = "7f8f1ba35f930c21"


def digest(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def content(file):
    """What a rule file says, whatever its comments, order of keys and line ends."""
    rules = tomllib.loads(file.read_text(encoding="utf-8"))
    return file.name, sorted(rules.get("sources", {}).items()), [sorted(rule.items()) for rule in rules.get("rule", ())]


def answers():
    """The stays of some hundreds of careers of two or three contracts, with every kind, some gaps and a month end."""
    rules = load.load()
    employers = {1: an_employer(id=1, policy_months=23, policy_gap=6), 2: an_employer(id=2, successor_of=1)}
    shapes = product(("2018-03-01", "2024-01-01", "2026-08-31"), ContractKind, (6, 12, 36), (0, 1, 183, 190), (1, 2))
    for start, kind, months, apart, employer in shapes:
        first = a_contract(start, str(term_end(day(start), months)), id=1)
        begin = first.ends_on + (apart + 1) * DAY
        end = None if kind is ContractKind.PERMANENT else str(term_end(begin, months))
        second = a_contract(str(begin), end, id=2, kind=kind, employer=employer)
        for stay in stays([first, second], employers, rules, workplaces={1: (2,)}, born_on=day("2008-05-10")):
            fields = [getattr(stay, name) for name in Stay._fields if name not in ("contract", "checks")]
            yield [str(field) for field in (stay.contract.id, *fields, *stay.checks)]


def test_the_version_is_raised_when_a_rule_file_changes():
    assert (VERSION, digest([content(file) for file in sorted(load.OWN.glob("*.toml"))])) == (PINNED, RULE_FILES)


def test_the_version_is_raised_when_the_answers_change():
    assert (VERSION, digest(list(answers()))) == (PINNED, ANSWERS)


def test_asking_for_the_version_or_the_limits_loads_nothing_heavy():
    loaded = python("import sys, doorstroom.limits, doorstroom.rules; print(*sys.modules)").split()
    assert not {"pydantic", "rich", "tomllib", "sqlite3", "sqlite_utils", "typer", "doorstroom.rules.load"} & set(
        loaded
    )
    assert "doorstroom.limits" in loaded
