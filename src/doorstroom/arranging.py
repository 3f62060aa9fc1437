"""A report as somebody wants to see it: only rows with some words, in another order, only the first ones."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from doorstroom import names
from doorstroom.choices import Choice
from doorstroom.errors import BadInput
from doorstroom.i18n import N_
from doorstroom.report import Field, Report, Sentence

Row = TypeVar("Row")


def arranged(
    report: Report[Row], *, words: str | None = None, by: Sequence[str] = (), limit: int | None = None
) -> Report[Row]:
    """The report with the rows that hold all words, sorted by these fields, the first named first, and cut.

    A field with ``-`` before it goes from high to low; rows without a value come last either way. When rows were left out
    a sentence says how many. Raises BadInput for a field that the report does not have.
    """
    keys = [(_field(report, key.removeprefix("-")), key.startswith("-")) for key in by]
    rows = list(report.rows)
    if words:
        sought = names.fold(words).split()
        rows = [row for row in rows if all(word in _text(report, row) for word in sought)]
    for field, is_descending in reversed(keys):
        rows = _sorted(rows, field, is_descending=is_descending)
    shown = rows[:limit]
    notes = report.notes
    there_are = len(report.rows) + report.further
    if len(shown) < there_are:
        notes = (*notes, Sentence.of(N_("{n} of {all} rows are shown."), n=len(shown), all=there_are))
    return report._replace(rows=shown, notes=notes, group=None if keys else report.group)


def _field(report: Report[Row], key: str) -> Field[Row]:
    for field in report.fields:
        if field.key == key:
            return field
    raise BadInput(
        N_("This list has no field {key}."),
        hint=N_("Sort by one of: {keys}."),
        key=key or "''",
        keys=", ".join(field.key for field in report.fields),
    )


def _sorted(rows: Sequence[Row], field: Field[Row], *, is_descending: bool) -> list[Row]:
    """The rows by a field; those that have the same stay in their order."""
    order = field.order or field.value
    filled = [row for row in rows if field.value(row) not in (None, "", ())]
    without = [row for row in rows if field.value(row) in (None, "", ())]
    return [*sorted(filled, key=lambda row: _key(order(row)), reverse=is_descending), *without]


def _key(value: Any) -> Any:
    """What a value is compared by: choices as their list has them, days and numbers as they are, text as people sort it."""
    match value:
        case Choice():
            return (0, list(type(value)).index(value), "")
        case bool() | int() | float():
            return (0, value, "")
        case date():
            return (0, value.toordinal(), "")
        case str():
            return (1, 0, names.sort_key("", "", value))
        case Mapping():
            return (2, 0, str(value))
        case Sequence():
            return (3, 0, tuple(_key(part) for part in value))
        case _:
            return (2, 0, str(value))


def _text(report: Report[Row], row: Row) -> str:
    """All that a row says where nothing of it is sensitive, folded."""
    return names.fold("\n".join(_words(field.value(row)) for field in report.fields if not field.sensitive))


def _words(value: Any) -> str:
    match value:
        case None | bool() | Mapping() | Sentence():
            return ""
        case str():
            return value
        case Sequence():
            return "\n".join(_words(part) for part in value)
        case _:
            return str(value)
