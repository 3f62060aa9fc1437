"""What is said of the key of a caseload: what became of the file, and what lies elsewhere that it does not protect."""

from collections.abc import Sequence

from doorstroom.i18n import N_
from doorstroom.report import Sentence


def encrypted(file: object) -> Sentence:
    """That a file was encrypted."""
    return Sentence.of(
        N_("{file} is encrypted now. Keep the key where you find it again: without it nobody can open the file."),
        file=file,
    )


def backups_only() -> Sentence:
    """That the file itself was encrypted already, and only its backups were looked at."""
    return Sentence.of(N_("The caseload was encrypted already; its backups were looked at."))


def not_needed(file: object) -> Sentence:
    """That a key was given for a file that is not encrypted."""
    return Sentence.of(
        N_("{file} is not encrypted: the key was not needed. `doorstroom encrypt` encrypts it."), file=file
    )


def rekeyed(file: object) -> Sentence:
    """That a file got another key."""
    return Sentence.of(N_("{file} opens with the new key only now."), file=file)


def decrypted(file: object) -> Sentence:
    """That a file is not encrypted any more."""
    return Sentence.of(
        N_("{file} is not encrypted any more. Backups that were made with a key still need it."), file=file
    )


def left(
    too: Sequence[object], *, plain: Sequence[object], older: Sequence[object], exports: int
) -> tuple[Sentence, ...]:
    """Which backups came along, which did not, and what left the file before."""
    said = []
    if too:
        said.append(
            Sentence.counted("{n} backup was given this key too.", "{n} backups were given this key too.", n=len(too))
        )
    if plain:
        said.append(
            Sentence.counted(
                "{n} backup can still be read without a key; delete it, or encrypt it with `doorstroom encrypt --backups`: "
                "{files}",
                "{n} backups can still be read without a key; delete them, or encrypt them with "
                "`doorstroom encrypt --backups`: {files}",
                n=len(plain),
                files=", ".join(map(str, plain)),
            )
        )
    if older:
        said.append(
            Sentence.counted(
                "{n} backup keeps the key that it had: {files}",
                "{n} backups keep the key that they had: {files}",
                n=len(older),
                files=", ".join(map(str, older)),
            )
        )
    if exports:
        said.append(
            Sentence.counted(
                "{n} list left the file before; it is not encrypted wherever it is now.",
                "{n} lists left the file before; they are not encrypted wherever they are now.",
                n=exports,
            )
        )
    return tuple(said)
