"""What a build adds: compiled translations, and in a wheel a list of the packages that it runs on (PEP 770)."""

import json
import re
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PIN = re.compile(r"^([a-z0-9.-]+)==([^\s;\\]+)((?:.*\\\n)?(?: +--hash=.*\n?)*)", re.MULTILINE)


class Doorstroom(BuildHookInterface):  # type: ignore[misc]
    """Compiles the translations, and writes down what a wheel was tested with."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each .mo next to its .po, which the build then packs, and the list for a wheel."""
        for source in Path(self.root, "src", "doorstroom", "locale").rglob("*.po"):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
        if self.target_name == "wheel":
            pins = Path(self.root, "requirements", "run.txt").read_text(encoding="utf-8")
            made = Path(self.directory, "doorstroom.cdx.json")
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(self._materials(pins), encoding="utf-8", newline="\n")
            build_data["sbom_files"].append(str(made))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what was only written to be packed."""
        Path(self.directory, "doorstroom.cdx.json").unlink(missing_ok=True)

    def _materials(self, pins: str) -> str:
        """The pinned packages as CycloneDX, with the hashes of their files: the same bytes for the same pins."""
        root = self.metadata.version
        components = [
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{name}@{pinned}",
                "name": name,
                "version": pinned,
                "purl": f"pkg:pypi/{name}@{pinned}",
                "hashes": [
                    {"alg": "SHA-256", "content": content} for content in re.findall(r"sha256:([0-9a-f]{64})", hashes)
                ],
            }
            for name, pinned, hashes in _PIN.findall(pins)
            if name not in self.config["only-to-build"]
        ]
        about = {"type": "application", "bom-ref": "doorstroom", "name": "doorstroom", "version": root}
        told = {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {"component": about | {"purl": f"pkg:pypi/doorstroom@{root}"}},
            "components": components,
            "dependencies": [{"ref": "doorstroom", "dependsOn": [one["bom-ref"] for one in components]}],
        }
        return json.dumps(told, indent=1) + "\n"
