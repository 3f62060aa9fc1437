"""Every text in a finished file, part by part: cells, hidden sheets, comments, properties and what charts keep."""

import html
import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'[\w:]+="([^"]*)"')
# A number in a cell is a day or an amount, and no text; what was written as text stands in other elements.
_NUMBER_CELL = re.compile(r"<v>[^<]*</v>")


def texts(content: bytes) -> Iterator[tuple[str, str]]:
    """The texts of a workbook as (part, text), or of any other file as one."""
    if not content.startswith(b"PK\x03\x04"):
        yield "", content.decode("utf-8-sig")
        return
    with ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            text = archive.read(part).decode("utf-8", errors="replace")
            if part.startswith("xl/worksheets/"):
                text = _NUMBER_CELL.sub(" ", text)
            attributes = " \n ".join(found for tag in _TAG.findall(text) for found in _ATTRIBUTE.findall(tag))
            yield part, html.unescape(_TAG.sub(" \n ", text))
            if not part.startswith("xl/worksheets/"):
                yield part, html.unescape(attributes)
            elif comments := re.findall(r"<(?:oddHeader|oddFooter)>([^<]*)<", text):
                yield part, html.unescape(" \n ".join(comments))
