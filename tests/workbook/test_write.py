"""The meeting workbook as Excel finds it: real days and numbers, ready to print, everybody counted, nothing to run."""

import re
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from factories import a_candidate, a_contract, a_permanent_contract, an_employer, day
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from people import a_person
from processes import environment

from doorstroom import i18n
from doorstroom.check import Check
from doorstroom.choices import Because, Party
from doorstroom.dates import add_months
from doorstroom.errors import BadInput, Unavailable
from doorstroom.files import write_whole
from doorstroom.model import Placement
from doorstroom.model.choices import ContractKind, EmployerKind, EndReason, TargetGroup, Transport
from doorstroom.preparation import Preparation, prepare
from doorstroom.reports import Band, Expiring, Filter, Followed, LeftOut, NextStep, Person, expiring
from doorstroom.workbook import layout, table
from doorstroom.workbook.write import write

TODAY = day("2026-11-21")
PAST = a_person(a_contract("2026-01-01", "2026-10-31"), id=1, first_name="Noor", infix="", last_name="Past")
SOON = a_person(a_contract("2026-06-01", "2026-12-10"), id=2, first_name="Sem", infix="van", last_name="Soon")
LATER = a_person(a_contract("2026-11-01", "2027-10-31"), id=3, first_name="Łukasz", infix="", last_name="Later")
STAYS = a_person(a_permanent_contract(), id=4, first_name="Yıldız", infix="", last_name="Stays", owner="Noor")
CLOSED = a_person(closed_on="2026-11-01", id=5, first_name="Mehmet", infix="", last_name="Closed")

SECRETS = {
    "birth_date": day("1991-02-03"),
    "phone": "06-99900123",
    "email": "fatima@example.nl",
    "postcode": "2011 ZX",
    "target_group": TargetGroup.WAJONG,
    "benefit": "bijstandsuitkering",
    "benefit_since": day("2019-08-07"),
    "needs": ("een vaste begeleider",),
}


def the_list(*people: Person, **asked: Any) -> Expiring:
    return expiring(people or (PAST, SOON, LATER, STAYS, CLOSED), as_of=TODAY, months=6, **asked)


def a_preparation(answer: Expiring | None = None, **content: Any) -> Preparation:
    """What a meeting needs, with one of everything unless said otherwise."""
    ordinary = {
        "candidates": [a_candidate()],
        "placements": [a_placement()],
        "employers": [an_employer(policy_months=23)],
        "organisation": "Werkcentrum De Brug",
        "chosen": Filter(),
        "rules_version": "2026.1",
    }
    return prepare(answer or the_list(), **(ordinary | content))


def a_placement(**fields: Any) -> Placement:
    names = {"candidate": "Fatima el Idrissi", "employer": "Stadstram", "workplaces": ()}
    return Placement(a_contract(id=7, hours=32, function="conductor", **fields), **names)


def written(preparation: Preparation, near: Path) -> bytes:
    file = BytesIO()
    write(preparation, file, near=near)
    assert list(near.iterdir()) == [], "writing leaves nothing behind"
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to write in."""
    path = tmp_path / "meetings"
    path.mkdir()
    return path


@pytest.fixture
def workbook(folder: Path):
    """Write a workbook and read it back as Excel would."""

    def workbook(preparation: Preparation | None = None) -> openpyxl.Workbook:
        return openpyxl.load_workbook(BytesIO(written(preparation or a_preparation(), folder)))

    return workbook


def column(sheet: Worksheet, heading: str) -> list[Any]:
    """The values below a heading."""
    found = [cell.column for cell in sheet[1] if cell.value == heading]
    assert len(found) == 1, f"{heading} among {[cell.value for cell in sheet[1]]}"
    return [value(sheet.cell(row, found[0])) for row in range(2, sheet.max_row + 1)]


def value(cell: Cell) -> Any:
    """What stands in a cell, a day as a day."""
    return cell.value.date() if isinstance(cell.value, datetime) else cell.value


def texts(book: openpyxl.Workbook) -> Iterator[str]:
    """Every text in every cell."""
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell.value for cell in row if isinstance(cell.value, str))


def parts(content: bytes) -> Iterator[str]:
    """Every part of the file as text."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            yield name
            yield package.read(name).decode()


