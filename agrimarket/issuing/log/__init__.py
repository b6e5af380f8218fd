"""The public log of issued ranges (sổ cấp tem): stamps added by an insider show from outside."""
