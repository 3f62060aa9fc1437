"""Whether a workbook can be read safely, and what it hides: looked at as bytes, before anything parses it.

A workbook is a zip of XML. A small one can hold gigabytes, point outside itself, or name a part twice; the reader that
comes after would believe it. What is refused here is refused in one sentence.
"""

import re
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from doorstroom.errors import BadFile
from doorstroom.i18n import N_

MEGABYTE = 1024 * 1024
# 100,000 rows of 20 columns take 10 to 17 MB, and 80 to 130 MB unpacked.
MOST_BYTES = 30 * MEGABYTE
_MOST_UNPACKED = 200 * MEGABYTE
_MOST_IN_A_SMALL_PART = 10 * MEGABYTE
_MOST_PARTS = 2000
_MOST_TAGS = 16_000_000
_MOST_TAGS_IN_A_SMALL_PART = 400_000
# openpyxl takes ten seconds over so many; 100,000 people have 700,000 texts that nobody else has.
_MOST_STRINGS = 750_000
_MOST_ROW_TAGS = 1_100_000
_MOST_CELLS = 4_000_000
_MOST_CELLS_IN_A_ROW = 50_000
_MOST_FORMULAS_WITHOUT_OUTCOME = 10_000
_MOST_MERGED = 50_000

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_UTF16 = re.compile(rb"\xff\xfe|\xfe\xff|<\x00|\x00<")
_DECLARED = re.compile(rb"<\?xml[^>]*\bencoding=[\"'](?!utf-?8|us-ascii)", re.IGNORECASE)

