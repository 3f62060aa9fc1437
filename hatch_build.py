"""Compile the translations when a wheel or an editable install is built."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):  # type: ignore[misc]
    """Turn every .po below locale/ into the .mo that gettext reads."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each .mo next to its .po; the build then packs it."""
        for source in Path(self.root, "src", "doorstroom", "locale").rglob("*.po"):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
