"""Backups: made, read to their end, listed, kept and put back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from factories import a_candidate, day
from processes import python

from doorstroom import backups, checks, connection, schema, store
from doorstroom.backups import Contents
from doorstroom.errors import Unavailable


@pytest.fixture
def somebody(run, caseload) -> Path:
    """A file with one person in it."""
    run("add-candidate 'Fatima el Idrissi'")
    return caseload


def names(caseload: Path) -> list[str]:
    return sorted(path.name for path in (caseload.parent / "backups").glob("*"))


def people(run) -> list[str]:
    return [row["name"] for row in run("candidates --json").json]


# --- making ------------------------------------------------------------------------------------------------------


def test_a_backup_has_a_dated_name_beside_the_file_and_is_for_its_owner_only(run, somebody):
    made = Path(run("backup --json").json["file"])
    assert made.parent == somebody.parent / "backups"
    assert made.name.startswith("caseload-20")
    assert ":" not in made.name
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert checks.look_at(made, day=day("2026-11-21")) == []


def test_two_backups_in_one_second_are_two_files(run, somebody):
    run("backup")
    run("backup")
    assert len(names(somebody)) == 2
    assert len(run("restore --list --json").json) == 2


def test_a_backup_goes_where_it_is_told_and_over_nothing(run, somebody, tmp_path):
    target = tmp_path / "usb" / "copy.db"
    assert run(["backup", str(target)], exit=2).stderr.startswith("error: There is no folder")
    target.parent.mkdir()
    assert "holds 1 person" in run(["backup", str(target)]).stdout
    before = target.read_bytes()
    run(["backup", str(target)], exit=4)
    run(["backup", str(somebody)], exit=6)
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_a_backup_is_whole_while_others_write(run, somebody):
    with store.open(somebody, command="test") as opened:
        opened.register(a_candidate(id=0, last_name="Visser"))
        assert run("backup --json").json["people"] == 1
    assert run("backup --json").json["people"] == 2


def test_a_damaged_file_makes_no_backup(run, somebody):
    content = bytearray(somebody.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    somebody.write_bytes(content)
    assert run("backup", exit=5).stderr.startswith("error: ")
    assert names(somebody) == []


LITTLE_ROOM = """
import resource, signal, sys
from doorstroom.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
main(sys.argv[1:])
"""


def test_an_import_that_finds_no_room_for_its_backup_is_not_begun(somebody, tmp_path):
    (tmp_path / "sheet.csv").write_text("Naam;Werkgever;Startdatum\nPiet Puk;Stadstram;2026-01-01\n")
    before = somebody.read_bytes()
    python(LITTLE_ROOM, "import", str(tmp_path / "sheet.csv"), exit=7)
    assert somebody.read_bytes() == before
    assert names(somebody) == []


def test_a_folder_in_the_way_is_named(run, somebody):
    (somebody.parent / "backups").write_text("")
    assert run("backup", exit=7).stderr.startswith("error: ")


# --- by itself ---------------------------------------------------------------------------------------------------


@pytest.fixture
def sheet(tmp_path) -> Path:
    """A sheet with one person."""
    path = tmp_path / "sheet.csv"
    path.write_text("Naam;Werkgever;Startdatum\nPiet Puk;Stadstram;2026-01-01\n")
    return path


def test_an_import_makes_a_backup_of_what_was_there_before(run, somebody, sheet):
    run(["import", str(sheet)])
    (made,) = backups.listed(somebody)
    assert made.before == "import"
    assert backups.contents(made.path).people == 1


def test_an_import_that_does_nothing_leaves_no_backup(run, somebody, sheet):
    run(["import", str(sheet), "--dry-run"])
    assert names(somebody) == []
    run(["import", str(sheet)])
    run(["import", str(sheet)])
    assert len(names(somebody)) == 1
    sheet.write_text("Naam;Werkgever;Startdatum\nPiet Puk;Stadstram;2026-02-31\n")
    run(["import", str(sheet)], exit=5)
    assert len(names(somebody)) == 1


def test_the_last_twenty_that_were_made_by_itself_are_kept_and_all_that_people_made(run, somebody, sheet):
    folder = somebody.parent / "backups"
    folder.mkdir()
    for hour in range(24):
        shutil.copy(somebody, folder / f"caseload-2026-01-01-{hour:02}0000-before-import.db")
        shutil.copy(somebody, folder / f"caseload-2025-01-01-{hour:02}0000.db")
    shutil.copy(somebody, folder / "pilot-2025-01-01-000000-before-import.db")
    run(["import", str(sheet)])
    kept = backups.listed(somebody)
    assert [one.before for one in kept].count("import") == backups.KEPT
    assert [one.before for one in kept].count(None) == 24
    assert (folder / "pilot-2025-01-01-000000-before-import.db").exists()
    assert not (folder / "caseload-2026-01-01-040000-before-import.db").exists()
    assert (folder / "caseload-2026-01-01-050000-before-import.db").exists()


def test_only_what_is_named_as_a_backup_is_listed(somebody):
    folder = somebody.parent / "backups"
    folder.mkdir()
    for name in ("caseload.db", "caseload-2026-13-41-000000.db", "notes.txt", "caseload-2026-01-01-000000.db-journal"):
        (folder / name).write_text("")
    (folder / "caseload-2026-01-01-000000.db").mkdir()
    assert backups.listed(somebody) == []


# --- going back --------------------------------------------------------------------------------------------------


def test_going_back_says_what_is_lost_keeps_what_was_there_and_puts_the_backup_in_its_place(run, somebody, monkeypatch):
    backup = Path(run("backup --json").json["file"])
    monkeypatch.setenv("LOGNAME", "ruben")
    run("add-candidate 'Jan Visser'")
    run("add-employer Stadstram")
    said = run(f"restore {backup.name} --yes").stdout
    assert "holds 1 person and 0 contracts." in said
    assert "Now there are 2 people and 0 contracts." in said
    assert "2 commands that are not in it go: ruben 2." in said
    assert people(run) == ["Fatima el Idrissi"]
    (kept,) = [one for one in backups.listed(somebody) if one.before == "restore"]
    assert backups.contents(kept.path).people == 2
    assert "ruben: restore" in run("history --limit 1").stdout
    run("check")
    run(f"restore {kept.path.name} --yes")
    assert people(run) == ["Fatima el Idrissi", "Jan Visser"]


def test_nothing_goes_back_without_a_yes(run, somebody, on_a_terminal):
    backup = Path(run("backup --json").json["file"])
    run("add-candidate 'Jan Visser'")
    before = somebody.read_bytes()
    assert "Give --yes" in run(f"restore {backup.name}", exit=6).stderr
    assert "Nothing was changed." in on_a_terminal(f"restore {backup.name}", {"Put it in its place": ""}, exit=6)
    assert somebody.read_bytes() == before
    assert names(somebody) == [backup.name]
    on_a_terminal(f"restore {backup.name}", {"Put it in its place": "j"})
    assert people(run) == ["Fatima el Idrissi"]


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    path.write_bytes(content)


def no_database(path: Path) -> None:
    path.write_text("Fatima;Stadstram\n" * 100)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [damaged, no_database, empty])
def test_a_file_that_is_damaged_is_put_back_and_kept_as_it_was(run, somebody, spoil):
    backup = Path(run("backup --json").json["file"])
    spoil(somebody)
    somebody.with_name("caseload.db-journal").write_text("left behind")
    spoilt = somebody.read_bytes()
    result = run(f"restore {backup.name} --yes --json")
    assert people(run) == ["Fatima el Idrissi"]
    assert Path(result.json["kept"]).read_bytes() == spoilt
    assert somebody.stat().st_mode & 0o777 == 0o600
    run("check")


@pytest.mark.parametrize("spoil", [damaged, no_database, empty])
def test_a_backup_that_is_damaged_or_foreign_is_refused(run, somebody, spoil):
    backup = Path(run("backup --json").json["file"])
    spoil(backup)
    before = somebody.read_bytes()
    run(f"restore {backup.name} --yes", exit=5)
    assert somebody.read_bytes() == before
    (row,) = run("restore --list --json").json
    assert row["ref"] == backup.name
    assert names(somebody) == [backup.name]


def test_a_backup_of_a_newer_doorstroom_is_refused(run, somebody):
    backup = Path(run("backup --json").json["file"])
    with closing(sqlite3.connect(backup)) as opened:
        opened.execute(f"pragma user_version = {connection.VERSION + 1}")
    assert "newer doorstroom" in run(f"restore {backup.name} --yes", exit=5).stderr


def test_a_backup_of_an_older_doorstroom_is_brought_up_to_date(run, caseload, tmp_path):
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as opened:
        opened.execute(f"pragma application_id = {connection.APPLICATION_ID}")
    before = old.read_bytes()
    run(["restore", str(old), "--yes"])
    assert people(run) == []
    assert run("check").stdout == ""
    # The older file stays as it was; what was there before is the one copy that is made.
    assert old.read_bytes() == before
    assert [one.before for one in backups.listed(caseload)] == ["restore"]
    assert len(names(caseload)) == 1


def test_going_back_is_in_the_log_of_the_file_that_comes(run, somebody):
    copy = somebody.with_name("copy.db")
    run(["backup", str(copy)])
    run("add-candidate 'Jan Bos'")
    run(["restore", str(copy), "--yes"])
    assert people(run) == ["Fatima el Idrissi"]
    assert run("history --json").json[0]["command"] == "restore"
    assert sorted(path.name for path in somebody.parent.iterdir() if path.is_file()) == ["caseload.db", "copy.db"]


def test_a_file_that_is_gone_comes_back(run, somebody):
    backup = Path(run("backup --json").json["file"])
    somebody.unlink()
    assert "There is no caseload in its place now." in run(f"restore {backup.name} --yes").stdout
    assert people(run) == ["Fatima el Idrissi"]


def test_what_is_no_backup_is_named(run, somebody):
    run("restore", exit=2)
    run("restore nosuch.db --yes", exit=3)
    run(["restore", str(somebody), "--yes"], exit=2)
    assert run("restore --list --json").json == []


def test_who_has_the_file_open_sees_what_was_put_back(run, somebody):
    backup = Path(run("backup --json").json["file"])
    run("add-candidate 'Jan Visser'")
    with closing(sqlite3.connect(somebody)) as other:
        assert other.execute("select count(*) from candidate").fetchone()[0] == 2
        run(f"restore {backup.name} --yes")
        assert other.execute("select count(*) from candidate").fetchone()[0] == 1


def test_a_file_in_use_is_not_replaced_and_nobody_waits_for_ever(somebody, monkeypatch):
    monkeypatch.setattr(backups, "_PATIENCE", 0.3)
    backup = backups.make(somebody)
    before = somebody.read_bytes()
    with closing(sqlite3.connect(somebody, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(Unavailable, match="in use"):
            backups.restore(backup, somebody)
        other.execute("rollback")
    assert somebody.read_bytes() == before


def test_what_would_be_lost_is_what_the_backup_does_not_have():
    """After going back once the numbers of commands begin again, so the moment counts too."""
    backup = Contents(people=1, contracts=0, commands={(1, "09:00"): "noor", (2, "09:05"): "noor"})
    now = Contents(people=1, contracts=0, commands={(1, "09:00"): "noor", (2, "10:00"): "ruben", (3, "10:01"): "noor"})
    assert now.without(backup) == {"ruben": 1, "noor": 1}
    assert now.without(now) == {}


def test_an_upgrade_that_finds_no_room_for_its_backup_is_not_begun(tmp_path):
    path = tmp_path / "caseload.db"
    schema.create(path)
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("pragma user_version = 0")
    before = path.read_bytes()
    python(LITTLE_ROOM, "--db", str(path), "candidates", exit=7)
    assert path.read_bytes() == before


def test_a_backup_is_not_written_over_a_file_nor_says_that_it_can(run, somebody, tmp_path):
    target = tmp_path / "safe.db"
    run(["backup", str(target)])
    said = run(["backup", str(target)], exit=4).stderr
    assert said.endswith(" exists already.\nhint: Choose another name.\n")
