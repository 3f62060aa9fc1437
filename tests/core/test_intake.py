"""What an import would do: decided row by row, shown before it is done."""

from datetime import date

import pytest
from factories import a_candidate, an_employer
from hypothesis import given
from hypothesis import strategies as st
from outside import TODAY, Caseload, a_sheet, rows_of

from doorstroom.incoming import read
from doorstroom.intake import Outcome, Tally
from doorstroom.intake.people import fingerprint
from doorstroom.model.choices import Distance
from doorstroom.wording import sentence

PEOPLE = ["Klantnummer", "Naam", "Geboortedatum", "Telefoon", "E-mail", "Woonplaats"]
MIXED = ["Naam", "Geboortedatum", "Werkgever", "Inlener", "Startdatum", "Einddatum", "Uren"]


@pytest.fixture
def caseload():
    return Caseload()


def outcomes(verdicts):
    return [verdict.outcome.value for verdict in verdicts]


def doubles(verdicts):
    return [sentence(verdict.double) if verdict.double else None for verdict in verdicts]


def problems(verdicts):
    return [
        (problem.cell or problem.row, sentence(problem.message)) for verdict in verdicts for problem in verdict.problems
    ]


# --- people ------------------------------------------------------------------------------------------------------


def test_somebody_new_is_made_with_what_the_row_says(caseload):
    caseload.bring_in(rows_of(PEOPLE, ["1001", "Fatima el Idrissi", "3-4-1980", "06-12345678", "", "Breda"]))
    (person,) = caseload.candidates.values()
    assert (person.name, person.number, person.birth_date, person.town) == (
        *("Fatima el Idrissi", "1001", date(1980, 4, 3), "Breda"),
    )


def test_a_client_number_finds_somebody_and_shows_what_changes(caseload):
    caseload.bring_in(rows_of(PEOPLE, ["1001", "Jan Bos", "", "06-12345678", "", "Breda"]))
    (verdict,) = caseload.bring_in(rows_of(PEOPLE, ["1001", "Jan Bos", "", "-", "", "Tilburg"]))
    assert verdict.outcome is Outcome.CHANGED
    assert verdict.candidate.fields == {"phone": ("06-12345678", None), "town": ("Breda", "Tilburg")}
    assert (caseload.candidates[1].town, caseload.candidates[1].phone) == ("Tilburg", None)


def test_a_blank_cell_leaves_what_is_known(caseload):
    caseload.bring_in(rows_of(PEOPLE, ["1001", "Jan Bos", "", "06-12345678", "", "Breda"]))
    assert outcomes(caseload.bring_in(rows_of(PEOPLE, ["1001", "Jan Bos", "", "", "", ""]))) == ["unchanged"]


def test_without_a_number_the_row_itself_is_recognised_whatever_the_order_of_its_columns(caseload):
    caseload.bring_in(rows_of(["Naam", "Telefoon", "Plaats"], ["Jan Bos", "06-12345678", "Breda"]))
    again = caseload.bring_in(rows_of(["Plaats", "Naam", "Telefoon"], ["BREDA", "Bos, Jan", "06-12345678"]))
    assert outcomes(again) == ["unchanged"]
    assert len(caseload.candidates) == 1


def test_a_row_that_says_what_it_said_last_time_leaves_what_was_changed_since(caseload):
    row = ["1001", "Jan Bos", "", "06-12345678", "", "Breda"]
    caseload.bring_in(rows_of(PEOPLE, row))
    caseload.candidates[1] = a_candidate(**{**fields_of(caseload.candidates[1]), "town": "Tilburg"})
    assert outcomes(caseload.bring_in(rows_of(PEOPLE, row))) == ["unchanged"]
    assert caseload.candidates[1].town == "Tilburg"


def test_a_value_that_goes_to_and_fro_is_followed_each_time(caseload):
    for town, outcome in (("Breda", "new"), ("Tilburg", "changed"), ("Breda", "changed"), ("Breda", "unchanged")):
        assert outcomes(caseload.bring_in(rows_of(PEOPLE, ["1001", "Jan Bos", "", "", "", town]))) == [outcome]
        assert caseload.candidates[1].town == town


def test_somebody_who_only_looks_like_another_is_new_and_said_so(caseload):
    caseload.bring_in(rows_of(PEOPLE, ["", "Piet Jansen", "3-4-1980", "", "piet@example.nl", ""]))
    verdicts = caseload.bring_in(rows_of(PEOPLE, ["", "Piet Jansen", "3-4-1980", "", "piet@example.nl", "Breda"]))
    assert outcomes(verdicts) == ["new"]
    assert doubles(verdicts) == ["Looks like K1 Piet Jansen: same name, same day of birth, same e-mail address."]


