"""Fill in an agenda in LibreOffice through its own interface; run with the Python that has its ``uno``.

Arguments: the workbook, and what to do as JSON: ``{"K1": {"6": "extend"}, …}`` by REF and number of the column, the REFs
whose rows go, and whether to sort the rows round.
"""

import json
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet.CellDeleteMode import ROWS
from com.sun.star.table import CellRangeAddress

PATIENCE = 60


def prop(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def connect(pipe):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


@contextmanager
def desktop():
    """LibreOffice as it runs without a screen, in a profile of its own."""
    pipe = f"doorstroom-{Path(tempfile.mkdtemp()).name}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp;",
                f"-env:UserInstallation=file://{profile}",
            ]
        )
        try:
            context = connect(pipe)
            found = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            yield found
            found.terminate()
        finally:
            office.wait(PATIENCE)


def opened(office, file, *more):
    """A workbook as nobody sees it, with whatever it needs to open."""
    return office.loadComponentFromURL(address(file), "_blank", 0, (prop("Hidden", True), *more))


def address(file):
    return uno.systemPathToFileUrl(str(Path(file).resolve()))


def main(file, wanted, gone, turned_round):
    with desktop() as office:
        book = opened(office, file)
        change(book.Sheets.getByName("Agenda"), wanted, gone, turned_round)
        book.storeToURL(address(file), (prop("FilterName", "Calc MS Excel 2007 XML"),))
        book.close(True)


def change(page, wanted, gone, turned_round):
    """Take the lock off, fill in, sort and delete, as somebody does by hand."""
    page.unprotect("")
    cursor = page.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last_row, last_column = cursor.RangeAddress.EndRow, cursor.RangeAddress.EndColumn
    rows = {page.getCellByPosition(0, row).String: row for row in range(1, last_row + 1)}
    for ref, cells in wanted.items():
        for column, value in cells.items():
            page.getCellByPosition(int(column) - 1, rows[ref]).setFormula(value)
    if turned_round:
        area = page.getCellRangeByPosition(0, 1, last_column, last_row)
        key = uno.createUnoStruct("com.sun.star.table.TableSortField")
        key.Field, key.IsAscending = 0, False
        area.sort(
            (prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (key,))), prop("ContainsHeader", False))
        )
    for ref in gone:
        row = next(r for r in range(1, last_row + 1) if page.getCellByPosition(0, r).String == ref)
        address = CellRangeAddress()
        address.Sheet = page.RangeAddress.Sheet
        address.StartColumn, address.EndColumn, address.StartRow, address.EndRow = 0, last_column, row, row
        page.removeRange(address, ROWS)


if __name__ == "__main__":
    main(sys.argv[1], *json.loads(sys.argv[2]))
