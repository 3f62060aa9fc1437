"""Who has to wait is told for whom; a name that a crash left behind deceives nobody, and the lock decides."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from older import OldFile
from processes import environment

from doorstroom import connection, findable, store, turns
from doorstroom.errors import Unavailable

WRITES = """
import sys
from pathlib import Path
from doorstroom import store
with store.open(Path(sys.argv[1]), command="import", who="Samira"):
    print(flush=True)
    input()
"""


def note(caseload: Path) -> Path:
    return caseload.with_name(".caseload.db.in-use")


def put(caseload: Path, *, since: datetime, machine: str = "elsewhere", process: int = 1) -> None:
    note(caseload).write_text(json.dumps(["Samira", since.isoformat(), machine, process]))


@pytest.fixture
def somebody_writes(caseload):
    """A colleague in the middle of an import."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, str(caseload)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield other
        other.kill()


def test_who_waits_too_long_is_told_for_whom_within_twelve_seconds(caseload, run, somebody_writes):
    began = time.monotonic()
    said = run("add-employer Stadstram", exit=7).stderr
    assert time.monotonic() - began < 12
    first, second = said.splitlines()
    assert first.startswith(f"error: {caseload} is in use by Samira since ")
    assert second.startswith("hint: ")
    somebody_writes.stdin.write(b"\n")
    somebody_writes.stdin.flush()
    assert somebody_writes.wait() == 0
    assert not note(caseload).exists()
    run("add-employer Stadstram")


def test_what_a_crash_left_is_no_lock_and_is_written_over(caseload, run, somebody_writes):
    somebody_writes.kill()
    somebody_writes.wait()
    assert note(caseload).exists()
    assert turns.told(caseload) is None
    run("add-employer Stadstram")
    assert [path.name for path in caseload.parent.iterdir()] == ["caseload.db"]


def test_the_name_is_there_while_somebody_writes_and_for_readers_never(caseload):
    with store.open(caseload, command="test", who="Noor"):
        assert turns.told(caseload).who == "Noor"
        assert note(caseload).stat().st_mode & 0o777 == 0o600
    with store.open(caseload):
        assert not note(caseload).exists()


def test_it_goes_with_a_command_that_fails(caseload):
    with pytest.raises(ZeroDivisionError), store.open(caseload, command="test"):
        raise ZeroDivisionError
    assert not note(caseload).exists()


def test_since_when_is_on_the_clock_in_amsterdam_with_the_day_when_that_is_another(caseload, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    now = datetime.now(UTC)
    put(caseload, since=now)
    assert "{day}" not in connection.in_use(caseload).message
    put(caseload, since=datetime(2026, 7, 1, 7, 14, tzinfo=UTC))
    told = connection.in_use(caseload)
    assert (told.fields["who"], str(told.fields["day"]), told.fields["time"]) == ("Samira", "2026-07-01", "9:14")
    assert "{day}" in told.message


@pytest.mark.parametrize(
    "content", [b"", b"[", b"[1, 2]", b'["a", "b", "c", "d"]', b"\xff" * 2000, b'["a", "2026-01-01", "", 1]']
)
def test_a_note_that_cannot_be_read_names_nobody(caseload, content):
    note(caseload).write_bytes(content)
    assert turns.told(caseload) is None
    with store.open(caseload, command="test"):
        pass


def test_one_of_this_machine_that_still_runs_is_believed(caseload):
    put(caseload, since=datetime.now(UTC) - timedelta(hours=1), machine=os.uname().nodename, process=os.getpid())
    assert turns.told(caseload) is not None


def test_a_link_in_its_place_is_not_followed(caseload, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("mine")
    note(caseload).symlink_to(other)
    with store.open(caseload, command="test"):
        pass
    assert other.read_text() == "mine"


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_IOERR_UNLOCK])
def test_a_drive_on_which_locking_goes_wrong_is_called_so(tmp_path, code):
    refusal = sqlite3.OperationalError("words that nobody should see")
    refusal.sqlite_errorcode = code
    with pytest.raises(Unavailable) as caught, store.explained(tmp_path):
        raise refusal
    assert "does not lock" in caught.value.message


def test_a_journal_that_a_crash_left_is_rolled_back(caseload, run):
    run("add-employer Stadstram")
    before = caseload.read_bytes()
    code = """
import os, signal, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("pragma cache_size = 1")
c.execute("pragma cache_spill = on")
c.execute("begin immediate")
c.execute("update employer set name = 'Half'")
for n in range(200):
    c.execute("insert into employer (name, folded, kind) values (?, ?, 'employer')", ("y" * 5000, str(n)))
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code, str(caseload)], env=environment(), timeout=60, check=False)
    journal = caseload.with_name("caseload.db-journal")
    assert journal.read_bytes()[:1] not in (b"", b"\0"), "it is in force"
    assert caseload.read_bytes() != before
    assert [row["name"] for row in run("employers --json").json] == ["Stadstram"]
    assert caseload.read_bytes() == before
    assert not journal.exists()
    assert run("check").stdout == ""


def test_two_who_open_an_older_file_at_once_both_find_it_brought_up_to_date(tmp_path):
    old = OldFile(tmp_path / "caseload.db")
    old.command()
    old.close()
    code = """
import sys
from pathlib import Path
from doorstroom import store
with store.open(Path(sys.argv[1])) as opened:
    print(opened.connection.execute("pragma user_version").fetchone()[0])
"""
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "caseload.db")], env=environment(), stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    assert [one.communicate()[0].decode().strip() for one in both] == [str(connection.VERSION)] * 3


def test_an_older_file_is_brought_up_to_date_whole_or_not_at_all(tmp_path, monkeypatch):
    old = OldFile(tmp_path / "caseload.db")
    old.command()
    old.close()

    def out_of_memory(_connection: sqlite3.Connection) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(findable, "rewrite", out_of_memory)
        with pytest.raises(MemoryError), store.open(tmp_path / "caseload.db"):
            pass
    with closing(sqlite3.connect(tmp_path / "caseload.db")) as opened:
        assert opened.execute("pragma user_version").fetchone()[0] == 4
        assert opened.execute("select count(*) from sqlite_schema where name = 'workplace'").fetchone()[0] == 0
    with store.open(tmp_path / "caseload.db") as now:
        assert now.connection.execute("pragma user_version").fetchone()[0] == connection.VERSION
