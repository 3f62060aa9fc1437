"""Language: sentences are English in the source and looked up in a catalogue when they are shown.

The language is a fact about one run of the program: ``main()`` chooses it before anything is shown.
Core modules only mark their sentences with ``N_``; ``output`` looks them up.
"""

import gettext as _gettext
import locale as _locale
import os
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("nl", "en")
_LOCALE_DIR = Path(__file__).parent / "locale"

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def choose(language: str) -> None:
    """Use this language for everything that is shown from now on."""
    global _catalogue, _language
    _language = language
    _catalogue = (
        _gettext.NullTranslations()
        if language == "en"
        else _gettext.translation("doorstroom", str(_LOCALE_DIR), languages=[language])
    )


def language() -> str:
    """The language in use: ``nl`` or ``en``."""
    return _language


def from_environment(environ: Mapping[str, str] = os.environ) -> str:
    """The language of the user's locale, English when that is neither Dutch nor English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        if value := environ.get(name):
            return "nl" if value.lower().startswith("nl") else "en"
    # Windows has no LANG; its own setting is all there is.
    return "nl" if (_locale.getlocale()[0] or "").lower().startswith(("nl", "dutch")) else "en"


def _(message: str) -> str:
    """This sentence in the language in use."""
    return _catalogue.gettext(message) if message else message


def ngettext(one: str, many: str, n: int) -> str:
    """The sentence for this number of things, in the language in use."""
    return _catalogue.ngettext(one, many, n)


def N_(message: str) -> str:
    """Mark a sentence for translation where it is written, without translating it there."""
    return message