# --- what is in it -----------------------------------------------------------------------------------------------


def test_the_sheets_stand_in_the_order_of_a_meeting(workbook):
    assert workbook().sheetnames == [
        "Cover", "Leaving", "Left off and why", "Candidates", "Contracts", "Employers", "Deadlines",
        "Ends per month",
    ]  # fmt: skip


def test_the_list_keeps_its_order_and_says_who_where_when_and_why(workbook):
    leaving = workbook()["Leaving"]
    assert column(leaving, "Name") == ["Noor Past", "Sem van Soon"]
    assert column(leaving, "Employer") == ["Werkgever 1", "Werkgever 1"]
    assert column(leaving, "Leaves on") == [day("2026-10-31"), day("2026-12-10")]
    assert column(leaving, "Days") == [-21, 19]
    assert column(leaving, "When") == [Band.PAST.label, Band.ONE.label]
    assert column(leaving, "Why") == [Because.ENDED.label, Because.CONTRACT_END.label]


def test_a_band_reads_in_black_and_white_and_has_its_own_shade(workbook):
    leaving = workbook()["Leaving"]
    [band] = [cell.column for cell in leaving[1] if cell.value == "When"]
    past, soon = leaving.cell(2, band), leaving.cell(3, band)
    assert past.value != soon.value
    assert brightness(past.fill.fgColor.rgb) < brightness(soon.fill.fgColor.rgb) < 255


def brightness(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (2, 4, 6))
    return 0.3 * red + 0.59 * green + 0.11 * blue


def test_what_must_be_checked_by_hand_stands_there_in_words(workbook):
    agency = a_person(a_contract("2026-06-01", "2026-12-10", kind=ContractKind.AGENCY))
    assert column(workbook(a_preparation(the_list(agency)))["Leaving"], "Check by hand") == [Check.AGENCY.label]


def test_whom_was_spoken_with_and_what_comes_next_stands_beside_the_name(workbook):
    spoken = {Party.CANDIDATE: day("2026-06-11"), Party.EMPLOYER: day("2026-06-09")}
    step = NextStep("Proefdag plannen", "Samira", day("2026-12-01"))
    leaving = workbook(a_preparation(the_list().with_followed({2: Followed(spoken=spoken, step=step)})))["Leaving"]
    assert column(leaving, "Spoken: candidate") == [None, day("2026-06-11")]
    assert column(leaving, "Spoken: employer") == [None, None], "before the day from which Sem is on the list"
    assert column(leaving, "Spoken: WSP") == [None, None]
    assert column(leaving, "Next step") == [None, "Proefdag plannen"]
    assert column(leaving, "Step owner") == [None, "Samira"]
    assert column(leaving, "Step due") == [None, day("2026-12-01")]


def test_everybody_who_is_not_on_the_list_is_named_with_the_reason(workbook):
    left_off = workbook()["Left off and why"]
    assert dict(zip(column(left_off, "Name"), column(left_off, "Why not on the list"), strict=True)) == {
        "Mehmet Closed": LeftOut.CLOSED.label,
        "Łukasz Later": LeftOut.LATER.label,
        "Yıldız Stays": LeftOut.PERMANENT.label,
    }
    assert column(left_off, "Leaves on") == [None, day("2027-10-31"), None]


def cover_counts(book: openpyxl.Workbook) -> dict[str, Any]:
    """What the cover says beside each label."""
    return {row[1].value: value(row[2]) for row in book["Cover"].iter_rows() if row[1].value}


