"""A caseload file that only opens with a key, from a person's first command to the last."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from processes import PATIENCE, environment, python, words
from sqlcipher3 import dbapi2

from doorstroom import engine, keys, sealing
from doorstroom.cli import main

KEY = "vier stoelen en een tafel"
OTHER = "zeven fietsen in de schuur"
RAW = "8f" * 32
NAMES = (b"Fatima", b"Idrissi", b"fatima", b"Stadstram")


@pytest.fixture
def keyed(run, monkeypatch):
    """Run a command line with a key in the environment, as a shell that exported it would."""

    def keyed(line, *, key=KEY, exit=0, **more):
        for name, value in {"DOORSTROOM_KEY": key, **more}.items():
            monkeypatch.setenv(name, value)
        return run(line, exit=exit)

    return keyed


@pytest.fixture
def somebody(caseload, run):
    run("add-candidate 'Fatima el Idrissi' --number 4711")
    run("add-employer Stadstram --policy-months 23")
    run("add-contract K1 W1 --start 2025-02-01 --months 23")
    return caseload


@pytest.fixture
def encrypted(somebody, keyed):
    keyed("encrypt")
    return somebody


def names_in(*files):
    """The names that stand readable in any of these files."""
    return [(file.name, name) for file in files if file.is_file() for name in NAMES if name in file.read_bytes()]


def everything(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


# --- day to day --------------------------------------------------------------------------------------------------


def test_a_day_with_an_encrypted_file_goes_as_any_other(encrypted, keyed, tmp_path):
    sheet = tmp_path / "nieuw.csv"
    sheet.write_text("Naam,Geboortedatum\nFatima Idrissi-Jansen,1990-01-02\nPiet Pot,1980-03-04\n", encoding="utf-8")
    assert json.loads(keyed("expiring --json --as-of 2026-11-21").stdout)["rows"][0]["name"] == "Fatima el Idrissi"
    keyed(f"import {sheet} --as candidates")
    keyed("note K1 'Wil dichtbij blijven' --with candidate --about end")
    keyed("undo")
    keyed("redo")
    assert "K1" in keyed("find fatma").stdout
    made = json.loads(keyed("backup --json").stdout)["file"]
    keyed("close-candidate K1 --reason left")
    keyed(f"restore {made} --yes")
    assert keyed("check").stdout == ""
    keyed("forget K1 --anyway --yes")
    assert "Fatima el" not in keyed("candidates").stdout
    assert keyed("check").exit == 0
    assert names_in(*everything(encrypted.parent / "backups"), encrypted) == []
    assert keyed("rekey --json", DOORSTROOM_NEW_KEY=OTHER).json["encrypted"] is True
    assert keyed("candidates", key=OTHER).stdout
    keyed("decrypt --yes", key=OTHER)
    assert encrypted.read_bytes().startswith(b"SQLite format 3\0")


def test_the_file_holds_no_name_and_is_of_its_owner_only(encrypted):
    assert names_in(encrypted) == []
    assert encrypted.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in encrypted.parent.iterdir() if path.is_file()) == ["caseload.db"]


def test_everything_is_in_it_as_it_was(somebody, run, keyed):
    before = {
        line: run(line).stdout for line in ("show K1", "candidates --json", "contracts --json", "settings --json")
    }
    keyed("encrypt")
    assert {line: keyed(line).stdout for line in before} == before
    keyed("decrypt --yes")
    assert {line: run(line).stdout for line in before} == before
    assert [one["command"] for one in json.loads(run("history --json").stdout)][:2] == ["decrypt", "encrypt"]


def test_a_new_file_is_encrypted_from_the_first_byte(keyed, tmp_path):
    keyed("init --encrypted --organisation Stadstram")
    assert names_in(*everything(tmp_path)) == []
    assert keyed("settings organisation").stdout.count("Stadstram") == 1


def test_a_new_file_that_is_not_encrypted_says_so_to_who_gives_a_key(keyed):
    assert "is not encrypted" in keyed("init").stderr


def test_undo_steps_over_what_only_changed_the_key(encrypted, keyed):
    said = keyed("undo --dry-run")
    assert "encrypt changed nothing but the key" in said.stdout + said.stderr
    assert "add-contract" in said.stdout


def test_check_says_that_the_file_is_encrypted_and_which_backups_are_not(somebody, run, keyed):
    made = Path(json.loads(run("backup --json").stdout)["file"])
    keyed("encrypt")
    said = keyed("check --json", exit=6)
    assert [one["code"] for one in said.json] == ["plain-backup"]
    assert "is encrypted" in said.stderr
    assert keyed("encrypt --backups --json").json["backups"] == [str(made)]
    assert names_in(made) == []
    assert keyed("check").stdout == ""


def test_the_language_of_the_file_is_spoken_when_its_key_is_known(encrypted, keyed, on_a_terminal, monkeypatch):
    keyed("settings lang nl")
    assert keyed("expiring").stdout.startswith("Vertrek binnen")
    monkeypatch.delenv("DOORSTROOM_KEY", raising=False)
    screen = on_a_terminal("candidates", {"Key of": KEY})
    assert "Kandidaten" in screen
    assert KEY not in screen


# --- giving a key ------------------------------------------------------------------------------------------------


def test_the_key_is_asked_for_twice_and_never_shown(somebody, on_a_terminal):
    screen = on_a_terminal("encrypt", {"The key for this caseload": KEY, "Once more": KEY})
    assert KEY not in screen
    assert "without it nobody can open the file" in " ".join(screen.split())
    screen = on_a_terminal("candidates", {"Key of": KEY})
    assert "Idrissi" in screen


def test_two_that_differ_are_asked_for_again(somebody, on_a_terminal):
    before = somebody.read_bytes()
    typed = {"The key for this caseload": KEY, "Once more": "een vergissing", "The key for": "\x03"}
    screen = on_a_terminal("encrypt", typed, exit=130)
    assert "These are not the same" in screen
    assert somebody.read_bytes() == before


def test_the_key_comes_from_a_descriptor(encrypted, spawn, tmp_path):
    file = tmp_path / "sleutel"
    file.write_text(KEY + "\n", encoding="utf-8")
    with file.open("rb") as given:
        done = subprocess.run(
            [sys.executable, "-m", "doorstroom", "--key-fd", str(given.fileno()), "candidates"],
            env=environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            pass_fds=[given.fileno()],
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Idrissi" in done.stdout
    assert "There is nothing to read from file descriptor 77" in spawn("--key-fd 77 candidates", exit=2).stderr


def test_of_standard_input_only_the_first_line_is_the_key(encrypted, spawn):
    person = '{"first_name": "Ada", "last_name": "Vos"}'
    spawn("--key-fd 0 add-candidate --from -", stdin=f"{KEY}\n{person}\n")
    assert "Ada Vos" in spawn("candidates", DOORSTROOM_KEY=KEY).stdout


def test_a_wrong_key_is_asked_for_once_however_many_backups_there_are(encrypted, keyed, on_a_terminal, monkeypatch):
    for number in range(3):
        (encrypted.parent / "backups").mkdir(exist_ok=True)
        keyed(f"backup {encrypted.parent}/backups/caseload-2026-11-0{number + 1}-101010.db")
    monkeypatch.delenv("DOORSTROOM_KEY", raising=False)
    screen = on_a_terminal("restore --list", {"Key of": "niet deze sleutel"})
    assert screen.count("Key of") == 1
    assert screen.count(" no") == 3


def test_a_raw_key_and_the_same_as_sqlcipher_writes_it_open_the_file(somebody, keyed):
    keyed("encrypt", key=RAW)
    assert "Idrissi" in keyed("candidates", key=RAW.upper()).stdout
    assert "Idrissi" in keyed("candidates", key=f"x'{RAW}'").stdout


def test_other_programs_with_sqlcipher_open_the_file_with_the_same_passphrase(encrypted):
    other = dbapi2.connect(str(encrypted))
    other.execute(f"pragma key = '{KEY}'")
    assert other.execute("select last_name from candidate").fetchone() == ("Idrissi",)
    other.close()


def test_letters_with_accents_are_the_same_however_they_are_typed(somebody, keyed):
    keyed("encrypt", key="café aan het één plein")
    assert "Idrissi" in keyed("candidates", key="cafe\u0301 aan het e\u0301e\u0301n plein").stdout


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (None, "does not open without a key"),
        ("niet deze sleutel", "does not open with this key"),
        ("e7" * 32, "does not open with this key"),
        ("'; drop table candidate; --", "does not open with this key"),
    ],
)
@pytest.mark.parametrize("line", ["candidates", "check", "add-candidate 'Piet Pot'", "backup", "undo", "decrypt --yes"])
def test_without_the_right_key_one_line_says_so_and_nothing_changes(encrypted, spawn, line, key, said):
    before = encrypted.read_bytes()
    done = spawn(line, exit=5, **({"DOORSTROOM_KEY": key} if key else {}))
    assert done.stdout == ""
    assert re.fullmatch(rf"error: .*{said}\.\nhint: .*\n", done.stderr)
    assert not key or key not in done.stderr
    assert encrypted.read_bytes() == before
    assert {path.name for path in everything(encrypted.parent)} == {"caseload.db"}


def test_a_wrong_key_is_named_for_programs_too(encrypted, keyed):
    assert keyed("candidates --json", key="niet deze sleutel", exit=5).json["error"]["code"] == "wrong_key"
    assert keyed("candidates --json", key="", exit=5).json["error"]["code"] == "key_needed"


def test_who_gives_a_key_for_a_plain_file_hears_that_it_is_plain(somebody, keyed):
    done = keyed("candidates")
    assert "is not encrypted: the key was not needed" in done.stderr
    assert "Idrissi" in done.stdout


def test_going_back_to_a_backup_with_an_older_key_asks_for_that_key(encrypted, keyed, on_a_terminal, monkeypatch):
    made = keyed("backup --json").json["file"]
    keyed("rekey", DOORSTROOM_NEW_KEY=OTHER)
    monkeypatch.delenv("DOORSTROOM_KEY", raising=False)
    screen = on_a_terminal(f"restore {made} --yes", {f"Key of {made}": KEY, f"Key of {encrypted}": OTHER})
    assert "is as it was in" in " ".join(screen.split())
    assert "Idrissi" in keyed("candidates", key=OTHER).stdout


def test_a_conflict_copy_of_an_encrypted_file_is_noticed(encrypted, keyed):
    shutil.copy(encrypted, encrypted.with_name("caseload (1).db"))
    assert [one["code"] for one in keyed("check --json", exit=6).json] == ["conflict-copy"]


@pytest.mark.parametrize("key", ["kort", "1234567"])
def test_a_short_key_is_refused(somebody, keyed, key):
    before = somebody.read_bytes()
    assert "too short" in keyed("encrypt", key=key, exit=2).stderr
    assert somebody.read_bytes() == before


def test_what_is_encrypted_already_or_not_at_all_is_left_alone(encrypted, somebody, keyed, run):
    assert "encrypted already" in keyed("encrypt", exit=6).stderr
    keyed("decrypt --yes")
    assert "is not encrypted" in keyed("decrypt --yes", exit=6).stderr
    assert "is not encrypted" in keyed("rekey", DOORSTROOM_NEW_KEY=OTHER, exit=6).stderr


def test_completion_never_asks_and_completes_with_a_key_in_the_environment(encrypted, spawn):
    shell = {"_DOORSTROOM_COMPLETE": "complete_bash", "COMP_WORDS": "doorstroom show fat", "COMP_CWORD": "2"}
    assert spawn("", **shell).stdout.strip() == ""
    assert "idrissi" in spawn("", **shell, DOORSTROOM_KEY=KEY).stdout


CHILDREN = """
import os, subprocess, sys
from doorstroom.cli import main
seen = []
popen = subprocess.Popen.__init__
def started(self, args, *more, **named):
    seen.append((str(args), str(named.get("env") or dict(os.environ))))
    popen(self, args, *more, **named)
