"""Every step that this process takes on the disk, seen just before it is taken: to write it down, to die there, or to fail.

SQLite's steps are seen where it calls the system, by putting ourselves in front of its own VFS; Python's by taking the
place of the functions of ``os`` that doorstroom uses. Nothing is compiled and nothing is needed from outside. Linux only.
"""

import _sqlite3
import ctypes
import errno
import io
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

SQLITE_FULL, SQLITE_IOERR = 13, 10
_CREATE = 0x4
_JOURNALS = 0x800 | 0x4000  # of a main file, or of several

_POINTER, _INT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_METHODS = (
    *("xClose", "xRead", "xWrite", "xTruncate", "xSync", "xFileSize", "xLock", "xUnlock", "xCheckReservedLock"),
    *("xFileControl", "xSectorSize", "xDeviceCharacteristics"),
    *("xShmMap", "xShmLock", "xShmBarrier", "xShmUnmap", "xFetch", "xUnfetch"),
)


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``."""

    _fields_ = [("version", _INT), *((name, _POINTER) for name in _METHODS)]


class _File(ctypes.Structure):
    """``sqlite3_file``, as far as anybody may see it."""

    _fields_ = [("methods", ctypes.POINTER(_Methods))]


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``, up to what is needed."""

    _fields_ = [
        *(("version", _INT), ("size", _INT), ("longest", _INT), ("next", _POINTER)),
        *(("name", ctypes.c_char_p), ("data", _POINTER), ("xOpen", _POINTER), ("xDelete", _POINTER)),
    ]


_OPEN = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, ctypes.POINTER(_File), _INT, _POINTER)
_DELETE = ctypes.CFUNCTYPE(_INT, _POINTER, ctypes.c_char_p, _INT)
_WRITE = ctypes.CFUNCTYPE(_INT, ctypes.POINTER(_File), _POINTER, _INT, _LONG)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, ctypes.POINTER(_File), _LONG)
_SYNC = ctypes.CFUNCTYPE(_INT, ctypes.POINTER(_File), _INT)


class Step(NamedTuple):
    """Something that is about to be done to a file or a folder."""

    what: str  # create, write, truncate, sync, unlink, rename, link or sync-folder
    path: str
    other: str = ""  # the new name
    offset: int = 0  # or the new size
    content: bytes = b""


class Killed(NamedTuple):
    """The process dies just before this step, counted from 1."""

    at: int


class Fails(NamedTuple):
    """The disk has no room for this step, and for none after it when it stays so."""

    at: int
    for_ever: bool


class Disk:
    """What is written below a folder, step by step."""

    def __init__(self, folder: Path, fault: Killed | Fails | None) -> None:
        self.steps: list[Step] = []
        self.unseen: list[str] = []
        self._folder = str(folder)
        self._fault = fault
        self._names: dict[int, str] = {}

    def about_to(self, step: Step) -> bool:
        """Note a step; whether it can be taken. Only what takes room fails on a full disk."""
        if not self._is_ours(step.path):
            return True
        self.steps.append(step)
        match self._fault:
            case Killed(at) if len(self.steps) == at:
                os.kill(os.getpid(), signal.SIGKILL)
            case Fails(at, for_ever) if len(self.steps) == at or (for_ever and len(self.steps) > at):
                return step.what in ("unlink", "truncate")
        return True

    def _is_ours(self, path: str) -> bool:
        """Whether it is below the folder; the parts of a workbook that grow in a hidden folder are thrown away anyhow."""
        return path.startswith(self._folder) and "/.doorstroom-" not in path.rpartition("/")[0]

    def watch(self) -> None:
        """Begin; it goes on until the process ends."""
        _watch_sqlite(self, _sqlite3.__file__)
        if encrypting := sys.modules.get("sqlcipher3._sqlite3"):
            _watch_sqlite(self, str(encrypting.__file__))
        self._watch_python()

    def _watch_python(self) -> None:
        real = {name: getattr(os, name) for name in ("open", "fdopen", "fsync", "replace", "rename", "link", "unlink")}
        ours = False

        def refuse(step: Step) -> None:
            if not self.about_to(step):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        def opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
            nonlocal ours
            if flags & os.O_CREAT and not Path(path).exists():
                refuse(Step("create", _absolute(path)))
            ours = True
            handle: int = real["open"](path, flags, *more, **named)
            ours = False
            self._names[handle] = _absolute(path)
            return handle

        def to_file(handle: int, mode: str = "r", *more: Any, **named: Any) -> Any:
            if "w" not in mode or not self._is_ours(self._names.get(handle, "")):
                return real["fdopen"](handle, mode, *more, **named)
            return (
                io.BufferedRandom(_Raw(self, handle, refuse))
                if "+" in mode
                else io.BufferedWriter(_Raw(self, handle, refuse))
            )

        def synced(handle: int) -> None:
            path = str(Path(f"/proc/self/fd/{handle}").readlink())
            # A file that has no name any more is on no disk after a crash.
            if not path.endswith(" (deleted)"):
                refuse(Step("sync-folder" if Path(path).is_dir() else "sync", path))
            real["fsync"](handle)

        def moved(name: str) -> Callable[..., None]:
            def move(source: Any, target: Any, **named: Any) -> None:
                refuse(Step("link" if name == "link" else "rename", _absolute(source), _absolute(target)))
                real[name](source, target, **named)

            return move

        def removed(path: Any, **named: Any) -> None:
            if Path(path).exists():
                refuse(Step("unlink", _absolute(path)))
            real["unlink"](path, **named)

        def heard(event: str, arguments: tuple[Any, ...]) -> None:
            if event == "open" and not ours and isinstance(arguments[0], str | os.PathLike):
                path, mode, flags = _absolute(arguments[0]), arguments[1] or "", arguments[2] or 0
                writes = set(mode) & set("wax") or flags & (os.O_CREAT | os.O_TRUNC)
                if writes and self._is_ours(path):
                    self.unseen.append(path)

        os.open, os.fdopen, os.fsync = opened, to_file, synced  # type: ignore[assignment]
        os.replace, os.rename, os.link = moved("replace"), moved("rename"), moved("link")
        os.unlink = os.remove = removed  # type: ignore[assignment]
        sys.addaudithook(heard)

    def name_of(self, handle: int) -> str:
        """The path of a file that Python opened."""
        return self._names[handle]


