"""The registers: which columns they have, what leaves the tool only when it is asked for, and what a filter keeps."""

import pytest
from factories import a_candidate, a_contract, a_permanent_contract, an_employer, day

from doorstroom import exports, registers
from doorstroom.model import Candidate, Contract, Employer
from doorstroom.registers import CANDIDATE, CONTRACT, EMPLOYER, Placement

# What people see under another name, and what only the program uses.
RENAMED = {"id": "ref"}
UNSEEN = {"fingerprint"}


@pytest.mark.parametrize(("fact", "columns"), [(Candidate, CANDIDATE), (Employer, EMPLOYER), (Contract, CONTRACT)])
def test_every_field_of_a_record_can_be_seen(fact, columns):
    keys = {column.key for column in columns}
    assert {RENAMED.get(name, name) for name in fact.__dataclass_fields__} - UNSEEN <= keys


@pytest.mark.parametrize("columns", [CANDIDATE, EMPLOYER, CONTRACT])
def test_every_column_has_its_own_key_and_heading(columns):
    assert len({column.key for column in columns}) == len(columns)
    assert len({column.heading for column in columns}) == len(columns)


SENSITIVE = {
    "birth_date": day("1990-05-17"),
    "phone": "0612345678",
    "email": "fatima@example.nl",
    "postcode": "1234AB",
    "benefit": "bijstand",
    "benefit_since": day("2019-03-04"),
    "needs": ("een rustige werkplek",),
}


@pytest.mark.parametrize("as_text", [exports.to_json, exports.to_csv])
def test_what_is_sensitive_leaves_the_tool_only_when_it_is_asked_for(as_text):
    report = registers.listing("Candidates", CANDIDATE, [a_candidate(target_group="wajong", **SENSITIVE)])
    ordinary, everything = as_text(report), as_text(report, sensitive=True)
    for value in ("wajong", "1990-05-17", "0612345678", "fatima@example.nl", "1234AB", "bijstand", "rustige werkplek"):
        assert value not in ordinary
        assert value in everything
    assert "target_group" not in ordinary


def test_a_wage_is_sensitive_and_told_in_euros():
    report = registers.listing("Contracts", CONTRACT, [Placement(a_contract(wage_month=215050), "Noor", "Stadstram")])
    assert "2150.5" in exports.to_json(report, sensitive=True)
    assert "2150" not in exports.to_json(report)


def test_a_listing_says_how_many_there_are():
    (total,) = registers.listing("Employers", EMPLOYER, [an_employer(), an_employer()]).notes
    assert total.fields["n"] == 2


NOOR, SVEN, NOBODY = a_candidate(owner="Noor Öztürk"), a_candidate(owner="Sven"), a_candidate(owner=None)


@pytest.mark.parametrize(
    ("asked", "found"),
    [(None, [NOOR, SVEN, NOBODY]), ("", [NOOR, SVEN, NOBODY]), ("noor", [NOOR]), ("OZTURK", [NOOR]), ("o", [NOOR])],
)
def test_a_filter_keeps_the_rows_in_which_the_text_stands(asked, found):
    assert registers.matching([NOOR, SVEN, NOBODY], owner=(asked, lambda one: one.owner)) == found


def test_every_filter_counts():
    rows = [a_candidate(owner="Noor", town="Utrecht"), a_candidate(owner="Noor", town="Zeist")]
    kept = registers.matching(rows, owner=("noor", lambda one: one.owner), town=("zeist", lambda one: one.town))
    assert [one.town for one in kept] == ["Zeist"]


@pytest.mark.parametrize(
    ("contract", "on", "is_running"),
    [
        (a_contract("2026-01-01", "2026-12-31"), "2025-12-31", False),
        (a_contract("2026-01-01", "2026-12-31"), "2026-01-01", True),
        (a_contract("2026-01-01", "2026-12-31"), "2026-12-31", True),
        (a_contract("2026-01-01", "2026-12-31"), "2027-01-01", False),
        (a_contract("2026-01-01", "2026-12-31", ended_on=day("2026-06-30")), "2026-07-01", False),
        (a_contract("2026-01-01", "2026-12-31", ended_on=day("2027-01-15")), "2027-01-10", True),
        (a_permanent_contract("2026-01-01"), "2059-01-01", True),
        (a_contract("2026-01-01", None), "2059-01-01", True),
    ],
)
def test_a_contract_runs_from_its_first_up_to_and_including_its_last_day(contract, on, is_running):
    assert registers.is_running(contract, day(on)) is is_running
