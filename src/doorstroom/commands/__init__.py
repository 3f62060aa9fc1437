"""The commands, a module per noun: parse, load, decide, save, show."""
