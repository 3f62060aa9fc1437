"""The workbook for the meeting, and the same as CSV or JSON: whole or not at all, and never over something else."""

import json
import sqlite3
from contextlib import closing

import pytest
from openpyxl import load_workbook


@pytest.fixture(autouse=True)
def here(region, tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_workbook_is_called_after_the_day_and_tells_who_leaves(here, run):
    assert run("export").stdout == "doorstroom-2026-11-21.xlsx written: 4 people must leave within 6 months.\n"
    book = load_workbook(here / "doorstroom-2026-11-21.xlsx", read_only=True)
    words = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"Amal de Wit", "Fatima el Idrissi", "Maria Elena de Jong", "Jan van der Berg"} <= words
    assert names(here) == ["doorstroom-2026-11-21.xlsx"]


def test_the_workbook_is_for_its_owner_only(here, run):
    run("export")
    assert (here / "doorstroom-2026-11-21.xlsx").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("list.csv", "list.csv"),
        ("list.JSON", "list.JSON"),
        ("--format csv", "doorstroom-2026-11-21.csv"),
        ("--format json --as-of 2026-06-30", "doorstroom-2026-06-30.json"),
        ("list.txt --format csv", "list.txt"),
        ("'list for the meeting.xlsx'", "list for the meeting.xlsx"),
    ],
)
def test_the_form_follows_from_the_name_or_the_name_from_the_form(here, run, asked, written):
    run(f"export {asked}")
    assert names(here) == [written]


def test_as_csv_it_is_the_list(here, run):
    run("export list.csv")
    assert (here / "list.csv").read_bytes().startswith(b"\xef\xbb\xbfcandidate;name;")
    assert (here / "list.csv").read_text(encoding="utf-8-sig") == run("expiring --csv").stdout


def test_as_json_it_is_everything(here, run):
    run("export all.json")
    told = json.loads((here / "all.json").read_text(encoding="utf-8"))
    assert told["expiring"] == run("expiring --json").json
    assert len(told["candidates"]) == 10
    assert len(told["contracts"]) == 10
    assert len(told["employers"]) == 4


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_sensitive_is_written_only_when_it_is_asked_for(here, run, form):
    run(f"export ordinary.{form}")
    run(f"export all.{form} --with sensitive")
    assert "bijstand" not in (here / f"ordinary.{form}").read_text(encoding="utf-8")
    if form == "json":
        assert "bijstand" in (here / "all.json").read_text(encoding="utf-8")


def test_a_part_of_the_caseload_is_written_without_the_others(here, run):
    run("export ruben.json --owner ruben")
    text = (here / "ruben.json").read_text(encoding="utf-8")
    assert "Maria Elena de Jong" in text
    assert "Fatima" not in text


def test_a_workbook_speaks_the_language(here, run):
    run("--lang nl export")
    book = load_workbook(here / "doorstroom-2026-11-21.xlsx", read_only=True)
    assert "Kandidaten" in book.sheetnames


def test_what_was_written_is_told_to_programs(here, run):
    assert run("export --json").json == {
        "file": "doorstroom-2026-11-21.xlsx",
        "as_of": "2026-11-21",
        "months": 6,
        "leaving": 4,
    }


def test_an_export_is_in_the_log(here, region, run):
    run("export --owner noor --with sensitive")
    with closing(sqlite3.connect(region)) as connection:
        found = connection.execute(
            "select command, as_of, months, profile, format, people from export join event on export.event = event.id"
        ).fetchall()
    assert found == [("export", "2026-11-21", 6, "sensitive", "xlsx", 3)]


# --- what is refused ---------------------------------------------------------------------------------------------


def test_a_file_that_exists_is_written_over_only_when_that_is_asked(here, region, run):
    (here / "doorstroom-2026-11-21.xlsx").write_text("mine")
    before = region.read_bytes()
    run("export", exit=4)
    assert (here / "doorstroom-2026-11-21.xlsx").read_text() == "mine"
    assert region.read_bytes() == before
    run("export --force")
    load_workbook(here / "doorstroom-2026-11-21.xlsx", read_only=True)


def test_the_caseload_itself_is_never_written_over(here, region, run):
    before = region.read_bytes()
    (here / "other-name.db").hardlink_to(region)
    for target in (region, here / "other-name.db", f"{region}-journal"):
        run(["export", str(target), "--force", "--format", "xlsx"], exit=6)
    assert region.read_bytes() == before


def test_a_link_is_not_written_through(here, tmp_path, run):
    (tmp_path / "mine.xlsx").write_text("mine")
    (here / "link.xlsx").symlink_to(tmp_path / "mine.xlsx")
    run("export link.xlsx --force", exit=6)
    assert (tmp_path / "mine.xlsx").read_text() == "mine"


@pytest.mark.parametrize("target", ["nowhere/list.xlsx", "folder", "x" * 300 + ".xlsx"])
def test_a_place_where_nothing_can_be_written_is_refused(here, region, run, target):
    (here / "folder").mkdir()
    before = region.read_bytes()
    lines = run(["export", target], exit=2).stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == ["error", "hint"]
    assert region.read_bytes() == before
    assert names(here) == ["folder"]


def test_a_folder_that_may_not_be_written_is_told(here, spawn):
    here.chmod(0o500)
    said = spawn("export", unprivileged=True, exit=7).stderr
    here.chmod(0o700)
    assert said.startswith("error: ")
    assert names(here) == []


def test_a_full_disk_leaves_nothing_behind(here, region):
    from processes import python

    before = region.read_bytes()
    code = """
import resource, signal, sys
from doorstroom.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
main(["export"])
"""
    python(code, exit=7)
    assert names(here) == []
    assert region.read_bytes() == before
