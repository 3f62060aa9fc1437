"""What can go wrong, each with its code and exit code.

    DoorstroomError
    ├── BadInput            2  usage
    │   ├── BadDay          2  bad_date
    │   └── EndsBeforeStart 2  ends_before_start
    ├── NotFound            3  not_found
    ├── Clash               4  clash
    │   └── Ambiguous       4  ambiguous
    ├── BadFile             5  bad_file
    │   ├── NewerFile       5  newer_file
    │   ├── KeyNeeded       5  key_needed
    │   └── WrongKey        5  wrong_key
    ├── Refused             6  refused
    └── Unavailable         7  unavailable

A message says what is wrong and where; a hint says what to do next. Neither holds personal data beyond what the user typed.
Only ``output`` turns them into words: here they are marked, with their fields beside them.
"""

from typing import ClassVar

from doorstroom.i18n import N_


class DoorstroomError(Exception):
    """Something a user can mend: a sentence with fields, a hint, a code and an exit code."""

    exit_code: ClassVar[int] = 2
    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, hint: str = "", **fields: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.fields = fields


class BadInput(DoorstroomError):
    """What was typed cannot be."""

    exit_code, code = 2, "usage"


class BadDay(BadInput):
    """A day that does not exist or is written in a way that could mean two days."""

    code = "bad_date"

    def __init__(self, text: str, *, hint: str = N_("Write a day as 2026-11-21 or as 21-11-2026.")) -> None:
        super().__init__(N_("{text} is not a date."), hint=hint, text=text or "''")


class EndsBeforeStart(BadInput):
    """A period whose last day lies before its first."""

    code = "ends_before_start"

    def __init__(self, start: object, end: object) -> None:
        super().__init__(
            N_("The last day {end} lies before the first day {start}."),
            hint=N_("Both days belong to the contract; swap them or correct one."),
            start=start,
            end=end,
        )


class NotFound(DoorstroomError):
    """A REF, name or number that is not in the file."""

    exit_code, code = 3, "not_found"


class Clash(DoorstroomError):
    """Something is in the way: a double, or a change made meanwhile."""

    exit_code, code = 4, "clash"


class Ambiguous(Clash):
    """A name or number that fits several records."""

    code = "ambiguous"


class BadFile(DoorstroomError):
    """A file that is damaged, foreign, or refused."""

    exit_code, code = 5, "bad_file"


class NewerFile(BadFile):
    """A caseload file made by a newer doorstroom."""

    code = "newer_file"


class KeyNeeded(BadFile):
    """An encrypted file of which nobody gave the key."""

    code = "key_needed"


class WrongKey(BadFile):
    """An encrypted file that does not open with the key that was given: another key, or damage; nothing tells them apart."""

    code = "wrong_key"


class Refused(DoorstroomError):
    """The tool does not do this, by a rule of its own."""

    exit_code, code = 6, "refused"


class Unavailable(DoorstroomError):
    """Busy, full or read-only: try again, or somewhere else."""

    exit_code, code = 7, "unavailable"
