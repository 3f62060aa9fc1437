"""Every parser of something from outside, given whatever chance comes up with: it reads it, or raises an error of ours.

With ``--long`` each is given many times as much.
"""

import json
import random
import tempfile
from contextlib import suppress
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hostile import lists, trying
from hostile.agendas import unpacked
from hostile.here import runs_here
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outside import TODAY, Caseload

from doorstroom import dates, names, postcodes, postings, privacy
from doorstroom.commands import _options
from doorstroom.errors import BadFile, DoorstroomError
from doorstroom.incoming import cells, headings, read
from doorstroom.incoming.cells import Setting
from doorstroom.incoming.column import Column
from doorstroom.incoming.headings import Heading
from doorstroom.incoming.record import candidate_from_json
from doorstroom.incoming.remarks import Remarks
from doorstroom.incoming.vocabulary import PLACES
from doorstroom.intake import plan
from doorstroom.rules import load
from doorstroom.settings import Setting as Kept
from doorstroom.settings import checked
from doorstroom.workbook import read as spreadsheet
from doorstroom.workbook import returned

# Texts that come near to meaning something, in between those that mean nothing.
_PIECES = st.sampled_from(
    [
        *(
            "1",
            "29",
            "02",
            "2027",
            "31",
            "12",
            "0",
            "00",
            "9" * 20,
            "1e999",
            "NaN",
            "-",
            "/",
            ".",
            ",",
            ":",
            " ",
            "\n",
            "t/m",
        ),
        *(
            "uur",
            "u p/w",
            "km",
            "€",
            "mnd",
            "%",
            "ja",
            "nee",
            "nvt",
            "?",
            "jan",
            "december",
            "maandag",
            "K1",
            "W",
            "V٣",
        ),
        *(
            "van der",
            "'t",
            "d'",
            "Jan",
            "Bos",
            "B",
            "AM",
            "BE",
            "@",
            ".nl",
            "+31",
            "06",
            "3511",
            "AB",
            "12345678",
            "123456782",
        ),
        *(
            "=",
            "+",
            "'",
            '"',
            ";",
            "|",
            "[/]",
            "{0}",
            "%s",
            "\\",
            "_x0000_",
            "_xD800_",
            "\ufeff",
            "\u202e",
            "é",
            "ß",
            "İ",
            "ſ",
        ),
    ]
)
texts = st.text(st.characters(codec=None), max_size=60) | st.lists(_PIECES, max_size=8).map("".join)
numbers = st.integers() | st.floats() | st.sampled_from([10**400, -(10**30), 1e308, -0.0, 5e-324])
moments = st.datetimes() | st.dates() | st.times() | st.timedeltas() | st.booleans()
raw_cells = st.none() | texts | numbers | moments
jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.sampled_from([10**400, "K1", "talk"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def tried(call, *arguments):
    """What a parser makes of it; None where it refuses in our words."""
    try:
        return call(*arguments)
    except DoorstroomError:
        return None


# --- one cell, one word ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", sorted(PLACES), ids=str)
@given(raw=raw_cells, is_1904=st.booleans())
@settings(max_examples=max(settings.default.max_examples // 3, 1))
def test_any_cell_in_any_column(place, raw, is_1904):
    column = Column("Blad", Heading(0, "Kop"), PLACES[place], Setting(TODAY, is_1904=is_1904), Remarks())
    tried(column.read, raw)


@given(texts)
def test_any_word_where_a_day_a_number_or_a_text_is_asked(text):
    tried(dates.parse_day, text)
    tried(dates.parse_birth_day, text, TODAY)
    for parser in ("as_number", "as_cents", "months_in", "people_in", "whole_number", "called"):
        tried(getattr(_options, parser), text)
    tried(privacy.one_line, text)
    tried(privacy.without_bsn, text)
    tried(privacy.client_number, text)
    for setting in Kept:
        tried(checked, setting, text)


@given(texts, texts)
def test_any_name(one, other):
    first, second = names.split(one), names.split(other)
    assert isinstance(names.fold(one), str)
    names.resembles(first, second)
    names.double_keys(first)
    names.sort_key(*second)


@given(st.lists(raw_cells, max_size=12), st.lists(texts, max_size=3))
def test_any_row_of_headings(row, maps):
    meant = tried(headings.meant_by, maps) or {}
    headings.count_known(row, meant)
    headings.recognise([cell if isinstance(cell, str) else "" for cell in row], meant)


@given(texts)
def test_any_text_made_fit_to_compare(text):
    cells.key(text)
    cells.is_unknown(text)
    cells.shown(text)
    tried(cells.tidy, text)


# --- whole files -------------------------------------------------------------------------------------------------


def brought_in(name, content):
    """Import a file into a caseload in memory; never another error than BadFile."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        with suppress(BadFile), spreadsheet.open(path) as sheets:
            for verdict in plan(read(sheets, today=TODAY).rows(), Caseload()):
                assert all(problem.row > 0 for problem in verdict.problems)


_SEPARATORS = st.sampled_from([";", ",", "\t", "|", '"', "\n", "\r\n", "\r", "\n\n", "sep=;\n", "\0"])
_HEADS = st.sampled_from(
    ["Naam", "Werkgever", "Startdatum", "Einddatum", "Uren", "Klantnummer", "BSN", "Vacature", "Totaal"]
)


@given(st.binary(max_size=300))
def test_any_bytes_called_csv(content):
    brought_in("list.csv", content)


@given(
    st.lists(_SEPARATORS | _HEADS | texts, max_size=40).map("".join),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-7", "cp037"]),
)
def test_any_text_called_csv(text, encoding):
    brought_in("list.csv", text.encode(encoding, errors="replace"))


@st.composite
def mutations(draw):
    """What is done to some bytes: (where, what) pairs, the place as a part of the whole."""
    how = st.sampled_from(["flip", "drop", "double", "put", "swap"])
    return draw(
        st.lists(st.tuples(st.floats(0, 1), how, st.binary(max_size=12), st.integers(1, 40)), min_size=1, max_size=5)
    )


def mutated(content, what):
    """These bytes with that done to them."""
    made = bytearray(content)
    for place, how, more, length in what:
        at = int(place * max(len(made) - 1, 0))
        match how:
            case "flip" if made:
                made[at] ^= 1 << (length % 8)
            case "drop":
                del made[at : at + length]
            case "double":
                made[at:at] = made[at : at + length]
            case "put":
                made[at:at] = more
            case "swap":
                made[at : at + length] = bytes(reversed(made[at : at + length]))
    return bytes(made)


# Bits of XML that mean something to whoever reads it.
_TAGS = [
    *(
        b"<row>",
        b'<row r="1">',
        b"</row>",
        b'<c r="A1" t="s">',
        b'<c r="ZZZ9999999"/>',
        b"<v>",
        b"</v>",
        b"<v>1e999</v>",
        b"<is>",
    ),
    *(
        b"<f>1+1</f>",
        b' t="inlineStr"',
        b' t="d"',
        b' t="e"',
        b' s="9999"',
        b' r="A0"',
        b' hidden="1"',
        b' ref="A1:XFD1048576"',
    ),
    *(
        b"<mergeCell ref='A1:A9'/>",
        b"<!DOCTYPE x>",
        b"<?x?>",
        b"<![CDATA[",
        b"&amp;",
        b"&#0;",
        b"&#x1b;",
        b"<a xmlns='b'/>",
    ),
    *(
        b' date1904="1"',
        b' state="hidden"',
        b'sheetId="0"',
        b'r:id="rId99"',
        b"numFmtId='-1'",
        b"-1",
        b"99999999999999999999",
    ),
]


def in_a_part(parts, chance, times):
    """A workbook of these parts with so many things put in, taken out or changed in one or two of them."""
    changed = dict(parts)
    for name in chance.sample(sorted(parts), k=min(len(parts), 1 + times % 2)):
        part = bytearray(changed[name])
        for _ in range(times):
            at = chance.randrange(len(part) + 1)
            match chance.randrange(4):
                case 0:
                    part[at:at] = chance.choice(_TAGS)
                case 1:
                    # Between two tags, so that it stays XML more often.
                    close = part.find(b">", at) + 1
                    part[close:close] = chance.choice(_TAGS)
                case 2:
                    del part[at : part.find(b">", at) + 1]
                case _ if part:
                    part[at % len(part)] = chance.randrange(256)
        changed[name] = bytes(part)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in changed.items():
            archive.writestr(name, part)
    return packed.getvalue()


@given(mutations())
def test_any_bytes_of_a_workbook_changed(what):
    brought_in("list.xlsx", mutated(lists.workbook(lists.LIST), what))


@given(st.integers(0, 1 << 32), st.integers(1, 6))
def test_any_part_of_a_workbook_changed(seed, times):
    parts = {name: part.encode() for name, part in lists.parts(lists.sheet(lists.LIST)).items()}
    brought_in("list.xlsx", in_a_part(parts, random.Random(seed), times))


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """An agenda that was made of a small caseload, and what its page saves."""
    with pytest.MonkeyPatch.context() as patch:
        return trying.begin(lambda folder: runs_here(folder, patch), tmp_path_factory.mktemp("begun")).begun


def came_back(name, content):
    """Read what comes back; never another error than BadFile."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        with suppress(BadFile):
            assert isinstance(returned.read(path, today=TODAY).meeting, date)


@given(mutations())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_of_an_agenda_changed(begun, what):
    came_back("agenda.xlsx", mutated(begun.agenda, what))


@given(st.integers(0, 1 << 32), st.integers(1, 6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_part_of_an_agenda_changed(begun, seed, times):
    came_back("agenda.xlsx", in_a_part(unpacked_once(begun.agenda), random.Random(seed), times))


@cache
def unpacked_once(content):
    return unpacked(content)


@given(
    st.dictionaries(st.sampled_from(["format", "meeting", "caseload", "rows"]), jsons), st.dictionaries(texts, jsons)
)
def test_any_page(begun, top, row):
    rows = [{**begun.saved["rows"][0], **row}]
    came_back("page.json", json.dumps({**begun.saved, "rows": rows, **top}).encode())


@given(
    st.dictionaries(
        st.sampled_from(["ref", "name", "base", "decision", "vacancy", "action", "owner", "due_on", "note"]), jsons
    )
)
def test_any_row_of_a_page(begun, row):
    came_back("page.json", json.dumps({**begun.saved, "rows": [{**begun.saved["rows"][0], **row}]}).encode())


_KEYS = [
    *("@type", "title", "hiringOrganization", "datePosted", "validThrough", "jobStartDate", "workHours", "jobLocation"),
    *(
        "totalJobOpenings",
        "qualifications",
        "skills",
        "jobBenefits",
        "description",
        "identifier",
        "url",
        "name",
        "value",
    ),
]


@given(st.dictionaries(st.sampled_from(_KEYS), jsons), st.booleans())
def test_any_vacancy(posting, is_page):
    content = json.dumps({"@type": "JobPosting", **posting}).encode()
    tried(postings.read, lists_in_page(content) if is_page else content, "vacancy.html")


def lists_in_page(content):
    return b'<script type="application/ld+json">' + content + b"</script>"


@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from(["<script ", 'type="application/ld+json">', "{", '"@type":']), max_size=9)
)
def test_any_saved_page(content):
    tried(postings.read, content if isinstance(content, bytes) else "".join(content).encode(), "page.html")


@given(
    jsons
    | st.dictionaries(st.sampled_from(["3511", "1011", "٣٥١١"]), jsons)
    | st.lists(st.fixed_dictionaries({"pc4": jsons, "lat": jsons, "lon": jsons}))
)
def test_any_postcodes(value):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "places.json")
        path.write_text(json.dumps(value), encoding="utf-8")
        tried(postcodes.read, path)


_FIELDS = [
    *(
        "name",
        "first_name",
        "infix",
        "last_name",
        "number",
        "birth_date",
        "phone",
        "email",
        "postcode",
        "town",
        "district",
    ),
    *("target_group", "benefit", "benefit_since", "distance", "hours_min", "hours_max", "available_from", "max_km"),
    *(
        "language_level",
        "licences",
        "transports",
        "talents",
        "needs",
        "owner",
        "programme",
        "joined_on",
        "registered_on",
    ),
]


@given(st.dictionaries(st.sampled_from(_FIELDS) | texts, jsons) | jsons)
def test_any_candidate_as_json(said):
    tried(lambda content: candidate_from_json(content, today=TODAY), json.dumps(said).encode())


@given(st.binary(max_size=200))
def test_any_candidate_as_bytes(content):
    tried(lambda given: candidate_from_json(given, today=TODAY), content)


_TOML = st.sampled_from(
    [
        *(
            "[sources]\n",
            "[[rule]]\n",
            'key = "own.rule"\n',
            'kind = "chain"\n',
            'kind = "notice"\n',
            "read_on = 2026-11-01\n",
        ),
        *(
            "effective_from = 2026-01-01\n",
            "effective_to = 0001-01-01\n",
            "max_months = 36\n",
            "max_months = nan\n",
            "= 1\n",
        ),
        *(
            'source = "x"\n',
            'replaces = "chain.statutory.2020"\n',
            'status = "in_force"\n',
            "a = [1, 2\n",
            "b = {c = 1}\n",
            "'''\n",
        ),
        *(
            "gap_months = -1\n",
            "max_contracts = 99999999999999999999\n",
            "[sources.x]\n",
            "[rule]\n",
            "rule = 1\n",
            "sources = 1\n",
        ),
    ]
)


@given(st.lists(_TOML, max_size=12).map("".join) | texts | st.binary(max_size=100))
def test_any_file_of_rules(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "own.toml")
        path.write_bytes(content if isinstance(content, bytes) else content.encode(errors="replace"))
        tried(load.load, Path(folder))
        load.examine(Path(folder))
