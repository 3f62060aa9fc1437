"""What an import would do, in words to read before it is done, and as figures for other programs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doorstroom import registers
from doorstroom.i18n import N_
from doorstroom.intake.tally import Line, Tally
from doorstroom.report import Section, Sentence

_LISTED = 12
_HEADINGS = {
    field.key: field.heading
    for fields in (registers.CONTRACT, registers.EMPLOYER, registers.CANDIDATE)
    for field in fields
}


def sections(tally: Tally, *, unknown: Sequence[Mapping[str, str]], remarks: Sequence[Sentence]) -> Iterator[Section]:
    """What becomes of the rows, a section for each kind of outcome that occurs; of long lists only the beginning."""
    yield from _section(
        Sentence.counted("{n} row is new", "{n} rows are new", n=len(tally.new)), [_new(line) for line in tally.new]
    )
    yield from _section(
        Sentence.counted("{n} row changes something", "{n} rows change something", n=len(tally.changed)),
        [_changed(line, field) for line in tally.changed for field in line["fields"]],
    )
    yield from _section(
        Sentence.counted("{n} row may be a double", "{n} rows may be doubles", n=len(tally.double)),
        [_at(line, line["message"]) for line in tally.double],
    )
    yield from _section(
        Sentence.counted("{n} thing to mend first", "{n} things to mend first", n=len(tally.problem)),
        [_at(line, line["message"]) for line in tally.problem],
        at_most=None,
    )
    if tally.unchanged:
        yield Section(Sentence.counted("{n} row changes nothing", "{n} rows change nothing", n=tally.unchanged), [])
    columns = [column for column in unknown if column["heading"]]
    yield from _section(
        Sentence.counted(
            "{n} column is not known and was not read", "{n} columns are not known and were not read", n=len(columns)
        ),
        [_columns(sheet, columns) for sheet in dict.fromkeys(column["sheet"] for column in columns)],
    )
    yield from _section(Sentence.of(N_("Left out, or read in a special way")), list(remarks), at_most=None)


def figures(tally: Tally, *, unknown: Sequence[Mapping[str, str]], remarks: Sequence[Sentence]) -> dict[str, Any]:
    """The same for other programs, every line of it."""
    return {
        "new": tally.new,
        "changed": tally.changed,
        "conflict": [],
        "unknown": list(unknown),
        "double": tally.double,
        "problem": tally.problem,
        "unchanged": tally.unchanged,
        "remarks": list(remarks),
    }


def _section(heading: Sentence, said: Sequence[Sentence], at_most: int | None = _LISTED) -> Iterator[Section]:
    if not said:
        return
    shown = list(said[:at_most])
    if len(shown) < len(said):
        shown.append(Sentence.of(N_("… and {n} more; --json gives all."), n=len(said) - len(shown)))
    yield Section(heading, shown)


def _columns(sheet: str, columns: Sequence[Mapping[str, str]]) -> Sentence:
    """The columns of one sheet, by heading and letter."""
    names = tuple(f"{column['heading']} ({column['column']})" for column in columns if column["sheet"] == sheet)
    return Sentence.of(N_("{sheet}: {columns}"), sheet=sheet, columns=names)


def _new(line: Line) -> Sentence:
    return _at(line, line["name"])


def _changed(line: Line, field: Mapping[str, Any]) -> Sentence:
    return _at(
        line,
        Sentence.of(
            N_("{name} {ref}: {field} {before} → {after}"),
            name=line["name"],
            ref=field["ref"],
            field=Sentence.of(_HEADINGS.get(field["field"], field["field"])),
            before=Sentence.of(N_("empty")) if field["before"] in (None, "", ()) else field["before"],
            after=Sentence.of(N_("empty")) if field["after"] in (None, "", ()) else field["after"],
        ),
    )


def _at(line: Line, what: object) -> Sentence:
    if cell := line.get("cell"):
        return Sentence.of(N_("{sheet}!{cell}: {what}"), sheet=line["sheet"], cell=cell, what=what)
    return Sentence.of(N_("{sheet}, row {row}: {what}"), sheet=line["sheet"], row=line["row"], what=what)
