"""A workbook that asks for a password: made, opened by others, filled in and brought back."""

import io
import re
import struct

import msoffcrypto
import pytest
from openpyxl import Workbook, load_workbook

PASSWORD = "drie gele paraplu's"


@pytest.fixture
def agenda(caseload, run, monkeypatch, tmp_path):
    """The workbook of a meeting with a password, and how it opens."""
    run("add-candidate 'Fatima el Idrissi'")
    run("add-employer Stadstram --policy-months 23")
    run("add-contract K1 W1 --start 2025-02-01 --months 23")
    monkeypatch.setenv("DOORSTROOM_PASSWORD", PASSWORD)
    monkeypatch.chdir(tmp_path)
    run("export agenda.xlsx --for 2026-11-30 --password")
    return tmp_path / "agenda.xlsx"


def opened(file, password=PASSWORD):
    content = io.BytesIO()
    with file.open("rb") as locked:
        book = msoffcrypto.OfficeFile(locked)
        assert book.is_encrypted()
        book.load_key(password=password, verify_password=True)
        book.decrypt(content, verify_integrity=True)
    return content


def test_it_holds_no_name_and_opens_with_the_password_only(agenda):
    assert b"Idrissi" not in agenda.read_bytes()
    assert not agenda.read_bytes().startswith(b"PK")
    assert agenda.stat().st_mode & 0o777 == 0o600
    sheet = load_workbook(opened(agenda))["Leaving"]
    assert "Fatima el Idrissi" in {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        opened(agenda, "een ander woord")
    assert [path.name for path in agenda.parent.iterdir() if path.name.startswith(".doorstroom")] == []


@pytest.mark.parametrize("whom", ["employer", "partner", "municipality"])
def test_what_others_get_can_be_locked_too(agenda, run, monkeypatch, whom):
    monkeypatch.setenv("DOORSTROOM_PASSWORD", PASSWORD)
    employer = "--employer W1" if whom == "employer" else ""
    run(f"export {whom}.xlsx --for-whom {whom} {employer} --password")
    assert load_workbook(opened(agenda.with_name(f"{whom}.xlsx")))


def test_filled_in_it_comes_back_with_its_password(agenda, run, monkeypatch):
    book = load_workbook(opened(agenda))
    sheet = book["Agenda"]
    headings = next(row for row in sheet.iter_rows(max_row=30) if "REF" in [cell.value for cell in row])
    column = next(cell.column for cell in headings if cell.value == "Outcome")
    row = next(row for row in sheet.iter_rows(min_row=headings[0].row + 1) if any(cell.value == "K1" for cell in row))
    sheet.cell(row[0].row, column).value = "extend"
    plain, filled = io.BytesIO(), agenda.with_name("filled.xlsx")
    book.save(plain)
    with filled.open("wb") as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(PASSWORD, out)
    assert "locked with a password" in run("apply filled.xlsx", exit=5).stderr
    monkeypatch.setenv("DOORSTROOM_PASSWORD", "een ander woord")
    assert "does not open with this password" in run("apply filled.xlsx", exit=5).stderr
    monkeypatch.setenv("DOORSTROOM_PASSWORD", PASSWORD)
    run("apply filled.xlsx")
    assert "extend" in run("show K1").stdout.casefold()


def test_the_password_is_asked_for_and_never_shown(agenda, on_a_terminal):
    typed = {"A password for the workbook": PASSWORD, "Once more": PASSWORD}
    screen = on_a_terminal("export other.xlsx --password", typed)
    assert PASSWORD not in screen
    assert load_workbook(opened(agenda.with_name("other.xlsx")))
    assert PASSWORD not in on_a_terminal("apply agenda.xlsx --dry-run", {"Password of agenda.xlsx": PASSWORD})


def test_a_spreadsheet_with_a_password_is_imported(agenda, run, monkeypatch, tmp_path):
    book, plain = Workbook(), io.BytesIO()
    book.active.append(["Naam", "Telefoon"])
    book.active.append(["Piet Pot", "06-1234"])
    book.save(plain)
    with (tmp_path / "lijst.xlsx").open("wb") as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(PASSWORD, out)
    said = run("import lijst.xlsx --as candidates", exit=5).stderr
    assert re.fullmatch(r"error: lijst.xlsx is locked with a password\.\nhint: .*--password-fd.*\n", said)
    monkeypatch.setenv("DOORSTROOM_PASSWORD", PASSWORD)
    run("import lijst.xlsx --as candidates")
    assert "Piet Pot" in run("candidates").stdout


@pytest.mark.parametrize("line", ["export x.csv --password", "export x.json --password", "export x.html --password"])
def test_only_a_workbook_can_have_a_password(agenda, run, line):
    assert "Only a workbook" in run(line, exit=2).stderr
    assert not list(agenda.parent.glob("x.*"))


def test_nothing_is_written_where_there_is_nobody_to_ask(agenda, run):
    assert "nobody to ask" in run("export x.xlsx --password", exit=6).stderr
    assert not list(agenda.parent.glob("x.*"))


@pytest.mark.parametrize("how", ["cut", "flipped", "empty"])
def test_a_locked_workbook_that_is_not_whole_is_refused_in_one_line(agenda, run, monkeypatch, how):
    content = bytearray(agenda.read_bytes())
    match how:
        case "cut":
            content = content[: len(content) // 2]
        case "flipped":
            for place in range(600, len(content), 97):
                content[place] ^= 0x55
        case "empty":
            content = content[:512] + struct.pack("<8x") * 64
    agenda.write_bytes(content)
    monkeypatch.setenv("DOORSTROOM_PASSWORD", PASSWORD)
    done = run("apply agenda.xlsx", exit=5)
    assert re.fullmatch(r"error: agenda.xlsx [^\n]*\nhint: [^\n]*\n", done.stderr)
