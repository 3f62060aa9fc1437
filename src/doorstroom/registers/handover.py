"""A handover in words and figures."""

from collections.abc import Iterator
from typing import Any

from doorstroom.choices import Kind
from doorstroom.i18n import N_
from doorstroom.model.handover import Handover
from doorstroom.report import Section, Sentence


def sections(found: Handover, giver: str, taker: str) -> Iterator[Section]:
    """What changes hands, counted."""
    counts = (
        Sentence.counted("{n} candidate as owner", "{n} candidates as owner", n=len(found.owned)),
        Sentence.counted("{n} candidate as coach", "{n} candidates as coach", n=len(found.coached)),
        Sentence.counted("{n} open step", "{n} open steps", n=len(found.steps)),
        Sentence.counted("{n} employer", "{n} employers", n=len(found.employers)),
        Sentence.counted("{n} open vacancy", "{n} open vacancies", n=len(found.vacancies)),
    )
    said = [one for one in counts if one.fields["n"]]
    if found.closed:
        said.append(
            Sentence.counted("{n} closed case stays as it was", "{n} closed cases stay as they were", n=found.closed)
        )
    yield Section(Sentence.of(N_("From {giver} to {taker}"), giver=giver, taker=taker), said)


def figures(found: Handover, giver: str, taker: str) -> dict[str, Any]:
    """The same for other programs: the REFs of what changes hands."""
    return {
        "from": giver,
        "to": taker,
        "owner": [one.ref for one in found.owned],
        "coach": [one.ref for one in found.coached],
        "steps": [one.ref for one in found.steps],
        "employers": [Kind.EMPLOYER.ref(one.id) for one in found.employers],
        "vacancies": [one.ref for one in found.vacancies],
        "closed": found.closed,
    }
