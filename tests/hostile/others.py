"""Other ways in: saved pages, postcodes, JSON on standard input, own rules, backups, names of files, and what is typed."""

import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hostile.agendas import ODD, TEXTS
from hostile.lists import MEGABYTE
from hostile.trials import Content, Trial

BAD = frozenset({5})
USAGE = frozenset({2})
TAKEN = frozenset({0})
EITHER = frozenset({0, 5})


def ways(caseload: bytes) -> dict[str, Callable[[], Iterator[Trial]]]:
    """What there is to try, by the way in which it comes."""
    return {
        "postings": _postings,
        "postcodes": _postcodes,
        "--from -": _described,
        "rules": _rules,
        "restore": lambda: _backups(caseload),
        "targets": _targets,
        "caseload": _caseloads,
        "typed": _typed,
        "asked": _asked,
    }


# --- vacancies ---------------------------------------------------------------------------------------------------

POSTING: dict[str, Any] = {
    "@type": "JobPosting",
    "title": "Kok",
    "datePosted": "2026-11-02",
    "hiringOrganization": {"@type": "Organization", "name": "Hotel De Gracht"},
    "jobLocation": {"address": {"addressLocality": "Utrecht", "postalCode": "3511AB"}},
    "identifier": {"name": "bron", "value": "1"},
    "workHours": "24-32 uur",
    "totalJobOpenings": 1,
    "description": "Koken.",
    "qualifications": ["HACCP"],
}


def _page(data: bytes) -> bytes:
    return b'<html><script type="application/ld+json">' + data + b"</script></html>"


def _nested(depth: int, inside: str = '"x"') -> str:
    return '{"name":' * depth + inside + "}" * depth


