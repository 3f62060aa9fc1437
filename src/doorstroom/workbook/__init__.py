"""Workbooks: reading what people have, and writing what a meeting needs."""
