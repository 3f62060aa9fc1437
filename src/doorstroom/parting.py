"""What must be settled before somebody leaves: spoken with all three parties, and the talk about the end held."""

from collections.abc import Mapping
from datetime import date

from doorstroom.choices import Party
from doorstroom.i18n import N_
from doorstroom.report import Sentence

PARTIES = (Party.CANDIDATE, Party.EMPLOYER, Party.WSP)
"""With whom must be spoken before somebody leaves: the candidate, the employer and the service point."""


def in_words(spoken: Mapping[Party, date | None], end_talk: date | None) -> tuple[Sentence, ...]:
    """With whom was spoken since somebody came on the list, with whom not yet, and when about the end."""
    not_yet = Sentence.of(N_("not yet"))
    with_whom = tuple(
        Sentence.of(N_("{party} {day}"), party=party, day=day or not_yet)
        for party, day in spoken.items()
        if party in PARTIES
    )
    return (
        Sentence.of(N_("Spoken with: {parties}."), parties=with_whom),
        Sentence.of(N_("Talk about the end: {day}."), day=end_talk or not_yet),
    )
