"""What every command stands on: the lazy root, and the boundary where errors become words."""

import difflib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from doorstroom import i18n, keys, output, settings
from doorstroom.errors import BadInput, DoorstroomError, Unavailable
from doorstroom.i18n import N_, _
from doorstroom.output import Form

if TYPE_CHECKING:
    from doorstroom.connection import Connection
    from doorstroom.store import Store


class Entry(NamedTuple):
    """A command in the table: where it lives (``module:function``), what it does, its panel, and an example."""

    target: str
    sentence: str
    panel: str
    example: str


class Session(NamedTuple):
    """What the root options settled: where the caseload lies, and whether a language was asked for."""

    database: Path
    has_language: bool = False

    def ask(self) -> "AbstractContextManager[Connection]":
        """The caseload, open for questions that load no facts."""
        from doorstroom import connection

        return connection.reading(self.database)

    def read(self) -> "AbstractContextManager[Store]":
        """The caseload, open for reading."""
        from doorstroom import store

        return self._in_its_language(store.open(self.database))

    def change(self, command: str) -> "AbstractContextManager[Store]":
        """The caseload, open for one change under the name of this command."""
        from doorstroom import store

        return self._in_its_language(store.open(self.database, command=command, who=settings.who()))

    @contextmanager
    def _in_its_language(self, opened: "AbstractContextManager[Store]") -> Iterator["Store"]:
        """A caseload that answers in its own language, which nobody could know before its key was typed."""
        with opened as caseload:
            if keys.was_asked() and not self.has_language:
                i18n.choose(caseload.settings().get(settings.Setting.LANG, i18n.language()))
            yield caseload


class Context(typer.Context):
    """The context of a command; its ``obj`` is the session."""

    obj: Session


Ctx = Context


# --- the commands themselves -------------------------------------------------------------------------------------


class _InWords:
    """Help in the language in use, where Typer itself knows only English."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The first line of the help."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_("Usage: "))  # type: ignore[attr-defined]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The arguments and options, each with its own sentence and nothing that Typer adds to it."""
        for sort, heading in (("argument", _("Arguments")), ("option", _("Options"))):
            rows = [
                (row[0], parameter.help or "")
                for parameter in self.get_params(ctx)  # type: ignore[attr-defined]
                if parameter.param_type_name == sort and (row := parameter.get_help_record(ctx))
            ]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, explained."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Command(_InWords, TyperCommand):
    """One command."""


class Root(_InWords, TyperGroup):
    """The group of all commands; a module is imported when one of its commands is used, and not before."""

    entries: Mapping[str, Entry] = {}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names, in the order of the table."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of this name, imported now."""
        entry = self.entries.get(cmd_name)
        return entry and build(cmd_name, entry)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names; BadInput with what was probably meant."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            near = difflib.get_close_matches(name, self.entries, n=3)
            raise BadInput(
                N_("There is no command {name}."),
                hint=N_("Did you mean {near}?") if near else N_("`doorstroom --help` lists the commands."),
                name=name,
                near=", ".join(near),
            )
        return name, command, args[1:]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The options, and the commands below them."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """The commands in panels, from the table: help imports no command."""
        for panel in dict.fromkeys(entry.panel for entry in self.entries.values()):
            with formatter.section(_(panel)):
                formatter.write_dl(
                    [(name, _(entry.sentence)) for name, entry in self.entries.items() if entry.panel == panel]
                )


def build(name: str, entry: Entry) -> Any:
    """The Typer command behind an entry of the table, its help in the language in use."""
    module, function = entry.target.split(":")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Command)(getattr(import_module(f"doorstroom.commands.{module}"), function))
    command = in_words(typer.main.get_command(app), entry.sentence)
    command.epilog = _("Example: {example}").format(example=entry.example)
    return command


def in_words(command: Any, sentence: str) -> Any:
    """A command whose help is in the language in use, the words that stand for a value too."""
    command.help = _(sentence)
    command.options_metavar = _("[OPTIONS]")
    for parameter in command.params:
        parameter.help = _(parameter.help)
        parameter.metavar = parameter.metavar and _(parameter.metavar)
    return command


def option(
    help: str, *names: str, parser: Callable[[str], Any] | None = None, metavar: str | None = None, **more: Any
) -> Any:
    """An option with a help sentence marked by ``N_``; no default is shown, the sentence says what matters."""
    return typer.Option(*names, help=help, parser=parser, metavar=metavar, show_default=False, **more)


# --- the boundary ------------------------------------------------------------------------------------------------


def run(command: Callable[..., Any], arguments: Sequence[str]) -> int:
    """Run a command line and say what went wrong in words; the exit code."""
    output.begin(Form.JSON if "--json" in arguments else Form.CSV if "--csv" in arguments else Form.WORDS)
    try:
        code = command(args=list(arguments), prog_name="doorstroom", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        return _unread()
    except SystemExit as leaving:
        # Typer leaves so when nobody reads along any more; a completion that is done does too.
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        return _unread()
    except Exception as problem:
        return _failed(_in_our_words(problem), problem)
    return code if isinstance(code, int) else 0


def _unread() -> int:
    """Whoever read along has seen enough, which is no error."""
    _let_go_of_stdout()
    return 0


def _let_go_of_stdout() -> None:
    """Drop what cannot be written: without this Python tries once more at its end, and complains."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(problem: DoorstroomError | None, cause: Exception) -> int:
    """Say what went wrong; the exit code, which is 1 for what should never happen."""
    _let_go_of_stdout()
    if os.environ.get("DOORSTROOM_DEBUG") == "1":
        output.where(cause)
    if problem is None:
        problem = _Bug(type(cause).__name__)
    output.error(problem)
    return problem.exit_code


