"""The tree itself: nothing of the machine on which it was made, and pages that agree with the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from processes import PATIENCE, environment

import doorstroom

ROOT = Path(doorstroom.__file__).parents[2]
NOT_OURS = {
    ".git",
    ".venv",
    "__pycache__",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "dist",
    "build",
}
TEXTS = {".py", ".md", ".toml", ".txt", ".po", ".yml", ".yaml", ".cfg", ".ini", ".sh", ".svg", ".csv", ""}

PATHS = re.compile(r"(?<![\w.~>])/(?:home|Users|root|tmp|work|srv|opt|mnt)/[\w.-]+")
REGISTRIES = re.compile(r"https?://[^\s\"')>]+/(?:simple|packages)/|trusted[-]host|--(?:extra-)?index[-]url")


def files() -> list[Path]:
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and path.suffix in TEXTS and not NOT_OURS & set(path.relative_to(ROOT).parts)
    ]


@pytest.mark.parametrize("forbidden", [PATHS, REGISTRIES], ids=["paths of a machine", "hosts of registries"])
def test_the_tree_holds_no(forbidden):
    found = [
        (str(path.relative_to(ROOT)), number, match[0])
        for path in files()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (match := forbidden.search(line))
    ]
    assert found == []


def test_pages_that_are_made_from_the_code_agree_with_it():
    pages = sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs").rglob("*.md"))
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", *pages],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_table_of_errors_is_the_tree_of_errors():
    from doorstroom import errors

    told = re.findall(r"(\w+)\s+(\d)\s+([\w ]+)$", errors.__doc__ or "", re.MULTILINE)
    made = [
        (name, str(kind.exit_code), kind.code)
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.DoorstroomError) and kind is not errors.DoorstroomError
    ]
    assert sorted((name, code, word.split()[0]) for name, code, word in told) == sorted(made)
