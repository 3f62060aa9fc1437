"""See who must move on from a subsidised job, half a year ahead."""

__version__ = "0.1.0"

# The version of the dated rules and of what `limits` makes of them: stored leave dates carry it. It stands here because
# every command compares it and few load the rules.
RULES = "2026-11-27"

# The version of what `find` looks through, which the file carries too: another one is made anew.
FINDABLE = "3"
