"""The sheets with the dates that matter, the schemes and what it achieved, from a real caseload."""

import zipfile
from collections.abc import Iterator

import openpyxl
import pytest


@pytest.fixture
def book(region, run, tmp_path):
    """The workbook of the region, in a language, with what else is asked."""
    run("add-support C1 lks --from 2026-10-01 --review 2026-12-05")
    run("add-assignment 'Parks 2026' W1 --obligation 12500 --region utrecht --to 2026-12-31")

    def book(more: str = "", lang: str = "en") -> openpyxl.Workbook:
        run(f"--lang {lang} export {tmp_path / 'book.xlsx'} --force {more}")
        return openpyxl.load_workbook(tmp_path / "book.xlsx")

    return book


def rows(sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def blocks(sheet) -> Iterator[str]:
    """The titles of the reports."""
    return (cell.value for (cell, *_rest) in sheet.iter_rows() if cell.font.sz == 13)


def test_the_dates_of_the_window_stand_on_a_sheet_of_their_own(book, run):
    sheet = book()["Deadlines"]
    told = run("deadlines --json").json["rows"]
    assert [str(row[0].date()) for row in rows(sheet)[1:]] == [row["day"] for row in told]
    assert [cell.value for cell in sheet[1]][:6] == ["Day", "Days", "What", "REF", "Candidate", "Employer"]


def test_which_scheme_somebody_has_stands_only_where_sensitive_details_do(book):
    ordinary, sensitive = book(), book("--with sensitive")
    assert "Schemes" not in ordinary.sheetnames
    assert "wage subsidy" not in str([rows(sheet) for sheet in ordinary])
    assert ["R1", "wage subsidy", "Fatima el Idrissi"] in [row[:3] for row in rows(sensitive["Schemes"])]
    kinds = [row for row in rows(ordinary["Deadlines"]) if row[2] in ("look again", "scheme ends", "apply")]
    assert [(row[7], row[9]) for row in kinds] == [("Look at R1.", None)] * 3


def test_every_report_has_its_numbers_its_chart_and_its_table(book, run, tmp_path):
    sheet = book()["Results"]
    assert list(blocks(sheet)) == [
        "How far people got by 2026-11-21",
        "What became of people whose job had ended by 2026-11-21",
        "Still at work after being placed, by 2026-11-21",
        "Leaving in each of the twelve months from 2026-11-21",
        "Employers on 2026-11-21",
        "Social return on 2026-11-21",
        "2025-11-21 beside 2026-11-21",
    ]
    funnel = run("report funnel --json").json["rows"]
    found = {row[0]: row[1:5] for row in rows(sheet) if isinstance(row[0], str) and row[2] is not None}
    assert found["placed"] == [
        funnel[6]["count"],
        funnel[6]["share"],
        funnel[6]["of_previous"],
        funnel[6]["median_days"],
    ]
    with zipfile.ZipFile(tmp_path / "book.xlsx") as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        drawn = "".join(package.read(name).decode() for name in charts)
    # Of the employers there is no picture: nobody was spoken with. The months have their own sheet too.
    assert len(charts) == 7
    assert "registered" in drawn
    assert "Parks 2026" in drawn


def test_of_a_part_of_an_owner_there_are_the_results_that_can_be_told_of_it(book):
    assert "Social return on 2026-11-21" not in blocks(book("--owner noor")["Results"])
    assert "Results" not in book("--coach sven").sheetnames
    assert "Results" not in book("--employer stadstram").sheetnames


def test_in_dutch_it_is_dutch(book):
    dutch = book(lang="nl")
    assert {"Datums", "Resultaten"} <= set(dutch.sheetnames)
    assert next(blocks(dutch["Resultaten"])) == "Hoe ver mensen kwamen tot en met 21-11-2026"


def test_an_empty_file_has_a_workbook_without_results(caseload, run, tmp_path):
    run(f"export {tmp_path / 'empty.xlsx'}")
    found = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    assert "Results" not in found.sheetnames
    assert found["Deadlines"]["A2"].value == "No date falls in this window."


def test_a_name_that_looks_like_a_formula_is_only_text(book, run, tmp_path):
    run("edit-employer W1 --name '=1+1'")
    sheet = book()["Results"]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
