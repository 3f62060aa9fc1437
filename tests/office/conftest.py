"""Tests with a real LibreOffice; they run where it is installed: ``pytest tests/office``."""

import json
import os
import subprocess
from pathlib import Path

import pytest

FILL_IN = Path(__file__).parent / "fill_in.py"
READ_LOCKED = FILL_IN.with_name("read_locked.py")
PATIENCE = 180


@pytest.fixture
def in_libreoffice(tmp_path):
    """Open a file in LibreOffice and save it as it is, in the same format."""

    def resave(file):
        out = tmp_path / "resaved"
        _run(
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/office",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            out,
            file,
        )
        return out / file.name

    return resave


@pytest.fixture
def by_hand():
    """Fill in an agenda in LibreOffice: values by REF and column, rows that go, and sorting."""

    def fill_in(file, wanted, *, gone=(), turned_round=False):
        _run("/usr/bin/python3", FILL_IN, file, json.dumps([wanted, list(gone), turned_round]))

    return fill_in


@pytest.fixture
def read_locked():
    """What LibreOffice shows of a workbook that it opens with a password."""

    def read(file, password):
        return _run("/usr/bin/python3", READ_LOCKED, file, password).stdout.decode()

    return read


def _run(*command):
    # LibreOffice brings a Python of its own, which the settings of this one would break.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, timeout=PATIENCE, env=environment
    )
