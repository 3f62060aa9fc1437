"""How the workbook looks: one calm typeface, pale headings, hairlines, and colour only for how soon somebody leaves."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from doorstroom.i18n import language
from doorstroom.reports import Band

# Arial and its twins have the same widths in Excel and LibreOffice, so what fits here fits there.
FONT = "Arial"
INK, QUIET, HAIRLINE, HEADING, CHART, ENTRY = "#1D2B36", "#5B6B78", "#D3DBE1", "#DFE8EE", "#3E6F8E", "#FFFDF5"

# A share to one decimal, with its sign.
PER_CENT = '0.#"%"'

# From dark to pale, so that the order reads in black and white too; the words stand in the cell itself.
BANDS: dict[Band, dict[str, Any]] = {
    Band.PAST: {"bg_color": "#8F2F1E", "font_color": "#FFFFFF", "bold": True},
    Band.ONE: {"bg_color": "#E39A55", "font_color": INK, "bold": True},
    Band.THREE: {"bg_color": "#F6D8AE", "font_color": INK},
    Band.SIX: {"bg_color": "#FCF3E3", "font_color": INK},
    Band.LATER: {"font_color": INK},
}

_LINED: dict[str, Any] = {"valign": "vcenter", "bottom": 1, "bottom_color": HAIRLINE}
# A box to write in, which shows on paper too.
_BOXED: dict[str, Any] = {"valign": "vcenter", "border": 1, "border_color": QUIET}
# A white edge keeps the colour of a band away from the text after it.
_APART: dict[str, Any] = {"right": 5, "right_color": "#FFFFFF"}


class Styles:
    """The formats of one workbook, each made once; days are written in the order of the language in use."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}
        dutch = language() == "nl"
        self.day_format = "dd-mm-yyyy" if dutch else "yyyy-mm-dd"
        # With the language in the format, the name of a month does not depend on who opens the file.
        self.month_format = "[$-413]mmmm yyyy" if dutch else "[$-809]mmmm yyyy"
        self.text = self.of(text_wrap=True, **_LINED)
        self.quoted = self.of(text_wrap=True, quote_prefix=True, **_LINED)
        # Beside a chart a row is as high as its bar, whatever is said there.
        self.one_line = self.of(shrink=True, **_LINED)
        self.remark = self.of(italic=True, font_color=QUIET)
        self.number = self.of(align="right", indent=1, **_LINED)
        self.per_cent = self.of(align="right", indent=1, num_format=PER_CENT, **_LINED)
        self.day = self.of(align="left", num_format=self.day_format, **_LINED)
        self.month = self.of(align="left", num_format=self.month_format, **_LINED)
        self.day_and_month = self.of(align="left", num_format=self.month_format.replace("mmmm yyyy", "d mmm"), **_LINED)
        self.entry = self.of(text_wrap=True, locked=False, bg_color=ENTRY, **_BOXED)
        self.quoted_entry = self.of(text_wrap=True, quote_prefix=True, locked=False, bg_color=ENTRY, **_BOXED)
        self.entry_day = self.of(align="left", num_format=self.day_format, locked=False, bg_color=ENTRY, **_BOXED)
        self.bands = {
            band: self.of(text_wrap=True, indent=1, **_LINED, **look, **_APART) for band, look in BANDS.items()
        }
        self.heading = self._heading("left")
        self.band_heading = self._heading("left", indent=1)
        self.number_heading = self._heading("right", indent=1)

    def of(self, **properties: Any) -> Format:
        """A format with these properties in the workbook's typeface, at 9 points unless said otherwise."""
        key = repr(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(
                {"font_name": FONT, "font_size": 9, "font_color": INK, **properties}
            )
        return self._made[key]

    def _heading(self, align: str, **more: Any) -> Format:
        return self.of(
            font_size=8,
            bold=True,
            text_wrap=True,
            valign="vcenter",
            align=align,
            bg_color=HEADING,
            bottom=1,
            bottom_color=QUIET,
            **more,
        )
