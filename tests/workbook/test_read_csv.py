"""CSV files in whatever form a program leaves them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import TODAY, as_csv

from doorstroom.incoming import read
from doorstroom.wording import sentence
from doorstroom.workbook import delimited
from doorstroom.workbook import read as spreadsheet

ROWS = [
    ["Naam", "Woonplaats", "Opmerking"],
    ["Zoë Özdemir", "’s-Hertogenbosch", "één, twee; drie"],
    ["Jan Bos", "Breda", "€ 5"],
]


def rows_of(path):
    """The cells of the only sheet."""
    with spreadsheet.open(path) as (sheet,):
        return [list(row.cells) for row in sheet.rows()]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encoding_and_delimiter_are_recognised(tmp_path, encoding, delimiter):
    rows = [[cell.replace("Ö", "Ö") for cell in row] for row in ROWS]
    path = tmp_path / "list.csv"
    path.write_bytes(as_csv(rows, delimiter).encode(encoding))
    assert rows_of(path) == rows


def test_windows_1252_is_said_for_it_may_be_another(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("Naam\nZoë Bos\n".encode("cp1252"))
    with spreadsheet.open(path) as sheets:
        assert [sentence(remark) for remark in read(sheets, today=TODAY).remarks] == [
            "list.csv was read as Windows-1252, for it is not UTF-8; look whether é and ë are right."
        ]


def test_plain_ascii_needs_no_remark(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"Naam\nJan Bos\n")
    with spreadsheet.open(path) as (sheet,):
        assert sheet.remarks == ()


@pytest.mark.parametrize("first", ["sep=|", "SEP=|", '"sep=|"'])
def test_a_first_line_may_name_the_delimiter(tmp_path, first):
    path = tmp_path / "list.csv"
    path.write_text(f"{first}\nNaam|Plaats\nBos; Jan|Breda\n", encoding="utf-8")
    assert rows_of(path) == [["Naam", "Plaats"], ["Bos; Jan", "Breda"]]


def test_a_quoted_cell_may_have_several_lines_and_counts_as_one_row(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('Naam;Opmerking\nJan Bos;"een\ntwee; drie"\nRia Smit;x\n', encoding="utf-8")
    with spreadsheet.open(path) as (sheet,):
        assert [(row.number, row.cells[0]) for row in sheet.rows()] == [(1, "Naam"), (2, "Jan Bos"), (3, "Ria Smit")]


def test_a_title_line_does_not_mislead_about_the_delimiter(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "Kandidaten, stand 1 november\n\nNaam;Plaats;Uren\nJan Bos;Breda;32,5\nRia Smit;Almere;24,0\n", encoding="utf-8"
    )
    assert rows_of(path)[2] == ["Naam", "Plaats", "Uren"]


def test_one_column_needs_no_delimiter(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Naam\nJan Bos\nRia Smit\n", encoding="utf-8")
    assert rows_of(path) == [["Naam"], ["Jan Bos"], ["Ria Smit"]]


def test_the_sheet_is_called_as_the_file(tmp_path):
    path = tmp_path / "Kandidaten 2026.csv"
    path.write_text("Naam\nJan Bos\n", encoding="utf-8")
    with spreadsheet.open(path) as (sheet,):
        assert (sheet.name, sheet.expected_rows) == ("Kandidaten 2026", 2)


def test_a_number_in_a_date_column_is_a_day_there_too(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Naam;Werkgever;Startdatum\nJan Bos;Stadstram;46387\n", encoding="utf-8")
    with spreadsheet.open(path) as sheets:
        (row,) = read(sheets, today=TODAY).rows()
    assert row.contract["starts_on"].isoformat() == "2026-12-31"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder for all examples of a property."""
    return tmp_path_factory.mktemp("csv")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10)


@given(
    st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_whatever_was_written_with_a_mark_and_a_separator_line_is_read_back(folder, rows, delimiter, encoding):
    path = folder / "list.csv"
    path.write_bytes(f"sep={delimiter}\r\n{as_csv(rows, delimiter)}".encode(encoding))
    assert [list(row.cells) for row in delimited.sheet(path).rows()] == rows
