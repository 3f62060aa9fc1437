"""The first sheet: of what day this is, what is left out of sight, and the sum that shows that nobody is missing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from doorstroom.i18n import N_, _
from doorstroom.preparation import Preparation
from doorstroom.report import Sentence
from doorstroom.reports import Band
from doorstroom.wording import sentence, words
from doorstroom.workbook.layout import Sheet
from doorstroom.workbook.style import BANDS, HAIRLINE, QUIET, Styles
from doorstroom.workbook.table import safe, serial_day

_SWATCH, _LABEL, _VALUE, _REST = range(4)
_WIDTHS = (2, 44, 12, 62)
# A line in points: low enough for everything to stand on one page.
_HIGH = 13.5


def write_cover(page: Worksheet, styles: Styles, preparation: Preparation, sheets: Sequence[Sheet[Any]]) -> None:
    """Write the cover: title, facts, the sum, and what each of the sheets after it is for."""
    page.hide_gridlines(2)
    page.set_default_row(_HIGH)
    for number, width in enumerate(_WIDTHS):
        page.set_column(number, number, width)
    cover = _Cover(page, styles)
    cover.title(_("Matching meeting"), words(preparation.organisation))
    cover.day(_("As of"), preparation.expiring.as_of)
    cover.fact(_("Window"), sentence(_window(preparation)))
    cover.fact(_("Filter"), "; ".join(sentence(said) for said in preparation.filters) or _("none"))
    cover.fact(_("Rules"), words(preparation.rules_version))
    cover.fact(_("Profile"), _(_profile(preparation)))
    cover.heading(_("Everybody, each counted once"), _("People"))
    for band, count in preparation.bands.items():
        cover.count(words(band), count, band)
    cover.total(_("On the list"), len(preparation.expiring.rows), bottom=0)
    for reason, count in preparation.expiring.left_out.items():
        cover.count(words(reason), count)
    cover.total(_("All candidates"), preparation.expiring.candidates, bottom=6)
    cover.heading(_("In this workbook"))
    for sheet in sheets:
        cover.purpose(_(sheet.name), _(sheet.purpose))


def _window(preparation: Preparation) -> Sentence:
    return Sentence.counted(
        "{n} month: who leaves on {until} or earlier",
        "{n} months: who leaves on {until} or earlier",
        n=preparation.expiring.months,
        until=preparation.expiring.until,
    )


def _profile(preparation: Preparation) -> str:
    if preparation.sensitive:
        return N_("with sensitive details; see to it who gets this workbook")
    return N_("without target group, benefit, birth date, contact details and what work must offer")


class _Cover:
    """The cover as it grows, line by line from the top."""

    def __init__(self, page: Worksheet, styles: Styles) -> None:
        self._page = page
        self._styles = styles
        self._row = 0

    def title(self, text: str, organisation: str) -> None:
        """What this is, and whose."""
        self._page.set_row(0, 34)
        self._text(_LABEL, text, font_size=22, bold=True, valign="vcenter")
        self._row += 1
        self._page.set_row(1, 20)
        self._text(_LABEL, organisation, font_size=12, font_color=QUIET)
        self._row += 2

    def day(self, label: str, day: date) -> None:
        """A day that matters, as a real one."""
        self._text(_LABEL, label, font_color=QUIET)
        look = self._styles.of(font_size=10, bold=True, align="left", num_format=self._styles.day_format)
        self._page.write_number(self._row, _VALUE, serial_day(day), look)
        self._row += 1

    def fact(self, label: str, value: str) -> None:
        """Something to know about how the list came about."""
        self._text(_LABEL, label, font_color=QUIET)
        self._text(_VALUE, value)
        self._row += 1

    def heading(self, text: str, above_numbers: str = "") -> None:
        """The head of a block, with some air above it."""
        self._row += 1
        line = {"bottom": 1, "bottom_color": HAIRLINE}
        self._text(_LABEL, text, **line, font_size=11, bold=True)
        self._text(_VALUE, above_numbers, **line, font_color=QUIET, align="right", indent=1)
        self._row += 1

    def count(self, label: str, count: int, band: Band | None = None) -> None:
        """A part of the sum, with the colour that its people have on their sheet."""
        if band is not None:
            self._page.write_blank(self._row, _SWATCH, None, self._styles.of(**BANDS[band]))
        self._text(_LABEL, label, indent=1)
        self._number(count)

    def total(self, label: str, count: int, *, bottom: int) -> None:
        """A sum of what stands above it, between lines; ``bottom`` is how XlsxWriter numbers the lower one."""
        self._text(_LABEL, label, bold=True, top=1, bottom=bottom)
        self._number(count, bold=True, top=1, bottom=bottom)

    def purpose(self, sheet: str, purpose: str) -> None:
        """A sheet and what it is for."""
        self._text(_LABEL, sheet)
        self._text(_VALUE, purpose, font_color=QUIET)
        self._row += 1

    def _text(self, column: int, text: str, **look: Any) -> None:
        style = self._styles.of(**{"font_size": 10, **look})
        if text:
            self._page.write_string(self._row, column, safe(text), style)
        else:
            self._page.write_blank(self._row, column, None, style)

    def _number(self, count: int, **look: Any) -> None:
        self._page.write_number(
            self._row, _VALUE, count, self._styles.of(font_size=10, align="right", indent=1, **look)
        )
        self._row += 1