def test_the_cover_adds_up_to_everybody(workbook):
    book = workbook()
    said = cover_counts(book)
    bands = {Band.PAST: 1, Band.ONE: 1, Band.THREE: 0, Band.SIX: 0}
    assert {band: said[band.label] for band in bands} == bands
    assert said["On the list"] == 2 == book["Leaving"].max_row - 1
    left_off = Counter(column(book["Left off and why"], "Why not on the list"))
    reasons = [reason.label for reason in LeftOut if reason is not LeftOut.FILTERED]
    assert {reason: said[reason] for reason in reasons} == {reason: left_off[reason] for reason in reasons}
    assert said["On the list"] + sum(left_off.values()) == said["All candidates"] == 5


def test_the_cover_says_of_what_day_window_rules_and_profile_it_is(workbook):
    said = cover_counts(workbook())
    assert said["As of"] == day("2026-11-21")
    assert said["Window"] == "6 months: who leaves on 2027-05-21 or earlier"
    assert said["Filter"] == "none"
    assert said["Rules"] == "2026.1"
    assert said["Profile"].startswith("without target group")


def test_the_cover_names_the_filters_and_counts_who_they_leave_out(workbook):
    wanted = Filter(employer=1, owner="Noor", subsidised=True)
    said = cover_counts(workbook(a_preparation(the_list(wanted=wanted), chosen=wanted)))
    assert said["Filter"] == "employer Stadstram; owner Noor; subsidised: yes"
    assert (said[LeftOut.FILTERED.label], said[LeftOut.PERMANENT.label], said["All candidates"]) == (4, 1, 5)


