"""Looks inside a run of doorstroom.

    python bench/inside.py loaded MODULE… -- ARGUMENT…    which of these modules a command loads
    python bench/inside.py registered N ARGUMENT…         a command with so many commands in the table
    python bench/inside.py recomputed FILE                seconds to compute every stay again; whether it is the same
    python bench/inside.py plans FILE                     how SQLite looks for who must leave, step by step

The day is DOORSTROOM_TODAY, else today.
"""

import gc
import os
import sys
import time
from pathlib import Path

from doorstroom import cli, leaving, settings, stays, store
from doorstroom.__main__ import BETWEEN_SEARCHES


def loaded(words: list[str]) -> None:
    apart = words.index("--")
    try:
        cli.main(words[apart + 1 :])
    except SystemExit:
        print(*(name for name in words[:apart] if name in sys.modules), file=sys.stderr)


def registered(words: list[str]) -> None:
    """``expiring`` comes first in the table; the others are there to be listed, under names of their own."""
    wanted = int(words[0])
    others = [(f"{name}-{turn}", entry) for turn in range(wanted) for name, entry in cli.COMMANDS.items()]
    cli.Doorstroom.entries = dict([("expiring", cli.COMMANDS["expiring"]), *others][:wanted])
    cli.main(words[1:])


def recomputed(words: list[str]) -> None:
    with store.open(Path(words[0])) as caseload:
        kept = list(stays.stored(caseload.connection))
        gc.set_threshold(BETWEEN_SEARCHES)
        since = time.process_time()
        found = list(stays.computed(caseload.connection))
        seconds = time.process_time() - since
    print(seconds, sorted(map(repr, found)) == sorted(map(repr, kept)))


def plans(words: list[str]) -> None:
    day = settings.today()
    with store.open(Path(words[0])) as caseload:
        asked: list[str] = []
        caseload.connection.set_trace_callback(asked.append)
        for first in (None, 50):
            list(leaving.people(caseload.connection, day=day, months=6, first=first).people)
        caseload.connection.set_trace_callback(None)
        for question in asked:
            for step in caseload.connection.execute(f"explain query plan {question}"):
                print(step["detail"])


if __name__ == "__main__":
    os.environ.setdefault("DOORSTROOM_LANG", "en")
    {"loaded": loaded, "registered": registered, "recomputed": recomputed, "plans": plans}[sys.argv[1]](sys.argv[2:])