subprocess.Popen.__init__ = started
try:
    main(["check"])
except SystemExit as left:
    assert not left.code
assert seen and not any(sys.argv[1] in text for one in seen for text in one), seen
assert "DOORSTROOM_KEY" not in os.environ
"""


def test_no_process_that_doorstroom_starts_gets_the_key(encrypted, monkeypatch):
    monkeypatch.setenv("DOORSTROOM_KEY", KEY)
    python(CHILDREN, KEY)


def test_the_key_is_in_no_error_and_no_log(encrypted, keyed, spawn):
    assert KEY not in keyed("history --json").stdout
    assert KEY not in repr(keys._kept)
    told = spawn("show K99", exit=3, DOORSTROOM_KEY=KEY, DOORSTROOM_DEBUG="1")
    assert KEY not in told.stdout + told.stderr


# --- the other key, and none -------------------------------------------------------------------------------------


def test_after_rekey_only_the_new_key_opens_the_file(encrypted, keyed):
    keyed("backup")
    said = json.loads(keyed("rekey --json", DOORSTROOM_NEW_KEY=OTHER).stdout)
    assert len(said["older_backups"]) == 1
    keyed("candidates", exit=5)
    assert "Idrissi" in keyed("candidates", key=OTHER).stdout


def test_backups_come_along_when_that_is_asked(somebody, run, keyed):
    run("backup")
    said = json.loads(keyed("encrypt --backups --json").stdout)
    assert (len(said["backups"]), said["plain_backups"]) == (1, [])
    said = json.loads(keyed("rekey --backups --json", DOORSTROOM_NEW_KEY=OTHER).stdout)
    assert (len(said["backups"]), said["older_backups"]) == (1, [])
    assert [one["people"] for one in keyed("restore --list --json", key=OTHER).json] == [1]
    assert names_in(*everything(somebody.parent)) == []


def test_a_plain_backup_comes_back_encrypted_and_an_encrypted_one_plain(somebody, run, keyed):
    plain = json.loads(run("backup --json").stdout)["file"]
    keyed("encrypt")
    locked = json.loads(keyed("backup --json").stdout)["file"]
    said = keyed(f"restore {plain} --yes").stdout
    assert "the caseload stays encrypted with its own key" in said
    assert names_in(somebody) == []
    assert "Idrissi" in keyed("candidates").stdout
    keyed("decrypt --yes")
    said = keyed(f"restore {locked} --yes").stdout
    assert "the caseload stays readable without a key" in said
    assert "Idrissi" in run("candidates").stdout


def test_a_backup_with_an_older_key_comes_back_under_the_key_of_now(encrypted, keyed):
    made = json.loads(keyed("backup --json").stdout)["file"]
    keyed("rekey", DOORSTROOM_NEW_KEY=OTHER)
    keyed(f"restore {made} --yes", key=OTHER, exit=5)
    keyed(f"restore {made} --yes", key=OTHER, DOORSTROOM_OLD_KEY=KEY)
    assert "Idrissi" in keyed("candidates", key=OTHER, DOORSTROOM_OLD_KEY="").stdout


def test_an_encrypted_backup_comes_back_where_there_is_no_file(encrypted, keyed):
    made = json.loads(keyed("backup --json").stdout)["file"]
    encrypted.unlink()
    keyed(f"restore {made} --yes")
    assert names_in(encrypted) == []
    assert "Idrissi" in keyed("candidates").stdout


def test_a_plain_backup_does_not_replace_an_encrypted_file_that_does_not_open(somebody, run, keyed):
    made = json.loads(run("backup --json").stdout)["file"]
    keyed("encrypt")
    before = somebody.read_bytes()
    keyed(f"restore {made} --yes", key="niet deze sleutel", exit=5)
    assert somebody.read_bytes() == before


# --- damage, colleagues, and what is not installed ---------------------------------------------------------------


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_damage_is_found_in_an_encrypted_file(encrypted, keyed, place):
    content = bytearray(encrypted.read_bytes())
    content[int(len(content) * place)] ^= 1
    encrypted.write_bytes(content)
    assert "damaged" in keyed("check --json", exit=5).stdout
    assert "damaged" in keyed("add-candidate 'Piet Pot'", exit=5).stderr
    assert encrypted.read_bytes() == content


def test_damage_at_the_beginning_is_not_told_from_a_wrong_key_and_both_are_named(encrypted, keyed):
    content = bytearray(encrypted.read_bytes())
    content[200] ^= 1
    encrypted.write_bytes(content)
    said = keyed("candidates", exit=5).stderr
    assert "does not open with this key" in said
    assert "damaged" in said


@pytest.mark.parametrize("line", ["encrypt", "decrypt --yes", "rekey"])
def test_a_file_that_somebody_has_open_keeps_its_key(somebody, keyed, line, monkeypatch):
    if line != "encrypt":
        keyed("encrypt")
    before = somebody.read_bytes()
    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    reading = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(somebody)],
        env=environment(DOORSTROOM_KEY=KEY),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert reading.stdout.readline() == b"open\n"
        assert "in use" in keyed(line, DOORSTROOM_NEW_KEY=OTHER, exit=7).stderr
    finally:
        reading.communicate(timeout=PATIENCE)
    assert somebody.read_bytes() == before
    assert engine._open == {}


HOLDS = """
import sys
from pathlib import Path
from doorstroom import keys, store
keys.begin()
with store.open(Path(sys.argv[1])) as caseload:
    caseload.candidates()
    print("open", flush=True)
    sys.stdin.read()
