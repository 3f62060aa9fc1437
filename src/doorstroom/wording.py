"""Sentences and values in the language in use, for whoever shows them: the terminal, a workbook, a page."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from doorstroom.choices import Choice
from doorstroom.i18n import _, language, ngettext
from doorstroom.privacy import clean
from doorstroom.report import Amount, Bilingual, Sentence

_DUTCH_POINTS = str.maketrans(",.", ".,")


def sentence(said: Sentence) -> str:
    """A sentence in the language in use, its values in words."""
    fields = said.fields
    if said.many and len(fields) == 1:
        return _counted(said.text, said.many, fields["n"], language())
    text = ngettext(said.text, said.many, fields["n"]) if said.many else _(said.text)
    return text.format(**{name: words(value) for name, value in fields.items()})


# "3 months" stands in the sentences of a whole list, and a caseload has few different days.
@lru_cache(maxsize=1 << 12)
def _counted(one: str, many: str, n: int, _language: str) -> str:
    return ngettext(one, many, n).format(n=words(n))


@lru_cache(maxsize=1 << 13)
def _day(day: date, language: str) -> str:
    return f"{day:%d-%m-%Y}" if language == "nl" else day.isoformat()


def words(value: object) -> str:
    """A value as people read it in the language in use: Dutch days as 21-11-2026, labels translated, text cleaned."""
    if type(value) is str:
        # As most values are.
        return clean(value)
    if type(value) is Sentence:
        return sentence(value)
    match value:
        case None:
            return ""
        case Choice():
            return _(value.label)
        case str():
            return clean(value)
        case date():
            return _day(value, language())
        case Bilingual():
            return clean(value.nl if language() == "nl" else value.en)
        case Amount():
            text = f"{value / 100:,.2f}"
            return text.translate(_DUTCH_POINTS) if language() == "nl" else text
        case bool():
            return _("yes") if value else _("no")
        case float():
            text = f"{value:.10g}"
            return text.replace(".", ",") if language() == "nl" else text
        case int():
            return str(value)
        case tuple():
            return ", ".join(map(words, value))
        case Mapping():
            return ", ".join(f"{words(key)}: {words(part)}" for key, part in value.items() if part is not None)
        case Sequence():
            return ", ".join(words(part) for part in value)
        case _:
            return clean(str(value))
