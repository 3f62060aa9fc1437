"""A run whose input or output was closed before it began, as schedulers and services do, works as ever."""

import subprocess
import sys

import pytest
from processes import PATIENCE, environment


def run_without(stream: str, caseload, *line: str) -> subprocess.CompletedProcess:
    """A command in a process that begins with one of its streams closed."""
    closed = {"stdin": "<&-", "stdout": ">&-", "stderr": "2>&-"}[stream]
    argv = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "doorstroom", "--db", str(caseload), *line]
    return subprocess.run(argv, env=environment(), capture_output=True, text=True, timeout=PATIENCE, check=False)


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_a_change_is_made_and_can_be_read(caseload, run, stream):
    added = run_without(stream, caseload, "add-candidate", "Els Vermaat")
    assert (added.returncode, "error" in added.stderr) == (0, False)
    assert "Els Vermaat" in run(["--db", str(caseload), "candidates"]).stdout
    listed = run_without(stream, caseload, "candidates")
    assert (listed.returncode, listed.stderr, "Els" in listed.stdout) == (0, "", stream != "stdout")


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_an_error_keeps_its_code(caseload, stream):
    refused = run_without(stream, caseload, "show", "K99")
    assert refused.returncode == 3
    assert ("K99" in refused.stderr) is (stream != "stderr")
    assert "Traceback" not in refused.stderr + refused.stdout


def test_a_workbook_is_written_whole(caseload, tmp_path):
    for stream in ("stdin", "stdout", "stderr"):
        written = run_without(stream, caseload, "export", str(tmp_path / f"{stream}.xlsx"))
        assert (written.returncode, "Traceback" in written.stderr) == (0, False)
    assert len({path.stat().st_size // 100 for path in tmp_path.glob("*.xlsx")}) == 1


def test_a_name_that_leads_to_itself_is_no_caseload(run, tmp_path):
    around = tmp_path / "around.db"
    around.symlink_to(around)
    for line in ("expiring", "candidates --json", "add-candidate 'Els Vermaat'", "check", "history"):
        result = run(f"--db {around} {line}", exit=3)
        assert "There is no caseload file" in result.stderr + result.stdout
    result = run(f"--db {around} init", exit=None)
    assert (result.exit, around.is_symlink()) == (4, True)
