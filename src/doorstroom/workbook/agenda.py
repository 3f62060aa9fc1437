"""The sheet that is filled in at the meeting and comes back: its columns, its drop-downs and what it remembers.

Who each row is about, and what stood in it when it was exported, lies in a sheet that no program shows by itself. So rows
can be sorted or deleted and columns moved, and what somebody else changed meanwhile is noticed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from doorstroom.choices import Kind
from doorstroom.i18n import N_, _
from doorstroom.meeting import telling
from doorstroom.meeting.handout import FORMAT, Handout, Row, choice
from doorstroom.meeting.plan import values_of
from doorstroom.model.meeting import Decision
from doorstroom.report import Field, Sentence
from doorstroom.wording import words
from doorstroom.workbook.layout import Column, Holds, Sheet
from doorstroom.workbook.style import Styles
from doorstroom.workbook.table import safe, write_table

# What the very hidden sheet is called.
MEMORY = "doorstroom"
# How the first rows of that sheet begin, and the columns below them.
FACTS = ("format", "meeting", "caseload")
REMEMBERED = ("ref", "revision", "decision", "vacancy", "action", "owner", "due_on", "note")
# The headings of the hidden columns are the same in every language.
REF, REVISION = "doorstroom-ref", "doorstroom-revision"


def _value(name: str) -> Any:
    return lambda row: values_of(row.outcome)[name]


def _vacancy(row: Row) -> str | None:
    return Kind.VACANCY.ref(row.outcome.vacancy) if row.outcome and row.outcome.vacancy else None


def _followed(row: Row) -> tuple[Sentence, ...]:
    """With whom was spoken, what was promised, what could fit (why stands among the matches) and what is to be asked."""
    said = [*telling.followed(row.item)]
    if row.item.suggestions:
        said.append(telling.could_fit(row.item.suggestions))
    if asked := telling.questions(row.item):
        said.append(Sentence.of(N_("To ask: {questions}."), questions=asked))
    return tuple(said)


AGENDA: Sheet[Row] = Sheet(
    name=N_("Agenda"),
    purpose=N_(
        "Who is discussed, with room for the outcome: fill in the boxes and bring it back with `doorstroom apply`."
    ),
    nothing=N_("There is nobody to discuss."),
    columns=(
        Column(Field("ref", N_("REF"), lambda row: row.item.candidate.ref)),
        Column(Field("name", N_("Name"), lambda row: row.item.candidate.name), least=11, most=14),
        Column(Field("why", N_("Why, until when"), lambda row: telling.why(row.item)), Holds.LINES, least=18, most=22),
        Column(
            Field("about", N_("Talents, pitfalls, wishes"), lambda row: tuple(telling.about(row.item.candidate))),
            Holds.LINES,
            least=22,
            most=27,
        ),
        Column(Field("followed", N_("Spoken with, promised, could fit"), _followed), Holds.LINES, least=24, most=29),
        Column(Field("decision", N_("Outcome"), _value("decision")), least=11.5, most=12, filled_in=True),
        Column(Field("vacancy", N_("Vacancy"), _vacancy), least=11.5, most=12, filled_in=True),
        Column(Field("action", N_("Action"), _value("action")), least=17, most=20, filled_in=True),
        Column(Field("owner", N_("Who does it"), _value("owner")), least=9, most=10, filled_in=True),
        Column(Field("due_on", N_("Due"), _value("due_on")), Holds.DAY, least=9.5, most=9.5, filled_in=True),
        Column(Field("note", N_("Note"), _value("note")), least=14, most=17, filled_in=True),
        Column(Field("hidden_ref", REF, lambda row: row.item.candidate.ref), out_of_sight=True),
        Column(Field("revision", REVISION, lambda row: row.revision), Holds.NUMBER, out_of_sight=True),
    ),
    roomy=True,
)


def write_agenda(page: Worksheet, book: Workbook, styles: Styles, content: Handout) -> None:
    """Write the sheet, its drop-downs, and the sheet that remembers what stood in it."""
    write_table(page, styles, AGENDA, content.rows, sensitive=False)
    memory = book.add_worksheet(MEMORY)
    memory.very_hidden()
    _remember(memory, content)
    last = max(len(content.rows), 1) + _SPARE
    lists = {
        "decision": _list(memory, len(REMEMBERED) + 1, [words(one) for one in Decision]),
        "vacancy": _list(
            memory,
            len(REMEMBERED) + 2,
            [choice(one.vacancy.id, one.vacancy.title, one.employer.name) for one in content.openings],
        ),
        "owner": _list(memory, len(REMEMBERED) + 3, content.owners),
    }
    for number, column in enumerate(AGENDA.columns):
        if source := lists.get(column.field.key):
            # What is typed by hand counts too, so nothing is refused here.
            page.data_validation(1, number, last, number, {"validate": "list", "source": source, "show_error": False})
        elif column.field.key == "due_on":
            page.data_validation(
                1,
                number,
                last,
                number,
                {
                    "validate": "date",
                    "criteria": ">=",
                    "value": date(2000, 1, 1),
                    "input_title": _("Due"),
                    "input_message": _("By which day; for “not now” the day to come back to it."),
                    "show_error": False,
                },
            )


# So many rows below the last one have the drop-downs too, for who adds somebody by hand.
_SPARE = 20


def _remember(memory: Worksheet, content: Handout) -> None:
    """Write what the sheet was made from, and each row as it was exported, as plain text."""
    for number, (fact, value) in enumerate(
        zip(FACTS, (str(FORMAT), content.meeting.day.isoformat(), content.caseload), strict=True)
    ):
        memory.write_string(number, 0, fact)
        memory.write_string(number, 1, value)
    for number, heading in enumerate(REMEMBERED):
        memory.write_string(len(FACTS), number, heading)
    for line, row in enumerate(content.rows, len(FACTS) + 1):
        for number, text in enumerate(_as_text(row)):
            if text:
                memory.write_string(line, number, safe(text))


def _as_text(row: Row) -> Iterable[str]:
    yield row.item.candidate.ref
    yield str(row.revision)
    for name, value in values_of(row.outcome).items():
        match value:
            case None:
                yield ""
            case date():
                yield value.isoformat()
            case int() if name == "vacancy":
                yield Kind.VACANCY.ref(value)
            case _:
                yield str(value)


def _list(memory: Worksheet, column: int, values: Sequence[str]) -> str | None:
    """Write the values of a drop-down below each other, and say where; None where there is nothing to choose."""
    for number, value in enumerate(values):
        memory.write_string(number, column, safe(words(value)))
    if not values:
        return None
    letter = chr(ord("A") + column)
    return f"={MEMORY}!${letter}$1:${letter}${len(values)}"
