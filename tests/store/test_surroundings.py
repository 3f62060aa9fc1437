"""What stands around a caseload: copies that grew apart, a drive that does not lock, what a crash left behind."""

import os
import shutil
import time

import pytest

from doorstroom import files, surroundings

CONFLICTS = [
    "caseload (Noor's conflicted copy 2026-11-21).db",
    "caseload (conflicted copy 2026-11-21 101500).db",
    "caseload (Conflicterende kopie van Noor 2026-11-21).db",
    "caseload (SFConflict noor@voorbeeld.nl 2026-11-21-10-15-00).db",
    "caseload.sync-conflict-20261121-101500-ABCDEFG.db",
    "caseload-LAPTOP-4F2K.db",
    "caseload-DESKTOP-NOOR1.db",
    "caseload (1).db",
    "caseload 2.db",
]
OTHERS = ["caseload-2025.db", "caseload-winter.db", "caseload-copy.db", "other (1).db", "caseload.db.bak"]


@pytest.mark.parametrize("name", CONFLICTS)
def test_check_notices_a_copy_that_a_synchronised_folder_made(caseload, run, name):
    shutil.copy(caseload, caseload.with_name(name))
    (found,) = run("check --json", exit=6).json
    assert (found["code"], name in found["what"]) == ("conflict-copy", True)
    assert name.split("'")[0] in found["mend"]


def test_other_files_are_no_copies_of_this_one(caseload, run, tmp_path):
    for name in OTHERS:
        shutil.copy(caseload, caseload.with_name(name))
    run(["init", str(tmp_path / "caseload (2).db")])
    (tmp_path / "caseload (3).db").mkdir()
    assert run("check").stdout == ""


def test_a_folder_that_locks_is_told_from_one_that_does_not(tmp_path):
    assert surroundings.locks(tmp_path)
    # How SQLite speaks to a drive of which it knows that it has no locks.
    assert not surroundings.locks(tmp_path, vfs="unix-none")
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_tried_nothing_is_said(tmp_path):
    assert surroundings.locks(tmp_path / "gone")


def test_what_a_command_left_that_was_cut_off_goes_with_the_next_file(tmp_path):
    old, new = tmp_path / ".doorstroom-old.tmp", tmp_path / ".doorstroom-new.tmp"
    parts = tmp_path / ".doorstroom-parts"
    parts.mkdir()
    (parts / "sheet1.xml").write_text("Fatima el Idrissi")
    for left in (old, new):
        left.write_text("Fatima el Idrissi")
    for left in (old, parts):
        os.utime(left, (time.time() - 7200,) * 2)
    files.write_whole(tmp_path / "list.csv", lambda file: file.write(b"whole"))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".doorstroom-new.tmp", "list.csv"]


def test_a_link_that_is_called_so_is_taken_away_and_what_it_points_to_is_not(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept.txt").write_text("mine")
    link = tmp_path / ".doorstroom-link"
    link.symlink_to(tmp_path / "mine")
    os.utime(link, (0, 0), follow_symlinks=False)
    files.clear(tmp_path)
    assert (tmp_path / "mine" / "kept.txt").exists()
    assert not link.is_symlink()
