"""A CSV file as a sheet: its encoding and delimiter are found out, and it is read row by row."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from doorstroom.errors import BadFile
from doorstroom.i18n import N_
from doorstroom.incoming import RawRow, Sheet
from doorstroom.report import Sentence

MOST_BYTES = 100 * 1024 * 1024
_MOST_ROWS = 250_000
_SAMPLE = 64 * 1024
_DELIMITERS = ";,\t|"
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def sheet(path: Path) -> Sheet:
    """The file as a sheet; raises BadFile, also while it is read."""
    with _explained(path):
        encoding = _encoding(path)
        with path.open(encoding=encoding, newline="") as file:
            sample = file.read(_SAMPLE)
        form = _form(sample)
        lines, quotes = _count(path, b"\n"), _count(path, b'"')
    if lines > _MOST_ROWS and not quotes:
        raise _too_many_rows(path)
    remark = N_("{file} was read as Windows-1252, for it is not UTF-8; look whether é and ë are right.")
    return Sheet(
        name=path.stem,
        rows=lambda: _rows(path, encoding, form),
        expected_rows=lines,
        remarks=(Sentence.of(remark, file=path.name),) if encoding == "cp1252" and not sample.isascii() else (),
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """How the columns of a file are parted, and whether its first line only says so."""

    delimiter: str
    says_so: bool = False


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeError as error:
        raise BadFile(
            N_("{file} is in an encoding that was not recognised."),
            hint=N_("Save it in Excel as “CSV UTF-8” and import that."),
            file=path.name,
        ) from error
    except csv.Error as error:
        raise BadFile(
            N_("{file} has a quotation mark that is not closed, or a cell that is far too long."),
            hint=N_("Save the list as .xlsx and import that."),
            file=path.name,
        ) from error


def _encoding(path: Path) -> str:
    """UTF-8 or UTF-16 by its mark or its bytes, else Windows-1252."""
    with path.open("rb") as file:
        beginning = file.read(1024)
        for bom, name in _BOMS.items():
            if beginning.startswith(bom):
                return name
        if b"\0" in beginning:
            # Latin text in UTF-16 has its noughts in every second place.
            even, odd = beginning[::2].count(0), beginning[1::2].count(0)
            return "utf-16-le" if odd > even else "utf-16-be"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(1024 * 1024):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _form(sample: str) -> _Form:
    """The delimiter that gives most rows the same number of columns; a first line ``sep=;`` says it outright."""
    first = sample.split("\n", 1)[0].strip('\r"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return _Form(first[4], says_so=True)
    return _Form(max(_DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter)))


def _regularity(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows of a sample have the most usual number of columns, and how many columns that is."""
    try:
        widths = Counter(len(row) for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter) if row)
    except csv.Error:
        return 0, 0
    width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
    return (rows, width) if width > 1 else (0, 0)


def _count(path: Path, byte: bytes) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(byte) for chunk in iter(lambda: file.read(1024 * 1024), b""))


def _too_many_rows(path: Path) -> BadFile:
    return BadFile(N_("{file} has more than {n} rows."), hint=N_("Split it."), file=path.name, n=_MOST_ROWS)


def _rows(path: Path, encoding: str, form: _Form) -> Iterator[RawRow]:
    with _explained(path), path.open(encoding=encoding, newline="") as file:
        if form.says_so:
            file.readline()
        for number, cells in enumerate(csv.reader(file, delimiter=form.delimiter, strict=True), start=1):
            if number > _MOST_ROWS:
                raise _too_many_rows(path)
            yield RawRow(number, cells)
