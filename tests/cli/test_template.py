"""The empty workbook: made, filled in as people do, and imported as it was meant, in both languages."""

from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from doorstroom import i18n
from doorstroom.incoming import Register
from doorstroom.model.choices import (
    ContractKind,
    Distance,
    EmployerKind,
    EndReason,
    LanguageLevel,
    TargetGroup,
    Transport,
)
from doorstroom.wording import words
from doorstroom.workbook import form

LANGUAGES = pytest.mark.parametrize("language", i18n.LANGUAGES)
EVERY = pytest.mark.parametrize("register", [None, *Register])
EXAMPLE = {"en": "Example: ", "nl": "Voorbeeld: "}


@pytest.fixture
def blank(tmp_path, run):
    """Make a template in a language; the sheets come by the name they have in the code."""

    def make(language, register=None):
        path = tmp_path / f"{language}.xlsx"
        run(f"--lang {language} template {path} --force {f'--as {register}' if register else ''}")
        i18n.choose(language)
        book = openpyxl.load_workbook(path)
        return path, book, {one.name: book[i18n._(one.name)] for one in form.forms(register)}

    return make


def fill(sheet, row, **values):
    """Put values under the headings of their fields, each as people put it there: the label of a choice, a real day."""
    headings = {cell.value: cell.column for cell in sheet[1]}
    asked = {one.field.key: i18n._(one.field.heading) for every in ALL_FORMS for one in every.asked}
    for key, value in values.items():
        cell = sheet.cell(row, headings[asked[key]])
        cell.value = value if isinstance(value, str | int | float | date) and not is_label(value) else words(value)


def is_label(value):
    return isinstance(value, bool) or hasattr(value, "label")


ALL_FORMS = (form.CANDIDATES, form.EMPLOYERS, form.CONTRACTS, form.TOGETHER)


def check_of(sheet, column):
    """What a spreadsheet offers and refuses in the first free cell of a column."""
    (found,) = [one for one in sheet.data_validations.dataValidation if f"{column}3" in one.sqref]
    return found


def column_of(sheet, heading):
    return next(get_column_letter(cell.column) for cell in sheet[1] if cell.value == i18n._(heading))


# --- what is in it ------------------------------------------------------------------------------------------------


@LANGUAGES
@EVERY
def test_every_choice_is_offered_as_people_read_it(blank, language, register):
    _, book, sheets = blank(language, register)
    offered = {}
    for one in form.forms(register):
        for asked in one.asked:
            if asked.choice:
                formula = check_of(sheets[one.name], column_of(sheets[one.name], asked.field.heading)).formula1
                title, _, cells = formula.rpartition("!")
                offered[asked.choice] = [row[0].value for row in book[title.strip("'")][cells.replace("$", "")]]
    assert offered == {kind: [words(value) for value in kind] for kind in offered}
    if register is None:
        assert {ContractKind, Distance, EmployerKind, EndReason, LanguageLevel, TargetGroup, Transport} <= set(offered)


@LANGUAGES
def test_days_are_real_and_are_checked_and_the_paper_is_a4_on_its_side(blank, language):
    _, book, sheets = blank(language)
    contracts = sheets["Contracts"]
    column = column_of(contracts, "First day")
    assert check_of(contracts, column).type == "date"
    assert check_of(contracts, column).showErrorMessage
    assert isinstance(contracts[f"{column}2"].value, datetime)
    assert contracts.column_dimensions[column].width > 9
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


@LANGUAGES
def test_every_column_tells_what_to_fill_in(blank, language):
    _, book, sheets = blank(language)
    told = [cell.value for row in book[i18n._("Explanation")].iter_rows(max_col=2) for cell in row]
    for one in form.forms(None):
        for asked in one.asked:
            assert check_of(sheets[one.name], column_of(sheets[one.name], asked.field.heading)).prompt in told


@LANGUAGES
@EVERY
def test_no_cell_holds_a_formula_and_the_same_template_is_the_same_file(blank, language, register):
    path, book, _ = blank(language, register)
    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    before = path.read_bytes()
    blank(language, register)
    assert path.read_bytes() == before


