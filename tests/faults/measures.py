"""The measures that keep the promises, each to be switched off: a campaign that does not notice that proves nothing."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from doorstroom import backups, connection, files, schema, store
from doorstroom.journal import Journal


def _pragma(statement: str) -> Callable[[], None]:
    """Set every connection up otherwise."""

    def switch_off() -> None:
        set_up = connection._set_up

        def otherwise(opened: sqlite3.Connection) -> None:
            set_up(opened)
            opened.execute(statement)

        connection._set_up = otherwise

    return switch_off


def _written_in_place() -> None:
    def in_place(target: Path, write: Callable[[BinaryIO], object], **_more: Any) -> None:
        with os.fdopen(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "wb") as file:
            file.truncate(0)
            write(file)
            file.flush()
            os.fsync(file.fileno())

    files.write_whole = in_place


def _named_without_sync() -> None:
    real = os.fsync

    def only_folders(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().is_dir():
            real(handle)

    os.fsync = only_folders  # type: ignore[assignment]


def _said_before_its_folder_is_synced() -> None:
    files.sync_folder = lambda _folder: None


def _saved_record_by_record() -> None:
    note = Journal._note

    def noted(journal: Journal, record: str, changed: Sequence[Any]) -> None:
        note(journal, record, changed)
        journal._connection.execute("commit")
        journal._connection.execute("begin immediate")

    Journal._note = noted  # type: ignore[method-assign]


def _backups_copied_as_files() -> None:
    def copied(_source: Any, target: sqlite3.Connection, path: Path) -> None:
        place = Path(target.execute("pragma database_list").fetchone()[2])
        with os.fdopen(os.open(place, os.O_RDWR), "wb") as file:
            file.write(path.read_bytes())

    backups._copy = copied
    backups._verify = lambda *_: None
    backups.sync = lambda _: None


def _begun_without_a_lock() -> None:
    class Late(sqlite3.Connection):
        def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
            return super().execute("begin" if sql == "begin immediate" else sql, *more)

    connect = sqlite3.connect

    def connected(*given: Any, **named: Any) -> sqlite3.Connection:
        return connect(*given, **{**named, "factory": Late})

    sqlite3.connect = connected  # type: ignore[assignment]


def _errors_unexplained() -> None:
    @contextmanager
    def as_they_are(_path: Path) -> Iterator[None]:
        yield

    store.explained = as_they_are
    schema.explained = as_they_are


def _day_of_the_machine() -> None:
    from doorstroom import settings

    settings.today = lambda: settings.datetime.now().date()


# Each with the part of the campaign that must notice, and in which scenes.
MEASURES: dict[str, tuple[Callable[[], None], str, tuple[str, ...]]] = {
    "synchronous=extra": (_pragma("pragma synchronous = full"), "power cuts", ("add", "undo")),
    "synchronous": (_pragma("pragma synchronous = off"), "power cuts", ("add",)),
    "a journal on the disk": (_pragma("pragma journal_mode = memory"), "kills", ("add",)),
    "one transaction": (_saved_record_by_record, "kills", ("import",)),
    "whole or absent": (_written_in_place, "kills", ("export over", "dossier")),
    "synced before it is named": (_named_without_sync, "power cuts", ("export", "calendar")),
    "its folder synced": (_said_before_its_folder_is_synced, "power cuts", ("export", "calendar")),
    "backups by SQLite": (_backups_copied_as_files, "power cuts", ("backup",)),
    "begin immediate": (_begun_without_a_lock, "writers", ("add",)),
    "errors explained": (_errors_unexplained, "full", ("add", "init")),
    "the day in Amsterdam": (_day_of_the_machine, "clocks", ("add",)),
}
