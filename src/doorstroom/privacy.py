"""What free text may not hold, and how any text is made safe to show.

No BSN has a place in the file (UAVG art. 46: only where a law prescribes it), and neither have diagnoses and offences
(AVG art. 9 and 10). A BSN is masked; about words the user is only warned, for a word is no proof.
"""

import re
from functools import cache

from doorstroom.dates import parse_day
from doorstroom.errors import BadDay, BadInput, Refused
from doorstroom.i18n import N_
from doorstroom.names import fold

MASK = "[BSN]"


# Characters nobody sees can hide text, turn it round, drive a terminal or break a workbook. The joiner stays inside an
# emoji, where phones put it; a new line and a tab are no danger, they only do not fit on one line.
@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1, with ESC
        "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u3164\uffa0\ufeff"  # no width
        "\u2028-\u202e\u2060-\u206f"  # separators of lines, overrides and isolates of direction
        "\ud800-\udfff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"  # lone surrogates, tags, no characters
        "|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
    )


_LINE_OR_TAB = r"\r\n|[\r\n\t]"


# Read from left to right: a telephone number, KvK number or amount is taken as a whole before digits are looked at.
@cache
def _numbers() -> re.Pattern[str]:
    """Every number, in groups or whole; compiled when it is first needed, for most commands need it never."""
    return re.compile(
        r"""
          (?:\+|(?<![0-9])00(?![0-9]{7}(?![0-9])))[1-9][0-9]{0,2}[ .\-/]{0,3}(?:\(0\))?(?:[ .\-/]?[0-9]){6,10}(?![0-9])
        | (?<![0-9])06[ .\-/]{1,3}[0-9]{8}(?![0-9])
        | \bkvk\W{0,3}(?:nummer|nr|no)?\W{0,3}[0-9]{8}(?![0-9])
        | (?:€|\beur)\s?[0-9][0-9.]*
        | (?P<grouped>[0-9]{1,4}(?![0-9])
            (?P<between>[ .\-\xa0\u202f])GROUP(?:(?P=between)GROUP)*)
        | (?P<whole>[0-9]+)
        """.replace("GROUP", r"(?!06[ .\-/]{1,3}[0-9]{8})[0-9]{1,4}(?![0-9])"),
        re.VERBOSE | re.IGNORECASE,
    )


# How people write a BSN in groups, also when the leading zero was lost. Two, two and four digits are a date.
_GROUPINGS = {(3, 3, 3), (4, 2, 3), (3, 2, 4), (2, 2, 2, 3), (2, 3, 3), (3, 2, 3)}
_BSN_HEADING = r"\b(?:b ?s ?n(?:\b|n)|sofi(?:\b| ?n)|burger ?service ?n|citizen ?service ?n)"
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


