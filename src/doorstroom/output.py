"""Everything that is shown: tables, records, sentences and errors, in words, CSV or JSON. The only module that prints.

Answers go to stdout; under ``--json`` and ``--csv`` nothing else does. Warnings, progress and errors go to stderr. Every
value is cleaned before it is shown, and no value is ever markup.
"""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from doorstroom import grid, paging, tabular
from doorstroom.errors import DoorstroomError
from doorstroom.i18n import _
from doorstroom.privacy import clean
from doorstroom.report import Bar, Field, Report, Section, Sentence, Told
from doorstroom.wording import sentence, words

if TYPE_CHECKING:
    from doorstroom.registers import Part
    from doorstroom.timeline import Picture

T = TypeVar("T")

# Fewer rows than this are there before a bar could be read.
_WORTH_A_BAR = 2000

# A longer list is scrolled through and searched, as plain lines.
_COLOURED_ROWS = 200


class Form(Enum):
    """How answers are shown."""

    WORDS = "words"
    JSON = "json"
    CSV = "csv"


class _Shown:
    """How this run shows its answers."""

    form = Form.WORDS


_shown = _Shown()


def begin(form: Form) -> None:
    """Show answers in this form from now on, on a console of whatever encoding."""
    _shown.form = form
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            # JSON and CSV are UTF-8 wherever they go; a console that lacks a letter shows another in its place.
            if form is Form.WORDS or stream is sys.stderr:
                reconfigure(errors="replace")
            else:
                reconfigure(encoding="utf-8", newline="\n")


def show(report: Report[Any], *, sensitive: bool = False) -> None:
    """A report in the form that was asked for; fields marked sensitive only when they are asked for too."""
    if _shown.form is Form.WORDS:
        if report.told:
            _title(report)
            _sections(report.told(report.rows), first=True)
        else:
            _tables(report)
        if report.chart:
            _out("")
            _chart(report.chart)
        if report.rows and report.notes:
            _out("")
        for note in report.notes:
            _out(sentence(note))
        return
    from doorstroom import exports

    in_parts = exports.json_in_parts if _shown.form is Form.JSON else exports.csv_in_parts
    sys.stdout.writelines(in_parts(report, sensitive=sensitive))
    for note in report.notes:
        _err(sentence(note))


@contextmanager
def paged(wanted: bool) -> Iterator[None]:
    """Show what is answered in the meantime in a pager, when people read it on a terminal that it does not fit on."""
    if not (wanted and is_terminal()) or (pager := paging.command()) is None:
        yield
        return
    screen = sys.stdout
    sheet = paging.Sheet(screen.encoding or "ascii")
    sys.stdout = sheet
    try:
        yield
    finally:
        sys.stdout = screen
        text = sheet.getvalue()
        size = shutil.get_terminal_size((100, 24))
        if not (paging.is_longer(text, size.lines, size.columns) and paging.show(text, pager)):
            screen.write(text)


def show_if_any(report: Report[Any]) -> None:
    """A report about what is wrong: silence when nothing is, but for programs, who get an empty list."""
    if report.rows or _shown.form is not Form.WORDS:
        show(report)


def record(fields: Sequence[Field[Any]], fact: Any, *said: Sentence) -> None:
    """One record that was made or changed: what was done in sentences, or the record itself as JSON."""
    made({field.key: field.value(fact) for field in fields}, *said)


def dossier(
    fields: Sequence[Field[Any]],
    fact: Any,
    *,
    said: Sequence[Sentence] = (),
    parts: Sequence["Part[Any]"] = (),
    picture: "Picture | None" = None,
) -> None:
    """Everything about one record: its fields, what follows from it, its lists and its picture."""
    if _shown.form is Form.JSON:
        made({field.key: field.value(fact) for field in fields} | {part.key: part.report.records() for part in parts})
        return
    shown = [(field.heading, field.value(fact)) for field in fields if field.record]
    filled = [(_(heading), words(value)) for heading, value in shown if value not in (None, "", ())]
    margin = max(tabular.width(label) for label, _text in filled) + 2
    for label, text in filled:
        _out(tabular.padded(label, margin, right=False) + text)
    if said:
        _out("")
        say(*said)
    if picture and picture.bars:
        _out("")
        _picture(picture)
    for report in [part.report for part in parts if part.report.rows]:
        _out("")
        _title(report)
        _table(report)


