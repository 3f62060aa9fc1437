"""Where nothing may be written, or the target is held: one line and exit 7, and every byte as it was."""

from pathlib import Path

import pytest
from older import OldFile

LINES = [
    "add-employer Klimpark",
    "import sheet.csv",
    "undo",
    "forget K1 --anyway --yes",
    "export new.xlsx",
    "dossier K1 held.html",
    "backup",
    "deadlines --ics dates.ics",
]


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def shared(tmp_path, run, monkeypatch):
    """A folder with a caseload, in which somebody stands who may only read."""
    folder = tmp_path / "shared"
    monkeypatch.setenv("DOORSTROOM_DB", str(folder / "caseload.db"))
    run("init")
    run("add-candidate 'Fatima el Idrissi'")
    run("add-employer Stadstram")
    run("add-contract K1 W1 --start 2026-01-01 --months 11")
    (folder / "sheet.csv").write_text("Naam;Werkgever;Startdatum\nPiet Puk;Stadstram;2026-01-01\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    folder.chmod(0o500)
    yield folder
    folder.chmod(0o700)


@pytest.mark.parametrize("line", LINES)
def test_a_folder_that_may_not_be_written_is_named_and_nothing_changes(shared, spawn, line):
    before = content(shared)
    first, second = spawn(line, unprivileged=True, exit=7).stderr.splitlines()
    assert (first[:7], second[:6]) == ("error: ", "hint: ")
    assert content(shared) == before


def test_an_older_file_where_nothing_may_be_written_is_left_as_it_was(tmp_path, spawn, monkeypatch):
    folder = tmp_path / "shared"
    folder.mkdir()
    old = OldFile(folder / "caseload.db")
    old.command()
    old.close()
    monkeypatch.setenv("DOORSTROOM_DB", str(folder / "caseload.db"))
    before = content(folder)
    folder.chmod(0o500)
    first, second = spawn("candidates", unprivileged=True, exit=7).stderr.splitlines()
    folder.chmod(0o700)
    assert (first[:7], second[:6]) == ("error: ", "hint: ")
    assert content(folder) == before


@pytest.mark.parametrize("lock", ["~$list.xlsx", ".~lock.list.xlsx#"])
def test_a_workbook_that_is_open_elsewhere_is_not_replaced(caseload, run, monkeypatch, lock):
    monkeypatch.chdir(caseload.parent)
    run("export list.xlsx")
    caseload.with_name(lock).write_bytes(b"somebody")
    before = content(caseload.parent)
    assert "open in another program" in run("export list.xlsx --force", exit=7).stderr
    assert content(caseload.parent) == before
