"""Every test on its own: an own folder, environment, day and language, and no network."""

import io
import os
import runpy
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import processes
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import settings
from processes import OFFLINE, Result, environment, words

from doorstroom import i18n, schema
from doorstroom.cli import main

TODAY = "2026-11-21"
# Folders of tests that need LibreOffice, or a browser; CONTRIBUTING.md says how to run them.
WITH_A_PROGRAM = ("office", "browser")
GOLDEN = Path(__file__).parent / "golden"

runpy.run_path(str(OFFLINE / "sitecustomize.py"))

# A machine with others at work is no reason to fail. Chance finds more on the machines of people; what must pass before a
# change lands looks where it looked before.
settings.register_profile("suite", deadline=None, max_examples=100, derandomize="CI" in os.environ)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the screens down as they are now")
    parser.addoption("--long", action="store_true", help="run campaigns at their full length")
    for program in WITH_A_PROGRAM:
        parser.addoption(f"--{program}", action="store_true", help=f"run the tests in tests/{program} too")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the tests that need a program of their own, unless they are asked for."""
    return True if collection_path.name in WITH_A_PROGRAM and not config.getoption(collection_path.name) else None


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations as a build does, so that what is tested is what stands in the sources."""
    if config.getoption("--long"):
        settings.register_profile("long", deadline=None, max_examples=2000)
        settings.load_profile("long")
    if hasattr(config, "workerinput"):
        return
    for source in Path(i18n.__file__).parent.joinpath("locale").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as po, compiled.open("wb") as mo:
                write_mo(mo, read_po(po))


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing from outside reaches a test, and nothing of a test stays behind."""
    for name in list(os.environ):
        if name.startswith(("DOORSTROOM_", "_DOORSTROOM", "LC_", "XDG_", "PYTHON")):
            monkeypatch.delenv(name)
    for name in ("TZ", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "LANGUAGE", "LINES", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PAGER", "cat")
    monkeypatch.setenv("DOORSTROOM_DB", str(tmp_path / "caseload.db"))
    monkeypatch.setenv("DOORSTROOM_TODAY", TODAY)
    yield
    i18n.choose("en")


@contextmanager
def streams(stdin: str, encoding: str) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard streams of real text over bytes, so that what a console cannot show matters here too."""
    kept = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
    sys.stdout, sys.stderr = io.TextIOWrapper(out, encoding), io.TextIOWrapper(err, encoding)
    try:
        yield out, err
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            stream.detach()
        sys.stdin, sys.stdout, sys.stderr = kept


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a command line in this process; it must end with the exit code that is expected, unless that is None."""

    def run(line: str | Sequence[str], *, exit: int | None = 0, stdin: str = "", encoding: str = "utf-8") -> Result:
        with streams(stdin, encoding) as (out, err), pytest.raises(SystemExit) as left:
            main(words(line))
        result = Result(out.getvalue().decode(encoding), err.getvalue().decode(encoding), left.value.code)
        assert exit in (None, result.exit), result
        return result

    return run


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether campaigns run at their full length."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def spawn() -> Callable[..., Result]:
    """Run a command line in a process of its own."""
    return processes.spawn


@pytest.fixture
def on_a_terminal() -> Callable[..., str]:
    """Run a command line on a terminal and type answers."""
    return processes.on_a_terminal


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A caseload file without anything in it, to copy."""
    path = tmp_path_factory.mktemp("empty") / "caseload.db"
    schema.create(path)
    return path


@pytest.fixture
def caseload(empty: Path, tmp_path: Path) -> Path:
    """An empty caseload file where commands look for it."""
    return Path(shutil.copy(empty, tmp_path / "caseload.db"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a whole screen with the one written down in ``tests/golden``."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.exists(), f"{file.name} is not written down yet: run pytest --update-golden and read it"
        assert text == file.read_text(encoding="utf-8")

    return compare
