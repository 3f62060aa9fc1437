"""Whole screens, in both languages, as they were read and approved: ``pytest --update-golden`` writes them anew."""

import re

import pytest

SCREENS = {
    "help": "--help",
    "help-add-contract": "add-contract --help",
    "candidates": "candidates",
    "employers": "employers",
    "contracts": "contracts",
    "retention": "retention --preview --as-of 2027-01-01",
    "find": "find haddad",
    "find-employer": "find klimpark",
    "expiring": "expiring",
    "expiring-3-months": "expiring --months 3",
    "expiring-of-noor": "expiring --owner noor",
    "deadlines": "deadlines --months 3",
    "report-funnel": "report funnel",
    "report-onward": "report onward",
    "report-lasting": "report lasting",
    "report-load": "report load",
    "report-employers": "report employers",
    "report-compare": "report compare 2026-05-21 2026-11-21",
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
    "duplicates": "duplicates",
    "merge": "merge K1 K8",
    "error": "show jan",
}
FOLLOWED_SCREENS = {
    "notes": "notes",
    "steps": "steps",
    "steps-all": "steps --all",
    "attention": "attention",
    "dashboard": "dashboard",
    "expiring-followed": "expiring",
    "show-followed": "show K1",
    "show-step": "show S1",
    "show-employer-followed": "show W3",
    "note": "note K1 'Belde terug.' --about match --next 2026-12-01",
    "step": "step K8 'Uren tellen' --due 2026-12-01 --not-before 2026-11-25",
    "done": "done S1 --note 'Mag'",
}
SAYS_NO = {"check": 6, "error": 4, "merge": 6}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_as_it_was_approved(region, run, golden, screen, language):
    result = run(f"--lang {language} {SCREENS[screen]}", exit=SAYS_NO.get(screen, 0))
    golden(f"{screen}.{language}", f"$ doorstroom {SCREENS[screen]}\n{result.stdout}{result.stderr}")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("screen", FOLLOWED_SCREENS)
def test_a_screen_of_what_was_said_and_agreed_is_as_it_was_approved(followed_region, run, golden, screen, language):
    result = run(f"--lang {language} {FOLLOWED_SCREENS[screen]}")
    golden(f"{screen}.{language}", f"$ doorstroom {FOLLOWED_SCREENS[screen]}\n{result.stdout}{result.stderr}")


@pytest.mark.parametrize("screen", ["attention", "steps", "notes"])
@pytest.mark.parametrize("width", ["80", "120"])
def test_a_list_to_work_from_fits_a_terminal(followed_region, on_a_terminal, golden, monkeypatch, screen, width):
    monkeypatch.setenv("COLUMNS", width)
    shown = re.sub(r"\x1b\[[0-9;]*m| +$", "", on_a_terminal(f"--lang nl {screen}"), flags=re.MULTILINE)
    assert max(map(len, shown.splitlines())) <= int(width)
    golden(f"{screen}.terminal-{width}", f"$ doorstroom --lang nl {screen}\n{shown}")


@pytest.mark.parametrize("screen", ["expiring", "show-candidate", "candidates", "deadlines"])
def test_a_screen_on_a_terminal_is_as_it_was_approved(region, on_a_terminal, golden, screen):
    shown = re.sub(r"\x1b\[[0-9;]*m| +$", "", on_a_terminal(SCREENS[screen]), flags=re.MULTILINE)
    golden(f"{screen}.terminal", f"$ doorstroom {SCREENS[screen]}\n{shown}")
