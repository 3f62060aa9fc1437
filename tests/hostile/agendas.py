"""Agendas that come back and that nobody should have to trust: a real export, and what could be made of it.

``workbooks`` makes hostile ones of a real one, ``saved_pages`` hostile ones of what the page saves. Each says which exit
code is right: 0 for what is taken as harmless text, 5 for what is refused.
"""

import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

from hostile.lists import (
    DECLARATION,
    MAIN,
    MEGABYTE,
    RELS,
    overlapping,
    packed,
    text,
    with_flag,
    with_part_twice,
    with_size,
)

Parts = dict[str, bytes]
REFUSED, TAKEN, EITHER = frozenset({5}), frozenset({0}), frozenset({0, 5})
# The columns of the agenda in which people write, by what they hold.
COLUMNS = {"decision": "F", "vacancy": "G", "action": "H", "owner": "I", "due_on": "J", "note": "K"}


class Back(NamedTuple):
    """A file that comes back, and the exit codes that are right for it."""

    name: str
    content: bytes | Callable[[], bytes]
    exits: frozenset[int]


def unpacked(content: bytes) -> Parts:
    """The parts of a workbook."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_called(parts: Parts, name: str) -> str:
    """The part in which the sheet of this name stands."""
    book = parts["xl/workbook.xml"].decode()
    target = re.search(rf'<sheet name="{name}"[^>]*r:id="(\w+)"', book)
    assert target, book
    found = re.search(
        rf'Id="{target[1]}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="{target[1]}"',
        parts["xl/_rels/workbook.xml.rels"].decode(),
    )
    assert found
    return "xl/" + (found[1] or found[2])


def with_cell(parts: Parts, part: str, address: str, cell: str) -> Parts:
    """The same with another cell at this address; ``cell`` is all of it, where ``{r}`` stands for the address."""
    number = re.sub("[A-Z]", "", address)
    sheet = parts[part].decode()
    row = re.search(rf'<row r="{number}"[^>]*>.*?</row>', sheet, re.DOTALL)
    assert row, address
    letters = re.sub("[0-9]", "", address)
    cells = re.findall(r"<c [^>]*?/>|<c .*?</c>", row[0], re.DOTALL)
    rank = lambda one: (len(one), one)  # noqa: E731
    before = [one for one in cells if rank(re.search(r'r="([A-Z]+)', one)[1]) < rank(letters)]
    after = [one for one in cells if rank(re.search(r'r="([A-Z]+)', one)[1]) > rank(letters)]
    opening = re.match(r"<row [^>]*>", row[0])[0]
    made = "".join((opening, *before, cell.replace("{r}", address), *after, "</row>"))
    return {**parts, part: sheet.replace(row[0], made).encode()}


def with_strings(parts: Parts, inside: bytes) -> Parts:
    """The same with a table of shared texts, which a workbook of ours does not have."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    related = f'<Relationship Id="rId98" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    links = "xl/_rels/workbook.xml.rels"
    return {
        **parts,
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", types),
        links: parts[links].replace(b"</Relationships>", related.encode()),
        "xl/sharedStrings.xml": f'{DECLARATION}<sst xmlns="{MAIN}">'.encode() + inside + b"</sst>",
    }


def saying(value: str) -> str:
    """A cell with this text."""
    return f'<c r="{{r}}" t="inlineStr">{text(value)}</c>'


def workbooks(whole: bytes) -> Iterator[Back]:
    """Every hostile workbook, made of a real one on which K1 and others stand."""
    parts = unpacked(whole)
    agenda, memory = sheet_called(parts, "Agenda"), sheet_called(parts, "doorstroom")
    yield from _no_workbooks(whole)
    yield from _zips(whole, parts, agenda)
    yield from _xml(parts, agenda)
    yield from _cells(parts, agenda)
    yield from _sheets(parts, agenda)
    yield from _memories(parts, agenda, memory)
    yield from _large(parts, agenda)


