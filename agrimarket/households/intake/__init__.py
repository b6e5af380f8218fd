"""Producers' Excel lists, read row by row without a database: what stands there, what is wrong."""
