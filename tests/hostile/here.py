"""Trying in this process: standard streams over bytes, the memory and the time of one command, and what it starts."""

import io
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hostile import trials
from hostile.trials import Done
from hostile.trying import ENVIRONMENT, Runs

from doorstroom import i18n
from doorstroom.cli import main


def runs_here(folder: Path, monkeypatch: Any) -> Runs:
    """Runs commands about the caseload in a folder."""
    trials.watch()
    monkeypatch.chdir(folder)
    # What would be left in a folder for temporary files is found in this one.
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)

    def run(line: Sequence[str], stdin: bytes) -> Done:
        kept = sys.stdin, sys.stdout, sys.stderr
        out, err = io.BytesIO(), io.BytesIO()
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        sys.stdout, sys.stderr = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8")
        trials.started.clear()
        begun, began, code = trials.begin_to_measure(), time.process_time(), 0
        try:
            main(["--db", "caseload.db", *line])
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
        finally:
            seconds, started = time.process_time() - began, list(trials.started)
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
                stream.detach()
            sys.stdin, sys.stdout, sys.stderr = kept
            i18n.choose("en")
        said = (part.getvalue().decode("utf-8", "surrogateescape") for part in (out, err))
        return Done(code, *said, seconds, trials.most_since(begun), tuple(started))

    return run
