"""Workbooks: what the meeting gets to read, and what comes in from elsewhere."""

# Stands among the properties of every workbook of ours, so that nobody imports one as if it were a list of people.
OURS = "doorstroom"