_CELL_WITHOUT_OUTCOME = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3}[0-9]{1,7})[\"']")
_MERGED = re.compile(rb"mergeCell\s[^>]*?\bref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_STRING = re.compile(rb"[<:]si\b")
_COLUMN = re.compile(rb"[<:]col\s([^>]*)")
_CELL = re.compile(rb"[<:]c[ />]")
_ROW = re.compile(rb"<row\b([^>]*)")
_ROW_WITH_PREFIX = re.compile(rb"<\w+:row\b([^>]*)")
_NUMBER = re.compile(rb"\br=[\"']([0-9]{1,7})[\"']")
_ENDS_OF_VALUES = (b"</v>", b"</is>", b":v>", b":is>")


@dataclass(slots=True)
class SheetFacts:
    """What the rows of a sheet do not show: merged and hidden cells, formulas without outcome, and where it ends."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: set[str] = field(default_factory=set)
    not_calculated: set[str] = field(default_factory=set)
    last_row: int = 0
    """The last row in which something stands; 0 where rows have no numbers."""
    rows: int = 0
    cells: int = 0
    """How many cells there are, whether anything stands in them or not."""
    latest_row: int = 0
    cells_since_row: int = 0


def inspect(file: BinaryIO, name: str) -> dict[str, SheetFacts]:
    """The facts of each sheet, by the path of its part; raises BadFile for a workbook that must not be parsed."""
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            _check_directory(archive, parts, name)
            return {part.filename: facts for part in parts if (facts := _read_through(archive, part, name))}
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise damaged(name) from error


def damaged(name: str) -> BadFile:
    """The refusal of a workbook that is not whole."""
    return BadFile(
        N_("{file} is damaged or was not copied whole."),
        hint=N_("Open it in Excel or LibreOffice, save it as a new .xlsx file and import that."),
        file=name,
    )


def too_large(name: str) -> BadFile:
    return BadFile(
        N_("{file} is too large to read."),
        hint=N_("Keep at most 100,000 rows in a file; split it, or save it as CSV."),
        file=name,
    )


def _unsafe(name: str) -> BadFile:
    return BadFile(
        N_("{file} is built in a way that no spreadsheet program builds a workbook, so it is not read."),
        hint=N_("Copy the cells into a new workbook and import that."),
        file=name,
    )


def _check_directory(archive: ZipFile, parts: list[ZipInfo], name: str) -> None:
    """Refuse a directory that is too large, is locked, names a part twice or lets parts overlap (CVE-2024-0450)."""
    names = {part.filename.lower() for part in parts}
    if "mimetype" in names or "xl/workbook.bin" in names:
        raise BadFile(
            N_("{file} is not an .xlsx workbook, but another kind of spreadsheet."),
            hint=N_("Save it as .xlsx (Excel workbook) and import that."),
            file=name,
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise BadFile(
            N_("{file} is locked with a password."), hint=N_("Save it without a password and import that."), file=name
        )
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise too_large(name)
    if len(names) < len(parts) or any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise _unsafe(name)
    free_from = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < free_from:
            raise _unsafe(name)
        # A local header has thirty bytes, then the name.
        free_from = part.header_offset + 30 + len(part.orig_filename) + part.compress_size
    if free_from > archive.start_dir:
        raise _unsafe(name)


def _read_through(archive: ZipFile, part: ZipInfo, name: str) -> SheetFacts | None:
    """Unpack one part to its end, which checks its length and CRC; the facts when it is a sheet."""
    path = part.filename.lower()
    is_sheet = path.startswith("xl/worksheets/") and path.endswith(".xml")
    is_large = is_sheet or "sharedstrings" in path or not path.endswith((".xml", ".rels", ".vml"))
    if part.file_size > _MOST_IN_A_SMALL_PART and not is_large:
        raise too_large(name)
    facts, tags, strings, kept, is_xml = SheetFacts(), 0, 0, b"", None
    with archive.open(part) as stream:
        while chunk := stream.read(MEGABYTE):
            if is_xml is None:
                is_xml = _is_xml(chunk, name)
            if not is_xml:
                continue
            seen = kept + chunk
            tags += chunk.count(b"<")
            strings += 0 if is_sheet else len(_STRING.findall(chunk))
            if _DTD.search(seen):
                raise _unsafe(name)
            if tags > (_MOST_TAGS if is_large else _MOST_TAGS_IN_A_SMALL_PART) or strings > _MOST_STRINGS:
                raise too_large(name)
            kept = _look(seen, facts, name) if is_sheet else seen[-16:]
    if not is_sheet:
        return None
    _look(kept + b"<", facts, name)
    facts.last_row = max(facts.last_row, *(int(address.lstrip(_LETTERS)) for address in facts.not_calculated), 0)
    return facts


def _is_xml(beginning: bytes, name: str) -> bool:
    """Whether a part is XML; refuses encodings in which a DTD could hide from a search of bytes."""
    if _UTF16.match(beginning) or _DECLARED.match(beginning.removeprefix(b"\xef\xbb\xbf").lstrip()):
        raise _unsafe(name)
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _look(seen: bytes, facts: SheetFacts, name: str) -> bytes:
    """Take down what a stretch of a sheet hides, and give back the unfinished cell or tag at its end."""
    cut = max(seen.rfind(b"<c "), seen.rfind(b":c "))
    if cut <= 0:
        cut = max(seen.rfind(b"<"), 0) or len(seen)
    whole = seen[:cut]
    if b"hidden=" in whole:
        facts.hidden_columns += sum(bool(_HIDDEN.search(column)) for column in _COLUMN.findall(whole))
    if b"mergeCell" in whole:
        facts.merged.update(found.decode() for found in _MERGED.findall(whole))
    if b"<f" in whole or b":f" in whole:
        for attributes in _CELL_WITHOUT_OUTCOME.findall(whole):
            # The outcome of a formula may be an empty text: that is stored, as t="str".
            if b't="str"' not in attributes and (address := _ADDRESS.search(attributes)):
                facts.not_calculated.add(address[1].decode())
    _follow_rows(whole, facts, name)
    if (
        facts.rows > _MOST_ROW_TAGS
        or facts.cells > _MOST_CELLS
        or len(facts.not_calculated) > _MOST_FORMULAS_WITHOUT_OUTCOME
    ):
        raise too_large(name)
    if facts.cells_since_row > _MOST_CELLS_IN_A_ROW or len(facts.merged) > _MOST_MERGED:
        raise _unsafe(name)
    return seen[cut:]


def _follow_rows(whole: bytes, facts: SheetFacts, name: str) -> None:
    """Keep count of the rows, of those that are hidden, and of the last one that holds a value."""
    value = max(whole.rfind(end) for end in _ENDS_OF_VALUES)
    row_of_value, rows = facts.latest_row, 0
    for row in (_ROW if b"<row" in whole else _ROW_WITH_PREFIX).finditer(whole):
        number = _NUMBER.search(row[1])
        here = int(number[1]) if number else 0
        if number and here <= facts.latest_row:
            # openpyxl would drop such a row without a word.
            raise _unsafe(name)
        facts.latest_row = here
        facts.hidden_rows += _HIDDEN.search(row[1]) is not None
        if row.start() < value:
            row_of_value = here
        rows += 1
    if value >= 0:
        facts.last_row = row_of_value
    facts.rows += rows
    facts.cells += len(_CELL.findall(whole))
    facts.cells_since_row = 0 if rows else facts.cells_since_row + whole.count(b"<c")
