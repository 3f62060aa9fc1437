"""Make the files that are measured, from the invented caseload of the demo.

    python bench/make.py caseload FILE.db 1000
    python bench/make.py sheet FILE.xlsx 1000 [--bad]    (or FILE.csv; with --bad one row in a hundred cannot be)

The day around which it is told is DOORSTROOM_TODAY, else today.
"""

import argparse
import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from doorstroom import schema, settings, store
from doorstroom.demo import caseload
from doorstroom.model import Contract
from doorstroom.model.choices import ContractKind

HEADINGS = (
    *("Klantnummer", "Voornaam", "Tussenvoegsel", "Achternaam", "Geboortedatum", "Telefoon", "E-mail", "Postcode"),
    *("Woonplaats", "Talenten", "Wensen", "Eigenaar", "Jobcoach"),
    *("Werkgever", "Functie", "Soort contract", "Uren per week", "Maandloon", "Startdatum", "Einddatum"),
)


def make_caseload(file: Path, people: int) -> None:
    invented = caseload(settings.today(), people=people)
    schema.create(file)
    with store.open(file, command="bench", who="bench") as empty:
        empty.fill(*invented.facts)


def make_sheet(file: Path, rows: int, *, bad: bool) -> None:
    """A sheet as coordinators have it: a person with employer and contract in each row."""
    write = _write_csv if file.suffix == ".csv" else _write_xlsx
    write(file, _rows(rows, bad=bad))


def _rows(wanted: int, *, bad: bool) -> Iterator[list[Any]]:
    # There are more than two contracts for each person, and not everybody has a client number.
    invented = caseload(settings.today(), people=max(120, wanted // 2))
    people = {candidate.id: candidate for candidate in invented.candidates}
    employers = {employer.id: employer.name for employer in invented.employers}
    numbered = (contract for contract in invented.contracts if people[contract.candidate].number)
    for place, contract in zip(range(wanted), numbered, strict=False):
        someone = people[contract.candidate]
        yield [
            someone.number,
            someone.first_name,
            someone.infix,
            someone.last_name,
            someone.birth_date,
            someone.phone,
            someone.email,
            someone.postcode,
            someone.town,
            ", ".join(someone.talents),
            ", ".join(someone.wishes),
            someone.owner,
            someone.coach,
            employers[contract.employer],
            contract.function,
            contract.kind.value,
            contract.hours,
            contract.wage_month and contract.wage_month / 100,
            "31-02-2026" if bad and place % 100 == 50 else contract.starts_on,
            _agreed_end(contract),
        ]


def _agreed_end(contract: Contract) -> date | None:
    return None if contract.kind is ContractKind.PERMANENT else contract.ends_on


def _write_csv(file: Path, rows: Iterator[list[Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows([f"{cell:%d-%m-%Y}" if isinstance(cell, date) else cell for cell in row] for row in rows)


def _write_xlsx(file: Path, rows: Iterator[list[Any]]) -> None:
    from xlsxwriter import Workbook

    book = Workbook(str(file), {"constant_memory": True, "default_date_format": "dd-mm-yyyy"})
    sheet = book.add_worksheet("Kandidaten")
    sheet.write_row(0, 0, HEADINGS)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    book.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["caseload", "sheet"])
    parser.add_argument("file", type=Path)
    parser.add_argument("size", type=int)
    parser.add_argument("--bad", action="store_true")
    given = parser.parse_args()
    if given.what == "caseload":
        make_caseload(given.file, given.size)
    else:
        make_sheet(given.file, given.size, bad=given.bad)


if __name__ == "__main__":
    main()
