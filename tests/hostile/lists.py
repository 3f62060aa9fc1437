"""Lists to import that nobody should have to trust: made here, each with what must become of it.

``corpus`` writes every file anew. ``refused`` files end in one BadFile, ``problems`` in problems with cells or rows,
``read`` in ordinary rows. Whatever it is, it ends soon and without a traceback.
"""

import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MEGABYTE = 1024 * 1024
HEADINGS = ("Naam", "Geboortedatum", "Werkgever", "Startdatum", "Einddatum", "Uren")
GOOD = ("Jan Bos", "3-4-1980", "Stadstram", "1-2-2026", "31-12-2026", "32")


@dataclass(frozen=True, slots=True)
class Bad:
    """A file and what must become of it: refused, problems, read or either (anything but a crash).

    The content of a large one is made only when it is needed.
    """

    name: str
    content: bytes | Callable[[], bytes]
    becomes: str


def corpus() -> Iterator[Bad]:
    """Every hostile file, smallest kinds first."""
    yield from _not_a_spreadsheet()
    yield from _damaged_zips()
    yield from _hostile_zips()
    yield from _hostile_xml()
    yield from _hostile_sheets()
    yield from _hostile_cells()
    yield from _hostile_headings()
    yield from _hostile_csv()
    yield from _cut_and_flipped()
    yield from _large()


def write(folder: Path, bad: Bad) -> Path:
    """The file in a folder."""
    path = folder / bad.name
    path.write_bytes(bad.content if isinstance(bad.content, bytes) else bad.content())
    return path


def called(name: str) -> Bad:
    """The hostile file with this name."""
    return next(bad for bad in corpus() if bad.name == name)


# --- building a workbook by hand ---------------------------------------------------------------------------------


def text(value: str) -> str:
    """An inline text as a cell's inside."""
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<is><t xml:space="preserve">{escaped}</t></is>'


def row(number: int, cells: tuple[str, ...], attributes: str = "") -> str:
    """A row of texts."""
    inside = "".join(
        f'<c r="{chr(65 + column)}{number}" t="inlineStr">{text(cell)}</c>' for column, cell in enumerate(cells)
    )
    return f'<row r="{number}"{attributes}>{inside}</row>'


def rows(*lists: tuple[str, ...]) -> str:
    """Rows of texts, from the first on."""
    return "".join(row(number, cells) for number, cells in enumerate(lists, start=1))


LIST = rows(HEADINGS, GOOD)


def sheet(data: str, after: str = "", before: str = '<dimension ref="A1"/>') -> str:
    """The part of a sheet; it says that it has one cell, whatever it has."""
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def parts(sheet_part: str, **more: str) -> dict[str, str]:
    """The parts of the smallest workbook there is."""
    return {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sharedStrings+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.spreadsheetml.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELS}">'
            '<sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/sharedStrings.xml": f'{DECLARATION}<sst xmlns="{MAIN}"/>',
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": sheet_part,
        **more,
    }


def _styles() -> str:
    """Style 1 is a date."""
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )


