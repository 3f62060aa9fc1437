"""See who must move on from a subsidised job, half a year ahead."""

__version__ = "0.1.0"