def test_doubles_within_a_file_are_said_with_their_row(caseload):
    verdicts = caseload.bring_in(
        rows_of(
            PEOPLE,
            ["", "Piet Jansen", "", "088-1234567", "", "Breda"],
            ["", "Piet Jansen", "", "088-1234567", "", "Tilburg"],
            ["", "Píet JANSEN", "", "", "", "Almere"],
        )
    )
    assert doubles(verdicts) == [
        None,
        "Looks like row 2: same name, same phone number.",
        "Looks like row 2: same name.",
    ]
    assert len(caseload.candidates) == 3


def test_a_name_with_a_typo_in_a_file_is_a_double_when_something_else_is_the_same(caseload):
    verdicts = caseload.bring_in(
        rows_of(
            PEOPLE,
            ["", "Fatima Idrissi", "3-4-1980", "088-1234567", "", ""],
            ["", "Fatima Idrisi", "", "088 123 4567", "", ""],
            ["", "Fatma Idrissi", "", "", "", ""],
            ["", "Fatima Idrissy", "5-6-1990", "088-1234567", "", ""],
            ["", "F. Idrissi", "", "088-1234567", "", ""],
        )
    )
    assert doubles(verdicts) == [
        None,
        None,
        None,
        None,
        "Looks like row 2: initials fit the first name, same phone number.",
    ]


def test_two_known_days_of_birth_that_differ_mean_two_people(caseload):
    verdicts = caseload.bring_in(rows_of(PEOPLE, ["", "Piet Jansen", "3-4-1980"], ["", "Piet Jansen", "5-6-1990"]))
    assert doubles(verdicts) == [None, None]


def test_a_row_that_is_there_twice_adds_nothing_and_is_said_so(caseload):
    row = ["", "Jan Bos", "3-4-1980", "", "", "Breda"]
    verdicts = caseload.bring_in(rows_of(PEOPLE, row, row))
    assert outcomes(verdicts) == ["new", "unchanged"]
    assert doubles(verdicts) == [None, "Says the same as row 2 and adds nothing."]
    assert len(caseload.candidates) == 1


def test_a_later_row_may_say_more_about_somebody_new_but_not_something_else(caseload):
    verdicts = caseload.bring_in(
        rows_of(
            PEOPLE,
            ["1001", "Jan Bos", "", "", "", "Breda"],
            ["1001", "Jan Bos", "3-4-1980", "", "", ""],
            ["1001", "Jan Bos", "", "", "", "Tilburg"],
        )
    )
    assert outcomes(verdicts) == ["new", "changed", "problem"]
    assert problems(verdicts) == [("F4", "Row 2 says otherwise.")]
    assert caseload.candidates[1].birth_date == date(1980, 4, 3)


@pytest.mark.parametrize(("first", "then"), [("Nee", "Ja"), ("Ja", "Nee")])
def test_consent_that_two_rows_disagree_on_is_a_problem(caseload, first, then):
    headings = ["Klantnummer", "Naam", "Toestemming"]
    verdicts = caseload.bring_in(rows_of(headings, ["1001", "Jan Bos", first], ["1001", "Jan Bos", then]))
    assert [cell for cell, _ in problems(verdicts)] == ["C3"]


def test_a_number_that_is_somebody_elses_is_a_problem(caseload):
    caseload.bring_in(rows_of(PEOPLE, ["1001", "Jan Bos"]))
    verdicts = caseload.bring_in(rows_of(PEOPLE, ["1001", "Fatima Idrissi"]))
    assert problems(verdicts) == [("A2", "Number 1001 is that of K1 Jan Bos; this row has another name.")]


def test_somebody_who_took_another_last_name_keeps_the_number(caseload):
    caseload.bring_in(rows_of(PEOPLE, ["1001", "Fatima Bos"]))
    assert outcomes(caseload.bring_in(rows_of(PEOPLE, ["1001", "Fatima Smit"]))) == ["changed"]


def test_an_unknown_number_without_a_name_is_a_problem(caseload):
    assert problems(caseload.bring_in(rows_of(PEOPLE, ["1001"]))) == [(2, "A candidate needs a name.")]


def test_what_the_model_refuses_is_a_problem_with_its_cell(caseload):
    verdicts = caseload.bring_in(
        rows_of(
            ["Naam", "Max km", "Uren min", "Uren max"],
            ["Jan Bos", 2000],
            ["Ria Smit", None, 32, 24],
            ["Piet Vos", None, 80],
        )
    )
    assert [cell for cell, _ in problems(verdicts)] == ["B2", "D3", "C4"]


