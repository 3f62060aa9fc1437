"""A filled-in agenda that comes back, as people return it: rows sorted or gone, columns moved, days typed as text.

Nothing in it is trusted. Every cell that cannot be read is named; nobody is guessed from a name.
"""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from doorstroom.choices import Kind
from doorstroom.errors import BadFile, BadInput, DoorstroomError, NotFound
from doorstroom.i18n import N_
from doorstroom.incoming import cells, days, words
from doorstroom.incoming.cells import Setting
from doorstroom.incoming.notation import from_json
from doorstroom.meeting.handout import FORMAT
from doorstroom.meeting.plan import FILLED_IN, Clear, FilledIn, Trouble
from doorstroom.model.meeting import Decision
from doorstroom.privacy import without_bsn
from doorstroom.report import Sentence
from doorstroom.workbook import guard, locked
from doorstroom.workbook.agenda import FACTS, MEMORY, REF, REMEMBERED
from doorstroom.workbook.read import beginning_of, explained

# Meetings have some hundreds of people on their agenda; what is far larger was not made by one.
_MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_MOST_CELLS = 1_000_000
_MOST_SAVED = 5 * 1024 * 1024
_HEADING_WITHIN = 30
_REF = re.compile(r"\s*([A-Za-z])\s*(\d{1,9})\b.*", re.ASCII | re.DOTALL)

