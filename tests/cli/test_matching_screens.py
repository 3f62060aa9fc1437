"""The screens of vacancies, matches, proposals and relays, in both languages, as they were read and approved."""

import pytest

MADE = [
    "add-vacancy Keukenhulp groenbeheer --hours-min 16 --hours-max 28 --start 2027-01-04 --closes 2026-12-15 --town Utrecht"
    " --licence B --language-level A2 --must HACCP --nice geduldig --offer 'rustige werkplek' --distance medium --seats 2"
    " --source HalloWerk --source-ref HW-37 --owner 'Noor Bakker'",
    "add-vacancy Gastheer klimpark --season 04-01..10-31",
    "add-vacancy Inpakker WerkPlus --start 2026-11-01 --until 2027-03-31 --hours-max 24",
    "propose K1 V1 --on 2026-11-10",
    "progress P1 interview --on 2026-11-17",
    "propose K5 V1 --on 2026-11-12",
    "progress P2 declined --on 2026-11-18 --by candidate --reason travel --note 'twee keer overstappen'",
]
SCREENS = {
    "vacancies": "vacancies",
    "show-vacancy": "show V1",
    "match-candidate": "match K1",
    "match-vacancy": "match V1 --top 3",
    "match-everybody": "match --top 2",
    "proposals": "proposals",
    "show-proposal": "show P2",
    "relay": "relay",
    "propose": "propose K2 V1",
    "progress-placed": "progress P1 placed --on 2026-12-01",
    "proposed-twice": "propose K1 V1",
}


@pytest.fixture
def market(region, run):
    """The region with three vacancies and two proposals."""
    for line in MADE:
        run(line)
    return region


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_as_it_was_approved(market, run, golden, screen, language):
    result = run(f"--lang {language} {SCREENS[screen]}", exit=4 if screen == "proposed-twice" else 0)
    golden(f"{screen}.{language}", f"$ doorstroom {SCREENS[screen]}\n{result.stdout}{result.stderr}")