class _Raw(io.FileIO):
    """A file whose every write is a step."""

    def __init__(self, disk: Disk, handle: int, refuse: Callable[[Step], None]) -> None:
        super().__init__(handle, "r+")
        self._path, self._refuse = disk.name_of(handle), refuse

    def write(self, content: Any) -> int:
        self._refuse(Step("write", self._path, offset=self.tell(), content=bytes(content)))
        return super().write(content)

    def truncate(self, size: int | None = None) -> int:
        self._refuse(Step("truncate", self._path, offset=self.tell() if size is None else size))
        return super().truncate(size)


def _absolute(path: Any) -> str:
    return str(Path(path).absolute())


_KEPT_ALIVE: list[Any] = []


def _watch_sqlite(disk: Disk, module: str) -> None:
    """Stand in front of the VFS that a SQLite takes by default."""
    library = ctypes.CDLL(module)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    open_file, delete = _OPEN(vfs.xOpen), _DELETE(vfs.xDelete)
    patched: dict[int, _Methods] = {}
    names: dict[int, str] = {}
    new_journals: set[int] = set()

    def methods_of(address: int, found: _Methods) -> _Methods:
        """The same methods, with ours in front of those that change a file."""
        if address in patched:
            return patched[address]
        write, truncate, sync = _WRITE(found.xWrite), _TRUNCATE(found.xTruncate), _SYNC(found.xSync)

        def about_to(file: Any, what: str, offset: int = 0, content: bytes = b"") -> bool:
            path = names.get(ctypes.addressof(file.contents))
            return path is None or disk.about_to(Step(what, path, offset=offset, content=content))

        def our_write(file: Any, content: int, length: int, offset: int) -> int:
            if not about_to(file, "write", offset, ctypes.string_at(content, length)):
                return SQLITE_FULL
            return write(file, content, length, offset)

        def our_truncate(file: Any, size: int) -> int:
            return truncate(file, size) if about_to(file, "truncate", size) else SQLITE_IOERR

        def our_sync(file: Any, flags: int) -> int:
            if not about_to(file, "sync"):
                return SQLITE_IOERR
            code = sync(file, flags)
            # The first sync of a new journal is of its folder too, so that the name survives.
            if (key := ctypes.addressof(file.contents)) in new_journals:
                new_journals.discard(key)
                disk.about_to(Step("sync-folder", str(Path(names[key]).parent)))
            return code

        callbacks = {"xWrite": _WRITE(our_write), "xTruncate": _TRUNCATE(our_truncate), "xSync": _SYNC(our_sync)}
        copy = _Methods.from_buffer_copy(found)
        for name, callback in callbacks.items():
            setattr(copy, name, ctypes.cast(callback, _POINTER).value)
        _KEPT_ALIVE.extend(callbacks.values())
        return patched.setdefault(address, copy)

    def our_open(here: int, name: int | None, file: Any, flags: int, told: int) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else None
        is_new = path is not None and bool(flags & _CREATE) and not Path(path).exists()
        if path is not None and is_new and not disk.about_to(Step("create", path)):
            return SQLITE_FULL
        code = open_file(here, name, file, flags, told)
        key = ctypes.addressof(file.contents)
        names.pop(key, None)
        new_journals.discard(key)
        if code == 0 and path is not None and file.contents.methods:
            names[key] = path
            if is_new and flags & _JOURNALS:
                new_journals.add(key)
            found = file.contents.methods.contents
            file.contents.methods = ctypes.pointer(methods_of(ctypes.addressof(found), found))
        return code

    def our_delete(here: int, name: bytes, sync_folder: int) -> int:
        path = os.fsdecode(name)
        if Path(path).exists() and not disk.about_to(Step("unlink", path)):
            return SQLITE_IOERR
        code = delete(here, name, sync_folder)
        if sync_folder and code == 0:
            disk.about_to(Step("sync-folder", str(Path(path).parent)))
        return code

    _KEPT_ALIVE.extend([open_file, delete, patched, _OPEN(our_open), _DELETE(our_delete)])
    vfs.xOpen = ctypes.cast(_KEPT_ALIVE[-2], _POINTER).value
    vfs.xDelete = ctypes.cast(_KEPT_ALIVE[-1], _POINTER).value
