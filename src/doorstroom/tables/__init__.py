"""How the facts beyond the register lie in the file: a module a noun, each with its ``TABLES`` and what is asked of them."""