def _no_workbooks(whole: bytes) -> Iterator[Back]:
    for name, content in {
        "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "print.xlsx": b"%PDF-1.7\n%%EOF",
        "page.xlsx": b"<!DOCTYPE html><html><table><tr><td>K1</td></tr></table></html>",
        "list.xlsx": b"REF;Uitkomst\nK1;Verlengen\n",
        "list.csv": b"REF;Uitkomst\nK1;Verlengen\n",
        "empty.xlsx": b"",
        "noughts.xlsx": bytes(4000),
        "noise.xlsx": random.Random(3).randbytes(4000),
        "caseload.xlsx": b"SQLite format 3\0" + bytes(4000),
        "shortcut.xlsx": b"[InternetShortcut]\nURL=file:///etc/passwd\n",
        "mark.xlsx": b"\xef\xbb\xbf",
        "behind-noise.xlsx": random.Random(4).randbytes(30) + whole,
    }.items():
        yield Back(name, content, REFUSED)


def _zips(whole: bytes, parts: Parts, agenda: str) -> Iterator[Back]:
    chance = random.Random(5)
    for number in range(8):
        yield Back(f"cut-{number}.xlsx", whole[: chance.randrange(5, len(whole) - 1)], REFUSED)
    for number in range(12):
        spoilt = bytearray(whole)
        for _ in range(3):
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        yield Back(f"flipped-{number}.xlsx", bytes(spoilt), EITHER)
    at = whole.index(agenda.encode()) + len(agenda) + 20
    yield Back("wrong-crc.xlsx", whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :], REFUSED)
    yield Back("locked-parts.xlsx", with_flag(whole), REFUSED)
    yield Back("lying-size.xlsx", with_size(whole, 10, agenda), REFUSED)
    yield Back("lying-size-larger.xlsx", with_size(whole, 10**9, agenda), REFUSED)
    yield Back("lzma.xlsx", packed(parts, zipfile.ZIP_LZMA), REFUSED)
    yield Back("part-twice.xlsx", with_part_twice(parts, agenda, parts[agenda]), REFUSED)
    yield Back("part-twice-in-capitals.xlsx", with_part_twice(parts, agenda.upper(), parts[agenda]), REFUSED)
    yield Back("overlap.xlsx", overlapping(parts), REFUSED)
    yield Back("many-parts.xlsx", packed({**parts, **{f"xl/media/{n}.png": b"x" for n in range(3000)}}), REFUSED)
    yield Back("path-upwards.xlsx", packed({**parts, "../../outside.xml": b"<a/>"}), TAKEN)
    yield Back("macros.xlsm", packed({**parts, "xl/vbaProject.bin": b"Sub Auto_Open()"}), TAKEN)
    yield Back("binary.xlsb", packed({"xl/workbook.bin": b"x", "[Content_Types].xml": b"<Types/>"}), REFUSED)
    yield Back("open-document.ods", packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), REFUSED)
    for missing in ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", agenda):
        less = {name: part for name, part in parts.items() if name != missing}
        yield Back(f"without-{missing.replace('/', '-')}.xlsx", packed(less), REFUSED)


