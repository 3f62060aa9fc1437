"""The fields of a record as options, declared once for adding and for editing.

A command that takes ``**given`` gets an option for each field. When it edits, ``-`` clears a field, an option of a list
adds to it, and ``--drop-…`` takes from it.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields, replace
from typing import Annotated, Any, NamedTuple, Self, TypeVar

import typer

from doorstroom import dates, privacy
from doorstroom.choices import Choice
from doorstroom.commands import _options
from doorstroom.errors import BadInput
from doorstroom.i18n import N_

Fact = TypeVar("Fact")
Parse = Callable[[str], Any]


class _Clear(str):
    """What was typed to clear a field: a dash; it knows after which option."""

    __slots__ = ("flag",)

    def __new__(cls, flag: str) -> Self:
        clear = super().__new__(cls, "-")
        clear.flag = flag
        return clear

    flag: str


class FieldOption(NamedTuple):
    """A field of a record, the option that sets it, and how what is typed becomes its value."""

    field: str
    flag: str
    help: str
    parse: Parse
    metavar: str
    is_list: bool = False
    complete: Any = None

    @property
    def dropping(self) -> str:
        """The parameter that takes a value from a list."""
        return f"drop_{self.field}"


def text(field: str, flag: str, help: str) -> FieldOption:
    """A text on one line."""
    return FieldOption(field, flag, help, _options.guarded, N_("TEXT"))


def texts(field: str, flag: str, help: str) -> FieldOption:
    """Several texts."""
    return FieldOption(field, flag, help, _options.guarded, N_("TEXT"), is_list=True)


def code(field: str, flag: str, help: str, parse: Parse = privacy.one_line, metavar: str = N_("TEXT")) -> FieldOption:
    """A number or address that only identifies."""
    return FieldOption(field, flag, help, parse, metavar)


def day(field: str, flag: str, help: str) -> FieldOption:
    """A day."""
    return FieldOption(field, flag, help, dates.parse_day, N_("DATE"))


def number(field: str, flag: str, help: str, parse: Parse = _options.as_number, metavar: str = "N") -> FieldOption:
    """A number, with a decimal comma or point."""
    return FieldOption(field, flag, help, parse, metavar)


def choice(field: str, flag: str, help: str, kind: type[Choice]) -> FieldOption:
    """One of a fixed list."""
    return FieldOption(field, flag, help, one_of(kind, flag), "|".join(kind), complete=_beginning(kind))


def choices(field: str, flag: str, help: str, kind: type[Choice]) -> FieldOption:
    """Several of a fixed list."""
    return FieldOption(field, flag, help, one_of(kind, flag), "|".join(kind), is_list=True, complete=_beginning(kind))


def adds(*options: FieldOption) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command an option for each field, to fill ``given``; what was left out is not in it."""
    return _with({option.field: _parameter(option) for option in options}, {option.field: option for option in options})


def edits(*options: FieldOption) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command an option for each field and to drop from each list, to fill ``given``; ``-`` clears."""
    parameters = {option.field: _parameter(option._replace(parse=_or_clear(option))) for option in options}
    for option in options:
        if option.is_list:
            help = N_("Take this from the list; repeat for more.")
            dropping = option._replace(
                field=option.dropping, flag=f"--drop-{option.flag.removeprefix('--')}", help=help
            )
            parameters[option.dropping] = _parameter(dropping)
    return _with(parameters, {option.field: option for option in options})


def edited(fact: Fact, given: dict[str, Any]) -> Fact:
    """The fact with what was given: fields set or cleared, values added to lists and dropped from them.

    Raises BadInput for a value to drop that is not there.
    """
    changes: dict[str, Any] = {}
    for name, value in given.items():
        if not name.startswith("drop_"):
            changes[name] = _changed(fact, name, value)
    for name, values in given.items():
        if name.startswith("drop_"):
            field = name.removeprefix("drop_")
            changes[field] = _without(changes.get(field, getattr(fact, field)), values)
    return replace(fact, **changes)  # type: ignore[type-var]


def _changed(fact: Any, name: str, value: Any) -> Any:
    if not isinstance(value, tuple):
        return _empty(fact, name, value.flag) if isinstance(value, _Clear) else value
    added = [one for one in value if not isinstance(one, _Clear)]
    kept = getattr(fact, name) if len(added) == len(value) else ()
    return tuple(dict.fromkeys((*kept, *added)))


def _empty(fact: Any, name: str, flag: str) -> Any:
    """What a field holds when nothing was said about it."""
    (default,) = (field.default for field in fields(fact) if field.name == name)
    if default is MISSING:
        raise BadInput(N_("{name} cannot be cleared."), hint=N_("Give it another value."), name=flag)
    return default


def _without(values: Sequence[Any], dropped: Sequence[Any]) -> tuple[Any, ...]:
    for one in dropped:
        if one not in values:
            raise BadInput(N_("{value} is not in the list."), hint=N_("`doorstroom show` shows what is."), value=one)
    return tuple(value for value in values if value not in dropped)


def one_of(kind: type[Choice], flag: str) -> Parse:
    """Read one of a fixed list; BadInput that names them for anything else."""

    def parse(text: str) -> Choice:
        try:
            return kind(text)
        except ValueError:
            raise BadInput(
                N_("{name} does not take {value}."),
                hint=N_("Choose one of: {choices}."),
                name=flag,
                value=text or "''",
                choices=", ".join(kind),
            ) from None

    return parse


def _beginning(kind: type[Choice]) -> Callable[[str], list[str]]:
    """The values that begin as what was typed so far."""
    return lambda incomplete: [str(one) for one in kind if one.startswith(incomplete)]


def _or_clear(option: FieldOption) -> Parse:
    return lambda text: _Clear(option.flag) if text == "-" else option.parse(text)


def _parameter(option: FieldOption) -> inspect.Parameter:
    declared = typer.Option(
        option.flag,
        help=option.help,
        parser=option.parse,
        metavar=option.metavar,
        show_default=False,
        autocompletion=option.complete,
    )
    kind = list[Any] | None if option.is_list else Any | None
    return inspect.Parameter(
        option.field, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, declared]
    )


def _with(
    parameters: dict[str, inspect.Parameter], options: dict[str, FieldOption]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = [one for one in inspect.signature(function).parameters.values() if one.kind is not one.VAR_KEYWORD]

        def command(**arguments: Any) -> None:
            given = {name: arguments.pop(name) for name in parameters}
            function(
                **arguments, **{name: _value(value) for name, value in given.items() if value not in (None, [], ())}
            )

        command.__doc__ = function.__doc__
        command.__signature__ = inspect.Signature([*own, *parameters.values()])  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in (*own, *parameters.values())}
        return command

    return decorate


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value