def test_the_months_count_everybody_who_leaves_from_today_on(workbook):
    months = workbook()["Ends per month"]
    assert column(months, "Month") == [add_months(day("2026-11-01"), n) for n in range(12)]
    assert column(months, "People") == [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    [chart] = months._charts
    assert chart.series[0].val.numRef.f == "'Ends per month'!$B$2:$B$13"
    assert [point.v for point in chart.series[0].val.numRef.numCache.pt] == column(months, "People")


def test_an_employer_shows_how_many_of_its_people_leave(workbook):
    employers = workbook(a_preparation(employers=[an_employer(policy_months=23), an_employer(id=2)]))["Employers"]
    assert column(employers, "On the list") == [2, 0]
    assert column(employers, "Own limit in months") == [23, None]


def test_days_and_numbers_are_real_and_a_client_number_is_text(workbook):
    person = a_candidate(number="007", hours_min=7.5, hours_max=32.0, available_from=TODAY, max_km=10.0)
    book = workbook(a_preparation(candidates=[person]))
    candidates = book["Candidates"]
    assert (column(candidates, "Hours from"), column(candidates, "Hours to")) == ([7.5], [32])
    assert column(candidates, "Available from") == [day("2026-11-21")]
    contracts = book["Contracts"]
    assert column(contracts, "First day") == [day("2026-01-01")]
    assert column(contracts, "Hours a week") == [32]


def test_a_list_of_values_is_joined_and_its_labels_are_words(workbook):
    person = a_candidate(transports=(Transport.BIKE, Transport.PUBLIC), talents=("patient", "early riser"))
    candidates = workbook(a_preparation(candidates=[person]))["Candidates"]
    assert column(candidates, "Transport") == ["bike, public transport"]
    assert column(candidates, "Talents") == ["patient, early riser"]


def test_an_empty_caseload_gives_sheets_that_say_so(workbook):
    book = workbook(a_preparation(expiring([], as_of=TODAY, months=6), candidates=[], placements=[], employers=[]))
    assert book["Leaving"]["A2"].value == "Nobody must leave in this window."
    assert book["Candidates"]["A2"].value == "There are no candidates."
    assert cover_counts(book)["All candidates"] == 0


# --- how it looks and prints -------------------------------------------------------------------------------------


def tables(book: openpyxl.Workbook) -> list[Worksheet]:
    return [sheet for sheet in book if sheet.title not in ("Cover", "Voorblad")]


def test_every_sheet_prints_on_a4_landscape_one_page_wide_with_its_page_number(workbook):
    for sheet in workbook():
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.left.text == "As of 2026-11-21"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.oddHeader.right.text == "Werkcentrum De Brug"


def test_every_table_keeps_its_heading_in_sight_on_paper_and_on_screen(workbook):
    for sheet in tables(workbook()):
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes in ("A2", "C2")
        assert all(cell.font.b and cell.fill.fgColor.rgb not in ("00000000", "FFFFFFFF") for cell in sheet[1])


def test_every_table_can_be_filtered_from_heading_to_last_row(workbook):
    for sheet in tables(workbook()):
        assert sheet.auto_filter.ref == sheet.dimensions


def test_long_text_goes_on_on_a_next_line_in_a_row_that_is_high_enough(workbook):
    person = a_candidate(talents=("keeps calm when it gets busy at the desk",) * 4)
    candidates = workbook(a_preparation(candidates=[person, a_candidate(id=2)]))["Candidates"]
    assert candidates.column_dimensions["C"].width < 30
    assert candidates["C2"].alignment.wrap_text
    assert candidates.row_dimensions[2].height > 60
    assert candidates.row_dimensions[3].height is None


def test_the_list_leaves_room_to_write_by_hand(workbook):
    leaving = workbook()["Leaving"]
    assert leaving.row_dimensions[2].height > 27
    assert column(leaving, "Next step") == [None, None]
    [step] = [cell.column_letter for cell in leaving[1] if cell.value == "Next step"]
    assert leaving.column_dimensions[step].width > 18


def test_an_organisation_cannot_write_commands_into_a_header(folder):
    content = written(a_preparation(organisation="3 B&D"), folder)
    assert '&amp;R&amp;"Arial"&amp;9 3 B&amp;&amp;D</oddHeader>' in "".join(parts(content)).replace("&quot;", '"')


def test_the_document_has_a_title_and_no_author(workbook):
    properties = workbook().properties
    assert properties.title == "Matching meeting, 2026-11-21"
    assert (properties.creator or "", properties.lastModifiedBy or "") == ("", "")
    assert properties.created.date() == day("2026-11-21")


def test_the_same_caseload_gives_the_same_bytes(folder):
    assert written(a_preparation(), folder) == written(a_preparation(), folder)


# --- two languages -----------------------------------------------------------------------------------------------


def test_in_dutch_days_stand_as_dutch_people_write_them(workbook):
    i18n.choose("nl")
    book = workbook()
    assert book.sheetnames[:3] == ["Voorblad", "Vertrek", "Niet op de lijst"]
    assert book["Voorblad"]["C4"].number_format == "dd-mm-yyyy"
    assert {cell.number_format for cell in book["Vertrek"][2] if cell.is_date} == {"dd-mm-yyyy"}
    assert book["Vertrek"].oddFooter.left.text == "Peildatum 21-11-2026"
    assert book["Vertrek per maand"]["A2"].number_format == "[$-413]mmmm yyyy"


def test_in_english_days_stand_in_iso_order(workbook):
    book = workbook()
    assert book["Cover"]["C4"].number_format == "yyyy-mm-dd"
    assert {cell.number_format for cell in book["Leaving"][2] if cell.is_date} == {"yyyy-mm-dd"}
    assert book["Ends per month"]["A2"].number_format == "[$-809]mmmm yyyy"


def test_every_text_of_our_own_is_dutch_in_dutch(workbook):
    i18n.choose("nl")
    nothing = expiring([], as_of=TODAY, months=6)
    dutch = set(texts(workbook(a_preparation(nothing, candidates=[], placements=[], employers=[], sensitive=True))))
    i18n.choose("en")
    english = set(texts(workbook(a_preparation(nothing, candidates=[], placements=[], employers=[], sensitive=True))))
    assert dutch & english <= {"REF", "Werkcentrum De Brug", "2026.1", "Filter", "E-mail", "Postcode", "Contract"}


# --- what must not be in it --------------------------------------------------------------------------------------


def test_what_is_sensitive_is_in_no_byte_unless_it_is_asked_for(folder):
    candidates = [a_candidate(**SECRETS)]
    placements = [a_placement(kind=ContractKind.SHELTERED, end_reason=EndReason.ILLNESS, note="geheim", wage_month=1)]
    secrets = (*SECRETS, "Wajong", "1991", "06-99900123", "fatima@", "2011 ZX", "bijstand", "2019", "begeleider")
    words = re.compile("|".join((*map(re.escape, secrets[len(SECRETS) :]), "sheltered work,", "illness", "geheim")))
    preparation = a_preparation(candidates=candidates, placements=placements)
    assert [words.findall(part) for part in parts(written(preparation, folder)) if words.search(part)] == []
    asked_for = a_preparation(candidates=candidates, placements=placements, sensitive=True)
    found = {word for part in parts(written(asked_for, folder)) for word in words.findall(part)}
    assert found >= {"Wajong", "06-99900123", "fatima@", "2011 ZX", "bijstand", "begeleider"}


def test_with_sensitive_details_the_cover_and_a_sheet_of_their_own_say_so(workbook):
    book = workbook(a_preparation(candidates=[a_candidate(**SECRETS)], sensitive=True))
    assert book.sheetnames[-1] == "Sensitive"
    assert column(book["Sensitive"], "Born on") == [day("1991-02-03")]
    assert column(book["Sensitive"], "Phone") == ["06-99900123"]
    assert cover_counts(book)["Profile"].startswith("with sensitive details")


HOSTILE = [
    "=1+1", "@SUM(A1)", "+1", "-1", "=cmd|' /C calc'!A0", "{=1}", "1e5", "#N/A", "'quoted",
    "http://example.nl", "internal:A1", "<r><t>x</t></r>", "<r>&</r>", "_x0041_",
    "x\x1b]0;y\x07z", "\u202egnp.exe", "a\x00b",
]  # fmt: skip


def everything_says(text: str) -> Preparation:
    """A preparation in which every text that comes from outside is this one."""
    person = a_person(a_contract("2026-06-01", "2026-12-10", function=text), first_name=text, owner=text, coach=text)
    person = person._replace(jobs=tuple(job._replace(employer_name=text) for job in person.jobs))
    stays = person._replace(id=2, jobs=tuple(job._replace(leaves_on=date(2028, 1, 1)) for job in person.jobs))
    many = dict.fromkeys(("talents", "pitfalls", "drives", "skills", "wishes", "needs"), (text,))
    one = dict.fromkeys(("first_name", "town", "owner", "coach", "benefit", "phone", "email", "postcode"), text)
    return a_preparation(
        the_list(person, stays),
        candidates=[a_candidate(**many, **one)],
        placements=[a_placement()._replace(candidate=text, employer=text, workplaces=(text,))],
        employers=[an_employer(name=text, town=text, contact=text, owner=text, kind=EmployerKind.AGENCY)],
        organisation=text,
        chosen=Filter(owner=text),
        rules_version=text,
        sensitive=True,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_a_link_or_markup(folder, text):
    content = written(everything_says(text), folder)
    book = openpyxl.load_workbook(BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type in ("f", "e") or cell.hyperlink]
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if "worksheets/sheet" in name:
                assert "<f>" not in package.read(name).decode()


@pytest.mark.parametrize("text", ["=1+1", "@x", "+1", "-1"])
def test_text_that_looks_like_a_formula_stays_text_after_editing(workbook, text):
    cell = workbook(everything_says(text))["Candidates"]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@settings(max_examples=15)
@given(text=st.text(st.characters(), min_size=1, max_size=50))
def test_any_text_gives_a_workbook_that_opens(text):
    file = BytesIO()
    write(everything_says(text), file, near=Path.cwd())
    assert len(list(texts(openpyxl.load_workbook(file)))) > 50


def test_what_is_longer_than_a_cell_can_hold_ends_in_dots(workbook):
    person = a_candidate(talents=("x" * 40_000,))
    [talent] = column(workbook(a_preparation(candidates=[person]))["Candidates"], "Talents")
    assert len(talent) < 32_767
    assert talent.endswith("x…")


def test_more_rows_than_a_sheet_can_hold_are_refused_by_name(folder, monkeypatch):
    monkeypatch.setattr(table, "_MOST_ROWS", 20)
    preparation = a_preparation(placements=(a_placement() for _ in range(20)))
    with pytest.raises(BadInput) as refused:
        written(preparation, folder)
    assert refused.value.fields == {"sheet": "Contracts", "most": 20}
    assert list(folder.iterdir()) == []


# --- whole or not at all -----------------------------------------------------------------------------------------


def test_rows_wait_in_a_private_folder_beside_the_target_and_nowhere_else(folder, monkeypatch, tmp_path):
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    monkeypatch.setattr("tempfile.tempdir", None)
    seen = []

    def placements() -> Iterator[Placement]:
        seen.extend((path.is_dir(), path.stat().st_mode & 0o077) for path in folder.iterdir())
        seen.extend(path.name for path in elsewhere.iterdir())
        yield a_placement()

    written(a_preparation(placements=placements()), folder)
    assert seen == [(True, 0)]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, ZeroDivisionError, OSError(28, "No space left on device")])