class _Bug(DoorstroomError):
    """Something that should never happen."""

    exit_code, code = 1, "bug"

    def __init__(self, kind: str) -> None:
        super().__init__(
            N_("doorstroom made a mistake ({kind}); nothing was changed."),
            hint=N_("Run it once more with DOORSTROOM_DEBUG=1 and send what it prints to the makers, without names."),
            kind=kind,
        )


def _in_our_words(problem: Exception) -> DoorstroomError | None:
    """An error of ours; what Typer or the system refuses as one of ours; None for a mistake in the program."""
    if isinstance(problem, DoorstroomError):
        return problem
    if hasattr(problem, "format_message"):
        return _usage(problem)
    if isinstance(problem, OSError) and problem.errno is not None:
        return Unavailable(
            N_("The system refused: {reason}."), hint=N_("Check the disk and your rights."), reason=problem.strerror
        )
    return None


_OF_TYPE = {
    "int": N_("Give a whole number."),
    "int range": N_("Give a whole number from {low} to {high}."),
    "int from": N_("Give a whole number from {low} on."),
    "float": N_("Give a number."),
}


def _usage(problem: Any) -> BadInput:
    """What Typer says of a command line, in the language in use: it only knows English."""
    context = getattr(problem, "ctx", None)
    parameter = getattr(problem, "param", None)
    name = parameter.get_error_hint(context).strip("'") if parameter is not None else ""
    more = N_("`{path} --help` shows what it takes.")
    path = context.command_path if context else "doorstroom"
    match type(problem).__name__:
        case "MissingParameter":
            return BadInput(N_("{name} is missing."), hint=more, name=name, path=path)
        case "NoSuchOption":
            near = ", ".join(problem.possibilities or ())
            hint = N_("Did you mean {near}?") if near else more
            return BadInput(N_("There is no option {name}."), hint=hint, name=problem.option_name, near=near, path=path)
        case "BadParameter":
            kind = getattr(parameter, "type", None)
            choices = ", ".join(str(choice) for choice in getattr(kind, "choices", ()))
            low, high = (getattr(kind, bound, None) for bound in ("min", "max"))
            sort = "int from" if low is not None and high is None else getattr(kind, "name", "")
            hint = N_("Choose one of: {choices}.") if choices else _OF_TYPE.get(sort, more)
            given = re.match(r"'(.*?)' is |(-?[\d.]+) is ", problem.message)
            value = next((part for part in given.groups() if part), "") if given else ""
            return BadInput(
                N_("{name} does not take {value}."),
                hint=hint,
                name=name,
                value=value or "''",
                choices=choices,
                low=low,
                high=high,
                path=path,
            )
        case "BadOptionUsage":
            text = N_("{name} takes no value.") if "not take" in problem.message else N_("{name} needs a value.")
            return BadInput(text, hint=more, name=problem.option_name, path=path)
        case "UsageError" if surplus := re.search(r"unexpected extra \S+ \((.*)\)$", problem.message):
            return BadInput(N_("This is more than it takes: {words}."), hint=more, words=surplus[1], path=path)
        case _:
            return BadInput(N_("This cannot be read: {words}"), hint=more, words=problem.format_message(), path=path)
