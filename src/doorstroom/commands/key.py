"""The key of the caseload file: encrypt it, give it another key, make it plain again."""

from pathlib import Path
from typing import Annotated

from doorstroom import backups, engine, output, sealing, settings, store
from doorstroom.commands._app import Context, Ctx
from doorstroom.commands._options import AsJson, Yes, agreed, flag
from doorstroom.commands._secrets import NewKeyFd, chosen, new_key
from doorstroom.errors import BadFile
from doorstroom.i18n import N_
from doorstroom.keys import Sort
from doorstroom.registers import key as register
from doorstroom.report import Sentence

WithBackups = Annotated[bool, flag(N_("The backups beside it too."), "--backups")]


def encrypt(ctx: Ctx, with_backups: WithBackups = False, as_json: AsJson = False) -> None:
    """Encrypt the caseload with a key."""
    here = ctx.obj.database
    if with_backups and (known := engine.unlock(here)) is not None:
        _said(ctx, register.backups_only(), _each(sealing.plain_backups(here), known))
        return
    exports = _look(ctx, encrypted=True)
    key = new_key()
    _rewrite(ctx, key, "encrypt")
    too = _each(sealing.plain_backups(here) if with_backups else [], key)
    _said(ctx, register.encrypted(here), too, exports=exports)


def rekey(ctx: Ctx, new_key_fd: NewKeyFd = None, with_backups: WithBackups = False, as_json: AsJson = False) -> None:
    """Give the encrypted caseload another key."""
    _look(ctx, encrypted=False)
    key = chosen(
        Sort.NEW_KEY,
        new_key_fd,
        Sentence.of(N_("The new key for this caseload")),
        how=N_("Run it on a terminal, or give the new key in DOORSTROOM_NEW_KEY or with --new-key-fd."),
    )
    _rewrite(ctx, key, "rekey")
    here = ctx.obj.database
    older = [one.path for one in backups.listed(here) if engine.is_encrypted(one.path)]
    too = _each(older if with_backups else [], key)
    _said(ctx, register.rekeyed(here), too, older=[path for path in older if path not in too])


def decrypt(ctx: Ctx, yes: Yes = False, as_json: AsJson = False) -> None:
    """Make the caseload readable without a key."""
    _look(ctx, encrypted=False)
    output.remark(Sentence.of(N_("Whoever gets hold of the file can read it then, without a key.")))
    agreed(yes, N_("Make it readable without a key?"))
    _rewrite(ctx, None, "decrypt")
    _said(ctx, register.decrypted(ctx.obj.database), [])


def _look(ctx: Context, *, encrypted: bool) -> int:
    """Open the file once, so that what is wrong with it or its key is said first; how many lists left it already."""
    sealing.ready()
    with ctx.obj.read() as caseload:
        sealing.refuse_same(caseload.path, encrypted=encrypted)
        return sealing.exports(caseload.connection)


def _rewrite(ctx: Context, key: str | None, command: str) -> None:
    """Write the file anew; its log says so, and never the key."""

    def note(grown: Path) -> None:
        with store.open(grown, command=command, who=settings.who()) as caseload:
            caseload.log.begin()

    sealing.rewrite(ctx.obj.database, key, who=settings.who(), begin=note)


def _each(files: list[Path], key: str) -> list[Path]:
    """Those of these backups that could be given this key too."""
    done = []
    for path in files:
        try:
            sealing.rewrite(path, key)
        except BadFile:
            # One that cannot be read stays as it is, and is listed.
            continue
        done.append(path)
    return done


def _said(ctx: Context, first: Sentence, too: list[Path], *, exports: int = 0, older: list[Path] | None = None) -> None:
    plain = sealing.plain_backups(ctx.obj.database) if engine.is_encrypted(ctx.obj.database) else []
    output.made(
        {
            "file": str(ctx.obj.database),
            "encrypted": engine.is_encrypted(ctx.obj.database),
            "backups": [str(path) for path in too],
            "plain_backups": [str(path) for path in plain],
            "older_backups": [str(path) for path in older or ()],
            "exports": exports,
        },
        first,
        *register.left(too, plain=plain, older=older or (), exports=exports),
    )