def narrate(report: Report[Any], sections: Iterable[Section], *, titled: bool = True) -> None:
    """What is told in sections to people, with the notes of the report below, and row by row to programs."""
    if _shown.form is not Form.WORDS:
        show(report)
        return
    if titled:
        _out(_styled(sentence(report.title), "bold"))
    told = list(sections)
    _sections(told, first=not titled)
    if told:
        _out("")
    for note in report.notes:
        _out(sentence(note))


def explanation(answer: Told) -> None:
    """What can be read out loud, or its figures as JSON."""
    if _shown.form is Form.JSON:
        made(answer.figures)
        return
    say(*answer.said)
    _sections(answer.sections)


def plan(figures: Mapping[str, Any], sections: Iterable[Section]) -> None:
    """What would be done, in sections, or as JSON with every line of it."""
    if _shown.form is Form.JSON:
        made(figures)
    else:
        _sections(sections, first=True)


def sections(parts: Iterable[Section]) -> None:
    """What is read before a question is answered, on stderr as the question is."""
    for section in parts:
        _err("")
        _err(sentence(section.heading))
        for one in section.said:
            for line in _wrapped(sentence(one)):
                _err(line)


def _sections(sections: Iterable[Section], *, first: bool = False) -> None:
    """Headings with the sentences under them, parted by an empty line; none before the ``first`` thing on a screen."""
    for section in sections:
        if not first:
            _out("")
        first = False
        _out(_styled(sentence(section.heading), "bold"))
        for one in section.said:
            _paragraph(sentence(one))


def made(values: Mapping[str, Any], *said: Sentence) -> None:
    """Something that was made and is no record: said in sentences, or its values as JSON."""
    if _shown.form is Form.JSON:
        from doorstroom import exports

        sys.stdout.write(exports.record_to_json(values))
        return
    say(*said)


def say(*said: Sentence) -> None:
    """Sentences that are the answer; on stderr where stdout is for data."""
    write = _out if _shown.form is Form.WORDS else _err
    for one in said:
        write(sentence(one))


def heading(said: Sentence) -> None:
    """A line above a part of an answer."""
    _out("")
    _out(_styled(sentence(said), "bold"))


def warn(*said: Sentence) -> None:
    """Things to look at, which stop nothing."""
    for one in said:
        _err(_("note: {sentence}").format(sentence=sentence(one)))


def remark(said: Sentence) -> None:
    """What happened beside the answer."""
    _err(sentence(said))


def progress(said: Sentence) -> None:
    """What is being done, for whoever watches on a terminal."""
    if sys.stderr.isatty():
        _err(sentence(said))


def progress_over(things: Iterable[T], expected: int, said: str) -> Iterable[T]:
    """The same things, with a bar on the terminal that shows how far they are when there are many."""
    if not sys.stderr.isatty() or expected < _WORTH_A_BAR:
        return things
    from rich.console import Console
    from rich.progress import track

    return track(things, description=_(said), total=expected, console=Console(stderr=True), transient=True)


def error(problem: DoorstroomError) -> None:
    """What went wrong in one line and what to do next in another, and as JSON where that was asked for."""
    message, hint = (sentence(Sentence(text, problem.fields)) for text in (problem.message, problem.hint))
    if _shown.form is Form.JSON:
        from doorstroom import exports

        sys.stdout.write(exports.record_to_json({"error": {"code": problem.code, "message": message, "hint": hint}}))
    _err(_("error: {message}").format(message=message))
    if hint:
        _err(_("hint: {hint}").format(hint=hint))


