"""The matching meeting: its rhythm, its agenda, and what a filled-in workbook would change. Pure."""
