"""What a question answers with: columns declared once, rows, and sentences, loose or in sections.

One declaration serves the terminal, CSV, JSON and Excel. JSON and CSV use the English ``key``; people read the heading.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

Row = TypeVar("Row")


# These two are written out, for every command loads them and making a dataclass takes it a millisecond. They are no
# tuples: those are lists of values to whoever shows them.
class Sentence:
    """A sentence for people, marked but not yet translated; with ``many`` the number ``n`` picks the form."""

    __slots__ = ("fields", "many", "text")

    def __init__(self, text: str, fields: dict[str, Any], many: str = "") -> None:
        self.text = text
        self.fields = fields
        self.many = many

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sentence):
            return NotImplemented
        return (self.text, self.fields, self.many) == (other.text, other.fields, other.many)

    def __repr__(self) -> str:
        return f"Sentence({self.text!r}, {self.fields!r}, {self.many!r})"

    @classmethod
    def of(cls, text: str, /, **fields: Any) -> "Sentence":
        """A sentence with its fields."""
        return cls(text, fields)

    @classmethod
    def counted(cls, one: str, many: str, /, *, n: int, **fields: Any) -> "Sentence":
        """A sentence about ``n`` things, in its singular or plural form; being given here marks both for translation."""
        return cls(one, {"n": n, **fields}, many)


class Amount(int):
    """Euro cents, to be read as euros: 1.405,56 in Dutch, 1,405.56 in English."""


class Bilingual:
    """A text that comes with its Dutch, such as the name of a rule in a rule file."""

    __slots__ = ("en", "nl")

    def __init__(self, en: str, nl: str) -> None:
        self.en = en
        self.nl = nl

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bilingual) and (self.en, self.nl) == (other.en, other.nl)

    def __hash__(self) -> int:
        return hash((self.en, self.nl))

    def __repr__(self) -> str:
        return f"Bilingual({self.en!r}, {self.nl!r})"


def in_days(n: int) -> Sentence:
    """So many days, to put in another sentence."""
    return Sentence.counted("{n} day", "{n} days", n=n)


def in_months(n: int) -> Sentence:
    """So many months, to put in another sentence."""
    return Sentence.counted("{n} month", "{n} months", n=n)


class Section(NamedTuple):
    """A heading with the sentences under it."""

    heading: Sentence
    said: Sequence[Sentence]


class Told(Protocol):
    """An answer in sentences, with its figures for programs."""

    @property
    def figures(self) -> Mapping[str, Any]:
        """What JSON says."""

    @property
    def said(self) -> Sequence[Sentence]:
        """What stands above the sections."""

    @property
    def sections(self) -> Sequence[Section]:
        """The parts that follow, each under its heading."""


class Bar(NamedTuple):
    """A number as a bar beside others; ``said``, marked with ``N_``, puts it in words with ``{n}``."""

    label: Any
    size: float
    said: str = ""

    @property
    def number(self) -> "float | Sentence":
        """What stands behind the bar."""
        return Sentence(self.said, {"n": self.size}) if self.said else self.size


class Field(NamedTuple, Generic[Row]):
    """One column: its stable key, its heading (marked with ``N_``), and how to get the value from a row.

    Values are str, int, float, bool, date, a ``Choice``, None, or a tuple of these. ``table`` says whether people see it
    in a table; on a terminal only one of at least ``columns`` wide, and ``marked`` fields take the row's colour there.
    ``record`` says whether they see it in the record itself; where not, a sentence tells it. ``sensitive`` fields leave
    the tool only when they are asked for; a list is sorted by the value, unless by ``order``.
    """

    key: str
    heading: str
    value: Callable[[Row], Any]
    table: bool = True
    sensitive: bool = False
    marked: bool = False
    columns: int = 0
    order: Callable[[Row], Any] | None = None
    record: bool = True


class Report(NamedTuple, Generic[Row]):
    """A titled table with sentences below it.

    ``about`` is what JSON says beside the rows (as_of, counts …); ``style`` the colour of a row on a terminal, which only
    repeats what the row says in words. Rows that need more words than a table has room for are ``told`` to people in
    sections. With ``group`` people read a table under each heading; rows of one stand together.
    ``chart`` shows some of the numbers as a picture. ``further`` counts rows behind these that were only counted, for
    somebody who sees the first ones.
    """

    title: Sentence
    fields: Sequence[Field[Row]]
    rows: Sequence[Row]
    notes: Sequence[Sentence] = ()
    about: dict[str, Any] | None = None
    style: Callable[[Row], str] | None = None
    told: Callable[[Sequence[Row]], Sequence[Section]] | None = None
    chart: Sequence[Bar] = ()
    group: Callable[[Row], Sentence] | None = None
    further: int = 0

    def records(self) -> list[dict[str, Any]]:
        """Each row as a dict of key and value, in the order of the fields."""
        return [{field.key: field.value(row) for field in self.fields} for row in self.rows]
