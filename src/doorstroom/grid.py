"""Which fields of a report stand in a table, and as what columns of words."""

from collections.abc import Sequence
from typing import Any, TypeVar

from doorstroom import tabular
from doorstroom.i18n import _
from doorstroom.report import Field, Report
from doorstroom.tabular import Column
from doorstroom.wording import words

T = TypeVar("T")

# Days, numbers and REFs are this short; they are never broken over lines.
_WHOLE = 12


def columns(report: Report[Any], wide: int | None) -> list[Column]:
    """The rows in columns, as many as fit in so much room; all of them where there is no end to it.

    A field in which nobody has anything is not worth its width. What is only shown where there is much room gives way
    before a word is broken.
    """
    fields = [field for field in report.fields if field.table and (wide is None or field.columns <= wide)]
    laid = {field.key: column for field in fields if any((column := _column(field, report.rows)).cells)}
    for least in sorted(fields, key=lambda field: field.columns)[::-1]:
        if wide is None or not least.columns or tabular.fit(list(laid.values()), wide):
            break
        laid.pop(least.key, None)
    return list(laid.values())


def _column(field: Field[T], rows: Sequence[T]) -> Column:
    values = list(map(field.value, rows))
    cells = list(map(words, values))
    return Column(
        heading=_(field.heading),
        cells=cells,
        is_number={int, float, type(None)}.issuperset(map(type, values)),
        is_whole=all(len(cell) <= _WHOLE and " " not in cell for cell in cells),
        is_marked=field.marked,
    )