def test_names_are_offered_from_the_other_sheets(blank):
    _, _, sheets = blank("en")
    candidates = check_of(sheets["Contracts"], "A").formula1
    assert candidates.startswith("OFFSET('Candidates'!$A$2,0,0,MAX(1,COUNTA('Candidates'!$A$2:$A$1000)),1)")
    assert not check_of(sheets["Contracts"], "A").showErrorMessage


# --- empty, and only the example ----------------------------------------------------------------------------------


@LANGUAGES
@EVERY
def test_a_template_that_was_not_filled_in_brings_nobody(caseload, blank, run, language, register):
    path, _, _ = blank(language, register)
    before = caseload.read_bytes()
    result = run(f"--lang {language} import {path} --json").json
    assert (result["new"], result["problem"], result["unknown"], result["unchanged"]) == ([], [], [], 0)
    assert len(result["remarks"]) == len(form.forms(register))
    assert caseload.read_bytes() == before


@LANGUAGES
@EVERY
def test_the_example_is_a_good_one(caseload, blank, run, language, register):
    path, book, sheets = blank(language, register)
    for sheet in sheets.values():
        for cell in sheet[2]:
            if isinstance(cell.value, str):
                cell.value = cell.value.removeprefix(EXAMPLE[language])
    book.save(path)
    run(f"import {path}")
    if register is not Register.EMPLOYERS:
        assert [one["name"] for one in run("candidates --json").json] == ["Fatima el Idrissi"]
    if register is not Register.CANDIDATES:
        (employer,) = run("employers --json").json
        assert (employer["name"], employer["policy_months"]) == ("Stadstram", 23)
    if register in (None, Register.CONTRACTS):
        (contract,) = run("contracts --json").json
        assert (contract["starts_on"], contract["ends_on"], contract["kind"], contract["subsidised"]) == (
            "2026-02-01",
            "2026-12-31",
            "fixed-term",
            True,
        )


def test_an_example_is_passed_by_on_any_list_and_whatever_is_left_of_it(caseload, tmp_path, run):
    lines = ["Naam;Werkgever;Startdatum;Einddatum", "voorbeeld : Jan Smit;Stadstram;1-1-2026;31-12-2026"]
    sheet = tmp_path / "list.csv"
    sheet.write_text("\n".join([*lines, "Ada Vos;Stadstram;1-1-2026;31-12-2026"]), encoding="utf-8")
    result = run(f"import {sheet} --json").json
    assert [one["name"] for one in result["new"]] == ["Ada Vos"]
    assert result["remarks"] == ["list: 1 row is the example and was left out."]


def test_an_example_that_was_typed_over_by_half_is_a_problem_not_an_employer(caseload, blank, run):
    path, book, sheets = blank("en", Register.CONTRACTS)
    fill(sheets["People and contracts"], 2, candidate_name="Ada Vos")
    book.save(path)
    before = caseload.read_bytes()
    (problem,) = run(f"import {path} --json", exit=5).json["problem"]
    assert problem["cell"] == "C2"
    assert problem["message"] == "“Example: Stadstram” belongs to the example; put the right name in its place."
    assert caseload.read_bytes() == before


# --- filled in ----------------------------------------------------------------------------------------------------