def test_an_interruption_leaves_the_old_workbook_and_nothing_else(folder, interruption):
    def placements() -> Iterator[Placement]:
        yield a_placement()
        raise interruption

    target = folder / "meeting.xlsx"
    target.write_bytes(b"the old one")
    expected = Unavailable if isinstance(interruption, OSError) else interruption
    with pytest.raises(expected):
        write_whole(
            target, lambda file: write(a_preparation(placements=placements()), file, near=folder), overwrite=True
        )
    assert target.read_bytes() == b"the old one"
    assert list(folder.iterdir()) == [target]


IN_A_PROCESS_OF_ITS_OWN = """
import os, resource, signal, sys
from pathlib import Path

tests, target, how = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
sys.path[:0] = [tests, tests + "/workbook"]

from doorstroom.errors import DoorstroomError
from doorstroom.files import write_whole
from doorstroom.workbook.write import write
from test_write import a_placement, a_preparation

def placements():
    for number in range(3000):
        if how == "kill" and number == 2000:
            os.kill(os.getpid(), signal.SIGKILL)
        yield a_placement()

if how != "kill":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(how), int(how)))
try:
    preparation = a_preparation(placements=placements())
    write_whole(target, lambda file: write(preparation, file, near=target.parent), overwrite=True)
except DoorstroomError as error:
    sys.exit(error.exit_code)
"""


