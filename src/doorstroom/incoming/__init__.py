"""Rows from outside, typed: headings recognised, cells read as values, problems collected with their sheet and cell."""

from doorstroom.incoming.headings import Register
from doorstroom.incoming.reading import Reading, read
from doorstroom.incoming.sheets import Merged, RawRow, Sheet

__all__ = ["Merged", "RawRow", "Reading", "Register", "Sheet", "read"]
