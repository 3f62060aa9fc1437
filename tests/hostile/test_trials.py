"""Whatever comes in: one line and a hint or harmless text, soon, in little memory, and nothing run, told or left behind.

Here most are tried in this process, and some in one of their own; ``python tests/hostile`` tries them all and prints the
figures, with ``--long`` each in a process of its own.
"""

import subprocess
import sys
from collections import Counter
from itertools import groupby, islice
from pathlib import Path

import pytest
from hostile import trying
from hostile.here import runs_here
from processes import environment

WAYS = ("import", "apply", "page", "postings", "postcodes", "--from -", "rules", "restore", "targets", "caseload")
WAYS = (*WAYS, "typed", "asked")
# Where there are hundreds alike.
ONE_IN = {"import": 3, "apply": 3, "page": 2, "targets": 3, "typed": 3, "asked": 3, "--from -": 2}
EXPORTED = 12
"""After so many things that were taken everything is exported; ``python tests/hostile`` does it after each."""


@pytest.fixture
def ready(tmp_path, monkeypatch):
    """Everything ready to be tried in this process."""
    return trying.begin(lambda folder: runs_here(folder, monkeypatch), tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_whatever_comes_in_is_refused_in_one_line_or_kept_as_harmless_text(ready, way, is_long):
    taken, wrong = 0, []
    every = trying.trials(ready.begun, way)
    for trial in every if is_long else islice(every, 0, None, ONE_IN.get(way, 1)):
        done, found = ready.one(trial)
        if done.exit == 0 and way not in ("rules", "restore", "caseload"):
            taken += 1
            if is_long or taken % EXPORTED == 1:
                found += ready.exported()
        wrong += [f"{trial.called}: {one}" for one in found]
    assert wrong == []


def test_the_same_in_processes_of_their_own(is_long):
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent), "--long" if is_long else "--some"],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=7200 if is_long else 600,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_is_enough_of_every_kind(ready):
    every = [(trial.way, trial.name) for trial in trying.trials(ready.begun)]
    assert len(set(every)) == len(every)
    counted = Counter(way for way, _name in every)
    assert list(dict.fromkeys(way for way, _ in groupby(way for way, _name in every))) == list(WAYS)
    assert counted["import"] >= 200
    assert counted["apply"] >= 300
    assert all(counted[way] >= 25 for way in WAYS)


@pytest.mark.parametrize("measure", sorted(trying.MEASURES))
def test_a_measure_that_is_off_is_noticed(ready, measure, monkeypatch):
    off, way, names = trying.MEASURES[measure]
    off(monkeypatch)
    noticed = []
    for trial in trying.trials(ready.begun, way):
        if trial.name.startswith(names):
            done, found = ready.one(trial)
            noticed += found + (ready.exported() if done.exit == 0 else [])
    assert noticed
