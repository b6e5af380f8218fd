"""Producers of every kind: who they are, where they live, what they agreed to."""
