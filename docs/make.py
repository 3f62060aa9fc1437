"""The parts of these pages that are made from the code; ``cog -r docs/*.md`` puts them in."""

import contextlib
import io
import os
import sqlite3
import tempfile
from pathlib import Path


def speak(language: str) -> None:
    """Make the pages in this language from now on, with the translations as they stand in the sources."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    from doorstroom import i18n

    for source in Path(i18n.__file__).parent.joinpath("locale").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as po, compiled.open("wb") as mo:
                write_mo(mo, read_po(po))
    os.environ["DOORSTROOM_LANG"] = language
    i18n.choose(language)


def help_pages(language: str = "en") -> str:
    """The help of every command, 100 columns wide; each example is tried on a file of its own."""
    os.environ |= {"COLUMNS": "100", "NO_COLOR": "1", "DOORSTROOM_DB": "caseload.db"}
    speak(language)
    from doorstroom.cli import COMMANDS
    from doorstroom.i18n import _

    pages = []
    for name, entry in COMMANDS.items():
        typed = "; ".join(
            f"{_(question).removesuffix(' {file}')} = {answer}" for question, answer in _ASKS.get(name, {}).items()
        )
        asked = f"<!-- answers: {typed} -->\n" if typed else ""
        example = f"<!-- start: {_START.get(name, 'docs')} -->\n{asked}```console\n$ {entry.example}\n```"
        pages.append(f"## {name}\n\n{_(entry.sentence)}\n\n{example}\n\n```text\n{_help(name)}\n```\n")
    return "\n".join(pages)


# What is there before the example of a command is tried, where that is not the caseload of the pages.
_START = {
    "init": "nothing",
    "apply": "returned",
    "redo": "undone",
    "bench": "not here",
    **dict.fromkeys(("rekey", "decrypt"), "encrypted"),
}
# Commands that ask for a yes or a key, with what is typed then.
_KEY, _OTHER = "vier stoelen en een tafel", "zeven fietsen in de schuur"
_ASKS = {
    "forget": {"[y/N]": "y"},
    "merge": {"[y/N]": "y"},
    "encrypt": {"The key for this caseload": _KEY, "Once more": _KEY},
    "rekey": {"Key of {file}": _KEY, "The new key for this caseload": _OTHER, "Once more": _OTHER},
    "decrypt": {"Key of {file}": _KEY, "[y/N]": "y"},
}


def _help(*words: str) -> str:
    from doorstroom.cli import main

    text = io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.suppress(SystemExit):
        main([*words, "--help"])
    return "\n".join(line.rstrip() for line in text.getvalue().strip().splitlines())


def tables(language: str = "en") -> str:
    """Every table of a caseload file with its columns."""
    from doorstroom import schema

    words = _COLUMNS[language]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        schema.create(file)
        with contextlib.closing(sqlite3.connect(file)) as connection:
            return "\n".join(_table(connection, name, words) for name in _names(connection))


def _names(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("select name from sqlite_schema where type = 'table' order by name")
    return [name for (name,) in found if not name.startswith(("sqlite_", "_sqlite"))]


# What stands above and in the table of a table's columns: name, type, key, always filled.
_COLUMNS = {"en": ("column", "type", "key", "always filled"), "nl": ("kolom", "type", "sleutel", "altijd gevuld")}


def _table(connection: sqlite3.Connection, name: str, words: tuple[str, ...]) -> str:
    points_to = {row[3]: f"{row[2]}.{row[4]}" for row in connection.execute(f"pragma foreign_key_list({name})")}
    heading, type_, is_key, filled = words
    lines = [f"### {name}", "", f"| {heading} | {type_} | |", "|---|---|---|"]
    for _number, column, kind, not_null, _default, key in connection.execute(f"pragma table_info({name})"):
        about = [key and is_key, not_null and not key and filled, points_to.get(column)]
        lines.append(f"| {column} | {kind.lower()} | {', '.join(word for word in about if word)} |")
    return "\n".join([*lines, ""])


def rules(language: str = "en") -> str:
    """Every rule with its days, numbers, source and how sure it is."""
    speak(language)
    from doorstroom.i18n import _
    from doorstroom.rules import load
    from doorstroom.wording import words

    heading, or_earlier = _RULES[language]
    lines = [heading, "|---|---|---|---|---|---|---|---|"]
    for rule in load.load():
        since = f"{words(rule.effective_from)}" + ("" if rule.effective_from_exact else f" {or_earlier}")
        lines.append(
            f"| `{rule.key}` | {words(rule.name)} | {since} | {words(rule.effective_to)} | {_(rule.status.label)} |"
            f" {rule.source} | {_(rule.read.label)} | {_(rule.confidence.label)} |"
        )
    return "\n".join(lines)


_RULES = {
    "en": ("| key | what | from | to | status | source | read | sure |", "or earlier"),
    "nl": ("| sleutel | wat | van | tot en met | status | bron | gelezen | zeker |", "of eerder"),
}


def sources(language: str = "en") -> str:
    """What the short names of sources stand for."""
    from doorstroom.rules import load

    found = load.load().sources
    heading = {"en": "| name | text |", "nl": "| naam | tekst |"}[language]
    return "\n".join([heading, "|---|---|", *(f"| {name} | {title} |" for name, title in found.items())])


def shared_fields(language: str = "en") -> str:
    """Who sees which field of a person when a list leaves the tool for others."""
    speak(language)
    from doorstroom.i18n import _
    from doorstroom.sharing.audience import FIELDS

    headings = {field.key: field.heading for fields in FIELDS.values() for field in fields}
    field_, yes = _SHARED[language]
    lines = [f"| {field_} | {' | '.join(_(audience.label) for audience in FIELDS)} |", "|---|" + "---|" * len(FIELDS)]
    for key, heading in headings.items():
        seen = [yes if key in {field.key for field in fields} else "" for fields in FIELDS.values()]
        lines.append(f"| {_(heading)} | {' | '.join(seen)} |")
    return "\n".join(lines)


# What stands above the fields, and where somebody sees one.
_SHARED = {"en": ("field", "yes"), "nl": ("veld", "ja")}
