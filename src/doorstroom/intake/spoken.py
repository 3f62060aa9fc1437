"""What an import would do, in words to read before it is done, and as figures for other programs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doorstroom import registers
from doorstroom.i18n import N_
from doorstroom.intake.plan import Outcome
from doorstroom.intake.tally import Line, Tally
from doorstroom.registers import vacancy
from doorstroom.report import Section, Sentence

# So many lines of each outcome are told in words; whoever wants all asks for JSON.
LISTED = 12
_HEADINGS = {
    field.key: field.heading
    for fields in (vacancy.VACANCY, registers.CONTRACT, registers.EMPLOYER, registers.CANDIDATE)
    for field in fields
} | {"hirers": N_("Works at")}


def sections(tally: Tally, *, unknown: Sequence[Mapping[str, str]], remarks: Sequence[Sentence]) -> Iterator[Section]:
    """What becomes of the rows, a section for each kind of outcome that occurs; of long lists only the beginning."""
    yield from _section(
        Sentence.counted("{n} row is new", "{n} rows are new", n=tally.rows[Outcome.NEW]),
        [_new(line) for line in tally.new],
        of=tally.rows[Outcome.NEW],
    )
    yield from _section(
        Sentence.counted("{n} programme is new", "{n} programmes are new", n=len(tally.programmes)),
        [Sentence.of(N_("{name}"), name=name) for name in tally.programmes[:LISTED]],
        of=len(tally.programmes),
    )
    yield from _section(
        Sentence.counted("{n} row changes something", "{n} rows change something", n=tally.rows[Outcome.CHANGED]),
        [_changed(line) for line in tally.changed],
        of=tally.rows[Outcome.CHANGED],
    )
    yield from _section(
        Sentence.counted("{n} row may be a double", "{n} rows may be doubles", n=tally.doubles),
        [_at(line, line["message"]) for line in tally.double],
        of=tally.doubles,
    )
    yield from _section(
        Sentence.counted("{n} thing to mend first", "{n} things to mend first", n=tally.problems),
        [_at(line, line["message"]) for line in tally.problem],
        of=tally.problems,
    )
    if tally.unchanged:
        yield Section(Sentence.counted("{n} row changes nothing", "{n} rows change nothing", n=tally.unchanged), [])
    columns = list(unknown)
    yield from _section(
        Sentence.counted(
            "{n} column is not known and was not read", "{n} columns are not known and were not read", n=len(columns)
        ),
        [_columns(sheet, columns) for sheet in dict.fromkeys(column["sheet"] for column in columns)],
    )
    yield from _section(Sentence.of(N_("Left out, or read in a special way")), list(remarks))


def figures(tally: Tally, *, unknown: Sequence[Mapping[str, str]], remarks: Sequence[Sentence]) -> dict[str, Any]:
    """The same for other programs, every line of it."""
    return {
        "new": tally.new,
        "programmes": tally.programmes,
        "changed": tally.changed,
        "conflict": [],
        "unknown": list(unknown),
        "double": tally.double,
        "problem": tally.problem,
        "unchanged": tally.unchanged,
        "remarks": list(remarks),
    }


def _section(heading: Sentence, said: Sequence[Sentence], *, of: int = 0) -> Iterator[Section]:
    """A section unless there is nothing to say; ``of`` is how many there are when only the first ones are told."""
    if not said:
        return
    told = list(said) if not of else list(said[:LISTED])
    if len(told) < of:
        told.append(Sentence.of(N_("… and {n} more; --json gives all."), n=of - len(told)))
    yield Section(heading, told)


def _columns(sheet: str, columns: Sequence[Mapping[str, str]]) -> Sentence:
    """The columns of one sheet, by heading and letter."""
    names = tuple(f"{column['heading']} ({column['column']})".strip() for column in columns if column["sheet"] == sheet)
    return Sentence.of(N_("{sheet}: {columns}"), sheet=sheet, columns=names)


def _new(line: Line) -> Sentence:
    return _at(line, line["name"])


def _changed(line: Line) -> Sentence:
    """What a row changes, field by field."""
    changes = tuple(
        Sentence.of(
            N_("{ref} {field} {before} → {after}"),
            ref=field["ref"],
            field=Sentence.of(_HEADINGS.get(field["field"], field["field"])),
            before=registers.or_empty(field["before"]),
            after=registers.or_empty(field["after"]),
        )
        for field in line["fields"]
    )
    return _at(line, Sentence.of(N_("{name}: {changes}"), name=line["name"], changes=changes))


def _at(line: Line, what: object) -> Sentence:
    if cell := line.get("cell"):
        return Sentence.of(N_("{sheet}!{cell}: {what}"), sheet=line["sheet"], cell=cell, what=what)
    return Sentence.of(N_("{sheet}, row {row}: {what}"), sheet=line["sheet"], row=line["row"], what=what)