def packed(content: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip file."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return target.getvalue()


def workbook(data: str, **around: str) -> bytes:
    """A whole workbook with this data on its only sheet."""
    return packed(parts(sheet(data, **around)))


# --- the corpus --------------------------------------------------------------------------------------------------


def _not_a_spreadsheet() -> Iterator[Bad]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    pdf = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"
    html = b"<html><body><table><tr><td>Naam</td></tr></table></body></html>"
    for name, content in {
        "password.xlsx": ole,
        "old.xls": ole,
        "old-named.csv": ole,
        "print.xlsx": pdf,
        "print.csv": pdf,
        "page.xlsx": html,
        "page.xls": html,
        "page.csv": b"\xef\xbb\xbf  <!DOCTYPE html>" + html,
        "xml-2003.xls": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "letter.rtf": b"{\\rtf1 Naam}",
        "empty.xlsx": b"",
        "empty.csv": b"",
        "blank.csv": b" \r\n \r\n",
        "noughts.xlsx": bytes(5000),
        "noise.xlsx": random.Random(1).randbytes(5000),
        "list-named.xlsx": b"Naam;Werkgever\nJan Bos;Stadstram\n",
        "picture.csv": b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(3000),
        "database.csv": b"SQLite format 3\x00" + bytes(4000),
        "shortcut.xlsx": b"[InternetShortcut]\nURL=file:///etc/passwd\n",
        "only-a-mark.csv": b"\xef\xbb\xbf",
        "json.csv": b'[{"Naam": "Jan Bos"}]',
    }.items():
        yield Bad(name, content, "refused")


def _damaged_zips() -> Iterator[Bad]:
    whole = workbook(LIST)
    yield Bad("cut-in-half.xlsx", whole[: len(whole) // 2], "refused")
    yield Bad("cut-directory.xlsx", whole[:-30], "refused")
    yield Bad("only-the-start.xlsx", whole[:4], "refused")
    at = whole.index(b"xl/worksheets/sheet1.xml") + 40
    yield Bad("wrong-crc.xlsx", whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :], "refused")
    yield Bad("text-zip.xlsx", packed({"readme.txt": "Naam;Werkgever"}), "refused")
    yield Bad("empty-zip.xlsx", packed({}), "refused")
    for missing in ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        content = {name: part for name, part in parts(sheet(LIST)).items() if name != missing}
        yield Bad(f"without-{missing.replace('/', '-')}.xlsx", packed(content), "refused")
    for name, broken in {
        "open-row": sheet(LIST)[:-60],
        "no-xml": "Naam;Werkgever",
        "nothing": "",
        "entity": sheet("<row r='1'><c r='A1' t='inlineStr'><is><t>&naam;</t></is></c></row>"),
    }.items():
        yield Bad(f"sheet-{name}.xlsx", packed(parts(broken)), "refused")
    for part in ("xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"):
        yield Bad(
            f"broken-{part.replace('/', '-')}.xlsx", packed(parts(sheet(LIST), **{part: "<a><b></a>"})), "refused"
        )


def _hostile_zips() -> Iterator[Bad]:
    yield Bad("locked-part.xlsx", with_flag(workbook(LIST)), "refused")
    yield Bad("lzma.xlsx", packed(parts(sheet(LIST)), zipfile.ZIP_LZMA), "refused")
    yield Bad("bzip2.xlsx", packed(parts(sheet(LIST)), zipfile.ZIP_BZIP2), "refused")
    yield Bad(
        "name-twice.xlsx",
        with_part_twice(parts(sheet(LIST)), "xl/worksheets/sheet1.xml", sheet(rows(HEADINGS))),
        "refused",
    )
    yield Bad(
        "name-twice-in-capitals.xlsx",
        with_part_twice(parts(sheet(LIST)), "XL/Worksheets/Sheet1.xml", sheet(rows(HEADINGS))),
        "refused",
    )
    yield Bad("lying-size.xlsx", with_size(workbook(LIST), 10), "refused")
    yield Bad("lying-size-larger.xlsx", with_size(workbook(LIST), 10**9), "refused")
    yield Bad("overlap.xlsx", overlapping(parts(sheet(LIST))), "refused")
    yield Bad("open-document.xlsx", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "refused")
    yield Bad("binary-workbook.xlsb", packed({"xl/workbook.bin": "x", "[Content_Types].xml": "<Types/>"}), "refused")
    yield Bad("path-upwards.xlsx", packed(parts(sheet(LIST)) | {"../../outside.xml": "<a/>"}), "read")
    yield Bad("macros.xlsm", packed(parts(sheet(LIST)) | {"xl/vbaProject.bin": "Sub Auto_Open()"}), "read")
    yield Bad("before-the-zip.xlsx", b"PK\x03\x04" + bytes(50) + workbook(LIST), "either")


def _hostile_xml() -> Iterator[Bad]:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&{};</t></is></c></row>'
    for name, dtd, entity in (
        ("laughs", f"<!DOCTYPE x [{laughs}]>", "l11"),
        ("file", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', "e"),
        ("network", '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">', "amp"),
        ("parameter", '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>', "amp"),
    ):
        body = sheet(cell.format(entity) + row(2, GOOD)).removeprefix(DECLARATION)
        yield Bad(f"dtd-{name}.xlsx", packed(parts(DECLARATION + dtd + body)), "refused")
    shared = f'{DECLARATION}<!DOCTYPE x><sst xmlns="{MAIN}"/>'
    yield Bad("dtd-in-strings.xlsx", packed(parts(sheet(LIST), **{"xl/sharedStrings.xml": shared})), "refused")
    late = sheet(rows(HEADINGS, *[GOOD] * 6000)) + "<!DOCTYPE x>"
    yield Bad("dtd-late.xlsx", packed(parts(late)), "refused")
    declared = sheet(LIST).removeprefix(DECLARATION)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        content = ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>' + declared).encode(encoding)
        yield Bad(
            f"dtd-in-{encoding}.xlsx", packed(parts(sheet(LIST)) | {"xl/worksheets/sheet1.xml": content}), "refused"
        )
    other = f'<?xml version="1.0" encoding="cp037"?>{declared}'.encode("cp037")
    yield Bad("ebcdic.xlsx", packed(parts(sheet(LIST)) | {"xl/worksheets/sheet1.xml": other}), "refused")
    yield Bad("latin-1.xlsx", packed(parts(f'<?xml version="1.0" encoding="ISO-8859-1"?>{declared}')), "refused")
    nested = "<a>" * 200_000 + "</a>" * 200_000
    yield Bad("nested.xlsx", workbook(LIST, after=nested), "either")
    linked = (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELS}/externalLink" Target="http://localhost:1/x" TargetMode="External"/>'
        "</Relationships>"
    )
    yield Bad("external-link.xlsx", packed(parts(sheet(LIST), **{"xl/_rels/workbook.xml.rels": linked})), "read")
    yield Bad("prefix.xlsx", packed(parts(_prefixed(sheet(LIST)))), "read")


def _hostile_sheets() -> Iterator[Bad]:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield Bad("far-cell.xlsx", workbook(LIST + far), "refused")
    yield Bad("far-column.xlsx", workbook(rows(HEADINGS) + '<row r="2"><c r="XFD2"><v>1</v></c></row>'), "refused")
    yield Bad("without-dimension.xlsx", workbook(LIST, before=""), "read")
    yield Bad("huge-dimension.xlsx", workbook(LIST, before='<dimension ref="A1:XFD1048576"/>'), "read")
    merged = "".join(f'<mergeCell ref="A{n}:B{n + 1}"/>' for n in range(3, 40_003, 2))
    yield Bad("many-merged.xlsx", workbook(LIST, after=f"<mergeCells>{merged}</mergeCells>"), "read")
    yield Bad("merged-data.xlsx", workbook(LIST, after='<mergeCells><mergeCell ref="C2:C4"/></mergeCells>'), "problems")
    yield Bad("hidden-rows.xlsx", workbook(rows(HEADINGS) + row(2, GOOD, ' hidden="1"')), "read")
    yield Bad("rows-backwards.xlsx", workbook(row(9, GOOD) + row(1, HEADINGS)), "refused")
    yield Bad("row-number-text.xlsx", workbook(LIST.replace('<row r="2"', '<row r="twee"')), "refused")
    yield Bad("row-without-number.xlsx", workbook(LIST.replace(' r="2"', "").replace(' r="1"', "")), "read")
    yield Bad("cell-without-address.xlsx", workbook(_without_addresses(LIST)), "read")
    yield Bad("bad-address.xlsx", workbook(LIST.replace('r="A2"', 'r="2A"')), "refused")
    yield Bad("no-rows.xlsx", workbook(""), "refused")
    yield Bad("no-sheet-data.xlsx", packed(parts(f'{DECLARATION}<worksheet xmlns="{MAIN}"/>')), "refused")
    hidden = parts(sheet(LIST))
    hidden["xl/workbook.xml"] = hidden["xl/workbook.xml"].replace('sheetId="1"', 'sheetId="1" state="veryHidden"')
    yield Bad("only-a-hidden-sheet.xlsx", packed(hidden), "refused")
    yield Bad("string-out-of-range.xlsx", workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "refused")
    yield Bad("string-negative.xlsx", workbook('<row r="1"><c r="A1" t="s"><v>-7</v></c></row>'), "refused")
    validation = (
        f'<dataValidations><dataValidation sqref="{" ".join(f"A{n}" for n in range(50_000))}"/></dataValidations>'
    )
    yield Bad("long-validation.xlsx", workbook(LIST, after=validation), "either")
    formatting = '<conditionalFormatting sqref="A1"><cfRule type="raar" priority="x"/></conditionalFormatting>'
    yield Bad("odd-formatting.xlsx", workbook(LIST, after=formatting), "either")


def _hostile_cells() -> Iterator[Bad]:
    def with_cell(inside: str) -> bytes:
        """A good list with one odd cell where the hours stand."""
        good = row(2, GOOD[:5]).replace("</row>", f"{inside}</row>")
        return workbook(rows(HEADINGS) + good)

    for name, inside, becomes in (
        ("formula", '<c r="F2"><f>16*2</f><v>32</v></c>', "read"),
        ("formula-without-outcome", '<c r="F2"><f>16*2</f></c>', "problems"),
        ("formula-with-empty-outcome", '<c r="F2"><f>16*2</f><v></v></c>', "problems"),
        ("formula-closed-outcome", '<c r="F2" s="1"><f>16*2</f><v/></c>', "problems"),
        ("formula-that-gives-nothing", '<c r="F2" t="str"><f>IF(A2="","","")</f><v></v></c>', "read"),
        ("shared-formula", '<c r="F2"><f t="shared" si="0"/></c>', "problems"),
        ("array-formula", '<c r="F2"><f t="array" ref="F2:F9">A1:A8</f></c>', "problems"),
        ("web-formula", '<c r="F2" t="str"><f>WEBSERVICE("http://localhost:1")</f><v>32</v></c>', "read"),
        ("error", '<c r="F2" t="e"><v>#N/A</v></c>', "problems"),
        ("error-of-reference", '<c r="F2" t="e"><v>#REF!</v></c>', "problems"),
        ("boolean", '<c r="F2" t="b"><v>1</v></c>', "problems"),
        ("day-for-hours", '<c r="F2" s="1"><v>46000</v></c>', "problems"),
        ("day-out-of-range", '<c r="F2" s="1"><v>99999999</v></c>', "problems"),
        ("negative-day", '<c r="F2" s="1"><v>-5</v></c>', "problems"),
        ("nought-day", '<c r="F2" s="1"><v>0</v></c>', "problems"),
        ("no-number", '<c r="F2"><v>NaN</v></c>', "refused"),
        ("infinite", '<c r="F2"><v>1E999</v></c>', "problems"),
        ("words-for-number", '<c r="F2"><v>twaalf</v></c>', "refused"),
        ("long-number", f'<c r="F2"><v>{"9" * 4000}</v></c>', "problems"),
        ("longer-number", f'<c r="F2"><v>{"9" * 40_000}</v></c>', "refused"),
        ("iso-day", '<c r="F2" t="d"><v>2026-12-31</v></c>', "problems"),
        ("bad-iso-day", '<c r="F2" t="d"><v>morgen</v></c>', "either"),
        ("unknown-type", '<c r="F2" t="zz"><v>32</v></c>', "either"),
        ("style-out-of-range", '<c r="F2" s="99"><v>32</v></c>', "read"),
        ("two-outcomes", '<c r="F2"><v>32</v><v>24</v></c>', "either"),
    ):
        yield Bad(f"cell-{name}.xlsx", with_cell(inside), becomes)
    for name, value, becomes in (
        ("nul", "Jan_x0000_Bos", "problems"),
        ("escape", "Jan_x001B_[31mBos", "problems"),
        ("right-to-left", "Jan \u202eBos", "problems"),
        ("no-width", "Jan\u200bBos", "problems"),
        ("lone-surrogate", "Jan_xD800_Bos", "problems"),
        ("long", "J" * 32_767, "problems"),
        ("too-long-for-excel", "J" * 5_000_000, "problems"),
        ("formula-text", "=1+1", "problems"),
        ("dde", "=cmd|'/C calc'!A0", "read"),
        ("at-sign", "@SUM(1)", "read"),
        ("markup", "[/red] [bold]", "read"),
        ("sql", "'; drop table candidate; --", "read"),
        ("braces", "{0.__class__} {naam} %s %(a)s", "read"),
        ("path", "../../etc/passwd", "read"),
        ("emoji", "👩‍🔧 Bos", "read"),
        ("accents", "Z̷̛̛͕a̴l̵g̶o̷ " * 3, "read"),
        ("line-ends", "Jan_x000D_\nBos", "read"),
        ("markup-xml", "<b>Jan</b> & Bos", "read"),
    ):
        yield Bad(f"text-{name}.xlsx", workbook(rows(HEADINGS, (value, *GOOD[1:]))), becomes)
    yield Bad("raw-nul.xlsx", workbook(rows(HEADINGS, ("Jan\x00Bos", *GOOD[1:]))), "refused")
    yield Bad("raw-escape.xlsx", workbook(rows(HEADINGS, ("Jan\x1bBos", *GOOD[1:]))), "refused")
    book = parts(sheet(rows(HEADINGS, (*GOOD[:3], "45000", "45900", "32"))))
    book["xl/workbook.xml"] = book["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    yield Bad("counted-from-1904.xlsx", packed(book), "read")


def _hostile_headings() -> Iterator[Bad]:
    for name, lists, becomes in (
        ("twice", [(*HEADINGS, "Kandidaat"), (*GOOD, "Ria Smit")], "problems"),
        ("all-the-same", [("Naam",) * 6, GOOD], "problems"),
        ("none", [GOOD, GOOD], "refused"),
        ("only-headings", [HEADINGS], "read"),
        ("misspelt", [("Naem", "Wergever", "Strtdatum"), GOOD], "refused"),
        ("numbers", [("1", "2", "3"), GOOD], "refused"),
        ("repeated", [HEADINGS, GOOD, HEADINGS, GOOD], "read"),
        ("far-below", [*[("Overzicht",)] * 40, HEADINGS, GOOD], "refused"),
        ("long", [("Naam", "x" * 30_000), ("Jan Bos", "x")], "read"),
        ("two-hundred", [(*HEADINGS, *[f"Kolom {n}" for n in range(20)]), GOOD], "read"),
        ("controls", [("Na\u202eam", "Naam"), ("x", "Jan Bos")], "problems"),
        ("empty-ones", [("", "Naam", "", "Woonplaats"), ("x", "Jan Bos", "y", "Breda")], "read"),
        ("formula", [("=Naam", "Naam"), ("x", "Jan Bos")], "problems"),
        ("without-start", [("Naam", "Werkgever", "Einddatum"), ("Jan Bos", "Stadstram", "31-12-2026")], "problems"),
        ("only-bsn", [("BSN",), ("123456782",)], "refused"),
    ):
        yield Bad(f"headings-{name}.xlsx", workbook(rows(*lists)), becomes)


def _hostile_csv() -> Iterator[Bad]:
    line = ";".join(HEADINGS)
    good = ";".join(GOOD)
    for name, content, becomes in (
        ("open-quote", f'{line}\n"{good}\n'.encode() * 3, "refused"),
        ("quote-inside", f'{line}\n"Jan" de Bos;1-1-1980\n'.encode(), "refused"),
        ("long-cell", f"{line}\n{'J' * 200_000};\n".encode(), "refused"),
        ("long-line", (";" * 2_000_000).encode(), "refused"),
        ("one-line", (good * 20_000).encode(), "refused"),
        ("nul", f"{line}\nJan\0Bos;\n".encode(), "either"),
        ("controls", f"{line}\nJan\x1b[2JBos;\n".encode(), "problems"),
        ("right-to-left", f"{line}\nJan \u202eBos;\n".encode(), "problems"),
        ("odd-utf-16", line.encode("utf-16") + b"\x00", "refused"),
        ("broken-utf-8-mark", b"\xef\xbb\xbf" + line.encode() + b"\n\xff\xfe;\n", "refused"),
        ("not-cp1252", line.encode() + b"\n\x81\x8d;\n", "refused"),
        ("ragged", f"{line}\nJan Bos\n{good};extra;extra\n;;\n".encode(), "read"),
        ("only-delimiters", b";;;;\n;;;;\n", "refused"),
        ("separator-line", f"sep=;\n{line}\n{good}\n".encode(), "read"),
        ("separator-alone", b"sep=;\n", "refused"),
        ("formulas", f"{line}\n\"=cmd|'/C calc'!A0\";;;;;\n".encode(), "read"),
        ("old-mac", f"{line}\r{good}\r".encode(), "read"),
        ("mixed-ends", f"{line}\r\n{good}\n{good}\r".encode(), "read"),
        ("hangul", "이름;도시\n".encode("cp949") * 20, "refused"),
    ):
        yield Bad(f"{name}.csv", content, becomes)


def _cut_and_flipped() -> Iterator[Bad]:
    """A good workbook, cut off and with bytes turned over at places that chance points out."""
    whole, chance = workbook(LIST), random.Random(7)
    for number in range(12):
        yield Bad(f"cut-{number}.xlsx", whole[: chance.randrange(5, len(whole) - 1)], "refused")
    for number in range(25):
        spoilt = bytearray(whole)
        for _ in range(3):
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        yield Bad(f"flipped-{number}.xlsx", bytes(spoilt), "either")


def _large() -> Iterator[Bad]:
    """What is small to send and large to read."""

    def with_part(name: str, content: str | bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
        return packed({**parts(sheet(LIST)), name: content}, compression)

    def with_string(size: int, data: str = LIST) -> bytes:
        strings = f'{DECLARATION}<sst xmlns="{MAIN}"><si><t>{"a" * size}</t></si></sst>'
        return packed(parts(sheet(data), **{"xl/sharedStrings.xml": strings}))

    def with_empty_rows(number: int, cells: int) -> bytes:
        styled = "".join(f'<c r="{chr(65 + column)}{{n}}" s="1"/>' for column in range(cells))
        return workbook(LIST + "".join(f'<row r="{n}" ht="30">{styled.format(n=n)}</row>' for n in range(3, number)))

    used = rows(HEADINGS) + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    makers: dict[str, tuple[Callable[[], bytes], str]] = {
        "bomb.xlsx": (lambda: with_part("xl/media/image1.bin", bytes(210 * MEGABYTE)), "refused"),
        "bomb-in-sheet.xlsx": (lambda: workbook(LIST + " " * (210 * MEGABYTE)), "refused"),
        "bomb-in-styles.xlsx": (lambda: with_part("xl/styles.xml", " " * (40 * MEGABYTE)), "refused"),
        "big-file.xlsx": (lambda: with_part("x.bin", bytes(31 * MEGABYTE), zipfile.ZIP_STORED), "refused"),
        "many-parts.xlsx": (lambda: packed({f"xl/media/{i}.png": "x" for i in range(3000)}), "refused"),
        "tags.xlsx": (lambda: workbook(LIST + "<a/>" * 17_000_000), "refused"),
        "a-row-of-cells.xlsx": (lambda: workbook(f'<row r="1">{"<c/>" * 2_000_000}</row>'), "refused"),
        "too-many-rows.xlsx": (lambda: workbook(rows(*[("Naam",)] * 251_000)), "refused"),
        "too-many-rows.csv": (lambda: b"Naam\n" + b"Jan Bos\n" * 260_000, "refused"),
        "empty-styled-rows.xlsx": (lambda: with_empty_rows(60_003, cells=8), "read"),
        "empty-rows.xlsx": (lambda: with_empty_rows(300_003, cells=0), "read"),
        "huge-shared-string.xlsx": (lambda: with_string(30_000_000), "read"),
        "huge-string-used.xlsx": (lambda: with_string(30_000_000, used), "problems"),
    }
    for name, (make, becomes) in makers.items():
        yield Bad(name, make, becomes)


# --- lies that a zip can tell ------------------------------------------------------------------------------------


def with_flag(content: bytes) -> bytes:
    """Every part marked as locked with a password."""
    spoilt = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = spoilt.find(signature)
        while at >= 0:
            spoilt[at + offset] |= 1
            at = spoilt.find(signature, at + 4)
    return bytes(spoilt)


def with_part_twice(content: Mapping[str, str | bytes], name: str, second: str | bytes) -> bytes:
    """A zip in which a part stands twice, with something else the second time."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for part, inside in content.items():
            archive.writestr(part, inside)
        info = zipfile.ZipInfo(name)
        info.filename = name
        archive.NameToInfo.clear()
        archive.writestr(info, second)
    return target.getvalue()


def with_size(content: bytes, size: int, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A directory that lies about how large a part is when unpacked."""
    spoilt = bytearray(content)
    at = spoilt.rfind(part.encode()) - 46
    spoilt[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(spoilt)


def overlapping(content: Mapping[str, str | bytes]) -> bytes:
    """A directory in which two parts lie at the same place."""
    spoilt = bytearray(packed({**content, "xl/media/image1.xml": next(iter(content.values()))}))
    first = spoilt.find(b"PK\x01\x02")
    last = spoilt.rfind(b"PK\x01\x02")
    spoilt[last + 42 : last + 46] = spoilt[first + 42 : first + 46]
    return bytes(spoilt)


def _prefixed(part: str) -> str:
    """The same sheet with a prefix before each tag, as some programs write it."""
    named: Callable[[str], str] = lambda tag: part_tags[tag]  # noqa: E731
    part_tags = {tag: f"x:{tag}" for tag in ("worksheet", "sheetData", "row", "c", "is", "t")}
    for tag in part_tags:
        part = (
            part.replace(f"<{tag} ", f"<{named(tag)} ")
            .replace(f"<{tag}>", f"<{named(tag)}>")
            .replace(f"</{tag}>", f"</{named(tag)}>")
        )
    return part.replace(" xmlns=", " xmlns:x=")


def _without_addresses(data: str) -> str:
    for number in (1, 2):
        for column in "ABCDEF":
            data = data.replace(f' r="{column}{number}"', "")
    return data
