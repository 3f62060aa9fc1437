"""The campaign of faults in its short form, and at full length with ``--long``: nothing lost, nothing half, nothing unsaid.

``python tests/faults`` prints the same as tables.
"""

import json
import subprocess
import sys
from pathlib import Path

from processes import environment

HERE = Path(__file__).parent
PARTS = ("killed", "power cut", "full", "damaged", "writers", "clocks")


def campaign(*more, long):
    """What the campaign found."""
    # By itself, for it divides itself into many processes.
    done = subprocess.run(
        [sys.executable, str(HERE), "--json", *more, *(["--long"] if long else [])],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=3600 if long else 600,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def test_nothing_is_lost_half_or_unsaid_of_an_encrypted_file_either(is_long):
    (found,) = campaign("--encrypted", "--parts", "kills", long=is_long)["parts"]
    assert found["violations"] == []
    assert found["faults"] > found["runs"] / 4, "the faults hit"


def test_nothing_is_lost_half_or_unsaid_whatever_happens(is_long):
    found = campaign(long=is_long)
    assert [violation for part in found["parts"] for violation in part["violations"]] == []
    assert [part["name"] for part in found["parts"]] == list(PARTS)
    assert all(part["faults"] > part["runs"] / 4 for part in found["parts"]), "the faults hit"
    assert len(found["noticed"]) > 10
    assert [measure for measure, times in found["noticed"].items() if times == 0] == [], (
        "a measure that is off is missed"
    )
