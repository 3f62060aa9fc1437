"""Conversations and steps in the file."""

from collections.abc import Mapping
from typing import Any

from doorstroom.model.following import Contact, Interest, Party, Step, Topic
from doorstroom.records import DAY, Table, choice

CONTACT = Table(
    "contact",
    Contact,
    dict.fromkeys(("held_on", "next_on"), DAY)
    | {"party": choice(Party), "topic": choice(Topic), "interest": choice(Interest)},
)
STEP = Table("step", Step, dict.fromkeys(("agreed_on", "due_on", "not_before", "done_on"), DAY))

TABLES: Mapping[type, Table[Any]] = {Contact: CONTACT, Step: STEP}
