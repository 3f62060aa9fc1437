"""What every list can do: show only rows with some words, in another order, only the first ones, and page by page."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Annotated, Any, NamedTuple, TypeVar

from doorstroom import output
from doorstroom.arranging import arranged
from doorstroom.commands._app import option
from doorstroom.commands._options import flag, text
from doorstroom.i18n import N_
from doorstroom.report import Field, Report

Row = TypeVar("Row")


class View(NamedTuple):
    """How somebody wants to see a list."""

    words: str | None = None
    sort: tuple[str, ...] = ()
    limit: int | None = None

    @property
    def seen(self) -> int | None:
        """How many of the first rows can be seen; None where words or another order decide, or all are."""
        return None if self.words or self.sort else self.limit

    def first(self, keys: Sequence[int]) -> Sequence[int]:
        """Of rows known by number those that can be seen: all where words or another order decide, else the first ones."""
        return keys[: self.seen]

    def of(self, report: Report[Row]) -> Report[Row]:
        """The report so arranged; BadInput for a field to sort by that it does not have."""
        return arranged(report, words=self.words, by=self.sort, limit=self.limit)


def listed(*fields: Field[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of a list; it gets a ``view`` for its report. ``fields`` are those to sort by."""
    keys = [field.key for field in fields]

    def begun(incomplete: str) -> Iterator[str]:
        down = "-" if incomplete.startswith("-") else ""
        yield from (f"{down}{key}" for key in keys if f"{down}{key}".startswith(incomplete))

    more = {
        "words": Annotated[str | None, text(N_("Only rows that hold these words."), "--search")],
        "sort": Annotated[
            list[str] | None,
            option(
                N_("Sort by this field, as JSON calls it; -FIELD goes down."),
                "--sort",
                metavar=N_("FIELD"),
                autocompletion=begun,
            ),
        ],
        "limit": Annotated[int | None, option(N_("Only the first so many."), "--limit", metavar="N", min=1)],
        "no_pager": Annotated[bool, flag(N_("Show it at once, however long it is."), "--no-pager")],
    }

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = [one for one in inspect.signature(function).parameters.values() if one.name != "view"]

        @wraps(function)
        def command(**given: Any) -> None:
            words, sort, limit, no_pager = (given.pop(name) for name in more)
            with output.paged(not no_pager):
                function(**given, view=View(words, tuple(sort or ()), limit))

        added = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=False if name == "no_pager" else None, annotation=kind
            )
            for name, kind in more.items()
        ]
        command.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in (*own, *added)}
        return command

    return decorate
