"""What the libraries alone need for the work that doorstroom does with them.

    python bench/baselines.py cells BOOK.xlsx CELLS     keep the cells of a workbook for "write"; says how many rows
    python bench/baselines.py write CELLS BOOK.xlsx     openpyxl, write-only
    python bench/baselines.py read BOOK.xlsx            openpyxl, read-only
    python bench/baselines.py csv FILE.csv FILE.db      csv.reader and executemany

They are what the targets for import and export are ratios to.
"""

import csv
import pickle
import sqlite3
import sys
from pathlib import Path


def cells(book: str, target: str) -> None:
    """Row by row, so that who reads them back needs no memory for all of them."""
    from openpyxl import load_workbook

    rows = 0
    with Path(target).open("wb") as out:
        for sheet in load_workbook(book, read_only=True).worksheets:
            sheet.reset_dimensions()
            for row in sheet.iter_rows(values_only=True):
                pickle.dump((sheet.title, row), out)
                rows += 1
    print(f"{rows:,}")


def write(source: str, target: str) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    with Path(source).open("rb") as kept:
        while True:
            try:
                title, row = pickle.load(kept)
            except EOFError:
                break
            (book[title] if title in book.sheetnames else book.create_sheet(title)).append(row)
    book.save(target)


def read(book: str) -> None:
    from openpyxl import load_workbook

    for sheet in load_workbook(book, read_only=True, data_only=True).worksheets:
        sheet.reset_dimensions()
        for _row in sheet.iter_rows(values_only=True):
            pass


def insert(source: str, target: str) -> None:
    Path(target).unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    with Path(source).open(encoding="utf-8", newline="") as lines, connection:
        rows = csv.reader(lines, delimiter=";")
        width = len(next(rows))
        connection.execute(f"create table row ({', '.join(f'c{number}' for number in range(width))})")
        connection.executemany(f"insert into row values ({', '.join('?' * width)})", rows)


if __name__ == "__main__":
    {"cells": cells, "write": write, "read": read, "csv": insert}[sys.argv[1]](*sys.argv[2:])
