"""The export that municipalities get from the national client system: a public example with 24 invented people."""

import re
from pathlib import Path

import pytest
from outside import TODAY, Caseload

from doorstroom.incoming import Register, read
from doorstroom.intake import Tally
from doorstroom.model.choices import Licence, Transport
from doorstroom.privacy import is_bsn
from doorstroom.wording import sentence
from doorstroom.workbook import read as spreadsheet

SONAR = Path(__file__).parent.parent / "data" / "SonarDashboardExample.xlsx"


@pytest.fixture(scope="module")
def imported():
    """The example brought into an empty caseload: what was read, what was planned, what came of it."""
    caseload = Caseload()
    with spreadsheet.open(SONAR) as sheets:
        reading = read(sheets, today=TODAY)
        verdicts = caseload.bring_in(reading.rows())
    return reading, verdicts, caseload


def people(imported):
    return list(imported[2].candidates.values())


def test_it_is_24_candidates_and_nothing_else(imported):
    reading, verdicts, caseload = imported
    assert [table.columns.register for table in reading.tables] == [Register.CANDIDATES]
    assert [verdict.outcome for verdict in verdicts] == ["new"] * 24
    assert (len(caseload.candidates), len(caseload.employers), len(caseload.contracts)) == (24, 0, 0)


def test_no_bsn_is_in_any_value_that_is_kept_said_or_remembered(imported):
    reading, verdicts, caseload = imported
    tally = Tally()
    for verdict in verdicts:
        tally.add(verdict)
    kept = repr([caseload.candidates, tally.new, tally.double, reading.unknown, reading.to_remember])
    said = " ".join(sentence(remark) for remark in reading.remarks)
    numbers = re.findall(r"\d{8,9}", kept + said)
    assert [number for number in numbers if is_bsn(number)] == []
    assert "799890" not in kept + said


def test_rows_to_mend_have_no_bsn_either(imported):
    reading, verdicts, _ = imported
    assert not any(is_bsn(cell) for verdict in verdicts for cell in reading.to_mend(verdict.row)[1] if cell)


def test_consent_is_kept_and_one_person_has_not_given_it(imported):
    assert [person.may_share for person in people(imported)].count(False) == 1
    assert [person.may_share for person in people(imported)].count(True) == 23


def test_everybody_looks_like_the_first_and_is_told_why(imported):
    _, verdicts, _ = imported
    said = [verdict.double and sentence(verdict.double) for verdict in verdicts]
    assert said[0] is None
    assert all(sentence_.startswith("Looks like row 2: same name, same e-mail address") for sentence_ in said[1:])


def test_what_is_known_of_somebody_is_read(imported):
    first = people(imported)[0]
    assert (first.name, first.owner, first.phone, first.postcode) == (
        "Piet Jansen",
        "Henk Vermeer",
        "088-1234567",
        "1234 AB",
    )
    assert (first.hours_max, first.licences, first.transports) == (40, (Licence.B,), (Transport.MOPED,))
    assert first.registered_on.isoformat() == "2022-01-01"
    assert first.wishes == ("Secretaresse",)
    assert (first.number, first.target_group, first.language_level) == (None, None, None)


def test_what_is_left_out_is_named(imported):
    reading, _, _ = imported
    assert len(reading.unknown) == 18
    assert [sentence(remark) for remark in reading.remarks] == [
        "Keuzevelden has no headings that are known and was left out.",
        "Blad 1, column BSN: left out; a BSN is never kept.",
        "Blad 1, column Organisatie Naam: left out, for no column says when a contract begins and ends.",
        "Blad 1, column Vervoer: “MOTOR” has no counterpart here and was left blank 4 times.",
    ]


def test_a_second_time_changes_nothing(imported):
    _, _, caseload = imported
    with spreadsheet.open(SONAR) as sheets:
        again = caseload.bring_in(read(sheets, today=TODAY).rows())
    assert [verdict.outcome for verdict in again] == ["unchanged"] * 24
    assert [verdict.double for verdict in again] == [None] * 24
