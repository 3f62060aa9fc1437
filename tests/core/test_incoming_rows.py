"""The rows of a list, cell by cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import TODAY, a_sheet, reading, rows_of

from doorstroom.incoming import Merged, read
from doorstroom.incoming.cells import Special
from doorstroom.model.choices import ContractKind, TargetGroup
from doorstroom.wording import sentence

HEADINGS = ["Naam", "Geboortedatum", "Werkgever", "Startdatum", "Einddatum", "Uren"]


def remarks_on(*rows):
    """What is said of a list after it was read, in words."""
    read_so = reading(*rows)
    list(read_so.rows())
    return [sentence(remark) for remark in read_so.remarks]


def problems_of(*rows):
    """The cells that are refused, with why."""
    return {problem.cell: sentence(problem.message) for row in rows_of(*rows) for problem in row.problems}


def test_a_row_says_only_what_was_filled_in():
    (row,) = rows_of(HEADINGS, ["Jan Bos", "", "Stadstram", "1-2-2026", None, "NNB"])
    assert row.candidate == {"first_name": "Jan", "infix": "", "last_name": "Bos"}
    assert (row.employer, row.contract) == ({"name": "Stadstram"}, {"starts_on": date(2026, 2, 1)})


def test_a_dash_clears_and_a_blank_leaves():
    (row,) = rows_of(
        ["Klantnummer", "Naam", "Telefoon", "Talenten", "Plaats", "Beschikbare uren"],
        ["1001", "Jan Bos", "-", "-", "", "-"],
    )
    assert (row.candidate["phone"], row.candidate["talents"], row.candidate["hours_max"]) == (None, (), None)
    assert "town" not in row.candidate


def test_a_dash_where_something_must_stand_says_nothing():
    (row,) = rows_of(HEADINGS, ["Jan Bos", None, "-", None, None, None])
    assert (row.employer, row.contract) == ({}, None)
    (row,) = rows_of(["Klantnummer", "Naam"], ["1001", "-"])
    assert row.candidate == {"number": "1001"}


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        (["Naam"], ["Idrissi, Fatima el"], ("Fatima", "el", "Idrissi")),
        (["Voornaam", "Tussenvoegsel", "Achternaam"], ["Jan", "van den", "Berg"], ("Jan", "van den", "Berg")),
        (["Voornaam", "Achternaam"], ["Jan", "van den Berg"], ("Jan", "van den", "Berg")),
        (["Voornaam", "Achternaam"], ["Jan", "Berg, van den"], ("Jan", "van den", "Berg")),
    ],
)
def test_a_name_is_split_however_many_columns_it_has(headings, cells, name):
    (row,) = rows_of(headings, cells)
    assert tuple(row.candidate.get(part, "") for part in ("first_name", "infix", "last_name")) == name


def test_a_range_of_hours_fills_both_ends():
    (row,) = rows_of(["Naam", "Beschikbare uren"], ["Jan Bos", "24-32"])
    assert (row.candidate["hours_min"], row.candidate["hours_max"]) == (24, 32)


def test_the_jobs_agreement_is_a_target_group():
    yes, no = rows_of(["Naam", "Banenafspraak"], ["Jan Bos", 1], ["Ria Smit", 2])
    assert yes.candidate["target_group"] is TargetGroup.BANENAFSPRAAK
    assert "target_group" not in no.candidate


def test_an_end_that_is_no_day_but_for_good_makes_a_permanent_contract():
    (row,) = rows_of(HEADINGS, ["Jan Bos", None, "Stadstram", "1-2-2026", "onbepaalde tijd", 32])
    assert (row.contract["kind"], "ends_on" in row.contract) == (ContractKind.PERMANENT, False)


def test_an_end_for_good_of_another_kind_is_a_problem():
    rows = [[*HEADINGS, "Soort contract"], ["Jan Bos", None, "Stadstram", "1-2-2026", "vast", 32, "proefplaatsing"]]
    assert list(problems_of(*rows)) == ["E2"]


def test_every_problem_of_a_row_is_collected_with_its_cell():
    found = problems_of(HEADINGS, ["Jan Bos", "31-02-1980", "Stadstram", "02/13/2026", "#N/B", "veel"])
    assert found == {
        "B2": "31-02-1980 is not a date.",
        "D2": "02/13/2026 is not a date.",
        "E2": "It holds the error #N/B instead of a value.",
        "F2": "veel is no number of hours a week.",
    }


def test_a_formula_without_an_outcome_is_a_problem():
    found = problems_of(HEADINGS, ["Jan Bos", Special.NOT_CALCULATED])
    assert found["B2"].startswith("The formula has no stored outcome")


def test_a_day_where_hours_should_stand_is_a_problem():
    assert list(problems_of(HEADINGS, ["Jan Bos", None, "Stadstram", "1-2-2026", None, date(2026, 12, 8)])) == ["F2"]


# --- rows for the eye --------------------------------------------------------------------------------------------


def test_totals_and_repeated_headings_are_left_out_and_counted():
    rows = [HEADINGS, ["Jan Bos"], HEADINGS, ["Ria Smit"], ["Totaal", None, None, None, None, 64]]
    assert [row.number for row in rows_of(*rows)] == [2, 4]
    assert remarks_on(*rows) == [
        "Blad1: 1 row repeats the headings and was left out.",
        "Blad1: 1 row is a total and was left out.",
    ]


def test_a_total_below_an_empty_first_column_is_left_out_too():
    rows = [["Klantnummer", *HEADINGS], ["1001", "Jan Bos"], [None, "Totaal:"]]
    assert [row.number for row in rows_of(*rows)] == [2]


def test_a_title_over_several_columns_is_left_out():
    sheet = a_sheet(HEADINGS, ["Team Noord"], ["Jan Bos"], merged=(Merged(2, 2, 0, 5),))
    assert [row.number for row in read([sheet], today=TODAY).rows()] == [3]


def test_cells_merged_over_rows_are_a_problem_with_their_block():
    sheet = a_sheet(HEADINGS, ["Jan Bos", None, "Stadstram"], ["Ria Smit"], merged=(Merged(2, 3, 2, 2),))
    (problem,) = (problem for row in read([sheet], today=TODAY).rows() for problem in row.problems)
    assert (problem.cell, problem.message.fields["block"]) == ("C2", "C2:C3")


def test_a_row_with_cells_in_unknown_columns_only_is_counted():
    assert remarks_on(["Naam", "Schoenmaat"], [None, 44]) == [
        "Blad1: 1 row has nothing in the columns that are known and was left out."
    ]


def test_hours_without_an_employer_and_days_are_left_out_and_counted():
    (row,) = rows_of(HEADINGS, ["Jan Bos", None, None, None, None, 32])
    assert row.contract is None
    assert remarks_on(HEADINGS, ["Jan Bos", None, None, None, None, 32])[0].startswith("Blad1: 1 row has no employer")


# --- what is never kept ------------------------------------------------------------------------------------------


def test_a_bsn_in_text_is_masked_and_counted():
    rows = [
        ["Naam", "Opmerking", "Start", "Werkgever"],
        ["Jan Bos", "bsn 123456782, belt terug", "1-2-2026", "Stadstram"],
    ]
    (row,) = rows_of(*rows)
    assert row.contract["note"] == "bsn [BSN], belt terug"
    assert remarks_on(*rows) == ["Blad1, column Opmerking: 1 BSN was left out; a BSN is never kept."]


@pytest.mark.parametrize("bsn", ["123456782", 123456782, "123.456.782", 123456782.0])
def test_a_client_number_that_is_a_bsn_is_not_kept(bsn):
    (row,) = rows_of(["Klantnummer", "Naam"], [bsn, "Jan Bos"])
    assert "number" not in row.candidate


def test_a_telephone_number_that_could_be_a_bsn_is_kept():
    (row,) = rows_of(["Naam", "Telefoon"], ["Jan Bos", 123456782])
    assert row.candidate["phone"] == "0123456782"


def test_a_row_to_mend_has_its_cells_but_no_bsn():
    read_so = reading(["Naam", "BSN", "Start", "Werkgever"], ["Jan Bos 123456782", 123456782, "gisteren", "Stadstram"])
    (row,) = read_so.rows()
    headings, cells = read_so.to_mend(row)
    assert list(headings) == ["Naam", "BSN", "Start", "Werkgever"]
    assert cells == ["Jan Bos [BSN]", None, "gisteren", "Stadstram"]


def test_a_word_without_a_counterpart_is_counted_by_column():
    rows = [["Naam", "Vervoer"], ["Jan Bos", "MOTOR"], ["Ria Smit", "fiets, MOTOR"], ["Piet Vos", "MOTOR"]]
    assert remarks_on(*rows) == ["Blad1, column Vervoer: “MOTOR” has no counterpart here and was left blank 3 times."]


def test_texts_are_counted_each_time_although_they_are_read_once():
    note = "123456782"
    rows = [["Naam", "Opmerking", "Start", "Werkgever"], *[["Jan Bos", note, "1-2-2026", "Stadstram"]] * 3]
    assert remarks_on(*rows) == ["Blad1, column Opmerking: 3 BSNs were left out; a BSN is never kept."]


def test_a_row_with_nothing_but_a_wage_is_no_row():
    assert rows_of(["Naam", "Werkgever", "Start", "Loon"], ["Jan Bos"], [None, None, None, 0])[1:] == []


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.text(max_size=12), st.integers(), st.floats(), st.booleans()), max_size=8)
    )
)
def test_whatever_stands_in_cells_ends_in_values_problems_or_a_remark(cells):
    headings = ["Naam", "Geboortedatum", "Telefoon", "Uren", "Rijbewijs", "Werkgever", "Start", "Loon"]
    read_so = reading(headings, ["Jan Bos"], *cells)
    said = [row.problems or row.candidate or row.employer or row.contract is not None for row in read_so.rows()]
    # Hours or a wage of nobody, as below a list, are no contract; that they were left out is told.
    assert all(said) or read_so.remarks


# --- lists as people keep them -----------------------------------------------------------------------------------

LIST = ["Naam", "Werkgever", "Startdatum", "Einddatum"]
JAN = ["Jan Bos", "Stadstram", "1-1-2026", "31-12-2026"]
ENDED = ["Naam", "Werkgever", "Einddatum", "Reden einde", "Startdatum"]
RIA = ["Ria Smit", "Stadstram", "31-12-2025", "uitval", "1-1-2025"]


@pytest.mark.parametrize(
    "note",
    [
        "Team Noord",
        "Uitgestroomd",
        "let op: de mensen van zuid",
        "Aantal kandidaten: 3",
        "N.B.: nog niet compleet",
        "Bron: eigen lijst",
    ],
)
def test_a_remark_between_the_rows_is_nobody_and_is_quoted(note):
    rows = [LIST, JAN, [note]]
    assert [row.number for row in rows_of(*rows)] == [2]
    assert remarks_on(*rows) == [f"Blad1: 1 row holds no more than “{note}” and was left out."]


@pytest.mark.parametrize("name", ["Noor Team", "Bron, Jan", "N.B. Jansen", "Jan", "Ria de Groot-van den Berg"])
def test_a_name_without_anything_else_is_somebody(name):
    assert [row.number for row in rows_of(LIST, [name])] == [2]


def test_of_two_lists_below_one_another_none_is_lost_or_read_by_the_headings_of_the_other():
    problem = problem_with_headings([["Lopend"], LIST, JAN, ["Afgelopen"], ENDED, RIA])
    assert problem == "Row 2 has headings too; put what stands below it on a sheet of its own."
    rows = rows_of(ENDED, RIA, LIST, JAN, JAN)
    assert [[sentence(problem.message) for problem in row.problems] for row in rows] == [
        [],
        ["These headings are others than those above; put this list on a sheet of its own."],
        *[["It stands below the other headings of row 3."]] * 2,
    ]


def test_what_was_chosen_above_a_list_is_no_list():
    rows = rows_of(["Werkgever:", "Stadstram", "Jobcoach:", "Els Kok"], ["Peildatum", "1-11-2026"], [], LIST, JAN)
    assert [row.number for row in rows] == [5]


def problem_with_headings(rows):
    """What is wrong with the headings of a list, in words."""
    (problem,) = reading(*rows).problems
    return sentence(problem.message)


def test_headings_in_the_first_column_are_nobody():
    rows = rows_of(["Naam", "Jan Bos"], ["Werkgever", "Stadstram"], ["Startdatum", "1-1-2026"])
    assert all(row.problems for row in rows)
    assert [row.number for row in rows] == [2, 3]


def test_a_list_of_contracts_without_known_last_days_says_so():
    (remark,) = remarks_on(["Naam", "Werkgever", "Van", "Tot"], JAN)
    assert remark.startswith("Blad1: no column gives the last day of contracts")


def test_columns_with_the_same_heading_are_named_by_letter():
    problem = problem_with_headings([[*LIST, "Startdatum"], JAN])
    assert problem == "Columns C and E are both headed “Startdatum”; give each a heading of its own."


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *(("Flexkracht", "candidate.name"), ("Personeelsnummer", "candidate.number"), ("Pers.nr", "candidate.number")),
        *(("Datum einde", "contract.ends_on"), ("Plaatsing t/m", "contract.ends_on"), ("Comments", "contract.note")),
        *(("Startdatum (dd-mm-jjjj)", "contract.starts_on"), ("Werkelijk einde", "contract.ended_on")),
    ],
)
def test_agencies_and_work_companies_have_headings_of_their_own(heading, field):
    headings = [heading, *(known for known in ("Achternaam", *LIST[1:3]) if known[:5] != heading[:5])]
    assert field in {
        f"{place.part}.{place.name}" for place in reading(headings, ["x"]).tables[0].columns.places.values()
    }
