"""Workbooks: what the meeting gets to read, and what comes in from elsewhere."""

# Stands among the properties of every workbook of ours, so that nobody imports one as if it were a list of people.
OURS = "doorstroom"

# In a template, names that begin so point to the sheets that only explain and list choices: an import passes them by.
EXPLAINS = "doorstroom_explains_"