"""

WAITS = """
import sys
from pathlib import Path
from doorstroom import connection, keys, store
from doorstroom.errors import DoorstroomError
keys.begin()
connected = connection.connect
def slow(*given, **named):
    opened = connected(*given, **named)
    print("open", flush=True)
    sys.stdin.readline()
    return opened
store.connect = slow
try:
    with store.open(Path(sys.argv[1]), command="note", who="noor") as caseload:
        caseload.set("organisation", "Elders")
    print("saved")
except DoorstroomError as problem:
    print(problem.exit_code, problem.message)
"""


@pytest.mark.parametrize("line", ["encrypt", "decrypt --yes", "rekey"])
def test_who_had_the_old_file_open_is_told_and_writes_nothing_that_is_lost(somebody, keyed, line):
    if line != "encrypt":
        keyed("encrypt")
    waiting = subprocess.Popen(
        [sys.executable, "-c", WAITS, str(somebody)],
        env=environment(DOORSTROOM_KEY=KEY),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert waiting.stdout.readline() == "open\n"
    keyed(line, DOORSTROOM_NEW_KEY=OTHER)
    said, _ = waiting.communicate("\n", timeout=PATIENCE)
    assert said == "7 {file} was replaced meanwhile.\n"


def test_the_old_bytes_are_overwritten(somebody, keyed):
    kept = somebody.open("rb")
    assert b"Idrissi" in kept.read()
    keyed("encrypt")
    kept.seek(0)
    assert set(kept.read()) == {0}
    kept.close()


def test_a_link_to_the_file_stays_one_and_rights_of_colleagues_stay(somebody, keyed, tmp_path):
    somebody.chmod(0o660)
    link = tmp_path / "snelkoppeling.db"
    link.symlink_to(somebody)
    keyed(f"--db {link} encrypt")
    assert link.is_symlink()
    assert names_in(somebody) == []
    assert somebody.stat().st_mode & 0o777 == 0o660


WITHOUT = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("sqlcipher3", "msoffcrypto"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
from doorstroom.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("line", "exit"),
    [("candidates", 5), ("check", 5), ("encrypt", 7), ("init new.db --encrypted", 7), ("export --password x.xlsx", 7)],
)
def test_without_the_extra_one_line_says_what_to_install(encrypted, line, exit, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *words(line)],
        env=environment(DOORSTROOM_KEY=KEY),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (exit, "")
    assert re.fullmatch(r"error: .*\nhint: Install it with `pip install 'doorstroom\[encrypted\]'`\.\n", done.stderr)
    assert not (tmp_path / "new.db").exists()


def test_without_the_extra_a_plain_file_works_as_ever(somebody, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "candidates"],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Idrissi" in done.stdout


# --- crashes -----------------------------------------------------------------------------------------------------

_STEPS = ("open", "write", "fsync", "replace", "chmod", "unlink", "close")
_STAGES = ("_grow", "_compare", "_take_over", "_overwrite")


def dies_at(at, line):
    """How a command ends in a process that is killed just before a step that it takes on the disk, or between two stages."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    steps = 0

    def dying(function):
        def step(*given, **named):
            nonlocal steps
            steps += 1
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*given, **named)

        return step

    rewrite = sealing.rewrite

    def watched(*given, **named):
        for owner, names in ((os, _STEPS), (sealing, _STAGES)):
            for name in names:
                setattr(owner, name, dying(getattr(owner, name)))
        rewrite(*given, **named)

    sealing.rewrite = watched
    try:
        main(words(line))
    except SystemExit as left:
        os._exit(left.code or 0)
    os._exit(99)