def test_a_row_with_a_problem_leaves_no_trace(caseload):
    verdicts = caseload.bring_in(
        rows_of(
            MIXED,
            ["Jan Bos", "", "Stadstram", "", "1-2-2026", "1-1-2026"],
            ["Jan Bos", "", "Stadstram", "", "1-2-2026"],
        )
    )
    assert outcomes(verdicts) == ["problem", "new"]
    assert (len(caseload.candidates), len(caseload.employers), len(caseload.contracts)) == (1, 1, 1)


# --- contracts and employers -------------------------------------------------------------------------------------


def test_a_mixed_row_makes_person_employer_hirer_and_contract_that_belong_together(caseload):
    caseload.bring_in(
        rows_of(MIXED, ["Jan Bos", "3-4-1980", "Werkbedrijf", "Stadstram; Zorggroep", "1-2-2026", "31-12-2026", 32])
    )
    (contract,) = caseload.contracts.values()
    assert caseload.candidates[contract.candidate].name == "Jan Bos"
    assert caseload.employers[contract.employer].name == "Werkbedrijf"
    assert [caseload.employers[hirer].name for hirer in contract.hirers] == ["Stadstram", "Zorggroep"]
    assert (contract.starts_on, contract.ends_on, contract.hours) == (date(2026, 2, 1), date(2026, 12, 31), 32)


def test_the_same_person_on_several_rows_is_one_person_with_several_contracts(caseload):
    verdicts = caseload.bring_in(
        rows_of(
            MIXED,
            ["Jan Bos", "3-4-1980", "Stadstram", "", "1-1-2025", "31-12-2025"],
            ["Jan Bos", "3-4-1980", "stadstram", "", "1-1-2026", "31-12-2026"],
        )
    )
    assert outcomes(verdicts) == ["new", "new"]
    assert (len(caseload.candidates), len(caseload.employers), len(caseload.contracts)) == (1, 1, 2)


def test_rows_that_only_a_name_joins_are_joined_and_said_so(caseload):
    verdicts = caseload.bring_in(
        rows_of(MIXED, ["Jan Bos", "", "Stadstram", "", "1-1-2025"], ["Jan Bos", "", "Zorggroep", "", "1-1-2026"])
    )
    assert doubles(verdicts) == [None, "Taken for the same person as row 2: only the name says so."]
    assert len(caseload.candidates) == 1


def test_an_employer_that_hires_its_own_people_is_one_employer(caseload):
    caseload.bring_in(rows_of(MIXED, ["Jan Bos", "", "Stadstram", "STADSTRAM", "1-1-2025"]))
    assert len(caseload.employers) == 1
    assert caseload.contracts[1].hirers == (1,)


def test_a_contract_is_known_by_person_employer_and_first_day(caseload):
    row = ["Jan Bos", "3-4-1980", "Stadstram", "", "1-1-2026"]
    caseload.bring_in(rows_of(MIXED, [*row, "30-6-2026", 24]))
    (verdict,) = caseload.bring_in(rows_of(MIXED, [*row, "31-12-2026", 24]))
    assert verdict.outcome is Outcome.CHANGED
    assert verdict.contract.fields == {"ends_on": (date(2026, 6, 30), date(2026, 12, 31))}
    assert [contract.ends_on for contract in caseload.contracts.values()] == [date(2026, 12, 31)]


def test_one_contract_with_two_last_days_is_a_problem(caseload):
    row = ["Jan Bos", "3-4-1980", "Stadstram", "", "1-1-2026"]
    verdicts = caseload.bring_in(rows_of(MIXED, [*row, "30-6-2026"], [*row, "31-12-2026"]))
    assert problems(verdicts) == [("F3", "Row 2 says otherwise.")]


def test_an_end_before_the_start_is_a_problem_with_its_cell(caseload):
    verdicts = caseload.bring_in(rows_of(MIXED, ["Jan Bos", "", "Stadstram", "", "1-2-2026", "31-1-2026"]))
    assert problems(verdicts) == [("F2", "The last day 2026-01-31 lies before the first day 2026-02-01.")]


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        (["Jan Bos", "", "Stadstram"], "E2"),
        (["Jan Bos", "", "", "", "1-2-2026"], "C2"),
        (["", "", "Stadstram", "", "1-2-2026"], "A2"),
    ],
)
def test_half_a_contract_is_a_problem(caseload, cells, cell):
    assert [where for where, _ in problems(caseload.bring_in(rows_of(MIXED, cells)))] == [cell]