def in_a_process_of_its_own(target: Path, how: str) -> subprocess.CompletedProcess[str]:
    """Write a large workbook and be killed half-way, or have room for so many bytes in a file."""
    tests = Path(__file__).parent.parent
    return subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN, tests, target, how],
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_killed_export_leaves_the_old_workbook_and_no_name_that_others_can_read(folder):
    target = folder / "meeting.xlsx"
    target.write_bytes(b"the old one")
    assert in_a_process_of_its_own(target, "kill").returncode == -signal.SIGKILL
    assert target.read_bytes() == b"the old one"
    left = [path for path in folder.iterdir() if path != target]
    assert left
    assert [path.stat().st_mode & 0o077 for path in left] == [0] * len(left)


@pytest.mark.parametrize("room", ["2000", "20000", "60000"])
def test_without_room_the_old_workbook_stays_and_one_error_is_all_that_is_said(folder, room):
    target = folder / "meeting.xlsx"
    target.write_bytes(b"the old one")
    result = in_a_process_of_its_own(target, room)
    assert (result.returncode, result.stderr) == (7, "")
    assert target.read_bytes() == b"the old one"
    assert list(folder.iterdir()) == [target]


def test_the_layout_names_each_column_once():
    for sheet in vars(layout).values():
        if isinstance(sheet, layout.Sheet):
            keys = [one.field.key for one in sheet.columns]
            assert len(keys) == len(set(keys))
