"""Files for people: each is written whole or not at all, and only its owner can read it.

A file grows under a temporary name in the folder where it will stand and takes its own name in one step. Whatever goes
wrong before that step, the target is absent or still the old one.
"""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from doorstroom.errors import BadInput, Clash, Refused, Unavailable
from doorstroom.i18n import N_

# SQLite keeps these beside a caseload file; a report written over one would spoil the caseload.
_COMPANIONS = ("-journal", "-wal", "-shm")
GROWING = ".doorstroom-"
"""What the names begin with of files and folders that are not finished yet."""

# Seconds after which nobody writes in an unfinished file any more.
_ABANDONED = 3600
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_whole(
    target: Path, write: Callable[[BinaryIO], object], *, overwrite: bool = False, never: Path | None = None
) -> None:
    """Make the file ``target`` out of what ``write`` writes, whole or not at all, with mode 600.

    ``never`` is the caseload file, which is not written over even when ``overwrite`` is given. Raises BadInput when the
    folder is missing or the target is one, Clash when the file exists, Refused for a symbolic link and for ``never``,
    and Unavailable when the disk is full, writing is not allowed or the file is open elsewhere. An error of ``write``
    itself passes through after the temporary file is gone.
    """
    with explained(target):
        check(target, overwrite=overwrite, never=never)
        clear(target.parent)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=GROWING, suffix=".tmp")
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            # Writing may have taken long: what came meanwhile is not overwritten either.
            check(target, overwrite=overwrite, never=never)
            _put_in_place(unfinished, target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)


def unfinished(target: Path) -> Path:
    """The name under which a file grows that SQLite makes."""
    return target.with_name(f"{GROWING}{os.getpid()}-{target.name}")


def name(finished: Path, path: Path) -> None:
    """Give a finished file a name that no file has yet; it may keep its first name beside it.

    Raises FileExistsError when somebody else took the name meanwhile.
    """
    try:
        os.link(finished, path)
    except FileExistsError:
        raise
    except OSError:
        # Some disks know no second name for a file; then nobody else had better be making the same one.
        if path.exists():
            raise FileExistsError from None
        finished.rename(path)
    sync_folder(path.parent)


def clear(folder: Path) -> None:
    """Throw away what commands that were cut off left behind in a folder: it may hold names."""
    with suppress(OSError):
        for left in folder.glob(f"{GROWING}*"):
            with suppress(OSError):
                if time.time() - left.lstat().st_mtime > _ABANDONED:
                    shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()


def free_name(wanted: Path) -> Path:
    """This name when no file has it, else the same with the first number behind it that is free."""
    names = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    return next(name for name in chain([wanted], names) if not name.exists())


def check(target: Path, *, overwrite: bool | None = None, never: Path | None = None) -> None:
    """Refuse a target that cannot or must not be written, as ``write_whole`` does, for who must know it beforehand.

    With ``overwrite`` None nobody can ask to overwrite it.
    """
    if not target.parent.is_dir():
        raise BadInput(
            N_("There is no folder {folder}."),
            hint=N_("Make it first, or choose another folder."),
            folder=target.parent,
        )
    if never is not None and _is_caseload(target, never):
        raise Refused(N_("{file} belongs to the caseload itself."), hint=N_("Choose another name."), file=target)
    if target.is_symlink():
        raise Refused(
            N_("{file} is a link to another file."),
            hint=N_("Name that other file itself, or choose another name."),
            file=target,
        )
    if target.is_dir():
        raise BadInput(N_("{file} is a folder."), hint=N_("Give the name of a file in it."), file=target)
    if not target.exists():
        return
    if not overwrite:
        raise Clash(
            N_("{file} exists already."),
            hint=N_("Choose another name.")
            if overwrite is None
            else N_("Choose another name, or overwrite it with --force."),
            file=target,
        )
    if lock := _lock_beside(target):
        raise Unavailable(
            N_("{file} is open in another program."),
            hint=N_("Close it there, or choose another name. If nobody has it open, delete {lock}."),
            file=target,
            lock=lock.name,
        )


def _is_caseload(target: Path, caseload: Path) -> bool:
    """Whether this is the caseload file, under whatever name, or one that SQLite keeps beside it."""
    if target.exists() and caseload.exists() and target.samefile(caseload):
        return True
    # ``Path.resolve`` gives up on links that lead to themselves.
    whole, meant = (Path(os.path.realpath(path)) for path in (caseload, target))
    return meant in {whole, *(whole.with_name(whole.name + ending) for ending in _COMPANIONS)}


def _lock_beside(target: Path) -> Path | None:
    """The file by which Excel or LibreOffice shows that it has the target open."""
    for name in (f"~${target.name}", f".~lock.{target.name}#"):
        if (lock := target.with_name(name)).exists():
            return lock
    return None


def _put_in_place(finished: Path, target: Path) -> None:
    """Give the finished file its own name, in one step."""
    try:
        finished.replace(target)
    except PermissionError:
        # The folder let us make a file, so it is the target that is held; on Windows an open file cannot be replaced.
        raise Unavailable(
            N_("{file} is open elsewhere or may not be replaced."),
            hint=N_("Close it in Excel or LibreOffice, or choose another name."),
            file=target,
        ) from None


def sync_folder(folder: Path) -> None:
    """Let the new name survive a power cut; Windows knows no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def explained(target: Path) -> Iterator[None]:
    """Turn what the system says about a disk or a folder into an error people can act on."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Unavailable(
                N_("There is no room left to write {file}."),
                hint=N_("Free some space, or choose another disk."),
                file=target,
            ) from None
        if error.errno in _DENIED:
            raise Unavailable(
                N_("You may not write in the folder {folder}."),
                hint=N_("Choose another folder, for example your own documents."),
                folder=target.parent,
            ) from None
        if error.errno == errno.ENAMETOOLONG:
            raise BadInput(
                N_("{file} is too long a name for a file."),
                hint=N_("Choose a shorter one."),
                file=target,
            ) from None
        raise Unavailable(
            N_("{file} could not be written: {reason}."),
            hint=N_("Try again, or choose another folder."),
            file=target,
            reason=error.strerror or type(error).__name__,
        ) from None
