"""A day of a coordinator, from an empty folder on: what the command line says at each step, in each language."""

import re
from pathlib import Path

import pytest
from outside import write_workbook

TODAY = "2026-11-23"

HEADINGS = {
    "en": ("Client number", "Name", "Owner", "Employer", "Start date", "End date", "Hours"),
    "nl": ("Klantnummer", "Naam", "Eigenaar", "Werkgever", "Startdatum", "Einddatum", "Uren"),
}
ROWS = (
    ("101", "Fatima el Idrissi", "Noor Bakker", "Stadstram", "01-02-2026", "31-12-2026", "24"),
    ("102", "Jan van der Berg", "Noor Bakker", "Stadstram", "01-06-2025", "30-04-2027", "32"),
    ("103", "Özlem Yıldız", "Noor Bakker", "Payroll Vecht", "01-03-2026", "28-02-2027", "28"),
    ("104", "Kees 't Hart", "Samira Haddad", "Groenbeheer", "01-04-2026", "30-09-2026", "20"),
    ("105", "Lina Haddad", "Samira Haddad", "Groenbeheer", "01-10-2026", "30-09-2027", "20"),
)

# What people type themselves, in their own language.
WORDS = {
    "en": {
        "stay": "Would like to stay",
        "ask": "Ask whether extending is possible",
        "may": "May stay another seven months",
        "hours": "Discuss the hours",
        "left": "Found the work too heavy",
        "programme": "Green city 2027",
    },
    "nl": {
        "stay": "Wil graag blijven",
        "ask": "Vragen of verlengen kan",
        "may": "Mag nog zeven maanden blijven",
        "hours": "De uren bespreken",
        "left": "Vond het werk te zwaar",
        "programme": "Groene stad 2027",
    },
}

DAY = """
init --lang {lang} --organisation "WSP De Streek" --meeting-days mon,thu
import caseload.xlsx --dry-run
import caseload.xlsx
import caseload.xlsx
edit-employer Stadstram --policy-months 23 --contact "Marloes Prins"
expiring --months 6
explain 101 --months 7

# somebody extends
note 101 "{stay}" --with candidate --about end
step 101 "{ask}" --due 27-11-2026
done S1 --note "{may}"
extend-contract C1 --months 7
extend-contract C1 --months 7

# somebody drops out
step 104 "{hours}" --due 2026-11-30
end-contract C4 --on 15-09-2026 --reason dropped-out
close-candidate 104 --reason dropped-out --note "{left}"
drop-step S2
candidates --open

# somebody works elsewhere than where they are employed, in a programme, and gets on
add-workplace C3 Stadstram --hours 16 --from 01-12-2026
add-programme "{programme}" --target 20 --deadline 31-12-2027 --partner Groenbeheer
edit-candidate Yıldız --programme G1 --joined 23-11-2026
milestone yildiz screened
programmes
show 103

# finding and looking
find stadtram
find "{stay}"
show nobody
attention
dashboard

# a colleague goes on leave
transfer --from "Noor Bakker" --to "Samira Haddad"
candidates --owner "Noor Bakker"
undo
candidates --owner "Noor Bakker"
redo
steps --owner "Samira Haddad"

# somebody stands in the file twice
add-candidate "Fatima Idrissi"
add-candidate "Fatma el Idrissi" --phone 0612345678 --anyway
edit-candidate 101 --phone 0612345678
duplicates
merge K1 K6
merge K1 K6 --yes
history K1 --limit 2

# backups, and the end of the day
backup safe.db
edit-candidate K1 --owner -
restore safe.db --yes
restore --list
show K1
export meeting.xlsx
export meeting.xlsx
check
"""
EXITS = {
    "extend-contract C1 --months 7": [0, 4],
    "show nobody": [3],
    'add-candidate "Fatima Idrissi"': [4],
    "merge K1 K6": [6],
    "export meeting.xlsx": [0, 4],
}


def without_moments(text: str, folder: Path) -> str:
    """A text without the moments at which the test ran, and without the folder."""
    text = text.replace(str(folder), "FOLDER")
    text = re.sub(r"\d{4}-\d\d-\d\d-\d{6}", "MOMENT", text)
    return re.sub(r"(\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4})  ?\d\d:\d\d", "MOMENT", text)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_day_of_a_coordinator_reads_as_it_was_approved(run, golden, tmp_path, monkeypatch, language):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "noor")
    monkeypatch.setenv("DOORSTROOM_TODAY", TODAY)
    write_workbook(tmp_path / "caseload.xlsx", {"Caseload": [HEADINGS[language], *ROWS]})
    exits = {line: iter(codes) for line, codes in EXITS.items()}
    screen = []
    for line in DAY.format(lang=language, **WORDS[language]).strip().splitlines():
        if line and not line.startswith("#"):
            result = run(line, exit=next(exits.get(line, iter([0]))))
            screen.append(without_moments(f"$ doorstroom {line}\n{result.stdout}{result.stderr}", tmp_path))
        else:
            screen.append(f"{line}\n")
    golden(f"day.{language}", "".join(screen))
