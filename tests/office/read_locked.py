"""Open a workbook with a password in LibreOffice through its own interface and say what its list holds, or that it is shut.

Arguments: the workbook and the password. Run with the Python that has its ``uno``.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import uno
from fill_in import connect, prop


def main(file, password):
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
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            url = uno.systemPathToFileUrl(str(Path(file).resolve()))
            try:
                book = desktop.loadComponentFromURL(
                    url, "_blank", 0, (prop("Hidden", True), prop("Password", password))
                )
            except Exception:
                book = None
            if book is None:
                sys.stdout.write("did not open")
            else:
                rows = book.Sheets.getByName("Leaving").getCellRangeByName("A1:H40").DataArray
                sys.stdout.write("\n".join(str(cell) for row in rows for cell in row if cell))
                book.close(True)
            desktop.terminate()
        finally:
            office.wait(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
