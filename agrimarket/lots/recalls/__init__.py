"""Calling lots back with what was made from them, lifting by two, suspending, and drills."""
