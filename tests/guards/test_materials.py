"""The list of materials in a wheel: exactly what it runs on, pinned, with the hashes, and the same every time."""

import json
import re
import subprocess
import sys
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from processes import environment

import doorstroom

ROOT = Path(doorstroom.__file__).parents[2]
# Python brings it; sqlite-utils names it for its plugins, which are never loaded.
NOT_PINNED = {"pip"}


def built(folder: Path) -> Path:
    """A wheel of what stands here."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        env=environment(SOURCE_DATE_EPOCH="1700000000", PYTHONWARNINGS=""),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def materials(tmp_path_factory) -> str:
    """What a wheel says that it is made of."""
    with ZipFile(built(tmp_path_factory.mktemp("wheel"))) as wheel:
        (name,) = [name for name in wheel.namelist() if ".dist-info/sboms/" in name]
        assert name.endswith("/doorstroom.cdx.json")
        return wheel.read(name).decode()


def needed(asked: list[str], seen: set[str]) -> set[str]:
    """The packages that these need to run, on this system, and what those need."""
    for line in asked:
        one = Requirement(line)
        called = canonicalize_name(one.name)
        if called not in seen and (one.marker is None or one.marker.evaluate({"extra": ""})):
            seen.add(called)
            with suppress(PackageNotFoundError):
                needed(requires(called) or [], seen)
    return seen


def test_it_names_exactly_the_packages_that_it_runs_on(materials):
    named = {one["name"] for one in json.loads(materials)["components"]}
    asked = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    here = needed(asked, set()) - NOT_PINNED
    assert here <= named
    # What only another system needs.
    assert named - here <= {"colorama", "tzdata", "typing-extensions"}


def test_each_stands_there_as_it_is_pinned_with_every_hash(materials):
    pins = ROOT.joinpath("requirements", "run.txt").read_text(encoding="utf-8")
    pinned = {}
    for entry in re.split(r"\n(?=\S)", pins):
        name, version = re.match(r"([\w.-]+)==([^\s;]+)", entry).groups()
        pinned[name] = version, sorted(re.findall(r"sha256:(\w+)", entry))
    for one in json.loads(materials)["components"]:
        assert pinned[one["name"]] == (one["version"], sorted(found["content"] for found in one["hashes"]))
        assert one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}"


def test_it_says_nothing_of_where_or_when_it_was_made(materials, tmp_path):
    assert not re.search(r"https?://|timestamp|serialNumber", materials)
    with ZipFile(built(tmp_path)) as wheel:
        again = next(wheel.read(name).decode() for name in wheel.namelist() if name.endswith(".cdx.json"))
    assert again == materials
