"""Whole screens, in both languages, as they were read and approved: ``pytest --update-golden`` writes them anew."""

import re

import pytest

SCREENS = {
    "help": "--help",
    "help-add-contract": "add-contract --help",
    "candidates": "candidates",
    "employers": "employers",
    "contracts": "contracts",
    "expiring": "expiring",
    "expiring-3-months": "expiring --months 3",
    "expiring-of-noor": "expiring --owner noor",
    "deadlines": "deadlines --months 3",
    "add-support": "add-support C1 lks --from 2026-10-01",
    "show-candidate": "show K1",
    "show-two-jobs": "show K8",
    "show-employer": "show W1",
    "show-contract": "show C3",
    "explain": "explain K2",
    "explain-what-if": "explain K1 --months 6",
    "check": "check",
    "settings": "settings",
    "add-contract": "add-contract K6 W1 --start 2026-12-01 --months 7 --hours 24",
    "add-contract-too-long": "add-contract K1 W1 --start 2027-01-01 --end 2027-12-31",
    "add-candidate": "add-candidate 'Noor van het Veld'",
    "error": "show jan",
}
SAYS_NO = {"check": 6, "error": 4}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_as_it_was_approved(region, run, golden, screen, language):
    result = run(f"--lang {language} {SCREENS[screen]}", exit=SAYS_NO.get(screen, 0))
    golden(f"{screen}.{language}", f"$ doorstroom {SCREENS[screen]}\n{result.stdout}{result.stderr}")


@pytest.mark.parametrize("screen", ["expiring", "show-candidate", "candidates", "deadlines"])
def test_a_screen_on_a_terminal_is_as_it_was_approved(region, on_a_terminal, golden, screen):
    shown = re.sub(r"\x1b\[[0-9;]*m| +$", "", on_a_terminal(SCREENS[screen]), flags=re.MULTILINE)
    golden(f"{screen}.terminal", f"$ doorstroom {SCREENS[screen]}\n{shown}")
