"""What it achieved, as the page shows it: of each report its picture in bars, what is said of it, and all its figures."""

from typing import Any

from doorstroom.i18n import _
from doorstroom.report import Report
from doorstroom.wording import sentence, words


def told(report: Report[Any]) -> dict[str, Any]:
    """A report in words; bars are as wide as their part of the longest, in per cent."""
    longest = max((bar.size for bar in report.chart), default=0) or 1
    fields = [field for field in report.fields if field.table and not field.sensitive]
    return {
        "title": sentence(report.title),
        "notes": [sentence(note) for note in report.notes],
        "bars": [(words(bar.label), words(bar.number), round(bar.size / longest * 100, 1)) for bar in report.chart],
        "headings": [_(field.heading) for field in fields],
        "rows": [[words(field.value(row)) for field in fields] for row in report.rows],
    }
