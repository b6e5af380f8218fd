"""What is left of a producer who was removed or forgotten, and keys that are renewed."""
