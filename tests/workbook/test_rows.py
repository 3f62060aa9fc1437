"""Rows that are put in the file whole are, letter by letter, the rows that XlsxWriter makes cell by cell."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from doorstroom.workbook.rows import Rows
from doorstroom.workbook.style import Styles
from doorstroom.workbook.table import safe, serial_day
from doorstroom.workbook.write import new_workbook

Values = Sequence[str | int | float | date | None]
Write = Callable[[Worksheet, Styles, Sequence[Values], float | None], None]

texts = st.text(max_size=30).map(safe) | st.sampled_from(
    ["=1+1", " a ", "a\n", "\n", "<r>&</r>", '"', "_x0041_", "a\u00a0", "\x0b", "\x1f", "\ufffe", "de Vries & Zn."]
).map(safe)
cells = (
    texts
    | st.none()
    | st.integers(-(10**12), 10**12)
    | st.floats(-1e9, 1e9)
    | st.dates(date(1901, 1, 1), date(2100, 1, 1))
)
sheets = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(cells, min_size=columns, max_size=columns), max_size=4)
)
heights = st.none() | st.floats(16, 409)


def cell_by_cell(page: Worksheet, styles: Styles, rows: Sequence[Values], height: float | None) -> None:
    for number, row in enumerate(rows, 1):
        if height is not None:
            page.set_row(number, height)
        for place, value in enumerate(row):
            match value:
                case date():
                    page.write_number(number, place, serial_day(value), styles.day)
                case int() | float():
                    page.write_number(number, place, value, styles.number)
                case str() if value:
                    page.write_string(number, place, value, styles.text)
                case _:
                    page.write_blank(number, place, None, styles.text)


def whole(page: Worksheet, styles: Styles, rows: Sequence[Values], height: float | None) -> None:
    out = Rows(page, len(rows[0]) if rows else 1)

    def shown(value: Any) -> Any:
        match value:
            case date():
                return out.number(serial_day(value), styles.day)
            case int() | float():
                return out.number(value, styles.number)
            case str() if value:
                return out.text(value, styles.text, 1)
            case _:
                return out.blank(styles.text)

    for number, row in enumerate(rows, 1):
        out.write(number, [shown(value) for value in row], height=height)


def parts(write: Write, rows: Sequence[Values], height: float | None) -> dict[str, bytes]:
    file = io.BytesIO()
    with TemporaryDirectory() as folder, new_workbook(file, folder) as book:
        styles = Styles(book)
        page = book.add_worksheet("Everybody")
        for place in range(len(rows[0]) if rows else 1):
            page.write_string(0, place, "Heading", styles.heading)
        write(page, styles, rows, height)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml")}


@given(sheets, heights)
def test_a_row_that_is_put_in_whole_is_the_row_that_is_made_cell_by_cell(
    rows: Sequence[Values], height: float | None
) -> None:
    assert parts(whole, rows, height) == parts(cell_by_cell, rows, height)


def test_rows_wait_on_disk_and_not_in_memory(tmp_path: Path) -> None:
    with (tmp_path / "book.xlsx").open("wb") as file, new_workbook(file, str(tmp_path)) as book:
        styles = Styles(book)
        page = book.add_worksheet("Everybody")
        page.write_string(0, 0, "Heading", styles.heading)
        out = Rows(page, 1)
        for number in range(1, 20_001):
            out.write(number, [out.text("the same again and again", styles.text, 1)], height=30)
        assert not page.table
        assert len(page.row_info) == 0


def test_a_text_of_letters_that_count_twice_fits_in_a_cell() -> None:
    kept = safe("🚲" * 20_000)
    assert len(kept.encode("utf-16-le")) // 2 < 32_767
    assert kept.endswith("🚲…")
    assert safe("a" * 40_000) == "a" * 32_000 + "…"
