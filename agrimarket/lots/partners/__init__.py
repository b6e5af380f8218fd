"""Whom producers buy from and deliver to: one step back, one step forward."""