@pytest.mark.parametrize("line", ["encrypt", "rekey", "decrypt --yes"])
def test_killed_at_any_step_there_is_the_old_file_or_the_new_one_whole(somebody, keyed, tmp_path, line, monkeypatch):
    one, other = RAW, RAW[::-1]
    if line != "encrypt":
        keyed("encrypt", key=one)
    start, folder = tmp_path / "start", tmp_path / "tried"
    start.mkdir()
    shutil.copy(somebody, start / "caseload.db")
    place = folder / "caseload.db"
    monkeypatch.setenv("DOORSTROOM_DB", str(place))
    old = None if line == "encrypt" else one
    new = {"encrypt": one, "rekey": other, "decrypt --yes": None}[line]
    seen, exit = [], -9
    while exit:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(start, folder)
        monkeypatch.setenv("DOORSTROOM_KEY", one)
        monkeypatch.setenv("DOORSTROOM_NEW_KEY", other)
        exit = dies_at(len(seen) + 1, line)
        assert exit in (-9, 0)
        is_new = not is_opened(place, old)
        assert is_opened(place, new if is_new else old), len(seen)
        seen.append(is_new)
        for left in set(everything(folder)) - {place}:
            # Only what is being made plain may stand plain beside it; it is for its owner alone.
            assert line == "decrypt --yes" or names_in(left) == []
            assert left.stat().st_mode & 0o077 == 0
    assert seen == sorted(seen)
    assert 5 < seen.index(True) < len(seen) - 1