def _xml(parts: Parts, agenda: str) -> Iterator[Back]:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    for name, dtd in {
        "laughs": f"<!DOCTYPE x [{laughs}]>",
        "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "secret.txt">]>',
        "network": '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">',
    }.items():
        for part in (agenda, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"):
            spoilt = parts[part].replace(b"?>", f"?>{dtd}".encode(), 1)
            yield Back(f"dtd-{name}-in-{part.replace('/', '-')}.xlsx", packed({**parts, part: spoilt}), REFUSED)
    sixteen = parts[agenda].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    yield Back("utf-16.xlsx", packed({**parts, agenda: sixteen}), REFUSED)
    for part in (agenda, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "[Content_Types].xml"):
        name = part.replace("/", "-")
        yield Back(f"broken-{name}.xlsx", packed({**parts, part: b"<a><b></a>"}), REFUSED)
        yield Back(f"half-{name}.xlsx", packed({**parts, part: parts[part][: len(parts[part]) // 2]}), REFUSED)
        yield Back(f"noughts-{name}.xlsx", packed({**parts, part: bytes(300)}), REFUSED)
    nested = b"<a>" * 100_000 + b"</a>" * 100_000
    deep = parts[agenda].replace(b"</sheetData>", b"</sheetData>" + nested)
    yield Back("nested.xlsx", packed({**parts, agenda: deep}), EITHER)
    outside = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{RELS}/externalLink" Target="file:///secret.txt" TargetMode="External"/>'
        "</Relationships>".encode(),
    )
    yield Back("external-link.xlsx", packed({**parts, "xl/_rels/workbook.xml.rels": outside}), TAKEN)


# What people could type, or have typed for them, in a box for text.
TEXTS = {
    "formula": "=1+1",
    "dde": "=cmd|'/C calc'!A0",
    "plus": "+SUM(1)",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1)",
    "tab": "\t=1+1",
    "wide": "＝1+1",
    "link": '=HYPERLINK("http://localhost:1","klik")',
    "markup": "[bold red]x[/] [/]",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "sql": "'; drop table candidate; --",
    "braces": "{0.__class__} {naam} %s %(a)s ${x}",
    "path": "../../etc/passwd",
    "emoji": "👩‍🔧",
    "accents": "Z̷̛̛͕a̴l̵g̶o̷",
    "long": "J" * 1900,
}
# What no box takes.
UNSEEN = {
    "nul": "a_x0000_b",
    "escape": "a_x001B_[31mb",
    "clipboard": "a_x001B_]52;c;cm0=_x0007_",
    "c1": "a_x009B_31mb",
    "right-to-left": "a\u202eb",
    "isolate": "a\u2066b",
    "no-width": "a\u200bb",
    "surrogate": "a_xD800_b",
    "ten-thousand": "J" * 10_000,
    "too-long-for-excel": "J" * 200_000,
}


def _cells(parts: Parts, agenda: str) -> Iterator[Back]:
    talks = with_cell(parts, agenda, "F2", saying("talk"))

    def one(name: str, column: str, cell: str, exits: frozenset[int]) -> Back:
        begun = parts if column == "decision" else talks
        return Back(f"{column}-{name}.xlsx", packed(with_cell(begun, agenda, f"{COLUMNS[column]}2", cell)), exits)

    for column in ("action", "owner", "note"):
        for name, value in TEXTS.items():
            yield one(name, column, saying(value), TAKEN if column == "note" or name != "html" else EITHER)
        for name, value in UNSEEN.items():
            yield one(name, column, saying(value), REFUSED)
    for name, value in {**TEXTS, **UNSEEN}.items():
        for column in ("decision", "vacancy", "due_on"):
            yield one(name, column, saying(value), REFUSED)
    for name, value in {
        "leap": "29-02-2027",
        "thirteen": "31-13-2027",
        "american": "12-31-2027",
        "iso-leap": "2027-02-29",
        "year": "2027",
        "year-nought": "0000-01-01",
        "far": "99999-01-01",
        "arabic": "٠١-٠١-٢٠٢٧",
        "long-ago": "1-1-1899",
        "two": "1-12-2026 en 2-12-2026",
    }.items():
        yield one(name, "due_on", saying(value), REFUSED)
    for name, cell, exits in (
        ("number-nan", '<c r="{r}"><v>NaN</v></c>', REFUSED),
        ("number-infinite", '<c r="{r}"><v>1E999</v></c>', REFUSED),
        ("number-negative", '<c r="{r}"><v>-5</v></c>', REFUSED),
        ("number-exponent", '<c r="{r}"><v>1e308</v></c>', REFUSED),
        ("number-nought", '<c r="{r}" s="1"><v>0</v></c>', EITHER),
        ("number-long", f'<c r="{{r}}"><v>{"9" * 4000}</v></c>', REFUSED),
        ("number-longer", f'<c r="{{r}}"><v>{"9" * 40_000}</v></c>', REFUSED),
        ("words-for-number", '<c r="{r}"><v>morgen</v></c>', REFUSED),
        ("error", '<c r="{r}" t="e"><v>#REF!</v></c>', REFUSED),
        ("boolean", '<c r="{r}" t="b"><v>1</v></c>', REFUSED),
        ("bad-iso-day", '<c r="{r}" t="d"><v>morgen</v></c>', REFUSED),
        ("computed", '<c r="{r}" t="str"><f>WEBSERVICE("http://localhost:1")</f><v>talk</v></c>', REFUSED),
        ("array-formula", '<c r="{r}"><f t="array" ref="A1:A9">A1:A8</f></c>', REFUSED),
        ("string-out-of-range", '<c r="{r}" t="s"><v>9999999</v></c>', REFUSED),
        ("string-negative", '<c r="{r}" t="s"><v>-1</v></c>', EITHER),
        ("unknown-type", '<c r="{r}" t="zz"><v>32</v></c>', EITHER),
        ("style-out-of-range", '<c r="{r}" s="9999"><v>3</v></c>', EITHER),
    ):
        for column in ("decision", "due_on", "action"):
            yield one(name, column, cell, EITHER if column == "action" else exits)
    for name, value, exits in (
        ("huge", "V999999999999999999999", REFUSED),
        ("large", "V999999999", REFUSED),
        ("nought", "V0", REFUSED),
        ("other-kind", "K1", REFUSED),
        ("not-there", "V77", REFUSED),
        ("digits", "V٣", REFUSED),
    ):
        yield one(name, "vacancy", saying(value), exits)
    for name, value in {
        "of-nobody": "K999",
        "huge": "K999999999999999999999",
        "of-an-employer": "W1",
        "of-another": "K2",
        "sql": "K1' or '1'='1",
        "escape": "K1_x001B_[31m",
        "markup": "[/]",
        "long": "K" * 20_000,
    }.items():
        yield Back(f"ref-{name}.xlsx", packed(with_cell(talks, agenda, "A2", saying(value))), EITHER)
    for name, value in {**TEXTS, **UNSEEN}.items():
        # The name is only there to be read.
        yield Back(f"name-{name}.xlsx", packed(with_cell(talks, agenda, "B2", saying(value))), EITHER)


def _sheets(parts: Parts, agenda: str) -> Iterator[Back]:
    talks = with_cell(parts, agenda, "F2", saying("talk"))
    sheet = talks[agenda]

    def changed(name: str, old: bytes, new: bytes, exits: frozenset[int]) -> Back:
        assert old in sheet, old
        return Back(name, packed({**talks, agenda: sheet.replace(old, new, 1)}), exits)

    end = b"</sheetData>"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield changed("far-cell.xlsx", end, far + end, EITHER)
    yield changed("far-row.xlsx", end, b'<row r="900000"><c r="A900000"><v>1</v></c></row>' + end, EITHER)
    yield changed("row-backwards.xlsx", end, b'<row r="1"><c r="A1"><v>1</v></c></row>' + end, REFUSED)
    yield changed("row-number-text.xlsx", b'<row r="2"', b'<row r="twee"', REFUSED)
    yield changed("bad-address.xlsx", b'r="A2"', b'r="2A"', REFUSED)
    yield changed("merged.xlsx", end, end + b'<mergeCells><mergeCell ref="F2:F4"/></mergeCells>', EITHER)
    yield changed("hidden-row.xlsx", b'<row r="2"', b'<row r="2" hidden="1"', TAKEN)
    huge = re.sub(rb"<dimension[^>]*/>", b'<dimension ref="A1:XFD1048576"/>', sheet)
    yield Back("huge-dimension.xlsx", packed({**talks, agenda: huge}), TAKEN)
    small = re.sub(rb"<dimension[^>]*/>", b'<dimension ref="A1"/>', sheet)
    yield Back("lying-dimension.xlsx", packed({**talks, agenda: small}), TAKEN)
    first = re.search(rb'<row r="2".*?</row>', sheet, re.DOTALL)[0]
    again = re.sub(rb'r="([A-Z]*)2"', rb'r="\g<1>900"', first)
    yield changed("person-twice.xlsx", end, again + end, REFUSED)
    heading = with_cell(talks, agenda, "K1", saying("Uitkomst"))
    yield Back("heading-twice.xlsx", packed(heading), EITHER)
    for name, value in {"escape": "No_x001B_te", "formula": "=Note", "long": "N" * 30_000, "markup": "[/]"}.items():
        yield Back(f"heading-{name}.xlsx", packed(with_cell(talks, agenda, "K1", saying(value))), EITHER)
    none = with_cell(with_cell(talks, agenda, "F1", saying("x")), agenda, "A1", saying("y"))
    yield Back("headings-gone.xlsx", packed(none), EITHER)
    for name, called in {"markup": "[bold]x[/]", "escape": "a&#27;b", "sql": "'; drop", "bidi": "a\u202eb"}.items():
        book = talks["xl/workbook.xml"].replace(b'name="Agenda"', f'name="{called}"'.encode())
        yield Back(f"sheet-name-{name}.xlsx", packed({**talks, "xl/workbook.xml": book}), EITHER)
    for state in (b"hidden", b"veryHidden"):
        book = talks["xl/workbook.xml"].replace(b'name="Agenda"', b'name="Agenda" state="' + state + b'"')
        yield Back(f"{state.decode()}.xlsx", packed({**talks, "xl/workbook.xml": book}), EITHER)
    due = with_cell(talks, agenda, "J2", '<c r="{r}" s="1"><v>45000</v></c>')
    book = due["xl/workbook.xml"].replace(b"<workbookPr", b'<workbookPr date1904="1"')
    yield Back("counted-from-1904.xlsx", packed({**due, "xl/workbook.xml": book}), EITHER)


def _memories(parts: Parts, agenda: str, memory: str) -> Iterator[Back]:
    """What the sheet that nobody sees may have been made to say."""
    talks = with_cell(parts, agenda, "F2", saying("talk"))
    for fact, address in (("format", "B1"), ("meeting", "B2"), ("caseload", "B3")):
        for name, cell in {
            "number": '<c r="{r}"><v>1e999</v></c>',
            "nan": '<c r="{r}"><v>NaN</v></c>',
            "text": saying("=1+1"),
            "escape": saying("a_x001B_[31mb"),
            "long": saying("9" * 30_000),
            "sql": saying("' or 1=1; --"),
            "nothing": '<c r="{r}"/>',
            "formula": '<c r="{r}"><f>1+1</f><v>1</v></c>',
            "leap": saying("2027-02-29"),
            "boolean": '<c r="{r}" t="b"><v>1</v></c>',
        }.items():
            exits = EITHER if (fact, name) == ("format", "boolean") else REFUSED
            yield Back(f"{fact}-{name}.xlsx", packed(with_cell(talks, memory, address, cell)), exits)
    for name, address, value in (
        ("ref", "A5", "K99999999999999999999"),
        ("revision", "B5", "-1e999"),
        ("decision", "C5", "nosuch"),
        ("vacancy", "D5", "V" + "9" * 4000),
        ("due", "G5", "2027-02-29"),
        ("note", "H5", "x" * 100_000),
        ("escape", "E5", "a_x001B_[31mb"),
    ):
        yield Back(f"base-{name}.xlsx", packed(with_cell(talks, memory, address, saying(value))), EITHER)
    gone = talks["xl/workbook.xml"].replace(b'name="doorstroom"', b'name="other"')
    yield Back("memory-gone.xlsx", packed({**talks, "xl/workbook.xml": gone}), REFUSED)
    yield Back("memory-empty.xlsx", packed({**talks, memory: _emptied(talks[memory])}), REFUSED)


def _emptied(sheet: bytes) -> bytes:
    return re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", sheet, flags=re.DOTALL)


def _large(parts: Parts, agenda: str) -> Iterator[Back]:
    """What is small to send and large to read."""
    sheet = parts[agenda]

    def ending_in(more: bytes) -> bytes:
        return packed({**parts, agenda: sheet.replace(b"</sheetData>", more + b"</sheetData>")})

    def empty_rows(cells: int, numbers: range) -> bytes:
        styled = b"".join(b'<c r="%b%%d" s="1"/>' % letter.encode() for letter in "ABCDEFGHIJKLMNOPQRST"[:cells])
        return b"".join(b'<row r="%d" ht="30">%b</row>' % (n, styled % ((n,) * cells)) for n in numbers)

    makers: dict[str, tuple[Callable[[], bytes], frozenset[int]]] = {
        "bomb.xlsx": (lambda: packed({**parts, "xl/media/image1.bin": bytes(210 * MEGABYTE)}), REFUSED),
        "bomb-in-sheet.xlsx": (lambda: ending_in(b" " * (210 * MEGABYTE)), REFUSED),
        "bomb-in-styles.xlsx": (lambda: packed({**parts, "xl/styles.xml": b" " * (40 * MEGABYTE)}), REFUSED),
        "big.xlsx": (lambda: packed({**parts, "x.bin": bytes(31 * MEGABYTE)}, zipfile.ZIP_STORED), REFUSED),
        "tags.xlsx": (lambda: ending_in(b"<a/>" * 17_000_000), REFUSED),
        "row-of-cells.xlsx": (lambda: ending_in(b'<row r="900">' + b"<c/>" * 2_000_000 + b"</row>"), REFUSED),
        "many-cells.xlsx": (
            lambda: ending_in(b"".join(b'<row r="%d">%b</row>' % (n, b"<c/>" * 190) for n in range(900, 20_900))),
            EITHER,
        ),
        "million-empty-rows.xlsx": (lambda: ending_in(empty_rows(0, range(900, 1_000_900))), EITHER),
        "empty-styled-rows.xlsx": (lambda: ending_in(empty_rows(12, range(900, 60_900))), EITHER),
        "strings.xlsx": (lambda: packed(with_strings(parts, b"<si><t>a</t></si>" * 3_000_000)), EITHER),
        "huge-string.xlsx": (
            lambda: packed(with_strings(parts, b"<si><t>" + b"a" * 30_000_000 + b"</t></si>")),
            EITHER,
        ),
    }
    for name, (make, exits) in makers.items():
        yield Back(name, make, exits)


# --- what the page saves -----------------------------------------------------------------------------------------

ODD: dict[str, Any] = {
    "null": None,
    "true": True,
    "number": 7,
    "fraction": 0.5,
    "huge": 10**400,
    "list": ["K1"],
    "record": {"a": 1},
    "empty": "",
    "sql": "' or 1=1; --",
    "escape": "a\x1b[31mb",
    "nul": "a\0b",
    "bidi": "a\u202eb",
    "surrogate": "a\ud800b",
    "markup": "[/]",
    "formula": "=1+1",
    "long": "J" * 10_000,
}


def saved_pages(saved: dict[str, Any]) -> Iterator[Back]:
    """Every hostile thing that a page could be said to have saved, made of what one saves."""
    whole = json.dumps(saved).encode()
    row = saved["rows"][0]
    for name, content in {
        "nothing": b"{}",
        "cut": whole[: len(whole) // 2],
        "twice": whole + whole,
        "behind-noise": b"\0\0" + whole,
        "utf-16": whole.decode().encode("utf-16"),
        "latin-1": b'{"format": 1, "note": "\xe9"}',
        "deep": b'{"rows": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "deep-records": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        "open": b'{"a":' * 50_000,
        "nan": whole.replace(b'"format": 1', b'"format": NaN'),
        "infinite": whole.replace(b'"format": 1', b'"format": 1e999'),
        "long-number": whole.replace(b'"format": 1', b'"format": ' + b"9" * 5000),
        "python": b"{'format': 1}",
        "yaml": b"{format: 1}",
        "mark-only": b"\xef\xbb\xbf{",
    }.items():
        yield Back(f"{name}.json", content, REFUSED)
    yield Back("with-mark.json", b"\xef\xbb\xbf" + whole, TAKEN)
    yield Back("key-twice.json", whole.replace(b'"format": 1', b'"format": 9, "format": 1'), TAKEN)
    for key in saved:
        for name, value in ODD.items():
            # True is 1 to Python; and a page on which nobody said anything changes nothing.
            yield Back(f"{key}-{name}.json", _as_json({**saved, key: value}), EITHER if key == "format" else REFUSED)
        yield Back(f"without-{key}.json", _as_json({one: v for one, v in saved.items() if one != key}), REFUSED)
    for key in (*COLUMNS, "ref", "name", "base"):
        for name, value in ODD.items():
            yield Back(f"row-{key}-{name}.json", _as_json({**saved, "rows": [{**row, key: value}]}), EITHER)
    for name, rows in {
        "person-twice": [row, row],
        "rows-of-numbers": [1, 2, 3],
        "rows-of-lists": [[[]]],
        "of-everybody": [{**row, "ref": "K" + "9" * 5000}],
        "without-ref": [{"note": "x"}],
        "too-many": [row] * 20_001,
    }.items():
        yield Back(f"{name}.json", _as_json({**saved, "rows": rows}), REFUSED)
    # Told as nobody's, and nothing done.
    yield Back("of-nobody.json", _as_json({**saved, "rows": [{**row, "ref": "K999"}]}), TAKEN)
    yield Back("huge.json", lambda: b'{"a": [' + b"[]," * 20_000_000 + b"0]}", REFUSED)
    yield Back("blank.json", lambda: b"{" + b" " * 200_000_000 + b"}", REFUSED)


def _as_json(value: Any) -> bytes:
    return json.dumps(value).encode()
