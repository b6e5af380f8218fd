"""Brings a backup back: built and verified aside, then put in place in one step, or not at all."""

from agrimarket.system.restore.run import Restored, drill, restore

__all__ = ["Restored", "drill", "restore"]
