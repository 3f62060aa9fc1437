"""Workbooks as coordinators have them, to raw rows."""

import warnings
from datetime import datetime

import pytest
from hostile import lists as hostile
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from outside import TODAY, write_workbook

from doorstroom.errors import BadFile, NotFound
from doorstroom.incoming import read
from doorstroom.incoming.cells import Special
from doorstroom.wording import sentence
from doorstroom.workbook import read as spreadsheet

HEADINGS, GOOD = hostile.HEADINGS, hostile.GOOD


def sheets_of(path):
    """Each sheet with its rows: numbers and cells."""
    with spreadsheet.open(path) as sheets:
        return {sheet.name: [(row.number, list(row.cells)) for row in sheet.rows()] for sheet in sheets}


def by_hand(tmp_path, data, **about):
    """A workbook of which the parts are written here."""
    path = tmp_path / "list.xlsx"
    path.write_bytes(hostile.workbook(data, **about))
    return path


def test_rows_keep_the_numbers_that_the_spreadsheet_shows(tmp_path):
    path = write_workbook(tmp_path / "list.xlsx", {"Lijst": [["Titel"], [], [], ["Naam", "Uren"], ["Jan Bos", 32]]})
    assert sheets_of(path) == {"Lijst": [(1, ["Titel"]), (4, ["Naam", "Uren"]), (5, ["Jan Bos", 32])]}


def test_every_sheet_is_read(tmp_path):
    path = write_workbook(tmp_path / "list.xlsx", {"Een": [["a"]], "Twee": [], "Drie": [["c"]]})
    assert sheets_of(path) == {"Een": [(1, ["a"])], "Twee": [], "Drie": [(1, ["c"])]}


def test_rows_can_be_read_more_than_once(tmp_path):
    path = write_workbook(tmp_path / "list.xlsx", {"Een": [["a"], ["b"]]})
    with spreadsheet.open(path) as (sheet,):
        assert list(sheet.rows()) == list(sheet.rows()) != []


def test_days_are_days_also_where_the_workbook_counts_from_1904(tmp_path):
    day = datetime.fromisoformat("2026-12-31")
    path = tmp_path / "mac.xlsx"
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([day, 46387 - 1462])
    book.save(path)
    with spreadsheet.open(path) as (sheet,):
        assert sheet.is_1904
        assert next(sheet.rows()).cells == (day, 46387 - 1462)


def test_a_formula_gives_its_stored_outcome_and_one_without_is_marked(tmp_path):
    data = (
        '<row r="1"><c r="A1"><f>16*2</f><v>32</v></c><c r="B1"><f>16*2</f></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c></row><row r="2"><c r="D2" s="1"><f>A1</f><v></v></c></row>'
    )
    assert sheets_of(by_hand(tmp_path, data)) == {
        "Blad1": [(1, [32, Special.NOT_CALCULATED, None]), (2, [None, None, None, Special.NOT_CALCULATED])]
    }


def test_formulas_of_openpyxl_have_no_outcome(tmp_path):
    path = write_workbook(tmp_path / "list.xlsx", {"Lijst": [["Naam", "Uren"], ["Jan Bos", "=16*2"]]})
    assert sheets_of(path)["Lijst"][1] == (2, ["Jan Bos", Special.NOT_CALCULATED])


def test_a_formula_far_down_a_long_list_is_found_at_its_own_cell(tmp_path):
    data = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 25_000))
    marked = '<row r="25000"><c r="A25000"><v>1</v></c><c r="B25000"><f>1+1</f></c></row>'
    rows = sheets_of(by_hand(tmp_path, data + marked + '<row r="25001"><c r="A25001"><v>1</v></c></row>'))["Blad1"]
    assert [number for number, cells in rows if Special.NOT_CALCULATED in cells] == [25_000]


