"""Everything held about one person, for that person to read (AVG art. 15): what, since when, by whom, and where it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorstroom.i18n import N_
from doorstroom.report import Section, Sentence


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is kept: its column, its heading (marked with ``N_``), its value, and since which command."""

    key: str
    heading: str
    value: Any
    since: Sentence | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: the table it lies in, what people call it, and all that it says."""

    table: str
    ref: str
    title: Sentence
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Export:
    """A list that left the file: on which day, with what on it, and how many people were on it."""

    day: date
    who: str
    as_of: date
    profile: str
    format: str
    people: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it, with the person's own record first."""

    ref: str
    name: str
    made_on: date
    organisation: str
    entries: Sequence[Entry]
    concluded: Sequence[Sentence]
    history: Sequence[Section]
    exports: Sequence[Export]
    backups: int
    kept_until: Sequence[Sentence]

    @property
    def title(self) -> Sentence:
        """What stands at the top."""
        return Sentence.of(N_("Everything held about {name}"), name=self.name)

    @property
    def opening(self) -> tuple[Sentence, ...]:
        """What this is, and what somebody can ask for."""
        return (
            Sentence.of(N_("{ref}; made on {day} by {who}."), ref=self.ref, day=self.made_on, who=self.organisation)
            if self.organisation
            else Sentence.of(N_("{ref}; made on {day}."), ref=self.ref, day=self.made_on),
            Sentence.of(N_("This is all that the caseload holds about you: what was entered, by whom and when.")),
            Sentence.of(
                N_(
                    "It is kept to guide you from job to job: to see in time when work ends, and to find what comes next."
                )
            ),
            Sentence.of(
                N_(
                    "You may ask to see, correct or erase it, to restrict its use, or object to it; you get an answer"
                    " within a month (AVG art. 12 and 15 to 21)."
                )
            ),
            Sentence.of(N_("You may complain to the Dutch data protection authority (Autoriteit Persoonsgegevens).")),
            *self.kept_until,
        )

    @property
    def sections(self) -> list[Section]:
        """What stands below the records."""
        return [
            Section(Sentence.of(N_("What doorstroom concludes from it")), self.concluded),
            Section(Sentence.of(N_("Where it went")), self._went),
            Section(
                Sentence.of(N_("Who changed what")), [line for section in self.history for line in _lines(section)]
            ),
        ]

    @property
    def _went(self) -> list[Sentence]:
        said = [
            Sentence.of(
                N_(
                    "On {day} {who} exported a list of {as_of} as {format}, with {people} people and {profile} details."
                ),
                day=one.day,
                who=one.who,
                as_of=one.as_of,
                format=one.format,
                people=one.people,
                profile=Sentence.of(_PROFILES.get(one.profile, one.profile)),
            )
            for one in self.exports
        ]
        if said:
            said.append(Sentence.of(N_("The file does not know who was on a list, nor who got it.")))
        else:
            said.append(Sentence.of(N_("No list was exported since you are in the file.")))
        said.append(
            Sentence.counted("There is {n} backup of the file.", "There are {n} backups of the file.", n=self.backups)
        )
        return said


_PROFILES = {"ordinary": N_("ordinary"), "sensitive": N_("sensitive")}


def figures(dossier: Dossier) -> Mapping[str, Any]:
    """The same for other programs."""
    records: dict[str, list[dict[str, Any]]] = {}
    for entry in dossier.entries:
        records.setdefault(entry.table, []).append(
            {
                "ref": entry.ref or None,
                **{item.key: {"value": item.value, "since": item.since} for item in entry.items},
            }
        )
    return {
        "ref": dossier.ref,
        "name": dossier.name,
        "made_on": dossier.made_on,
        "organisation": dossier.organisation or None,
        "about": list(dossier.opening),
        "records": records,
        "concluded": list(dossier.concluded),
        "exports": [
            {
                "day": one.day,
                "who": one.who,
                "as_of": one.as_of,
                "profile": one.profile,
                "format": one.format,
                "people": one.people,
            }
            for one in dossier.exports
        ],
        "backups": dossier.backups,
        "history": [{"what": section.heading, "changes": list(section.said)} for section in dossier.history],
    }


def _lines(section: Section) -> list[Sentence]:
    """What one command did, change by change."""
    return [Sentence.of(N_("{when} — {change}"), when=section.heading, change=change) for change in section.said]