# What the headings may be called, in either language; the hidden ones have one name.
_HEADINGS = {
    "shown_ref": ("ref",),
    "name": ("name", "naam"),
    "decision": ("outcome", "uitkomst", "besluit"),
    "vacancy": ("vacancy", "vacature"),
    "action": ("action", "actie"),
    "owner": ("who does it", "wie doet het", "eigenaar", "owner"),
    "due_on": ("due", "uiterlijk", "wanneer", "datum"),
    "note": ("note", "notitie", "opmerking"),
}
_DECISIONS = words.choice(
    Decision,
    {
        Decision.PROPOSED: "voordragen|voorgedragen|voordragen voor een vacature|propose",
        Decision.TALK: "gesprek|eerst in gesprek|in gesprek|praten",
        Decision.EXTEND: "verlengen|verlenging",
        Decision.PERMANENT: "vast|vaste baan|vast contract|vast dienstverband",
        Decision.TRANSFER: "overdragen|naar een andere partner|andere partner",
        Decision.NOT_NOW: "nu niet|niet nu|later",
        Decision.CLOSED: "sluiten|afsluiten|dossier sluiten|close",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What came back: of which meeting and from which file it is, its rows, and every cell that cannot be read."""

    meeting: date
    caseload: str
    rows: tuple[FilledIn, ...]
    problems: tuple[Trouble, ...]


def read(path: Path, *, today: date, password: str | None = None) -> Returned:
    """Read a filled-in workbook, with its password where it has one, or what the page saved.

    Raises NotFound without a file and BadFile for one that is no agenda of doorstroom or cannot be read.
    """
    if not path.is_file():
        raise NotFound(N_("There is no file {file}."), hint=N_("Look at how its name is written."), file=path)
    beginning = beginning_of(path)
    if beginning.startswith(b"PK\x03\x04") or (password is not None and locked.is_locked(path)):
        return _from_workbook(path, today, password)
    if beginning.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _from_page(path, today)
    if locked.is_locked(path):
        raise locked.refused(path)
    raise _not_ours(path)


def _not_ours(path: Path) -> BadFile:
    return BadFile(
        N_("{file} is no agenda that doorstroom made."),
        hint=N_("`doorstroom export --for DATE` makes one; give it back as .xlsx, with all its sheets."),
        file=path.name,
    )


# --- the workbook ------------------------------------------------------------------------------------------------


class _Formula:
    """What stands in a cell whose value is computed."""


_Cells = Sequence[Any]


def _from_workbook(path: Path, today: date, password: str | None) -> Returned:
    with locked.opened(path, password) as file, warnings.catch_warnings():
        # openpyxl warns of what it cannot keep; nothing is kept here.
        warnings.simplefilter("ignore")
        facts_of = guard.inspect(file, path.name)
        with explained(path.name):
            book = _load(file)
            try:
                tops = {sheet.title: list(_rows(sheet, _HEADING_WITHIN)) for sheet in book.worksheets}
                headed = {name: head for name, rows in tops.items() if name != MEMORY and (head := _heading(rows))}
                # What stands in another sheet may read like a few headings; the agenda has them all.
                agenda = max(headed, key=lambda name: len(headed[name][1]), default="")
                # The lists beside it may have a hundred thousand rows.
                asked = [sheet for sheet in book.worksheets if sheet.title in (agenda, MEMORY)]
                # The only way to tell which part of the workbook a sheet is.
                if any(facts_of[sheet._worksheet_path].cells > _MOST_CELLS for sheet in asked):
                    raise _not_ours(path)
                read = {sheet.title: list(_rows(sheet)) for sheet in asked}
                is_1904 = book.epoch.year == 1904
            finally:
                book.close()
    facts, base = _memory(path, read)
    if not agenda:
        raise _not_ours(path)
    number, places = headed[agenda]
    reading = _Reading(agenda, Setting(today, is_1904), base)
    found = tuple(reading.rows(read[agenda][number:], number + 1, places))
    return Returned(rows=found, problems=tuple(reading.problems), **facts)


def _load(file: Any) -> Any:
    from openpyxl import load_workbook

    return load_workbook(file, read_only=True, data_only=False, keep_links=False)


def _rows(sheet: Any, most: int = _MOST_ROWS) -> Iterator[_Cells]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_row=most, max_col=_MOST_COLUMNS), start=1):
        if number > most:
            return
        yield [_Formula() if cell.data_type == "f" else cell.value for cell in row]


def _memory(path: Path, sheets: Mapping[str, Sequence[_Cells]]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """What the hidden sheet says: the meeting, the file it is from, and each row as it was exported, by REF."""
    rows = sheets.get(MEMORY)
    if not rows or len(rows) <= len(FACTS):
        raise _not_ours(path)
    facts = {str(row[0]): row[1] for row in rows[: len(FACTS)] if len(row) > 1}
    if str(facts.get("format")) != str(FORMAT):
        raise BadFile(
            N_("{file} was made by another version of doorstroom."),
            hint=N_("Export the agenda again and copy the outcomes into it."),
            file=path.name,
        )
    try:
        meeting = date.fromisoformat(str(facts.get("meeting")))
    except ValueError:
        raise _not_ours(path) from None
    base = {}
    for row in rows[len(FACTS) + 1 :]:
        kept = dict(zip(REMEMBERED, ["" if cell is None else str(cell) for cell in row], strict=False))
        if kept.get("ref"):
            base[kept["ref"].upper()] = _exported(kept, path)
    return {"meeting": meeting, "caseload": str(facts.get("caseload") or "")}, base


def _exported(kept: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """A row as it was exported, from the plain texts that were kept of it."""
    values: dict[str, Any] = {name: kept.get(name) or None for name in FILLED_IN}
    try:
        if values["decision"]:
            values["decision"] = Decision(str(values["decision"]))
        if values["vacancy"]:
            values["vacancy"] = int(str(values["vacancy"]).removeprefix("V"))
        if values["due_on"]:
            values["due_on"] = date.fromisoformat(str(values["due_on"]))
    except ValueError:
        raise _not_ours(path) from None
    return values


def _heading(rows: Sequence[_Cells]) -> tuple[int, dict[str, int]] | None:
    """The row below the headings, counted from 0, and in which column each stands; None where there are none."""
    names = {cells.key(alternative): name for name, those in _HEADINGS.items() for alternative in those}
    for number, row in enumerate(rows[:_HEADING_WITHIN], start=1):
        texts = [cell.strip() if isinstance(cell, str) else "" for cell in row]
        places: dict[str, int] = {}
        for column, text in enumerate(texts):
            name = "ref" if text == REF else names.get(cells.key(text))
            if name and name not in places:
                places[name] = column
        if "decision" in places and ({"ref", "shown_ref"} & places.keys()):
            return number, places
    return None


class _Reading:
    """Rows below the headings of one sheet, with whatever is wrong in them."""

    def __init__(self, sheet: str, setting: Setting, base: Mapping[str, Mapping[str, Any]]) -> None:
        self.problems: list[Trouble] = []
        self._sheet = sheet
        self._setting = setting
        self._base = base
        self._seen: dict[str, int] = {}

    def rows(self, rows: Sequence[_Cells], first: int, places: Mapping[str, int]) -> Iterator[FilledIn]:
        """Each row in which somebody is named; ``first`` is the number of the first one in the sheet."""
        for number, row in enumerate(rows, start=first):
            cell = {name: row[column] if column < len(row) else None for name, column in places.items()}
            where = {name: f"{self._sheet}!{_letters(column)}{number}" for name, column in places.items()}
            if found := self._row(number, cell, where):
                yield found

    def _row(self, number: int, cell: Mapping[str, Any], where: Mapping[str, str]) -> FilledIn | None:
        ref, named_wrongly = self._ref(cell, where)
        before = len(self.problems)
        values = {
            name: self._value(name, cell.get(name), where.get(name, ""))
            for name in FILLED_IN
            if cell.get(name) is not None
        }
        said = any(value is not None for value in values.values()) or len(self.problems) > before
        if named_wrongly or (ref is None and not said):
            return None
        if ref is not None and ref in self._seen:
            self._complain(
                where.get("shown_ref") or where["ref"],
                Sentence.of(N_("{ref} stands in row {row} too; keep one of the two."), ref=ref, row=self._seen[ref]),
            )
            return None
        if ref is not None:
            self._seen[ref] = number
        name = cell.get("name")
        return FilledIn(
            candidate=int(ref[1:]) if ref else None,
            name=cells.shown(name) if isinstance(name, str) else "",
            values=values,
            base=self._base.get(ref or ""),
            cells=where,
            row=number,
        )

    def _ref(self, cell: Mapping[str, Any], where: Mapping[str, str]) -> tuple[str | None, bool]:
        """Whose row it is, and whether that is said wrongly: by the hidden REF, else by the one in sight.

        Where both stand they must be the same.
        """
        found = {}
        for name in ("ref", "shown_ref"):
            raw = cell.get(name)
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                continue
            match = _REF.fullmatch(raw) if isinstance(raw, str) else None
            if match is None and not self._base:
                # An agenda with nobody on it says so there.
                continue
            if match is None or match[1].upper() != Kind.CANDIDATE.value:
                said = Sentence(N_("{text} is no REF of a candidate, such as K12."), {"text": _shown(raw)})
                self._complain(where[name], said)
                return None, True
            found[name] = f"{Kind.CANDIDATE.value}{int(match[2])}"
        if len(set(found.values())) > 1:
            self._complain(
                where["shown_ref"],
                Sentence.of(
                    N_("{shown} stands here, but the row was made for {hidden}; sort whole rows only."),
                    shown=found["shown_ref"],
                    hidden=found["ref"],
                ),
            )
            return None, True
        return next(iter(found.values()), None), False

    def _value(self, name: str, raw: Any, where: str) -> Any:
        """What stands in a cell to fill in; None where nothing does or it cannot be read."""
        if isinstance(raw, _Formula):
            self._complain(where, Sentence.of(N_("A formula stands here; type the value itself.")))
            return None
        try:
            given = cells.tidy(raw) if isinstance(raw, str) else raw
            if isinstance(given, str) and cells.is_dash(given):
                return Clear.CLEAR
            if given is None or (isinstance(given, str) and cells.is_unknown(given)):
                return None
            return _READERS[name](given, self._setting)
        except DoorstroomError as problem:
            self.problems.append(Trouble(where, Sentence(problem.message, problem.fields)))
            return None

    def _complain(self, where: str, said: Sentence) -> None:
        self.problems.append(Trouble(where, said))


def _decision(raw: Any, setting: Setting) -> Any:
    return _DECISIONS(raw, setting)


def _vacancy(raw: Any, _setting: Setting) -> int:
    """The number of a vacancy, of which the REF stands in front: "V7 Hovenier, Plantsoen"."""
    match = _REF.fullmatch(raw) if isinstance(raw, str) else None
    if match is None or match[1].upper() != Kind.VACANCY.value:
        raise BadInput(N_("{text} does not begin with the REF of a vacancy, such as V7."), text=_shown(raw))
    return int(match[2])


def _text(raw: Any, _setting: Setting) -> str:
    return without_bsn(cells.line(raw))


_READERS: dict[str, Callable[[Any, Setting], Any]] = {
    "decision": _decision,
    "vacancy": _vacancy,
    "action": _text,
    "owner": _text,
    "due_on": days.day,
    "note": _text,
}


def _shown(raw: Any) -> str:
    return "=…" if isinstance(raw, _Formula) else cells.shown(raw)


def _letters(column: int) -> str:
    """The letters of a column, counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


# --- the page ----------------------------------------------------------------------------------------------------


def _from_page(path: Path, today: date) -> Returned:
    """What the page on the screen saved: the same rows as JSON."""
    if path.stat().st_size > _MOST_SAVED:
        raise _not_ours(path)
    try:
        saved = from_json(path.read_text(encoding="utf-8-sig"))
        if saved["format"] != FORMAT or not isinstance(saved["rows"], list) or len(saved["rows"]) > _MOST_ROWS:
            raise _not_ours(path)
        meeting, caseload = date.fromisoformat(saved["meeting"]), str(saved["caseload"])
        base = {str(row["ref"]).upper(): _exported(row.get("base") or {}, path) for row in saved["rows"]}
        reading = _Reading(path.name, Setting(today), base)
        found = [
            reading._row(number, {"ref": row["ref"], "name": row.get("name"), **_filled(row)}, _where(path, row))
            for number, row in enumerate(saved["rows"], start=1)
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _not_ours(path) from None
    return Returned(
        meeting=meeting,
        caseload=caseload,
        rows=tuple(row for row in found if row),
        problems=tuple(reading.problems),
    )


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value := row.get(name), str | None) else str(value) for name in FILLED_IN}


def _where(path: Path, row: Mapping[str, Any]) -> dict[str, str]:
    return {name: f"{path.name}!{cells.shown(row['ref'])}.{name}" for name in ("ref", "name", *FILLED_IN)}