def test_merged_and_hidden_cells_are_told(tmp_path):
    path = tmp_path / "list.xlsx"
    book = Workbook()
    sheet = book.active
    sheet.title = "Lijst"
    for row in (["Naam", "Werkgever"], ["Jan Bos", "Stadstram"], ["Ria Smit", None], ["Piet Vos", "Zorggroep"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Keuzes").sheet_state = "hidden"
    book.save(path)
    with spreadsheet.open(path) as (first, second):
        assert [str(merged) for merged in first.merged] == ["B2:B3"]
        assert [sentence(remark) for remark in first.remarks] == [
            "Lijst: 1 hidden row was read too.",
            "Lijst: hidden columns were read too.",
        ]
        assert (first.is_hidden, second.is_hidden) == (False, True)


def test_the_end_of_a_list_is_found_above_thousands_of_empty_rows(tmp_path):
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 5000))
    with spreadsheet.open(by_hand(tmp_path, hostile.LIST + empty)) as (sheet,):
        assert sheet.expected_rows == 2
        assert [row.number for row in sheet.rows()] == [1, 2]


def test_a_row_below_an_empty_stretch_is_not_lost(tmp_path):
    data = hostile.LIST + '<row r="3"/>' + hostile.row(9000, GOOD)
    assert [number for number, _ in sheets_of(by_hand(tmp_path, data))["Blad1"]] == [1, 2, 9000]


@pytest.mark.parametrize("change", [('"', "'"), (' r="2"', ""), (' r="1"', "")])
def test_other_ways_to_write_the_same_rows_are_read_alike(tmp_path, change):
    data = hostile.LIST.replace(*change)
    assert sheets_of(by_hand(tmp_path, data))["Blad1"] == [(1, list(HEADINGS)), (2, list(GOOD))]


def test_a_sheet_with_prefixed_tags_is_read_alike(tmp_path):
    path = hostile.write(tmp_path, hostile.called("prefix.xlsx"))
    assert sheets_of(path)["Blad1"] == [(1, list(HEADINGS)), (2, list(GOOD))]


def test_nothing_warns_and_other_warnings_are_left_alone(tmp_path):
    path = by_hand(tmp_path, '<row r="1"><c r="A1" s="1"><v>99999999</v></c></row>')
    sheets_of(path)
    with pytest.warns(UserWarning, match="still heard"):
        warnings.warn("still heard", stacklevel=1)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotFound):
        sheets_of(tmp_path / "nothing.xlsx")


def test_what_is_in_a_file_counts_and_not_its_name(tmp_path):
    path = by_hand(tmp_path, hostile.LIST)
    assert sheets_of(path.rename(tmp_path / "list.csv")) == {"Blad1": [(1, list(HEADINGS)), (2, list(GOOD))]}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("password.xlsx", "password"),
        ("page.xlsx", "not a spreadsheet"),
        ("list-named.xlsx", "neither a workbook nor a CSV"),
        ("locked-part.xlsx", "password"),
        ("open-document.xlsx", "another kind of spreadsheet"),
        ("many-parts.xlsx", "too large"),
        ("dtd-file.xlsx", "no spreadsheet program"),
        ("far-cell.xlsx", "below row"),
        ("cut-in-half.xlsx", "damaged"),
        ("empty.csv", "empty"),
        ("open-quote.csv", "quotation mark"),
        ("not-cp1252.csv", "encoding"),
    ],
)
def test_the_refusal_says_what_is_wrong(tmp_path, name, says):
    with pytest.raises(BadFile, match=says):
        sheets_of(hostile.write(tmp_path, hostile.called(name)))


def test_a_date_cell_reads_as_the_day_it_shows(tmp_path):
    day = datetime.fromisoformat("2026-12-31")
    path = write_workbook(
        tmp_path / "list.xlsx", {"Lijst": [["Naam", "Werkgever", "Start"], ["Jan Bos", "Stadstram", day]]}
    )
    with spreadsheet.open(path) as sheets:
        (row,) = read(sheets, today=TODAY).rows()
    assert row.contract["starts_on"] == day.date()