def test_an_employer_is_known_by_kvk_number_before_its_name(caseload):
    headings = ["Werkgever", "KvK", "Contactpersoon"]
    caseload.bring_in(rows_of(headings, ["Stadstram", "12345678", "Ria Smit"]))
    (verdict,) = caseload.bring_in(rows_of(headings, ["Stadstram BV", "12345678", "Piet Vos"]))
    assert verdict.employers[0].fields == {"name": ("Stadstram", "Stadstram BV"), "contact": ("Ria Smit", "Piet Vos")}
    assert len(caseload.employers) == 1


def test_the_same_name_with_another_kvk_number_is_another_employer(caseload):
    headings = ["Werkgever", "KvK"]
    caseload.bring_in(rows_of(headings, ["Stadstram", "12345678"]))
    assert outcomes(caseload.bring_in(rows_of(headings, ["Stadstram", "87654321"]))) == ["new"]


def test_a_name_that_two_employers_have_is_a_problem(caseload):
    caseload.employers = {1: an_employer(id=1, name="Stadstram"), 2: an_employer(id=2, name="Stadstram")}
    verdicts = caseload.bring_in(rows_of(MIXED, ["Jan Bos", "", "stadstram", "", "1-2-2026"]))
    assert problems(verdicts) == [("C2", "This name is that of several employers: W1, W2; give a KvK number.")]


# --- a sheet each ------------------------------------------------------------------------------------------------


def sheets(*contracts, people=(["Jan Bos", "3-4-1980", "Breda"], ["Ria Smit", "5-6-1990", "Tilburg"])):
    """The rows of a workbook with a sheet of people and one of contracts that only names them."""
    return read(
        [
            a_sheet(["Naam", "Werkgever", "Startdatum"], *contracts, name="Contracten"),
            a_sheet(["Naam", "Geboortedatum", "Woonplaats"], *people, name="Kandidaten"),
        ],
        today=TODAY,
    ).rows()


def test_a_contract_finds_its_person_by_name_on_the_sheet_of_people(caseload):
    verdicts = caseload.bring_in(sheets(["Bos, Jan", "Stadstram", "1-2-2026"]))
    assert outcomes(verdicts) == ["new", "new", "new"]
    assert [caseload.contracts[1].candidate, len(caseload.candidates)] == [1, 2]


def test_a_workbook_with_a_sheet_each_changes_nothing_the_second_time(caseload):
    caseload.bring_in(sheets(["Bos, Jan", "Stadstram", "1-2-2026"]))
    assert outcomes(caseload.bring_in(sheets(["Bos, Jan", "Stadstram", "1-2-2026"]))) == ["unchanged"] * 3


def test_a_name_that_two_people_of_the_workbook_have_is_a_problem(caseload):
    people = ["Jan Bos", "3-4-1980", "Breda"], ["Jan Bos", "5-6-1990", "Tilburg"]
    verdicts = caseload.bring_in(sheets(["Jan Bos", "Stadstram", "1-2-2026"], people=people))
    assert problems(verdicts) == [
        ("A2", "This name is that of several people, on rows Kandidaten!2, Kandidaten!3; give a number.")
    ]


# --- properties --------------------------------------------------------------------------------------------------

names = st.sampled_from(["Jan Bos", "Ria Smit", "Bos, Jan", "Fatima el Idrissi"])
cells = st.tuples(
    st.sampled_from(["", "", "1001", "1002"]),
    names,
    st.sampled_from(["", "3-4-1980", "5-6-1990"]),
    st.sampled_from(["", "06-12345678"]),
    st.sampled_from(["", "Stadstram", "Zorggroep"]),
    st.sampled_from(["", "1-1-2025", "1-1-2026"]),
    st.sampled_from(["", "31-12-2026", "30-6-2024"]),
)
LIST = ["Klantnummer", "Naam", "Geboortedatum", "Telefoon", "Werkgever", "Startdatum", "Einddatum"]


@given(st.lists(cells, max_size=12))
def test_the_same_rows_a_second_time_change_nothing(rows):
    caseload = Caseload()
    first = caseload.bring_in(rows_of(LIST, *rows))
    good = [row for row, verdict in zip(rows, first, strict=True) if not verdict.problems]
    assert set(outcomes(caseload.bring_in(rows_of(LIST, *good)))) <= {"unchanged"}


@given(st.lists(cells, max_size=12))
def test_a_plan_is_the_same_whether_it_is_carried_out_meanwhile_or_afterwards(rows):
    meanwhile, afterwards = Caseload(), Caseload()
    one = meanwhile.bring_in(rows_of(LIST, *rows))
    other = afterwards.bring_in(rows_of(LIST, *rows), at_once=True)
    assert outcomes(one) == outcomes(other)
    assert (meanwhile.candidates, meanwhile.contracts) == (afterwards.candidates, afterwards.contracts)


