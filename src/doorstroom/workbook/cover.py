"""The first sheet: of what day this is, what is left out of sight, and the sum that shows that nobody is missing."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from doorstroom.i18n import N_, _
from doorstroom.preparation import Preparation
from doorstroom.report import Sentence
from doorstroom.workbook.layout import Sheet
from doorstroom.workbook.style import BANDS, HAIRLINE, QUIET, Styles
from doorstroom.workbook.table import safe, serial_day
from doorstroom.wording import sentence, words

_SWATCH, _LABEL, _VALUE, _REST = range(4)
_WIDTHS = (2, 44, 12, 62)


def write_cover(page: Worksheet, styles: Styles, preparation: Preparation, sheets: Sequence[Sheet[Any]]) -> None:
    """Write the cover, from top to bottom."""
    page.hide_gridlines(2)
    for number, width in enumerate(_WIDTHS):
        page.set_column(number, number, width)
    row = _write_title(page, styles, preparation)
    row = _write_facts(page, styles, preparation, row)
    row = _write_sum(page, styles, preparation, row)
    _write_sheets(page, styles, sheets, row)


def _write_title(page: Worksheet, styles: Styles, preparation: Preparation) -> int:
    """What this is and whose; the row after it."""
    page.set_row(0, 34)
    page.write_string(0, _LABEL, _("Matching meeting"), styles.of(font_size=22, bold=True, valign="vcenter"))
    page.set_row(1, 20)
    page.write_string(1, _LABEL, safe(words(preparation.organisation)), styles.of(font_size=12, font_color=QUIET))
    return 3


def _write_facts(page: Worksheet, styles: Styles, preparation: Preparation, row: int) -> int:
    """The day, the window, the filters, the rules and the profile; the row after them."""
    label, value = styles.of(font_size=10, font_color=QUIET), styles.of(font_size=10)
    page.write_string(row, _LABEL, _("As of"), label)
    day = styles.of(font_size=10, bold=True, align="left", num_format=styles.day_format)
    page.write_number(row, _VALUE, serial_day(preparation.expiring.as_of), day)
    for row, (name, said) in enumerate(_facts(preparation), row + 1):
        page.write_string(row, _LABEL, _(name), label)
        page.write_string(row, _VALUE, safe(said), value)
    return row + 2


def _facts(preparation: Preparation) -> list[tuple[str, str]]:
    """What the reader must know about how the list came about, with its names."""
    window = Sentence.counted(
        N_("{n} month: who leaves on {until} or earlier"),
        N_("{n} months: who leaves on {until} or earlier"),
        n=preparation.expiring.months,
        until=preparation.expiring.until,
    )
    profile = (
        N_("with sensitive details; see to it who gets this workbook")
        if preparation.sensitive
        else N_("without target group, benefit, birth date, contact details and what work must offer")
    )
    return [
        (N_("Window"), sentence(window)),
        (N_("Filter"), "; ".join(sentence(said) for said in preparation.filters) or _("none")),
        (N_("Rules"), words(preparation.rules_version)),
        (N_("Profile"), _(profile)),
    ]


def _write_sum(page: Worksheet, styles: Styles, preparation: Preparation, row: int) -> int:
    """On the list by band, left off it by reason, and together everybody; the row after it."""
    _write_heading(page, styles, row, _("Everybody, each counted once"), _("People"))
    for band, count in preparation.bands.items():
        row += 1
        page.write_blank(row, _SWATCH, None, styles.of(**BANDS[band]))
        _write_count(page, styles, row, words(band), count)
    row += 1
    _write_count(page, styles, row, _("On the list"), len(preparation.expiring.rows), bold=True, top=1)
    for reason, count in preparation.expiring.left_out.items():
        row += 1
        _write_count(page, styles, row, words(reason), count)
    row += 1
    _write_count(page, styles, row, _("All candidates"), preparation.expiring.candidates, bold=True, top=1, bottom=6)
    return row + 2


def _write_count(page: Worksheet, styles: Styles, row: int, label: str, count: int, **look: Any) -> None:
    page.write_string(row, _LABEL, label, styles.of(font_size=10, indent=0 if look else 1, **look))
    page.write_number(row, _VALUE, count, styles.of(font_size=10, align="right", indent=1, **look))


def _write_sheets(page: Worksheet, styles: Styles, sheets: Sequence[Sheet[Any]], row: int) -> None:
    """Which sheets follow and what each is for."""
    _write_heading(page, styles, row, _("In this workbook"), "")
    for row, sheet in enumerate(sheets, row + 1):
        page.write_string(row, _LABEL, _(sheet.name), styles.of(font_size=10))
        page.write_string(row, _VALUE, _(sheet.purpose), styles.of(font_size=10, font_color=QUIET))


def _write_heading(page: Worksheet, styles: Styles, row: int, text: str, value: str) -> None:
    page.write_string(row, _LABEL, text, styles.of(font_size=11, bold=True, bottom=1, bottom_color=HAIRLINE))
    page.write_string(row, _VALUE, value, styles.of(font_size=10, font_color=QUIET, align="right", bottom=1, bottom_color=HAIRLINE))
