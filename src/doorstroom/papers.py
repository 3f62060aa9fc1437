"""A dossier as something to read and keep: a page, plain text, or JSON for other programs."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from html import escape

from doorstroom import exports
from doorstroom.i18n import _, language
from doorstroom.registers.dossier import Dossier, Entry, figures
from doorstroom.wording import sentence, words

_WIDTH = 80

_STYLE = """
  body { font: 11pt/1.45 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a;
         background: #fff }
  h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2rem } p { margin: .4rem 0 }
  table { border-collapse: collapse; width: 100%; margin: .5rem 0 }
  th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #ccc }
  th { width: 30%; font-weight: 600 } td + td { width: 30%; color: #555; font-size: .85em }
  li { margin: .3rem 0 }
  @page { size: A4; margin: 2cm } @media print { body { margin: 0; max-width: none } tr, li { break-inside: avoid } }
"""


def as_json(dossier: Dossier) -> bytes:
    """For other programs."""
    return exports.record_to_json(figures(dossier)).encode()


def as_text(dossier: Dossier) -> bytes:
    """For every program that shows text, 80 columns wide."""
    return ("\n".join(_text(dossier)) + "\n").encode()


def as_page(dossier: Dossier) -> bytes:
    """One page without anything from elsewhere, to read in a browser and to print."""
    return ("\n".join(_page(dossier)) + "\n").encode()


FORMS: Mapping[str, Callable[[Dossier], bytes]] = {"html": as_page, "txt": as_text, "json": as_json}


def _text(dossier: Dossier) -> Iterator[str]:
    title = sentence(dossier.title)
    yield from (title, "=" * len(title), "")
    for said in dossier.opening:
        yield from textwrap.wrap(sentence(said), _WIDTH)
    for entry in dossier.entries:
        yield from ("", _title(entry))
        margin = max(len(_(item.heading)) for item in entry.items) + 2 if entry.items else 0
        for item in entry.items:
            since = f" [{sentence(item.since)}]" if item.since else ""
            yield from textwrap.wrap(
                f"{_(item.heading):<{margin}}{words(item.value)}{since}",
                _WIDTH,
                initial_indent="  ",
                subsequent_indent=" " * (margin + 2),
            )
    for section in dossier.sections:
        yield from ("", sentence(section.heading))
        for said in section.said:
            yield from textwrap.wrap(sentence(said), _WIDTH, initial_indent="- ", subsequent_indent="  ")


def _page(dossier: Dossier) -> Iterator[str]:
    title = escape(sentence(dossier.title))
    yield f'<!doctype html>\n<html lang="{language()}">\n<meta charset="utf-8">\n<title>{title}</title>'
    yield """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">"""
    yield f"<style>{_STYLE}</style>\n<h1>{title}</h1>"
    yield from (f"<p>{escape(sentence(said))}</p>" for said in dossier.opening)
    for entry in dossier.entries:
        yield f"<h2>{escape(_title(entry))}</h2>\n<table>"
        for item in entry.items:
            since = escape(sentence(item.since)) if item.since else ""
            yield f"<tr><th>{escape(_(item.heading))}</th><td>{escape(words(item.value))}</td><td>{since}</td></tr>"
        yield "</table>"
    for section in dossier.sections:
        yield f"<h2>{escape(sentence(section.heading))}</h2>\n<ul>"
        yield from (f"<li>{escape(sentence(said))}</li>" for said in section.said)
        yield "</ul>"


def _title(entry: Entry) -> str:
    title = f"{sentence(entry.title)} {entry.ref}".strip()
    return title[0].upper() + title[1:]
