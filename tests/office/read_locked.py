"""Open a workbook with a password in LibreOffice through its own interface and say what its list holds, or that it is shut.

Arguments: the workbook and the password. Run with the Python that has its ``uno``.
"""

import sys

from fill_in import desktop, opened, prop


def main(file, password):
    with desktop() as office:
        try:
            book = opened(office, file, prop("Password", password))
        except Exception:
            book = None
        if book is None:
            sys.stdout.write("did not open")
        else:
            rows = book.Sheets.getByName("Leaving").getCellRangeByName("A1:H40").DataArray
            sys.stdout.write("\n".join(str(cell) for row in rows for cell in row if cell))
            book.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
