"""Two records of one person: found, shown side by side, made one, parted again."""