def is_opened(path, key):
    """Whether a file opens with a key, or without one, and is whole with everything in it."""
    library = sqlite3 if key is None else dbapi2
    with closing(library.connect(str(path))) as opened:
        try:
            if key:
                opened.execute("pragma cipher_log_level = none")
                opened.execute(f"pragma key = \"x'{key}'\"")
            return opened.execute("pragma integrity_check").fetchone() == ("ok",) and opened.execute(
                "select last_name from candidate"
            ).fetchall() == [("Idrissi",)]
        except library.DatabaseError:
            return False


MID_WRITE = """
import os, signal, sys
from pathlib import Path
from doorstroom import keys, store
from doorstroom.model import Candidate
keys.begin()
with store.open(Path(sys.argv[1]), command="add-candidate", who="noor") as caseload:
    caseload.connection.execute("pragma cache_size = 5")
    for number in range(400):
        caseload.connection.execute("update candidate set source = ?", ("Fatima " * 500,))
        caseload.set("organisation", "Stadstram " * 2000 + str(number))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_journal_of_a_write_that_was_cut_off_holds_no_name_and_is_rolled_back(encrypted, keyed):
    before = keyed("candidates --json").stdout
    done = subprocess.run(
        [sys.executable, "-c", MID_WRITE, str(encrypted)], env=environment(DOORSTROOM_KEY=KEY), timeout=PATIENCE
    )
    assert done.returncode == -9
    left = everything(encrypted.parent)
    assert any(path.name.endswith("-journal") and path.stat().st_size for path in left)
    assert names_in(*left) == []
    assert keyed("candidates --json").stdout == before
    assert keyed("check").exit == 0


def test_several_writers_wait_for_each_other(encrypted, keyed):
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "doorstroom", "add-candidate", f"Nummer Zoveel{number}x", "--anyway"],
            env=environment(DOORSTROOM_KEY=KEY),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]
    assert [(one.communicate(timeout=PATIENCE)[1], one.returncode) for one in started] == [(b"", 0)] * 4
    assert len(keyed("candidates --json").json) == 5
