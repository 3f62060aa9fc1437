"""Every sentence has its Dutch, which keeps what must not be translated; nothing in Dutch is left over."""

import ast
import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

import doorstroom
from doorstroom import chronicle, i18n, registers
from doorstroom.choices import Kind
from doorstroom.cli import COMMANDS
from doorstroom.incoming import vacancies
from doorstroom.incoming.cells import Setting, key
from doorstroom.incoming.vocabulary import MEANINGS, PLACES
from doorstroom.model.choices import (
    ContractKind,
    Distance,
    EmployerKind,
    EndReason,
    LanguageLevel,
    Licence,
    TargetGroup,
    Transport,
)
from doorstroom.records import Column, every_table
from doorstroom.registers import history
from doorstroom.registers.vacancy import VACANCY

SOURCE = Path(doorstroom.__file__).parent
PO = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "doorstroom.po"

# CONTRIBUTING.md gives the same words to pybabel.
KEYWORDS = DEFAULT_KEYWORDS | {"counted": (1, 2), "Remark": (1, 2)}

# What a person types or a program reads stays as it is: options, commands, files, environment.
UNTRANSLATED = re.compile(r"--[a-z][a-z-]*|`doorstroom [a-z-]+|\.(?:xlsx|csv)\b|\b[A-Z]+_[A-Z_]+\b")


def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="nl")


def translated() -> list[Message]:
    """The messages of the catalogue, but for the one that is its header."""
    return [message for message in catalogue() if message.id]


def forms(message: Message) -> list[tuple[str, str]]:
    """Each form of a message, one or two, in English and in Dutch."""
    english, dutch = ((text,) if isinstance(text, str) else text for text in (message.id, message.string))
    return list(zip(english, dutch, strict=True))


PARTS = {"candidate": registers.CANDIDATE, "employer": registers.EMPLOYER, "contract": registers.CONTRACT}
CHOICES = [
    ("target_group", TargetGroup),
    ("distance", Distance),
    ("language_level", LanguageLevel),
    ("licences", Licence),
    ("transports", Transport),
    ("employer.kind", EmployerKind),
    ("employer.hosts", Distance),
    ("contract.kind", ContractKind),
    ("contract.end_reason", EndReason),
]

FORMS = [form for message in translated() for form in forms(message)]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def calls(*names: str) -> list[tuple[str, list[ast.expr]]]:
    """Every call of one of these in the sources, as its place and its arguments."""
    return [
        (f"{path.relative_to(SOURCE)}:{node.lineno}", node.args)
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", None)) in names
    ]


def test_every_sentence_has_dutch_and_all_dutch_has_its_sentence():
    found = {text for _, _, text, _, _ in extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS)}
    known = {message.id for message in translated()}
    assert (sorted(found - known, key=str), sorted(known - found, key=str)) == ([], [])


def test_no_dutch_is_empty_doubtful_or_put_aside():
    assert [english for english, dutch in FORMS if not dutch] == []
    assert [message.id for message in translated() if message.fuzzy] == []
    assert dict(catalogue().obsolete) == {}


def test_dutch_has_the_same_fields():
    assert [(english, dutch) for english, dutch in FORMS if fields(english) != fields(dutch)] == []


def test_dutch_keeps_what_people_type_and_programs_read():
    kept = [
        (english, dutch, *(set(UNTRANSLATED.findall(text)) for text in (english, dutch))) for english, dutch in FORMS
    ]
    assert [(english, dutch) for english, dutch, before, after in kept if before != after] == []


def test_a_sentence_stays_a_sentence_and_a_heading_a_heading():
    def is_sentence(text: str) -> bool:
        return text.endswith((".", "?"))

    assert [pair for pair in FORMS if is_sentence(pair[0]) != is_sentence(pair[1])] == []
    assert [pair for pair in FORMS if pair[0][:1].isspace() or pair[0][-1:].isspace() != pair[1][-1:].isspace()] == []


def test_dutch_stands_in_the_order_in_which_it_is_extracted():
    messages = translated()
    assert [message.id for message in messages] == [message.id for message in sorted(messages)]


def test_the_header_says_what_gettext_needs_and_names_nobody():
    header = catalogue()
    assert (str(header.locale), header.charset, header.plural_forms) == (
        "nl",
        "utf-8",
        "nplurals=2; plural=(n != 1);",
    )
    assert "@" not in PO.read_text(encoding="utf-8").partition("\n\n")[0]


def test_no_sentence_is_put_together_before_it_is_looked_up():
    built = (ast.JoinedStr, ast.BinOp)
    looked_up = calls("_", "N_", "ngettext", "counted", "Remark")
    assert [place for place, arguments in looked_up if any(isinstance(one, built) for one in arguments[:2])] == []


def test_the_two_forms_of_a_counted_sentence_stand_where_they_are_found_as_a_pair():
    # Each in an N_ of its own would be found as two sentences, and looked up as one with a plural that is not there.
    marked = [
        place
        for place, arguments in calls("ngettext", "counted", "Remark")
        if any(isinstance(one, ast.Call) for one in arguments[:2])
    ]
    assert marked == []


def test_a_sentence_names_only_commands_that_there_are():
    named = {name for english, _ in FORMS for name in re.findall(r"`doorstroom ([a-z][a-z-]*)", english)}
    assert named - set(COMMANDS) == set()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_heading_that_goes_out_is_understood_when_it_comes_back(language):
    i18n.choose(language)
    lost = [
        (heading, place.key)
        for part, fields in PARTS.items()
        for field in fields
        if (place := PLACES.get(f"{part}.{field.key}"))
        and place not in MEANINGS.get(key(heading := i18n._(field.heading)), ())
    ]
    assert lost == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_heading_of_vacancies_is_understood_when_it_comes_back(language):
    i18n.choose(language)
    lost = [
        (heading, field.key)
        for field in VACANCY
        if (place := vacancies.PLACES.get(f"vacancy.{field.key}"))
        and place not in vacancies.MEANINGS.get(key(heading := i18n._(field.heading)), ())
    ]
    assert lost == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(("name", "choice"), CHOICES)
def test_a_word_that_goes_out_is_understood_when_it_comes_back(language, name, choice):
    i18n.choose(language)
    for member in choice:
        assert PLACES[name].read(i18n._(member.label), Setting(date(2026, 11, 21))) in (member, (member,))


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_is_dutch_entirely(run, command):
    help = run(f"--lang nl {command} --help").stdout
    english = r"\b(Usage|Options|Arguments|Commands|Example|required|default|TEXT|DATE|FILE|NAME|COMMAND|ARGS|range)\b"
    assert re.findall(english, help) == []
    assert help.startswith("Gebruik: doorstroom")


def test_the_history_has_a_word_for_every_kind_of_record_and_every_field():
    nameless = [
        (table.name, field)
        for table in every_table().values()
        for field in table.names
        if field not in history.UNSEEN and history.heading(field, chronicle.fields_of(table.name).get(field)) == field
    ]
    assert nameless == []
    assert [name for name in every_table() if not Kind.of_table(name) and name not in history.NOUNS] == []


def test_a_list_of_numbers_says_of_which_table():
    unsaid = [
        (table.name, name)
        for table in every_table().values()
        for name, column in table.columns.items()
        if not column.points_to and _is_list_of_numbers(column)
    ]
    assert unsaid == []


def _is_list_of_numbers(column: Column) -> bool:
    try:
        return column.load("[1]") == (1,)
    except (ValueError, TypeError, LookupError):
        return False
