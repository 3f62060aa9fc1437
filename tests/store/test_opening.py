"""A caseload file is opened with care: what is not ours, not whole or not free is left as it is, and named."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import a_candidate, an_employer
from processes import environment, start

from doorstroom import connection, schema, store
from doorstroom.errors import BadFile, Clash, DoorstroomError, NewerFile, NotFound, Unavailable


def database(path: Path, *statements: str) -> None:
    """Make or change an SQLite file by hand."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def fill(path: Path, people: int = 1) -> None:
    """Put people in a caseload."""
    with store.open(path, command="test") as caseload:
        for n in range(people):
            caseload.register(a_candidate(id=0, last_name=f"Visser{n}", talents=("geduldig",) * 20))


@cache
def many_pages() -> bytes:
    """A caseload of many pages."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "caseload.db")
        schema.create(path)
        fill(path, 30)
        return path.read_bytes()


def folder(path: Path) -> None:
    path.mkdir()


def empty(path: Path) -> None:
    path.touch()


def text(path: Path) -> None:
    path.write_text("Fatima el Idrissi;Stadstram;31-12-2026\n" * 100)


def foreign(path: Path) -> None:
    database(path, "create table candidate (id integer)")


def of_another_program(path: Path) -> None:
    database(path, "pragma application_id = 252006674", "create table candidate (id integer)")


def newer(path: Path) -> None:
    path.write_bytes(many_pages())
    database(path, f"pragma user_version = {connection.VERSION + 1}")


def cut_short(path: Path) -> None:
    path.write_bytes(many_pages()[:-9000])


def cut_after_the_header(path: Path) -> None:
    path.write_bytes(many_pages()[:100])


def zeroed_pages(path: Path) -> None:
    content = bytearray(many_pages())
    content[4096 : 4096 * 9] = bytes(4096 * 8)
    path.write_bytes(content)


def one_lost_page(path: Path) -> None:
    """A page far away from what every command reads first."""
    path.write_bytes(many_pages()[:-4096] + bytes(4096))


BAD_FILES = [
    (folder, NotFound),
    (empty, BadFile),
    (text, BadFile),
    (foreign, BadFile),
    (of_another_program, BadFile),
    (newer, NewerFile),
    (cut_short, BadFile),
    (cut_after_the_header, BadFile),
    (zeroed_pages, BadFile),
    (one_lost_page, BadFile),
]


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


@pytest.mark.parametrize("command", ["", "test"], ids=["reading", "writing"])
@pytest.mark.parametrize(("spoil", "refusal"), BAD_FILES, ids=lambda value: value.__name__)
def test_a_bad_file_is_refused_and_left_as_it_was(tmp_path, spoil, refusal, command):
    path = tmp_path / "caseload.db"
    spoil(path)
    before = content(path)
    with pytest.raises(refusal) as caught, store.open(path, command=command):
        pass
    assert caught.value.hint
    assert content(path) == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["caseload.db"]


@pytest.mark.parametrize("line", ["candidates", "expiring --json", "show K1", "check", "add-employer Stadstram"])
@pytest.mark.parametrize(("spoil", "refusal"), BAD_FILES, ids=lambda value: value.__name__)
def test_every_command_says_so_in_one_line_and_a_hint(tmp_path, run, line, spoil, refusal):
    path = tmp_path / "caseload.db"
    spoil(path)
    before = content(path)
    result = run(line, exit=refusal.exit_code)
    if line == "check" and refusal is BadFile and result.stdout:
        # Looking at a damaged file is what it is for; only a file that is not ours is refused.
        assert "damaged" in result.stdout
    else:
        first, second = result.stderr.splitlines()
        assert (first[:7], second[:6]) == ("error: ", "hint: ")
    assert content(path) == before


def test_opening_makes_no_file(tmp_path):
    with pytest.raises(NotFound), store.open(tmp_path / "caseload.db", command="test"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_for_its_owner_only_and_so_is_a_new_folder(tmp_path):
    path = tmp_path / "new" / "caseload.db"
    schema.create(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o755)
    schema.create(tmp_path / "caseload.db")
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_the_journal_is_for_the_owner_only_too(caseload):
    with store.open(caseload, command="test") as open_file:
        open_file.add(an_employer(id=0))
        journal = caseload.with_name("caseload.db-journal")
        assert journal.stat().st_mode & 0o777 == 0o600
    assert not journal.exists()


def test_a_file_that_exists_is_never_made_anew(caseload):
    before = caseload.read_bytes()
    with pytest.raises(Clash):
        schema.create(caseload)
    assert caseload.read_bytes() == before


@pytest.mark.parametrize("command", ["", "test"], ids=["reading", "writing"])
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("application_id", connection.APPLICATION_ID),
        ("user_version", connection.VERSION),
    ],
)
def test_a_connection_has_the_settings_that_keep_what_was_saved(caseload, command, pragma, value):
    with store.open(caseload, command=command) as open_file:
        assert open_file.connection.execute(f"pragma {pragma}").fetchone()[0] == value


def test_who_only_reads_cannot_write(caseload):
    with pytest.raises(Unavailable), store.open(caseload) as open_file:
        open_file.connection.execute("delete from candidate")


def test_a_name_of_a_file_is_not_read_as_anything_else(tmp_path, run):
    for name in ("my caseload.db", "it's.db", 'a"b.db', "a#b.db", "a?mode=memory.db", "100%.db", "%41.db", "één.db"):
        path = tmp_path / name
        run(["init", str(path)])
        run(["--db", str(path), "add-candidate", "Fatima el Idrissi"])
        assert run(["--db", str(path), "candidates", "--json"]).json[0]["name"] == "Fatima el Idrissi"
        assert path.is_file()
        assert not (tmp_path / "caseload.db").exists()


def test_a_link_to_a_caseload_opens_that_caseload(caseload, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(caseload)
    with store.open(link, command="test") as open_file:
        open_file.add(an_employer(id=0))
    with store.open(caseload) as open_file:
        assert [employer.name for employer in open_file.employers()] == ["Stadstram"]


def test_a_file_that_may_not_be_written_can_be_read_and_is_not_changed(caseload, spawn):
    fill(caseload)
    before = caseload.read_bytes()
    caseload.chmod(0o400)
    assert spawn("candidates --json", unprivileged=True).json[0]["ref"] == "K1"
    refused = spawn("add-candidate 'Jan Jansen'", unprivileged=True, exit=7)
    assert refused.stderr.startswith("error: ")
    assert caseload.read_bytes() == before


def test_a_folder_that_may_not_be_written_lets_a_caseload_be_read_and_not_changed(tmp_path, monkeypatch, spawn):
    path = tmp_path / "shared" / "caseload.db"
    schema.create(path)
    fill(path)
    before = path.read_bytes()
    monkeypatch.setenv("DOORSTROOM_DB", str(path))
    path.parent.chmod(0o500)
    assert spawn("candidates --json", unprivileged=True).json[0]["ref"] == "K1"
    refused = spawn("add-candidate 'Jan Jansen'", unprivileged=True, exit=7)
    assert refused.stderr.startswith("error: ")
    assert spawn(["init", str(path.parent / "new.db")], unprivileged=True, exit=7).stdout == ""
    assert path.read_bytes() == before
    path.parent.chmod(0o700)
    assert [entry.name for entry in path.parent.iterdir()] == ["caseload.db"]


LOCKED = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('begin exclusive'); print(flush=True); input()"
)


def test_a_file_that_stays_in_use_is_named_within_twelve_seconds(caseload, run):
    other = subprocess.Popen(
        [sys.executable, "-c", LOCKED, str(caseload)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with other:
        assert other.stdout is not None
        other.stdout.readline()
        began = time.monotonic()
        said = run("add-candidate 'Jan Jansen'", exit=7).stderr
        assert time.monotonic() - began < 12
        other.kill()
    assert "in use by another program" in said


def test_two_processes_that_write_at_once_wait_for_each_other(caseload):
    towns = [f"Dorp {n}" for n in range(6)]
    writers = [start(["add-employer", town], stdout=subprocess.DEVNULL) for town in towns]
    assert [writer.wait() for writer in writers] == [0] * len(towns)
    with store.open(caseload) as open_file:
        employers = open_file.employers()
    assert sorted(employer.name for employer in employers) == towns
    assert sorted(employer.id for employer in employers) == [1, 2, 3, 4, 5, 6]


def test_what_sqlite_refuses_is_an_error_of_ours(tmp_path):
    for code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR_FSYNC):
        refusal = sqlite3.OperationalError("words that nobody should see")
        refusal.sqlite_errorcode = code
        with pytest.raises(Unavailable) as caught, store.explained(tmp_path):
            raise refusal
        assert isinstance(caught.value, DoorstroomError)
        assert "nobody" not in caught.value.message


def test_a_new_file_is_whole_or_absent(tmp_path):
    path = tmp_path / "caseload.db"
    code = """
import os, signal, sys
from pathlib import Path
from doorstroom import schema
step = int(sys.argv[2])
seen = 0
def audit(event, arguments):
    global seen
    if event in ("open", "os.link", "os.remove", "sqlite3.connect") and sys.argv[1] in str(arguments[0]):
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(audit)
schema.create(Path(sys.argv[1]) / "caseload.db")
"""
    ends = set()
    for step in range(1, 12):
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path), str(step)], env=environment(), timeout=60)
        ends.add(done.returncode)
        if path.exists():
            with store.open(path) as caseload:
                assert caseload.candidates() == []
            path.unlink()
    assert ends == {0, -9}, "some runs were killed, and one came through"


def test_nothing_else_is_left_beside_a_new_file(tmp_path):
    schema.create(tmp_path / "caseload.db")
    with pytest.raises(Clash):
        schema.create(tmp_path / "caseload.db")
    assert [path.name for path in tmp_path.iterdir()] == ["caseload.db"]