@given(st.lists(cells, max_size=12))
def test_every_row_becomes_exactly_one_thing(rows):
    tally = Tally()
    for verdict in Caseload().bring_in(rows_of(LIST, *rows)):
        tally.add(verdict)
    refused = {line["row"] for line in tally.problem}
    assert len(tally.new) + len(tally.changed) + tally.unchanged + len(refused) == len(rows)


@given(st.lists(st.tuples(st.integers(0, 3), names), max_size=12))
def test_a_person_with_a_number_is_in_the_caseload_once(rows):
    caseload = Caseload()
    caseload.bring_in(rows_of(["Klantnummer", "Naam"], *([str(1000 + number), name] for number, name in rows)))
    numbers = [person.number for person in caseload.candidates.values()]
    assert len(numbers) == len(set(numbers))


# --- fingerprint and tally ---------------------------------------------------------------------------------------


def test_a_fingerprint_shows_nothing_of_the_person():
    made = fingerprint({"first_name": "Fatima", "birth_date": date(1980, 4, 3), "distance": Distance.LARGE})
    assert len(made) == 32
    assert int(made, 16) >= 0


def test_a_fingerprint_changes_with_every_value_and_with_no_blank():
    said = {"first_name": "Jan", "birth_date": date(1980, 4, 3), "talents": ("rustig",)}
    made = {fingerprint({**said, field: other}) for field, other in (("first_name", "Jaap"), ("talents", ("snel",)))}
    assert len(made | {fingerprint(said)}) == 3
    assert fingerprint({**said, "phone": None, "infix": ""}) == fingerprint(said)


def test_a_tally_says_what_is_made_and_what_changes(caseload):
    headings = ["Klantnummer", "Naam", "Plaats", "Werkgever", "Startdatum"]
    caseload.bring_in(rows_of(headings, ["1001", "Jan Bos", "Breda"]))
    tally = Tally()
    rows = [["1001", "Jan Bos", "Tilburg", "Stadstram", "1-2-2026"], ["1002", "", "", "", "x"]]
    for verdict in caseload.bring_in(rows_of(headings, *rows)):
        tally.add(verdict)
    assert tally.new == [
        {
            "sheet": "Blad1",
            "row": 2,
            "name": "Jan Bos",
            "made": ["employer", "contract"],
            "fields": [{"kind": "candidate", "ref": "K1", "field": "town", "before": "Breda", "after": "Tilburg"}],
        }
    ]
    assert [(line["sheet"], line["row"], line["cell"]) for line in tally.problem] == [("Blad1", 3, "E3")]


def test_a_tally_can_keep_only_the_first_lines(caseload):
    tally = Tally(most=2)
    for verdict in caseload.bring_in(rows_of(["Naam"], *([f"Jan {letter}os"] for letter in "BKLM"))):
        tally.add(verdict)
    assert (len(tally.new), tally.rows[Outcome.NEW]) == (2, 4)


def fields_of(fact):
    """The fields of a record as a dict."""
    return {field: getattr(fact, field) for field in fact.__dataclass_fields__}


def test_an_employer_that_is_only_spelled_otherwise_is_named_as_a_likely_double(caseload):
    names = ["Stadstram", "Stads-tram", "Stadstram B.V.", "Stadstram Onderhoud"]
    rows = [[f"Jan {letter}", "", name, "", "1-1-2026"] for letter, name in zip("ABCD", names, strict=True)]
    told = doubles(caseload.bring_in(rows_of(MIXED, *rows)))
    looks = "The employer {} looks like Stadstram; with the same name they are one."
    assert told == [None, looks.format("Stads-tram"), looks.format("Stadstram B.V."), None]


def test_a_name_in_capitals_is_the_same_name(caseload):
    rows = [["JAN BOS", "", "Stadstram", "", "1-1-2025"], ["Jan Bos", "", "Veenpost", "", "1-1-2026"]]
    assert problems(caseload.bring_in(rows_of(MIXED, *rows))) == []
    assert len(caseload.candidates) == 1


def test_all_problems_are_counted_and_the_first_of_them_kept(caseload):
    tally = Tally(most=2)
    for verdict in caseload.bring_in(rows_of(MIXED, *[["Jan Bos", "", "Stadstram", "", "morgen"]] * 5)):
        tally.add(verdict)
    assert (tally.problems, len(tally.problem)) == (5, 2)