def where(cause: BaseException | None) -> None:
    """Where in the program it went wrong: lines of code and kinds of errors, and nothing of what was in the file."""
    import traceback

    if cause is None:
        return
    where(cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__))
    lines = traceback.format_tb(cause.__traceback__)
    _err("".join(["Traceback (most recent call last):\n", *lines, type(cause).__name__]))


# --- tables ------------------------------------------------------------------------------------------------------


def _title(report: Report[Any]) -> None:
    _out(_styled(sentence(report.title), "bold"))
    _out("")


def _tables(report: Report[Any]) -> None:
    """A table under the title; where the rows are in groups one under the heading of each."""
    if report.group is None:
        _title(report)
        _table(report)
        return
    for number, (title, rows) in enumerate(groupby(report.rows, key=report.group)):
        if number:
            _out("")
        of_group = report._replace(title=title, rows=list(rows))
        _title(of_group)
        _table(of_group)


def _table(report: Report[Any]) -> None:
    """The rows in columns, with colour where that can be read."""
    on_screen = is_terminal()
    # In a pipe every column is there, as wide as it needs, unless somebody says how wide it may be.
    wide = columns() if on_screen or os.environ.get("COLUMNS") else None
    shown = grid.columns(report, wide)
    if not shown:
        return
    if on_screen and wide is not None and len(report.rows) <= _COLOURED_ROWS:
        styles = [report.style(row) if report.style else "" for row in report.rows]
        encoding = sys.stdout.encoding or "ascii"
        lines = tabular.coloured(shown, styles, wide=wide, has_colour=has_colour(), encoding=encoding)
    else:
        lines = tabular.plain(shown, wide)
    for line in lines:
        _out(line)


def _chart(chart: Sequence[Bar]) -> None:
    """Numbers as bars, with what the console has."""
    found = [tabular.Labelled(words(bar.label), bar.size, words(bar.number)) for bar in chart]
    for line in tabular.bars(found, wide=columns(), glyph=tabular.FINE if _has(tabular.FINE) else tabular.PLAIN):
        _out(line)


def _picture(picture: "Picture") -> None:
    from doorstroom import timeline

    fine = timeline.FINE
    glyphs = fine if _has(fine.past + fine.ahead + "".join(fine.signs.values())) else timeline.PLAIN
    for line in timeline.draw(picture, width=columns(), glyphs=glyphs):
        _out(clean(line))
    # What a sign means stays on one line.
    told = (f"{glyphs.signs[mark.sign]} {words(mark.sign)} {words(mark.day)}" for mark in picture.marks)
    legend = "  ".join(one.replace(" ", "\N{NO-BREAK SPACE}") for one in told)
    for line in textwrap.wrap(legend, max(columns(), 40)):
        _out(line.replace("\N{NO-BREAK SPACE}", " "))


# --- the terminal ------------------------------------------------------------------------------------------------


def is_for_people() -> bool:
    """Whether answers are words for people, on a terminal or not, and no data for programs."""
    return _shown.form is Form.WORDS


def is_terminal() -> bool:
    """Whether answers are read by a person on a terminal."""
    return _shown.form is Form.WORDS and sys.stdout.isatty()


def can_ask() -> bool:
    """Whether there is somebody to ask: both sides are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def has_colour() -> bool:
    """Whether colour is wanted: a terminal, and nobody asked for none."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """The width to draw in: that of the terminal; elsewhere what COLUMNS says, else 100."""
    if is_terminal() or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size((100, 24)).columns
    return 100


def _has(characters: str) -> bool:
    """Whether the console has these characters; older Windows consoles lack them."""
    try:
        characters.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _paragraph(text: str) -> None:
    """A sentence wrapped to the width of the screen, its further lines set in."""
    for line in _wrapped(text):
        _out(line)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, max(columns(), 40), initial_indent="  ", subsequent_indent="    ")


def _styled(text: str, style: str) -> str:
    return f"\x1b[1m{text}\x1b[0m" if style == "bold" and has_colour() else text


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")


def _err(text: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(text + "\n")
