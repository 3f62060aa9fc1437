"""What it achieved: figures of a day from what happened up to it, each with the people behind it.

A figure of a past day does not move when something is entered later about a later day.
"""
