"""Sheets of labels: paper as data, millimetres, what stands on a label, and the file writers."""