def _postings() -> Iterator[Trial]:
    whole = json.dumps(POSTING).encode()

    def trial(name: str, content: Content, exits: frozenset[int] = EITHER) -> Trial:
        return Trial(way="postings", name=name, line=["import", name], files={name: content}, exits=exits)

    for key in POSTING:
        for name, value in ODD.items():
            changed = json.dumps({**POSTING, key: value}).encode()
            yield trial(f"{key.strip('@')}-{name}.json", changed)
        deep = json.dumps({**POSTING, key: "HERE"}).replace('"HERE"', _nested(400)).encode()
        yield trial(f"{key.strip('@')}-deep.json", deep)
        wide = json.dumps({**POSTING, key: "HERE"}).replace('"HERE"', "[" * 400 + "]" * 400).encode()
        yield trial(f"{key.strip('@')}-lists.json", wide)
    for depth in (100, 300, 480, 700, 900, 960, 990, 5000, 100_000):
        yield trial(f"deep-{depth}.json", ("[" * depth + whole.decode() + "]" * depth).encode())
        titled = whole.replace(b'"Kok"', _nested(depth).encode())
        yield trial(f"deep-title-{depth}.html", _page(titled))
    for name, content in {
        "empty.html": b"",
        "without.html": b"<html><body>Kok gezocht</body></html>",
        "cut.html": _page(whole)[: len(whole) // 2],
        "cut.json": whole[: len(whole) // 2],
        "script.html": b"<script>alert(1)</script>",
        "noise.html": random.Random(6).randbytes(5000),
        "pdf.html": b"%PDF-1.7",
        "number.json": b"7",
        "nan.json": b"NaN",
        "long-number.json": b"9" * 5000,
        "big.html": bytes(6 * MEGABYTE),
    }.items():
        yield trial(name, content, BAD)
    for name, content in {
        "markup.html": _page(whole.replace(b"Koken.", b"&lt;script&gt;alert(1)&lt;/script&gt;<b>x</b>")),
        "many-scripts.html": b"<script>" * 200_000 + _page(whole),
        "open-scripts.html": b'<script type="application/ld+json">' * 100_000,
        "many-tags.html": _page(whole.replace(b"Koken.", b"<" * 400_000)),
        "entities.html": _page(whole.replace(b"Koken.", b"&amp;" * 200_000)),
        "nested-entities.html": _page(whole.replace(b"Koken.", b"&amp;amp;amp;lt;script&gt;")),
        "dtd.html": b'<!DOCTYPE x [<!ENTITY e SYSTEM "secret.txt">]>' + _page(whole.replace(b"Koken.", b"&e;")),
        "utf-16.html": _page(whole).decode().encode("utf-16"),
        "latin-1.html": _page(whole.replace(b"Koken.", b"caf\xe9")),
        "nul.html": _page(whole.replace(b"Koken.", b"a\0b")),
        "escape.html": _page(whole.replace(b"Koken.", b"a\\u001b[31mb")),
        "surrogate.html": _page(whole.replace(b"Koken.", b"a\\ud800b")),
        "formula.html": _page(whole.replace(b"Koken.", b"=1+1")),
        "2001.json": b"[" + b",".join([whole] * 2001) + b"]",
        "1000.json": b"[" + b",".join([whole] * 1000) + b"]",
        "nodes.json": b"[" + b"[]," * 1_500_000 + whole + b"]",
        "hours.json": whole.replace(b"24-32 uur", b"1" * 100_000),
        "hours-and-hours.json": whole.replace(b"24-32 uur", b"1 - " * 50_000),
        "address.json": whole.replace(b'"title"', b'"url": "http://[::1", "title"'),
    }.items():
        yield trial(name, content)


def _postcodes() -> Iterator[Trial]:
    def trial(name: str, content: Content, exits: frozenset[int] = BAD) -> Trial:
        line = ["import", name, "--as", "postcodes"]
        return Trial(way="postcodes", name=name, line=line, files={name: content}, exits=exits)

    for name, value in ODD.items():
        yield trial(f"{name}.json", json.dumps({"3511": value}).encode())
        yield trial(f"lat-{name}.json", json.dumps({"3511": [value, 5.1]}).encode())
        lon = json.dumps([{"pc4": "3511", "lat": 52.1, "lon": value}]).encode()
        # Seven degrees is near the border.
        yield trial(f"lon-{name}.json", lon, TAKEN if name == "number" else BAD)
        yield trial(f"code-{name}.json", json.dumps([{"pc4": value, "lat": 52.1, "lon": 5.1}]).encode())
        yield trial(f"top-{name}.json", json.dumps(value).encode())
    for name, lat in {
        "infinite": "1e999",
        "nan": "nan",
        "negative": "-52.1",
        "arabic": "٥٢",
        "underscore": "5_2",
        "formula": "=52.1",
        "far": "152",
        "escape": "\x1b[31m",
        "long": "5" * 20_000,
    }.items():
        yield trial(f"{name}.csv", f"postcode;lat;lon\n3511;{lat};5.12\n".encode())
    for name, content in {
        "deep.json": b"[" * 100_000,
        "nan.json": b'{"3511": [NaN, 5.1]}',
        "infinite.json": b'{"3511": [1e999, 5.1]}',
        "long-number.json": b'{"3511": [' + b"9" * 5000 + b", 5.1]}",
        "cut.json": b'{"3511": [52',
        "utf-16.json": '{"3511": [52.1, 5.1]}'.encode("utf-16"),
        "noise.json": random.Random(8).randbytes(3000),
        "blank.json": b"",
        "big.json": b" " * (6 * MEGABYTE),
        "ole.xlsx": b"\xd0\xcf\x11\xe0" + bytes(2000),
        "headings.csv": b"postcode;lat;lon\n",
        "none.csv": b"a;b;c\n1;2;3\n",
    }.items():
        yield trial(name, content)


# --- a candidate on standard input -------------------------------------------------------------------------------

_FIELDS = (
    *("name", "first_name", "number", "birth_date", "phone", "email", "postcode", "target_group", "benefit_since"),
    *("hours_min", "max_km", "language_level", "licences", "talents", "programme", "registered_on", "may_share"),
)


def _described() -> Iterator[Trial]:
    def trial(name: str, stdin: bytes, exits: frozenset[int]) -> Trial:
        line = ["add-candidate", "--from", "-"]
        return Trial(way="--from -", name=name, line=line, stdin=stdin, exits=exits, private=("Zwaluwstaart",))

    whole = {"name": "Ada Zwaluwstaart"}
    for key in _FIELDS:
        for name, value in ODD.items():
            said = {**whole, key: value}
            if key == "first_name":
                said = {"first_name": value, "last_name": "Zwaluwstaart"}
            # What cannot be, is not known or would be there twice.
            yield trial(f"{key} {name}", json.dumps(said).encode(), frozenset({0, 2, 3, 4, 6}))
    for name, stdin in {
        "nothing": b"",
        "cut": b'{"name": "Ada Zwaluwstaart"',
        "list": b'["Ada Zwaluwstaart"]',
        "text": b'"Ada Zwaluwstaart"',
        "deep": b'{"name":' * 100_000,
        "nan": b'{"name": "Ada Zwaluwstaart", "hours_min": NaN}',
        "infinite": b'{"name": "Ada Zwaluwstaart", "hours_min": 1e999}',
        "negative": b'{"name": "Ada Zwaluwstaart", "hours_min": -1}',
        "exponent": b'{"name": "Ada Zwaluwstaart", "max_km": 1e308}',
        "utf-16": json.dumps(whole).encode("utf-16"),
        "latin-1": b'{"name": "Ad\xe9 Zwaluwstaart"}',
        "nul": b'{"name": "Ada\0 Zwaluwstaart"}',
        "unknown key": b'{"name": "Ada Zwaluwstaart", "__class__": 1}',
        "key of markup": b'{"name": "Ada Zwaluwstaart", "[/]": 1}',
        "key of escapes": b'{"name": "Ada Zwaluwstaart", "\\u001b[31m": 1}',
        "leap": b'{"name": "Ada Zwaluwstaart", "birth_date": "29-02-1990"}',
        "noise": random.Random(9).randbytes(3000),
        "large": b'{"name": "Ada Zwaluwstaart", "talents": [' + b'"a",' * 2_000_000 + b'"b"]}',
    }.items():
        yield trial(name, stdin, USAGE)


# --- rules of one's own ------------------------------------------------------------------------------------------

RULE = """read_on = 2026-11-01

[sources]
own = "Eigen afspraak"

[[rule]]
key = "agreement.ours"
kind = "chain_deviation"
"""


def _rules() -> Iterator[Trial]:
    def trial(name: str, content: Content) -> Trial:
        return Trial(
            way="rules", name=name, line=["rules"], files={"rules/eigen.toml": content}, exits=frozenset({0, 5})
        )

    for name, content in {
        "empty": b"",
        "noise": random.Random(10).randbytes(3000),
        "nul": b"\0" * 100,
        "utf-16": RULE.encode("utf-16"),
        "latin-1": b'[sources]\nown = "caf\xe9"\n',
        "half": RULE.encode()[:60],
        "deep": b"a = " + b"[" * 50_000,
        "deep-whole": b"a = " + b"[" * 400 + b"]" * 400,
        "deep-tables": b"a = " + b"{b=" * 50_000,
        "dotted": b"a" + b".a" * 50_000 + b" = 1",
        "headed": b"[a" + b".a" * 50_000 + b"]",
        "long-number": b"a = " + b"9" * 5000,
        "nan": b"a = nan",
        "rule-text": b'rule = "x"',
        "rule-numbers": b"rule = [1, 2]",
        "sources-list": b"sources = [1]",
        "number-for-source": b"[sources]\nown = 1",
        "escape": b'a = "\\u001b[31m"',
        "key-of-escapes": b'"\\u001b[31m" = 1',
        "key-of-markup": b'"[/]" = 1',
        "many": b"".join(b"[[rule]]\nkey = 'a%d'\n" % number for number in range(20_000)),
        "large": b"# " + b"x" * (40 * MEGABYTE),
        "wide": b"a = [" + b"1," * 3_000_000 + b"]",
    }.items():
        yield trial(name, content)
    for field in (
        "key",
        "kind",
        "effective_from",
        "effective_to",
        "status",
        "max_months",
        "source",
        "family",
        "replaces",
    ):
        for name, value in {
            "number": "7",
            "huge": "9" * 30,
            "negative": "-1",
            "nan": "nan",
            "text": '"[/]"',
            "escape": '"\\u001b[31m"',
            "list": "[1]",
            "table": "{a = 1}",
            "day": "0001-01-01",
            "moment": "2026-11-21T00:00:00",
            "true": "true",
            "long": f'"{"x" * 10_000}"',
        }.items():
            yield trial(f"{field}-{name}", f"{RULE}{field if field != 'key' else 'name'} = {value}\n".encode())

    def as_folder(folder: Path) -> None:
        (folder / "rules" / "eigen.toml").mkdir(parents=True)

    def as_link(folder: Path) -> None:
        (folder / "rules").mkdir()
        (folder / "rules" / "eigen.toml").symlink_to(folder / "secret.txt")

    def as_pipe(folder: Path) -> None:
        (folder / "rules").mkdir()
        os.mkfifo(folder / "rules" / "eigen.toml")

    for prepare in (as_folder, as_link, as_pipe):
        for line in (["rules"], ["expiring"]):
            yield Trial(
                way="rules",
                name=f"{prepare.__name__} {line[0]}",
                line=line,
                exits=EITHER,
                prepare=prepare,
            )


# --- backups -----------------------------------------------------------------------------------------------------


def _backups(caseload: bytes) -> Iterator[Trial]:
    def trial(name: str, content: Content, exits: frozenset[int] = BAD) -> Trial:
        line = ["restore", "copy.db", "--yes"]
        return Trial(way="restore", name=name, line=line, files={"copy.db": content}, exits=exits)

    chance = random.Random(11)
    for name, content in {
        "nothing": b"",
        "noughts": bytes(20_000),
        "noise": random.Random(12).randbytes(20_000),
        "text": b"K1;Fatima\n" * 1000,
        "head-only": caseload[:100],
        "other-program": caseload[:68] + b"\0\0\0\7" + caseload[72:],
        "newer": caseload[:60] + b"\0\0\x7f\xff" + caseload[64:],
        "page-size": caseload[:16] + b"\xff\xff" + caseload[18:],
        "wal": caseload[:18] + b"\x02\x02" + caseload[20:],
        "zip": b"PK\x03\x04" + bytes(3000),
    }.items():
        yield trial(name, content, EITHER if name == "wal" else BAD)
    for number in range(8):
        yield trial(f"cut-{number}", caseload[: chance.randrange(120, len(caseload) - 4096)])
    pages = range(4096, len(caseload), 4096)
    for number in range(12):
        page = chance.choice(pages)
        yield trial(f"page-{number}", caseload[:page] + chance.randbytes(4096) + caseload[page + 4096 :])
    for name, tampering in _TAMPERING.items():
        yield Trial(
            way="restore",
            name=name,
            line=["restore", "copy.db", "--yes"],
            files={"copy.db": caseload},
            prepare=lambda folder, tampering=tampering: _tampered(folder / "copy.db", tampering),  # type: ignore[misc]
            # With code in it, and not only with other tables; what those lack, `check` tells.
            exits=EITHER if name in ("table-gone", "more-tables", "schema-text") else BAD,
        )


_TAMPERING = {
    "trigger": "create trigger gone after insert on event begin delete from candidate; end",
    "view": "drop table likeness; create view likeness as select 1 as key, 1 as candidate",
    "table-gone": "pragma foreign_keys = off; drop table contract",
    "more-tables": "create table secret (a); insert into secret values (load_extension)",
    "recursive-view": "create view endless as with recursive n(i) as (select 1 union all select i from n) select i from n",
    "schema-text": "pragma writable_schema = on; update sqlite_schema set sql = 'create table step (x)' where name = 'step'",
}


def _tampered(path: Path, statements: str) -> None:
    import sqlite3
    from contextlib import closing, suppress

    with closing(sqlite3.connect(path, isolation_level=None)) as opened, suppress(sqlite3.Error):
        for statement in statements.split("; ") if "trigger" not in statements else [statements]:
            opened.execute(statement)


# --- names of files that are written -----------------------------------------------------------------------------

_WRITES = {
    "export": ["export", "{}"],
    "export over": ["export", "{}", "--force"],
    "page": ["export", "{}", "--format", "html", "--force"],
    "csv": ["export", "{}", "--format", "csv", "--force"],
    "backup": ["backup", "{}"],
    "dossier": ["dossier", "K1", "{}"],
    "calendar": ["deadlines", "--ics", "{}"],
    "template": ["template", "{}"],
    "template over": ["template", "{}", "--force"],
}


def _targets() -> Iterator[Trial]:
    def link_to(name: str, to: str) -> Any:
        return lambda folder: (folder / name).symlink_to(to)

    ends = {"export": "xlsx", "page": "html", "csv": "csv", "backup": "db", "dossier": "html", "calendar": "ics"}
    for way, line in _WRITES.items():
        end = ends.get(way.split()[0], "xlsx")
        for name, target, prepare in (
            ("a link", f"link.{end}", link_to(f"link.{end}", "secret.txt")),
            ("a link to the caseload", f"link.{end}", link_to(f"link.{end}", "caseload.db")),
            ("a link to nothing", f"link.{end}", link_to(f"link.{end}", "nothing")),
            ("a loop", f"loop.{end}", link_to(f"loop.{end}", f"loop.{end}")),
            ("a link in a folder upwards", f"../tried/link.{end}", link_to(f"link.{end}", "/etc/hostname")),
            ("the caseload", "caseload.db", None),
            ("its journal", "caseload.db-journal", None),
            ("a folder", f"map.{end}", lambda folder, end=end: (folder / f"map.{end}").mkdir()),
            ("no folder", f"nosuch/list.{end}", None),
            ("a file for a folder", f"secret.txt/list.{end}", None),
            ("long", f"{'x' * 300}.{end}", None),
            ("very long", f"{'x/' * 3000}list.{end}", None),
            ("nothing", "", None),
            ("a device", f"/dev/full.{end}", None),
            ("a pipe", f"pipe.{end}", lambda folder, end=end: os.mkfifo(folder / f"pipe.{end}")),
        ):
            yield Trial(
                way="targets",
                name=f"{way} to {name}",
                line=[part.format(target) for part in line],
                exits=frozenset({2, 4, 6, 7} | ({0} if name in ("a device", "a pipe", "nothing") else set())),
                prepare=prepare,
                may_write=frozenset({f"pipe.{end}", "doorstroom-2026-11-21.xlsx"}),
            )
        for name, target in {
            "escapes": f"a\x1b[31mb.{end}",
            "a new line": f"a\nb.{end}",
            "right to left": f"a\u202eb.{end}",
            "markup": f"[red]x[.{end}",
            "a formula": f"=1+1.{end}",
            "quotes": f"'; drop table candidate; --.{end}",
            "braces": f"{{0}} {{file}} %s.{end}",
            "half a letter": f"a\udcff.{end}",
            "a dash": f"-x.{end}",
        }.items():
            typed = [part.replace("{}", target) for part in line]
            if target.startswith("-"):
                typed = [*[part for part in typed if part != target], "--", target]
            yield Trial(
                way="targets",
                name=f"{way} to {name}",
                line=typed,
                exits=frozenset({0, 2}),
                may_write=frozenset({target}),
            )


# --- what a caseload may turn out to be --------------------------------------------------------------------------


def _caseloads() -> Iterator[Trial]:
    def linked(folder: Path) -> None:
        (folder / "odd.db").symlink_to("odd.db")

    def a_folder(folder: Path) -> None:
        (folder / "odd.db").mkdir()

    def a_pipe(folder: Path) -> None:
        os.mkfifo(folder / "odd.db")

    def a_text(folder: Path) -> None:
        (folder / "odd.db").write_text("K1;Fatima", encoding="utf-8")

    def with_a_note(said: bytes) -> Any:
        return lambda folder: (folder / ".caseload.db.in-use").write_bytes(said)

    for prepare in (linked, a_folder, a_pipe, a_text):
        for line in (["candidates"], ["add-employer", "Hal 3"], ["check"], ["export", "list.xlsx"], ["init", "odd.db"]):
            typed = line if line[0] == "init" else ["--db", "odd.db", *line]
            yield Trial(
                way="caseload",
                name=f"{prepare.__name__} for {line[0]}",
                line=typed,
                exits=frozenset({3, 4, 5, 7}),
                prepare=prepare,
            )
    for name, said in {
        "nothing": b"",
        "deep": b"[" * 1000,
        "infinite": b'["x", "2026-11-21T10:00:00+00:00", "", 1e999]',
        "far": b'["x", "9999-12-31T23:59:59+00:00", "", 1]',
        "escape": b'["\\u001b[31m", "2026-11-21T10:00:00+00:00", "elsewhere", 1]',
        "noise": random.Random(13).randbytes(500),
    }.items():
        yield Trial(
            way="caseload",
            name=f"in use by {name}",
            line=["add-employer", "Hal 3"],
            exits=TAKEN,
            prepare=with_a_note(said),
        )


# --- what is typed -----------------------------------------------------------------------------------------------

UNSEEN = {
    "escape": "a\x1b[31mb",
    "clipboard": "a\x1b]52;c;cm0=\x07",
    "c1": "a\x9b31mb",
    "right-to-left": "a\u202eb",
    "isolate": "a\u2066b",
    "no-width": "a\u200bb",
    "half": "a\udcffb",
    "surrogate": "a\ud800b",
    "nul": "a\0b",
}
_TYPED = {
    "name": ["add-candidate", "Zwaluw {}", "--anyway"],
    "number": ["edit-candidate", "K1", "--number", "{}"],
    "phone": ["edit-candidate", "K1", "--phone", "{}"],
    "talent": ["edit-candidate", "K1", "--talent", "{}"],
    "owner": ["edit-candidate", "K1", "--owner", "{}"],
    "source": ["edit-candidate", "K1", "--source", "{}"],
    "employer": ["add-employer", "Zwaluw {}"],
    "contact": ["edit-employer", "W1", "--contact", "{}"],
    "function": ["edit-contract", "C1", "--function", "{}"],
    "contract note": ["edit-contract", "C1", "--note", "{}"],
    "vacancy": ["add-vacancy", "Zwaluw {}", "W1"],
    "must": ["edit-vacancy", "V1", "--must", "{}"],
    "note": ["note", "K1", "{}", "--with", "candidate", "--about", "end"],
    "step": ["step", "K1", "{}"],
    "outcome": ["outcome", "K1", "talk", "--note", "{}", "--for", "2026-11-23"],
    "proposal": ["propose", "K1", "V1", "--note", "{}"],
    "programme": ["add-programme", "Zwaluw {}"],
    "setting": ["settings", "organisation", "{}"],
    "assignment": ["add-assignment", "Zwaluw {}", "W1", "--value", "1000", "--percent", "5"],
}
_ASKED = {
    "show": ["show", "{}"],
    "find": ["find", "{}"],
    "explain": ["explain", "{}"],
    "of owner": ["candidates", "--owner", "{}"],
    "at employer": ["expiring", "--employer", "{}"],
    "contract of": ["add-contract", "{}", "W1", "--start", "2027-01-01", "--months", "6"],
    "as of": ["expiring", "--as-of", "{}"],
    "months": ["expiring", "--months", "{}"],
    "sort": ["candidates", "--sort", "{}"],
    "columns": ["candidates", "--columns", "{}"],
    "where": ["candidates", "--where", "{}"],
    "command": ["{}"],
    "option": ["candidates", "--{}"],
    "caseload": ["--db", "{}", "candidates"],
    "language": ["--lang", "{}", "candidates"],
    "key": ["settings", "{}", "x"],
    "rule": ["rules", "show", "{}"],
    "restore": ["restore", "{}"],
    "history": ["history", "{}"],
    "import": ["import", "{}"],
    "sheet": ["import", "list.csv", "--sheet", "{}"],
    "map": ["import", "list.csv", "--map", "{}=name"],
    "apply": ["apply", "{}"],
    "forget": ["forget", "{}", "--yes"],
    "merge": ["merge", "K1", "{}", "--yes"],
}


def _typed() -> Iterator[Trial]:
    """Texts kept as they are, and texts that are refused."""
    for way, line in _TYPED.items():
        for name, value in TEXTS.items():
            yield Trial(
                way="typed",
                name=f"{name} as {way}",
                line=_with(line, value),
                # Some fields hold what a word cannot be: a telephone number, a name without letters, something short.
                exits=frozenset({0, 2, 4}),
            )
        for name, value in {**UNSEEN, "ten-thousand": "J" * 10_000}.items():
            exits = frozenset({0, 2}) if name == "ten-thousand" else USAGE
            yield Trial(way="typed", name=f"{name} as {way}", line=_with(line, value), exits=exits)


def _asked() -> Iterator[Trial]:
    """Texts that only ask."""
    for way, line in _ASKED.items():
        for name, value in {**TEXTS, **UNSEEN, "empty": "", "percent": "%", "ten-thousand": "J" * 10_000}.items():
            if name in ("nul", "surrogate") and way in ("import", "apply"):
                # No system gives these as part of a name of a file.
                continue
            yield Trial(
                way="asked",
                name=f"{name} as {way}",
                line=_with(line, value),
                files={"list.csv": b"Naam;Werkgever\nJan Bos;Stadstram\n"},
                exits=frozenset({0, 2, 3, 4, 5, 6, 7}),
            )


def _with(line: list[str], value: str) -> list[str]:
    return [part.replace("{}", value) for part in line]
