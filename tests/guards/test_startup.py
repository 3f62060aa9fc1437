"""What a command loads: the daily ones start fast because they leave alone what they do not need."""

import pytest
from processes import python

HEAVY = {"pydantic", "rich", "openpyxl", "xlsxwriter", "sqlite_utils", "jinja2", "dateutil.parser"}
HEAVY |= {"sqlcipher3", "msoffcrypto"}

LOADED = """
import sys
from doorstroom.cli import main
try:
    main(sys.argv[1:])
except SystemExit as left:
    assert not left.code, left.code
print("loaded:", *sorted(sys.modules))
"""


def loaded_after(line: str) -> set[str]:
    """The modules that are there after a command with its answer in a pipe."""
    return set(python(LOADED, *line.split()).rpartition("loaded:")[2].split())


@pytest.fixture
def somebody(caseload, run):
    run("add-candidate 'Fatima el Idrissi'")
    run("add-employer Stadstram --policy-months 23")
    run("add-contract K1 W1 --start 2025-02-01 --months 23")


@pytest.mark.parametrize(
    "line",
    [
        *("--help", "--version", "expiring", "expiring --json", "expiring --csv", "candidates", "deadlines"),
        *("show K1", "explain K1", "attention", "dashboard", "steps", "notes", "find fatima"),
    ],
)
def test_a_daily_command_in_a_pipe_loads_nothing_heavy(somebody, line):
    found = loaded_after(line)
    assert "doorstroom.cli" in found
    assert found & HEAVY == set()


def test_help_loads_no_command():
    assert {name for name in loaded_after("--help") if name.startswith("doorstroom.commands.")} <= {
        "doorstroom.commands._app",
        "doorstroom.commands._beginning",
        "doorstroom.commands._options",
    }


def test_the_list_loads_no_rules_and_no_sums(somebody):
    """They are needed when a contract changes: the list reads the days that were computed then."""
    found = loaded_after("expiring")
    assert [name for name in found if name.startswith(("doorstroom.limits", "doorstroom.rules", "tomllib"))] == []


def test_the_list_loads_no_facts_that_it_only_tells_of(somebody):
    """People, jobs, conversations, steps and proposals are read for it by columns; facts are for who changes them."""
    found = loaded_after("expiring")
    assert [name for name in found if name.startswith(("doorstroom.model", "doorstroom.tables"))] == []
    assert "doorstroom.findable" not in found


ALL_COMMANDS = """
import sys
from doorstroom.cli import COMMANDS
from doorstroom.commands._app import build
for name, entry in COMMANDS.items():
    build(name, entry)
print("pydantic" in sys.modules)
"""


def test_typer_builds_every_command_without_pydantic():
    """Typer 0.29 did not, which doubles the start; when a newer one passes here, the cap in pyproject.toml may go."""
    assert python(ALL_COMMANDS).split() == ["False"]
