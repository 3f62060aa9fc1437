"""A report as CSV or JSON text, for other programs: keys in English, dates as 2026-11-21.

CSV is the dialect that Excel reads in the Netherlands, on the screen and in a file alike: ``;`` between the columns, a
decimal comma, ``yes`` and ``no``. A file starts with a BOM, without which Excel takes ``ë`` for two letters.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from doorstroom.privacy import clean
from doorstroom.report import Bilingual, Field, Report, Sentence
from doorstroom.wording import words

# A spreadsheet takes a text that begins so for a formula; a number with a sign, such as +31 6 1234, is none.
_FORMULA = re.compile(r"[\s\ufffd]*(?![+-]\d[\d ]*(?:[.,]\d+)?\Z)[=+\-@|%＝＋－＠]")
# What a terminal would obey or a reader would be misled by travels in JSON as an escape, so nothing is lost.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def to_json(report: Report[Any], *, sensitive: bool = False) -> str:
    """The rows as an array of objects, one a line; inside an object with what the report says about them, if it does.

    Fields marked sensitive are left out unless ``sensitive`` is given.
    """
    return "".join(json_in_parts(report, sensitive=sensitive))


def json_in_parts(report: Report[Any], *, sensitive: bool = False) -> Iterator[str]:
    """The same text piece by piece, so that nobody need hold a long list as text."""
    if report.about is not None:
        about = "".join(f"{_json(key)}: {_json(value)},\n" for key, value in report.about.items())
        yield f'{{\n{about}"rows": '
    yield "["
    parted = "\n"
    for record in _records(report, sensitive):
        yield parted + _json(record)
        parted = ",\n"
    yield "\n]\n" if report.about is None else "\n]\n}\n"


def record_to_json(record: Mapping[str, Any]) -> str:
    """One record as an object on one line."""
    return _json(record) + "\n"


def several_to_json(reports: Mapping[str, Report[Any]], *, sensitive: bool = False) -> str:
    """Several reports as one object, each under its own key."""
    parts = (f"{_json(key)}: {to_json(report, sensitive=sensitive).rstrip()}" for key, report in reports.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def to_csv(report: Report[Any], *, sensitive: bool = False) -> str:
    """The rows below a line of keys; a list is joined with ``; ``.

    Text that a spreadsheet would take for a formula gets an apostrophe before it. Fields marked sensitive are left out
    unless ``sensitive`` is given.
    """
    return "".join(csv_in_parts(report, sensitive=sensitive))


def csv_in_parts(report: Report[Any], *, sensitive: bool = False) -> Iterator[str]:
    """The same text line by line, so that nobody need hold a long list as text."""
    fields = _fields(report, sensitive)
    values = [field.value for field in fields]
    line = csv.writer(_Passing(), delimiter=";", lineterminator="\n").writerow
    yield line([field.key for field in fields])
    for row in report.rows:
        yield line([_cell(value(row)) for value in values])


class _Passing:
    """A file that keeps nothing: what is written comes back from whoever writes."""

    def write(self, text: str) -> str:
        return text


def csv_file(report: Report[Any], *, sensitive: bool = False) -> bytes:
    """The same as the content of a file: UTF-8 with a BOM."""
    return to_csv(report, sensitive=sensitive).encode("utf-8-sig")


def rows_as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows of cells under their own headings as the content of a CSV file."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\n")
    lines.writerow([_cell(heading) for heading in headings])
    lines.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _fields(report: Report[Any], sensitive: bool) -> Sequence[Field[Any]]:
    return [field for field in report.fields if sensitive or not field.sensitive]


def _records(report: Report[Any], sensitive: bool) -> Iterator[dict[str, Any]]:
    """One at a time: a hundred thousand of them would fill the memory."""
    fields = [(field.key, field.value) for field in _fields(report, sensitive)]
    return ({key: value(row) for key, value in fields} for row in report.rows)


def _json(value: object) -> str:
    text = _encode(value)
    return (
        text
        if text.isascii() and "\x7f" not in text
        else _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    )


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sentence | Bilingual):
        return words(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


_encode = json.JSONEncoder(ensure_ascii=False, default=_iso).encode


def _cell(value: object) -> str:
    text = _text(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if not is_number and _FORMULA.match(text) else text


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return f"{value:.15g}".replace(".", ",")
        case date():
            return value.isoformat()
        case str():
            return clean(value)
        case Sentence() | Bilingual():
            return words(value)
        case Mapping():
            return "; ".join(f"{key}: {_text(part)}" for key, part in value.items() if part is not None)
        case Sequence():
            return "; ".join(_text(part) for part in value)
    raise TypeError(f"{type(value).__name__} has no form in CSV")
