"""Which person fits which vacancy, told condition by condition: it holds, it fails, or it is a question to ask. No scores.

Pure: people, openings, contracts, rules and a day come in; matches with their reasons go out.
"""

from doorstroom.matching.answer import Answer, Condition, Finding
from doorstroom.matching.crowd import Crowd
from doorstroom.matching.judging import Judge, Match
from doorstroom.matching.law import Law
from doorstroom.matching.sides import Post, Seeker
from doorstroom.matching.travel import Map

__all__ = ["Answer", "Condition", "Crowd", "Finding", "Judge", "Law", "Map", "Match", "Post", "Seeker"]
