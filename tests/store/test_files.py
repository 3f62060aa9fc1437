"""Files are whole or absent, private, and never in the place of something else."""

import os
import signal
from pathlib import Path

import pytest
from processes import python

from doorstroom.errors import BadInput, Clash, DoorstroomError, Refused, Unavailable
from doorstroom.files import write_whole


def write(content: bytes):
    return lambda file: file.write(content)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(kind: type[DoorstroomError], target: Path, **options) -> DoorstroomError:
    """The error that writing here gives; whatever stands in the folder stays as it was."""
    with pytest.raises(kind) as caught:
        write_whole(target, write(b"new"), **options)
    assert caught.value.hint
    return caught.value


def test_a_file_gets_its_content_and_nothing_stays_beside_it(tmp_path):
    write_whole(tmp_path / "list.csv", write(b"whole"))
    assert (tmp_path / "list.csv").read_bytes() == b"whole"
    assert names_in(tmp_path) == ["list.csv"]


def test_a_relative_name_is_written_in_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_whole(Path("list.csv"), write(b"whole"))
    assert names_in(tmp_path) == ["list.csv"]


def test_only_the_owner_can_read_a_file_also_where_an_open_one_stood(tmp_path):
    target = tmp_path / "list.csv"
    target.write_bytes(b"old")
    target.chmod(0o644)
    write_whole(target, write(b"new"), overwrite=True)
    assert target.stat().st_mode & 0o077 == 0


def test_an_existing_file_is_kept_unless_overwriting_is_asked_for(tmp_path):
    target = tmp_path / "list.csv"
    target.write_bytes(b"old")
    assert refusal(Clash, target).exit_code == 4
    assert target.read_bytes() == b"old"
    write_whole(target, write(b"new"), overwrite=True)
    assert target.read_bytes() == b"new"


def test_a_file_that_came_while_writing_is_kept(tmp_path):
    target = tmp_path / "list.csv"
    with pytest.raises(Clash):
        write_whole(target, lambda _: target.write_bytes(b"somebody else's"))
    assert target.read_bytes() == b"somebody else's"
    assert names_in(tmp_path) == ["list.csv"]


def test_the_caseload_is_never_written_over(tmp_path):
    caseload = tmp_path / "caseload.db"
    caseload.write_bytes(b"people")
    os.link(caseload, tmp_path / "other-name.db")
    for name in ("caseload.db", "caseload.db-journal", "caseload.db-wal", "other-name.db"):
        assert refusal(Refused, tmp_path / name, overwrite=True, never=caseload).exit_code == 6
    assert caseload.read_bytes() == b"people"


def test_the_caseload_is_recognised_by_another_road(tmp_path, monkeypatch):
    caseload = tmp_path / "caseload.db"
    caseload.write_bytes(b"people")
    (tmp_path / "deeper").mkdir()
    monkeypatch.chdir(tmp_path)
    refusal(Refused, tmp_path / "deeper" / ".." / "caseload.db", overwrite=True, never=Path("caseload.db"))


@pytest.mark.parametrize("points_to", ["real.csv", "nowhere.csv"])
def test_a_link_is_not_followed_and_not_replaced(tmp_path, points_to):
    (tmp_path / "real.csv").write_bytes(b"old")
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / points_to)
    refusal(Refused, link, overwrite=True)
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"old"


def test_a_missing_folder_and_a_folder_are_named(tmp_path):
    assert refusal(BadInput, tmp_path / "gone" / "list.csv").fields == {"folder": tmp_path / "gone"}
    assert refusal(BadInput, tmp_path, overwrite=True).fields == {"file": tmp_path}


def test_a_name_that_is_too_long_is_refused(tmp_path):
    refusal(BadInput, tmp_path / ("x" * 300))


@pytest.mark.parametrize("lock", ["~$list.xlsx", ".~lock.list.xlsx#"])
def test_a_workbook_that_is_open_is_left_alone(tmp_path, lock):
    target = tmp_path / "list.xlsx"
    target.write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"somebody")
    error = refusal(Unavailable, target, overwrite=True)
    assert (error.exit_code, error.fields["lock"]) == (7, lock)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, MemoryError, ZeroDivisionError])
def test_an_interruption_passes_through_and_leaves_the_old_file(tmp_path, interruption):
    target = tmp_path / "list.csv"
    target.write_bytes(b"old")

    def write_half(file):
        file.write(b"half")
        raise interruption

    with pytest.raises(interruption):
        write_whole(target, write_half, overwrite=True)
    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == ["list.csv"]


IN_A_PROCESS_OF_ITS_OWN = """
import os, resource, signal, sys
from pathlib import Path
from doorstroom.errors import DoorstroomError
from doorstroom.files import write_whole

target, how = Path(sys.argv[1]), sys.argv[2]

def write(file):
    file.write(b"half")
    file.flush()
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    file.write(bytes(1_000_000))

if how == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    write_whole(target, write, overwrite=True)
except DoorstroomError as error:
    sys.exit(error.exit_code)
"""


def test_a_killed_program_leaves_the_old_file_and_nothing_that_others_can_read(tmp_path):
    target = tmp_path / "list.csv"
    target.write_bytes(b"old")
    python(IN_A_PROCESS_OF_ITS_OWN, str(target), "kill", exit=-signal.SIGKILL)
    assert target.read_bytes() == b"old"
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir() if path != target] == [0]


def test_without_room_the_old_file_stays_and_the_half_one_goes(tmp_path):
    target = tmp_path / "list.csv"
    target.write_bytes(b"old")
    python(IN_A_PROCESS_OF_ITS_OWN, str(target), "full", exit=7)
    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == ["list.csv"]
