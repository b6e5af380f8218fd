"""The list of producers: found by words and filters, saved views, acts on many, files."""
