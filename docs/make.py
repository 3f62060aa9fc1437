"""The parts of these pages that are made from the code; ``cog -r docs/*.md`` puts them in."""

import contextlib
import io
import os
import sqlite3
import tempfile
from pathlib import Path


def help_pages() -> str:
    """The help of every command, in English, 100 columns wide."""
    os.environ |= {"COLUMNS": "100", "NO_COLOR": "1", "DOORSTROOM_LANG": "en", "DOORSTROOM_DB": "caseload.db"}
    from doorstroom.cli import COMMANDS

    pages = []
    for name, entry in COMMANDS.items():
        pages.append(
            f"## {name}\n\n{entry.sentence}\n\n```console\n$ {entry.example}\n```\n\n```text\n{_help(name)}\n```\n"
        )
    return "\n".join(pages)


def _help(*words: str) -> str:
    from doorstroom.cli import main

    text = io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.suppress(SystemExit):
        main([*words, "--help"])
    return "\n".join(line.rstrip() for line in text.getvalue().strip().splitlines())


def tables() -> str:
    """Every table of a caseload file with its columns."""
    from doorstroom import schema

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        schema.create(file)
        with contextlib.closing(sqlite3.connect(file)) as connection:
            return "\n".join(_table(connection, name) for name in _names(connection))


def _names(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("select name from sqlite_schema where type = 'table' order by name")
    return [name for (name,) in found if not name.startswith(("sqlite_", "_sqlite"))]


def _table(connection: sqlite3.Connection, name: str) -> str:
    points_to = {row[3]: f"{row[2]}.{row[4]}" for row in connection.execute(f"pragma foreign_key_list({name})")}
    lines = [f"### {name}", "", "| column | type | |", "|---|---|---|"]
    for _number, column, kind, not_null, _default, key in connection.execute(f"pragma table_info({name})"):
        about = [key and "key", not_null and not key and "always filled", points_to.get(column)]
        lines.append(f"| {column} | {kind.lower()} | {', '.join(word for word in about if word)} |")
    return "\n".join([*lines, ""])


def rules() -> str:
    """Every rule with its days, numbers, source and how sure it is."""
    from doorstroom.rules import load

    lines = ["| key | what | from | to | status | source | read | sure |", "|---|---|---|---|---|---|---|---|"]
    for rule in load.load():
        since = f"{rule.effective_from}" + ("" if rule.effective_from_exact else " or earlier")
        lines.append(
            f"| `{rule.key}` | {rule.name_en} | {since} | {rule.effective_to or ''} | {rule.status.label} |"
            f" {rule.source} | {rule.read.label} | {rule.confidence.label} |"
        )
    return "\n".join(lines)


def sources() -> str:
    """What the short names of sources stand for."""
    from doorstroom.rules import load

    found = load.load().sources
    return "\n".join(["| name | text |", "|---|---|", *(f"| {name} | {title} |" for name, title in found.items())])


def shared_fields() -> str:
    """Who sees which field of a person when a list leaves the tool for others."""
    from doorstroom.sharing.audience import FIELDS

    headings = {field.key: field.heading for fields in FIELDS.values() for field in fields}
    lines = [f"| field | {' | '.join(audience.label for audience in FIELDS)} |", "|---|" + "---|" * len(FIELDS)]
    for key, heading in headings.items():
        seen = ["yes" if key in {field.key for field in fields} else "" for fields in FIELDS.values()]
        lines.append(f"| {heading} | {' | '.join(seen)} |")
    return "\n".join(lines)
