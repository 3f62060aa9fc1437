"""The rows of a sheet below its headings, each put in the file as one piece of text.

XlsxWriter checks, keeps and makes every cell by itself, also when its value stood in a thousand cells before: of a big
workbook that is most of the time. In a list the same values come back, so here a value is made into a cell once, and
then only put in its place. Everything else in a workbook is XlsxWriter's.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

# What a text in XML cannot hold as it is.
_SPECIAL = re.compile("[&<>\x00-\x1f\ufffe\uffff]|_x")


class Cell(NamedTuple):
    """A value as it stands in a cell: the XML that follows the number of its row, and how many lines it takes."""

    xml: str
    lines: int = 1


class Rows:
    """The rows of a page whose headings are written; they come in order and leave no row out."""

    def __init__(self, page: Worksheet, columns: int) -> None:
        self._page = page
        self._starts = [f'<c r="{xl_col_to_name(number)}' for number in range(columns)]
        # XlsxWriter holds on to the headings until something comes after them.
        page._write_single_row(1)

    def write(self, row: int, cells: Iterable[Cell], *, height: float | None = None) -> None:
        """Write a row, counted from 0 as XlsxWriter does; ``height`` is in points, for one that is not as usual."""
        number = f"{row + 1}"
        inside = "".join([f"{start}{number}{cell.xml}" for start, cell in zip(self._starts, cells, strict=True)])
        high = "" if height is None else _in_pixels(height)
        self._page.fh.write(f'<row r="{number}"{high}>{inside}</row>')
        self._page.dim_rowmax = row

    def blank(self, look: Format) -> Cell:
        """Nothing but a look."""
        return Cell(f'" s="{look._get_xf_index()}"/>')

    def number(self, value: float, look: Format) -> Cell:
        """A number, or a day by its number."""
        return Cell(f'" s="{look._get_xf_index()}"><v>{value:.16G}</v></c>')

    def text(self, text: str, look: Format, lines: int) -> Cell:
        """A text, which is never a formula."""
        escaped = text
        if _SPECIAL.search(text):
            escaped = self._page._escape_data(self._page._escape_control_characters(text))
        kept = ' xml:space="preserve"' if escaped[:1].isspace() or escaped[-1:].isspace() else ""
        return Cell(f'" s="{look._get_xf_index()}" t="inlineStr"><is><t{kept}>{escaped}</t></is></c>', lines)


@cache
def _in_pixels(height: float) -> str:
    """The height of a row as the file has it: in points, of which three make the four pixels that Excel counts in."""
    return f' ht="{int(height * 4 / 3 + 0.5) * 0.75:.16g}" customHeight="1"'
