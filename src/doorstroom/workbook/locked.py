"""Workbooks with a password, as Excel makes and opens them: ECMA-376 agile encryption, by the library msoffcrypto-tool."""

import io
from pathlib import Path
from typing import Any, BinaryIO

from doorstroom.errors import BadFile, Unavailable
from doorstroom.i18n import N_
from doorstroom.workbook import guard

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""With these bytes begin workbooks with a password, and those of an Excel of before 2007."""

_LOCKED = "EncryptedPackage".encode("utf-16-le")
# Excel takes 100,000; a file that asks for many more only keeps the machine busy.
_MOST_ROUNDS = 1_000_000

INSTALL = N_("Install it with `pip install 'doorstroom[encrypted]'`.")


def ready() -> None:
    """Raise Unavailable when what locks a workbook is not installed."""
    try:
        import msoffcrypto  # noqa: F401
    except ModuleNotFoundError as error:
        raise Unavailable(
            N_("This doorstroom cannot lock or open a workbook with a password."), hint=INSTALL
        ) from error


def lock(workbook: BinaryIO, password: str, out: BinaryIO) -> None:
    """Write a finished workbook so that it only opens with a password."""
    ready()
    from msoffcrypto.format.ooxml import OOXMLFile

    OOXMLFile(workbook).encrypt(password, out)


def is_locked(path: Path) -> bool:
    """Whether a file is a workbook with a password; False for one that is not there or is too large to look at."""
    try:
        if path.stat().st_size > guard.MOST_BYTES:
            return False
        with path.open("rb") as file:
            beginning = file.read(len(OLD_OR_LOCKED))
            return beginning == OLD_OR_LOCKED and _LOCKED in file.read()
    except OSError:
        return False


def opened(path: Path, password: str | None) -> BinaryIO:
    """A workbook to read, without its password where it has one and that was given; raises BadFile for another password."""
    if path.stat().st_size > guard.MOST_BYTES:
        raise guard.too_large(path.name)
    if password is None or not is_locked(path):
        return path.open("rb")
    ready()
    from msoffcrypto.exceptions import InvalidKeyError

    content = io.BytesIO()
    try:
        with path.open("rb") as file:
            _unlock(file, password, content)
    except InvalidKeyError as error:
        raise BadFile(
            N_("{file} does not open with this password."), hint=N_("Give the right one."), file=path.name
        ) from error
    except Exception as error:
        # The library has no errors of its own for most of what can be wrong with a file.
        raise guard.damaged(path.name) from error
    content.seek(0)
    return content


def _unlock(file: BinaryIO, password: str, out: BinaryIO) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    book: Any = OOXMLFile(file)
    if int(book.info.get("spinValue", 0)) > _MOST_ROUNDS:
        raise ValueError
    book.load_key(password=password, verify_password=True)
    book.decrypt(out)


def refused(path: Path) -> BadFile:
    """That a workbook has a password, and how to give it."""
    return BadFile(
        N_("{file} is locked with a password."),
        hint=N_(
            "Run it on a terminal to be asked for it, give it in DOORSTROOM_PASSWORD or with --password-fd, or save the "
            "workbook without a password."
        ),
        file=path.name,
    )
