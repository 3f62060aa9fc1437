"""The clock by which days and moments are told, wherever the computer is."""

from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