# Only words that say something about a person wherever they stand. Left out, for they are everyday at work: ziek,
# medicatie ("mag medicatie delen"), diagnose (a mechanic's), borderline (a level), GGZ, gevangenis and psychiater
# (where people work), VOG (a vacancy asks for it), depressed and conviction.
@cache
def _sensitive() -> re.Pattern[str]:
    """Those words, compiled when they are first needed."""
    return re.compile(
        r"""(?<!\w)(?:
            adhd | autis(?:me|tisch|tische|m|tic) | ptss | ptsd | burn-?out | depressi(?:e|ef|eve|on) | psychos[ei]s?
          | schizofrenie | schizofreen | schizophreni[ac] | persoonlijkheidsstoornis | su[iï]cid(?:e|aal|al) | zelfmoord
          | versla(?:ving|afd|afde) | addict(?:ed|ion) | alcoholi(?:st|ste|sme|sm|c) | epilep(?:sie|tisch|sy|tic) | hiv
          | kanker | cancer | chemotherap(?:ie|y) | zwanger | pregnan(?:t|cy) | lvb | verstandelijk[ ]beperkt
          | strafblad | (?:ex-)?gedetineerd(?:e|en)? | detentie | celstraf | veroordeeld | reclassering | tbs
          | enkelband | delict(?:en)? | criminal[ ]record | ex-(?:offender|convict) | convicted
        )(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


def bsns(text: str) -> list[tuple[int, int]]:
    """Where the text holds a number that is a BSN by its eleven-test: start and end (not included) of each.

    Eight digits count too: a spreadsheet drops the leading zero. Left alone are parts of longer numbers, telephone and
    KvK numbers, amounts, and eight digits that read as a day.
    """
    return [match.span() for match in _numbers().finditer(text) if _holds_bsn(match)]


def mask_bsn(text: str) -> tuple[str, bool]:
    """The text with every BSN replaced by a mark, and whether there was one."""
    masked = _numbers().sub(lambda match: MASK if _holds_bsn(match) else match[0], text)
    return masked, masked != text


def is_bsn(value: object) -> bool:
    """Whether a cell holds a BSN and nothing else, as text or as a number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return bsns(text) == [(0, len(text))]


def is_bsn_heading(text: str) -> bool:
    """Whether a column with this heading holds BSNs: "BSN", "Burgerservicenummer", "Sofi-nr" and the like."""
    return re.search(_BSN_HEADING, fold(text)) is not None


def has_controls(text: str) -> bool:
    """Whether the text holds characters that no name or note needs: controls, direction overrides, no width, halves.

    New lines and tabs are allowed.
    """
    return _unseen().search(text) is not None


def clean(text: str) -> str:
    """The text safe to show anywhere, on one line: what nobody should see becomes �, new lines and tabs a space."""
    if text.isascii() and text.isprintable():
        # As most are, and every cell of every list comes by here.
        return text
    return _unseen().sub("�", re.sub(_LINE_OR_TAB, " ", text))


def sensitive_words(text: str) -> tuple[str, ...]:
    """The words about health or offences in a text, in lower case, each once: for a warning, never to refuse."""
    return tuple(dict.fromkeys(match[0].lower() for match in _sensitive().finditer(text)))


def one_line(text: str) -> str:
    """A text as it may be kept, with single spaces; BadInput when it holds what no keyboard types."""
    text = " ".join(text.split())
    if has_controls(text):
        raise BadInput(N_("That text holds characters that cannot be shown."), hint=N_("Type it again by hand."))
    return text


def without_bsn(text: str) -> str:
    """A text on one line; Refused when it holds a BSN."""
    text = one_line(text)
    if bsns(text):
        raise Refused(
            N_("That text holds a BSN, which doorstroom does not keep."), hint=N_("Use your own client number instead.")
        )
    return text


def client_number(text: str) -> str:
    """Somebody's own client number on one line; Refused when its nine digits are a BSN."""
    text = one_line(text)
    if len(text) == 9 and is_bsn(text):
        raise Refused(
            N_("That number is a BSN, which doorstroom does not keep."),
            hint=N_("Use your own client number; if this is one, put a letter before it."),
        )
    return text


def _holds_bsn(match: re.Match[str]) -> bool:
    """Whether a number found by ``_numbers`` is a BSN."""
    if grouped := match["grouped"]:
        groups = grouped.split(match["between"])
        return tuple(len(group) for group in groups) in _GROUPINGS and _passes_eleven_test("".join(groups))
    digits = match["whole"] or ""
    return len(digits) in (8, 9) and _passes_eleven_test(digits) and not _reads_as_day(digits)


def _passes_eleven_test(digits: str) -> bool:
    """The Dutch "elfproef" for eight or nine digits; only noughts pass it too, but are nobody's number."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits.zfill(9), strict=True))
    return total % 11 == 0 and int(digits) > 0


def _reads_as_day(digits: str) -> bool:
    """Whether these digits are a day without dashes: 20261121 or 21112026."""
    if len(digits) != 8:
        return False
    for written in (f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", f"{digits[:2]}-{digits[2:4]}-{digits[4:]}"):
        try:
            parse_day(written)
        except BadDay:
            continue
        return True
    return False
