"""One column of a table: its cells read as values, each different text only once."""

import re
from typing import Any

from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.incoming import remarks
from doorstroom.incoming.cells import Setting, Special, is_dash, is_unknown, tidy
from doorstroom.incoming.headings import Heading
from doorstroom.incoming.remarks import Remarks
from doorstroom.incoming.vocabulary import Part, Place
from doorstroom.incoming.words import Partly
from doorstroom.privacy import MASK, is_bsn, mask_bsn

BLANK = object()
"""What a cell is that says nothing: the field stays as it is."""

PARTS = (Part.CANDIDATE, Part.EMPLOYER, Part.CONTRACT, Part.VACANCY)
"""What a row can say something about, in the order of ``Column.slot``."""

_MAY_HOLD_BSN = re.compile(r"[0-9](?:[^0-9]?[0-9]){7}")
UNREAD = object()
"""What a cell is that was not met before."""

_BLANKS = {None: BLANK, "": BLANK}
_MOST_REMEMBERED = 5000


class Column:
    """Reads the cells under one heading."""

    def __init__(self, sheet: str, heading: Heading, place: Place, setting: Setting, remarks: Remarks) -> None:
        self.index, self.letter, self.heading, self.place = heading.index, heading.letter, heading.text, place
        self.slot, self.name = PARTS.index(place.part), place.name
        self._is_free_text = place.is_free_text
        self._sheet, self._setting, self._remarks = sheet, setting, remarks
        self.remembered: dict[str | None, Any] = dict(_BLANKS)
        """What texts that were met before mean; a cell that is not in here is for ``read``."""

    def read(self, raw: Any) -> Any:
        """The value of a cell: ``BLANK`` where it says nothing, the empty value for a dash; raises BadInput."""
        if raw.__class__ is not str:
            return self._other(raw)
        value = self.remembered.get(raw, UNREAD)
        return self._text(raw) if value is UNREAD else value

    def _text(self, raw: str) -> Any:
        text = tidy(raw)
        if is_dash(text):
            return self._remember(raw, self.place.empty)
        if is_unknown(text):
            return self._remember(raw, BLANK)
        bare = self._without_bsn(text)
        if not bare:
            return BLANK
        value = self.place.read(bare, self._setting)
        if bare is not text or isinstance(value, Partly):
            # Not remembered: what is left out is counted every time.
            return self._kept(value)
        return self._remember(raw, value)

    def _other(self, raw: Any) -> Any:
        if raw is Special.NOT_CALCULATED:
            raise BadInput(N_("The formula has no stored outcome; open the file in Excel, save it and try again."))
        if self._is_free_text and is_bsn(raw):
            self._remarks.count(remarks.BSN, self._sheet, self.heading)
            return BLANK
        return self._kept(self.place.read(raw, self._setting))

    def _without_bsn(self, text: str) -> str:
        """The text with a mark for every BSN; nothing where nothing else is in it."""
        if not (self._is_free_text and _MAY_HOLD_BSN.search(text)):
            return text
        masked, found = mask_bsn(text)
        if not found:
            return text
        self._remarks.count(remarks.BSN, self._sheet, self.heading)
        return "" if masked == MASK else masked

    def _kept(self, value: Any) -> Any:
        """The value that is kept, with a remark for words that are not."""
        if not isinstance(value, Partly):
            return value
        for word in value.left_out:
            self._remarks.count(remarks.NO_COUNTERPART, self._sheet, self.heading, word)
        return BLANK if value.value is None else value.value

    def _remember(self, raw: str, value: Any) -> Any:
        if len(self.remembered) >= _MOST_REMEMBERED:
            self.remembered.clear()
            self.remembered |= _BLANKS
        self.remembered[raw] = value
        return value