@LANGUAGES
def test_a_filled_in_template_is_imported_as_it_was_meant(caseload, blank, run, language):
    path, book, sheets = blank(language)
    fill(
        sheets["Candidates"],
        3,
        name="Özlem Yıldız",
        number="0042",
        phone="0612345678",
        hours_min=16,
        hours_max=24.5,
        available_from=date(2027, 1, 4),
        distance=Distance.LARGE,
        language_level=LanguageLevel.A2,
        transports=(Transport.BIKE, Transport.PUBLIC),
        target_group=TargetGroup.BESCHUT,
        talents="geduldig, sterk",
        may_share=False,
    )
    fill(sheets["Candidates"], 4, name="Berg, Jan van der")
    fill(
        sheets["Employers"],
        3,
        name="Groenbeheer Vecht",
        kind=EmployerKind.WORK_COMPANY,
        policy_months=23,
        kvk="01234567",
    )
    fill(
        sheets["Contracts"],
        3,
        candidate_name="Özlem Yıldız",
        employer_name="Groenbeheer Vecht",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        kind=ContractKind.SHELTERED,
        subsidised=True,
        hours=24.5,
        wage_month=1250.5,
    )
    fill(
        sheets["Contracts"],
        4,
        candidate_name="Jan van der Berg",
        employer_name="Klimpark Noord",
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 10, 31),
        ended_on=date(2026, 9, 30),
        end_reason=EndReason.SEASON,
        subsidised=False,
    )
    book.save(path)
    result = run(f"import {path} --json").json
    assert (result["problem"], result["double"], result["unknown"]) == ([], [], [])
    jan, ozlem = run("candidates --json --with sensitive").json
    assert (jan["name"], jan["infix"]) == ("Jan van der Berg", "van der")
    assert {key: ozlem[key] for key in ("number", "phone", "hours_min", "hours_max", "available_from", "distance")} == {
        "number": "0042",
        "phone": "0612345678",
        "hours_min": 16,
        "hours_max": 24.5,
        "available_from": "2027-01-04",
        "distance": "large",
    }
    assert (ozlem["transports"], ozlem["target_group"]) == (["bike", "public"], "beschut")
    assert (ozlem["language_level"], ozlem["talents"], ozlem["may_share"]) == ("A2", ["geduldig", "sterk"], False)
    groen, klimpark = run("employers --json").json
    assert (groen["kind"], groen["policy_months"], groen["kvk"]) == ("work-company", 23, "01234567")
    assert klimpark["name"] == "Klimpark Noord"
    season, sheltered = run("contracts --json --with sensitive").json
    assert (season["ended_on"], season["end_reason"], season["subsidised"]) == ("2026-09-30", "season", False)
    assert (sheltered["kind"], sheltered["hours"], sheltered["wage_month"]) == ("sheltered", 24.5, 1250.5)
    assert run(f"import {path} --json").json["unchanged"] == 5


@LANGUAGES
def test_the_sheet_with_everything_on_a_row_is_imported_as_it_was_meant(caseload, blank, run, language):
    path, book, sheets = blank(language, Register.CONTRACTS)
    together = sheets["People and contracts"]
    for row, (start, end) in enumerate(
        [(date(2025, 2, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 11, 30))], 3
    ):
        fill(
            together,
            row,
            candidate_name="Amal de Wit",
            number="7",
            employer_name="Stadstram",
            policy_months=23,
            starts_on=start,
            ends_on=end,
            kind=ContractKind.FIXED_TERM,
            workplaces="Werf Zuid",
            owner="Noor Bakker",
            target_group=TargetGroup.WAJONG,
            hours=28,
        )
    book.save(path)
    run(f"import {path}")
    (amal,) = run("candidates --json --with sensitive").json
    assert (amal["name"], amal["owner"], amal["target_group"]) == ("Amal de Wit", "Noor Bakker", "wajong")
    assert amal["hours_max"] is None
    assert [one["workplaces"] for one in run("contracts --json").json] == [["Werf Zuid"], ["Werf Zuid"]]
    (row,) = run("expiring --as-of 2026-08-01 --json").json["rows"]
    assert (row["leaves_on"], row["policy_until"]) == ("2026-11-30", "2026-12-31")


# --- where it goes ------------------------------------------------------------------------------------------------


def test_no_caseload_is_needed_and_the_ending_may_be_left_out(tmp_path, run):
    result = run(f"template {tmp_path / 'blank'} --json").json
    assert result == {"file": str(tmp_path / "blank.xlsx"), "sheets": ["Candidates", "Employers", "Contracts"]}
    assert (tmp_path / "blank.xlsx").stat().st_mode & 0o777 == 0o600


def test_a_file_that_exists_is_left_alone(tmp_path, run):
    tmp_path.joinpath("mine.xlsx").write_text("mine")
    assert "exists already" in run(f"template {tmp_path / 'mine.xlsx'}", exit=4).stderr
    assert tmp_path.joinpath("mine.xlsx").read_text() == "mine"


@pytest.mark.parametrize("name", ["blank.csv", "blank.xls", "blank.ods"])
def test_another_kind_of_file_is_refused(tmp_path, run, name):
    assert "call it blank.xlsx" in run(f"template {tmp_path / name}", exit=2).stderr
    assert list(tmp_path.glob("blank*")) == []


def test_the_caseload_itself_is_never_written_over(caseload, tmp_path, run):
    caseload.rename(tmp_path / "caseload.xlsx")
    run(f"--db {tmp_path / 'caseload.xlsx'} template {tmp_path / 'caseload.xlsx'} --force", exit=6)
